# What people type. `make help` lists it; every target can be run from a fresh clone.
#
# Variables, on the command line or in the environment: PORT=8001 make serve, make serve PORT=8001.
#   PORT 8000 · HOST 127.0.0.1 · BASE_IRI http://HOST:PORT · DATA var · REGISTRIES loaders/registries

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules

VENV ?= .venv
BIN := $(VENV)/bin
CLIENTS := tests/clients
CLIENTS_READY := $(CLIENTS)/node_modules/.package-lock.json
EDITOR := server/editor_app
EDITOR_BUILT := server/static/editor/manifest.json
COVERED := begrip ontology linkml_schemas queries loaders server

$(foreach name,PORT HOST BASE_IRI DATA REGISTRIES,$(if $($(name)),$(eval export BEGRIP_$(name) := $($(name)))))

.PHONY: help setup develop serve build generate check test coverage screenshots bench bench-schemas format lint types layers lock clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo "  Variables: PORT, HOST, BASE_IRI, DATA, REGISTRIES (make serve PORT=8001)"

setup: $(VENV)/runtime.stamp $(EDITOR_BUILT) ## Make the virtual environment with the locked dependencies
	@echo "ready: $(BIN)/begrip --help"

develop: $(VENV)/develop.stamp $(EDITOR_BUILT) ## Add what the tests and checks need

serve: $(VENV)/runtime.stamp $(EDITOR_BUILT) ## Build the registries if needed and serve them on http://127.0.0.1:8000
	@$(BIN)/begrip up

build: $(VENV)/runtime.stamp ## Build a generation of the registries and publish it
	@$(BIN)/begrip build

generate: $(VENV)/runtime.stamp ## Compile the schemas into linkml_schemas/generated
	@$(BIN)/begrip schema generate

format: develop ## Format the code
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lint: develop ## Check format and style
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .

types: develop ## Check types
	@$(BIN)/mypy

layers: develop ## Check which package imports which
	@$(BIN)/lint-imports --no-logo

# A file of tests is for one process, so that what its tests share is made once. Tests of servers and
# browsers wait about as long as they work, so there is one process more than there are processors.
PROCESSES := $(shell echo $$(($$(getconf _NPROCESSORS_ONLN) + 1)))
PARALLEL := -n $(PROCESSES) --dist loadfile --no-loadscope-reorder
PRESENT := $(if $(wildcard ../shared/data/README.md),,and not shared)

check: lint types layers ## Lint, types, layers and the fast tests; about two minutes
	@$(BIN)/python -m pytest -q $(PARALLEL) --hypothesis-profile=quick -m "not slow and not shared"

test: develop $(VENV)/bench.stamp $(CLIENTS_READY) ## Everything: check, servers, browser, README and docs
	@failed=; \
	$(MAKE) --no-print-directory --keep-going lint types layers || failed=1; \
	$(BIN)/python -m pytest $(PARALLEL) -m "not alone $(PRESENT)" || failed=1; \
	$(BIN)/python -m pytest -m "alone $(PRESENT)" || failed=1; \
	[ -z "$$failed" ]

coverage: develop ## Say which code no test reaches that runs in the process of the tests
	@$(BIN)/python -m pytest -q $(PARALLEL) $(addprefix --cov=,$(COVERED)) --cov-branch \
	  --cov-report=term:skip-covered -m "not alone and not shared"

screenshots: develop ## Make the screenshots of docs/pages.md, from a server that runs (BASE_IRI)
	@$(BIN)/python -m tests.screenshots $(or $(BASE_IRI),http://127.0.0.1:8000)

bench: $(VENV)/bench.stamp ## Measure against the engine itself: make bench SIZE=1m ROWS=100k
	@$(BIN)/python -m tests.benchmarks --size $(or $(SIZE),1m) --rows $(or $(ROWS),100k)

bench-schemas: develop ## Measure the workbench beside the commands of LinkML
	@$(BIN)/python -m tests.benchmarks.workbench

lock: ## Resolve the dependencies anew (needs uv on the PATH)
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate --extra build pyproject.toml --output-file requirements.lock
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate --extra build --extra dev --constraints requirements.lock pyproject.toml \
	  --output-file requirements-dev.lock
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate --group bench --output-file requirements-bench.lock

clean: ## Remove the virtual environment and caches, never the data
	@rm -rf $(CLIENTS)/node_modules $(EDITOR)/node_modules \
	  $(dir $(EDITOR_BUILT)) .venv build begrip.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis \
	  .import_linter_cache .coverage
	@find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +

# The stamps say that an environment holds what the lock files say; younger locks remake them.

$(VENV)/bin/python:
	@python=; \
	for name in python3.11 python3.12 python3.13 python3.14 python3; do \
	  if command -v $$name >/dev/null && \
	     $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	  then python=$$name; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "make: Begrip needs Python 3.11 or newer on the PATH (python3.11 or python3);" \
	    "found: $$(python3 --version 2>&1 || echo none)" >&2; exit 1; \
	fi; \
	echo "making $(VENV) with $$($$python --version)"; \
	$$python -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "make: $$python cannot make a virtual environment; on Debian: apt-get install python3-venv" >&2; \
	  exit 1; }

# The locks hold every package, so nothing is resolved here: an older pip would take the newest
# release of a package that another one asks for with an extra, which no hash allows.
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps

$(VENV)/runtime.stamp: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "installing the locked dependencies"
	@$(INSTALL) --require-hashes --requirement requirements.lock
	@$(INSTALL) --no-build-isolation --no-index --editable .
	@touch $@

$(VENV)/develop.stamp: requirements-dev.lock $(VENV)/runtime.stamp
	@echo "installing what the tests need"
	@$(INSTALL) --require-hashes --requirement requirements-dev.lock
	@touch $@

$(VENV)/bench.stamp: requirements-bench.lock $(VENV)/develop.stamp
	@echo "installing what the benchmarks need"
	@$(INSTALL) --require-hashes --requirement requirements-bench.lock
	@touch $@

# Clients in JavaScript, for the tests only: npm writes the stamp itself.

$(CLIENTS_READY): $(CLIENTS)/package.json $(CLIENTS)/package-lock.json
	@for program in node npm; do command -v $$program >/dev/null || { \
	  echo "make: the tests need $$program on the PATH; on Debian: apt-get install nodejs npm" >&2; \
	  exit 1; }; done
	@echo "installing the clients in JavaScript that the tests try"
	@cd $(CLIENTS) && npm ci --loglevel=error >/dev/null
	@touch $@

# The editor of /sparql. Without Node.js the page is a form, and nothing else depends on it.

$(EDITOR_BUILT): $(EDITOR)/package-lock.json $(EDITOR)/build.mjs $(wildcard $(EDITOR)/src/*)
	@if ! command -v node >/dev/null || ! command -v npm >/dev/null; then \
	  echo "node and npm are not on the PATH: /sparql is served as a form, without the editor"; \
	elif echo "building the query editor" && cd $(EDITOR) && \
	  npm ci --loglevel=error >/dev/null && npm run --silent build; then :; \
	else echo "the query editor could not be built: /sparql is served as a form, without it"; fi
