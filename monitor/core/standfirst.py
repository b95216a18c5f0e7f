"""The standfirst: the sentence under the title that extraction loses on some sites."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.etree import _Element

from monitor.core.furniture import cut_furniture
from monitor.core.plain import bare_words, one_line, telling_words

_CUT_OFF = re.compile(r"\s*(?:\.{2,}|…|\[…\]|\[\.\.\.\])\s*$")
_PLACES = ("p", "h2", "h3", "h4", "div", "span", "strong", "section", "li")
_CALLED = re.compile(
    r"(?i)stand-?first|sub-?_?(?:title|head)|(?:^|[\s_-])(?:lead|lede|intro|excerpt|deck|dek|chapo|summary)(?:$|[\s_-])"
)
_ELSE = re.compile(
    r"(?i)(?:^|[\s_-])(?:newsletter|subscri\w*|form|author|writer|byline|bio|photo|image|caption|card|slider|carousel|related|ticker"
    r"|promo|widget|comments?|tags?)(?:$|[\s_-])"
)
_WRITER = re.compile(r"(?i)(?:^|[\s_-])(?:author|writer|byline)(?:$|[\s_-])")
_BY = frozenset({"بقلم", "كتب", "كتبت", "by"})
_LONGEST_NAME, _BEFORE_NAME, _BEHIND_NAME = 5, 2, 2  # words
_CALLED_BY = (
    "كاتب كاتبة باحث باحثة صحفي صحفية صحافي صحافية إعلامي إعلامية أستاذ أستاذة محلل محللة محرر محررة روائي روائية"
    " شاعر شاعرة أكاديمي أكاديمية خبير خبيرة مؤلف مؤلفة طبيب طبيبة"
)
_CALLINGS = frozenset(
    word for one in bare_words(_CALLED_BY) for word in (one, f"ال{one}")
)  # what writers do for a living
_NO_PLACES = frozenset({"figure", "figcaption", "form", "aside", "nav", "footer"})
_FRAME = frozenset({"footer", "aside", "nav"})
_OF_SITE = re.compile(r"(?i)(?:^|[\s_-])(?:footer|foot|about|copyright|top-?bar|slogan|site-?desc\w*)(?:$|[\s_-])")
_OF_TITLE = 2  # words of an announcement that stand in the title too
_CARD = 2  # times the words of an announcement: what is around that of another article has no more
_LOOKS = 20  # at what shows an announcement, and may be the site's
_POINTS = 6  # of a list that is a standfirst
_NEAR = 15  # elements behind the title
_A_SENTENCE = 8  # words of one that is only called so
_FEWEST = 5  # words of a standfirst
_LONGEST = 1500  # characters
_LETTER, _LONGEST_WORD = re.compile(r"\w"), 100


def put_standfirst(root: _Element, text: str, summary: str, *, title: str, author: str | None = None) -> str:
    """The text; what the page announces and shows, but the text lacks, becomes its first line."""
    announced = bool(summary) and not contains(text, summary) and not contains(title, summary)
    shown = (_shown(root, summary, title) if announced else None) or _named(root, text, title, author)
    if shown is None:
        return text
    return f"{shown}\n{text}" if text else shown


def contains(text: str, piece: str) -> bool:
    """Whether a text says what a piece says: nearly all its runs of four words, whatever their vowel signs.

    >>> contains("أعلنت وزارة الصحة، اليوم، عن ارتفاع العدد", "أعلنت وزارة الصحة اليوم عن …")
    True
    """
    words, wanted = bare_words(text), bare_words(_CUT_OFF.sub("", piece))
    if piece != _CUT_OFF.sub("", piece) and len(wanted) > 1:
        wanted.pop()  # the last word may have been cut in two
    size = min(4, len(wanted))
    if size == 0:
        return True
    runs = set(zip(*(words[start:] for start in range(size)), strict=False))
    asked = list(zip(*(wanted[start:] for start in range(size)), strict=False))
    return sum(run in runs for run in asked) >= 0.8 * len(asked)


def _shown(root: _Element, summary: str, title: str) -> str | None:
    """The element that shows the announcement, whole where the announcement was cut off.

    An announcement that has hardly a word of the title may be the site's, which stands in the head and foot of pages.
    """
    wanted = bare_words(_CUT_OFF.sub("", summary))
    if len(wanted) < _FEWEST:
        return None
    beginning = wanted[: min(len(wanted) - 1, 12)]
    topic = {*telling_words(title)}
    of_title = len(topic.intersection(wanted)) >= _OF_TITLE
    found: tuple[_Element, str] | None = None
    looks = 0
    for element, element_text in _texts(root, beginning[0]):
        if found is not None and found[0] not in element.iterancestors():
            break
        words = bare_words(element_text)
        if words[: len(beginning)] != beginning or len(words) < 0.8 * len(wanted):
            continue
        looks += not of_title
        if of_title or (looks <= _LOOKS and not _is_of_site(root, element)):
            found = element, element_text  # what is around it may hold the whole article
    return _with_its_list(*found) if found is not None else None


def _named(root: _Element, text: str, title: str, author: str | None) -> str | None:
    """The element right behind the title that is called a standfirst, if it is a sentence that neither says."""
    heading = next((one for one in root.iter("h1") if _says(one, title)), None)
    behind = list(islice(_behind(heading), _NEAR)) if heading is not None else []
    if not any(_CALLED.search(_names(one)) for one in behind):
        return None
    first = bare_words(text[:300])[:_FEWEST]
    for element in behind:
        pieces = list(islice((str(piece) for piece in element.itertext()), 40))
        words = bare_words(" ".join(pieces)[:_LONGEST])
        if words[:_FEWEST] == first:
            return None
        if len(words) >= _A_SENTENCE and len(pieces) < 10 and _is_standfirst(element, len(words)):
            said = cut_furniture(one_line(" ".join(pieces)))
            if not said or contains(f"{title}\n{text}", said):
                return None
            if not any(_is_about(words, name) for name in _writers(root, author)):
                return said
    return None


def _writers(root: _Element, author: str | None) -> Iterator[list[str]]:
    """The words of the names that a page gives those who wrote it."""
    called = (one for one in root.iter("a", "span", "div", "p", "address", "strong") if _WRITER.search(_roles(one)))
    for name in (
        author or "",
        *(one_line("".join(islice(map(str, one.itertext()), 10))) for one in islice(called, 20)),
    ):
        words = [word for word in bare_words(name) if word not in _BY]
        if 1 < len(words) <= _LONGEST_NAME:
            yield words


def _is_about(words: list[str], name: list[str]) -> bool:
    """Whether the first words give a name and what its bearer does for a living: «الكاتب سالم الحارثي باحث في …».

    A name alone says nothing: a columnist or a club may be what the article is about as well.
    """
    for start in range(_BEFORE_NAME + 1):
        end = start + len(name)
        if words[start:end] == name and not _CALLINGS.isdisjoint(words[:start] + words[end : end + _BEHIND_NAME]):
            return True
    return False


def _roles(element: _Element) -> str:
    return f"{_names(element)} {element.get('rel') or ''} {element.get('itemprop') or ''}"


def _says(heading: _Element, title: str) -> bool:
    """Whether a heading is the title of the article, not the page's name."""
    said = one_line("".join(map(str, heading.itertext())))
    return bool(said) and (contains(title, said) or contains(said, title))


def _is_standfirst(element: _Element, words: int) -> bool:
    """Whether an element is called so, and is not about the author, a picture, the outlet or another article."""
    if not _CALLED.search(_names(element)) or element.find(".//a") is not None:
        return False
    around = [element, *islice(element.iterancestors(), 3)]
    if any(one.tag in _NO_PLACES or _ELSE.search(_names(one)) for one in around):
        return False
    card = around[1] if len(around) > 1 else element
    headings = [one for one in card.iter("h2", "h3", "h4", "h5") if one is not element]
    small = len(bare_words(" ".join(islice(map(str, card.itertext()), 200)))) <= _CARD * words
    return not (small and headings)


def _behind(heading: _Element) -> Iterator[_Element]:
    """What could be a paragraph, in the order of the page."""
    for element in (heading, *islice(heading.iterancestors(), 4)):
        for sibling in element.itersiblings():
            yield from sibling.iter(*_PLACES)


def _names(element: _Element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _with_its_list(element: _Element, text: str) -> str:
    """The text; where it is a point of a short list without links, the other points too, a line for each."""
    holder = element.getparent()
    if element.tag != "li" or holder is None or next(holder.iter("a"), None) is not None:
        return text
    points = [
        one_line(" ".join(map(str, point.itertext()))) for point in islice(holder.iterchildren("li"), _POINTS + 1)
    ]
    return "\n".join(filter(None, points)) if len(points) <= _POINTS and sum(map(len, points)) <= _LONGEST else text


def _is_of_site(root: _Element, element: _Element) -> bool:
    """Whether an element stands in the head or the foot of a page."""
    if any(one.tag in _FRAME or _OF_SITE.search(_names(one)) for one in (element, *element.iterancestors())):
        return True
    first = next((one for one in root.iter("h1", element.tag) if one.tag == "h1" or one is element), None)
    return first is element and next(root.iter("h1"), None) is not None


def _texts(root: _Element, first: str) -> Iterator[tuple[_Element, str]]:
    """Texts of the elements that begin with a word and could be one paragraph, innermost last as the page has them."""
    for element in islice(root.iter(*_PLACES), 20_000):
        if not _begins(element, first):
            continue
        pieces = list(islice((str(piece) for piece in element.itertext()), 40))
        text = one_line(" ".join(pieces)) if sum(map(len, pieces)) <= _LONGEST and len(pieces) < 40 else ""
        if text:
            yield element, text


def _begins(element: _Element, first: str) -> bool:
    """Whether the first word of an element is this one: most are not, and are not looked at any further."""
    for piece in islice(element.itertext(), 40):
        if piece.isspace() or (letter := _LETTER.search(text := str(piece))) is None:  # blanks between tags
            continue
        start = letter.start()
        return letter.group().casefold() == first[0] and bare_words(text[start : start + _LONGEST_WORD])[0] == first
    return False
