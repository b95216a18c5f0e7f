# PYTHON names the interpreter of the environment with the [dev] extra.
PYTHON ?= .venv/bin/python

# Format, lint, types and import contracts are tests too (tests/test_house.py): one command says whether all is well.
check:
	$(PYTHON) -m pytest

format:
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .

.PHONY: check format
