"""Other services through Apprise, against one on the loopback."""

import logging
import sys
from collections.abc import Iterator

import pytest

from alerts.other import SCHEMES, OtherChannel, OtherSettings, make
from monitor.core.errors import PermanentError, TemporaryError
from tests.support.alerts import HOSTILE, spoilt, story
from tests.support.slack import Answer, Slack, slack
from tests.support.surroundings import surroundings


def phone(address: str | None) -> OtherChannel:
    secrets = {"PHONE": address} if address is not None else {}
    return make("phone", OtherSettings(type="other", secret="PHONE"), surroundings(secrets=secrets))


def at(fake: Slack) -> str:
    """A Gotify that answers as our fake does."""
    return f"gotify://{fake.url.removeprefix('http://')}/secret-token"


async def send(channel: OtherChannel) -> str:
    return await channel.send(channel.render(story()), "other", in_doubt=False)


async def test_a_text_arrives() -> None:
    async with slack() as fake:
        fake.otherwise = Answer(status=200, body="{}")
        answer = await send(phone(at(fake)))

    assert "was sent" in answer
    assert [path for _, path in fake.requests] == ["/message"]


@pytest.mark.parametrize("status", [404, 500, 302])
async def test_a_failure_is_temporary_since_nobody_says_why(status: int, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with slack() as fake:
        fake.otherwise = Answer(status=status, headers={"Location": fake.url + "/elsewhere"})
        with pytest.raises(TemporaryError, match="could not be sent") as caught:
            await send(phone(at(fake)))

    assert len(fake.requests) == 1  # no redirect was followed
    assert "secret-token" not in f"{caught.value!r}{caplog.text}"


def test_it_gives_up_after_eight_tries() -> None:
    assert phone(None).tries == 8


@pytest.mark.parametrize(
    ("address", "says"),
    [
        (None, "secret PHONE is not set"),
        ("exec:///bin/sh", "exec:// is not among the services"),
        ("syslog://localhost", "syslog:// is not among"),
        ("json://127.0.0.1/", "json:// is not among"),
        ("file:///etc/passwd", "file:// is not among"),
        ("tgram://a/b, exec://x", "must be one Apprise address"),
        ("secret words", "must be one Apprise address"),
        ("tgram://nothing", "no address that Apprise understands"),
        ("tgram://TOKEN/chat", "no address that Apprise understands"),
        ("discord://TOKEN", "no address that Apprise understands"),
    ],
)
async def test_a_secret_that_cannot_be_used_is_the_channel_s_fault(
    address: str | None, says: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("DEBUG"), pytest.raises(PermanentError, match=says) as caught:
        await send(phone(address))

    assert caught.value.whole
    assert address is None or address not in caplog.text


def test_services_that_touch_this_machine_are_not_allowed() -> None:
    assert not SCHEMES & {
        "exec",
        "syslog",
        "dbus",
        "qt",
        "kde",
        "gnome",
        "glib",
        "macosx",
        "windows",
        "json",
        "form",
        "xml",
    }


@pytest.fixture
def no_apprise() -> Iterator[None]:
    """An installation without the extra."""
    kept = {name: sys.modules.pop(name) for name in list(sys.modules) if name.partition(".")[0] == "apprise"}
    sys.modules["apprise"] = None  # type: ignore[assignment]
    yield
    del sys.modules["apprise"]
    sys.modules.update(kept)


@pytest.mark.usefixtures("no_apprise")
async def test_without_the_extra_the_command_that_installs_it_is_said() -> None:
    with pytest.raises(PermanentError, match=r"pip install 'arabic-news-monitor\[other\]'") as caught:
        await send(phone("tgram://123456789:abcdefghijklmnopqrstuvwxyz012345678/1"))

    assert caught.value.whole


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_text_is_never_too_long(text: str) -> None:
    body = phone(None).render(spoilt(story(), text)).body.decode()

    assert 0 < len(body) <= 3_500
