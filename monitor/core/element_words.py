"""How many words stand in an element."""

from lxml.etree import _Element


def all_words(element: _Element) -> int:
    """How many words stand in an element, whatever is around them."""
    if len(element) == 0:  # most links and headings
        return len(element.text.split()) if element.text else 0
    return len("".join(map(str, element.itertext())).split())


class WordsWithin:
    """How many words stand in elements, or of these in elements of a tag; counted once for all that lie around them.

    Ask for what is around first, as the order of a page has it.
    """

    def __init__(self, tag: str | None = None) -> None:
        self._tag = tag
        self._counted: dict[_Element, int] = {}

    def __contains__(self, element: _Element) -> bool:
        return element in self._counted

    def __call__(self, element: _Element) -> int:
        """The words in an element."""
        if element not in self._counted:
            self._count(element)
        return self._counted[element]

    def _count(self, top: _Element) -> None:
        inside: dict[_Element, int] = {}
        tagged: dict[_Element, int] = {}
        for element in reversed(list(top.iter())):  # what is in an element comes before it
            words = inside.pop(element, 0)
            if isinstance(element.tag, str) and element.text:  # no comment
                words += len(element.text.split())
            told = words if self._tag in (None, element.tag) else tagged.pop(element, 0)
            self._counted[element] = told
            parent = element.getparent()
            if parent is not None and element is not top:
                inside[parent] = inside.get(parent, 0) + words + len((element.tail or "").split())
                tagged[parent] = tagged.get(parent, 0) + told
