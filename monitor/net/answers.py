"""What an answer, or none, means for those who asked: again later, or not until somebody changes something."""

import re
import ssl
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from monitor.core.errors import PermanentError, TemporaryError, WorkError
from monitor.core.source_state import SourceState
from monitor.net.wire import NoConnection, NoHttp

LONGEST_WAIT = timedelta(hours=24)
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
_LATER = frozenset({408, 425, 429})
_MEANINGS = {
    401: "wants a password",
    403: "does not let us in",
    404: "there is nothing",
    410: "gone for good",
    429: "asks to be asked less often",
    451: "not available for legal reasons",
    503: "out of service",
}


def status_trouble(subject: str, status: int, headers: Mapping[str, str], now: datetime) -> WorkError:
    """The error that a status other than success stands for."""
    meaning = f" ({_MEANINGS[status]})" if status in _MEANINGS else ""
    if "cf-mitigated" in headers:
        meaning = " (a Cloudflare challenge that only a browser can pass)"
    reason = f"answered {status}{meaning}"
    if status in _LATER or status >= 500 or status < 300:
        wait = retry_after(headers.get("retry-after", ""), now)
        return TemporaryError(subject, reason, retry_after=wait, kind=SourceState.SERVER)
    kind = SourceState.GONE if status in (404, 410) else SourceState.BLOCKED
    return PermanentError(subject, reason, kind=kind)


def max_age(headers: Mapping[str, str]) -> timedelta | None:
    """How long an answer says that it stays fresh; None if it does not say, or only zero."""
    found = _MAX_AGE.search(headers.get("cache-control", ""))
    return timedelta(seconds=int(found[1])) if found and int(found[1]) else None


def retry_after(text: str, now: datetime) -> timedelta | None:
    """How long a server wants to be left alone: seconds or a date, at most a day."""
    text = text.strip()
    if text.isascii() and text.isdigit():
        return min(timedelta(seconds=int(text[:9])), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(timedelta(0), min(moment - now, LONGEST_WAIT))


def network_trouble(subject: str, host: str, error: Exception) -> WorkError:
    """The error that a connection which came to nothing stands for: worth trying again, whatever it was."""
    unreached = isinstance(error, NoConnection)
    return TemporaryError(subject, _sentence(host, error), refused=unreached, kind=SourceState.UNREACHABLE)


def _sentence(host: str, error: Exception) -> str:
    cause = _tls_cause(error)
    if cause is not None:
        why = getattr(cause, "verify_message", "") or cause.reason or "no agreement"
        return f"no trustworthy connection to {host}: {str(why).lower().replace('_', ' ')}"
    if isinstance(error, NoConnection):
        text = str(error)
        return text if "cannot be resolved" in text else f"no connection to {host}{_bracketed(text)}"
    if isinstance(error, NoHttp):
        return f"{host} does not answer in HTTP{_bracketed(str(error))}"
    return f"the connection to {host} broke{_bracketed(str(error) or type(error).__name__)}"


def _bracketed(text: str) -> str:
    return f" ({text[:120]})" if text else ""


def _tls_cause(error: BaseException | None) -> ssl.SSLError | None:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return error
        error = error.__cause__ or error.__context__
    return None
