"""Page → Article, and what the feed said of it put together with it."""

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from itertools import islice
from typing import Any

from lxml import html
from lxml.etree import ElementDefaultClassLookup, ParserError, _Element, strip_elements

from monitor.core.charset import decode
from monitor.core.edge_lines import without_edges
from monitor.core.errors import PermanentError
from monitor.core.feed_author import author_of
from monitor.core.furniture import cut_furniture
from monitor.core.gallery import longest_caption
from monitor.core.language import language_of
from monitor.core.layout import flatten, open_layout
from monitor.core.linked_data import LinkedData, of_article
from monitor.core.metadata import Metadata, read_metadata
from monitor.core.model.article import Article
from monitor.core.model.feed import Entry
from monitor.core.model.source import ExtractRules
from monitor.core.page_state import body_for_scripts
from monitor.core.plain import part_words, tidy
from monitor.core.retraction import is_notice, notices_in
from monitor.core.selecting import cut, text_of
from monitor.core.standfirst import contains, put_standfirst

_LONGEST = 4 << 20  # characters; the largest of 2,000 real pages had 3.2 million
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
# trafilatura deletes U+200B and U+200C, which would glue the words they part
_ZERO_WIDTH = ("\u200b", "&#8203;", "&#x200b;", "&#x200B;", "&ZeroWidthSpace;")
_NOT_PAGES = re.compile(rb"\A(?:%PDF-|\x89PNG|\xff\xd8\xff|GIF8|PK\x03\x04|RIFF|\x1f\x8b|\x00\x00\x00.ftyp|ID3)")
_BULLET = re.compile("^- ", re.MULTILINE)
_BEGINNING = 20  # characters by which an item of a list is known
_CELLS = re.compile(r"^[ \t]*\|(.*)\|[ \t]*$", re.MULTILINE)  # a row as trafilatura writes it
_FEW_WORDS = 12  # below this a text is no article's body
_MUCH_MORE = 3  # times as much: what was extracted instead is an offer to subscribe
_NO_RULES = ExtractRules()
# what shows no words: left in, they cost every search of the tree a tenth
_WORDLESS = ("script", "style", "link", "meta", "svg", "input")
# forms and their inputs are nothing here; else lxml asks Python for the class of each element
_ONE_CLASS = ElementDefaultClassLookup(element=html.HtmlElement)
_MOST_HELD = 20_000  # elements; a page has some thousand
_OLDEST_FEED_DATE = timedelta(days=400)


def extract_page(
    body: bytes, *, content_type: str, url: str, zone: str, now: datetime, rules: ExtractRules = _NO_RULES
) -> Article:
    """The article on a page; raises PermanentError if nothing on it can be read.

    `zone` is for dates without one. The text begins with the standfirst the page shows; `summary` is what the page says
    of itself beyond that. A rule that names nothing on the page changes nothing there, and is a warning.
    """
    if _NOT_PAGES.match(body):
        raise PermanentError(url, "is no page but a file of another kind")
    markup, charset = decode(body, content_type)
    root = _tree(markup, url)
    held = _held(root)
    data = LinkedData.read(root)
    said = read_metadata(root, data, url=url, zone=zone, now=now)
    text, own, author, missed = _text(root, of_article(data, said.title), said, rules, url=url, zone=zone)
    del held
    if not text and not said.title:
        raise PermanentError(url, "has neither a title nor a text that could be read")
    return Article(
        url=url,
        title=said.title,
        text=text,
        summary=_summary(text, said.title, [said.summary]),
        canonical_url=said.canonical_url,
        published=said.published,
        said_date=said.said_date,
        author=author,
        language=language_of(f"{said.title}\n{text}", said.language),
        site=said.site,
        charset=charset,
        own=own,
        warnings=tuple(f"{selector!r} names nothing on this page" for selector in missed),
    )


def _text(
    root: _Element, linked: LinkedData, said: Metadata, rules: ExtractRules, *, url: str, zone: str
) -> tuple[str, str, str | None, list[str]]:
    """The text, what of it is certain to be the article's, its author, and the selectors that name nothing."""
    nothing_to_cut = cut(root, rules.exclude)
    chosen, nothing_to_take = text_of(root, rules.include)
    missed = [*nothing_to_cut, *nothing_to_take]
    if chosen:
        text = cut_furniture(chosen, said.title)
        return text, text, said.author, missed
    # what was cut out of the page may stand in what it hands to search engines
    uncut = len(nothing_to_cut) == len(rules.exclude)
    addresses = [url, *([said.canonical_url] if said.canonical_url else [])]
    text = cut_furniture(_body(root, linked.body if uncut else "", said.title, addresses), said.title)
    if uncut and len(text.split()) < _FEW_WORDS:  # a page that its scripts put together, or a picture
        text = body_for_scripts(root, said.title) or text or longest_caption(root)
    text, author = without_edges(text, said.published, zone, said.author)
    told = put_standfirst(root, text, said.summary, title=said.title, author=author)
    return told, said.summary, author, missed


def article_of_entry(entry: Entry, url: str) -> Article:
    """The article as far as the feed tells it."""
    text = entry.content or entry.summary
    summary = entry.summary if entry.content and not contains(entry.content, entry.summary) else ""
    return Article(
        url=url,
        title=entry.title,
        text=text,
        summary=summary,
        published=entry.published or entry.updated,
        author=author_of(None, entry.author, None),
        language=language_of(f"{entry.title}\n{text}"),
        content_from="feed",
    )


def better(page: Article, entry: Entry) -> Article:
    """Page and feed put together: the fuller body, and nothing lost of what the feed said."""
    feed = article_of_entry(entry, page.url)
    from_feed = _is_fuller(feed.text, page.text) and not is_notice(page.title, page.text)
    # a feed goes on telling what its outlet has taken back on the page
    notices = [line for line in notices_in(page.text) if line not in feed.text]
    text = "\n".join([*notices, feed.text]) if from_feed else page.text
    summaries = [entry.summary, page.summary] if not from_feed else [entry.summary, page.summary, page.text]
    return replace(
        page,
        title=page.title or entry.title,
        text=text,
        summary=_summary(text, page.title or entry.title, summaries),
        published=_published(page.published, feed.published),
        author=author_of(page.author, entry.author, page.site),
        language=page.language or feed.language,
        content_from="feed" if from_feed else "page",
    )


def _is_fuller(feed: str, page: str) -> bool:
    """Whether the feed's body is the better one: there is hardly any other, or it has the other and more."""
    words, others = len(feed.split()), len(page.split())
    if words < _FEW_WORDS:
        return others == 0 and words > 0
    return others < _FEW_WORDS or (words > 1.2 * others and contains(feed, page))


def _summary(text: str, title: str, summaries: list[str]) -> str:
    """What the summaries say and neither text nor title does, each once."""
    kept: list[str] = []
    for summary in summaries:
        if summary and not contains(f"{title}\n{text}", summary) and not contains("\n".join(kept), summary):
            kept.append(summary)
    return "\n".join(kept)


def _published(page: datetime | None, feed: datetime | None) -> datetime | None:
    """The feed's date if it is sane: not a year off the page's, which happens where a feed names its own date."""
    if feed is None or page is None:
        return feed or page
    return feed if abs(feed - page) < _OLDEST_FEED_DATE else page


# ── the body ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _tree(markup: str, url: str) -> _Element:
    markup = _DECLARATION.sub("", markup[:_LONGEST]).replace("\x00", "")
    for written in _ZERO_WIDTH:
        markup = markup.replace(written, " ")
    markup = part_words(markup.replace("&zwnj;", "\u200c").replace("&#8204;", "\u200c"))
    parser = _parser()
    try:
        root = html.document_fromstring(markup, parser=parser)
        if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):  # elements nested too deeply
            root = html.document_fromstring(flatten(markup), parser=_parser())
        return root
    except (ParserError, ValueError) as error:
        raise PermanentError(url, "is no page: there is no markup in it") from error


def _parser() -> html.HTMLParser:
    """A comment is nothing that is shown, and parts no word."""
    parser = html.HTMLParser(encoding=None, huge_tree=False, remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(_ONE_CLASS)
    return parser


def _held(root: _Element) -> list[_Element]:
    """The elements of a page. While somebody holds them, lxml does not make each anew whenever it is met."""
    return [*islice(root.iter(), _MOST_HELD)]


def _without_bullets(text: str, root: _Element) -> str:
    """The text without the dashes that trafilatura puts before the items of a list; those of a dialogue stay."""
    if _BULLET.search(text) is None:
        return text
    items = {"".join("".join(islice(map(str, item.itertext()), 20)).split())[:_BEGINNING] for item in root.iter("li")}
    lines = text.split("\n")
    told = ("".join(line.removeprefix("- ").split())[:_BEGINNING] for line in lines)
    return "\n".join(
        line.removeprefix("- ") if begins in items else line for line, begins in zip(lines, told, strict=True)
    )


@cache
def _settings() -> Any:
    from trafilatura.settings import DEFAULT_CONFIG, Extractor  # noqa: PLC0415 — see below

    config = deepcopy(DEFAULT_CONFIG)
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "100")  # Arabic items of 25 words are news too
    return Extractor(config=config, output_format="txt", precision=True, comments=False, with_metadata=False)


def _cells(row: re.Match[str]) -> str:
    return " ".join(cell.strip() for cell in row.group(1).split("|"))


def _body(root: _Element, handed: str, title: str, addresses: Sequence[str]) -> str:
    """The running text: trafilatura's, unless the page hands its own to search engines and that is the fuller one."""
    # nine megabytes and a fifth of a second, for the processes that read pages only
    from trafilatura import extract  # noqa: PLC0415

    tree = deepcopy(root)
    strip_elements(tree, *_WORDLESS, with_tail=False)
    held = _held(tree)
    open_layout(tree, title, addresses)
    del held
    extracted = _without_bullets(tidy(_CELLS.sub(_cells, extract(tree, options=_settings()) or "")), tree)
    own = handed if not handed.endswith(("...", "…")) else ""
    words, others = len(own.split()), len(extracted.split())
    if words > _MUCH_MORE * others or (words > 1.3 * others and contains(own, extracted)):
        return own
    return extracted or handed
