"""The text of a query → what it says, or the place where it cannot be understood.

Loosest first: OR, then AND (words side by side mean AND too), then NOT, then NEAR between two words. Names of
operators and fields are English or Arabic.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from monitor.core.arabic.fold import fold_word
from monitor.core.arabic.lists import table
from monitor.core.model.watchlist import Term, TermMatch, WordClass
from monitor.core.watch.marks import MATCHES
from monitor.core.watch.signs import OPERATORS, QueryError, Sign, Sort, near_call, near_name, parse_signs
from monitor.core.watch.syntax import And, Known, Named, Near, Node, Not, Or, Reuse, Span, Within, Words

LONGEST = 20_000  # code points of one query
DEEPEST = 40  # brackets within brackets
MOST_NEAR = 8  # parts of one NEAR

# looking up a member costs as much as a call: those that are asked for at every sign have a name here
_AND, _OR, _NOT, _OPEN, _MARK, _END = Sort.AND, Sort.OR, Sort.NOT, Sort.OPEN, Sort.MARK, Sort.END
_INFLECTED = TermMatch.INFLECTED
_BINARY = (Sort.AND, Sort.OR)
_NEARS = (Sort.NEAR, Sort.ONEAR)
_WORDS = (Sort.WORD, Sort.PHRASE, Sort.MARK)
_STARTS = (Sort.WORD, Sort.PHRASE, Sort.MARK, Sort.FIELD, Sort.REUSE, Sort.NEAR, Sort.ONEAR, Sort.NOT, Sort.OPEN)
_TEXTS = ("title", "summary", "text")
_CLASSES = frozenset(WordClass)
_CODES = {fold_word(name): code for code, names in table("country_codes.txt").items() for name in names}


@lru_cache(4_096)  # what was just checked is compiled next; about 6 MB
def parse_query(text: str) -> Node:
    """Read a query; raises QueryError with the place of the mistake and what was probably meant.

    >>> type(parse_query('NEAR/8("تحالف دولي", داعش) AND NOT رياضة')).__name__
    'And'
    """
    if len(text) > LONGEST:
        what = f"the query has {len(text):,} characters, at most {LONGEST:,}: put words into a watchlist, use @its-name"
        raise QueryError(Span(start=LONGEST, end=len(text)), what)
    return _Parser(text).query()


class _Parser:
    """Goes through the signs once, from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.signs = parse_signs(text)
        self.at = 0
        self.depth = 0
        self.next = self.signs[0]

    def take(self) -> Sign:
        sign = self.next
        if sign.sort is not _END:
            self.at = at = self.at + 1
            self.next = self.signs[at]
        return sign

    def query(self) -> Node:
        if self.next.sort is _END:
            raise QueryError(self.next.span, "the query is empty: write a word, or phrases joined by AND, OR, NOT")
        node = self.either()
        if self.next.sort is not _END:
            raise self.unexpected(self.next)
        return node

    def either(self) -> Node:
        parts = [self.all()]
        while self.next.sort is _OR:
            self.operand_after(self.take())
            parts.append(self.all())
        return parts[0] if len(parts) == 1 else Or(parts=tuple(parts), span=_over(parts))

    def all(self) -> Node:
        parts = [self.none()]
        while (sort := self.next.sort) is not _END and (sort is _AND or sort in _STARTS):
            if sort is _AND:
                self.operand_after(self.take())
            parts.append(self.none())
        return parts[0] if len(parts) == 1 else And(parts=tuple(parts), span=_over(parts))

    def none(self) -> Node:
        if self.next.sort is not _NOT:
            return self.close()
        sign = self.take()
        self.operand_after(sign)
        part = self.deeper(self.none)
        return Not(part=part, span=Span(sign.start, self.signs[self.at - 1].end))  # brackets are no part

    def close(self) -> Node:
        """`a NEAR/5 b`, as other tools write NEAR/5(a, b)."""
        first = self.one()
        if self.next.sort not in _NEARS:
            return first
        parts = [first]
        sign: Sign | None = None
        while self.next.sort in _NEARS and not self.is_call():
            new = self.take()
            if sign is not None and (sign.sort, sign.value) != (new.sort, new.value):
                what = f"two kinds of nearness in a row: write {near_call(self.name(new), new.value)} with brackets"
                raise QueryError(new.span, what)
            self.operand_after(new)
            sign = new
            parts.append(self.one())
        return parts[0] if sign is None else self.near(sign, parts, _over(parts))

    def is_call(self) -> bool:
        """Whether the NEAR that comes next has its parts in brackets behind it, as in NEAR/8(a, b)."""
        depth = 0
        for at in range(self.at + 1, len(self.signs)):
            sort = self.signs[at].sort
            depth += (sort is _OPEN) - (sort is Sort.CLOSE)
            if depth == 0:
                break
            if depth == 1 and sort is Sort.COMMA:
                return True
        return False

    def one(self) -> Node:
        sign = self.next
        if sign.sort in _WORDS:
            return self.words()
        if sign.sort is _OPEN:
            return self.deeper(self.bracket)
        if sign.sort in _NEARS:
            return self.deeper(self.near_call)
        if sign.sort is Sort.FIELD:
            return self.deeper(self.field)
        if sign.sort is Sort.REUSE:
            self.take()
            return Reuse(watchlist=sign.value, span=sign.span)
        raise self.unexpected(sign)

    def words(self) -> Words:
        first = sign = self.take()
        match = _INFLECTED
        if sign.sort is _MARK:
            match = MATCHES[sign.value]
            if self.next.sort not in (Sort.WORD, Sort.PHRASE) or self.next.start != sign.end:
                raise QueryError(sign.span, f"«{sign.value}» stands right before a word or phrase: {sign.value}تطرف")
            sign = self.take()
        span = Span(first.start, sign.end)
        text = sign.value.strip()
        if not text:
            raise QueryError(span, "this phrase is empty: write the words between the quotes")
        return Words(term=Term(text=text, match=match), span=span)

    def bracket(self) -> Node:
        opening = self.take()
        if self.next.sort is Sort.CLOSE:
            raise QueryError(Span(opening.start, self.next.end), "nothing stands in these brackets")
        node = self.either()
        self.closing(opening)
        return node

    def closing(self, opening: Sign) -> Sign:
        if self.next.sort is Sort.COMMA:
            raise self.unexpected(self.next)
        if self.next.sort is not Sort.CLOSE:
            raise QueryError(opening.span, "this bracket is never closed: write ) where its part ends")
        return self.take()

    def near_call(self) -> Node:
        sign = self.take()
        if self.next.sort is not _OPEN:
            name = self.name(sign)
            what = f"{name} stands between two words, or before its parts: {near_call(name)}"
            raise QueryError(sign.span, what)
        opening = self.take()
        parts = [self.part_of_near(sign)]
        while self.next.sort is Sort.COMMA:
            self.take()
            parts.append(self.part_of_near(sign))
        end = self.closing(opening)
        return self.near(sign, parts, Span(sign.start, end.end))

    def part_of_near(self, sign: Sign) -> Node:
        if self.next.sort in (Sort.COMMA, Sort.CLOSE):
            name = self.name(sign)
            what = f"a part of {name} is missing here: {near_call(name, sign.value)}"
            raise QueryError(Span(self.next.start, self.next.end), what)
        return self.either()

    def near(self, sign: Sign, parts: list[Node], span: Span) -> Near:
        if len(parts) < 2:
            name = self.name(sign)
            raise QueryError(span, f"{name} needs two parts or more, with a comma between: {near_call(name)}")
        if len(parts) > MOST_NEAR:
            raise QueryError(span, f"{self.name(sign)} takes at most {MOST_NEAR} parts; join some with OR")
        for part in parts:
            self.check_near_part(part, sign)
        return Near(parts=tuple(parts), distance=int(sign.value), ordered=sign.sort is Sort.ONEAR, span=span)

    def check_near_part(self, part: Node, sign: Sign) -> None:
        if isinstance(part, Or):
            for one in part.parts:
                self.check_near_part(one, sign)
        elif not isinstance(part, Words | Named):
            what = f"{self.name(sign)} takes words, phrases, entities, or alternatives (… OR …) of them, nothing else"
            hint = "; words side by side mean AND: put a phrase in quotes" if isinstance(part, And) else ""
            raise QueryError(part.span, what + hint)

    def name(self, sign: Sign) -> str:
        return near_name(self.text, sign)

    def field(self) -> Node:
        sign = self.take()
        if self.next.sort not in (Sort.WORD, Sort.PHRASE, _OPEN, Sort.MARK, Sort.NEAR, Sort.ONEAR, Sort.FIELD):
            raise QueryError(sign.span, "a word or phrase must follow the colon")
        if sign.value in _TEXTS:
            return self.within(sign)
        if sign.value in _CLASSES:
            return self.of_class(sign)
        if self.next.sort is _OPEN:
            return self.several(sign)
        return self.fact(sign)

    def within(self, sign: Sign) -> Node:
        if self.next.sort is Sort.FIELD and self.next.value not in (*_TEXTS, *_CLASSES, "entity"):
            raise QueryError(
                self.next.span, f"«{self.next.value}:» stands beside {sign.value}:…, not within: write AND"
            )
        part = self.one()
        return Within(field=sign.value, part=part, span=Span(sign.start, part.span.end))

    def of_class(self, sign: Sign) -> Words:
        """verb:كشف."""
        if self.next.sort not in (Sort.WORD, Sort.PHRASE):
            raise QueryError(sign.span, f"«{sign.value}:» stands right before one word or phrase: {sign.value}:كشف")
        part = self.words()
        term = replace(part.term, word_class=WordClass(sign.value))
        return Words(term=term, span=Span(sign.start, part.span.end))

    def several(self, sign: Sign) -> Node:
        """country:(IQ OR AE), country:(IQ, AE)."""
        opening = self.take()
        parts = [self.fact(sign)]
        while self.next.sort in (_OR, Sort.COMMA):
            self.take()
            parts.append(self.fact(sign))
        if self.next.sort is not Sort.CLOSE and self.next.sort is not _END:
            raise QueryError(self.next.span, "only names stand in these brackets, with OR or a comma between")
        self.closing(opening)
        return parts[0] if len(parts) == 1 else Or(parts=tuple(parts), span=_over(parts))

    def fact(self, sign: Sign) -> Named | Known:
        value = self.take()
        if value.sort not in (Sort.WORD, Sort.PHRASE) or not value.value.strip():
            raise QueryError(value.span if value.sort is not _END else sign.span, "a name must follow the colon")
        text, span = value.value.strip(), Span(sign.start, value.end)
        if sign.value == "entity":
            return Named(name=text, span=span)
        return _known(sign.value, text, Span(value.start, value.end), span)

    def deeper(self, step: Callable[[], Node]) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise QueryError(self.next.span, f"more than {DEEPEST} brackets within one another: use a second query")
        node = step()
        self.depth -= 1
        return node

    def operand_after(self, operator: Sign) -> None:
        following = self.next
        if following.sort in _STARTS:
            return
        if following.sort in _BINARY:
            what = f"«{following.value}» follows «{operator.value}»: a word is missing between, or one is too many"
            raise QueryError(Span(operator.start, following.end), what)
        name = operator.value if operator.value in OPERATORS else f"{self.name(operator)}/{operator.value}"
        raise QueryError(operator.span, f"nothing follows «{name}»: write what must stand there, or take it out")

    def unexpected(self, sign: Sign) -> QueryError:
        if sign.sort is Sort.CLOSE:
            return QueryError(sign.span, "this bracket was never opened: write ( before its part, or take it out")
        if sign.sort is Sort.COMMA:
            return QueryError(sign.span, f"«{sign.value}» parts the words of NEAR/n(…, …) only: write AND or OR")
        if sign.sort in _BINARY:
            return QueryError(
                sign.span, f"nothing stands before «{sign.value}»: write what comes first, or take it out"
            )
        return QueryError(sign.span, "something is missing here: a word or a phrase")


def _over(parts: Sequence[Node]) -> Span:
    return Span(parts[0].span.start, parts[-1].span.end)


def _known(fact: str, text: str, at: Span, span: Span) -> Known:
    if fact == "country":
        if len(text) != 2 or not text.isascii() or not text.isalpha():
            meant = f": did you mean {_CODES[name]}?" if (name := fold_word(text)) in _CODES else ""
            what = f"«{text}» is no country code{meant or ': two letters, as in country:IQ'}"
            raise QueryError(at, what)
        text = text.upper()
    if fact == "language":
        if not text.isascii() or not text.isalpha() or len(text) not in (2, 3):
            raise QueryError(at, f"«{text}» is no language code: two or three letters, as in lang:ar")
        text = text.lower()
    return Known(fact=fact, value=text, span=span)
