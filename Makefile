# make          install requirements.lock into .venv, then make every table and figure
# make test     run the tests, after installing the validators into .venv-standards
# make browser  install Debian's Chromium if missing; the tests that open pages need it
# make cluster  run the smoke sweep on a Slurm of this machine (as root) and out of a bucket
#
# For reviewers; ARTIFACT.md says what each prints:
# make determinism  the main command twice, in surroundings that should not matter: the same bytes
# make stress       runs killed at random moments and continued: the same bytes
# make crate        the run as an RO-Crate, ro-crate-metadata.json
# make swhid        the identifier of the sources' content
# make screenshots  docs/*.png, from the made pages (needs make browser)
# make wheels       the packages of the environments, for this platform and Python; where a folder
#                   wheels/ exists, everything is installed from it without a network
# make archive      sources, outputs and crate in one file, dist/deeplinear-<version>-<hash>.tar
PYTHON ?= python3
CORES ?= all
BIN := .venv/bin
STANDARDS := .venv-standards/bin

.PHONY: all environment test browser cluster determinism stress crate screenshots swhid wheels \
  archive clean

all: environment
	$(BIN)/snakemake --cores $(CORES)

test: environment .venv-standards/installed
	$(BIN)/python -m pytest

browser:
	$(PYTHON) -m tests.debian chromium

cluster: .venv-cluster/installed
	.venv-cluster/bin/python -m tests.cluster

determinism: environment
	$(BIN)/python -m tests.determinism

stress: environment
	$(BIN)/python -m tests.stress

crate: all .venv-standards/installed
	$(STANDARDS)/python tools/crate.py

screenshots: environment
	$(BIN)/python -m tests.browser

swhid: .venv-standards/installed
	@$(STANDARDS)/python tools/swhid.py

archive: crate
	$(BIN)/python tools/archive.py

# removes old wheels first: an environment installed from them may be incomplete
wheels:
	rm -rf wheels
	$(MAKE) environment
	for lock in requirements.lock tools/requirements-standards.lock; do \
	  $(BIN)/python -m pip download --quiet --require-hashes --requirement $$lock --dest wheels \
	    || exit 1; \
	done

environment: .venv/installed

FROM := $(if $(wildcard wheels),--no-index --find-links wheels)
.venv-cluster/installed: FROM :=
.venv/installed: requirements.lock pyproject.toml
.venv-cluster/installed: profiles/requirements-cluster.lock pyproject.toml
.venv-standards/installed: tools/requirements-standards.lock
.venv/installed .venv-cluster/installed .venv-standards/installed:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "expected Python 3.11 or newer, got `$(PYTHON) --version 2>&1`;" \
	    "install one and name it: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(if $(FROM),echo "installing from wheels/ only; if a package is missing run make wheels")
	$(PYTHON) -m venv --clear $(@D)
	$(@D)/bin/python -m pip install --quiet $(FROM) --require-hashes --requirement $<
	$(if $(filter pyproject.toml,$^),$(@D)/bin/python -m pip install --quiet $(FROM) --no-deps \
	  --no-build-isolation --editable .)
	@touch $@

# removes what the workflow made; the environments stay
clean:
	rm -rf results logs .snakemake ro-crate-metadata.json
	git clean -fdxq figures
