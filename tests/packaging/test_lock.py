"""The image's lock file fits what pyproject.toml asks for, and names no address."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parent.parent.parent
LOCKS = ("requirements.lock", "docker/build.lock")


def pins(lock: str) -> dict[str, Version]:
    found = re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^ ;\\]+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE)
    return {canonicalize_name(name): Version(version) for name, version in found}


def test_the_lock_pins_every_dependency_within_its_bounds() -> None:
    pinned = pins("requirements.lock")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    for written in project["dependencies"]:
        wanted = Requirement(written)
        name = canonicalize_name(wanted.name)
        assert name in pinned, f"{name} is not locked: see docs/operations.md"
        assert pinned[name] in wanted.specifier, f"{name} {pinned[name]} is locked, {wanted.specifier} is asked for"


@pytest.mark.parametrize("lock", LOCKS)
def test_each_pin_has_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")

    blocks = re.split(r"\n(?=[A-Za-z0-9])", text.strip())
    assert blocks
    assert all("--hash=sha256:" in block for block in blocks)
    assert "://" not in text
