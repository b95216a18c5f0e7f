"""What is remembered of the entries in a feed's last documents, and what they say now. Pure."""

from collections.abc import Sequence
from itertools import zip_longest

from monitor.core.feeds.apart import is_reminder
from monitor.core.feeds.entries import MARK, NAME
from monitor.core.model.feed import Entry, Feed, FeedState

LEAST_KNOWN = 50  # names that are remembered of what has left the feed: it may come back
CHANGED_AT_ONCE = 20  # entries of one document that are looked at again; the others' turn comes with the next one
_FEW = 3  # entries that any feed may change at once


def known_entries(state: FeedState) -> dict[str, str]:
    """Name → mark of the entries that were in a feed's last documents; "" where what they said is not remembered."""
    marks = split_names(state.marks, MARK)
    return dict(zip_longest(split_names(state.known), marks, fillvalue=""))


def still_known(state: FeedState, names: Sequence[str]) -> str:
    """What is known after a document with these names: they, what was there lately, and which addresses are shared."""
    before = split_names(state.known)
    lately = max(len(names), LEAST_KNOWN)
    shared = [name for name in before[lately:] if is_reminder(name)]
    return "".join(dict.fromkeys([*names, *before[:lately], *shared[:LEAST_KNOWN]]))


def split_names(known: str, length: int = NAME) -> list[str]:
    """Names, or marks, that are stored one after the other."""
    return [known[start : start + length] for start in range(0, len(known), length)]


def changes(state: FeedState, feed: Feed) -> tuple[tuple[Entry, ...], dict[str, str]]:
    """Entries to be looked at again, and the marks to be remembered.

    Where most of what was known says something else, the feed has changed and not its articles: another template, other
    addresses, "updated" at every poll. That is remembered and nothing else.
    """
    marks = dict(zip(feed.names, feed.marks, strict=False))
    known = len(feed.names) - len(feed.entries)
    if len(feed.changed) > max(_FEW, known // 2):
        return (), marks
    if len(feed.changed) > CHANGED_AT_ONCE:
        before = known_entries(state)
        marks |= {name: before.get(name, marks[name]) for name, _ in feed.changed[CHANGED_AT_ONCE:]}
    return tuple(entry for _, entry in feed.changed[:CHANGED_AT_ONCE]), marks
