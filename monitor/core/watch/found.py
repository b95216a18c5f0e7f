"""What stands in an article, as conditions ask for it: by leaf, by field, by distance."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence, Set

from monitor.core.arabic.tokens import is_break, tokens
from monitor.core.model.article import Mention
from monitor.core.model.watchlist import Facts
from monitor.core.watch.match import Find

Context = tuple[tuple[int, ...], tuple[int, ...]]  # leaves one of which must stand near, leaves none of which may

BESIDE = 12  # words on either side of an entity in which `needs` and `not` are looked for


class Found:
    """The finds of one article by leaf. A leaf that was not found is not in it."""

    def __init__(self, finds: Iterable[Find], fields: Mapping[str, str], facts: Facts) -> None:
        self.by_leaf: dict[int, list[Find]] = {}
        for find in finds:
            self.by_leaf.setdefault(find.pattern.watchlist, []).append(find)
        self.leaves: Set[int] = set(self.by_leaf)  # a set proper: a view of keys is walked through where sets look up
        self.fields = fields
        self.facts = facts
        self._starts: dict[str, list[int]] = {}
        self._within: dict[str, Found] = {}
        self._mentions: dict[int, Mention] = {}

    def mention(self, find: Find) -> Mention:
        """The find as an analyst sees it, worked out once whoever asks for it."""
        key = id(find)  # the finds live as long as this
        if key not in self._mentions:
            self._mentions[key] = find.mention()
        return self._mentions[key]

    def within(self, field: str) -> "Found":
        """What stands in one field."""
        if field not in self._within:
            part = Found((), self.fields, self.facts)
            part._starts = self._starts
            for leaf, finds in self.by_leaf.items():
                if own := [find for find in finds if find.field == field]:
                    part.by_leaf[leaf] = own
            part.leaves = set(part.by_leaf)
            self._within[field] = part
        return self._within[field]

    def words(self, find: Find) -> tuple[int, int]:
        """The numbers of a find's first and last word among the words of its field, punctuation not counted."""
        starts = self._starts.get(find.field)
        if starts is None:
            starts = [one.start for one in tokens(self.fields[find.field]) if not is_break(one.surface)]
            self._starts[find.field] = starts
        return bisect_right(starts, find.start) - 1, bisect_left(starts, find.end) - 1

    def keep_in_context(self, contexts: Mapping[int, Context]) -> None:
        """Take away finds whose neighbourhood does not allow them."""
        for leaf in self.by_leaf.keys() & contexts.keys():
            needs, bars = contexts[leaf]
            kept = [find for find in self.by_leaf[leaf] if self._allowed(find, needs, bars)]
            if kept:
                self.by_leaf[leaf] = kept
            else:
                del self.by_leaf[leaf]
        self.leaves = set(self.by_leaf)

    def _allowed(self, find: Find, needs: Sequence[int], bars: Sequence[int]) -> bool:
        return not self._beside(find, bars) and (not needs or self._beside(find, needs))

    def _beside(self, find: Find, leaves: Sequence[int]) -> bool:
        first, last = self.words(find)
        for leaf in leaves:
            for other in self.by_leaf.get(leaf, ()):
                if other.field != find.field:
                    continue
                start, end = self.words(other)
                if start <= last + BESIDE + 1 and end >= first - BESIDE - 1:
                    return True
        return False
