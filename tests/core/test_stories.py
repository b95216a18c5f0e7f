"""Articles are grouped by event, copies are recognised, formulas are not; on the demo's articles and on our own."""

import re
import tomllib
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from itertools import combinations, permutations
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.core.story.held import Kept
from monitor.core.story.window import Window

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


def demo() -> list[dict[str, Any]]:
    """The demo's articles, the oldest first, with when each came out."""
    text = files("monitor.demo").joinpath("world/articles.toml").read_text(encoding="utf-8")
    articles = tomllib.loads(text)["article"]
    for article in articles:
        article["at"] = NOW - sum(
            (float(n) * UNITS[unit] for n, unit in re.findall(r"([\d.]+)([mhd])", article["age"])), timedelta()
        )
    return sorted(articles, key=lambda article: article["at"])


def join(window: Window[str], id: str, title: str, text: str, *, source: str = "wire", at: datetime = NOW) -> Kept[str]:
    article = window.read(source=source, at=at, title=title, text=text)
    place = window.settle(article)
    kept = Kept(id=id, story=place.story or id, copy_of=place.copy_of, seen=at, telling=article.telling)
    window.add(kept)
    return kept


def demo_stories() -> dict[str, Kept[str]]:
    window: Window[str] = Window()
    return {
        one["slug"]: join(window, one["slug"], one["title"], one["text"], source=one["outlet"], at=one["at"])
        for one in demo()
    }


def test_tellings_of_one_event_are_one_story_and_other_events_are_not() -> None:
    told = demo_stories()

    working_group = {slug for slug, kept in told.items() if kept.story == "working-group-violence"}
    coalition = {slug for slug, kept in told.items() if kept.story == "stabilisation-group-meets"}
    alone = [slug for slug, kept in told.items() if sum(other.story == kept.story for other in told.values()) == 1]

    assert working_group == {
        "working-group-violence",
        "national-group-first-meeting",
        "iraq-working-group",
        "baghdad-extremism-plan",
        "group-against-violence",
        "iraq-national-group",
    }
    assert {"stabilisation-group-meets", "coalition-stabilisation"} <= coalition
    assert coalition <= {slug for slug in told if "coalition" in slug or "28" in slug or slug in coalition}
    assert {"traffic-plan", "marathon", "weather-cairo", "weather-cold-front", "old-coalition-note"} <= set(alone)


def test_the_same_statement_in_other_dress_is_a_copy_of_the_first() -> None:
    told = demo_stories()

    copies = {slug: kept.copy_of for slug, kept in told.items() if kept.copy_of is not None}

    assert copies == {
        "national-group-first-meeting": "working-group-violence",
        "iraq-working-group": "working-group-violence",
        "group-against-violence": "working-group-violence",  # with a lead and an ending of its own
        "iraq-national-group": "working-group-violence",
    }


def test_a_statement_in_other_dress_is_one_text_whatever_the_order() -> None:
    told = demo_stories()
    dresses = [one for one in demo() if "working-group-violence" in (one["slug"], told[one["slug"]].copy_of)]

    for order in permutations(dresses):
        window: Window[str] = Window()
        for one in order:
            join(window, one["slug"], one["title"], one["text"], source=one["outlet"])

        assert {kept.copy_of or kept.id for kept in window} == {order[0]["slug"]}


def test_an_excerpt_is_a_copy_though_other_excerpts_left_out_what_it_kept() -> None:
    first = "أعلنت وزارة الموارد المائية أن سد الوند سيغلق بواباته الثلاث مساء الخميس لأعمال صيانة تستمر أحد عشر يوما."
    second = "وقال وكيل الوزارة حازم العقيلي إن مضخات خانقين ستعمل ليلا لتعويض بساتين المزارعين عن حصصهم من الماء."
    third = "وحذر العقيلي سكان القرى الواقعة أسفل السد من الاقتراب من مجرى الوند بعد غلق البوابات حتى انتهاء الصيانة."
    title = "غلق بوابات سد الوند للصيانة"
    window: Window[str] = Window()
    for source in ("a", "b"):
        join(window, source, title, f"{first} {second} {third}", source=source)
    for source in ("c", "d", "e", "f"):
        join(window, source, title, f"{first} {second}", source=source)

    kept = join(window, "last", "العقيلي يحذر سكان القرى أسفل سد الوند", third, source="g")

    assert kept.copy_of == "a"


def test_a_statement_of_which_every_sentence_was_touched_is_a_copy() -> None:
    told = (
        "أعلنت وزارة الموارد المائية أن سد الوند سيغلق بواباته الثلاث مساء الخميس لأعمال صيانة تستمر أحد عشر يوما. "
        "وقال وكيل الوزارة حازم العقيلي إن مضخات خانقين ستعمل ليلا لتعويض بساتين المزارعين عن حصصهم من الماء. "
        "وحذر العقيلي سكان القرى الواقعة أسفل السد من الاقتراب من مجرى الوند بعد غلق البوابات حتى انتهاء الصيانة."
    )
    touched = (
        "كشفت وزارة الموارد المائية أن سد الوند سيغلق كل بواباته الثلاث مساء الخميس من أجل صيانة تدوم أحد عشر يوما. "
        "وذكر وكيل الوزارة حازم العقيلي أن مضخات خانقين ستشتغل ليلا لتعويض بساتين الفلاحين عن حصصهم من الماء. "
        "ونبه العقيلي سكان القرى الواقعة أسفل السد لعدم الاقتراب من مجرى الوند بعد إغلاق البوابات حتى انتهاء الصيانة."
    )
    window: Window[str] = Window()

    join(window, "told", "غلق بوابات سد الوند للصيانة", told, source="a")
    kept = join(window, "touched", "صيانة سد الوند تستمر 11 يوما", touched, source="b")

    assert kept.copy_of == "told"


def greeting(country: str, ruler: str) -> tuple[str, str]:
    text = (
        f"بعث رئيس الجمهورية برقية تهنئة إلى {ruler} بمناسبة ذكرى استقلال {country}، أعرب فيها "
        f"باسمه واسم الشعب والحكومة عن أصدق التهاني وأطيب التمنيات بالصحة والسعادة له، ولشعب {country} الصديق التقدم. "
        "وأشاد بالمتميزة التي تربط البلدين والشعبين الصديقين، التي يسعى الجميع إلى تعزيزها وتطويرها."
    )
    return f"رئيس الجمهورية يهنئ {ruler} بذكرى الاستقلال", text


def test_congratulations_to_two_rulers_are_two_stories() -> None:
    window: Window[str] = Window()

    one = join(window, "a", *greeting("أرمينيا", "الرئيس فاهاغن خاتشاتوريان"))
    other = join(window, "b", *greeting("بلغاريا", "الرئيس رومن راديف"), source="gazette")
    again = join(window, "c", *greeting("أرمينيا", "الرئيس فاهاغن خاتشاتوريان"), source="paper")

    assert (one.story, other.story, again.story) == ("a", "b", "a")
    assert (other.copy_of, again.copy_of) == (None, "a")


def test_what_happens_after_three_days_is_another_story() -> None:
    article = next(one for one in demo() if one["slug"] == "court-isis-cell")
    window: Window[str] = Window()

    first = join(window, "first", article["title"], article["text"], at=NOW)
    late = join(window, "late", article["title"], article["text"], source="b", at=NOW + timedelta(hours=71))
    later = join(window, "later", article["title"], article["text"], source="c", at=NOW + timedelta(hours=150))

    assert (first.story, late.story, later.story) == ("first", "first", "later")
    assert len(window) == 1


def test_a_report_of_every_day_does_not_chain_a_week_into_one_story() -> None:
    article = next(one for one in demo() if one["slug"] == "weather-cairo")
    window: Window[str] = Window()

    days = [
        join(window, str(day), article["title"], article["text"], source=f"s{day}", at=NOW + timedelta(days=day)).story
        for day in range(6)
    ]

    assert days == ["0", "0", "0", "0", "0", "5"]


def grouped(order: list[dict[str, Any]]) -> set[frozenset[str]]:
    """The pairs of the demo's articles that are of one story, however these came."""
    window: Window[str] = Window()
    for one in order:
        join(window, one["slug"], one["title"], one["text"], source=one["outlet"], at=one["at"])
    stories: dict[str, set[str]] = {}
    for kept in window:
        stories.setdefault(kept.story, set()).add(kept.id)
    return {frozenset(pair) for story in stories.values() for pair in combinations(sorted(story), 2)}


def test_the_order_of_arrival_hardly_changes_who_belongs_together() -> None:
    articles, chance = demo(), Random(5)

    in_time = grouped(articles)

    for _ in range(25):
        other = grouped(chance.sample(articles, len(articles)))
        assert 2 * len(in_time & other) / (len(in_time) + len(other)) >= 0.9


def test_an_article_that_is_like_two_stories_makes_one_of_them() -> None:
    short, bridge, other = (
        next(one for one in demo() if one["slug"] == slug)
        for slug in ("28-countries-abu-dhabi", "stabilisation-group-meets", "jordan-coalition-group")
    )

    apart, together = grouped([short, other]), grouped([short, other, bridge])

    assert apart == set()
    assert len(together) == 3


def test_halves_of_a_text_stay_two_texts_though_an_article_has_both() -> None:
    first = "افتتح محافظ البصرة قبل ظهر السبت جسر الخور المعلق الذي نفذته شركة محلية بكلفة 40 مليون دينار خلال عامين"
    second = "وقال المهندس عادل الساعدي إن الجسر يختصر الطريق إلى ميناء الفاو ثلاثين كيلومترا ويخفف الزحام عن المدينة"
    window: Window[str] = Window()

    join(window, "a", "جسر الخور", first, source="a")
    join(window, "b", "جسر الخور", second, source="b")
    join(window, "both", "جسر الخور", f"{first}. {second}.", source="c")

    assert {kept.id: kept.copy_of for kept in window} == {"a": None, "b": None, "both": "a"}


BUS = (
    "انقلاب حافلة قرب وادي السدر",
    "انقلبت حافلة تقل عمالا على الطريق المؤدي إلى وادي السدر صباح الأحد، فأصيب تسعة من ركابها برضوض. وقال مسعفون "
    "إن السائق حاول تفادي قطيع من الإبل، وإن الحافلة تابعة لشركة المناجم.",
)
RATES = (
    "مصرف الساحل يخفض فائدة القروض",
    "خفض مصرف الساحل فائدة القروض العقارية ربع نقطة بدءا من الشهر المقبل، وعزا محافظه جابر العلمي القرار إلى تباطؤ "
    "التضخم. وتوقع محللون أن تتبعه مصارف أخرى وأن ترتفع مبيعات الشقق.",
)


@pytest.mark.parametrize("titled", [True, False])
@pytest.mark.parametrize("order", list(permutations("abr")), ids="".join)
def test_a_round_up_makes_no_one_story_of_what_it_tells(order: tuple[str, ...], titled: bool) -> None:
    title = f"{BUS[0]}.. و{RATES[0]}" if titled else "موجز المساء: أبرز ما جاء اليوم"
    told = {"a": BUS, "b": RATES, "r": (title, f"{BUS[1]} {RATES[1]}")}
    window: Window[str] = Window()

    for n, id in enumerate(order):
        join(window, id, *told[id], source=id, at=NOW + timedelta(hours=n))

    kept = {one.id: one for one in window}
    assert kept["a"].story != kept["b"].story
    assert (kept["a"].copy_of or "a") != (kept["b"].copy_of or "b")


SHIPS = (
    "وفد أممي يصل إلى ميناء المرسى لمعاينة السفن المحتجزة",
    "وصل وفد من الأمم المتحدة إلى ميناء المرسى صباح الاثنين لمعاينة ثلاث سفن محتجزة منذ الربيع. وقال رئيس الوفد هارالد "
    "برغ إن المعاينة تستغرق يومين، وإن مالك السفن وافق عليها.",
)
SHIPS_AND_MORE = (
    "الوفد الأممي يعاين السفن المحتجزة في ميناء المرسى",
    "شرع وفد الأمم المتحدة برئاسة هارالد برغ في معاينة السفن الثلاث المحتجزة في ميناء المرسى، بموافقة مالكها. "
    f"وفي شأن آخر، {RATES[1]}",
)


@pytest.mark.parametrize("order", ["abr", "bar"])
def test_what_an_article_repeats_of_another_event_does_not_take_it_from_its_own_story(order: str) -> None:
    told = {"a": SHIPS, "b": RATES, "r": SHIPS_AND_MORE}
    window: Window[str] = Window()

    kept = {id: join(window, id, *told[id], source=id, at=NOW + timedelta(hours=n)) for n, id in enumerate(order)}

    assert (kept["r"].story, kept["r"].copy_of) == ("a", None)


ONLINE = (
    "قال مدرب المنتخب عادل الشرقي إن فريقه سيخوض معسكرا مغلقا في مدينة طنجة يستمر عشرة أيام قبل بطولة أفريقيا. "
    "وأوضح الشرقي في مؤتمر صحفي أن المهاجم ياسين برادة تعافى من إصابة الركبة وسيلتحق بالتدريبات يوم الخميس، "
    "وأن الحارس سعد المنصوري سيغيب ثلاثة أسابيع بعد عملية جراحية في الكتف."
)


def test_an_outlet_that_prints_the_next_day_what_it_told_online_repeats_itself() -> None:
    own = "وكان الاتحاد قد اتفق مع فندقين في طنجة على إيواء البعثة وخصص ملعب المرسى للحصص المسائية طوال المعسكر."
    more = "وسيواجه المنتخب غانا وديا في ملعب الخميسات قبل السفر، ثم يغادر في طائرة خاصة صباح الأحد المقبل."
    window: Window[str] = Window()

    join(window, "online", "الشرقي: معسكر مغلق للمنتخب في طنجة", f"{ONLINE} {own}", source="paper")
    later = NOW + timedelta(hours=15)
    kept = join(window, "print", "الشرقي يعلن معسكر المنتخب في طنجة", f"{ONLINE} {more}", source="paper", at=later)

    assert kept.copy_of == "online"


def test_names_that_two_desks_translate_otherwise_make_no_other_event_of_a_long_text() -> None:
    chart = (
        "احتل فيلم الحركة والخيال العلمي {} صدارة إيرادات السينما في أمريكا الشمالية خلال الأيام الثلاثة الماضية مسجلا "
        "أكثر من 58 مليون دولار، ويقوم ببطولته ماركو فيالي ويخرجه لويس أندرادي. وتراجع فيلم الرسوم المتحركة {} إلى "
        "المركز الثاني بإيرادات قدرها 50 مليون دولار، وأخرجه كارل هوبنر وشارك في بطولته بالأداء الصوتي سارة بنجامين "
        "وتوم كلارك. وجاء الفيلم الكوميدي حافلة منتصف الليل في الترتيب الثالث بمبيعات تذاكر بلغت 30 مليون دولار، "
        "وشارك في بطولته بيل مورغان وإيمي شولتز. وتراجع فيلم الرسوم المتحركة مدينة الألوان إلى المركز الرابع محققا 11 "
        "مليون دولار، وهو من إخراج بيتر دولان. ونزل فيلم المغامرات وادي التماسيح من المركز الثاني إلى الخامس مسجلا "
        "مبيعات قدرها تسعة ملايين دولار، ويقوم ببطولته كريس دالتون ويخرجه كولن تريفور. وتوقع محللون أن تنخفض مبيعات "
        "التذاكر الأسبوع المقبل مع بدء العام الدراسي وغياب العروض الجديدة عن قاعات السينما الكبرى."
    )
    window: Window[str] = Window()

    join(window, "a", "«آيرون مان» في صدارة إيرادات السينما", chart.format("آيرون مان", "ميني موشي"), source="a")
    told = chart.format("الرجل الحديدي", "القطط الصغيرة")
    kept = join(window, "b", "«الرجل الحديدي» في صدارة إيرادات السينما", told, source="b", at=NOW + timedelta(hours=9))

    assert kept.copy_of == "a"


def test_an_article_that_came_late_joins_the_story_of_its_day() -> None:
    articles = demo()
    window: Window[str] = Window()
    for one in articles:
        if one["slug"] != "iraq-working-group":
            join(window, one["slug"], one["title"], one["text"], source=one["outlet"], at=one["at"])
    late = next(one for one in articles if one["slug"] == "iraq-working-group")

    kept = join(window, "late", late["title"], late["text"], source=late["outlet"], at=late["at"])

    assert kept.story == "working-group-violence"


def test_items_that_say_nothing_stand_alone() -> None:
    window: Window[str] = Window()

    stories = [join(window, str(n), "كاريكاتير", "", source=f"s{n}").story for n in range(3)]

    assert stories == ["0", "1", "2"]


@pytest.mark.parametrize(
    ("headline", "other", "same"),
    [
        ("انفجار قرب محطة القطار في النخيل", "عاجل.. انفجار قرب محطة القطار في النخيل", True),
        ("انفجار قرب محطة القطار في النخيل", "انفجار قرب محطة القطار في الزهراء", False),
        ("جمعية البستان تقيم حفل إفطار لمنسوبيها", "بلدية المرسى تقيم حفل إفطار لمنسوبيها", False),
    ],
)
def test_of_two_headlines_of_a_few_words_one_says_all_of_the_other(headline: str, other: str, same: bool) -> None:
    window: Window[str] = Window()

    told = [join(window, str(n), title, "", source=f"s{n}") for n, title in enumerate((headline, other, headline))]

    assert [one.story for one in told] == ["0", "0" if same else "1", "0"]


@pytest.mark.parametrize(
    ("flash", "other"),
    [
        ("المجلس يوافق على ميزانية النخيل", "المجلس لا يوافق على ميزانية النخيل"),
        ("النادي يسحب ترشيح المدرب سالم", "ليس صحيحا: النادي يسحب ترشيح المدرب سالم"),
        ("تأجيل مباراة الميناء والقلعة", "إلغاء تأجيل مباراة الميناء والقلعة"),
        ("وفاة رئيس بلدية النخيل السابق", "وفاة والدة رئيس بلدية النخيل السابق"),
        ("استقالة مدير ميناء المرسى", "استقالة مستشار مدير ميناء المرسى"),
        ("غارة على جسر النخيل الشرقي", "غارة ثانية على جسر النخيل الشرقي"),
        ("الميناء يفوز على القلعة بهدفين", "القلعة يفوز على الميناء بهدفين"),
    ],
)
def test_a_word_more_may_turn_a_flash_round(flash: str, other: str) -> None:
    window: Window[str] = Window()

    told = [join(window, title, title, "", source=title) for title in (flash, other)]

    assert [(one.story, one.copy_of) for one in told] == [(flash, None), (other, None)]


@pytest.mark.parametrize(
    ("flash", "source", "hours", "same"),
    [
        ("انفجار قوي يهز ميناء النخيل", "other", 10, True),
        ("انفجار قوي يهز ميناء النخيل", "other", 13, False),
        ("انفجار قوي يهز ميناء النخيل", "wire", 2, True),
        ("انفجار قوي يهز ميناء النخيل", "wire", 4, False),
        ("سعر الذهب اليوم في النخيل", "other", 2, True),
        ("سعر الذهب اليوم في النخيل", "other", 8, False),
    ],
)
def test_the_same_flash_later_is_of_the_next_event(flash: str, source: str, hours: int, same: bool) -> None:
    window: Window[str] = Window()

    join(window, "first", flash, "")
    later = join(window, "later", flash, "", source=source, at=NOW + timedelta(hours=hours))

    assert (later.story, later.copy_of) == (("first", "first") if same else ("later", None))


def test_sirens_every_few_hours_are_no_one_story() -> None:
    window: Window[str] = Window()

    told = [
        join(window, str(n), "صفارات الإنذار تدوي في حي النخيل", "", source=str(n), at=NOW + timedelta(hours=9 * n))
        for n in range(4)
    ]

    assert [one.story for one in told] == ["0", "0", "2", "2"]


def test_of_two_flashes_that_which_says_more_is_no_copy() -> None:
    window: Window[str] = Window()

    join(window, "flash", "انفجار قوي يهز ميناء النخيل", "")
    longer = join(window, "longer", "انفجار قوي يهز ميناء النخيل قرب الجمارك", "", source="other")

    assert (longer.story, longer.copy_of) == ("flash", None)


def test_a_headline_of_a_few_words_is_no_copy_of_a_text_that_lacks_one_of_them() -> None:
    window: Window[str] = Window()
    text = (
        "أقامت بلدية المرسى حفل إفطار لمنسوبيها في مبنى البلدية مساء الاثنين، وحضره موظفو الأقسام ورؤساؤها وعائلاتهم."
    )

    join(window, "text", "بلدية المرسى تقيم حفل إفطار لمنسوبيها", text)
    headline = join(window, "headline", "جمعية البستان تقيم حفل إفطار لمنسوبيها", "", source="other")

    assert headline.copy_of is None


def test_a_report_joins_the_headline_that_came_before_it() -> None:
    window: Window[str] = Window()
    text = (
        "أعلنت إدارة التعليم في النخيل تعليق الدراسة غدا في جميع المدارس بسبب الأمطار المتوقعة حفاظا على سلامة الطلاب."
    )

    join(window, "headline", "تعليق الدراسة في النخيل غدا", "")
    report = join(window, "report", "تعليق الدراسة في النخيل غدا بسبب الأمطار", text, source="other")

    assert report.story == "headline"


def test_a_headline_of_a_few_words_has_no_say_and_outlives_its_story() -> None:
    window: Window[str] = Window()
    title = "انفجار قرب محطة القطار في النخيل"
    text = "هز انفجار محيط محطة القطار في النخيل صباح الاثنين وألحق أضرارا بثلاث سيارات، وقالت الشرطة إن أحدا لم يصب."
    late = NOW + timedelta(hours=73)

    report = join(window, "report", "انفجار يهز محيط محطة القطار في النخيل", text)
    headline = join(window, "headline", title, "", source="other", at=NOW + timedelta(hours=2))
    join(window, "later", "المجلس يقر موازنة المكتبات العامة للعام المقبل", "", source="third", at=late)
    again = join(window, "again", title, "", source="fourth", at=NOW + timedelta(hours=3))

    assert (report.story, headline.story, again.story) == ("report", "report", "report")


def test_a_headline_without_a_text_is_one_story_in_all_outlets() -> None:
    headline = "مجلس بلدية النخيل يقر بناء سوق مغطى للخضار قرب محطة القطار الشرقية"
    window: Window[str] = Window()

    stories = [join(window, str(n), headline, "", source=f"s{n}").story for n in range(3)]
    other = join(window, "other", "مجلس بلدية النخيل يقر ترميم المكتبة العامة وتوسعة حديقة الأطفال الغربية", "")

    assert stories == ["0", "0", "0"]
    assert other.story == "other"


TEXTS = st.text(st.sampled_from("ابتجد والم ي\n.25%\u064b\u200fé😀\ud800"), max_size=300)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no answer to the question
@given(st.lists(st.tuples(TEXTS, TEXTS, st.integers(0, 200)), max_size=12))
def test_any_text_finds_a_place_and_nothing_is_left_behind(told: list[tuple[str, str, int]]) -> None:
    window: Window[str] = Window()

    kept = [
        join(window, str(n), title, text, source=str(n % 3), at=NOW + timedelta(hours=hours))
        for n, (title, text, hours) in enumerate(sorted(told, key=lambda one: one[2]))
    ]
    known = {one.id for one in kept}
    join(window, "last", "", "", at=NOW + timedelta(days=30))

    assert all(one.story in known and (one.copy_of is None or one.copy_of in known) for one in kept)
    assert all(one.copy_of is None or kept[int(one.copy_of)].story == one.story for one in kept)
    stems = {stem for one in kept for stem in one.telling.stems}
    assert len(window) == 1
    assert all(window.stems.seen(stem) == Window().stems.seen(stem) for stem in stems)


def test_one_phrase_in_common_is_not_looked_at_two_paragraphs_are() -> None:
    window: Window[str] = Window()
    phrase = "أعرب الوزير عن بالغ تقديره لجهود اللجان الفنية المشتركة"
    paragraph = (
        "أقر مجلس المحافظة بناء جسر جديد فوق النهر يربط الضفة الشرقية بالمدينة القديمة ويخفف زحام الشاحنات الثقيلة"
    )
    harvest = "بدأ مزارعو الواحة جني التمور وسط توقعات بموسم وفير بعد أمطار غزيرة هطلت على السهول الجنوبية"

    join(window, "bridge", "جسر جديد فوق النهر", f"{paragraph}. {phrase}", source="wire")
    other = window.read(source="daily", at=NOW, title="موسم التمور", text=f"{harvest}. {phrase}")
    copied = window.read(source="daily", at=NOW, title="زحام الشاحنات", text=f"{paragraph}. {harvest}")

    assert window.place(other).story is None
    assert window.place(copied).story == "bridge"


def test_flashes_are_found_by_half_of_their_words() -> None:
    window: Window[str] = Window()
    join(window, "first", "استقالة رئيس الوزراء الهولندي روته", "", source="wire")

    again = window.read(source="daily", at=NOW, title="رئيس الوزراء الهولندي روته يعلن استقالة حكومته اليوم", text="")

    assert window.place(again).story == "first"
