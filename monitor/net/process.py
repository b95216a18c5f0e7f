"""One process that reads documents, seen from outside (inside: monitor.net.reading)."""

import asyncio
import os
import signal
import sys
import time
from asyncio.subprocess import PIPE, Process
from contextlib import suppress
from dataclasses import dataclass

from monitor.net.reading import HEAD, READY
from monitor.net.reply import LARGEST, NotAnAnswer

_CPU_IS_KNOWN = sys.platform == "linux"
_START = 30.0  # seconds in which a process has to be there
_LEAVE = 2.0  # seconds in which one that is not needed any more has to be gone
_WINDOW = 1 << 20  # bytes of an answer that wait in our memory
_PROGRAM = "import sys; sys.path[:] = sys.argv[1:]; from monitor.net.reading import main; main()"
_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "PYTHONHOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR")  # no secrets


class Died(Exception):
    """The process ended in the middle of a document."""

    def __init__(self, exit_code: int | None) -> None:
        super().__init__(exit_code)
        self.exit_code = exit_code


class NotStarted(Exception):
    """No process could be started."""


@dataclass(slots=True, eq=False)
class Reader:
    """It, and what it is at."""

    process: Process
    tasks: int = 0
    pension: asyncio.TimerHandle | None = None
    whose: str | None = None  # what it is at
    began: float = 0.0  # when it was given that, in the loop's time
    _cpu_before: float = 0.0  # seconds of processor time that it had used by then
    killed: bool = False
    set_aside: bool = False  # what it is at makes room for others

    @classmethod
    async def start(cls) -> "Reader":
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

    def woken(self, whose: str, now: float) -> "Reader":
        """It is needed again."""
        if self.pension is not None:
            self.pension.cancel()
        self.tasks += 1
        self.whose, self.began, self._cpu_before = whose, now, self._cpu()
        return self

    def worked(self, now: float) -> float:
        """Seconds of work at what it is at: where others have the processor, time passes and little is done."""
        return self._cpu() - self._cpu_before if _CPU_IS_KNOWN else now - self.began

    def _cpu(self) -> float:
        if not _CPU_IS_KNOWN:
            return 0.0
        try:
            # the number that Linux gives this clock: MAKE_PROCESS_CPUCLOCK in its include/linux/posix-timers.h
            return time.clock_gettime(~self.process.pid << 3 | 2)
        except OSError:  # it has ended
            return 0.0

    async def ask(self, job: bytes) -> tuple[bytes, bytes]:
        """What it says to a job: kind and content; raises Died, or NotAnAnswer if that is too much."""
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(job)
            await self.process.stdin.drain()
        except (OSError, RuntimeError) as error:  # RuntimeError: what uvloop says of a pipe that is closed
            raise Died(await self.process.wait()) from error
        kind, length = HEAD.unpack(await self.read(HEAD.size))
        if length > LARGEST:
            raise NotAnAnswer(f"more than {LARGEST >> 20} MB came of it")
        return kind, await self.read(length)

    async def read(self, count: int) -> bytes:
        """So many bytes of what it says; raises Died."""
        assert self.process.stdout is not None
        try:
            return await self.process.stdout.readexactly(count)
        except asyncio.IncompleteReadError as error:
            raise Died(await self.process.wait()) from error

    async def leave(self) -> None:
        """Let it go: it ends when it hears that there are no more jobs, or is ended."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        await self._ended()
        await self.kill()

    async def kill(self) -> None:
        """End it and all that it started, whatever they do."""
        if not self.killed:  # asyncio may lose the exit code of what is killed twice
            self.killed = True
            with suppress(ProcessLookupError, PermissionError):  # macOS: not permitted, where all have ended
                os.killpg(self.process.pid, signal.SIGKILL)  # it leads a group of its own
        await self._ended()

    async def _ended(self) -> None:
        """Wait for its end, but not for ever: what left its group and holds its pipes would keep us waiting."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_LEAVE):
                await self.process.wait()
