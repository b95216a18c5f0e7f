"""The articles of the last three days, and which story a new one belongs to.

Candidates come from the rarest stems of title and lead; only the best of them are compared in full. A story takes an
article that is like most of its members: a single resemblance would chain one event to the next.
"""

from collections import deque
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, islice
from typing import Generic, TypeVar

from monitor.core.story.index import Leads, Prints
from monitor.core.story.likeness import WINDOW, Likeness, likeness, same_event, same_text
from monitor.core.story.telling import Stems, Telling, View, read_article

Key = TypeVar("Key", bound=Hashable)

_LEAST_LEAD = 8  # stems; shorter items («كاريكاتير») say nothing by which to tell events apart
_COMPARED = 6
_MEMBERS = 6
_LONGEST = timedelta(hours=96)  # from a story's first article: what is reported every day is not one event for a week
_LIKELY = 0.5
_CLOSEST, _JOINS = 0.4, 0.55  # a story's likeness is its closest member's for so much, else the average


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
        self._next = 1
        self._leads, self._prints = Leads(), Prints()
        self._stories: dict[Key, list[int]] = {}
        self._opened: dict[Key, datetime] = {}  # when the first article of a story came out
        self._texts: dict[Key, list[int]] = {}  # by the first article that had it

    def __len__(self) -> int:
        return len(self._kept)

    def read(self, *, source: str, at: datetime, title: str, text: str) -> View:
        """An article as the window sees it. `at`: when it came out, as far as that can be believed."""
        return read_article(self.stems, source=source, at=at, title=title, text=text)

    def place(self, article: View) -> Place[Key]:
        """The story that an article belongs to, and whose text it repeats."""
        likes = {number: likeness(article, self._kept[number].telling) for number in self._candidates(article)}
        return self._repeated(article, likes) or self._best_story(article, likes)

    def _repeated(self, article: View, likes: dict[int, Likeness]) -> Place[Key] | None:
        """The text it repeats: most of those that repeat it must be like the article too, for formulas are chains."""
        texts = dict.fromkeys(_text(self._kept[number]) for number, like in likes.items() if same_text(like) > 0)
        best, most = None, 0
        for text in texts:
            members = _some(self._texts[text])
            same = sum(same_text(self._like(article, number, likes)) > 0 for number in members)
            if same > most and same / len(members) >= _LIKELY:
                story = self._kept[members[-1]].story
                best, most = Place(story=story, copy_of=text, likeness=same / len(members)), same
        return best

    def _like(self, article: View, number: int, likes: dict[int, Likeness]) -> Likeness:
        known = likes.get(number)
        if known is None:
            known = likes[number] = likeness(article, self._kept[number].telling)
        return known

    def _candidates(self, article: View) -> list[int]:
        """The articles that may be like it, the likeliest first; none of another time or of a story that is too old."""
        alike = islice(self._near(article, self._leads.sharing(article)), _COMPARED)
        return list(dict.fromkeys(chain(self._near(article, self._prints.sharing(article)), alike)))

    def _near(self, article: View, numbers: Iterable[int]) -> Iterator[int]:
        at, kept, opened = article.telling.at, self._kept, self._opened
        return (
            n
            for n in numbers
            if n in kept and abs(kept[n].telling.at - at) <= WINDOW and abs(opened[kept[n].story] - at) <= _LONGEST
        )

    def _best_story(self, article: View, likes: dict[int, Likeness]) -> Place[Key]:
        """The story whose members are most like the article, if they are like enough."""
        stories = dict.fromkeys(self._kept[n].story for n, like in likes.items() if same_event(like) >= _LIKELY)
        best: Place[Key] = Place()
        for story in stories:
            links = [same_event(self._like(article, number, likes)) for number in _some(self._stories[story])]
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
        self._opened.setdefault(kept.story, telling.at)
        self._texts.setdefault(_text(kept), []).append(number)
        self._leads.add(telling, number, self._order[0])
        self._prints.add(telling, number)

    def _forget(self, before: datetime) -> None:
        while self._order and self._kept[self._order[0]].seen < before:
            self._drop(self._order.popleft())

    def _drop(self, number: int) -> None:
        kept = self._kept.pop(number)
        self.stems.forget(kept.telling.stems)
        self._leads.drop(kept.telling, number)
        _unlist(self._stories, kept.story, number)
        if kept.story not in self._stories:
            self._opened.pop(kept.story, None)
        _unlist(self._texts, _text(kept), number)


def _text(kept: Kept[Key]) -> Key:
    """The first article that had its text."""
    return kept.id if kept.copy_of is None else kept.copy_of


def _some(members: list[int]) -> list[int]:
    """The first and the latest members: enough to know what the others are like."""
    return members if len(members) <= _MEMBERS else [members[0], *members[1 - _MEMBERS :]]


def _unlist(lists: dict[Key, list[int]], name: Key, number: int) -> None:
    """Take the oldest article from a list that may never have held it."""
    numbers = lists.get(name)
    if numbers and numbers[0] == number:
        numbers.pop(0)
        if not numbers:
            del lists[name]
