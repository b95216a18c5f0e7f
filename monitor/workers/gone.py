"""Channels that have had something to send, and that nothing is sent over now."""

from monitor.workers.live import Live
from storage import outbox
from storage.database import Database


def away_channels(db: Database, live: Live) -> list[str]:
    """Those that are not in use: they have gone, have another name now, or are left out for a mistake."""
    return [name for name in outbox.channels_of(db) if name not in live.channels]


def gone_channels(live: Live, away: list[str]) -> list[str]:
    """Those of them that are no longer in alerts.toml: what waits for one would wait for ever, and nobody would know.

    A broken one is left out until it is put right. Until then nothing counts as gone: it may be what one is called now.
    """
    return [] if live.config.left_out else away
