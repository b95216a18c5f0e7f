"""`monitor channels test`: one sentence for each channel, and the others go on."""

import asyncio
from pathlib import Path

import pytest

from tests.support.databases import Databases
from tests.support.desk import run
from tests.support.receiver import KEY, Receiver
from tests.support.slack import Answer, serving

ALERTS = """\
language = "{language}"
timezone = "Asia/Baghdad"

[channel.files]
type = "folder"

[channel.terminal]
type = "console"

[channel.typo]
type = "email"
to = ["desk"]
from = "monitor@example.org"
host = "smtp.example.org"

[channel.no-secret]
type = "slack"
secret = "NOBODY_SET_THIS"
post = "#desk"

[channel.hook]
type = "webhook"
url = "{url}/in"
secret = "HOOK_KEY"
allow_networks = ["127.0.0.1/32"]

[channel.phone]
type = "other"
secret = "PHONE_URL"
"""


@pytest.mark.parametrize(
    ("address", "warning"),
    [
        ("http://192.168.0.9/ping", "ping: this address will not be called: 192.168.0.9 is in 192.168.0.0/16"),
        ("hc-ping.com/17", "ping: the secret DEAD_MAN holds no address that begins with https://"),
        ("", "ping: the secret DEAD_MAN is not set"),
        ("https://hc-ping.com/17", ""),
    ],
)
def test_check_says_that_a_sign_of_life_will_not_be_heard(
    tmp_path: Path, databases: Databases, address: str, warning: str
) -> None:
    run("init", str(tmp_path), database=databases.url("sqlite"))
    file = tmp_path / "alerts.toml"
    file.write_text(f'ping = "DEAD_MAN"\n{file.read_text(encoding="utf-8")}', encoding="utf-8")

    done = run("check", "--config", str(tmp_path), database=databases.url("sqlite"), DEAD_MAN=address)

    assert done.returncode == 0
    assert warning in done.stderr and (bool(warning) == ("warning" in done.stderr))


@pytest.mark.parametrize("language", ["ar", "en"])
async def test_each_channel_says_how_it_went(tmp_path: Path, databases: Databases, language: str) -> None:
    async with serving(Receiver()) as fake:
        (tmp_path / "alerts.toml").write_text(ALERTS.format(url=fake.url, language=language), encoding="utf-8")
        fake.next.append(Answer(status=301, headers={"Location": "https://elsewhere.example/"}))
        done = await asyncio.to_thread(
            run,
            "channels",
            "test",
            "--config",
            str(tmp_path),
            database=databases.url("sqlite"),
            HOOK_KEY=KEY,
            PHONE_URL="exec:///bin/true",
        )

    said = done.stdout
    assert done.returncode == 2, done.stderr
    assert "FAILED: alerts.toml:12:7: \"to\": 'desk' is no e-mail address" in said
    assert "no-secret → #desk: FAILED: no-secret: secret NOBODY_SET_THIS is not set" in said
    assert "hook → 127.0.0.1: FAILED: hook: the receiver redirects (301) to https://elsewhere.example/" in said
    assert "phone → other: FAILED: phone: exec:// is not among" in said
    assert "files → folder: sent:" in said
    assert "terminal → console: sent: written" in said
    assert ("قصة تجريبية" if language == "ar" else "A story to test with") in said
    assert "Traceback" not in done.stderr


def test_a_channel_that_is_not_there_is_guessed(tmp_path: Path, databases: Databases) -> None:
    (tmp_path / "alerts.toml").write_text('[channel.files]\ntype = "folder"\n', encoding="utf-8")
    done = run("channels", "test", "file", "--config", str(tmp_path), database=databases.url("sqlite"))

    assert done.returncode == 2
    assert 'no channel is called "file"' in done.stderr
    assert "files" in done.stderr
