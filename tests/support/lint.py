"""The rules of our mails, as a check: `mail_problems(body)` is empty for a mail that keeps them all."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

from lxml import etree, html

_HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_LIKE_URL = re.compile(r"(?i)https?:|www\.|[a-z0-9-]\.[a-z]{2,}")
_FORBIDDEN = ("img", "script", "form", "link", "iframe", "object", "embed", "svg", "input", "base", "video", "audio")
_DARK = re.compile(r"@media \(prefers-color-scheme:dark\)\{(.*?\})\s*\}", re.DOTALL)
_HEADERS = ("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress", "List-Id")


def mail_problems(body: bytes) -> list[str]:
    """Every broken rule of a whole mail."""
    mail = cast(EmailMessage, message_from_bytes(body, policy=policy.SMTP))
    problems = [f"no header {name}" for name in _HEADERS if name not in mail]
    problems += [f"a defect: {defect!r}" for part in mail.walk() for defect in part.defects]
    if len(str(mail["Subject"])) > 120:
        problems.append("the subject is longer than 120 characters")
    if any(len(line) > 998 for line in body.split(b"\r\n")) or re.search(rb"[^\r]\n|\r[^\n]", body):
        problems.append("a line is too long or ends otherwise than CR LF")
    kinds = [part.get_content_type() for part in mail.iter_parts()]
    if mail.get_content_type() != "multipart/alternative" or kinds != ["text/plain", "text/html"]:
        return [*problems, f"not an alternative of text and html: {mail.get_content_type()} {kinds}"]
    parts = list(mail.iter_parts())
    if any(part["Content-Transfer-Encoding"] != "quoted-printable" for part in parts):
        problems.append("a part is not quoted-printable")
    return problems + html_problems(cast(EmailMessage, parts[1]).get_content())


def html_problems(document: str) -> list[str]:
    """Every broken rule of the HTML part."""
    root = html.document_fromstring(document)
    problems = [f"<{tag}>" for tag in _FORBIDDEN if root.iter(tag) and list(root.iter(tag))]
    if len(document.encode()) >= 100_000:
        problems.append("the html part is too big")
    if "url(" in document.lower() or "@import" in document.lower():
        problems.append("url()")
    found = _HIDDEN.search(document.replace("\r\n", ""))
    if found is not None:
        problems.append(f"a hidden character U+{ord(found.group()):04X}")
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    problems += [f"<{e.tag}> without dir" for e in elements if e.tag in {"table", "td"} and not e.get("dir")]
    problems += [f"a handler {name}" for e in elements for name in e.attrib if str(name).lower().startswith("on")]
    problems += list(_links(root)) + list(_sizes(root))
    return problems + list(_contrasts(root, {})) + list(_contrasts(root, _dark_rules(document)))


def _links(root: html.HtmlElement) -> Iterator[str]:
    for link in root.iter("a"):
        if not re.match(r"https?://[^\s\"<>]+$", link.get("href") or ""):
            yield f"a link to {link.get('href')!r}"
        if _LIKE_URL.search(link.text_content()):
            yield f"a link whose text looks like an address: {link.text_content()!r}"


def _sizes(root: html.HtmlElement) -> Iterator[str]:
    for quote in root.find_class("qt"):
        size, height = _pixels(quote, "font-size"), _pixels(quote, "line-height")
        if size < 17 or height / size < 1.8:
            yield f"a quote of {size} px in lines of {height} px"


def _pixels(element: html.HtmlElement, name: str) -> float:
    found = re.search(rf"(?<![\w-]){name}:([0-9.]+)px", element.get("style") or "")
    return float(found.group(1)) if found else 0.0


# ── contrast ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _dark_rules(document: str) -> dict[str, str]:
    found = _DARK.search(document)
    assert found is not None, "no rules for the dark"
    return dict(re.findall(r"\.([\w-]+)\{([^}]*)\}", found.group(1)))


def _contrasts(root: html.HtmlElement, rules: dict[str, str]) -> Iterator[str]:
    where = "in the dark" if rules else "in the light"
    yield from _contrasts_below(root.body, rules, ("#000000", "#ffffff"), where)


def _contrasts_below(
    element: html.HtmlElement, rules: dict[str, str], around: tuple[str, str], where: str
) -> Iterator[str]:
    style = ";".join(
        [element.get("style") or "", *(rules.get(name, "") for name in (element.get("class") or "").split())]
    )
    if "display:none" in style and "mso-hide" in style:
        return
    ink = _colour(style, r"(?<![\w-])color:\s*(#[0-9a-f]{6})", around[0])
    paper = _colour(style, r"(?<![\w-])background(?:-color)?:[^;]*?(#[0-9a-f]{6})", around[1])
    texts = [element.text or "", *(child.tail or "" for child in element)]
    if any(text.strip("\xa0 \n\u200c\u034f") for text in texts) and contrast(ink, paper) < 4.5:
        yield f"{ink} on {paper} {where}: {''.join(texts).strip()[:40]!r}"
    for child in element:
        if isinstance(child.tag, str) and not isinstance(child, etree._Comment):
            yield from _contrasts_below(child, rules, (ink, paper), where)


def _colour(style: str, pattern: str, inherited: str) -> str:
    found = re.findall(pattern, style)
    return str(found[-1]) if found else inherited


def contrast(one: str, other: str) -> float:
    """As WCAG measures it: 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
