"""An integrator's receiver of our webhook, as docs/webhook.md tells them to write it."""

import hashlib
import hmac
import json
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.support.slack import Answer

KEY = "a key that both sides know"


@dataclass(kw_only=True)
class Receiver:
    """What arrived and was signed rightly; an Idempotency-Key seen before is taken once."""

    url: str = ""
    clock: int = 0  # seconds since 1970, as it believes
    taken: dict[str, dict[str, Any]] = field(default_factory=dict)
    requests: list[Mapping[str, str]] = field(default_factory=list)  # headers
    bodies: list[bytes] = field(default_factory=list)
    next: deque[Answer] = field(default_factory=deque)

    def answer(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """One request."""
        self.requests.append(headers)
        self.bodies.append(body)
        special = self.next.popleft() if self.next else None
        if special is not None and special.drop != "after":
            return special
        if not self._signed(headers, body):
            return Answer(status=401, body="wrong signature")
        self.taken.setdefault(headers["idempotency-key"], json.loads(body))
        return special or Answer(status=202, body="taken")

    def _signed(self, headers: Mapping[str, str], body: bytes) -> bool:
        at = headers["monitor-timestamp"]
        wanted = hmac.new(KEY.encode(), at.encode() + b"." + body, hashlib.sha256).hexdigest()
        return hmac.compare_digest(f"v1={wanted}", headers["monitor-signature"]) and abs(int(at) - self.clock) < 300
