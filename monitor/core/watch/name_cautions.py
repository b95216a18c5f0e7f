"""Names that are other words as well, and so find what has nothing to do with them."""

import re
from collections.abc import Iterator
from itertools import chain

from monitor.core.arabic.attached import attached_reading
from monitor.core.arabic.endings import takes_gender
from monitor.core.arabic.fold import fold
from monitor.core.arabic.known import CITATIONS
from monitor.core.arabic.lexicon import (
    ARTICLE_OR_NONE,
    BROKEN_PLURALS,
    FEMININE_ADJECTIVES,
    FIRST_NAMES,
    FIRST_NAMES_ALSO_WORDS,
    FIRST_NAMES_OF_EASTERNERS,
    FREQUENCY,
    NAMES_SELDOM_WORDS,
    ORIGINS,
    TIMES,
    TOWNS,
    VERBS,
    VERBS_OR_NOUNS,
    broken_plurals,
    frequency,
    is_listed,
)
from monitor.core.model.watchlist import Entity, EntityKind, Term
from monitor.core.watch.flood import is_everyday, is_name_of_many
from monitor.core.watch.written import dashed, single_word

_OFTEN = 2  # lexicon.FREQUENCY
_BODIES = frozenset((EntityKind.ORGANISATION, EntityKind.GROUP))
_MAY_BE_NOUNS = frozenset((EntityKind.ORGANISATION, EntityKind.PLACE))  # «الأكراد» are a group, and no other word
_PLURALS = frozenset(chain.from_iterable(BROKEN_PLURALS.values()))
_OTHERWISE = "name it in full, or add `needs` that tell it"
_OF_PLACE = "name it in full («مدينة …», «محافظة …»), or add `needs` that tell it"
_IN_FULL = {kind: _OF_PLACE if kind is EntityKind.PLACE else _OTHERWISE for kind in EntityKind}
_ACTIONS = re.compile("(?:ت..ي.|ا..ا.|است..ا.)ات")  # several verbal nouns: اتصالات, استثمارات
_FOREIGN = re.compile(".[اوي]")  # as «دو» in «ريو دو جانيرو»; غد and بر are words


def name_cautions(entity: Entity) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Where an entity's name is one word of every day, and what to beware of; `needs` tell it from the word.

    A dash before a name is told of as well.
    """
    named: list[tuple[tuple[str | int, ...], str]] = [(("name",), entity.name)]
    named += [(("aliases", i), alias) for i, alias in enumerate(entity.aliases)]
    person = entity.kind is EntityKind.PERSON
    yield from ((where, what) for where, name in named if (what := dashed(Term(text=name))) is not None)
    for where, name in named if not entity.needs else ():
        word = single_word(Term(text=name))
        if person and is_name_of_many(name):
            what = "is many people's name and finds every article that names one of them so"
            yield where, f"«{name}» {what}: name the person in full, or add `needs` that tell who is meant"
        elif word is not None and (is_everyday(word) or _is_common(word, entity.kind)):
            yield where, f"«{name}» is a common word too and will flood: {_IN_FULL[entity.kind]}"
        elif word is not None and entity.kind in _BODIES and fold(word) in FIRST_NAMES_OF_EASTERNERS:
            yield where, f"«{name}» is a first name too and finds all who are called so: {_IN_FULL[entity.kind]}"
        elif word is not None and (chance := found_by_chance(word)) is not None:
            yield where, f"{chance}: name it in full, or add `needs` that tell it"


def _is_common(word: str, kind: EntityKind) -> bool:
    """Whether a name is a verb or a noun that stands often in news; a first name is rather somebody's.

    >>> [_is_common(word, EntityKind.ORGANISATION) for word in ("فتح", "الحياة", "الوفد", "حماس", "بغداد", "خالد")]
    [True, True, True, False, False, False]
    >>> _is_common("فيسبوك", EntityKind.ORGANISATION)  # stands as often, and is nothing but a name
    False
    >>> [_is_common(word, EntityKind.PLACE) for word in ("الباب", "حجة", "سلمية", "القائم", "الفرات", "جنين")]
    [True, True, True, True, False, False]
    """
    noun = fold(word.removeprefix("ال"))
    folded = fold(word)
    if noun in ARTICLE_OR_NONE:
        return False
    if folded in TOWNS or folded in FIRST_NAMES or (noun in FIRST_NAMES and noun not in FIRST_NAMES_ALSO_WORDS):
        return False
    if (word in VERBS or word in VERBS_OR_NOUNS) and (kind in _BODIES or frequency(folded) >= _OFTEN):
        return True
    if any(f"{noun[:end]}ي" in ORIGINS for end in (None, -1, -2)):  # a country, or «القطرية», which all its things are
        return kind in _BODIES and folded != noun and (noun in ORIGINS or noun.removesuffix("ة") in ORIGINS)
    if kind is not EntityKind.PLACE and noun in CITATIONS and noun in FREQUENCY:
        return True
    return kind in _MAY_BE_NOUNS and folded not in NAMES_SELDOM_WORDS and _is_word(word, kind)


def _is_word(word: str, kind: EntityKind) -> bool:
    """Whether the lists have a name as a noun with its plural, as that plural, or as an adjective.

    >>> [_is_word(word, EntityKind.PLACE) for word in ("الباب", "العيون", "البيضاء", "الجديدة", "سلمية", "القائم")]
    [True, True, True, True, True, True]
    >>> [_is_word(word, EntityKind.PLACE) for word in ("لندن", "اللاذقية", "البصرة", "الحلة", "سبتة")]
    [False, False, False, False, False]
    >>> [_is_word(word, EntityKind.ORGANISATION) for word in ("نيسان", "اتصالات", "فيات")]
    [True, True, False]
    """
    bare = word.removeprefix("ال")
    if kind is EntityKind.ORGANISATION and (fold(word) in TIMES or _ACTIONS.fullmatch(fold(bare)) is not None):
        return True
    if broken_plurals(bare) or bare in _PLURALS or not FEMININE_ADJECTIVES.isdisjoint((bare, f"{bare}ة")):  # القائم
        return True
    return bare.endswith("ة") and _is_adjective(bare)


def _is_adjective(feminine: str) -> bool:
    masculine = fold(feminine[:-1])
    if not feminine.endswith("ية"):
        return masculine in FREQUENCY and takes_gender(feminine[:-1])
    return masculine in FREQUENCY or (is_listed(feminine) and masculine[:-1] in CITATIONS)


def found_by_chance(word: str) -> str | None:
    """What a word that is no Arabic one finds beside itself.

    >>> found_by_chance("بتكوين")
    '«بتكوين» is also «ب» with «تكوين», and finds that'
    >>> found_by_chance("دو")
    '«دو» has two letters only, and stands in names of others too'
    >>> [found_by_chance(word) for word in ("دم", "غد", "بوتين", "والتطرف")]
    [None, None, None, None]
    """
    if (reading := attached_reading(word)) is not None:
        particles, rest = reading
        return f"«{word}» is also «{particles}» with «{rest}», and finds that"
    folded = fold(word)
    known = folded in CITATIONS or folded in FREQUENCY or folded in FIRST_NAMES
    if known or _FOREIGN.fullmatch(word) is None:
        return None
    return f"«{word}» has two letters only, and stands in names of others too"
