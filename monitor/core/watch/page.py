"""A text as matching walks over it: words by their place, taken apart only where somebody looks."""

import re
from collections.abc import Iterable, Iterator, Sequence

from monitor.core.arabic.codes import BLANK, MARK, ODD, encode, plain_words
from monitor.core.arabic.fold import fold_word
from monitor.core.arabic.tokens import Token, is_break, tokens
from monitor.core.watch.habit import Habit, habit

_BREAK = re.compile("[.,;:!?…\u060c\u061b\u061f\u06d4\n/|•]")
_RUN = re.compile(rb"[^ ]+")
_SPECIAL = re.compile(rb"[\x01\x02]")
_BLANK = bytes((BLANK,))
_LETTERS = bytes(range(0x80, 256))


class Page:
    """One text and its folded bytes; `fields`: all that the same hand has written, this text among it."""

    __slots__ = ("_after", "_before", "_counted", "_fields", "_habit", "_start", "code", "parts", "text")

    def __init__(self, text: str, fields: Iterable[str] = ()) -> None:
        self.text = text
        self._fields = fields or (text,)
        self.code = encode(text)
        # empty ones between blanks: so the parts tell their places; the last one is empty
        self.parts = (self.code + _BLANK).split(_BLANK)
        self._counted, self._start = 0, 0  # a part and where it begins, the last one asked for
        self._habit: Habit | None = None
        self._after: dict[int, Token | None] = {}
        self._before: dict[int, Token | None] = {}

    @property
    def habit(self) -> Habit:
        """Which final letters the text keeps apart."""
        if self._habit is None:
            self._habit = habit("\n".join(self._fields))
        return self._habit

    def inside(self, index: int) -> Sequence[Token]:
        """The tokens of a part. Quick for one part after the other."""
        if index < self._counted:
            self._counted = self._start = 0
        if index > self._counted:
            self._start += len(_BLANK.join(self.parts[self._counted : index])) + 1  # twice as quick as adding up
            self._counted = index
        return self._inside(self._start, self._start + len(self.parts[index]))

    def first_inside(self, index: int) -> Token:
        """The first token of a part that holds one."""
        return self.inside(index)[0]

    def containing(self, letters: bytes) -> Iterator[Token]:
        """Every token of a run of letters that holds these."""
        start = self.code.find(letters) if letters else -1
        while start >= 0:
            begin, end = self._run_at(start)
            yield from self._inside(begin, end)
            start = self.code.find(letters, end)

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
            for token in self._inside(end + 1, stop if stop >= 0 else len(code)):
                return token
        if end < len(text) and code[end] != BLANK:  # two words without a blank: كوفيد19
            rest = [one for one in self._inside(*self._run_at(end)) if one.start >= end]
            if rest:
                return rest[0]
            end = self._run_at(end)[1]
        found = _RUN.search(self.code, end)
        gap = _BREAK.search(text, end, found.start() if found else len(text))
        if gap is not None:
            return Token(gap.group(), gap.start(), gap.end())
        if found is None:
            return None
        return next(iter(self._inside(*found.span())), None) or self._find_after(found.end())

    def before(self, token: Token) -> Token | None:
        """The word or break before."""
        start = token.start
        if start not in self._before:
            self._before[start] = self._find_before(start)
        return self._before[start]

    def _find_before(self, start: int) -> Token | None:
        if start > 1 and self.text[start - 1] == " " and self.code[start - 2] != BLANK:
            inside = self._inside(self.code.rfind(_BLANK, 0, start - 1) + 1, start - 1)
            if inside:
                return inside[-1]
        if start and self.code[start - 1] != BLANK:
            earlier = [one for one in self._inside(*self._run_at(start - 1)) if one.end <= start]
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
        inside = self._inside(begin, end)
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

    def _inside(self, start: int, end: int) -> Sequence[Token]:
        """The tokens of a run of letters: nearly always the run itself."""
        surface, run = self.text[start:end], self.code[start:end]
        # letters of one script, no mark or odd letter: told by the bytes
        if (run.isascii() and not _SPECIAL.search(run)) or not run.translate(None, _LETTERS):
            return (Token(surface, start, end),)
        return [Token(one.surface, start + one.start, start + one.end) for one in tokens(surface)]


assert MARK == 1 and ODD == 2  # _SPECIAL
