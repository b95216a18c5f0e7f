"""«فقد أعلن» is فَ + قد, "and so he did announce", rather than "he lost"."""

import re

from monitor.core.arabic.fold import clean
from monitor.core.arabic.known import CITATIONS, UNKNOWN, VERB_STEMS, shortest_reading, shortest_verb
from monitor.core.arabic.lexicon import BEFORE_NOUNS, BEFORE_VERBS
from monitor.core.arabic.stems import Fits
from monitor.core.watch.around import Around, is_definite, is_verb_in_al
from monitor.core.watch.reading import Reading

_ALREADY = "فقد"
_ITS = ("ه", "ها")
_PAST = re.compile("ا(?:.[تطد]|ن.|ست)[^ا]{1,2}[^ا](?:ت|وا|نا)?")  # ارتفع, انتشرت, استهدف; not انتباه


def may_be_already(surface: str, reading: Reading) -> bool:
    """Whether nothing is written that tells فقد from فَقَد, and the word looked for is the former."""
    return reading.stem.written == _ALREADY and clean(surface) == _ALREADY


def is_already(near: Around, reading: Reading) -> bool:
    """فقد تم, فقد كان, فقد لا يكون; but فقد ابنه, فقد السيطرة, الذي فقد."""
    if near.before in BEFORE_VERBS or near.before in BEFORE_NOUNS:
        return False
    definite = is_definite(near.after) and not is_verb_in_al(near.after)
    return near.after == "لا" or (not definite and _is_verb(near.after))


def _is_verb(word: str) -> bool:
    if VERB_STEMS.get(word, 0) & Fits.VERB or (_PAST.fullmatch(word) and word not in CITATIONS):
        return True
    verb = shortest_verb(word)
    owned = any(word.endswith(its) and word.removesuffix(its) in CITATIONS for its in _ITS)  # توازنه
    return verb != UNKNOWN and verb[0] == 0 and not owned and shortest_reading(word, weak=False) == UNKNOWN
