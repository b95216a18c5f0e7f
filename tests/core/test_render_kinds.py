"""What each kind of alert says, in both languages and in every form."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from alerts.channel import Wording
from alerts.render.html import render_html
from alerts.render.layout import lay_out, subject_of
from alerts.render.slack import render_payload, render_thread
from alerts.render.text import render_text
from alerts.render.wording import words_of
from monitor.core.model.delivery import Alert, Happening, TroubleKind
from monitor.core.model.route import NewsKind
from monitor.core.model.story import Digest, News
from monitor.core.model.watchlist import Severity
from tests.support.alerts import (
    FACTS,
    NOW,
    TITLE,
    collecting,
    digest,
    empty_digest,
    every_kind,
    spike,
    story,
    told,
    trouble,
    update,
)

AR = words_of(Wording(timezone="Asia/Baghdad"))
EN = words_of(Wording(language="en", timezone="Asia/Baghdad"))
GRAVER = News(kind=NewsKind.GRAVER, before="normal", after="critical")
_STEERING = dict.fromkeys(map(ord, "\u200e\u200f\u2068\u2069"))


def said(alert: Alert, words: object = AR) -> str:
    """The plain text, without the marks that only steer its direction."""
    return render_text(lay_out(alert, words)).translate(_STEERING)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("alert", "words", "sentences"),
    [
        (
            update(),
            AR,
            (
                "تحديث 2 – جديد منذ آخر تنبيه:",
                "صارت القصة في 3 وسائل إعلام، بعد أن كانت في وسيلتي إعلام",
                "طابقت القصة قائمة رصد أخرى: «الخليج»",
                f"تغيّر العنوان لدى صحيفة المرفأ. كان: Drone hits tanker – وصار: {TITLE}",
                "صدر تصحيح لدى وكالة الساحل",
                "حُذف المقال لدى Gulf Daily (عربي)",
                "ورد في القصة اسم جديد: سالم الحارثي",
                "عُدّل العنوان 09:45",
                "نقلًا عن رويترز",
            ),
        ),
        (update(), EN, ("Update 2 – new since the last alert:", "Sahel Agency published a correction")),
        (update(news=(GRAVER,)), AR, ("صارت القصة ذات أولوية قصوى، بعد أن كانت ذات أولوية عادية",)),
        (update(news=(GRAVER,)), EN, ("The story has become graver: Top priority; it was: Normal priority",)),
        (story(escalated=True), AR, ("لم يؤكّد أحد الاطلاع على التنبيه الأول، فأُرسل إليك أيضًا",)),
        (
            digest(),
            AR,
            (
                "موجز الرصد: 3 قصص",
                "من 21 تشرين الثاني 2026، 18:14 إلى 22 تشرين الثاني 2026، 09:14",
                "مكتومة، لا تُعرض هنا: 3 قصص",
                "48/50",
            ),
        ),
        (empty_digest(), AR, ("لا جديد – المصادر سليمة 48/50",)),
        (empty_digest(), EN, ("Nothing new – sources well 48/50",)),
        (
            digest(digest=Digest(since=NOW - timedelta(hours=9), until=NOW, held=True)),
            AR,
            ("أُجّلت في ساعات الهدوء: 3 قصص",),
        ),
        (collecting(), AR, ("… و23 قصة أخرى", "«لجنة الممرات» تبحث في مسقط")),
        (
            spike(),
            AR,
            (
                "ارتفاع غير معتاد في «أمن الملاحة»: 14 قصة خلال 6 ساعات",
                "المعتاد في مثل هذه الساعات: 3 قصص تقريبًا",
                "ألغام بحرية (9)",
                "أول من نشر",
            ),
        ),
        (spike(), EN, ("Unusual rise in “أمن الملاحة”: 14 stories within 6 h", "Al Marfa")),
    ],
)
def test_what_is_said(alert: Alert, words: object, sentences: tuple[str, ...]) -> None:
    for sentence in sentences:
        assert sentence in said(alert, words)


def test_an_update_says_first_what_is_new() -> None:
    text, page = said(update()), render_html(lay_out(update(), AR))

    for form in (text, page):
        assert form.index("جديد منذ آخر تنبيه") < form.index("المواضع المطابقة") < form.rindex("القصة في 3")


def test_the_subject_stays_through_every_update() -> None:
    first = story()
    assert subject_of(update(), AR) == subject_of(first, AR)

    grown = update(told(title="عنوان آخر"), severity=Severity.LOW)
    assert subject_of(grown, AR) == subject_of(first, AR)


def test_the_subject_of_a_collecting_message_holds_its_number() -> None:
    stories = tuple(replace(one, articles=(told(title="خبر طويل " * 60),)) for one in collecting().stories)
    subject = subject_of(collecting(stories=stories), AR)

    assert len(subject) <= 120
    assert subject.endswith("… و23 قصة أخرى")


def test_a_digest_names_its_day_so_that_two_are_told_apart() -> None:
    assert subject_of(digest(severity=Severity.NORMAL), AR) == "موجز الرصد: 3 قصص – 22 تشرين الثاني 2026"


def test_more_stories_than_there_is_room_for_are_counted() -> None:
    many = lay_out(collecting(stories=collecting().stories * 3), AR)

    assert len(many.stories) == 40
    assert many.more == "و32 غيرها"


@pytest.mark.parametrize("kind", list(TroubleKind), ids=lambda kind: kind.name.lower())
def test_trouble_is_worded_in_the_language_of_its_reader(kind: TroubleKind) -> None:
    arabic, english = said(trouble(kind)).split("\n"), said(trouble(kind), EN)

    assert any("\u0621" <= letter <= "\u064a" for letter in arabic[0])
    assert not any("\u0621" <= letter <= "\u064a" for letter in english.replace(FACTS["watchlist"], ""))
    assert "{" not in "".join(arabic) + english


def test_a_source_in_trouble_says_what_to_do() -> None:
    text = said(trouble(TroubleKind.SOURCE))

    assert "المصدر «صحيفة المرفأ» متعثّر: حُذفت خلاصته" in text
    assert "ما وُجد: أجاب بالرمز 410 (حُذف نهائيًا)" in text
    assert "ما العمل: ابحث عن الخلاصة الجديدة: monitor sources discover https://almarfa.example/" in text


def test_a_source_in_trouble_is_worded_in_english_too() -> None:
    facts = {**FACTS, "state": "not-a-feed"}
    happening = Happening(kind=TroubleKind.SOURCE, facts=facts)

    text = said(trouble(TroubleKind.SOURCE, happening=happening), EN)

    assert text.splitlines()[0].endswith("is in trouble: its address is no feed")


def test_what_was_spoilt_is_named_row_by_row() -> None:
    each = ({"table": "delivery", "row": "17", "columns": "created_at, attempt"},)
    happening = Happening(kind=TroubleKind.MENDED, facts={"more": "3"}, each=each)

    text = said(trouble(TroubleKind.MENDED, happening=happening))

    assert "الجدول delivery، الصف 17: created_at, attempt" in text
    assert "صفوف أخرى: 3" in text


def test_what_is_usual_is_said_in_whole_stories() -> None:
    alert = spike()
    assert alert.spike is not None

    for usual, words in ((1.9, "قصتان تقريبًا"), (0.3, "أقل من قصة واحدة"), (11.4, "11 قصة تقريبًا")):
        assert words in said(replace(alert, spike=replace(alert.spike, usual=usual)))


def test_an_article_that_was_seen_as_it_came_out_is_not_called_late() -> None:
    at_once = told(published=NOW - timedelta(seconds=20))

    assert "رُصد 09:14\n" in said(story(at_once))


@pytest.mark.parametrize(
    ("facts", "words", "headline"),
    [
        ({"seconds": "-86400"}, AR, "تأخّرت ساعة هذا الجهاز بمقدار يوم"),
        ({"seconds": "7200"}, AR, "تقدّمت ساعة هذا الجهاز بمقدار ساعتين"),
        ({"seconds": "315619200"}, EN, "The clock of this machine jumped forward by 3653 d"),
        ({"jump": "+2:00:00"}, AR, "قفزت ساعة هذا الجهاز بمقدار +2:00:00"),
    ],
)
def test_a_clock_that_was_set_says_which_way_and_how_far(facts: dict[str, str], words: object, headline: str) -> None:
    happening = Happening(kind=TroubleKind.CLOCK, facts=facts)

    assert said(trouble(TroubleKind.CLOCK, happening=happening), words).startswith(headline)


def test_what_nobody_has_foreseen_is_shown_as_it_was_found() -> None:
    facts = {**FACTS, "reason": "strange {things} happen"}

    assert "ما وُجد: strange {things} happen" in said(
        trouble(TroubleKind.SOURCE, happening=Happening(kind=TroubleKind.SOURCE, facts=facts))
    )


def test_a_fact_that_is_missing_takes_its_line_with_it() -> None:
    happening = Happening(kind=TroubleKind.SOURCES, facts={"n": "4", "more": "0"})

    assert "وغيرها" not in said(trouble(TroubleKind.SOURCES, happening=happening))


@pytest.mark.parametrize("kind", every_kind())
def test_the_month_is_named_as_its_region_does(kind: str) -> None:
    alert = every_kind()[kind]
    baghdad, dubai = said(alert), said(alert, words_of(Wording(timezone="Asia/Dubai")))

    assert "تشرين الثاني" in baghdad and "نوفمبر" not in baghdad
    assert "نوفمبر" in dubai and "تشرين" not in dubai


def test_slack_hears_what_is_new_in_the_thread_and_the_whole_where_there_is_none() -> None:
    thread = json.loads(render_thread(update(), AR, post="#desk", mention=None))
    whole = json.loads(render_payload(update(), AR, post=None, mention=None))

    new, outlets = "جديد منذ آخر تنبيه", "القصة في 3 وسائل إعلام"
    says = {name: json.dumps(part["blocks"], ensure_ascii=False) for name, part in thread.items()}
    assert new in says["reply"] and outlets not in says["reply"]
    assert outlets in says["edit"] and new not in says["edit"]
    assert new in says["post"] and outlets in says["post"]
    assert thread["post"]["blocks"] == whole["blocks"]
    assert set(json.loads(render_thread(story(), AR, post="#desk", mention=None))) == {"post"}
