"""Processes that read documents, and the one that they are copies of, seen from outside.

Inside they are monitor.net.reading and monitor.net.original.
"""

import asyncio
import os
import signal
import socket
import sys
import time
from asyncio.subprocess import DEVNULL, Process
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from monitor.net.original import FEEDS, PAGES
from monitor.net.reading import HEAD, READY
from monitor.net.reply import LARGEST, NotAnAnswer

_CPU_IS_KNOWN = sys.platform == "linux"
_START = 30.0  # seconds in which a process has to be there
_LEAVE = 2.0  # seconds in which one that is not needed any more has to be gone
_LOOK = 0.005  # seconds between two looks at whether it is
_SHARE = 6.0  # seconds at a document that are a second of work where the processor was with others, or nothing is done
_LAST = 19  # the lowest priority there is
# of a session: eight at the lowest get next to nothing beside other programs, and honest ones run out of time
_LATER = 10
_WINDOW = 1 << 20  # bytes of an answer that wait in our memory
_PROGRAM = "import sys; sys.path[:] = sys.argv[1:]; from monitor.net.original import main; main()"
_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "PYTHONHOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR")  # no secrets


class Died(Exception):
    """The process ended in the middle of a document."""


class NotStarted(Exception):
    """No process could be started."""


@dataclass(frozen=True, slots=True, eq=False)
class Original:
    """The process that the others are copies of."""

    process: Process
    wishes: socket.socket

    @classmethod
    async def start(cls) -> "Original":
        """Start it; raises OSError."""
        ours, theirs = socket.socketpair()
        try:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-P",
                "-c",
                _PROGRAM,
                *sys.path,
                stdin=theirs.fileno(),
                stdout=DEVNULL,
                start_new_session=True,  # Ctrl-C is for us alone
                env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
            )
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
        return cls(process, ours)

    async def copy(self, *, pages: bool) -> "Reader":
        """A copy that is ready; raises OSError or NotStarted."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self.wishes, [PAGES if pages else FEEDS], [theirs.fileno()])
            except OSError:
                ours.close()
                raise
        answers, jobs = await asyncio.open_unix_connection(sock=ours, limit=_WINDOW)
        try:
            async with asyncio.timeout(_START):
                kind, pid = HEAD.unpack(await answers.readexactly(HEAD.size))
        except BaseException as error:
            jobs.close()  # it ends when it hears that there are no jobs
            if isinstance(error, TimeoutError | EOFError):
                raise NotStarted(type(error).__name__) from error
            raise
        assert kind == READY
        return Reader(pid=pid, original=self, answers=answers, jobs=jobs, pages=pages)

    @property
    def has_ended(self) -> bool:
        """Nobody reads the wishes any more: on Linux, what was a copy of it has ended with it."""
        try:
            return not self.wishes.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)  # it says nothing but its end
        except BlockingIOError:
            return False
        except OSError:  # with a wish unread
            return True

    async def leave(self) -> None:
        """End it, and with it all copies that are left."""
        self.wishes.close()
        with suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()


@dataclass(slots=True, eq=False, kw_only=True)
class Reader:
    """A process that reads documents, and what it is at."""

    pid: int
    original: Original  # what it is a copy of
    answers: asyncio.StreamReader
    jobs: asyncio.StreamWriter
    pages: bool  # it can read them, too
    tasks: int = 0
    pension: asyncio.TimerHandle | None = None
    whose: str | None = None  # what it is at
    rounds: int = 0  # how often that has had to make room for others
    turn: float = 0.0  # seconds of work after which others need not wait for it
    began: float = 0.0  # when it was given that, in the loop's time
    _cpu_before: float = 0.0  # seconds of processor time that it had used by then
    killed: bool = False
    set_aside: bool = False  # what it is at makes room for others
    gives_way: bool = False  # it has the processor when nobody else needs it, and for good
    settled: bool = False  # nothing more can be done for that

    def woken(self, whose: str, rounds: int, now: float, turn: float) -> "Reader":
        """It is needed again."""
        if self.pension is not None:
            self.pension.cancel()
        self.tasks += 1
        self.whose, self.rounds, self.turn = whose, rounds, turn
        self.began, self._cpu_before = now, self._cpu()
        return self

    def worked(self, now: float) -> float:
        """Seconds of work at what it is at: where others have the processor, time passes and little is done."""
        passed = now - self.began
        return max(self._cpu() - self._cpu_before, passed / _SHARE) if _CPU_IS_KNOWN else passed

    def give_way(self) -> None:
        """Have all others go first on the processor, the program itself among them; until it is settled, ask again."""
        if self.settled:
            return
        if not self.gives_way:
            self.gives_way = True
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self.pid, _LAST)
        # where Linux shares the processor among sessions, that counts within its own alone: man 7 sched, autogroup
        try:
            Path(f"/proc/{self.pid}/autogroup").write_text(str(_LATER), encoding="ascii")
        except BlockingIOError:  # who is not root is heard once in 0.1 s
            return
        except OSError:  # no such thing here
            pass
        self.settled = True

    def _cpu(self) -> float:
        if not _CPU_IS_KNOWN:
            return 0.0
        try:
            # the number that Linux gives this clock: MAKE_PROCESS_CPUCLOCK in its include/linux/posix-timers.h
            return time.clock_gettime(~self.pid << 3 | 2)
        except OSError:  # it has ended
            return 0.0

    @property
    def has_ended(self) -> bool:
        """Nothing will come of it any more."""
        return self.answers.at_eof()

    async def ask(self, job: bytes) -> tuple[bytes, bytes]:
        """What it says to a job: kind and content; raises Died, or NotAnAnswer if that is too much."""
        try:
            self.jobs.write(job)
            await self.jobs.drain()
            kind, length = HEAD.unpack(await self.answers.readexactly(HEAD.size))
            if length > LARGEST:
                raise NotAnAnswer(f"more than {LARGEST >> 20} MB came of it")
            return kind, await self.answers.readexactly(length)
        except (OSError, RuntimeError, EOFError) as error:  # RuntimeError: what uvloop says of a pipe that is closed
            raise Died from error

    async def leave(self) -> None:
        """Let it go: it ends when it hears that there are no more jobs, or is ended."""
        self.jobs.close()
        await self._ended()
        await self.kill()

    async def kill(self) -> None:
        """End it and all that it started, whatever they do."""
        if not self.killed:  # by the second time its number may be another's
            self.killed = True
            with suppress(ProcessLookupError, PermissionError):  # macOS: not permitted, where all have ended
                os.killpg(self.pid, signal.SIGKILL)  # it leads a group of its own
        self.jobs.close()
        await self._ended()

    async def _ended(self) -> None:
        """Wait for its end, but not for ever."""
        loop = asyncio.get_running_loop()
        end = loop.time() + _LEAVE
        while _lives(self.pid) and loop.time() < end:
            await asyncio.sleep(_LOOK)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, PermissionError):  # PermissionError: it is another's by now
        return False
    return True
