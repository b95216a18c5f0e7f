"""The word lists: our own, written by hand, read once at import."""

from collections.abc import Iterable, Mapping
from importlib.resources import files

from monitor.core.arabic.fold import fold, fold_word

_PRONOUNS = ("ه", "ها", "هم", "هن", "هما", "ك", "كم", "نا", "ي")


def _lines(name: str) -> list[str]:
    text = files("monitor.core.arabic").joinpath("data", name).read_text(encoding="utf-8")
    return [line for line in (raw.partition("#")[0].strip() for raw in text.splitlines()) if line]


def _words(name: str) -> list[str]:
    return [word for line in _lines(name) for word in line.split()]


def _table(name: str) -> dict[str, tuple[str, ...]]:
    rows = (line.partition(":") for line in _lines(name))
    return {head.strip(): tuple(rest.split()) for head, _, rest in rows}


def _alike(name: str) -> dict[str, tuple[str, ...]]:
    """Each word of a line with the others of it."""
    lines = map(str.split, _lines(name))
    return {word: tuple(other for other in line if other != word) for line in lines for word in line}


def _levels(name: str) -> dict[str, int]:
    """Folded word → the number that begins its lines, the highest of them."""
    levels: dict[str, int] = {}
    for line in _lines(name):
        level, *words = line.split()
        levels.update({word: max(int(level), levels.get(word, 0)) for word in map(fold_word, words)})
    return levels


def _set_phrases() -> dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]:
    """Folded word in brackets → the folded words before it, the nearest first, and those behind it, of each phrase."""
    table: dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]] = {}
    for line in _lines("set_phrases.txt"):
        before, _, rest = line.partition("[")
        word, _, after = rest.partition("]")
        around = tuple(map(fold_word, before.split()[::-1])), tuple(map(fold_word, after.split()))
        table[fold_word(word)] = (*table.get(fold_word(word), ()), around)
    return table


def _broken_plurals() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for line in _lines("broken_plurals.txt"):
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
    inflected = {word + pronoun for word in _words("particles_with_pronouns.txt") for pronoun in _PRONOUNS}
    plain = {fold_word(word) for word in _words("function_words.txt")}
    return frozenset(plain | inflected | set(_words("attached_particles.txt")))


BROKEN_PLURALS = _broken_plurals()
"""singular → its broken plurals"""

SINGULARS = _reversed(BROKEN_PLURALS)
"""broken plural → its singulars"""

SINGULARS_OF_SEVERAL = frozenset(fold(word) for word in BROKEN_PLURALS if word not in SINGULARS)
"""Folded nouns of which there are several; no plurals."""

_PLURALS_FOLDED = _folded({word: (word,) for word in BROKEN_PLURALS})
_SINGULARS_FOLDED = _folded(SINGULARS)

FUNCTION_WORDS = _functions()
KNOWN_WORDS = frozenset(_words("known_words.txt"))
SHORT_ADJECTIVES = frozenset(_words("adjectives.txt"))
DEFECTIVE = frozenset(_words("defective.txt"))
IRREGULAR = _table("irregular.txt")
IRREGULAR_VERBS = _table("irregular_verbs.txt")
DERIVED = _table("derived.txt")
OTHER_SPELLINGS = _alike("other_spellings.txt")
"""word → how else the press spells it"""
OTHER_SPELLINGS_IN_NAMES = OTHER_SPELLINGS | _alike("other_spellings_in_names.txt")
"""the same of a word beside other words of a name"""
WRITTEN_AS_TWO = {fold("".join(two)): (two[0], two[1]) for two in map(str.split, _lines("written_as_two.txt"))}
"""folded name of one word → its two"""
ARTICLE_OR_NONE = frozenset(map(fold_word, _words("with_or_without_article.txt")))
"""Folded names that stand with the article and without it."""
SPELT_LETTERS = _alike("spelt_letters.txt")
"""the name of a Latin letter → how else it is spelt: إف, اف"""
LINKING_PREPOSITIONS = frozenset(map(fold_word, _words("linking_prepositions.txt")))
BARE_PARTICLES = frozenset(_words("bare_particles.txt"))
TITLES = frozenset(map(fold_word, _words("titles.txt")))
FEMININE_NOUNS = frozenset(_words("feminine_nouns.txt"))
NOUNS_ALSO_VERBS = frozenset(_words("nouns_also_verbs.txt"))
BEFORE_VERBS = frozenset(map(fold_word, _words("before_verbs.txt")))
NOUNS_ALSO_PREPOSITIONS = frozenset(_words("nouns_also_prepositions.txt"))
FEMININE_WITHOUT_SIGN = frozenset(_words("feminine_without_sign.txt"))
FEMININE_ADJECTIVES = frozenset(_words("feminine_adjectives.txt"))
COLLECTIVES = frozenset(_words("collectives.txt"))
NO_DUALS = frozenset(map(fold_word, _words("no_duals.txt")))
FORM_V_FIRST = frozenset(map(fold_word, _words("form_v_first.txt")))
INTRANSITIVE = frozenset(_words("intransitive.txt"))
HAMZA_VERBS = _table("hamza_verbs.txt")
FORMS_OF_OTHERS = _table("forms_of_others.txt")
"""verb → those of its forms that are rather another word's"""
RARE_IMPERFECTS = frozenset(_words("rare_imperfects.txt"))
FREQUENCY = _levels("frequency.txt")
"""Folded word → how often it stands in news: 7 is in more than half of all articles, each level less half as many."""
SET_PHRASES = _set_phrases()
"""Folded word → around which words it is none of its own: «صلى الله عليه وسلم» is no surrender"""
BEFORE_NOUNS = frozenset(map(fold_word, _words("before_nouns.txt")))
BEFORE_JUSSIVE = frozenset(map(fold_word, _words("before_jussives.txt")))
BEFORE_SUBJUNCTIVE = frozenset(map(fold_word, _words("before_subjunctives.txt")))
AUXILIARIES = frozenset(map(fold_word, _words("auxiliaries.txt")))
BEFORE_ACTIONS = frozenset(map(fold_word, _words("before_actions.txt")))
HEADS_OF = frozenset(map(fold_word, _words("heads_of.txt")))
FIRST_NAMES_ALSO_WORDS = frozenset(map(fold_word, _words("first_names_also_words.txt")))
FIRST_NAMES = frozenset(map(fold_word, _words("first_names.txt"))) | FIRST_NAMES_ALSO_WORDS
NO_FIRST_NAMES = frozenset(map(fold_word, _words("no_first_names.txt")))
NO_SURNAMES = frozenset(map(fold_word, _words("no_surnames.txt")))
OFFICES_ALSO_NAMES = frozenset(map(fold_word, _words("offices_also_names.txt")))
OFFICES_SELDOM_NAMES = frozenset(map(fold_word, _words("offices_seldom_names.txt")))
OFFICES = frozenset(map(fold_word, _words("offices.txt"))) | OFFICES_ALSO_NAMES | OFFICES_SELDOM_NAMES
BEFORE_HONOURS = frozenset(map(fold_word, _words("before_honours.txt")))
BEFORE_OFFICES = frozenset(map(fold_word, _words("before_offices.txt")))
OF_MONEY = frozenset(map(fold_word, _words("of_money.txt")))
REALMS = frozenset(map(fold_word, _words("realms.txt")))
DESCRIBED_OFFICES = frozenset(map(fold_word, _words("described_offices.txt")))
BEFORE_NAMES = frozenset(map(fold_word, _words("before_names.txt")))
BEFORE_DESIGNATIONS = frozenset(map(fold_word, _words("before_designations.txt")))
DESCRIBED_BY_ORIGIN = frozenset(map(fold_word, _words("described_by_origin.txt")))
ADVERBS = frozenset(map(fold_word, _words("adverbs.txt")))
PLACES_IN_YA = frozenset(map(fold_word, _words("places_in_ya.txt")))
"""Folded names of places that look like their adjective in tanween: روسيا of روسي"""
ORIGINS = frozenset(map(fold_word, _words("origins.txt"))) | {place[:-1] for place in PLACES_IN_YA}
"""Folded adjectives of countries and of those places."""
TIMES = frozenset(map(fold_word, _words("times.txt")))
NUMBERS = frozenset(map(fold_word, _words("numbers.txt")))
BEFORE_RELIGION = frozenset(map(fold_word, _words("names_of_religion.txt")))
HOLLOW_VERBS = _table("hollow_verbs.txt")
VERBS = frozenset(_words("verbs.txt"))
VERBS_OR_NOUNS = frozenset(_words("verbs_or_nouns.txt"))

_PARTICLE = 3  # the level of particles that are not listed: most are seldom ones, with a pronoun attached
_DEFECTIVE_FOLDED = frozenset(map(fold, DEFECTIVE))
_SHORTEST_ALIKE = 3  # letters
_PLURAL_ENDINGS = ("ون", "ين", "ان")
_ANYWHERE, _IN_NAMES = (
    (written, {fold(word): others for word, others in written.items()})
    for written in (OTHER_SPELLINGS, OTHER_SPELLINGS_IN_NAMES)
)
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
    written, folded = _IN_NAMES if in_name else _ANYWHERE
    found = written.get(word) or (() if _tells_by_hamza(word) else folded.get(fold(word), ()))
    if found:
        return found
    if word.startswith("ال") and len(word) > 4:
        return tuple("ال" + other for other in other_spellings(word[2:], in_name=in_name))
    if word.endswith(_PLURAL_ENDINGS) and len(word) > 4:
        return tuple(other + word[-2:] for other in other_spellings(word[:-2], in_name=in_name))
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
    return folded in FUNCTION_WORDS or (folded[:1] in ("و", "ف") and folded[1:] in FUNCTION_WORDS)
