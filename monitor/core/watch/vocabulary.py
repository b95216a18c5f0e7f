"""Every word any watchlist asks for, and how a token of a text is recognised as one of them."""

from collections.abc import Iterable

from monitor.core.arabic.codes import decode, encode
from monitor.core.arabic.fold import clean, fold, fold_foreign
from monitor.core.arabic.known import CITATIONS, STEMS, UNKNOWN, VERB_STEMS, shortest_reading, shortest_verb
from monitor.core.arabic.lexicon import VERBS, is_function_word
from monitor.core.arabic.names import name_stems
from monitor.core.arabic.particles import Split, definite_names, known_parts, noun_splits, spellings, verb_splits
from monitor.core.arabic.stems import IMPERFECT, PERFECT, Fits, Stem, Stems
from monitor.core.arabic.tokens import is_arabic
from monitor.core.watch.reading import Reading, Reads

_SELDOM = frozenset(("هن", "ك", "كم", "كن", "كما"))  # pronouns news seldom uses: برهن is a verb, not بر + هن
_TANWEEN = "\u064b"
_SHORTEST_DEFINITE = 4  # letters
_LARGEST_CACHE = 100_000  # token types; about 20 MB at worst


class Vocabulary:
    """Words by number. Filled while compiling, only read afterwards; the cache of token types is bounded."""

    def __init__(self) -> None:
        self.size = 0
        self._stems: dict[str, list[tuple[int, Stem]]] = {}
        self._verbatim: dict[str, list[tuple[int, Stem]]] = {}
        self._as_written: dict[str, list[tuple[int, Stem]]] = {}
        self._folded_as_written: dict[str, list[int]] = {}
        self.written: dict[int, str] = {}
        self._foreign: dict[str, list[tuple[int, Stem]]] = {}
        self._cache: dict[str, tuple[Reading, ...]] = {}

    def new_word(self) -> int:
        """The number of a new word."""
        self.size += 1
        return self.size - 1

    def add_inflected(self, word: int, written: str, stems: Iterable[tuple[str, list[Stem]]]) -> None:
        """A word found by its stems; where the token is a particle, only by its own spelling."""
        for key, forms in stems:
            self._stems.setdefault(key, []).extend((word, form) for form in forms)
        self._as_written.setdefault(written, []).append((word, Stem(written, Fits.BARE)))
        self._folded_as_written.setdefault(fold(written), []).append(word)
        self.written[word] = written

    def add_verbatim(self, word: int, written: str) -> None:
        """A word found only without any particle, inflection or pronoun."""
        self._verbatim.setdefault(fold(written), []).append((word, Stem(written, Fits.BARE)))
        self.written[word] = written

    def add_foreign(self, word: int, written: str) -> None:
        """A word of another script."""
        self._foreign.setdefault(fold_foreign(written), []).append((word, Stem(written, Fits.BARE)))
        self.written[word] = written

    def possible(self, code: bytes) -> set[int] | None:
        """The words a token may be that folds so (codes.encode), and few others; None: any, only `readings` knows."""
        word = decode(code)
        if word is None:
            return None
        if word.isascii():
            return {number for number, _ in self._foreign.get(word, ())}
        found: set[int] = set()
        for spelling in spellings(word):
            for part in known_parts(spelling):
                found.update(number for number, _ in self._stems.get(part, ()))
                found.update(number for number, _ in self._verbatim.get(part, ()))
                found.update(self._folded_as_written.get(part, ()))
        return found

    def parts_of_name(self, word: int) -> set[bytes]:
        """Folded letters of which some are in every token that is this word of a name."""
        written = self.written[word]
        if not is_arabic(written):
            return {encode(fold_foreign(written))}
        stems = Stems()
        name_stems(stems, written)
        return {encode(key.removeprefix("ال") if len(key) > _SHORTEST_DEFINITE else key) for key in stems.by_key}

    def readings(self, surface: str) -> tuple[Reading, ...]:
        """The words a token may be, at most one reading for each as a noun, a verb or a name."""
        known = self._cache.get(surface)
        if known is None:
            known = self._analyse(surface)
            if len(self._cache) >= _LARGEST_CACHE:
                self._cache = {}
            self._cache[surface] = known
        return known

    def _analyse(self, surface: str) -> tuple[Reading, ...]:
        if not is_arabic(surface):
            key = fold_foreign(surface)
            return tuple(_verbatim(key, self._foreign.get(key, ())))
        letters = clean(surface)
        folded = fold(letters)
        found = _verbatim(folded, self._verbatim.get(folded, ()))
        if is_function_word(folded):
            found += self._particles(letters)
        else:
            found += self._nouns(surface, letters, folded)
            found += self._verbs(letters, folded)
            found += self._names_after_lam(folded)
            found.sort(key=lambda reading: not reading.split.article)  # ال + تحالف before التحالف
        return tuple(dict.fromkeys(found))

    def _particles(self, letters: str) -> list[Reading]:
        """A word that looks like a particle (علي, على) is found by a term written just so."""
        found = _verbatim(letters, self._as_written.get(letters, ()))
        if letters[0] in "وفل":
            rest = letters[1:]
            split = Split(rest, (letters[0],), False, "", 1, 1)
            found += [Reading(word, Reads.VERBATIM, stem, split) for word, stem in self._as_written.get(rest, ())]
        return found

    def _nouns(self, surface: str, letters: str, folded: str) -> list[Reading]:
        best: tuple[int, int] | None = None
        found: list[Reading] = []
        tanween = _TANWEEN in surface  # سورياً is an adjective, سوريا the country
        for split in noun_splits(folded):
            forms = self._stems.get(split.stem)
            if forms is None:
                continue
            if best is None:
                best = shortest_reading(folded)
            letter = letters[split.offset] if split.offset < len(letters) else "x"
            loses = _loses(split, letter, best) or (split.pronoun in _SELDOM and folded in VERB_STEMS)
            for word, stem in forms:
                if stem.fits & Fits.NAME:
                    if not split.pronoun and not split.article and split.skipped <= best[0] and not tanween:
                        found.append(Reading(word, Reads.NAME, stem, split))
                elif not loses and _fits_noun(stem, split) and stem.agrees(letter):
                    found.append(Reading(word, Reads.NOUN, stem, split))
        return found

    def _verbs(self, letters: str, folded: str) -> list[Reading]:
        found: list[Reading] = []
        best: tuple[int, int] | None = None
        for split in verb_splits(folded):
            forms = self._stems.get(split.stem)
            if forms is None:
                continue
            letter = letters[split.offset] if split.offset < len(letters) else "x"
            if best is None:
                noun, verb = shortest_reading(folded), shortest_verb(folded)
                best = (noun[0], min(noun[1], verb[1]))
            if len(split.pronoun) > best[1] or (split.skipped > best[0] and letter not in "أإآ"):
                continue
            for word, stem in forms:
                wanted = Fits.VERB_OBJECT if split.pronoun else Fits.VERB
                if stem.fits & wanted and stem.agrees(letter) and _is_verb(stem, split, letters):
                    found.append(Reading(word, Reads.VERB, stem, split))
        return found

    def _names_after_lam(self, folded: str) -> list[Reading]:
        return [
            Reading(word, Reads.NAME, stem, split)
            for split in definite_names(folded)
            for word, stem in self._stems.get(split.stem, ())
            if stem.fits & Fits.NAME
        ]


def _verbatim(key: str, words: Iterable[tuple[int, Stem]]) -> list[Reading]:
    split = Split(key, (), False, "", 0, 0)
    return [Reading(word, Reads.VERBATIM, stem, split) for word, stem in words]


def _loses(split: Split, letter: str, best: tuple[int, int]) -> bool:
    """Whether a known word explains the token with less attached to it."""
    if (split.skipped, len(split.pronoun)) <= best or best == UNKNOWN:
        return False
    if split.pronoun and split.stem + split.pronoun in CITATIONS:  # شبه, وجه
        return True
    if split.skipped and letter in "أإآ":  # a written hamza shows where the word begins
        return False
    return not (split.skipped == best[0] and split.stem in STEMS)


def _is_verb(stem: Stem, split: Split, letters: str) -> bool:
    """Whether an inflected verb form is not rather a noun of the dictionary (سير, نقل) or another verb (بدأ, بدا)."""
    if stem.note not in ("", IMPERFECT) and split.proclitics in ((), ("ل",)) and split.stem in CITATIONS:
        return False
    if stem.note == PERFECT and split.stem[-1] == "ا" and not split.pronoun and split.stem[:-1] in CITATIONS:
        return False  # أبدا, خلفا
    if split.pronoun or letters[-1] not in "أا" or stem.written[-1] not in "أاى":
        return True
    return (letters[-1] == "أ") == (stem.written[-1] == "أ") or (letters[-1] == "ا" and letters not in VERBS)


def _fits_noun(stem: Stem, split: Split) -> bool:
    if split.article:
        fits = stem.fits & Fits.ARTICLE
    elif split.pronoun:
        too_short = split.pronoun == "ك" and len(split.stem) < 4
        fits = stem.fits & Fits.ENCLITIC if split.pronoun not in ("ي", "ني") and not too_short else 0
    else:
        fits = stem.fits & Fits.BARE
    return bool(fits) and not (stem.fits & Fits.WEAK and split.stem in CITATIONS)
