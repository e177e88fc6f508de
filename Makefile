# What you need: Python 3.11 with venv, git, make. Everything else is set up by the first target you call.

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
EXAMPLE ?= $(firstword $(sort $(wildcard examples/*/)))
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help setup demo test lint types layers check wheel shipped torture audit bench docs lock clean
.DEFAULT_GOAL := help

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile

setup: $(READY)  ## make .venv from the locked, hashed dependencies (once)

# python3.11 first: the lock is resolved for it. Tried by running: a name on the path may be an empty shim.
$(READY): requirements/dev.lock pyproject.toml
	@python=""; for candidate in $(PYTHON) python3.11 python3 python; do \
	  if $$candidate -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	  then python=$$candidate; break; fi; \
	done; \
	if [ -z "$$python" ]; then echo "memcon needs Python 3.11 or later with its venv module." >&2; exit 1; fi; \
	echo "Setting up $(VENV) with $$python: about 140 packages, a few minutes, once."; \
	$$python -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --require-hashes --only-binary :all: -r requirements/dev.lock
	@# followthemoney brings stubs of SQLAlchemy 1.4, which would hide SQLAlchemy's own types from mypy.
	@$(BIN)/python -m pip uninstall -qq -y sqlalchemy2-stubs 2>/dev/null || true
	@$(BIN)/python -m pip install -qq --no-deps --no-build-isolation -e .
	@touch $(READY)

demo: $(READY)  ## read the four reports of the example story into a fresh store and print the memcon
	@store=$$(mktemp -d) && trap 'rm -rf "$$store"' EXIT && $(BIN)/memcon read $(EXAMPLE) --store "$$store/memcon.db"

# CI gives CHECK=shipped: the tests run against the wheel that was built.
CHECK ?= check
test: lint types layers $(CHECK)  ## everything .ci/run asks for

lint: $(READY)  ## ruff
	$(BIN)/ruff check .

types: $(READY)  ## mypy, strict
	$(BIN)/mypy

layers: $(READY)  ## import-linter: who may import whom
	$(BIN)/lint-imports --no-logo

check: $(READY)  ## pytest
	$(BIN)/python -m pytest

wheel: $(READY)  ## build the sdist, from it the wheel, and lay the wheel out under build/wheel
	@rm -rf dist build/wheel
	$(BIN)/python -m build --no-isolation --outdir dist . > build.log 2>&1 || { cat build.log; exit 1; }
	@rm -f build.log && $(BIN)/python -m pip install -qq --no-deps --target build/wheel dist/*.whl

shipped: wheel  ## pytest against the wheel, not against src
	PYTHONPATH=$(CURDIR)/build/wheel MEMCON_SHIPPED=build/wheel $(BIN)/python -m pytest

torture: $(READY)  ## the trials of safety at full size, an hour or more, and the table of what they came to
	$(BIN)/python tools/torture.py

audit:  ## ask for known faults of every pinned package (needs the network; a venv of its own, under build)
	@test -x build/audit/bin/pip-audit || { python3 -m venv build/audit && build/audit/bin/pip install -qq pip-audit; }
	build/audit/bin/pip-audit --require-hashes --disable-pip -r requirements/dev.lock

# Shorter: make bench REPORTS=50 SIZES=100,200. All of it: REPORTS=1000 SIZES=1000,10000,50000.
bench: $(READY)  ## quality and speed against the floors of bench/floors.json; writes docs/speed.md
	$(BIN)/python bench/gate.py --write $(if $(REPORTS),--reports $(REPORTS)) $(if $(SIZES),--sizes $(SIZES))

docs: $(READY)  ## write docs/reference from the code
	$(BIN)/python docs/generate.py

# UPGRADE=--upgrade takes the newest versions; without it pins that still fit stay.
lock: $(READY)  ## resolve pyproject.toml into requirements/dev.lock, with hashes
	CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet $(UPGRADE) --strip-extras --pip-args "--only-binary :all:" \
	  --extra dev --extra encoder --extra export --extra parquet --extra warc \
	  --generate-hashes --allow-unsafe --no-build-isolation \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
	  --output-file requirements/dev.lock pyproject.toml

clean:  ## remove the venv and every cache
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
