"""Articles and their stories: which joined which, and what outlets changed afterwards."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from monitor.core.model.article import CollectRecord, Edit, EditKind, GroupedArticle
from storage.database import Database
from storage.rows import stored
from storage.tables import ArticleRow, EntryRow, RevisionRow, StoryRow

_WORTH_TELLING = frozenset({EditKind.HEADLINE, EditKind.CORRECTION, EditKind.REMOVED})


def grouped_articles(db: Database, *, after: int, since: datetime, limit: int) -> list[GroupedArticle]:
    """Articles with a higher id than `after` that were first seen since a moment, in the order of their ids."""
    asked = select(ArticleRow).where(
        col(ArticleRow.id) > after, col(ArticleRow.first_seen) >= since, col(ArticleRow.story_id).is_not(None)
    )
    with db.reading() as session:
        return [_grouped(row) for row in session.exec(asked.order_by(col(ArticleRow.id)).limit(limit))]


def _grouped(row: ArticleRow) -> GroupedArticle:
    if row.id is None or row.story_id is None:
        raise AssertionError("a grouped article has an id and a story")
    return GroupedArticle(
        id=row.id,
        story=row.story_id,
        copy_of=row.copy_of,
        source=row.source,
        published=row.published,
        first_seen=row.first_seen,
        title=row.title,
        text=row.text,
    )


def join_story(session: Session, article: ArticleRow, entry: EntryRow, record: CollectRecord, new_hits: int) -> bool:
    """Put an article into its story, and say when the story is to be looked at; True if it is new there.

    An article that is read again stays where it is. The key of a story is stable over a rebuilt database.
    """
    joins = article.story_id is None
    known = record.story if joins else article.story_id
    story = session.get(StoryRow, known) if known is not None else None
    if story is None:
        story = StoryRow(key=entry.identity[:12], first_hit=record.at, asked=False)
    if new_hits and not story.asked:
        story.first_hit, story.asked = record.at, True
    session.add(story)
    session.flush()
    if joins:
        article.story_id, article.copy_of = story.id, record.copy_of
    due = _look_at(story, record, joins=joins, new_hits=new_hits)
    if due is not None:
        story.tell_at = min(due, story.tell_at) if story.tell_at is not None else due
    session.add(article)
    return joins


def _look_at(story: StoryRow, record: CollectRecord, *, joins: bool, new_hits: int) -> datetime | None:
    """When something in the story may have to be told: new hits, one outlet more, an edit; None: nothing has to."""
    if new_hits:
        return record.tell_at
    grown = joins or any(edit.kind in _WORTH_TELLING for edit in record.edits)
    return record.at if grown and story.asked else None


def keep_edits(session: Session, article: int, record: CollectRecord) -> None:
    """Keep what an outlet changed; the difference stands with the first of the edits."""
    for number, edit in enumerate(record.edits):
        diff = "" if number else stored(record.diff)
        texts = {"before": stored(edit.before), "after": stored(edit.after), "diff": diff}
        session.add(
            RevisionRow.model_validate({"article_id": article, "at": edit.at, "kind": edit.kind.value, **texts})
        )


def edits_of(session: Session, articles: Sequence[int]) -> dict[int, tuple[Edit, ...]]:
    """The edits of each of these articles, the oldest first."""
    rows = session.exec(
        select(RevisionRow).where(col(RevisionRow.article_id).in_(articles)).order_by(col(RevisionRow.id))
    )
    found: dict[int, tuple[Edit, ...]] = {}
    for row in rows:
        edit = Edit(at=row.at, kind=EditKind(row.kind), before=row.before, after=row.after)
        found[row.article_id] = (*found.get(row.article_id, ()), edit)
    return found
