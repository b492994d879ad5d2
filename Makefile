# A fresh machine needs Python 3.11 or later and make; everything else is installed here, from pinned versions.

PYTHON ?= python3
VENV   ?= .venv
FACIT  ?= .facit
HEM    ?= demo-hem
BIN    := $(VENV)/bin

FUZZ   ?= 20000
BROTT  ?= 200
FRO    ?= 1
JAMLIKHET ?=

.PHONY: demo ui ui-test manual test lint bench fuzz brott maskiner jamlikhet constraints clean

$(VENV)/.klar: constraints.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r constraints.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# Validators and clients that the tests agree with, in an environment of their own.
$(FACIT)/.klar: constraints-facit.txt
	$(PYTHON) -m venv $(FACIT)
	$(FACIT)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r constraints-facit.txt
	touch $@

demo: $(VENV)/.klar
	$(BIN)/isu demo --home $(HEM)

ui: $(VENV)/.klar
	$(BIN)/isu ui --home $(HEM)

lint: $(VENV)/.klar
	$(BIN)/ruff check src pipelines schemas tests bench examples handbok
	$(BIN)/ruff format --check src pipelines schemas tests bench examples handbok
	$(BIN)/lint-imports

# What the tests of a file share is made once; the files in their own order, since few tests may take long.
test: lint $(FACIT)/.klar
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

# The pages of Dagster in Chromium, as a steward follows them. By itself: now and then the browser stops answering.
ui-test: $(VENV)/.klar
	$(BIN)/python -m pytest -n 0 tests/browser/ui_dagster.py

# The manual as a site in build/handbok, with pictures that the browser tests take; those of the site are of the demo's release.
manual: demo
	rm -rf build/bilder && mkdir -p build/bilder
	ISU_BILDER=$(CURDIR)/build/bilder ISU_UTGAVA=$(CURDIR)/$(HEM)/releases/latest \
	  $(BIN)/python -m pytest -n 0 tests/browser/bilder.py tests/browser/ui_dagster.py
	$(BIN)/python -m handbok build/handbok --bilder build/bilder

bench: $(VENV)/.klar
	$(BIN)/python -m bench

# Mutated files through the whole intake; `make test` takes 500 of them.
fuzz: $(VENV)/.klar
	$(BIN)/python -m tests.fuzz $(FUZZ) --workers 2

# Faults at random points of a national round: killed, full disk, closed files, files cut short, no database. `make test`
# takes 20 of them. With another FRO others; `python -m tests.brott --fro 1 --bara 17` injects one again.
brott: $(VENV)/.klar
	$(BIN)/python -m tests.brott $(BROTT) --fro $(FRO)

# A round on several machines, left in peace and not: a worker killed, the queue stopped, the database restarted. Needs root,
# PostgreSQL and Redis; `make test` does all of it in one round.
maskiner: $(VENV)/.klar
	$(BIN)/python -m tests.maskiner

# The synthetic nation from rows, from cells and from some of each, byte by byte; `make test` does it for two kommuner.
# With JAMLIKHET="--lamnare 30 --metod bevisad" fewer, and by the rule with proofs.
jamlikhet: $(VENV)/.klar
	$(BIN)/python -m tests.jamlikhet --fro $(FRO) $(JAMLIKHET)

constraints: $(VENV)/.klar
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra dev --extra postgres --extra arbetare --extra snabb --universal --python-version 3.11 \
	  --generate-hashes --no-strip-extras --no-header --no-annotate --quiet -o constraints.txt
	$(BIN)/python -m tests.facit | $(BIN)/uv pip compile - --universal --python-version 3.11 \
	  --generate-hashes --no-strip-extras --no-header --no-annotate --quiet -o constraints-facit.txt

clean:
	rm -rf $(VENV) $(FACIT) $(HEM)
