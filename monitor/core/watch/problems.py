"""What is wrong with a term or an entity, in one sentence that says what to do."""

import re
from collections.abc import Iterator

from monitor.core.arabic.fold import clean, fold, fold_foreign
from monitor.core.arabic.lexicon import BARE_PARTICLES
from monitor.core.arabic.stated import PARTICLES_ALSO_VERBS
from monitor.core.arabic.tokens import PLAIN, is_arabic, words
from monitor.core.arabic.wordclass import word_classes
from monitor.core.model.watchlist import Entity, Term, TermMatch, WordClass
from monitor.core.watch.written import stated_class

LONGEST = 300  # characters of a term
MOST_ALIASES = 1_000
_WILDCARD = re.compile(r"(?:\w[*?؟]+|[^\W\d]%+)(?:\s|$)|[*]\w|[^\W\d][?]+[^\W\d]")  # not 50%
_REGEX = re.compile(r"\\[a-zA-Z.]|\[[^\]]*\]|\(\?|\.[*+]|(?!\d\+\d)\w[+*]\w|\^|\$$|\w\|\w|\{\d|^/.+/\w*$")
_EXCLUDES = re.compile("[-\u2212][^\\W\\d].*")  # -5 is a number, a longer dash a bullet
_WEIGHT = re.compile(r"([^\^]*\w)\s*\^\s*(\d+(?:\.\d+)?)")
_DEFINITE = re.compile("ال.{3}")
_GLUED = re.compile("(?:[^\\W\\d_]|[\u0640\u064b-\u065f\u0670])+")  # a vowel sign parts no word
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_ARABIC = re.compile("[\u0621-\u063a\u0641-\u064a\u0671-\u06d3]")
_EVERYDAY = frozenset({"the", "an", "of", "in", "on", "at", "to", "and", "or", "for", "de", "la", "le", "du", "et"})


def problem_with(term: Term) -> str | None:
    """One sentence about what is wrong with a term; None if nothing is.

    >>> problem_with(Term(text="تطرف*"))
    '«تطرف*» has a wildcard: write «تطرف», every inflection is found by itself'
    >>> problem_with(Term(text="Gargash*", match=TermMatch.EXACT))  # as names are
    '«Gargash*» has a wildcard: write «Gargash», it is found as it stands'
    """
    text = term.text.strip()
    if not text:
        return "the term is empty: write a word or a phrase"
    if len(text) > LONGEST:
        return f"«{text[:20]}…» has {len(text):,} characters: write a word or a phrase, at most {LONGEST}"
    if term.word_class is None and PLAIN.fullmatch(text):  # most terms: nothing of the form can be wrong
        return None if " " in text else _too_common(term, text, [text])
    if _EXCLUDES.fullmatch(text):
        what = f"would be found where «{text[1:]}» stands, for no term excludes"
        return f"«{text}» {what}: take the sign out, or write NOT {text[1:]} into a [[query]]"
    return _not_a_word(term, text) or _too_common(term, text, words(text)) or _not_of_class(term, words(text)[0])


def _not_of_class(term: Term, first: str) -> str | None:
    """What contradicts the stated class of a term's first word."""
    stated = term.word_class
    if stated is None:
        return None
    if not is_arabic(first):
        return f"«{first}» is not Arabic: it has no forms as a {stated}, leave the class out"
    if term.match is TermMatch.EXACT:
        return f"«{term.text}» is to be found exactly as written: it has no forms as a {stated}, leave one of both out"
    if stated is WordClass.VERB and _DEFINITE.match(first) and stated not in word_classes(first):  # but التقى
        return f"«{first}» has the article, no verb has: write the verb as in a dictionary, such as أعلن"
    if stated is WordClass.VERB and first.endswith("ة"):
        return f"«{first}» ends in ة, no verb does: write the verb as in a dictionary, such as أعلن"
    return None


def _not_a_word(term: Term, text: str) -> str | None:
    better = "every inflection is found by itself" if term.match is not TermMatch.EXACT else "it is found as it stands"
    if not words(text):
        return f"«{text}» holds no word: write letters or digits"
    if (weighed := _WEIGHT.fullmatch(text)) is not None:
        word, weight = weighed.groups()
        return (
            f'«{text}» has a weight: write {{ term = "{word}", weight = {weight} }} into a watchlist with a threshold'
        )
    if _REGEX.search(text):
        return f"«{text}» looks like a regular expression: write the word itself, {better}"
    if (found := _WILDCARD.search(text)) is not None:
        asks = "؟" in found.group()
        what = "a question mark, which is not looked for" if asks else "a wildcard"
        return f"«{text}» has {what}: write «{_plain(text)}»" + ("" if asks else f", {better}")
    if (mixed := _mixed(text)) is not None:
        return f"«{mixed}» mixes Arabic and Latin letters in one word: write it in one script"
    return None


def problems_with_entity(entity: Entity) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Where in its table something is wrong with an entity, such as ("aliases", 1), and one sentence each."""
    if not entity.name.strip():
        yield ("name",), "the entity has no name: give `name`"
    elif (found := _problem_with_name(entity.name)) is not None:
        yield ("name",), found
    if len(entity.aliases) > MOST_ALIASES:
        what = f"the entity has {len(entity.aliases):,} aliases, at most {MOST_ALIASES:,}: make several entities of it"
        yield ("aliases",), what
        return
    for i, alias in enumerate(entity.aliases):
        if not alias.strip():
            yield ("aliases", i), "an alias is empty: write a name, or take it out"
        elif (found := _problem_with_name(alias)) is not None:
            yield ("aliases", i), f"alias {found}"
    for word, terms in (("needs", entity.needs), ("not", entity.bars)):
        for i, term in enumerate(terms):
            if (found := problem_with(term)) is not None:
                yield (word, i), f"{word}: {found}"


def _problem_with_name(name: str) -> str | None:
    return problem_with(Term(text=name, match=TermMatch.EXACT))


def _too_common(term: Term, text: str, parts: list[str]) -> str | None:
    if len(parts) > 1:
        return None
    arabic = is_arabic(parts[0])
    word = clean(parts[0]) if arabic else parts[0]
    if len(fold(word)) < 2:  # آآ is one alef
        return f"«{text}» is a single letter: it would be found everywhere, write a word"
    if is_particle(term, word):
        verb = ', or as = "verb" (verb: in a query) for the verb' if word in PARTICLES_ALSO_VERBS else ""
        return f"«{text}» is a particle: it stands in every article, write a noun, a verb or a phrase{verb}"
    if not arabic and fold_foreign(word) in _EVERYDAY:
        return f"«{text}» is an everyday word: it stands in every article, write a name or a phrase"
    return None


def is_particle(term: Term, word: str) -> bool:
    """Whether a cleaned word, all there is of a term, is a particle and no verb."""
    return word in BARE_PARTICLES and not (word in PARTICLES_ALSO_VERBS and stated_class(term) is WordClass.VERB)


def _plain(text: str) -> str:
    return re.sub(r"[*?؟%]+", "", text).strip()


def _mixed(text: str) -> str | None:
    for found in _GLUED.finditer(text):
        word = found.group()
        if _LATIN.search(word) and _ARABIC.search(word):
            return word
    return None
