"""Where an article's body ends: behind its running text may stand lists, headings and lines of its own."""

import re
from collections.abc import Collection, Sequence
from itertools import takewhile

from lxml.etree import _Element

from monitor.core.blocks import BETWEEN, HEADINGS, is_told, tells_more_than_links
from monitor.core.box import Subject, is_of_page, is_often_box
from monitor.core.element_text import whole_text
from monitor.core.element_words import all_words
from monitor.core.furniture import cut_furniture
from monitor.core.kinds import Kinds
from monitor.core.sentence import has_full_stop, is_left_open, speaks_to_readers, tells_event

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
_WRAPS = frozenset({"div", "section"})
_CHOICES = frozenset({"ul", "ol", "form"})


def last_of_body(holder: _Element, running: Collection[_Element], subject: Subject, kinds: Kinds) -> int:
    """The place of the last child that has running text, or of the last block that follows it.

    Only short lines like its paragraphs stand between: «وشملت الأعمال:», «وانتهى العمل.». Behind a full stop, or behind
    a box, what stands under a heading has to do with the text. `kinds`: those of the children that have running text.
    """
    children = list(holder)
    last = _last_of(children, running)
    blocks = [_unwrapped(child) if child in kinds else child for child in children]
    alike = {(one.get("class"), one.get("id")) for one in running}
    is_open, in_box, is_own, asks = True, False, False, _asks(children[: last + 1])
    for n, block in enumerate(blocks[last + 1 :], start=last + 1):
        behind = blocks[n + 1 : n + 3]
        in_kinds = children[n] in kinds
        is_block = block.tag in BETWEEN or not block.attrib or in_kinds  # not «id=comments»
        is_line = (block.get("class"), block.get("id")) in alike and _is_line(block)
        goes_on = is_line and _goes_on(block, subject)
        label = block if is_line and not goes_on and _is_label(block, behind, subject) else None
        heading = next(block.iter(*HEADINGS), label)
        if heading is not None:
            named, under = whole_text(heading).strip(" :؟?!"), _under(blocks[n:])
            in_box = subject.has_box(named)
            is_own = not in_box and ((is_open and not is_often_box(named)) or subject.is_of(under))
            asked = is_of_page(named) or (not _is_answered(behind) and subject.asks_readers(named, under))
            if asked or not (in_box or is_own):
                break
        in_box = in_box and not goes_on
        is_part = in_kinds and _is_part(block, is_headed=is_own and heading is not None, asks=asks)
        if in_box:
            is_open = False
        elif (is_own and block.tag == "table") or (is_told(block) and is_block) or is_part:
            last = n
        elif is_line and (goes_on or is_own):
            last = n if is_own else last
            if goes_on:
                subject.add(whole_text(block))
                is_open = not has_full_stop(whole_text(block))
        elif all_words(block) and not (is_own and _is_heading_of(children[n : n + 2], kinds)):
            break
    return last


def _last_of(children: Sequence[_Element], running: Collection[_Element]) -> int:
    """The place of the last child with running text, or of the last that not only quotes, if a heading is behind it."""
    places = {one: n for n, child in enumerate(children) for one in child.iter("p") if one in running}
    last = max(places.values())
    told = max((n for one, n in places.items() if next(one.iterancestors("blockquote"), None) is None), default=last)
    headed = any(next(child.iter(*HEADINGS), None) is not None for child in children[told + 1 : last + 1])
    return told if headed else last


def _is_heading_of(two: Sequence[_Element], kinds: Kinds) -> bool:
    """Whether the first holds a heading and nothing else, and the second is like the parts of the text."""
    return _unwrapped(two[0]).tag in HEADINGS and two[-1] in kinds


def with_paragraphs(holder: _Element, last: int, kinds: Kinds) -> int:
    """The place of the last paragraph or table behind a block: what stands behind these is the page's.

    `kinds`: those of the children that have running text; what is like one of them is a paragraph too.
    """
    for n, child in enumerate(list(holder)[last + 1 :], start=last + 1):
        is_paragraph = child.tag == "p" or (child in kinds and _is_plain(_unwrapped(child)))
        if is_paragraph and speaks_to_readers(whole_text(child)):
            break
        if is_paragraph or child.tag == "table":
            last = n
        elif all_words(child) and child.tag != "figure":
            break
    return last


def _is_part(block: _Element, *, is_headed: bool, asks: bool) -> bool:
    """Whether a table, or what is short below a heading, as an answer, is a part of the text; mostly links are not.

    `asks`: whether headings of the text ask; else what ends in a link leads away.
    """
    if block.tag == "table":
        return tells_more_than_links(block)
    is_answer = is_headed and block.tag != "p" and tells_more_than_links(block)
    return is_answer and (asks or not _ends_in_link(block))


def _ends_in_link(block: _Element) -> bool:
    """Whether a link stands last and ends no sentence: «كل مقالاته», «سجل الآن», «المزيد»."""
    links = [whole_text(one) for one in block.iter("a")]
    return bool(links) and whole_text(block).endswith(links[-1]) and not has_full_stop(links[-1])


def _asks(parts: Sequence[_Element]) -> bool:
    return any(whole_text(heading).endswith("؟") for part in parts for heading in part.iter(*HEADINGS))


def _is_plain(block: _Element) -> bool:
    """Whether it is a table, or has none and no list or heading."""
    return block.tag == "table" or next(block.iter("table", *BETWEEN), None) is None


def _unwrapped(part: _Element) -> _Element:
    """The one element in a part that holds nothing else, however many are around it."""
    while part.tag in _WRAPS and len(part) == 1 and not (part.text or part[0].tail or "").strip():
        part = part[0]
    return part


def _under(blocks: Sequence[_Element]) -> str:
    """A heading and what stands under it."""
    under = takewhile(lambda one: one.tag not in HEADINGS, blocks[1:]) if blocks[0].tag in HEADINGS else ()
    return " ".join(map(whole_text, (blocks[0], *under)))


def _is_answered(behind: Sequence[_Element]) -> bool:
    """Whether a sentence stands below a heading that may ask readers, and no list of answers."""
    if not behind or not _is_line(behind[0]) or not has_full_stop(whole_text(behind[0])):
        return False
    return behind[-1].tag not in _CHOICES


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


def _is_label(line: _Element, behind: Sequence[_Element], subject: Subject) -> bool:
    """Whether a short paragraph stands before a list as a heading does: «حراسة المرمى:», «المستمسكات المطلوبة».

    What pages call their own lists is one only if the title has a word of it: «أسعار الذهب اليوم», not «أقسام الموقع».
    """
    said = whole_text(line)
    if not behind or behind[0].tag not in ("ul", "ol") or not is_told(behind[0]):
        return False
    return not has_full_stop(said) and (_OF_PAGE.match(said) is None or subject.has_in_title(said))
