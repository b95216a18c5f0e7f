"""Terms that are looked for otherwise than how they are written seems to say."""

import re

from monitor.core.arabic.fold import SHADDA, clean, is_doubled
from monitor.core.arabic.lexicon import INTRANSITIVE
from monitor.core.arabic.stated import PARTICLES_ALSO_VERBS, contradicted
from monitor.core.arabic.tokens import is_arabic, words
from monitor.core.arabic.wordclass import is_verb_by_shadda
from monitor.core.model.watchlist import Term, TermMatch, WordClass
from monitor.core.watch.parted import TWO_TERMS, found_nowhere

_SOUND = re.compile("[^اوي]{3}")  # of form I as well: هرب; صوّت is of form II only
_INSTEAD = "write a phrase or a query"
_SPACED = re.compile(r"\w(?:\s\w){4,}")  # more letters than an abbreviation has
_JOINS = re.compile(r"(?<=[^\W\d])\s+(AND|OR|NOT|أو|او|وليس|[|+]{1,2})\s+(?=[^\W\d])")  # «طائرة بدون طيار» is a phrase
_DASHED = re.compile("(?:[-\u2212]\\s+|[\u2013\u2014]+\\s*)(?=[^\\W\\d])")  # «-رياضة» is refused
_OF_QUERIES = re.compile(
    r"^(?:NOT\s|@\w|[-\u2212]\w)|^\(|\)$|(?:NEAR|ONEAR|قرب|تتابع)/\d"
    r"|^(?:title|text|summary|entity|outlet|country|lang|section|noun|verb|adjective|عنوان|كيان|فعل|اسم|صفة):"
)


def as_written(term: Term) -> tuple[str, ...]:
    """What the writing of a term tells to beware of, one sentence each; weights change nothing about that."""
    several = _several(term.text) if term.match is not TermMatch.EXACT else found_nowhere(term.text, TWO_TERMS)
    told = (dashed(term), several, contradiction(term), unmarked(term))
    return tuple(filter(None, told))


def single_word(term: Term) -> str | None:
    """The cleaned word of a term of one Arabic word that is not to be found just as written."""
    parts = words(term.text)
    if len(parts) != 1 or not is_arabic(parts[0]) or term.match is TermMatch.EXACT:
        return None
    return clean(parts[0])


def stated_class(term: Term) -> WordClass | None:
    """What the analyst said that the first word of a term is, or tells with its shadda.

    >>> [str(stated_class(Term(text=text))) for text in ("صوّت", "صوت", "التطرّف", "غيّر", "كلّ", "غيّر موقفه")]
    ['verb', 'None', 'None', 'verb', 'None', 'verb']
    """
    if term.word_class is not None or SHADDA not in term.text or term.match is TermMatch.EXACT:
        return term.word_class
    parts = words(term.text)
    told = any(is_verb_by_shadda(part) or _is_no_particle(part) for part in parts[:1])
    return WordClass.VERB if told else None


def _is_no_particle(written: str) -> bool:
    """Whether the shadda of a word tells the verb from a particle: غيّر."""
    return is_doubled(written, 1) and clean(written) in PARTICLES_ALSO_VERBS


def looks_like_query(text: str) -> bool:
    """Whether a term has what only queries have: NOT, brackets around it, a field."""
    return _OF_QUERIES.search(text) is not None


def dashed(term: Term) -> str | None:
    """What to beware of in a term with a dash before it: pasted with it from a list, or meant to exclude."""
    text = term.text.strip()
    found = _DASHED.match(text)
    if found is None:
        return None
    bare = text[found.end() :]
    meant = f", or write NOT {bare} into a [[query]]" if found.group()[0] in "-\u2212" else ""
    return f"«{text}» is found where «{bare}» stands, its dash is not looked for: take it out{meant}"


def unmarked(term: Term) -> str | None:
    """What to beware of in a verb whose shadda alone tells it from another verb, for texts seldom have it.

    >>> unmarked(Term(text="هرّب"))
    '«هرّب» is found where no shadda is written too, and «هرب» is mostly another verb: write a phrase or a query'
    >>> unmarked(Term(text="هرب")), unmarked(Term(text="صوّت"))
    (None, None)
    """
    word = single_word(term)
    if word is None or not _SOUND.fullmatch(word) or word not in INTRANSITIVE or not is_doubled(term.text.strip(), 1):
        return None
    written = term.text.strip()
    return f"«{written}» is found where no shadda is written too, and «{word}» is mostly another verb: {_INSTEAD}"


def contradiction(term: Term, field: str | None = None) -> str | None:
    """A class that the first word of a term has not, as far as the lists are sure; `field`: of a query, states it."""
    if term.word_class is None:
        return None
    word = clean(words(term.text)[0])
    other = contradicted(word, term.word_class)
    stated = f'as = "{term.word_class}"' if field is None else f"«{field}»"
    return other and f"«{word}» is a {other}, no {term.word_class}: take {stated} out"


def _several(text: str) -> str | None:
    """What was perhaps meant for several terms, or for a query."""
    if _SPACED.fullmatch(text) is not None:
        return f"«{text}» is found only where its letters stand apart: write «{''.join(text.split())}» for the word"
    if looks_like_query(text):
        return f"«{text}» looks like a query, but its words are looked for as they stand: write it into a [[query]]"
    if (nowhere := found_nowhere(text, TWO_TERMS)) is not None:
        return nowhere
    if (join := _JOINS.search(text)) is not None:
        first, last = text[: join.start()].strip(), text[join.end() :].strip()
        what = f"«{text}» is found only where these words follow one another: for «{first}» and «{last}» by themselves"
        return f"{what} write two terms, or a [[query]]"
    return None
