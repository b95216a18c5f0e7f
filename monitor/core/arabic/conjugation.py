"""Verbs: the endings and beginnings that the forms of every verb have in common."""

from monitor.core.arabic.lexicon import (
    BROKEN_PLURALS,
    FREQUENCY,
    HAMZA_VERBS,
    KNOWN_WORDS,
    SECOND_IN_WAW,
    VERBS,
    is_function_word,
)
from monitor.core.arabic.stems import FUTURE, IMPERFECT, JUSSIVE, PERFECT, VERBAL, Fits, Stems

_FIRST_PERSON = {"ء": "أؤ", "أ": "آ"}  # أؤكد, آخذ
_NOUNS = KNOWN_WORDS | BROKEN_PLURALS.keys()
_SHORT, _SHORTEST = 3, 2  # letters


def imperfect_bases(word: str) -> tuple[str, ...]:
    """What follows ي ت ن أ in the imperfect.

    >>> imperfect_bases("أعلن"), imperfect_bases("وصل"), imperfect_bases("وحد")
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


def perfect(stems: Stems, full: str, before_consonant: tuple[str, ...] = (), *, women: bool = True) -> None:
    """The past of a verb: كتب, كتبت, كتبوا.

    `before_consonant`: what stands before نا and تم where it is not `full`, as in قلنا.
    """
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


def imperfect(stems: Stems, base: str, *, women: str = "") -> None:
    """The present of a verb from what follows ي ت ن أ in it: يكتب, أكتب, يكتبن, يكتبون.

    `women`: what stands before ن where it is not `base`, as in يحتللن.
    """
    for person in "يتن":
        stems.add(person + base, VERBAL, IMPERFECT)
    first_person(stems, base)
    for person in "يت" if len(women or base) > _SHORTEST else "":
        stems.add(person + (women or base) + "ن", VERBAL, IMPERFECT)
    for person in "يت":
        imperfect_plurals(stems, person + base, "ون ان ين ا")


def first_person(stems: Stems, base: str) -> None:
    """أقول; but أصدر is "issued", not "I emanate", and أمس and أغلب are met where يمس and يغلب are not.

    Of a listed noun, as أفضل is, the words around tell. سألهم is "he asked them".
    """
    if base[0] == "ل" and is_function_word(base):
        return
    first = _FIRST_PERSON.get(base[0], "أ" + base[0]) + base[1:]
    bare, third = ("ا" + first[1:]).replace("ى", "ي"), ("ي" + base).replace("ى", "ي")  # as they are folded
    other = len(base) <= _SHORT and FREQUENCY.get(bare, 0) > FREQUENCY.get(third, 0)  # أعتمد is of اعتمد
    fourth = first in VERBS or (first[-1] == "ي" and first[:-1] + "ى" in VERBS)  # أجري is of أجرى
    if not fourth and (not other or bare in VERBS or first in _NOUNS):
        stems.add(first, VERBAL | Fits.STRICT, IMPERFECT)
    else:
        stems.add(first, VERBAL | Fits.STRICT, FUTURE)  # سأقدم, لن أصدر


def first_jussive(stems: Stems, short: str) -> None:
    """لم أكن, لم أتلق, لم أزرها: behind لم only, where the letters are no other word's."""
    if len(short) >= _SHORTEST:
        stems.add(_FIRST_PERSON.get(short[0], "أ" + short[0]) + short[1:], VERBAL, JUSSIVE)


def imperfect_plurals(stems: Stems, base: str, endings: str) -> None:
    """The present of several from what stands before ون: يكتبون, لم يكتبوا, يكتبوه."""
    stems.add_each(base, endings, VERBAL, IMPERFECT)
    stems.add(base + "وا", Fits.VERB, IMPERFECT)
    stems.add(base + "و", Fits.VERB_OBJECT, IMPERFECT)
