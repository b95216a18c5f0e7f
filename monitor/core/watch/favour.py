"""لصالح: to somebody called صالح, or in favour of what follows; told by the words beside it."""

import re

from monitor.core.watch.agreement import may_be_genitive
from monitor.core.watch.around import Around
from monitor.core.watch.reading import Reading

_GOOD = "صالح"
_FOR = ("ل",)
_ADHERENT = re.compile("و?(?:ال|لل)?(?:موال|تابع|مءيد|ممثل|مناصر|حليف|حلفاء|داعم).*")  # folded


def is_in_favour(near: Around, reading: Reading) -> bool:
    """Whether لصالح is no family name: «لصالح دول الخليج»; it is one in «القوات الموالية لصالح», «قال لصالح إن»."""
    if reading.split.stem != _GOOD or reading.split.proclitics[-1:] != _FOR:
        return False
    return may_be_genitive(near.after) and not _ADHERENT.fullmatch(near.before)
