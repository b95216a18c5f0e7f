"""Tables that lay out a page instead of holding figures: on old sites the cells of one hold menu, article and boxes."""

from lxml.etree import _Element

_CELLS = ("td", "th")
_PARTS = ("table", "thead", "tbody", "tfoot", "tr", *_CELLS)
_BLOCKS = frozenset({"p", "div", "h1", "h2", "h3", "ul", "table"})
_FEWEST = 2  # blocks in one cell, so that it holds a piece of a page and no figure


def open_layout_tables(root: _Element) -> None:
    """Turn tables of which a cell holds several blocks into plain blocks; otherwise a cell is read as one line."""
    opened = {
        table
        for cell in root.iter(*_CELLS)
        if sum(child.tag in _BLOCKS for child in cell) >= _FEWEST
        and (table := next(cell.iterancestors("table"), None)) is not None
    }
    if not opened:
        return
    parts = [part for part in root.iter(*_PARTS) if _table_of(part) in opened]
    for part in parts:
        part.tag = "div"


def _table_of(part: _Element) -> _Element | None:
    return part if part.tag == "table" else next(part.iterancestors("table"), None)
