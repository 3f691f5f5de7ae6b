# Every job of the project by name; `make help` lists them. Needs Python 3.11 or newer, and nothing else.

BIN := .venv/bin
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard src/rochdale/locale/*/LC_MESSAGES/*.po))
TESTS ?= tests
JOBS ?= 2
export PYTHON

.DEFAULT_GOAL := help
.PHONY: help setup run serve test check test-fast pytest lint types imports sql templates docs messages reference \
	pictures audit demo code bench format lock clean base dev catalogues

help: ## list the jobs
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-10s %s\n", $$1, $$2 }'

base:
	@requirements/install.sh base

dev:
	@requirements/install.sh dev

# The compiled catalogues are made from what is committed, wherever they are missing or older.
catalogues: $(CATALOGUES)

%.mo: %.po
	$(BIN)/pybabel --quiet compile --domain django --input-file $< --output-file $@

setup: dev ## make .venv with everything to work on Rochdale
	@$(MAKE) --silent catalogues

run: base ## set up what is missing, open the demo cooperative and serve it
	@$(MAKE) --silent catalogues
	@exec $(BIN)/rochdale serve

serve: run ## the same as run

test: check ## every check there is: the same as check

check: lint types imports sql templates pytest ## every check there is

pytest: setup ## every test, the slow ones too
	@$(BIN)/python -m pytest -n $(JOBS) $(TESTS)

test-fast: setup ## the tests of the inner loop, in under 90 seconds
	@$(BIN)/python -m pytest -n $(JOBS) -m "not slow and not browser" $(TESTS)

lint: setup ## style and spelling of the code
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

types: setup ## every type, strictly
	@$(BIN)/mypy

imports: setup ## which room may look into which
	@$(BIN)/lint-imports --no-logo

sql: setup ## style of the SQL in files
	@$(BIN)/sqlfluff lint --processes $(JOBS) src

templates: setup ## style of the templates
	@$(BIN)/djlint --lint --quiet src

docs: setup ## links, examples and tables of the documentation
	@$(BIN)/python -m pytest tests/architecture/test_docs.py

messages: setup ## collect texts to translate into the catalogues
	@mkdir -p build
	@$(BIN)/pybabel --quiet extract --mapping-file babel.cfg --keyword gettext_lazy --keyword ngettext_lazy:1,2 \
		--keyword pgettext_lazy:1c,2 --keyword npgettext:1c,2,3 --keyword N_ --keyword NP_:1,2 --no-location --sort-output --no-wrap \
		--output-file build/messages.pot src/rochdale
	@for catalogue in src/rochdale/locale/*/LC_MESSAGES/django.po; do \
		language=$$(basename $$(dirname $$(dirname $$catalogue))); \
		$(BIN)/pybabel --quiet update --locale $$language --input-file build/messages.pot --output-file $$catalogue \
			--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --no-wrap; done

reference: setup ## write anew what the documents repeat of the code: errors, and for whom the API is
	@$(BIN)/python -m rochdale.config.reference

pictures: setup ## take the pictures of the guides anew, of the demo's pages in Chromium
	@ROCHDALE_WRITE_PICTURES=1 $(BIN)/python -m pytest -q -n 1 tests/journeys/test_pictures_browser.py

audit: setup ## re-derive every balance and register from the rows, and print what differs
	@$(BIN)/rochdale audit

code: base ## the code that officers of the demo are asked for
	@$(BIN)/rochdale demo code

demo: setup ## build the demo cooperative
	@$(BIN)/rochdale demo

bench: setup ## how fast books, register and counts are, beside a yardstick measured in the same run
	@$(BIN)/rochdale bench ledger
	@$(BIN)/rochdale bench register
	@$(BIN)/rochdale bench counting

format: setup ## let ruff lay out the code
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

# UPGRADE=--upgrade takes newer versions; without it only what pyproject.toml asks for changes.
lock: setup ## write the locks anew from pyproject.toml
	@set -e; compile() { $(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --universal \
		--python-version 3.11 --custom-compile-command "make lock" $(UPGRADE) \
		pyproject.toml requirements/base.in "$$@"; }; \
	compile -o requirements/base.txt; \
	compile --extra dev -c requirements/base.txt -o requirements/dev.txt

clean: ## remove .venv and everything that is made anew; var/ with its data stays
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	rm -f src/rochdale/locale/*/LC_MESSAGES/*.mo
	find . -name __pycache__ -not -path './var/*' -prune -exec rm -rf {} +
