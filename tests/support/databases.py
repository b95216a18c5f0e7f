"""A fresh database for each test, copied from a template that was migrated once."""

import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg

from storage.database import Database
from tests.support.postgres import Postgres


class Databases:
    """Hands out addresses of empty, migrated databases of either kind."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.numbers = itertools.count()
        self._sqlite: Path | None = None
        self._postgres: Postgres | None = None
        self._server: str | None = os.environ.get("MONITOR_TEST_POSTGRES")
        self._admin: psycopg.Connection | None = None

    def url(self, kind: str) -> str:
        """The address of a new database; kind: sqlite or postgresql."""
        name = f"t{os.getpid()}_{next(self.numbers)}"
        return self._new_sqlite(name) if kind == "sqlite" else self._new_postgres(name)

    def drop(self, database: Database) -> None:
        """Make room: a database of PostgreSQL takes 9 MB, most often of memory."""
        database.close()
        if database.engine.dialect.name == "postgresql":
            self._order(f"DROP DATABASE {database.engine.url.database} WITH (FORCE)")

    def _new_sqlite(self, name: str) -> str:
        if self._sqlite is None:
            self._sqlite = self.folder / "template.db"
            _migrate(f"sqlite:///{self._sqlite}")
        path = self.folder / f"{name}.db"
        shutil.copy(self._sqlite, path)
        return f"sqlite:///{path}"

    def _new_postgres(self, name: str) -> str:
        template = f"template_{os.getpid()}"
        if self._postgres is None and self._server is None:
            self._postgres = Postgres()
        if template not in self._made:
            self._order(f"CREATE DATABASE {template}")
            _migrate(self._address(template))
            self._made.add(template)
        self._order(f"CREATE DATABASE {name} TEMPLATE {template}{self._how()}")
        return self._address(name)

    _made: set[str] = set()

    def _address(self, name: str) -> str:
        if self._postgres is not None:
            return self._postgres.url(name)
        return f"{self._server}".rsplit("/", 1)[0] + f"/{name}"

    def _how(self) -> str:
        """Where nothing waits for a disk, copying files takes half as long as writing all of them to the log first."""
        of_our_own = self._postgres is not None and self._connection().info.server_version >= 150000
        return " STRATEGY FILE_COPY" if of_our_own else ""

    def _order(self, statement: str) -> None:
        self._connection().execute(statement.encode())

    def _connection(self) -> psycopg.Connection:
        self._admin = self._admin or psycopg.connect(self._address("postgres"), autocommit=True)
        return self._admin

    def stop(self) -> None:
        if self._admin is not None:
            self._admin.close()
        if self._postgres is not None:
            self._postgres.stop()


def _migrate(url: str) -> None:
    db = Database(url)
    db.upgrade()
    db.close()


def serving(folder: Path) -> Iterator[Databases]:
    """The body of a session fixture."""
    databases = Databases(folder)
    try:
        yield databases
    finally:
        databases.stop()
