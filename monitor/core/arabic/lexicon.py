"""The word lists: our own, written by hand, read once at import."""

from collections.abc import Iterable, Mapping

from monitor.core.arabic.fold import fold, fold_word
from monitor.core.arabic.lists import alike, folded_words, levels, lines, table, words

_NO_PARTICLES = frozenset(("فتحت",))  # she opened, hardly "and beneath"
_PRONOUNS = ("ه", "ها", "هم", "هن", "هما", "ك", "كم", "نا", "ي")


def _broken_plurals() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for line in lines("broken_plurals.txt"):
        singular, _, plurals = line.partition(" ")
        own = table.setdefault(singular, [])
        own += [one for one in plurals.strip().split(",") if one not in own]
    return {singular: tuple(plurals) for singular, plurals in table.items()}


def _reversed(table: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    back: dict[str, list[str]] = {}
    for singular, plurals in table.items():
        for plural in plurals:
            if plural not in table and not plural.endswith(("ات", "ين", "ون")):
                back.setdefault(plural, []).append(singular)
    return {plural: tuple(singulars) for plural, singulars in back.items()}


def _folded(table: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    joined: dict[str, list[str]] = {}
    for word, others in table.items():
        joined.setdefault(fold(word), []).extend(others)
    return {word: tuple(others) for word, others in joined.items()}


def _functions() -> frozenset[str]:
    inflected = {word + pronoun for word in words("particles_with_pronouns.txt") for pronoun in _PRONOUNS}
    plain = {fold_word(word) for word in words("function_words.txt")}
    return frozenset(plain | inflected | set(words("attached_particles.txt")))


BROKEN_PLURALS = _broken_plurals()
"""singular → its broken plurals"""

SELDOM_PLURALS = table("seldom_plurals.txt")
"""singular → those of its broken plurals that are rather another word"""

SINGULARS = _reversed(BROKEN_PLURALS)
"""broken plural → its singulars"""

SINGULARS_OF_SEVERAL = frozenset(fold(word) for word in BROKEN_PLURALS if word not in SINGULARS)
"""Folded nouns of which there are several; no plurals."""

_PLURALS_FOLDED = _folded({word: (word,) for word in BROKEN_PLURALS})
_SINGULARS_FOLDED = _folded(SINGULARS)

FUNCTION_WORDS = _functions()
PARTICLES = frozenset(words("function_words.txt"))
"""Those of the function words that have nothing attached, with their hamza."""
KNOWN_WORDS = frozenset(words("known_words.txt"))
PAIRS = frozenset(words("pairs.txt"))
SHORT_ADJECTIVES = frozenset(words("adjectives.txt"))
DEFECTIVE = frozenset(words("defective.txt"))
IRREGULAR = table("irregular.txt")
IRREGULAR_VERBS = table("irregular_verbs.txt")
DERIVED = table("derived.txt")
OTHER_SPELLINGS = alike("other_spellings.txt")
"""word → how else the press spells it"""
OTHER_SPELLINGS_IN_NAMES = OTHER_SPELLINGS | alike("other_spellings_in_names.txt")
"""the same of a word beside other words of a name"""
WRITTEN_AS_TWO = {fold("".join(two)): (two[0], two[1]) for two in map(str.split, lines("written_as_two.txt"))}
"""folded name of one word → its two"""
ARTICLE_OR_NONE = folded_words("with_or_without_article.txt")
"""Folded names that stand with the article and without it."""
SPELT_LETTERS = alike("spelt_letters.txt")
"""the name of a Latin letter → how else it is spelt: إف, اف"""
LINKING_PREPOSITIONS = folded_words("linking_prepositions.txt")
BARE_PARTICLES = frozenset(words("bare_particles.txt"))
TITLES = folded_words("titles.txt")
BODIES = frozenset(words("bodies.txt"))
ACTING_BODIES = folded_words("acting_bodies.txt")
LEADING_ON = frozenset(words("leading_on.txt"))
LED_BY_LAM = frozenset(words("led_by_lam.txt"))
FEMININE_NOUNS = frozenset(words("feminine_nouns.txt"))
ALSO_FEMININE = frozenset(words("also_feminine.txt"))
OF_WOMEN = frozenset(words("of_women.txt"))
OF_SEVERAL_WOMEN = frozenset(words("of_several_women.txt"))
WOMEN_OR_MACHINES = frozenset(words("women_or_machines.txt"))
WOMEN_OR_BODIES = frozenset(words("women_or_bodies.txt")) | WOMEN_OR_MACHINES
ALSO_OF_WOMEN = frozenset(words("also_of_women.txt")) | WOMEN_OR_BODIES
NAMES_OF_WOMEN = folded_words("names_of_women.txt")
NOUNS_ALSO_VERBS = frozenset(words("nouns_also_verbs.txt"))
ACTIONS = frozenset(words("actions.txt"))
BEFORE_VERBS = folded_words("before_verbs.txt")
LOST_THINGS = folded_words("lost_things.txt")
LOST_PEOPLE = folded_words("lost_people.txt")
NOUNS_ALSO_PREPOSITIONS = frozenset(words("nouns_also_prepositions.txt"))
FEMININE_WITHOUT_SIGN = frozenset(words("feminine_without_sign.txt"))
FEMININE_ADJECTIVES = frozenset(words("feminine_adjectives.txt"))
COLLECTIVES = frozenset(words("collectives.txt"))
NO_DUALS = folded_words("no_duals.txt")
FORM_V_FIRST = folded_words("form_v_first.txt")
INTRANSITIVE = frozenset(words("intransitive.txt"))
HAMZA_VERBS = table("hamza_verbs.txt")
FORMS_OF_OTHERS = table("forms_of_others.txt")
"""verb → those of its forms that are rather another word's"""
RATHER_ACTIONS = folded_words("rather_actions.txt")
RARE_IMPERFECTS = frozenset(words("rare_imperfects.txt"))
IMPERFECTS_OF_OTHERS = frozenset(words("imperfects_of_others.txt"))
TOLD_BY_OBJECTS = table("told_by_objects.txt")
SECOND_IN_WAW = frozenset(words("second_in_waw.txt"))
FREQUENCY = levels("frequency.txt")
"""Folded word → how often it stands in news: 7 is in more than half of all articles, each level less half as many."""
BEFORE_NOUNS = folded_words("before_nouns.txt")
BEFORE_JUSSIVE = folded_words("before_jussives.txt")
BEFORE_SUBJUNCTIVE = folded_words("before_subjunctives.txt")
AUXILIARIES = folded_words("auxiliaries.txt")
BEFORE_ACTIONS = folded_words("before_actions.txt")
HEADS_OF = folded_words("heads_of.txt")
FIRST_NAMES_ALSO_WORDS = folded_words("first_names_also_words.txt")
FAMILIES_ALSO_FIRST_NAMES = folded_words("families_also_first_names.txt")
FIRST_NAMES_OF_WESTERNERS = folded_words("first_names_of_westerners.txt")
FIRST_NAMES_OF_EASTERNERS = folded_words("first_names.txt") | FIRST_NAMES_ALSO_WORDS | FAMILIES_ALSO_FIRST_NAMES
FIRST_NAMES = FIRST_NAMES_OF_EASTERNERS | FIRST_NAMES_OF_WESTERNERS
NO_FIRST_NAMES = folded_words("no_first_names.txt")
NO_SURNAMES = folded_words("no_surnames.txt")
OFFICES_ALSO_NAMES = folded_words("offices_also_names.txt")
OFFICES_SELDOM_NAMES = folded_words("offices_seldom_names.txt")
OFFICES = folded_words("offices.txt") | OFFICES_ALSO_NAMES | OFFICES_SELDOM_NAMES
BEFORE_HONOURS = folded_words("before_honours.txt")
BEFORE_OFFICES = folded_words("before_offices.txt")
OF_MONEY = folded_words("of_money.txt")
TOWNS = folded_words("towns.txt")
WITH_ARTICLE = folded_words("with_article.txt")
"""Folded names of places that are never without their article."""
REALMS = folded_words("realms.txt") | TOWNS
DESCRIBED_OFFICES = folded_words("described_offices.txt")
BESIDE_DEFINITE = folded_words("beside_definite.txt")
BEFORE_NAMES = folded_words("before_names.txt")
BEFORE_DESIGNATIONS = folded_words("before_designations.txt")
DESCRIBED_BY_ORIGIN = folded_words("described_by_origin.txt")
ADVERBS = folded_words("adverbs.txt")
PLACES_IN_YA = folded_words("places_in_ya.txt")
"""Folded names of places that look like their adjective in tanween: روسيا of روسي"""
ORIGINS = folded_words("origins.txt") | {place[:-1] for place in PLACES_IN_YA}
"""Folded adjectives of countries and of those places."""
POWERS = folded_words("powers.txt")
NAMES_SELDOM_WORDS = folded_words("names_seldom_words.txt")
TIMES = folded_words("times.txt")
NUMBERS = folded_words("numbers.txt")
BEFORE_RELIGION = folded_words("names_of_religion.txt")
FAMILIES_OF_GOD = folded_words("families_of_god.txt")
HOLLOW_VERBS = table("hollow_verbs.txt")
VERBS = frozenset(words("verbs.txt"))
VERBS_OR_NOUNS = frozenset(words("verbs_or_nouns.txt"))
NO_ACTIONS = frozenset(words("no_actions.txt"))

_PARTICLE = 3  # the level of particles that are not listed: most are seldom ones, with a pronoun attached
_DEFECTIVE_FOLDED = frozenset(map(fold, DEFECTIVE))
_SHORTEST_ALIKE = 3  # letters
_PLURAL_ENDINGS = ("ون", "ين", "ان")
_ANYWHERE, _IN_NAMES = (
    (written, {fold(word): others for word, others in written.items()})
    for written in (OTHER_SPELLINGS, OTHER_SPELLINGS_IN_NAMES)
)
_BEGINNINGS = frozenset(folded[:3] for folded in _IN_NAMES[1])
_HAMZA = frozenset("أإآى")
_HAMZA_SEATED = frozenset("أإآىئؤ")


def broken_plurals(word: str) -> tuple[str, ...]:
    """The broken plurals of a singular; one typed without its hamza is understood.

    >>> broken_plurals("وزير")
    ('وزراء',)
    """
    if word in BROKEN_PLURALS:
        return BROKEN_PLURALS[word]
    if _HAMZA & set(word):
        return ()
    meant = _PLURALS_FOLDED.get(fold(word), ())
    return tuple(plural for one in meant for plural in BROKEN_PLURALS[one] if _HAMZA & set(plural))


def singulars(word: str) -> tuple[str, ...]:
    """The singulars of a broken plural.

    >>> singulars("وزراء")
    ('وزير',)
    """
    if word in SINGULARS:
        return SINGULARS[word]
    if word in BROKEN_PLURALS or _HAMZA_SEATED & set(word):
        return ()
    return _SINGULARS_FOLDED.get(fold(word), ())


def other_spellings(word: str, *, in_name: bool = False) -> tuple[str, ...]:
    """How else the press spells a word, which may have its article or an ending, or lack its hamza.

    `in_name`: other words of a name stand beside it, which keep it from being somebody else's.

    >>> other_spellings("الأمريكية"), other_spellings("امريكا"), other_spellings("حكومة")
    (('الأميركية',), ('أميركا',), ())
    >>> other_spellings("الأمريكيين")
    ('الأميركيين',)
    >>> other_spellings("أنغيلا"), other_spellings("أنغيلا", in_name=True)
    ((), ('أنجيلا',))
    """
    begins = fold(word)[:5]
    if begins[:3] not in _BEGINNINGS and not (begins.startswith("ال") and begins[2:] in _BEGINNINGS):
        return ()  # as most have to say, in a third of the time
    written, folded = _IN_NAMES if in_name else _ANYWHERE
    found = written.get(word) or (() if _tells_by_hamza(word) else folded.get(fold(word), ()))
    if found or len(word) <= 4:
        return found
    if word.startswith("ال"):
        return tuple(["ال" + other for other in other_spellings(word[2:], in_name=in_name)])
    if word.endswith(_PLURAL_ENDINGS):
        return tuple([other + word[-2:] for other in other_spellings(word[:-2], in_name=in_name)])
    return ()


def _tells_by_hamza(word: str) -> bool:
    """Whether a word is so short that another hamza makes another word of it: إبل are camels, أبل a company."""
    return len(word) <= _SHORTEST_ALIKE and word[0] in "أإآ"


def is_listed(noun: str) -> bool:
    """Whether the lists of nouns and adjectives have a word, or its plural, just so."""
    return noun in BROKEN_PLURALS or noun in SINGULARS or noun in KNOWN_WORDS


def is_defective(word: str) -> bool:
    """Whether the last ي of the word falls away without the article.

    >>> is_defective("قاضي"), is_defective("سياسي")
    (True, False)
    """
    return word in DEFECTIVE or fold(word) in _DEFECTIVE_FOLDED


def frequency(folded: str) -> int:
    """How often a folded word stands in news, with or without the article (FREQUENCY); 0: seldom, or it is a name.

    >>> frequency("في"), frequency("الاقتصادي"), frequency("قرقاش")
    (7, 4, 0)
    """
    level = FREQUENCY.get(folded, 0) or FREQUENCY.get(folded.removeprefix("ال"), 0)
    return level or (_PARTICLE if is_function_word(folded) or is_function_word(folded.removeprefix("ال")) else 0)


def is_function_word(folded: str) -> bool:
    """Whether a folded token is a particle, alone or after و or ف."""
    if folded in _NO_PARTICLES:
        return False
    return folded in FUNCTION_WORDS or (folded[:1] in ("و", "ف") and folded[1:] in FUNCTION_WORDS)
