"""What a term is looked for as: its stems by inflection, and what to beware of."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monitor.core.arabic.attached import without_particles
from monitor.core.arabic.fold import clean, fold
from monitor.core.arabic.homographs import meanings
from monitor.core.arabic.keywords import Place, as_particle, is_particle, keyword_stems, places
from monitor.core.arabic.known import CITATIONS
from monitor.core.arabic.lexicon import (
    ALSO_OF_WOMEN,
    BROKEN_PLURALS,
    FEMININE_ADJECTIVES,
    NOUNS_ALSO_VERBS,
    RARE_IMPERFECTS,
    VERBS_OR_NOUNS,
    broken_plurals,
)
from monitor.core.arabic.plurals import singular_of
from monitor.core.arabic.stems import DESCRIBES_SEVERAL, DOUBLED, IMPERFECT, NOMINAL, SEVERAL, Fits, Stem
from monitor.core.arabic.tokens import is_arabic, words
from monitor.core.arabic.wordclass import word_classes
from monitor.core.model.watchlist import Term, TermMatch, WordClass
from monitor.core.watch.agreement import is_also_noun, is_noun_of_adjective
from monitor.core.watch.class_cautions import class_cautions, seldom_verb
from monitor.core.watch.flood import is_everyday
from monitor.core.watch.name_cautions import found_by_chance
from monitor.core.watch.verb_or_particle import is_told_as_verb
from monitor.core.watch.women import is_only_women, masculine_of
from monitor.core.watch.written import as_written, looks_like_query, single_word, stated_class

ITSELF = "the word itself"
_WITH_OBJECT = "imperfect with an object"
_SAUDI = "سعودي"  # «المملكة العربية السعودية»: the one country whose name is an adjective
_LONG = 5  # letters, of more the adjective is told by its noun: إنسان, إنساني; a short one may be by chance
_OF_PLACES = re.compile("م.ا..")


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """The forms of one word of a term, alike inflected ones together."""

    word: str
    groups: tuple[tuple[str, tuple[str, ...]], ...]  # (which inflection, the forms as written)
    nominal: bool  # whether some of them are a noun's or an adjective's
    article: bool  # whether ال may stand before some of them
    pronouns: bool  # whether pronouns may hang on some of them


def forms_of(term: Term) -> tuple[Forms, ...]:
    """The forms of each word of a term.

    >>> [group[0] for group in forms_of(Term(text="فريق"))[0].groups][:3]
    ['the word itself', 'tanween', 'dual']
    """
    parts = words(term.text)
    stated = [stated_class(term), *[None] * (len(parts) - 1)]
    each = zip(parts, places(list(map(clean, parts))), stated, strict=True)
    return tuple(_forms(part, place, term.match, stated) for part, place, stated in each)


def _forms(part: str, place: Place, match: TermMatch, stated: WordClass | None) -> Forms:
    if not is_arabic(part) or match is TermMatch.EXACT or len(fold(clean(part))) == 1:
        return Forms(word=part, groups=(("as written", (part,)),), nominal=False, article=False, pronouns=False)
    if place is not Place.ALONE and is_particle(clean(part)) and stated is not WordClass.VERB:
        written = as_particle(clean(part), place)
        return Forms(word=part, groups=(("as written", written),), nominal=False, article=False, pronouns=False)
    stems = [stem for own in _stems(clean(part), place, match, stated).values() for stem in own]
    groups: dict[str, list[str]] = {}
    for stem in stems:
        groups.setdefault(_shown(stem, clean(part)), []).append(_as_found(stem))
    return Forms(
        word=part,
        groups=tuple((note, tuple(dict.fromkeys(forms))) for note, forms in groups.items()),
        nominal=_some(stems, NOMINAL),
        article=_some(stems, Fits.ARTICLE),
        pronouns=_some(stems, Fits.ENCLITIC | Fits.VERB_OBJECT),
    )


def _shown(stem: Stem, word: str) -> str:
    """Which inflection: يوقع of أوقع, where no words around it tell, is found as يوقعه only."""
    only_object = stem.note == IMPERFECT and word in RARE_IMPERFECTS and not stem.fits & Fits.VERB
    return _WITH_OBJECT if only_object else stem.note or ITSELF


def _as_found(stem: Stem) -> str:
    """A form, with its article if it is found with that only: التوقعان, for توقعان is a verb."""
    apart = Fits.BARE | Fits.ENCLITIC | Fits.VERB | Fits.VERB_OBJECT | Fits.NAME
    return stem.written if stem.fits & apart else "ال" + stem.written


def _stems(word: str, place: Place, match: TermMatch, stated: WordClass | None) -> dict[str, list[Stem]]:
    return keyword_stems(word, place, derived=match is TermMatch.DERIVED, stated=stated)


def _some(stems: Iterable[Stem], fits: int) -> bool:
    return any(stem.fits & fits for stem in stems)


def cautions(term: Term) -> tuple[str, ...]:
    """What to beware of, one sentence each: homographs, and words that will flood."""
    word = single_word(term)
    if word is None:
        return first_cautions(term)
    own = {fold(word), fold(word.removeprefix("ال"))}
    stated = stated_class(term)
    classes = word_classes(word) if stated is None else {stated}
    stems = _stems(word, Place.ALONE, term.match, stated)
    plural = _of_plural(word) if WordClass.NOUN in classes else ()
    meant = meanings(word) if stated is None else None
    alike = (f"«{word}» may mean {meant}: a homograph",) if meant is not None else ()
    told = (*_also_nouns(stems, own), *_seldom_plurals(stems), *seldom_verb(word, stated))
    others = (*_other_words(stems, own), *_of_places(word, stems), *told)
    return (*first_cautions(term), *alike, *plural, *others)


def _also_nouns(stems: dict[str, list[Stem]], own: set[str]) -> Iterable[str]:
    """مدرسة is rather a school: which feminines are found only where the words around them tell."""
    told = [
        stem.written
        for key, forms in stems.items()
        for stem in forms
        if key not in own and _is_told_by_others(stem) and stem.written.endswith(("ة", "ات"))
    ]
    if not told:
        return
    who = " or mean a woman" if masculine_of(told[0]) in ALSO_OF_WOMEN else ""
    forms = " and ".join(f"«{one}»" for one in dict.fromkeys(told))
    yield f"{forms} may be another word: found only where the words around tell that they describe something{who}"


def _seldom_plurals(stems: dict[str, list[Stem]]) -> Iterable[str]:
    """عقد is rather a contract: which plurals are found only where the words around tell."""
    for stem in (stem for forms in stems.values() for stem in forms if stem.note in (SEVERAL, DESCRIBES_SEVERAL)):
        what = "that several are meant" if stem.note == SEVERAL else "that it describes several people"
        yield f"«{stem.written}» is more often another word: found only where the words around tell {what}"


def _is_told_by_others(stem: Stem) -> bool:
    if not stem.note.startswith(("feminine", "sound plural")) or not is_also_noun(stem):
        return False
    man = masculine_of(stem.written)
    return man in ALSO_OF_WOMEN or fold(man + "ة") in CITATIONS  # مدارسة is no word


def _of_places(word: str, stems: dict[str, list[Stem]]) -> Iterable[str]:
    """معالم are of معلم (landmark), of which the other plural, معلمين (teachers), is people's."""
    plurals = broken_plurals(word.removeprefix("ال"))
    people = any(plural.endswith("ين") for plural in plurals)
    for plural in plurals if people else ():
        if _OF_PLACES.fullmatch(plural) and fold(plural) in stems:
            yield f"«{plural}» (broken plural) is rather of another word with these letters: a homograph"


def _of_plural(word: str) -> Iterable[str]:
    bare = word.removeprefix("ال")
    one = singular_of(bare, article=bare != word)
    if one is not None:
        yield f"«{word}» means several, or two, only: «{one}» finds one as well"


def first_cautions(term: Term) -> tuple[str, ...]:
    """Those that the term itself tells, without its forms."""
    word = single_word(term)
    found = [*as_written(term)]
    if word is None or looks_like_query(term.text):
        return tuple(found)
    if (what := particle_caution(term)) is not None:
        found.append(what)
    elif (also := found_by_chance(word)) is not None:
        found.append(f"{also}: write a phrase or a query")
    stated = stated_class(term)
    if is_everyday(word) and not (stated is WordClass.VERB and _is_rather_other(word)):
        found.append(f"«{word}» stands in a large part of all articles and will flood: write a phrase or a query")
    found += class_cautions(word, stated)
    adjective = _adjective(word.removeprefix("ال"))
    if adjective is not None and term.word_class is not WordClass.ADJECTIVE:
        every = ', and so does an [[entity]] of kind "place"' if adjective == _SAUDI else ""
        what = f"«{word}» is found as a noun, not where it describes another: «{adjective}» finds that as well{every}"
        found.append(what)
    return tuple(found)


def _is_rather_other(word: str) -> bool:
    """Whether a word stands so often as something else than the verb: سبب, دعم, بعد; not قال.

    >>> [_is_rather_other(word) for word in ("سبب", "دعم", "بعد", "قال", "رئيس")]
    [True, True, True, False, False]
    """
    return is_told_as_verb(word) or word in NOUNS_ALSO_VERBS or word in VERBS_OR_NOUNS


def particle_caution(term: Term) -> str | None:
    """What to beware of in a term of one word that is typed with its particle: والتطرف; None of another."""
    word = single_word(term)
    bare = without_particles(word) if word is not None else None
    return bare and f"«{word}» is found only with what is attached to it: «{bare}» is found with every particle"


def _adjective(noun: str) -> str | None:
    """The adjective whose feminine is written like a noun: «الأزمة الإنسانية» is not humanity.

    >>> [_adjective(noun) for noun in ("إنسانية", "مالية", "عامة", "حرية", "منظمة", "مدرسة")]
    ['إنساني', 'مالي', 'عام', None, None, None]
    """
    if not is_noun_of_adjective(noun) or noun.startswith("م") and noun in FEMININE_ADJECTIVES:  # nouns nearly always
        return None
    masculine, root = noun[:-1], fold(noun[:-2])
    of_a_noun = len(noun) > _LONG and not CITATIONS.isdisjoint((root, f"{root}ة"))
    return masculine if noun in FEMININE_ADJECTIVES or of_a_noun or fold(masculine) in CITATIONS else None


def _other_words(stems: dict[str, list[Stem]], own: set[str]) -> Sequence[str]:
    """Inflected forms that a dictionary has as a word of their own."""
    found = []
    for key, forms in stems.items():
        noted = [stem for stem in forms if stem.note and _is_another_word(key, stem)]
        if noted and len(noted) == len(forms) and key not in own:
            found.append(f"«{noted[0].written}» ({noted[0].note}) is also a word of its own: a homograph")
    return found


def _is_another_word(key: str, stem: Stem) -> bool:
    """دور is the plural of دار and a singular itself; a plural that is only that plural is no other word."""
    told = (SEVERAL, DESCRIBES_SEVERAL, DOUBLED)  # by the words around, or by the shadda: لفّت, no لفت
    if stem.fits & Fits.OF_PLACE or stem.note.startswith(told) or _is_told_by_others(stem):
        return False
    if stem.note.startswith("feminine") and is_only_women(stem.written):
        return False
    return stem.written in BROKEN_PLURALS if stem.note.startswith("broken") else key in CITATIONS
