"""A document's first bytes: what its root is, what it is instead of a feed, and whether it lies about its charset."""

import codecs
import re

from monitor.core.source_state import SourceState, Verdict

_BEFORE_ROOT = re.compile(
    r"\A(?:\s|\x00|<\?.*?\?>|<!--.*?-->|<!DOCTYPE\s[^\[>]*(?:\[[^\]]*\]\s*)?>)*", re.DOTALL | re.IGNORECASE
)
_ROOT = re.compile(r"<([A-Za-z][\w.-]*:)?([A-Za-z][\w.-]*)")
_FEEDS = re.compile(r"<(?:rss|rdf:RDF|feed|(?:atom|a):feed|channel)[\s>]", re.IGNORECASE)
_ATOM = re.compile(r"http://www\.w3\.org/2005/Atom", re.IGNORECASE)
_WITHIN_PAGE = re.compile(r"<(?:\w+:)?feed\s[^>]{0,500}" + _ATOM.pattern, re.IGNORECASE)
_OTHERS = {
    "opml": "is a list of feeds (OPML), not a feed; follow them with: monitor sources import FILE",
    "svg": "is an image, not a feed",
    "error": "is an error message in XML, not a feed",
}
_WALL = re.compile(
    r"<title>\s*(?:Just a moment|Attention Required|Access Denied|DDoS-Guard|One moment, please)|/cdn-cgi/challenge-"
    r"|_cf_chl_opt|_Incapsula_Resource|Enable JavaScript and cookies to continue|sucuri_cloudproxy_js",
    re.IGNORECASE,
)
_HEAD = 1 << 16  # characters that are looked at
_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_IN_BODY = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE)


def root_name(text: str) -> str:
    """The local name of the first element, in lower case; empty if the document does not begin with one."""
    head = text[:_HEAD]
    before = _BEFORE_ROOT.match(head)
    root = _ROOT.match(head, before.end() if before else 0)
    return root.group(2).lower() if root else ""


def not_a_feed(text: str) -> Verdict | None:
    """What a document is that is no feed; None: it may be one."""
    head = text[:_HEAD]
    name = root_name(text)
    if name in ("rss", "feed", "rdf") or (name == "entry" and _ATOM.search(head)):
        return None
    if name in _OTHERS:
        return Verdict(state=SourceState.NOT_A_FEED, reason=_OTHERS[name])
    page = name in ("html", "body", "head")
    if (_WITHIN_PAGE if page else _FEEDS).search(head):
        return None  # a feed that stands whole in a page; rubbish before the feed, or one cut at its beginning
    if page or ("<" in head and re.search(r"(?i)<(?:div|p|a|title|meta|script)\b", head)):
        if _WALL.search(head):
            return Verdict(state=SourceState.BLOCKED, reason="is a wall that only a browser with JavaScript can pass")
        return Verdict(state=SourceState.NOT_A_FEED, reason="is an HTML page, not a feed")
    return Verdict(state=SourceState.NOT_A_FEED, reason="is no feed")


def contradicted(body: bytes, content_type: str, charset: str) -> str | None:
    """The charset that a document claims, if that is not what it is written in; None: no contradiction.

    The header is believed before the document (RFC 7303), "no charset" is what a document says that names none and is
    not in UTF-8.
    """
    if body.isascii():
        return None
    header, inside = _IN_HEADER.search(content_type), _IN_BODY.search(body[:400])
    said = header.group(1) if header else inside.group(1).decode("ascii", "ignore") if inside else ""
    if not said:
        return None if charset.startswith("utf") else "no charset"
    return None if _same(said, charset) else said.lower()


def _same(one: str, other: str) -> bool:
    try:
        first, second = codecs.lookup(one).name, codecs.lookup(other).name
    except LookupError:
        return False
    return first == second or (first.startswith(("utf-16", "utf_16")) and second.startswith(("utf-16", "utf_16")))
