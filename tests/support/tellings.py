"""Articles placed in a window as they come in."""

from datetime import UTC, datetime, timedelta

from monitor.core.story.held import Kept
from monitor.core.story.window import Window

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def join(window: Window[str], id: str, source: str, at: datetime, title: str, text: str) -> Kept[str]:
    article = window.read(source=source, at=at, title=title, text=text)
    place = window.settle(article)
    kept = Kept(id=id, story=place.story or id, copy_of=place.copy_of, seen=at, telling=article.telling)
    window.add(kept)
    return kept


def told_twice(hours: float, *tellings: tuple[str, str]) -> list[Kept[str]]:
    """Two outlets' articles, each a title and a text, so many hours apart."""
    window: Window[str] = Window()
    at = (NOW, NOW + timedelta(hours=hours))
    return [join(window, f"{n}", f"{n}", at[n], title, text) for n, (title, text) in enumerate(tellings)]
