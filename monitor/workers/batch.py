"""Writing together what becomes ready at about the same time: one transaction instead of many."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

R = TypeVar("R")
T = TypeVar("T")

_PATIENCE = 0.03  # seconds that the first of a batch waits for others


class Batch(Generic[R, T]):
    """Collects records and has them written by a function that takes many; one write at a time, in a thread."""

    def __init__(self, write: Callable[[Sequence[R]], Sequence[T]], *, most: int = 128) -> None:
        self._write = write
        self._most = most
        self._waiting: list[tuple[R, asyncio.Future[T]]] = []
        self._writer: asyncio.Task[None] | None = None

    async def add(self, record: R) -> T:
        """Hand a record over, wait until it is written; raises what the writing of its batch raised."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((record, future))
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write_all())
        return await future

    async def _write_all(self) -> None:
        await asyncio.sleep(_PATIENCE)
        while self._waiting:
            batch, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
            try:
                answers = await asyncio.to_thread(self._write, [record for record, _ in batch])
            except BaseException as error:
                for _, future in batch:
                    if not future.done():
                        future.set_exception(error if isinstance(error, Exception) else asyncio.CancelledError())
                if not isinstance(error, Exception):
                    raise
            else:
                for (_, future), answer in zip(batch, answers, strict=True):
                    if not future.done():
                        future.set_result(answer)
