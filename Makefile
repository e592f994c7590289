# make        an environment from requirements.lock, then every table and figure
# make test   the environment, then the tests
PYTHON ?= python3
CORES ?= all
BIN := .venv/bin

.PHONY: all environment test clean

all: environment
	$(BIN)/snakemake --cores $(CORES)

test: environment
	$(BIN)/python -m pytest

environment: .venv/installed

.venv/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "expected Python 3.11 or newer, got `$(PYTHON) --version 2>&1`;" \
	    "install one and say where: make PYTHON=/path/to/python3" >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# what the workflow made; the environment stays
clean:
	rm -rf results logs .snakemake
	git clean -fdxq figures
