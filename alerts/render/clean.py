"""Foreign text made harmless for headers, terminals and mail: small total functions."""

import re
from urllib.parse import quote, urlsplit

# Direction controls, zero-width characters, byte order marks, control characters, lone surrogates, noncharacters:
# none of them means anything in a headline, each can hide, reverse or crash something. The separators U+001C–001F are
# white space (str.split parts at them too): they become a blank, or two words would be glued to one.
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_SPACE = re.compile(r"\s+")
_LOOKS_LIKE_URL = re.compile(r"(?i)https?:|www\.|[a-z0-9-]\.[a-z]{2,}")
_LONGEST_LINK = 2_000


def vanishes(character: str) -> bool:
    """Whether cleaning takes this character out, so that what stood on either side of it stands together."""
    return _HIDDEN.match(character) is not None


def clean_piece(text: str) -> str:
    r"""A piece of a line: hidden characters gone, white space single; the edges stay as they are.

    >>> clean_piece("a\u202eb\n c ")
    'ab c '
    >>> clean_piece("a\x1fb")
    'a b'
    """
    return _SPACE.sub(" ", _HIDDEN.sub("", text))


def clean_line(text: str) -> str:
    r"""One line, whatever came in.

    >>> clean_line(" خبر\ud800 \x00عاجل\r\n")
    'خبر عاجل'
    """
    return clean_piece(text).strip()


def cut(text: str, limit: int) -> str:
    """At most `limit` characters, cut between words where that costs little.

    >>> cut("one two three", 9)
    'one two…'
    """
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    space = head.rfind(" ")
    return (head[:space] if space > limit * 0.6 else head).rstrip(" ،,.;:-–") + "…"


def short_line(text: str, limit: int) -> str:
    """One line of at most `limit` characters, looking no further than it must: a title may have five megabytes.

    >>> short_line("one two three " * 1000, 9)
    'one two…'
    """
    return cut(clean_line(text[: limit * 4]), limit)


def looks_like_url(text: str) -> bool:
    """Would a reader, or a phishing filter, take it for an address?

    >>> looks_like_url("اضغط www.example.org"), looks_like_url("U.S. envoy")
    (True, False)
    """
    return _LOOKS_LIKE_URL.search(text) is not None


def host_of(url: str) -> str:
    """The host as people name it.

    >>> host_of("https://www.example.org:8443/a")
    'example.org'
    """
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return clean_line(host).removeprefix("www.")


def link_of(url: str | None) -> str | None:
    """The address as it may stand in a link: http or https, ASCII, no credentials; else None.

    >>> link_of("https://example.org/خبر?a=1&b=2")
    'https://example.org/%D8%AE%D8%A8%D8%B1?a=1&b=2'
    >>> link_of("javascript:alert(1)") is None
    True
    """
    if url is None or len(url) > _LONGEST_LINK:
        return None
    try:
        parts = urlsplit(clean_line(url))
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port
    except ValueError:  # UnicodeError is one
        return None
    if parts.scheme not in {"http", "https"} or not re.fullmatch(r"[a-z0-9._-]+|[0-9a-f:.]+", host):
        return None
    place = f"[{host}]" if ":" in host else host
    link = f"{parts.scheme}://{place}" + (f":{port}" if port is not None else "")
    link += quote(parts.path, safe="/%:@!$&'()*+,;=~-._")
    if parts.query:
        link += "?" + quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]")
    if parts.fragment:
        link += "#" + quote(parts.fragment, safe="/?%:@!$&'()*+,;=~-._")
    return link if len(link) <= _LONGEST_LINK else None
