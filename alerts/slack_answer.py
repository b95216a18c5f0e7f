"""What is read out of Slack's answers: small total functions, since an answer may be anything."""

import json
from collections.abc import Mapping
from typing import Any

from alerts.render.clean import clean_line, cut
from monitor.core.http import HttpAnswer


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
