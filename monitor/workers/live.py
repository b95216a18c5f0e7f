"""What the workers work with: a configuration made ready, swapped as a whole when a file changes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from alerts.channel import Channel, Surroundings
from alerts.registry import CHANNEL_TYPES
from monitor.config.load import Config
from monitor.core.fit import Policy
from monitor.core.model import Source, Trouble, Watchlist
from monitor.core.watch.compile import compile_watchlists
from monitor.core.watch.watching import QueryMatcher


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """One configuration, ready for work; immutable, read once for each item."""

    config: Config
    day: date  # the day for which watchlists were counted as expired or not
    sources: Mapping[str, Source]
    watchlists: Mapping[str, Watchlist]
    matcher: QueryMatcher
    channels: Mapping[str, Channel]
    policy: Policy

    def owners(self) -> tuple[tuple[str, str], ...]:
        """(channel, recipient) of everybody who hears of trouble."""
        return tuple(
            (name, recipient)
            for name in self.config.owner
            if name in self.channels
            for recipient in self.channels[name].recipients
        )

    def trouble(self, subject: str, headline: str, *lines: str, at: datetime, but: str | None = None) -> Trouble:
        """Something for the owners to hear of, once a day; `but`: the channel that is in trouble itself."""
        to = tuple((channel, recipient) for channel, recipient in self.owners() if channel != but)
        return Trouble(subject=subject, revision=at.toordinal(), headline=headline, lines=lines, to=to)


def make_live(config: Config, surroundings: Callable[[Config], Surroundings], now: datetime) -> Live:
    """Make a configuration ready: compile the watchlists that have not expired, open the channels."""
    day = now.date()
    watchlists = [one for one in config.watchlists if one.expires is None or one.expires >= day]
    around = surroundings(config)
    channels: dict[str, Channel] = {}
    for name, settings in config.channels.items():
        kind = str(getattr(settings, "type"))  # noqa: B009 — each settings model has it, their common base has not
        channels[name] = CHANNEL_TYPES[kind].make(name, settings, around)
    sources = {source.id: source for source in config.sources}
    return Live(
        config=config,
        day=day,
        sources=sources,
        watchlists={one.id: one for one in config.watchlists},
        matcher=compile_watchlists(watchlists, config.watchlists),
        channels=channels,
        policy=Policy(
            routes=config.routes,
            recipients={name: channel.recipients for name, channel in channels.items()},
            sources=sources,
            horizon=config.horizon,
            zone=ZoneInfo(config.timezone),
            mutes=config.mutes,
            entities=frozenset(entity.name for one in config.watchlists for entity in one.entities),
            titles={one.id: one.title for one in config.watchlists},
        ),
    )
