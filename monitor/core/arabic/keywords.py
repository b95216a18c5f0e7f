"""From a word an analyst typed to the stems it is looked for by."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from monitor.core.arabic.attached import is_word, with_other_article
from monitor.core.arabic.derived import derived_words
from monitor.core.arabic.fold import fold
from monitor.core.arabic.lexicon import (
    BROKEN_PLURALS,
    DEFECTIVE,
    FEMININE_NOUNS,
    IRREGULAR,
    NO_ACTIONS,
    PARTICLES,
    SPELT_LETTERS,
    WITH_ARTICLE,
    is_function_word,
    is_listed,
    other_spellings,
)
from monitor.core.arabic.names import ALSO_ADJECTIVES, IMAM, letter_stems, name_stems
from monitor.core.arabic.nouns import noun_stems
from monitor.core.arabic.plurals import typed_plural
from monitor.core.arabic.spelt_particles import particle_spellings
from monitor.core.arabic.stems import CONSTRUCT_DUAL, DEFINITE_OR_BARE, NOUN, TANWEEN, Fits, Keys, Stem, Stems
from monitor.core.arabic.typed_nouns import is_other_noun, is_thing, means_several, singulars_as_well, two_times
from monitor.core.arabic.verbs import verb_stems
from monitor.core.arabic.wordclass import word_classes
from monitor.core.model.watchlist import WordClass

ARTICLE_IS_ROOT = re.compile("الت|الم[اسع]$|ال.{1,2}$")  # التقى, الم, الف: ال may belong to the word itself

DIRECTIONS = {word: f"{word}ي" for word in ("شمال", "جنوب", "شرق", "غرب")}
DIRECTIONS |= {adjective: word for word, adjective in DIRECTIONS.items()}
"""Of a place, the one as the other: شمال العراق, شمالي العراق."""

_WITH_ROOT = re.compile(  # the eighth form of roots that begin with ل, all that are common
    "الت(?:زام|هاب|قاء|حام|ماس|فاف|باس|حاق|[ئء]ام|جاء|هام|واء|قاط|فات|صاق|طام)(?:ات|ان|ين|ا|ي|ها?|هما?|نا|كم)?"
)


class Place(StrEnum):
    """Where a keyword's word stands."""

    ALONE = "alone"
    FIRST = "first word of a phrase"
    LATER = "later word of a phrase"
    NAME = "name of one word"
    PART = "word of a longer name"
    LETTER = "name of a letter among letters"


_WEAK = "اىيوةءأإآه"
# nouns of two letters: as listed ones they would hide names behind particles
_SHORT = frozenset(("حج", "حب", "غش", "ضخ"))
# with the article rather nouns, of which there is no masculine: الداخلية is a ministry, الإنسانية humanity
_NOUNS_IN_YA = FEMININE_NOUNS | {"داخلية", "أكاديمية", "مسيحية", "يهودية"}
_IN_YA = frozenset(("ري", "غي", "طي", "كي", "لي"))  # nouns; else «الهي» and «الفي» are words without their hamza
_OF_THINGS = re.compile(".وا..")  # plurals of nouns: طوارئ are nothing that is طارئ
_HANDS = frozenset(("أيد",))  # «في أيد أمينة» has nothing of «supported»
_FRENCH = re.compile(".ا.يه")  # كافيه, باليه: listed ones are not typed for كافية, بالية
_ELATIVE = re.compile("أ.[^ا].")
_ROOT = 3  # letters
_VERB = frozenset((WordClass.VERB,))
_NAME, _PART, _LETTER = Place.NAME, Place.PART, Place.LETTER  # looking up a member costs as much as a call
_GUARDIANS = {"ولي": ("ولى",)}  # in a phrase what follows tells that it is no verb: ولى العهد
_PARTICLES = {"إن": ("ان",), "ان": ("إن",)}


def places(words: Sequence[str], *, name: bool = False) -> list[Place]:
    """Where each of the words of a term stands; `name`: of the name of an entity.

    >>> [place.name for word in ("سي إن إن", "مون جاي إن") for place in places(word.split())]
    ['LETTER', 'LETTER', 'LETTER', 'FIRST', 'LATER', 'LATER']
    """
    size = len(words)
    if size > 1 and all(word in SPELT_LETTERS or word.isdecimal() for word in words):  # إم آي 6
        return [_LETTER] * size
    if name:
        return [_PART if size > 1 else _NAME] * size
    return [Place.FIRST] + [Place.LATER] * (size - 1) if size > 1 else [Place.ALONE] * size


def as_particle(word: str, place: Place) -> tuple[str, ...]:
    """How a word is written where its letters are a particle's: just so, but among others, and for إمام in a name.

    >>> as_particle("إم", Place.LETTER), as_particle("أم", Place.LATER), as_particle("أم", Place.ALONE)
    (('إم', 'ام', 'أم'), ('أم', 'ام'), ('أم',))
    >>> as_particle("إمام", Place.PART), as_particle("إمام", Place.LATER)
    (('إمام', 'امام'), ('إمام',))
    """
    if place is _PART and word in IMAM:
        return IMAM
    if place is _LETTER:
        return word, *SPELT_LETTERS.get(word, ())
    typed = (word, *_without_article_as_typed(word))
    if place is Place.ALONE or place is _NAME:
        return *typed, *_PARTICLES.get(word, ())
    return *typed, *particle_spellings(word, first=place is Place.FIRST)[1:], *_GUARDIANS.get(word, ())


def _without_article_as_typed(word: str) -> tuple[str, ...]:
    """What a word is without its article where the hamza tells it from a particle: آلي, إمام; not فهم."""
    bare = _without_article(word)
    told = bare != word and bare[0] in "آإ" and bare not in PARTICLES and is_particle(bare)
    return (bare,) if told else ()


def keyword_stems(
    word: str, place: Place, *, long: bool = False, derived: bool = False, stated: WordClass | None = None
) -> dict[str, list[Stem]]:
    """The stems of a cleaned word, by folded form.

    `long`: in a phrase of four words or more; `stated`: its class, where the analyst said it.
    """
    stems = Stems()
    _inflect(stems, word, place, long=long, derived=derived, stated=stated)
    return stems.by_key


def keyword_keys(
    word: str, place: Place, *, long: bool = False, derived: bool = False, stated: WordClass | None = None
) -> Iterable[str]:
    """The folded forms of `keyword_stems` alone.

    >>> set(keyword_keys("سلاح", Place.ALONE)) == set(keyword_stems("سلاح", Place.ALONE))
    True
    """
    keys = Keys()
    _inflect(keys, word, place, long=long, derived=derived, stated=stated)
    return keys.folded()


def _inflect(stems: Stems, word: str, place: Place, *, long: bool, derived: bool, stated: WordClass | None) -> None:
    if place is _LETTER:
        letter_stems(stems, word)
        return
    if place is _PART or place is _NAME:
        name_stems(stems, word, part=place is _PART)
        for other in _without_particle(word) if long else ():
            name_stems(stems, other)
        return
    classes = word_classes(word) if stated is None else frozenset((stated,))
    alone, only_verb = place is Place.ALONE, classes == _VERB
    if only_verb or (WordClass.VERB in classes and may_be_verb(word, place)):
        verb_stems(stems, word)
    if only_verb and alone and stated is None and len(word) >= 3 and word[-1] not in "ىاأ":
        _noun_of_verb(stems, word)
    if not only_verb or (stated is None and not alone):
        for spelt in (word, *other_spellings(word, in_name=not alone)):
            _inflect_noun(stems, spelt, place, long=long, adjective=not alone or stated is WordClass.ADJECTIVE)
        for other in () if alone else with_other_article(word):
            _inflect_other(stems, other, place, long=long)
    if alone and (own := ALSO_ADJECTIVES.get(word)) is not None:  # in a phrase nothing tells it from the adjective
        stems.add(own, Fits.BARE, f"{own} for {word}")
    if derived:
        _derive(stems, word)


def _derive(stems: Stems, word: str) -> None:
    for spelt in (word, *other_spellings(word)):
        for one in derived_words(_without_article(spelt)):
            noun_stems(stems, one.word, adjective=one.adjective, defective=one.defective)


def _inflect_other(stems: Stems, other: str, place: Place, *, long: bool) -> None:
    """«للشركة» for «لشركة»; what is another word as it stands («بوادي» for «بالوادي») is not inflected."""
    if is_word(other) or is_word(other.removesuffix("ة")):
        stems.add(other, Fits.BARE)
    else:
        _inflect_noun(stems, other, place, long=long, adjective=True)


def _noun_of_verb(stems: Stems, word: str) -> None:
    """الوصف, التواجد, and where the words around tell «بعد وصف»: the noun that is written as a verb.

    No noun is written as انهار is, for الأنهار are rivers; but الأقدم is older, and الأحمر red.
    """
    if word[0] not in "اأ" or len(word) == _ROOT or _ELATIVE.fullmatch(word) or f"أ{word[1:]}" in BROKEN_PLURALS:
        stems.add(word, Fits.ARTICLE)
    if len(word) != _ROOT or word[1] == "ا" or word[2] == "ي" or is_particle(word):
        return
    if word not in _HANDS and (word[0] not in "أآي" or is_listed(word)):  # أتم, آثر, يتم
        stems.add(word, Fits.ENCLITIC | Fits.BARE | Fits.TOLD, NOUN)
        stems.add(word + "ا", Fits.BARE | Fits.TOLD, f"{NOUN}, {TANWEEN}")


def may_be_verb(word: str, place: Place) -> bool:
    """Whether a word that may be both is looked for as a verb too: alone, and where what it does opens a phrase."""
    return place is Place.ALONE or (place is Place.FIRST and word not in NO_ACTIONS)


def _inflect_noun(stems: Stems, word: str, place: Place, *, long: bool, adjective: bool) -> None:
    if fold(word) in WITH_ARTICLE:
        stems.add(word[2:], Fits.ARTICLE)
        return
    if place is Place.ALONE and typed_plural(stems, _without_article(word), article=has_article(word)):
        return
    if is_two_letters(word):
        stems.add(word[2:], Fits.ARTICLE)
        return
    typed = _without_article(word)
    if place is not Place.ALONE and word in DIRECTIONS:
        stems.add(DIRECTIONS[word], Fits.BARE)
    if place is not Place.ALONE and (one := two_times(typed)) is not None:
        stems.add_each(one, "ان ين", DEFINITE_OR_BARE | Fits.WEAK, "dual")
        stems.add_each(one, "ا ي", Fits.BARE | Fits.WEAK, CONSTRUCT_DUAL)
    for base in _bases(word, place, long=long):
        of_things = _OF_THINGS.fullmatch(typed) is not None if base != typed else means_several(typed)
        noun_stems(stems, base, adjective=False if of_things else (adjective and not is_thing(base)) or None)


def is_particle(word: str) -> bool:
    """Whether a cleaned word is a particle, found only where it is written just so."""
    return is_function_word(fold(word))


def has_article(word: str) -> bool:
    """Whether a typed word begins with the article; one of four letters does if the rest is a noun of the lists.

    >>> [has_article(word) for word in ("التطرف", "الفن", "الغى", "التهاب")]
    [True, True, False, False]
    """
    if not word.startswith("ال") or has_root_in_article(word):
        return False
    if word.startswith("الله") and not is_listed(word[2:]):  # اللهجة is a dialect
        return False
    if len(word) >= 5 or word[2:] in _SHORT:
        return True
    return is_listed(word[2:]) and word[2:] not in IRREGULAR  # of أب the news have أبو in names


def is_two_letters(word: str) -> bool:
    """Whether a word is two letters behind the article, no noun of the lists: inflected, «المر» would find المران."""
    return (
        len(word) == 4
        and word.startswith("ال")
        and not has_article(word)
        and (word[2:] in _IN_YA or (word[2] not in _WEAK and word[3] not in _WEAK))
    )


def has_root_in_article(word: str) -> bool:
    """Whether the ال of a word, folded or not, is part of its root.

    >>> [has_root_in_article(word) for word in ("التهابات", "التزامه", "التزامن")]
    [True, True, False]
    """
    return _WITH_ROOT.fullmatch(word) is not None


def _without_article(word: str) -> str:
    return word[2:] if has_article(word) else word


def _bases(word: str, place: Place, *, long: bool) -> Iterable[str]:
    """The dictionary forms a typed word may stand for."""
    base = _without_article(word)
    article = has_article(word)
    bases = [base]
    if article and len(word) > 4 and ARTICLE_IS_ROOT.match(word) and not is_listed(base):
        bases.append(word)
    if base.endswith("ه") and len(base) >= 4 and not (is_listed(base) and _FRENCH.fullmatch(base)):
        bases.append(base[:-1] + "ة")
    if base.endswith("يء") and is_listed(f"{base[:-2]}ئ"):  # لاجيء
        bases.append(f"{base[:-2]}ئ")
    if base + "ي" in DEFECTIVE and not _is_complete(base):
        bases.append(base + "ي")
    if place is not Place.ALONE:
        bases += singulars_as_well(base, article=article)
    bases += _from_feminine(base, place, article=article)
    if long and place is Place.LATER:
        bases += _without_particle(base)
    return dict.fromkeys(one for one in bases if len(one) >= 2)


def _from_feminine(base: str, place: Place, *, article: bool) -> list[str]:
    """An adjective in a phrase is meant in both genders."""
    nisba = base.endswith("ية")
    if place is Place.ALONE:
        return [base[:-1]] if nisba and article and len(base) >= 6 and base not in _NOUNS_IN_YA else []
    if nisba and len(base) >= 5:
        return [base[:-1]]
    if place is Place.LATER and base.endswith("ة") and len(base) >= 4 and not is_other_noun(base):
        return [base[:-1]]
    return []


def _is_complete(base: str) -> bool:
    """Whether a noun has lost no ي, by its plurals: مصل, أمصال is a serum, and غاز no غازي; but راع, رعاة is راعي.

    >>> _is_complete("مصل"), _is_complete("غاز"), _is_complete("راع"), _is_complete("ناد")
    (True, True, False, False)
    """
    plurals = BROKEN_PLURALS.get(base, ())
    others = BROKEN_PLURALS.get(base + "ي", ())
    return plurals != () and not any(one in others or one.endswith(("ين", "اة")) for one in plurals)


def _without_particle(base: str) -> list[str]:
    """لمكافحة inside a long name is found as مكافحة."""
    if base[0] not in "لبو" or len(base) < 4:
        return []
    out = [base[2:] if base.startswith("لل") else base[1:]]
    if base.startswith(("وال", "بال")):
        out.append(base[3:])
    return out
