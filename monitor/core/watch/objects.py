"""What something is done to tells the verb: يوقع 12 قتيلا is of أوقع, where يوقع is "he signs" elsewhere."""

from monitor.core.arabic.fold import fold
from monitor.core.arabic.lexicon import TOLD_BY_OBJECTS
from monitor.core.watch.around import Around
from monitor.core.watch.behind import following, is_of_its
from monitor.core.watch.reading import Reading

_NEAR = 4  # words: يضرب الأسرى عن الطعام
_OBJECTS = {fold(verb.removeprefix("أ")): frozenset(map(fold, told)) for verb, told in TOLD_BY_OBJECTS.items()}
"""What follows the ي of the imperfect → what tells that it is this verb's."""


def is_told_by_object(near: Around, reading: Reading) -> bool:
    """يوقع 12 قتيلا, تحكم الجماعة سيطرتها, يضرب عن الطعام."""
    objects = next(told for root, told in _OBJECTS.items() if reading.split.stem.startswith(root, 1))
    before = ""
    for word in following(near, _NEAR):
        bare = word.removeprefix("ال")
        if any(one in objects or is_of_its(objects, one) for one in (bare, f"{before}+{bare}")):
            return True
        before = word
    return False
