"""The boolean engine, with its anchors and shortcuts, finds what plain evaluation of the query finds."""

from collections.abc import Sequence
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core.model.watchlist import Entity, EntityKind, Facts, Query, Term, TermMatch, Watchlist
from monitor.core.watch.compile import compile_watchlists
from monitor.core.watch.doubts import problem_with_query
from monitor.core.watch.names import Names
from monitor.core.watch.query import parse_query
from monitor.core.watch.syntax import And, Known, Named, Near, Node, Not, Or, Reuse, Within, Words

WORDS = ("بغداد", "دمشق", "بيروت", "عمان", "القاهرة")
FIELDS = ("title", "summary", "text")
ENTITY = Entity(name="العاصمة", kind=EntityKind.PLACE, aliases=("بغداد", "دمشق"))
SHARED = Watchlist(
    id="shared", title="s", terms=tuple(Term(text=one, match=TermMatch.EXACT) for one in ("بيروت", "عمان")), threshold=2
)

Place = tuple[str, int, int]  # field, first and last word
Article = dict[str, list[str]]


# ── the oracle: no anchors, no shortcuts ───────────────────────────────────────────────────────────────────────────


def places(phrases: Sequence[str], article: Article) -> list[Place]:
    found = []
    for field, words in article.items():
        plain = [i for i, word in enumerate(words) if word != "."]
        for phrase in phrases:
            parts = phrase.split()
            for i in range(len(words) - len(parts) + 1):
                if words[i : i + len(parts)] == parts:
                    found.append((field, plain.index(i), plain.index(i + len(parts) - 1)))
    return found


def phrases_of(node: Node) -> list[str]:
    match node:
        case Words():
            return [node.term.text]
        case Named():
            return [ENTITY.name, *ENTITY.aliases]
        case Or():
            return [phrase for part in node.parts for phrase in phrases_of(part)]
        case _:
            raise AssertionError


def near(node: Near, article: Article) -> bool:
    for chosen in product(*(places(phrases_of(part), article) for part in node.parts)):
        placed = list(chosen) if node.ordered else sorted(chosen)
        pairs = list(zip(placed, placed[1:], strict=False))
        if all(a[0] == b[0] and 0 <= b[1] - a[2] - 1 <= node.distance for a, b in pairs):
            return True
    return False


def true(node: Node, article: Article, facts: Facts) -> bool:
    match node:
        case And() | Or():
            parts = [true(part, article, facts) for part in node.parts]
            return all(parts) if isinstance(node, And) else any(parts)
        case Not():
            return not true(node.part, article, facts)
        case Within():
            return true(node.part, {node.field: article[node.field]}, facts)
        case Known():
            return bool(getattr(facts, node.fact) == node.value)
        case Near():
            return near(node, article)
        case _:
            return all(places(phrases, article) for phrases in required(node))


def required(node: Node) -> list[list[str]]:
    """Phrases one of each of which must stand there: @shared has a threshold that only both its terms reach."""
    return [[term.text] for term in SHARED.terms] if isinstance(node, Reuse) else [phrases_of(node)]


# ── random queries and articles ────────────────────────────────────────────────────────────────────────────────────

word = st.sampled_from(WORDS).map("={}".format)
phrase = st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS)).map(lambda two: f'="{two[0]} {two[1]}"')
leaf = st.one_of(word, word, phrase, st.just("entity:العاصمة"))
some = st.lists(
    st.one_of(leaf, st.tuples(leaf, leaf).map(lambda two: f"({two[0]} OR {two[1]})")), min_size=2, max_size=3
)
close = st.builds(
    lambda kind, n, parts: f"{kind}/{n}({', '.join(parts)})",
    st.sampled_from(["NEAR", "ONEAR"]),
    st.integers(0, 4),
    some,
)
fact = st.sampled_from(["outlet:wire", "country:IQ", "lang:ar", "@shared"])
part = st.one_of(leaf, leaf, close, fact)
query = st.recursive(
    part,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from([" AND ", " OR ", " ", " AND NOT ", " OR NOT "]), inner)
        .map("".join)
        .map("({})".format),
        inner.map("NOT {}".format),
        st.tuples(st.sampled_from(["title", "text", "summary"]), inner).map(lambda two: f"{two[0]}:({two[1]})"),
    ),
    max_leaves=7,
)
words = st.lists(st.sampled_from([*WORDS, "العاصمة", "وقال", "."]), max_size=9)
articles = st.fixed_dictionaries({"title": words, "summary": words, "text": words})
facts = st.builds(
    Facts,
    outlet=st.sampled_from(["wire", "other", None]),
    country=st.sampled_from(["IQ", "AE"]),
    language=st.sampled_from(["ar", "en"]),
)


@settings(max_examples=400)
@given(st.lists(query, min_size=1, max_size=6), st.lists(st.tuples(articles, facts), min_size=1, max_size=4))
def test_the_engine_equals_plain_evaluation(texts: list[str], read: list[tuple[Article, Facts]]) -> None:
    names = Watchlist(id="names", title="n", entities=(ENTITY,))
    asked = [Watchlist(id=f"w{i}", title="w", queries=(Query(name="q", text=text),)) for i, text in enumerate(texts)]
    known = Names((names, SHARED, *asked))
    good = [one for one in asked if problem_with_query(one.queries[0], one, known) is None]
    matcher = compile_watchlists(good, (names, SHARED))

    for article, known_facts in read:
        fields = {field: " ".join(own) for field, own in article.items()}
        hits = {hit.watchlist for hit in matcher.match(fields, known_facts)}

        expected = {one.id for one in good if true(parse_query(one.queries[0].text), article, known_facts)}
        assert hits == expected


@settings(max_examples=100)
@given(st.lists(query, min_size=1, max_size=6), articles)
def test_an_article_gets_the_same_hits_whatever_else_is_asked_for(texts: list[str], article: Article) -> None:
    names = Watchlist(id="names", title="n", entities=(ENTITY,))
    asked = [Watchlist(id=f"w{i}", title="w", queries=(Query(name="q", text=text),)) for i, text in enumerate(texts)]
    fields = {field: " ".join(own) for field, own in article.items()}

    together = compile_watchlists(asked, (names, SHARED)).match(fields)

    assert list(together) == [hit for one in asked for hit in compile_watchlists([one], (names, SHARED)).match(fields)]
