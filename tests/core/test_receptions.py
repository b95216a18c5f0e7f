"""Two guests of one host are two stories; an event whose titles do not both name a reception is told apart by more."""

from datetime import UTC, datetime, timedelta

import pytest

from monitor.core.story.window import Kept, Window

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
OPENED = (
    "يستقبل تعليم منطقة النهر يوم الأحد الخريجين المتقدمين لوظائف التدريس لإجراء المقابلات الشخصية في مركز الإشراف "
    "شمال المدينة. وقال مدير شؤون المعلمين فهد الشمري إن على المتقدمين إحضار وثائقهم وشهادة القياس."
)
BEGUN = (
    "بدأ الخريجون المتقدمون لوظائف التدريس في منطقة النهر المقابلات الشخصية في مركز الإشراف شمال المدينة يوم الأحد "
    "بدفعة أولى. وأعلن مدير شؤون المعلمين فهد الشمري أن استقبال المتقدمين يستمر وأن عليهم إحضار شهادة القياس."
)
CAUGHT = (
    "ألقت المباحث القبض على عامل يدعى كريم شحاتة لاتهامه بقتل صاحب محل ذهب طعنا بسكين في شارع ناهيا بمنطقة بولاق "
    "الدكرور وسرقة كيلوين من المشغولات. وتبين من تحريات المباحث برئاسة العقيد هاني الحسيني أن المتهم كان يعمل لدى "
    "المجني عليه رأفت لبيب. وأمرت النيابة بحبسه أربعة أيام."
)
SOLVED = (
    "كشفت المباحث لغز مقتل الجواهرجي رأفت لبيب صاحب محل ذهب بشارع ناهيا في بولاق الدكرور، وتبين أن وراء الجريمة عاملا "
    "كان يعمل لديه يدعى كريم شحاتة طعنه بسكين وسرق المشغولات. وألقى فريق المباحث بقيادة العقيد هاني الحسيني القبض على "
    "العامل، وأمرت النيابة بحبسه أربعة أيام على ذمة التحقيق."
)


def told(*tellings: tuple[str, str]) -> list[Kept[str]]:
    """Two outlets' articles, each a title and a text, an hour apart."""
    window: Window[str] = Window()
    kept = []
    for n, (title, text) in enumerate(tellings):
        at = NOW + timedelta(hours=n)
        article = window.read(source=f"{n}", at=at, title=title, text=text)
        found = window.settle(article)
        one = Kept(id=f"{n}", story=found.story or f"{n}", copy_of=found.copy_of, seen=at, telling=article.telling)
        window.add(one)
        kept.append(one)
    return kept


@pytest.mark.parametrize(
    "tellings",
    [
        (
            ("تعليم النهر يستقبل الخريجين لإجراء المقابلات الشخصية", OPENED),
            ("الخريجون يبدأون المقابلات الشخصية في مركز الإشراف: أولى دفعة", BEGUN),
        ),
        (
            ("ضبط المتهم بقتل صاحب محل ذهب في بولاق", CAUGHT),
            ("القبض على عامل قتل جواهرجي لسرقته ببولاق الدكرور", SOLVED),
        ),
    ],
)
def test_one_event_whose_titles_do_not_both_name_a_reception_is_one_story(
    tellings: tuple[tuple[str, str], ...],
) -> None:
    first, later = told(*tellings)

    assert later.story == first.story


def test_two_guests_of_one_host_are_two_stories() -> None:
    guest = (
        "استقبل أمير المنطقة في مكتبه اليوم {} والوفد المرافق له، ورحب الأمير بالضيوف وتبادل معهم الأحاديث عن "
        "الموضوعات ذات الاهتمام المشترك، وحضر الاستقبال وكيل الإمارة وعدد من المسؤولين في المنطقة."
    )
    first, later = told(
        *((f"أمير المنطقة يستقبل {who}", guest.format(who)) for who in ("مدير الجامعة", "رئيس المحكمة"))
    )

    assert later.story != first.story
