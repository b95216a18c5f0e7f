"""Whether a watchlist does what its own examples ask."""

from collections.abc import Sequence

from monitor.core.model.article import Mention
from monitor.core.model.watchlist import Example, Watchlist
from monitor.core.watch.compile import compile_watchlists
from monitor.core.watch.watching import QueryMatcher

_LONGEST = 60  # characters of an example shown in a sentence
_MOST = 3  # mentions shown


def failed_examples(watchlist: Watchlist, known: Sequence[Watchlist] = ()) -> tuple[tuple[int, str], ...]:
    """The examples that do not hold: (number of the example, the sentence saying what happened).

    `known`: the watchlists its queries may call by name.
    """
    if not watchlist.examples:
        return ()
    matcher = compile_watchlists([watchlist], known)
    outcomes = ((number, _failure(matcher, example)) for number, example in enumerate(watchlist.examples))
    return tuple((number, sentence) for number, sentence in outcomes if sentence is not None)


def _failure(matcher: QueryMatcher, example: Example) -> str | None:
    hits = matcher.match({"title": example.title, "text": example.text}, example.facts)
    if bool(hits) is example.hit:
        return None
    if example.hit:
        return f"must be a hit, but nothing was found in «{_short(example.text)}»"
    mentions = [mention for hit in hits for mention in hit.mentions]
    return f"must be a miss, but was found: {_told(mentions)}"


def _told(mentions: list[Mention]) -> str:
    shown = "; ".join(mention.rule for mention in mentions[:_MOST])
    return shown if len(mentions) <= _MOST else f"{shown}; and {len(mentions) - _MOST} more"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"
