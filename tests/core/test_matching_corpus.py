"""The gate: what matching finds and leaves in texts of our own. A case that must still be missed is a strict xfail."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from monitor.core.model.article import Mention
from monitor.core.model.watchlist import Entity, EntityKind, Term, TermMatch, Watchlist, WordClass
from monitor.core.watch.compile import compile_watchlists

CORPUS = Path(__file__).parent.parent / "corpus" / "matching"
FEWEST_CASES = 3781  # these two only rise (DESIGN: quality floors)
MOST_KNOWN_MISSES = 1


class Case(NamedTuple):
    term: str
    kind: str
    word_class: WordClass | None
    aliases: tuple[str, ...]
    expect: str
    text: str
    found: str | None


def cases() -> Iterator[tuple[str, Case]]:
    for path in sorted(CORPUS.glob("*.toml")):
        for word in tomllib.loads(path.read_text(encoding="utf-8"))["word"]:
            for expect, text, *found in word["cases"]:
                aliases = tuple(word.get("aliases", ()))
                kind = word.get("kind", "keyword")
                stated = WordClass(word["as"]) if "as" in word else None
                case = Case(word["term"], kind, stated, aliases, expect, text, found[0] if found else None)
                yield f"{path.stem}: {word.get('as', '')} {word['term']} – {text}", case


def mentions(case: Case) -> tuple[Mention, ...]:
    """What a watchlist with nothing but the case's term finds in its text."""
    if case.kind in ("keyword", "derived"):
        match = TermMatch.DERIVED if case.kind == "derived" else TermMatch.INFLECTED
        watchlist = Watchlist(id="w", title="w", terms=(Term(text=case.term, match=match, word_class=case.word_class),))
    else:
        entity = Entity(name=case.term, kind=EntityKind(case.kind), aliases=case.aliases)
        watchlist = Watchlist(id="w", title="w", entities=(entity,))
    return tuple(
        mention for hit in compile_watchlists([watchlist]).match({"text": case.text}) for mention in hit.mentions
    )


def as_parameter(name: str, case: Case) -> object:
    wrong = pytest.mark.xfail(strict=True, reason="known miss: when this passes, make it hit or miss")
    return pytest.param(case, id=name, marks=wrong if case.expect == "known-miss" else ())


@pytest.mark.parametrize("case", [as_parameter(name, case) for name, case in cases()])
def test_a_term_is_found_where_it_stands_and_nowhere_else(case: Case) -> None:
    found = mentions(case)

    if case.expect == "hit" or (case.expect == "known-miss" and case.found is not None):
        assert [mention.surface for mention in found][:1] == [case.found]
    else:
        assert not found, [mention.rule for mention in found]


def test_the_corpus_only_grows() -> None:
    expected = Counter(case.expect for _, case in cases())

    assert set(expected) <= {"hit", "miss", "known-miss"}
    assert expected.total() >= FEWEST_CASES
    assert expected["known-miss"] <= MOST_KNOWN_MISSES
