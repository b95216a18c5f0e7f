"""Hubs that say when a feed has news: W3C WebSub, the subscriber's part. Pure.

A feed names a hub and its own address there, the topic. We ask the hub to tell us; it asks back at our callback whether
we meant it, grants a lease, and from then on sends each change, signed with the secret that we gave it. What is sent
is taken as a bell, not as news: the feed itself is asked, as always, and says what is new.
"""

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlencode

from monitor.core.errors import WorkError
from monitor.core.model.hub import Subscription
from monitor.core.plain import inert

LEASE = timedelta(days=10)  # asked for; hubs grant what they like
SHORTEST_LEASE, LONGEST_LEASE = timedelta(minutes=10), timedelta(days=90)  # that we believe
LONGEST_PAUSE = timedelta(hours=24)  # between two requests to a hub that does not subscribe us
LONGEST_CHALLENGE = 2_000  # characters
_FIRST_PAUSE = timedelta(minutes=30)
_RENEW = 0.8  # of a lease
_METHODS = ("sha1", "sha256", "sha384", "sha512")  # WebSub, 8: those that a hub may sign with
_SIGNATURE = re.compile(r"(sha\d+)=([0-9a-fA-F]{40,128})")


def token_of(key: bytes, hub: str, topic: str) -> str:
    """The secret part of the callback for one topic at one hub; `key` is this installation's own."""
    said = "\n".join(("callback", hub, topic)).encode("utf-8", "surrogatepass")
    return hmac.new(key, said, hashlib.sha256).hexdigest()[:40]


def secret_of(key: bytes, token: str) -> str:
    """What the hub signs with: made anew from the key whenever it is needed, so that it is stored nowhere."""
    return hmac.new(key, f"hub secret\n{token}".encode(), hashlib.sha256).hexdigest()


def request_form(subscription: Subscription, *, callback: str, secret: str) -> bytes:
    """The body of the request to the hub, as a form (WebSub, 5.1)."""
    fields = {
        "hub.mode": "subscribe",
        "hub.topic": subscription.topic,
        "hub.callback": callback,
        "hub.lease_seconds": str(int(LEASE.total_seconds())),
        "hub.secret": secret,
    }
    return urlencode(fields).encode("ascii")


def after_request(before: Subscription, now: datetime) -> Subscription:
    """The hub took the request; until it has asked back it counts as one that led to nothing."""
    return replace(before, ask_at=now + _pause(before.failures), failures=before.failures + 1, error=None)


def after_refusal(before: Subscription, now: datetime, error: WorkError) -> Subscription:
    """The hub could not be asked, or refused: once more, later each time. Polling goes on meanwhile."""
    asked = getattr(error, "retry_after", None) or timedelta(0)
    pause = max(_pause(before.failures), min(asked, LONGEST_PAUSE))
    return replace(before, ask_at=now + pause, failures=before.failures + 1, error=error.reason)


def after_question(before: Subscription, asked: Mapping[str, str], now: datetime) -> Subscription | None:
    """The hub asked back (WebSub, 5.3) or denied (5.2); None: it asked for something that we did not want.

    `asked`: the fields of its query.
    """
    if asked.get("hub.topic") != before.topic:
        return None
    if asked.get("hub.mode") == "denied":
        said = inert(" ".join(asked.get("hub.reason", "").split()))[:200]
        reason = f"the hub denied: {said or 'no reason given'}"
        return replace(before, ask_at=now + LONGEST_PAUSE, until=None, error=reason)
    if asked.get("hub.mode") != "subscribe" or not 0 < len(asked.get("hub.challenge", "")) <= LONGEST_CHALLENGE:
        return None
    lease = _lease(asked.get("hub.lease_seconds", ""))
    return replace(before, ask_at=now + lease * _RENEW, failures=0, until=now + lease, error=None)


def method_of(signature: str) -> str | None:
    """The hash function that a header X-Hub-Signature names, if a hub may use it."""
    found = _SIGNATURE.fullmatch(signature.strip())
    return found[1] if found and found[1] in _METHODS else None


def is_signed(signature: str, digest: str) -> bool:
    """Whether the header names this digest (hexadecimal) of what was sent."""
    found = _SIGNATURE.fullmatch(signature.strip())
    return found is not None and hmac.compare_digest(found[2].lower(), digest)


def _pause(failures: int) -> timedelta:
    return min(LONGEST_PAUSE, _FIRST_PAUSE * float(1 << min(failures, 8)))


def _lease(seconds: str) -> timedelta:
    granted = timedelta(seconds=int(seconds)) if re.fullmatch(r"\d{1,9}", seconds, re.ASCII) else LEASE
    return max(SHORTEST_LEASE, min(LONGEST_LEASE, granted))
