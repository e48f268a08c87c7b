# One command for each habit. Each sets up what it needs on a machine with Python 3.11+, git and make: `make site` and
# `make serve` what running needs (requirements.lock), the others what tests and development need beside it
# (requirements-dev.lock). Both live in one environment, so that going from one to the other only adds packages.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# A process for each core, and two more for the time in which others wait for browsers and servers. A file's tests stay together,
# for they share what the file sets up; tests/conftest.py says which come first.
WORKERS := $(shell expr $$(getconf _NPROCESSORS_ONLN) + 2)
PARALLEL := -n $(WORKERS) --dist loadfile --no-loadscope-reorder
RUN := $(VENV)/.run-ready
DEV := $(VENV)/.dev-ready
EDITOR := tests/editor/node_modules/.package-lock.json
# Python compiles what is read when it is read first, and keeps that: all that libraries bring would take as long as to install it.
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check --no-compile
COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header --no-emit-options \
  --build-deps-for editable

# What was compiled once is kept, also where the surroundings say otherwise: tests begin many commands.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: site serve test quick offline soak fuzz lint bench lighthouse views schemas lock clean

site: $(RUN)
	$(BIN)/aftercare build

serve: $(RUN)
	$(BIN)/aftercare serve

test: $(DEV) $(EDITOR)
	$(BIN)/pytest $(PARALLEL)

# Without what is marked `long`: the whole example, built sites, commands of their own, input that is made up.
quick: $(DEV)
	$(BIN)/pytest $(PARALLEL) tests/unit -m "not long"

# The layers that need nobody else, where nobody else can be reached: a network of its own, with loopback alone.
offline: $(DEV)
	unshare --map-root-user --net sh -c 'ip link set lo up && exec $(BIN)/pytest $(PARALLEL) tests/unit tests/site'

# Other inputs on every run, and many more of them.
fuzz: $(DEV)
	AFTERCARE_FUZZ=50 $(BIN)/pytest $(PARALLEL) tests/unit -k fuzz

# What takes longer than a commit can wait for: bounded, and not part of CI.
soak: $(DEV)
	AFTERCARE_SOAK=1 AFTERCARE_FUZZ=300 $(BIN)/pytest $(PARALLEL) tests/unit -m "soak or hypothesis"
	AFTERCARE_SOAK=1 $(BIN)/pytest $(PARALLEL) tests/site tests/browser tests/hosts -m soak

lint: $(DEV)
	$(BIN)/ruff check generator tests bench
	$(BIN)/ruff format --check generator tests bench
	$(BIN)/mypy

bench: $(DEV)
	$(BIN)/python -m bench.run
	$(BIN)/python -m bench.whole
	$(BIN)/python -m bench.planning
	$(BIN)/python -m bench.edits
	$(BIN)/python -m bench.edits --dask 1000
	$(BIN)/python -m bench.serving
	$(BIN)/python -m bench.feeds
	$(BIN)/python -m bench.rebuild
	$(BIN)/python -m bench.site
	$(BIN)/python -m bench.search

# Every kind of page on a phone, three times each, on an idle machine: half an hour. OUTPUT=DIR takes what lies there. It needs nginx,
# Chromium and Node, and fetches Lighthouse.
lighthouse: $(DEV) .cache/lighthouse/node_modules/.bin/lighthouse
	$(BIN)/python -m bench.lighthouse $(OUTPUT)

.cache/lighthouse/node_modules/.bin/lighthouse:
	npm install --silent --no-audit --no-fund --prefix .cache/lighthouse lighthouse@12.2

# What templates are given, told from the views themselves.
views: $(DEV)
	$(BIN)/python -m generator.site.reference > templates/VIEWS.md

# What an editor goes by while somebody writes YAML; opening the folder in Visual Studio Code runs it (.vscode/tasks.json).
schemas: $(RUN)
	$(BIN)/aftercare schema --write

# What both locks hold, they hold in the same version. What is locked stays as it is while pyproject.toml allows it.
lock: $(DEV)
	$(COMPILE) --output-file requirements.lock pyproject.toml
	$(COMPILE) --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

# Everything that can be made again. feeds/ stays: it is the ledger of what was told to whom, and is kept nowhere else.
clean:
	rm -rf $(VENV) .cache site site-staff reports docs/staff docs/*/index.md docs/*/glossary.md docs/*/products docs/*/maintenance \
	  docs/*/services docs/*/components docs/*/faults docs/*/guides docs/*/seasons docs/*/assets docs/*/pictures docs/*/calendars \
	  docs/*/index-a-z.md docs/*/this-month.md docs/*/tags.md docs/*/feed.json docs/.aftercare

# hatchling is in the lock as well (see pyproject.toml), so the package itself is built without reaching out.
$(RUN): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) --require-hashes --requirement requirements.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q -j 0 generator
	touch $@

$(DEV): $(RUN) requirements-dev.lock
	$(INSTALL) --require-hashes --requirement requirements-dev.lock
	touch $@

# Where npm is, what tests ask as an editor does comes too; elsewhere they are skipped.
$(EDITOR): tests/editor/package-lock.json
	if command -v npm >/dev/null; then npm ci --prefix tests/editor --ignore-scripts --no-audit --no-fund --loglevel=error; fi
