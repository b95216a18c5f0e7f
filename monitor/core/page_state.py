"""What a page hands to its own scripts: the article of pages that are put together in the browser (`__NEXT_DATA__`)."""

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml.etree import _Element

from monitor.core.plain import one_line, plain_text

_LONGEST = 2_000_000  # characters of one block
_MOST = 20_000  # values of all blocks
_FEWEST = 12  # words of a body
_PUBLISHED = re.compile(
    r"(?i)(?:date_?)?(?:first_?)?publi(?:sh|cation)(?:ed)?_?(?:at|on|date|time)?$|pub_?date$|display_?date$"
)
_DATE = 60  # characters
_PIECE = 4  # words of one of its pieces
_DEEP = 20  # objects within each other that a piece is looked for in


def body_for_scripts(root: _Element, title: str) -> str:
    """The body of what has the page's title, the longest there is; empty if no block has such a thing."""
    if not title:
        return ""
    bodies = [_body(thing) for thing in _things(root) if _has_title(thing, title)]
    return max((body for body in bodies if len(body.split()) >= _FEWEST), key=len, default="")


def date_for_scripts(root: _Element, title: str) -> str:
    """When it says that what has the page's title was published; empty if no block says so."""
    for thing in _things(root) if title else ():
        if _has_title(thing, title):
            for name, value in thing.items():
                if _PUBLISHED.match(name) and isinstance(value, str) and len(value) < _DATE:
                    return value
    return ""


def _things(root: _Element) -> Iterator[dict[str, Any]]:
    blocks = [one for one in root.iter("script") if (one.get("type") or "").lower() == "application/json"]
    waiting: list[Any] = [_loaded(block.text or "") for block in blocks[:10]]
    for _ in range(_MOST):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            waiting.extend(one for one in value.values() if isinstance(one, dict | list))
        elif isinstance(value, list):
            waiting.extend(one for one in value if isinstance(one, dict | list))


def _loaded(text: str) -> Any:
    try:
        return json.loads(text, strict=False) if len(text) <= _LONGEST else None
    except (ValueError, RecursionError):
        return None


def _has_title(thing: dict[str, Any], title: str) -> bool:
    return any(isinstance(one, str) and len(one) < 1000 and one_line(one) == title for one in thing.values())


def _body(thing: dict[str, Any]) -> str:
    """The longest of its texts; a list of pieces is one, a paragraph each."""
    return max((_text(value) for value in thing.values()), key=len, default="")


def _text(value: Any) -> str:
    if isinstance(value, str):
        return plain_text(value)
    if isinstance(value, list):
        return "\n".join(piece for one in islice(value, 500) if len((piece := _piece(one)).split()) >= _PIECE)
    return ""


def _piece(value: Any, deep: int = _DEEP) -> str:
    """The words of a piece: of an object its longest text, for beside it stand its kind and its number."""
    if isinstance(value, dict):
        inner = (one for one in value.values() if isinstance(one, str) or (deep and isinstance(one, dict)))
        return max((_piece(one, deep - 1) for one in inner), key=len, default="")
    return plain_text(value) if isinstance(value, str) else ""
