# make        an environment from requirements.lock, then every table and figure
# make test   the environment, then the tests
# make cluster  the smoke sweep on a Slurm of this machine (as root) and out of a bucket
PYTHON ?= python3
CORES ?= all
BIN := .venv/bin

.PHONY: all environment test cluster clean

all: environment
	$(BIN)/snakemake --cores $(CORES)

test: environment
	$(BIN)/python -m pytest

environment: .venv/installed

cluster: .venv-cluster/installed
	.venv-cluster/bin/python -m tests.cluster

.venv/installed: requirements.lock pyproject.toml
.venv-cluster/installed: requirements-cluster.lock pyproject.toml
.venv/installed .venv-cluster/installed:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "expected Python 3.11 or newer, got `$(PYTHON) --version 2>&1`;" \
	    "install one and say where: make PYTHON=/path/to/python3" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(@D)
	$(@D)/bin/python -m pip install --quiet --require-hashes --requirement $<
	$(@D)/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# what the workflow made; the environment stays
clean:
	rm -rf results logs .snakemake
	git clean -fdxq figures
