"""Addresses that only we can have written: what a reader may do by opening a link in a message.

A link carries what it is for and until when, and a MAC (HMAC-SHA256, cut to 128 bits) over that. Without the key nobody
can make one for another story, another reader or another time.
"""

import base64
import binascii
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

_MAC = 16  # bytes


class Action(StrEnum):
    """What a link is for; the first part of its address."""

    STORY = "stories"
    ACKNOWLEDGE = "acknowledge"
    MUTE = "mute"
    UNSUBSCRIBE = "unsubscribe"


class BadLink(StrEnum):
    """Why a link is not obeyed."""

    FORGED = "forged"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """What the reader of one message may do."""

    action: Action
    subject: str  # key of the story; unsubscribe: nothing
    channel: str
    recipient: str
    routes: tuple[str, ...]
    until: datetime


def sign(key: bytes, permit: Permit) -> str:
    """The permit as a word for an address, of letters, digits, dot, hyphen and underscore."""
    until = int(permit.until.timestamp())
    said = [permit.action, permit.subject, permit.channel, permit.recipient, list(permit.routes), until]
    body = _word(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))
    return f"{body}.{_word(_mac(key, body))}"


def permitted(key: bytes, token: str, action: Action, now: datetime) -> Permit | BadLink:
    """What a word from an address permits; whatever stands there, it raises nothing."""
    body, _, mac = token.partition(".")
    try:
        if not hmac.compare_digest(_mac(key, body), _bytes(mac)):
            return BadLink.FORGED
        word, subject, channel, recipient, routes, until = json.loads(_bytes(body))
    except (ValueError, binascii.Error):
        return BadLink.FORGED
    ends = datetime.fromtimestamp(until, UTC)
    if word != action:
        return BadLink.FORGED
    if ends < now:
        return BadLink.EXPIRED
    return Permit(
        action=action, subject=subject, channel=channel, recipient=recipient, routes=tuple(routes), until=ends
    )


def _mac(key: bytes, body: str) -> bytes:
    return hmac.new(key, body.encode("utf-8", "surrogatepass"), hashlib.sha256).digest()[:_MAC]


def _word(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode("ascii").rstrip("=")


def _bytes(word: str) -> bytes:
    return base64.urlsafe_b64decode(word.encode("ascii") + b"=" * (-len(word) % 4))
