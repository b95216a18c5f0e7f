"""A recorded entry ↔ a line of JSON."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from itertools import accumulate
from typing import Any

from monitor.core.model.feed import Entry
from monitor.core.model.recording import RecordedEntry, RecordedPage

FORMAT = 1  # of a recording; a later version reads the earlier ones
_MOMENTS = ("published", "updated")


def recorded_line(recorded: RecordedEntry) -> str:
    """One line without its end; the same entry gives the same bytes."""
    entry = {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in asdict(recorded.entry).items()
        if value not in (None, "", ())
    }
    page = asdict(recorded.page) if recorded.page is not None else None
    moments = {"first_seen": recorded.first_seen.isoformat(), "read_at": recorded.read_at.isoformat()}
    return json.dumps({"source": recorded.source, **moments, "entry": entry, "page": page}, ensure_ascii=False)


def parse_recorded(line: str) -> RecordedEntry:
    """The entry of a line; raises ValueError, saying in a few words what is wrong with it.

    >>> parse_recorded('{"source": "nahr"}')
    Traceback (most recent call last):
        ...
    ValueError: 'first_seen' is missing
    """
    try:
        found = json.loads(line)
        return RecordedEntry(
            source=str(found["source"]),
            first_seen=_moment(found["first_seen"]),
            read_at=_moment(found["read_at"]),
            entry=_entry(found["entry"]),
            page=RecordedPage(**found["page"]) if found["page"] is not None else None,
        )
    except KeyError as error:
        raise ValueError(f"{error} is missing") from error
    except (TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"is not what `monitor record` writes ({error})") from error


def reading_times(seen_and_read: Sequence[tuple[datetime, datetime]]) -> list[datetime]:
    """When each article is read in a replay, rising: (first seen, page read) of articles in the order they were stored.

    That order is kept whatever the times say: a slow page began earlier than those stored before it, and a page that
    came after its article had been made of the feed's words belongs where the article was stored.

    >>> at = [datetime(2026, 11, 24, 8, minute) for minute in range(10)]
    >>> [time.minute for time in reading_times([(at[0], at[2]), (at[0], at[9]), (at[3], at[4]), (at[4], at[5])])]
    [2, 4, 4, 5]
    """
    latest = list(accumulate((read for _, read in reversed(seen_and_read)), min))[::-1]
    return list(accumulate(map(max, latest, (seen for seen, _ in seen_and_read)), max))


def _entry(written: dict[str, Any]) -> Entry:
    moments = {name: _moment(written[name]) for name in _MOMENTS if name in written}
    return Entry(**{**written, **moments, "tags": tuple(written.get("tags", ()))})


def _moment(written: str) -> datetime:
    moment = datetime.fromisoformat(written)
    if moment.tzinfo is None:
        raise ValueError(f"{written} names no time zone")
    return moment
