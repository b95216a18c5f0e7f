"""How well colours of a mail can be told apart, in the light and in the dark."""

import re
from collections.abc import Iterator

from lxml import etree, html

_DARK = re.compile(r"@media \(prefers-color-scheme:dark\)\{(.*?\})\s*\}", re.DOTALL)


def dark_rules(document: str) -> dict[str, str]:
    """Class → declarations, as the style sheet has them for the dark."""
    found = _DARK.search(document)
    assert found is not None, "no rules for the dark"
    return dict(re.findall(r"\.([\w-]+)\{([^}]*)\}", found.group(1)))


def faint_texts(root: html.HtmlElement, rules: dict[str, str]) -> Iterator[str]:
    """Texts whose contrast is below 4.5:1; `rules`: class → declarations, empty for the light."""
    where = "in the dark" if rules else "in the light"
    yield from _below(root.body, rules, ("#000000", "#ffffff"), where)


def _below(element: html.HtmlElement, rules: dict[str, str], around: tuple[str, str], where: str) -> Iterator[str]:
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
            yield from _below(child, rules, (ink, paper), where)


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
