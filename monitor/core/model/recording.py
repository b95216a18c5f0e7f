"""record and replay: a day as it came in."""

from dataclasses import dataclass
from datetime import datetime

from monitor.core.model.feed import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedPage:
    """A page that was kept; its body lies beside, under the name of its hash."""

    url: str  # after redirects
    content_type: str
    sha256: str  # of the body, hexadecimal


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedEntry:
    """An entry of a feed with the page behind it, as they came in."""

    source: str
    entry: Entry
    first_seen: datetime
    read_at: datetime  # when its article was read
    page: RecordedPage | None = None  # None: there was none, or it is not kept any more
