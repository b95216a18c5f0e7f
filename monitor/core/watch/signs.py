"""The text of a query → its signs: words, phrases, operators, brackets, each with its place."""

import re
import unicodedata
from enum import Enum
from typing import NamedTuple, TypeVar

from monitor.core.arabic.fold import clean
from monitor.core.errors import MonitorError
from monitor.core.hints import did_you_mean
from monitor.core.watch.dialects import MOST_APART, meant_by
from monitor.core.watch.marks import DIRECTIONS, UNSEEN
from monitor.core.watch.syntax import Span

T = TypeVar("T")


class QueryError(MonitorError):
    """A query cannot be used: one sentence about what is wrong, and the place it is about."""

    def __init__(self, span: Span, message: str) -> None:
        super().__init__(message)
        self.span = span
        self.message = message


class Sort(Enum):
    """What a sign is."""

    WORD = "word"
    PHRASE = "phrase"
    MARK = "mark"  # = or ~ before a word
    FIELD = "field"
    REUSE = "watchlist"
    NEAR = "NEAR"
    ONEAR = "ONEAR"
    AND = "AND"
    OR = "OR"
    NOT = "NOT"
    OPEN = "("
    CLOSE = ")"
    COMMA = ","
    END = "end"


class Sign(NamedTuple):
    """One sign of a query."""

    sort: Sort
    value: str  # a word as written, a phrase without its quotes, a field's English name, a distance
    start: int
    end: int

    @property
    def span(self) -> Span:
        return Span(start=self.start, end=self.end)


def _each(names: dict[str, T]) -> dict[str, T]:
    return {name: meaning for several, meaning in names.items() for name in several.split()}


OPERATORS = _each({"AND و مع": Sort.AND, "OR أو او": Sort.OR, "NOT ليس وليس بدون": Sort.NOT})
"""None of these can be a keyword of its own: they are particles, and refused as terms."""

FIELDS = _each(
    {
        "title عنوان العنوان": "title",
        "summary موجز الموجز": "summary",
        "text body نص النص": "text",
        "outlet source مصدر المصدر": "outlet",
        "country بلد البلد": "country",
        "lang language لغة اللغة": "language",
        "section قسم القسم": "section",
        "entity كيان الكيان": "entity",
        "noun اسم الاسم": "noun",
        "verb فعل الفعل": "verb",
        "adjective adj صفة الصفة": "adjective",
    }
)

_new = tuple.__new__  # at a third of what calling the class takes: a query is read in the time of a few dozen
_WORD, _PHRASE = Sort.WORD, Sort.PHRASE
_NEARS = {"NEAR": Sort.NEAR, "قرب": Sort.NEAR, "ONEAR": Sort.ONEAR, "تتابع": Sort.ONEAR}
_NO_OPERATOR = r"(?!\s(?:AND|OR|NOT|أو|او|وليس|بدون)\s)"  # apostrophes of two names are no quotes: 'Umar OR workers'
_SIGN = re.compile(
    rf"""[\s{UNSEEN}]*+(?:
        (?P<open>\() | (?P<close>\)) | (?P<comma>[,،;؛])
      | (?P<phrase>"[^"]*"|«[^»]*»|[“„][^“”]*[”“]|‹[^›]*›|″[^″]*″
        |'(?![\sa-zA-Z])[^']*(?<=\S)'(?!\w)|'(?=[a-zA-Z])(?:{_NO_OPERATOR}[^'(),،؛])*(?<=\S)'(?!\w)
        |[‘‚](?![\sa-zA-Z])[^‘’]*(?<=\S)[’‘](?!\w)|[‘‚](?=[a-zA-Z])(?:{_NO_OPERATOR}[^‘’(),،؛])*(?<=\S)[’‘](?!\w))
      | (?P<half>['‘](?=(?:{_NO_OPERATOR}[^"«(),،؛]){{0,200}}\w['’](?!\w)))  # 'Shi'ite militia'
      | (?P<quote>["«»“”„‹›])
      | (?P<near>(?:O?NEAR|قرب|تتابع)[{UNSEEN}]*(?:\s*/\s*\w*|(?=\s*\()))
      | (?P<field>[^\W\d]\w*[{UNSEEN}]*:)(?!//)
      | (?P<slop>~\d{{1,3}}(?!\w))
      | (?P<mark>[=~][{UNSEEN}]*(?=\S))
      | (?P<colon>:)
      | (?P<reuse>@[{UNSEEN}]*[^\s()"«»“”„‹›,،;؛{UNSEEN}]*)
      | (?P<word>[^\s()"«»“”„‹›,،;؛{DIRECTIONS}]+)
      | (?P<end>\Z))""",
    re.VERBOSE,
)
_EDGES = re.compile(f"[{UNSEEN}]+")
_REGEX = re.compile(r"\w\[[^\]]*\]|\[[^\]]*\]\w|\{\d")  # تطر[فه] is told as what it is
_LONGEST_NUMBER = 9  # digits


def near_name(text: str, sign: Sign) -> str:
    """NEAR, قرب, ONEAR or تتابع: as it stands in the text of the query."""
    return _EDGES.sub("", text[sign.start : sign.end]).partition("/")[0].strip()


def parse_signs(text: str) -> list[Sign]:
    """The signs of a query, the end last; raises QueryError at a sign that cannot be.

    >>> [sign.sort.value for sign in parse_signs("title:تطرف أو «مجموعة عمل»")]
    ['field', 'word', 'OR', 'phrase', 'end']
    """
    signs = []
    for found in _SIGN.finditer(text):  # every character begins blanks, a bracket, a quote or a word
        group = str(found.lastgroup)
        start, end = found.span(group)
        if group == "phrase":
            signs.append(_new(Sign, (_PHRASE, text[start + 1 : end - 1], start, end)))
        elif group == "word":
            signs.append(_word(text[start:end], start, end))
        elif group == "end":
            break
        else:
            signs.append(_sign(group, text[start:end], start, end))
    signs.append(Sign(Sort.END, "", len(text), len(text)))
    return signs


def _sign(group: str, written: str, start: int, end: int) -> Sign:
    match group:
        case "near":
            return _near(_EDGES.sub("", written), start, end)
        case "field":
            return _field(_EDGES.sub("", written).removesuffix(":"), start, end)
        case _:
            return _mark(group, written, start, end)


_MARKS = {"open": Sort.OPEN, "close": Sort.CLOSE, "comma": Sort.COMMA, "mark": Sort.MARK}


def _mark(group: str, written: str, start: int, end: int) -> Sign:
    span = Span(start=start, end=end)
    if group == "half":
        raise QueryError(span, 'an apostrophe stands within these quotes: write the phrase in "…" or « »')
    if group == "quote":
        raise QueryError(span, f"this quote ({written}) has no partner: close the phrase")
    if group == "colon":
        raise QueryError(span, "a colon stands right behind the name of a field, as in title:تطرف; else leave it out")
    if group == "slop":
        near = f"NEAR/{min(int(written[1:]), MOST_APART)}(…, …)"
        what = f"«{written}» says no distance here; did you mean {near} with a comma between?"
        raise QueryError(span, what)
    if group == "reuse":
        written = _EDGES.sub("", written)
        if len(written) == 1:
            raise QueryError(span, "@ needs the id of a watchlist behind it: @daesh")
        return Sign(Sort.REUSE, written[1:], start, end)
    return Sign(_MARKS[group], _EDGES.sub("", written), start, end)


def near_call(name: str, distance: str = "8") -> str:
    """How a NEAR is written, in the language in which its name was.

    >>> near_call("ONEAR"), near_call("قرب", "5")
    ('ONEAR/8(…, …)', 'قرب/5(…، …)')
    """
    return f"{name}/{distance}(…{',' if name.isascii() else '،'} …)"


def _near(written: str, start: int, end: int) -> Sign:
    head, slash, number = written.partition("/")
    name, digits = head.strip(), number.strip()
    span = Span(start=start, end=end)
    if not slash or not digits.isdecimal():
        raise QueryError(span, f"{name} needs a distance in words: {near_call(name)}")
    if len(digits) > _LONGEST_NUMBER or int(digits) > MOST_APART:
        what = f"a distance of {digits[:_LONGEST_NUMBER]} words is no nearness: at most {MOST_APART}, or write AND"
        raise QueryError(span, what)
    return Sign(_NEARS[name], str(int(digits)), start, end)


def _field(name: str, start: int, end: int) -> Sign:
    known = FIELDS.get(name) or FIELDS.get(name.lower())
    if known is None:
        names = "title, summary, text, outlet, country, lang, section, entity, noun, verb, adjective"
        hint = did_you_mean(name.lower(), FIELDS)
        what = f"no field is called «{name}»{hint or f'; there are {names}'}; a colon in the text itself: leave it out"
        raise QueryError(Span(start=start, end=end), what)
    return Sign(Sort.FIELD, known, start, end)


def _word(written: str, start: int, end: int) -> Sign:
    operator = OPERATORS.get(written) or (None if written.isalpha() else OPERATORS.get(clean(written)))
    if operator is not None:
        return _new(Sign, (operator, written, start, end))
    if not written.isalpha():
        _refuse_brackets(written, start)
    if (meant := meant_by(written)) is not None:
        raise QueryError(Span(start=start, end=end), meant)
    return _new(Sign, (_WORD, written, start, end))


def _refuse_brackets(written: str, start: int) -> None:
    """Brackets of other tools part nothing here: they would vanish, and what they hold together with them."""
    if _REGEX.search(written) is not None:
        return
    for at, sign in enumerate(written, start):
        if sign != "‚" and unicodedata.category(sign) in ("Ps", "Pe"):  # a low quote is of that class too
            raise QueryError(Span(start=at, end=at + 1), f"«{sign}» is no bracket of a query: write ( … )")
