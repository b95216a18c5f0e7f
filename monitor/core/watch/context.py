"""What stands around a word decides between its readings.

Each rule takes a reading away where its neighbours rule it out; a rule that is not sure leaves it. Noun or verb stands
in verbal.py, noun or adjective in agreement.py, ي or ى in habit.py; here is what makes a word part of something else.
"""

from collections.abc import Callable, Iterator

from monitor.core.arabic.fold import clean, fold
from monitor.core.arabic.known import CITATIONS
from monitor.core.arabic.lexicon import BEFORE_NOUNS, BEFORE_RELIGION, NOUNS_ALSO_PREPOSITIONS
from monitor.core.watch.agreement import disagreement
from monitor.core.watch.around import Around, is_definite
from monitor.core.watch.habit import Habit
from monitor.core.watch.page import Page
from monitor.core.watch.reading import Reading, Reads
from monitor.core.watch.verbal import is_no_verb, is_verb_form, must_be_verb

_KINSHIP = frozenset(("بن", "ال", "ابو", "ابي", "ابا", "وابو", "وابي"))
_SERVANT = ("عبد", "وعبد", "لعبد", "بعبد", "فعبد")
_THIS = frozenset(("هذا", "هذه", "وهذا", "وهذه", "لهذه", "بهذه", "لهذا", "بهذا", "تلك"))
_BEFORE_THAT = frozenset(("بيد", "شريطة"))  # بيد أن: however

Doubt = Callable[[Around, Reading], bool]
"""Whether the words around a token rule out a reading of it."""


def doubts(surface: str, reading: Reading) -> tuple[Doubt, ...]:
    """What has to be asked about the words around a token of this surface before a reading of it stands.

    Most readings depend on little: told once for each token type, asked for each token.
    """
    spelling = (_is_misspelt,) if _exchanges_ya(surface, reading) else ()
    if reading.reads is Reads.VERB:
        return (*spelling, is_no_verb)
    if reading.reads is Reads.NAME:
        return (_is_common_noun,) if fold(_noun_of_name(reading)) in CITATIONS else ()
    return (*spelling, *_noun_doubts(surface, reading)) if reading.reads is Reads.NOUN else ()


def _noun_doubts(surface: str, reading: Reading) -> Iterator[Doubt]:
    if surface in _BEFORE_THAT:
        yield _is_before_that
    if _is_bare(reading) and reading.stem.written.removesuffix("ا") in NOUNS_ALSO_PREPOSITIONS:
        yield _is_preposition
    if not reading.split.proclitics:
        if reading.split.article:
            yield _is_part_of_definite_name
        elif not reading.stem.written.startswith("عبدال"):  # there a name is meant
            yield _is_part_of_name
    if is_verb_form(reading):
        yield must_be_verb
    rule = disagreement(reading)
    if rule is not None:
        yield rule


def stands(near: Around, reading: Reading) -> bool:
    """Whether the words around a token allow this reading of it."""
    for ruled_out in reading.doubts:  # noqa: SIM110 — asked for every candidate, a generator takes twice as long
        if ruled_out(near, reading):
            return False
    return True


def _is_common_noun(near: Around, reading: Reading) -> bool:
    """هذه القاعدة, القاعدة العسكرية: no name, but the noun it was made of."""
    described = reading.stem.written.endswith("ة") and is_definite(near.after) and near.after.endswith("ية")
    return near.before in _THIS or described


def _noun_of_name(reading: Reading) -> str:
    """القاعدة → قاعدة; "" without the article."""
    written = reading.stem.written
    return written[2:] if written.startswith("ال") else ""


def _is_bare(reading: Reading) -> bool:
    split = reading.split
    return not (split.article or split.pronoun or split.proclitics)


def _is_before_that(near: Around, reading: Reading) -> bool:
    return near.after.startswith("ان")


def _is_preposition(near: Around, reading: Reading) -> bool:
    """قتل عشرة مقابل أسير: here مقابل is a preposition; في مقابل and المقابل are nouns."""
    return near.before not in BEFORE_NOUNS


def _is_part_of_name(near: Around, reading: Reading) -> bool:
    """بن علي, آل سعود."""
    return near.before in _KINSHIP


def _is_part_of_definite_name(near: Around, reading: Reading) -> bool:
    """عبد العزيز, نور الدين."""
    before = near.before
    religion = reading.split.stem == "دين" and before.lstrip("ول") in BEFORE_RELIGION
    return before in _SERVANT or religion or before in ("ابو", "ابي")


def _is_misspelt(near: Around, reading: Reading) -> bool:
    return not _is_spelt_so(reading, near.page)


def _exchanges_ya(surface: str, reading: Reading) -> bool:
    """Whether a token ends in ي where its word has ى, or the other way round."""
    own = reading.stem.written[-1]
    if own not in "يى" or reading.split.pronoun or reading.reads not in (Reads.NOUN, Reads.VERB):
        return False
    if reading.reads is Reads.VERB and reading.stem.note:  # يعطي, and يعطى "is given"
        return False
    last = clean(surface)[-1]
    return last != own and last in "يى"


def _is_spelt_so(reading: Reading, page: Page) -> bool:
    """Whether a text of this habit may write ى for the ي of a word, or ي for its ى."""
    if reading.stem.written[-1] == "ي":
        return Habit.YA not in page.habit
    return Habit.DOTS_ALEF in page.habit


def well_spelt(reading: Reading, page: Page) -> bool:
    """Whether the last letter of a word is the one a text of this habit writes."""
    return _is_misspelt not in reading.doubts or _is_spelt_so(reading, page)
