"""Verbs told by what they lead on to: «صوت على» is voted, else a voice; «صادق على» ratified, else sincere or a name."""

import re

from monitor.core.arabic.fold import SHADDA, fold
from monitor.core.arabic.known import CITATIONS, STEMS
from monitor.core.arabic.lexicon import BEFORE_VERBS
from monitor.core.arabic.lists import table
from monitor.core.arabic.stems import PERFECT, Fits
from monitor.core.watch.around import Around, is_definite
from monitor.core.watch.behind import following
from monitor.core.watch.imperfects import wants_subjunctive
from monitor.core.watch.reading import Reading

_WORDS = {told: frozenset(map(fold, each)) for told, each in table("leading_verbs.txt").items()}
_ON = _WORDS["ratified"]
_FOR = _ON | _WORDS["voted"]
_WITH, _YES_OR_NO = "ب", frozenset(("نعم", "لا"))  # بـ«لا»
_CONDEMNED = "دان"
_RATIFIED = "صادق"
_VOTED = "صوت"
_LEADS = {_RATIFIED: _ON, _VOTED: _FOR}
"""Folded verb → what tells it behind it."""

_CLAUSES, _WHO, _DAYS, _EDGES = _WORDS["clauses"], _WORDS["bodies"], _WORDS["days"], _WORDS["edges"] | {""}
_FIRST = _CLAUSES | _WORDS["before_condemned"] | {""}
_STRONGLY = frozenset(("بشدة", "شخصيا", "في", "ما"))
_BY_THE = frozenset(("بالامس", "بالاجماع"))
_TO_HIM = ("له", "لهم", "لها", "لي", "لنا", "به", "بها")
_AFTER, _THAT = "بعد", "ان"
_SENTENCE, _CLAUSE, _NEAR = 8, 3, 1  # words
_COMMA, _SEVERAL = "،", "ون"
_PARTICIPLES = re.compile("(?:.ا..|م.{2,4})ون")  # مشاركون
_OF_ORIGIN = re.compile(".{4,}ي")


def may_lead_on(surface: str, reading: Reading) -> bool:
    """Whether a token read as one of these verbs is written as the noun is: صوت, no صوّت, صوتوا."""
    bare = reading.stem.note in ("", PERFECT) and reading.split.pronoun == ""
    return bare and reading.split.stem in _LEADS and SHADDA not in surface


def is_not_led_on(near: Around, reading: Reading) -> bool:
    """Whether nothing tells the verb: الذي صوت, بعد أن صادق, فيما صوت المجلس, «وصوت المشاركون أمس على القرار»."""
    if near.before in BEFORE_VERBS or near.before in _CLAUSES or wants_subjunctive(near) or _is_after(near):
        return False
    ratified = reading.split.stem == _RATIFIED and not reading.split.proclitics
    opens = near.before in _EDGES
    if (opens and (near.after in _WHO or (ratified and is_definite(near.after)))) or (ratified and near.after in _DAYS):
        return False
    if reading.split.stem == _VOTED and (
        _is_voted(near) or (opens and reading.split.proclitics and _is_who(near.after))
    ):
        return False
    leads = _LEADS[reading.split.stem]
    reach = _SENTENCE if ratified or opens else _CLAUSE if reading.split.stem == _RATIFIED else _NEAR
    return all(word not in leads for word in following(near, reach))


def is_not_condemned(near: Around, reading: Reading) -> bool:
    """«دانت الوزارة التفجير», «ودان المجلس», «الرئيس دان بشدة» of أدان; not «دانت له», «دان براون», «مدينة ودان»."""
    after = near.after
    if after == "" or after in _TO_HIM or (after.startswith("بال") and after not in _BY_THE):  # دان بالإسلام
        return True
    if reading.split.stem != _CONDEMNED or after in _STRONGLY:
        return False
    if after.startswith("ال"):
        return not (near.before in _FIRST or is_definite(near.before))  # الاتحاد الأوروبي دان الهجوم
    several = after.endswith(_SEVERAL) and after not in CITATIONS  # دان مسؤولون
    if reading.split.proclitics and near.before == "" and _OF_ORIGIN.fullmatch(after):  # ودان دبلوماسي أميركي
        return False
    return not ((several or STEMS.get(after, 0) & Fits.BARE) and near.before in _FIRST)


def _is_voted(near: Around) -> bool:
    """صوت الخميس على القانون, «صوت، أمس، على القانون», صوت بـ«لا»."""
    first, second = (*following(near, 2), "", "")[:2]
    if first == "":
        comma = near.page.after(near.token)
        return comma is not None and comma.surface == _COMMA and near.page.folded_after(comma) in _DAYS
    return (first in _DAYS and second in _FOR) or (first == _WITH and second in _YES_OR_NO)


def _is_who(word: str) -> bool:
    """Whether a folded word begins those who voted: وصوت 1054 مواطنا, وصوت المشاركون."""
    bare = word.removeprefix("ال")
    people = bare.endswith(_SEVERAL) and bare not in CITATIONS  # not القانون
    known = _PARTICIPLES.fullmatch(bare) is not None or bare.removesuffix(_SEVERAL) in STEMS
    return word.isdecimal() or (word != bare and people and known)


def _is_after(near: Around) -> bool:
    """بعد أن صوت."""
    that = near.page.before(near.token) if near.before == _THAT else None
    return that is not None and near.page.folded_before(that) == _AFTER
