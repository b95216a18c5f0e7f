"""What a word may look like in a text: its stems, each with what may stand around it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from monitor.core.arabic.codes import fold_all
from monitor.core.arabic.fold import fold


class Fits:
    """What may stand around a stem, as bits of a number: an IntFlag costs a microsecond each time two are joined."""

    ARTICLE = 1
    ENCLITIC = 2
    BARE = 4
    VERB = 8  # without an object pronoun
    VERB_OBJECT = 16
    NAME = 32  # proclitics only
    WEAK = 64  # a dual, a plural ending, a tanween: loses to a longer known word
    STRICT = 128  # the first hamza must be written just so
    TOLD = 512  # a noun only where the words around tell, for the word is a verb: بعد غرق
    OF_PLACE = 256  # an adjective in tanween that is written as its country is: روسيا of روسي


NOMINAL = Fits.ARTICLE | Fits.ENCLITIC | Fits.BARE
DEFINITE_OR_BARE = Fits.ARTICLE | Fits.BARE
VERBAL = Fits.VERB | Fits.VERB_OBJECT
CONSTRUCT_DUAL = "dual before a genitive"
DUAL_OR_PLURAL = "dual or plural"  # مسلحين: the letters do not tell
TANWEEN = "tanween"
BEHIND_TANWEEN = "tanween, behind a noun in tanween"
PERFECT, IMPERFECT, JUSSIVE, PASSIVE = "perfect", "imperfect", "jussive", "passive"
SEVERAL = "broken plural where told"
DESCRIBES_SEVERAL = "broken plural behind several"
FUTURE = "imperfect where told"
IMPERATIVE = "imperative"
MARKED = "imperfect where its vowel is written"
TOLD_BEHIND = "imperfect told by what follows"
DOUBLED = "verb where its shadda is written"
WITHOUT_HAMZA = "without its hamza, where told"
NOUN = "noun where told"

_APART = Fits.STRICT | Fits.TOLD | Fits.OF_PLACE  # what has one of these is found by rules of its own
_GUARDED = frozenset((JUSSIVE, CONSTRUCT_DUAL, DUAL_OR_PLURAL))  # notes that ask for certain neighbours

# verbal nouns of forms VII, VIII and X begin with a bare alef; a hamza there is a typing habit and tells nothing
_MISTYPED_HAMZA = re.compile("إ(ست|ن..ا|.ت.ا|نت|فت)")


_FOREIGN_NISBA = re.compile("[أإ].{3,}ي(?:ة|ا|ات|ين|ون|تان|تين)?")  # أسباني and إسباني are both written


@dataclass(frozen=True, slots=True)
class Stem:
    """One written form of a word, and how freely it combines."""

    written: str  # hamza kept
    fits: int
    note: str = ""  # which inflection, for an explanation; empty: the word itself

    @property
    def hamza(self) -> str:
        """The hamza on the first letter, if the form has one to be compared."""
        first = self.written[:1]
        if (first == "إ" and _MISTYPED_HAMZA.match(self.written)) or _FOREIGN_NISBA.fullmatch(self.written):
            return ""
        return first if first in "أإآ" else ""

    def agrees(self, letter: str) -> bool:
        """Whether the text's `letter` may stand where this form begins; a bare alef in the text may mean any hamza."""
        if self.fits & Fits.STRICT:
            return letter == self.written[0]
        own = self.hamza
        return not own or letter not in "أإآ" or letter == own


class Stems:
    """The stems of one word, by their folded form."""

    def __init__(self) -> None:
        self.by_key: dict[str, list[Stem]] = {}

    def add(self, written: str, fits: int, note: str = "") -> None:
        """Add a form; what two sources say of the same form is joined, and it is weak only where both are."""
        key = fold(written)
        if len(key) < 2:
            return
        new = Stem(written.replace("أا", "آ"), fits, note)  # منشأة, منشآت
        known = self.by_key.setdefault(key, [])
        for i, old in enumerate(known):
            alike = old.hamza == new.hamza and ("آ" in old.written) == ("آ" in new.written)
            if alike and not (old.fits ^ fits) & _APART:
                joined = old.fits | fits
                weak = old.fits & fits & Fits.WEAK
                chosen = new if old.note in _GUARDED else old  # what is not only jussive stands anywhere
                known[i] = replace(chosen, fits=joined if weak else joined & ~Fits.WEAK)
                return
        known.append(new)

    def add_each(self, base: str, endings: str, fits: int, note: str = "") -> None:
        """Add `base` with each of the endings, which are parted by blanks."""
        for ending in endings.split():
            self.add(base + ending, fits, note)


class Keys(Stems):
    """Only the folded letters of stems, which is all that finding a word by them takes: ten times as quick."""

    def __init__(self) -> None:
        super().__init__()
        self._written: list[str] = []

    def add(self, written: str, fits: int, note: str = "") -> None:
        """Take the letters of a form."""
        self._written.append(written)

    def add_each(self, base: str, endings: str, fits: int, note: str = "") -> None:
        """Take the letters of `base` with each of the endings."""
        self._written += [base + ending for ending in endings.split()]

    def folded(self) -> Iterable[str]:
        """The letters, folded, each once."""
        return [key for key in dict.fromkeys(fold_all(self._written)) if len(key) > 1]


class Noted(Keys):
    """Folded letters too, with what is said of each form, as often as it is said: for tables of thousands of words."""

    def __init__(self) -> None:
        super().__init__()
        self._said: list[tuple[int, str]] = []

    def add(self, written: str, fits: int, note: str = "") -> None:
        """Take a form."""
        super().add(written, fits, note)
        self._said.append((fits, note))

    def add_each(self, base: str, endings: str, fits: int, note: str = "") -> None:
        """Take `base` with each of the endings."""
        super().add_each(base, endings, fits, note)
        self._said += [(fits, note)] * (len(self._written) - len(self._said))

    def each(self) -> Iterator[tuple[str, int, str]]:
        """Each form: its folded letters, what may stand around it, its note."""
        for key, (fits, note) in zip(fold_all(self._written), self._said, strict=True):
            if len(key) > 1:
                yield key, fits, note
