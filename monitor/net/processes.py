"""Processes that read documents and can be killed: as many as are needed, and none for longer than that.

Another one is started only when those that are there do not get on, so that a document which keeps its process busy
delays the others by a fraction of a second, and a program that reads a few good documents has one process.
"""

import asyncio
import os
import pickle
import sys
from asyncio.subprocess import PIPE, Process
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from io import BytesIO

from monitor.net.reading import HEAD, READY, framed

STUCK = 0.3  # seconds at one document after which those who wait get another process
QUEUE = 1.0  # seconds after which they get one although the others get on
IDLE = 60.0  # seconds after which a process that nobody needs ends
_START = 30.0  # seconds in which a process has to be there
_TASKS = 500  # documents after which a process is replaced, so that no leak grows
_LARGEST = 256 << 20  # bytes of an answer
_WINDOW = 1 << 20  # bytes of an answer that wait in our memory
_PROGRAM = "import sys; sys.path[:] = sys.argv[1:]; from monitor.net.reading import main; main()"
_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "PYTHONHOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR")  # no secrets
_PLAIN = {("datetime", one.__name__): one for one in (datetime, timedelta, timezone)}

Answer = tuple[object, ...]  # see monitor.net.reading


class Died(Exception):
    """The process ended in the middle of a document."""

    def __init__(self, exit_code: int | None) -> None:
        super().__init__(exit_code)
        self.exit_code = exit_code


class NotStarted(Exception):
    """No process could be started."""


class Processes:
    """Calls functions of modules in other processes, for one event loop."""

    def __init__(self, *, time_limit: float, most: int, idle: float = IDLE) -> None:
        self._time_limit = time_limit
        self._most = most
        self._idle_for = idle
        self._waiting: deque[tuple[asyncio.Future[_Reader], float]] = deque()  # (turn, since when)
        self._readers: set[_Reader] = set()
        self._free: list[_Reader] = []
        self._starting: asyncio.Task[None] | None = None
        self._started_at = 0.0  # when the last one was there, in the loop's time
        self._handed_at = 0.0  # when the last document was handed to one
        self._alarm: asyncio.TimerHandle | None = None

    async def call(self, function: Callable[..., object], *args: object, **words: object) -> Answer:
        """What came of a call in a process; raises TimeoutError, Died, NotStarted or UnpicklingError."""
        job = framed(pickle.dumps((function, args, words)))
        while True:
            reader = await self._turn()
            try:
                async with asyncio.timeout(self._time_limit):
                    answer = await reader.ask(job)
            except Died:
                await self._end(reader)
                if reader.tasks == 1:
                    raise
                # it may have ended while it had nothing to do: that is not this document's fault
            except BaseException:
                await self._end(reader)  # it is in the middle of something
                raise
            else:
                self._back(reader)
                return answer

    async def aclose(self) -> None:
        """End all of them, also those that are at work."""
        self._give_up("the program ends")
        if self._starting is not None:
            self._starting.cancel()
            await asyncio.gather(self._starting, return_exceptions=True)
        await asyncio.gather(*(self._end(reader) for reader in list(self._readers)))

    async def _turn(self) -> "_Reader":
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[_Reader] = loop.create_future()
        self._waiting.append((turn, loop.time()))
        self._serve()
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and turn.exception() is None:
                self._back(turn.result())
            raise

    def _serve(self) -> None:
        """Give those who wait what is idle; start another process for one who has waited too long."""
        for reader in [one for one in self._free if one.process.returncode is not None]:
            self._retire(reader)  # somebody ended it
        while self._waiting and (self._free or self._waiting[0][0].done()):
            turn, _ = self._waiting.popleft()
            if not turn.done():
                turn.set_result(self._free.pop().woken())
                self._handed_at = asyncio.get_running_loop().time()
        if not self._waiting or self._starting is not None or len(self._readers) >= self._most:
            return
        loop = asyncio.get_running_loop()
        since = max(self._waiting[0][1], self._started_at)  # one that has just come is given a chance
        late = min(max(since, self._handed_at) + STUCK, since + QUEUE)
        left = late - loop.time() if self._readers else 0.0
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        if left > 0:
            self._alarm = loop.call_later(left, self._serve)
        else:
            self._starting = loop.create_task(self._start())

    async def _start(self) -> None:
        try:
            reader = await _Reader.start()
        except (OSError, NotStarted) as error:
            if not self._readers:  # else those who wait have their turn yet
                self._give_up(str(error))
        else:
            self._readers.add(reader)
            self._back(reader)
        finally:
            self._starting = None
            self._started_at = asyncio.get_running_loop().time()
        self._serve()

    def _give_up(self, why: str) -> None:
        """Tell those who wait that there will be no process."""
        while self._waiting:
            turn, _ = self._waiting.popleft()
            if not turn.done():
                turn.set_exception(NotStarted(why))

    def _back(self, reader: "_Reader") -> None:
        """It has nothing to do any more."""
        if reader not in self._readers:
            return
        if reader.tasks >= _TASKS:
            self._retire(reader)
        else:
            self._free.append(reader)
            reader.pension = asyncio.get_running_loop().call_later(self._idle_for, self._retire, reader)
        self._serve()

    def _retire(self, reader: "_Reader") -> None:
        if reader in self._free:
            self._free.remove(reader)
        self._readers.discard(reader)
        reader.leave()

    async def _end(self, reader: "_Reader") -> None:
        self._retire(reader)
        await reader.kill()
        self._serve()


@dataclass(slots=True, eq=False)
class _Reader:
    """One process, seen from here."""

    process: Process
    tasks: int = 0
    pension: asyncio.TimerHandle | None = None
    killed: bool = False

    @classmethod
    async def start(cls) -> "_Reader":
        """A process that is ready; raises OSError or NotStarted."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",
            "-c",
            _PROGRAM,
            *sys.path,
            stdin=PIPE,
            stdout=PIPE,
            limit=_WINDOW,
            start_new_session=True,  # Ctrl-C is for us alone
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
        )
        reader = cls(process)
        try:
            async with asyncio.timeout(_START):
                if await reader.read(len(READY)) == READY:
                    return reader
                raise NotStarted("it says something else than expected")
        except (TimeoutError, Died) as error:
            await reader.kill()
            raise NotStarted(str(error)) from error
        except BaseException:
            await reader.kill()
            raise

    def woken(self) -> "_Reader":
        """It is needed again."""
        if self.pension is not None:
            self.pension.cancel()
        self.tasks += 1
        return self

    async def ask(self, job: bytes) -> Answer:
        """The answer to a job; raises Died, or UnpicklingError if it is none."""
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(job)
            await self.process.stdin.drain()
        except (OSError, RuntimeError) as error:  # RuntimeError: what uvloop says of a pipe that is closed
            raise Died(await self.process.wait()) from error
        length = HEAD.unpack(await self.read(HEAD.size))[0]
        if length > _LARGEST:
            raise Died(None)
        return _loaded(await self.read(length))

    async def read(self, count: int) -> bytes:
        """So many bytes of what it says; raises Died."""
        assert self.process.stdout is not None
        try:
            return await self.process.stdout.readexactly(count)
        except asyncio.IncompleteReadError as error:
            raise Died(await self.process.wait()) from error

    def leave(self) -> None:
        """Let it go: it ends when it hears that there are no more jobs."""
        if self.pension is not None:
            self.pension.cancel()
        if self.process.stdin is not None:
            self.process.stdin.close()

    async def kill(self) -> None:
        """End it, whatever it does."""
        if not self.killed:  # asyncio may lose the exit code of what is killed twice
            self.killed = True
            with suppress(ProcessLookupError):
                self.process.kill()
        await self.process.wait()


def _loaded(answer: bytes) -> Answer:
    try:
        found: Answer = _Values(BytesIO(answer)).load()
    except pickle.UnpicklingError:
        raise
    except Exception as error:  # a pickle that is none makes the machine raise anything
        raise pickle.UnpicklingError(f"not an answer ({type(error).__name__})") from error
    if not isinstance(found, tuple) or not found:
        raise pickle.UnpicklingError("not an answer")
    return found


class _Values(pickle.Unpickler):
    """Only values of ours come out of a process that a document may have taken over."""

    def find_class(self, module: str, name: str) -> object:
        """A class of the core, or a plain one; raises UnpicklingError."""
        if (plain := _PLAIN.get((module, name))) is not None:
            return plain
        found = super().find_class(module, name) if module.startswith("monitor.core.") and "." not in name else None
        if isinstance(found, type) and found.__module__ == module:
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value")
