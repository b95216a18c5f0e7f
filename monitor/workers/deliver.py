"""deliver: render what is due, send it outside any transaction, record the answer.

The order is: claim, keep the message and note that a try begins, send, note how it ended. A row found with a try begun
and not ended is in doubt: mail goes again under the same Message-ID, to the byte, Slack is asked first. Marking before
sending loses messages on a kill (measured: 16 of 912), this order loses none.
"""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from alerts.channel import Channel
from monitor.core.errors import PermanentError, StorageError, TemporaryError, WorkError
from monitor.core.model.delivery import (
    TRIED_FOR,
    Alert,
    ChannelState,
    DeliveryOutcome,
    DeliveryRecord,
    DeliveryToSend,
    Message,
    Spike,
    Trouble,
    TroubleKind,
)
from monitor.core.route import NO_WISHES
from monitor.core.schedule import deliver_again
from monitor.workers.alert import Wanted, to_alert, wanted
from monitor.workers.aside import set_aside
from monitor.workers.breaker import BREAKER_AFTER, Breaker, of_channel
from monitor.workers.gone import away_channels, gone_channels
from monitor.workers.links import links_for
from monitor.workers.live import Live
from monitor.workers.spikes import unmuted_spike
from monitor.workers.worker import Clock, Worker
from storage import outbox
from storage.database import Database
from storage.heirs import hand_over
from storage.to_send import deliveries_to_send
from storage.wishes import link_key, wishes

LEAST_TRIES = 8  # before a message is given up because of its age


class Deliver(Worker[DeliveryToSend, DeliveryRecord]):
    """Alert → Message → Delivery."""

    name = "deliver"
    slots = 64
    lease = timedelta(seconds=60)  # twice the bound on one send
    wishes = NO_WISHES  # as they were when work was last taken

    def __init__(self, db: Database, live: Callable[[], Live], clock: Clock) -> None:
        super().__init__(db, live, clock)
        self.gates: dict[str, asyncio.Lock] = {}
        self.last_start: dict[str, float] = {}
        self.breaker = Breaker()
        self.key: bytes | None = None  # that signs links; read when it is first needed

    def take(self, now: datetime) -> list[DeliveryToSend]:
        self.breaker.states = outbox.channel_states(self.db)
        self.wishes = wishes(self.db, now)
        busy = Counter(item.channel for item in self.in_work())
        live = self.live()
        slots = self.breaker.slots(live.channels, now)
        free = {name: slots[name] - busy[name] for name in slots}
        away = away_channels(self.db, live)
        gone = gone_channels(live, away)
        hand_over(self.db, live.heirs(gone), now)
        free |= dict.fromkeys(gone, self.slots)
        taken = deliveries_to_send(
            self.db,
            now,
            free=free,
            lease=self.lease,
            alike=live.alike(away),
            covers=live.covers,
            asked=live.asked,
            reader=live.policy.reader,
        )
        lacking = [item for item in taken if item.left_out and not item.may_be_out]
        bad = dict.fromkeys(one for item in lacking for one in item.left_out)
        set_aside(self.db, live, list(bad), now, without=[id for item in lacking for id in item.ids])
        return taken

    async def work(self, item: DeliveryToSend) -> DeliveryRecord:
        live = self.live()
        channel = live.channels.get(item.channel)
        if channel is None:
            return self._dead(item, live, f"{item.channel}: this channel is no longer in alerts.toml")
        if item.recipient.lower() not in map(str.lower, channel.recipients):
            reason = f"{item.channel}: {item.recipient} is no longer among its recipients in alerts.toml"
            return self._dead(item, live, reason)
        if item.unreadable is not None and not item.may_be_out:
            return self._dead(item, live, f"{item.channel}: cannot be read ({item.unreadable})")
        spike = await self._spike(item, live)
        if spike is None and item.spike is not None:
            return self._muted(item, frozenset())
        item = replace(item, spike=spike)
        left = wanted(item, live, self.clock(), self.wishes)
        if left.item is None:
            return self._muted(item, left.unheard, outbox.EMPTIED if left.set_aside else outbox.MUTED)
        return await self._try(left.item, left, live, channel)

    async def _spike(self, item: DeliveryToSend, live: Live) -> Spike | None:
        """What is left of a spike, as long as nobody has it."""
        if item.spike is None or item.may_be_out:
            return item.spike
        about = (self.db, live, item.spike, item.routes, self.wishes, self.clock())
        return await asyncio.to_thread(unmuted_spike, *about)

    async def _try(self, item: DeliveryToSend, left: Wanted, live: Live, channel: Channel) -> DeliveryRecord:
        try:
            message = await self._message(item, channel, live)
        except Exception as error:
            self.log.exception("render", extra={"subject": item.subject, "channel": item.channel})
            if item.message is None:
                return self._dead(item, live, f"{item.channel}: cannot be rendered ({type(error).__name__}: {error})")
            message = item.message
        begins = (self.db, item, message, self.clock(), left.unheard, left.unsaid)
        if not await asyncio.to_thread(outbox.record_sending, *begins):
            raise StorageError(f"{item.channel}: taken over by another worker before it was sent")
        try:
            answer = await self._send(channel, item, message)
        except PermanentError as error:
            if error.whole:
                return self._again(item, live, error)
            return self._dead(item, live, str(error))
        except TemporaryError as error:
            return self._again(item, live, error)
        now = self.clock()
        return DeliveryRecord(
            ids=item.ids,
            attempt=item.attempt,
            at=now,
            outcome=DeliveryOutcome.SENT,
            answer=answer,
            channel=self.breaker.sent(item.channel, now),
        )

    async def _message(self, item: DeliveryToSend, channel: Channel, live: Live) -> Message:
        """What may have gone out before stays as it was, to the byte; what nobody has is as of now, and says so."""
        if item.may_be_out and item.message is not None:
            return item.message
        return channel.render(await self._alert(item, live))

    async def _alert(self, item: DeliveryToSend, live: Live) -> Alert:
        if self.key is None:
            self.key = await asyncio.to_thread(link_key, self.db)
        links = links_for(item, live.config.public_url, self.key)
        return to_alert(item, live, self.clock(), links, wishes=self.wishes)

    async def _send(self, channel: Channel, item: DeliveryToSend, message: Message) -> str:
        await self._pace(channel)
        with self.breaker.trying(channel.name, self.clock()):
            try:
                async with asyncio.timeout(channel.timeout.total_seconds()):
                    return await channel.send(message, item.recipient, in_doubt=item.in_doubt)
            except TimeoutError as error:
                reason = f"no answer within {channel.timeout.total_seconds():.0f} s"
                raise TemporaryError(channel.name, reason) from error

    async def _pace(self, channel: Channel) -> None:
        async with self.gates.setdefault(channel.name, asyncio.Lock()):
            wait = self.last_start.get(channel.name, -1e9) + channel.pace.total_seconds() - time.monotonic()
            if wait > 0:
                await asyncio.sleep(wait)
            self.last_start[channel.name] = time.monotonic()

    def _again(self, item: DeliveryToSend, live: Live, error: WorkError) -> DeliveryRecord:
        """Later; or dead, if it has been tried for as long as its channel tries."""
        now = self.clock()
        channel = live.channels[item.channel]
        # one try late is no proof that there is no way: the machine was off, or its clock is wrong
        if now - item.due > channel.gives_up_after and item.failures + 1 >= LEAST_TRIES:
            return self._dead(item, live, f"{error} {TRIED_FOR}{channel.gives_up_after})", doubt=_ambiguous(error))
        if channel.tries is not None and item.failures + 1 >= channel.tries and not of_channel(error):
            return self._dead(item, live, f"{error} (tried {channel.tries} times)", doubt=_ambiguous(error))
        wish = error.retry_after if isinstance(error, TemporaryError) else None
        failures = item.failures + 1
        before = self.breaker.state(item.channel)
        state = self.breaker.failed(item.channel, item.recipient, channel.recipients, error, now)
        at = deliver_again(now, failures, chance=random.random(), retry_after=wish)
        if of_channel(error) and state.open_until is not None:
            at = state.open_until  # the message is not at fault: it keeps its place for the next probe
        return DeliveryRecord(
            ids=item.ids,
            attempt=item.attempt,
            at=now,
            outcome=DeliveryOutcome.LATER,
            deliver_at=at,
            failures=failures,
            error=str(error),
            in_doubt=item.in_doubt or _ambiguous(error),
            channel=state,
            troubles=self._refused(item, live, error, now)
            if state == before
            else self._troubles(state, live, error, now),
        )

    def _refused(self, item: DeliveryToSend, live: Live, error: WorkError, now: datetime) -> tuple[Trouble, ...]:
        """What the others among the owners hear of a recipient who alone is refused, and has been for a while."""
        if item.failures + 1 < BREAKER_AFTER:
            return ()
        facts = {"channel": item.channel, "recipient": item.recipient, "error": str(error)}
        words = live.trouble(f"refused:{item.channel}:{item.recipient}", TroubleKind.REFUSED, facts, at=now)
        others = tuple(who for who in words.to if who != (item.channel, item.recipient))
        return (replace(words, to=others),)

    def _troubles(self, state: ChannelState, live: Live, error: WorkError, now: datetime) -> tuple[Trouble, ...]:
        """What the owners hear of a channel: that it is broken, or has failed for a while."""
        if not isinstance(error, PermanentError) and state.failures < BREAKER_AFTER:
            return ()
        facts = {"channel": state.name, "error": str(error)}
        return (live.trouble(f"channel:{state.name}", TroubleKind.CHANNEL, facts, at=now, but=state.name),)

    def _dead(self, item: DeliveryToSend, live: Live, reason: str, *, doubt: bool = False) -> DeliveryRecord:
        now = self.clock()
        words = live.trouble(
            f"dead:{item.channel}:{item.recipient}",
            TroubleKind.DEAD,
            {"channel": item.channel, "recipient": item.recipient, "error": reason},
            at=now,
            but=item.channel if item.kind == "meta" else None,
        )
        # trouble about trouble over the same channel would never end
        troubles = () if item.kind == "meta" and not words.to else (words,)
        return DeliveryRecord(
            ids=item.ids,
            attempt=item.attempt,
            at=now,
            outcome=DeliveryOutcome.DEAD,
            in_doubt=item.in_doubt or doubt,
            failures=item.failures + 1,
            error=reason,
            channel=self.breaker.state(item.channel),
            troubles=troubles,
        )

    def _muted(self, item: DeliveryToSend, unheard: frozenset[str], reason: str = outbox.MUTED) -> DeliveryRecord:
        return DeliveryRecord(
            ids=item.ids,
            attempt=item.attempt,
            at=self.clock(),
            outcome=DeliveryOutcome.MUTED,
            failures=item.failures,
            error=reason,
            unheard=unheard,
            channel=self.breaker.state(item.channel),
        )

    def failed(self, item: DeliveryToSend, reason: str) -> DeliveryRecord:
        live = self.live()
        if item.channel not in live.channels:
            return self._dead(item, live, reason)
        return self._again(item, live, TemporaryError(item.channel, reason))

    def record(self, item: DeliveryToSend, record: DeliveryRecord) -> dict[str, object] | None:
        if not outbox.record_delivery(self.db, record):
            return None
        keys: dict[str, object] = {
            "channel": item.channel,
            "kind": item.kind,
            "subject": item.subject,
            "routes": list(item.routes),
            "outcome": record.outcome.value,
        }
        return keys | ({"error": record.error, "again": record.deliver_at} if record.error else {})


def _ambiguous(error: WorkError) -> bool:
    """May it have gone out all the same?"""
    return isinstance(error, TemporaryError) and not error.refused
