"""A name as a list gives it → the names under which texts speak of it: no brackets, nothing turned round."""

import re
from collections.abc import Iterator

from monitor.core.model.watchlist import EntityKind

_SEVERAL = re.compile(r"\s*[;؛:]\s*|\s+[/|]\s+|(?<=[\u0620-\u064a])\s*/\s*(?=[\u0620-\u064a])")
_BRACKETS = re.compile(r"\s*[(（\[]([^()（）\[\]]*)[)）\]]\s*")
_COMMA = re.compile(r"\s*[,،]\s*")
_STOP = re.compile(r"(?<=[^\W\d_]{3})\.\s+")  # of a title or a legal form; «St. Louis» is found as it stands
_LEGAL_FORM = re.compile(
    r"(?:inc|ltd|co|corp|gmbh|l\.?l\.?[cp]|p\.?l\.?c|[opc]?jsc|s\.?a\.?[lre]?|a\.?g|[bn]\.?v)\.?", re.I
)
_NO_NAME = re.compile(r"[a-z]|المعروف|يعرف|سابق|مواليد|ولد")  # a.k.a., formerly; «المعروف بسيف العدل»
_FAMILY = 3  # words before the comma of a name that is turned round
_INSIDE = 4  # words in brackets that are a name of their own


def each_name(raw: str, kind: EntityKind) -> Iterator[str]:
    """The names in what a list gives as one, in its order.

    >>> list(each_name("AL-BADRI, Ibrahim", EntityKind.PERSON)), list(each_name("Two Rivers, LLC", EntityKind.GROUP))
    (['Ibrahim AL-BADRI'], ['Two Rivers'])
    >>> list(each_name("الدولة الإسلامية في العراق والشام (داعش)", EntityKind.GROUP))
    ['الدولة الإسلامية في العراق والشام', 'داعش']
    >>> list(each_name("محمد صلاح الدين (المعروف بسيف العدل); Sayf al-Adl", EntityKind.PERSON))
    ['محمد صلاح الدين', 'Sayf al-Adl']
    """
    for one in _SEVERAL.split(raw):
        bare = " ".join(_BRACKETS.sub(" ", one).split())
        yield from _straight(bare, kind)
        for inside in _BRACKETS.findall(one):
            parts = inside.split()
            several = len(parts) > 1 or kind is not EntityKind.PERSON
            if parts and several and len(parts) <= _INSIDE and _NO_NAME.match(inside) is None:
                yield from _straight(inside, kind)


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
