"""What a query asks of sources that there are no more, which the archive may still hold articles of."""

from collections.abc import Collection, Iterator

from monitor.core.hints import did_you_mean
from monitor.core.watch.query import parse_query
from monitor.core.watch.syntax import Known, Span, walk


def unknown_outlets(text: str, outlets: Collection[str]) -> Iterator[tuple[Span, str]]:
    """Where a query names a source that is not among these, and one sentence; none where no source is known.

    >>> [what for _, what in unknown_outlets("outlet:albayn AND تطرف", ["albayan"])]
    ['no source is called «albayn»; did you mean "albayan"?']
    """
    for part in walk(parse_query(text)) if outlets else ():
        if isinstance(part, Known) and part.fact == "outlet" and part.value not in outlets:
            yield part.span, f"no source is called «{part.value}»{did_you_mean(part.value, outlets)}"
