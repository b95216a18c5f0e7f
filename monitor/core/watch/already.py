"""«فقد أعلن» is فَ + قد, "and so he did announce", rather than "he lost"."""

import re

from monitor.core.arabic.fold import clean, fold
from monitor.core.arabic.known import (
    CITATIONS,
    MORE_OF_VERBS,
    UNKNOWN,
    VERB_STEMS,
    shortest_reading,
    shortest_verb,
)
from monitor.core.arabic.lexicon import (
    BEFORE_NOUNS,
    BEFORE_VERBS,
    BROKEN_PLURALS,
    FIRST_NAMES,
    LOST_PEOPLE,
    LOST_THINGS,
    NOUNS_ALSO_VERBS,
    VERBS,
    VERBS_OR_NOUNS,
)
from monitor.core.arabic.stems import Fits
from monitor.core.watch.around import Around, is_definite, is_verb_in_al
from monitor.core.watch.behind import following, is_of_its
from monitor.core.watch.reading import Reading

_ALREADY = "فقد"
_ITS = ("ه", "ها")
_LOST = LOST_THINGS | LOST_PEOPLE
_WE_WERE = "كنا"
_CONTROL = "السيطرة"
_NEAR = 5  # words: «فقد سهم الشركة نصف قيمته»
_SEVERAL = frozenset(noun for noun in BROKEN_PLURALS if noun in NOUNS_ALSO_VERBS or noun not in VERBS | VERBS_OR_NOUNS)
_NOUNS_FIRST = frozenset(map(fold, _SEVERAL))  # شاب, رجل, نصف; not أخذ, وصف
_ABOUT = "(?:[وبلف]?[اك]?ان|ولكن|لكن)(?:ه|ها|هم|هما|نا|ني|ي)?"  # أن فقد, لأنه فقد, behind which stands no ف
_NO_PARTICLE_BEHIND = re.compile(f"{_ABOUT}|من|هل")
_PAST = re.compile("ا(?:.[تطد]|ن.|ست)[^ا]{1,2}[^ا](?:تا?|وا?|نا)?(?:هم?|ها)?")  # ارتفع, انتشرت, استهدفه; not انتباه
_IMPERFECT = re.compile("ي[^او].{2,}|[تن](?:ست.{3}|ن[^اوي]{3}).*")  # ينطوي, نستخلص, تنفجر; not يوسف


def may_be_already(surface: str, reading: Reading) -> bool:
    """Whether nothing is written that tells فقد from فَقَد, and the word looked for is the former."""
    return reading.stem.written == _ALREADY and clean(surface) == _ALREADY


def is_already(near: Around, reading: Reading) -> bool:
    """فقد تم, فقد كان, فقد لا يكون; but فقد ابنه, فقد السيطرة, الذي فقد, فقد شاب حياته."""
    before, after = near.before, near.after
    if before in BEFORE_VERBS or before in BEFORE_NOUNS or _NO_PARTICLE_BEHIND.fullmatch(before):
        return False
    if after == "لا":
        return True
    if (is_definite(after) and not is_verb_in_al(after)) or not _is_verb(after):
        return False
    return after not in _NOUNS_FIRST or not (_opens(near) or _loses(near))


def _opens(near: Around) -> bool:
    return near.page.before(near.token) is None


def _loses(near: Around) -> bool:
    """Whether one of the words behind is what somebody loses: «فقد لاعب الفريق أعصابه»."""
    return any(word == _CONTROL or is_of_its(LOST_THINGS, word) for word in following(near, _NEAR))


def _is_verb(word: str) -> bool:
    if VERB_STEMS.get(word, 0) & Fits.VERB or word == _WE_WERE:
        return True
    if is_of_its(_LOST, word):
        return False
    verb, unknown = shortest_verb(word), shortest_reading(word, weak=False) == UNKNOWN
    if unknown and word not in CITATIONS and (word in MORE_OF_VERBS or _looks_like_verb(word)):
        return True
    owned = any(word.endswith(its) and word.removesuffix(its) in CITATIONS for its in _ITS)  # توازنه
    return verb != UNKNOWN and verb[0] == 0 and not (unknown and owned)


def _looks_like_verb(word: str) -> bool:
    """Whether a folded word that the lists have not is only to be a verb: ينطوي, استهدفه, كانتا."""
    if word.endswith("تا") and word[:-1] in VERB_STEMS:
        return True
    return word not in FIRST_NAMES and (_IMPERFECT.fullmatch(word) or _PAST.fullmatch(word)) is not None
