"""What a message does not show of what was decided (a mute, or another route, has it), and what counts as said."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from monitor.core.model.story import Unsaid, Wait
from monitor.core.model.watchlist import Severity
from monitor.core.unsaid import gravest, unsay
from storage.notices import hits_said, news_values, notice_of, said_values
from storage.tables import DeliveryRow, NoticeRow, StoryRow

_DECIDED = "decided"  # in `about` of a delivery: what its notices were to say before a mute took some of it out


def leave_out(session: Session, rows: Sequence[DeliveryRow], stories: Collection[str]) -> None:
    """Nobody hears of these stories by these deliveries: they are told when they grow after the mute, and counted."""
    ids = select(StoryRow.id).where(col(StoryRow.key).in_(stories))
    carried = (col(NoticeRow.delivery_id).in_([row.id for row in rows]), col(NoticeRow.story_id).in_(ids))
    kept = update(NoticeRow).where(*carried)
    session.connection().execute(kept.values(delivery_id=None, until=None, wait=Wait.MUTE.value))


def take_back(session: Session, rows: Sequence[DeliveryRow], unsaid: Mapping[str, Unsaid]) -> None:
    """A try begins that does not show these: they do not count as said, and are told when the story grows."""
    for key, lost in unsaid.items():
        of_story = select(NoticeRow).join(StoryRow, col(StoryRow.id) == col(NoticeRow.story_id))
        carried = (col(NoticeRow.delivery_id).in_([row.id for row in rows]), StoryRow.key == key)
        for notice in session.exec(of_story.where(*carried)):
            muted = lost.news or lost.watchlists or lost.entities
            if not muted and hits_said(notice.said).isdisjoint(lost.hits):
                continue  # nothing of it was to be said, or nobody knows
            _keep(session, next(row for row in rows if row.id == notice.delivery_id), notice)
            _take_back(notice, lost)
            session.add(notice)


def _keep(session: Session, row: DeliveryRow, notice: NoticeRow) -> None:
    decided = {"said": notice.said, "news": notice.news, "severity": notice.severity}
    about = row.about if isinstance(row.about, dict) else {}  # spoilt: what else it said is lost, not the message
    row.about = {**about, _DECIDED: {**about.get(_DECIDED, {}), str(notice.id): decided}}
    session.add(row)


def _take_back(notice: NoticeRow, lost: Unsaid) -> None:
    news = news_values(lost.news)
    if (said := notice_of(notice).said) is not None:
        left = unsay(said, lost)
        notice.said, notice.severity = said_values(left), int(gravest(left, Severity(notice.severity)))
    notice.news = [piece for piece in notice.news if piece not in news]


def give_again(session: Session, rows: Sequence[DeliveryRow]) -> None:
    """Nobody has what was tried: the next try shows what no mute hides then, and that counts as said."""
    for row in rows:
        decided: Mapping[str, Any] = row.about.get(_DECIDED, {}) if isinstance(row.about, dict) else {}
        if not decided:
            continue
        for id, values in decided.items():
            if (notice := session.get(NoticeRow, int(id))) is not None and notice.delivery_id == row.id:
                notice.said, notice.news, notice.severity = values["said"], values["news"], values["severity"]
                session.add(notice)
        row.about = {name: value for name, value in row.about.items() if name != _DECIDED}
        session.add(row)
