"""Mail, sent to a real server on the loopback."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from alerts.email import EmailChannel, EmailSettings, make
from monitor.core.errors import PermanentError, TemporaryError
from tests.support.alerts import NOW, story
from tests.support.lint import mail_problems
from tests.support.mailbox import PASSWORD, USER, Mailbox, mailbox
from tests.support.surroundings import surroundings

DESK = "desk@example.org"


def channel(box: Mailbox, *, password: str | None = PASSWORD, **changes: object) -> EmailChannel:
    values: dict[str, object] = {
        "type": "email",
        "to": ["desk@example.org", "lead@example.org"],
        "from": "monitor@example.org",
        "host": box.host,
        "port": box.port,
        "user": USER,
        "secret": "SMTP_PASSWORD",
        "ca_file": str(box.ca_file),
    }
    secrets = {"SMTP_PASSWORD": password} if password is not None else {}
    return make("desk", EmailSettings.model_validate({**values, **changes}), surroundings(secrets=secrets))


async def send(email: EmailChannel, recipient: str = DESK) -> str:
    return await email.send(email.render(story(recipient=recipient)), recipient, in_doubt=False)


@pytest.mark.parametrize("tls", ["starttls", "tls"])
async def test_a_mail_arrives_encrypted_and_logged_in(tmp_path: Path, tls: str) -> None:
    async with mailbox(tmp_path, tls=tls) as box:
        answer = await send(channel(box, tls=tls))

    (mail,) = box.mails
    assert mail.recipients == (DESK,)
    assert mail.user == USER
    assert mail.tls
    assert "queued as 1" in answer
    assert mail_problems(mail.body) == []
    assert "لجنة الممرات" in mail.text
    assert "لجنة الممرات" in mail.html


async def test_each_recipient_has_a_mail_of_their_own(tmp_path: Path) -> None:
    async with mailbox(tmp_path) as box:
        email = channel(box)
        for recipient in email.recipients:
            await send(email, recipient)

    assert [mail.recipients for mail in box.mails] == [(DESK,), ("lead@example.org",)]
    assert len({mail.message["Message-ID"] for mail in box.mails}) == 2


async def test_a_second_try_has_the_same_bytes(tmp_path: Path) -> None:
    async with mailbox(tmp_path) as box:
        email = channel(box)
        await send(email)
        await send(email)

    assert box.mails[0].body == box.mails[1].body


@pytest.mark.parametrize(
    ("answer", "kind"), [("451 4.7.1 greylisted", TemporaryError), ("550 5.1.1 no such user", PermanentError)]
)
async def test_a_refused_recipient_is_that_mail_s_trouble_only(tmp_path: Path, answer: str, kind: type) -> None:
    async with mailbox(tmp_path) as box:
        box.at_recipient[DESK] = answer
        email = channel(box)
        with pytest.raises(kind) as caught:
            await send(email)
        await send(email, "lead@example.org")

    assert answer[:3] in str(caught.value)
    assert not getattr(caught.value, "whole", False)
    assert not getattr(caught.value, "pause", False)
    assert len(box.mails) == 1


@pytest.mark.parametrize(("answer", "kind"), [("451 later", TemporaryError), ("554 5.7.1 spam", PermanentError)])
async def test_an_answer_after_the_mail_counts(tmp_path: Path, answer: str, kind: type) -> None:
    async with mailbox(tmp_path) as box:
        box.at_data = answer
        with pytest.raises(kind, match=answer):
            await send(channel(box))


async def test_a_mail_that_is_too_big_goes_as_text(tmp_path: Path) -> None:
    async with mailbox(tmp_path) as box:
        box.biggest = 20_000
        answer = await send(channel(box))

    (mail,) = box.mails
    assert "text only" in answer
    assert mail.html == ""
    assert mail.message.get_content_type() == "text/plain"
    assert mail.message["Subject"].startswith("[أولوية عالية] «لجنة الممرات»")
    assert "فتح" not in mail.text
    assert "وذكر البيان" in mail.text


async def test_a_wrong_password_is_the_channel_s_fault(tmp_path: Path) -> None:
    async with mailbox(tmp_path) as box:
        with pytest.raises(PermanentError) as caught:
            await send(channel(box, password="wrong-password"))

    assert caught.value.whole
    assert "535" in str(caught.value)
    assert "wrong-password" not in repr(caught.value)


async def test_without_its_secret_a_channel_says_so_when_it_sends(tmp_path: Path) -> None:
    async with mailbox(tmp_path) as box:
        with pytest.raises(PermanentError, match="secret SMTP_PASSWORD is not set") as caught:
            await send(channel(box, password=None))

    assert caught.value.whole
    assert box.sessions == 0


async def test_nothing_is_said_to_a_server_without_tls(tmp_path: Path) -> None:
    async with mailbox(tmp_path, tls="none") as box:
        with pytest.raises(PermanentError, match="STARTTLS") as caught:
            await send(channel(box))

    assert caught.value.whole
    assert (box.mails, box.logins, box.begun) == ([], [], 0)


@pytest.mark.parametrize("tls", ["starttls", "tls"])
@pytest.mark.parametrize("flaw", ["unknown authority", "wrong name", "expired"])
async def test_nothing_is_said_to_a_server_that_cannot_prove_who_it_is(tmp_path: Path, tls: str, flaw: str) -> None:
    names = ("elsewhere.example",) if flaw == "wrong name" else ("127.0.0.1",)
    async with mailbox(tmp_path, tls=tls, names=names, expired=flaw == "expired") as box:
        ca_file = None if flaw == "unknown authority" else str(box.ca_file)
        with pytest.raises(PermanentError, match="is not who it says") as caught:
            await send(channel(box, tls=tls, ca_file=ca_file))

    assert caught.value.whole
    assert (box.mails, box.logins, box.begun) == ([], [], 0)


async def test_a_server_that_is_away_gets_it_later(tmp_path: Path) -> None:
    async with mailbox(tmp_path) as box:
        email = channel(box)
    with pytest.raises(TemporaryError, match="refused; is the mail server running") as caught:
        await send(email)

    assert caught.value.pause


async def test_a_server_that_hangs_is_left_after_the_bound(tmp_path: Path) -> None:
    async with mailbox(tmp_path) as box:
        box.hangs = True
        email = channel(box)
        email.timeout = timedelta(seconds=0.5)
        async with asyncio.timeout(3):
            with pytest.raises(TemporaryError, match="did not answer in time"):
                await send(email)


async def test_a_line_that_breaks_after_the_mail_is_tried_again_under_the_same_id(tmp_path: Path) -> None:
    async with mailbox(tmp_path) as box:
        email = channel(box)
        message = email.render(story())
        box.drops_after_data = True
        with pytest.raises(TemporaryError):
            await email.send(message, DESK, in_doubt=False)
        box.drops_after_data = False
        await email.send(message, DESK, in_doubt=True)

    assert [mail.message["Message-ID"] for mail in box.mails] == [f"<{message.id}>"] * 2


async def test_a_refused_sender_is_the_channel_s_fault(tmp_path: Path) -> None:
    async with mailbox(tmp_path) as box:
        box.at_sender = "550 5.7.1 not yours"
        with pytest.raises(PermanentError, match="not yours") as caught:
            await send(channel(box))

    assert caught.value.whole


async def test_an_authority_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    async with mailbox(tmp_path) as box:
        with pytest.raises(PermanentError, match="ca_file") as caught:
            await send(channel(box, ca_file=str(tmp_path / "missing.pem")))

    assert caught.value.whole


def test_mail_gives_up_after_five_days(tmp_path: Path) -> None:
    email = channel(Mailbox(ca_file=tmp_path, port=587))

    assert email.gives_up_after == timedelta(days=5)
    assert email.render(story()).id == email.render(story(at=NOW + timedelta(hours=2))).id
