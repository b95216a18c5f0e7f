"""What stands in a Slack channel already, by the keys that our messages carry in their metadata."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from alerts.slack_answer import key_of, next_page, subject_of
from alerts.slack_api import SlackApi

_CHANNEL_ID = re.compile(r"[CGD][A-Z0-9]{6,}")
_PAGES = 5  # of 200 messages each


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """Time stamps of what was found."""

    message: str | None = None  # with the key that was looked for
    story: str | None = None  # the message that a story's thread hangs on


class SlackHistory:
    """The channel as it can be read. Where we may not read, nothing is found."""

    def __init__(self, api: SlackApi, post: str) -> None:
        self._api = api
        self._post = post
        self._id: str | None = None  # of a #name, as Slack told it

    def learn(self, channel: object) -> None:
        """Slack names the channel's ID in its answers."""
        self._id = str(channel) if channel else self._id

    async def look(self, key: str | None, story: str, token: str, *, known: str | None) -> Stands:
        """Look for a message by its key and for a story's own; `known`: the latter, if we know it.

        Replies do not stand in the channel's history but in that of their thread.
        """
        channel = await self.channel_id(token)
        if channel is None:
            return Stands(story=known)
        async for posted in self._pages("conversations.history", token, channel=channel):
            if key is not None and key_of(posted) == key:
                return Stands(message=_ts(posted), story=known)
            if known is None and subject_of(posted).rpartition("/")[0] == story and not _is_reply(posted):
                known = _ts(posted)
                if key is None:
                    break
        if key is not None and known is not None:
            async for posted in self._pages("conversations.replies", token, channel=channel, ts=known):
                if key_of(posted) == key:
                    return Stands(message=_ts(posted), story=known)
        return Stands(story=known)

    async def channel_id(self, token: str) -> str | None:
        """Only chat.postMessage takes a name as well."""
        if _CHANNEL_ID.fullmatch(self._post):
            return self._post
        cursor = ""
        while self._id is None:
            kinds = "public_channel,private_channel"
            said = await self._api.ask("conversations.list", token, types=kinds, limit="1000", cursor=cursor)
            for channel in said.get("channels") or ():
                if isinstance(channel, dict) and channel.get("name") == self._post.removeprefix("#"):
                    self._id = str(channel.get("id"))
            cursor = next_page(said)
            if not cursor:
                break
        return self._id

    async def _pages(self, method: str, token: str, **about: str) -> AsyncIterator[object]:
        cursor = ""
        for _ in range(_PAGES):
            said: dict[str, Any] = await self._api.ask(
                method, token, **about, include_all_metadata="true", limit="200", cursor=cursor
            )
            for posted in said.get("messages") or ():
                yield posted
            cursor = next_page(said)
            if not cursor:
                return


def _ts(posted: object) -> str:
    return str(posted.get("ts")) if isinstance(posted, dict) else ""


def _is_reply(posted: object) -> bool:
    """One that was also shown in the channel."""
    return isinstance(posted, dict) and posted.get("thread_ts", posted.get("ts")) != posted.get("ts")
