"""What is written together with an Arabic word: conjunction, preposition, article before it; pronouns after it."""

import re
from functools import lru_cache
from typing import NamedTuple

PRONOUNS = ("ه", "ها", "هم", "هن", "هما", "ك", "كم", "كما", "كن", "نا", "ي", "ني")
OBJECTS = tuple(pronoun for pronoun in PRONOUNS if pronoun != "ي")  # "me" is ني behind a verb
_CONJUNCTIONS = ("", "و", "ف")
_HEADS = tuple((c, p) for c in _CONJUNCTIONS for p in ("", "ب", "ك", "ل"))
_VERB_HEADS = tuple((c, p) for c in _CONJUNCTIONS for p in ("", "س", "ل", "ما", "لا"))


class Split(NamedTuple):
    """One way to take a folded token apart."""

    stem: str
    proclitics: tuple[str, ...]  # without the article
    article: bool
    pronoun: str
    skipped: int  # letters of the proclitics without the article
    offset: int  # where the stem begins


def noun_splits(word: str) -> list[Split]:
    """Every way to take a folded token apart as a noun.

    >>> [split.stem for split in noun_splits("والتطرف")]
    ['والتطرف', 'التطرف', 'تطرف']
    """
    out: list[Split] = []
    for conjunction, preposition in _HEADS:
        head = conjunction + preposition
        rest = word[len(head) :]
        if not word.startswith(head) or len(rest) < 2:
            continue
        before = tuple(part for part in (conjunction, preposition) if part)
        size = len(head)
        out.append(Split(rest, before, False, "", size, size))
        out += [
            Split(rest[: -len(pronoun)], before, False, pronoun, size, size)
            for pronoun in PRONOUNS
            if rest.endswith(pronoun) and len(rest) - len(pronoun) >= 2
        ]
        if preposition == "ل":
            out += _after_lam(rest, before, size)
        elif rest.startswith("ال") and len(rest) > 3:
            out.append(Split(rest[2:], before, True, "", size, size + 2))
            if rest[-1] == "ه":  # المدرسه
                out.append(Split(rest[2:-1] + "ة", before, True, "", size, size + 2))
    return out


def _after_lam(rest: str, before: tuple[str, ...], size: int) -> list[Split]:
    """للوزير is ل + ال + وزير; للجنة is ل + ال + لجنة."""
    if rest[0] != "ل" or len(rest) < 3:
        return []
    out = [Split(rest[1:], before, True, "", size, size + 1), Split(rest, before, True, "", size, size)]
    if rest[-1] == "ه":
        out.append(Split(rest[1:-1] + "ة", before, True, "", size, size + 1))
    return out


def verb_splits(word: str) -> list[Split]:
    """Every way to take a folded token apart as a verb.

    >>> [split.proclitics for split in verb_splits("وسيعلن") if split.stem == "يعلن"]
    [('و', 'س')]
    """
    out: list[Split] = []
    for conjunction, particle in _VERB_HEADS:
        head = conjunction + particle
        rest = word[len(head) :]
        if not word.startswith(head) or len(rest) < 2 or (particle == "س" and rest[0] not in "يتنا"):
            continue
        if particle == "ل" and rest[0] == "ل":  # للبيت: a perfect, before which ل hardly stands
            continue
        before = tuple(part for part in (conjunction, particle) if part)
        size = len(head)
        out.append(Split(rest, before, False, "", size, size))
        out += [
            Split(rest[: -len(pronoun)], before, False, pronoun, size, size)
            for pronoun in OBJECTS
            if rest.endswith(pronoun) and len(rest) - len(pronoun) >= 2
        ]
    return out


def definite_names(word: str) -> list[Split]:
    """للحريري, للاذقية: the preposition ل before a name that carries the article; where three ل meet, two are written.

    >>> [split.stem for split in definite_names("للحريري")], [split.stem for split in definite_names("للاذقية")]
    (['الحريري', 'اللحريري'], ['الاذقية', 'اللاذقية'])
    >>> [split.stem for split in definite_names("للد")]
    ['اللد']
    """
    out: list[Split] = []
    for conjunction in _CONJUNCTIONS:
        head = conjunction + "لل"
        size = len(head)
        if word.startswith(head) and len(word) > size:
            before = (conjunction, "ل") if conjunction else ("ل",)
            if len(word) - size > 1:
                out.append(Split("ال" + word[size:], before, False, "", size - 1, size - 2))
            out.append(Split("ال" + word[size - 1 :], before, False, "", size - 1, max(size - 3, 0)))
    return out


def spellings(word: str) -> tuple[str, ...]:
    """What `fold` may have made of a word of which only the folded letters are known (شيء: the ئ may have been ىء).

    >>> spellings("شيء"), spellings("قران")
    (('شيء', 'شء'), ('قران',))
    """
    if "يء" not in word and "اا" not in word:
        return (word,)
    plain = re.sub("ا{2,}", "ا", word)
    return plain, plain.replace("يء", "ء")


def known_parts(word: str) -> set[str]:
    """Every string that a split of a folded token names as its stem, and few others.

    >>> {"داعش", "والتطرف", "تطرف"} & known_parts("والتطرف") == {"والتطرف", "تطرف"}
    True
    """
    size, start = len(word), word[:4]
    heads, tails = _heads(start), _tails(word[-3:])
    parts = {word}
    if len(heads) + len(tails) > 2:  # 0 is one of either
        for tail in tails:
            for head in heads:
                parts.add(word[head : size - tail])
    if word[-1:] == "ه":
        parts.update([word[head:-1] + "ة" for head in heads])
    if "لل" in start:
        parts.update(["ال" + word[i:] for head in heads if word[head - 2 : head] == "لل" for i in (head, head - 1)])
    return parts


@lru_cache(65_536)
def _heads(start: str) -> tuple[int, ...]:
    """How many letters may be proclitics, article or particles, by the first four letters."""
    return tuple({len(head) for head in HEADS if start.startswith(head)})


@lru_cache(65_536)
def _tails(end: str) -> tuple[int, ...]:
    """How many letters may be a pronoun, by the last three letters."""
    return (0, *{len(pronoun) for pronoun in PRONOUNS if end.endswith(pronoun)})


HEADS = frozenset(
    {c + p for c, p in (*_HEADS, *_VERB_HEADS)} | {c + p + "ال" for c, p in _HEADS} | {c + "لل" for c in _CONJUNCTIONS}
)
