"""Runs of words that are a pattern of several: from the rarest word back to the first, and on to the last."""

from collections.abc import Iterable

from monitor.core.arabic.fold import fold_word
from monitor.core.arabic.lexicon import LINKING_PREPOSITIONS, SPELT_LETTERS
from monitor.core.arabic.patronymics import PATRONYMIC
from monitor.core.arabic.tokens import Token
from monitor.core.watch.ali import ON, governs
from monitor.core.watch.around import Around
from monitor.core.watch.construct import is_another, is_of
from monitor.core.watch.context import is_part
from monitor.core.watch.fathers import (
    begins_fathers_name,
    is_fathers_name,
    is_half,
    is_title_of_next,
    is_titled,
    past_name,
)
from monitor.core.watch.field import Field
from monitor.core.watch.first_names import is_apart
from monitor.core.watch.imam import is_in_front
from monitor.core.watch.initials import past_initial
from monitor.core.watch.leads import Anchor
from monitor.core.watch.page import Page
from monitor.core.watch.patterns import Pattern
from monitor.core.watch.plus import has_sign
from monitor.core.watch.reading import Reading
from monitor.core.watch.set_phrases import is_no_name
from monitor.core.watch.sons import is_of_son
from monitor.core.watch.verbal import is_verb_form, must_be_verb
from monitor.core.watch.word import Word

_ABBREVIATION = 2  # letters: a full stop after so few does not end a sentence
_GENERATIONS = 3  # that may stand inside a name: الوليد بن خالد بن عبدالله بن فهد الفيصل
Run = list[tuple[Token, Reading]]


def through(field: Field, anchor: Anchor, token: Token) -> Run | None:
    """The run of a pattern of several words whose anchoring one is at a token."""
    pattern, place = anchor.pattern, anchor.place
    if not _neighbour_fits(field, pattern, place, token):
        return None
    for start in _starts(field.page, pattern, place, token):
        for reading in field.readings(start, pattern.words[0]):
            met = _run(field, pattern, start, reading)
            if met is None or not (place == 0 or any(one.start == token.start for one, _ in met)):
                continue
            if pattern.signed and not has_sign(field.page, met[-1][0]):
                continue
            if not _is_no_name(field.page, pattern, met):
                return met
    return None


def _is_no_name(page: Page, pattern: Pattern, met: Run) -> bool:
    """Whether what reads like a person's name is part of another or of a set phrase, or has a preposition in it."""
    first, last = met[0][0], met[-1][0]
    if pattern.person and (is_half(page, last) or is_fathers_name(page, first, last) or is_no_name(page, met)):
        return True
    if pattern.person and not met[0][1].split.proclitics and is_of_son(page, first, last, whole=pattern.is_whole):
        return True
    if pattern.person and is_in_front(page, met):
        return True
    if pattern.person and _has_gap(page, met) and is_title_of_next(page, last):
        return True
    return pattern.dotless and _is_governed(page, pattern, met)


def _has_gap(page: Page, met: Run) -> bool:
    """Whether something stands before the last word that is none of the pattern's."""
    return page.before(met[-1][0]) != met[-2][0]


def _is_governed(page: Page, pattern: Pattern, met: Run) -> bool:
    """Whether what reads like a name with على for علي is the preposition between others."""
    place = next((place for place, (_, reading) in enumerate(met) if reading.split.stem == ON), None)
    if place is None:
        return False
    last = max(pattern.family, 1)  # what is no family name ends his name as one does: علي الأول
    return governs(Around(page, met[0][0]), place=place, middle=last + 1 < len(pattern.words))


def _neighbour_fits(field: Field, pattern: Pattern, place: int, token: Token) -> bool:
    """Whether the word beside the anchoring one is right, where nothing may stand between: most runs end here."""
    if pattern.person or pattern.loose:
        return True
    if place + 1 < len(pattern.words):
        beside, wanted = _after_stop(field.page, token), pattern.words[place + 1]
    else:
        beside, wanted = field.page.before(token), pattern.words[place - 1]
        if beside is not None and beside.surface == ".":
            return True
    return beside is not None and bool(field.readings(beside, wanted))


def _starts(page: Page, pattern: Pattern, index: int, token: Token) -> Iterable[Token]:
    """Where a pattern may begin whose word of this index is at a token: nearest first, gaps and full stops counted."""
    if index == 0:
        yield token
        return
    left = index + pattern.gap * (1 if pattern.person else len(pattern.words))
    passed = 0
    before = page.before(token)
    while before is not None and left:
        stop = before.surface == "."
        passed, left = passed + (not stop), left - (not stop)
        if passed >= index and not stop:
            yield before
        before = page.before(before)


def _run(field: Field, pattern: Pattern, token: Token, first: Reading) -> Run | None:
    """The words of a pattern from a token on, one after the other; None where they are not all there."""
    if not is_part(first, field.page, token):
        return None
    met = [(token, first)]
    for place in range(1, len(pattern.words)):
        step = _next(field, pattern, place, met)
        if step is None:
            return None
        met.append(step)
    return met


def _next(field: Field, pattern: Pattern, place: int, met: Run) -> tuple[Token, Reading] | None:
    last, before = met[-1]
    token = _after_stop(field.page, last)
    fathered = pattern.fathered and place == len(pattern.words) - pattern.family
    if fathered and pattern.origin:
        fathered = is_titled(field.page, met[0][0])
    gaps = _GENERATIONS if pattern.person and place not in pattern.halves else 1 if pattern.loose else 0
    bare = False
    while token is not None:
        reading = _reading(field, pattern, place, token, met[-1])
        if reading is not None and not (fathered and _is_others_son(field, pattern, place, token)):
            return None if bare and is_apart(field.page, last, token) else (token, reading)
        if not gaps:
            return None
        skipped = _skip(field.page, token, person=pattern.person)
        if skipped is None and fathered and begins_fathers_name(field.page, token):
            skipped, bare = past_name(field.page, token), True
        if skipped is None and fathered:
            skipped = past_initial(field.page, token)
        token, gaps = skipped, gaps - 1
    return None


def _is_others_son(field: Field, pattern: Pattern, place: int, token: Token) -> bool:
    """Whether «بن», where a family name of two words begins, leads to his father's: أسامة بن محمد بن لادن."""
    last = place + 1 == len(pattern.words)
    if last or place != len(pattern.words) - pattern.family or fold_word(token.surface) not in PATRONYMIC:
        return False
    following = field.page.after(token)
    return following is None or not field.readings(following, pattern.words[place + 1])


def _after_stop(page: Page, last: Token) -> Token | None:
    token = page.after(last)
    short = len(last.surface) <= _ABBREVIATION or last.surface in SPELT_LETTERS  # إتش.إس.بي.سي
    if token is not None and token.surface == "." and short:
        return page.after(token)
    return token


def _skip(page: Page, token: Token, *, person: bool) -> Token | None:
    """Past a patronymic (بن عبد العزيز) in a person's name, a preposition in a long phrase; None if there is none."""
    if fold_word(token.surface) not in (PATRONYMIC if person else LINKING_PREPOSITIONS):
        return None
    following = page.after(token)
    return past_name(page, following) if person and following is not None else following


def _reading(field: Field, pattern: Pattern, place: int, token: Token, last: tuple[Token, Reading]) -> Reading | None:
    word = pattern.words[place]
    before = field.words[pattern.words[place - 1]]
    for reading in field.readings(token, word):
        plain = pattern.loose or reading.plain or _is_of(field, before, last, field.words[word], reading)
        if not (plain and is_part(reading, field.page, token, last[1])):
            continue
        if pattern.loose or not is_another(before, last[1], field.words[word], reading):
            return reading
    return None


def _is_of(field: Field, before: Word, last: tuple[Token, Reading], word: Word, reading: Reading) -> bool:
    """Whether «ل» says whose the noun before is, and that is no verb: «التي تقدم للجيش خدماتها»."""
    token, first = last
    if not is_of(before, first, word, reading):
        return False
    return not (is_verb_form(first, stated=False) and must_be_verb(Around(field.page, token), first))
