"""Articles and their stories: which joined which, and what outlets changed afterwards."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, update
from sqlmodel import Session, col, select

from monitor.core.model.article import Collected, CollectRecord, Edit, EditKind, GroupedArticle
from monitor.core.model.stored import StoredEdit
from storage.database import Database
from storage.readable import readable
from storage.rows import stored
from storage.spoilt import sound
from storage.tables import ArticleRow, EntryRow, NoticeRow, RevisionRow, StoryRow

_WORTH_TELLING = frozenset({EditKind.HEADLINE, EditKind.CORRECTION, EditKind.RETRACTED, EditKind.REMOVED})


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


def join_story(
    session: Session, article: ArticleRow, entry: EntryRow, record: CollectRecord, new_hits: int
) -> Collected:
    """Put an article into its story, and say when the story is to be looked at.

    An article that is read again stays where it is, unless its page came late and nobody was told of its story. The key
    of a story is stable over a rebuilt database.
    """
    left = session.get(StoryRow, article.story_id) if article.story_id is not None else None
    if left is not None and not (record.moves and _untold(session, left)):
        _ask(session, left, record, new_hits, joins=False)
        return Collected(article=article.id, story=left.id)
    story = _named(session, record) or _emptied(session, article, left) or _opened(session, entry, record)
    article.story_id, article.copy_of = story.id, record.copy_of
    session.add(article)
    session.flush()
    empty = (left.id,) if left is not None and left is not story and _emptied(session, article, left) else ()
    story, stories = _join(session, story, (*record.joins, *(id for id in empty if id is not None)))
    _ask(session, story, record, new_hits if left is None else len(record.hits), joins=True)
    texts = _join_texts(session, article, story, record)
    return Collected(
        article=article.id, story=story.id, joined=True, stories=stories, copy_of=article.copy_of, texts=texts
    )


def _named(session: Session, record: CollectRecord) -> StoryRow | None:
    """The story that a record names, or the one to which another process has joined it meanwhile."""
    story = session.get(StoryRow, record.story) if record.story is not None else None
    if story is None and record.beside is not None:
        beside = session.get(ArticleRow, record.beside)
        story = session.get(StoryRow, beside.story_id) if beside is not None else None
    return story


def _emptied(session: Session, article: ArticleRow, left: StoryRow | None) -> StoryRow | None:
    """The story that an article leaves, if nothing else is in it."""
    if left is None:
        return None
    others = select(ArticleRow.id).where(ArticleRow.story_id == left.id, ArticleRow.id != article.id)
    return left if session.exec(others).first() is None else None


def _opened(session: Session, entry: EntryRow, record: CollectRecord) -> StoryRow:
    key = entry.identity[:12]
    if session.exec(select(StoryRow.id).where(StoryRow.key == key)).first() is not None:
        key = entry.identity[:24]  # the entry has opened a story before, and left it to others
    story = StoryRow(key=key, first_hit=record.at, asked=False)
    session.add(story)
    session.flush()
    return story


def _untold(session: Session, story: StoryRow) -> bool:
    """Whether nobody was told of a story, and nobody decides about it at this moment."""
    session.refresh(story, with_for_update=True)
    told = session.exec(select(NoticeRow.id).where(NoticeRow.story_id == story.id)).first()
    return told is None and story.lease_until is None


def _join(session: Session, story: StoryRow, others: Sequence[int]) -> tuple[StoryRow, tuple[int, ...]]:
    """Make one story of several: of one that was told, else of the oldest. What was told apart stays apart."""
    rows = [story, *(row for id in others if (row := session.get(StoryRow, id)) is not None and row is not story)]
    told = [row for row in rows if not _untold(session, row)] if len(rows) > 1 else []
    into = told[0] if told else min(rows, key=lambda row: row.id or 0)
    joined = [row for row in rows if row is not into and row not in told]
    for row in joined:
        moved = update(ArticleRow).where(col(ArticleRow.story_id) == row.id).values(story_id=into.id)
        session.connection().execute(moved)
        if row.asked:
            into.first_hit = min(into.first_hit, row.first_hit) if into.asked else row.first_hit
            into.asked = True
        into.tell_at = min((at for at in (into.tell_at, row.tell_at) if at is not None), default=None)
        session.delete(row)
    session.add(into)
    session.flush()
    return into, tuple(row.id for row in joined if row.id is not None)


def _join_texts(session: Session, article: ArticleRow, story: StoryRow, record: CollectRecord) -> tuple[int, ...]:
    """Let all that repeats one of several texts repeat the first of them, as far as they are of one story."""
    session.refresh(article)
    if article.copy_of is None:
        return ()
    asked = select(ArticleRow.id).where(
        col(ArticleRow.id).in_((article.copy_of, *record.texts)), col(ArticleRow.story_id) == story.id
    )
    first, *others = sorted(id for id in session.exec(asked) if id is not None) or [article.copy_of]
    if others:
        either = or_(col(ArticleRow.id).in_(others), col(ArticleRow.copy_of).in_(others))
        session.connection().execute(update(ArticleRow).where(either).values(copy_of=first))
        article.copy_of = first
        session.add(article)
    return tuple(others)


def _ask(session: Session, story: StoryRow, record: CollectRecord, new_hits: int, *, joins: bool) -> None:
    """Note that a watchlist asks for a story, and when it is to be looked at."""
    if new_hits and not story.asked:
        story.first_hit, story.asked = record.at, True
    due = _look_at(story, record, joins=joins, new_hits=new_hits)
    if due is not None:
        story.tell_at = min(due, story.tell_at) if story.tell_at is not None else due
    session.add(story)


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


def changes_of(session: Session, article: int) -> tuple[StoredEdit, ...]:
    """The edits of an article with what is kept of their difference, the oldest first; not those nobody can read."""
    rows = session.exec(select(RevisionRow).where(RevisionRow.article_id == article)).all()
    kept = {row.id or 0: row for row in rows}
    found, _ = readable(sorted(kept), lambda some: {id: change_of(kept[id]) for id in some})
    return tuple(found[id] for id in sorted(found))


def change_of(row: RevisionRow) -> StoredEdit:
    """The edit of a row with its difference."""
    return StoredEdit(edit=_edit(row), diff=row.diff)


def _edit(row: RevisionRow) -> Edit:
    sound(row, ("kind", "before", "after"))
    return Edit(at=row.at, kind=EditKind(row.kind), before=row.before, after=row.after)


def edits_of(session: Session, articles: Sequence[int]) -> dict[int, tuple[Edit, ...]]:
    """The edits of each of these articles, the oldest first."""
    rows = session.exec(
        select(RevisionRow).where(col(RevisionRow.article_id).in_(articles)).order_by(col(RevisionRow.id))
    )
    found: dict[int, tuple[Edit, ...]] = {}
    for row in rows:
        found[row.article_id] = (*found.get(row.article_id, ()), _edit(row))
    return found
