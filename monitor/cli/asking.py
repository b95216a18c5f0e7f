"""What the commands that match share: which watchlists, and what is known of the outlets of articles."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import click

from monitor.config.load import load_sources
from monitor.config.places import config_folder
from monitor.config.watchlists import load_watchlists
from monitor.core.errors import ConfigError, Problem
from monitor.core.model.source import Source
from monitor.core.model.watchlist import Facts, Watchlist
from monitor.core.watch.watching import QueryMatcher

config_option = click.option(
    "--config",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder whose watchlists/ are used. Default: MONITOR_CONFIG, else the current folder.",
)
watchlists_option = click.option(
    "--watchlists",
    "watchlist_folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder with watchlists (*.toml). Default: the configuration's.",
)


class Asking(NamedTuple):
    """Watchlists, and what is known of the outlets that articles come from."""

    matcher: QueryMatcher
    sources: Mapping[str, Source]

    def facts(self, article: Mapping[str, Any]) -> Facts:
        """What an article says of itself; for the rest what sources.toml says of its source."""
        outlet = _text(article, "source")
        source = self.sources.get(outlet) if outlet is not None else None
        tags = article.get("tags")
        return Facts(
            outlet=outlet,
            country=_text(article, "country") or (source.country if source is not None else None),
            language=_text(article, "language") or (source.language if source is not None else None),
            url=_text(article, "url"),
            tags=tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
        )


def _text(article: Mapping[str, Any], name: str) -> str | None:
    """A fact as an article states it; what is no text states nothing."""
    value = article.get(name)
    return value if isinstance(value, str) and value else None


def known_sources(folder: Path | None, *, needed: bool) -> dict[str, Source]:
    """The sources of the configuration by id: what cannot be read is told and left out; none where there is none."""
    if not needed:
        return {}
    try:
        where = config_folder(folder)
    except ConfigError:
        if folder is not None:
            raise
        return {}
    if not (where / "sources.toml").exists():
        return {}
    try:
        return {source.id: source for source in load_sources(where, _left_out)}
    except ConfigError as error:
        for problem in error.problems:
            click.echo(f"{problem}; no source is known", err=True)
        return {}


def _left_out(problem: Problem) -> None:
    click.echo(f"left out: {problem}", err=True)


def configured_watchlists(folder: Path | None, watchlist_folder: Path | None) -> tuple[Watchlist, ...]:
    """The watchlists; one that is wrong is told and left out, an error only if none is left."""
    where = watchlist_folder if watchlist_folder is not None else config_folder(folder)
    return load_watchlists(where, lambda problem: click.echo(f"{problem}; this watchlist is left out", err=True))
