# Everything a developer does, one line each: `make` lists it.
PYTHON := .venv/bin/python
.DEFAULT_GOAL := help
.PHONY: help install install-test install-full lock run chat train test check bench evaluate widget clean

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1	\2/p' $(MAKEFILE_LIST) | expand -t 14

install: ## install what answering citizens needs into .venv (quick when nothing changed)
	@scripts/install.sh run

install-test:
	@scripts/install.sh test

install-full: ## install TensorFlow too, for DIET, TED and the like (Linux on x86_64)
	@scripts/install.sh full

lock: ## write the hashed lock files anew from pyproject.toml (needs uv)
	@scripts/lock.sh

run: install ## install, train if anything changed, start the assistant
	@$(PYTHON) -m runtime.start

chat: install ## talk to the assistant in the terminal
	@$(PYTHON) -m runtime.chat

train: install ## train the model if anything it is made from changed
	@$(PYTHON) -m runtime.training

test: install-test ## run all tests with coverage (ARGS="tests/runtime -k start" narrows)
	$(PYTHON) -m pytest --cov --cov-report=term $(ARGS)

check: install-test ## ruff, mypy, the knowledge pack's own check, rasa data validate
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	$(PYTHON) -m knowledge check
	$(PYTHON) -m runtime data validate --fail-on-warnings

bench: install-test ## how fast: full answers beside a plain rule, 32 clients, start, memory
	@$(PYTHON) -m bench $(ARGS)

evaluate: install-test ## how well it understands, on labelled data
	@$(PYTHON) -m evaluation $(ARGS)

widget: ## build widget/dist anew (needs Node 20)
	@cd widget && npm ci --no-audit --no-fund && npm run --silent build

clean: ## delete what was made: models, caches, reports (not .venv, not var/)
	rm -rf models .rasa results htmlcov .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -not -path './.venv/*' -type d -prune -exec rm -rf {} +
