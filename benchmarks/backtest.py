"""How long a changed watchlist takes over a large archive, by the index, and whether it finds what a full scan finds.

    python benchmarks/backtest.py DIR [--articles N] [--archive FILE]

DIR holds news as *.jsonl.gz ({"id", "title", "text"} a line). An archive of N articles is made of it in SQLite: the
articles over and over, each time with some of their sentences exchanged for those of other articles. The watchlist
asks for 20 words that occur in at most 2 % of the articles. With --archive the file is kept and used again.
"""

import argparse
import gzip
import json
import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert, text

from monitor.core.arabic.fold import fold_word
from monitor.core.arabic.tokens import words
from monitor.core.model.source import Source
from monitor.core.model.watchlist import Term, Watchlist
from monitor.core.watch.compile import compile_watchlists
from monitor.core.watch.problems import problem_with
from monitor.core.watch.reach import INDEX_VERSION, index_word, reach_of, surfaces_of
from monitor.workers.looking import backtest, look, scan
from storage import index
from storage.database import Database
from storage.dialect import insert_surfaces
from storage.tables import ArticleRow, ArticleWordsRow, EntryRow

START = datetime(2026, 1, 1, tzinfo=UTC)
PAGE = 2_000
TERMS = 20
MOST = 0.02


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--articles", type=int, default=200_000)
    options.add_argument("--archive", type=Path)
    options.add_argument("--scan", type=int, default=20_000, help="check so many articles against a full scan")
    chosen = options.parse_args()
    news = list(read(chosen.folder))
    with tempfile.TemporaryDirectory() as temporary:
        file = chosen.archive or Path(temporary) / "archive.db"
        db = Database(f"sqlite:///{file}")
        if not file.exists():
            build(db, news, chosen.articles)
        measure(db, news, chosen.articles)
    check(news, chosen.scan)


def read(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                article = json.loads(line)
                yield article["title"], article["text"]


def changed(news: list[tuple[str, str]], count: int) -> Iterator[tuple[str, str]]:
    """The articles again and again; from the second time on every third sentence is one of another article."""
    chance = random.Random(7)
    split = [(title, re.split(r"(?<=[.؟!])\s+", body)) for title, body in news]
    for number in range(count):
        title, sentences = split[number % len(split)]
        if number >= len(split):
            other = split[chance.randrange(len(split))][1]
            sentences = [other[i % len(other)] if i % 3 == number % 3 else one for i, one in enumerate(sentences)]
        yield title, " ".join(sentences)


def build(db: Database, news: list[tuple[str, str]], count: int) -> None:
    began = time.perf_counter()
    db.upgrade()
    known: set[str] = set()
    page: list[tuple[int, str, str]] = []
    for number, (title, body) in enumerate(changed(news, count), start=1):
        page.append((number, title, body))
        if len(page) == PAGE or number == count:
            keep(db, page, known)
            page = []
            print(f"\r{number:,} of {count:,} articles stored", end="", flush=True)
    took = time.perf_counter() - began
    print(f"\narchive built in {took:.0f} s ({took / count * 1e6:.0f} µs an article, index included)")


def keep(db: Database, page: list[tuple[int, str, str]], known: set[str]) -> None:
    """Store as the collect worker does, many at once."""
    entries, articles, indexed = [], [], []
    fresh: set[str] = set()
    for number, title, body in page:
        seen = START + timedelta(seconds=number * 20)
        entries.append({"id": number, "identity": str(number), "source": "wire", "first_seen": seen, "tags": []})
        articles.append(
            {"id": number, "entry_id": number, "source": "wire", "url": f"https://wire.example/{number}"}
            | {"title": title, "text": body, "first_seen": seen, "collected_at": seen, "language": "ar"}
        )
        written = surfaces_of((title, body))
        fresh |= written - known
        row = {"article_id": number, "version": INDEX_VERSION, "words": " ".join({index_word(one) for one in written})}
        indexed.append(row)
    known |= fresh
    with db.transaction() as session:
        session.connection().execute(insert(EntryRow), entries)
        session.connection().execute(insert(ArticleRow), articles)
        session.connection().execute(insert(ArticleWordsRow), indexed)
        insert_surfaces(session, list(fresh))


def rare_terms(news: list[tuple[str, str]]) -> list[str]:
    """Twenty words found in up to 2 % of the articles, from those just below it downwards."""
    counts = Counter(word for title, body in news for word in {fold_word(word) for word in words(f"{title} {body}")})
    usable = [word for word, count in counts.items() if MOST / 20 < count / len(news) < MOST / 2 and len(word) > 4]
    usable = sorted(word for word in usable if problem_with(Term(text=word)) is None and re.fullmatch("[ء-ي]+", word))
    random.Random(3).shuffle(usable)
    chosen: list[str] = []
    sample = news[:: max(1, len(news) // 3000)]
    for word in usable:
        matcher = compile_watchlists([watchlist([word])])
        share = sum(bool(matcher.match({"title": title, "text": body})) for title, body in sample) / len(sample)
        if 0 < share <= MOST:
            chosen.append(word)
        if len(chosen) == TERMS:
            break
    return chosen


def watchlist(terms: list[str]) -> Watchlist:
    return Watchlist(id="bench", title="bench", terms=tuple(Term(text=term) for term in terms))


SOURCES = {"wire": Source(id="wire", name="Wire", url="https://wire.example/feed")}


def measure(db: Database, news: list[tuple[str, str]], count: int) -> None:
    terms = rare_terms(news)
    print(f"terms: {'، '.join(terms)}")
    matcher = compile_watchlists([watchlist(terms)])
    began = time.perf_counter()
    reaches = reach_of(matcher, index.surfaces(db))
    known = time.perf_counter()
    ids = index.candidates(db, reaches)
    asked = time.perf_counter()
    hits = sum(1 for _ in look(db, matcher, SOURCES))
    print(f"{count:,} articles; {len(ids):,} can match ({len(ids) / count:.1%}), {hits:,} do")
    print(
        f"  words of the archive that the terms may be: {known - began:.2f} s; asking the index: {asked - known:.2f} s"
    )
    began = time.perf_counter()
    result = backtest(db, watchlist(terms), watchlist(terms[:-2]), SOURCES)
    took = time.perf_counter() - began
    print(f"  backtest of a change of 2 of {TERMS} terms: {took:.2f} s, {len(result.changes):,} hits gained or lost")
    began = time.perf_counter()
    backtest(db, watchlist(terms), None, SOURCES)
    print(f"  backtest of {TERMS} new terms: {time.perf_counter() - began:.2f} s")
    with db.reading() as session:
        pages = session.connection().execute(text("PRAGMA page_count")).scalar_one()
        bytes_each = session.connection().execute(text("PRAGMA page_size")).scalar_one()
    print(f"  archive: {pages * bytes_each / count:,.0f} bytes an article on disk")


def check(news: list[tuple[str, str]], count: int) -> None:
    """The index and a full scan must find the same."""
    with tempfile.TemporaryDirectory() as temporary:
        db = Database(f"sqlite:///{Path(temporary) / 'small.db'}")
        build(db, news, count)
        matcher = compile_watchlists([watchlist(rare_terms(news))])
        began = time.perf_counter()
        by_index = {seen.stored.id: seen.hits for seen in look(db, matcher, SOURCES)}
        looked = time.perf_counter()
        by_reading = {seen.stored.id: seen.hits for seen in scan(db, matcher, SOURCES)}
        took = time.perf_counter() - looked
        same = by_index == by_reading
        print(f"{count:,} articles: index {looked - began:.2f} s, full scan {took:.2f} s, equal: {same}")
    if not same:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
