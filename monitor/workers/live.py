"""What the workers work with: a configuration made ready, swapped as a whole when a file changes."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from alerts.channel import Channel, Surroundings
from alerts.registry import CHANNEL_TYPES
from monitor.config.load import Config
from monitor.core.fit import ANY, MAIL, Policy
from monitor.core.model.delivery import Happening, Trouble, TroubleKind
from monitor.core.model.source import Source
from monitor.core.model.watchlist import Watchlist
from monitor.core.watch.snapshot import Snapshot
from monitor.workers.compiled import Compiled, compile_day, with_changes_joined


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """One configuration, ready for work; immutable, read once for each item."""

    config: Config
    day: date  # the day for which watchlists were counted as expired or not
    sources: Mapping[str, Source]
    compiled: Compiled
    channels: Mapping[str, Channel]
    policy: Policy

    @property
    def watchlists(self) -> Mapping[str, Watchlist]:
        """Every watchlist by id, those that have expired too."""
        return self.compiled.watchlists

    @property
    def matcher(self) -> Snapshot:
        """What articles are matched with."""
        return self.compiled.snapshot

    def owners(self) -> tuple[tuple[str, str], ...]:
        """(channel, recipient) of everybody who hears of trouble."""
        return tuple(
            (name, recipient)
            for name in self.config.owner
            if name in self.channels
            for recipient in self.channels[name].recipients
        )

    def alike(self, away: Sequence[str] = ()) -> dict[str, list[str]]:
        """Channel → the other channels that reach the same mailboxes under the same names; also those `away`."""
        at_home: dict[str, list[str]] = {}
        for name in (*self.channels, *away):
            if (home := self.home(name)) is not None:
                at_home.setdefault(home, []).append(name)
        return {
            name: [other for other in at_home.get(self.home(name) or "", ()) if other != name] for name in self.channels
        }

    def home(self, channel: str) -> str | None:
        """What a channel shares the names of its recipients with; one of which nobody knows counts as mail."""
        unknown = None if channel in self.channels else MAIL
        return self.policy.mailboxes.get(channel, unknown)

    def heirs(self, gone: Sequence[str]) -> dict[tuple[str, str], list[str]]:
        """(channel that has gone, recipient) → the channels that reach the same mailbox: what waits goes there."""
        found: dict[tuple[str, str], list[str]] = {}
        for name in gone:
            for one in self.channels.values():
                for recipient in one.recipients if self.home(one.name) == self.home(name) else ():
                    found.setdefault((name, recipient.lower()), []).append(one.name)
        return found

    def same_mailbox(self, channel: str, recipient: str) -> list[tuple[str, str]]:
        """(channel, recipient) of every way by which this person is reached under this name."""
        found = {(channel, recipient): None}
        for other in self.alike().get(channel, ()):
            named = [one for one in self.channels[other].recipients if one.lower() == recipient.lower()]
            found |= {(other, one): None for one in named}
        return list(found)

    def asked(self, routes: Iterable[str]) -> set[str]:
        """The watchlists of these routes; one that is gone asked for all."""
        wanted = {route.name: route.watchlists for route in self.config.routes}
        return {watchlist for name in routes for watchlist in wanted.get(name, (ANY,))}

    def covers(self, told: Collection[str], route: str) -> bool:
        """Whether what a message of the routes `told` shows of a story is all that `route` asks for."""
        known = {one.name for one in self.config.routes}
        shown = self.asked(known.intersection(told))
        return route in told or ANY in shown or self.asked([route]) <= shown

    def trouble(
        self,
        subject: str,
        kind: TroubleKind,
        facts: Mapping[str, str],
        *,
        at: datetime,
        but: str | None = None,
        each: tuple[Mapping[str, str], ...] = (),
    ) -> Trouble:
        """Something for the owners to hear of, once a day; `but`: the channel that is in trouble itself.

        `facts`: what the sentences of this kind name, see alerts.render.troubles; `each`: the same of each of several.
        """
        to = tuple((channel, recipient) for channel, recipient in self.owners() if channel != but)
        happening = Happening(kind=kind, facts=facts, each=each)
        return Trouble(subject=subject, revision=at.toordinal(), happening=happening, to=to)


def make_live(
    config: Config, surroundings: Callable[[Config], Surroundings], now: datetime, before: Compiled | None = None
) -> Live:
    """Make a configuration ready: compile the watchlists that have not expired, open the channels.

    `before`: what is replaced; only watchlists that differ are then compiled.
    """
    day = now.date()
    channels = open_channels(config, surroundings(config))
    sources = {source.id: source for source in config.sources}
    return Live(
        config=config,
        day=day,
        sources=sources,
        compiled=compile_day(config.watchlists, day, before),
        channels=channels,
        policy=Policy(
            routes=config.routes,
            recipients={name: channel.recipients for name, channel in channels.items()},
            mailboxes=mailboxes_of(channels),
            sources=sources,
            horizon=config.horizon,
            zone=ZoneInfo(config.timezone),
            mutes=config.mutes,
            entities=frozenset(entity.name for one in config.watchlists for entity in one.entities),
            titles={one.id: one.title for one in config.watchlists},
        ),
    )


def open_channels(config: Config, around: Surroundings) -> dict[str, Channel]:
    """The channels of a configuration by name; none of them says anything yet."""
    channels: dict[str, Channel] = {}
    for name, settings in config.channels.items():
        kind = str(getattr(settings, "type"))  # noqa: B009 — each settings model has it, their common base has not
        channels[name] = CHANNEL_TYPES[kind].make(name, settings, around)
    return channels


def with_homes(live: Live, known: Mapping[str, str]) -> Live:
    """The same with what is known of channels that are not in use: their readers are recognised."""
    mailboxes = {**known, **live.policy.mailboxes}
    present = {
        name: home for name, home in mailboxes.items() if name in live.policy.mailboxes or name not in live.channels
    }
    return replace(live, policy=replace(live.policy, mailboxes=present))


def mailboxes_of(channels: Mapping[str, Channel]) -> dict[str, str]:
    """Channel → what it shares the names of its recipients with: two mail servers reach the same people."""
    return {name: one.mailboxes for name, one in channels.items() if one.mailboxes is not None}


def compacted(live: Live) -> Live:
    """The same configuration with everything compiled together; takes as long as starting does."""
    return replace(live, compiled=compile_day(live.config.watchlists, live.day))


def tidied(live: Live) -> Live:
    """The same configuration with everything compiled together where much has changed, else with its changes joined."""
    if live.matcher.is_large:
        return compacted(live)
    if len(live.matcher.layers) < 2:
        return live
    return replace(live, compiled=with_changes_joined(live.compiled))
