"""Channels that fail, on a real outbox, in virtual time: nothing is lost, and nobody is bothered more than need be."""

import asyncio
import json
import time
from collections import Counter, UserDict
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.config.places import secret
from monitor.core.model.delivery import Happening, Trouble, TroubleKind
from monitor.net.door import Door, FetchSettings
from monitor.workers.crew import Crew
from storage import outbox
from storage.database import Database
from tests.support.clock import VirtualClock
from tests.support.mailbox import PASSWORD, USER, Mailbox, mailbox
from tests.support.newsroom import FILES, live_of
from tests.support.slack import TOKEN, Answer, Slack, slack

DESK = "desk@example.org"
STEP = timedelta(seconds=30)
SECRETS = {"SMTP_PASSWORD": PASSWORD, "TOKEN": TOKEN}


def mail(box: Mailbox, *to: str, name: str = "mail") -> dict[str, dict[str, object]]:
    login = {"user": USER, "secret": "SMTP_PASSWORD", "ca_file": str(box.ca_file)}
    server = {"from": "monitor@example.org", "host": box.host, "port": box.port}
    return {name: {"type": "email", "to": to or (DESK,), **server, **login}}


def board(fake: Slack) -> dict[str, dict[str, object]]:
    return {"slack": {"type": "slack", "secret": "TOKEN", "post": "#desk", "api_url": fake.api_url}}


class Postroom:
    """The delivering worker on an outbox."""

    def __init__(self, crew: Crew, clock: VirtualClock) -> None:
        self.crew, self.clock = crew, clock
        self.tries: Counter[str] = Counter()  # by channel
        crew.deliver.on_outcome = lambda worker, keys: self.tries.update([str(keys["channel"])])

    def queue(self, n: int, channel: str, *recipients: str) -> None:
        """Put messages into the outbox, a second apart."""
        for number in range(n):
            self.put(f"n{number:03}", *((channel, recipient) for recipient in recipients))
            self.clock.advance(timedelta(seconds=1))

    def put(self, subject: str, *to: tuple[str, str]) -> None:
        """Put one message into the outbox, for each of these (channel, recipient)."""
        what = Happening(kind=TroubleKind.CLOCK, facts={"jump": "90 s"})
        trouble = Trouble(subject=subject, revision=1, happening=what, to=to)
        outbox.report_trouble(self.crew.db, trouble, self.clock())

    async def run(self, length: timedelta) -> None:
        """Let this much time go by."""
        end = self.clock() + length
        while self.clock() < end:
            await self.crew.deliver.drain()
            self.clock.advance(STEP)
        await self.crew.deliver.drain()

    def counts(self) -> dict[str, int]:
        return outbox.counts(self.crew.db)


@asynccontextmanager
async def postroom(
    folder: Path, channels: Mapping[str, Mapping[str, object]], secrets: Mapping[str, str] = SECRETS
) -> AsyncIterator[Postroom]:
    clock = VirtualClock()
    db = Database(f"sqlite:///{folder / 'monitor.db'}")
    db.upgrade()
    live = live_of(clock, folder, channels={**FILES, **channels}, secrets=secrets)
    for channel in live.channels.values():
        channel.pace = timedelta(milliseconds=1)  # type: ignore[misc]
    crew = Crew.assemble(db, live, clock, Door(FetchSettings()))
    try:
        yield Postroom(crew, clock)
    finally:
        await crew.stop(grace=1)
        db.close()


def numbers(box: Mailbox) -> list[int]:
    """Which of the queued messages arrived, in order."""
    return [int(str(one.message["X-Monitor-Subject"]).split("/")[1][1:]) for one in box.mails]


async def test_two_hours_without_a_mail_server_lose_nothing(tmp_path: Path) -> None:
    async with mailbox(tmp_path) as box:
        pass
    async with postroom(tmp_path, mail(box)) as room:
        room.queue(200, "mail", DESK)
        await room.run(timedelta(hours=2))
        assert room.tries["mail"] <= 2 + 120  # one probe a minute

        async with mailbox(tmp_path, port=box.port) as again:
            room.crew.live = live_of(room.clock, tmp_path, channels={**FILES, **mail(again)}, secrets=SECRETS)
            await room.run(timedelta(minutes=5))

        arrived = numbers(again)
        assert sorted(arrived) == list(range(200))
        # the oldest first, four at once: whatever arrives overtakes at most the three that are on their way beside it
        assert all(
            number - len([n for n in arrived[:place] if n < number]) <= 3 for place, number in enumerate(arrived)
        )
        assert room.counts()["dead"] == room.counts()["waiting"] == 0


class Environment(UserDict[str, str]):
    """Secrets as the daemon looks them up: a variable, or the file that another one names."""

    def get(self, name: str, default: object = None) -> str | None:  # type: ignore[override]
        return secret(name, self.data)


async def test_a_password_that_is_renewed_in_its_file_is_used_without_a_restart(tmp_path: Path) -> None:
    password = tmp_path / "password"
    password.write_text("the old one\n", encoding="utf-8")
    secrets = Environment({"SMTP_PASSWORD_FILE": str(password)})
    async with mailbox(tmp_path) as box, postroom(tmp_path, mail(box), secrets) as room:
        room.queue(3, "mail", DESK)
        await room.run(timedelta(minutes=3))
        assert box.logins and not box.mails

        password.write_text(f"{PASSWORD}\n", encoding="utf-8")
        await room.run(timedelta(minutes=3))  # one probe a minute

    assert (sorted(numbers(box)), room.counts()["dead"]) == ([0, 1, 2], 0)


async def test_two_hours_without_names_lose_nothing(tmp_path: Path) -> None:
    async with mailbox(tmp_path) as box:
        unknown = {"mail": {**mail(box)["mail"], "host": "mail.invalid"}}
        async with postroom(tmp_path, unknown) as room:
            room.queue(50, "mail", DESK)
            await room.run(timedelta(hours=2))
            assert room.tries["mail"] <= 2 + 120  # one probe a minute
            assert room.counts()["dead"] == 0
            [complaint] = {item.error for item in outbox.waiting(room.crew.db) if item.error is not None}
            assert "nobody knows that name" in complaint

            room.crew.live = live_of(room.clock, tmp_path, channels={**FILES, **mail(box)}, secrets=SECRETS)
            await room.run(timedelta(minutes=5))

        assert sorted(numbers(box)) == list(range(50))


async def test_a_tarpit_delays_no_other_channel(tmp_path: Path) -> None:
    async with mailbox(tmp_path) as box, slack() as fake, postroom(tmp_path, {**mail(box), **board(fake)}) as room:
        box.hangs = True
        room.crew.live.channels["mail"].timeout = timedelta(seconds=0.5)  # type: ignore[misc]
        room.queue(3, "mail", DESK)
        room.queue(3, "slack", "#desk")
        await room.run(STEP)

    assert len(fake.posts) == 3
    assert (box.mails, room.counts()["dead"]) == ([], 0)


@pytest.mark.parametrize("trouble", [{"hangs": True}, {"at_sender": "421 4.3.2 closing down"}])
async def test_trouble_of_one_mail_server_delays_another_channel_by_less_than_two_seconds(
    tmp_path: Path, trouble: Mapping[str, object]
) -> None:
    async with (
        mailbox(tmp_path) as ill,
        mailbox(tmp_path) as well,
        postroom(
            tmp_path, {**mail(ill, DESK, "somebody@example.org"), **mail(well, DESK, "lead@example.org", name="second")}
        ) as room,
    ):
        room.put("both are well", ("mail", DESK))
        room.put("so far", ("second", DESK))
        await room.crew.deliver.drain()
        for name, value in trouble.items():
            setattr(ill, name, value)
        room.put("n0", ("mail", "somebody@example.org"))
        await room.crew.deliver.tick()
        await reached(lambda: ill.begun == 2)
        began = time.monotonic()
        for n in range(1, 6):
            room.put(f"n{n}", ("mail", DESK), ("second", DESK))
            room.put(f"m{n}", ("second", "lead@example.org"))
        sending = asyncio.create_task(room.crew.deliver.flow())
        await reached(lambda: len(well.mails) == 11)
        took = time.monotonic() - began
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)

    assert took < 2
    assert Counter(one.recipients[0] for one in well.mails) == {DESK: 6, "lead@example.org": 5}
    assert len(ill.mails) == 1


async def reached(met: Callable[[], bool]) -> None:
    """Wait until this is so."""
    async with asyncio.timeout(10):
        while not met():
            await asyncio.sleep(0.02)


async def test_greylisting_is_waited_out(tmp_path: Path) -> None:
    async with mailbox(tmp_path) as box, postroom(tmp_path, mail(box)) as room:
        box.at_recipient[DESK] = "451 4.7.1 greylisted, try again"
        room.queue(1, "mail", DESK)
        await room.run(STEP)
        assert (room.counts()["waiting"], box.mails) == (1, [])

        del box.at_recipient[DESK]
        await room.run(timedelta(minutes=10))

        assert numbers(box) == [0]


async def test_of_five_recipients_one_is_unknown_and_one_busy(tmp_path: Path) -> None:
    people = [f"p{n}@example.org" for n in range(5)]
    async with mailbox(tmp_path) as box, postroom(tmp_path, mail(box, *people)) as room:
        box.at_recipient |= {people[1]: "550 5.1.1 no such user", people[3]: "451 4.2.1 busy"}
        room.queue(1, "mail", *people)
        await room.run(STEP)
        assert sorted(one.recipients[0] for one in box.mails) == [people[0], people[2], people[4]]

        del box.at_recipient[people[3]]
        await room.run(timedelta(minutes=10))

        assert sorted(one.recipients[0] for one in box.mails) == [people[0], people[2], people[3], people[4]]
        assert (room.counts()["dead"], room.counts()["waiting"]) == (1, 0)
        assert len(list((tmp_path / "alerts").glob("*.eml"))) == 1  # the owner hears of the dead one


async def test_a_mail_refused_after_it_was_said_is_dead_and_its_owner_told(tmp_path: Path) -> None:
    async with mailbox(tmp_path) as box, postroom(tmp_path, mail(box)) as room:
        box.at_data = "554 5.7.1 looks like spam"
        room.queue(1, "mail", DESK)
        await room.run(STEP)

        assert room.counts()["dead"] == 1
        (page,) = (tmp_path / "alerts").glob("*.html")
        assert "تعذّر تسليم رسالة إلى" in page.read_text(encoding="utf-8")


async def test_a_wrong_password_is_tried_once_a_minute_and_nothing_dies(tmp_path: Path) -> None:
    async with (
        mailbox(tmp_path) as box,
        postroom(tmp_path, mail(box), {"SMTP_PASSWORD": "the old one"}) as room,
    ):
        room.queue(10, "mail", DESK)
        await room.crew.deliver.drain()
        assert room.tries["mail"] == 1

        await room.run(timedelta(minutes=10))
        assert room.tries["mail"] <= 12
        assert (room.counts()["dead"], box.mails) == (0, [])

        room.crew.live = live_of(room.clock, tmp_path, channels={**FILES, **mail(box)}, secrets=SECRETS)
        await room.run(timedelta(minutes=2))
        assert sorted(numbers(box)) == list(range(10))


async def test_a_line_that_breaks_after_the_mail_costs_at_most_a_second_one_under_the_same_id(tmp_path: Path) -> None:
    async with mailbox(tmp_path) as box, postroom(tmp_path, mail(box)) as room:
        box.drops_after_data = True
        room.queue(1, "mail", DESK)
        await room.run(STEP)
        box.drops_after_data = False
        await room.run(timedelta(minutes=10))

    assert len({str(one.message["Message-ID"]) for one in box.mails}) == 1
    assert len(box.mails) == 2


@pytest.mark.parametrize("trouble", [{"at_sender": "421 4.3.2 busy"}, {"at_data": "451 4.7.1 greylisted"}])
async def test_a_mail_that_nobody_took_says_that_it_comes_late(tmp_path: Path, trouble: Mapping[str, object]) -> None:
    async with mailbox(tmp_path) as box, postroom(tmp_path, mail(box)) as room:
        for name, value in trouble.items():
            setattr(box, name, value)
        room.put("n1", ("mail", DESK))
        await room.run(timedelta(hours=2))
        box.at_sender = box.at_data = None
        await room.run(timedelta(hours=2))

    [late] = box.mails
    assert "تأخّر التنبيه" in late.text


async def test_a_mail_that_may_have_been_taken_stays_as_it_was(tmp_path: Path) -> None:
    async with mailbox(tmp_path) as box, postroom(tmp_path, mail(box)) as room:
        box.drops_after_data = True
        room.put("n1", ("mail", DESK))
        await room.crew.deliver.drain()
        box.drops_after_data, box.at_sender = False, "421 4.3.2 busy"
        await room.run(timedelta(hours=2))
        box.at_sender = None
        await room.run(timedelta(minutes=10))

    first, again = box.mails
    assert first.body == again.body


async def test_a_storm_of_429_pauses_the_channel_and_keeps_the_order(tmp_path: Path) -> None:
    async with slack() as fake, postroom(tmp_path, board(fake)) as room:
        room.crew.live.channels["slack"].pace = timedelta(milliseconds=20)  # type: ignore[misc]
        fake.limit = 20  # posts a minute
        fake.clock = room.clock
        room.queue(60, "slack", "#desk")
        await room.run(timedelta(minutes=10))

    said = [post.payload["metadata"]["event_payload"]["subject"] for post in fake.posts]
    places = [int(subject.split("/")[1][1:]) for subject in said]
    assert sorted(places) == list(range(60))
    assert all(abs(number - place) < 5 for place, number in enumerate(places))
    assert fake.refused <= 12  # three pauses, at most four under way at each; 180 without a pause


@pytest.mark.parametrize("error", ["invalid_auth", "channel_not_found", "is_archived"])
async def test_what_is_the_channel_s_fault_kills_no_message(tmp_path: Path, error: str) -> None:
    async with slack() as fake, postroom(tmp_path, board(fake)) as room:
        fake.next.extend([Answer(body=json.dumps({"ok": False, "error": error}))] * 3)
        room.queue(5, "slack", "#desk")
        await room.run(timedelta(minutes=5))

    assert len(fake.posts) == 5
    assert room.counts()["dead"] == 0


async def test_lost_answers_leave_no_second_post(tmp_path: Path) -> None:
    async with slack() as fake, postroom(tmp_path, board(fake)) as room:
        fake.next.extend([Answer(drop=drop) for drop in ("after", "before", "after")])
        fake.next.append(Answer(status=503))
        room.queue(6, "slack", "#desk")
        await room.run(timedelta(hours=1))

    keys = Counter(post.payload["metadata"]["event_payload"]["key"] for post in fake.posts)
    assert (len(keys), set(keys.values())) == (6, {1})
