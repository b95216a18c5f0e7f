"""The articles of the last three days, and which story a new one belongs to.

Candidates come from the rarest stems of title and lead; only the best of them are compared in full. A story takes an
article that is like most of its members: a single resemblance would chain one event to the next. An article may show
that two stories are one: they are joined if their own members are alike too.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, islice
from typing import Generic

from monitor.core.story.held import Held, Key
from monitor.core.story.likeness import LENGTHY, LITTLE, WINDOW, Likeness, likeness
from monitor.core.story.telling import Telling, View, open_telling, read_article

_COMPARED = 5
_IN_COMMON = 6  # stems of two leads, or half of the shorter one
_MEMBERS = 6
_OPENED = 3  # members of each of two stories that are held against the other's before these are joined
_LONGEST = timedelta(hours=96)  # from a story's first article: what is reported every day is not one event for a week
_LIKELY, _SURELY = 0.5, 0.8
_CLOSEST, _JOINS = 0.3, 0.58  # a story's likeness is its closest member's for so much, else the average
_REPEATS = 0.45  # how probable it is that an article repeats those who have a text of a story that it is told in anyway
_UNLIKE = 0.55  # the same for a text of another story
_NOTHING = 0.02  # so improbable is it that two articles with hardly a topic in common tell of the same event
_HALF = 0.46  # on average of all members of a story, whatever their length: a round-up outweighs what it tells
_SAME = 0.25  # on average of those who have two texts: each may have left out what the other kept

Likes = dict[int, Likeness]  # of an article to others


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Generic[Key]):
    """Where a new article belongs."""

    story: Key | None = None  # None: it opens one
    copy_of: Key | None = None  # the earliest article whose text it repeats
    likeness: float = 0.0  # how probable it is that it tells of the same event as the story's others, 0 to 1
    joins: tuple[Key, ...] = ()  # other stories that it shows to be the same one
    texts: tuple[Key, ...] = ()  # other first articles whose text it shows to be the same as `copy_of`'s


class Window(Held[Key]):
    """The articles of the last three days, by what they tell. Not for several threads at once."""

    def read(self, *, source: str, at: datetime, title: str, text: str) -> View:
        """An article as the window sees it. `at`: when it came out, as far as that can be believed."""
        return read_article(self.stems, source=source, at=at, title=title, text=text)

    def place(self, article: View) -> Place[Key]:
        """The story that an article belongs to, and whose text it repeats."""
        likes = {number: likeness(article, self._kept[number].telling) for number in self._candidates(article)}
        stories = self._alike(article, likes)
        texts = self._repeated(article, likes, stories)
        stories = dict.fromkeys(map(self._story_of, texts), 1.0) | stories
        if not stories:
            return Place()
        story = next(iter(stories))
        joins = tuple(other for other in stories if other != story and self._one_event(article, likes, story, other))
        joined = {story, *joins}
        same = (text for text in texts[1:] if self._story_of(text) in joined and self._one_text(texts[0], text))
        copy_of = texts[0] if texts else None
        return Place(story=story, copy_of=copy_of, likeness=stories[story], joins=joins, texts=tuple(same))

    def _repeated(self, article: View, likes: Likes, alike: Mapping[Key, float]) -> list[Key]:
        """The texts it repeats, the surest first: most that have one must be like it, for formulas are chains.

        The others do not count: each may have left out what it kept, and kept what it left out. But they tell of its
        event: half of those that have it must, for a round-up repeats texts that have nothing in common.
        A text of a story that is not `alike` must be the surer. Where another story surely is, it is background, unless
        its members tell of the same event. Of several, one of which all tell of its event comes first, then what is
        surer by a tenth, then what more articles have.
        """
        elsewhere = max(alike.values(), default=0.0) >= _SURELY
        texts = dict.fromkeys(self._kept[number].text for number, like in likes.items() if like.text >= _REPEATS)
        found: dict[Key, tuple[bool, float, float]] = {}
        for text in texts:
            members = _some(self._texts[text], _MEMBERS)
            held = [self._like(article, number, likes) for number in members]
            events, known = [like.event for like in held], self._story_of(text) in alike
            if _have_nothing_in_common(events) or (elsewhere and not known and _average(events) < _LIKELY):
                continue
            sure = sorted((like.text for like in held), reverse=True)
            average = _average(sure[: len(sure) // 2 + 1])
            if average >= (_REPEATS if known else _UNLIKE):
                found[text] = min(events) >= _NOTHING, round(average, 1), sum(sure)
        return sorted(found, key=lambda text: (*found[text], -self._texts[text][0]), reverse=True)

    def _alike(self, article: View, likes: Likes) -> dict[Key, float]:
        """The stories whose members are like enough, the likest first."""
        stories = dict.fromkeys(self._kept[number].story for number, like in likes.items() if like.event >= _LIKELY)
        found: dict[Key, float] = {}
        for story in stories:
            members = self._members(story, _MEMBERS)
            events = [(number, self._like(article, number, likes).event) for number in members]
            link = self._link(article, events)
            if link >= _JOINS and _tell_of_one([event for _, event in events]):
                found[story] = link
        return dict(sorted(found.items(), key=lambda one: (-one[1], self._stories[one[0]][0])))

    def _members(self, story: Key, most: int) -> list[int]:
        """Those who say what a story is: no item of a few words, if there are others."""
        members, kept = self._stories[story], self._kept
        return _some([n for n in members if kept[n].telling.lead >= LITTLE] or members, most)

    def _link(self, article: View, events: Iterable[tuple[int | None, float]]) -> float:
        """How like an article is to several (None: the new one): a short one says less of what it is not like."""
        closest = weighed = weight = 0.0
        for number, event in events:
            telling = article.telling if number is None else self._kept[number].telling
            length = min(len(telling.stems), LENGTHY)  # what is longer is less like anything by that alone
            closest, weighed, weight = max(closest, event), weighed + length * event, weight + length
        return _CLOSEST * closest + (1 - _CLOSEST) * weighed / weight

    def _like(self, article: View, number: int, likes: Likes) -> Likeness:
        known = likes.get(number)
        if known is None:
            known = likes[number] = likeness(article, self._kept[number].telling)
        return known

    def _candidates(self, article: View) -> list[int]:
        """The articles that may be like it, the likeliest first; none of another time or of a story that is too old."""
        leads = islice(self._near(article, self._leads.sharing(article)), _COMPARED)
        alike = (number for number in leads if _have_words_in_common(article, self._kept[number].telling))
        return list(dict.fromkeys(chain(self._near(article, self._prints.sharing(article)), alike)))

    def _near(self, article: View, numbers: Iterable[int]) -> Iterator[int]:
        at, kept, opened = article.telling.at, self._kept, self._opened
        return (
            n
            for n in numbers
            if n in kept and abs(kept[n].telling.at - at) <= WINDOW and abs(opened[kept[n].story] - at) <= _LONGEST
        )

    def _one_event(self, article: View, likes: Likes, one: Key, other: Key) -> bool:
        """Whether two stories that an article is like are one: with it each takes the other's members."""
        if abs(self._opened[one] - self._opened[other]) > WINDOW:
            return False
        ones, others = self._members(one, _OPENED), self._members(other, _OPENED)
        found = {pair: like.event for pair, like in self._across(ones, others).items()}
        if _have_nothing_in_common(found.values()):
            return False
        found |= {(number, None): self._like(article, number, likes).event for number in (*ones, *others)}
        takes = [self._link(article, [(n, found[one, n]) for n in others] + [(None, found[one, None])]) for one in ones]
        taken = [self._link(article, [(n, found[n, one]) for n in ones] + [(None, found[one, None])]) for one in others]
        return min(_average(takes), _average(taken)) >= _JOINS

    def _one_text(self, one: Key, other: Key) -> bool:
        found = self._across(_some(self._texts[one], _OPENED), _some(self._texts[other], _OPENED)).values()
        return sum(like.text for like in found) >= _SAME * len(found)

    def _across(self, ones: list[int], others: list[int]) -> dict[tuple[int, int | None], Likeness]:
        """Each of these articles held against each of those."""
        views = [(one, open_telling(self.stems, self._kept[one].telling)) for one in ones]
        return {(one, n): likeness(view, self._kept[n].telling) for one, view in views for n in others}

    def settle(self, article: View) -> Place[Key]:
        """Where an article belongs once all is one that it shows to be one; what was opened first keeps its name."""
        place = self.place(article)
        if place.story is None:
            return place
        story = self._join_first(self.join, self._stories, place.story, place.joins)
        copy_of = place.copy_of
        if copy_of is not None:
            copy_of = self._join_first(self.join_texts, self._texts, copy_of, place.texts)
        return Place(story=story, copy_of=copy_of, likeness=place.likeness)

    def _join_first(
        self, join: Callable[[Key, Sequence[Key]], None], lists: dict[Key, list[int]], one: Key, others: tuple[Key, ...]
    ) -> Key:
        first = min((one, *others), key=lambda name: lists[name][0])
        join(first, [name for name in (one, *others) if name != first])
        return first


def _have_words_in_common(article: View, other: Telling) -> bool:
    """Whether two topics share a word, or two leads more than any two do: else one in two thousand is like another."""
    if not article.topic.isdisjoint(other.stems[: other.topic]):
        return True
    lead = other.stems[: other.lead]
    return len(article.lead.intersection(lead)) >= min(_IN_COMMON, len(article.lead) // 2, len(lead) // 2)


def _average(shares: Collection[float]) -> float:
    return sum(shares) / len(shares)


def _have_nothing_in_common(events: Collection[float]) -> bool:
    """Whether half of those that were compared tell of another event, as what only a round-up tells together does."""
    return 2 * sum(event < _NOTHING for event in events) >= len(events)


def _tell_of_one(events: Collection[float]) -> bool:
    """Whether a story's members are like an article on average, long or short, and fewer than half have nothing of it.

    Those that are vetoed count for the average alone: they have the same words.
    """
    strangers = sum(0 < event < _NOTHING for event in events)
    return sum(events) >= _HALF * len(events) and 2 * strangers < len(events)


def _some(members: list[int], most: int) -> list[int]:
    """The first and the latest members: enough to know what the others are like."""
    return members if len(members) <= most else [members[0], *members[1 - most :]]
