# Two commands do everything: `make brief` and `make test`. Both set up what they need on a fresh Debian machine with Python 3.11 or later.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
ATLAS  := src/comity/comity.sqlite
DATA   := $(shell find data -type f 2>/dev/null)

.PHONY: brief test lint types data bench docs clean

brief: $(VENV)/run.done $(ATLAS)
	$(BIN)/comity brief XK US --on 2017-02-10 -o brief.html

test: $(VENV)/test.done $(ATLAS) lint types data
	$(BIN)/python -m pytest

lint: $(VENV)/test.done
	$(BIN)/ruff check .
types: $(VENV)/test.done
	$(BIN)/mypy
data: $(VENV)/run.done
	$(BIN)/comity build --check

bench: $(VENV)/bench.done $(ATLAS)
	$(BIN)/python -m bench

$(ATLAS): $(VENV)/run.done $(DATA) $(wildcard src/comity/atlas/*) $(wildcard src/comity/kernel/*)
	$(BIN)/comity build

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Comity needs Python 3.11 or later; name one with: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || scripts/system-packages python3-venv
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.done: $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[all]'
	touch $@

$(VENV)/test.done: $(VENV)/run.done
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	command -v chromium >/dev/null || scripts/system-packages chromium
	touch $@

$(VENV)/bench.done: $(VENV)/run.done
	pkg-config --exists icu-i18n 2>/dev/null || scripts/system-packages libicu-dev pkg-config g++  # one peer builds against them
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	touch $@

# What the docs show of the data: run it after the data has changed, and read the diff.
docs: $(VENV)/test.done $(ATLAS)
	$(BIN)/comity report XK -o docs/kosovo.md
	$(BIN)/comity cases -o docs/cases.md
	$(BIN)/comity fighters --audit -o docs/figures.md
	$(BIN)/python -m tests.test_docs --fill

clean:
	rm -rf $(VENV) $(ATLAS) brief.html build dist
