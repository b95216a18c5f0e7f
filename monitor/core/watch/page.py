"""A text as matching walks over it: words by their place, taken apart only where somebody looks."""

import re
from collections.abc import Iterable, Iterator

from monitor.core.arabic.codes import BLANK, MARK, ODD, encode
from monitor.core.arabic.fold import fold_word
from monitor.core.arabic.tokens import Token, is_break, tokens
from monitor.core.watch.habit import Habit, habit

_BREAK = re.compile("[.,;:!?…\u060c\u061b\u061f\u06d4\n/|•]")
_RUN = re.compile(rb"[^ ]+")
_SPECIAL = re.compile(rb"[\x01\x02]")
_BLANK = bytes((BLANK,))
_LETTERS = bytes(range(0x80, 256))


class Page:
    """One text and its folded bytes."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.code = encode(text)
        self._habit: Habit | None = None
        self._after: dict[int, Token | None] = {}
        self._before: dict[int, Token | None] = {}

    @property
    def habit(self) -> Habit:
        """Which final letters the text keeps apart."""
        if self._habit is None:
            self._habit = habit(self.text)
        return self._habit

    def words(self) -> list[bytes]:
        """The folded words, as often as they stand there."""
        return self.code.split()

    def inside(self, word: bytes, passed: int) -> Iterator[Token]:
        """The tokens of a run of letters that folds to `word`, so many of the same passed."""
        code, size = self.code, len(word)
        start = code.find(word)
        while start >= 0:
            end = start + size
            opens = start == 0 or code[start - 1] == BLANK
            if opens and (end == len(code) or code[end] == BLANK):
                if not passed:
                    yield from self._inside(start, end)
                    return
                passed -= 1
            start = code.find(word, end)

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
        text = self.text
        if end < len(text) and self.code[end] != BLANK:  # two words without a blank: كوفيد19
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
        inside = list(self._inside(begin, end))
        return inside[-1] if inside else self._find_before(begin)

    def folded_before(self, token: Token) -> str:
        """The word before, folded; "" at the edge of a sentence."""
        found = self.before(token)
        return "" if found is None or is_break(found.surface) else fold_word(found.surface)

    def folded_after(self, token: Token) -> str:
        """The word after, folded; "" at the edge of a sentence."""
        found = self.after(token)
        return "" if found is None or is_break(found.surface) else fold_word(found.surface)

    def _run_at(self, place: int) -> tuple[int, int]:
        start = self.code.rfind(_BLANK, 0, place) + 1
        end = self.code.find(_BLANK, place)
        return start, end if end >= 0 else len(self.code)

    def _inside(self, start: int, end: int) -> Iterable[Token]:
        """The tokens of a run of letters: nearly always the run itself."""
        surface, run = self.text[start:end], self.code[start:end]
        # letters of one script, no mark or odd letter: told by the bytes
        if (run.isascii() and not _SPECIAL.search(run)) or not run.translate(None, _LETTERS):
            return (Token(surface, start, end),)
        return [Token(one.surface, start + one.start, start + one.end) for one in tokens(surface)]


assert MARK == 1 and ODD == 2  # _SPECIAL
