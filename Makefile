# What CI runs, in its order. PYTHON names the interpreter of the environment with the [dev] extra.
PYTHON ?= .venv/bin/python

check:
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	$(PYTHON) -m pytest

format:
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .

.PHONY: check format
