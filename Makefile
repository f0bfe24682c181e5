# Naryad. `make run` starts the demo firm, `make test` proves the house; both install what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOME_DIR ?= demo
PORT ?= 8000

.DEFAULT_GOAL := help
.PHONY: help install install-dev debian run test test-all lint bench torture-workbook lock clean

help: ## what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

$(VENV)/.ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Naryad needs Python 3.11 or newer (found $$($(PYTHON) --version)). Remedy: make PYTHON=python3.11 …"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || bash deploy/debian-packages.sh python3-venv
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

install: $(VENV)/.ready ## the virtual environment alone, from the hashed lock

debian: ## the Debian packages that the foreign-program tests need (root only; elsewhere those tests are skipped and say so)
	@bash deploy/debian-packages.sh libreoffice-calc python3-uno chromium poppler-utils

run: install ## the demo firm at http://127.0.0.1:8000
	@ls $(HOME_DIR)/*.xls[xm] >/dev/null 2>&1 || $(BIN)/naryad demo --home $(HOME_DIR)
	$(BIN)/naryad run --home $(HOME_DIR) --port $(PORT)

lint: install ## lint, types, import contracts, dependencies
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .

test: install debian lint ## everything a stranger needs to trust it, in minutes
	$(BIN)/python -m pytest -m "not long"

test-all: install debian lint ## the long ones too: races, foreign programs, soak
	$(BIN)/python -m pytest

bench: install ## speed and memory, as ratios measured in one run
	$(BIN)/python -m bench

torture-workbook: install debian ## kill -9, stale saves, mutated files, hostile strings: prints figures
	$(BIN)/python -m tests.torture

lock: ## make requirements.lock anew (needs uv)
	uv pip compile --universal --generate-hashes --no-header --python-version 3.11 pyproject.toml --group dev --no-emit-index-url -o requirements.lock

clean: ## remove what was made here
	rm -rf $(VENV) build demo bench/out tests/out *.egg-info
