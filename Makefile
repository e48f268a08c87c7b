# One command for each habit. `make site` and `make test` set everything up on a machine with Python 3.11+, git and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: site test serve lint bench lock clean

site: $(READY)
	$(BIN)/aftercare build

test: $(READY)
	$(BIN)/pytest

serve: $(READY)
	$(BIN)/aftercare serve

lint: $(READY)
	$(BIN)/ruff check generator tests bench
	$(BIN)/ruff format --check generator tests bench
	$(BIN)/mypy

bench: $(READY)
	$(BIN)/python -m bench.run
	$(BIN)/python -m bench.feeds
	$(BIN)/python -m bench.rebuild
	$(BIN)/python -m bench.site

lock: $(READY)
	$(BIN)/pip-compile --quiet --extra dev --generate-hashes --allow-unsafe --strip-extras --no-header \
	  --no-emit-options --output-file requirements.lock pyproject.toml

# Everything that can be made again. feeds/ stays: it is the ledger of what was told to whom, and is kept nowhere else.
clean:
	rm -rf $(VENV) .cache site site-staff docs/staff docs/*/index.md docs/*/glossary.md docs/*/products docs/*/maintenance \
	  docs/*/services docs/*/components docs/*/faults docs/*/guides docs/*/seasons docs/*/assets docs/*/pictures docs/*/calendars \
	  docs/*/index-a-z.md docs/*/this-month.md docs/*/tags.md docs/*/feed.json

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@
