"""A folder of mails: what a mail channel would send, as files one can open."""

import asyncio
import os
from datetime import UTC, timedelta
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from alerts.channel import Surroundings
from alerts.render.mail import parts_of, render_mail
from alerts.render.wording import words_of
from monitor.core.errors import TemporaryError
from monitor.core.model.delivery import Alert, Message

_SENDER = "monitor@folder.invalid"  # .invalid never exists: RFC 2606
_TO = "alerts@folder.invalid"


class FolderSettings(BaseModel):
    """Where the files go; a relative path lies in the folder the daemon gives."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: Literal["folder"]
    path: str = Field(default="alerts", min_length=1)


class FolderChannel:
    """Writes each alert as `<time>-<id>.eml` and `.html`: names never come from content."""

    mailboxes = None
    pace = timedelta(0)
    timeout = timedelta(seconds=30)
    gives_up_after = timedelta(hours=48)
    tries = None
    recipients = ("folder",)

    def __init__(self, name: str, settings: FolderSettings, surroundings: Surroundings) -> None:
        self.name = name
        self._folder = surroundings.folder / settings.path
        self._words = words_of(surroundings.wording)

    def render(self, alert: Alert) -> Message:
        """The mail, whole."""
        return render_mail(alert, self._words, sender=_SENDER, recipient=_TO)

    async def send(self, message: Message, recipient: str, *, in_doubt: bool) -> str:
        """Write both files; a message that lies there already is not written twice."""
        try:
            return await asyncio.to_thread(_keep, self._folder, message)
        except OSError as error:
            reason = f"cannot write to {self._folder} ({error.strerror or type(error).__name__})"
            raise TemporaryError(self.name, reason, pause=True, refused=True) from error


def _keep(folder: Path, message: Message) -> str:
    short = message.id.partition("@")[0][:16]
    folder.mkdir(parents=True, exist_ok=True)
    for kept in folder.glob(f"*-{short}.eml"):
        return f"{kept.name} (there already)"
    date, html = parts_of(message.body)
    stem = f"{date.astimezone(UTC):%Y%m%dT%H%M%SZ}-{short}"
    _write(folder / f"{stem}.html", html.encode())
    _write(folder / f"{stem}.eml", message.body)  # last: its being there says that all of it is there
    return f"{stem}.eml"


def _write(path: Path, content: bytes) -> None:
    """All of it or nothing, also when the machine stops."""
    beginning = path.with_name(f".{path.name}.part")
    with beginning.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beginning.replace(path)


def make(name: str, settings: FolderSettings, surroundings: Surroundings) -> FolderChannel:
    """A folder channel, ready."""
    return FolderChannel(name, settings, surroundings)
