"""Text → the news agency it says it comes from.

Named are only those places where Arabic outlets write an origin: in brackets or before a dash at the beginning, in
brackets at the end, as the author. An agency that a sentence merely quotes («ونقلت رويترز عن…») is none.
"""

import re
from functools import cache
from importlib.resources import files

from monitor.core.arabic.fold import fold_word
from monitor.core.arabic.tokens import words

_HEAD, _TAIL = 140, 60  # characters in which an origin may stand
_AT_HEAD = re.compile(
    r"\A\s*المصدر\s*:\s*([^\n]{2,40}?)\s*\n"
    r"|[(\[]([^()\[\]\n]{2,40})[)\]]"  # (رويترز)
    r"|(?:^|[\n\-–—:،/])\s*[«\"]?([^()\-–—:،/«»\"\n]{2,40}?)[»\"]?\s*(?=[\-–—:]"  # بغداد – «رويترز»:
    r"|\d{1,2}[\s/.-]\w+[\s/.-]\d{4}[^\n]{0,15}(?:\n|$))"  # رويترز 27 نوفمبر 2026
    r"|\s(واس)\s*(?=[:\n]|$)"  # the Saudi agency's long dateline
)
_AT_TAIL = re.compile(r"[(\[]([^()\[\]\n]{2,40})[)\]]\s*[.؟!]?\s*$|(?:المصدر|المصادر)\s*:\s*([^\n]{2,40})\s*$")
_BETWEEN = re.compile(r"\s*(?:[/،,+&|\-–]|\sو(?=\S))\s*")


def agency_of(text: str, author: str | None = None) -> str | None:
    """The agency that a text names as its origin, by its usual Arabic name; None if it names none.

    >>> agency_of("بغداد (رويترز) - قال مسؤولون يوم الاثنين إن الجيش استعاد البلدة.")
    'رويترز'
    >>> agency_of("الرياض 02 شوال 1436 هـ الموافق 18 يوليو 2015 م واس: استقبل الملك ضيوفه"), agency_of("نص", "د ب أ")
    ('واس', 'الألمانية')
    >>> agency_of("الدوحة - قنا 27 نوفمبر 2026\\nاستقبل الأمير ضيوفه"), agency_of("زار تاس 27 نوفمبر 2026\\nوعاد")
    ('قنا', None)
    >>> agency_of("ونقلت رويترز عن مصدر أمني قوله إن الهجوم لم يخلف ضحايا.") is None
    True
    """
    places = [*_AT_HEAD.findall(text[:_HEAD]), *_AT_TAIL.findall(text[-_TAIL:]), (author or "",)]
    for written in (part for pair in places for part in pair if part):
        for one in _BETWEEN.split(written):
            if (known := _agencies().get(_folded(one))) is not None:
                return known
    return None


def is_agency(name: str) -> bool:
    """Whether this is how an agency signs, whatever the spelling of its ة.

    >>> is_agency("أ.ش.أ"), is_agency("وكاله الأناضول"), is_agency("الوزارة")
    (True, True, False)
    """
    return fold_name(name) in _signed()


def fold_name(name: str) -> str:
    """The words of a name in one spelling, ه for ة among it, which many write.

    >>> fold_name("وكالة الأنباء (واس)") == fold_name("وكاله الانباء واس")
    True
    """
    return _folded(name).replace("ة", "ه")


def _folded(name: str) -> str:
    return " ".join(map(fold_word, words(name)))


@cache
def _agencies() -> dict[str, str]:
    """Folded name → usual name."""
    text = files("monitor.core").joinpath("agencies.txt").read_text(encoding="utf-8")
    lines = [line.split("|") for line in text.splitlines() if line and not line.startswith("#")]
    return {_folded(name): names[0].strip() for names in lines for name in names}


@cache
def _signed() -> frozenset[str]:
    return frozenset(map(fold_name, _agencies()))
