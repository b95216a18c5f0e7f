"""A recorded entry ↔ a line of JSON."""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from itertools import accumulate

from pydantic import TypeAdapter, ValidationError

from monitor.core.model.recording import RecordedEntry

FORMAT = 1  # of a recording; a later version reads the earlier ones
_ENTRY = TypeAdapter(RecordedEntry)
_HASH = re.compile("[0-9a-f]{64}")


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
    ValueError: 'entry' is missing
    """
    try:
        found = _ENTRY.validate_json(line, strict=True)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        if first["type"].startswith("missing"):
            raise ValueError(f"'{place}' is missing") from error
        what = first["msg"][:1].lower() + first["msg"][1:]
        raise ValueError(f"is not what `monitor record` writes ({f'{place}: ' if place else ''}{what})") from error
    for moment in (found.first_seen, found.read_at, found.entry.published, found.entry.updated):
        if moment is not None and moment.tzinfo is None:
            raise ValueError(f"{moment.isoformat()} names no time zone")
    if found.page is not None and not _HASH.fullmatch(found.page.sha256):
        raise ValueError("page.sha256 is no hash")
    return found


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
