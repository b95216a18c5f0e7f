"""What is read out of Slack's answers: small total functions, since an answer may be anything."""

import json
import re
from collections.abc import Mapping
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from alerts.render.clean import clean_line, cut
from monitor.core.http import HttpAnswer

_SHORTEST, _LONGEST = timedelta(seconds=1), timedelta(hours=1)


def retry_after(headers: Mapping[str, str]) -> timedelta | None:
    """The pause a server asks for, between a second and an hour; None when it does not say so that one can tell.

    >>> retry_after({"Retry-After": "90"}), retry_after({"retry-after": "-1"}), retry_after({"Retry-After": "soon"})
    (datetime.timedelta(seconds=90), datetime.timedelta(seconds=1), None)
    """
    named = {name.lower(): value.strip() for name, value in headers.items()}
    value = named.get("retry-after", "")
    if re.fullmatch(r"[+-]?[0-9]{1,9}(\.[0-9]+)?", value):
        wait = timedelta(seconds=float(value))
    else:
        try:  # a date, measured by the server's own clock
            wait = parsedate_to_datetime(value) - parsedate_to_datetime(named.get("date", ""))
        except (ValueError, TypeError, OverflowError):
            return None
    return min(max(wait, _SHORTEST), _LONGEST)


def object_in(answer: HttpAnswer) -> dict[str, Any]:
    try:
        said = json.loads(answer.body)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def key_of(posted: object) -> object:
    return _payload_of(posted).get("key")


def subject_of(posted: object) -> str:
    return str(_payload_of(posted).get("subject") or "")


def _payload_of(posted: object) -> Mapping[str, Any]:
    metadata = posted.get("metadata") if isinstance(posted, dict) else None
    payload = metadata.get("event_payload") if isinstance(metadata, dict) else None
    return payload if isinstance(payload, dict) else {}


def next_page(said: Mapping[str, Any]) -> str:
    further = said.get("response_metadata")
    return str(further.get("next_cursor") or "") if isinstance(further, dict) else ""


def said_in(answer: HttpAnswer) -> str:
    return cut(clean_line(answer.body[:500].decode("utf-8", "replace")), 200)
