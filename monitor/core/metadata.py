"""What a page says about itself: title, date, author, address, site, summary."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice

from lxml.etree import _Element

from monitor.core.dates import parse_moment
from monitor.core.element_text import PARTED, shown_text
from monitor.core.linked_data import LinkedData, date_of_page, of_article
from monitor.core.outlet_kinds import ALSO_KINDS, KINDS
from monitor.core.page_dates import PageDates
from monitor.core.page_state import date_for_scripts
from monitor.core.plain import bare_words, one_line, telling_words
from monitor.core.title import choose_title, names_site
from monitor.core.urls import identity, resolve

_SUMMARIES = ("description", "og:description", "twitter:description", "dc.description")
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "publishdate",
    "pubdate",
    "publish_date",
    "publication_date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "date",
    "cxenseparse:recs:publishtime",
)
_LESSER = ("h2", "h3", "h4")
_TITLE = re.compile("(?i)title|headline")
_NAME = 40  # characters of an outlet's name
_OUTLETS = KINDS | ALSO_KINDS | {f"ال{kind}" for kind in KINDS}
_OFFERED = frozenset(["آخر", "أحدث", "أهم", "كل", "جميع", "تابع", "تابعوا", "تغطية", "أخبار", "الأخبار"])
_NEWS = frozenset({"أخبار", "الأخبار", "الأنباء"})
_IS = frozenset({"هي", "هو", "نت", "أونلاين", "نيوز", "الإخبارية", "الإخباري", "للأنباء"})
_ACCOUNTS = frozenset({"admin", "administrator", "webmaster", "root", "user", "أدمن", "ادمن", "مدير الموقع"})
_PARTED = re.compile(r"\s*[-–—|/،,]\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """A page's own words about itself; empty or None where it has none."""

    title: str
    summary: str
    published: datetime | None
    said_date: str  # the day that it names in place of one that can be believed
    author: str | None
    canonical_url: str | None
    site: str | None
    language: str | None  # as declared


def read_metadata(root: _Element, data: Sequence[LinkedData], *, url: str, zone: str, now: datetime) -> Metadata:
    """Everything a page's head, its JSON-LD (`data`) and its visible heading say."""
    meta = _meta(root)
    linked = next(iter(data), LinkedData())
    site = meta.get("og:site_name") or linked.publisher or meta.get("application-name") or ""
    title = choose_title(
        headings=[_in_parts(h1) for h1 in islice(root.iter("h1"), 10)],
        announced=[meta.get("og:title", ""), linked.headline, meta.get("twitter:title", "")],
        window=next((one_line(shown_text(title)) for title in root.iter("title")), ""),
        site=site,
        lesser=(
            one_line(shown_text(heading)) for heading in chain(islice(root.iter(*_LESSER), 20), _called_title(root))
        ),
    )
    linked = of_article(data, title)
    summaries = (_announced(one, site) for one in (linked.description, *(meta.get(name, "") for name in _SUMMARIES)))
    head = (linked.published, *(meta.get(name, "") for name in _DATES))
    dates = PageDates(root, head, title=title, zone=zone, now=now)
    published = dates.published()
    for said in () if published is not None else (date_of_page(root), date_for_scripts(root, title)):
        published = published or parse_moment(said, now=now, zone=zone)
    return Metadata(
        title=title,
        summary=max((one for one in summaries if not _introduces(one, site, title)), key=len, default=""),
        published=published,
        said_date=dates.said() if published is None else "",
        author=person(linked.author, site),
        canonical_url=_canonical(root, meta, url),
        site=site if site and not site.startswith("http") else None,
        language=(root.get("lang") or meta.get("og:locale") or linked.language or "")[:2].lower() or None,
    )


def _announced(summary: str, site: str) -> str:
    """What a page says of itself, without the outlet's name, which is all there is where a template had nothing to say.

    >>> _announced("| Lebanon News", ""), _announced("افتتح الوزير الجسر | النهر", "صحيفة النهر")
    ('', 'افتتح الوزير الجسر')
    >>> _announced("عاجل | مقتل قيادي", "صحيفة النهر")
    'عاجل | مقتل قيادي'
    """
    said, bar, last = (part.strip() for part in summary.rpartition("|"))
    return said if bar and len(last) <= _NAME and (not said or names_site(last, site)) else summary


def _called_title(root: _Element) -> Iterator[_Element]:
    """Elements that are called a title and are no heading."""
    called = (
        one for one in root.iter("div", "span", "p", "td") if _TITLE.search(f"{one.get('class')} {one.get('id')}")
    )
    return islice(called, 20)


def _introduces(summary: str, site: str, title: str) -> bool:
    """Whether an announcement introduces the outlet: its name, what it is or offers, and no word of the title.

    A name alone says nothing: outlets are called «the Middle East», «the Euphrates».

    >>> _introduces("وكالة الرافد وكالة مستقلة تنقل الخبر بحياد", "وكالة الرافد", "افتتاح الجسر")
    True
    >>> _introduces("الشرق الأوسط على حافة حرب شاملة", "الشرق الأوسط", "افتتاح الجسر")
    False
    """
    said, name = bare_words(summary), bare_words(site)
    if not name or said[: len(name)] != name:
        return False
    behind = said[len(name) :]
    while behind and behind[0] in _IS:
        behind = behind[1:]
    topic = {*telling_words(title)} - {*name}
    if not behind or not topic.isdisjoint(said):
        return False
    return behind[0] in _OUTLETS or (behind[0] in _OFFERED and not _NEWS.isdisjoint(behind[:2]))


def person(author: str, site: str) -> str | None:
    """Who an author is; None for a place with the outlet's own name, and for who runs the content system.

    >>> person("(أبوظبي - البيان)", "صحيفة البيان"), person("كايلا إبستين", "BBC"), person("admin", "BBC")
    (None, 'كايلا إبستين', None)
    """
    name = author.strip(" ()[]")
    if not name or name.lower() in _ACCOUNTS or any(names_site(piece, site) for piece in _PARTED.split(name)):
        return None
    return name


def _meta(root: _Element) -> dict[str, str]:
    """The meta tags, by name or property; the first of a name that says something wins."""
    found: dict[str, str] = {}
    for tag in islice(root.iter("meta"), 500):
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").strip().lower()
        content = one_line(tag.get("content") or "")
        if name and content and not found.get(name):
            found[name] = content
    return found


def _canonical(root: _Element, meta: dict[str, str], url: str) -> str | None:
    """The address the page calls its own; not the front page, which some outlets name on every page."""
    links = (link.get("href") or "" for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical")
    for candidate in (*islice(links, 3), meta.get("og:url", "")):
        found = resolve(url, candidate)
        if found is not None and (identity(found).count("/") > 2 or "?" in found):
            return found
    return None


def _in_parts(heading: _Element) -> str:
    """The words of a heading, with a sign where one element ends and the next begins with no blank between them."""
    return PARTED.join(map(one_line, shown_text(heading, between=PARTED).split(PARTED)))
