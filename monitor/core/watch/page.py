"""A text as matching walks over it: words by their place, taken apart only where somebody looks."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

from monitor.core.arabic.codes import BLANK, MARK, ODD, encode, plain_words
from monitor.core.arabic.fold import fold_foreign, fold_word
from monitor.core.arabic.tokens import Token, is_arabic, is_break, tokens
from monitor.core.watch.habit import Habit, habit

_BREAK = re.compile("[.,;:!?…\u060c\u061b\u061f\u06d4\n/|•]")
_RUN = re.compile(rb"[^ ]+")
_SPECIAL = re.compile(rb"[\x01\x02]")
_BLANK, _MARK, _ODD = bytes((BLANK,)), bytes((MARK,)), bytes((ODD,))
_LETTERS = bytes(range(0x80, 256))


class Page:
    """One text and its folded bytes; `fields`: all that the same hand has written, this text among it."""

    __slots__ = ("_after", "_before", "_dressed", "_fields", "_habit", "code", "text")

    def __init__(self, text: str, fields: Iterable[str] = ()) -> None:
        self.text = text
        self._fields = fields or (text,)
        self.code = encode(text)
        self._habit: Habit | None = None
        self._dressed: _Dressed | None = None
        self._after: dict[int, Token | None] = {}
        self._before: dict[int, Token | None] = {}

    @property
    def habit(self) -> Habit:
        """Which final letters the text keeps apart."""
        if self._habit is None:
            self._habit = habit("\n".join(self._fields))
        return self._habit

    def parts(self) -> list[bytes]:
        """What stands between the blanks, also where that is nothing: so the parts tell their places."""
        return (self.code + _BLANK).split(_BLANK)

    def spans(self, parts: Sequence[bytes], indexes: Iterable[int]) -> list[tuple[int, int]]:
        """Where the parts of these indexes, in order, begin and end."""
        found = []
        last = start = 0
        for index in indexes:
            if index > last:
                start += len(_BLANK.join(parts[last:index])) + 1  # twice as quick as adding up
                last = index
            found.append((start, start + len(parts[index])))
        return found

    def run_after(self, end: int) -> bytes:
        """The run of letters after the one that ends here; empty at the end of the text."""
        stop = self.code.find(_BLANK, end + 1)
        if stop > end + 1:
            return self.code[end + 1 : stop]
        found = _RUN.search(self.code, end)  # several blanks, or the last run
        return found.group() if found else b""

    def run_before(self, start: int) -> bytes:
        """The run of letters before the one that starts here; empty at the start of the text."""
        end = start - 1
        if end < 1:
            return b""
        begin = self.code.rfind(_BLANK, 0, end) + 1
        return self.code[begin:end] or b"".join(self.code[:end].rsplit(None, 1)[-1:])

    def around(self, start: int, end: int, span: int) -> list[bytes]:
        """The runs of letters around the one that starts and ends here, so many on either side."""
        return [*self.code[end:].split(None, span)[:span], *self.code[:start].rsplit(None, span)[-span:]]

    def containing(self, parts: Iterable[bytes]) -> Iterable[Token]:
        """Every token of the runs of letters that hold one of these, also behind marks and odd letters."""
        parts = [letters for letters in parts if letters]
        runs = {run for letters in parts for run in self.runs_with(letters)}
        runs.update(self._dressed_runs(parts))
        return [token for run in sorted(runs) for token in self.inside(*run)]

    def _dressed_runs(self, parts: Iterable[bytes]) -> Iterator[tuple[int, int]]:
        """Where runs begin and end that hold one of these letters behind marks and odd letters."""
        if self._dressed is None:
            if MARK not in self.code and ODD not in self.code:
                return
            self._dressed = _Dressed(self)
        for letters in parts:
            yield from self._dressed.containing(letters)

    def runs_with(self, letters: bytes) -> Iterator[tuple[int, int]]:
        """Where the runs of letters that hold these begin and end."""
        start = self.code.find(letters)
        while start >= 0:
            run = self._run_at(start)
            yield run
            start = self.code.find(letters, run[1])

    def after(self, token: Token) -> Token | None:
        """The next word or break."""
        end = token.end
        if end not in self._after:
            self._after[end] = self._find_after(end)
        return self._after[end]

    def _find_after(self, end: int) -> Token | None:
        text, code = self.text, self.code
        if text[end : end + 1] == " " and code[end + 1 : end + 2] not in (b"", _BLANK):
            stop = code.find(_BLANK, end + 1)
            for token in self.inside(end + 1, stop if stop >= 0 else len(code)):
                return token
        if end < len(text) and code[end] != BLANK:  # two words without a blank: كوفيد19
            rest = [one for one in self.inside(*self._run_at(end)) if one.start >= end]
            if rest:
                return rest[0]
            end = self._run_at(end)[1]
        found = _RUN.search(self.code, end)
        gap = _BREAK.search(text, end, found.start() if found else len(text))
        if gap is not None:
            return Token(gap.group(), gap.start(), gap.end())
        if found is None:
            return None
        return next(iter(self.inside(*found.span())), None) or self._find_after(found.end())

    def before(self, token: Token) -> Token | None:
        """The word or break before."""
        start = token.start
        if start not in self._before:
            self._before[start] = self._find_before(start)
        return self._before[start]

    def _find_before(self, start: int) -> Token | None:
        if start > 1 and self.text[start - 1] == " " and self.code[start - 2] != BLANK:
            inside = self.inside(self.code.rfind(_BLANK, 0, start - 1) + 1, start - 1)
            if inside:
                return inside[-1]
        if start and self.code[start - 1] != BLANK:
            earlier = [one for one in self.inside(*self._run_at(start - 1)) if one.end <= start]
            if earlier:
                return earlier[-1]
            start = self._run_at(start - 1)[0]
        end = len(self.code[:start].rstrip(_BLANK))
        gaps = _BREAK.findall(self.text, end, start)
        if gaps:
            at = self.text.rindex(gaps[-1], end, start)
            return Token(gaps[-1], at, at + 1)
        if end == 0:
            return None
        begin = self.code.rfind(_BLANK, 0, end) + 1
        inside = self.inside(begin, end)
        return inside[-1] if inside else self._find_before(begin)

    def folded_before(self, token: Token) -> str:
        """The word before, folded; "" at the edge of a sentence."""
        end = token.start - 1
        if end > 0 and self.text[end] == " ":
            plain = plain_words[self.code[self.code.rfind(_BLANK, 0, end) + 1 : end]]
            if plain:
                return plain
        found = self.before(token)
        return "" if found is None or is_break(found.surface) else fold_word(found.surface)

    def folded_after(self, token: Token) -> str:
        """The word after, folded; "" at the edge of a sentence."""
        start = token.end + 1
        if self.text[token.end : start] == " ":
            end = self.code.find(_BLANK, start)
            plain = plain_words[self.code[start : end if end >= 0 else None]]
            if plain:
                return plain
        found = self.after(token)
        return "" if found is None or is_break(found.surface) else fold_word(found.surface)

    def _run_at(self, place: int) -> tuple[int, int]:
        start = self.code.rfind(_BLANK, 0, place) + 1
        end = self.code.find(_BLANK, place)
        return start, end if end >= 0 else len(self.code)

    def inside(self, start: int, end: int) -> Sequence[Token]:
        """The tokens of a run of letters: nearly always the run itself."""
        surface, run = self.text[start:end], self.code[start:end]
        # letters of one script, no mark or odd letter: told by the bytes
        if (run.isascii() and not _SPECIAL.search(run)) or not run.translate(None, _LETTERS):
            return (Token(surface, start, end),)
        found = [Token(one.surface, start + one.start, start + one.end) for one in tokens(surface)]
        for one, other in pairwise(found):  # at once: a run may be as long as a text, and all of it words
            self._after[one.end], self._before[other.start] = other, one
        return found


class _Dressed:
    """The runs of a text that hold marks, or letters the alphabet has no room for, by their folded letters."""

    def __init__(self, page: Page) -> None:
        self._runs = sorted({run for special in (_MARK, _ODD) for run in page.runs_with(special)})
        folded = [_folded(page, *run) for run in self._runs]
        self._code = _BLANK.join(folded)  # searched at once: one by one takes a hundred times as long
        self._ends = list(accumulate(len(letters) + 1 for letters in folded))

    def containing(self, letters: bytes) -> Iterator[tuple[int, int]]:
        """Where those begin and end that hold these letters."""
        start = self._code.find(letters)
        while start >= 0:
            place = bisect_right(self._ends, start)
            yield self._runs[place]
            start = self._code.find(letters, self._ends[place])


def _folded(page: Page, start: int, end: int) -> bytes:
    """The letters of a run without marks, folded as those of a name are."""
    code = page.code[start:end]
    if ODD not in code:
        return code.translate(None, _MARK)
    each = [one.surface for one in page.inside(start, end)]
    return b"".join(encode(fold_word(one) if is_arabic(one) else fold_foreign(one)) for one in each)


assert MARK == 1 and ODD == 2  # _SPECIAL
