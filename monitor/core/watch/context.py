"""What stands around a word decides between its readings.

Each rule takes a reading away where its neighbours rule it out; a rule that is not sure leaves it. Noun or verb stands
in verbal.py, noun or adjective in agreement.py, ي or ى in last_letters.py; here is what makes a word part of something
else.
"""

import re
from collections.abc import Callable, Iterator

from monitor.core.arabic.fold import clean, fold
from monitor.core.arabic.known import CITATIONS, VERB_STEMS, is_other_short, shortest_verb
from monitor.core.arabic.lexicon import (
    BEFORE_NAMES,
    BEFORE_NOUNS,
    BEFORE_RELIGION,
    BROKEN_PLURALS,
    NOUNS_ALSO_PREPOSITIONS,
    ORIGINS,
    TIMES,
    is_function_word,
)
from monitor.core.arabic.names import ALSO_ADJECTIVES
from monitor.core.arabic.stems import CONSTRUCT_DUAL, DUAL_OR_PLURAL, FUTURE, JUSSIVE, NOUN, WITHOUT_HAMZA, Fits
from monitor.core.arabic.tokens import Token
from monitor.core.watch.agreement import OF_GENDER, disagreement
from monitor.core.watch.already import is_already, may_be_already
from monitor.core.watch.around import Around
from monitor.core.watch.counted import is_rather_done, may_be_done, untold
from monitor.core.watch.last_letters import is_another_word, is_misspelt, spelling_doubts
from monitor.core.watch.leading_verbs import is_not_condemned, is_not_led_on, may_lead_on
from monitor.core.watch.nominal import is_noun, may_be_noun
from monitor.core.watch.origin import is_adjective, is_country, is_place
from monitor.core.watch.other_gender import is_no_part
from monitor.core.watch.page import Page
from monitor.core.watch.places import BEFORE_COUNTRIES, KINDS_OF_NAMED, is_one_of, word_doubt
from monitor.core.watch.reading import Reading, Reads
from monitor.core.watch.set_phrases import is_in_set_phrase, is_noun_of_phrase, may_be_in_set_phrase, may_be_no_verb
from monitor.core.watch.verb_or_name import is_rather_name, may_be_name
from monitor.core.watch.verb_or_particle import is_rather_particle, may_be_particle
from monitor.core.watch.verbal import is_no_first_person, is_no_verb, is_verb_form, may_be_jussive, must_be_verb

_KINSHIP = frozenset(("بن", "ال", "ابو", "ابي", "ابا", "وابو", "وابي"))
_SERVANT = ("عبد", "وعبد", "لعبد", "بعبد", "فعبد")
_THIS = frozenset(("هذا", "هذه", "وهذا", "وهذه", "لهذه", "بهذه", "لهذا", "بهذا", "تلك"))
_COUNTRIES = frozenset(f"{other} for {country}" for country, other in ALSO_ADJECTIVES.items())
_SAYS = frozenset(
    fold(conjunction + verb)
    for verb in (
        *("قالت", "ذكرت", "أفادت", "نقلت", "بثت", "أوردت", "أعلنت", "نشرت", "كشفت", "أكدت", "أضافت", "أوضحت", "زعمت"),
        *("عرضت", "أذاعت", "أشارت", "تقول", "تبث", "تنقل"),
    )
    for conjunction in ("", "و", "ف")
)
_NO_NOUNS = frozenset(("لاذقية", "بصرة", "كوفة"))  # towns that are called nothing else
_TOWNS = frozenset(("عقبة", "زاوية", "رملة"))  # nouns of which there are several, but a country has one such town
_ARRIVAL = "حلول"
_LEADS_ON = re.compile("(?:من|عن|في)(?:ه|ها|هم|هما)?$|مما$|ان$|ل")
_BEFORE_THAT = frozenset(("بيد", "شريطة"))  # بيد أن: however
_WHATEVER = "مهما"
_WAS = frozenset(("كان", "كانت", "كنت", "كنا", "كانوا", "يكن", "تكن"))
_TANWEEN = "\u064b"
_SECOND = 2  # words behind the first of what two there are, in which the second is named
_AND_ALL = "وكل"
_NUNATION = frozenset("\u064b\u064c\u064d")
_OWNED = ("ها", "نا", "هما")  # these end in no tanween

Doubt = Callable[[Around, Reading], bool]
"""Whether the words around a token rule out a reading of it."""


def doubts(surface: str, reading: Reading, *, stated: bool = False) -> tuple[Doubt, ...]:
    """What has to be asked about the words around a token of this surface before a reading of it stands.

    Most readings depend on little: told once for each token type, asked for each token. `stated`: the analyst said what
    class the word is of, so that its letters mean nothing else.
    """
    own = _own_doubts(surface, reading, stated=stated)
    if may_be_already(surface, reading):
        return (is_already, *own)
    return (is_in_set_phrase, *own) if may_be_in_set_phrase(surface, reading) else own


def _own_doubts(surface: str, reading: Reading, *, stated: bool) -> tuple[Doubt, ...]:
    of_place = _place_doubt(reading)
    if of_place is not None:
        return (of_place,)
    spelling = spelling_doubts(surface, reading)
    if reading.reads is Reads.VERB:
        first = (is_no_first_person,) if reading.stem.note == FUTURE else ()
        if may_be_no_verb(surface, reading):
            first = (*first, is_noun_of_phrase)
        if may_lead_on(surface, reading):
            first = (*first, is_not_led_on)
        if reading.stem.note == WITHOUT_HAMZA:
            first = (*first, is_not_condemned)
        if may_be_particle(surface, reading):
            first = (*first, is_rather_particle)
        if may_be_name(surface, reading):
            first = (*first, is_rather_name)
        return (*first, *spelling, is_no_verb, *((is_noun,) if stated and may_be_noun(reading) else ()))
    if reading.reads is Reads.PART:
        told = TOLD_BY_KIND if _is_otherwise_spelt(surface, reading) else ()
        return (_is_no_pair,) if reading.stem.note in (CONSTRUCT_DUAL, DUAL_OR_PLURAL) else told
    if reading.reads is Reads.NAME:
        of_place = word_doubt(reading.stem)
        if of_place is not None:
            return (of_place,)
        noun = fold(_noun_of_name(reading))
        return (_is_common_noun,) if noun in CITATIONS and noun not in _NO_NOUNS else ()
    return (*spelling, *_noun_doubts(surface, reading, stated=stated)) if reading.reads is Reads.NOUN else ()


def _place_doubt(reading: Reading) -> Doubt | None:
    """What has to be asked where the adjective of a place may be written like the place."""
    if reading.stem.note in _COUNTRIES:
        return _may_be_adjective
    if reading.stem.fits & Fits.OF_PLACE:
        return is_country
    return is_adjective if reading.reads is not Reads.VERBATIM and is_place(reading.stem) else None


def _noun_doubts(surface: str, reading: Reading, *, stated: bool) -> Iterator[Doubt]:
    if surface in _BEFORE_THAT:
        yield _is_before_that
    if reading.stem.written == _WHATEVER and _TANWEEN not in surface:
        yield _is_whatever
    if reading.stem.written == _ARRIVAL and reading.stem.note and not reading.split.article:
        yield _is_arrival
    if _is_bare(reading) and reading.stem.written.removesuffix("ا") in NOUNS_ALSO_PREPOSITIONS:
        yield _is_preposition
    if not reading.split.proclitics:
        if reading.split.article:
            yield _is_part_of_definite_name
        elif not reading.stem.written.startswith("عبدال"):  # there a name is meant
            yield _is_part_of_name
    in_tanween = bool(_NUNATION & set(surface[-3:]))  # شكًّا
    if reading.stem.fits & Fits.TOLD and (reading.split.stem[0] == "و" or not in_tanween):
        yield _is_untold_noun
    yield from _plural_doubts(surface, reading)
    if not in_tanween and is_verb_form(reading, stated=stated):
        yield must_be_verb
    rule = disagreement(reading)
    if rule is not None:
        yield rule


def _plural_doubts(surface: str, reading: Reading) -> Iterator[Doubt]:
    if may_be_done(surface, reading):
        yield is_rather_done
    several = untold(reading)
    if several is not None:
        yield several


def _is_untold_noun(near: Around, reading: Reading) -> bool:
    """Whether nothing before what is a verb elsewhere says that it is a noun: «بعد غرق», «بوصف», «حادث غرق»."""
    if not reading.stem.note.startswith(NOUN):  # شكا, درعا: where no tanween is written, others
        return True
    particle, stem = "".join(reading.split.proclitics[-1:]), reading.split.stem
    if particle:  # لفتت is no «for» and فتت, لورد no «for» and ورد
        return particle not in ("ب", "ل") or particle + stem in VERB_STEMS or particle + stem in CITATIONS
    if stem == _AND_ALL:
        return True
    led = near.before in BEFORE_NOUNS
    return not led and (stem[0] == "و" or not is_noun(near, reading))


def stands(near: Around, reading: Reading) -> bool:
    """Whether the words around a token allow this reading of it."""
    for ruled_out in reading.doubts:  # noqa: SIM110 — asked for every candidate, a generator takes twice as long
        if ruled_out(near, reading):
            return False
    return True


def _is_otherwise_spelt(surface: str, reading: Reading) -> bool:
    """Whether a token is a short name but for its hamza: اب, أب for إب."""
    letter = clean(surface)[reading.split.offset :][:1]
    return not reading.split.proclitics and letter != "" and is_other_short(reading.stem.written, letter)


def _is_untold(near: Around, _reading: Reading) -> bool:
    """Whether no word before a name says of what it is one: مدينة اب, لشركة ابل."""
    return not is_one_of(near.before, KINDS_OF_NAMED)


TOLD_BY_KIND: tuple[Doubt, ...] = (_is_untold,)
"""What is asked about a short name spelt with another hamza, which is another word elsewhere."""


def _is_common_noun(near: Around, reading: Reading) -> bool:
    """هذه القاعدة, القاعدة العسكرية: the noun a name was made of; not so قناة الجزيرة الفضائية, البصرة العراقية.

    Where «الجزيرة السورية» is a region and «القاعدة التركية» a base, only a channel says something.
    """
    noun, before, after = _noun_of_name(reading), near.before, near.after
    if before in _THIS:
        return True
    described = noun.endswith("ة") and after.startswith("ال") and after.endswith("ية")
    if not described or before in BEFORE_NAMES or before[1:] in BEFORE_NAMES or fold(noun[:-1]) in ORIGINS:
        return False
    if after[2:-1] not in ORIGINS:
        return True
    return noun in BROKEN_PLURALS and noun not in _TOWNS and before not in _SAYS  # القاعدة التركية: of several


def _may_be_adjective(near: Around, reading: Reading) -> bool:
    """قوات سورية, غير سورية: Syrian; في سورية, العراق وسورية: the country."""
    proclitics, before = reading.split.proclitics, near.before
    if proclitics:
        return proclitics[-1] in ("و", "ف") and (before.endswith(("ية", "ات")) or not before)
    led = before in BEFORE_COUNTRIES or (before[:1] in ("و", "ف") and before[1:] in BEFORE_COUNTRIES)
    return before != "" and not led


def _noun_of_name(reading: Reading) -> str:
    """القاعدة → قاعدة; "" without the article."""
    written = reading.stem.written
    return written[2:] if written.startswith("ال") else ""


def _is_bare(reading: Reading) -> bool:
    split = reading.split
    return not (split.article or split.pronoun or split.proclitics)


def _is_before_that(near: Around, reading: Reading) -> bool:
    return near.after.startswith("ان")


def _is_whatever(near: Around, reading: Reading) -> bool:
    """مهما كان, مهما بلغت: before a verb a particle; not دورا مهما لعبه, حدثا مهما في."""
    after, before = near.after, near.before
    if after in _WAS:
        return True
    behind_tanween = before.endswith("ا") and not before.endswith(_OWNED)
    return not behind_tanween and not is_function_word(after) and shortest_verb(after)[0] == 0


def _is_arrival(near: Around, reading: Reading) -> bool:
    """بحلول عام 2030, مع حلول الليل: a time comes; بحلول وسط are solutions."""
    after = near.after
    return after.removeprefix("ال") in TIMES or after.isdigit()


def _is_preposition(near: Around, reading: Reading) -> bool:
    """قتل عشرة مقابل أسير, بدلا من: here it is a preposition; في مقابل, المقابل, «وضع قيدا جديدا» are nouns."""
    if reading.stem.written.endswith("ا") and not _LEADS_ON.match(near.after):
        return False
    return near.before not in BEFORE_NOUNS


def _is_part_of_name(near: Around, reading: Reading) -> bool:
    """بن علي, آل سعود."""
    return near.before in _KINSHIP


def _is_part_of_definite_name(near: Around, reading: Reading) -> bool:
    """عبد العزيز, نور الدين."""
    before = near.before
    religion = reading.split.stem == "دين" and before.lstrip("ول") in BEFORE_RELIGION
    return before in _SERVANT or religion or before in ("ابو", "ابي")


def _is_no_pair(near: Around, _reading: Reading) -> bool:
    """Whether what may be two of a noun is not followed by two: شهري رجب وشعبان, رئيسي مجلس النواب والشورى."""
    token = near.page.after(near.token)
    for _ in range(_SECOND):
        word = near.page.folded_after(token) if token is not None else ""
        if token is None or word == "":
            return True
        if word.startswith("و"):
            return False
        token = near.page.after(token)
    return True


_ANYWHERE = frozenset((_is_no_pair, is_misspelt, is_another_word, is_country, is_no_first_person, is_rather_particle))


def is_part(reading: Reading, page: Page, token: Token, behind: Reading | None = None) -> bool:
    """Whether a word of a phrase ends as a text of this habit writes it, and is the one asked for.

    `behind`: how the word of the phrase before it was read; None: it is the first.
    """
    for doubt in reading.doubts:
        if doubt in _ANYWHERE:
            if (doubt is _is_no_pair and behind is not None) or doubt(Around(page, token), reading):
                return False
        elif doubt in OF_GENDER and is_no_part(Around(page, token), reading, behind):
            return False
    # «نقل رئيس الوفد» has nothing of قال
    return reading.stem.note != JUSSIVE or may_be_jussive(Around(page, token), reading)
