# Each target sets up all it needs on a machine with Python 3.11, pip and venv, and asks nothing.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

.PHONY: demo test browser check bench gate docs lock package

demo: $(READY)            ## the whole program on a recorded sample, offline, then http://127.0.0.1:8000 (ONCE=1: check and stop)
	$(BIN)/python -m demo.run

test: $(READY) browser    ## every test, on SQLite and on PostgreSQL
	$(BIN)/python -m pytest -q -n 2
	AITYS_TEST_DATABASE=postgresql $(BIN)/python -m pytest -q -n 2

browser:                  ## Chromium, by which tests look at pages: installed where that asks nobody, else they are skipped
	@command -v chromium > /dev/null || { test "$$(id -u)" = 0 && command -v apt-get > /dev/null \
	  && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes chromium > /dev/null; } \
	  || echo "No Chromium here: the tests that look at pages in a browser will be skipped."

check: $(READY)           ## format, lint, types, the borders between the rooms
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

gate: $(READY)            ## quality floors; those of public sets need AITYS_DATA, and it says so without it
	$(BIN)/python -m evals.gate

bench: $(READY)           ## timings against named peers; needs AITYS_DATA for some
	$(BIN)/python -m bench

docs: $(READY)            ## the documentation into site/
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

package: $(READY)         ## a wheel into dist/
	$(BIN)/python -m build --wheel --no-isolation --outdir dist .

lock: $(READY)            ## refresh requirements.lock from pyproject.toml: versions and hashes, no addresses
	$(BIN)/pip install --quiet --disable-pip-version-check pip-tools
	$(BIN)/pip-compile --quiet --extra dev --generate-hashes --strip-extras --allow-unsafe \
	  --no-emit-index-url --no-emit-find-links --no-emit-options --output-file requirements.lock pyproject.toml

$(READY): requirements.lock pyproject.toml
	test -f $@ || $(PYTHON) -m venv --clear $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@
