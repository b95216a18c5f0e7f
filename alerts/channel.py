"""What a channel is, and what it is handed: nothing here knows any channel by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol, TextIO

from monitor.core.errors import PermanentError
from monitor.core.http import HttpAnswer
from monitor.core.model.delivery import Alert, Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How alerts are worded."""

    language: str = "ar"  # or "en"
    timezone: str = "UTC"
    digits: str = "western"  # or "arabic"
    country: str | None = None  # ISO 3166-1 alpha-2; decides the names of months, else the time zone does


class HttpDoor(Protocol):
    """The guarded way to the web: never follows redirects; trouble on the way is a WorkError about `subject`."""

    async def post(
        self,
        url: str,
        *,
        subject: str,
        headers: Mapping[str, str],
        content: bytes,
        allow_networks: tuple[str, ...] = (),
    ) -> HttpAnswer:
        """Send `content`, give back the answer, whatever its status."""
        ...

    async def get(
        self, url: str, *, subject: str, headers: Mapping[str, str], allow_networks: tuple[str, ...] = ()
    ) -> HttpAnswer:
        """Ask, give back the answer, whatever its status."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a channel is handed."""

    wording: Wording
    http: HttpDoor
    folder: Path  # where a folder channel writes when its path is relative
    secret: Callable[[str], str | None]  # value of a named secret
    out: TextIO  # the terminal of a console channel
    clock: Callable[[], datetime]  # now, aware


def needed_secret(channel: str, name: str, secret: Callable[[str], str | None]) -> str:
    """The value of a secret that a channel cannot do without; PermanentError says which one is not set."""
    value = secret(name) or ""
    if not value.strip():
        reason = f"secret {name} is not set: set it in the environment, or {name}_FILE"
        raise PermanentError(channel, reason, whole=True)
    return value


class Channel(Protocol):
    """A configured way to people."""

    @property
    def name(self) -> str:
        """As the operator calls it."""
        ...

    @property
    def recipients(self) -> tuple[str, ...]:
        """Each gets its own message and its own delivery."""
        ...

    @property
    def mailboxes(self) -> str | None:
        """Where its recipients are at home, such as "email"; None: nowhere but in this channel.

        Two channels with the same home reach one person under one name.
        """
        ...

    @property
    def pace(self) -> timedelta:
        """Least time between two sends."""
        ...

    @property
    def timeout(self) -> timedelta:
        """Bound on one send."""
        ...

    @property
    def gives_up_after(self) -> timedelta:
        """How long a message is tried before it is dead."""
        ...

    @property
    def tries(self) -> int | None:
        """How often a message is tried before it is dead; None: as often as that time allows."""
        ...

    def render(self, alert: Alert) -> Message:
        """The alert as this channel sends it: the same bytes for the same alert."""
        ...

    async def send(self, message: Message, recipient: str, *, in_doubt: bool) -> str:
        """Try once; give back what the far end said, or raise TemporaryError or PermanentError.

        `in_doubt`: an earlier try was cut off and may have gone out.
        """
        ...
