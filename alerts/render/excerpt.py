"""Whole sentences around the places that matched, with the whole word marked.

Offsets are those of the article; text is cleaned only after it was cut, piece by piece.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from alerts.render.clean import clean_piece, cut, vanishes
from alerts.render.passage import Run
from monitor.core.model.article import Article, Mention

LONGEST = 420  # characters of one excerpt
_LONGEST_WORD = 50
_SENTENCE_END = re.compile(r"[.!?؟۔]+[\"”»')\]]*\s+")
# A single letter before a full stop is a title (د. أ. م.) or an initial; these are the longer ones.
_SHORT_FORMS = frozenset({"هـ", "أ.د", "Dr", "Mr", "Mrs", "Ms", "St", "No", "Gen", "Col", "Sen", "Rep", "Lt", "vs"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A passage around mentions; `paragraph` counts from 1, None is the summary."""

    runs: tuple[Run, ...]
    paragraph: int | None
    terms: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    start: int
    end: int
    terms: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    start: int
    end: int
    spans: tuple[_Span, ...]
    paragraph: int | None = None

    @property
    def terms(self) -> frozenset[str]:
        return frozenset[str]().union(*(span.terms for span in self.spans))


def excerpts(article: Article, mentions: Sequence[Mention], limit: int) -> tuple[Excerpt, ...]:
    """At most `limit` passages in the order of the text: those that show a new term before those that repeat one."""
    places = _places(article.summary, mentions, "summary") + _places(article.text, mentions, "text")
    return tuple(_excerpt(article, place) for place in _chosen(places, limit))


def marked(text: str, mentions: Iterable[Mention], field: str, limit: int = LONGEST) -> tuple[Run, ...]:
    """A headline or a summary with its hits marked, cut to `limit` characters."""
    runs: list[Run] = []
    room, text = limit, text[: limit * 4]
    for run in _runs(text, 0, len(text), _spans(text, mentions, field)):
        if len(run.text) > room:
            runs.append(Run(text=cut(run.text, max(room, 2)), hit=run.hit))
            break
        runs.append(run)
        room -= len(run.text)
    return tuple(runs)


def opening(text: str, limit: int = LONGEST) -> tuple[Run, ...]:
    """The first sentences of a text, for an article that matched in its headline only."""
    for first, last in _paragraphs(text):
        end = first
        for _start, stop in _sentences(text, first, last):
            if stop - first > limit and end > first:
                break
            end = stop
        return tuple(Run(text=cut(run.text, limit)) for run in _runs(text, first, end, ()))
    return ()


def _excerpt(article: Article, place: _Place) -> Excerpt:
    text = article.summary if place.paragraph is None else article.text
    runs = _runs(text, place.start, place.end, place.spans)
    return Excerpt(runs=runs, paragraph=place.paragraph, terms=place.terms)


def _chosen(places: Sequence[_Place], limit: int) -> tuple[_Place, ...]:
    seen: set[str] = set()
    new: list[int] = []
    again: list[int] = []
    for number, place in enumerate(places):
        (again if place.terms <= seen else new).append(number)
        seen |= place.terms
    return tuple(places[number] for number in sorted((new + again)[:limit]))


def _places(text: str, mentions: Sequence[Mention], field: str) -> list[_Place]:
    spans = _spans(text, mentions, field)
    places: list[_Place] = []
    for number, (first, last) in enumerate(_paragraphs(text), start=1):
        inside = _within(spans, first, last)
        for start, end in _passages(text, first, last, inside):
            paragraph = None if field == "summary" else number
            here = tuple(_within(inside, start, end))
            places.append(_Place(start=start, end=end, spans=here, paragraph=paragraph))
    return places


def _within(spans: Sequence[_Span], first: int, last: int) -> Sequence[_Span]:
    """Those that begin there; a hostile page has many."""
    return spans[bisect_left(spans, first, key=_start_of) : bisect_left(spans, last, key=_start_of)]


def _start_of(span: _Span) -> int:
    return span.start


def _spans(text: str, mentions: Iterable[Mention], field: str) -> list[_Span]:
    """Whole words, overlapping ones merged, in order."""
    spans: list[_Span] = []
    for mention in sorted(mentions, key=lambda mention: (mention.start, mention.end)):
        if mention.field != field or not 0 <= mention.start < mention.end <= len(text):
            continue
        start, end = _whole_word(text, mention.start, mention.end)
        terms = frozenset({mention.term})
        if spans and start < spans[-1].end:
            last = spans.pop()
            start, end, terms = last.start, max(end, last.end), terms | last.terms
        spans.append(_Span(start=start, end=end, terms=terms))
    return spans


def _whole_word(text: str, start: int, end: int) -> tuple[int, int]:
    """With the clitics: a mark inside an Arabic word looks broken. Bounded: foreign "words" may be a page long."""
    end = min(end, start + _LONGEST_WORD * 4)
    first, last = max(0, start - _LONGEST_WORD), min(len(text), end + _LONGEST_WORD)
    while start > first and _of_a_word(text[start - 1]):
        start -= 1
    while end < last and _of_a_word(text[end]):
        end += 1
    return start, end


def _of_a_word(character: str) -> bool:
    return vanishes(character) or unicodedata.category(character)[0] in "LMN"


def _paragraphs(text: str) -> Iterable[tuple[int, int]]:
    return (found.span() for found in re.finditer(r"[^\n]*\S[^\n]*", text))


def _sentences(text: str, first: int, last: int) -> list[tuple[int, int]]:
    bounds = [first]
    for found in _SENTENCE_END.finditer(text, first, last):
        if not _is_short_form(text, first, found.start()) and found.end() < last:
            bounds.append(found.end())
    return list(zip(bounds, [*bounds[1:], last], strict=True))


def _is_short_form(text: str, first: int, stop: int) -> bool:
    """Is the full stop at `stop` that of a title, an initial or an ellipsis?"""
    if text[stop] != "." or text.startswith("..", stop):
        return text.startswith("..", stop)
    start = stop
    while start > first and _of_a_word(text[start - 1]):
        start -= 1
    word = text[start:stop]
    return word in _SHORT_FORMS or (len(word) == 1 and word.isalpha())


def _passages(text: str, first: int, last: int, spans: Sequence[_Span]) -> list[tuple[int, int]]:
    """Neighbouring sentences that hold a span, together while they fit; a sentence too long is cut around its spans."""
    passages: list[tuple[int, int]] = []
    for start, end in _sentences(text, first, last):
        inside = _within(spans, start, end)
        if not inside:
            continue
        if end - start > LONGEST:
            passages.extend(_windows(text, start, end, inside))
        elif passages and passages[-1][1] == start and end - passages[-1][0] <= LONGEST:
            passages[-1] = (passages[-1][0], end)
        else:
            passages.append((start, end))
    return passages


def _windows(text: str, start: int, end: int, spans: Sequence[_Span]) -> list[tuple[int, int]]:
    windows: list[tuple[int, int]] = []
    for span in spans:
        if windows and span.end <= windows[-1][1]:
            continue
        left = max(start, span.start - LONGEST // 4, windows[-1][1] if windows else start)
        right = min(end, max(left + LONGEST, span.end))
        while start < left < span.start and not text[left - 1].isspace():
            left += 1
        while span.end < right < end and not text[right].isspace():
            right -= 1
        windows.append((left, right))
    return windows


def _runs(text: str, start: int, end: int, spans: Sequence[_Span]) -> tuple[Run, ...]:
    """text[start:end] cleaned, in pieces; an ellipsis where a sentence was cut."""
    pieces: list[Run] = []
    at = start
    for span in spans:
        if not start <= span.start < end:
            continue
        stop = min(span.end, end)
        pieces += [
            Run(text=clean_piece(text[at : span.start])),
            Run(text=clean_piece(text[span.start : stop]), hit=True),
        ]
        at = stop
    pieces.append(Run(text=clean_piece(text[at:end])))
    before = "… " if _is_cut(text, start) else ""
    after = " …" if _is_cut(text, end) else ""
    pieces[0] = Run(text=before + pieces[0].text.lstrip())
    pieces[-1] = Run(text=pieces[-1].text.rstrip() + after)
    return tuple(piece for piece in pieces if piece.text)


def _is_cut(text: str, at: int) -> bool:
    """Is this place inside a sentence?"""
    before, after = text[max(0, at - 80) : at].rstrip(" \t\u00a0"), text[at : at + 80].lstrip(" \t\u00a0")
    return bool(before and after) and before[-1] not in ".!?؟۔\"”»')]\n" and after[0] != "\n"
