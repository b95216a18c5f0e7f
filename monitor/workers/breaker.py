"""What is known of each channel: whether it works, when it is to be left alone, whether it keeps us waiting."""

import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from monitor.core.errors import PermanentError, TemporaryError, WorkError
from monitor.core.model.delivery import ChannelState

PER_CHANNEL = 4  # messages of one channel in work at once: a hanging server never delays another channel
BREAKER_AFTER = 5  # failures in a row
PROBE_EVERY = timedelta(minutes=1)


@dataclass(slots=True)
class Breaker:
    """The circuit breakers of all channels, and their memory between two looks into the database."""

    states: dict[str, ChannelState] = field(default_factory=dict)
    refused: dict[str, set[str]] = field(default_factory=dict)  # channel → recipients refused since it sent something
    under_way: dict[str, list[float]] = field(default_factory=dict)  # channel → when its unanswered tries began

    def state(self, channel: str) -> ChannelState:
        """What its last tries left."""
        return self.states.get(channel) or ChannelState(name=channel)

    def slots(self, channels: Iterable[str], now: datetime) -> Mapping[str, int]:
        """How many messages each channel that may be used can have in work; the best of them first.

        Of two channels to one mailbox the better is the one that works, and that keeps us waiting the least.
        """
        order = sorted(channels, key=lambda name: (self.state(name).failures, self._silent_for(name)))
        return {name: slots for name in order if (slots := self._slots(name, now)) > 0}

    def _slots(self, channel: str, now: datetime) -> int:
        state = self.states.get(channel)
        if state is None:
            return 1  # nobody knows yet whether its password is right
        if state.open_until is None:
            return PER_CHANNEL
        return 0 if state.open_until > now else 1  # one probe

    def _silent_for(self, channel: str) -> float:
        """How long ago the oldest try began that has no answer yet, in seconds."""
        begun = list(self.under_way.get(channel, ()))  # a copy: the loop goes on while a thread looks at it
        return time.monotonic() - min(begun) if begun else 0.0

    @contextmanager
    def trying(self, channel: str, now: datetime) -> Iterator[None]:
        """A try, unless the channel has been told to be left alone while this message waited for its turn."""
        state = self.state(channel)
        if state.open_until is not None and state.open_until > now:
            wait = state.open_until - now
            reason = (state.error or "paused").removeprefix(f"{channel}: ")
            raise TemporaryError(channel, reason, retry_after=wait, pause=True, refused=True)
        tries, began = self.under_way.setdefault(channel, []), time.monotonic()
        tries.append(began)
        try:
            yield
        finally:
            tries.remove(began)

    def sent(self, channel: str, now: datetime) -> ChannelState:
        """It works."""
        self.refused.pop(channel, None)
        self.states[channel] = ChannelState(name=channel, sent_at=now)
        return self.states[channel]

    def failed(
        self, channel: str, recipient: str, others: Collection[str], error: WorkError, now: datetime
    ) -> ChannelState:
        """After some failures in a row, or one that is the channel's own, only probes go out."""
        before = self.state(channel)
        if self._is_about_one_reader(channel, recipient, others, error):
            return before
        failures = before.failures + 1
        open_until = None
        if of_channel(error) or failures >= BREAKER_AFTER:
            wish = error.retry_after if isinstance(error, TemporaryError) else None
            open_until = now + (wish or PROBE_EVERY)
        self.states[channel] = ChannelState(
            name=channel, failures=failures, open_until=open_until, sent_at=before.sent_at, error=str(error)
        )
        return self.states[channel]

    def _is_about_one_reader(self, channel: str, recipient: str, others: Collection[str], error: WorkError) -> bool:
        """A far end that only refuses this recipient works, as long as there are some whom it takes."""
        if not (isinstance(error, TemporaryError) and error.refused and not error.pause):
            return False
        refused = self.refused.setdefault(channel, set())
        refused.add(recipient)
        return not refused.issuperset(others)


def of_channel(error: WorkError) -> bool:
    """Would any other message have fared the same?"""
    return isinstance(error, PermanentError) or (isinstance(error, TemporaryError) and error.pause)
