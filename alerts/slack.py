"""Slack, by bot token or incoming webhook: one attempt per call, through the door it is handed."""

import ipaddress
import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Literal
from urllib.parse import urlencode, urlsplit, urlunsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator

from alerts.channel import Surroundings
from alerts.render.mail import message_key
from alerts.render.slack import CONTENT_TYPE, render_payload, shrunk
from alerts.render.wording import words_of
from alerts.slack_answer import key_of, next_page, object_in, retry_after, said_in
from monitor.core.errors import PermanentError, TemporaryError, WorkError
from monitor.core.http import HttpAnswer
from monitor.core.model import Alert, Message, Severity

_API = "https://slack.com/api"
_MENTION = re.compile(r"@(here|channel|everyone)|[USW][A-Z0-9]{2,}")
_POST = re.compile(r"#[^\s#@<>&]{1,80}|[CGD][A-Z0-9]{6,}")
_CHANNEL_ID = re.compile(r"[CGD][A-Z0-9]{6,}")
# https://docs.slack.dev/reference/methods/chat.postMessage: what no second try mends …
_CHANNEL_AT_FAULT = frozenset(
    {"invalid_auth", "token_revoked", "account_inactive", "channel_not_found", "not_in_channel", "is_archived"}
)
_MESSAGE_AT_FAULT = frozenset({"invalid_blocks", "no_text"})
_TOO_LONG = frozenset({"msg_blocks_too_long", "msg_too_long"})
_WEBHOOK_AT_FAULT = frozenset({403, 404, 410})  # refused, removed, archived
_PAUSE = timedelta(seconds=30)  # where Slack asks for one and does not say how long
_PAGES = 5  # of the history, 200 messages each
_PRIVATE = ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7")


class SlackSettings(BaseModel):
    """As the operator writes it: with `post` the secret is a bot token, without it a webhook address."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: Literal["slack"]
    secret: str = Field(min_length=1)
    post: str | None = None
    mention: dict[str, str] = Field(default_factory=dict)
    api_url: str | None = None

    @field_validator("post")
    @classmethod
    def _a_place(cls, post: str | None) -> str | None:
        if post is not None and not _POST.fullmatch(post):
            raise ValueError(f"{post!r} is no Slack channel: write #name, or its ID such as C0123456789")
        return post

    @field_validator("mention")
    @classmethod
    def _known_mentions(cls, mention: dict[str, str]) -> dict[str, str]:
        severities = [severity.label for severity in Severity]
        for severity, who in mention.items():
            if severity not in severities:
                raise ValueError(f"unknown severity {severity!r}: use {', '.join(severities)}")
            if not _MENTION.fullmatch(who):
                raise ValueError(
                    f"{who!r} cannot be mentioned: use @here, @channel, @everyone, or an ID such as U012AB3CD"
                )
        return mention

    @field_validator("api_url")
    @classmethod
    def _an_address(cls, api_url: str | None) -> str | None:
        if api_url is None:
            return None
        parts = urlsplit(api_url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None:
            raise ValueError("api_url must be an http or https address without user and password")
        return api_url.rstrip("/")


class SlackChannel:
    """Posts each alert as one message."""

    pace = timedelta(seconds=1)  # Slack's limit for a channel
    timeout = timedelta(seconds=30)
    gives_up_after = timedelta(hours=48)

    def __init__(self, name: str, settings: SlackSettings, surroundings: Surroundings) -> None:
        self.name = name
        self.recipients = (settings.post or "webhook",)
        self._settings = settings
        self._http = surroundings.http
        self._secret_of = surroundings.secret
        self._words = words_of(surroundings.wording)
        self._networks = networks_of(settings.api_url)
        self._channel_id: str | None = None  # of a #name, as Slack told it
        self._doubtful: set[str] = set()  # keys of messages whose answer did not arrive

    def render(self, alert: Alert) -> Message:
        """The request body."""
        mention = self._settings.mention.get(alert.severity.label)
        body = render_payload(alert, self._words, post=self._settings.post, mention=mention)
        return Message(id=message_key(alert), content_type=CONTENT_TYPE, body=body)

    async def send(self, message: Message, recipient: str, *, in_doubt: bool) -> str:
        """One try. In doubt a bot looks first whether the message is there; a webhook cannot, and sends again."""
        secret = self._secret()
        try:
            if self._settings.post is None:
                return await self._by_webhook(message, secret)
            if in_doubt or message.id in self._doubtful:
                found = await self._posted(message.id, secret)
                if found is not None:
                    self._doubtful.discard(message.id)
                    return f"there already, as {found}"
            return await self._by_bot(message, secret)
        except WorkError as error:
            # behind a proxy the webhook's path alone gives it away
            if secret not in str(error) and urlsplit(secret).path not in str(error):
                raise
            raise type(error)(self.name, "the request failed") from None

    def _secret(self) -> str:
        name = self._settings.secret
        secret = (self._secret_of(name) or "").strip()
        if not secret:
            raise PermanentError(
                self.name, f"secret {name} is not set: set it in the environment, or {name}_FILE", whole=True
            )
        is_address = secret.startswith("https://") and len(urlsplit(secret).path) > 1
        if (
            not (secret.isascii() and secret.isprintable())
            or " " in secret
            or is_address is (self._settings.post is not None)
        ):
            wanted = (
                "a bot token, since post is set" if self._settings.post else "a webhook address, since post is not set"
            )
            raise PermanentError(self.name, f"secret {name} must be {wanted}", whole=True)
        return secret

    async def _by_webhook(self, message: Message, secret: str) -> str:
        url = _moved(secret, self._settings.api_url)
        answer = await self._post(url, message.body, {})
        if answer.status == 400 and said_in(answer) in _TOO_LONG:
            answer = await self._post(url, shrunk(message.body), {})
        if answer.status == 200:
            return said_in(answer)
        raise self._refusal(answer, said_in(answer))

    async def _by_bot(self, message: Message, secret: str) -> str:
        url = f"{self._settings.api_url or _API}/chat.postMessage"
        self._doubtful.add(message.id)
        said, answer = await self._call(url, message.body, secret)
        if said.get("error") in _TOO_LONG:
            said, answer = await self._call(url, shrunk(message.body), secret)
        if said.get("ok") is True:
            self._channel_id = str(said.get("channel") or "") or None
            self._doubtful.discard(message.id)
            return f"posted as {said.get('ts')}"
        error = str(said.get("error") or "")
        if error or answer.status < 500:
            self._doubtful.discard(message.id)  # Slack said no: it was not posted
        raise self._refusal(answer, error)

    async def _call(self, url: str, body: bytes, secret: str) -> tuple[dict[str, Any], HttpAnswer]:
        answer = await self._post(url, body, {"Authorization": f"Bearer {secret}"})
        return (object_in(answer) if answer.status == 200 else {}), answer

    async def _post(self, url: str, body: bytes, headers: Mapping[str, str]) -> HttpAnswer:
        headers = {"Content-Type": "application/json; charset=utf-8", **headers}
        return await self._http.post(
            url, subject=self.name, headers=headers, content=body, allow_networks=self._networks
        )

    async def _ask(self, method: str, secret: str, **parameters: str) -> dict[str, Any]:
        url = f"{self._settings.api_url or _API}/{method}?{urlencode(parameters)}"
        headers = {"Authorization": f"Bearer {secret}"}
        answer = await self._http.get(url, subject=self.name, headers=headers, allow_networks=self._networks)
        said = object_in(answer) if answer.status == 200 else {}
        if answer.status != 200 or said.get("error") == "ratelimited":
            raise self._refusal(answer, str(said.get("error") or ""))
        return said

    async def _posted(self, key: str, secret: str) -> str | None:
        """The time stamp of the message with this key, if it is in the channel; None also where we may not look."""
        channel = await self._id_of_channel(secret)
        cursor = ""
        for _ in range(_PAGES if channel is not None else 0):
            said = await self._ask(
                "conversations.history",
                secret,
                channel=str(channel),
                include_all_metadata="true",
                limit="200",
                cursor=cursor,
            )
            for posted in said.get("messages") or ():
                if key_of(posted) == key:
                    return str(posted.get("ts"))
            cursor = next_page(said)
            if not cursor:
                break
        return None

    async def _id_of_channel(self, secret: str) -> str | None:
        """conversations.history wants the ID, chat.postMessage takes the name as well."""
        post = str(self._settings.post)
        if _CHANNEL_ID.fullmatch(post):
            return post
        cursor = ""
        while self._channel_id is None:
            said = await self._ask(
                "conversations.list", secret, types="public_channel,private_channel", limit="1000", cursor=cursor
            )
            for channel in said.get("channels") or ():
                if isinstance(channel, dict) and channel.get("name") == post.removeprefix("#"):
                    self._channel_id = str(channel.get("id"))
            cursor = next_page(said)
            if not cursor:
                break
        return self._channel_id

    def _refusal(self, answer: HttpAnswer, error: str) -> WorkError:
        """The refusal, named by what to do now; what is unknown is tried again."""
        reason = f"Slack said {answer.status}" + (f" {error}" if error else "")
        wait = retry_after(answer.headers)
        if answer.status == 429 or error in {"ratelimited", "rate_limited"}:
            return TemporaryError(self.name, reason, retry_after=wait or _PAUSE, pause=True)
        if error in _MESSAGE_AT_FAULT or error in _TOO_LONG:
            return PermanentError(self.name, reason)
        if error in _CHANNEL_AT_FAULT or (self._settings.post is None and answer.status in _WEBHOOK_AT_FAULT):
            return PermanentError(self.name, reason, whole=True)
        if self._settings.post is None and answer.status == 400:
            return PermanentError(self.name, reason)
        return TemporaryError(self.name, reason, retry_after=wait)


def networks_of(api_url: str | None) -> tuple[str, ...]:
    """What the operator's own proxy may be reached through; Slack itself needs no exception."""
    if api_url is None:
        return ()
    host = urlsplit(api_url).hostname or ""
    try:
        return (str(ipaddress.ip_network(host)),)
    except ValueError:
        return _PRIVATE


def _moved(url: str, api_url: str | None) -> str:
    """A webhook's address with scheme and host of the proxy."""
    if api_url is None:
        return url
    proxy = urlsplit(api_url)
    return urlunsplit(urlsplit(url)._replace(scheme=proxy.scheme, netloc=proxy.netloc))


def make(name: str, settings: SlackSettings, surroundings: Surroundings) -> SlackChannel:
    """A Slack channel, ready; its secret is asked for when it sends."""
    return SlackChannel(name, settings, surroundings)
