"""Processes that read documents and can be killed: as many as are needed, and none for longer than that.

Another one is made only when those that are there do not get on, so that a program that reads a few good documents has
one process. A document may work for a fraction of a second; then it is late, and makes room when others wait and all
places are taken: it begins again after those that have had less, and may work four times as long. So documents that
keep their processes busy, known or not, delay the others by the time that it takes to see that they do; and strangers
let those go first that have been read in time before.
"""

import asyncio
import os
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from monitor.net.copies import Copies
from monitor.net.process import Died, NotStarted, Reader
from monitor.net.reading import JOB, Trouble, framed, read_page
from monitor.net.reply import read_reply
from monitor.net.turns import TURN, Turns, rounds_of, turn_of

T = TypeVar("T")
QUEUE = 1.0  # seconds after which who waits gets another process although the others get on
IDLE = 60.0  # seconds after which a process that nobody needs ends
_CREW = max(2, min(4, os.cpu_count() or 2))  # processes, where they get on: more only where they do not
_LOOK = 0.02  # seconds between two looks at how they get on, at least
_AGAIN = 0.3  # seconds after which one is started again, after one that could not be
_TASKS = 100  # documents after which a process is replaced: no leak grows, and what took it over does not stay


class Processes:
    """Calls functions of modules in other processes, for one event loop."""

    def __init__(self, *, time_limit: float, most: int, idle: float = IDLE) -> None:
        self._time_limit = time_limit
        self._most = most
        self._places = max(1, most // 2)  # for late documents, where others wait
        self._idle_for = idle
        self._copies = Copies()
        self._waiting: list[_Turn] = []
        self._starting: set[asyncio.Task[None]] = set()
        self._started_at = 0.0  # when the last one was there, in the loop's time
        self._again_at = 0.0  # when one may be started again, after one that could not be
        self._alarm: asyncio.TimerHandle | None = None
        self._turns = Turns()

    async def call(self, whose: str, function: Callable[..., T], *args: object, **words: object) -> T | Trouble:
        """What came of a call in a process; raises TimeoutError, Died, NotStarted or NotAnAnswer.

        `whose`: what comes from the same as a late document waits for other late ones.
        """
        if function is read_page:
            self._copies.read_pages()
        job = framed(JOB, pickle.dumps((function, args, words)))
        rounds = self._turns.rounds(whose)
        died = False  # a process of its own accord: the second time it is this document's fault, however busy they are
        while True:
            reader = await self._turn(whose, rounds)
            try:
                async with asyncio.timeout(self._time_limit):
                    answer = read_reply(*await reader.ask(job), function)
            except Died:
                # it made room for others; or its process ended while it had nothing to do, or with the one that it is
                # a copy of: not this document's fault
                innocent = reader.tasks > 1 or reader.original.has_ended
                again = reader.set_aside or (innocent and not (died or reader.killed))
                died = died or not reader.set_aside
                rounds = reader.rounds + reader.set_aside
                self._end(reader)
                if not again:
                    raise
            except BaseException:
                self._end(reader)  # it is in the middle of something, or not what it was
                raise
            else:
                self._back(reader)
                return answer

    async def aclose(self) -> None:
        """End all of them, also those that are at work."""
        self._give_up("the program ends")
        for task in self._starting:
            task.cancel()
        await asyncio.gather(*self._starting, return_exceptions=True)
        await self._copies.aclose()

    async def _turn(self, whose: str, rounds: int) -> Reader:
        loop = asyncio.get_running_loop()
        turn = _Turn(whose, rounds, loop.create_future(), loop.time(), self._turns.knows(whose))
        self._waiting.append(turn)
        self._serve()
        try:
            return await turn.reader
        except asyncio.CancelledError:
            if turn.reader.done() and not turn.reader.cancelled() and turn.reader.exception() is None:
                self._back(turn.reader.result())
            raise

    def _serve(self) -> None:
        """Give those who wait what is idle; find a process for one who has waited too long."""
        loop = asyncio.get_running_loop()
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        self._copies.dismiss_ended()
        now = loop.time()
        self._hand_over(now)
        for reader in self._late(now):
            reader.give_way()
        look_again = None
        if self._waiting and not self._starting:
            look_again = self._start_more(now) if len(self._copies.all) < self._most else self._make_room(now)
        elif any(reader.whose is not None and not reader.settled for reader in self._copies.all):
            look_again = now + TURN
        if look_again is not None:
            self._alarm = loop.call_at(look_again, self._serve)

    def _hand_over(self, now: float) -> None:
        """Give what is idle to those who wait, first to those that have had least, but keep nobody waiting for good."""
        waiting = sorted(self._waiting, key=lambda turn: turn.rank)
        self._waiting = []
        places = self._places - len(self._late(now))
        for turn in waiting:
            if turn.reader.done():
                continue  # it is not waited for any more
            if self._copies.free and (turn.rounds == 0 or places > 0):
                reader = self._copies.free.pop()
                turn.reader.set_result(reader.woken(turn.whose, turn.rounds, now, self._turns.first(turn.whose)))
                places -= turn.rounds > 0
            else:
                self._waiting.append(turn)

    def _start_more(self, now: float) -> float | None:
        """Make what is needed; or when to look again whether it is."""
        places = self._places - len(self._late(now))
        waiting = [turn for turn in self._waiting if turn.rounds == 0 or places > 0]
        if not waiting or waiting[0] is not self._waiting[0]:
            look_again = self._make_room(now)
            if not waiting or self._starting:
                return look_again
        left = max((reader.turn - reader.worked(now) for reader in self._copies.all), default=0.0)
        late = max(waiting[0].since, self._started_at) + QUEUE
        if self._copies.all and now < self._again_at:
            return self._again_at
        if left > 0 and (now < late or len(self._copies.all) >= _CREW):
            return now + max(left, _LOOK)
        # where all are hard at work, those who wait may be such documents too: each gets its own process at once
        count = len(waiting) if left <= 0 else 1
        for _ in range(min(count, self._most - len(self._copies.all)) if self._copies.all else 1):
            self._begin()
        return None

    def _make_room(self, now: float) -> float:
        """Have late documents make room for those that have had less; when to look again."""
        late = self._late(now)
        over = len(late) - self._places  # of the places of those that are not late
        count, first = min(over, sum(turn.rounds == 0 for turn in self._waiting)), 0
        if count <= 0:
            first = self._waiting[0].rounds
            count = first > 0 and over >= 0
        had = [one for one in late if max(one.rounds, first) == 0 or one.worked(now) >= turn_of(max(one.rounds, first))]
        had.sort(key=lambda reader: reader.worked(now))
        for reader in had[:count]:
            reader.rounds = max(reader.rounds, rounds_of(reader.worked(now)) - 1)
            reader.set_aside = True
            self._copies.dismiss(reader, reader.kill)
            self._begin()
        return now + _LOOK

    def _late(self, now: float) -> list[Reader]:
        """Who is at a document that has had its turn."""
        busy = (reader for reader in self._copies.all if reader.whose is not None)
        return [reader for reader in busy if reader.rounds or reader.worked(now) >= reader.turn]

    def _begin(self) -> None:
        self._starting.add(asyncio.get_running_loop().create_task(self._start()))

    async def _start(self) -> None:
        this = asyncio.current_task()
        try:
            reader = await self._copies.make()
        except (OSError, NotStarted) as error:
            self._again_at = asyncio.get_running_loop().time() + _AGAIN
            if not self._copies.all and len(self._starting) == 1:  # else those who wait have their turn yet
                self._give_up(str(error))
        else:
            self._back(reader)
        finally:
            assert this is not None
            self._starting.discard(this)
            self._started_at = asyncio.get_running_loop().time()
        self._serve()

    def _give_up(self, why: str) -> None:
        """Tell those who wait that there will be no process."""
        waiting, self._waiting = self._waiting, []
        for turn in waiting:
            if not turn.reader.done():
                turn.reader.set_exception(NotStarted(why))

    def _back(self, reader: Reader) -> None:
        """It has nothing to do any more."""
        if reader not in self._copies.all:
            return
        self._learn(reader)
        if reader.tasks >= _TASKS or reader.gives_way or reader.pages < self._copies.pages:
            self._copies.dismiss(reader, reader.leave)
        else:
            self._copies.free.append(reader)
            reader.pension = asyncio.get_running_loop().call_later(self._idle_for, self._retire, reader)
        self._serve()

    def _retire(self, reader: Reader) -> None:
        """Nobody has needed it for long; where it is the last one, neither is the one that it is a copy of needed."""
        self._copies.dismiss(reader, reader.leave)
        if not self._copies.all and not self._starting:
            self._copies.forget_original()
            self._copies.pages = False

    def _learn(self, reader: Reader) -> None:
        """How late it was with what it read."""
        if reader.whose is None:
            return
        worked = reader.worked(asyncio.get_running_loop().time())
        had = turn_of(reader.rounds) if reader.set_aside and reader.rounds else 0.0  # a first turn may be short
        self._turns.learn(reader.whose, max(worked, had))
        reader.whose = None

    def _end(self, reader: Reader) -> None:
        self._learn(reader)
        self._copies.dismiss(reader, reader.kill)
        self._serve()


@dataclass(slots=True, eq=False)
class _Turn:
    """One who waits for a process."""

    whose: str
    rounds: int  # how often it has had to make room, or the last one from there
    reader: asyncio.Future[Reader]
    since: float  # in the loop's time
    known: bool  # something from there has been read before

    @property
    def rank(self) -> float:
        """Those that were never late go first, then strangers, but not for good: the longer a turn, the more do."""
        if self.known and not self.rounds:
            return self.since
        return self.since + QUEUE * turn_of(max(0, self.rounds - 1)) / TURN
