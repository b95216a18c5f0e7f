"""What old and careless pages are laid out with, put as today's pages have it, before their text is looked for.

Tables whose cells hold menu, article and boxes; articles that stand bare in a `div`, their paragraphs parted by `br`;
hundreds of elements around each other.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from lxml.etree import _Element

from monitor.core.asides import cut_offers, cut_pointers
from monitor.core.blocks import BLOCKS, HOLDERS, INLINE, RUNNING, is_inline
from monitor.core.body import name_body
from monitor.core.cards import cut_cards
from monitor.core.dateline import is_dateline
from monitor.core.element_text import shown_text
from monitor.core.embedded import tell_posts, tell_quotes
from monitor.core.endless import cut_next_articles
from monitor.core.folded import unfold
from monitor.core.gallery import cut_credits, tell_captions
from monitor.core.link_cards import cut_link_cards
from monitor.core.linked_names import keep_linked_names
from monitor.core.linked_words import keep_linked_words
from monitor.core.running_text import RunningText
from monitor.core.short_lines import short_among, short_beside

_CELLS = ("td", "th")
_PARTS = ("table", "thead", "tbody", "tfoot", "tr", *_CELLS)
_FEWEST = 2  # blocks in one cell, so that it holds a piece of a page and no figure
_SHORT = 2  # words beside such, so that they are a short paragraph
_ITEMS = ("li", "td", "dd", "dt", "th")
_SENTENCES = ("p", "blockquote", "figcaption", "h2", "h3", "h4", "h5", "h6", *_ITEMS)
_Piece = str | _Element  # a text, or an element without the text behind it
_DEEP = 16  # elements around each other that are left of more
_OPENED = re.compile(rf"(?:<(?:div|span|section|center|font|b|strong)\b[^<>]*>\s*){{{_DEEP + 1},}}", re.IGNORECASE)
_STOP, _WORD = re.compile(r"[.!؟…:][»”\"')\]]*\Z"), re.compile(r"[^\W\d]")
_BARE = INLINE - {"a"}  # words of a link do not count
_CLOSED = re.compile(rf"(?:</(?:div|span|section|center|font|b|strong)\s*>\s*){{{_DEEP + 1},}}", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


def flatten(markup: str) -> str:
    """The markup without most of the elements that stand directly around each other: parsers stop at the 256th.

    >>> flatten("<div>" * 300 + "خبر" + "</div>" * 300) == "<div>" * 16 + "خبر" + "</div>" * 16
    True
    """
    opened = _OPENED.sub(lambda run: "".join(_TAG.findall(run.group())[-_DEEP:]), markup)
    return _CLOSED.sub(lambda run: "".join(_TAG.findall(run.group())[-_DEEP:]), opened)


def open_layout(root: _Element, title: str = "", addresses: Sequence[str] = ()) -> None:
    """Turn tables that lay out a page into plain blocks, and running text that stands bare into paragraphs.

    By its title and its addresses, the page's own first, the article is told from others that lie beside it.
    """
    cut_next_articles(root)
    cut_offers(root)
    unfold(root)
    tell_posts(root)
    _tell_days(root)
    cut_cards(root, title, addresses)
    cut_link_cards(root, addresses)
    cut_pointers(root)
    for inline in list(root.iter("font", "span")):
        if next(inline.iterchildren(*BLOCKS), None) is not None:  # a whole article in one `font`
            inline.tag = "div"
    tell_captions(root)
    cut_credits(root)
    _open_tables(root)
    opened = {holder for holder in list(root.iter(*HOLDERS)) if _wrap_bare(holder, least=RUNNING)}
    for short in short_beside(opened):
        _wrap_bare(short, least=_SHORT)
    running = RunningText(root)
    tell_quotes(running)
    keep_linked_names(root, running)
    name_body(root, running.paragraphs, title)
    for folded in list(root.iter("details", "summary")):
        folded.tag = "div" if folded.tag == "details" else "p"
        if folded.tag == "div":
            _wrap_bare(folded, least=_SHORT)
    running = RunningText(root)
    for short in short_among(running):
        _wrap_bare(short, least=_SHORT)
    keep_linked_words(root, running)


def _tell_days(root: _Element) -> None:
    """Turn days that stand within a sentence into its words: else they are dropped as if the page came out then."""
    words: dict[_Element, int] = {}
    told: set[_Element] = set()
    for day in list(root.iter("time")):
        line = day.getparent()
        while line is not None and line.tag in INLINE and line.getparent() is not None:
            line = line.getparent()
        if line is None:
            continue
        if line not in words:
            words[line] = sum(_words(piece) for stretch in _stretches(line) for piece in stretch)
        if line in told or _is_told(line, day, words[line]):
            day.tag = "span"
            told.add(line)


def _is_told(line: _Element, day: _Element, words: int) -> bool:
    """Whether a line tells of a day: it has more to say, and does not say who wrote, and when."""
    if words <= _SHORT or (words < RUNNING and line.tag not in _SENTENCES):
        return False
    text, said = shown_text(line).strip(), shown_text(day).strip()
    has_stop = _STOP.search(text) is not None
    if text.startswith(said or text):  # as the day of publishing does
        return (has_stop or line.tag in _ITEMS) and not is_dateline(text, few=not has_stop)
    if words >= RUNNING:
        return True
    behind = text.rpartition(said or text)[2]
    return (has_stop or _WORD.search(behind) is not None) and not is_dateline(text, few=not has_stop)


def _open_tables(root: _Element) -> None:
    """Tables of which a cell holds several blocks, or running text, and those around them; a cell is else one line."""
    opened = {table for cell in root.iter(*_CELLS) if _is_piece_of_page(cell) for table in cell.iterancestors("table")}
    if not opened:
        return
    parts = [part for part in root.iter(*_PARTS) if _table_of(part) in opened]
    for part in parts:
        part.tag = "div"


def _is_piece_of_page(cell: _Element) -> bool:
    blocks = sum(child.tag in BLOCKS for child in cell)
    if blocks >= _FEWEST:
        return True
    parted = blocks > 0 or cell.find("br") is not None
    return parted and any(sum(map(_words, one)) >= RUNNING for one in _stretches(cell))


def _table_of(part: _Element) -> _Element | None:
    return part if part.tag == "table" else next(part.iterancestors("table"), None)


def _wrap_bare(holder: _Element, *, least: int) -> bool:
    """Put text that stands among the children of an element into paragraphs, one for each line, if it is running text.

    That is a stretch of at least so many words; with it go the short ones around it, which are its paragraphs too.
    """
    if _is_of_blocks(holder) or (len(holder) == 0 and len((holder.text or "").split()) < least):  # as most
        return False
    stretches = list(_stretches(holder))
    counts = [sum(map(_words, stretch)) for stretch in stretches]
    if max(counts) < least:
        return False
    holder.text = None
    for child in list(holder):
        child.tail = None
        holder.remove(child)
    for stretch, count in zip(stretches, counts, strict=True):
        for line in _lines(stretch) if count >= _SHORT else ():
            paragraph = holder.makeelement("p", None, None)
            _put(paragraph, line)
            holder.append(paragraph)
        _put(holder, () if count >= _SHORT else stretch)
    return True


def _is_of_blocks(holder: _Element) -> bool:
    """Whether nothing stands bare in it: told of most at a third of what the closer look takes."""
    if holder.text and not holder.text.isspace():
        return False
    return not any(child.tag in _BARE or (child.tail and not child.tail.isspace()) for child in holder)


def _stretches(holder: _Element) -> Iterator[list[_Piece]]:
    """What stands in an element: what is inline together, each block alone."""
    inline: list[_Piece] = [holder.text or ""]
    for child in holder:
        if is_inline(child):
            inline.append(child)
        else:
            yield inline
            yield [child]
            inline = []
        inline.append(child.tail or "")
    yield inline


def _words(piece: _Piece) -> int:
    """Words that stand bare in a piece: of a block and of a link none."""
    if isinstance(piece, str):
        return len(piece.split())
    if piece.tag == "a" or not is_inline(piece):
        return 0
    own = piece.text if isinstance(piece.tag, str) else None
    return len((own or "").split()) + sum(_words(child) + len((child.tail or "").split()) for child in piece)


def _lines(stretch: Iterable[_Piece]) -> Iterator[list[_Piece]]:
    line: list[_Piece] = []
    for piece in stretch:
        if not isinstance(piece, str) and piece.tag == "br":
            yield line
            line = []
        else:
            line.append(piece)
    yield line


def _put(holder: _Element, pieces: Iterable[_Piece]) -> None:
    """Append texts and elements that have no text behind them."""
    last = next(holder.iterchildren(reversed=True), None)  # len() and [-1] count all children
    for piece in pieces:
        if not isinstance(piece, str):
            holder.append(piece)
            last = piece
        elif last is not None:
            last.tail = (last.tail or "") + piece
        else:
            holder.text = (holder.text or "") + piece
