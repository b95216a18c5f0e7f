"""What readers do by the links in their messages: see a story, acknowledge or mute it, unsubscribe.

Mail scanners open every link: a GET shows a page with a button and changes nothing, only a POST acts. A link that is
forged or has expired says so and changes nothing either.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from monitor.core.model.delivery import TroubleKind
from monitor.core.model.route import Mute
from monitor.core.model.story import StoryToTell
from monitor.core.signed import Action, BadLink, Permit, permitted
from monitor.web.page import headline, notices_of, page, reports_of, shown_time
from monitor.web.words import ARABIC, ENGLISH, PageWords
from monitor.workers.live import Live
from monitor.workers.mending import mended
from monitor.workers.worker import Clock
from storage import outbox, stories, wishes
from storage.database import Database

_LONGEST_MUTE = 30  # days
_BIGGEST_FORM = 4096  # bytes
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}

_Form = dict[str, str]


@dataclass(slots=True, kw_only=True)
class Desk:
    """The pages on one database."""

    db: Database
    live: Callable[[], Live]
    clock: Clock

    def routes(self) -> list[Route]:
        """For the application."""
        both = ["GET", "POST"]
        return [
            Route("/stories/{subject}", self._guarded(Action.STORY, self.story)),
            Route("/acknowledge/{subject}", self._guarded(Action.ACKNOWLEDGE, self.acknowledge), methods=both),
            Route("/mute/{subject}", self._guarded(Action.MUTE, self.mute), methods=both),
            Route("/unsubscribe", self._guarded(Action.UNSUBSCRIBE, self.unsubscribe), methods=both),
        ]

    def _guarded(
        self, action: Action, act: Callable[[Permit, _Form | None], str | None]
    ) -> Callable[[Request], Awaitable[HTMLResponse]]:
        """Ask for a valid link first; `act` gets the form of a POST, or None, and runs in a thread."""

        async def answer(request: Request) -> HTMLResponse:
            key = await asyncio.to_thread(wishes.link_key, self.db)
            permit = permitted(key, request.query_params.get("t", ""), action, self.clock())
            if isinstance(permit, BadLink):
                said = self.words.expired if permit is BadLink.EXPIRED else self.words.forged
                return _html(page(self.words, *said), 410 if permit is BadLink.EXPIRED else 403)
            if permit.subject != request.path_params.get("subject", ""):
                return _html(page(self.words, *self.words.forged), 403)
            form = await _form(request) if request.method == "POST" else None
            now = self.clock()
            body = await asyncio.to_thread(mended, self.db, self.live, now, lambda: act(permit, form))
            return _html(page(self.words, *self.words.gone), 404) if body is None else _html(body)

        return answer

    @property
    def words(self) -> PageWords:
        """In the language of the messages."""
        return ENGLISH if self.live().config.language == "en" else ARABIC

    @property
    def zone(self) -> tzinfo:
        """The reader's clock."""
        return self.live().policy.zone

    def _story(self, permit: Permit) -> StoryToTell | None:
        return stories.story_to_explain(self.db, permit.subject)

    def story(self, permit: Permit, form: _Form | None) -> str | None:
        """Its articles, their mentions, and who was told."""
        story = self._story(permit)
        if story is None:
            return None
        words, seen = self.words, wishes.acknowledged_by(self.db, story.key)
        lines = [self._seen_before(*seen)] if seen is not None else []
        reports = reports_of(story, self.live(), self.zone)
        notices = notices_of(story, words, self.zone)
        return page(words, headline(story, words), *lines, reports=reports, notices=notices)

    def acknowledge(self, permit: Permit, form: _Form | None) -> str | None:
        """Somebody has seen it."""
        story = self._story(permit)
        if story is None:
            return None
        words = self.words
        if form is not None:
            wishes.acknowledge(self.db, story.key, permit.recipient, self.clock())
        seen = wishes.acknowledged_by(self.db, story.key)
        if seen is None:
            return page(words, words.acknowledge, headline(story, words), button=words.acknowledge_button)
        said = words.acknowledged if form is not None else self._seen_before(*seen)
        return page(words, words.acknowledge, headline(story, words), said)

    def _seen_before(self, who: str, when: datetime) -> str:
        return self.words.acknowledged_before.format(who=who, when=shown_time(when, self.zone))

    def mute(self, permit: Permit, form: _Form | None) -> str | None:
        """Nobody is to hear of it for a while."""
        story = self._story(permit)
        if story is None:
            return None
        words, title = self.words, headline(story, self.words)
        if form is not None and "undo" in form:
            wishes.unmute_story(self.db, story.key)
            return page(words, words.mute, title, words.unmuted, button=words.mute_button, days=True)
        if form is None:
            return page(words, words.mute, title, button=words.mute_button, days=True)
        written = form.get("days", "")
        days = min(int(written), _LONGEST_MUTE) if written.isascii() and written.isdigit() and int(written) else 1
        until = self.clock() + timedelta(days=days)
        why = form.get("why", "").strip()[:200] or words.no_reason
        mute = Mute(until=until, why=why, by=permit.recipient, story=story.key)
        wishes.mute_story(self.db, mute, self.clock())
        said = words.muted.format(until=shown_time(until, self.zone))
        return page(words, words.mute, title, said, button=words.unmute_button, undo=True)

    def unsubscribe(self, permit: Permit, form: _Form | None) -> str | None:
        """One recipient hears nothing more by the routes of the message; owners hear of that."""
        words, routes = self.words, "، ".join(permit.routes)
        if form is None:
            return page(words, words.unsubscribe, permit.recipient, routes, button=words.unsubscribe_button)
        now, who = self.clock(), self.live().same_mailbox(permit.channel, permit.recipient)
        if "undo" in form:
            wishes.subscribe_again(self.db, permit.routes, who)
            return page(words, words.unsubscribe, words.subscribed.format(routes=routes))
        if wishes.unsubscribe(self.db, permit.routes, who, now):
            trouble = self.live().trouble(
                f"unsubscribed:{permit.channel}:{permit.recipient}",
                TroubleKind.UNSUBSCRIBED,
                {"recipient": permit.recipient, "routes": routes},
                at=now,
            )
            outbox.report_trouble(self.db, trouble, now)
        said = words.unsubscribed.format(who=permit.recipient, routes=routes)
        return page(words, words.unsubscribe, said, button=words.subscribe_button, undo=True)


async def _form(request: Request) -> _Form:
    """The fields of a small form; what is too big or not readable counts as empty."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _BIGGEST_FORM:
            return {}
    return {name: values[0] for name, values in parse_qs(body.decode("utf-8", "replace")).items()}


def _html(body: str, status: int = 200) -> HTMLResponse:
    return HTMLResponse(body.encode("utf-8", "replace"), status_code=status, headers=_HEADERS)
