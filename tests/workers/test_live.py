"""A configuration made ready: what changed is compiled, what did not stays."""

import gc
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from monitor.config.load import load
from monitor.core.model.watchlist import Term
from monitor.workers.live import compacted, make_live, tidied
from tests.config.test_load import desk
from tests.support.surroundings import surroundings

NOW = datetime(2026, 3, 1, tzinfo=UTC)
FOUND = {"text": "قال وزير العمل إن التطرف في بغداد"}


def hits(live: object) -> list[str]:
    return [hit.watchlist for hit in live.matcher.match(FOUND)]  # type: ignore[attr-defined]


def test_a_changed_watchlist_is_live_without_compiling_the_others(tmp_path: Path) -> None:
    config = load(desk(tmp_path), examples=False)
    one = config.watchlists[0]
    other = replace(one, id="other", terms=(Term(text="بغداد"),), entities=(), queries=(), examples=())
    before = make_live(config, lambda _config: surroundings(tmp_path), NOW)

    more = replace(config, watchlists=(one, other))
    after = make_live(more, lambda _config: surroundings(tmp_path), NOW, before.compiled)
    ended = replace(config, watchlists=(one, replace(other, expires=date(2026, 2, 1))))
    later = make_live(ended, lambda _config: surroundings(tmp_path), NOW, after.compiled)

    assert after.matcher.base is before.matcher.base
    assert "other" in hits(after)
    assert hits(compacted(after)) == hits(after)
    assert compacted(after).matcher.layers == ()
    assert "other" not in hits(later)


def test_changes_one_after_the_other_are_joined_when_there_is_time(tmp_path: Path) -> None:
    config = load(desk(tmp_path), examples=False)
    one = config.watchlists[0]
    second, third = (
        replace(one, id=id, terms=(Term(text=word),), entities=(), queries=(), examples=())
        for id, word in (("second", "بغداد"), ("third", "تطرف"))
    )
    live = make_live(config, lambda _config: surroundings(tmp_path), NOW)
    for lists in ((one, second), (one, second, third)):
        live = make_live(replace(config, watchlists=lists), lambda _config: surroundings(tmp_path), NOW, live.compiled)

    later = tidied(live)

    assert [list(layer.lists) for layer in live.matcher.layers] == [["second"], ["third"]]
    assert [list(layer.lists) for layer in later.matcher.layers] == [["second", "third"]]
    assert hits(later) == hits(live)
    assert tidied(later) is later


def test_a_large_desk_makes_no_pause_for_the_search_for_garbage(tmp_path: Path) -> None:
    config = load(desk(tmp_path), examples=False)
    many = tuple(Term(text=f"كلمة{number}") for number in range(2_000))
    large = replace(config, watchlists=(replace(config.watchlists[0], terms=many),))
    gc.collect()
    gc.unfreeze()

    live = make_live(large, lambda _config: surroundings(tmp_path), NOW)

    try:
        assert gc.isenabled()
        assert not any(one is live.matcher.base for one in gc.get_objects())
        assert live.matcher.match({"text": "كلمة1999"})
    finally:
        gc.unfreeze()
