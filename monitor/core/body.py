"""The body of an article on a page that names none: told by where its running text stands."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice, takewhile

from lxml.etree import _Element

from monitor.core.box import Subject, is_of_page, is_often_box, outlet_of
from monitor.core.deck import deck_of, follows_lines
from monitor.core.element_text import whole_text
from monitor.core.element_words import WordsWithin, all_words
from monitor.core.furniture import cut_furniture
from monitor.core.sentence import has_full_stop, is_left_open, speaks_to_readers, tells_event

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
BETWEEN = _HEADINGS | frozenset({"ul", "ol", "dl", "details", "blockquote", "pre"})  # paragraphs
INLINE = frozenset(
    (
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "br",
        "em",
        "font",
        "i",
        "mark",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
    )
)
BLOCKS = BETWEEN | {"p", "div", "h1", "table"}
FRAMES = frozenset({"footer", "aside", "nav", "figure"})  # what stands around an article
RUNNING = 12  # words that stand bare in a cell or a div, or in a paragraph, so that they are running text
# «wrote» is «books» as well; who wrote or said it leaves open what follows: «كتبت الوزارة الشروط التالية:»
_WHOSE = re.compile(r"(?:كتبت?|نقلا|بحسب)(?!\w)(?!.*:$)|كتب (?:[أا]خرى|(?:ال|لل)(?:كاتب|مؤلف))(?!\w)")
_LISTED = "مصدر|مصادر|مراجع|مواضيع|موضوعات|[أا]خبار|وسوم|دلالات|روابط|[أا]قسام|خدمات|وظائف|[إا]علانات|تطبيق(?:ات)?"
_NEWS = "[أا]خبار|[أا]نباء|مقالات|مواضيع|تعليقات|عناوين"
_OF_PAGE = re.compile(  # «للتواصل مع المحرر:», polls by their outlet's name, what a page offers
    rf"لل|(?:ال)?(?:{_LISTED})(?=\W*\Z| (?:ذات|متعلقة|مشابهة|أخرى|مهمة|سريعة|شاغرة|مبوبة|الموقع|الصحيفة)(?!\w))"
    rf"|(?:ال)?كلمات (?:ال)?(?:مفتاحية|دلالية)|(?:[آأا]خر|[أا]حدث) ال(?:{_NEWS})"
    r"|ال[أا]كثر (?:قراءة|مشاهدة|تعليقا|تداولا|تفاعلا)|عن (?:الكاتب|الموقع)"
    r"|تطبيقاتنا|خدماتنا|تطبيقنا|موقعنا|(?:هاشتا[غج]|وسم|تاغ)(?!\w)|خريطة الموقع|العنوان|عنواننا|من نحن"
    r"|(?:معلومات|[أا]رقام) (?:الاتصال|التواصل)|فريق (?:العمل|التحرير)|نبذة عن (?:ال)?(?:كاتب|كاتبة|مؤلف|موقع|صحيفة)"
    r"|تردد قناة|راسل|اتصل|تواصل|اشترك|انضم|حمّ?ل |شاركو?نا|شروط (?:الاستخدام|النشر)|استطلاع|استفتاء|تصويت"
    r"|سياسة (?:التعليقات|الخصوصية|النشر|الموقع)|صوّ?ت(?:وا)?(?!\w)|كيف تقيّ?م|ما ر[أا]يك|مباريات اليوم"
    r"|(?:حالة )?الطقس|درجات الحرارة\W*\Z|(?:مواقيت|أوقات) الصلاة|[أا]سعار (?:صرف )?(?:العملات|الذهب|الصرف)|سعر الصرف"
)
_CHOICES = frozenset({"ul", "ol", "form"})
_NEARLY_ALL = 0.9  # of a page's running text


def name_body(root: _Element, paragraphs: Sequence[_Element], title: str = "") -> None:
    """Call an element the body that has nearly all running text, and other blocks of it, if the page names none.

    `paragraphs` are those that are running text. Without a body they are all that is looked for, and a heading or a
    list among them or behind them is lost.
    """
    if next(root.iter("article"), None) is not None or root.find(".//*[@itemprop='articleBody']") is not None:
        return
    running = _counted(paragraphs)
    holder = _holder_of(running)
    if holder is None or follows_lines(root, holder, running):
        return
    deck = deck_of(root, holder)
    children = [child for child in holder if any(one in running for one in child.iter("p"))]
    titles = " ".join([title, *map(whole_text, islice(root.iter("h1"), 1))])
    subject = Subject(titles, " ".join(map(whole_text, running)), outlet_of(root))
    last = _last_of_body(holder, running, subject)
    blocks = list(_blocks_from(holder, holder.index(children[0]), last))
    if not _is_more_than_paragraphs(blocks):
        return
    last = _with_paragraphs(holder, last, children)
    ends = holder.tag != "body" and last == len(holder) - 1
    body = holder if ends else _put_apart(holder, holder.index(children[0]), last)
    body.set("itemprop", "articleBody")
    for line in reversed(deck):
        body.insert(0, line)


def _counted(paragraphs: Sequence[_Element]) -> dict[_Element, int]:
    """The words of paragraphs."""
    within = WordsWithin()
    counts: dict[_Element, int] = {}
    for one in paragraphs:
        around = next(one.iterdescendants("p"), None) is not None  # hundreds may lie in each other
        counts[one] = within(one) if around or one in within else all_words(one)
    return counts


def _holder_of(running: Mapping[_Element, int]) -> _Element | None:
    """The element with nearly all running text: its paragraphs stand in it, or each in an element like the others'."""
    told: Counter[_Element] = Counter()
    around: Counter[_Element] = Counter()
    for paragraph, words in running.items():
        parent = paragraph.getparent()
        above = parent.getparent() if parent is not None else None
        if parent is not None:
            told[parent] += words
            around[parent] += words  # what comes before the parts that are alike
        if above is not None:
            around[above] += words
    for counted in (told, around):
        for holder, words in counted.most_common(1):
            parts = [(child.tag, child.get("class")) for child in holder if any(one in running for one in child)]
            apart = len(parts) > 1 or told[holder] > 0  # else all stands one level deeper
            if words >= _NEARLY_ALL * sum(running.values()) and (counted is told or (apart and len(set(parts)) == 1)):
                return holder
    return None


def _last_of_body(holder: _Element, running: Collection[_Element], subject: Subject) -> int:
    """The place of the last child that has running text, or of the last block that follows it.

    Only short lines like its paragraphs stand between: «وشملت الأعمال:», «وانتهى العمل.». Behind a full stop, or behind
    a box, what stands under a heading has to do with the text.
    """
    children = list(holder)
    last = max(n for n, child in enumerate(children) if any(one in running for one in child.iter("p")))
    alike = {(one.get("class"), one.get("id")) for one in running}
    is_open, in_box, is_own = True, False, False
    for n, child in enumerate(children[last + 1 :], start=last + 1):
        is_line = (child.get("class"), child.get("id")) in alike and _is_line(child)
        goes_on = is_line and _goes_on(child, subject)
        label = child if is_line and not goes_on and _is_label(child, subject) else None
        heading = next(child.iter(*_HEADINGS), label)
        if heading is not None:
            named = whole_text(heading).strip(" :؟?!")
            in_box = subject.has_box(named)
            is_own = not in_box and ((is_open and not is_often_box(named)) or subject.is_of(_under(child)))
            asked = is_of_page(named) or (not _is_answered(child) and subject.asks_readers(named, _under(child)))
            if asked or not (in_box or is_own):
                break
        in_box = in_box and not goes_on
        if in_box:
            is_open = False
        elif _is_told(child) and (child.tag in BETWEEN or not child.attrib):  # «id=comments» is a list too
            last = n
        elif goes_on:
            subject.add(whole_text(child))
            is_open = not has_full_stop(whole_text(child))
        elif is_own and is_line:
            last = n
        elif all_words(child):
            break
    return last


def _with_paragraphs(holder: _Element, last: int, parts: Sequence[_Element]) -> int:
    """The place of the last paragraph or table behind a block: what stands behind these is the page's.

    `parts`: the children of the holder that have running text; what is like one of them is a paragraph too.
    """
    alike = {(one.tag, one.get("class")) for one in parts}
    for n, child in enumerate(list(holder)[last + 1 :], start=last + 1):
        below = child.getnext() if child.tag in _HEADINGS else child
        is_paragraph = child.tag == "p" or (child.tag, child.get("class")) in alike
        if is_paragraph or (below is not None and below.tag == "table"):
            last = n
        elif all_words(child) and child.tag != "figure":
            break
    return last


def _under(child: _Element) -> str:
    """A heading and what stands under it."""
    under = takewhile(lambda one: one.tag not in _HEADINGS, child.itersiblings()) if child.tag in _HEADINGS else ()
    return " ".join(map(whole_text, (child, *under)))


def _is_answered(question: _Element) -> bool:
    """Whether a sentence stands below a heading that may ask readers, and no list of answers."""
    below = question.getnext()
    if below is None or not _is_line(below) or not has_full_stop(whole_text(below)):
        return False
    behind = below.getnext()
    return behind is None or behind.tag not in _CHOICES


def _is_line(child: _Element) -> bool:
    """Whether a short paragraph may be the article's: «للتواصل مع المحرر:», «كتب محمد علي» end a body."""
    said = whole_text(child)
    return child.tag == "p" and bool(cut_furniture(said)) and not speaks_to_readers(said) and not _WHOSE.match(said)


def _goes_on(line: _Element, subject: Subject) -> bool:
    """Whether a short paragraph tells what happened or introduces what follows; «المصدر: وكالات.» does not."""
    said = whole_text(line)
    if not said.endswith((":", ".")) or (said.endswith(".") and subject.has_outlet(said)):
        return False
    return tells_event(said) or is_left_open(said)


def _is_label(line: _Element, subject: Subject) -> bool:
    """Whether a short paragraph stands before a list as a heading does: «حراسة المرمى:», «المستمسكات المطلوبة».

    What pages call their own lists is one only if the title has a word of it: «أسعار الذهب اليوم», not «أقسام الموقع».
    """
    listed, said = line.getnext(), whole_text(line)
    if listed is None or listed.tag not in ("ul", "ol") or not _is_told(listed):
        return False
    return not has_full_stop(said) and (_OF_PAGE.match(said) is None or subject.has_in_title(said))


def _is_told(element: _Element) -> bool:
    """Whether an element is a heading or a list, or holds nothing else, and no list of links."""
    if element.tag not in BETWEEN:
        return len(element) > 0 and not (element.text or "").strip() and all(map(_is_told, element))
    linked = sum(map(all_words, element.iter("a")))
    return 0 < all_words(element) > 2 * linked


def _blocks_from(holder: _Element, first: int, last: int) -> Iterator[_Element]:
    """What is a paragraph, or stands between paragraphs, in the order of the page."""
    for child in list(holder)[first : last + 1]:
        yield from (one for one in child.iter("p", *BETWEEN) if one.tag == "p" or _is_told(one))


def _is_more_than_paragraphs(blocks: Sequence[_Element]) -> bool:
    """Whether there is a list among them, or a heading that has text behind it."""
    while blocks and blocks[-1].tag in _HEADINGS:
        blocks = blocks[:-1]
    return any(one.tag in BETWEEN for one in blocks)


def _put_apart(holder: _Element, first: int, last: int) -> _Element:
    """A `div` of its own for some children."""
    children = list(holder)[first : last + 1]
    body = holder.makeelement("div", None, None)
    holder.insert(first, body)
    body.extend(children)
    return body


def is_inline(child: _Element) -> bool:
    """Whether an element stands within a line, and no block stands in it."""
    if not isinstance(child.tag, str):  # a comment
        return True
    return child.tag in INLINE and next(child.iter(*BLOCKS), None) is None
