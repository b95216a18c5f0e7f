"""What is said about the monitor itself, in two languages.

Each kind of trouble has a headline, lines, and a line for each of several; the names in curly braces are the facts that
`Live.trouble` is given, commands stand for themselves. A line that lacks a fact is left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from alerts.render.clean import short_line
from alerts.render.passage import Passage, filled, names_in
from alerts.render.reasons import in_arabic
from alerts.render.wording import Words
from monitor.core.model.delivery import Happening, TroubleKind
from monitor.core.source_state import FIXES, SourceState


@dataclass(frozen=True, slots=True)
class _Saying:
    headline: str
    lines: tuple[str, ...] = ()
    each: str = ""
    last: tuple[str, ...] = ()


_AR = {
    TroubleKind.CHANNEL: _Saying(
        "القناة «{channel}» لا تستطيع الإرسال",
        (
            "السبب كما ورد: {error}",
            "لم يضِع شيء: رسائلها تنتظر، وتُرسل حين تعود إلى العمل.",
            "للاطلاع عليها: {monitor outbox list}",
        ),
    ),
    TroubleKind.REFUSED: _Saying(
        "رسائل القناة «{channel}» لا تصل إلى {recipient}",
        (
            "السبب كما ورد: {error}",
            "لم يضِع شيء: رسائله تنتظر وتُعاد محاولتها، وغيره تصله رسائله.",
            "للاطلاع عليها: {monitor outbox list}",
        ),
    ),
    TroubleKind.DEAD: _Saying(
        "تعذّر تسليم رسالة إلى {recipient} عبر القناة «{channel}»",
        (
            "السبب كما ورد: {error}",
            "الرسالة محفوظة. للاطلاع: {monitor outbox list}",
            "لإرسالها من جديد: {monitor outbox retry}",
        ),
    ),
    TroubleKind.SOURCE: _Saying(
        "المصدر «{name_ar}» متعثّر: {state}",
        (
            "ما وُجد: {reason}",
            "ما العمل: {advice}",
            "يصلك خبر آخر حين يتعافى. كل المصادر: {monitor sources doctor}",
        ),
    ),
    TroubleKind.SOURCE_WELL: _Saying("تعافى المصدر «{name_ar}»", ("تصل أخباره كما كانت. لا حاجة إلى أي إجراء.",)),
    TroubleKind.SOURCES: _Saying(
        "مصادر متعثّرة: {n_sources}",
        each="{name_ar}: {state} – {advice}",
        last=("وغيرها: {more}", "كل المصادر: {monitor sources doctor}"),
    ),
    TroubleKind.SOURCES_WELL: _Saying("مصادر تعافت: {n_sources}", each="{name_ar}", last=("وغيرها: {more}",)),
    TroubleKind.CONFIGURATION: _Saying(
        "رُفض تعديل في الإعدادات، والعمل مستمر بالإعدادات السابقة",
        each="{problem}",
        last=("أصلح الملف فيُعتمد فور صحته. للتحقّق: {monitor check}",),
    ),
    TroubleKind.BROKEN: _Saying(
        "في الإعدادات خطأ، وما سواه يعمل",
        ("تُرك ما فيه خطأ جانبًا، أو بقي كما كان من قبلُ، إلى أن يُصلَح ملفه.",),
        each="{problem}",
        last=("أصلح الملف فيُعتمد فور صحته. للتحقّق: {monitor check}",),
    ),
    TroubleKind.QUIET: _Saying(
        "قائمة الرصد «{watchlist}» لم تجد شيئًا منذ {n_days}",
        (
            "إمّا أنه لا شيء، وإمّا أن كلماتها لا تصيبه.",
            "لعرض ما يُبحث عنه: {monitor forms TERM}",
        ),
    ),
    TroubleKind.DISK: _Saying(
        "القرص يكاد يمتلئ: بقي {free}",
        ("هو قرص المجلد {folder}", "أفسِح مكانًا. ما حُفظ باقٍ، وإن امتلأ القرص تبقى المقالات الجديدة عند مواقعها."),
    ),
    TroubleKind.CLOCK: _Saying(
        "{jumped} ساعة هذا الجهاز بمقدار {jump}",
        (
            "لم يضِع شيء، لكن مواعيد الموجزات والأوقات في الرسائل خاطئة ما دامت الساعة خاطئة.",
            "تحقّق من مزامنة الوقت: {timedatectl status}",
        ),
    ),
    TroubleKind.UNSUBSCRIBED: _Saying(
        "أوقف {recipient} رسائل: {routes}", ("فُعل ذلك بالرابط الذي في الرسالة، ويمكن التراجع عنه من الصفحة نفسها.",)
    ),
    TroubleKind.ASIDE: _Saying(
        "تُركت قصة جانبًا ولا يُخبَر بها أحد: «{title}»",
        (
            "في قاعدة البيانات، في القصة {story}، ما لا يُقرأ أو لا يُعالَج: {error}",
            "قصص أخرى تُركت معها: {others}. كلها: {monitor outbox list}",
            "ما سواها مستمر. أصلح القاعدة أو شغّل الإصدار الذي كتب ذلك، ثم أعِدها: {monitor requeue}",
        ),
    ),
    TroubleKind.MENDED: _Saying(
        "في قاعدة البيانات أوقات أو أعداد تلفت، واستُبدلت",
        ("لم تضِع رسالة ولا قصة، لكن قد يصل بعضها متأخرًا أو مرة أخرى.",),
        each="الجدول {table}، الصف {row}: {columns}",
        last=("صفوف أخرى: {more}", "قد يكون القرص معطوبًا. للتحقّق: {monitor db check}"),
    ),
}
_EN = {
    TroubleKind.CHANNEL: _Saying(
        "Channel {channel} cannot send",
        (
            "{error}",
            "Nothing is lost: its messages wait and go out when it works again. See: {monitor outbox list}",
        ),
    ),
    TroubleKind.REFUSED: _Saying(
        "Nothing reaches {recipient} over channel {channel}",
        (
            "{error}",
            "Nothing is lost: it waits and is tried again, and the others get theirs. See: {monitor outbox list}",
        ),
    ),
    TroubleKind.DEAD: _Saying(
        "A message to {recipient} over {channel} could not be delivered",
        ("{error}", "It is kept. See: {monitor outbox list}; send it again: {monitor outbox retry}"),
    ),
    TroubleKind.SOURCE: _Saying(
        "Source {name} is in trouble: {state}",
        (
            "{source}: {reason}",
            "What to do: {advice}",
            "You hear of it again when it is well. All sources: {monitor sources doctor}",
        ),
    ),
    TroubleKind.SOURCE_WELL: _Saying(
        "Source {name} is well again", ("Its news arrives as before. Nothing needs to be done.",)
    ),
    TroubleKind.SOURCES: _Saying(
        "{n} sources are in trouble",
        each="{source}: {reason} → {advice}",
        last=("and {more} more", "All sources: {monitor sources doctor}"),
    ),
    TroubleKind.SOURCES_WELL: _Saying("{n} sources are well again", each="{source}", last=("and {more} more",)),
    TroubleKind.CONFIGURATION: _Saying(
        "A changed configuration was refused; the earlier one goes on",
        each="{problem}",
        last=("Mend the file; it is taken over as soon as it is right. Check it with: {monitor check}",),
    ),
    TroubleKind.BROKEN: _Saying(
        "Something in the configuration is broken; the rest goes on",
        ("What is broken is left out, or stays as it was before, until its file is mended.",),
        each="{problem}",
        last=("Mend the file; it is taken over as soon as it is right. Check it with: {monitor check}",),
    ),
    TroubleKind.QUIET: _Saying(
        "Watchlist {watchlist} has hit nothing for {n_days}",
        (
            "Either there is nothing, or its terms miss it.",
            "See what its terms are looked for as: {monitor forms TERM}",
        ),
    ),
    TroubleKind.DISK: _Saying(
        "The disk is nearly full: {free} left",
        (
            "It is the disk of {folder}.",
            "Make room. What is stored stays; when nothing is left, new articles wait at their outlets.",
        ),
    ),
    TroubleKind.CLOCK: _Saying(
        "The clock of this machine {jumped} by {jump}",
        (
            "Nothing is lost. Digests and times in messages are wrong while the clock is.",
            "Check that time is synchronised: {timedatectl status}",
        ),
    ),
    TroubleKind.UNSUBSCRIBED: _Saying(
        "{recipient} has unsubscribed from {routes}",
        ("It was done by the link in a message. The page behind that link can take it back.",),
    ),
    TroubleKind.ASIDE: _Saying(
        "A story was set aside and is told to nobody: {title}",
        (
            "The database holds something of story {story} that cannot be read or worked on: {error}",
            "Set aside with it: {others} more. All of them: {monitor outbox list}",
            "All others go on. Repair it, or run the version that wrote it; then bring it back: {monitor requeue}",
        ),
    ),
    TroubleKind.MENDED: _Saying(
        "Dates or numbers in the database were spoilt, and have been replaced",
        ("No message and no story is lost, but some may come late, or a second time.",),
        each="table {table}, row {row}: {columns}",
        last=("Other rows: {more}", "The disk may be failing. Check with: {monitor db check}"),
    ),
}
_STATES_AR = {
    SourceState.STALE: (
        "لا جديد فيه منذ مدة",
        "إن كان الموقع ينشر فابحث عن خلاصته الجديدة: {{monitor sources discover {site}}}",
    ),
    SourceState.EMPTY: ("خلاصته فارغة", "يصلحها الموقع عادة خلال يوم، وإلا: {{monitor sources discover {site}}}"),
    SourceState.BLOCKED: ("يحجبنا", "اطلب من الموقع السماح لنا، أو جرّب headers لهذا المصدر"),
    SourceState.MOVED: ("انتقل إلى عنوان آخر", "اكتب العنوان الجديد في sources.toml: {{{target}}}"),
    SourceState.GONE: ("حُذفت خلاصته", "ابحث عن الخلاصة الجديدة: {{monitor sources discover {site}}}"),
    SourceState.PARSE: ("خلاصته معطوبة", "لا حاجة إلى إجراء ما دامت الأخبار تصل؛ أبلغ الموقع"),
    SourceState.UNREACHABLE: ("لا يمكن الوصول إليه", "تحقّق من أن الموقع يُفتح في المتصفّح"),
    SourceState.SERVER: ("خادومه متعثّر", "انتظر: يُعاد سؤاله تلقائيًا"),
    SourceState.REFUSED: ("رُفض عنوانه", "تحقّق من وجهة العنوان؛ والشبكة الخاصة تُذكر في allow_networks"),
    SourceState.TOO_BIG: ("خلاصته كبيرة جدًا", "تابع خلاصة أخرى له: {{monitor sources discover {site}}}"),
    SourceState.NOT_A_FEED: ("عنوانه ليس خلاصة", "ابحث عن الخلاصة: {{monitor sources discover {site}}}"),
    SourceState.DROP: ("قلّت أخباره فجأة", "افتح موقعه؛ فإن كان ينشر كعادته: {{monitor sources coverage {source}}}"),
}
_STATES_EN = {
    SourceState.STALE: "nothing new for a while",
    SourceState.EMPTY: "its feed is empty",
    SourceState.BLOCKED: "it blocks us",
    SourceState.MOVED: "it has moved",
    SourceState.GONE: "its feed is gone",
    SourceState.PARSE: "its feed is broken",
    SourceState.UNREACHABLE: "it cannot be reached",
    SourceState.SERVER: "its server is in trouble",
    SourceState.REFUSED: "its address is refused",
    SourceState.TOO_BIG: "its feed is too big",
    SourceState.NOT_A_FEED: "its address is no feed",
    SourceState.DROP: "far less news than usual",
}
_LONGEST_JUMP = 12  # digits of seconds
_BRACES = str.maketrans("{}", "()")


def told_trouble(happening: Happening, words: Words) -> tuple[Passage, tuple[Passage, ...]]:
    """The headline and the lines about something that happened."""
    saying = (_EN if words.language == "en" else _AR)[happening.kind]
    facts = {**happening.facts, **_counted(happening.facts, words)}
    lines = _said(saying.lines, facts, words)
    for one in happening.each:
        lines += _said((saying.each,), one, words)
    lines += _said(saying.last, facts, words)
    return _sentence(saying.headline, facts, words), tuple(lines)


def _said(sentences: tuple[str, ...], facts: Mapping[str, str], words: Words) -> list[Passage]:
    return [
        _sentence(sentence, facts, words)
        for sentence in sentences
        if all(facts.get(name) for name in names_in(sentence) if name != "advice")
    ]


def _sentence(sentence: str, facts: Mapping[str, str], words: Words) -> Passage:
    """Filled; a source's state, and what to do about it, in the language of the reader."""
    if facts.get("state") in set(SourceState):
        state = SourceState(facts["state"])
        name, advice = _STATES_EN.get(state, state.value), FIXES[state]
        if words.language != "en":
            name, advice = _STATES_AR.get(state, (name, advice))
        known = _Known({one: short_line(fact, 200).translate(_BRACES) for one, fact in facts.items()})
        facts = {**facts, "state": name}
        sentence = sentence.replace("{advice}", advice.format_map(known))
    arabic = words.language != "en" and "{reason}" in sentence
    if arabic and (told := in_arabic(facts.get("reason", ""))) is not None:
        sentence, facts = sentence.replace("{reason}", told.sentence), {**facts, **told.facts}
    return filled(sentence, facts, words.direction)


def _counted(facts: Mapping[str, str], words: Words) -> dict[str, str]:
    n, more, days = facts.get("n", ""), facts.get("more", "0"), facts.get("days", "")
    return {
        "n_days": words.count(int(days), words.say.day) if days.isdecimal() else "",
        "n_sources": words.count(int(n), words.say.source) if n.isdecimal() else "",
        "more": "" if more == "0" else words.digits(more),
        **_jump(facts, words),
    }


def _jump(facts: Mapping[str, str], words: Words) -> dict[str, str]:
    """Which way a clock was set, and how far."""
    back, forward, either = ("jumped back", "jumped forward", "jumped")
    if words.language != "en":
        back, forward, either = ("تأخّرت", "تقدّمت", "قفزت")
    seconds = facts.get("seconds", "")
    if not seconds.isascii() or not seconds.removeprefix("-").isdigit() or len(seconds) > _LONGEST_JUMP:
        return {"jumped": either, **({"jump": seconds} if seconds else {})}  # an earlier version had words of its own
    length = timedelta(seconds=int(seconds))
    return {"jumped": forward if length > timedelta(0) else back, "jump": words.duration(abs(length))}


class _Known(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""
