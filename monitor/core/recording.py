"""A recorded entry ↔ a line of JSON."""

import json
from dataclasses import asdict
from datetime import datetime
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


def _entry(written: dict[str, Any]) -> Entry:
    moments = {name: _moment(written[name]) for name in _MOMENTS if name in written}
    return Entry(**{**written, **moments, "tags": tuple(written.get("tags", ()))})


def _moment(written: str) -> datetime:
    moment = datetime.fromisoformat(written)
    if moment.tzinfo is None:
        raise ValueError(f"{written} names no time zone")
    return moment
