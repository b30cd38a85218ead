# Needs make and Python 3.11 or newer, nothing else. README.md says the way without make.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.DEFAULT_GOAL := help
.PHONY: help demo test lint check check-documents conformance fuzz clean

help:
	@echo "make demo    open the worked example; without a terminal, write its documents"
	@echo "make test    run the tests"
	@echo "make lint    format, lint, types and the direction of the imports"
	@echo "make check   lint, then the tests"
	@echo "make check-documents   open papers and exports in LibreOffice, Chromium, pdftotext; fetches what it needs"
	@echo "make conformance   run TinyDB's own tests over our storage; fetches its source"
	@echo "make fuzz    press keys at random in every screen, ten minutes; SEED=12 MINUTES=1 say otherwise"
	@echo "make clean   remove the environment and every cache"

demo: $(READY)
	$(BIN)/facilitator demo

# Three at once on two cores: tests of the screens wait for its timers a good part of their time. Compiled files
# are kept even where the environment says not to: the tests start some hundred programs, each would compile anew.
test: $(READY)
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 3 --dist worksteal

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

check: lint test

check-documents: $(READY)
	$(BIN)/python -m tests.documents.readers

conformance: $(READY)
	$(BIN)/python -m tests.store.conformance

fuzz: $(READY)
	$(BIN)/python -m tests.fuzz $(if $(SEED),--seed $(SEED)) --minutes $(or $(MINUTES),10)

clean:
	rm -rf .venv build dist .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# One environment for everything. Its stamp is older than these two files when it must be renewed.
$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Facilitator needs Python 3.11 or newer. Name one: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "This Python cannot make environments. On Debian or Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo "Setting up .venv, once; this takes a minute."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@
