"""Verbs with a weak letter, in the middle or last, and those whose forms are all listed."""

from monitor.core.arabic.conjugation import (
    first_jussive,
    first_person,
    imperfect,
    imperfect_bases,
    imperfect_plurals,
    perfect,
)
from monitor.core.arabic.lexicon import FIRST_NAMES, HOLLOW_VERBS, VERBS
from monitor.core.arabic.stems import IMPERFECT, JUSSIVE, PASSIVE, PERFECT, VERBAL, WITHOUT_HAMZA, Fits, Stems

_HOLLOW_PASSIVES = frozenset({"قال", "باع", "زاد"})
_ALSO_IN_YA = frozenset(("محا", "حيا"))  # يمحو and يمحي; يحيي
_ALSO_FIRST = frozenset({"أدان"})  # the press writes دانت for أدانت
_IN_ALEF = frozenset({"نهى"})  # ينهى, for ينهي is of أنهى
_DONE_IN_WAW = frozenset(("دعا", "رجا", "عزا", "تلا", "كسا", "غزا", "شكا", "محا"))
_OF_THE_THROAT = "ءأعحهغخ"
_SHORT, _SHORTEST = 3, 2  # letters


def irregular_fits(word: str, form: str) -> int:
    """يرى, but يراه, رآه, يروه."""
    if word[-1] != "ى":
        return VERBAL
    return Fits.VERB if form[-1] == "ى" else Fits.VERB_OBJECT if form.endswith(("را", "رآ", "و")) else VERBAL


def irregular_note(word: str, form: str) -> str:
    """Which inflection a form of the lists is: سيرى, لن يرى want the imperfect, لم ير the jussive.

    >>> [irregular_note("رأى", form) for form in ("رأى", "رأت", "يرى", "ير")], irregular_note("ليس", "لست")
    (['', 'inflected', 'imperfect', 'jussive'], 'inflected')
    """
    if form == word:
        return ""
    if form[0] not in ("ي" if word[0] in "تل" else "يتنأ"):  # توفيت, تلي
        return "inflected"
    return JUSSIVE if len(form) == _SHORTEST else IMPERFECT


def weak_last(stems: Stems, word: str) -> None:
    """رمى, دعا, أعطى, استدعى."""
    body, size = word[:-1], len(word)
    stems.add(word, VERBAL if word[-1] == "ا" else Fits.VERB)  # ناديه is no «he called him», which is ناداه
    stems.add_each(body, "ا ت", VERBAL, PERFECT)
    stems.add_each(body, "تا وا", Fits.VERB, PERFECT)
    stems.add(body + "و", Fits.VERB_OBJECT, PERFECT)
    in_waw = size == _SHORT and word[-1] == "ا"
    in_alef = word in _IN_ALEF
    glides = "يو" if word in _ALSO_IN_YA else "و" if in_waw else "ي"
    for glide in glides:
        stems.add_each(body + glide, "ت نا تم ن ا", VERBAL, PERFECT)
    if in_waw:
        _passive_of_waw(stems, word)
    elif size > _SHORT:
        stems.add(body + "ي", Fits.VERB if word[1] == "ا" else VERBAL, PASSIVE)  # of نادى the passive is نودي
    elif body + "ي" not in VERBS:  # apart from the word itself, for بني may be sons, whose بنيه are (watch/verbal.py)
        stems.add(body + "ي", Fits.VERB | Fits.STRICT, PASSIVE)
    if size == _SHORT + 1 and word[1] == "ا" and f"{word[0]}و{word[2]}ي" not in FIRST_NAMES:  # نودي, not عوني
        stems.add_each(word[0] + "و" + word[2], "ي يت وا", Fits.VERB, PASSIVE)
    third = Fits.STRICT if _has_other_in_alef(word, body) else 0
    for base in imperfect_bases(word):
        short = base[:-1]
        first_person(stems, short + _last_letter(word))
        first_jussive(stems, short)
        for person in "يتن":
            for glide in glides if not in_alef else "":
                stems.add(person + short + glide, VERBAL | third, IMPERFECT)
            if in_alef:
                stems.add(person + short + "ى", Fits.VERB | Fits.STRICT, IMPERFECT)
            if len(short) >= 2:
                stems.add(person + short, VERBAL, JUSSIVE)
            stems.add(person + short + "ا", Fits.VERB_OBJECT, IMPERFECT)
        for person in "يت":
            imperfect_plurals(stems, person + short, "ون ان ين وان" if glides == "و" else "ون ان ين يان")


def _has_other_in_alef(word: str, body: str) -> bool:
    """Whether the imperfect in ى is another word: يبقى of بقي, not of أبقى; يدعى of دعا, not of ادعى; يحيى a name."""
    if body[-1] == "ي":
        return True
    return (word[0] == "أ" and body[1:] + "ي" in VERBS) or (word[0] == "ا" and body[1:] + "ا" in _DONE_IN_WAW)


def _passive_of_waw(stems: Stems, word: str) -> None:
    """دعي, دعيت, يدعى: whom somebody may call; not سمي, يسمى of سما, nor يدعي, which is of ادعى."""
    if word in _DONE_IN_WAW:
        body = word[:-1]
        stems.add(body + "ي", Fits.VERB, PASSIVE)
        stems.add_each(body + "ي", "ت نا تم ا", Fits.VERB, PASSIVE)
        for person in "يتن":
            stems.add(person + body + "ى", Fits.VERB | Fits.STRICT, IMPERFECT)


def _last_letter(word: str) -> str:
    """What the imperfect of a verb in ى or ا ends in: أتمنى, and أسعى behind a letter of the throat; but أعطي, أرمي.

    >>> [_last_letter(word) for word in ("تمنى", "سعى", "رمى", "أعطى", "دعا", "وعى")]
    ['ى', 'ى', 'ي', 'ي', 'و', 'ي']
    """
    if len(word) == _SHORT:
        throat = word[1] in _OF_THE_THROAT and word[0] != "و"
        return "و" if word[-1] == "ا" else "ى" if throat else "ي"
    return "ى" if word[0] == "ت" else "ي"


def in_ya(stems: Stems, word: str) -> None:
    """بقي, لقي."""
    perfect(stems, word)
    stems.add(word[:-1] + "وا", Fits.VERB, PERFECT)
    for base in imperfect_bases(word):
        short = base[:-1]
        first_person(stems, short + "ى")
        first_jussive(stems, short)
        for person in "يتن":
            stems.add(person + short + "ى", Fits.VERB, IMPERFECT)  # يلقى, but يلقاه
            stems.add(person + short + "ا", Fits.VERB_OBJECT, IMPERFECT)
            if len(short) >= 2:
                stems.add(person + short, VERBAL, JUSSIVE)
        for person in "يت":
            stems.add_each(person + short, "ون ان ين", VERBAL, IMPERFECT)
            stems.add(person + short + "وا", Fits.VERB, IMPERFECT)


def hollow(stems: Stems, word: str) -> None:
    """قال, أعاد, استعاد, اختار."""
    body, last, size = word[:-2], word[-1], len(word)
    perfect(stems, word, (body + last,), women=size > 3)
    if size > 3 or word in _HOLLOW_PASSIVES:
        stems.add_each(body + "ي" + last, "ت", VERBAL, PASSIVE)
        if body + "ي" + last not in FIRST_NAMES:  # زيد
            stems.add(body + "ي" + last, VERBAL, PASSIVE)
        stems.add(body + "ي" + last + "وا", Fits.VERB, PASSIVE)
    if word in _ALSO_FIRST:
        stems.add_each(word[1:], "ت وا تا", Fits.VERB, WITHOUT_HAMZA)
        stems.add(word[1:], Fits.VERB, WITHOUT_HAMZA)
    with_ya = word[0] in "اأإ" and not (size == 5 and word[0] == "ا")  # يعيد, يستعيد, but يحتال
    glides = HOLLOW_VERBS.get(word, ("و", "ي")) if size == 3 else "يا" if with_ya else "ا"
    seated = "أ" if word == "شاء" else "ئ" if last == "ء" else last  # لم يشأ, لم يسئ
    for base in imperfect_bases(word):
        short = base[:-2]
        for glide in glides:
            imperfect(stems, short + glide + last)
        for person in "يت":
            stems.add_each(person + short + last, "ن", VERBAL, IMPERFECT)
            stems.add(person + short + seated, VERBAL, JUSSIVE)
        stems.add("ن" + short + seated, VERBAL, JUSSIVE)
        first_jussive(stems, short + seated)


def hollow_passive(stems: Stems, word: str) -> None:
    """أصيب, أقيل, typed so; يصاب is found by أصاب, for يقال is rather of قال."""
    stems.add(word, VERBAL)
    stems.add_each(word, "ت ا تا", VERBAL, PERFECT)
    stems.add(word + "وا", Fits.VERB, PERFECT)
