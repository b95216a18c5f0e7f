"""Foreign HTML → plain text: no markup survives, and no character that a terminal, a mail or a database chokes on."""

import html
import re

_DROPPED = re.compile(
    r"<(script|style|noscript|template|iframe|svg|math|object|head|title|textarea|select|button)\b[^<>]*>.*?(?:</\1\s*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<!\[CDATA\[|\]\]>|<[!?][^>]*(?:>|\Z)", re.DOTALL)
_BREAK = re.compile(
    r"</?(?:p|div|br|hr|li|ul|ol|dl|dt|dd|h[1-6]|tr|table|blockquote|pre|section|article|header|footer|figure|"
    r"figcaption|aside|center|main|nav|address)\b[^>]*(?:>|\Z)",
    re.IGNORECASE,
)
_CELL = re.compile(r"</?(?:td|th|img|option)\b[^>]*(?:>|\Z)", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*(?:>|(?=<)|\Z)")
_REFERENCE = re.compile(r"&#(?:0*\d{8,}|[xX]0*[0-9a-fA-F]{7,});?")
_ENTITY = re.compile(r"&(?:#\d|#[xX][0-9a-fA-F]|[a-zA-Z][a-zA-Z0-9]{1,30};)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_NEWLINES = re.compile("\r\n?|[\u2028\u2029\x85\x0b\x0c]")
_BLANK = re.compile("[ \t\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff\u00ad]+")
_PARTED = re.compile("(?<=[\u0621-\u063a\u0641-\u064a])\u200c(?=[\u0621-\u063a\u0641-\u064a])")
_WORD = re.compile(r"\w+")
_SIGNS = re.compile("[\u064b-\u0652\u0670\u0640]")
_TELLING = 4  # letters of a word that tells of something
_LONGEST = 2_000_000  # characters of markup; what is beyond is no article


def plain_text(markup: str) -> str:
    """The text of a piece of foreign HTML, its paragraphs on lines of their own; never raises.

    Text that is no HTML passes through. Entities are decoded, twice where a feed encoded them twice; what turns out to
    be markup then goes too.

    >>> plain_text("<p>أعلنت <b>وزارة</b> الصحة</p><p>اليوم&nbsp;&amp;amp; غدا</p>")
    'أعلنت وزارة الصحة\\nاليوم & غدا'
    """
    text = markup[:_LONGEST]
    for _ in range(3):
        text = _stripped(text) if "<" in text else text
        if not _ENTITY.search(text):
            break
        text = html.unescape(_REFERENCE.sub(" ", text))
    return tidy(_stripped(text) if "<" in text else text)


def tidy(text: str) -> str:
    """Text with clean characters, single blanks and no empty lines; U+200B parts words, so it becomes a blank.

    >>> tidy("  أعلنت\\u200bالوزارة \\x00\\r\\n\\r\\n  اليوم ")
    'أعلنت الوزارة\\nاليوم'
    """
    text = _CONTROL.sub("", _NEWLINES.sub("\n", part_words(text)))
    lines = (_BLANK.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def inert(text: str) -> str:
    """What strangers wrote without what a terminal obeys and what turns the direction of the text around it.

    >>> inert("safe\\u202egnp.exe\\u2069 \\x1b[31m\\x9b2J")
    'safegnp.exe [31m2J'
    """
    return _OBEYED.sub("", text)


def part_words(text: str) -> str:
    """A blank for each U+200C that stands between two Arabic words; in Persian, Urdu and Kurdish it parts none.

    >>> part_words("أعلنت\u200cالوزارة") == "أعلنت الوزارة", part_words("می\u200cشود") == "می\u200cشود"
    (True, True)
    """
    if "\u200c" not in text or sum(map(text.count, "یکگ")) > text.count("ي"):
        return text
    return _PARTED.sub(" ", text)


def one_line(text: str) -> str:
    """Plain text on one line, for titles and names."""
    return " ".join(plain_text(text).split())


def bare_words(text: str) -> list[str]:
    """The words of a text as they are compared: without signs of punctuation, vowel signs and capitals.

    >>> bare_words("أعلنتِ الوزارةُ (BBC)")
    ['أعلنت', 'الوزارة', 'bbc']
    """
    return _WORD.findall(_SIGNS.sub("", text).casefold())


def without_blanks(text: str) -> str:
    """The letters and signs of a text: where its elements meet there may be a blank, or none.

    >>> without_blanks("وزير الطاقة") == without_blanks(" وزيرالطاقة")
    True
    """
    return "".join(text.split())


def telling_words(text: str) -> list[str]:
    """The bare words that tell of something: those of one to three letters are mostly particles.

    >>> telling_words("افتتح الوزير جسرا في بغداد")
    ['افتتح', 'الوزير', 'جسرا', 'بغداد']
    """
    return [word for word in bare_words(text) if len(word) >= _TELLING]


def _stripped(text: str) -> str:
    text = _DROPPED.sub("\n", _COMMENT.sub("", text))
    return _TAG.sub("", _CELL.sub(" ", _BREAK.sub("\n", text)))
