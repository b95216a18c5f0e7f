"""Watchlists that change while articles come in: a changed snapshot finds what a fresh one would."""

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core.model.watchlist import Entity, EntityKind, Query, Term, Watchlist
from monitor.core.watch.snapshot import Snapshot, renewed, take_snapshot

WORDS = ("بغداد", "دمشق", "تطرف", "وزير", "العمل")
QUERIES = (
    "تطرف AND بغداد",
    "entity:المكان AND وزير",
    "@b AND تطرف",
    "@c OR وزير",
    "وزير AND NOT تطرف",
    "NEAR/2(وزير, العمل)",
)
IDS = ("a", "b", "c", "d")

watchlist = st.builds(
    lambda id, terms, queries, place: Watchlist(
        id=id,
        title=id,
        terms=tuple(Term(text=term) for term in terms),
        queries=tuple(Query(name=text, text=text) for text in queries),
        entities=(Entity(name="المكان", kind=EntityKind.PLACE, aliases=(place,)),) if place else (),
    ),
    st.sampled_from(IDS),
    st.lists(st.sampled_from(WORDS), max_size=2, unique=True),
    st.lists(st.sampled_from(QUERIES), max_size=2, unique=True),
    st.sampled_from([None, "بغداد", "دمشق"]),
)
desk = st.lists(watchlist, max_size=4, unique_by=lambda one: one.id).map(
    lambda lists: sorted(lists, key=lambda one: one.id)
)
TEXTS = ("وزير العمل في بغداد", "والتطرف في دمشق", "تطرف في بغداد وقال وزير العمل", "لا شيء")


@settings(max_examples=150)
@given(st.lists(st.tuples(desk, st.sets(st.sampled_from(IDS))), min_size=2, max_size=4))
def test_a_changed_snapshot_finds_what_a_fresh_one_finds(steps: list[tuple[list[Watchlist], set[str]]]) -> None:
    snapshot: Snapshot | None = None
    before: dict[str, Watchlist] = {}
    for lists, expired in steps:
        names = {one.id: one for one in lists}
        asking = {id: one for id, one in names.items() if id not in expired}
        if snapshot is None:
            snapshot = take_snapshot(tuple(asking.values()), names)
        else:
            put = [one for id, one in asking.items() if before.get(id) != one]
            snapshot = renewed(snapshot, put, before.keys() - asking.keys(), names)
        before = asking

        fresh = take_snapshot(tuple(asking.values()), names)
        for text in TEXTS:
            assert snapshot.match({"text": text}) == fresh.match({"text": text})


def test_a_large_change_asks_to_become_the_base() -> None:
    small = take_snapshot([], {})
    many = tuple(Term(text=f"كلمة{number}") for number in range(2_001))

    assert not renewed(small, [Watchlist(id="b", title="b", terms=many[:1])], [], {}).is_large
    assert renewed(small, [Watchlist(id="b", title="b", terms=many)], [], {}).is_large
