"""The index of the archive's words: which articles can match at all."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import exists, func
from sqlmodel import Session, col, select

from monitor.core.watch.reach import INDEX_VERSION, Reach, index_word, size, surfaces_of
from monitor.core.watch.reach import AnyOf as AnyReach
from storage.database import Database
from storage.dialect import articles_with, insert_surfaces
from storage.tables import ArticleRow, ArticleWordsRow, SurfaceRow

PAGE = 200  # articles indexed in one transaction
_SURFACES = 50_000  # read at once
_LARGEST = 4_000  # index words in one question to the database


def index_article(session: Session, article: ArticleRow) -> None:
    """Keep the index words of a stored article, in the transaction that stores it."""
    written = surfaces_of((article.title, article.summary, article.text))
    words = " ".join(sorted({index_word(surface) for surface in written}))
    row = session.get(ArticleWordsRow, article.id)
    if row is None:
        row = ArticleWordsRow(article_id=article.id or 0, words=words, version=INDEX_VERSION)
    elif row.words == words and row.version == INDEX_VERSION:
        return
    row.words, row.version = words, INDEX_VERSION
    session.add(row)
    insert_surfaces(session, list(written))


def reindex(db: Database, *, limit: int = PAGE) -> int:
    """Index articles that are not, or by rules of another version, the newest first; returns how many."""
    with db.transaction() as session:
        ids = _unindexed(session, limit=limit)
        for row in session.exec(select(ArticleRow).where(col(ArticleRow.id).in_(ids))).all():
            index_article(session, row)
        return len(ids)


def articles(db: Database) -> int:
    """How many articles are stored."""
    with db.reading() as session:
        return session.exec(select(func.count()).select_from(ArticleRow)).one()


def waiting(db: Database) -> int:
    """How many articles are not indexed yet."""
    with db.reading() as session:
        return _waiting(session)


def _waiting(session: Session) -> int:
    everything = session.exec(select(func.count()).select_from(ArticleRow)).one()
    current = col(ArticleWordsRow.version) == INDEX_VERSION
    return everything - session.exec(select(func.count()).select_from(ArticleWordsRow).where(current)).one()


def _unindexed(session: Session, *, limit: int | None = None) -> list[int]:
    if not _waiting(session):  # two counts over small indexes, where the question below looks up every article
        return []
    current = (col(ArticleWordsRow.version) == INDEX_VERSION) & (ArticleWordsRow.article_id == ArticleRow.id)
    query = select(ArticleRow.id).where(~exists().where(current)).order_by(col(ArticleRow.id).desc()).limit(limit)
    return [id for id in session.exec(query) if id is not None]


def surfaces(db: Database) -> Iterator[str]:
    """Every token as it was ever written in an article."""
    last = ""
    while True:
        query = select(SurfaceRow.written).where(col(SurfaceRow.written) > last)
        with db.reading() as session:
            found = session.exec(query.order_by(col(SurfaceRow.written)).limit(_SURFACES)).all()
        yield from found
        if len(found) < _SURFACES:
            return
        last = found[-1]


def candidates(db: Database, reaches: Sequence[Reach], *, since: datetime | None = None) -> list[int]:
    """The ids of the articles that satisfy one of the expressions or are not indexed yet, the newest first.

    `since`: only those first seen since then.
    """
    with db.reading() as session:
        found = set(_unindexed(session))
        for question in _questions(reaches):
            found.update(articles_with(session, question))
        if since is not None:
            fresh = select(ArticleRow.id).where(col(ArticleRow.first_seen) >= since)
            found &= {id or 0 for id in session.exec(fresh)}
    return sorted(found, reverse=True)


def _questions(reaches: Sequence[Reach]) -> Iterator[Reach]:
    """The expressions put together, as many as one question holds; a large list of alternatives is cut in pieces."""
    pieces = [piece for reach in reaches for piece in _pieces(reach)]
    together: list[Reach] = []
    total = 0
    for piece in pieces:
        if together and total + size(piece) > _LARGEST:
            yield AnyReach(parts=tuple(together))
            together, total = [], 0
        together.append(piece)
        total += size(piece)
    if together:
        yield AnyReach(parts=tuple(together))


def _pieces(reach: Reach) -> Sequence[Reach]:
    return reach.parts if isinstance(reach, AnyReach) and size(reach) > _LARGEST else (reach,)
