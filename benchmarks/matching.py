"""How fast watchlists are matched, beside other ways of doing it; prints ratios, so that any machine will do.

    python benchmarks/matching.py DIR      # DIR holds dev.jsonl.gz: {"title", "text"} a line

pyahocorasick and flashtext are compared where they are installed; nothing else needs them. They scan for the surface of
the terms, so they are held against our own scan for terms taken as written (exact). The terms are taken from articles
that are not the ones matched: names and words that stand in at most one article of a thousand, as analysts choose them,
alone (two in five) or in phrases of two and three words. Of 100,000 such terms every article holds more than fifty:
therefore 1,000 of them are also measured among 99,000 phrases that stand in hardly any article, as in long lists of
names. Boolean queries and how long they take to make: queries.py.
"""

import gc
import gzip
import importlib
import json
import random
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.queries import measure, queries
from monitor.core.arabic.codes import encode
from monitor.core.arabic.fold import fold_word
from monitor.core.arabic.tokens import words
from monitor.core.model.watchlist import Entity, EntityKind, Query, Term, TermMatch, Watchlist
from monitor.core.watch.compile import compile_watchlists
from monitor.core.watch.doubts import problem_with_query
from monitor.core.watch.names import Names
from monitor.core.watch.snapshot import Snapshot, renewed
from monitor.workers.compiled import compile_day

Article = dict[str, str]
SIZES = (1_000, 10_000, 100_000)
WARM, TIMED = 4_000, 2_000  # articles read to fill the memory of words, articles timed
RARE = 0.001  # of articles
ROUNDS = 7
GIVEN = """
محمد أحمد علي حسن حسين عبدالله عبدالرحمن إبراهيم يوسف خالد سعيد صالح عمر عثمان مصطفى محمود كمال جمال سامي فهد سلمان
فيصل تركي بندر ناصر سعد ماجد نايف طلال هشام هاني طارق وليد زياد رامي باسم نبيل عادل كريم حمد راشد زايد سيف منصور
خليفة سلطان عيسى موسى داود سليمان يحيى إسماعيل يعقوب جعفر صادق كاظم رضا جواد مهدي باقر عباس قاسم حيدر أنور أسامة
"""
EXTRACTION = 10_000  # µs: what trafilatura takes for a real page, at least (docs: matching, speed)


def articles(folder: Path) -> list[Article]:
    """The title and text of every article."""
    with gzip.open(folder / "dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = map(json.loads, lines)
        return [{"title": row["title"], "text": row["text"]} for row in rows]


def terms(source: Sequence[Article], number: int) -> list[str]:
    """Different words and phrases with at least one rare word."""
    chance = random.Random(number)
    texts = [words(article["text"]) for article in source]
    seen_in = Counter(word for text in texts for word in set(text))
    limit = max(2, round(len(texts) * RARE))
    found: dict[str, None] = {}
    while len(found) < number:
        text = chance.choice(texts)
        if len(text) < 4:
            continue
        start, size = chance.randrange(len(text) - 2), chance.choice((1, 1, 2, 2, 3))
        chosen = text[start : start + size]
        if any(2 <= seen_in[word] <= limit and len(word) > 3 for word in chosen) and chosen[0].isalpha():
            found[" ".join(chosen)] = None
    return list(found)


def _mostly_absent(source: Sequence[Article], number: int) -> list[str]:
    """The terms of the first size, and pairs of a rare word with another word that stands elsewhere."""
    chance = random.Random(number)
    texts = [text for article in source if (text := words(article["text"]))]
    seen_in = Counter(word for text in texts for word in set(text))
    limit = max(2, round(len(texts) * RARE))
    rare = sorted(word for word, times in seen_in.items() if 2 <= times <= limit and len(word) > 3 and word.isalpha())
    found = dict.fromkeys(terms(source, SIZES[0]))
    while len(found) < number:
        pair = [chance.choice(rare), chance.choice(chance.choice(texts))]
        chance.shuffle(pair)
        found[" ".join(pair)] = None
    return list(found)


def microseconds(work: Callable[[Article], object], over: Sequence[Article]) -> float:
    """CPU time an article, the best of three rounds."""
    gc.collect()
    gc.disable()
    rounds = []
    for _ in range(3):
        begin = time.process_time()
        for article in over:
            work(article)
        rounds.append((time.process_time() - begin) / len(over) * 1e6)
    gc.enable()
    return min(rounds)


def main(folder: Path) -> None:
    every = articles(folder)
    source, timed = every[: len(every) // 2], every[-TIMED:]
    warm = every[-TIMED - WARM : -TIMED]
    bodies = [article["title"] + "\n" + article["text"] for article in timed]
    print(f"{len(timed)} articles of {sum(map(len, bodies)) / len(bodies):.0f} characters")
    _fold(timed)
    base = 0.0
    for number in SIZES:
        chosen = terms(source, number)
        took = _matcher(chosen, warm, timed, TermMatch.INFLECTED)
        base = base or took
        print(f"{number:>7,} terms: matcher {took:7.1f} µs an article, {took / base:4.1f} × the first size,", end=" ")
        print(f"{100 * took / EXTRACTION:.1f} % of an extraction of {EXTRACTION / 1000:.0f} ms")
        surface = _matcher(chosen, warm, timed, TermMatch.EXACT)
        print(f"{'':7} as written: {surface:.1f} µs")
        _others(chosen, timed, surface)
    for number in SIZES[1:]:
        took = _matcher(_mostly_absent(source, number), warm, timed, TermMatch.INFLECTED)
        print(f"{number:>7,} terms, as many hits as of {SIZES[0]:,}: {took:.1f} µs, {took / base:.1f} × the first size")
    for number in SIZES:
        _persons(every, number, warm, timed)
    _more(terms(source, SIZES[-1]), terms(timed, 200 * ROUNDS), timed[0])
    asked = queries(every[:4_000], SIZES[-1])
    for number in SIZES:
        measure(asked[:number], every[: 4_000 : 4_000 // 300])


def _persons(source: Sequence[Article], number: int, warm: Sequence[Article], timed: Sequence[Article]) -> None:
    """Names of people as a list of sanctions holds them: few given names, family names as they stand in the news."""
    chance = random.Random(number)
    seen_in = Counter(word for article in source for word in set(words(article["text"])))
    family = sorted(word for word, n in seen_in.items() if word[:2] == "ال" and word[-1] == "ي" and n < 200)
    names: dict[str, None] = {}
    while len(names) < number:
        names[" ".join((*chance.sample(GIVEN.split(), chance.choice((1, 2, 2, 3))), chance.choice(family)))] = None
    people = tuple(Entity(name=name, kind=EntityKind.PERSON) for name in names)
    matcher = compile_watchlists([Watchlist(id="people", title="people", entities=people)])
    for article in (*warm, *timed):
        matcher.match(article)
    print(f"{number:>7,} people: {microseconds(matcher.match, timed):.1f} µs an article")


def _more(base: Sequence[str], fresh: Sequence[str], article: Article) -> None:
    """How long a hundred queries more take until they are live, and what the first article waits for their rest.

    Live: checked, as their file is when it is read, and compiled; what either takes is told too. The base is compiled
    as the daemon compiles it, which spares a large one the search for circular garbage.
    """
    lists = [Watchlist(id=f"w{i:06}", title=term, terms=(Term(text=term),)) for i, term in enumerate(base)]
    names = {one.id: one for one in lists}
    snapshot = compile_day(lists, date(2026, 1, 1)).snapshot
    snapshot.match(article)
    asked = [f'"{one}" AND NOT "{other}"' for one, other in zip(fresh[::2], fresh[1::2], strict=True)]
    each = [_of_queries(asked[first : first + 100]) for first in range(0, len(asked), 100)]
    took = [_steps(snapshot, more, names, article) for more in each]  # words met for the first time each round
    checked, compiled, again, matched = map(statistics.median, zip(*took, strict=True))
    live = [one[0] + one[1] for one in took]
    print(f"100 queries more beside {len(lists):,}: live after {statistics.median(live):.1f} ms", end="")
    print(f" ({min(live):.1f} at best; checking {checked:.1f}, compiling {compiled:.1f}),", end=" ")
    print(f"compiled again {again:.1f} ms; their first article takes {matched:.1f} ms")


def _of_queries(texts: Sequence[str]) -> Watchlist:
    return Watchlist(id="more", title="more", queries=tuple(Query(name=text, text=text) for text in texts))


def _steps(
    snapshot: Snapshot, more: Watchlist, names: dict[str, Watchlist], article: Article
) -> tuple[float, float, float, float]:
    """Milliseconds of checking a watchlist's queries, of compiling them, of that once more, of the first article."""
    names[more.id] = more  # no copy, which would be young: the search for circular garbage goes through all of it
    called = Names([more])
    times = [time.process_time()]
    problems = [problem_with_query(query, more, called) for query in more.queries]
    times.append(time.process_time())
    changed = renewed(snapshot, [more], (), names)
    times.append(time.process_time())
    renewed(snapshot, [more], (), names)
    times.append(time.process_time())
    changed.match(article)
    times.append(time.process_time())
    assert not any(problems)
    checked, compiled, again, matched = ((after - before) * 1000 for before, after in pairwise(times))
    return checked, compiled, again, matched


def _matcher(chosen: Sequence[str], warm: Sequence[Article], timed: Sequence[Article], match: TermMatch) -> float:
    watchlists = [Watchlist(id=term, title=term, terms=(Term(text=term, match=match),)) for term in chosen]
    begin = time.process_time()
    matcher = compile_watchlists(watchlists)
    built = time.process_time() - begin
    for article in warm:
        matcher.match(article)
    begin = time.process_time()
    hits = sum(len(matcher.match(article)) for article in timed)
    first = (time.process_time() - begin) / len(timed) * 1e6  # with words never met before
    print(
        f"{len(chosen):>7,} {match.value} terms: built in {built:.2f} s, {hits / len(timed):.1f} hits an article,",
        end=" ",
    )
    print(f"{first:.1f} µs for an article never read before")
    return microseconds(matcher.match, timed)


def _others(chosen: Sequence[str], timed: Sequence[Article], surface: float) -> None:
    """The surface of the same terms, without inflection or particles, as other tools scan for it."""
    for name, make in (("pyahocorasick", _ahocorasick), ("flashtext", _flashtext), ("a regex a term", _regexes)):
        few = timed[:3] if make is _regexes else timed[:500]
        if make is _regexes and len(chosen) > SIZES[1]:
            continue
        scan = make(chosen)
        if scan is None:
            print(f"{'':7} {name}: not installed")
            continue
        other = microseconds(scan, few)
        print(f"{'':7} {name}: {other:.1f} µs, {other / surface:.2f} × ours as written")


def _ahocorasick(chosen: Sequence[str]) -> Callable[[Article], object] | None:
    module = _module("ahocorasick")
    if module is None:
        return None
    automaton = module.Automaton()
    for term in chosen:
        automaton.add_word(_plain(term), term)
    automaton.make_automaton()
    return lambda article: [value for _, value in automaton.iter(_plain(article["title"] + "\n" + article["text"]))]


def _flashtext(chosen: Sequence[str]) -> Callable[[Article], object] | None:
    module = _module("flashtext")
    if module is None:
        return None
    keywords = module.KeywordProcessor()
    for term in chosen:
        keywords.add_keyword(_plain(term), term)
    return lambda article: keywords.extract_keywords(_plain(article["title"] + "\n" + article["text"]))


def _regexes(chosen: Sequence[str]) -> Callable[[Article], object]:
    patterns = [re.compile(rf"\b{re.escape(_plain(term))}\b") for term in chosen]
    return lambda article: [p for p in patterns if p.search(_plain(article["title"] + "\n" + article["text"]))]


_FOLDING = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ؤ": "ء", "ئ": "ء"}
    | dict.fromkeys("\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0640\u200e\u200f")
    | dict.fromkeys("،؛؟.,:;!()«»\"'", " ")
    | {chr(0x660 + digit): str(digit) for digit in range(10)}
)


def _plain(text: str) -> str:
    return text.translate(_FOLDING)


def _fold(timed: Sequence[Article]) -> None:
    ours = microseconds(lambda article: encode(article["text"]), timed)
    theirs = microseconds(lambda article: _plain(article["text"]), timed)
    by_word = microseconds(lambda article: [fold_word(word) for word in words(article["text"])], timed[:200])
    print(f"fold: {ours:.1f} µs; str.translate {theirs:.1f} µs, {theirs / ours:.1f} ×; word by word {by_word:.0f} µs")


def _module(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


if __name__ == "__main__":
    main(Path(sys.argv[1]))
