"""Particles as the press spells them: whole outlets write الى, ان, او, and others الي, علي, فى."""

from collections.abc import Iterator

from monitor.core.arabic.fold import fold
from monitor.core.arabic.lexicon import FUNCTION_WORDS, PARTICLES
from monitor.core.arabic.particles import PRONOUNS

_BARE = str.maketrans("أإآ", "ااا")
_LAST = {"ى": "ي", "ي": "ى"}
_ALI = "علي"  # typed so rather the name
_NAMES_IN_YA = frozenset(("على", "إلى", "الى"))  # with ي a name; behind و and ف as well: والي, a governor
_WITH = "لدى"  # «لدي» is rather "I have"
_AS_IF = "كأن"  # «كان» is rather "was"
_THAT = ("لأن", "بأن")
_AND = ("و", "ف")


def particle_spellings(word: str, *, first: bool = False) -> tuple[str, ...]:
    """How a cleaned word is spelt that is a particle: without its hamzas, and with ى for ي; the word itself first.

    Which hamza a particle has tells it from another one: أن is not found as إن, nor is إمام as امام, which is "before".
    `first`: no word before it tells that علي is no name, and والي no governor.

    >>> particle_spellings("إلى"), particle_spellings("ان"), particle_spellings("وإنه")
    (('إلى', 'إلي', 'الى', 'الي'), ('ان', 'أن', 'إن'), ('وإنه', 'وانه'))
    >>> particle_spellings("إلى", first=True), particle_spellings("حتى", first=True)
    (('إلى', 'الى'), ('حتى', 'حتي'))
    >>> particle_spellings("على"), particle_spellings("علي"), particle_spellings("لدى"), particle_spellings("حادث")
    (('على', 'علي'), ('علي',), ('لدى',), ('حادث',))
    """
    if word == _ALI:
        return (word,)
    found = [word, *_respelt(word)]
    if word.startswith(_AND):
        found += [word[0] + one for one in _respelt(word[1:])]
    dotted = not (first and word in _NAMES_IN_YA)
    return tuple(dict.fromkeys(one for one in found if dotted or not one.endswith("ي")))


def _respelt(word: str) -> Iterator[str]:
    for meant in _SPELT.get(word, ()):
        for one in (meant, meant.translate(_BARE)):
            yield one
            if (last := _LAST.get(one[-1])) is not None and one != _WITH:
                yield one[:-1] + last


def _spelt() -> dict[str, list[str]]:
    """Each particle, with and without pronouns, as it may be typed → with the hamzas it may be meant with."""
    table: dict[str, list[str]] = {}
    for particle in dict.fromkeys(_all()):
        for typed in {particle, particle.translate(_BARE)}:
            table.setdefault(typed, []).append(particle)
    return table


def _all() -> Iterator[str]:
    own = sorted({*PARTICLES, *_THAT} - {_AS_IF})
    yield from own
    for particle in own:
        stem = particle[:-1] + "ي" if particle.endswith("ى") else particle  # إليه, عليه
        yield from (stem + pronoun for pronoun in PRONOUNS if fold(stem + pronoun) in FUNCTION_WORDS)


_SPELT = _spelt()
