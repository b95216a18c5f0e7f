"""Slack's web API and incoming webhooks: requests, answers, and what a refusal means."""

import ipaddress
import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from alerts.channel import HttpDoor
from alerts.retry_after import retry_after
from alerts.slack_answer import object_in
from monitor.core.errors import PermanentError, TemporaryError, WorkError
from monitor.core.http import HttpAnswer

_API = "https://slack.com/api"
# https://docs.slack.dev/reference/methods/chat.postMessage: what no second try mends …
_CHANNEL_AT_FAULT = frozenset(
    {"invalid_auth", "token_revoked", "account_inactive", "channel_not_found", "not_in_channel", "is_archived"}
)
_MESSAGE_AT_FAULT = frozenset({"invalid_blocks", "no_text"})
MAYBE_DONE = frozenset({"internal_error", "fatal_error"})  # "some aspect of the operation" may have succeeded
TOO_LONG = frozenset({"msg_blocks_too_long", "msg_too_long"})
_WEBHOOK_AT_FAULT = frozenset({403, 404, 410})  # refused, removed, archived
_PAUSE = timedelta(seconds=30)  # where Slack asks for one and does not say how long
_PRIVATE = ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7")


class SlackApi:
    """One Slack, as one channel of ours speaks to it."""

    def __init__(self, name: str, http: HttpDoor, api_url: str | None, *, webhook: bool) -> None:
        self.name = name
        self._http = http
        self._url = api_url or _API
        self._networks = networks_of(api_url)
        self._webhook = webhook

    async def post(self, url: str, payload: dict[str, Any], token: str | None = None) -> HttpAnswer:
        """POST a JSON body."""
        headers = {"Content-Type": "application/json; charset=utf-8"}
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        content = json.dumps(payload, ensure_ascii=False).encode()
        return await self._http.post(
            url, subject=self.name, headers=headers, content=content, allow_networks=self._networks
        )

    async def call(self, method: str, payload: dict[str, Any], token: str) -> tuple[dict[str, Any], HttpAnswer]:
        """Call a method that writes; what it said (nothing unless 200), and the answer itself."""
        answer = await self.post(f"{self._url}/{method}", payload, token)
        return (object_in(answer) if answer.status == 200 else {}), answer

    async def ask(self, method: str, token: str, **parameters: str) -> dict[str, Any]:
        """Call a method that reads; an answer that says no is an answer, too many requests are a TemporaryError."""
        url = f"{self._url}/{method}?{urlencode(parameters)}"
        headers = {"Authorization": f"Bearer {token}"}
        answer = await self._http.get(url, subject=self.name, headers=headers, allow_networks=self._networks)
        said = object_in(answer) if answer.status == 200 else {}
        if answer.status != 200 or said.get("error") == "ratelimited":
            raise self.refusal(answer, str(said.get("error") or ""))
        return said

    def refusal(self, answer: HttpAnswer, error: str) -> WorkError:
        """The refusal, named by what to do now; what is unknown is tried again."""
        reason = f"Slack said {answer.status}" + (f" {error}" if error else "")
        wait = retry_after(answer.headers)
        if answer.status == 429 or error in {"ratelimited", "rate_limited"}:
            return TemporaryError(self.name, reason, retry_after=wait or _PAUSE, pause=True, refused=True)
        if error in _MESSAGE_AT_FAULT or error in TOO_LONG:
            return PermanentError(self.name, reason)
        if error in _CHANNEL_AT_FAULT or (self._webhook and answer.status in _WEBHOOK_AT_FAULT):
            return PermanentError(self.name, reason, whole=True)
        if self._webhook and answer.status == 400:
            return PermanentError(self.name, reason)
        refused = bool(error) and error not in MAYBE_DONE and not self._webhook
        return TemporaryError(self.name, reason, retry_after=wait, refused=refused)


def networks_of(api_url: str | None) -> tuple[str, ...]:
    """What the operator's own proxy may be reached through; Slack itself needs no exception."""
    if api_url is None:
        return ()
    host = urlsplit(api_url).hostname or ""
    try:
        return (str(ipaddress.ip_network(host)),)
    except ValueError:
        return _PRIVATE
