"""The archive is searched by its index and verified by the matcher: the same as reading every article."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Never

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlmodel import select

from monitor.core.errors import StorageError
from monitor.core.model.article import Hit
from monitor.core.model.source import Source
from monitor.core.model.watchlist import Entity, EntityKind, Query, Scope, Severity, Term, TermMatch, Watchlist
from monitor.core.watch.compile import compile_watchlists
from monitor.core.watch.reach import reach_of
from monitor.core.watch.watching import QueryMatcher
from monitor.workers.looking import Seen, backtest, look, scan
from monitor.workers.verifying import Reader, verified
from storage import archive, index
from storage.database import Database
from storage.tables import ArticleWordsRow
from tests.support.archive import SOURCES, T0, store

TEXTS = (
    "اجتماع التحالف\nعقدت مجموعة العمل المعنية بالاستقرار اجتماعا في إطار التحالف الدولي ضد تنظيم «داعش»",
    "مكافحة التطرّف\nقال الوزير إن محاربة الطائفية والتطرّف واجب على الجميع",
    "رياضة\nفاز المنتخب على ضيفه بهدفين، وقال المدرب إن الفريق متطرف في الهجوم",
    "زيارة\nاستقبل أنور بن محمد قرقاش الوفد، وأكد قرقاش أهمية الاستقرار",
    "طقس\nأمطار غزيرة على بغداد والبصرة وأسلحة الدفاع المدني في حالة تأهب",
    "Coalition\nThe coalition struck ISIS positions near Hawija — Daësh, F-16 و٢٠١٧",
    "ئاڤا ێڕۆ\nدهوڵەتی ئیسلامی لە عێراق و شام 🙂 \u202bداعش\u202c ﺗﻄﺮﻑ",
    "سلاح\nضبطت القوات سلاحا وأسلحة، ودعا علي إلى التهدئة على الفور",
)
NAMES = Watchlist(
    id="names",
    title="n",
    entities=(
        Entity(name="داعش", kind=EntityKind.GROUP, aliases=("ISIS", "تنظيم الدولة", "Daesh")),
        Entity(name="أنور قرقاش", kind=EntityKind.PERSON),
        Entity(name="بغداد", kind=EntityKind.PLACE, needs=(Term(text="مطر"),)),
    ),
)
WORDS = (
    "تطرف",
    "=التطرف",
    "~تطرف",
    "سلاح",
    "استقرار",
    "اجتماع",
    "ISIS",
    "وزير",
    "مدرب",
    "قال",
    "F-16",
    "دولي",
)
QUERIES = (
    *("NEAR/3(تحالف, داعش)", '"مجموعة عمل" AND NOT رياضة', "title:رياضة AND هدف", "entity:داعش AND country:IQ"),
    *(
        "@names",
        "قرقاش OR 2017",
        "(سلاح OR تطرف) AND NOT section:sport",
        "entity:بغداد",
        "علي AND سلاح",
        "title:(NOT قال تطرف)",
    ),
)


@pytest.fixture
def full(db: Database) -> Database:
    store(db, TEXTS)
    store(db, TEXTS[:4], source="paper", tags=("sport",), at=T0 + timedelta(minutes=30))
    return db


def watching(*queries: str, terms: Sequence[str] = (), **others: object) -> Watchlist:
    asked = tuple(Query(name="q", text=one) for one in queries)
    written = tuple(
        Term(text=one.lstrip("="), match=TermMatch.EXACT if one[0] == "=" else TermMatch.INFLECTED) for one in terms
    )
    return Watchlist(id="w", title="w", queries=asked, terms=written, **others)  # type: ignore[arg-type]


def found(seen: object) -> list[tuple[int, tuple[Hit, ...]]]:
    return sorted((one.stored.id, one.hits) for one in seen if isinstance(one, Seen))  # type: ignore[attr-defined]


def same(db: Database, matcher: QueryMatcher) -> int:
    """How many articles both ways find; they must find the same."""
    looked = found(look(db, matcher, SOURCES))
    assert looked == found(scan(db, matcher, SOURCES))
    return len(looked)


@pytest.mark.parametrize("query", [*WORDS, *QUERIES])
def test_a_query_finds_by_the_index_what_it_finds_by_reading_everything(full: Database, query: str) -> None:
    assert same(full, compile_watchlists([watching(query)], [NAMES])) >= 1


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(QUERIES), max_size=3),
    st.lists(st.sampled_from([one for one in WORDS if one[0] != "~"]), max_size=3),
    st.sampled_from([None, 1.0, 2.0]),
    st.sampled_from([Scope(), Scope(countries=("AE",)), Scope(sections=("sport",))]),
)
def test_so_does_any_watchlist(
    full: Database, queries: list[str], terms: list[str], threshold: float | None, scope: Scope
) -> None:
    watchlist = watching(*queries, terms=terms, threshold=threshold, scope=scope)

    same(full, compile_watchlists([watchlist, replace(NAMES, scope=scope)]))


def test_few_articles_are_read(full: Database) -> None:
    read: list[tuple[int, int]] = []

    list(look(full, compile_watchlists([watching("منتخب")]), SOURCES, progress=lambda *now: read.append(now)))

    assert read == [(1, 2), (2, 2)]


def test_an_article_that_is_read_again_is_indexed_anew(db: Database) -> None:
    store(db, TEXTS[1:2])
    matcher = compile_watchlists([watching("منتخب")])
    assert same(db, matcher) == 0
    with db.transaction() as session:
        session.connection().execute(text("UPDATE article SET text = 'المنتخب'"))
        session.connection().execute(text("UPDATE article_words SET version = 0"))

    assert same(db, matcher) == 1  # not indexed yet: read, to be sure
    assert index.reindex(db) == 1
    assert (same(db, matcher), same(db, compile_watchlists([watching("تطرف")])), index.waiting(db)) == (1, 1, 0)
    with db.reading() as session:
        assert "تطرف" not in session.exec(select(ArticleWordsRow.words)).one().replace("التطرف", "")


def test_articles_stored_before_there_was_an_index_are_indexed_in_pages(full: Database) -> None:
    with full.transaction() as session:
        session.connection().execute(text("DELETE FROM article_words"))
        session.connection().execute(text("DELETE FROM surface"))
    assert index.waiting(full) == 12

    counts = [index.reindex(full, limit=5) for _ in range(4)]

    assert counts == [5, 5, 2, 0]
    assert same(full, compile_watchlists([watching("تطرف")], [NAMES])) == 3


def test_a_backtest_tells_what_a_change_gains_and_loses(full: Database) -> None:
    live = watching(terms=["تطرف", "سلاح"])
    changed = watching("منتخب AND country:IQ", terms=["تطرف"])

    result = backtest(full, changed, live, SOURCES)

    stored = list(archive.articles_by_id(full, [change.article for change in result.changes]))
    told = [(change.gained, one.source, one.article.title) for change, one in zip(result.changes, stored, strict=True)]
    assert told == [(False, "wire", "سلاح"), (False, "wire", "طقس"), (True, "wire", "رياضة")]
    hits = [result.hit(change, one) for change, one in zip(result.changes, stored, strict=True)]
    assert all(hit is not None and hit.mentions for hit in hits)
    assert result.candidates == 4  # those with تطرف alone are not even read


parts = st.tuples(
    st.lists(st.sampled_from(QUERIES), max_size=3, unique=True),
    st.lists(st.sampled_from([one for one in WORDS if one[0] != "~"]), max_size=3, unique=True),
    st.sampled_from([None, None, 2.0]),
    st.sampled_from([Scope(), Scope(), Scope(countries=("AE",))]),
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts, parts)
def test_a_backtest_equals_reading_everything_twice(
    full: Database,
    one: tuple[list[str], list[str], float | None, Scope],
    other: tuple[list[str], list[str], float | None, Scope],
) -> None:
    changed, live = (watching(*w[0], terms=w[1], threshold=w[2], scope=w[3]) for w in (one, other))

    result = backtest(full, changed, live, SOURCES, known=[NAMES])

    new, old = (
        {seen.stored.id for seen in scan(full, compile_watchlists([w], [NAMES]), SOURCES)} for w in (changed, live)
    )
    assert {change.article for change in result.changes if change.gained} == new - old
    assert {change.article for change in result.changes if not change.gained} == old - new


def test_a_backtest_of_the_live_file_compares_with_the_stored_hits(db: Database) -> None:
    stored = Hit(watchlist="w", severity=Severity.LOW, mentions=())
    store(db, TEXTS[:1], hits=(stored,))
    store(db, TEXTS[1:2], source="paper", at=T0 + timedelta(hours=1))

    result = backtest(db, watching(terms=["تطرف"]), None, SOURCES)

    stored_now = archive.articles_by_id(db, [change.article for change in result.changes])
    hits_now = [result.hit(change, one) for change, one in zip(result.changes, stored_now, strict=True)]
    assert [(change.gained, hit is None) for change, hit in zip(result.changes, hits_now, strict=True)] == [
        (True, False),
        (False, True),
    ]


def test_several_processes_find_what_one_finds(full: Database) -> None:
    matcher = compile_watchlists([watching(terms=["تطرف", "سلاح"])], [NAMES])
    ids = index.candidates(full, reach_of(matcher, index.surfaces(full)))
    reader = Reader(db=full, matcher=matcher, sources=SOURCES)
    told: list[tuple[int, int]] = []

    by_one = list(verified(reader, ids, lambda _done, _all: None))
    by_more = list(verified(reader, ids, lambda done, total: told.append((done, total)), processes=2))

    assert len(by_one) > 2 and by_more == by_one
    assert len(told) == 2 and told[-1] == (len(ids), len(ids))


def test_a_reading_process_that_is_ended_from_outside_is_said(full: Database) -> None:
    matcher = compile_watchlists([watching(terms=["تطرف"])])
    ids = index.candidates(full, reach_of(matcher, index.surfaces(full)))
    reader = Reader(db=full, matcher=matcher, sources=EndingIt())

    with pytest.raises(StorageError, match="ended from outside; is memory short"):
        list(verified(reader, ids, lambda _done, _all: None, processes=2))


class EndingIt(dict[str, Source]):
    """Sources that end the process that asks for one, as the system does when memory is short."""

    def get(self, key: str, default: object = None) -> Never:
        os._exit(9)


def test_the_reading_processes_end_with_the_program_however_that_ends(full: Database) -> None:
    address = full.engine.url.render_as_string(hide_password=False)
    with subprocess.Popen([sys.executable, "-m", "tests.support.ended", address], stdout=subprocess.PIPE) as program:
        assert program.stdout is not None and program.stdout.readline() == b"started\n"
        while len(children := children_of(program.pid)) < 2:
            time.sleep(0.05)
        program.kill()
    until = time.monotonic() + 20
    while any(Path(f"/proc/{child}").exists() for child in children):
        assert time.monotonic() < until
        time.sleep(0.05)


def children_of(pid: int) -> list[int]:
    """The processes that a process has made."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
