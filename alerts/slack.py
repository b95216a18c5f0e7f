"""Slack, by bot token or incoming webhook: one attempt per call, through the door it is handed.

With a bot token each story is one message, edited as the story grows, with what is new in the thread below it. Where
that message stands is remembered, and after a restart read in Slack's own metadata: there is nothing to keep.
"""

import asyncio
import json
import re
from collections import OrderedDict
from datetime import timedelta
from typing import Any, Literal
from urllib.parse import urlsplit, urlunsplit
from weakref import WeakValueDictionary

from pydantic import BaseModel, ConfigDict, Field, field_validator

from alerts.channel import Surroundings, needed_secret
from alerts.render.mail import message_key
from alerts.render.slack import CONTENT_TYPE, render_payload, render_thread, shrunk
from alerts.render.wording import words_of
from alerts.slack_answer import said_in
from alerts.slack_api import MAYBE_DONE, TOO_LONG, SlackApi
from alerts.slack_history import SlackHistory, Stands
from monitor.core.errors import PermanentError, WorkError
from monitor.core.http import HttpAnswer
from monitor.core.model.delivery import Alert, Message
from monitor.core.model.watchlist import Severity

_MENTION = re.compile(r"@(here|channel|everyone)|[USW][A-Z0-9]{2,}")
_POST = re.compile(r"#[^\s#@<>&]{1,80}|[CGD][A-Z0-9]{6,}")
# https://docs.slack.dev/reference/methods/chat.update: the message is gone; it is there and stays as it is
_GONE = frozenset({"message_not_found", "thread_not_found"})
_CANNOT_BE_EDITED = frozenset({"edit_window_closed", "cant_update_message"})
_REMEMBERED = 1_000  # stories


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
    """Posts each alert as one message; with a bot token, each story as one thread."""

    pace = timedelta(seconds=1)  # Slack's limit for a channel
    timeout = timedelta(seconds=30)
    gives_up_after = timedelta(hours=48)
    tries = None

    def __init__(self, name: str, settings: SlackSettings, surroundings: Surroundings) -> None:
        self.name = name
        self.recipients = (settings.post or "webhook",)
        mention = sorted(settings.mention.items())
        self.mailboxes = f"slack {settings.secret} {settings.api_url or ''} {mention}"  # its name is nothing to Slack
        self._settings = settings
        self._secret_of = surroundings.secret
        self._words = words_of(surroundings.wording)
        self._api = SlackApi(name, surroundings.http, settings.api_url, webhook=settings.post is None)
        self._history = SlackHistory(self._api, settings.post or "")
        self._doubtful: set[str] = set()  # keys of messages whose answer did not arrive
        self._stories: OrderedDict[str, tuple[str, int]] = OrderedDict()  # time stamp of the message, newest revision
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()  # of stories in work

    def render(self, alert: Alert) -> Message:
        """The request body; with a bot token those of a whole thread."""
        mention, post = self._settings.mention.get(alert.severity.label), self._settings.post
        if post is None:
            body = render_payload(alert, self._words, post=None, mention=mention)
        else:
            body = render_thread(alert, self._words, post=post, mention=mention)
        return Message(id=message_key(alert), content_type=CONTENT_TYPE, body=body)

    async def send(self, message: Message, recipient: str, *, in_doubt: bool) -> str:
        """One try. In doubt a bot looks first whether the message is there; a webhook cannot, and sends again."""
        secret = self._secret()
        try:
            if self._settings.post is None:
                return await self._by_webhook(message, secret)
            said = json.loads(message.body)
            thread = said if "post" in said else {"post": said}  # one kept by an earlier version
            subject = str(thread["post"]["metadata"]["event_payload"]["subject"])
            lock = self._locks.setdefault(subject.rpartition("/")[0], asyncio.Lock())
            async with lock:  # else two updates would each become a message of its own
                doubt = in_doubt or message.id in self._doubtful
                return await self._by_bot(message.id, thread, subject, secret, doubt=doubt)
        except WorkError as error:
            # behind a proxy the webhook's path alone gives it away
            if secret not in str(error) and urlsplit(secret).path not in str(error):
                raise
            raise type(error)(self.name, "the request failed") from None

    def _secret(self) -> str:
        name = self._settings.secret
        secret = needed_secret(self.name, name, self._secret_of).strip()
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
        payload = json.loads(message.body)
        answer = await self._api.post(url, payload)
        if answer.status == 400 and said_in(answer) in TOO_LONG:
            answer = await self._api.post(url, shrunk(payload))
        if answer.status == 200:
            return said_in(answer)
        raise self._api.refusal(answer, said_in(answer))

    async def _by_bot(self, key: str, thread: dict[str, Any], subject: str, token: str, *, doubt: bool) -> str:
        story, revision = subject.rpartition("/")[0], int(subject.rpartition("/")[2])
        known = self._stories.get(story)
        stands = Stands(story=known[0] if known is not None else None)
        if known is None and "reply" in thread or doubt:
            stands = await self._history.look(key if doubt else None, story, token, known=stands.story)
        if stands.message is not None:
            self._doubtful.discard(key)
            return f"there already, as {stands.message}"
        if stands.story is not None:
            posted = await self._into_thread(
                key, thread, stands.story, token, newest=known is None or revision > known[1]
            )
            if posted is not None:
                self._remember(story, stands.story, revision)
                return posted
        ts = await self._post(key, thread["post"], token)
        if subject.startswith("story/"):
            self._remember(story, ts, revision)
        return f"posted as {ts}"

    async def _into_thread(
        self, key: str, thread: dict[str, Any], parent: str, token: str, *, newest: bool
    ) -> str | None:
        """Edit the story's message, and say below it what is new; None if that message was deleted."""
        if "edit" in thread and newest:
            channel = await self._history.channel_id(token)
            said, answer = await self._call("chat.update", {**thread["edit"], "channel": channel, "ts": parent}, token)
            if said.get("error") in _GONE:
                return None
            if said.get("ok") is not True and said.get("error") not in _CANNOT_BE_EDITED:
                raise self._api.refusal(answer, str(said.get("error") or ""))
        reply = {**(thread.get("reply") or thread["post"]), "thread_ts": parent}
        ts = await self._post(key, reply, token)
        return f"posted as {ts} in the thread of {parent}" if ts else None

    async def _post(self, key: str, payload: dict[str, Any], token: str) -> str:
        """Post a message; the time stamp it got, or nothing if its thread is gone."""
        self._doubtful.add(key)
        said, answer = await self._call("chat.postMessage", payload, token)
        error = str(said.get("error") or "")
        if error not in MAYBE_DONE and (said.get("ok") is True or error or answer.status < 500):
            self._doubtful.discard(key)  # Slack answered: it is there, or it is not
        if said.get("ok") is True:
            self._history.learn(said.get("channel"))
            return str(said.get("ts"))
        if error in _GONE and "thread_ts" in payload:
            return ""
        raise self._api.refusal(answer, error)

    async def _call(self, method: str, payload: dict[str, Any], token: str) -> tuple[dict[str, Any], HttpAnswer]:
        """Call a method; what Slack finds too long goes as a headline."""
        said, answer = await self._api.call(method, payload, token)
        if said.get("error") in TOO_LONG:
            said, answer = await self._api.call(method, shrunk(payload), token)
        return said, answer

    def _remember(self, story: str, ts: str, revision: int) -> None:
        before = self._stories.pop(story, (ts, 0))
        self._stories[story] = (ts, max(revision, before[1]))
        if len(self._stories) > _REMEMBERED:
            self._stories.popitem(last=False)


def _moved(url: str, api_url: str | None) -> str:
    """A webhook's address with scheme and host of the proxy."""
    if api_url is None:
        return url
    proxy = urlsplit(api_url)
    return urlunsplit(urlsplit(url)._replace(scheme=proxy.scheme, netloc=proxy.netloc))


def make(name: str, settings: SlackSettings, surroundings: Surroundings) -> SlackChannel:
    """A Slack channel, ready; its secret is asked for when it sends."""
    return SlackChannel(name, settings, surroundings)
