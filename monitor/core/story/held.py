"""The articles of the last three days, in their stories and by their texts; window.py says where a new one belongs."""

from collections import deque
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, TypeVar

from monitor.core.story.index import Leads, Prints
from monitor.core.story.likeness import WINDOW
from monitor.core.story.telling import Stems, Telling

Key = TypeVar("Key", bound=Hashable)

_LEAST_LEAD = 4  # stems; shorter items («كاريكاتير») say nothing by which to tell events apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept(Generic[Key]):
    """An article of the window."""

    id: Key
    story: Key
    copy_of: Key | None
    seen: datetime
    telling: Telling

    @property
    def text(self) -> Key:
        """The first article that had its text."""
        return self.id if self.copy_of is None else self.copy_of


class Held(Generic[Key]):
    """The articles that are known, each by a number of its own."""

    def __init__(self) -> None:
        self.stems = Stems()
        self._kept: dict[int, Kept[Key]] = {}
        self._order: deque[int] = deque()
        self._next = 1
        self._leads, self._prints = Leads(), Prints()
        self._stories: dict[Key, list[int]] = {}
        self._opened: dict[Key, datetime] = {}  # when the first article of a story came out
        self._texts: dict[Key, list[int]] = {}  # by the first article that had it

    def __len__(self) -> int:
        return len(self._kept)

    def latest(self, story: Key) -> Key:
        """The article that joined a story last."""
        return self._kept[self._stories[story][-1]].id

    def remove(self, id: Key) -> Kept[Key] | None:
        """Take an article out, as if it had not come; None if it is not known. Meant for one that came lately."""
        number = next((one for one in reversed(self._order) if self._kept[one].id == id), None)
        if number is None:
            return None
        self._order.remove(number)
        return self._take(number)

    def __iter__(self) -> Iterator[Kept[Key]]:
        """The articles it knows, in the order in which they came."""
        return map(self._kept.__getitem__, self._order)

    def add(self, kept: Kept[Key]) -> list[Kept[Key]]:
        """Keep an article, and forget those that were seen three days before it: the answer."""
        forgotten = self._forget(kept.seen - WINDOW)
        number, self._next = self._next, self._next + 1
        telling = kept.telling
        self._kept[number] = kept
        self._order.append(number)
        self.stems.see(telling.stems)
        if telling.lead < _LEAST_LEAD:
            return forgotten
        self._stories.setdefault(kept.story, []).append(number)
        self._opened.setdefault(kept.story, telling.at)
        self._texts.setdefault(kept.text, []).append(number)
        self._leads.add(telling, number, self._order[0])
        self._prints.add(telling, number)
        return forgotten

    def _forget(self, before: datetime) -> list[Kept[Key]]:
        forgotten = []
        while self._order and self._kept[self._order[0]].seen < before:
            forgotten.append(self._take(self._order.popleft()))
        return forgotten

    def _take(self, number: int) -> Kept[Key]:
        kept = self._kept.pop(number)
        self.stems.forget(kept.telling.stems)
        _unlist(self._stories, kept.story, number)
        if kept.story not in self._stories:
            self._opened.pop(kept.story, None)
        _unlist(self._texts, kept.text, number)
        return kept

    def join(self, into: Key, others: Sequence[Key]) -> None:
        """Make one story of several."""
        for number in self._joined(self._stories, into, others):
            self._kept[number] = replace(self._kept[number], story=into)
        opened = [at for story in (into, *others) if (at := self._opened.pop(story, None)) is not None]
        if opened:
            self._opened[into] = min(opened)

    def join_texts(self, into: Key, others: Sequence[Key]) -> None:
        """Let the articles of several texts all repeat one."""
        for number in self._joined(self._texts, into, others):
            self._kept[number] = replace(self._kept[number], copy_of=into)

    def _joined(self, lists: dict[Key, list[int]], into: Key, others: Iterable[Key]) -> list[int]:
        moved = [number for other in others for number in lists.pop(other, ())]
        if moved:
            lists[into] = sorted(lists.get(into, []) + moved)
        return moved

    def _story_of(self, text: Key) -> Key:
        return self._kept[self._texts[text][-1]].story


def _unlist(lists: dict[Key, list[int]], name: Key, number: int) -> None:
    """Take an article from a list that may never have held it."""
    numbers = lists.get(name, [])
    if number in numbers:
        numbers.remove(number)
        if not numbers:
            del lists[name]
