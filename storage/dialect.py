"""Everything in which SQLite and PostgreSQL differ."""

import json
import sqlite3
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    DateTime,
    Dialect,
    Engine,
    Integer,
    LargeBinary,
    String,
    Table,
    and_,
    cast,
    create_engine,
    event,
    false,
    func,
    literal_column,
    or_,
    text,
    type_coerce,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import make_url
from sqlmodel import Session, SQLModel
from sqlmodel.sql.expression import SelectOfScalar

from monitor.core.watch.reach import AllOf, Reach
from storage.spoilt import Count, is_date, no_value, text_of

BUSY_TIMEOUT = 30.0  # seconds a writer waits for another one

READ_ONLY = {"monitor_read_only": True}
"""Execution options of a transaction that only reads: it never waits for a writer."""


def make_engine(url: str) -> Engine:
    """An engine for a SQLite file or a PostgreSQL address (postgresql:// is driven by psycopg)."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        engine = create_engine(parsed, connect_args={"timeout": BUSY_TIMEOUT, "check_same_thread": False})
        engine.dialect.colspecs = {**engine.dialect.colspecs, DateTime: _Moment}
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    return create_engine(parsed, pool_pre_ping=True)


class _Moment(sqlite.DATETIME):
    """A date as SQLite keeps it: as text, or whatever else was put there."""

    def result_processor(self, dialect: Dialect, coltype: Any) -> Callable[[Any], Any]:
        """As SQLAlchemy does it; what is no date is a SpoiltError."""
        read = super().result_processor(dialect, coltype)
        assert read is not None  # SQLite has no type for dates

        def process(value: Any) -> Any:
            try:
                return read(value)
            except (ValueError, TypeError) as error:
                raise no_value("a date", value) from error

        return process


def is_spoilt(session: Session, column: Column[Any]) -> ColumnElement[bool]:
    """Condition: what stands in this column of dates or counts is none. PostgreSQL takes no such thing."""
    if session.get_bind().dialect.name != "sqlite":
        return false()
    kind = func.typeof(column)
    if isinstance(column.type, Count):
        return and_(column.is_not(None), kind != "integer")
    written = cast(type_coerce(column, String), LargeBinary)  # the function is never handed text that is none
    return and_(column.is_not(None), or_(kind != "text", func.is_date(written) == 0))


def row_number(session: Session, table: Table) -> ColumnElement[int]:
    """What a row is found by whatever stands in it: the number that SQLite has for it; the key where none is spoilt."""
    if session.get_bind().dialect.name != "sqlite":
        return next(iter(table.primary_key))
    return literal_column("rowid", Integer)


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, below
    connection.text_factory = text_of
    connection.create_function("is_date", 1, is_date, deterministic=True)
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A deferred transaction that turns into a writer fails at once with "database is locked", whatever the timeout,
    # and loses updates across processes: measured, 464 of 800 lost with SQLAlchemy's default, 0 with IMMEDIATE.
    read_only = connection.get_execution_options().get("monitor_read_only")
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def insert_new(session: Session, table: type[SQLModel], rows: Sequence[dict[str, Any]], *, unique: str) -> list[Any]:
    """Insert the rows whose `unique` column is not there yet; returns the primary keys of those that were new."""
    if not rows:
        return []
    build = _insert_of(session.get_bind().dialect.name)
    primary_key = next(iter(table.__table__.primary_key.columns))  # type: ignore[attr-defined]
    statement = build(table).on_conflict_do_nothing(index_elements=[unique]).returning(primary_key)
    return list(session.connection().execute(statement, list(rows)).scalars())


def upsert(session: Session, table: type[SQLModel], values: dict[str, Any], *, key: str) -> None:
    """Insert a row, or change the one with this key; two at once do not get into each other's way."""
    build = _insert_of(session.get_bind().dialect.name)
    changes = {name: value for name, value in values.items() if name != key}
    session.execute(build(table).values(**values).on_conflict_do_update(index_elements=[key], set_=changes))


@cache
def _insert_of(dialect: str) -> Any:
    """How this database inserts; what the other one would need is not imported: 3 MB."""
    return import_module(f"sqlalchemy.dialects.{dialect}").insert


def locked(session: Session, statement: SelectOfScalar[Any]) -> SelectOfScalar[Any]:
    """The statement with its rows locked for this transaction; rows another worker holds are passed over.

    SQLite has one writer at a time anyway.
    """
    return statement if session.get_bind().dialect.name == "sqlite" else statement.with_for_update(skip_locked=True)


def in_turn(session: Session, name: str) -> None:
    """Wait until no other transaction that named the same is under way: for rows that are not there yet to be locked.

    SQLite has one writer at a time anyway.
    """
    if session.get_bind().dialect.name != "sqlite":
        session.connection().execute(text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": name})


def backup(engine: Engine, target: str) -> bool:
    """Copy a SQLite database into a new file while it is in use; False: not SQLite, use pg_dump."""
    if engine.dialect.name != "sqlite":
        return False
    raw = engine.raw_connection()  # VACUUM cannot run within a transaction, and SQLAlchemy always begins one
    try:
        raw.cursor().execute("VACUUM INTO ?", (target,))
    finally:
        raw.close()
    return True


def integrity(session: Session) -> str:
    """The database's own word about itself: "ok", or what is wrong."""
    if session.get_bind().dialect.name != "sqlite":
        return "ok"
    return str(session.connection().exec_driver_sql("PRAGMA quick_check(1)").scalar())


# ── the index of words: FTS5 on SQLite, tsvector with GIN on PostgreSQL, kept by triggers on article_words ─────────

WORD_INDEX = "article_fts"

_FTS5 = (
    # the words are ours already: the tokenizer only has to split at blanks; nobody asks for places or ranks
    f"""CREATE VIRTUAL TABLE {WORD_INDEX} USING fts5(words, content='article_words', content_rowid='article_id',
        tokenize='ascii', detail=none, columnsize=0)""",
    f"""CREATE TRIGGER article_words_new AFTER INSERT ON article_words BEGIN
        INSERT INTO {WORD_INDEX}(rowid, words) VALUES (new.article_id, new.words); END""",
    f"""CREATE TRIGGER article_words_gone AFTER DELETE ON article_words BEGIN
        INSERT INTO {WORD_INDEX}({WORD_INDEX}, rowid, words) VALUES ('delete', old.article_id, old.words); END""",
    f"""CREATE TRIGGER article_words_changed AFTER UPDATE ON article_words BEGIN
        INSERT INTO {WORD_INDEX}({WORD_INDEX}, rowid, words) VALUES ('delete', old.article_id, old.words);
        INSERT INTO {WORD_INDEX}(rowid, words) VALUES (new.article_id, new.words); END""",
)
_TSVECTOR = (
    f"""CREATE TABLE {WORD_INDEX} (
        article_id integer PRIMARY KEY REFERENCES article_words ON DELETE CASCADE, words tsvector NOT NULL)""",
    f"CREATE INDEX ix_{WORD_INDEX}_words ON {WORD_INDEX} USING gin (words)",
    # no parser: the words are taken as they are
    f"""CREATE FUNCTION keep_{WORD_INDEX}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO {WORD_INDEX} VALUES (new.article_id, array_to_tsvector(string_to_array(new.words, ' ')))
        ON CONFLICT (article_id) DO UPDATE SET words = excluded.words; RETURN NULL; END $$""",
    f"""CREATE TRIGGER article_words_kept AFTER INSERT OR UPDATE ON article_words
        FOR EACH ROW EXECUTE FUNCTION keep_{WORD_INDEX}()""",
)


def create_word_index(connection: Connection) -> None:
    """Create the database's own index over article_words."""
    for statement in _FTS5 if connection.dialect.name == "sqlite" else _TSVECTOR:
        connection.exec_driver_sql(statement)


def drop_word_index(connection: Connection) -> None:
    """Take the index away, with its triggers."""
    if connection.dialect.name == "sqlite":
        for trigger in ("new", "gone", "changed"):
            connection.exec_driver_sql(f"DROP TRIGGER article_words_{trigger}")
        connection.exec_driver_sql(f"DROP TABLE {WORD_INDEX}")
        return
    connection.exec_driver_sql("DROP TRIGGER article_words_kept ON article_words")
    connection.exec_driver_sql(f"DROP FUNCTION keep_{WORD_INDEX}()")
    connection.exec_driver_sql(f"DROP TABLE {WORD_INDEX}")


def articles_with(session: Session, reach: Reach) -> list[int]:
    """The ids of the articles whose index words satisfy an expression."""
    if session.get_bind().dialect.name == "sqlite":
        query = _expression(reach, word='"{}"', both=" AND ", either=" OR ")
        statement = text(f"SELECT rowid FROM {WORD_INDEX} WHERE {WORD_INDEX} MATCH :query")
    else:
        query = _expression(reach, word="'{}'", both=" & ", either=" | ")
        statement = text(f"SELECT article_id FROM {WORD_INDEX} WHERE words @@ CAST(:query AS tsquery)")
    return [row[0] for row in session.connection().execute(statement, {"query": query})]


def _expression(reach: Reach, *, word: str, both: str, either: str) -> str:
    if isinstance(reach, str):
        return word.format(reach)
    joint = both if isinstance(reach, AllOf) else either
    return "(" + joint.join(_expression(part, word=word, both=both, either=either) for part in reach.parts) + ")"


def insert_surfaces(session: Session, written: Sequence[str]) -> None:
    """Add tokens to the list of all; those that are there already stay. In one order, so that two never deadlock."""
    ordered = sorted(written)
    if session.get_bind().dialect.name == "sqlite":
        statement = text("INSERT OR IGNORE INTO surface SELECT value FROM json_each(:written)")
        session.connection().execute(statement, {"written": json.dumps(ordered)})
        return
    statement = text("INSERT INTO surface SELECT unnest(CAST(:written AS text[])) ON CONFLICT DO NOTHING")
    session.connection().execute(statement, {"written": ordered})
