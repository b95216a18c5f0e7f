"""The rules of our mails, as a check: `mail_problems(body)` is empty for a mail that keeps them all.

Each rule is a small function that yields what breaks it; `tests/core/test_mail_lint.py` breaks every one.
"""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import cast

from lxml import etree, html

from tests.support.contrast import dark_rules, faint_texts

# What foreign text may not bring: U+2066–2069 stand in plain text only where we put them, and never in HTML.
_STEERING = re.compile("[\u200b-\u200d\u202a-\u202e\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_ISLANDS = re.compile("[\u200b\u200e\u200f\u2066-\u2069]")
_LIKE_URL = re.compile(r"(?i)https?:|www\.|[a-z0-9-]\.[a-z]{2,}")
_TIME = re.compile(r"(?<![\d٠-٩:])[\d٠-٩]{1,2}:[\d٠-٩]{2}(?![\d٠-٩:])")
_FORBIDDEN = ("img", "script", "form", "link", "iframe", "object", "embed", "svg", "input", "base", "video", "audio")
_SOLID = {
    "Auto-Submitted": r"auto-generated",
    "X-Auto-Response-Suppress": r"All",
    "List-Id": r"<[^<>\s]+>",
    "Message-ID": r"<[0-9a-f]{32}@[^<>\s]+>",
    "From": r".+<[^<>\s]+@[^<>\s]+>",
    "To": r"[^<>\s,]+@[^<>\s,]+",
    "Subject": r".+",
    "Date": r".+ [+-]\d{4}",
}
_LEAST, _LEAST_READING, _LEAST_LEADING = 13, 17, 1.8  # px, px, line height per font size


def mail_problems(body: bytes) -> list[str]:
    """Every broken rule of a whole mail."""
    mail = cast(EmailMessage, message_from_bytes(body, policy=policy.SMTP))
    problems = [*_headers(mail), *_threading(mail), *_leaving(mail), *_lines(body)]
    problems += [f"a defect: {defect!r}" for part in mail.walk() for defect in part.defects]
    kinds = [part.get_content_type() for part in mail.iter_parts()]
    if mail.get_content_type() != "multipart/alternative" or kinds != ["text/plain", "text/html"]:
        return [*problems, f"not an alternative of text and html: {mail.get_content_type()} {kinds}"]
    text, page = (cast(EmailMessage, part) for part in mail.iter_parts())
    if any(part["Content-Transfer-Encoding"] != "quoted-printable" for part in (text, page)):
        problems.append("a part is not quoted-printable")
    return [*problems, *text_problems(text.get_content()), *html_problems(page.get_content())]


def text_problems(text: str) -> list[str]:
    """Every broken rule of the plain part."""
    found = _STEERING.search(text.replace("\r\n", "\n"))
    problems = [f"a hidden character U+{ord(found.group()):04X} in the text"] if found is not None else []
    if re.search(r"×\s*[\d٠-٩]", text):
        problems.append("×7 instead of (7) in the text")
    for line in text.splitlines():
        if line.count("\u2068") != line.count("\u2069"):
            problems.append(f"an island that does not end: {line[:40]!r}")
        if re.search("[\u0621-\u064a]", line[:1]):
            problems.append(f"a line without its direction: {line[:40]!r}")
    return problems


def html_problems(document: str) -> list[str]:
    """Every broken rule of the HTML part."""
    root = html.document_fromstring(document)
    problems = [f"<{tag}>" for tag in _FORBIDDEN if list(root.iter(tag))]
    if len(document.encode()) >= 100_000:
        problems.append("the html part is too big")
    if re.search(r"(?i)url\(|@import", document):
        problems.append("url()")
    problems += [f"a hidden character U+{ord(found):04X}" for found in set(_hidden(document))]
    problems += [*_attributes(root), *_links(root), *_sizes(root), *_islands(root), *_marks(root)]
    return problems + list(faint_texts(root, {})) + list(faint_texts(root, dark_rules(document)))


# ── headers ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _headers(mail: EmailMessage) -> Iterator[str]:
    for name, shape in _SOLID.items():
        value = str(mail[name] or "")
        if not re.fullmatch(shape, value):
            yield f"the header {name} is {value!r}"
    if len(str(mail["Subject"])) > 120:
        yield "the subject is longer than 120 characters"
    if str(mail["Date"] or "").endswith("-0000") or parsedate_to_datetime(str(mail["Date"])).tzinfo is None:
        yield "the date has no zone"
    for name, value in mail.items():
        if _STEERING.search(str(value)) or _ISLANDS.search(str(value)):
            yield f"a hidden character in the header {name}"


def _threading(mail: EmailMessage) -> Iterator[str]:
    """A story's mails hang on one root, others on none."""
    roots = {str(mail[name]) for name in ("In-Reply-To", "References") if name in mail}
    if str(mail["X-Monitor-Subject"]).startswith("story/"):
        if len(roots) != 1 or not all(re.fullmatch(r"<s[\w-]+\.root@[^<>\s]+>", root) for root in roots):
            yield f"a story's mail hangs on {sorted(roots)}"
    elif roots:
        yield f"a mail about no story hangs on {sorted(roots)}"


def _leaving(mail: EmailMessage) -> Iterator[str]:
    leave, post = mail["List-Unsubscribe"], mail["List-Unsubscribe-Post"]
    if (leave is None) != (post is None):
        yield "List-Unsubscribe and List-Unsubscribe-Post belong together"
    if leave is not None and not re.fullmatch(r"<https://[^<>\s]+>, <mailto:[^<>\s]+>", str(leave)):
        yield f"List-Unsubscribe is {str(leave)!r}"
    if post is not None and str(post) != "List-Unsubscribe=One-Click":
        yield f"List-Unsubscribe-Post is {str(post)!r}"


def _lines(body: bytes) -> Iterator[str]:
    if any(len(line) > 998 for line in body.split(b"\r\n")) or re.search(rb"[^\r]\n|\r[^\n]", body):
        yield "a line is too long or ends otherwise than CR LF"


# ── html ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _hidden(document: str) -> Iterator[str]:
    """The blanks behind the preview are ours, and hold a zero-width non-joiner on purpose."""
    shown = re.sub(r"<div style=\"display:none.*?</div>", "", document, flags=re.DOTALL).replace("\r\n", "\n")
    yield from (found.group() for found in _STEERING.finditer(shown))
    yield from (found.group() for found in re.finditer("[\u200f\u2066-\u2069]", document) if not _clock_of_ours(found))


def _clock_of_ours(found: re.Match[str]) -> bool:
    return found.string[found.start() - 7 : found.start() + 30].startswith("بتوقيت ")


def _attributes(root: html.HtmlElement) -> Iterator[str]:
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in {"table", "td", "body", "html"} and element.get("dir") not in {"rtl", "ltr"}:
            yield f"<{element.tag}> without dir"
        shown = "".join(_own_texts(element)).strip("\xa0 \n") if element.tag == "td" else ""
        if shown and not element.get("align"):
            yield f"<td> without align: {shown[:40]!r}"
        yield from (f"a handler {name}" for name in element.attrib if str(name).lower().startswith("on"))


def _links(root: html.HtmlElement) -> Iterator[str]:
    for link in root.iter("a"):
        if not re.match(r"https?://[^\s\"<>]+$", link.get("href") or ""):
            yield f"a link to {link.get('href')!r}"
        if _LIKE_URL.search(link.text_content()):
            yield f"a link whose text looks like an address: {link.text_content()!r}"
        if not link.text_content().strip():
            yield "a link without text"


def _sizes(root: html.HtmlElement) -> Iterator[str]:
    """Everything has room between its lines; what is to be read is big enough for Arabic."""
    for cell in root.iter("td"):
        if not "".join(_own_texts(cell)).strip("\xa0 \n\u200c\u034f"):
            continue
        size, height = _pixels(cell, "font-size"), _pixels(cell, "line-height")
        least = _LEAST_READING if "read" in (cell.get("class") or "").split() else _LEAST
        if size < least or height / size < _LEAST_LEADING:
            yield f"a text of {size} px in lines of {height} px: {cell.text_content().strip()[:40]!r}"
    for passage in root.iter("td"):
        if passage.get("lang") == "ar" and not {"read", "h1"} & set((passage.get("class") or "").split()):
            yield f"a passage that is not set to be read: {passage.text_content().strip()[:40]!r}"


def _islands(root: html.HtmlElement) -> Iterator[str]:
    """Hosts, times and counts stand in a <bdi dir=ltr>, and never as ×7."""
    for element in root.body.iter():
        if not isinstance(element.tag, str) or isinstance(element, etree._Comment) or _is_preview(element):
            continue
        # what strangers wrote has a passage of its own; an island says its direction, or is one of a sentence
        foreign = {"hit", "read", "h1"} & set((element.get("class") or "").split()) or element.tag in {"bdi", "a"}
        for text in _direct_texts(element):
            if _TIME.search(text) and not foreign:
                yield f"a time outside a <bdi>: {text.strip()[:40]!r}"
            if re.search(r"×\s*[\d٠-٩]", text):
                yield "×7 instead of (7)"
            if re.search(r"\([\d٠-٩]+\)", text) and not foreign:
                yield f"a number outside a <bdi>: {text.strip()[:40]!r}"


def _marks(root: html.HtmlElement) -> Iterator[str]:
    """A highlight is a gradient and covers whole words."""
    for mark in root.find_class("hit"):
        if "linear-gradient" not in (mark.get("style") or ""):
            yield "a highlight without a gradient"
        before = _text_before(mark)[-1:]
        after = (mark.tail or "")[:1]
        first, last = mark.text_content()[:1], mark.text_content()[-1:]
        if (before.isalpha() and first.isalpha()) or (after.isalpha() and last.isalpha()):
            yield f"a highlight within a word: {mark.text_content()!r}"


def _own_texts(cell: html.HtmlElement) -> Iterator[str]:
    """The texts of a cell, without those of tables in it."""
    if cell.tag == "table" or not isinstance(cell.tag, str):
        return
    yield cell.text or ""
    for child in cell:
        yield from _own_texts(child)
        yield child.tail or ""


def _direct_texts(element: html.HtmlElement) -> list[str]:
    return [element.text or "", *(child.tail or "" for child in element)]


def _text_before(mark: html.HtmlElement) -> str:
    before = mark.getprevious()
    return (before.tail or "") if before is not None else (mark.getparent().text or "")


def _is_preview(element: html.HtmlElement) -> bool:
    return any("display:none" in (one.get("style") or "") for one in (element, *element.iterancestors()))


def _pixels(element: html.HtmlElement, name: str) -> float:
    found = re.search(rf"(?<![\w-]){name}:([0-9.]+)px", element.get("style") or "")
    return float(found.group(1)) if found else 0.01
