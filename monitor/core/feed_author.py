"""Who a feed says wrote an entry, beside whom its page names."""

import re

from monitor.core.agency import fold_name, is_agency
from monitor.core.arabic.tokens import is_arabic
from monitor.core.dateline_names import is_full_name, names_origin
from monitor.core.metadata import person

_LONGEST = 1_000  # characters of an author that are read
_LABEL = re.compile(
    r"(?:(?:كتبت?|بقلم|[إا]عداد|ترجم[ةه])(?:\s+و(?:تحرير|ترجم[ةه]|[إا]عداد|تقديم))?(?=[\s:/-])"
    r"|(?:(?:ال)?(?:كاتب|محرر)[ةه]?|تحرير|تقرير|رصد|حوار|حاور(?:ته|ه)?(?:ا|م)?)\s*:)[\s:/-]*"
)
_BEFORE_NAME = re.compile(r"(?:(?:ال)?متابع[ةه]|خاص|(?:ال)?محرر[ةه]?|(?:ال)?مراسل[ةه]?(?:نا|تنا)?)(?=[\s:])[\s:]*")
_BETWEEN = 2  # words there: «مراسل الرافد أحمد علي», «المحرر الفني أحمد علي»
_OUTLET = re.compile(r"(?i)\w+ (?:نيوز|برس|[أا]ونلاين|news)")  # another than the feed's
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_PARTED = re.compile(r"\s*[|/+،,]\s*|\s+[-–—]\s*|[-–—]\s+|(?<=[ء-ي])[-–—](?=[ء-ي])")  # but «Jean-Pierre»
# of an outlet, none of its people: who runs its system, its desks and sections, how it came by a text; folded
_DESK = re.compile(
    r"محرره?|مشرف|الاداره|(?:ال)?تحرير|(?:ال)?وكالات|صحف|(?:ال)?متابعات|متابعه|خاصه?|ترجمه"
    r"|(?:ال)?(?:اخبار|سياسه|اقتصاد|رياضه|ثقافه|فنون|منوعات|محليات|دوليات|تقارير|مقالات)"
    r"|(?:ال)?مراسل(?:ون|ين|ونا|ينا|نا)?|المحرر(?:ه|ون)?|المشرف|(?:ال)?(?:محرر|مشرف|مدير|مراسل)(?: \w+){1,2}"
    r"|(?:هيءه|رءيس) (?:ال)?تحرير(?: \w+)?|القسم(?: \w+){1,2}"
    r"|(?:(?:ال)?فريق|طاقم|اسره|اداره|غرفه|قسم|مكتب|وحده|اخبار(?! اليوم)|متابعه|خاص)(?: \w+){1,2}"
    r"|(?i:editors?|editorial(?: \w+)?|staff(?: \w+)?|newsroom|(?:news|web) ?desk|guest|super user)"
)


def author_of(page: str | None, feed: str | None, site: str | None) -> str | None:
    """The page's author, or the feed's where the page names nobody; both where it names but an agency.

    >>> author_of(None, "سامر الكبيسي - الرافد", "الرافد"), author_of(None, "admin", "الرافد")
    ('سامر الكبيسي', None)
    >>> author_of("رويترز", "سامر الكبيسي", "الرافد"), author_of("رويترز", "سامر - رويترز", "الرافد")
    ('سامر الكبيسي، رويترز', 'رويترز')
    """
    writer = _writer_of(feed or "", site or "")
    if page is None or writer is None or not is_agency(page):
        return page or writer
    handed_on = any(is_agency(one) or names_origin(one) for one in _PARTED.split(writer))
    if handed_on or not is_arabic(writer):  # an account
        return page
    return f"{writer}، {page}"


def _writer_of(author: str, site: str) -> str | None:
    """Whom an author of a feed names, without the outlet and the place beside it; None for an account or a desk.

    >>> _writer_of("editor@news.example (سامر الكبيسي)", ""), _writer_of("هيئة التحرير", "")
    ('سامر الكبيسي', None)
    """
    unmarked = " ".join(word for word in author[:_LONGEST].split() if "@" not in word and "www." not in word)
    bare = _BRACKETS.fullmatch(unmarked)
    said = bare[1] if bare is not None else unmarked
    label = _LABEL.match(said)
    named = said[label.end() :] if label is not None else said
    pieces = [_bare(one) for one in _PARTED.split(named) if one]
    kept = [one for one in pieces if is_full_name(one) or _is_somebody(one, site)]
    return named if kept == [*filter(None, _PARTED.split(named))] and kept else "، ".join(kept) or None


def _bare(name: str) -> str:
    """A full name without what its bearer does, or did, before it: «متابعة: أحمد علي», «مراسلنا أحمد علي»."""
    label = _BEFORE_NAME.match(name)
    words = name[label.end() :].split() if label is not None else []
    tails = (" ".join(words[n:]) for n in range(min(_BETWEEN, len(words)) + 1))
    return next(filter(is_full_name, tails), name)


def _is_somebody(name: str, site: str) -> bool:
    """Whether a name is neither that of the outlet, its place or its desk, nor of an account; agencies are somebody."""
    if person(name, site) is None or _DESK.fullmatch(fold_name(name)) is not None:
        return False
    return is_agency(name) or _OUTLET.fullmatch(name) is not None or not names_origin(name)
