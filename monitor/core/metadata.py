"""What a page says about itself: title, date, author, address, site, summary."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from lxml.etree import _Element

from monitor.core.dates import names_a_day, parse_moment
from monitor.core.linked_data import LinkedData
from monitor.core.plain import bare_words, one_line
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
_DATED = re.compile(r"(?i)(?:^|[\s_-])(?:date|time|pub(?:lish(?:ed)?)?|posted|timestamp|tarikh)(?:$|[\s_-])|date|time")
_CLOCK = re.compile("widget|today|clock", re.IGNORECASE)  # the date of the day, which many pages show at the top
_PLACES = (
    "time",
    "span",
    "div",
    "p",
    "li",
    "abbr",
    "small",
    "strong",
    "td",
    "dd",
    "em",
    "i",
    "b",
    "font",
    "h2",
    "h3",
    "h4",
    "h5",
)
_MACHINES = ("datetime", "content")  # attributes that have an element's date for machines
_LESSER = ("h2", "h3", "h4")
_NEAR = 25  # elements around the title
_ELSEWHERE = frozenset({"a", "nav", "aside", "footer", "figure"})
_TELLING = 4  # letters of a word of the title that tells of something
_NAME = 40  # characters of an outlet's name
_PARTED = re.compile(r"\s*[-–—|/،,]\s*")
_DATES_READ = 60
_SHORT = 120  # characters of an element that may be a date
_LINE = 90  # and of one that does not say so


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


def read_metadata(root: _Element, *, url: str, zone: str, now: datetime) -> Metadata:
    """Everything a page's head, its JSON-LD and its visible heading say."""
    meta = _meta(root)
    linked = LinkedData.read(root)
    site = meta.get("og:site_name") or linked.publisher or meta.get("application-name") or ""
    title = choose_title(
        headings=[one_line(_text(h1)) for h1 in islice(root.iter("h1"), 10)],
        announced=[meta.get("og:title", ""), linked.headline, meta.get("twitter:title", "")],
        window=next((one_line(_text(title)) for title in root.iter("title")), ""),
        site=site,
        lesser=(one_line(_text(heading)) for heading in islice(root.iter(*_LESSER), 20)),
    )
    summaries = (_announced(one, site) for one in (linked.description, *(meta.get(name, "") for name in _SUMMARIES)))
    published = _published(root, meta, linked, zone=zone, now=now) or _shown_date(root, title, zone=zone, now=now)
    return Metadata(
        title=title,
        summary=max((one for one in summaries if not _introduces(one, site, title)), key=len, default=""),
        published=published,
        said_date=_said_date(root, meta, linked) if published is None else "",
        author=_person(linked.author, site),
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


def _introduces(summary: str, site: str, title: str) -> bool:
    """Whether an announcement introduces the outlet: it begins with its name, and has no word of the title.

    >>> _introduces("وكالة الرافد وكالة مستقلة تنقل الخبر بحياد", "وكالة الرافد", "افتتاح الجسر")
    True
    """
    said, name = bare_words(summary), bare_words(site)
    topic = {word for word in bare_words(title) if len(word) >= _TELLING} - {*name}
    return bool(name) and said[: len(name)] == name and topic.isdisjoint(said)


def _person(author: str, site: str) -> str | None:
    """The author; None for a place with the outlet's own name.

    >>> _person("(أبوظبي - البيان)", "صحيفة البيان"), _person("كايلا إبستين", "BBC")
    (None, 'كايلا إبستين')
    """
    name = author.strip(" ()[]")
    return name if name and not any(names_site(piece, site) for piece in _PARTED.split(name)) else None


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


def _published(
    root: _Element, meta: dict[str, str], linked: LinkedData, *, zone: str, now: datetime
) -> datetime | None:
    """The first date that can be read; one with a time of day before one without, if they name the same day."""
    first: datetime | None = None
    for text in islice(_dates(root, meta, linked), _DATES_READ):
        moment = parse_moment(text, now=now, zone=zone)
        if moment is None:
            continue
        if re.search(r"\d[:٫]\d|[٠-٩]:[٠-٩]", text):
            return moment if first is None or abs((moment - first).days) <= 1 else first
        first = first or moment
    return first


def _shown_date(root: _Element, title: str, *, zone: str, now: datetime) -> datetime | None:
    """The day in the first short line at the title that names one, where no element says that it is a date."""
    heading = next((one for one in root.iter("h1", *_LESSER) if title and one_line(_text(one)) == title), None)
    if heading is None:
        return None
    for element in islice(_around(heading), _NEAR):
        text = " ".join(_own_text(element).split())
        if 6 <= len(text) <= _LINE and _CLOCK.search(_names(element)) is None and names_a_day(text):
            inside = any(one.tag in _ELSEWHERE for one in (element, *islice(element.iterancestors(), 6)))
            return parse_moment(text, now=now, zone=zone) if not inside and _is_alone(root, element, text) else None
    return None


def _is_alone(root: _Element, element: _Element, text: str) -> bool:
    """Whether no element of its kind has another date, as the cards of other articles have."""
    kind = _kind(element)
    others = (" ".join(_text(one).split()) for one in islice(root.iter(element.tag), 2000) if _kind(one) == kind)
    return not any(other != text and len(other) <= _LINE and names_a_day(other) for other in others)


def _kind(element: _Element) -> tuple[str | None, ...]:
    parent = element.getparent()
    around = (parent.tag, parent.get("class")) if parent is not None else ()
    return (element.tag, element.get("class"), *around)


def _around(heading: _Element) -> Iterator[_Element]:
    """What stands behind the heading and then right before it, in its element or the next ones around it."""
    yield heading
    for element in (heading, *islice(heading.iterancestors(), 2)):
        for sibling in element.itersiblings():
            yield from sibling.iter(*_PLACES)
    parent = heading.getparent()
    if parent is not None and parent.tag != "body":  # at the top of a page stands the date of the day
        for sibling in islice(heading.itersiblings(preceding=True), 1):
            yield from sibling.iter(*_PLACES)


def _own_text(element: _Element) -> str:
    """What stands in an element; of a heading what stands right behind it."""
    return (element.tail or "") if element.tag in ("h1", *_LESSER) else _text(element)


def _said_date(root: _Element, meta: dict[str, str], linked: LinkedData) -> str:
    """The first text that names a day."""
    return next(filter(names_a_day, islice(_dates(root, meta, linked), _DATES_READ)), "")


def _dates(root: _Element, meta: dict[str, str], linked: LinkedData) -> Iterator[str]:
    yield linked.published
    for name in _DATES:
        yield meta.get(name, "")
    for element in root.iter(*_PLACES):
        if element.tag != "time" and not _is_dated(element):
            continue
        # a title may be about something else («آخر تحديث …»), so it counts where the text names no day («قبل ساعتين»)
        for text in (*(element.get(name) or "" for name in _MACHINES), _text(element), element.get("title") or ""):
            text = " ".join(text.split())
            if 6 <= len(text) <= _SHORT:
                yield text


def _is_dated(element: _Element) -> bool:
    names = _names(element)
    return _DATED.search(names) is not None and _CLOCK.search(names) is None


def _names(element: _Element) -> str:
    return " ".join(element.get(one) or "" for one in ("class", "id", "itemprop", "property"))


def _text(element: _Element) -> str:
    return "".join(islice((str(piece) for piece in element.itertext()), 200))[:2000]
