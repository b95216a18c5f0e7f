"""The pages behind the links in messages: a GET changes nothing, a POST acts once, a forged link does nothing."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

import httpx
import pytest

from monitor.core.model.delivery import Links
from monitor.core.model.route import Route
from monitor.core.model.watchlist import Severity
from monitor.core.signed import Action, Permit, sign
from monitor.web.app import make_app
from monitor.web.desk import Desk
from monitor.web.listener import Listener
from monitor.workers.health import Health
from storage import outbox, wishes
from storage.database import Database
from tests.support.databases import Databases
from tests.support.policy import PolicyDesk, Recorder, policy_desk

NOW = Route(name="فوري", to=("mail",), group_wait=timedelta(0))
PUBLIC = "https://monitor.example.org"


@dataclass(kw_only=True)
class Reader:
    """Somebody with a message before them."""

    desk: PolicyDesk
    client: httpx.AsyncClient

    @property
    def links(self) -> Links:
        recorder = self.desk.live.channels["mail"]
        assert isinstance(recorder, Recorder)
        return recorder.sent[0].links

    async def get(self, link: str | None) -> httpx.Response:
        return await self.client.get(str(link).removeprefix(PUBLIC))

    async def press(self, link: str | None, **form: str) -> httpx.Response:
        return await self.client.post(str(link).removeprefix(PUBLIC), data=form)


@asynccontextmanager
async def reader(db: Database, *routes: Route, channels: Sequence[Recorder] = ()) -> AsyncIterator[Reader]:
    """One story was told, and the listener answers."""
    given = channels or [Recorder(), Recorder(name="owner")]
    desk = policy_desk(db, *(routes or (NOW,)), owner=("owner",), channels=given)
    desk.article("s1", "outlet1", title="داعش «يتراجع» <b>")
    await desk.tick()
    pages = Desk(db=db, live=lambda: desk.live, clock=desk.clock)
    listener = Listener(make_app(lambda: Health(problems=()), pages.routes()), "127.0.0.1", 0)
    await listener.start()
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{listener.port}") as client:
            yield Reader(desk=desk, client=client)
    finally:
        await listener.stop()


async def test_a_mail_scanner_that_opens_every_link_changes_nothing(db: Database) -> None:
    async with reader(db) as one:
        links = one.links
        for link in (links.story, links.acknowledge, links.mute, links.unsubscribe):
            answer = await one.get(link)
            assert answer.status_code == 200
            assert answer.headers["referrer-policy"] == "no-referrer"
            assert (link == links.story) is ("<button" not in answer.text)
        await one.client.head(str(links.mute).removeprefix(PUBLIC))

    assert wishes.acknowledged_by(db, "s1") is None
    assert wishes.wishes(db, one.desk.clock()).mutes == ()
    assert wishes.wishes(db, one.desk.clock()).unsubscribed == frozenset()


async def test_the_page_of_a_story_shows_its_articles_and_who_was_told(db: Database) -> None:
    async with reader(db) as one:
        page = (await one.get(one.links.story)).text

    assert "داعش «يتراجع» &lt;b&gt;" in page and "<b>" not in page
    assert "منفذ 1" in page and 'href="https://outlet1.example/1"' in page
    assert "desk@example.org" in page and "فوري" in page
    assert 'dir="rtl"' in page


async def test_the_button_acknowledges_once_and_says_who_was_first(db: Database) -> None:
    async with reader(db) as one:
        pressed = await one.press(one.links.acknowledge)
        again = await one.get(one.links.acknowledge)

    assert "سُجّل اطلاعك" in pressed.text
    assert "سبق تأكيد الاطلاع: desk@example.org" in again.text and "<button" not in again.text
    assert wishes.acknowledged_by(db, "s1") == ("desk@example.org", one.desk.clock())


async def test_a_story_is_muted_for_as_long_as_was_asked_and_never_for_ever(db: Database) -> None:
    async with reader(db) as one:
        await one.press(one.links.mute, days="9999", why="رياضة")
        [longest] = wishes.wishes(db, one.desk.clock()).mutes
        nonsense = await one.press(one.links.mute, days="-1")
        [mute] = wishes.wishes(db, one.desk.clock()).mutes
        undone = await one.press(one.links.mute, undo="1")

    assert (longest.until - one.desk.clock()).days == 30 and longest.why == "رياضة"
    assert nonsense.status_code == 200
    assert (mute.until - one.desk.clock()).days == 1 and mute.by == "desk@example.org"
    assert "أُلغي الكتم" in undone.text
    assert wishes.wishes(db, one.desk.clock()).mutes == ()


async def test_one_click_unsubscribes_from_the_routes_of_the_message_and_the_owner_hears(db: Database) -> None:
    async with reader(db) as one:
        form = {"List-Unsubscribe": "One-Click"}
        answers = await asyncio.gather(*(one.press(one.links.unsubscribe, **form) for _ in range(5)))

    assert {answer.status_code for answer in answers} == {200}
    assert wishes.wishes(db, one.desk.clock()).unsubscribed == {("فوري", "mail", "desk@example.org")}
    [told] = [item for item in outbox.waiting(db) if item.key.kind == "meta"]
    assert told.key.subject == "unsubscribed:mail:desk@example.org"


async def test_one_click_holds_for_every_mail_channel_that_leads_to_the_mailbox(db: Database) -> None:
    mail, other = Recorder(mailboxes="email"), Recorder(name="other", recipients=("desk@example.org",))
    second = Recorder(name="second", mailboxes="email", recipients=("Desk@example.org", "lead@example.org"))
    routes = (NOW, replace(NOW, name="ثانٍ", to=("second",)), replace(NOW, name="ثالث", to=("other",)))
    async with reader(db, *routes, channels=[mail, second, other]) as one:
        await one.press(one.links.unsubscribe)
        one.desk.article("s2")
        await one.desk.tick()

        assert [told.recipient for told in [*mail.sent, *second.sent] if told.subject == "s2"] == ["lead@example.org"]
        assert [told.subject for told in other.sent] == ["s1", "s2"]

        await one.press(one.links.unsubscribe, undo="1")

    assert wishes.wishes(db, one.desk.clock()).unsubscribed == frozenset()


async def test_an_unsubscription_can_be_taken_back(db: Database) -> None:
    async with reader(db) as one:
        await one.press(one.links.unsubscribe)
        await one.press(one.links.unsubscribe, undo="1")

    assert wishes.wishes(db, one.desk.clock()).unsubscribed == frozenset()


@pytest.mark.parametrize("damage", ["", "?t=", "?t=x.y", "?t=%00.%ff", "?t=é.é", "?t=" + "A" * 5000 + ".AAAA"])
async def test_a_forged_link_says_so_and_changes_nothing(db: Database, damage: str) -> None:
    async with reader(db) as one:
        bare = str(one.links.mute).removeprefix(PUBLIC).partition("?")[0]
        answer = await one.client.post(bare + damage)

    assert answer.status_code == 403 and "لم يتغيّر شيء" in answer.text
    assert wishes.wishes(db, one.desk.clock()).mutes == ()


SHOWN = ("article.first_seen", "article.published", "notice.at", "story.first_hit", "story.attempt", "hit.found_at")


@pytest.mark.parametrize("column", SHOWN)
async def test_a_page_is_shown_though_a_date_of_its_story_was_spoilt(databases: Databases, column: str) -> None:
    db = Database(databases.url("sqlite"))  # PostgreSQL takes no such value
    async with reader(db) as one:
        table, name = column.split(".")
        with db.transaction() as session:
            session.connection().exec_driver_sql(f"UPDATE {table} SET {name} = 'garbage'")

        story, pressed = await one.get(one.links.story), await one.press(one.links.acknowledge)

    assert (story.status_code, pressed.status_code) == (200, 200)
    assert wishes.acknowledged_by(db, "s1") is not None
    db.close()


async def test_a_link_is_good_for_its_own_story_action_and_time_only(db: Database) -> None:
    async with reader(db) as one:
        one.desk.article("s2")
        token = str(one.links.mute).partition("?t=")[2]
        other_story = await one.client.post(f"/mute/s2?t={token}")
        other_action = await one.client.post(f"/acknowledge/s1?t={token}")
        changed = await one.client.post(f"/mute/s1?t={token[:5]}{'A' if token[5] != 'A' else 'B'}{token[6:]}")
        one.desk.clock.advance(timedelta(days=31))
        late = await one.client.post(f"/mute/s1?t={token}")

    assert [other_story.status_code, other_action.status_code, changed.status_code] == [403] * 3
    assert late.status_code == 410 and "انتهت صلاحية الرابط" in late.text
    assert wishes.acknowledged_by(db, "s1") is None


async def test_after_the_key_was_changed_old_links_are_refused_clearly(db: Database) -> None:
    async with reader(db) as one:
        permit = Permit(
            action=Action.MUTE,
            subject="s1",
            channel="mail",
            recipient="x@example.org",
            routes=(),
            until=one.desk.clock() + timedelta(days=1),
        )
        old = await one.client.post(f"/mute/s1?t={sign(b'another key', permit)}")
        absent = sign(wishes.link_key(db), replace(permit, subject="gone"))
        gone = await one.client.post(f"/mute/gone?t={absent}")

    assert old.status_code == 403 and gone.status_code == 404


async def test_a_mute_that_races_with_an_update_is_heard_by_the_next_look(db: Database) -> None:
    async with reader(db) as one:
        one.desk.clock.advance(timedelta(hours=1))
        for n in range(3):
            one.desk.article("s1", f"outlet{n + 2}", severity=Severity.CRITICAL)
        await asyncio.gather(one.press(one.links.mute, days="1"), one.desk.tick(), one.press(one.links.acknowledge))
        for n in range(9):
            one.desk.article("s1", f"outlet{n + 5}")
        await one.desk.run(timedelta(hours=3))

    recorder = one.desk.live.channels["mail"]
    assert isinstance(recorder, Recorder)
    assert [alert.revision for alert in recorder.sent] in ([1], [1, 2])


async def test_without_a_public_address_there_are_no_links(db: Database) -> None:
    desk = policy_desk(db, NOW, public_url=None)
    desk.article("s1")
    await desk.tick()

    recorder = desk.live.channels["mail"]
    assert isinstance(recorder, Recorder)
    assert recorder.sent[0].links == Links()
