"""One database: its engine, its transactions, its schema's version."""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlmodel import Session

from monitor.core.errors import StorageError
from storage.dialect import READ_ONLY, backup, integrity, make_engine

MIGRATIONS = Path(__file__).parent / "migrations"


@cache
def _revisions() -> tuple[str, ...]:
    """The schema's versions, the oldest first: each is named at the beginning of its migration's file."""
    return tuple(sorted(file.name.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py")))


class Database:
    """A database in use; safe to share between threads, each transaction has a connection of its own."""

    def __init__(self, url: str, *, holder: str = "") -> None:
        """`url`: sqlite:///FILE or postgresql://…; `holder`: the name under which work is taken.

        Raises StorageError if the address cannot be understood.
        """
        self.holder = holder
        self.shown = re.sub(r"//([^:/@]*):[^@]*@", r"//\1:…@", url)  # never with the password
        try:
            self.engine = make_engine(url)
        except (ArgumentError, NoSuchModuleError) as error:
            what = f"{self.shown}: not a database address; write sqlite:///FILE or postgresql://USER@HOST/NAME"
            raise StorageError(what) from error

    def again(self) -> "Database":
        """The same database with connections of its own, as a process that was split off needs them."""
        return Database(self.engine.url.render_as_string(hide_password=False), holder=self.holder)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session whose work is committed at the end, or not at all."""
        with self._session(read_only=False) as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only reads."""
        with self._session(read_only=True) as session:
            yield session

    @contextmanager
    def _session(self, *, read_only: bool) -> Iterator[Session]:
        try:
            with self.engine.connect() as raw:
                connection = raw.execution_options(**READ_ONLY) if read_only else raw
                with connection.begin(), Session(connection, info={"holder": self.holder}) as session:
                    yield session
                    session.flush()
        except SQLAlchemyError as error:
            raise StorageError(f"{self.shown}: {_reason(error)}") from error

    def upgrade(self) -> None:
        """Bring the schema to this program's version; raises StorageError if it is newer or cannot be written."""
        self._make_folder()
        try:
            with self.engine.connect() as connection:
                with connection.begin():
                    found = _version(connection)
                if found == _revisions()[-1]:
                    return
                self._refuse_unknown(found)
                _migrate(connection)
        except SQLAlchemyError as error:
            raise StorageError(f"{self.shown}: {_reason(error)}") from error

    def upgrade_apart(self) -> None:
        """The same, by a process that is split off: what only upgrading takes, this one then need not hold (10 MB)."""
        self._make_folder()
        if hasattr(os, "fork") and self.version() != _revisions()[-1]:
            self.close()
            if (child := os.fork()) == 0:
                with suppress(BaseException):  # the parent finds it undone, and says why
                    self.upgrade()
                os._exit(0)
            os.waitpid(child, 0)
        self.upgrade()

    def _make_folder(self) -> None:
        file = self.engine.url.database
        if self.engine.dialect.name != "sqlite" or not file or file.startswith("file:"):  # an address of SQLite's own
            return
        try:
            Path(file).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageError(f"{self.shown}: its folder cannot be made: {error.strerror}") from error

    def _refuse_unknown(self, found: str | None) -> None:
        if found is not None and found not in _revisions():
            what = (
                f"{self.shown}: was written by a newer version of this program (schema {found}); "
                "install that version again, or restore a backup; nothing was changed"
            )
            raise StorageError(what)

    def known(self) -> None:
        """Raise StorageError if a newer version of this program has written the database."""
        self._refuse_unknown(self.version())

    def version(self) -> str | None:
        """The schema's revision, None for an empty database."""
        with self.reading() as session:
            return _version(session.connection())

    def check(self) -> str:
        """The database's own word about its integrity: "ok", or what is wrong."""
        with self.reading() as session:
            return integrity(session)

    def writable(self) -> None:
        """Raise StorageError unless something can be written now."""
        with self.transaction() as session:
            session.connection().execute(text("UPDATE pulse SET part = part WHERE 1 = 0"))

    def backup(self, target: Path) -> None:
        """Copy a SQLite database in use into a new file; raises StorageError if it cannot be done."""
        if target.exists():
            raise StorageError(f"{target}: exists already; name a new file")
        try:
            done = backup(self.engine, str(target))
        except (SQLAlchemyError, sqlite3.Error) as error:
            raise StorageError(f"{target}: {_reason(error)}") from error
        if not done:
            raise StorageError(f"{self.shown}: use pg_dump to back up a PostgreSQL database")

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT max(version_num) FROM alembic_version")).scalar()


def _migrate(connection: Connection) -> None:
    # 10 MB that a program whose database is up to date need not have
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config as AlembicConfig  # noqa: PLC0415

    config = AlembicConfig()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


_ADVICE = {
    "database is locked": "another program holds it; the daemon tries again by itself, a command has to be repeated",
    "readonly database": "it cannot be written; check the file's and its folder's owner and mode",
    "unable to open database file": "the file cannot be opened; check that the folder exists and may be written",
    "file is not a database": "this is not a SQLite file, or it is damaged; restore a backup",
    "malformed": "the file is damaged; restore a backup (monitor db backup writes one)",
    "disk is full": "make room on the disk; nothing is lost that was stored",
    "connection refused": "no server answers there; is PostgreSQL running?",
    "password authentication failed": "the user name or the password is wrong",
    "does not exist": "create it first",
}


def _reason(error: Exception) -> str:
    """One sentence for what the database said, with what to do about it."""
    cause = getattr(error, "orig", None)
    said = " ".join(str(cause or error).split())[:300]
    advice = next((advice for sign, advice in _ADVICE.items() if sign in said.lower()), None)
    return f"{said}: {advice}" if advice else said
