"""A word typed in the plural is looked for in the plural only: مسلحون is not «نزاع مسلح», حدود no «خط حدودي»."""

import re

from monitor.core.arabic.fold import fold
from monitor.core.arabic.known import CITATIONS
from monitor.core.arabic.lexicon import SINGULARS
from monitor.core.arabic.nouns import complete_stem, masculine_plural
from monitor.core.arabic.stems import NOMINAL, Stems

_PARTICIPLE = re.compile("م.{3,}")
_BOTH = re.compile("م.ا..")  # مصادر is a plural, مراقب mostly none
_MASCULINE, _FEMININE = ("ون", "ين"), "ات"
_LONG = 7  # letters: shorter ones in ات may be of a root that ends in ت (إثبات, ميقات)


def typed_plural(stems: Stems, base: str, *, article: bool) -> bool:
    """Add the forms of a word, without its article, if it is a plural; whether it is nothing else."""
    if base in SINGULARS:
        complete_stem(stems, base, "")
        return not _BOTH.fullmatch(base)
    if _is_known(base):
        return False
    if base.endswith(_MASCULINE) and len(base) >= (5 if article else 6):
        one = base[:-2]
        stems.add(base, NOMINAL)
        masculine_plural(stems, one)
        return _is_known(one) or one.endswith("ي") or _PARTICIPLE.fullmatch(one) is not None
    if base.endswith(_FEMININE) and len(base) >= 5:
        stems.add(base, NOMINAL)
        return len(base) >= _LONG or _is_known(base[:-2] + "ة") or _is_known(base[:-2])
    return False


def _is_known(word: str) -> bool:
    return fold(word) in CITATIONS
