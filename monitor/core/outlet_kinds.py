"""What Arabic outlets call themselves: «وكالة …», «صحيفة …»."""

KINDS = frozenset(["وكالة", "صحيفة", "جريدة", "موقع", "قناة", "شبكة", "بوابة", "مجلة", "إذاعة", "تلفزيون", "راديو"])
# of other things too: a station that makes power, a foundation that drills
ALSO_KINDS = frozenset(["منصة", "محطة", "مؤسسة"])


def any_spelling(words: frozenset[str]) -> str:
    """A pattern for one of the words, with ه for ة and alif for its hamza as well.

    >>> any_spelling(frozenset({"إذاعة"}))
    '(?:[إا]ذاع[ةه])'
    """
    spelt = (word.replace("ة", "[ةه]").replace("إ", "[إا]") for word in sorted(words))
    return f"(?:{'|'.join(spelt)})"
