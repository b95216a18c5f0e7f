"""لصالح: to somebody called صالح, or in favour of what follows; told by the words beside it."""

import re

from monitor.core.watch.agreement import may_be_genitive
from monitor.core.watch.around import Around
from monitor.core.watch.reading import Reading

_GOOD = "صالح"
_FOR = ("ل",)
_ADHERENT = re.compile("و?ب?(?:ال|لل)?(?:موال|ولاء|تابع|مءيد|ممثل|مناصر|انصار|معاد(?!ل)|حليف|حلفاء|داعم).*")  # folded
_HIS = re.compile("و?(?:منزل|معسكر|نجل|شقيق)ا?")  # هاجموا معسكرا لصالح
_NO_GENITIVES = ("شمال", "شرق", "غرب", "جنوب", "قرب", "امس")


def is_in_favour(near: Around, reading: Reading) -> bool:
    """Whether لصالح is no family name: «لصالح دول الخليج»; it is one in «القوات الموالية لصالح», «لصالح شرق عدن»."""
    if reading.split.stem != _GOOD or reading.split.proclitics[-1:] != _FOR:
        return False
    if near.after in _NO_GENITIVES or _ADHERENT.fullmatch(near.before) or _HIS.fullmatch(near.before):
        return False
    return may_be_genitive(near.after)
