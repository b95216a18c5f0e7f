"""The channels that need no keys: a folder of mails, and the terminal."""

import io
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from alerts import console, folder
from monitor.core.errors import TemporaryError
from tests.support.alerts import notice, story, told
from tests.support.lint import mail_problems
from tests.support.surroundings import surroundings


class Terminal(io.StringIO):
    """Counts the writes."""

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__()
        self.is_terminal = is_terminal
        self.writes = 0

    def isatty(self) -> bool:
        return self.is_terminal

    def write(self, text: str) -> int:
        self.writes += 1
        return super().write(text)


def in_folder(path: Path) -> folder.FolderChannel:
    return folder.make("files", folder.FolderSettings(type="folder"), surroundings(path))


def on_terminal(out: io.TextIOBase) -> console.ConsoleChannel:
    settings = console.ConsoleSettings(type="console")
    return console.make("screen", settings, surroundings(out=out))  # type: ignore[arg-type]


async def test_a_folder_holds_the_mail_and_its_page(tmp_path: Path) -> None:
    channel = in_folder(tmp_path)
    message = channel.render(story(recipient="folder"))
    name = await channel.send(message, "folder", in_doubt=False)

    page, mail = sorted((tmp_path / "alerts").iterdir(), key=lambda path: path.suffix, reverse=True)
    assert name == mail.name == f"20261122T061400Z-{message.id[:16]}.eml"
    assert mail.read_bytes() == message.body
    assert mail_problems(message.body) == []
    html = message_from_bytes(message.body, policy=policy.SMTP).get_body(("html",))  # type: ignore[attr-defined]
    assert page.read_bytes().decode() == html.get_content()


async def test_a_message_is_kept_once(tmp_path: Path) -> None:
    channel = in_folder(tmp_path)
    message = channel.render(story())
    await channel.send(message, "folder", in_doubt=False)
    answer = await channel.send(message, "folder", in_doubt=True)

    assert "there already" in answer
    assert len(list((tmp_path / "alerts").iterdir())) == 2


async def test_names_come_from_time_and_id_only(tmp_path: Path) -> None:
    channel = in_folder(tmp_path)
    alert = story(told(title="../../etc/passwd\x00", url="file:///etc/passwd"), subject="../../x")
    await channel.send(channel.render(alert), "folder", in_doubt=False)

    assert [path.name for path in tmp_path.iterdir()] == ["alerts"]
    assert all(path.stem.startswith("20261122T061400Z-") for path in (tmp_path / "alerts").iterdir())


async def test_a_folder_that_cannot_be_written_is_tried_later(tmp_path: Path) -> None:
    (tmp_path / "alerts").write_text("in the way")
    channel = in_folder(tmp_path)

    with pytest.raises(TemporaryError, match="cannot write") as caught:
        await channel.send(channel.render(story()), "folder", in_doubt=False)
    assert caught.value.pause


async def test_an_alert_is_one_write_without_colour_where_no_terminal_is() -> None:
    out = Terminal(is_terminal=False)
    channel = on_terminal(out)
    await channel.send(channel.render(story()), "console", in_doubt=False)

    assert out.writes == 1
    assert "\x1b" not in out.getvalue()
    arabic = [line for line in out.getvalue().splitlines() if any("\u0621" <= letter <= "\u064a" for letter in line)]
    assert len(arabic) > 10
    assert all(line.startswith("\u200f") for line in arabic)


async def test_a_terminal_shows_what_matched() -> None:
    out = Terminal(is_terminal=True)
    channel = on_terminal(out)
    await channel.send(channel.render(story()), "console", in_doubt=False)

    assert "\x1b[1;33mلجنة الممرات\x1b[0m" in out.getvalue()


async def test_foreign_text_cannot_steer_a_terminal() -> None:
    out = Terminal(is_terminal=True)
    channel = on_terminal(out)
    alert = story(told(title="\x1b]0;owned\x07\x1b[2J\u202eخبر", text="a\x9b31mb", terms=()), routes=("\x1b[2J",))
    await channel.send(channel.render(alert), "console", in_doubt=False)

    assert "\x1b" not in out.getvalue().replace("\x1b[1;33m", "").replace("\x1b[0m", "")
    assert not set("\x07\x9b\u202e") & set(out.getvalue())


async def test_a_terminal_without_arabic_still_shows_something() -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    channel = on_terminal(out)
    await channel.send(channel.render(notice()), "console", in_doubt=False)
    out.seek(0)

    assert "monitor sources doctor" in out.read()


async def test_a_closed_terminal_is_tried_later() -> None:
    out = io.StringIO()
    channel = on_terminal(out)
    out.close()

    with pytest.raises(TemporaryError, match="console"):
        await channel.send(channel.render(notice()), "console", in_doubt=False)
