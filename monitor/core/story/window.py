"""The articles of the last three days, and which story a new one belongs to.

Candidates come from the rarest stems of title and lead; only the best of them are compared in full. A story takes an
article that is like most of its members: a single resemblance would chain one event to the next.
"""

import heapq
from array import array
from collections import deque
from collections.abc import Hashable, MutableMapping
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from monitor.core.story.likeness import WINDOW, Likeness, likeness, same_event, same_text
from monitor.core.story.telling import Stems, Telling, View, read_article

Key = TypeVar("Key", bound=Hashable)
Name = TypeVar("Name", bound=Hashable)
Numbers = TypeVar("Numbers", "list[int]", "array[int]")

_LEAST_LEAD = 8  # stems; shorter items («كاريكاتير») say nothing by which to tell events apart
_LOOKED_UP = 800  # entries of the index read for one article
_COMPARED = 12
_LOWEST = 4  # prints by which a text is found inside another
_LEAST_SHARED = 0.08  # of the weight of title and lead
_MEMBERS = 20
_LIKELY = 0.5
_CLOSEST, _JOINS = 0.3, 0.55  # a story's likeness is its closest member's for so much, else the average


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept(Generic[Key]):
    """An article of the window."""

    id: Key
    story: Key
    copy_of: Key | None
    seen: datetime
    telling: Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Generic[Key]):
    """Where a new article belongs."""

    story: Key | None = None  # None: it opens one
    copy_of: Key | None = None  # the earliest article whose text it repeats
    likeness: float = 0.0  # how probable it is that it tells of the same event as the story's others, 0 to 1


class Window(Generic[Key]):
    """The articles of the last three days, by what they tell. Not for several threads at once."""

    def __init__(self) -> None:
        self.stems = Stems()
        self._kept: dict[int, Kept[Key]] = {}
        self._order: deque[int] = deque()
        self._next = 0
        self._index: dict[int, array[int]] = {}  # stem of a lead → articles, the oldest first
        self._printed: dict[int, int] = {}  # the last article that has a print among its lowest
        self._stories: dict[Key, list[int]] = {}
        self._texts: dict[Key, list[int]] = {}  # by the first article that had it

    def __len__(self) -> int:
        return len(self._kept)

    def read(self, *, source: str, at: datetime, title: str, text: str) -> View:
        """An article as the window sees it. `at`: when it came out, as far as that can be believed."""
        return read_article(self.stems, source=source, at=at, title=title, text=text)

    def place(self, article: View) -> Place[Key]:
        """The story that an article belongs to, and whose text it repeats."""
        telling = article.telling
        near = [n for n in self._candidates(article) if abs(self._kept[n].telling.at - telling.at) <= WINDOW]
        likes = {number: likeness(article, self._kept[number].telling) for number in near}
        return self._repeated(article, likes) or self._best_story(article, likes)

    def _repeated(self, article: View, likes: dict[int, Likeness]) -> Place[Key] | None:
        """The text it repeats: most of those that repeat it must be like the article too, for formulas are chains."""
        texts = dict.fromkeys(_text(self._kept[number]) for number, like in likes.items() if same_text(like) > 0)
        best: Place[Key] | None = None
        for text in texts:
            members = self._texts[text][-_MEMBERS:]
            same = [same_text(self._like(article, number, likes)) > 0 for number in members]
            share = sum(same) / len(same)
            if share >= _LIKELY and (best is None or share > best.likeness):
                best = Place(story=self._kept[members[-1]].story, copy_of=text, likeness=share)
        return best

    def _like(self, article: View, number: int, likes: dict[int, Likeness]) -> Likeness:
        known = likes.get(number)
        if known is None:
            known = likes[number] = likeness(article, self._kept[number].telling)
        return known

    def _candidates(self, article: View) -> list[int]:
        """The articles that share most of the rare stems of title and lead, the likeliest first."""
        found: dict[int, float] = {}
        entries = sorted((len(known), stem) for stem in article.lead if (known := self._index.get(stem)))
        left = _LOOKED_UP
        for size, stem in entries:
            weight = article.weights[stem]
            for number in self._index[stem][-left:]:
                found[number] = found.get(number, 0.0) + weight
            left -= size
            if left <= 0:
                break
        least = _LEAST_SHARED * article.telling.lead_mass
        likely = [number for number, shared in found.items() if shared > least]
        alike = heapq.nlargest(_COMPARED, likely, key=found.__getitem__)
        return list(dict.fromkeys([*alike, *self._same_prints(article.telling)]))

    def _same_prints(self, telling: Telling) -> list[int]:
        """Articles with the same words somewhere in the text, whatever they begin with."""
        return [number for one in _lowest(telling) if (number := self._printed.get(one)) is not None]

    def _best_story(self, article: View, likes: dict[int, Likeness]) -> Place[Key]:
        """The story whose members are most like the article, if they are like enough."""
        stories = dict.fromkeys(self._kept[n].story for n, like in likes.items() if same_event(like) >= _LIKELY)
        best: Place[Key] = Place()
        for story in stories:
            links = [same_event(self._like(article, number, likes)) for number in self._stories[story][-_MEMBERS:]]
            link = _CLOSEST * max(links) + (1 - _CLOSEST) * sum(links) / len(links)
            if link >= _JOINS and link > best.likeness:
                best = Place(story=story, likeness=link)
        return best

    def add(self, kept: Kept[Key]) -> None:
        """Keep an article, and forget those that were seen three days before it."""
        self._forget(kept.seen - WINDOW)
        number, self._next = self._next, self._next + 1
        telling = kept.telling
        self._kept[number] = kept
        self._order.append(number)
        self.stems.see(telling.stems)
        if telling.lead < _LEAST_LEAD:
            return
        self._stories.setdefault(kept.story, []).append(number)
        self._texts.setdefault(_text(kept), []).append(number)
        for stem in telling.stems[: telling.lead]:
            self._index.setdefault(stem, array("I")).append(number)
        self._printed.update(dict.fromkeys(_lowest(telling), number))

    def _forget(self, before: datetime) -> None:
        while self._order and self._kept[self._order[0]].seen < before:
            self._drop(self._order.popleft())

    def _drop(self, number: int) -> None:
        kept = self._kept.pop(number)
        self.stems.forget(kept.telling.stems)
        for stem in kept.telling.stems[: kept.telling.lead]:
            _unlist(self._index, stem, number)
        for one in _lowest(kept.telling):
            if self._printed.get(one) == number:
                del self._printed[one]
        _unlist(self._stories, kept.story, number)
        _unlist(self._texts, _text(kept), number)


def _text(kept: Kept[Key]) -> Key:
    """The first article that had its text."""
    return kept.id if kept.copy_of is None else kept.copy_of


def _lowest(telling: Telling) -> list[int]:
    return heapq.nsmallest(_LOWEST, telling.prints)


def _unlist(lists: MutableMapping[Name, Numbers], name: Name, number: int) -> None:
    """Take the oldest article from a list that may never have held it."""
    numbers = lists.get(name)
    if numbers and numbers[0] == number:
        numbers.pop(0)
        if not numbers:
            del lists[name]
