"""Short lines that stand bare in elements like those around the running text: they are its paragraphs too."""

from collections import Counter
from collections.abc import Collection

from lxml.etree import _Element

from monitor.core.blocks import HOLDERS, is_inline
from monitor.core.element_text import shown_text
from monitor.core.running_text import RunningText
from monitor.core.sentence import has_full_stop, speaks_to_readers


def short_beside(opened: Collection[_Element]) -> list[_Element]:
    """Short paragraphs among running text: what is inline only, in an element like one opened beside it, or in one."""
    parents = {one.getparent() for one in opened}
    alike = {(one.getparent(), one.tag, one.get("class")) for one in opened} | _before_each(opened)
    near = [
        child
        for parent in parents | {*opened}
        if parent is not None
        for child in parent.iterchildren(*HOLDERS)
        if (parent, child.tag, child.get("class")) in alike or (parent in opened and child.get("class") is None)
    ]
    return [one for one in {*near, *_in_pairs(opened)} if one not in opened and all(map(is_inline, one))]


def _in_pairs(opened: Collection[_Element]) -> list[_Element]:
    """What is like one of those opened, in an element like those around several: posts have each line in two."""
    kinds = {(one.tag, one.get("class")) for one in opened}
    around = [one for one in dict.fromkeys(one.getparent() for one in opened) if one is not None]
    rows = Counter((one.getparent(), one.tag, one.get("class")) for one in around)
    several = {kind for kind, times in rows.items() if times > 1}
    return [
        line
        for row in {row for row, _, _ in several}  # once each, though thousands of classes may stand in one
        if row is not None
        for pair in row.iterchildren()
        if (row, pair.tag, pair.get("class")) in several
        for line in pair.iterchildren(*HOLDERS)
        if (line.tag, line.get("class")) in kinds
    ]


def short_among(running: RunningText) -> list[_Element]:
    """Sentences that are a `div` beside running text, and if they have a class between its paragraphs."""
    divs = [one for holder in running.holders if holder is not None for one in holder.iterchildren("div")]
    short = [one for one in divs if all(map(is_inline, one)) and _is_told_line(shown_text(one))]
    return [one for one in short if (not one.attrib or running.is_within(one)) and not running.is_apart(one)]


def _is_told_line(text: str) -> bool:
    return has_full_stop(text) and not speaks_to_readers(text)


def _before_each(opened: Collection[_Element]) -> set[tuple[_Element | None, str, str | None]]:
    """What stands right before several of them in elements of one class: the questions of an interview."""
    before = Counter(
        (one.getparent(), one.tag, one.get("class"))
        for after in opened
        if (one := after.getprevious()) is not None and one not in opened and isinstance(one.tag, str)
    )
    return {kind for kind, times in before.items() if times > 1}
