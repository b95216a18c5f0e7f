"""Names of people, clubs and companies that are links, in the lists and tables of an article.

Extraction takes them for menus. A table is the article's if it says more than names; a list if the text introduces it.
"""

import re
from itertools import dropwhile, islice

from lxml.etree import _Element

from monitor.core.arabic.fold import fold, fold_word
from monitor.core.box import outlet_of
from monitor.core.date_place import is_writer
from monitor.core.dateline_names import is_full_name
from monitor.core.element_text import shown_text
from monitor.core.element_words import all_words
from monitor.core.elsewhere import is_of_others
from monitor.core.furniture import cut_furniture
from monitor.core.lines import bare_words, become_words
from monitor.core.running_text import RunningText, frame_of
from monitor.core.sentence import awaits_people, goes_on, speaks_to_readers
from monitor.core.text_place import is_called

_NAME, _MOST_NAMES = 5, 4  # words of a name, and of most in a list; titles have more
_HEADINGS = ("h2", "h3", "h4")
_ENTRIES = 400  # rows or items that are looked at
_INTRODUCES = 3  # words of a line that introduces a list behind the text: labels have fewer
_FEWEST = 1  # cells of a row that are no link
_JOINED = r"(?<!\w)[وبلك]{0,2}(?:ال|ل)?"
_READING = re.compile(  # what an outlet has to be read: no sentence has people, clubs or countries behind it
    rf"{_JOINED}(?:مقالات(?:ها?)?|مواضيع|موضوعات|موضوع|اخبار|رابط|روابط|مزيد|ارشيف|وسم|وسوم|كلمات|قراء|قارء|صلة|تداولا|شيوعا)(?!\w)"
    # «وقال تعليقا على القرار:» is told, «أضف تعليقا على الخبر:» offered
    r"|(?<=اكثر )تعليقا(?!\w)|(?<!\w)تعليقا(?!\w| علي (?!(?:ال)?(?:خبر|مقال[هة]?|موضوع)(?!\w)))"
    rf"|{_JOINED}(?:مقالات|مواضيع|موضوعات|اخبار|تقارير|ملفات|برامج|حلقات|قنوات|عناوين|منصات)نا(?!\w)"
    r"|(?<!\w)و?(?:نشرنا|نرشح|نقترح|اخترنا|[يت]هم(?:كم?)?|[يت]فوتكم?|يمكنكم?|معنا|تابعوا?نا|شركاءنا)(?!\w)"
)
_HERE = re.compile(  # what is done with it, and where: only people behind it may be the article's
    rf"{_JOINED}(?:مقال[هة]?|تقارير|ملفات|عناوين|برامج|حلقات|قنوات|اقسام|تطبيق|تطبيقات|منصات|قراءة|اطلاع)(?!\w)"
    r"|(?:مواقع|وسائل|شبكات) التواصل|علي الموقع"
    r"|(?<!\w)(?:ب?هذا|هذه|نشر|شارك|مشاركة|في) (?:ال)?(?:خبر|تقرير|ملف|قسم|صفحة)(?!\w)"
    r"|(?<!\w)و?(?:(?:اقرا|شاهد|تابع|طالع|انظر)(?:وا)? (?:ايضا|كذلك)|تواصل(?:وا)? مع)(?!\w)"
    r"|\Aالاكثر(?:\Z| (?:قراءة|مشاهدة|متابعة|استماعا|بحثا|مشاركة|تفاعلا|اعجابا|زيارة|رواجا)(?!\w))"
    r"|\Aو?(?:تصفحوا|طالعوا|اقراوا|شاهدوا|تابعوا|حملوا|انضموا|اشتركوا|زوروا)(?!\w)"
)
# what sentences speak of too: a label does if it is short, or begins with it
_OFFERED = re.compile(
    "[وبل]{0,2}(?:ال|ل)?(?:تقرير|خبر|ملف|سلسل[هة]|قسم|تصفح|طالع|اقرا|شاهد|تابع|حمل|انضم|اعمال|انظر|مشاهدة|لكم|اشترك|معلقين)"
)
_LABEL = 3  # words of a label of which any may say what is offered
# «all of», «the most», «here you have»: what is meant stands behind them
_BEFORE_HEAD = re.compile(
    "من|في|علي|عن|الي|قد|كما|هذا|هذه|هنا|ما|لا|كل|جميع|بعض|(?:ال)?اكثر|اهم|ابرز|احدث|اخر|افضل|اشهر|ذات|اليكم?"
)
# who writes for an outlet, as a heading calls them: what else stands behind such words tells of others
# («صحفيو غزة الشهداء», «المحررون من سجون الاحتلال», «هيئة تحرير الشام»)
_WRITERS = r"(?:ال)?(?:كتاب|محررون|مدونون|مراسلون|صحفيون|اقلام|اعمدة|زوايا|راي|اراء|مدونات|مقالات|شخصيات)"
_PAGE = r"(?:ال)?(?:موقع|صحيفة|جريدة|مجلة|شبكة|قناة|وكالة)"
_STAFF = re.compile(
    rf"{_WRITERS}(?: و?{_WRITERS})?(?: (?:في )?{_PAGE})?"
    r"(?: اليوم| الاسبوع| لنا| حرة?| اخر(?:[يو]ن)?| (?:هذا )?العدد| ضيوف)?"
    r"|(?:كتاب|اقلام|اراء)نا(?: الاعزاء)?|(?:محررو|مدونو|مراسلو|صحفيو)نا|باقلام(?:هم|نا)"
    rf"|(?:محررو|مراسلو|مدونو|صحفيو) {_PAGE}|فريق العمل|تحرير|اعداد"
    r"|معلقون|محللون|ضيوف|متابعون|(?:ال)?(?:مذيعون|اصدقاء)|تابعوهم"
    rf"|(?:اعضاء )?(?:هيءة|فريق|طاقم|اسرة) (?:التحرير|التغطية|الاعداد|(?:(?:تحرير|عمل) )?{_PAGE})"
    rf"|كتبوا(?: لنا| اليوم| هنا| (?:في|ل) ?{_PAGE})?|حسابات(?:نا|هم)?|تصوير|كتابات|مشاهير|نجوم|وجوه|تابعهم(?: .*)?"
    r"|(?:(?:ال)?مشارك(?:ون|ين)|شارك(?:وا)?) في (?:ال)?(?:اعداد|تغطية|تحرير|تقرير)(?: (?:ال)?تقرير)?|اعد (?:ال)?تقرير"
)
_KIND = re.compile(r"\A(?:موقع|صحيفة|جريدة|مجلة|شبكة|قناة|وكالة)\s+")
_THEIRS = re.compile(r"من كتاب \w+")  # «من كتّاب الرافد»
_TITLE = re.compile("(?i)widget")
_TAG = re.compile(r"(?i)tag|/(?:topics?|keywords?|categor(?:y|ies)|sections?)/")
_PROFILE = re.compile(
    r"(?i)/(?:columnists?|contributors?|editors?|opinions?|blogs?|kuttab|كتاب|كاتب)/|\A(?:https?://[^/]+)?/by/"
)


def keep_linked_names(root: _Element, running: RunningText) -> None:
    """Turn links into words in tables and lists beside running text that are the article's."""
    outlet = fold(_KIND.sub("", outlet_of(root)))
    for group in list(root.iter("table", "ul", "ol")):
        if not running.has_beside(group) or next(group.iter("a"), None) is None or running.is_apart(group):
            continue
        frame = frame_of(group)
        if is_of_others(group) or is_of_others(frame) or not _has_names(group):
            continue
        said = _FEWEST if running.is_within(frame) else _FEWEST + 1  # of most read, of today's matches: one
        if (group.tag == "table" and _says_more(group, said)) or (
            _are_short(group) and _is_introduced(frame, running, outlet)
        ):
            become_words(group)


def _has_names(group: _Element) -> bool:
    """Whether all its links are names: not long, nor numbers, as the days of a calendar."""
    return all(
        all_words(link) <= _NAME and any(map(str.isalpha, shown_text(link)))
        for link in islice(group.iter("a"), _ENTRIES)
        if all_words(link)
    )


def _are_short(group: _Element) -> bool:
    counts = [*filter(None, map(all_words, islice(group.iter("a"), _ENTRIES)))]
    return sum(counts) <= _MOST_NAMES * len(counts)


def _says_more(table: _Element, least: int) -> bool:
    """Whether most rows with a link have so many cells without one: figures, a town."""
    rows = [row for row in islice(table.iter("tr"), _ENTRIES) if next(row.iter("a"), None) is not None]
    said = (sum(bare_words(cell, 1) > 0 and next(cell.iter("a"), None) is None for cell in row) for row in rows)
    return 2 * sum(cells >= least for cells in said) > len(rows) > 1


def _is_introduced(frame: _Element, running: RunningText, outlet: str) -> bool:
    """Whether a line of the text right before ends in a colon; behind the text one of some words, before no tags.

    Within the text it may be a heading, if those who follow are people: boxes have titles of articles, or writers.
    """
    before = frame.getprevious()
    if before is not None and len(before) == 1 and before.tag != "p":  # in a box of its own
        before = before[0]
    if before is None or before.tag not in ("p", *_HEADINGS):
        return False
    said, people = shown_text(before).strip(), _are_people(frame)
    is_heading = before.tag in _HEADINGS
    if not cut_furniture(said) or speaks_to_readers(said) or _is_of_outlets(said, people=people and not is_heading):
        return False
    if is_heading:
        return running.is_within(frame) and people and not _heads_a_box(before, said, outlet)
    if not said.endswith(":"):
        return False
    if running.is_within(frame):
        return True
    return len(said.split()) >= _INTRODUCES and not any(map(_is_tag, islice(frame.iter("a"), _ENTRIES)))


def _heads_a_box(heading: _Element, said: str, outlet: str) -> bool:
    """Whether a heading is that of an outlet's people, or names no certain ones: «شخصيات»."""
    words = [*map(fold_word, said.replace(":", " ").split())]
    if is_called(heading, _TITLE) or _THEIRS.fullmatch(" ".join(words)) is not None:
        return True
    behind = f"{' '.join(dropwhile(_BEFORE_HEAD.fullmatch, words))} "
    if outlet:
        behind = behind.replace(f" {outlet} ", " الموقع ")  # «كتاب الرافد»
    return _STAFF.fullmatch(behind.strip()) is not None


def _are_people(frame: _Element) -> bool:
    """Whether most links are people's names, and none leads to tags or to all that somebody wrote."""
    links = [*islice(frame.iter("a"), _ENTRIES)]
    if any(_is_tag(link) or is_writer(link) or _PROFILE.search(link.get("href") or "") for link in links):
        return False
    return 2 * sum(is_full_name(shown_text(link)) for link in links) > len(links)


def _is_of_outlets(label: str, *, people: bool) -> bool:
    """Whether a label offers what an outlet has beside its article: not, by most words, if people stand behind it.

    «المزيد من أخبار الرافد:» offers, «وضمت القائمة رجال الأعمال:» and «أكثر اللاعبين تسجيلا للأهداف:» tell something.
    """
    words = fold(label).replace(":", " ").split()
    said = " ".join(words)
    if awaits_people(label):
        return False
    if _READING.search(said) is not None:
        return True
    if people:
        return False
    if _HERE.search(said) is not None:
        return True
    heads = (word for word in words if _BEFORE_HEAD.fullmatch(word) is None)
    asked = words if len(words) <= _LABEL else islice(heads, 1)
    return not goes_on(label) and any(map(_OFFERED.fullmatch, asked))


def _is_tag(link: _Element) -> bool:
    return _TAG.search(f"{link.get('rel')} {link.get('href')}") is not None
