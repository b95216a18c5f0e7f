"""The log: one line per event, JSON for machines or plain for people, secrets taken out."""

import json
import logging
import re
import sys
from datetime import UTC, datetime
from typing import Any

_STANDARD = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}
_SECRET = re.compile(r"xox[a-z]-[\w-]+|(?<=hooks\.slack\.com/)[\w/-]+|(?<=://)[^/\s:@]+:[^/\s@]+(?=@)")


def redact(text: str) -> str:
    """The text with tokens, webhook addresses and passwords in addresses taken out.

    >>> redact("https://user:secret@example.org xoxb-1-2")
    'https://…@example.org …'
    """
    return _SECRET.sub("…", text)


def _event(record: logging.LogRecord) -> tuple[str, ...]:
    """Who says what; what a worker says of each item is its own name, and stands once."""
    who, what = record.name.removeprefix("monitor."), record.getMessage()
    return (who,) if who == what else (who, what)


class JsonLines(logging.Formatter):
    """One JSON object a line, whatever the text holds."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": ": ".join(_event(record)),
        }
        line |= {key: value for key, value in record.__dict__.items() if key not in _STANDARD}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return redact(json.dumps(line, ensure_ascii=False, default=str))


class PlainLines(logging.Formatter):
    """time, event and keys on one line, for a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created).astimezone().strftime("%H:%M:%S")
        keys = [f"{k}={v}" for k, v in record.__dict__.items() if k not in _STANDARD and v not in (None, "", [])]
        line = " ".join([at, record.levelname.lower(), *_event(record), *keys])
        if record.exc_info:
            line += " | " + self.formatException(record.exc_info).replace("\n", " | ")
        return redact("".join(c if c.isprintable() else " " for c in line))


_QUIET = ("alembic", "httpx", "httpcore", "apscheduler", "asyncio", "uvicorn", "trafilatura", "htmldate", "mail")


def configure(*, level: str = "INFO", as_json: bool = True) -> None:
    """Send the log to stderr. httpx and its like stay quiet: at INFO they write whole addresses, secrets included."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if as_json else PlainLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in (
        "alembic",
        "httpx",
        "httpcore",
        "apscheduler",
        "asyncio",
        "uvicorn",
        "trafilatura",
        "htmldate",
        "mail",
    ):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
