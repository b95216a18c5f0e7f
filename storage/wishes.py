"""What readers asked for by a link: mutes, acknowledgements, unsubscriptions; and the key that signs the links."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import col, select

from monitor.core.model.route import Mute
from monitor.core.model.story import Wishes
from storage.claims import NOW
from storage.database import Database
from storage.dialect import insert_new, upsert
from storage.rows import digest, stored
from storage.tables import AcknowledgementRow, MuteRow, SettingRow, UnsubscribedRow

_LINK_KEY = "link key"

# asked several times a second: built once
_MUTES = select(MuteRow).where(col(MuteRow.until) > NOW)
_UNSUBSCRIBED = select(UnsubscribedRow)


def wishes(db: Database, now: datetime) -> Wishes:
    """All that hold at this moment."""
    with db.reading() as session:
        mutes = session.exec(_MUTES, params={"now": now})
        left = session.exec(_UNSUBSCRIBED)
        return Wishes(
            mutes=tuple(Mute(until=row.until, why=row.why, by=row.by, story=row.story) for row in mutes),
            unsubscribed=frozenset((row.route, row.channel, row.recipient) for row in left),
        )


def acknowledge(db: Database, story: str, by: str, now: datetime) -> bool:
    """Note that somebody has seen a story; False: somebody had before."""
    values = {"story": story, "by": stored(by), "at": now}
    with db.transaction() as session:
        return bool(insert_new(session, AcknowledgementRow, [values], unique="story"))


def acknowledged_by(db: Database, story: str) -> tuple[str, datetime] | None:
    """Who has seen a story first, and when."""
    with db.reading() as session:
        row = session.get(AcknowledgementRow, story)
        return (row.by, row.at) if row is not None else None


def mute_story(db: Database, mute: Mute, now: datetime) -> None:
    """Keep a story from being told until the mute ends; the last word counts."""
    values = {"story": mute.story, "until": mute.until, "why": stored(mute.why), "by": stored(mute.by), "at": now}
    with db.transaction() as session:
        upsert(session, MuteRow, values, key="story")


def unmute_story(db: Database, story: str) -> bool:
    """End a mute made by a link; False: there was none."""
    with db.transaction() as session:
        gone = session.connection().execute(delete(MuteRow).where(col(MuteRow.story) == story))
        return bool(gone.rowcount)


def unsubscribe(db: Database, routes: Sequence[str], who: Sequence[tuple[str, str]], now: datetime) -> int:
    """Tell these (channel, recipient) nothing more by these routes; returns how many were new."""
    rows = [
        {
            "key": _key(route, channel, recipient),
            "route": stored(route),
            "channel": stored(channel),
            "recipient": stored(recipient),
            "at": now,
        }
        for route in routes
        for channel, recipient in who
    ]
    with db.transaction() as session:
        return len(insert_new(session, UnsubscribedRow, rows, unique="key"))


def subscribe_again(db: Database, routes: Sequence[str], who: Sequence[tuple[str, str]]) -> int:
    """Take an unsubscription back; returns how many there were."""
    theirs = col(UnsubscribedRow.key).in_([_key(route, *one) for route in routes for one in who])
    with db.transaction() as session:
        return int(session.connection().execute(delete(UnsubscribedRow).where(theirs)).rowcount)


def _key(route: str, channel: str, recipient: str) -> str:
    return digest(f"{route}|{channel}|{recipient}")


def link_key(db: Database) -> bytes:
    """The key that signs links, made when it is first asked for; all who share the database share it."""
    with db.reading() as session:
        row = session.get(SettingRow, _LINK_KEY)
    if row is None:
        fresh = {"name": _LINK_KEY, "value": secrets.token_hex(32)}
        with db.transaction() as session:
            insert_new(session, SettingRow, [fresh], unique="name")
            row = session.get(SettingRow, _LINK_KEY)
    if row is None:
        raise AssertionError("the key was inserted in this transaction or stood there before")
    return bytes.fromhex(row.value)


def prune(db: Database, now: datetime) -> int:
    """Forget mutes that have ended; returns how many."""
    with db.transaction() as session:
        return int(session.connection().execute(delete(MuteRow).where(col(MuteRow.until) <= now)).rowcount)
