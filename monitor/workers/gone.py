"""Channels that have had something to send, and are no longer in alerts.toml."""

from monitor.workers.live import Live
from storage import outbox
from storage.database import Database


def gone_channels(db: Database, live: Live) -> list[str]:
    """What waits for them would wait for ever, and nobody would know.

    One that is broken is left out until it is put right; while anything is broken, nothing counts as gone.
    """
    if live.config.broken:
        return []
    return [name for name in outbox.channels_of(db) if name not in live.channels]
