"""What the database holds and nobody can read costs itself; the owner hears of it once, and all else goes on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from sqlmodel import select

from monitor.core.errors import TemporaryError
from monitor.core.explain import explained
from monitor.core.model.delivery import TroubleKind
from monitor.workers.release import release_due
from storage import outbox
from storage.database import Database
from storage.stories import requeue_stories
from storage.tables import ArticleRow, DeliveryRow, HitRow, NoticeRow, RevisionRow, StoryRow
from storage.trace import trace
from tests.contract.test_alert_policy import HOUR, NIGHT, NOW, at, box
from tests.contract.test_taken_back import DAILY
from tests.support.databases import Databases
from tests.support.policy import PolicyDesk, Recorder, policy_desk

Spoil = Callable[[Database, str], None]


def _hit_of(db: Database, story: str, **values: object) -> None:
    with db.transaction() as session:
        of_story = select(HitRow).join(ArticleRow).join(StoryRow).where(StoryRow.key == story)
        for hit in session.exec(of_story):
            for name, value in values.items():
                setattr(hit, name, value)
            session.add(hit)


def odd_severity(db: Database, story: str) -> None:
    """One that no version knows."""
    _hit_of(db, story, severity=99)


def odd_mentions(db: Database, story: str) -> None:
    """As another version writes them."""
    _hit_of(db, story, mentions=[{"words": 3}])


def no_json(db: Database, story: str) -> None:
    """What is no JSON at all; PostgreSQL has a type that keeps it out."""
    _hit_of(db, story, mentions=3)
    if db.engine.dialect.name == "sqlite":
        with db.transaction() as session:
            asked = "SELECT hit.id FROM hit JOIN article ON article.id = article_id JOIN story ON story.id = story_id"
            hits = f"{asked} WHERE story.key = '{story}'"
            session.connection().exec_driver_sql(f"UPDATE hit SET mentions = '[{{' WHERE id IN ({hits})")


def no_utf8(db: Database, story: str) -> None:
    """Bytes that are no text, in the headline; PostgreSQL takes none."""
    _spoil_bytes(db, "article", "title", f"story_id IN (SELECT id FROM story WHERE key = '{story}')")
    if db.engine.dialect.name != "sqlite":
        no_json(db, story)


def no_utf8_in_json(db: Database, story: str) -> None:
    """The same in what was found."""
    hits = "SELECT hit.id FROM hit JOIN article ON article.id = article_id JOIN story ON story.id = story_id"
    _spoil_bytes(db, "hit", "mentions", f"id IN ({hits} WHERE story.key = '{story}')")
    if db.engine.dialect.name != "sqlite":
        no_json(db, story)


def _spoil_bytes(db: Database, table: str, column: str, where: str) -> None:
    if db.engine.dialect.name == "sqlite":
        with db.transaction() as session:
            bad = f"UPDATE {table} SET {column} = CAST(x'5B5DD8' AS TEXT) WHERE {where}"
            session.connection().exec_driver_sql(bad)


def odd_edit(db: Database, story: str) -> None:
    """A change of a kind that only a newer version knows."""
    with db.transaction() as session:
        for article in session.exec(select(ArticleRow).join(StoryRow).where(StoryRow.key == story)):
            session.add(RevisionRow(article_id=article.id or 0, at=article.first_seen, kind="translated"))


def odd_notice(db: Database, story: str) -> None:
    """What was said of it is a number that is none."""
    with db.transaction() as session:
        for notice in session.exec(select(NoticeRow).join(StoryRow).where(StoryRow.key == story)):
            notice.wait, notice.said = "until it rains", {"outlets": "three"}
            session.add(notice)


def mended(db: Database, story: str) -> None:
    """By hand, or by the version that knows these values."""
    _hit_of(db, story, severity=3, mentions=[])


def desk_with_owner(db: Database, *routes: object, hour: int) -> PolicyDesk:
    """Mail for the desk; the owner reads files."""
    channels = (Recorder(), Recorder(name="files", recipients=("files",)))
    return policy_desk(db, *routes, channels=channels, owner=("files",), clock=at(hour))  # type: ignore[arg-type]


def heard(desk: PolicyDesk) -> list[str]:
    """The stories that the desk was told of."""
    return [key for one in box(desk).sent for key in ([one.subject] if one.kind == "story" else _keys(one.stories))]


def _keys(stories: object) -> list[str]:
    return [one.key for one in stories]  # type: ignore[attr-defined]


def complaints(desk: PolicyDesk) -> list[tuple[TroubleKind, str]]:
    """What the owner was told, and of which story."""
    told = [one.happening for one in box(desk, "files").sent if one.happening is not None]
    return [(one.kind, one.facts.get("story", "")) for one in told]


@pytest.mark.parametrize("spoil", [odd_severity, odd_mentions, no_json, no_utf8, no_utf8_in_json, odd_edit, odd_notice])
async def test_a_held_story_that_cannot_be_read_keeps_no_other_from_the_morning(db: Database, spoil: Spoil) -> None:
    desk = desk_with_owner(db, replace(NOW, quiet=NIGHT), hour=23)
    for key in ("s1", "s2", "s3"):
        desk.article(key)
    await desk.tick()

    spoil(db, "s2")
    await desk.run(timedelta(hours=34), step=HOUR)

    assert heard(desk) == ["s1", "s3"]
    assert complaints(desk) == [(TroubleKind.ASIDE, "s2")]


async def test_of_many_that_cannot_be_read_the_owners_hear_in_one_message(db: Database) -> None:
    desk = desk_with_owner(db, replace(NOW, quiet=NIGHT), hour=23)
    for key in ("s1", "s2", "s3", "s4"):
        desk.article(key)
    await desk.tick()

    for key in ("s1", "s2", "s3"):
        odd_severity(db, key)
    await desk.run(timedelta(hours=34), step=HOUR)

    assert heard(desk) == ["s4"]
    assert complaints(desk) == [(TroubleKind.ASIDE, "s1")]
    assert [one.happening.facts["others"] for one in box(desk, "files").sent if one.happening] == ["2"]


async def test_so_they_do_of_many_that_are_to_be_looked_at(db: Database) -> None:
    desk = desk_with_owner(db, NOW, hour=9)
    for n in range(100):
        desk.article(f"s{n:02}")
        odd_severity(db, f"s{n:02}")
    desk.article("well")

    await desk.run(HOUR)

    assert heard(desk) == ["well"]
    assert [one.happening.facts["others"] for one in box(desk, "files").sent if one.happening] == ["99"]


async def test_one_that_is_brought_back_and_still_cannot_be_read_is_told_again_another_day(db: Database) -> None:
    desk = desk_with_owner(db, replace(NOW, quiet=NIGHT), hour=23)
    desk.article("s1")
    await desk.tick()
    odd_severity(db, "s1")
    await desk.run(timedelta(hours=34), step=HOUR)

    requeue_stories(db, desk.clock())
    await desk.run(HOUR)

    assert complaints(desk) == [(TroubleKind.ASIDE, "s1")] * 2


async def test_a_story_that_can_be_read_again_is_told_when_it_is_brought_back(db: Database) -> None:
    desk = desk_with_owner(db, replace(NOW, quiet=NIGHT), hour=23)
    desk.article("s1")
    await desk.tick()
    odd_severity(db, "s1")
    await desk.run(timedelta(hours=9))

    mended(db, "s1")
    assert requeue_stories(db, desk.clock()) == 1
    await desk.run(HOUR)

    assert heard(desk) == ["s1"]


async def test_a_story_that_cannot_be_read_keeps_no_other_from_being_looked_at(db: Database) -> None:
    desk = desk_with_owner(db, NOW, hour=9)
    for key in ("s1", "s2", "s3"):
        desk.article(key)
    odd_mentions(db, "s1")

    await desk.run(HOUR)

    assert set(heard(desk)) == {"s2", "s3"}
    assert complaints(desk) == [(TroubleKind.ASIDE, "s1")]


async def test_a_message_whose_story_cannot_be_read_any_more_is_dead_and_no_other_waits_for_it(db: Database) -> None:
    desk = desk_with_owner(db, NOW, hour=9)
    for key in ("s1", "s2"):
        desk.article(key)
    await desk.tell.drain()
    odd_severity(db, "s1")

    await desk.run(HOUR)

    assert heard(desk) == ["s2"]
    assert outbox.counts(db)["dead"] == 1
    assert [kind for kind, _ in complaints(desk)] == [TroubleKind.DEAD]


@pytest.mark.parametrize("refused", [True, False], ids=["nobody has it", "it may be out: it goes as it was"])
async def test_a_digest_that_waits_for_its_channel_goes_without_a_story_that_cannot_be_read_any_more(
    db: Database, refused: bool
) -> None:
    desk = desk_with_owner(db, replace(DAILY, to=("mail",)), hour=7)
    recorder = box(desk)
    recorder.trouble = lambda: TemporaryError("mail", "no answer", pause=True, refused=refused)
    for key in ("s1", "s2"):
        desk.article(key)
    await desk.run(HOUR)
    odd_severity(db, "s1")

    recorder.trouble = lambda: None
    await desk.run(HOUR)

    assert heard(desk) == (["s2"] if refused else ["s1", "s2"])
    assert [one for one in complaints(desk) if one[0] is TroubleKind.ASIDE] == [(TroubleKind.ASIDE, "s1")] * refused


@pytest.mark.parametrize("held", [True, False], ids=["it is being sent", "it may be out"])
async def test_a_story_that_a_digest_may_have_told_is_not_told_again_when_it_is_brought_back(
    db: Database, held: bool
) -> None:
    desk = desk_with_owner(db, replace(DAILY, to=("mail",)), hour=7)
    recorder = box(desk)
    recorder.late_trouble = lambda: None if held else TemporaryError("mail", "dropped after DATA")
    for key in ("s1", "s2"):
        desk.article(key)
    await desk.tell.drain()
    desk.clock.advance(HOUR)
    release_due(db, desk.live, desk.clock())
    if held:
        [item] = desk.deliver.take(desk.clock())
    else:
        await desk.deliver.drain()

    odd_severity(db, "s1")
    desk.look("s1")
    await desk.tell.drain()
    if held:
        desk.deliver.record(item, await desk.deliver.work(item))
    recorder.late_trouble = lambda: None
    await desk.run(HOUR)
    told = heard(desk)
    mended(db, "s1")
    requeue_stories(db, desk.clock())
    await desk.run(timedelta(hours=30), step=HOUR)

    assert told[-2:] == ["s1", "s2"]
    assert heard(desk) == told


async def test_a_digest_whose_own_values_cannot_be_read_stops_no_other_message(db: Database) -> None:
    desk = desk_with_owner(db, replace(DAILY, to=("mail",)), NOW, hour=7)
    recorder = box(desk)
    recorder.trouble = lambda: TemporaryError("mail", "no answer", pause=True)
    desk.article("s1")
    await desk.run(HOUR)
    with db.transaction() as session:
        for row in session.exec(select(DeliveryRow).where(DeliveryRow.kind == "digest")):
            row.about = {"digest": {"from": "yesterday"}}
            session.add(row)

    recorder.trouble = lambda: None
    await desk.run(HOUR)

    assert heard(desk) == ["s1"]
    assert (outbox.counts(db)["waiting"], outbox.counts(db)["dead"]) == (0, 1)


@pytest.mark.parametrize("spoil", [odd_severity, no_json, no_utf8, odd_edit])
async def test_what_cannot_be_read_of_an_article_is_explained(db: Database, spoil: Spoil) -> None:
    desk = desk_with_owner(db, NOW, hour=9)
    desk.article("s1")
    spoil(db, "s1")

    found = trace(db, "https://wire.example/1")

    assert found is not None
    said = [line.said for line in explained(found, (), UTC, desk.clock()) if line.step == "story"]
    assert len(said) == 1 and "cannot be read" in said[0] and "monitor requeue" in said[0]


@pytest.mark.parametrize("column", ["about", "lines", "happening"])
async def test_a_delivery_that_is_no_json_is_closed_and_all_others_go_out(databases: Databases, column: str) -> None:
    db = Database(databases.url("sqlite"))  # PostgreSQL has a type that keeps it out
    desk = desk_with_owner(db, NOW, hour=9)
    for story in ("s1", "s2", "s3"):
        desk.article(story)
    await desk.tell.drain()
    with db.transaction() as session:
        session.connection().exec_driver_sql(f"UPDATE delivery SET {column} = '{{' WHERE subject = 's1'")

    await desk.run(HOUR)

    assert sorted(heard(desk)) == ["s2", "s3"]
    assert [kind for kind, _ in complaints(desk)] == [TroubleKind.DEAD]
    assert (outbox.counts(db)["waiting"], outbox.counts(db)["dead"]) == (0, 1)
    db.close()


@pytest.mark.parametrize("column", ["about", "subject", "route", "recipient", "error"])
async def test_a_delivery_that_is_no_utf8_stops_no_other(databases: Databases, column: str) -> None:
    db = Database(databases.url("sqlite"))
    desk = desk_with_owner(db, NOW, hour=9)
    for story in ("s1", "s2", "s3"):
        desk.article(story)
    await desk.tell.drain()
    _spoil_bytes(db, "delivery", column, "subject = 's1'")

    await desk.run(HOUR)

    assert {"s2", "s3"} <= set(heard(desk))
    assert [kind for kind, _ in complaints(desk)] == [TroubleKind.DEAD] * (column != "error")
    assert outbox.counts(db)["waiting"] == 0
    db.close()


@pytest.mark.parametrize("spoil", [no_utf8, no_utf8_in_json])
async def test_a_story_that_is_no_utf8_keeps_no_other_from_being_looked_at(db: Database, spoil: Spoil) -> None:
    desk = desk_with_owner(db, NOW, hour=9)
    for key in ("s1", "s2", "s3"):
        desk.article(key)
    spoil(db, "s2")

    await desk.run(HOUR)

    assert set(heard(desk)) == {"s1", "s3"}
    assert complaints(desk) == [(TroubleKind.ASIDE, "s2")]
