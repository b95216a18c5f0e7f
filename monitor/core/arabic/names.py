"""Names: fixed words that take proclitics only, and the ways they are spelt."""

import re
from collections.abc import Set
from itertools import chain, combinations

from monitor.core.arabic.everyday_names import is_kunya_of_many
from monitor.core.arabic.fold import fold
from monitor.core.arabic.lexicon import (
    ARTICLE_OR_NONE,
    BEFORE_OFFICES,
    BODIES,
    BROKEN_PLURALS,
    FAMILIES_OF_GOD,
    FIRST_NAMES,
    REALMS,
    SPELT_LETTERS,
    TITLES,
    WRITTEN_AS_TWO,
    frequency,
    is_listed,
    other_spellings,
)
from monitor.core.arabic.offices import is_office
from monitor.core.arabic.patronymics import BORN, FATHER, SONS
from monitor.core.arabic.stems import CONSTRUCT_DUAL, Fits, Stems

_STATE = "دولة"
_KUNYA = {"أبو": ("أبا", "أبي"), "ابن": ("بن",), "بن": ("ابن",), "آل": ("ال",)}
_SERVANT, _HIS_LORD = "عبد", "ربه"
_PARTICLES = ("و", "ل", "ب")
_SHORTEST_WORD = 3  # letters: what is shorter may be part of an abbreviation
_LONGEST_PLAIN = 4  # letters: with ه or ة for their ا such names are other words (دينا, ناسا, درعا)
_SHORTEST_OF_TWO = min(map(len, WRITTEN_AS_TWO))  # letters
_MOST_JOINED = 3  # of a name: each may be written in two ways
_FIRST_OF_TWO = frozenset(fold(first) for first, _ in WRITTEN_AS_TWO.values())
_OF_GOD = _GOD, _RELIGION = "الله", "الدين"
ALSO_ADJECTIVES = {"سوريا": "سورية"}
"""A country → what its own press calls it, which is an adjective elsewhere («قوات سورية»): context.py tells."""

IMAM = ("إمام", "امام")
"""A family's name, and how it is mistyped: then it is «in front of» as well, watch/imam.py tells."""

_HAS_SOUND_PLURAL = re.compile("..+ي|م.{3,}")  # حوثي, مسلم; not بحر, سود


def letter_stems(stems: Stems, word: str) -> None:
    """Add the spellings of a letter's name; the first of several may have the article: البي بي سي."""
    for one in (word, *SPELT_LETTERS.get(word, ())):
        stems.add(one, Fits.NAME | Fits.ARTICLE, "" if one == word else f"{one} for {word}")


def name_stems(stems: Stems, word: str, *, part: bool = False) -> None:
    """Add the spellings of one word of a name; `part`: of a name that has other words."""
    _spelt_otherwise(stems, word, part=part)
    _ended_otherwise(stems, word, part=part)
    if part and word in BODIES:
        body = word[:-1] + "ت" if word.endswith("ة") else word
        stems.add_each(body, "ي ا", Fits.NAME, CONSTRUCT_DUAL)
    for plain, others in _KUNYA.items():
        if fold(plain) == fold(word):
            for other in others:
                stems.add(other, Fits.NAME, f"{other} for {plain}")


def _spelt_otherwise(stems: Stems, word: str, *, part: bool) -> None:
    """Add a name and how else the press spells it, with the article and without it where it does so."""
    bare, fits = word.removeprefix("ال"), Fits.NAME
    if fold(bare) in ARTICLE_OR_NONE:
        if part and bare != word:
            stems.add(word, Fits.NAME)  # of a person it may be no article: ألفيس
        word, fits = bare, Fits.NAME | Fits.ARTICLE
    stems.add(word, fits)
    for other in other_spellings(word, in_name=part):
        stems.add(other, fits, f"{other} for {word}")
    for country, own in ALSO_ADJECTIVES.items():
        if word in (country, own):
            other = own if word == country else country
            stems.add(other, fits, f"{other} for {word}")
    if "ئ" in word:
        stems.add(word.replace("ئ", "ي"), fits, "ي for ئ")


def _ended_otherwise(stems: Stems, word: str, *, part: bool) -> None:
    """Add a name with the other ways in which its last letters are written."""
    if word.endswith("ة"):
        stems.add(word[:-1] + "ه", Fits.NAME, "ه for ة")
    if len(word) > 3 and word.endswith("ه"):
        stems.add(word[:-1] + "ة", Fits.NAME, "ة for ه")
    foreign = len(word) > _LONGEST_PLAIN and word.endswith("ا") and not word.endswith("يا")
    if foreign and (part or not _is_thing(word[:-1] + "ة")):
        stems.add(word[:-1] + "ة", Fits.NAME, "ة for ا")
        stems.add(word[:-1] + "ه", Fits.NAME, "ه for ا")
    if word.endswith(("ون", "ين")) and _is_sound_plural(word):
        ending = "ين" if word[-2] == "و" else "ون"
        stems.add(word[:-2] + ending, Fits.NAME, f"{ending} for {word[-2:]}")
        if word.startswith("ال") and word[-3] == "ي" and not _is_known(word[2:-3]):  # الحوثين, as many type it
            stems.add(word[:-3] + "ين", Fits.NAME, f"ين for {word[-3:]}")


def _is_known(word: str) -> bool:
    """Whether a word has itself a plural or a dual in ين: آمنين, الصدرين."""
    return word in BROKEN_PLURALS or frequency(fold(word)) > 0 or fold(word) in REALMS


def _is_thing(word: str) -> bool:
    """Whether a word is a noun and no name: ديانة is a religion; not برشلونة, كريمة."""
    return is_listed(word) and fold(word) not in REALMS and fold(word) not in FIRST_NAMES


def _is_sound_plural(word: str) -> bool:
    """Whether a word of a name in ون or ين is a plural, which has either ending by its case.

    With the article, what stands before the ending has the pattern of a nisba or a participle; without it a family name
    may be of that pattern (ماكرون, زيدون, حسين), and the lists must name the plural.

    >>> [_is_sound_plural(word) for word in ("الحوثيون", "المسلمين", "مراسلون", "ماكرون", "البحرين", "المأمون", "حسين")]
    [True, True, True, False, False, False, False]
    """
    if word.startswith("ال"):
        return _HAS_SOUND_PLURAL.fullmatch(word, 2, len(word) - 2) is not None
    return word[:-2] + "ين" in BROKEN_PLURALS.get(word[:-2], ())


def name_variants(words: tuple[str, ...], *, person: bool = True) -> tuple[tuple[str, ...], ...]:
    """The ways a name's words are written: عبد الله and عبدالله, أبو ظبي and أبوظبي, with and without its title.

    Of what is no person only دولة is one: فريق الأمم المتحدة is not the United Nations.

    >>> name_variants(("عبد", "الله", "صالح"))
    (('عبد', 'الله', 'صالح'), ('عبدالله', 'صالح'))
    >>> name_variants(("نصرالله",)), name_variants(("أبوظبي",))
    ((('نصرالله',), ('نصر', 'الله')), (('أبوظبي',), ('أبو', 'ظبي')))
    >>> name_variants(("الشيخ", "محمد", "بن", "زايد"))
    (('الشيخ', 'محمد', 'بن', 'زايد'), ('محمد', 'بن', 'زايد'))
    >>> name_variants(("فريق", "الأمم", "المتحدة"), person=False)
    (('فريق', 'الأمم', 'المتحدة'),)
    >>> name_variants(("د", "ب", "أ"))[:2]
    (('د', 'ب', 'أ'), ('ود', 'ب', 'أ'))
    >>> name_variants(("إسماعيل", "ولد", "الشيخ", "أحمد"))
    (('إسماعيل', 'ولد', 'الشيخ', 'أحمد'), ('إسماعيل', 'ولد', 'الشيخ'))
    >>> name_variants(("رئيس", "الوزراء", "العراقي")), name_variants(("معالي", "وزير", "التعليم"))
    ((('رئيس', 'الوزراء', 'العراقي'),), (('معالي', 'وزير', 'التعليم'), ('وزير', 'التعليم')))
    """
    plain = words
    while _is_titled(plain) and (person or plain[0] == _STATE):
        plain = plain[1:]
    if is_shortened(words):
        return tuple(dict.fromkeys((*spellings(words), *spellings(plain), *spellings(words[:-1]))))
    return tuple(dict.fromkeys((*spellings(words), *spellings(plain))))


def _is_titled(words: tuple[str, ...]) -> bool:
    """Whether a name follows the title that begins some words; not where they are an office: رئيس الوزراء العراقي."""
    if len(words) < 2 or fold(words[0]) not in TITLES or _is_first_name(words[1:]):
        return False
    honoured = fold(words[0]) in BEFORE_OFFICES  # an office is one without it as well: معالي وزير التعليم
    return any(len(word) > 1 for word in words[1:]) and (honoured or not is_office(words))


def _is_first_name(words: tuple[str, ...]) -> bool:
    """Whether words behind a title are one name that many have, a word or a place; not his own kunya, or a family's.

    >>> [_is_first_name(tuple(name.split())) for name in ("محمد", "عبد العزيز", "سيف الدين", "عبدالعزيز")]
    [True, True, True, True]
    >>> [_is_first_name(tuple(name.split())) for name in ("فضل الله", "الحمد الله", "حزب الله", "ضيف الله")]
    [True, True, True, True]
    >>> [_is_first_name(tuple(name.split())) for name in ("نيويورك", "سيرا ليون", "أبو ظبي", "بن كيران")]
    [True, True, True, False]
    >>> [_is_first_name(tuple(name.split())) for name in ("أبو بكر", "أبومحمد", "أم محمد", "أبو عبد الله")]
    [True, True, True, True]
    >>> [_is_first_name(tuple(name.split())) for name in ("أبو مازن", "نصر الله", "نصرالله", "عبد ربه", "محمد علي")]
    [False, False, False, False, False]
    >>> [_is_first_name(tuple(name.split())) for name in ("عطية الله", "العبد الله", "العطا الله", "الجارالله")]
    [True, False, False, False]
    """
    first, *rest = parts = apart(words)
    if not rest or is_kunya_of_many(parts) or _is_place_of_two(parts):
        return True
    if len(rest) > 1:
        return False
    [second] = rest
    if first == _SERVANT:
        return second != _HIS_LORD
    if second == _GOD:
        return fold(first) not in FAMILIES_OF_GOD
    return first == _GOD or second == _RELIGION  # آية الله السيستاني


def _is_place_of_two(words: tuple[str, ...]) -> bool:
    """Whether words are one name that is also written as one, and no family's: نيو يورك, أبو ظبي; not بن كيران."""
    whole = fold("".join(words))
    return fold(words[0]) not in SONS and (whole in WRITTEN_AS_TWO or whole in REALMS)


def is_shortened(words: tuple[str, ...]) -> bool:
    """Whether the press leaves the last word of a name away: إسماعيل ولد الشيخ أحمد; not محمد ولد الشيخ الغزواني."""
    *before, son, title, last = ("", "", *words)
    return bool(any(before)) and fold(son) == BORN and fold(title) in TITLES and not last.startswith("ال")


def spellings(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Some words as they are, then with each name of two words written as one or as two.

    >>> spellings(("حكومة", "أبوظبي"))
    (('حكومة', 'أبوظبي'), ('حكومة', 'أبو', 'ظبي'))
    >>> spellings(("عبد", "الله", "أبو", "زيد"))[1:3]
    (('عبدالله', 'أبو', 'زيد'), ('عبد', 'الله', 'أبوزيد'))
    >>> spellings(("أف", "ب"))[:2]
    (('أف', 'ب'), ('أ', 'ف', 'ب'))
    """
    if len(words) > 1 and len(min(words, key=len)) == 1 and len(max(words, key=len)) < _SHORTEST_WORD:
        return _letters_apart(words)
    parted = apart(words)
    places = [i for i in range(1, len(parted)) if are_one(parted[i - 1], parted[i])]
    if not places and parted == words:  # as most are
        return (words,)
    few = len(places) <= _MOST_JOINED
    chosen = [set(some) for n in range(len(places) + 1) for some in combinations(places, n)] if few else [set(places)]
    return tuple(dict.fromkeys((words, *(_joined(parted, places) for places in chosen), parted)))


def _letters_apart(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """An abbreviation as it is, with its letters apart, and behind a particle: أف ب, أ ف ب, وأ ف ب."""
    first, *rest = apart = tuple("".join(words))
    return tuple(dict.fromkeys((words, apart, *((particle + first, *rest) for particle in _PARTICLES))))


def are_one(first: str, second: str) -> bool:
    """Whether two words are one name: عبد العزيز, نصر الله, نور الدين, أبو ظبي."""
    if first == _SERVANT:
        return second.startswith("ال") or second == _HIS_LORD
    if second in _OF_GOD or (len(first) == len(FATHER) and fold(first) == FATHER):
        return len(first) > 1
    bare = first.removeprefix("ال")
    return fold(bare) in _FIRST_OF_TWO and len(second) > 1 and fold(bare + second) in WRITTEN_AS_TWO


def _joined(words: tuple[str, ...], places: Set[int]) -> tuple[str, ...]:
    """Some words, those at some places written together with the one before."""
    out: list[str] = []
    for place, word in enumerate(words):
        if place in places:
            out[-1] += word
        else:
            out.append(word)
    return tuple(out)


def apart(words: tuple[str, ...]) -> tuple[str, ...]:
    """Some words, each that is a name of two as these two.

    >>> apart(("عبدالله", "أبوعلي", "نيويورك", "نورالدين"))
    ('عبد', 'الله', 'أبو', 'علي', 'نيو', 'يورك', 'نور', 'الدين')
    """
    return tuple(chain.from_iterable(map(_parted, words)))


def _parted(word: str) -> tuple[str, ...]:
    if len(word) < _SHORTEST_OF_TWO:  # as a third of words
        return (word,)
    bare = word.removeprefix("ال")
    two = WRITTEN_AS_TWO.get(fold(bare))
    if two is not None:
        return word[: len(word) - len(bare)] + two[0], two[1]
    if word.startswith(_SERVANT) and (word[3:] == _HIS_LORD or (word.startswith("ال", 3) and len(word) > 6)):
        return _SERVANT, word[3:]
    if word.endswith(_OF_GOD):
        end = next(end for end in _OF_GOD if word.endswith(end))
        if len(word) - len(end) > 1:
            return word[: -len(end)], end
    if len(word) > 5 and word[1] == FATHER[1] and fold(word[:3]) == FATHER:
        return word[:3], word[3:]
    return (word,)
