"""The same words about different events are no copies of each other and no story; an edited copy of each is one."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.core.story.window import Window
from tests.support.tellings import NOW, join, told_twice

CORPUS = Path(__file__).parents[1] / "corpus/stories"
FORMULAS = tomllib.loads((CORPUS / "formulas.toml").read_text("utf-8"))["formula"]
COPIES = tomllib.loads((CORPUS / "copies.toml").read_text("utf-8"))["copy"]
NAMES = [formula["name"] for formula in FORMULAS]
OTHER_WORDS = {
    "اليوم": "أمس",
    "وأوضح": "وذكر",
    "وأضاف": "وأشار إلى",
    "خلال": "أثناء",
    "عدد من": "مجموعة من",
    "وقال": "وصرح",
}


def told(formula: dict[str, Any]) -> list[tuple[datetime, str, str]]:
    """Each event: when, title and text."""
    step = timedelta(days=formula.get("days", 0), hours=1)
    return [
        (NOW + n * step, formula["title"].format(**row), formula["text"].format(**row))
        for n, row in enumerate(formula["rows"])
    ]


def reworded(text: str) -> str:
    for word, other in OTHER_WORDS.items():
        text = text.replace(word, other)
    return text


def copies_of(title: str, text: str) -> list[tuple[str, str]]:
    """What other desks make of a text: a name before it, its end cut, other words, a paragraph more."""
    more = "وكانت الجهات المعنية قد شكلت لجنة مشتركة للمتابعة ترفع تقريرها النهائي قبل نهاية الشهر المقبل."
    sentences = text.split(". ")
    return [
        (title, f"القاهرة - وكالات: {text}"),
        (f"عاجل.. {title}", ". ".join(sentences[:-1]) + "."),
        (title, reworded(text)),
        (title, f"{text} {more}"),
    ]


@pytest.mark.parametrize("formula", FORMULAS, ids=NAMES)
def test_a_formula_filled_in_anew_is_another_event(formula: dict[str, Any]) -> None:
    window: Window[str] = Window()

    kept = [join(window, str(n), f"outlet{n}", *one) for n, one in enumerate(told(formula))]

    assert [one.copy_of for one in kept] == [None] * len(kept)
    assert [one.story for one in kept] == [one.id for one in kept]


@pytest.mark.parametrize("formula", FORMULAS, ids=NAMES)
def test_an_edited_copy_of_a_formula_is_a_copy_of_its_own_event(formula: dict[str, Any]) -> None:
    window: Window[str] = Window()
    for n, one in enumerate(told(formula)):
        join(window, str(n), f"outlet{n}", *one)

    for n, (at, title, text) in enumerate(told(formula)):
        for edited, dress in enumerate(copies_of(title, text)):
            kept = join(window, f"{n}.{edited}", f"desk{edited}", at + timedelta(minutes=30), *dress)

            assert kept.copy_of == str(n), (n, edited)


@pytest.mark.parametrize("copy", COPIES, ids=[copy["name"] for copy in COPIES])
@pytest.mark.parametrize("turned", [False, True])
def test_a_text_that_another_desk_edited_is_a_copy(copy: dict[str, Any], turned: bool) -> None:
    told = [(copy["title"], copy["text"]), (copy["other_title"], copy["other_text"])]

    first, later = told_twice(copy.get("hours", 1), *(reversed(told) if turned else told))

    assert (later.story, later.copy_of) == (first.id, first.id)


@pytest.mark.parametrize("hours", [3, 12, 20, 40])
@pytest.mark.parametrize("numbers", [{"dead": 11, "hurt": 19}, {"dead": 11, "hurt": 19, "flats": 24, "lost": 5}])
def test_a_toll_that_rose_is_the_same_story(numbers: dict[str, int], hours: int) -> None:
    text = (
        "ارتفعت حصيلة ضحايا انهيار مبنى سكني في حي الوراق إلى {dead} قتيلا و{hurt} مصابا و{lost} مفقودين، "
        "بحسب ما أعلنت محافظة الجيزة. وقالت المحافظة إن فرق الإنقاذ تواصل البحث عن مفقودين تحت الأنقاض، "
        "وإن النيابة أمرت بالتحفظ على مالك العقار الذي يضم {flats} شقة وندبت لجنة هندسية لفحصه. "
        "وكان السكان قد أبلغوا عن تصدعات في الجدران قبل أيام من انهياره."
    )
    title, before = "انهيار مبنى في الوراق", {"dead": 7, "hurt": 12, "flats": 20, "lost": 9}

    first, later = told_twice(hours, (title, text.format(**before)), (title, text.format(**before | numbers)))

    assert later.story == first.id


@pytest.mark.parametrize("hours", [3, 12, 20])
def test_a_toll_that_rose_in_title_and_text_is_the_same_story(hours: int) -> None:
    text = (
        "أعلنت وزارة الصحة ارتفاع عدد ضحايا السيول التي اجتاحت مدينة درنة إلى {} قتيلا و{} مفقودا. وأكد المتحدث باسم "
        "الوزارة أن {} جثة جرى التعرف على هوية أصحابها ودفنها، وأن فرق الغوص تواصل انتشال الجثامين من البحر بمساعدة "
        "طواقم من مصر وتركيا وإيطاليا."
    )
    title = "ارتفاع ضحايا سيول درنة إلى {}"

    first, later = told_twice(
        hours,
        (title.format(2300), text.format(2300, 7000, 700)),
        (title.format(5100), text.format(5100, 9000, 1200)),
    )

    assert (later.story, later.copy_of) == (first.id, None)


@pytest.mark.parametrize("hours", [2, 9])
@pytest.mark.parametrize(
    ("dead", "title"),
    [(19, "ارتفاع حصيلة ضحايا انهيار مدرج الصنوبر إلى {}"), (14, "ارتفاع عدد القتلى في مدرج الصنوبر إلى {}")],
)
def test_a_toll_of_which_only_the_second_telling_says_that_it_rose_is_no_copy(
    hours: int, dead: int, title: str
) -> None:
    text = (
        "قتل {} متفرجين وأصيب {} آخرون في انهيار مدرج خشبي بملعب الصنوبر مساء أمس أثناء مباراة للناشئين. وقال مدير "
        "الإسعاف إن رجال الإطفاء يرفعون الألواح بحثا عن عالقين، وإن المصابين نقلوا إلى مستشفى الرازي. وفتحت النيابة "
        "تحقيقا مع المقاول الذي بنى المدرج قبل شهرين، وكان يتسع لأكثر من 240 متفرجا."
    )

    first, later = told_twice(
        hours,
        ("انهيار مدرج في ملعب الصنوبر", text.format("ثلاثة", 11)),
        (title.format(dead), text.format(dead, 42)),
    )

    assert (later.story, later.copy_of) == (first.id, None)


@pytest.mark.parametrize("before", ["", "في أول رد رسمي على ما نشر في صحف المدينة الصادرة صباح الأحد "])
@pytest.mark.parametrize("denied", [0, 1])
def test_a_denial_is_the_same_story_and_no_copy(denied: int, before: str) -> None:
    text = (
        "{} أن المدرب زهير الأندلسي استقال من تدريب نادي الميناء بعد خلاف مع رئيسه سالم القروي على صفقة الحارس. {} إن "
        "الأندلسي سيقود الفريق في مباراة الكأس أمام نادي القلعة مساء الجمعة، وإن عقده يمتد حتى نهاية الموسم المقبل."
    )
    told = [
        ("استقالة المدرب زهير الأندلسي من نادي الميناء", text.format("ذكرت صحيفة المرسى", "وأضافت")),
        ("الميناء ينفي استقالة المدرب زهير الأندلسي", text.format(f"{before}نفى نادي الميناء", "وقال")),
    ]

    first, later = told_twice(5, told[denied - 1], told[denied])

    assert (later.story, later.copy_of) == (first.id, None)


@pytest.mark.parametrize(("about", "same"), [("بأكثر من", True), ("بالتذاكر التي بيعت:", False)])
def test_two_guesses_at_one_figure_are_one_story_and_two_counts_are_not(about: str, same: bool) -> None:
    text = (
        "مهرجان الخريف في حدائق السوسن والبستان بمحافظة طريف أعدادا كبيرة من الزوار {}، وقدر عددهم {} {} ألف شخص من "
        "مختلف الأعمار. {} رئيس البلدية حمود الراوي وحرص على تلبية طلبات العائلات. وقدمت فرق شعبية رقصات من البادية "
        "والساحل، وأقيمت مسابقات للأطفال وعروض للألعاب النارية فوق البحيرة."
    )
    told = (
        ("مهرجان الخريف في طريف يجذب {} ألف زائر", "جذب {}", 300, "على مدار ثلاثة أيام", "وتابع سير العروض"),
        ("{} ألف شخص في مهرجان الخريف بطريف", "شهد {} ", 350, "توافدوا خلال ثلاثة أيام", "وأشرف على العروض"),
    )

    first, later = told_twice(
        8,
        *(
            (title.format(count), begins.format(text.format(days, about, count, watched)))
            for title, begins, count, days, watched in told
        ),
    )

    assert (later.story == first.id, later.copy_of) == (same, None)


def test_a_fire_at_a_pipeline_is_no_report_of_prices() -> None:
    text = (
        "قال مسؤول في شركة خط الصحراء إن حريقا اندلع في أنبوب لنقل النفط الخام قرب حقل الريم، ما أدى إلى وقف ضخ 120 "
        "ألف برميل يوميا وإصابة {} من العمال. وأضاف أن فرق الإطفاء سيطرت على {} من أصل خمسة مواقع للنيران في محيط "
        "الأنبوب، وأن الإصلاح يستغرق {} يوما."
    )

    first, later = told_twice(
        20,
        ("حريق في أنبوب للنفط قرب حقل الريم", text.format(11, 3, 12)),
        ("حريق أنبوب النفط قرب حقل الريم: إصابة 14", text.format(14, 4, 21)),
    )

    assert later.story == first.id


def test_an_outlet_that_repeats_half_of_its_text_a_day_later_follows_a_formula() -> None:
    day = (
        "تتوقع هيئة الأرصاد طقسا {} على أغلب الأنحاء. {} "
        "وتدعو الهيئة السائقين إلى الحذر من الشبورة المائية صباحا على الطرق."
    )
    first = day.format(
        "معتدلا", "وتنشط الرياح على سواحل البحر الأحمر فتثير الرمال وتخفض الرؤية الأفقية على المدن الساحلية."
    )
    second = day.format("معتدلا", "وتسقط أمطار متوسطة على مرتفعات الجنوب تصحبها سحب رعدية وزخات من البرد بعد الظهر.")
    window: Window[str] = Window()

    join(window, "a", "wire", NOW, "طقس معتدل على أغلب الأنحاء", first)
    kept = join(window, "b", "wire", NOW + timedelta(hours=24), "طقس معتدل على أغلب الأنحاء", second)

    assert kept.copy_of is None


CRASH = (
    "لقي {} أشخاص مصرعهم وأصيب {} آخرون في تصادم حافلة وشاحنة على {}. وقال مصدر في المرور إن سيارات الإسعاف "
    "نقلت الضحايا إلى أقرب مستشفى، وإن التحقيق بدأ لمعرفة سبب التصادم. وأضاف أن ارتفاع السرعة وسوء الرؤية هما السبب "
    "في معظم الحوادث هناك."
)
COUNT = (
    "ارتفع عدد القتلى في القطاع إلى {} قتيلا و{} جريحا، وفق ما أعلنت وزارة الصحة. وقالت الوزارة إن المستشفيات "
    "استقبلت {} قتيلا و{} جريحا خلال 24 ساعة الماضية. وأضافت أن عددا من الضحايا ما زالوا تحت الركام ولا تستطيع "
    "طواقم الدفاع المدني الوصول إليهم."
)


@pytest.mark.parametrize(
    ("hours", "title", "text", "one", "other"),
    [
        (3, "مصرع {0} في تصادم على {2}", CRASH, (5, 12, "الطريق الصحراوي"), (3, 8, "الطريق الزراعي")),
        (22, "مصرع {0} في تصادم على {2}", CRASH, (5, 12, "الطريق الصحراوي"), (3, 8, "الطريق الصحراوي")),
        (24, "ارتفاع عدد القتلى في القطاع إلى {0}", COUNT, (4310, 10512, 31, 112), (4351, 10645, 38, 121)),
    ],
)
def test_the_dead_of_another_accident_or_of_another_day_are_no_toll_that_rose(
    hours: int, title: str, text: str, one: tuple[Any, ...], other: tuple[Any, ...]
) -> None:
    first, later = told_twice(hours, *((title.format(*said), text.format(*said)) for said in (one, other)))

    assert later.story != first.story


def test_a_decision_about_prices_is_one_event_on_its_next_day_too() -> None:
    first = (
        "قررت لجنة التسعير في النهر رفع أسعار البنزين بنسبة 15 في المئة بدءا من صباح الجمعة، ليصبح سعر اللتر "
        "17 جنيها. وقالت اللجنة إن القرار يراعي سعر النفط وسعر الصرف، وإنها تجتمع من جديد بعد ستة أشهر."
    )
    later = (
        "دخل قرار لجنة التسعير رفع أسعار البنزين حيز التنفيذ أمس، فوقف السائقون في طوابير أمام محطات النهر. وبلغ "
        "سعر اللتر 17 جنيها بعد زيادة نسبتها 15 في المئة، فيما رفعت مواقف الحافلات أجرتها 3 جنيهات و5 جنيهات."
    )

    one, other = told_twice(
        19,
        ("لجنة التسعير ترفع أسعار البنزين 15 في المئة", first),
        ("رفع أسعار البنزين: طوابير أمام المحطات", later),
    )

    assert other.story == one.id


FALL = (
    "حاول وافد خمسيني القفز من سطح بناية في حي الرمان مساء أمس الخميس. وأوضح الناطق الإعلامي لشرطة المدينة أن "
    "البلاغ وصل إلى غرفة العمليات عند الثامنة مساء، وأن رجال الأمن انتقلوا إلى الموقع، وأن الجثة نقلت إلى مستشفى الحي "
    "لاستكمال إجراءات الطب الشرعي، وأن التحقيق ما زال جاريا لمعرفة الأسباب والملابسات."
)
FALL_ANEW = (
    "ألقى مقيم في العقد الخامس بنفسه من سطح بناية في حي الرمان مساء أول من أمس. وأوضح المتحدث الرسمي لشرطة المدينة "
    "النقيب الدريهم أن البلاغ وصل إلى غرفة العمليات عند الثامنة مساء، وأن رجال الأمن انتقلوا إلى الموقع، وأن الجثة "
    "نقلت إلى مستشفى الحي لاستكمال إجراءات الطب الشرعي، وأن التحقيق ما زال جاريا لمعرفة الأسباب والملابسات."
)
FALL_TITLES = ("وافد خمسيني يحاول القفز من سطح بناية بحي الرمان", "مقيم يسقط من سطح بناية في حي الرمان")


@pytest.mark.parametrize(("hours", "same"), [(9, True), (33, False)])
def test_names_exchanged_make_a_formula_on_another_day_alone(hours: int, same: bool) -> None:
    first, later = told_twice(hours, *zip(FALL_TITLES, (FALL, FALL_ANEW), strict=True))

    assert (later.story == first.id, later.copy_of == first.id) == (same, same)
