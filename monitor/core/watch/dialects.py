"""How other tools write a query: taken for a word it would never be found, so it is told as a mistake."""

import difflib
import re
from collections.abc import Callable

MOST_APART = 200  # words
_MINUSES = "\u2013\u2014\u2212-"  # word processors make dashes of it; the hyphen last, as it makes ranges before
_OPERATORS = {"and": "AND", "or": "OR", "not": "NOT", "andnot": "AND NOT", "near": "NEAR/8(…)", "onear": "ONEAR/8(…)"}
_OPERATORS |= {
    "xor": "(… OR …) AND NOT (… AND …)",
    "w/s": "NEAR/20(…)",
    "w/p": "NEAR/80(…)",
}  # in one sentence, in one paragraph
_OPERATORS |= {"&&": "AND", "&": "AND", "+": "AND", "||": "OR", "|": "OR", "!": "NOT"}
_OPERATORS |= dict.fromkeys(_MINUSES, "NOT")
_OPERATORS |= dict.fromkeys(("لا", "ولا", "ودون", "وبدون"), "NOT (ليس)") | {"لكن": "AND", "ولكن": "AND"}
_OPERATORS |= {"adj": "ONEAR/1(…, …), or a phrase in quotes"}
# but for: «تطرف ما عدا رياضة»
_OPERATORS |= dict.fromkeys(("إلا", "الا", "عدا", "ماعدا", "سوى"), "NOT (ليس), or a phrase in quotes")
_OPERATORS |= dict.fromkeys(("دون", "بلا"), "NOT (ليس), or a phrase in quotes")  # طائرة دون طيار
_NEAR = {"near": "NEAR", "w": "NEAR", "n": "NEAR", "adj": "NEAR", "prox": "NEAR", "within": "NEAR", "قرب": "قرب"}
_NEAR |= {"onear": "ONEAR", "pre": "ONEAR", "تتابع": "تتابع"}
_ALIKE = ("near", "onear", "قرب", "تتابع")  # what is meant where a letter is wrong


def meant_by(written: str) -> str | None:
    """One sentence about a word of a query that is an operator elsewhere; None for a word.

    >>> meant_by("w/5")
    '«w/5» is no word; did you mean NEAR/5?'
    """
    if (operator := _OPERATORS.get(written.lower())) is not None:
        return f"«{written}» is no word; did you mean {operator}?"
    if written.isalpha():  # neither a distance nor a sign: nearly every word
        return None
    for pattern, meant in _SHAPES:
        if (found := pattern.fullmatch(written)) is not None:
            said = meant(found)
            return said and f"«{written}» is no word{said}"
    return None


def _distance(found: re.Match[str]) -> str | None:
    near = _near(found[1].lower())
    return near and f"; did you mean {near}/{min(int(found[2]), MOST_APART)}?"


def _signed(found: re.Match[str]) -> str:
    sign, word = found.groups()
    return f"; did you mean {word if sign == '+' else f'NOT {word}'}?"


def _fuzzy(found: re.Match[str]) -> str:
    return f": write {found[1]}, its forms and spellings are found by themselves"


def _quoted(_: re.Match[str]) -> str:
    return ": this quote has no partner; close the phrase, or leave the quote out"


def _bound(_: re.Match[str]) -> str:
    return ": a bound is the `threshold` of a watchlist, weights stand with its terms"


def _near(name: str) -> str | None:
    alike = () if name.startswith("not") else difflib.get_close_matches(name, _ALIKE, n=1, cutoff=0.75)
    return _NEAR.get(name) or (_NEAR[alike[0]] if alike else None)


_SHAPES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = (
    (re.compile(r"([^\W\d_]+)/(\d{1,3})"), _distance),
    (re.compile(r"(near|onear|adj|prox|within|قرب|تتابع)(\d{1,3})", re.IGNORECASE), _distance),
    # +972 and -5 are words, -2015 none
    (re.compile(rf"([+!{_MINUSES}])([^\W\d_].*|@.+|(?<!\+)\d{{4,}})"), _signed),
    (re.compile(r"([^\W\d_]{2,})~\d*"), _fuzzy),
    (re.compile(r"[^\W\d_]+[<>]=?\d+"), _bound),
    (re.compile("['‘’‚][\u0620-\u064a].*"), _quoted),
)
