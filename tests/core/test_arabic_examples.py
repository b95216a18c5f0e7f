"""The examples in the docstrings of the language's rooms hold."""

import doctest
import importlib
import pkgutil

import pytest

import monitor.core.arabic
import monitor.core.watch

ROOMS = (monitor.core.arabic, monitor.core.watch)
MODULES = [f"{room.__name__}.{one.name}" for room in ROOMS for one in pkgutil.iter_modules(room.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_hold(name: str) -> None:
    module = importlib.import_module(name)

    outcome = doctest.testmod(module)

    assert outcome.failed == 0
