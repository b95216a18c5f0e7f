"""What a channel is handed in a test."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO

from alerts.channel import HttpDoor, Surroundings, Wording
from tests.support.clock import VirtualClock
from tests.support.slack import PlainDoor

BAGHDAD = Wording(timezone="Asia/Baghdad")


def surroundings(
    folder: Path = Path("unused"),
    *,
    secrets: Mapping[str, str] | None = None,
    wording: Wording = BAGHDAD,
    http: HttpDoor | None = None,
    out: TextIO | None = None,
) -> Surroundings:
    """Everything harmless unless given."""
    return Surroundings(
        wording=wording,
        http=http or PlainDoor(),
        folder=folder,
        secret=(secrets or {}).get,
        out=out or io.StringIO(),
        clock=VirtualClock(),
    )
