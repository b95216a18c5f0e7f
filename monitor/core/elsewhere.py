"""What a page puts around other articles: an aside, a class that says related, a label («اقرأ أيضا»)."""

import re
from itertools import islice

from lxml.etree import _Element

from monitor.core.furniture import points_elsewhere
from monitor.core.text_place import is_called

_BESIDE = frozenset({"aside", "nav", "footer"})
_OF_OTHERS = re.compile(
    r"(?i)(?:^|[\s_-])(?:related|recommended|recommendations|suggested|similar|popular|trending|most[-_]?(?:read|viewed|popular))(?:$|[\s_-])"
)
_LABEL, _PIECES = 60, 6  # characters of a label, and texts in it


def is_of_others(group: _Element) -> bool:
    """Whether an element is an aside or called related, or a label before it or at its beginning points elsewhere."""
    if group.tag in _BESIDE or is_called(group, _OF_OTHERS):
        return True
    return is_label(group.getprevious()) or is_label(next(group.iterchildren(), None))


def is_label(label: _Element | None) -> bool:
    """Whether an element is a label that points to other articles."""
    if label is None or not isinstance(label.tag, str):
        return False
    if len(label) == 0:
        said = (label.text or "")[: _LABEL + _PIECES].strip()
    else:
        said = "".join(str(piece)[: _LABEL + 1] for piece in islice(label.itertext(), _PIECES)).strip()
    return 0 < len(said) <= _LABEL and points_elsewhere(said)
