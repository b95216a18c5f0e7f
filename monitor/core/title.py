"""Which of a page's headings is the article's title, and where the outlet's name ends it."""

import re
from collections.abc import Collection, Iterable, Sequence

from monitor.core.element_text import PARTED
from monitor.core.outlet_kinds import KINDS, any_spelling
from monitor.core.plain import without_blanks

_WORD = re.compile(r"\w+")
_SEPARATOR = re.compile(r"\s+[|\-–—•·»::/]+\s+|\s*[|»]\s*")
_QUOTED = re.compile("«[^«»]*»")
_OUTLET = re.compile(rf"(?:ال)?{any_spelling(KINDS)}\b")
_LONGEST_NAME = 40  # characters of an outlet's name
_ALIKE = 0.6  # share of the shorter one's words that the other has
_PIECES = re.compile(r"\s+(?:[|\-–—•·»:~/]+)\s+|\s*[|»]\s*")
_FEWEST = 3  # words of a lesser heading, and of a title within one
_PARTS = 8  # of a heading
_NO_WORDS = frozenset(["ال", "لل", "وال", "ولل", "فال", "فلل", "بال", "وبال", "كال"])


def choose_title(
    *, headings: Sequence[str], announced: Sequence[str], window: str, site: str, lesser: Iterable[str] = ()
) -> str:
    """The visible heading that the page also announces; else what it announces, without the outlet's name.

    `window`: the title of the browser's window, `announced`: the titles for networks and search engines, `lesser`:
    headings of parts of the page, of which one may be the title where the first ones are the outlet's name. Where two
    elements of a heading meet stands PARTED: within a word, between two, or behind a kicker.

    >>> choose_title(headings=["خبر اليوم"], announced=["خبر اليوم - صحيفة"], window="", site="صحيفة")
    'خبر اليوم'
    """
    said = [title for title in (*announced, window) if title and not _is_name(title, site)]
    words = {word for title in said for word in _WORD.findall(title)}
    shown = {_in_words(one.split(PARTED), words): one for one in headings if one}
    for heading in sorted(shown, key=lambda one: -_likeness(one, said)):
        alike = _likeness(heading, said) >= _ALIKE and len(_WORD.findall(heading)) > 1
        if alike and not _names_outlet(heading, announced, window):
            parts = shown[heading].split(PARTED)[:_PARTS]
            return next((one for title in said if _is_of(one := cut_site(title, site), parts)), heading)
        break
    for heading in lesser if said else ():
        if len(_WORD.findall(heading)) >= _FEWEST and any(heading in (one, *_pieces(one)) for one in said):
            return heading
    if said:
        return cut_site(said[0], site, others=said[1:])
    return next((heading for heading in shown if not _is_name(heading, site)), next(iter(shown), ""))


def _in_words(parts: Sequence[str], known: Collection[str]) -> str:
    """A heading whose elements meet between words, or within one: a drop cap, «and» before a name that stands out.

    `known`: words of its title as the page announces it.

    >>> _in_words(("عاجل", "الحكومة و", "النقابة"), ()), _in_words(("ا", "لحكو", "مة تتفق"), {"الحكومة"})
    ('عاجل الحكومة والنقابة', 'الحكومة تتفق')
    """
    heading = parts[0]
    for part in parts[1:]:
        before, behind = (heading.split() or [""])[-1], (part.split() or [""])[0]
        pieces = (
            before in _NO_WORDS
            or before.endswith("ـ")
            or any(len(one) == 1 and one.isalpha() for one in (before, behind))
        )
        heading += part if pieces or f"{before}{behind}" in known else f" {part}"
    return heading


def cut_site(title: str, site: str, others: Sequence[str] = ()) -> str:
    """A title without the name of the site at its end (or its beginning), however it is parted from it.

    >>> cut_site("خبر عاجل من بغداد | السومرية نيوز", "السومرية")
    'خبر عاجل من بغداد'
    """
    pieces, separators = _pieces(title), _separators(title)
    while separators and (names_site(pieces[-1], site) or ("|" in separators[-1].group() and _is_small(pieces))):
        title = title[: separators[-1].start()].rstrip()
        pieces.pop()
        separators.pop()
    if separators and names_site(pieces[0], site):
        title = title[separators[0].end() :]
    for other in others:
        if len(_WORD.findall(other)) > 2 and title.startswith(other) and _SEPARATOR.match(title, len(other)):
            return other
    return title


def _separators(title: str) -> list[re.Match[str]]:
    """What parts the pieces of a title; » at the end of a quotation does not."""
    return list(_SEPARATOR.finditer(_QUOTED.sub(lambda quoted: quoted.group()[:-1] + "”", title)))


def _pieces(title: str) -> list[str]:
    ends = [one.span() for one in _separators(title)]
    starts = [0, *(end for _, end in ends)]
    return [title[start:end] for start, end in zip(starts, [*(start for start, _ in ends), len(title)], strict=True)]


def _is_small(pieces: Sequence[str]) -> bool:
    """Whether the last piece is the smaller part of a title: «مباشر | انفجار يهز مرفأ بيروت» ends with the news."""
    last, before = pieces[-1], sum(len(_WORD.findall(piece)) for piece in pieces[:-1])
    if len(last) >= _LONGEST_NAME:
        return False
    return len(_WORD.findall(last)) <= before or (before > 1 and _OUTLET.match(last) is not None)


def _is_of(title: str, parts: Sequence[str]) -> bool:
    """Whether a title is some of a heading's parts, of which the others are kickers; or all, but for blanks."""
    if len(parts) < 2 or len(_WORD.findall(title)) < _FEWEST:
        return False
    ends = range(len(parts) + 1)
    return any(
        without_blanks(title) == without_blanks(" ".join(parts[start:end]))
        for start in ends
        for end in ends[start + 1 :]
    )


def _is_name(line: str, site: str) -> bool:
    """Whether a line is the outlet's name and nothing else."""
    words = {*_WORD.findall(line.casefold())}
    return bool(words) and words <= {*_WORD.findall(site.casefold())}


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
