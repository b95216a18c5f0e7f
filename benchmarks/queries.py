"""How matching boolean queries grows with their number: 1,000 → 10,000 → 100,000.

    python benchmarks/queries.py DIR [--most N] [--articles N]

DIR holds news as *.jsonl.gz ({"id", "title", "text"} a line). Queries are made of words of that news: two words joined
by AND, alternatives, NEAR, with and without NOT. Process CPU; the same articles and queries in one run.
"""

import argparse
import gc
import gzip
import json
import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from monitor.core.arabic.tokens import words
from monitor.core.model.watchlist import Query, Term, Watchlist
from monitor.core.watch.compile import compile_watchlists
from monitor.core.watch.problems import problem_with
from monitor.core.watch.signs import OPERATORS

Fields = dict[str, str]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--most", type=int, default=100_000)
    options.add_argument("--articles", type=int, default=300)
    chosen = options.parse_args()
    news = list(islice(read(chosen.folder), 4_000))
    fields = news[:: len(news) // chosen.articles][: chosen.articles]
    texts = queries(news, chosen.most)
    base: float | None = None
    for count in [n for n in (1_000, 10_000, 100_000) if n <= chosen.most]:
        took = measure(texts[:count], fields)
        base = base or took
        print(f"{count:>9,} queries: {took / base:5.1f} × the time of 1,000")


def read(folder: Path) -> Iterator[Fields]:
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                article = json.loads(line)
                yield {"title": article["title"], "text": article["text"]}


def queries(news: list[Fields], count: int) -> list[str]:
    """Queries of words that stand in 0.1 to 3 % of the articles, as a desk asks for: each is true of few articles."""
    chance = random.Random(5)
    found = Counter(word for one in news for word in set(words(one["text"])))
    usable = [
        word
        for word, times in found.items()
        if 0.001 < times / len(news) < 0.03 and len(word) > 3 and re.fullmatch("[\u0621-\u064a]+", word)
    ]
    usable = sorted(word for word in usable if problem_with(Term(text=word)) is None and word not in OPERATORS)
    shapes = [
        "{} AND {}",
        "({} OR {}) AND {}",
        "NEAR/10({}, {})",
        "{} AND {} AND NOT {}",
        '"{} {}"',
        "{} AND {} AND {}",
    ]
    picks = ((chance.choice(shapes), [chance.choice(usable) for _ in range(3)]) for _ in range(count))
    return [shape.format(*three) for shape, three in picks]


def measure(texts: list[str], fields: list[Fields]) -> float:
    watchlists = [
        Watchlist(id=str(number), title="t", queries=(Query(name="q", text=text),)) for number, text in enumerate(texts)
    ]
    began = time.process_time()
    matcher = compile_watchlists(watchlists)
    made = time.process_time() - began
    gc.collect()
    gc.freeze()
    hits = sum(len(matcher.match(one)) for one in fields)  # the first time fills the memory of words
    began = time.process_time()
    for one in fields:
        matcher.match(one)
    took = (time.process_time() - began) / len(fields)
    found = f"{sum(len(matcher.terms.finds(one)) for one in fields) / len(fields):.1f} words of queries"
    each = f"{found}, {hits / len(fields):.1f} hits an article"
    print(f"{len(texts):>9,} queries: {took * 1e6:,.0f} µs an article; {each}; made in {made:.1f} s")
    return took


if __name__ == "__main__":
    main()
