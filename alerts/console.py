"""The terminal: alerts one can read without any account or key."""

import re
from datetime import timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict

from alerts.channel import Surroundings
from alerts.render.layout import lay_out
from alerts.render.mail import message_key
from alerts.render.text import render_text
from alerts.render.wording import words_of
from monitor.core.errors import TemporaryError
from monitor.core.model.delivery import Alert, Message

_MARK = ("\x1b[1;33m", "\x1b[0m")  # bold and yellow, where it is a terminal
_COLOUR = re.compile("\x1b\\[[0-9;]*m")
_RULE = "─" * 72


class ConsoleSettings(BaseModel):
    """A console channel has nothing to set."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: Literal["console"]


class ConsoleChannel:
    """Writes each alert as one block, in one write."""

    mailboxes = None
    pace = timedelta(0)
    timeout = timedelta(seconds=10)
    gives_up_after = timedelta(hours=48)
    tries = None
    recipients = ("console",)

    def __init__(self, name: str, surroundings: Surroundings) -> None:
        self.name = name
        self._out = surroundings.out
        self._words = words_of(surroundings.wording)

    def render(self, alert: Alert) -> Message:
        """The block, with the marks a terminal shows."""
        block = f"{_RULE}\n{render_text(lay_out(alert, self._words), _MARK)}{_RULE}\n"
        return Message(id=message_key(alert), content_type="text/plain; charset=utf-8", body=block.encode())

    async def send(self, message: Message, recipient: str, *, in_doubt: bool) -> str:
        """Write it out; in doubt, again."""
        block = message.body.decode()
        encoding = self._out.encoding or "utf-8"
        try:
            if not self._out.isatty():
                block = _COLOUR.sub("", block)
            self._out.write(block.encode(encoding, "replace").decode(encoding))
            self._out.flush()
        except (OSError, ValueError) as error:  # ValueError: the stream is closed
            raise TemporaryError(
                self.name, f"cannot write to the console ({type(error).__name__})", pause=True
            ) from error
        return "written"


def make(name: str, settings: ConsoleSettings, surroundings: Surroundings) -> ConsoleChannel:
    """A console channel, ready."""
    return ConsoleChannel(name, surroundings)
