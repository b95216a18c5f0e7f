"""What every store must do, on both databases."""

import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlmodel import select

from monitor.core.errors import StorageError
from monitor.core.model.article import Article, CollectRecord, Hit, Mention, Page
from monitor.core.model.delivery import (
    ChannelState,
    DeliveryOutcome,
    DeliveryRecord,
    Happening,
    Message,
    Trouble,
    TroubleKind,
)
from monitor.core.model.feed import Entry, PollOutcome, PollRecord
from monitor.core.model.source import Source
from monitor.core.model.story import Said, StoryNotice, TellRecord
from monitor.core.model.watchlist import Severity
from storage import archive, entries, feeds, health, outbox, retention, stories
from storage.claims import release_leases
from storage.database import MIGRATIONS, Database
from storage.dialect import WORD_INDEX
from storage.tables import EntryRow, Row, StoryRow
from storage.to_send import deliveries_to_send

T0 = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
LEASE = timedelta(minutes=1)
SOURCE = Source(id="wire", name="Wire", url="https://wire.example/feed", every=timedelta(minutes=5))
HIT = Hit(
    watchlist="daesh",
    severity=Severity.HIGH,
    mentions=(Mention(field="title", start=0, end=4, surface="داعش", term="داعش", rule="داعش"),),
)


def minutes(count: float) -> datetime:
    return T0 + timedelta(minutes=count)


def polled(db: Database, *found: Entry, at: datetime = T0) -> int | None:
    feeds.take_over_sources(db, [SOURCE], at)
    [(state, attempt)] = feeds.feeds_to_poll(db, at, limit=5, lease=LEASE)
    after = replace(state, poll_at=at + timedelta(minutes=5), etag='"a"', polled_at=at)
    record = PollRecord(source="wire", attempt=attempt, at=at, outcome=PollOutcome.ENTRIES, state=after, entries=found)
    return feeds.record_polls(db, [record])[0]


def collected(
    db: Database, url: str = "https://wire.example/1", *, at: datetime = T0, hits: tuple[Hit, ...] = (HIT,)
) -> None:
    """Poll and collect one article with its page."""
    assert polled(db, Entry(url=url, title="داعش يتراجع"), at=at) == 1
    [item] = entries.entries_to_collect(db, at, limit=5, lease=LEASE, per_source=5)
    article = Article(url=url, title=item.entry.title, text="نص")
    record = CollectRecord(
        entry=item.id,
        attempt=item.attempt,
        at=at,
        article=article,
        page=Page(url=url, body=b"<p>", headers={"etag": "x"}, fetched_at=at),
        hits=hits,
        tell_at=at if hits else None,
    )
    assert entries.record_collect(db, record)


def notice(route: str, channel: str, recipient: str, **changes: object) -> StoryNotice:
    values: dict[str, object] = {
        "route": route,
        "channel": channel,
        "recipient": recipient,
        "revision": 1,
        "at": T0,
        "severity": Severity.HIGH,
        "said": Said(outlets=1),
    }
    return StoryNotice(**{**values, **changes})  # type: ignore[arg-type]


def told(db: Database, *keys: tuple[str, str, str], at: datetime = T0) -> int | None:
    """Tell the one story that is due over (route, channel, recipient)s."""
    [story] = stories.stories_to_tell(db, at, limit=5, lease=LEASE)
    notices = tuple(notice(route, channel, recipient, at=at) for route, channel, recipient in keys)
    record = TellRecord(story=story.id, attempt=story.attempt, at=at, due=story.due, together=(notices,))
    return stories.record_tell(db, record)


def test_times_come_back_aware_and_in_utc_whatever_zone_they_went_in_with(db: Database) -> None:
    baghdad = datetime(2026, 11, 24, 11, 30, tzinfo=timezone(timedelta(hours=3)))

    polled(db, Entry(url="https://wire.example/1", title="خبر", published=baghdad))

    [item] = entries.entries_to_collect(db, T0, limit=1, lease=LEASE, per_source=1)
    assert item.entry.published == baghdad
    assert item.entry.published is not None and item.entry.published.utcoffset() == timedelta(0)


def test_text_that_no_database_takes_is_cleaned_on_its_way_in(db: Database) -> None:
    polled(db, Entry(url="https://wire.example/1", title="قبل\x00بعد\ud800!", tags=("\x00وسم",)))

    [item] = entries.entries_to_collect(db, T0, limit=1, lease=LEASE, per_source=1)
    assert item.entry.title == "قبلبعد!"
    assert item.entry.tags == ("وسم",)


def test_entries_and_the_cursor_of_their_feed_are_kept_together_or_not_at_all(db: Database) -> None:
    feeds.take_over_sources(db, [SOURCE], T0)
    [(state, attempt)] = feeds.feeds_to_poll(db, T0, limit=5, lease=LEASE)
    after = replace(state, etag='"new"', poll_at=minutes(5))
    poisoned = Entry(url="https://wire.example/1", title="خبر", tags=(object(),))  # type: ignore[arg-type]
    record = PollRecord(
        source="wire", attempt=attempt, at=T0, outcome=PollOutcome.ENTRIES, state=after, entries=(poisoned,)
    )

    with pytest.raises(TypeError):
        feeds.record_polls(db, [record])

    [kept] = feeds.feed_states(db)
    assert kept.etag is None
    assert entries.entries_to_collect(db, T0, limit=5, lease=LEASE, per_source=5) == []


def test_an_entry_is_new_once_whatever_its_guid_and_whichever_feed_brings_it(db: Database) -> None:
    assert polled(db, Entry(id="1", url="https://wire.example/1", title="خبر")) == 1
    again = Entry(id="2", url="http://www.wire.example/1?utm_source=x", title="خبر")

    assert polled(db, again, at=minutes(6)) == 0


def test_what_is_taken_is_taken_by_one_until_the_lease_ends(db: Database) -> None:
    feeds.take_over_sources(db, [SOURCE], T0)

    assert len(feeds.feeds_to_poll(db, T0, limit=5, lease=LEASE)) == 1
    assert feeds.feeds_to_poll(db, minutes(0.5), limit=5, lease=LEASE) == []
    assert len(feeds.feeds_to_poll(db, minutes(1), limit=5, lease=LEASE)) == 1


def test_a_worker_whose_lease_has_ended_cannot_undo_the_work_of_the_next(db: Database) -> None:
    polled(db, Entry(url="https://wire.example/1", title="خبر"))
    [slow] = entries.entries_to_collect(db, T0, limit=1, lease=LEASE, per_source=1)
    [quick] = entries.entries_to_collect(db, minutes(2), limit=1, lease=LEASE, per_source=1)
    article = Article(url="https://wire.example/1", title="خبر", text="نص")
    done = CollectRecord(entry=quick.id, attempt=quick.attempt, at=minutes(2), article=article)
    late = CollectRecord(entry=slow.id, attempt=slow.attempt, at=minutes(3), collect_at=minutes(4), error="late")

    assert entries.record_collect(db, done)
    assert not entries.record_collect(db, late)

    assert entries.entries_to_collect(db, minutes(9), limit=1, lease=LEASE, per_source=1) == []


def test_leases_of_a_dead_process_are_given_back_those_of_the_living_are_not(db: Database) -> None:
    feeds.take_over_sources(db, [SOURCE], T0)
    feeds.feeds_to_poll(db, T0, limit=5, lease=LEASE)

    assert release_leases(db, lambda holder: holder != "here/1/1") == 0
    assert feeds.feeds_to_poll(db, T0, limit=5, lease=LEASE) == []
    assert release_leases(db, lambda holder: holder == "here/1/1") == 1
    assert len(feeds.feeds_to_poll(db, T0, limit=5, lease=LEASE)) == 1


def test_two_workers_never_take_the_same_entry(db: Database) -> None:
    polled(db, *(Entry(url=f"https://wire.example/{i}", title="خبر") for i in range(60)))
    taken: list[int] = []

    def work() -> None:
        while items := entries.entries_to_collect(db, T0, limit=3, lease=LEASE, per_source=99):
            taken.extend(item.id for item in items)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(taken) == sorted(set(taken))
    assert len(taken) == 60


def test_one_source_with_a_full_archive_does_not_keep_the_others_waiting(db: Database) -> None:
    polled(db, *(Entry(url=f"https://wire.example/{i}", title="خبر") for i in range(50)))
    with db.transaction() as session:
        for i in range(3):
            session.add(EntryRow(identity=f"other{i}", source="other", first_seen=minutes(1), collect_at=minutes(1)))

    items = entries.entries_to_collect(db, minutes(2), limit=16, lease=LEASE, per_source=2, busy={"other": 1})

    assert sorted(item.source for item in items) == ["other", "wire", "wire"]


def test_an_article_with_its_hits_and_its_story_is_there_at_once(db: Database) -> None:
    collected(db)

    [story] = stories.stories_to_tell(db, T0, limit=5, lease=LEASE)
    [hit] = archive.hits(db)
    assert story.articles[0].hits == (HIT,)
    assert story.articles[0].article.title == "داعش يتراجع"
    assert hit.mentions == HIT.mentions
    assert [stored.article.text for stored in archive.articles(db)] == ["نص"]


def test_a_page_that_comes_late_adds_its_hits_and_is_told_again(db: Database) -> None:
    collected(db, hits=())
    with db.transaction() as session:
        row = session.exec(select(EntryRow)).one()
        row.collect_at = minutes(5)
    [item] = entries.entries_to_collect(db, minutes(5), limit=5, lease=LEASE, per_source=5)
    assert item.known is not None and item.settled
    whole = Article(url="https://wire.example/1", title="داعش يتراجع", text="النص كله")
    record = CollectRecord(
        entry=item.id, attempt=item.attempt, at=minutes(5), article=whole, hits=(HIT,), tell_at=minutes(6)
    )

    assert entries.record_collect(db, record)

    [stored] = archive.articles(db)
    assert stored.article.text == "النص كله"
    assert len(stories.stories_to_tell(db, minutes(6), limit=5, lease=LEASE)) == 1


def test_each_key_goes_into_the_outbox_once(db: Database) -> None:
    collected(db)

    assert told(db, ("a", "mail", "x@example.org"), ("b", "mail", "x@example.org")) == 2
    with db.transaction() as session:
        session.exec(select(StoryRow)).one().tell_at = minutes(9)
    assert told(db, ("a", "mail", "x@example.org"), at=minutes(9)) == 0


def test_deliveries_of_one_moment_to_one_mailbox_are_one_message_that_keeps_every_key(db: Database) -> None:
    collected(db)
    told(db, ("a", "mail", "x@example.org"), ("b", "mail", "x@example.org"), ("a", "mail", "y@example.org"))

    found = deliveries_to_send(db, T0, free={"mail": 4}, lease=LEASE)

    assert sorted((item.recipient, tuple(sorted(item.routes))) for item in found) == [
        ("x@example.org", ("a", "b")),
        ("y@example.org", ("a",)),
    ]
    assert all(item.articles[0].article.title == "داعش يتراجع" for item in found)


def test_a_try_that_was_cut_off_is_in_doubt_and_keeps_its_message(db: Database) -> None:
    collected(db)
    told(db, ("a", "mail", "x@example.org"))
    [first] = deliveries_to_send(db, T0, free={"mail": 4}, lease=LEASE)
    message = Message(id="abc@example.org", content_type="message/rfc822", body=b"\x00\xffbytes")
    assert outbox.record_sending(db, first, message, T0)

    [second] = deliveries_to_send(db, minutes(2), free={"mail": 4}, lease=LEASE)

    assert not first.in_doubt
    assert second.in_doubt
    assert second.message == message
    assert not outbox.record_sending(db, first, message, minutes(2))


def ended(db: Database, outcome: DeliveryOutcome, at: datetime, **more: object) -> None:
    [item] = deliveries_to_send(db, at, free={"mail": 4}, lease=LEASE)
    record = DeliveryRecord(
        ids=item.ids,
        attempt=item.attempt,
        at=at,
        outcome=outcome,
        channel=ChannelState(name="mail", failures=2, open_until=minutes(3), error="busy"),
        **more,  # type: ignore[arg-type]
    )
    assert outbox.record_delivery(db, record)


def test_what_is_sent_is_not_sent_again_and_what_is_dead_can_be_brought_back(db: Database) -> None:
    collected(db)
    told(db, ("a", "mail", "x@example.org"))
    ended(db, DeliveryOutcome.LATER, T0, deliver_at=minutes(1), failures=1, error="busy")
    assert outbox.channel_states(db)["mail"].open_until == minutes(3)
    ended(db, DeliveryOutcome.DEAD, minutes(1), error="no such person")
    assert outbox.counts(db) == {"sent": 0, "waiting": 0, "dead": 1}
    assert [item.error for item in outbox.waiting(db)] == ["no such person"]

    assert outbox.retry_dead(db, minutes(2)) == 1
    ended(db, DeliveryOutcome.SENT, minutes(2))

    assert outbox.counts(db) == {"sent": 1, "waiting": 0, "dead": 0}
    assert deliveries_to_send(db, minutes(99), free={"mail": 4}, lease=LEASE) == []


def test_what_is_dropped_stays_dropped(db: Database) -> None:
    collected(db)
    told(db, ("a", "mail", "x@example.org"))
    [item] = outbox.waiting(db)

    assert outbox.drop(db, [item.id]) == 1

    assert outbox.retry_dead(db, minutes(1)) == 0
    assert outbox.counts(db) == {"sent": 0, "waiting": 0, "dead": 0}


def test_trouble_is_told_to_each_owner_once_a_day(db: Database) -> None:
    what = Happening(kind=TroubleKind.CHANNEL, facts={"channel": "mail", "error": "لا يعمل"}, each=({"a": "b"},))
    trouble = Trouble(subject="channel:mail", revision=7, happening=what, to=(("files", "folder"),))

    assert outbox.report_trouble(db, trouble, T0) == 1
    assert outbox.report_trouble(db, trouble, minutes(5)) == 0
    assert outbox.report_trouble(db, replace(trouble, revision=8), minutes(5)) == 1

    found = deliveries_to_send(db, minutes(6), free={"files": 4}, lease=LEASE)
    assert (found[0].kind, found[0].happening) == ("meta", what)


def test_entries_set_aside_come_back_when_asked_for(db: Database) -> None:
    polled(db, Entry(url="https://wire.example/1", title="خبر"))
    [item] = entries.entries_to_collect(db, T0, limit=1, lease=LEASE, per_source=1)
    aside = CollectRecord(entry=item.id, attempt=item.attempt, at=T0, failures=6, error="404")
    entries.record_collect(db, aside)
    assert entries.waiting_entries(db, minutes(1)) == (0, 1)

    assert entries.requeue_entries(db, minutes(1)) == 1

    [back] = entries.entries_to_collect(db, minutes(1), limit=1, lease=LEASE, per_source=1)
    assert back.failures == 0


def test_a_feed_whose_address_changed_starts_without_the_old_cursor(db: Database) -> None:
    polled(db)
    feeds.take_over_sources(db, [replace(SOURCE, url="https://wire.example/new")], minutes(1))

    [(state, _)] = feeds.feeds_to_poll(db, minutes(1), limit=1, lease=LEASE)

    assert (state.url, state.etag) == ("https://wire.example/new", None)


def test_a_source_taken_out_rests_and_comes_back_with_its_cursor(db: Database) -> None:
    polled(db)
    feeds.take_over_sources(db, [], minutes(1))
    assert feeds.feeds_to_poll(db, minutes(99), limit=1, lease=LEASE) == []

    feeds.take_over_sources(db, [SOURCE], minutes(100))

    [(state, _)] = feeds.feeds_to_poll(db, minutes(100), limit=1, lease=LEASE)
    assert state.etag == '"a"'


def test_the_sweep_forgets_bodies_and_messages_but_no_key(db: Database) -> None:
    collected(db)
    told(db, ("a", "mail", "x@example.org"))
    [item] = deliveries_to_send(db, T0, free={"mail": 4}, lease=LEASE)
    outbox.record_sending(db, item, Message(id="m", content_type="text/plain", body=b"x"), T0)
    record = DeliveryRecord(
        ids=item.ids, attempt=item.attempt, at=T0, outcome=DeliveryOutcome.SENT, channel=ChannelState(name="mail")
    )
    outbox.record_delivery(db, record)

    assert outbox.prune(db, minutes(1)) == 1
    assert retention.forget_captures(db, minutes(1)) == 1

    assert outbox.counts(db)["sent"] == 1


def test_signs_of_life_are_kept(db: Database) -> None:
    health.beat(db, "poll", T0)
    health.beat(db, "poll", minutes(1), "a note")

    assert health.pulses(db) == {"poll": (minutes(1), "a note")}


def test_the_migrations_build_exactly_the_tables_of_the_code(db: Database) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        found = compare_metadata(context, Row.metadata)

    # the database's own index of words is no table of the code: it differs between the two and triggers keep it
    assert [one for one in found if WORD_INDEX not in str(one)] == []


def test_a_database_newer_than_the_program_is_refused_and_left_alone(db: Database) -> None:
    with db.transaction() as session:
        session.connection().execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(StorageError, match="newer version of this program"):
        db.upgrade()

    assert db.version() == "9999"


def test_each_migration_is_named_by_its_revision() -> None:
    scripts = list(ScriptDirectory(str(MIGRATIONS)).walk_revisions())

    assert [Path(one.path).name.partition("_")[0] for one in scripts] == [one.revision for one in scripts]
    assert [one.revision for one in scripts] == sorted((one.revision for one in scripts), reverse=True)


def test_a_database_that_is_up_to_date_is_opened_without_the_tool_for_migrations(db: Database) -> None:
    opened = (
        f"import sys, storage.database as d; d.Database({_address(db)!r}).upgrade(); print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", opened], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"


def _address(db: Database) -> str:
    return db.engine.url.render_as_string(hide_password=False)


def test_an_upgrade_of_an_upgraded_database_does_nothing(db: Database) -> None:
    db.upgrade()

    assert db.check() == "ok"
    db.writable()


def test_a_database_in_use_is_copied_whole(db: Database, tmp_path: Path) -> None:
    collected(db)
    target = tmp_path / "copy.db"
    if db.engine.dialect.name != "sqlite":
        with pytest.raises(StorageError, match="pg_dump"):
            db.backup(target)
        return

    db.backup(target)

    copy = Database(f"sqlite:///{target}")
    assert len(list(archive.hits(copy))) == 1
    copy.close()
    with pytest.raises(StorageError, match="exists already"):
        db.backup(target)
