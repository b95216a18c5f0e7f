"""Every word any watchlist asks for, and how a token of a text is recognised as one of them."""

import re
from bisect import insort
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cached_property
from itertools import chain

from monitor.core.arabic.codes import decode, encode, pieces
from monitor.core.arabic.fold import clean, fold, fold_foreign, is_doubled
from monitor.core.arabic.keywords import as_particle
from monitor.core.arabic.known import UNKNOWN, VERB_STEMS, shortest_reading, shortest_verb
from monitor.core.arabic.lexicon import FREQUENCY, KNOWN_WORDS, frequency, is_function_word
from monitor.core.arabic.particles import Split, definite_names, known_parts, noun_splits, spellings, verb_splits
from monitor.core.arabic.stems import DOUBLED, Fits, Stem
from monitor.core.arabic.tokens import is_arabic
from monitor.core.arabic.verbs import doubled_at
from monitor.core.model.watchlist import WordClass
from monitor.core.watch.context import doubts
from monitor.core.watch.fitting import (
    hamzas_fit,
    is_joined_by_chance,
    is_longer_verb,
    is_no_article,
    is_no_negation,
    is_noun,
    is_rather_verb,
    is_verb_not_noun,
    lacks_hamza,
    loses,
    may_be_alone,
    may_be_part,
    may_be_two,
)
from monitor.core.watch.reading import Reading, Reads
from monitor.core.watch.rules import parts
from monitor.core.watch.word import Word

_SELDOM = frozenset(("هن", "ك", "كم", "كن", "كما"))  # pronouns news seldom uses: برهن is a verb, not بر + هن
_TANWEEN = "\u064b"
_LAM_AND_HAMZA = re.compile("[وف]?لل[أإآ]")  # للأزمة is ل + الأزمة, not اللازمة
_DUALS = ("dual", "feminine dual")
_NUNATION = frozenset("\u064b\u064c\u064d")
_SHORTEST_DEFINITE = 4  # letters
_LARGEST_CACHE = 100_000  # token types; about 20 MB at worst
_MOST_ASLEEP = 2_000  # words; the first article of a change wakes many of them, a tenth of a millisecond for four
_DOUBLED = 2  # letters of a verb such as رد
_SHORT = 2  # letters: how a tenth of all words begins
_NOTHING: Mapping[int, Sequence[Reading]] = {}


class Vocabulary:
    """Words by number. Filled while compiling, only read afterwards; the memory of token types is bounded."""

    def __init__(self, *, soon: bool = False) -> None:
        """`soon`: make the forms of most words when a text first holds how they begin, not while compiling."""
        self._soon = soon
        self.words: list[Word] = []
        self.levels: list[int] = []
        """How frequent the most frequent form of each word is (lexicon.FREQUENCY)."""
        self._numbers: dict[Word, int] = {}
        self._keys: dict[str, list[int]] = {}  # folded letters without what may be attached → Arabic words
        self._beginnings: dict[int, tuple[str, ...]] = {}
        """Arabic words whose forms are made once a text holds what begins so → how these begin."""
        self._exact: dict[str, list[int]] = {}  # folded letters → Arabic words found only just so
        self._foreign: dict[str, list[int]] = {}  # folded letters → words of another script
        self._as_written: dict[str, list[int]] = {}  # letters with their hamzas → inflected words
        self._stems: dict[int, dict[str, list[Stem]]] = {}  # of the words that were met
        self._cache: dict[str, Mapping[int, Sequence[Reading]]] = {}

    def add(self, word: Word) -> int:
        """The number of a word; one asked for twice has one number."""
        new = len(self.words)
        number = self._numbers.setdefault(word, new)
        if number == new:
            self.words.append(word)
            self._add(number, word)
        return number

    def _add(self, number: int, word: Word) -> None:
        if self._soon and len(self._beginnings) < _MOST_ASLEEP and (begins := word.onsets()) is not None:
            self._beginnings[number] = begins.letters
            self.levels.append(begins.level)
            return
        if not is_arabic(word.written):
            self._foreign.setdefault(fold_foreign(word.written), []).append(number)
            self.levels.append(0)
            return
        folded = fold(word.written)
        keys = self._enter(number, word, folded)
        self.levels.append(max([frequency(folded), *[FREQUENCY[key] for key in keys if key in FREQUENCY]]))

    def _enter(self, number: int, word: Word, folded: str) -> Iterable[str]:
        """Have a word found by its forms from now on; these."""
        keys: Iterable[str] = (folded,)
        if word.inflected:
            for one in as_particle(word.written, word.place):
                _put(self._as_written, one, number)
            keys = dict.fromkeys((*word.keys(), folded))
        else:
            _put(self._exact, folded, number)
        for key in keys:
            _put(self._keys, key, number)
        return keys

    @property
    def sleepers(self) -> int:
        """How many words there are whose forms no text has asked for yet."""
        return len(self._beginnings)

    @cached_property
    def _asleep(self) -> dict[str, dict[str, list[int]]]:
        """First letters → how forms begin → words asleep; made for the first text, when all words are there.

        Threads may share this: another one, whose table is ready, may wake words meanwhile.
        """
        table: dict[str, dict[str, list[int]]] = {}
        for number, beginnings in tuple(self._beginnings.items()):
            for one in beginnings:
                table.setdefault(one[:2], {}).setdefault(one, []).append(number)
        return table

    def _wake(self, parts: Iterable[str]) -> None:
        """Make the forms of the words of which one may begin like a part.

        Threads may share this: a beginning is taken out only when the forms of its words are there.
        """
        for letters in {letters for part in parts for letters in (part[:1], part[:2])} & self._asleep.keys():
            asleep = self._asleep[letters]
            for beginning in tuple(asleep):
                if any(part.startswith(beginning) for part in parts):
                    for number in asleep.get(beginning, ()):
                        if number in self._beginnings:
                            word = self.words[number]
                            self._enter(number, word, fold(word.written))
                            self._beginnings.pop(number, None)
                    asleep.pop(beginning, None)

    def _stems_of(self, number: int) -> dict[str, list[Stem]]:
        stems = self._stems.get(number)
        if stems is None:
            word = self.words[number]
            stems = self._stems[number] = word.stems() if word.inflected else {}
        return stems

    def forms(self, words: Set[int]) -> list[bytes]:
        """Folded letters (codes.encode): some of them begin a known part of every token that is one of these words.

        The forms of the words, or how they begin where that is long enough to tell them from most others.
        """
        found: list[str] = []
        for number in words:
            beginnings = self._beginnings.get(number)
            if beginnings is not None and min(map(len, beginnings)) > _SHORT:
                found += beginnings
                continue
            word = self.words[number]
            if is_arabic(word.written):
                found.append(fold(word.written))
                found += word.keys() if word.inflected else ()
            else:
                found.append(fold_foreign(word.written))
        return encode(" ".join(found)).split()

    def possible(self, code: bytes) -> set[int] | None:
        """The words a token may be that folds so (codes.encode), and few others; None: any, only `readings` knows."""
        word = decode(code)
        if word is None:
            return None
        if word.isascii():
            return set(self._foreign.get(word, ()))
        found: set[int] = set()
        for spelling in spellings(word):
            parts = known_parts(spelling)
            if self._beginnings:
                self._wake(parts)
            for part in self._keys.keys() & parts:
                found.update(self._keys[part])
        return found

    def may_hold(self, code: bytes) -> set[int] | None:
        """The words that tokens of a run of letters may be, whose bytes are no token by themselves; None: any."""
        found: set[int] = set()
        inside = pieces(code)
        for piece in inside or ():
            possible = self.possible(piece)
            if possible is None:
                return None
            found |= possible
        return None if inside is None else found

    def parts_of_name(self, word: int) -> set[bytes]:
        """Folded letters of which some are in every token that is this word of a name."""
        own = self.words[word]
        if not is_arabic(own.written):
            return {encode(fold_foreign(own.written))}
        keys = own.keys()
        return {encode(key.removeprefix("ال") if len(key) > _SHORTEST_DEFINITE else key) for key in keys}

    def readings(self, surface: str) -> Iterable[Reading]:
        """The words a token may be, at most one reading for each as a noun, a verb or a name."""
        return chain.from_iterable(self.by_word(surface).values())

    def by_word(self, surface: str) -> Mapping[int, Sequence[Reading]]:
        """The readings of a token by word."""
        known = self._cache.get(surface)
        if known is None:
            found: dict[int, list[Reading]] = {}
            for bare in dict.fromkeys(self._analyse(surface)):
                word = self.words[bare.word]
                path = parts(bare, derived=word.is_derived(bare.split.stem, bare.stem))
                reading = bare._replace(doubts=doubts(surface, bare, stated=word.stated is not None), path=path)
                found.setdefault(reading.word, []).append(reading)
            if len(self._cache) >= _LARGEST_CACHE:
                self._cache = {}
            known = self._cache[surface] = found or _NOTHING
        return known

    def _analyse(self, surface: str) -> Iterable[Reading]:
        if not is_arabic(surface):
            key = fold_foreign(surface)
            return self._verbatim(key, self._foreign.get(key, ()))
        letters = clean(surface)
        folded = fold(letters)
        if self._beginnings:
            self._wake(known_parts(folded))
        found = self._verbatim(folded, self._exact.get(folded, ()))
        if is_function_word(folded):
            found += self._particles(letters)
        else:
            found += self._nouns(surface, letters, folded)
            if not _NUNATION & set(surface[-2:]):  # واعداً is no verb; هٌربت is only mistyped
                found += self._verbs(surface, letters, folded)
            found += self._names_after_lam(letters, folded)
            found.sort(key=lambda reading: not reading.split.article)  # ال + تحالف before التحالف
        return found

    def _verbatim(self, key: str, words: Iterable[int]) -> list[Reading]:
        split = Split(key, (), False, "", 0, 0)
        return [Reading(word, Reads.VERBATIM, Stem(self.words[word].written, Fits.BARE), split) for word in words]

    def _particles(self, letters: str) -> list[Reading]:
        """A word that looks like a particle (علي, على) is found by a term written just so."""
        found = self._as_typed(letters, (), Reads.VERBATIM)
        if letters[0] in "وفل":
            rest = letters[1:]
            actual = letters[0] == "ف" and letters in KNOWN_WORDS  # فعلي, no ف + علي
            is_particle = not actual and is_function_word(fold(rest))  # لدينا is no ل + دينا
            found += self._as_typed(rest, (letters[0],), Reads.VERBATIM if is_particle else Reads.PART)
        return found

    def _as_typed(self, letters: str, proclitics: tuple[str, ...], reads: Reads) -> list[Reading]:
        size = len(proclitics)
        split, stem = Split(letters, proclitics, False, "", size, size), Stem(letters, Fits.BARE)
        return [
            Reading(word, Reads.VERB if self.words[word].stated is WordClass.VERB else reads, stem, split)
            for word in self._as_written.get(letters, ())
        ]

    def _forms(self, key: str) -> list[tuple[int, Stem]]:
        """The stems that fold so, each with its word."""
        return [(word, stem) for word in self._keys.get(key, ()) for stem in self._stems_of(word).get(key, ())]

    def _nouns(self, surface: str, letters: str, folded: str) -> list[Reading]:
        best: tuple[int, int] | None = None
        found: list[Reading] = []
        tanween = _TANWEEN in surface  # سورياً is an adjective, سوريا the country
        for split in noun_splits(folded):
            forms = self._forms(split.stem)
            if not forms or (split.article and is_no_article(split, letters)) or (tanween and split.pronoun):
                continue
            if best is None:
                best = shortest_reading(folded)
            letter = letters[split.offset] if split.offset < len(letters) else "x"
            verb = is_rather_verb(split, letter, folded)
            beaten = verb or (split.pronoun in _SELDOM and folded in VERB_STEMS)
            loses_to = not beaten and loses(split, letter, best)
            for word, stem in forms:
                if stem.fits & Fits.NAME:
                    if not (split.pronoun or tanween or (split.article and not stem.fits & Fits.ARTICLE)):
                        alone = not verb and may_be_alone(stem, split, letters, best)
                        found.append(Reading(word, Reads.NAME if alone else Reads.PART, stem, split))
                elif tanween and stem.note in _DUALS and stem.written.endswith("تا"):  # سنتاً is a cent, no two years
                    continue
                elif not beaten and is_noun(stem, split, letters, letter):
                    if not loses_to:
                        found.append(Reading(word, Reads.NOUN, stem, split))
                    elif may_be_part(split):
                        found.append(Reading(word, Reads.PART, stem, split))
                elif not beaten and may_be_two(stem, split, letters, letter):
                    found.append(Reading(word, Reads.PART, stem, split))
        return found

    def _verbs(self, surface: str, letters: str, folded: str) -> list[Reading]:
        found: list[Reading] = []
        best: tuple[int, int] | None = None
        whole = UNKNOWN
        for split in verb_splits(folded):
            forms = self._forms(split.stem)
            if not forms or is_no_negation(split, letters):
                continue
            letter = letters[split.offset] if split.offset < len(letters) else "x"
            if best is None:
                # وسعى is no dual of وسع, nor وطرأ a tanween: they would be written otherwise
                noun = shortest_reading(folded, weak=letters[-1] not in "ىأ")
                verb = shortest_verb(folded)
                best = (noun[0], min(noun[1], verb[1]))
                whole = verb
            if len(split.pronoun) > best[1] or (split.skipped > best[0] and letter not in "أإآ"):
                continue
            if is_joined_by_chance(split, whole):
                continue
            longer = is_longer_verb(split, letters, whole)
            for word, stem in forms:
                if longer and self._is_rather_longer(word, stem, split, surface):
                    continue
                if stem.note == DOUBLED and not self._is_doubled(word, stem, split, surface):
                    continue
                wanted = Fits.VERB_OBJECT if split.pronoun else Fits.VERB
                if not (stem.fits & wanted and stem.agrees(letter) and hamzas_fit(stem, split, letters)):
                    continue
                if is_verb_not_noun(stem, split, letters) and not lacks_hamza(stem, split, letters):
                    found.append(Reading(word, Reads.VERB, stem, split))
        return found

    def _is_rather_longer(self, word: int, stem: Stem, split: Split, surface: str) -> bool:
        """ودعت is more often of دعا than of ودع, وردت of ورد; وردّت is written out, but وفّرت is of وفر."""
        verb = self.words[word].written
        if len(verb) == _DOUBLED:
            return not is_doubled(surface, split.offset + stem.written.find(verb[-1]))
        return split.proclitics != ("و",)

    def _is_doubled(self, word: int, stem: Stem, split: Split, surface: str) -> bool:
        """Whether a shadda tells that a form is of this verb: يزوّر الوثائق, where يزور is "he visits"."""
        place = doubled_at(self.words[word].written, stem.written)
        return place is not None and is_doubled(surface, split.offset + place)

    def _names_after_lam(self, letters: str, folded: str) -> list[Reading]:
        return [
            Reading(word, Reads.NAME, stem, split)
            for split in definite_names(folded)
            for word, stem in self._forms(split.stem)
            if stem.fits & Fits.NAME and not (stem.written.startswith("اللا") and _LAM_AND_HAMZA.match(letters))
        ]


def _put(table: dict[str, list[int]], letters: str, number: int) -> None:
    """Add a word, in the order of numbers; a thread more may be at the same one."""
    own = table.setdefault(letters, [])
    if not own or own[-1] < number:
        own.append(number)
    elif number not in own:
        insort(own, number)
