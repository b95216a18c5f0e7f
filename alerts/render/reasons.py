"""What was found at a source, in Arabic: the sentences that the monitor makes of it, by their patterns.

Each pattern's names are the facts of its translation. A sentence that none of them fits is shown as it was found.
"""

import re
from typing import NamedTuple


class Told(NamedTuple):
    """A sentence with names in curly braces, and what they stand for."""

    sentence: str
    facts: dict[str, str]


_STATUS = {
    "wants a password": "يطلب كلمة مرور",
    "does not let us in": "لا يسمح لنا بالدخول",
    "there is nothing": "لا شيء هناك",
    "gone for good": "حُذف نهائيًا",
    "asks to be asked less often": "يطلب تخفيف الطلبات",
    "not available for legal reasons": "محجوب لأسباب قانونية",
    "out of service": "خارج الخدمة",
    "a Cloudflare challenge that only a browser can pass": "جدار Cloudflare لا يجتازه إلا متصفّح",
}
_UNITS = {"minutes": "دقيقة", "hours": "ساعة", "days": "يومًا"}
_PATTERNS = tuple(
    (re.compile(pattern, re.DOTALL), sentence)
    for pattern, sentence in (
        (r"answered (?P<status>\d+) without saying where to", "أحال إلى عنوان لم يذكره (الرمز {status})"),
        (r"answered (?P<status>\d+)", "أجاب بالرمز {status}"),
        (r"answered (?P<status>\d+) \((?P<meaning>.+)\)", "أجاب بالرمز {status} ({meaning})"),
        (r"no trustworthy connection to (?P<host>\S+): (?P<why>.+)", "شهادة {host} غير موثوقة ({why})"),
        (r"the name (?P<host>\S+) cannot be resolved", "لا يُعرف عنوان للاسم {host}"),
        (r"no connection to (?P<host>\S+)(?: \((?P<why>.+)\))?", "تعذّر الاتصال بـ {host}"),
        (r"the connection to (?P<host>\S+) broke(?: \((?P<why>.+)\))?", "انقطع الاتصال بـ {host}"),
        (r"(?P<host>\S+) does not answer in HTTP(?: \((?P<why>.+)\))?", "ما يجيب به {host} ليس HTTP"),
        (r"no complete answer from (?P<host>\S+) within (?P<n>[\d.]+) s", "لم يكتمل جواب {host} خلال {n} ثانية"),
        (r"(?P<host>\S+) sends more than (?P<n>\d+) MB", "يرسل {host} أكثر من {n} ميغابايت"),
        (r"(?P<host>\S+) unpacks to more than (?P<n>\d+) MB", "ما يرسله {host} يتجاوز {n} ميغابايت بعد فكّ ضغطه"),
        (r"(?P<host>\S+) unpacks to more than (?P<n>\d+) times its size", "ما يرسله {host} مضغوط أكثر من {n} ضعفًا"),
        (r"(?P<host>\S+) the compressed body is broken", "ما يرسله {host} مضغوط ومعطوب"),
        (r"(?P<host>\S+) encoded as (?P<name>.+), which was not asked for", "يرسل {host} بترميز لم يُطلب: {name}"),
        (r"more than (?P<n>\d+) redirects, the last to (?P<url>.+)", "أحال أكثر من {n} مرات، آخرها إلى {url}"),
        (r"refused: redirects to (?P<url>.+)", "أحال إلى عنوان لا يُتبع: {url}"),
        (r"refused: (?P<url>.+) is no (?:plain http or https )?address(?: \(.+\))?", "ليس عنوان ويب: {url}"),
        (r"refused: (?P<why>.+)", "رُفض طلبه حمايةً للشبكة: {why}"),
        (r"is empty", "الجواب فارغ"),
        (r"a feed that holds no entries any more", "لم يعد في خلاصته أي خبر"),
        (r"is a wall that only a browser with JavaScript can pass", "جدار لا يجتازه إلا متصفّح"),
        (r"is an HTML page, not a feed", "صفحة HTML، لا خلاصة"),
        (r"is an HTML page, not a feed; it leads to (?P<url>\S+)", "صفحة HTML، لا خلاصة، ويحيل إلى {url}"),
        (r"(?P<n>\d+) of its (?P<all>\d+) parts cannot be read .*", "تعذّرت قراءة {n} من أجزائه الـ{all}"),
        (r"is an image, not a feed", "صورة، لا خلاصة"),
        (r"is an error message in XML, not a feed", "رسالة خطأ بصيغة XML، لا خلاصة"),
        (r"is a list of feeds \(OPML\), not a feed.*", "قائمة خلاصات (OPML)، لا خلاصة"),
        (r"is (?:JSON, but )?no (?:JSON F|f)eed.*", "ليس خلاصة"),
        (r"begins like JSON but is broken.*", "يبدأ كأنه JSON لكنه معطوب"),
        (r"the body was cut off; what came was read", "انقطع الجواب قبل آخره، وقُرئ ما وصل"),
        (r"nothing new for (?P<n>\d+) (?P<unit>minutes|hours|days)", "لا جديد منذ {n} {unit}"),
        (
            r"(?P<n>\d+) entries today, usually (?P<usual>\d+) by this hour",
            "عدد أخبار اليوم {n}، والمعتاد حتى هذه الساعة نحو {usual}",
        ),
        (r"took longer than (?P<n>[\d.]+) s to read and was given up", "تجاوزت قراءته {n} ثانية فتُركت"),
        (r"needs more than (?P<n>\d+) MB of memory to read", "تحتاج قراءته إلى أكثر من {n} ميغابايت من الذاكرة"),
        (r"no link looks like an article.*", "لا رابط في الصفحة يشبه رابط خبر"),
        (r"nothing on the page matches (?P<what>.+); set links.*", "لا شيء في الصفحة يوافق {what}"),
        (
            r"what (?P<what>.+) names on the page neither is nor holds a link.*",
            "ما يدلّ عليه {what} في الصفحة ليس رابطًا ولا رابط فيه",
        ),
    )
)


def in_arabic(reason: str) -> Told | None:
    """The sentence in Arabic with its facts; None: it is none of ours.

    >>> in_arabic("answered 410 (gone for good)")
    Told(sentence='أجاب بالرمز {status} ({meaning})', facts={'status': '410', 'meaning': 'حُذف نهائيًا'})
    >>> in_arabic("something else") is None
    True
    """
    for pattern, sentence in _PATTERNS:
        found = pattern.fullmatch(reason)
        if found is not None:
            return Told(sentence, {name: _word(name, said) for name, said in found.groupdict("").items()})
    return None


def _word(name: str, said: str) -> str:
    return {"meaning": _STATUS, "unit": _UNITS}.get(name, {}).get(said, said)
