"""What stands around a word decides between its readings.

Each rule takes a reading away where its neighbours rule it out; a rule that is not sure leaves it. Noun or verb stands
in verbal.py, noun or adjective in agreement.py, ي or ى in habit.py; here is what makes a word part of something else.
"""

from monitor.core.arabic.fold import clean, fold
from monitor.core.arabic.known import CITATIONS
from monitor.core.arabic.lexicon import BEFORE_NOUNS, BEFORE_RELIGION, NOUNS_ALSO_PREPOSITIONS
from monitor.core.arabic.tokens import Token
from monitor.core.watch.agreement import disagrees
from monitor.core.watch.around import Around, is_definite
from monitor.core.watch.habit import Habit
from monitor.core.watch.page import Page
from monitor.core.watch.reading import Reading, Reads
from monitor.core.watch.verbal import may_be_verb, must_be_verb

_KINSHIP = frozenset(("بن", "ال", "ابو", "ابي", "ابا", "وابو", "وابي"))
_SERVANT = ("عبد", "وعبد", "لعبد", "بعبد", "فعبد")
_THIS = frozenset(("هذا", "هذه", "وهذا", "وهذه", "لهذه", "بهذه", "لهذا", "بهذا", "تلك"))
_BEFORE_THAT = frozenset(("بيد", "شريطة"))  # بيد أن: however


def plausible(page: Page, token: Token, reading: Reading) -> bool:
    """Whether the words around a token allow this reading of it."""
    if reading.reads is Reads.VERBATIM:
        return True
    near = Around(page, token)
    if reading.reads is Reads.VERB:
        return may_be_verb(near, reading)
    if reading.reads is Reads.NAME:
        return not _is_common_noun(near, reading)
    if token.surface in _BEFORE_THAT and near.after.startswith("ان"):
        return False
    elsewhere = _is_preposition(near.before, reading) or _part_of_name(near.before, reading)
    return not elsewhere and not must_be_verb(near, reading) and not disagrees(near, reading)


def _is_common_noun(near: Around, reading: Reading) -> bool:
    """هذه القاعدة, القاعدة العسكرية: no name, but the noun it was made of."""
    written = reading.stem.written
    if not written.startswith("ال") or fold(written[2:]) not in CITATIONS:
        return False
    described = written.endswith("ة") and is_definite(near.after) and near.after.endswith("ية")
    return near.before in _THIS or described


def _is_preposition(before: str, reading: Reading) -> bool:
    """قتل عشرة مقابل أسير: here مقابل is a preposition; في مقابل and المقابل are nouns."""
    split = reading.split
    bare = not (split.article or split.pronoun or split.proclitics)
    return bare and reading.stem.written.removesuffix("ا") in NOUNS_ALSO_PREPOSITIONS and before not in BEFORE_NOUNS


def _part_of_name(before: str, reading: Reading) -> bool:
    """عبد العزيز, نور الدين, بن علي, آل سعود."""
    if reading.split.proclitics:
        return False
    if reading.split.article:
        religion = reading.split.stem == "دين" and before.lstrip("ول") in BEFORE_RELIGION
        return before in _SERVANT or religion or before in ("ابو", "ابي")
    return before in _KINSHIP and not reading.stem.written.startswith("عبدال")  # a name is meant


def well_spelt(word: str, reading: Reading, page: Page) -> bool:
    """Whether the last letter of a word is the one a text of this habit writes."""
    own = reading.stem.written[-1]
    if own not in "يى" or reading.split.pronoun or reading.reads not in (Reads.NOUN, Reads.VERB):
        return True
    if reading.reads is Reads.VERB and reading.stem.note:  # يعطي, and يعطى "is given"
        return True
    last = clean(word)[-1]  # told first: to read a page for its habit takes longer than all else here
    if own == "ي":
        return last != "ى" or Habit.YA not in page.habit
    return last != "ي" or Habit.DOTS_ALEF in page.habit
