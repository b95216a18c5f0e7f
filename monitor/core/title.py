"""Which of a page's headings is the article's title, and where the outlet's name ends it."""

import re
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"\w+")
_SEPARATOR = re.compile(r"\s+[|\-–—•·»::/]+\s+|\s*[|»]\s*")
_ALIKE = 0.6  # share of the shorter one's words that the other has
_PIECES = re.compile(r"\s+(?:[|\-–—•·»:~/]+)\s+|\s*[|»]\s*")
_FEWEST = 3  # words of a lesser heading


def choose_title(
    *, headings: Sequence[str], announced: Sequence[str], window: str, site: str, lesser: Iterable[str] = ()
) -> str:
    """The visible heading that the page also announces; else what it announces, without the outlet's name.

    `window`: the title of the browser's window, `announced`: the titles for networks and search engines, `lesser`:
    headings of parts of the page, of which one may be the title where the first ones are the outlet's name.

    >>> choose_title(headings=["خبر اليوم"], announced=["خبر اليوم - صحيفة"], window="", site="صحيفة")
    'خبر اليوم'
    """
    said = [title for title in (*announced, window) if title]
    for heading in sorted((one for one in headings if one), key=lambda one: -_likeness(one, said)):
        alike = _likeness(heading, said) >= _ALIKE and len(_WORD.findall(heading)) > 1
        if alike and not _names_outlet(heading, announced, window):
            return heading
        break
    for heading in lesser if said else ():
        if len(_WORD.findall(heading)) >= _FEWEST and any(heading in _SEPARATOR.split(one) for one in said):
            return heading
    if said:
        return cut_site(said[0], site, others=said[1:])
    return next((heading for heading in headings if heading), "")


def cut_site(title: str, site: str, others: Sequence[str] = ()) -> str:
    """A title without the name of the site at its end (or its beginning), however it is parted from it.

    >>> cut_site("خبر عاجل من بغداد | السومرية نيوز", "السومرية")
    'خبر عاجل من بغداد'
    """
    pieces = _SEPARATOR.split(title)
    separators = list(_SEPARATOR.finditer(title))
    while separators and (names_site(pieces[-1], site) or "|" in separators[-1].group() and len(pieces[-1]) < 40):
        title = title[: separators[-1].start()].rstrip()
        pieces.pop()
        separators.pop()
    if separators and names_site(pieces[0], site):
        title = title[separators[0].end() :]
    for other in others:
        if len(_WORD.findall(other)) > 2 and title.startswith(other) and _SEPARATOR.match(title, len(other)):
            return other
    return title


def names_site(piece: str, site: str) -> bool:
    """Whether a piece of a line is the outlet's name."""
    words, names = set(_WORD.findall(piece.casefold())), set(_WORD.findall(site.casefold()))
    return bool(words) and bool(names) and (words <= names or names <= words) and len(words) <= 6


def _names_outlet(heading: str, announced: Sequence[str], window: str) -> bool:
    """Whether a heading is but a lesser piece of what is announced: the outlet's name at its end."""
    firsts = [_PIECES.split(one)[0] for one in announced if one] or [_PIECES.split(window)[0]]
    longest = [max(_PIECES.split(one), key=len) for one in (*announced, window)]
    return _likeness(heading, [*firsts, *longest]) < _ALIKE


def _likeness(heading: str, said: Sequence[str]) -> float:
    words = set(_WORD.findall(heading))
    return max((_share(words, set(_WORD.findall(title))) for title in said), default=0.0)


def _share(words: set[str], others: set[str]) -> float:
    return len(words & others) / min(len(words), len(others)) if words and others else 0.0
