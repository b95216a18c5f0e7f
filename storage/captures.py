"""Pages as they were fetched, kept as evidence: the first of an article, and each that says something else."""

import hashlib
import zlib
from typing import Any

from sqlmodel import Session, col, select

from monitor.core.model.article import Page
from monitor.core.model.stored import Capture
from storage.rows import stored
from storage.tables import Captured, CaptureRow, LaterCaptureRow


def keep_capture(session: Session, article: int, page: Page, *, changed: bool) -> None:
    """Keep the page of an article if it is the first one or its article has `changed`."""
    first = session.get(CaptureRow, article) is None
    if not first and not changed:
        return
    values: dict[str, Any] = {
        "article_id": article,
        "url": stored(page.url),
        "status": page.status,
        "headers": {stored(name): stored(value) for name, value in page.headers.items()},
        "fetched_at": page.fetched_at,
        "sha256": hashlib.sha256(page.body).hexdigest(),
        "body": zlib.compress(page.body, 6),
    }
    session.add(CaptureRow(**values) if first else LaterCaptureRow(**values))


def captures_of(session: Session, article: int) -> tuple[Capture, ...]:
    """The pages of an article, the earliest first."""
    first = session.get(CaptureRow, article)
    later = select(LaterCaptureRow).where(LaterCaptureRow.article_id == article).order_by(col(LaterCaptureRow.id))
    return tuple(map(_capture, [*([first] if first is not None else []), *session.exec(later)]))


def body_of(row: Captured) -> bytes | None:
    """The page; None: it cannot be read any more."""
    try:
        return zlib.decompress(row.body)
    except zlib.error:
        return None


def _capture(row: Captured) -> Capture:
    body = body_of(row)
    whole = body is not None and hashlib.sha256(body).hexdigest() == row.sha256
    return Capture(
        url=row.url,
        status=row.status,
        headers=row.headers,
        fetched_at=row.fetched_at,
        sha256=row.sha256,
        body=body if whole else None,
    )
