"""A signed JSON webhook for integrators; what it says is written down in docs/webhook.md."""

import hashlib
import hmac
from datetime import timedelta
from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator

from alerts.channel import Surroundings, needed_secret
from alerts.render.clean import clean_line, cut
from alerts.render.mail import message_key
from alerts.render.payload import CONTENT_TYPE, render_json
from alerts.render.wording import words_of
from alerts.retry_after import retry_after
from monitor.core.errors import PermanentError, TemporaryError, WorkError
from monitor.core.http import HttpAnswer
from monitor.core.model.delivery import Alert, Message

_LATER = frozenset({408, 425, 429})
_AT_FAULT = frozenset({401, 403, 404, 405, 410})  # no other message would fare better


class WebhookSettings(BaseModel):
    """As the operator writes it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: Literal["webhook"]
    url: str
    secret: str = Field(min_length=1)
    on_doubt: Literal["resend", "skip"] = "resend"
    allow_networks: tuple[str, ...] = ()

    @field_validator("url")
    @classmethod
    def _an_address(cls, url: str) -> str:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError(f"{url!r} is no web address: write it whole, beginning with https://")
        if parts.username is not None:
            raise ValueError("no name or password in an address: the receiver checks the signature instead")
        return url


class WebhookChannel:
    """Posts each alert as one JSON document."""

    mailboxes = None
    pace = timedelta(0)
    timeout = timedelta(seconds=30)
    gives_up_after = timedelta(hours=48)
    tries = None

    def __init__(self, name: str, settings: WebhookSettings, surroundings: Surroundings) -> None:
        self.name = name
        self.recipients = (urlsplit(settings.url).hostname or "webhook",)
        self._settings = settings
        self._surroundings = surroundings
        self._words = words_of(surroundings.wording)

    def render(self, alert: Alert) -> Message:
        """The document."""
        return Message(id=message_key(alert), content_type=CONTENT_TYPE, body=render_json(alert, self._words))

    async def send(self, message: Message, recipient: str, *, in_doubt: bool) -> str:
        """One try. In doubt it goes again under the same Idempotency-Key, unless the operator wants otherwise."""
        key = needed_secret(self.name, self._settings.secret, self._surroundings.secret)
        if in_doubt and self._settings.on_doubt == "skip":
            return 'not sent again: an earlier try may have arrived, and on_doubt = "skip"'
        try:
            answer = await self._surroundings.http.post(
                self._settings.url,
                subject=self.name,
                headers=self._headers(message, key),
                content=message.body,
                allow_networks=self._settings.allow_networks,
            )
        except PermanentError as error:  # the way itself is refused
            reason = f"{error.reason}; a private network must be named in this channel's allow_networks"
            raise PermanentError(self.name, reason, whole=True) from error
        if 200 <= answer.status < 300:
            return f"{answer.status} {_said(answer)}".strip()
        raise self._refusal(answer)

    def _headers(self, message: Message, key: str) -> dict[str, str]:
        """The signature is as fresh as the try, so that a receiver can refuse old ones."""
        at = str(int(self._surroundings.clock().timestamp()))
        return {
            "Content-Type": message.content_type,
            "Idempotency-Key": message.id,
            "Monitor-Timestamp": at,
            "Monitor-Signature": f"v1={signature(key, at, message.body)}",
        }

    def _refusal(self, answer: HttpAnswer) -> WorkError:
        status = answer.status
        reason = f"the receiver said {status} {_said(answer)}".rstrip()
        if 300 <= status < 400:
            where = cut(clean_line(answer.headers.get("location", "")), 200)
            reason = f"the receiver redirects ({status}) to {where or 'nowhere'}: write the address it wants into url"
            return PermanentError(self.name, reason, whole=True)
        if status in _AT_FAULT:
            return PermanentError(self.name, reason, whole=True)
        if 400 <= status < 500 and status not in _LATER:
            return PermanentError(self.name, reason)
        refused = status in _LATER  # a 5xx may come after the work was done
        return TemporaryError(
            self.name, reason, retry_after=retry_after(answer.headers), pause=status == 429, refused=refused
        )


def signature(key: str, timestamp: str, body: bytes) -> str:
    """HMAC-SHA256 over the time stamp, a full stop and the body, in hexadecimal.

    >>> signature("key", "1764000000", b"{}")[:16]
    '135a1a8c79ff2a07'
    """
    return hmac.new(key.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def _said(answer: HttpAnswer) -> str:
    return cut(clean_line(answer.body[:500].decode("utf-8", "replace")), 200)


def make(name: str, settings: WebhookSettings, surroundings: Surroundings) -> WebhookChannel:
    """A webhook, ready; its secret is asked for when it sends."""
    return WebhookChannel(name, settings, surroundings)
