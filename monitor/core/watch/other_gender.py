"""A feminine in a phrase that may be another word than the masculine asked for (decision 70): محافظة عدن, no governor.

The rules of agreement.py, which tell the two of single terms, are asked of the first word of a phrase; what stands
around it may say all the same that the word is the one asked for.
"""

from monitor.core.arabic.endings import takes_gender
from monitor.core.arabic.fold import fold
from monitor.core.arabic.lexicon import LINKING_PREPOSITIONS, NUMBERS, WOMEN_OR_BODIES
from monitor.core.arabic.lists import words
from monitor.core.arabic.typed_nouns import SAME
from monitor.core.watch.agreement import OF_GENDER, VERBAL_NOUN, takes_feminine
from monitor.core.watch.around import Around
from monitor.core.watch.reading import Reading
from monitor.core.watch.women import masculine_of

_SEVERAL = "ات"
_ORDINALS = frozenset(map(fold, words("ordinals.txt")))
_OF_BODIES = WOMEN_OR_BODIES | {"جامع", "مساعد"}
_VERY = frozenset(("جدا", "للغاية"))
_TO_THE, _ACTING = "لل", "باعمال"  # القائمة بأعمال
_TELLS_OF_HER = frozenset(
    fold(conjunction + word)
    for word in (
        *("هي", "كانت", "تكون", "ليست", "تعد", "تعتبر", "تبقى", "تظل", "أصبحت", "تصبح", "باتت"),
        *("أنها", "إنها", "لأنها", "بأنها", "كأنها", "باعتبارها", "بوصفها", "كونها", "لكونها"),
    )
    for conjunction in ("", "و", "ف")
)


def is_no_part(near: Around, reading: Reading, behind: Reading | None) -> bool:
    """Whether a feminine, of which one of `OF_GENDER` is asked, is another word than the masculine of a phrase.

    Of numbers it is the same one (السابعة عشرة), and of حادث and حفل. `behind`: how the word of the phrase before it
    was read; of what takes the feminine it is the adjective: أوامر ملكية.
    """
    stem = reading.stem
    if masculine_of(stem.written) in SAME or _is_number(stem.written) or _is_predicate(near, reading):
        return False
    if behind is not None and not stem.written.endswith(_SEVERAL) and _takes_feminine(near, behind):
        return False
    return any(doubt(near, reading) for doubt in reading.doubts if doubt in OF_GENDER)


def _takes_feminine(near: Around, behind: Reading) -> bool:
    return behind.stem.note.startswith("broken plural") or takes_feminine(near.before)


def _is_number(feminine: str) -> bool:
    return fold(masculine_of(feminine)) in NUMBERS or fold(feminine) in _ORDINALS


def _is_predicate(near: Around, reading: Reading) -> bool:
    """Whether a feminine is said of what stands further off: وهي مخالفة للقانون, مهمة جدا, بنغازي الواقعة على.

    A verbal noun has its prepositions as well: المشاركة في, المحافظة على.
    """
    after = near.after
    if after in _VERY or after == _ACTING:
        return True
    if reading.split.pronoun or not (after in LINKING_PREPOSITIONS or after.startswith(_TO_THE)):
        return False
    feminine, masculine = reading.stem.written, masculine_of(reading.stem.written)
    if near.before in _TELLS_OF_HER:
        return True
    noun = feminine.endswith(_SEVERAL) or VERBAL_NOUN.fullmatch(feminine) is not None or masculine in _OF_BODIES
    return not noun and takes_gender(masculine)  # not so السيطرة على, of سيطر
