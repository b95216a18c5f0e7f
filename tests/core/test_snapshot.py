"""Watchlists that change while articles come in: a changed snapshot finds what a fresh one would."""

import gc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core.model.watchlist import Entity, EntityKind, Query, Term, Watchlist
from monitor.core.watch.snapshot import Snapshot, joined, renewed, take_snapshot

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
@given(st.lists(st.tuples(desk, st.sets(st.sampled_from(IDS))), min_size=2, max_size=5), st.sampled_from([1, 2, 8]))
def test_a_changed_snapshot_finds_what_a_fresh_one_finds(
    steps: list[tuple[list[Watchlist], set[str]]], most: int
) -> None:
    with pytest.MonkeyPatch.context() as layers:
        layers.setattr("monitor.core.watch.snapshot._MOST", most)
        changed_snapshots_find_what_fresh_ones_find(steps)


def changed_snapshots_find_what_fresh_ones_find(steps: list[tuple[list[Watchlist], set[str]]]) -> None:
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
            assert joined(snapshot, names).match({"text": text}) == fresh.match({"text": text})


def test_a_large_change_asks_to_become_the_base() -> None:
    small = take_snapshot([], {})
    many = tuple(Term(text=f"كلمة{number}") for number in range(2_001))

    assert not renewed(small, [Watchlist(id="b", title="b", terms=many[:1])], [], {}).is_large
    assert renewed(small, [Watchlist(id="b", title="b", terms=many)], [], {}).is_large


def test_garbage_is_searched_for_once_at_the_end_of_a_change() -> None:
    searches: list[str] = []
    terms = tuple(Term(text=f"{word} كلمة{number}") for number in range(500) for word in WORDS)
    small = take_snapshot([], {})
    gc.callbacks.append(lambda phase, _: searches.append(phase))
    try:
        gc.collect(0)
        before = len(searches)
        renewed(small, [Watchlist(id="b", title="b", terms=terms)], [], {})
        during = len(searches) - before
    finally:
        gc.callbacks.pop()

    assert before
    assert during <= 2  # its start and its end
    assert gc.isenabled()


def test_a_change_leaves_alone_what_did_not_change() -> None:
    lists = [Watchlist(id=id, title=id, terms=(Term(text=word),)) for id, word in zip(IDS, WORDS, strict=False)]
    names = {one.id: one for one in lists}
    one = renewed(take_snapshot(lists[:1], names), lists[1:2], (), names)
    two = renewed(one, lists[2:3], (), names)
    again = renewed(two, [Watchlist(id="b", title="b", terms=(Term(text="وزير"),))], ("c",), names)

    assert two.base is one.base
    assert two.layers[0].matcher is one.layers[0].matcher
    assert [list(layer.lists) for layer in two.layers] == [["b"], ["c"]]
    assert [list(layer.lists) for layer in again.layers] == [["b"]]
    assert len(joined(two, names).layers) == 1
