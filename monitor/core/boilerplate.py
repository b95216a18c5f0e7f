"""Lines that the pages of a site have in common: its furniture, learnt from the pages themselves.

What is remembered is no text, only fingerprints of short lines with the pages they stood on. A line that stood on three
other pages of the site belongs to the site and is cut; what a page says of itself in its head never is.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from monitor.core.agency import agency_of
from monitor.core.blocks import RUNNING
from monitor.core.model.article import Article
from monitor.core.plain import bare_words, telling_words
from monitor.core.sentence import has_full_stop, speaks_to_readers, tells_event
from monitor.core.standfirst import contains
from monitor.core.story.words import read_words
from monitor.core.urls import identity

PAGES = 3  # other pages of the site on which a line must have stood
LINES = 400  # of a site that are remembered
AGED = 300  # pages of the site after which a line that was not seen again is forgotten
_LONGEST = 25  # words; what is longer is a paragraph, and repeated because it was copied
_OWN = 1000  # characters of what a page says of itself, by which it is known
_TEASER = 5  # words from which a line may be another page's teaser for this one
_WORDS = 6  # of a line beside its numbers: rows of a table have fewer
_SENTENCE = 12  # words from which a line with a full stop may be an article's own, repeated in every telling
_COMMON_SHARE = 1 / 3  # of the pages since then, on which such a line must have stood
_COMMON_PAGES = 12  # at least so many are thought of: a site may be met in the middle of a war
_SHARED = 2  # words that a line has from the title
_FULL_STOP = re.compile(r"[.؟?!…][\s\"»”)]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLine:
    """Where a line was seen."""

    pages: tuple[int, ...]  # fingerprints of the last pages, at most PAGES + 1 different ones
    count: int  # how often
    since: int  # number of the page on which it was first seen, counted within the site
    last: int  # and last


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What is remembered of a site; `lines` by the fingerprint of their words."""

    pages: int = 0  # read so far
    lines: Mapping[int, SiteLine] = field(default_factory=dict)


def cut_boilerplate(article: Article, site: Site) -> Article:
    """The article without the lines that other pages of its site have shown.

    What the page says of itself (`own`) and a line that names an agency stay. If none would be left, those stay that
    tell of what the title does, or stand on few of the site's pages: a flash that every telling repeats. Where there
    are none, extraction has found the boxes and not the article. What many pages say of themselves is about the site.
    """
    if _is_about_site(article, site):
        article = _without(article, article.own)
    lines = article.text.split("\n")
    shapes = _shapes(lines)
    kept = [line for line, shape in zip(lines, shapes, strict=True) if not _is_furniture(line, shape, article, site)]
    if not kept:
        kept = [line for line in lines if _tells_of(article.title, line) or _is_rare(line, site)]
    return replace(article, text="\n".join(kept)) if len(kept) < len(lines) else article


def _is_about_site(article: Article, site: Site) -> bool:
    """Whether many pages announce themselves in the same words, which are then the site's."""
    seen = site.lines.get(_own_key(article)) if article.own else None
    return seen is not None and len({*seen.pages} - {_page(article)}) >= PAGES and _is_common(seen, site)


def _without(article: Article, own: str) -> Article:
    text, summary = (
        "\n".join(line for line in lines.split("\n") if line != own) for lines in (article.text, article.summary)
    )
    return replace(article, text=text or article.text, summary=summary, own="")


def _tells_of(title: str, line: str) -> bool:
    stems = _stems(title)
    return len(stems & _stems(line)) >= min(_SHARED, len(stems))


def _stems(text: str) -> set[int]:
    return set(read_words(" ".join(telling_words(text))))


def _is_rare(line: str, site: Site) -> bool:
    key = _key(line)
    seen = site.lines.get(key) if key is not None else None
    return seen is None or not _is_common(seen, site)


def learn(site: Site, article: Article) -> Site:
    """The site with the lines of one more article as they were before any was cut."""
    page, number = _page(article), site.pages + 1
    lines = dict(site.lines)
    own = [_own_key(article)] if article.own else []
    told = article.text.split("\n")
    for key in dict.fromkeys([*map(_key, told), *_shapes(told), *own]):
        if key is None:
            continue
        seen = lines.get(key, SiteLine(pages=(), count=0, since=number, last=number))
        known = page in seen.pages
        pages = seen.pages if known else (*seen.pages, page)[-PAGES - 1 :]
        lines[key] = replace(seen, pages=pages, count=seen.count + (not known), last=number)
    return Site(pages=number, lines=_bounded(lines, number))


def furniture_of(site: Site) -> frozenset[int]:
    """The lines that a new page of the site would lose."""
    return frozenset(key for key, line in site.lines.items() if len(line.pages) >= PAGES)


def _bounded(lines: dict[int, SiteLine], number: int) -> dict[int, SiteLine]:
    """Without what has aged; if there is still too much, without what stood on the fewest pages, the oldest first."""
    fresh = {key: line for key, line in lines.items() if number - line.last < AGED}
    if len(fresh) <= LINES:
        return fresh
    best = sorted(fresh.items(), key=lambda one: (len(one[1].pages), one[1].last), reverse=True)
    return dict(best[:LINES])


def _is_furniture(line: str, shape: int | None, article: Article, site: Site) -> bool:
    seen = _seen(_key(line), article, site)
    if seen is None:
        seen = _seen(shape, article, site)
        if seen is None or not _is_common(seen, site):
            return False
    return not _is_told_again(line, seen, site) and agency_of(line) is None and not _is_own(line, article)


def _seen(key: int | None, article: Article, site: Site) -> SiteLine | None:
    """What is known of a line that stood on enough other pages."""
    seen = site.lines.get(key) if key is not None else None
    return seen if seen is not None and len({*seen.pages} - {_page(article)}) >= PAGES else None


def _is_told_again(line: str, seen: SiteLine, site: Site) -> bool:
    """Whether it is articles that repeat a sentence, as reports of a war do with what reminds of its beginning."""
    if len(line.split()) < _SENTENCE or _FULL_STOP.search(line) is None:
        return False
    return not _is_common(seen, site)


def _is_common(seen: SiteLine, site: Site) -> bool:
    return seen.count >= _COMMON_SHARE * max(_COMMON_PAGES, site.pages - seen.since + 1)


def _is_own(line: str, article: Article) -> bool:
    """Whether the page says a line in its title or announcement: such a line is its teaser on other pages."""
    if line in article.own.split("\n"):
        return True
    return len(line.split()) >= _TEASER and contains(f"{article.title}\n{article.own}", line)


def _own_key(article: Article) -> int:
    """Fingerprint of what a page says of itself, whatever lines have it."""
    return _fingerprint(" ".join(["own", *bare_words(article.own[:_OWN])]), 8)


def _key(line: str) -> int | None:
    """Fingerprint of a line; None: it is too long to be furniture."""
    words = bare_words(line) if len(line) < 12 * _LONGEST else []
    return _fingerprint(" ".join(words), 8) if 0 < len(words) <= _LONGEST else None


def _page(article: Article) -> int:
    """An article is one page, however its address is written and however often it is read."""
    return _fingerprint(identity(article.url), 4)


def _shapes(lines: Sequence[str]) -> list[int | None]:
    """The shape of each line; None: it is one of the article's own, or has none.

    A toll and a rate are told anew each day as well. What stands between paragraphs is their next one, and so is what
    is a sentence wherever it stands; unless it speaks to readers, or tells the weather.
    """
    running = [number for number, line in enumerate(lines) if len(line.split()) >= RUNNING]
    shapes: list[int | None] = []
    for number, line in enumerate(lines):
        between = bool(running) and running[0] < number < running[-1]
        is_told = between or has_full_stop(line) or tells_event(line)
        shapes.append(None if is_told and not speaks_to_readers(line) else _shape(line))
    return shapes


def _shape(line: str) -> int | None:
    """Fingerprint of a line whatever its numbers are; None: it has none, or hardly a word besides."""
    words = bare_words(line) if len(line) < 12 * _LONGEST else []
    others = [word for word in words if not word.isdecimal()]
    return _fingerprint(" ".join(["#", *others]), 8) if _WORDS <= len(others) < len(words) <= _LONGEST else None


def _fingerprint(text: str, size: int) -> int:
    # not hash(): it differs from process to process, and this is stored. Signed, as databases count
    return int.from_bytes(
        hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).digest(), "big", signed=True
    )
