# make demo | test | check | crash | eval | bench | train: each sets up what it needs in .venv by itself.
PYTHON ?= python3
BIN := .venv/bin
SAMPLES := samples/articles
CORPUS ?= ../shared/corpora/news.jsonl.xz
LIMIT ?= 400

.PHONY: demo test check crash eval bench train clean

demo: .venv/.run
	@mkdir -p out
	@$(BIN)/musnad code $(SAMPLES) -o out/demo.jsonl --force
	@$(BIN)/musnad table out/demo.jsonl --limit 40
	@echo
	@$(BIN)/musnad read $(SAMPLES)/s14-fourth-round-postponed.json
	@echo
	@echo "The records: out/demo.jsonl (JSON lines). Your own articles: $(BIN)/musnad code FOLDER -o records.jsonl"

test: check
	$(BIN)/python -m pytest

check: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

crash: .venv/.dev
	MUSNAD_KILLS=200 MUSNAD_SECONDS=60 $(BIN)/python -m pytest tests/crash

eval: .venv/.dev
	$(BIN)/python -m evaluation

bench: .venv/.dev
	$(BIN)/python -m evaluation.bench $(CORPUS) --limit $(LIMIT)

# From the annotations to weights: an hour on two cores (training/REPORT.md). Needs the corpora in ../shared.
TRAIN := out/train
SEEDS := 1 2
FINER := --epochs 6 --rate 3e-4 --head-rate 2e-3 --drop 0.1
train: .venv/.train
	$(BIN)/python -m training.encoder $(TRAIN)/encoder
	$(BIN)/python -m training.pretrain $(TRAIN)/encoder $(TRAIN)/names.pt
	$(BIN)/python -m training.train $(TRAIN)/encoder $(TRAIN)/first.pt --names $(TRAIN)/names.pt --epochs 5
	for seed in $(SEEDS); do \
		$(BIN)/python -m training.train $(TRAIN)/encoder $(TRAIN)/seed$$seed.pt --names $(TRAIN)/first.pt --seed $$seed $(FINER) || exit 1; done
	$(BIN)/python -m training.export $(SEEDS:%=$(TRAIN)/seed%.pt) $(TRAIN)/encoder $(TRAIN)/weights
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
	@touch $@ .venv/.run

.venv/.train: .venv/.dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[train]'
	@touch $@

clean:
	rm -rf .venv out .mypy_cache .ruff_cache .pytest_cache .hypothesis
