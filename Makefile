# One word per verb. `make help` lists them.
PYTHON ?= python3
BIN := .venv/bin
UV_VERSION := 0.13.9
ARGS ?=
OUT ?= models/shipped

.DEFAULT_GOAL := help
.PHONY: help install demo test check format test-kafka test-faults fuzz bench bench-kafka audit sbom lists model clean

help: ## List the verbs
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

install: .venv/.installed ## Create .venv with everything in it, from package registries

.venv/.installed: pyproject.toml uv.lock
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	$(BIN)/uv sync --quiet --frozen --inexact --python $(BIN)/python
	@touch $@

demo: install ## Run the main job end to end on the embedded broker
	$(BIN)/maskstream demo $(ARGS)

test: install ## Run the whole test suite, a file to each core
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile $(ARGS)

check: install ## Lint, types, import contracts, spelling, packs, maps and policies
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell
	$(BIN)/maskstream check

format: install ## Format and fix what can be fixed
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

test-kafka: install ## Run the broker suite against a real Apache Kafka
	$(BIN)/python -m pytest -m kafka $(ARGS)

test-faults: install ## Kill, freeze and starve workers and brokers; takes minutes
	$(BIN)/python -m pytest -m faults tests/faults tests/hostile $(ARGS)

fuzz: install ## Fuzz a step: make fuzz ARGS="decode|normalize|detect|redact SECONDS"
	$(BIN)/uv run --frozen --group fuzz python -m tests.hostile.fuzz $(ARGS)

bench: install ## Measure messages per second
	$(BIN)/maskstream bench $(ARGS)

audit: install ## Look for known weaknesses of the locked dependencies
	$(BIN)/python .ci/audit.py

sbom: install ## Write what the program is made of: dist/sbom.cdx.json (CycloneDX)
	@mkdir -p dist
	$(BIN)/uv export --quiet --frozen --no-default-groups --format cyclonedx1.5 \
		--output-file dist/sbom.cdx.json

bench-kafka: install ## Measure with Kafka, about ten minutes; write docs/benchmarks.md
	$(BIN)/uv run --quiet --frozen --group benchmarks python -m benchmarks $(ARGS)

# Their translations are harmless text for training; the numbers are part of the plan.
MODEL_TEXTS := --with django==5.2.19 --with wagtail==8.0.1 --with django-oscar==4.2.1 \
	--with django-allauth==65.21.1 --with django-cms==5.1.3 --with django-filer==3.6.0 \
	--with spacy-lookups-data==1.0.5

lists: install ## Build the name model's word lists again: make lists CORPORA=folder
	$(BIN)/uv run --frozen $(MODEL_TEXTS) python -m models.build_clusters
	$(BIN)/uv run --frozen $(MODEL_TEXTS) python -m models.build_gazetteer --corpora $(CORPORA)
	$(BIN)/uv run --frozen $(MODEL_TEXTS) python -m models.build_frequent
	$(BIN)/uv run --frozen $(MODEL_TEXTS) python -m models.build_surnames

model: install ## Train the name model again: make model CORPORA=folder [OUT=folder]
	BLIS_NUM_THREADS=1 OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 \
	$(BIN)/uv run --frozen $(MODEL_TEXTS) python -m models.train --corpora $(CORPORA) \
	--out $(OUT) $(ARGS)
	$(BIN)/uv run --frozen $(MODEL_TEXTS) python -m models.build_gate --corpora $(CORPORA) \
	--out $(OUT)

clean: ## Remove what the other verbs made
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis dist
