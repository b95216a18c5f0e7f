"""Processes that read documents and can be killed: as many as are needed, and none for longer than that.

Another one is started only when those that are there do not get on, so that a document which keeps its process busy
delays the others by a fraction of a second, and a program that reads a few good documents has one process. Documents
that take long wait for one another in a few of the processes: the others are there for those that do not.
"""

import asyncio
import pickle
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import TypeVar

from monitor.net.process import Died, NotStarted, Reader
from monitor.net.reading import JOB, Trouble, framed
from monitor.net.reply import read_reply

T = TypeVar("T")
STUCK = 0.3  # seconds of work at one document after which those who wait get processes of their own
SILENT = 0.6  # seconds at one document, whatever is done in them, after which they get another process
QUEUE = 1.0  # seconds after which they get one although the others get on
SLOW = 1.0  # seconds after which a document, and others of whom it is from, are slow
IDLE = 60.0  # seconds after which a process that nobody needs ends
_LOOK = 0.02  # seconds between two looks at how they get on, at least
_TASKS = 500  # documents after which a process is replaced, so that no leak grows
_MOST_SLOW = 1000  # names that are remembered


class Processes:
    """Calls functions of modules in other processes, for one event loop."""

    def __init__(self, *, time_limit: float, most: int, idle: float = IDLE) -> None:
        self._time_limit = time_limit
        self._most = most
        self._places = max(1, most - 2)  # for slow documents
        self._idle_for = idle
        self._waiting: list[_Turn] = []
        self._readers: set[Reader] = set()
        self._free: list[Reader] = []
        self._starting: set[asyncio.Task[None]] = set()
        self._ending: set[asyncio.Task[None]] = set()
        self._started_at = 0.0  # when the last one was there, in the loop's time
        self._again_at = 0.0  # when one may be started again, after one that could not be
        self._alarm: asyncio.TimerHandle | None = None
        self._slow: dict[str, None] = {}  # whose last document was slow

    async def call(self, whose: str, function: Callable[..., T], *args: object, **words: object) -> T | Trouble:
        """What came of a call in a process; raises TimeoutError, Died, NotStarted or NotAnAnswer.

        `whose`: of what comes from the same, one slow document makes the next ones wait for other slow ones.
        """
        job = framed(JOB, pickle.dumps((function, args, words)))
        died = False  # a process of its own accord: the second time it is this document's fault, however busy they are
        while True:
            reader = await self._turn(whose)
            try:
                async with asyncio.timeout(self._time_limit):
                    answer = read_reply(*await reader.ask(job), function)
            except Died:
                # it made room for others; or its process ended while it had nothing to do: not this document's fault
                again = reader.set_aside or not (died or reader.killed or reader.tasks == 1)
                died = died or not reader.set_aside
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
        for reader in list(self._readers):
            self._dismiss(reader, reader.kill)
        await asyncio.gather(*self._ending)

    async def _turn(self, whose: str) -> Reader:
        loop = asyncio.get_running_loop()
        turn = _Turn(whose, loop.create_future(), loop.time())
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
        for reader in [one for one in self._free if one.process.returncode is not None]:
            self._dismiss(reader, reader.kill)  # somebody ended it
        for reader in self._readers:
            if reader.whose is not None and loop.time() - reader.began >= SLOW:
                self._remember(reader.whose)
        waiting = self._hand_over(loop.time())
        if not waiting or self._starting:
            return
        look_again = self._start_more(waiting) if len(self._readers) < self._most else self._set_aside(waiting)
        if look_again is not None:
            self._alarm = loop.call_at(look_again, self._serve)

    def _hand_over(self, now: float) -> "list[_Turn]":
        """Give what is idle to those who wait, the slow ones last; who is left and could have another process."""
        left: list[_Turn] = []
        held = len(self._slow_at_work())
        for turn in sorted(self._waiting, key=lambda turn: (turn.whose in self._slow, turn.since)):
            slow = turn.whose in self._slow
            if turn.reader.done():
                continue  # it is not waited for any more
            if self._free and (not slow or held < self._places):
                turn.reader.set_result(self._free.pop().woken(turn.whose, now))
                held += slow
            else:
                left.append(turn)
        self._waiting = left
        return [turn for turn in left if held < self._places or turn.whose not in self._slow]

    def _start_more(self, waiting: "list[_Turn]") -> float | None:
        """Start what is needed; or when to look again whether it is."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        worked = min((reader.worked(now) for reader in self._readers), default=0.0)
        last = max((reader.began for reader in self._readers), default=0.0)
        late = min(max(waiting[0].since, self._started_at) + QUEUE, last + SILENT)
        if self._readers and now < self._again_at:
            return self._again_at
        if self._readers and worked < STUCK and now < late:
            return min(late, now + max(STUCK - worked, _LOOK))
        # where all are hard at work, those who wait may be such documents too: each gets its own process at once
        count = len(waiting) if worked >= STUCK else 1
        for _ in range(min(count, self._most - len(self._readers))):
            self._starting.add(loop.create_task(self._start()))
        return None

    def _set_aside(self, waiting: "list[_Turn]") -> float | None:
        """Where more slow documents are read than there are places, the last one makes room; or when to look again."""
        slow = self._slow_at_work()
        if len(slow) > self._places and any(turn.whose not in self._slow for turn in waiting):
            last = max(slow, key=lambda reader: reader.began)
            last.set_aside = True
            self._dismiss(last, last.kill)
        return min((one.began + SLOW for one in self._readers if one.whose not in (None, *self._slow)), default=None)

    def _slow_at_work(self) -> list[Reader]:
        return [reader for reader in self._readers if reader.whose in self._slow]

    def _remember(self, whose: str) -> None:
        """What comes from there is slow."""
        self._slow.pop(whose, None)
        self._slow[whose] = None
        if len(self._slow) > _MOST_SLOW:
            del self._slow[next(iter(self._slow))]

    async def _start(self) -> None:
        this = asyncio.current_task()
        try:
            reader = await Reader.start()
        except (OSError, NotStarted) as error:
            self._again_at = asyncio.get_running_loop().time() + STUCK
            if not self._readers and len(self._starting) == 1:  # else those who wait have their turn yet
                self._give_up(str(error))
        else:
            self._readers.add(reader)
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
        if reader not in self._readers:
            return
        self._learn(reader)
        if reader.tasks >= _TASKS:
            self._dismiss(reader, reader.leave)
        else:
            self._free.append(reader)
            reader.pension = asyncio.get_running_loop().call_later(
                self._idle_for, lambda: self._dismiss(reader, reader.leave)
            )
        self._serve()

    def _learn(self, reader: Reader) -> None:
        """Whether what it read was slow."""
        if reader.whose is not None and asyncio.get_running_loop().time() - reader.began >= SLOW:
            self._remember(reader.whose)
        elif reader.whose is not None:
            self._slow.pop(reader.whose, None)
        reader.whose = None

    def _end(self, reader: Reader) -> None:
        self._learn(reader)
        self._dismiss(reader, reader.kill)
        self._serve()

    def _dismiss(self, reader: Reader, ending: Callable[[], Coroutine[None, None, None]]) -> None:
        """It is none of ours any more; it is waited for, so that nothing is left of it."""
        if reader not in self._readers:
            return  # it is ending already
        if reader in self._free:
            self._free.remove(reader)
        self._readers.remove(reader)
        if reader.pension is not None:
            reader.pension.cancel()
        task = asyncio.get_running_loop().create_task(ending())
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)


@dataclass(slots=True, eq=False)
class _Turn:
    """One who waits for a process."""

    whose: str
    reader: asyncio.Future[Reader]
    since: float  # in the loop's time
