# Everything made here stands under .venv/ (for work) and .build/ (the rest). `make` alone lists what there is.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
MAKEFLAGS += --no-builtin-rules --no-print-directory

# Nothing from the caller's own Python may reach the environments made here.
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV PIP_REQUIRE_VIRTUALENV PIP_USER
export PIP_DISABLE_PIP_VERSION_CHECK := 1

VERSIONS := 3.11 3.13
BIN := .venv/bin
READY := .venv/.ready
PIP_INSTALL := -m pip install -qq

# What `make demo` shows, in order. The command `cchc-rules` is the one installed in .build/demo.
define DEMO
cchc-rules rank 2024_2426 --published 2024 --unit-kind department
cchc-rules score 2024_2426 examples/department.toml examples/district.toml examples/commune.toml
cchc-rules score 2024_2426 examples/department.toml --explain 3.4.1
endef
export DEMO

.PHONY: help demo test check lint format types contract tests cover thorough dist wheel-test lock-rulesets vectors lock clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## install into a fresh environment, rank the departments of 2024, score three example units
	@echo "· installing into .build/demo"
	@[[ -x .build/demo/bin/python ]] || "$$(tools/find-pythons --first $(VERSIONS))" -m venv .build/demo
	@rm -rf build
	@.build/demo/bin/python $(PIP_INSTALL) -c requirements-dev.txt .
	@rm -rf build
	@while read -r command; do \
		printf '\n$$ %s\n' "$$command"; \
		PATH="$$PWD/.build/demo/bin:$$PATH" $$command </dev/null; \
	done <<<"$$DEMO"

test: lint types contract cover wheel-test demo ## everything CI runs: the targets below, then the demo
	@printf '\nAll of it passed.\n'

check: lint types contract tests ## the fast part, for while you work: no coverage, no wheel

lint: $(READY) ## ruff: rules and formatting
	@echo "· ruff"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

format: $(READY) ## let ruff format the code and mend what it safely can
	@$(BIN)/ruff check --fix-only .
	@$(BIN)/ruff format .

types: $(READY) ## mypy, strict, tests included
	@echo "· mypy"
	@$(BIN)/mypy

contract: $(READY) ## import-linter: each room imports only from the rooms below it
	@echo "· import contract"
	@$(BIN)/lint-imports --no-logo

tests: $(READY) ## the tests and doctests, on the source tree
	@echo "· tests"
	@PATH="$$PWD/$(BIN):$$PATH" $(BIN)/pytest -q -n auto

cover: $(READY) ## the tests and doctests with coverage, which must be 100 %, branches too; without the long ones
	@echo "· tests with coverage"
	@mkdir -p .build/coverage
	@PATH="$$PWD/$(BIN):$$PATH" $(BIN)/pytest -q -n auto -m 'not once' --hypothesis-profile=traced --cov --cov-report=term

thorough: $(READY) ## the long tests on the source tree, with every example of the long laws; some twenty minutes
	@echo "· long tests"
	@PATH="$$PWD/$(BIN):$$PATH" $(BIN)/pytest -q -n auto -m once --hypothesis-profile=thorough

dist: $(READY) ## build the source distribution, and the wheel from it, into .build/dist
	@echo "· building the source distribution and the wheel"
	@rm -rf .build/dist build && mkdir -p .build/dist
	@$(BIN)/python -m build --no-isolation --outdir .build/dist . >.build/dist.log 2>&1 \
		|| { cat .build/dist.log; exit 1; }

wheel-test: dist ## the suite against the built wheel, the long tests on the oldest Python, the others on the newest
	@echo "· the suite against the wheel"
	@found=$$(tools/find-pythons $(VERSIONS)); mapfile -t pythons <<<"$$found"; \
		$(BIN)/python tools/try_wheel.py .build/dist "$${pythons[@]}"

lock-rulesets: $(READY) ## add new revisions of shipped rulesets to rulesets/released.toml; refuse edits of released ones
	@$(BIN)/python tools/lock_rulesets.py

vectors: $(READY) ## make the conformance vectors of the shipped rulesets anew
	@$(BIN)/python tools/write_vectors.py

lock: ## resolve the newest versions of all tools and dependencies into requirements-dev.txt
	@rm -rf .build/lock
	@"$$(tools/find-pythons --first $(VERSIONS))" -m venv .build/lock
	@.build/lock/bin/python $(PIP_INSTALL) --upgrade 'pip>=25.1'
	@.build/lock/bin/python $(PIP_INSTALL) --group dev '.[all]'
	@{ echo '# Made by `make lock`: the exact versions that every environment made here follows.'; \
		.build/lock/bin/python -m pip freeze --all --exclude pip --exclude cchc-rules; } >requirements-dev.txt
	@rm -rf build .build/lock

clean: ## remove everything that was made here
	@rm -rf .venv .build build .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache src/*.egg-info
	@find src rulesets tests tools docs -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

$(READY): pyproject.toml requirements-dev.txt
	@echo "· making .venv"
	@[[ -x $(BIN)/python ]] || "$$(tools/find-pythons --first $(VERSIONS))" -m venv .venv
	@$(BIN)/python $(PIP_INSTALL) -r requirements-dev.txt
	@$(BIN)/python $(PIP_INSTALL) --no-build-isolation --no-deps -e .
	@$(BIN)/python -m pip check
	@touch $@
