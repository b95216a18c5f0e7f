"""The processes that there are: made as copies of one, and ended so that nothing is left of them."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress

from monitor.net.process import NotStarted, Original, Reader


class Copies:
    """Makes and ends processes that read documents, for one event loop; what they read is none of its business."""

    def __init__(self) -> None:
        self.all: set[Reader] = set()
        self.free: list[Reader] = []  # those of them with nothing to do
        self.pages = False  # whether they have to read pages, too
        self._original: asyncio.Task[Original] | None = None
        self._ending: set[asyncio.Task[None]] = set()

    async def make(self) -> Reader:
        """Another one, at work; raises OSError or NotStarted."""
        try:
            reader = await self._copy()
        except (OSError, NotStarted):
            reader = await self._copy()  # somebody may have ended the one that it would have been a copy of
        self.all.add(reader)
        return reader

    def read_pages(self) -> None:
        """From now on they have to read pages: those that cannot go as soon as they are free."""
        if not self.pages:
            self.pages = True
            for reader in list(self.free):
                self.dismiss(reader, reader.leave)

    def dismiss(self, reader: Reader, ending: Callable[[], Coroutine[None, None, None]]) -> None:
        """It is none of ours any more; it is waited for, so that nothing is left of it."""
        if reader not in self.all:
            return  # it is ending already
        if reader in self.free:
            self.free.remove(reader)
        self.all.remove(reader)
        if reader.pension is not None:
            reader.pension.cancel()
        self._later(ending())

    def dismiss_ended(self) -> None:
        """Those that somebody else has ended are none of ours."""
        for reader in [one for one in self.free if one.has_ended]:
            self.dismiss(reader, reader.kill)

    def forget_original(self) -> None:
        """The one that they are copies of is not needed, or no good; what copies there are end with it."""
        if self._original is not None:
            self._later(_ended(self._original, set(self._ending)))
            self._original = None

    async def aclose(self) -> None:
        """End all of them, also those that are at work."""
        for reader in list(self.all):
            self.dismiss(reader, reader.kill)
        self.forget_original()
        await asyncio.gather(*self._ending)

    async def _copy(self) -> Reader:
        if self._original is None:
            self._original = asyncio.get_running_loop().create_task(Original.start())
        starting = self._original
        try:
            original = await asyncio.shield(starting)
            return await original.copy(pages=self.pages)
        except (OSError, NotStarted):
            if self._original is starting and not self.all:  # which would end with it
                self.forget_original()
            raise

    def _later(self, ending: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(ending)
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)


async def _ended(original: asyncio.Task[Original], copies: set[asyncio.Task[None]]) -> None:
    """End it when its copies have ended: it is the one that clears away what is left of them."""
    await asyncio.gather(*copies)
    with suppress(OSError):  # there was none
        await (await original).leave()
