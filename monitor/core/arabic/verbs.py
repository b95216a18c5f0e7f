"""Verbs: from the third person singular perfect (أعلن) to every stem it appears with."""

import re
from collections.abc import Iterable

from monitor.core.arabic.conjugation import imperfect, imperfect_bases, perfect
from monitor.core.arabic.lexicon import (
    FORMS_OF_OTHERS,
    HAMZA_VERBS,
    IMPERFECTS_OF_OTHERS,
    INTRANSITIVE,
    IRREGULAR_VERBS,
    NOUNS_ALSO_VERBS,
    RARE_IMPERFECTS,
    TOLD_BY_OBJECTS,
    VERBS,
    VERBS_OR_NOUNS,
)
from monitor.core.arabic.stems import (
    DOUBLED,
    FUTURE,
    IMPERATIVE,
    IMPERFECT,
    JUSSIVE,
    MARKED,
    PASSIVE,
    PERFECT,
    TOLD_BEHIND,
    VERBAL,
    Fits,
    Stem,
    Stems,
)
from monitor.core.arabic.weak_verbs import hollow, hollow_passive, in_ya, irregular_fits, irregular_note, weak_last

_SHORT = 3  # letters
_PRESENT = (IMPERFECT, FUTURE, JUSSIVE)
_DOUBLED_VERB = re.compile("ا(?:[^نت]ت|[صض]ط|[زد]د|ن[^ت])[^اىيءأ]|است[^اأو][^اىيءأ]")
_OF_SIN = frozenset(("استمع", "استلم", "استند", "استبق", "استرق", "استتر"))  # of form VIII
_SOUND_IV = re.compile("أ[^اوى]{3}")
_NO_MARKED = INTRANSITIVE | {"أطبق"}  # يُطبق is rather يُطبّق
_TOLD_BY_DAMMA = frozenset(filter(_SOUND_IV.fullmatch, RARE_IMPERFECTS)) - _NO_MARKED  # يُحدث
_RESTRICTED = INTRANSITIVE | RARE_IMPERFECTS | IMPERFECTS_OF_OTHERS | FORMS_OF_OTHERS.keys()
_OWN_BEHIND_SIN = frozenset(("أزال", "أجلى"))  # ستزال المباني, where لا تزال is of زال
_OWN_BEHIND_LAM = frozenset({"ورد"})  # لم ترد تقارير, where يرد is of رد
_SAID_OF_ONESELF = frozenset(("مر", "رد"))
_SECOND_IN_YA = frozenset(("صلى", "سوى", "صفى", "سمى", "ولى"))  # form II of those that have forms of others
_SECOND_IN_HAMZA = HAMZA_VERBS["II"]  # هنأ: يهنئ; of some form I is meant as well (هدأ: يهدأ)


def verb_stems(stems: Stems, word: str) -> None:
    """Add the stems of a verb given as its unvocalised third person masculine singular perfect."""
    if word in _RESTRICTED or _has_second_form(word):
        _restricted(stems, word)
    else:
        _all_stems(stems, word)


def _restricted(stems: Stems, word: str) -> None:
    own = Stems()
    _all_stems(own, word)
    for form in (form for forms in own.by_key.values() for form in forms):
        if word in _TOLD_BY_DAMMA and form.note == IMPERFECT and form.written[0] in "يتن":
            stems.add(form.written, form.fits | Fits.STRICT, MARKED)
        if _is_of_other(word, form.written) and doubled_at(word, form.written) is not None:
            stems.add(form.written, form.fits | Fits.STRICT, DOUBLED)
        fits, passive = form.fits & ~_lost(word, form), _third_person_passive(word, form)
        if word in TOLD_BY_OBJECTS and _is_lost_imperfect(form, fits):
            stems.add(form.written, Fits.VERB | Fits.TOLD, TOLD_BEHIND)
        if fits != form.fits and form.note == IMPERFECT and word in _OWN_BEHIND_SIN:
            stems.add(form.written, form.fits, FUTURE)
        elif fits != form.fits and form.note == IMPERFECT and word in _OWN_BEHIND_LAM:
            stems.add(form.written, Fits.VERB, JUSSIVE)
        elif fits & VERBAL:
            stems.add(passive or form.written, form.fits | Fits.STRICT if passive else fits, form.note)


def _is_lost_imperfect(form: Stem, fits: int) -> bool:
    return form.note == IMPERFECT and form.written[0] in "يتن" and bool(form.fits & ~fits & Fits.VERB)


def _third_person_passive(word: str, form: Stem) -> str:
    """تجرى of أجرى, "is held": where تجري is rather of another verb, a text that writes ى means this one."""
    third = form.note == IMPERFECT and form.written[0] in "يت" and form.written[-1] == "ي"
    return form.written[:-1] + "ى" if third and word[-1] == "ى" and word in RARE_IMPERFECTS else ""


def _lost(word: str, form: Stem) -> int:
    """جرى takes no object; يبلغ without an object is of بلغ, not of أبلغ; يقل is of قال, but يعده is no form of عاد."""
    if _is_of_second(word, form):
        return VERBAL
    if _is_of_other(word, form.written):
        return Fits.VERB if word[1:] in INTRANSITIVE else VERBAL
    if form.note in _PRESENT and word in IMPERFECTS_OF_OTHERS and form.written[1] not in "ءؤ":  # no يسلم, but يؤسلم
        return VERBAL
    return _lost_objects(word, form) | _lost_imperfects(word, form)


def _lost_objects(word: str, form: Stem) -> int:
    """تقدمه is of قدم as well as of تقدم, which takes no object; يتقدمه is not."""
    mine = word[0] == "ت" and word[1:] in VERBS and not form.written.startswith(word)
    return Fits.VERB_OBJECT if word in INTRANSITIVE and not mine else 0


def _lost_imperfects(word: str, form: Stem) -> int:
    if word not in RARE_IMPERFECTS or form.note not in _PRESENT:
        return 0
    people = word[-1] == "ى" and (form.written[0] in "نأ" or form.written.endswith("ون"))
    return 0 if people else Fits.VERB  # people hold talks, events take place: نجري, يجرون


def _has_second_form(word: str) -> bool:
    """Whether a verb such as خص has another, خصص, whose forms it shares."""
    return len(word) == 2 and (word + word[-1] in VERBS or word + word[-1] in VERBS_OR_NOUNS)


def _is_of_second(word: str, form: Stem) -> bool:
    """خصصت is "she allotted" of خصص, seldom "I" of خص; but مررت is "I passed"."""
    shared = _has_second_form(word) and word + word[-1] in form.written
    return shared and not (word in _SAID_OF_ONESELF and form.note == PERFECT)


def _is_of_other(word: str, form: str) -> bool:
    others = FORMS_OF_OTHERS.get(word, ())
    return any(form == one or (one != word and "ا" in one and form.startswith(one)) for one in others)


def doubled_at(word: str, form: str) -> int | None:
    """Where a form has the letter that its verb doubles: يزوّر of زوّر, قلّت of قلّ; None if it doubles none.

    >>> [doubled_at(word, form) for word, form in (("زور", "يزور"), ("قل", "قلت"), ("قل", "أقل"), ("عدا", "يعد"))]
    [2, 1, None, None]
    """
    weak = "ا" in word or (word[-1] in "ىي" and word not in _SECOND_IN_YA)
    other = form[0] == "أ" or form.endswith(word[-1] + "ن")  # أقلّ is "less"; وعدن
    place = form.find(word[:2])
    return None if weak or other or len(word) > _SHORT or place < 0 else place + 1


def _all_stems(stems: Stems, word: str) -> None:
    size = len(word)
    if word in IRREGULAR_VERBS:
        for form in IRREGULAR_VERBS[word]:
            stems.add(form, irregular_fits(word, form), irregular_note(word, form))
    elif size >= 3 and word[-1] in "ىا":
        weak_last(stems, word)
    elif size == 3 and word[-1] == "ي":
        in_ya(stems, word)
    elif size >= 3 and word[-2] == "ا":
        hollow(stems, word)
    elif size == 4 and word[0] in "أا" and word[2] == "ي":
        hollow_passive(stems, word)
    elif size == 2:
        _doubled(stems, word)
        stems.add("أ" + word + word[-1], VERBAL, JUSSIVE)
    elif is_doubled_verb(word):
        _doubled(stems, word)
    else:
        _sound(stems, word)


def is_doubled_verb(word: str) -> bool:
    """Whether a verb of forms IV, VII, VIII or X ends in a letter written once that is two: أقر, انضم, احتل, استمر.

    >>> [is_doubled_verb(word) for word in ("أقر", "أمر", "انضم", "احتل", "اتصل", "اضطر", "استمر", "استمع", "انتظر")]
    [True, False, True, True, False, True, True, False, False]
    """
    if len(word) == _SHORT:
        return word in HAMZA_VERBS["IV"] and word not in HAMZA_VERBS["I"]
    return word not in _OF_SIN and _DOUBLED_VERB.fullmatch(word) is not None


def _doubled(stems: Stems, word: str) -> None:
    """احتللنا, يحتللن, لم يحتلل; يقرر is of قرر, not of أقر."""
    last = word[-1]
    perfect(stems, word, (word + last,))
    for base in imperfect_bases(word):
        imperfect(stems, base, women=base + last)
        for person in "يتن" if len(word) != _SHORT or base + last not in VERBS else "":
            stems.add(person + base + last, VERBAL, JUSSIVE)


def _sound(stems: Stems, word: str) -> None:
    size, last = len(word), word[-1]
    may_double = word[0] in "اأ" and size in (5, 6)  # اطمأن: اطمأننا
    perfect(stems, word)
    if may_double:
        stems.add_each(word + last, "نا ت تم ن", VERBAL, PERFECT)
    for base in imperfect_bases(word):
        for one in _seated(word, base):
            imperfect(stems, one)
        if may_double and not base.startswith("ء"):
            for person in "يتن":
                stems.add(person + base + last, VERBAL, JUSSIVE)
    if size == 3 and word[0] not in "تاأإآو" and "أ" + word not in VERBS | VERBS_OR_NOUNS | NOUNS_ALSO_VERBS:
        stems.add("ا" + word, VERBAL | Fits.STRICT, IMPERATIVE)
        stems.add("ا" + word + "وا", Fits.VERB, IMPERATIVE)
    if size == 4 and word[1] == "ا":  # شارك: شورك
        stems.add_each(word[0] + "و" + word[2:], "ت", VERBAL, PASSIVE)
        stems.add(word[0] + "و" + word[2:], VERBAL, PASSIVE)
    if size == 3 and word[1] == "أ":  # سئل
        stems.add_each(word[0] + "ئ" + word[2:], "ت وا", VERBAL, PASSIVE)
        stems.add(word[0] + "ئ" + word[2:], VERBAL, PASSIVE)
    if word.startswith("استأ"):  # استؤنف
        stems.add_each(f"استؤ{word[4:]}", "ت ا", VERBAL, PASSIVE)
        stems.add(f"استؤ{word[4:]}", VERBAL, PASSIVE)
    if size == 4 and word[0] == "أ":
        stems.add("ا" + word[1:], VERBAL)
    if last == "أ":
        _in_hamza(stems, word)


def _seated(word: str, base: str) -> Iterable[str]:
    """What follows the person in the imperfect, its last hamza on what the vowel before it asks for.

    Behind an i it is ئ, as the spelling rules of the academies say: ينشئ, يهنئ, يطمئن, يكتئب.

    >>> [_seated(word, base) for word, base in (("قرأ", "قرأ"), ("أنشأ", "نشأ"), ("أخطأ", "خطأ"), ("اطمأن", "طمأن"))]
    [('قرأ',), ('نشئ',), ('خطئ', 'خطأ'), ('طمئن', 'طمأن')]
    """
    if word[0] == "ت" or (len(word) == _SHORT and word not in _SECOND_IN_HAMZA):
        return (base,)
    if word[-1] == "أ":
        seated = base[:-1] + "ئ"
        return (seated,) if word[0] == "أ" and base in VERBS else (seated, base)  # ينشأ is of نشأ
    return (base[:-2] + "ئ" + base[-1], base) if len(word) > _SHORT and word[-2] == "أ" else (base,)


def _in_hamza(stems: Stems, word: str) -> None:
    """قرئ, فوجئت, أنشئت; يقرؤون, يقرؤه."""
    if word[0] != "ت":  # تهيؤ is the verbal noun
        body = word[:-1]
        passive = body[0] + "و" + body[2:] if len(word) == _SHORT + 1 and word[1] == "ا" else body
        stems.add_each(passive, "ئ ئت ئوا ئنا ئتم", Fits.VERB, PASSIVE)
    for base in imperfect_bases(word):
        for person in "يت":
            stems.add_each(person + base[:-1], "ؤون ؤوا", VERBAL, IMPERFECT)
        for person in "يتن":
            stems.add(person + base[:-1] + "ؤ", Fits.VERB_OBJECT, IMPERFECT)
