"""Addresses: is it the same article, and where does a link lead. Total functions: no input makes them raise."""

import re
from contextlib import suppress
from functools import cache
from urllib.parse import SplitResult, quote_from_bytes, unquote_to_bytes, urljoin, urlsplit

_TRACKING = re.compile(
    r"(?i)^(?:utm_\w*|mtm_\w*|pk_\w*|at_(?:medium|campaign|custom\d|link\w*|ptr_name|bbc_team|format)"
    r"|fbclid|gclid|gclsrc|dclid|msclkid|yclid|igshid|mc_[ce]id|ocid|cmpid|spm|ncid|_ga|wt_?mc|ref_?src|ns_\w+"
    r"|traffic_source|feature|share|amp|outputtype|amp_(?:js_v|gsa|ct|tf|r)|usqp|aoh)$"
)
_INDEX = re.compile(r"(?i)/(?:index|default)\.(?:html?|php|aspx?|jsp)$")
_HOST_PREFIX = re.compile(r"^(?:www\d?|m|amp|mobile)\.(?=[^.]+\.[^.])")
# after a language; what follows is no suffix like co.uk, or two outlets would be one
_INNER_PREFIX = re.compile(r"^([a-z]{2}\.)(?:(?:m|amp|mobile)\.)+(?=[^.]{4,}\.[^.])")
_VIEW = re.compile(r"(?i)^(?:m=[01]|mobile=(?:[01]|true|yes)|(?:output|view)=amp)$")  # m: of Blogger
_AMP_FILE = re.compile(r"(?i)\.amp(?=\.html?$)|\.amp$")
# behind an article's own name only: /guitar-amp.html and /wiki/amp.html are articles about amplifiers
_AMP_NAME = re.compile(r"(?i)(?<![^/])([^/]+)(?:-amp(?=\.html?$)|/amp\.html?$)")
_AMP_FIRST = re.compile(r"^(/[a-z]{2})?/amp(?=/|$)")
_AMP_FOLDER = re.compile(r"/amp(?=/?$|/(?:%[0-9A-F]{2}|[^/%0-9])*[0-9])")  # last, or before a number
_ESCAPE = re.compile(r"%[0-9A-F]{2}")
_NAME_WORDS = 3  # of an article's own name, if it has no number
_EDITION = re.compile(r"^(https://[^/]+(?:/[a-z]{2})?)/(?:m|mobile)(?=/)")  # for telephones, or a section of that name
_AMP_CACHE = re.compile(
    r"(?i)(?:(?P<of>[a-z0-9-]+)\.cdn\.ampproject\.org/[cv]|(?:www\.)?google\.[a-z.]{2,6}/amp)/(?:s/)?(?=(?P<host>[^/?#]+\.[^/?#]*))"
)
_DEFAULT_PORTS = (None, 80, 443)
_KEPT = "!$'()*,:@/=&;+"  # besides letters, digits and -._~
_KEPT_IN_QUERY = _KEPT + "?"
# absolute, and nothing in it that joining would change: nine of ten addresses
_PLAIN = re.compile(
    r"https?://(?:[A-Za-z0-9_-]+\.)*[A-Za-z0-9_-]+(?::(?:[0-9]{1,4}|[1-5][0-9]{4}))?/[A-Za-z0-9/._~!$&'()*+,=:@%-]*(?:\?[A-Za-z0-9/._~!$&'()*+,=:@%?-]+)?"
)
_BREAKS = re.compile(r"[\t\r\n]+")
_AROUND = " \f\u00a0\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufeff"  # blanks, marks of direction
_PAGE = re.compile(r"(?i)\?.|.*(?:/|\.(?:html?|php|aspx?)$)")
_FEED_SCHEME = re.compile(r"(?i)^feed:(?://|(?=https?:))")
# what stands before the host, however it is misspelt: https:/, feed:https://, https:///
_BEFORE_HOST = re.compile(r"(?i)(?:[a-z][a-z0-9+.-]*:(?:[/\\]+|(?=[a-z][a-z0-9+.-]*:[/\\])))*[/\\]*")
NO_PASSWORD = "no name or password in an address; use `headers` with a secret instead"
_FORBIDDEN = re.compile(r"[\s\\\x00-\x1f\x7f-\x9f]")


def identity(url: str) -> str:
    """The canonical form of an address, equal for every spelling of the same article.

    >>> identity("http://www.example.com/news/1/?utm_source=rss#top")
    'https://example.com/news/1'
    """
    try:
        parts = urlsplit(_kept_elsewhere(url.strip()))
        host, port = _host(parts), parts.port
    except ValueError:
        return url.strip()
    if parts.scheme not in ("http", "https") or not host:
        return url.strip()
    shown_port = "" if port in _DEFAULT_PORTS else f":{port}"
    query = _query(parts.query)
    return f"https://{host}{shown_port}{_path(parts.path)}" + (f"?{query}" if query else "")


def resolve(base: str, href: str) -> str | None:
    """Where a link on `base` leads, without its fragment; None unless it is a plain http or https address.

    >>> resolve("https://example.com/rss", "/news/1")
    'https://example.com/news/1'
    """
    href = href.strip()
    if _PLAIN.fullmatch(href):
        return href
    if not href or _FORBIDDEN.search(href):
        return None
    try:
        joined = urljoin(base, href)
        parts = urlsplit(joined)
        host = parts.hostname
        parts.port  # noqa: B018 — a port that is no number raises here
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or parts.username is not None or parts.password is not None:
        return None
    return parts._replace(fragment="").geturl()


def written_link(base: str, href: str) -> str | None:
    """Where a link leads as a document writes it: browsers leave out its line breaks and encode its blanks.

    >>> written_link("https://example.com/rss", "/news/\\n1 a.html ")
    'https://example.com/news/1%20a.html'
    """
    found = resolve(base, _BREAKS.sub("", href).strip(_AROUND).replace(" ", "%20").replace("\u00a0", "%C2%A0"))
    return found if found is not None and "%" not in urlsplit(found).netloc.rpartition("@")[2] else None


def is_link(id: str) -> bool:
    """Whether what a feed calls an article by is as well its address, if need be beside the feed's.

    >>> is_link("https://example.com/1"), is_link("?p=12"), is_link("story.html"), is_link("g1"), is_link("a.12")
    (True, True, True, False, False)
    """
    return _PAGE.match(id) is not None


def holds_password(url: str) -> bool:
    """Whether an address has a name or password before its host; then it is refused with the sentence `NO_PASSWORD`.

    >>> holds_password("https://desk:secret@example.com/rss"), holds_password("https://example.com/@desk")
    (True, False)
    >>> [holds_password(url) for url in ("desk:secret@example.com/rss", "https:/desk:secret@example.com/rss")]
    [True, True]
    """
    return "@" in re.split(r"[/?#\\]", _BEFORE_HOST.sub("", url.strip(), count=1), maxsplit=1)[0]


def plain_scheme(url: str) -> str:
    """An address that browsers once opened in a reader of feeds, as one of the web.

    >>> plain_scheme("feed://example.com/rss"), plain_scheme("feed:https://example.com/rss")
    ('http://example.com/rss', 'https://example.com/rss')
    """
    return _FEED_SCHEME.sub(lambda found: "http://" if found.group().endswith("//") else "", url.strip())


def plain_form(url: str, named: str | None) -> str | None:
    """The identity of the article that an edition for telephones shows, if its page names that as its own address.

    >>> plain_form("https://example.com/m/news/1", "https://example.com/news/1")
    'https://example.com/news/1'
    """
    here, there = identity(url), identity(named or "")
    return there if here != there and _EDITION.sub(r"\1", here) == there else None


def host_of(url: str) -> str:
    """The host of an address in the form `identity` gives it; empty if it has none."""
    try:
        return _host(urlsplit(url.strip()))
    except ValueError:
        return ""


def host_and_port(url: str) -> str:
    """The host of an address as `host_of` gives it, with its port unless that is the usual one.

    >>> host_and_port("http://www.example.com:80/1"), host_and_port("http://127.0.0.1:8001/1"), host_and_port("1.html")
    ('example.com', '127.0.0.1:8001', '')
    """
    scheme, _, rest = identity(url).partition("://")
    return re.split(r"[/?]", rest, maxsplit=1)[0] if scheme == "https" else ""


def site_of(url: str) -> str:
    """The front page of the site an address belongs to.

    >>> site_of("https://feeds.example.com/arabic/rss.xml")
    'https://feeds.example.com/'
    """
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/"


def _kept_elsewhere(url: str) -> str:
    """The address that a copy in a cache of AMP pages stands for; a cache is told by its host, which names the site."""
    if "amp" not in url[:120]:
        return url
    scheme, _, rest = url.partition("://")
    cache = _AMP_CACHE.match(rest)
    if cache is None:
        return url
    host = cache["host"].lower()
    named = {one.replace("-", "--").replace(".", "-") for one in (host, _HOST_PREFIX.sub("", host))}
    if cache["of"] is not None and cache["of"].lower() not in named:
        return url
    return f"{scheme}://{rest[cache.end() :]}"


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if not host.isascii():
        with suppress(UnicodeError):
            host = host.encode("idna").decode("ascii")
    host = _INNER_PREFIX.sub(r"\1", _HOST_PREFIX.sub("", host))
    return f"[{host}]" if ":" in host else host


def _path(path: str) -> str:
    path = _AMP_FILE.sub("", _INDEX.sub("/", _escape(path, _KEPT)))
    if "amp" in path.lower():
        path = _AMP_NAME.sub(lambda found: found[1] if _is_articles(found[1]) else found[0], path)
        path = _AMP_FOLDER.sub("", _AMP_FIRST.sub(r"\1", path))
    return re.sub(r"/{2,}", "/", path).rstrip("/")


def _is_articles(name: str) -> bool:
    """Whether a part of a path names one article: by a number, or by a headline's words."""
    words = [word for word in re.split(r"[-_]", name) if word]
    return len(words) >= _NAME_WORDS or any(letter.isdigit() for letter in _ESCAPE.sub("", name))


def _query(query: str) -> str:
    kept = []
    for pair in query.split("&"):
        name, equals, value = pair.partition("=")
        if pair and not _TRACKING.match(name) and not _VIEW.match(pair):
            kept.append(_escape(name, _KEPT_IN_QUERY) + equals + _escape(value, _KEPT_IN_QUERY))
    return "&".join(sorted(kept))


def _escape(text: str, kept: str) -> str:
    """Percent-encoding in one form: decoded where no meaning is lost, upper-case hexadecimal elsewhere.

    A reserved character stays as it was written: `%2F` is not `/`.
    """
    pieces = re.split(r"(%[0-9A-Fa-f]{2})", text)
    return "".join(_one_escape(piece) if index % 2 else _quote(piece, kept) for index, piece in enumerate(pieces))


@cache
def _one_escape(escape: str) -> str:
    byte = unquote_to_bytes(escape)
    letter = byte.decode("latin-1")
    return letter if letter.isascii() and (letter.isalnum() or letter in "-._~") else escape.upper()


def _quote(text: str, kept: str) -> str:
    return quote_from_bytes(text.encode("utf-8", "surrogatepass"), safe=kept)
