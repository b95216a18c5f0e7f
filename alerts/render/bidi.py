"""Right-to-left text among left-to-right words, where no markup can help: terminals, plain text, Slack."""

import re
import unicodedata

RLM, LRM = "\u200f", "\u200e"
_FSI, _PDI = "\u2068", "\u2069"
# A Latin word, or several, with the digits and marks inside them: "example.org", "MQ-9 Reaper".
_LATIN = re.compile(r"[0-9]*[A-Za-z\u00c0-\u024f](?:[A-Za-z0-9\u00c0-\u024f .,:/@&'’+_%-]*[A-Za-z0-9\u00c0-\u024f])?")


def direction_of(text: str) -> str:
    """The direction of a paragraph: an Arabic headline may well begin with a Latin name.

    >>> direction_of("CNN: زلزال في المحيط"), direction_of("Talks in Doha")
    ('rtl', 'ltr')
    """
    kinds = [unicodedata.bidirectional(letter) for letter in text]
    right = sum(kind in {"R", "AL"} for kind in kinds)
    left = kinds.count("L")
    return "rtl" if right and right * 2 >= left else "ltr"


def has_letters(text: str, direction: str) -> bool:
    """Is there a letter of this direction?"""
    kinds = {"R", "AL"} if direction == "rtl" else {"L"}
    return any(unicodedata.bidirectional(letter) in kinds for letter in text)


def isolate(text: str) -> str:
    """Keeps the order inside from touching the order outside."""
    return f"{_FSI}{text}{_PDI}"


def isolate_latin(text: str) -> str:
    """Each run of Latin words on an island of its own.

    >>> isolate_latin("قالت وكالة Reuters إن") == "قالت وكالة \u2068Reuters\u2069 إن"
    True
    """
    return _LATIN.sub(lambda run: isolate(run.group()), text)


def line(text: str, direction: str) -> str:
    """A line that keeps its direction even when it begins with a letter of the other one, or with a number."""
    if direction == "rtl":
        return RLM + text if text else ""
    return LRM + text if unicodedata.bidirectional(text[:1] or " ") in {"R", "AL"} else text
