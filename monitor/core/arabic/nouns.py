"""Nouns and adjectives: from the citation form to every stem it appears with."""

import re

from monitor.core.arabic.endings import (
    BARE_OR_OWNED,
    gender,
    is_other_name,
    is_plural_of_another,
    of_defective,
    of_thing,
    sound_plurals,
    takes_gender,
)
from monitor.core.arabic.fold import fold
from monitor.core.arabic.lexicon import (
    ALSO_FEMININE,
    COLLECTIVES,
    DEFECTIVE,
    FIRST_NAMES,
    IRREGULAR,
    NUMBERS,
    ORIGINS,
    PAIRS,
    PLACES_IN_YA,
    SELDOM_PLURALS,
    SHORT_ADJECTIVES,
    SINGULARS,
    VERBS_OR_NOUNS,
    broken_plurals,
    is_defective,
    is_listed,
)
from monitor.core.arabic.stems import (
    BEHIND_TANWEEN,
    CONSTRUCT_DUAL,
    DEFINITE_OR_BARE,
    DESCRIBES_SEVERAL,
    DUAL_OR_PLURAL,
    NOMINAL,
    SEVERAL,
    TANWEEN,
    Fits,
    Stems,
)
from monitor.core.arabic.wordclass import is_verb_of_form_v

_WEAK = Fits.WEAK

_ACTIVE = re.compile(".ا..")  # عامل
_SOUND = ("ون", "ين")
_SHORT = 3  # letters
_MANY_PLACES = re.compile("م.ا.ي?.|مآ..")  # مراكب of مركب, مفاتيح of مفتاح
# nor have they a plural of places: منطقة, مجموعة are others
_NO_PARTICIPLES = frozenset(("منطق", "مجموع", "مناخ", "مولى"))
# of these there are not several; what would be their plural is another's: خلافات of خلاف, مرات of مرة
_UNCOUNTED = frozenset(("خلافة", "بلاغة", "خطابة", "قرارة", "خيالة", "مرأة"))
_LIKE_PARTICIPLE = re.compile("م.ا..")  # مطالب, which takes no tanween: مطالبا is who demands


def noun_stems(stems: Stems, word: str, *, adjective: bool | None = None, defective: bool = False) -> None:
    """Add the stems of one word in citation form, without article, hamza kept.

    `adjective`: inflect for gender; None: not known, the pattern decides. `defective`: its last ي falls away, as that
    of words that the lexicon knows does.
    """
    plurals = broken_plurals(word)
    if word.endswith("ة") and len(word) >= 3:
        _feminine(stems, word)
    elif word.endswith("ى") or (word.endswith("ا") and len(word) >= 3):
        _in_alef(stems, word)
    elif is_verb_of_form_v(word):
        _verbal_noun(stems, word)
    else:
        _plain(stems, word, plurals, adjective=adjective, defective=defective or is_defective(word))
    for plural in plurals:
        if _is_sound(plural, word):
            stems.add(plural, NOMINAL, DUAL_OR_PLURAL if plural.endswith("ين") else "plural")
        elif plural + "ي" in plurals:  # أيد of أيدي: أيده is none
            _add_without_ya(stems, plural, "broken plural")
        else:
            complete_stem(stems, plural, _note_of_plural(word, plural))
    for other in IRREGULAR.get(word, ()):
        stems.add(other, NOMINAL, "irregular form")
    if word in PAIRS:
        if len(word) <= _SHORT:  # longer ones have it
            stems.add(word + "ي", Fits.ENCLITIC | _WEAK, CONSTRUCT_DUAL)
        stems.add(word + "ا", Fits.ENCLITIC | _WEAK, "dual")


def _note_of_plural(word: str, plural: str) -> str:
    if plural not in SELDOM_PLURALS.get(word, ()):
        return "broken plural"
    return DESCRIBES_SEVERAL if word[0] == "أ" or _ACTIVE.fullmatch(word) is not None else SEVERAL


def complete_stem(stems: Stems, word: str, note: str) -> None:
    """Add a broken plural or another stem that is inflected no further."""
    if word.endswith("ة"):
        stems.add(word, DEFINITE_OR_BARE, note)
        stems.add(word[:-1] + "ت", Fits.ENCLITIC, note)
    elif word.endswith("ي") and len(word) >= 5 and word[-3] in "اآ":  # أراضي, أراض; not مآس, which folds as ماس
        stems.add(word, NOMINAL, note)
        stems.add(word + "ا", Fits.BARE, note)
        _add_without_ya(stems, word[:-1], note)
    elif word.endswith("ى"):
        stems.add(word, DEFINITE_OR_BARE, note)
        stems.add(word[:-1] + "ا", Fits.ENCLITIC, note)
    else:
        stems.add(word, NOMINAL, note)
        _in_seated_hamza(stems, word, note)
        if not word.endswith(("ا", "اء", "ي")) and not _LIKE_PARTICIPLE.fullmatch(word):
            stems.add(word + "ا", Fits.BARE | _WEAK, f"{note}, {TANWEEN}" if note else TANWEEN)


# without a written tanween others: شكا, تلا, سما, درعا, فروا
_TANWEEN_IS_ANOTHER = frozenset(("شك", "تل", "سم", "درع", "فرو"))
_DECEASED = "متوفي"  # typed for متوفى
_RANKS = "مصاف"  # «في مصاف الأثرياء» has nothing of refineries


def _add_without_ya(stems: Stems, rest: str, note: str) -> None:
    """Add a plural that lost its ي, unless it is a first name (مرام) or ب and a noun (بواد); أياد is no إياد."""
    named = fold(rest) in FIRST_NAMES
    if rest == _RANKS or _is_of_another(rest, rest + "ي"):
        return
    if rest[0] == "أ" or not (named or (rest[0] == "ب" and rest[1:] + "ي" in DEFECTIVE)):
        stems.add(rest, Fits.BARE | Fits.STRICT if named else Fits.BARE, note)


def _is_of_another(rest: str, plural: str) -> bool:
    """Whether a plural without its ي is another word: كبار are no bridges (كباري), مقال no pans; not أراض, ثوان."""
    own = SINGULARS.get(rest, ())
    return set(own).isdisjoint(SINGULARS.get(plural, ())) if own else is_listed(rest)


def masculine_plural(stems: Stems, word: str, *, construct: bool) -> None:
    """Add the plural in ون of a word, in each case; `construct`: also before a noun, and with pronouns."""
    stems.add(word + "ون", DEFINITE_OR_BARE | _WEAK, "plural")
    stems.add(word + "ين", NOMINAL, DUAL_OR_PLURAL)
    if construct:
        stems.add_each(word, "و ي", BARE_OR_OWNED | _WEAK, "plural")


def _feminine(stems: Stems, word: str) -> None:
    body = word[:-1]
    stems.add(word, DEFINITE_OR_BARE)
    stems.add(body + "ت", Fits.ENCLITIC)
    stems.add_each(body, "تان تين", DEFINITE_OR_BARE | _WEAK, "dual")
    stems.add_each(body, "تا تي", BARE_OR_OWNED | _WEAK, "dual")
    if body.endswith("ا"):
        stems.add_each(body[:-1], "وات يات", NOMINAL, "plural")
    elif word not in _UNCOUNTED and not body.endswith("آ") and not is_plural_of_another(word, body):  # مرات are no مرآة
        stems.add(body + "ات", NOMINAL, "plural")


def _verbal_noun(stems: Stems, word: str) -> None:
    """توقع, توقعات, التوقعين, توجهين; توقعين, توجهان and توقعون are verbs."""
    complete_stem(stems, word, "")
    stems.add(word + "ات", NOMINAL, "sound plural")
    stems.add(word + "ان", Fits.ARTICLE | _WEAK, "dual")
    stems.add(word + "ين", (DEFINITE_OR_BARE if word in VERBS_OR_NOUNS else Fits.ARTICLE) | _WEAK, "dual")


def _in_alef(stems: Stems, word: str) -> None:
    body = word[:-1]
    if word.endswith("ا"):
        stems.add(word, NOMINAL)
    else:
        stems.add(word, DEFINITE_OR_BARE)
        stems.add(body + "ا", Fits.ENCLITIC)
        if word[0] == "م" and len(word) > _SHORT and word not in _NO_PARTICIPLES and not broken_plurals(word):
            _passive_participle(stems, body)
    if word[-1] == "ا" and not ORIGINS.isdisjoint((fold(body), fold(body + "ي"))):
        return  # الفرنسيين, السوريات are people, of whom فرنسا, سوريا have none
    for plural in (body + "يات", body + "وات"):
        if not _is_of_feminine(plural, word):
            stems.add(plural, NOMINAL, "plural")
    stems.add_each(body, "يان يين", DEFINITE_OR_BARE | _WEAK, "dual")
    if word.endswith("ا") and len(word) >= 5:
        stems.add(word + "ت", NOMINAL, "plural")


def _is_of_feminine(plural: str, word: str) -> bool:
    """Whether a plural in ات is another word's: قنوات of قناة, سنوات of سنة, عمليات of عملية, which is no عملا."""
    if is_listed(word) and word not in SINGULARS:
        return plural in broken_plurals(word[:-1] + "اة")
    noun = plural[:-2] + "ة"
    return is_listed(noun) or any(plural in broken_plurals(word[:-1] + ending) for ending in ("اة", "ة"))


def _passive_participle(stems: Stems, body: str) -> None:
    """متوفاة, متوفين of متوفى; مستشفى and مقهى have plurals of their own."""
    stems.add(body + "اة", DEFINITE_OR_BARE, "feminine")
    stems.add(body + "ات", Fits.ENCLITIC, "feminine")
    twin = body + "ي"  # المصلين are of مصلي
    others = twin in DEFECTIVE or is_listed(twin) or fold(twin) in FIRST_NAMES
    if not others or twin == _DECEASED:
        stems.add_each(body, "ون ين", DEFINITE_OR_BARE | _WEAK, "plural")


def _plain(stems: Stems, word: str, plurals: tuple[str, ...], *, adjective: bool | None, defective: bool) -> None:
    long = len(word) >= 4
    nisba = word.endswith("ي") and (long or word in SHORT_ADJECTIVES) and not defective
    _singular(stems, word, nisba=nisba)
    # فتاتان are girls, no crumbs; سنتان are years, no cents
    counted = not (word.endswith("ت") and is_listed(word[:-1] + "ة"))
    if len(word) >= 3 and counted:
        several = bool(long or adjective) and not _has_broken_only(word, plurals)
        _two(stems, word, DUAL_OR_PLURAL if several else "dual")
    thing = not adjective and _is_place_or_tool(word, plurals)
    loose = bool(adjective) or (takes_gender(word) and not thing)
    if len(word) >= 3 and counted and not nisba and not loose and not word.endswith(("ا", "ي", "ء", "أ")):
        stems.add(word + "ي", Fits.BARE | _WEAK, CONSTRUCT_DUAL)
    if len(word) == _SHORT and word.endswith("ي") and not nisba and not defective:
        stems.add(word + "ي", Fits.BARE, "mine")  # رأيي
    if word.endswith("اء"):
        stems.add(word[:-1] + "وات", NOMINAL, "plural")
        stems.add_each(word[:-1], "وان وين", DEFINITE_OR_BARE | _WEAK, "dual")
    listed = word in SHORT_ADJECTIVES or word in ALSO_FEMININE
    gendered = bool(adjective) or nisba or listed or (adjective is None and loose)
    if thing:
        of_thing(stems, word)
    elif counted and (long or adjective or word in SHORT_ADJECTIVES):
        sound_plurals(stems, word, nisba=nisba, loose=loose, note="feminine plural" if gendered else "sound plural")
    if gendered:
        gender(stems, word)
    if defective:
        of_defective(stems, word)


def _two(stems: Stems, word: str, note: str) -> None:
    """Add the duals of a masculine; what is a name or a number is none: جازان of جاز, ثلاثين. `note`: of that in ين."""
    if not is_other_name(word + "ان"):
        stems.add(word + "ان", DEFINITE_OR_BARE | _WEAK, "dual")
    others = word + "ي" in DEFECTIVE or is_other_name(word + "ين") or fold(word + "ين") in NUMBERS
    if not others:  # مصلين are people, no serums
        stems.add(word + "ين", DEFINITE_OR_BARE | _WEAK, note)


def _in_seated_hamza(stems: Stems, word: str, note: str = "") -> None:
    """Add what some type for a last ئ: لاجيء, طواريء."""
    if word.endswith("ئ") and len(word) > _SHORT:
        stems.add(f"{word[:-1]}يء", DEFINITE_OR_BARE, note)


def _singular(stems: Stems, word: str, *, nisba: bool) -> None:
    stems.add(word, NOMINAL)
    _in_seated_hamza(stems, word)
    if len(word) >= 3 and word.endswith(("يء", "يئ")) and not is_listed(word[:-2] + "ء"):  # شئ, سئ; no جزء
        stems.add(word[:-2] + "ئ", DEFINITE_OR_BARE)
    if nisba and fold(word) + "ا" in PLACES_IN_YA:
        stems.add(word + "ا", Fits.BARE | Fits.OF_PLACE, BEHIND_TANWEEN)
    elif not word.endswith(("اء", "أ")) and (is_listed(word) or not is_other_name(word + "ا")):  # ماريا is no ماري
        stems.add(word + "ا", Fits.BARE | _WEAK | (Fits.TOLD if word in _TANWEEN_IS_ANOTHER else 0), TANWEEN)


def _has_broken_only(word: str, plurals: tuple[str, ...]) -> bool:
    """Whether the plural of a word is not in ين: جنود of جندي; عامل and روسي have both."""
    if not plurals or _ACTIVE.fullmatch(word) is not None:
        return False
    return not any(_is_sound(plural, word) or plural in COLLECTIVES for plural in plurals)


def _is_sound(plural: str, word: str) -> bool:
    return plural.endswith(_SOUND) and plural[:-2] == word


def _is_place_or_tool(word: str, plurals: tuple[str, ...]) -> bool:
    """Whether a word in م is no participle: مركب is a boat, of which مركبة is no feminine, nor مركبات a plural.

    Those of which the lists have a plural in ين take gender as others do: معلم (معالم, معلمين).
    """
    if word in _NO_PARTICIPLES:
        return True
    if not word.startswith("م") or word in SHORT_ADJECTIVES or word in NUMBERS:  # مليون
        return False
    sound = any(_is_sound(plural, word) for plural in plurals)
    return not sound and any(_MANY_PLACES.fullmatch(plural) for plural in plurals)
