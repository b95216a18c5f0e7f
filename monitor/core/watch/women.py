"""Where a feminine that is mostly a thing or an action means a woman: المدرسة هدى, قالت مساعدة الوزير, مراهقة حامل.

Asked of the words of data/also_of_women.txt, women_or_bodies.txt and women_or_machines.txt. What the words around do
not tell stays a thing.
"""

from collections.abc import Set

from monitor.core.arabic.fold import fold
from monitor.core.arabic.known import CITATIONS, VERB_STEMS
from monitor.core.arabic.lexicon import (
    FIRST_NAMES,
    NAMES_OF_WOMEN,
    NUMBERS,
    OF_SEVERAL_WOMEN,
    OF_WOMEN,
    ORIGINS,
    WOMEN_OR_BODIES,
    WOMEN_OR_MACHINES,
    is_function_word,
)
from monitor.core.arabic.lists import table, words
from monitor.core.watch.around import Around, is_definite
from monitor.core.watch.reading import Reading

_ENDINGS = ("تان", "تين", "ات", "تي", "تا", "ة", "ت")
_SEVERAL, _TWO = "ات", ("تان", "تين")
_COUNTED = frozenset(("مدرس",))  # مدرستان are two schools
_BEFORE_MEN = frozenset(("", "ال", "و", "ب", "ل", "ك", "لل", "وال", "بال", "كال", "ولل", "وبال"))
_MOTHER = "ام"
_DESCRIBE = 2  # words between who she is and her name: المراسلة العسكرية الأميركية ماري
_AND = ("و", "ف")
_AROUND = {told: frozenset(map(fold, each)) for told, each in table("around_women.txt").items()}
_PEOPLE_DO = _AROUND["hurt"] | _AROUND["speak"]
_NO_PERSON_DOES = _AROUND["do"] | _AROUND["do_of_people"]
_NO_PRESENTER_DOES = _AROUND["do"] | _AROUND["do_of_texts"]
_TEXTS = frozenset(("مراسل", "مقدم", "مراجع"))  # which speak as well: تقول المراسلات المسربة
_HERS = frozenset(("مساعد", "مراسل", "معاون", "مرافق", "مدرس", "محاسب", "معالج", "منافس", "مواطن"))  # with a pronoun
_PLACES = frozenset(("محافظ", "منظم", "مؤسس"))  # المحافظ ومحافظة عدن, المنظمون والمنظمات الدولية
_OF_OTHERS = frozenset(("مخالف", "مطالب"))  # المخالفات والمخالفين: what they did, and they
_IN_ALEF = frozenset(fold(name) for name in words("names_of_women.txt") if name.endswith("ى"))
_GOVERNOR, _BANKS = "محافظ", frozenset(("البنك", "بنك", "المصرف", "مصرف"))  # a governorate has none
_CITIZEN, _YOUTHFUL, _ASSISTANT, _REPORTER, _PRESENTER, _DEFENDER = "مواطن", "مراهق", "مساعد", "مراسل", "مقدم", "مدافع"


def masculine_of(form: str) -> str:
    """The masculine of a feminine in any of its endings; "" where it has none of them.

    >>> masculine_of("مراسلات"), masculine_of("مراسلة"), masculine_of("مراسل")
    ('مراسل', 'مراسل', '')
    """
    ending = next((one for one in _ENDINGS if form.endswith(one)), "")
    return form.removesuffix(ending) if ending else ""


def is_only_women(form: str) -> bool:
    """Whether a feminine means a woman, or several, and nothing else.

    >>> [is_only_women(form) for form in ("ممرضة", "مواطنات", "مواطنة", "مراسلات", "مدرستان")]
    [True, True, False, False, False]
    """
    man = masculine_of(form)
    several = form.endswith(_SEVERAL) or (form.endswith(_TWO) and man not in _COUNTED)
    return man in OF_WOMEN or (several and man in OF_SEVERAL_WOMEN)


def is_woman(near: Around, reading: Reading) -> bool:
    """Whether the words around a feminine say that a woman is meant, or several."""
    man = masculine_of(reading.stem.written)
    if _is_beside_men(near, reading, man) or _is_named(near, reading, man) or _is_subject(near, man):
        return True
    if man == _GOVERNOR and near.after in _BANKS:
        return True
    if reading.stem.written.endswith(_SEVERAL):
        return _are_described(near, reading)
    return _is_described(near, reading) or (reading.stem.written.endswith("ة") and _is_one(near, reading, man))


def _is_beside_men(near: Around, reading: Reading, man: str) -> bool:
    """المشاركين والمشاركات, مواطن ومواطنة, المشاركات والمشاركون."""
    if reading.stem.written.endswith(_SEVERAL):
        forms: tuple[str, ...] = tuple(fold(man + ending) for ending in ("ين", "ون", "ي", "و"))
    else:
        forms = (fold(man),)
    before, after, behind_and = near.before, near.after, reading.split.proclitics[:1] == ("و",)
    if man in _PLACES or (man in _OF_OTHERS and not reading.stem.written.endswith(_SEVERAL)):
        return False
    if behind_and and any(before.endswith(one) and before.removesuffix(one) in _BEFORE_MEN for one in forms):
        return is_definite(before) == bool(reading.split.article)
    return man not in _OF_OTHERS and any(after in (f"و{one}", f"وال{one}") for one in forms[:2])


def _is_named(near: Around, reading: Reading, man: str) -> bool:
    """المراسلة سعاد, قالت المعارضة السورية سهير, المواطنة أم محمد, مساعدتها هدى; not زعيمة المعارضة مريم."""
    hers = reading.split.pronoun and man in _HERS
    if not (reading.split.article or hers) or (
        man in WOMEN_OR_BODIES and not (near.before == "" or _bare_verb(near.before) in _AROUND["speak"])
    ):
        return False
    last = near.token
    for place in range(_DESCRIBE + 1):
        word, token = near.page.folded_after(last), near.page.after(last)
        if word == "" or token is None:
            return False
        if place == 0 and word == _MOTHER:
            return near.page.folded_after(token) in FIRST_NAMES
        if not (word.startswith("ال") and word.endswith("ة")):
            return _is_name(word, token.surface) and not _is_of_things(word, near.page.folded_after(token))
        last = token
    return False


def _is_name(word: str, surface: str) -> bool:
    """Whether a word, folded so, is a woman's first name: منى, no مني."""
    return word in NAMES_OF_WOMEN and (word not in _IN_ALEF or surface.endswith("ى"))


def _is_of_things(word: str, after: str) -> bool:
    """Whether a woman's name is rather a thing: أسماء الضحايا, آمال السوريين; not أسماء الشهري."""
    return word in _AROUND["also_things"] and after.startswith("ال") and not after.endswith("ي")


def _is_subject(near: Around, man: str) -> bool:
    """قتلت مراسلة, أصيبت مدرسة بجروح, قالت المساعدة; not اعتقلت المعارضة, أصيبت مدرسة بقذيفة."""
    verb = near.before
    counted = verb in NUMBERS
    if counted:
        start = near.page.before(near.token)
        verb = near.page.folded_before(start) if start is not None else ""
    verb = _bare_verb(verb)
    if verb in _AROUND["hurt"] and near.after in _AROUND["wounds"]:
        return True
    if man in WOMEN_OR_BODIES:
        return counted and verb in _AROUND["people_are"] and man not in WOMEN_OR_MACHINES
    return verb in _AROUND["hurt"] or (
        verb in _AROUND["speak"] and not (man in _TEXTS and verb in _AROUND["as_texts_do"])
    )


def _bare_verb(word: str) -> str:
    return word[1:] if word[:1] in _AND and word[1:] in _PEOPLE_DO else word


def _are_described(near: Around, reading: Reading) -> bool:
    """مشاركات سعوديات, المقاتلات الكرديات, المشاركات اللواتي, هؤلاء المتابعات: of things it were كردية, التي, هذه."""
    after = near.after
    if after in _AROUND["who"] or near.before in _AROUND["these"] or _is_as_women_are(near, reading):
        return True
    if not after.endswith(_SEVERAL) or reading.split.pronoun:
        return False
    if reading.split.article:
        return after.startswith("ال") and after.removeprefix("ال").removesuffix(_SEVERAL) in ORIGINS
    return after.removesuffix(_SEVERAL) in ORIGINS


def _is_described(near: Around, reading: Reading) -> bool:
    """مساعدة شابة, مراسلتها الشابة, مراهقة تبلغ من العمر; not مساعدة الشابات."""
    if _is_as_women_are(near, reading):
        return True
    if near.after not in _AROUND["is"]:
        return False
    verb = near.page.after(near.token)
    link = near.page.after(verb) if verb is not None else None
    return link is not None and near.page.folded_after(link) in _AROUND["age"]


def _is_as_women_are(near: Around, reading: Reading) -> bool:
    """المشاركات المسلمات, مراهقة حامل, مساعدة شابة; not مشاركة مسلمات, لمساعدة شابة, معالجة مسنة."""
    bare = near.after.removeprefix("ال")
    definite = bool(reading.split.article or reading.split.pronoun)
    several = bare.endswith(_SEVERAL) or bare in _AROUND["several_are"]
    if bare not in _AROUND["as_women_are"] or (near.after != bare) != definite:
        return False
    if several != reading.stem.written.endswith(_SEVERAL):
        return False
    if definite or several or masculine_of(reading.stem.written) == _YOUTHFUL:
        return True
    return bare in _AROUND["one_is"] and not {*reading.split.proclitics} - {*_AND} and not is_function_word(near.before)


def _is_one(near: Around, reading: Reading, man: str) -> bool:
    """What tells one woman of those who are called so: مساعدة وزير, مراسلة القناة, مواطنة سعودية."""
    split, before, after = reading.split, near.before, near.after
    bare = not split.article
    if man == _CITIZEN:
        of_state = before in _AROUND["citizens"] or after in _AROUND["citizenship"] or after.startswith("ال")
        return bare and not of_state
    if man == _YOUTHFUL:
        return (
            bare and before not in _AROUND["youth"] and after not in _AROUND["of_youth"] and not after.startswith("ال")
        )
    alone = not {*split.proclitics} - {*_AND}
    if man == _ASSISTANT:
        return bare and alone and after in _AROUND["offices"] and _is_who(before, _NO_PERSON_DOES)
    if man == _REPORTER:
        return _is_reporter(near, reading)
    if man == _PRESENTER:
        return bare and alone and after in _AROUND["shows"] and _is_who(before, _NO_PRESENTER_DOES)
    return man == _DEFENDER and bare and after == "عن"


def _is_reporter(near: Around, reading: Reading) -> bool:
    if reading.split.article or "ك" in reading.split.proclitics:
        return "ك" in reading.split.proclitics or _is_hers(near.before)
    return not reading.split.proclitics and near.after in _AROUND["media"] and near.before not in _NO_PERSON_DOES


def _is_who(before: str, others: Set[str]) -> bool:
    """Whether a person may stand here: behind a stop, a name, a verb in the feminine; not في, إلى, طلب.

    `others`: verbs in the feminine behind which nobody stands who is called so: طلبت.
    """
    if before in others:
        return False
    return before == "" or _is_hers(before) or before in FIRST_NAMES or _is_unknown(before)


def _is_unknown(word: str) -> bool:
    return not (word in CITATIONS or word in VERB_STEMS or is_function_word(word) or word.startswith("ال"))


def _is_hers(word: str) -> bool:
    """Whether a folded word is a verb in the feminine: أكدت, وحضرت."""
    return word.endswith("ت") and bool(VERB_STEMS.get(word, 0) or VERB_STEMS.get(word[1:], 0))
