"""A name as a list gives it → the names under which texts speak of it: no brackets, nothing turned round."""

import re
from collections.abc import Iterator

from monitor.core.arabic.fold import fold
from monitor.core.arabic.lexicon import ORIGINS, TOWNS
from monitor.core.arabic.patronymics import FATHER
from monitor.core.arabic.realms import is_country
from monitor.core.arabic.tokens import is_arabic
from monitor.core.model.watchlist import EntityKind

_SEVERAL = re.compile(r"\s*[;؛:]\s*|\s+[/|]\s+|(?<=[\u0620-\u064a])\s*/\s*(?=[\u0620-\u064a])")
_BRACKETS = re.compile(r"\s*[(（\[]([^()（）\[\]]*)[)）\]]\s*")
_COMMA = re.compile(r"\s*[,،]\s*")
_STOP = re.compile(r"(?<=[^\W\d_]{3})\.\s+")  # of a title or a legal form; «St. Louis» is found as it stands
_LEGAL_FORM = re.compile(
    r"(?:inc|ltd|co|corp|gmbh|l\.?l\.?[cp]|p\.?l\.?c|[opc]?jsc|s\.?a\.?[lre]?|a\.?g|[bn]\.?v)\.?", re.I
)
_FAMILY = 3  # words before the comma of a name that is turned round
_INSIDE = 4  # words in brackets that are a name of their own


def each_name(raw: str, kind: EntityKind) -> Iterator[str]:
    """The names in what a list gives as one, in its order.

    >>> list(each_name("AL-BADRI, Ibrahim", EntityKind.PERSON)), list(each_name("Two Rivers, LLC", EntityKind.GROUP))
    (['Ibrahim AL-BADRI'], ['Two Rivers'])
    >>> list(each_name("الدولة الإسلامية في العراق والشام (داعش)", EntityKind.GROUP))
    ['الدولة الإسلامية في العراق والشام', 'داعش']
    >>> list(each_name("حركة طالبان (باكستان)", EntityKind.GROUP))
    ['حركة طالبان']
    >>> list(each_name("محمد صلاح الدين (المعروف بسيف العدل); Sayf al-Adl", EntityKind.PERSON))
    ['محمد صلاح الدين', 'Sayf al-Adl']
    """
    for one in _SEVERAL.split(raw):
        bare = " ".join(_BRACKETS.sub(" ", one).split())
        yield from _straight(bare, kind)
        yield from filter(lambda inside: _is_name(inside, kind), map(str.strip, _BRACKETS.findall(one)))


def _is_name(inside: str, kind: EntityKind) -> bool:
    """Whether what stands in brackets is a name of its own: «… (داعش)»; not where it is, an office, or its letters."""
    parts = inside.split()
    if kind is EntityKind.PERSON:
        return 1 < len(parts) <= _INSIDE and fold(parts[0]) == FATHER
    word = fold(inside)
    place = is_country(word) or word in TOWNS or {word.removeprefix("ال"), f"{word}ي", f"{word[:-1]}ي"} & ORIGINS
    return len(parts) == 1 and is_arabic(inside) and not place


def _straight(name: str, kind: EntityKind) -> Iterator[str]:
    """A name as it stands in a text: «Badri, Ibrahim» turned round, «Two Rivers Co. Ltd.» without what a stop parts."""
    first, *rest = _COMMA.split(name)
    if not rest:
        yield max(_STOP.split(name), key=lambda part: len(part.split()))
    elif kind is not EntityKind.PERSON:
        yield first if all(map(_LEGAL_FORM.fullmatch, rest)) else name
    elif len(rest) == 1 and len(first.split()) <= _FAMILY:
        yield f"{rest[0]} {first}"
    else:
        yield name
