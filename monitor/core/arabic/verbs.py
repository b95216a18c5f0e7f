"""Verbs: from the third person singular perfect (أعلن) to every stem it appears with."""

from collections.abc import Iterable

from monitor.core.arabic.lexicon import (
    BROKEN_PLURALS,
    FIRST_NAMES,
    FORMS_OF_OTHERS,
    FREQUENCY,
    HAMZA_VERBS,
    HOLLOW_VERBS,
    INTRANSITIVE,
    IRREGULAR_VERBS,
    KNOWN_WORDS,
    RARE_IMPERFECTS,
    SECOND_IN_WAW,
    VERBS,
    VERBS_OR_NOUNS,
)
from monitor.core.arabic.stems import FUTURE, IMPERFECT, JUSSIVE, PASSIVE, PERFECT, VERBAL, Fits, Stem, Stems

_FIRST_PERSON = {"ء": "أؤ", "أ": "آ"}  # أؤكد, آخذ
_NOUNS = KNOWN_WORDS | BROKEN_PLURALS.keys()
_OF_THE_THROAT = "ءأعحهغخ"
_SHORT, _DOUBLED = 3, 2  # letters
_OWN_BEHIND_SIN = frozenset(("أزال", "أجلى"))  # ستزال المباني, where لا تزال is of زال
_OWN_BEHIND_LAM = frozenset({"ورد"})  # لم ترد تقارير, where يرد is of رد
_SAID_OF_ONESELF = frozenset(("مر", "رد"))
_HOLLOW_PASSIVES = frozenset({"قال", "باع", "زاد"})
_SECOND_IN_HAMZA = HAMZA_VERBS["II"]  # هنأ: يهنئ; of some form I is meant as well (هدأ: يهدأ)


def verb_stems(stems: Stems, word: str) -> None:
    """Add the stems of a verb given as its unvocalised third person masculine singular perfect."""
    if word in INTRANSITIVE or word in RARE_IMPERFECTS or word in FORMS_OF_OTHERS or _has_second_form(word):
        _restricted(stems, word)
    else:
        _all_stems(stems, word)


def _restricted(stems: Stems, word: str) -> None:
    own = Stems()
    _all_stems(own, word)
    for form in (form for forms in own.by_key.values() for form in forms):
        fits, passive = form.fits & ~_lost(word, form), _third_person_passive(word, form)
        if fits != form.fits and form.note == IMPERFECT and word in _OWN_BEHIND_SIN:
            stems.add(form.written, form.fits, FUTURE)
        elif fits != form.fits and form.note == IMPERFECT and word in _OWN_BEHIND_LAM:
            stems.add(form.written, Fits.VERB, JUSSIVE)
        elif fits & VERBAL:
            stems.add(passive or form.written, form.fits if passive else fits, form.note)


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
    if word in INTRANSITIVE:  # تقدمه is of قدم as well, يتقدمه is not
        mine = word[0] == "ت" and word[1:] in VERBS and not form.written.startswith(word)
        return 0 if mine else Fits.VERB_OBJECT
    if word[-1] == "ى" and (form.written[0] in "نأ" or form.written.endswith("ون")) and form.note == IMPERFECT:
        return 0  # people hold talks, events take place: نجري, يجرون
    return Fits.VERB if word in RARE_IMPERFECTS and form.note in (IMPERFECT, JUSSIVE) else 0


def _has_second_form(word: str) -> bool:
    """Whether a verb such as خص has another, خصص, whose forms it shares."""
    return len(word) == 2 and (word + word[-1] in VERBS or word + word[-1] in VERBS_OR_NOUNS)


def _is_of_second(word: str, form: Stem) -> bool:
    """خصصت is "she allotted" of خصص, seldom "I" of خص; but مررت is "I passed"."""
    shared = _has_second_form(word) and word + word[-1] in form.written
    return shared and not (word in _SAID_OF_ONESELF and form.note == PERFECT)


def _is_of_other(word: str, form: str) -> bool:
    others = FORMS_OF_OTHERS.get(word, ())
    return any(form == one or ("ا" in one and form.startswith(one)) for one in others)


def _all_stems(stems: Stems, word: str) -> None:
    size = len(word)
    if word in IRREGULAR_VERBS:
        for form in IRREGULAR_VERBS[word]:
            stems.add(form, _irregular_fits(word, form), _irregular_note(word, form))
    elif size >= 3 and word[-1] in "ىا":
        _weak_last(stems, word)
    elif size == 3 and word[-1] == "ي":
        _in_ya(stems, word)
    elif size >= 3 and word[-2] == "ا":
        _hollow(stems, word)
    elif size == 4 and word[0] in "أا" and word[2] == "ي":
        _hollow_passive(stems, word)
    elif size == 2:
        _perfect(stems, word, (word + word[-1],))
        _imperfect(stems, word)
        for person in "يت":
            stems.add(person + word + word[-1] + "ن", VERBAL, IMPERFECT)
        for person in "يتنأ":
            stems.add(person + word + word[-1], VERBAL, JUSSIVE)
    else:
        _sound(stems, word)


def _irregular_fits(word: str, form: str) -> int:
    """يرى, but يراه, رآه, يروه."""
    if word[-1] != "ى":
        return VERBAL
    return Fits.VERB if form[-1] == "ى" else Fits.VERB_OBJECT if form.endswith(("را", "رآ", "و")) else VERBAL


def _irregular_note(word: str, form: str) -> str:
    """Which inflection a form of the lists is: سيرى, لن يرى want the imperfect, لم ير the jussive.

    >>> [_irregular_note("رأى", form) for form in ("رأى", "رأت", "يرى", "ير")], _irregular_note("ليس", "لست")
    (['', 'inflected', 'imperfect', 'jussive'], 'inflected')
    """
    if form == word:
        return ""
    if word[-1] != "ى" or form[0] not in "يتنأ":
        return "inflected"
    return JUSSIVE if len(form) == _DOUBLED else IMPERFECT


def _imperfect_bases(word: str) -> tuple[str, ...]:
    """What follows ي ت ن أ in the imperfect.

    >>> _imperfect_bases("أعلن"), _imperfect_bases("وصل"), _imperfect_bases("وحد")
    (('علن',), ('صل', 'وصل'), ('وحد',))
    """
    size, rest = len(word), word[1:]
    if word[0] == "آ":
        return ("أ" + rest, "ءا" + rest, *(("ء" + rest,) if word in HAMZA_VERBS["A"] else ()))
    if word[0] == "أ" and size == 4:  # يؤجل is of أجل, no أجلى without its ى
        return _of_four(word, rest)
    if word[0] == "أ" and size == 3:
        return _after_hamza(word, rest)
    if word[0] in "اإأ":
        return (rest,)
    if word[0] == "و" and size == 3 and word not in SECOND_IN_WAW:
        return rest, word
    return (word,)


def _of_four(word: str, rest: str) -> tuple[str, ...]:
    """يعلن, but يؤدلج of a root of four letters."""
    if word in HAMZA_VERBS["Q"]:
        return ("ء" + rest,)
    return (rest, "ء" + rest) if word in HAMZA_VERBS["Q and IV"] else (rest,)


def _after_hamza(word: str, rest: str) -> tuple[str, ...]:
    """يأخذ, يعد, يؤكد: what the first hamza becomes depends on the verb's form."""
    if word in HAMZA_VERBS["I"]:
        return "أ" + rest, "ء" + rest
    return (rest,) if word in HAMZA_VERBS["IV"] else ("ء" + rest,)


def _perfect(stems: Stems, full: str, before_consonant: tuple[str, ...] = (), *, women: bool = True) -> None:
    stems.add(full, VERBAL)
    stems.add_each(full, "ت ا تا", VERBAL, PERFECT)
    stems.add(full + "وا", Fits.VERB, PERFECT)
    if full.endswith("أ"):  # بدأوا, بدؤوا
        stems.add(full[:-1] + "ؤوا", Fits.VERB, PERFECT)
    stems.add(full + "و", Fits.VERB_OBJECT, PERFECT)
    for base in before_consonant or (full,):
        stems.add_each(base, "نا تم تما ت", VERBAL, PERFECT)
        if women:  # not of a short verb: عدن is a city, not "they returned"
            stems.add(base + "ن", VERBAL, PERFECT)
        stems.add(base + "تمو", Fits.VERB_OBJECT, PERFECT)


def _imperfect(stems: Stems, base: str, short: tuple[str, ...] = ()) -> None:
    for one in (base, *short):
        for person in "يتن":
            stems.add(person + one, VERBAL, IMPERFECT)
        _first_person(stems, one)
        for person in "يت" if len(one) > 2 else "":
            stems.add(person + one + "ن", VERBAL, IMPERFECT)
    for person in "يت":
        _imperfect_plurals(stems, person + base, "ون ان ين ا")


def _first_person(stems: Stems, base: str) -> None:
    """أقول; but أصدر is "issued", not "I emanate", and أمس and أغلب are met where يمس and يغلب are not.

    Of a listed noun, as أفضل is, the words around tell.
    """
    first = _FIRST_PERSON.get(base[0], "أ" + base[0]) + base[1:]
    bare, third = ("ا" + first[1:]).replace("ى", "ي"), ("ي" + base).replace("ى", "ي")  # as they are folded
    other = len(base) <= _SHORT and FREQUENCY.get(bare, 0) > FREQUENCY.get(third, 0)  # أعتمد is of اعتمد
    fourth = first in VERBS or (first[-1] == "ي" and first[:-1] + "ى" in VERBS)  # أجري is of أجرى
    if not fourth and (not other or bare in VERBS or first in _NOUNS):
        stems.add(first, VERBAL | Fits.STRICT, IMPERFECT)


def _imperfect_plurals(stems: Stems, base: str, endings: str) -> None:
    stems.add_each(base, endings, VERBAL, IMPERFECT)
    stems.add(base + "وا", Fits.VERB, IMPERFECT)
    stems.add(base + "و", Fits.VERB_OBJECT, IMPERFECT)


def _weak_last(stems: Stems, word: str) -> None:
    """رمى, دعا, أعطى, استدعى."""
    body, size = word[:-1], len(word)
    stems.add(word, VERBAL)
    stems.add_each(body, "ا ت", VERBAL, PERFECT)
    stems.add_each(body, "تا وا", Fits.VERB, PERFECT)
    stems.add(body + "و", Fits.VERB_OBJECT, PERFECT)
    for glide in "يو" if size == 3 and word[-1] == "ا" else "ي":
        stems.add_each(body + glide, "ت نا تم ن ا", VERBAL, PERFECT)
    stems.add(body + "ي", VERBAL if size > _SHORT else Fits.VERB, PASSIVE)  # بنيه are his sons
    if size == _SHORT + 1 and word[1] == "ا" and f"{word[0]}و{word[2]}ي" not in FIRST_NAMES:  # نودي, not عوني
        stems.add_each(word[0] + "و" + word[2], "ي يت وا", Fits.VERB, PASSIVE)
    for base in _imperfect_bases(word):
        short = base[:-1]
        _first_person(stems, short + _last_letter(word))
        for person in "يتن":
            for glide in "يو" if size == 3 and word[-1] == "ا" else "ي":
                stems.add(person + short + glide, VERBAL, IMPERFECT)
            if len(short) >= 2:
                stems.add(person + short, VERBAL, JUSSIVE)
            stems.add(person + short + "ا", Fits.VERB_OBJECT, IMPERFECT)
        for person in "يت":
            _imperfect_plurals(stems, person + short, "ون ان ين يان وان")


def _last_letter(word: str) -> str:
    """What the imperfect of a verb in ى or ا ends in: أتمنى, and أسعى behind a letter of the throat; but أعطي, أرمي.

    >>> [_last_letter(word) for word in ("تمنى", "سعى", "رمى", "أعطى", "دعا", "وعى")]
    ['ى', 'ى', 'ي', 'ي', 'و', 'ي']
    """
    if len(word) == _SHORT:
        throat = word[1] in _OF_THE_THROAT and word[0] != "و"
        return "و" if word[-1] == "ا" else "ى" if throat else "ي"
    return "ى" if word[0] == "ت" else "ي"


def _in_ya(stems: Stems, word: str) -> None:
    """بقي, لقي."""
    _perfect(stems, word)
    stems.add(word[:-1] + "وا", Fits.VERB, PERFECT)
    for base in _imperfect_bases(word):
        short = base[:-1]
        _first_person(stems, short + "ى")
        for person in "يتن":
            stems.add(person + short + "ى", Fits.VERB, IMPERFECT)  # يلقى, but يلقاه
            stems.add(person + short + "ا", Fits.VERB_OBJECT, IMPERFECT)
            if len(short) >= 2:
                stems.add(person + short, VERBAL, JUSSIVE)
        for person in "يت":
            stems.add_each(person + short, "ون ان ين", VERBAL, IMPERFECT)
            stems.add(person + short + "وا", Fits.VERB, IMPERFECT)


def _hollow(stems: Stems, word: str) -> None:
    """قال, أعاد, استعاد, اختار."""
    body, last, size = word[:-2], word[-1], len(word)
    _perfect(stems, word, (body + last,), women=size > 3)
    if size > 3 or word in _HOLLOW_PASSIVES:
        stems.add_each(body + "ي" + last, "ت", VERBAL, PASSIVE)
        stems.add(body + "ي" + last, VERBAL, PASSIVE)
        stems.add(body + "ي" + last + "وا", Fits.VERB, PASSIVE)
    with_ya = word[0] in "اأإ" and not (size == 5 and word[0] == "ا")  # يعيد, يستعيد, but يحتال
    glides = HOLLOW_VERBS.get(word, ("و", "ي")) if size == 3 else "يا" if with_ya else "ا"
    for base in _imperfect_bases(word):
        short = base[:-2]
        for glide in glides:
            _imperfect(stems, short + glide + last)
        for person in "يت":
            stems.add_each(person + short + last, "ن", VERBAL, IMPERFECT)
            stems.add(person + short + last, VERBAL, JUSSIVE)
        stems.add("ن" + short + last, VERBAL, JUSSIVE)


def _hollow_passive(stems: Stems, word: str) -> None:
    """أصيب, أقيل, typed so; يصاب is found by أصاب, for يقال is rather of قال."""
    stems.add(word, VERBAL)
    stems.add_each(word, "ت ا تا", VERBAL, PERFECT)
    stems.add(word + "وا", Fits.VERB, PERFECT)


def _sound(stems: Stems, word: str) -> None:
    size, last = len(word), word[-1]
    may_double = word[0] in "اأ" and size in (3, 5, 6)  # احتل: احتللنا, يحتلل
    _perfect(stems, word)
    if may_double:
        stems.add_each(word + last, "نا ت تم ن", VERBAL, PERFECT)
    for base in _imperfect_bases(word):
        for one in _seated(word, base):
            _imperfect(stems, one)
        if may_double and not base.startswith("ء"):
            for person in "يتن":
                stems.add(person + base + last, VERBAL, JUSSIVE)
    if size == 3 and word[0] not in "تاأإآو" and "أ" + word not in VERBS:
        stems.add("ا" + word, VERBAL | Fits.STRICT, "imperative")
        stems.add("ا" + word + "وا", Fits.VERB, "imperative")
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
    for base in _imperfect_bases(word):
        for person in "يت":
            stems.add_each(person + base[:-1], "ؤون ؤوا", VERBAL, IMPERFECT)
        for person in "يتن":
            stems.add(person + base[:-1] + "ؤ", Fits.VERB_OBJECT, IMPERFECT)
