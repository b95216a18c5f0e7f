"""Fixtures that many tests share."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from storage.database import Database
from tests.support.clock import VirtualClock
from tests.support.databases import Databases, serving

settings.register_profile("house", deadline=None)  # how busy the machine is answers no question of ours
settings.load_profile("house")


@pytest.fixture(scope="session", autouse=True)
def compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Where no bytecode may lie beside the source, each of the hundreds of processes would compile it anew."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with pytest.MonkeyPatch.context() as patch:
        if os.environ.get("PYTHONDONTWRITEBYTECODE"):
            patch.delenv("PYTHONDONTWRITEBYTECODE")
            patch.setenv("PYTHONPYCACHEPREFIX", str(shared / "bytecode"))
        yield


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    yield from serving(tmp_path_factory.mktemp("databases"))


@pytest.fixture(params=["sqlite", "postgresql"])
def db(request: pytest.FixtureRequest, databases: Databases) -> Iterator[Database]:
    """A fresh database, once of each kind."""
    database = Database(databases.url(request.param), holder="here/1/1")
    yield database
    databases.drop(database)


@pytest.fixture
def clock() -> VirtualClock:
    """A clock that stands still until it is advanced."""
    return VirtualClock()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--kills", default="8", help="how often the daemon is killed per database in tests/e2e/test_kills.py"
    )
