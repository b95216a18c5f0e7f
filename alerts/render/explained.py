"""How a term came to be found in the form in which it stands in the text, in the words of the reader."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from alerts.render.clean import clean_line
from alerts.render.passage import Passage, filled
from alerts.render.wording import Words
from monitor.core.model.article import Mention

_ALIAS = re.compile(r" \(alias (.+)\)$")
_REMARK = re.compile(r" \(([^()]*[a-z][^()]*)\)")  # of a part of a word: دواعش (broken plural)
_WORD = re.compile("[\u0600-\u06ff]+")
_BETWEEN = " ‖ "  # words of a phrase
_DERIVED = "derived"
_QUERY, _AND_QUERY = "query ", ", query "


class _Rule(NamedTuple):
    """A mention's rule taken apart (watch/rules.py writes it)."""

    alias: str  # the other name that was found; "" if none
    path: str
    notes: tuple[str, ...]


def explained(mentions: Iterable[Mention], words: Words, limit: int) -> tuple[Passage, ...]:
    """One line for each form that is not the term as the watchlist writes it, the most frequent first.

    At most `limit`, and one line more: the last one, or how many others there are.
    """
    met = forms(mention for mention in mentions if " ".join(mention.surface.split()) != mention.term)
    shown = met if len(met) == limit + 1 else met[:limit]
    lines = [_line(one.mention, words) for one in shown]
    if len(met) > len(shown):
        lines.append(filled(words.digits(words.say.more.format(n=len(met) - len(shown))), {}, words.direction))
    return tuple(lines)


def queries(mentions: Iterable[Mention]) -> dict[str | None, Counter[str]]:
    """How often each term was found, by the name of the query that asks for it; None: it stands in the list itself."""
    counted: dict[str | None, Counter[str]] = {None: Counter()}
    for mention in mentions:
        for asking in queries_of(mention) or (None,):
            counted.setdefault(asking, Counter())[mention.term] += 1
    return counted


def queries_of(mention: Mention) -> tuple[str, ...]:
    """The names of the queries that ask for what stands there.

    >>> rule = "query التحالف, query الحدود: داعش → للدواعش: ل + دواعش"
    >>> queries_of(Mention(field="text", start=0, end=7, surface="للدواعش", term="داعش", rule=rule))
    ('التحالف', 'الحدود')
    >>> rule = "query العراق: داعش, query سوريا → لبنان: داعش → للدواعش: ل + دواعش"
    >>> queries_of(Mention(field="text", start=0, end=7, surface="للدواعش", term="داعش", rule=rule))
    ('العراق: داعش', 'سوريا → لبنان')
    """
    head, found, _ = mention.rule.rpartition(f" → {mention.surface}: ")  # a query's name may hold either sign
    head = head[: head.rindex(" (alias ")] if head.endswith(")") and " (alias " in head else head
    named = head.removesuffix(f": {mention.term}")
    if not found or named == head or not named.startswith(_QUERY):
        return ()
    return tuple(named.removeprefix(_QUERY).split(_AND_QUERY))


class Form(NamedTuple):
    """A term in one of the forms in which it was found."""

    mention: Mention  # the first of them
    times: int


def forms(mentions: Iterable[Mention]) -> list[Form]:
    """Every form of every term, the most frequent first; blanks, and signs that nobody sees, make no other form."""
    counted: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], Mention] = {}
    for mention in mentions:
        key = mention.term, clean_line(mention.surface)
        counted[key] += 1
        first.setdefault(key, mention)
    return [Form(first[key], times) for key, times in counted.most_common()]


def _line(mention: Mention, words: Words) -> Passage:
    say = words.say
    alias, path, notes = _parted(mention)
    remarks = say.comma.join(filter(None, (_told(note, words) for note in notes)))
    facts = {
        "term": say.form_alias.format(term=mention.term, alias=alias) if alias else mention.term,
        "form": mention.surface,
        "path": say.comma.join(_told_path(word, words) for word in path.split(_BETWEEN)),
        "notes": remarks,
    }
    tells = path.replace(_BETWEEN, " ") not in ("", mention.surface, mention.term)
    sentence = say.form + (say.form_path if tells else "") + (say.form_notes if remarks else "")
    return filled(sentence, facts, words.direction)


def _parted(mention: Mention) -> _Rule:
    """The parts of a mention's rule; empty where it does not tell how this form came about.

    >>> rule = "داعش (alias الدولة) → للدولة: ل + ال + دولة (feminine); written with tashkeel"
    >>> _parted(Mention(field="text", start=0, end=6, surface="للدولة", term="داعش", rule=rule))
    _Rule(alias='الدولة', path='ل + ال + دولة (feminine)', notes=('written with tashkeel',))
    """
    head, _, path = mention.rule.partition(f" → {mention.surface}: ")
    alias = _ALIAS.search(head)
    path, *notes = path.split("; ")
    return _Rule(alias[1] if alias is not None else "", path, tuple(notes))


def _told_path(path: str, words: Words) -> str:
    def remark(found: re.Match[str]) -> str:
        first, *rest = found[1].split(", ", 1)
        each = (first, *rest) if first == _DERIVED else (found[1],)
        told = words.say.comma.join(filter(None, (_told(one, words) for one in each)))
        return f" ({told})" if told else ""

    return _REMARK.sub(remark, path)


def _told(note: str, words: Words) -> str:
    """A remark in the reader's language; "" for one it has no words for.

    The Arabic words in it stand for themselves: «ه for ة» is looked up as «{} for {}».
    """
    if words.language == "en":
        return note
    told = words.say.grammar.get(_WORD.sub("{}", note), "")
    meant = _WORD.findall(note)
    return told.format(*meant) if told.count("{}") == len(meant) else ""
