"""The examples in the docstrings hold."""

import doctest
import importlib
import pkgutil
from types import ModuleType

import pytest

import alerts
import monitor
import storage


def modules(package: ModuleType) -> list[str]:
    found = pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    return [module.name for module in found if "migrations" not in module.name and not module.name.endswith("__main__")]


@pytest.mark.parametrize("name", [name for package in (monitor, storage, alerts) for name in modules(package)])
def test_the_examples_of_a_module_hold(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name))

    assert result.failed == 0
