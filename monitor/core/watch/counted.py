"""A broken plural that is far more often another word: several are meant only where the words around say so."""

import re
from collections.abc import Callable

from monitor.core.arabic.endings import takes_gender
from monitor.core.arabic.fold import clean, fold
from monitor.core.arabic.known import CITATIONS, STEMS
from monitor.core.arabic.lexicon import FEMININE_NOUNS, FREQUENCY, SHORT_ADJECTIVES, is_function_word
from monitor.core.arabic.lists import table
from monitor.core.arabic.stems import DESCRIBES_SEVERAL, SEVERAL
from monitor.core.watch.agreement import takes_feminine
from monitor.core.watch.around import Around, is_definite
from monitor.core.watch.reading import Reading

_AROUND = {told: frozenset(map(fold, each)) for told, each in table("around_plurals.txt").items()}
_ACTION = re.compile("م.ا..ة")  # عقد مقارنة
_PARTICIPLE, _LONG = "م", 4  # letters: منخفضة, متفرقة
_WHICH = "التي"
_OF, _SOME_OF_THEM = "من", "عدة"
_FEWEST, _MOST, _DIGITS = 3, 10, 3
_NOUNS = frozenset(map(fold, FEMININE_NOUNS))
_SOUND = ("ين", "ون")
_MOSTLY_WITH_ARTICLE = frozenset(("منح", "بنى"))  # المنح are grants, منح is giving; البنى, but بنى he built
# what follows tells nothing: الأسرة الحاكمة, قرب محافظة, معالم سياحية (landmarks)
_ALSO_OF_FEMININES = frozenset(("أسرة", "قرب", "شبه", "معالم"))
_ATTACHED = ("و", "ل", "ب", "ف", "ك")
_JOINED = ("و", "ل", "ب")
_RATHER_DONE = frozenset(("اعلام", "اعمار", "انفاق"))  # without a hamza إعلام, إعمار, إنفاق
_OF_PEOPLE = frozenset(("هم", "هن", "نا", "كم"))  # but أعمارهم
# where the vowels are written the other word has others: أسرّة are beds, قُصّر minors
_VOWELLED = {
    word: re.compile(told)
    for word, told in (
        ("أسرة", "ر[\u064b-\u0650]?\u0651"),
        ("قصر", "ص[\u064b-\u0650]?\u0651"),
        ("شعب", "ش\u064f"),
        ("عطل", "ع\u064fط\u064e"),
        ("عقد", "ع\u064fق\u064e"),
    )
}
_TOWN, _BEDS, _IN = "رياض", "أسرة", "في"


def untold(reading: Reading) -> Callable[[Around, Reading], bool] | None:
    """Which rule tells whether several are not meant; None: of what is no such plural."""
    note = reading.stem.note
    if note.startswith(SEVERAL):
        return _is_untold
    return _describes_nobody if note.startswith(DESCRIBES_SEVERAL) else None


def _is_untold(near: Around, reading: Reading) -> bool:
    written = reading.stem.written
    told = _VOWELLED.get(written)
    if told is not None and told.search(near.token.surface):
        return False
    if written == _TOWN:
        return near.after not in _AROUND["of_kindergartens"]
    if written == _BEDS and _is_of_hospitals(near, article=bool(reading.split.article)):
        return False
    if reading.split.article and written in _MOSTLY_WITH_ARTICLE:
        return False
    if _is_counted(near, reading):
        return False
    return written in _ALSO_OF_FEMININES or not _is_described(near, reading)


def is_rather_done(near: Around, reading: Reading) -> bool:
    """وسائل الاعلام, اعادة اعمار غزة, زيادة الانفاق: no أعلام, أعمار, أنفاق; but قطار الانفاق, كل الاعمار."""
    around = _AROUND[reading.split.stem]
    before = near.before[1:] if near.before[:1] in _JOINED and near.before[1:] in around else near.before
    return reading.split.pronoun not in _OF_PEOPLE and before not in around and near.after not in around


def may_be_done(surface: str, reading: Reading) -> bool:
    """Whether a plural is typed without its hamza as an action more frequent is: الاعلام."""
    if reading.split.stem not in _RATHER_DONE or reading.stem.written[0] != "أ":
        return False
    return clean(surface)[reading.split.offset :].startswith("ا")


def _is_of_hospitals(near: Around, *, article: bool) -> bool:
    """عدد الأسرة, أسرة المستشفيات, الأسرة في المستشفيات; no family, as in «زارت الأسرة المستشفى»."""
    place, behind = near.after, near.page.after(near.token)
    if place == _IN and behind is not None:
        return near.page.folded_after(behind) in _AROUND["many_wards"]
    return near.before in _AROUND["count_beds"] or (not article and place in _AROUND["have_beds"])


def _is_counted(near: Around, reading: Reading) -> bool:
    """خمس شعب, 6 عقد, عدة حفر, عدد من الحفر, هذه السحب."""
    before, split = near.before, reading.split
    if before == _OF:
        of = near.page.before(near.token)
        return of is not None and near.page.folded_before(of) in _AROUND["many_of"]
    if split.article:
        return before in _AROUND["these"]
    if split.proclitics:
        return False
    if before == _SOME_OF_THEM:
        return not _is_behind_its_noun(near)
    return before in _AROUND["some"] or (before.isdecimal() and _is_few(near))


def _is_few(near: Around) -> bool:
    """6 عقد; not «6- عقد لقاءات», an item of a list."""
    number = near.page.before(near.token)
    if number is None or near.page.text[number.end : near.token.start].strip():
        return False
    return len(near.before) < _DIGITS and _FEWEST <= int(near.before) <= _MOST


def _is_behind_its_noun(near: Around) -> bool:
    """«أهدافا عدة قرب تسع مدن»: several of those before it."""
    several = near.page.before(near.token)
    return several is not None and near.page.folded_before(several).endswith(("ا", "ات"))


def _is_described(near: Around, reading: Reading) -> bool:
    """عقد نفسية, السحب الركامية, الحفر التي: one would be described as a man is; not عقد جلسة, منح جائزة."""
    after, split = near.after, reading.split
    if not split.proclitics and not is_definite(near.before) and takes_feminine(near.before):  # منصات الحفر الجديدة
        return False
    if split.article or split.pronoun:
        of_definite = after.startswith("ال") and after.endswith("ة")
        if split.pronoun:  # سيرهم الذاتية; not منحهم الفرصة
            return of_definite and _is_adjective(after[2:])
        noun = after[2:] in CITATIONS and not _is_adjective(after[2:])  # يمنح الشعب الثقة
        return after == _WHICH or (of_definite and not noun)
    return after.endswith("ة") and not is_definite(after) and _is_adjective(after)


def _is_adjective(feminine: str) -> bool:
    """Whether a folded word without its article is an adjective in the feminine.

    >>> [_is_adjective(word) for word in ("نفسية", "دراسية", "تحتية", "جنسية", "بقضية", "جلسة")]
    [True, True, True, False, False, False]
    """
    masculine = feminine[:-1]
    is_noun = feminine in _NOUNS or feminine in CITATIONS
    if (is_noun and masculine not in FREQUENCY) or is_function_word(feminine):  # جنسية; but نفسية, مالية
        return False
    if masculine.endswith("ي") and not is_noun:
        return not (feminine[0] in _ATTACHED and feminine[1:] in CITATIONS)
    if masculine.startswith(_PARTICIPLE) and len(masculine) > _LONG and not is_noun and not _ACTION.fullmatch(feminine):
        return takes_gender(masculine)
    return masculine in STEMS and (masculine.endswith("ي") or takes_gender(masculine) or masculine in SHORT_ADJECTIVES)


def _describes_nobody(near: Around, reading: Reading) -> bool:
    """المدنيين العزل, مهاجرين بيض, الأطفال القصر; not كل القصر."""
    before, article = near.before, bool(reading.split.article)
    if reading.split.pronoun or reading.split.proclitics or is_definite(before) is not article:
        return True
    bare = _without_article(before) if article else before
    people = {bare, bare[1:] if bare.startswith(_ATTACHED) else bare} & _AROUND["people"]
    return not (people or (bare.endswith(_SOUND) and bare not in CITATIONS))


def _without_article(word: str) -> str:
    return word[2:] if word.startswith("لل") else word.partition("ال")[2]
