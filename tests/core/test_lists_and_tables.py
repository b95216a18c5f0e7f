"""Lists, headings, tables and quotations between the paragraphs of a body, whatever it is called."""

import pytest

from tests.support.pace import seconds_of
from tests.support.pages import LINE, MORE, TITLE, text_of

ITEMS = ["محطة في الجنوب", "سدان صغيران"]
LIST = f"<h3>ما الذي بني</h3><ul>{''.join(f'<li>{item}</li>' for item in ITEMS)}</ul>"
BODY = f"<div class=txt><p>{LINE}</p>{LIST}<p>{MORE}</p></div>"
TWO = f"<p>{LINE}</p><p>{MORE}</p>"
AROUND = "موقع مستقل تأسس قبل عشرين عاما ويقدم الأخبار على مدار الساعة من مراسليه في مدن كثيرة."
BESIDE = [
    f"<footer><div class=note><p>{AROUND}</p></div></footer>",
    f"<div id=comments><div class=comment-content><p>{AROUND}</p></div></div>",
    f"<div class=site-footer><div><h4>من نحن</h4><p>{AROUND}</p></div></div>",
    f"<div class=author-box><div><p>{AROUND}</p></div></div>",
]


@pytest.mark.parametrize("beside", BESIDE)
def test_lists_are_told_though_other_text_stands_beside_the_body(beside: str) -> None:
    told = text_of(f"<h1>{TITLE}</h1>{BODY}{beside}")

    assert told == "\n".join([LINE, "ما الذي بني", *ITEMS, MORE])


@pytest.mark.parametrize("named", ["<article>{}</article>", "<div itemprop=articleBody>{}</div>"])
def test_an_article_of_short_lines_stays_the_body_whatever_text_stands_around_it(named: str) -> None:
    lines = ["اندلع حريق في السوق القديم.", "وصلت سيارات الإطفاء.", "لا إصابات بين التجار."]
    footer = (
        f"<div class=bottom><div><h4>من نحن</h4><p>{AROUND}</p></div><div><h4>النشرة</h4><p>{AROUND}</p></div></div>"
    )

    told = text_of(f"<h1>{TITLE}</h1>{named.format(''.join(f'<p>{line}</p>' for line in lines))}{footer}")

    assert told == "\n".join(lines)


@pytest.mark.parametrize("end", [".", ""])
def test_short_lines_under_a_title_are_the_article_and_not_what_stands_below(end: str) -> None:
    lines = [f"{line}{end}" for line in ("اندلع حريق في السوق القديم", "وصلت سيارات الإطفاء", "لا إصابات بين التجار")]
    below = "".join(f"<div><h4>{label}</h4><p>{AROUND}</p></div>" for label in ("من نحن", "النشرة"))
    page = f"<h1>{TITLE}</h1><div class=story-text>{''.join(f'<p>{line}</p>' for line in lines)}</div>"

    assert text_of(f"{page}<div class=bottom>{below}</div><footer><p>{AROUND}</p></footer>").startswith(lines[0])


@pytest.mark.parametrize("heading", ["من نحن", "آراء الزوار", "الوزير يفتتح سدا"])
def test_what_begins_with_a_heading_below_short_lines_is_not_the_article_though_it_has_words_of_the_title(
    heading: str,
) -> None:
    lines = ["اندلع حريق في السوق القديم", "وصلت سيارات الإطفاء سريعا", "لا إصابات بين التجار"]
    page = f"<h1>{TITLE}</h1><div class=story-text>{''.join(f'<p>{line}</p>' for line in lines)}</div>"
    below = f"<h4>{heading}</h4><p>{AROUND}</p><h4>تنويه</h4><p>{AROUND} ويكتب فيه وزير.</p>"

    assert text_of(f"{page}<div class=bottom>{below}</div>").startswith(lines[0])


@pytest.mark.parametrize(
    "lines",
    [
        [
            "رئيس الوزراء: سنعيد إعمار السوق القديم",
            "وزير الداخلية: فتحنا تحقيقا عاجلا",
            "المحافظ: لا إصابات بين التجار",
        ],
        ["عاجل: حريق في السوق القديم", "مصدر أمني: أخمدنا حريق السوق", "وصلت سيارات الإطفاء سريعا"],
    ],
)
def test_lines_of_who_says_what_are_the_article_and_not_the_note_below(lines: list[str]) -> None:
    page = f"<h1>{TITLE}</h1><div class=story-text>{''.join(f'<p>{line}</p>' for line in lines)}</div>"
    note = f"<div class=note><p>{AROUND} ويكتب فيه كل وزير.</p><ul><li>ممنوع السب والقذف</li></ul></div>"

    told = text_of(page + note)

    assert told.startswith("\n".join(lines))
    assert "السب" not in told


BELOW = [
    f"<div class=visitors><h5>زائر</h5><p>{LINE}</p><h5>زائر</h5><p>{MORE}</p><h5>زائر</h5><p>{AROUND}</p></div>",
    f"<div class=next><h2>الوزير يزور الجنوب</h2><p>{LINE}</p><p>{MORE}</p><h3>خلفية</h3><p>{AROUND}</p></div>",
]


@pytest.mark.parametrize("below", BELOW)
@pytest.mark.parametrize("around", ["<div class=news>{}</div>", "{}"])
def test_a_flash_is_told_however_much_stands_below_it(around: str, below: str) -> None:
    lines = ["اندلع حريق في السوق القديم", "المحافظ: لا إصابات بين التجار", "وصلت سيارات الإطفاء سريعا"]

    told = text_of(f"<h1>{TITLE}</h1>{around.format(''.join(f'<p>{line}</p>' for line in lines))}{below}")

    assert told.startswith("\n".join(lines))


POINTS = ["استمر العمل ثلاثة أعوام.", "تكفي المحطة مئة ألف بيت.", "تلحق بها محطتان أخريان."]
ABOVE = [
    "<p>كتب سامر الحارثي الجبوري</p><p>الجمعة 27 نوفمبر 2026</p><p>وقت القراءة ثلاث دقائق</p>",
    "<p>بقلم: سامر وليد الحارثي الجبوري</p><p>بغداد: سامر الحارثي الجبوري</p><p>القسم: أخبار محلية متنوعة أخرى</p>",
    f"<ul>{''.join(f'<li>{point}</li>' for point in POINTS)}</ul>",
    f"<ul>{''.join(f'<li><p>{point}</p></li>' for point in POINTS)}</ul>",
]


@pytest.mark.parametrize("above", ABOVE)
def test_lists_are_told_though_points_or_lines_of_publishing_stand_above_the_body(above: str) -> None:
    told = text_of(f"<div><h1>{TITLE}</h1>{above}{BODY}</div>")

    assert told.endswith("\n".join([LINE, "ما الذي بني", *ITEMS, MORE]))


DECK = "<p>الوزير يكشف موعد المحطتين</p><p>قرض ياباني طويل الأجل</p><p>سكان الضاحية ينتظرون الماء</p>"


@pytest.mark.parametrize("above", [ABOVE[1], DECK])
@pytest.mark.parametrize("one", ["<div class=live-item><h3>{}</h3><p>{}</p></div>", "<h2>{}</h2><p>{}</p>"])
def test_headings_are_told_though_points_or_a_deck_stand_above_the_text(one: str, above: str) -> None:
    headings = ["ما المحطة الجديدة؟", "كم استمر العمل؟", "من يقدم الأخبار؟"]
    entries = "".join(one.format(*both) for both in zip(headings, (LINE, MORE, AROUND), strict=True))

    told = text_of(f"<h1>{TITLE}</h1>{above}<div class=story-text>{entries}</div>").split("\n")

    assert [line for line in told if line in headings] == headings


@pytest.mark.parametrize("list_", [LIST, f"<p>وتضم المحطة:</p>{LIST}"])
def test_lists_of_a_text_are_told_though_a_deck_stands_above_it(list_: str) -> None:
    told = text_of(f"<h1>{TITLE}</h1>{DECK}<div class=story-text>{TWO}{list_}<p>{AROUND}</p></div>").split("\n")

    assert [line for line in told if line in ITEMS] == ITEMS
    assert told[:3] == ["الوزير يكشف موعد المحطتين", "قرض ياباني طويل الأجل", "سكان الضاحية ينتظرون الماء"]


@pytest.mark.parametrize(
    "above",
    [
        "<p>متابعة وإعداد: فريق الرافد الإخباري</p><p>صورة أرشيفية من الضاحية</p><p>استمع إلى الخبر صوتيا</p>",
        "<div class=slider><p>الوزير أمام المحطة</p><p>المحطة من الداخل</p><p>سكان الضاحية يحتفلون بها</p></div>",
    ],
)
def test_lines_that_tell_nothing_above_a_text_are_neither_it_nor_its_deck(above: str) -> None:
    told = text_of(f"<h1>{TITLE}</h1>{above}<div class=story-text>{TWO}{LIST}<p>{AROUND}</p></div>")

    assert told == "\n".join([LINE, MORE, "ما الذي بني", *ITEMS, AROUND])


SHORT = "<p>وشملت الأعمال:</p>"
ENDS = [
    f"{SHORT}<ul><li>محطة في الجنوب</li></ul>",
    f"<p>وانتهى العمل.</p>{SHORT}<ul><li>محطة في الجنوب</li></ul>",
    "<p>وانتهى العمل.</p><h3>ما الذي بني</h3><ul><li>محطة في الجنوب</li></ul>",
    "<p>وسجل الذهب ارتفاعا جديدا.</p><h3>أسعار الذهب اليوم في مصر</h3><ul><li>محطة في الجنوب</li></ul>",
    "<p>وأعلنت الوزارة الأعمال الجديدة.</p><ul><li>محطة في الجنوب</li></ul>",
    "<p>وجاءت القائمة كالتالي:</p><h4>أولا</h4><ul><li>سد</li></ul><h4>ثانيا</h4><ul><li>محطة في الجنوب</li></ul>",
    "<p>كتبت الوزارة الشروط التالية:</p><ul><li>محطة في الجنوب</li></ul>",
    "<p>كتب الوزير على حسابه:</p><blockquote>محطة في الجنوب لا تكفي</blockquote>",
    "<p>بحسب الوزارة فإن الشروط هي:</p><ul><li>محطة في الجنوب</li></ul>",
    "<p>نقلا عن الوزارة، الشروط هي:</p><ul><li>محطة في الجنوب</li></ul>",
    "<p>وقال الوزير:</p><blockquote>محطة في الجنوب لا تكفي</blockquote>",
    "<p>المطلوب ما يلي:</p><ol><li>محطة في الجنوب</li></ol>",
]
OTHER_ENDS = [
    "<p>المصدر: وكالات.</p><h3>استطلاع رأي</h3><ul><li>لا تكفي محطة في الجنوب</li></ul>",
    "<p>للتواصل مع المحرر:</p><ul><li>محطة في الجنوب</li></ul>",
    "<p>وانتهى العمل.</p><h3>تعليقات القراء</h3><ol><li>محطة في الجنوب لا تكفي</li></ol>",
    *(
        f"<p>{line}</p><h3>{heading}</h3><ul><li>محطة في الجنوب</li></ul>"
        for line in ("وانتهى العمل.", "نقلا عن رويترز.", "كتب: سامر الكبيسي.", "والله أعلم.", "وللحديث بقية.")
        for heading in ("استطلاع رأي", "آراء القراء", "حالة الطقس")
    ),
    "<p>وشاركنا فيه:</p><h3>استطلاع رأي</h3><ul><li>لا تكفي محطة في الجنوب</li></ul>",
    "<p>كتب أخرى للمؤلف نفسه:</p><ul><li>محطة في الجنوب</li></ul>",
    "<p>كتب المؤلف السابقة هي:</p><ul><li>محطة في الجنوب</li></ul>",
    "<div><h3>استطلاع رأي:</h3><ul><li>محطة في الجنوب</li></ul></div>",
    f"<div class=x>{SHORT}</div><ul><li>محطة في الجنوب</li></ul>",
]


@pytest.mark.parametrize("end", ENDS)
def test_a_list_at_the_end_is_told_though_a_short_line_stands_before_it(end: str) -> None:
    assert ITEMS[0] in text_of(f"<h1>{TITLE}</h1><div class=story-text>{TWO}{end}</div>")


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("وأظهر استطلاع جديد أن رأي سكان الضاحية في المحطة حسن، وأن أكثرهم يريد محطة أخرى.", "استطلاع رأي"),
        ("وقالت هيئة الأرصاد إن حالة الطقس غدا تسمح بتشغيل المحطة، وإن الأمطار تعود بعد غد إلى الجنوب.", "حالة الطقس"),
    ],
)
def test_a_list_under_the_heading_of_a_box_is_told_where_the_text_tells_of_the_same(line: str, heading: str) -> None:
    end = f"<p>{line}</p><h3>{heading}</h3><ul><li>محطة في الجنوب</li></ul>"

    assert ITEMS[0] in text_of(f"<h1>{TITLE}</h1><div class=story-text>{TWO}{end}</div>")


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("درجات الحرارة اليوم في مصر", "درجات الحرارة"),
        ("الأرصاد: طقس بارد وأمطار على السواحل", "حالة الطقس اليوم"),
        ("مجلس الأمن يصوت لمشروع القرار", "تصويت"),
        ("استطلاع: نصف السكان لا يثقون بالأحزاب", "استطلاع"),
        ("مواعيد الصلاة اليوم الجمعة", "مواقيت الصلاة"),
        ("توقعات الأبراج وحظك اليوم", "حظك اليوم"),
    ],
)
def test_a_list_under_the_heading_of_a_box_is_told_where_the_title_tells_of_the_same(title: str, heading: str) -> None:
    end = f"<h3>{heading}</h3><ul><li>القاهرة 24</li></ul>"

    assert "القاهرة 24" in text_of(f"<h1>{title}</h1><div class=story-text>{TWO}{end}</div>")


@pytest.mark.parametrize("more", ["<h3>أحواض المحطة</h3>", "<p>وتضم المحطة:</p>"])
def test_a_list_of_the_text_is_told_though_a_box_stands_before_it(more: str) -> None:
    box = "<h3>حالة الطقس</h3><ul><li>القاهرة 24</li></ul>"
    page = f"<h1>{TITLE}</h1><div class=story-text>{TWO}{box}{more}<ul><li>خمسة أحواض</li></ul></div>"

    assert "خمسة أحواض" in text_of(page)


HEADINGS_OF_BOXES = (
    "سؤال الأسبوع، هل تؤيد رفع سعر الماء؟، ما رأيك في الخبر؟، شارك برأيك، قواعد النشر، شروط التعليق، مختارات"
    "، عناوين أخرى، أبرز العناوين، أخبار قد تهمك، أسعار العملات، مباريات اليوم، خدمات، قالوا، الطقس الآن، أحوال الطقس"
    "، تصويت اليوم، استطلاع الرافد، أسعار الصرف، أسعار صرف العملات، سعر الصرف"
)


@pytest.mark.parametrize("heading", [*HEADINGS_OF_BOXES.split("، "), "كاريكاتير"])
@pytest.mark.parametrize("box", ["<h3>{}</h3>{}", "<div><h3>{}</h3>{}</div>"])
def test_boxes_behind_a_short_sentence_of_the_text_are_not_told(box: str, heading: str) -> None:
    end = f"<p>وانتهى العمل.</p>{box.format(heading, '<ul><li>القتال في السودان</li></ul>')}"

    assert "السودان" not in text_of(f"<h1>{TITLE}</h1><div class=story-text>{TWO}{end}</div>")


def test_a_list_behind_a_sentence_of_the_outlet_s_own_is_not_told() -> None:
    end = "<p>وأطلقت الرافد تطبيقها الجديد.</p><ul><li>محطة في الجنوب</li></ul>"
    page = f"<title>{TITLE} | الرافد</title><h1>{TITLE}</h1><div class=story-text>{TWO}{end}</div>"

    assert ITEMS[0] not in text_of(page)


def test_thousands_of_headings_behind_a_long_text_are_read_in_no_time() -> None:
    boxes = "<h3>استطلاع رأي</h3><ul><li>نعم</li></ul>" * 2_000
    page = f"<h1>{TITLE}</h1><div class=story-text>{f'<p>{LINE} استطلاع رأي</p>' * 2_000}{boxes}</div>"

    taken = seconds_of(lambda: text_of(page))

    assert taken < 3  # fourteen seconds when the text was joined for each


@pytest.mark.parametrize("end", OTHER_ENDS)
def test_what_stands_behind_a_line_that_ends_the_body_is_no_list_of_it(end: str) -> None:
    assert ITEMS[0] not in text_of(f"<h1>{TITLE}</h1><div class=story-text>{TWO}{end}</div>")


def test_the_text_of_the_next_article_on_a_page_is_not_this_one_s() -> None:
    posts = [
        f"<h1>{TITLE}</h1><div class=zz>{TWO}{LIST}</div>",
        f"<h2>المنتخب يبدأ معسكره</h2><div class=zz><p>{AROUND}</p></div>",
    ]

    told = text_of("".join(f"<div class=post>{post}</div>" for post in posts))

    assert AROUND not in told
    assert told.startswith(f"{LINE}\n{MORE}")


def test_teasers_under_an_article_do_not_become_it() -> None:
    teaser = f"<a class=item href=/r><div class=h>المنتخب يبدأ معسكره الثاني</div></a><p class=more>{AROUND}</p>"

    told = text_of(f"<h1>{TITLE}</h1><article class=article-body>{TWO}</article><div>{teaser * 4}</div>")

    assert told == f"{LINE}\n{MORE}"


CLUBS = ("<a href=/c/1>نادي السد</a>", "<a href=/c/2>فريق الضاحية</a>")
TABLE = f"<table><tr><td>{CLUBS[0]}</td><td>12</td></tr><tr><td>{CLUBS[1]}</td><td>9</td></tr></table>"
NAMES = f"<ul><li>{CLUBS[0]}</li><li>{CLUBS[1]} من الجنوب</li></ul>"
ROWS, ITEMS_OF_NAMES = "نادي السد 12\nفريق الضاحية 9", "نادي السد\nفريق الضاحية من الجنوب"
FRAMES = ["{}", "<figure>{}</figure>", "<figure>{}<figcaption></figcaption></figure>", "<div><div>{}</div></div>"]
BODIES = ["<div class=entry-content>{}</div>", "<div class=txt>{}</div>"]
INTRODUCED = f"<p>وصعد منها فريقان:</p>{NAMES}"


def body_of(inside: str, body: str) -> str:
    return text_of(f"<h1>{TITLE}</h1>{body.format(inside)}")


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("frame", FRAMES)
def test_a_table_of_names_that_are_links_is_told_in_whatever_frame(frame: str, body: str) -> None:
    told = body_of(f"<p>{LINE}</p>{frame.format(TABLE)}<p>{MORE}</p>", body)

    assert told == f"{LINE}\n{ROWS}\n{MORE}"


@pytest.mark.parametrize("body", BODIES)
def test_a_list_of_names_that_the_text_introduces_is_told_though_they_are_links(body: str) -> None:
    told = body_of(f"<p>{LINE}</p>{INTRODUCED}<p>{MORE}</p>", body)

    assert told == f"{LINE}\nوصعد منها فريقان:\n{ITEMS_OF_NAMES}\n{MORE}"


@pytest.mark.parametrize(
    "boxes",
    [f"<div class=b>{INTRODUCED}</div>", f"<div class=b><p>وصعد منها فريقان:</p></div><div class=b>{NAMES}</div>"],
)
def test_a_list_in_a_box_like_those_of_the_paragraphs_is_told(boxes: str) -> None:
    told = text_of(
        f"<h1>{TITLE}</h1><main><div class=b><p>{LINE}</p></div>{boxes}<div class=b><p>{MORE}</p></div></main>"
    )

    assert told == f"{LINE}\nوصعد منها فريقان:\n{ITEMS_OF_NAMES}\n{MORE}"


OTHERS = [
    "<p>اقرأ أيضا:</p><ul><li><a href=/n/1>المنتخب يبدأ معسكره</a></li><li><a href=/n/2>أمطار غزيرة غدا</a></li></ul>",
    f"<p>تابعونا على:</p>{NAMES}",
    "<p>وكان قد كتب من قبل:</p><ul><li><a href=/n/1>المنتخب الأول يبدأ معسكره الثاني في العاصمة</a></li></ul>",
    "<p>وهذه مواضيعنا:</p><ul><li><a href=/1>المنتخب يبدأ معسكره الثاني غدا</a></li></ul>",
    "<table><tr><td><a href=/a>أخبار</a></td><td><a href=/s>رياضة</a></td></tr></table>",
]


@pytest.mark.parametrize("others", OTHERS)
def test_links_to_others_between_paragraphs_do_not_become_the_text(others: str) -> None:
    told = body_of(f"<p>{LINE}</p>{others}<p>{MORE}</p>", BODIES[1])

    assert not any(word in told for word in ("معسكره", "رياضة", "السد"))


def test_tags_behind_the_text_are_no_list_of_it() -> None:
    tags = "<p>وردت في هذا الخبر:</p><ul><li><a href=/tag/1>نادي السد</a></li></ul>"

    assert "نادي السد" not in body_of(f"<p>{LINE}</p><p>{MORE}</p>{tags}", BODIES[0])


INTRODUCING = [
    "وقال تعليقا على الدول الموقعة:",
    "وضمت القائمة رجال الأعمال:",
    "ومن أبرز أعمال المخرج مع هؤلاء الممثلين:",
    "ضمت القائمة رجال الأعمال:",
    "أكثر اللاعبين تسجيلا للأهداف هذا الموسم:",
    "أكثر الدول تضررا من الأزمة:",
    "وكان آخر الواصلين إلى المعسكر:",
    "آخر الفائزين بالجائزة:",
    "نشر النادي قائمة لاعبيه للمباراة:",
    "شاهد العرض كل من:",
    "المتهمون في ملف الفساد هم:",
]
OFFERING = [
    "أكثر الأخبار تداولا هذا اليوم:",
    "الأكثر تعليقا على الرافد اليوم:",
    "الأكثر تعليقا هذا الأسبوع:",
    "الأكثر مشاهدة هذا الأسبوع على الموقع:",
    "آخر العناوين من صحيفة الرافد اليوم:",
    "من أعمال الكاتب الأخرى أيضا:",
    "واقرأ المزيد من أخبار الرافد:",
    "كل مقالات الكاتب على الرافد:",
    "نرشح لكم مواضيع أخرى من الرافد:",
    "نشر في الأقسام التالية:",
    "وسوم هذا الخبر على الموقع:",
    "من أخبارنا هذا اليوم أيضا:",
    "ننصحكم بقراءة المواضيع التالية:",
    "لا يفوتك من أخبار اليوم:",
    "وهذه روابط ذات صلة:",
    "نشر الموضوع:",
    "نشر المقال عبر مواقع التواصل:",
    "ويمكنك أيضا قراءة:",
    "وتابعوا قناة الرافد على:",
    "وشاهد أيضا:",
    "البلدان المذكورة في هذا الخبر:",
    "أضف تعليقا على الخبر:",
    "آخر من كتب تعليقا على المقال:",
]


@pytest.mark.parametrize("line", INTRODUCING)
def test_a_sentence_that_speaks_of_works_or_reports_introduces_a_list(line: str) -> None:
    assert ITEMS_OF_NAMES in body_of(f"<p>{LINE}</p><p>{line}</p>{NAMES}<p>{MORE}</p>", BODIES[1])


@pytest.mark.parametrize(
    "line",
    [
        "وأوقفت الشرطة ناشطين على مواقع التواصل:",
        "أبرز ضيوف الحلقات الأولى من البرنامج:",
        "وورد في هذا التقرير أسماء المتهمين:",
        "أعمال الجلسة رأسها:",
        "وانضم إليهم:",
    ],
)
def test_people_behind_a_line_that_may_offer_something_are_told(line: str) -> None:
    people = f"<ul>{PEOPLE.format('p')}</ul>"

    assert "سامر الحارثي\nوليد الجبوري" in body_of(f"<p>{LINE}</p><p>{line}</p>{people}<p>{MORE}</p>", BODIES[1])


@pytest.mark.parametrize("line", OFFERING)
@pytest.mark.parametrize("body", ["<p>{0}</p>{2}<p>{1}</p>", "<p>{0}</p><p>{1}</p>{2}"])
def test_a_label_that_offers_what_the_outlet_has_introduces_none(body: str, line: str) -> None:
    told = body_of(body.format(LINE, MORE, f"<p>{line}</p><ul><li>{CLUBS[0]}</li><li>{CLUBS[1]}</li></ul>"), BODIES[0])

    assert "السد" not in told


PEOPLE = "".join(f"<li><a href=/{{0}}/{n}>{one}</a></li>" for n, one in enumerate(("سامر الحارثي", "وليد الجبوري")))
UNDER_HEADINGS = [
    "<h3>الفائزون بالجوائز:</h3><ul>{}</ul>",
    "<h2>الفائزون بجوائز الدورة</h2><ul>{}</ul>",
    "<h4>المتهمون</h4><ol>{}</ol>",
    "<h3>الفائزون بجائزة الكتاب</h3><ul>{}</ul>",
]
OF_NEWS = [
    "صحفيو غزة الشهداء",
    "المحررون من سجون الاحتلال",
    "أعضاء فريق التفاوض",
    "فريق عمل المسلسل",
    "هيئة تحرير الشام",
    "كتّاب الجائزة هذا العام",
    "كتاب ومثقفون وقعوا البيان",
    "الكتاب الفائزون",
    "رأي المحكمة",
    "أقلام مهاجرة كرمتها الجائزة",
    "حسابات موقوفة",
    "مدونون اعتقلتهم السلطات",
    "تصوير وإخراج",
    "الأكثر تسجيلا للأهداف",
    "الأكثر تهديفا",
    "قتلى",
    "ضحايا",
    "مرشحون",
]
STAFF = [
    "كتاب الرأي",
    "أبرز الكتّاب",
    "كتابنا",
    "أقلام",
    "الأعمدة",
    "المحررون",
    "هيئة التحرير",
    "رأي",
    "شخصيات",
    "الأكثر متابعة",
    "أقلام وآراء",
    "كتاب وآراء",
    "رأي آخر",
    "مشاهير",
    "بأقلامهم",
    "زوايا",
    "مراسلونا",
    "المراسلون",
    "من كتّاب الرافد",
    "كتّاب الموقع",
    "محررو الصحيفة",
    "فريق عمل الموقع",
    "المشاركون في التغطية",
    "تابعهم على تويتر",
    *(
        "كتاب العدد",
        "كتّاب ضيوف",
        "كتابنا الأعزاء",
        "كتاب الرأي في الموقع",
        "صحفيو الموقع",
        "فريق العمل",
        "تحرير",
        "إعداد",
    ),
    *("معلقون", "محللون", "ضيوف", "مذيعون", "متابعون", "أصدقاء", "تابعوهم"),
]
BOXES = [
    f"<h3>كتاب الصحيفة</h3><ul>{PEOPLE.format('author')}</ul>",
    f"<h3>شخصيات</h3><ul>{PEOPLE.format('tag')}</ul>",
    f"<div class=box><h3>شخصيات</h3><ul>{PEOPLE.format('p')}</ul></div>",
    "<h3>سياق متصل:</h3><ul><li><a href=/1>سامر يغيب غدا</a></li><li><a href=/2>وليد يعود</a></li></ul>",
    f"<h3>مقالات أخرى</h3><ul>{PEOPLE.format('p')}</ul>",
    *(f"<h3>{heading}</h3><ul>{PEOPLE.format('p')}</ul>" for heading in STAFF),
    *(f"<h3>المتحدثون</h3><ul>{PEOPLE.format(path)}</ul>" for path in ("columnists", "opinion", "by")),
    f"<h3 class=widget-title>شخصيات العام</h3><ul>{PEOPLE.format('p')}</ul>",
]


@pytest.mark.parametrize("list_", UNDER_HEADINGS)
@pytest.mark.parametrize("body", BODIES)
def test_people_under_a_heading_of_the_text_are_told_though_they_are_links(body: str, list_: str) -> None:
    told = body_of(f"<p>{LINE}</p>{list_.format(PEOPLE.format('p'))}<p>{MORE}</p>", body)

    assert "سامر الحارثي\nوليد الجبوري" in told


@pytest.mark.parametrize("heading", OF_NEWS)
def test_people_who_are_the_news_are_told_though_their_heading_begins_as_that_of_writers(heading: str) -> None:
    told = body_of(f"<p>{LINE}</p><h3>{heading}</h3><ul>{PEOPLE.format('p')}</ul><p>{MORE}</p>", BODIES[1])

    assert "سامر الحارثي\nوليد الجبوري" in told


OF_OUTLET = ["كتّاب الرافد", "أقلام الرافد", "صحفيو الرافد", "كتاب الرأي في الرافد", "من كتّاب الرافد اليوم"]


@pytest.mark.parametrize("heading", OF_OUTLET)
def test_the_outlet_s_own_writers_are_not_told(heading: str) -> None:
    body = f"<p>{LINE}</p><h3>{heading}</h3><ul>{PEOPLE.format('p')}</ul><p>{MORE}</p>"

    assert "سامر" not in text_of(f"<title>{TITLE} - صحيفة الرافد</title><h1>{TITLE}</h1>{BODIES[1].format(body)}")
    assert "سامر الحارثي" in text_of(f"<title>{TITLE} - غيرها</title><h1>{TITLE}</h1>{BODIES[1].format(body)}")


@pytest.mark.parametrize("path", ["team", "profile", "/twitter.com", "/x.com", "players/by"])
def test_links_to_people_s_own_pages_or_accounts_are_told_under_a_heading(path: str) -> None:
    told = body_of(f"<p>{LINE}</p><h3>الفائزون</h3><ul>{PEOPLE.format(path)}</ul><p>{MORE}</p>", BODIES[1])

    assert "سامر الحارثي\nوليد الجبوري" in told


@pytest.mark.parametrize("box", BOXES)
def test_a_box_with_a_heading_of_its_own_does_not_become_the_text(box: str) -> None:
    told = body_of(f"<p>{LINE}</p>{box}<p>{MORE}</p>", BODIES[1])

    assert not any(name in told for name in ("سامر", "وليد"))


SAID = "لن يدفع أهل القرى ثمن هذا السد."
POST = f"<p>{SAID}</p>Posted by <a href=https://facebook.com/y>البلدية</a> on <a>Friday, November 27, 2026</a>"
PULLED = f"<blockquote><p>{SAID}</p><cite>نقيب الصيادين</cite></blockquote>"
QUOTES = {
    f"<figure class=wp-block-pullquote>{PULLED}</figure>": "نقيب الصيادين",
    f"<div class=quote-box><div class=quote-text>{SAID}</div><div class=quote-author>سالم</div></div>": "سالم",
    f"<div class=fb-post><blockquote class=fb-xfbml-parse-ignore>{POST}</blockquote></div>": "",
}


@pytest.mark.parametrize(("quote", "whose"), QUOTES.items())
@pytest.mark.parametrize("body", ["<p>{0}</p>{2}<p>{1}</p>", "<p>{0}</p><p>{1}</p>{2}"])
def test_a_quotation_in_a_box_of_its_own_is_told(body: str, quote: str, whose: str) -> None:
    told = body_of(body.format(LINE, MORE, quote), BODIES[0]).split("\n")

    assert sorted(told) == sorted(filter(None, [LINE, MORE, SAID, whose]))


def test_a_box_of_shares_that_is_called_quotes_is_none() -> None:
    box = "<div class=stock-quote><a href=/q>مصرف الأفق</a> 14.22 بارتفاع نصف في المئة</div>"

    assert "الأفق" not in body_of(f"<p>{LINE}</p>{box}<p>{MORE}</p>", BODIES[0])


@pytest.mark.parametrize("name", ["o-self-promo", "author-bio", "writer-bio"])
def test_boxes_that_speak_of_the_outlet_or_of_a_writer_are_cut(name: str) -> None:
    box = f"<div class={name}><p>{AROUND}</p></div>"

    assert body_of(f"<p>{LINE}</p><p>{MORE}</p>{box}", BODIES[0]) == f"{LINE}\n{MORE}"


def test_portraits_that_are_called_biographies_stay() -> None:
    boxes = "".join(f"<div class=bio><h3>{name}</h3><p>{AROUND}</p></div>" for name in ("سمير", "ليلى", "هدى"))

    assert body_of(f"<p>{LINE}</p><p>{MORE}</p>{boxes}", BODIES[0]).count(AROUND) == 3


def test_what_is_called_a_writer_s_and_holds_the_text_stays() -> None:
    assert body_of(f"<div class=writer><p>{LINE}</p><p>{MORE}</p></div>", BODIES[0]) == f"{LINE}\n{MORE}"


def test_a_flash_of_lines_without_full_stops_is_no_lead_to_what_stands_below_it() -> None:
    told = ["مقتل ثلاثة جنود في كمين شمال المدينة", "الجيش يعلن إغلاق الطريق الدولي حتى إشعار آخر"]
    told += ["لجنة تحقيق تصل إلى مكان الكمين مساء اليوم", "إجلاء الجرحى إلى مستشفى الميدان في الليل"]
    note = "<p>تنقل الرافد أخبار المدينة والجيش عن مصادرها ولا تتحمل مسؤولية ما ينشر في التعليقات.</p>"
    lines = "".join(f"<p>{line}</p>" for line in told)
    body = f"<div class=txt>{lines}</div><div class=note>{note}<ul><li>ممنوع السب والقذف</li></ul></div>"

    text = text_of(f"<h1>مقتل جنود في كمين شمال المدينة</h1>{body}")

    assert all(line in text for line in told)


SUMMARY = ["خطة بكلفة مئتي مليون دولار", "تأهيل ثلاث محطات قديمة", "تكفي المحطة مئة ألف بيت"]


@pytest.mark.parametrize("around", ["<div class=summary>{}</div>", "<div>{}</div>"])
def test_a_summary_in_an_element_of_its_own_takes_no_list_from_the_text(around: str) -> None:
    summary = around.format("".join(f"<p>{line}</p>" for line in SUMMARY))
    listed = "<p>وتشمل الخطة:</p><ul><li>حفر خمس آبار</li></ul>"
    body = f"<div class=news_txt><p>{LINE}</p><p>{MORE}</p><p>{AROUND}</p>{listed}</div>"

    told = text_of(f"<h1>{TITLE}</h1>{summary}{body}")

    assert all(line in told for line in SUMMARY)
    assert "حفر خمس آبار" in told


@pytest.mark.parametrize("line", ["وتعهد بعودة النور إلى الوطن.", "وجاء ذلك في حديث خاص مع الوطن."])
def test_a_line_with_the_word_an_outlet_is_called_by_ends_no_text(line: str) -> None:
    window = "<title>محطة جديدة | الوطن</title>"
    body = (
        f"<div class=news_txt><p>{LINE}</p><p>{MORE}</p><p>{line}</p><p>وتشمل الخطة:</p><ul><li>حفر خمس آبار</li></ul>"
    )

    assert "حفر خمس آبار" in text_of(f"{window}<h1>{TITLE}</h1>{body}</div>")


@pytest.mark.parametrize("heading", ["شروط التقديم", "قواعد المفاضلة", "شروط التعيين"])
def test_conditions_an_article_lists_are_its_own(heading: str) -> None:
    own = f"<h3>{heading}</h3><ul><li>ألا يتجاوز العمر أربعين عاما</li></ul>"

    assert "يتجاوز العمر" in text_of(f"<h1>{TITLE}</h1><div class=news_txt><p>{LINE}</p><p>{MORE}</p>{own}</div>")


def _at_the_end(end: str) -> str:
    return f"<h1>{TITLE}</h1><div class=news_txt><p>{LINE}</p><p>{MORE}</p>{end}</div>"


LABELS = "حراسة المرمى:، أسماء الشهداء:، المستمسكات المطلوبة، وفي ما يأتي التفاصيل، ما هي الوثائق؟، ومن أبرز القتلى:"


@pytest.mark.parametrize("label", LABELS.split("، "))
def test_a_list_behind_a_label_in_a_paragraph_is_the_article_s(label: str) -> None:
    end = f"<p><strong>{label}</strong></p><ul><li>محمد الشناوي</li><li>مصطفى شوبير</li></ul>"

    assert text_of(_at_the_end(end)).endswith(f"{label}\nمحمد الشناوي\nمصطفى شوبير")


@pytest.mark.parametrize(
    "label", ["للتواصل مع المحرر:", "استطلاع الرافد", "المصدر", "شاركونا بآرائكم:", "أقسام الموقع", "وظائف شاغرة"]
)
def test_a_list_behind_a_label_of_the_page_is_not(label: str) -> None:
    end = f"<p><strong>{label}</strong></p><ul><li>محمد الشناوي</li><li>مصطفى شوبير</li></ul>"

    assert "الشناوي" not in text_of(_at_the_end(end))


def test_short_lines_below_an_article_s_own_heading_do_not_end_it() -> None:
    told = ["محطات الجنوب", "محطة الزهراء - 10:00 مساء", "محطات الشمال", "محطة السد - 8:00 مساء"]
    end = "<h3>{}</h3><p>{}</p><h3>{}</h3><p>{}</p>".format(*told)

    assert text_of(_at_the_end(end)).endswith("\n".join(told))


def test_headings_of_a_live_page_s_entries_stay() -> None:
    entries = "".join(
        f"<div class=post><span class=time>{at}</span><h3>{told}</h3><p>{LINE}</p></div>"
        for at, told in (("18:20", "الصحة: ستة قتلى"), ("18:40", "الدفاع المدني يصل"))
    )

    told = text_of(f"<h1>{TITLE}</h1><div class=news_txt><p>{MORE}</p>{entries}</div>")

    assert "الصحة: ستة قتلى" in told
    assert "الدفاع المدني يصل" in told


def test_a_question_with_an_answer_below_it_asks_no_readers() -> None:
    question = "<h3>هل تتوقع افتتاح محطة في سنجار؟</h3>"

    assert "سنجار" in text_of(_at_the_end(f"{question}<p>نعم، قريبا.</p>"))
    for poll in ("", "<p>صوت الآن وشاهد النتائج.</p>"):
        assert "سنجار" not in text_of(_at_the_end(f"{question}{poll}<ul><li>نعم</li><li>لا</li></ul>"))


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("أمطار غزيرة على جدة", "درجات الحرارة"),
        ("الليرة تتراجع", "أسعار العملات"),
        ("الليرة تتراجع", "أسعار الصرف"),
        ("العملة المحلية تتراجع", "أسعار الصرف"),
        ("الدرهم المغربي يتحسن", "أسعار العملات"),
        ("الجنيه يستقر", "سعر الصرف"),
        ("100 مليون جنيه للمتضررين", "سعر الصرف"),
        ("الريال يتراجع", "سعر الصرف"),
        ("اليورو يساوي عشرة دراهم", "أسعار الصرف"),
        ("عملتا المغرب وتونس تتحسنان", "أسعار الصرف"),
        ("كأس آسيا تبدأ في الدوحة", "مباريات اليوم"),
    ],
)
def test_a_box_of_what_the_title_tells_in_other_words_is_the_article_s(title: str, heading: str) -> None:
    end = f"<h3>{heading}</h3><ul><li>مكة المكرمة: 34</li><li>جدة: 31</li></ul>"

    assert "مكة المكرمة: 34" in text_of(_at_the_end(end).replace(TITLE, title))
    for other in (
        TITLE,
        "المطرب الكبير يحيي حفلا",
        "دوريات أمنية في المدينة",
        "عملية في الشمال",
        "مصرف الرافدين يعلن فرص عمل",
        "موسم جني الزيتون يبدأ",
        "جني الأرباح يهبط بالبورصة",
        "وفاة الشيخ درهم العبسي",
        "ريال مدريد يفوز على برشلونة",
        "مياه الصرف الصحي تغرق الحي",
    ):
        assert "مكة المكرمة: 34" not in text_of(_at_the_end(end).replace(TITLE, other))


def test_behind_an_article_s_own_list_nothing_of_the_page_comes_in() -> None:
    own = "<p><b>أبرز بنود الموازنة:</b></p><ul><li>رواتب الموظفين</li></ul>"
    box = "<div class=box><div class=t>الأكثر قراءة</div><ul><li>توقيف ثلاثة متهمين بالرشوة</li></ul></div>"

    told = text_of(_at_the_end(own + box))

    assert told.endswith("رواتب الموظفين")


def test_headings_of_prices_are_the_article_s_where_its_title_tells_of_them() -> None:
    end = "<p>أسعار المياه اليوم:</p><ul><li>المتر المكعب بدينارين</li></ul>"

    assert "المتر المكعب" in text_of(_at_the_end(end))
    assert "المتر المكعب" not in text_of(_at_the_end(end.replace("المياه", "الذهب")))


@pytest.mark.parametrize("wrapped", ["<div class=lead><p>{}</p></div>", "<blockquote><p>{}</p></blockquote>"])
def test_one_paragraph_in_an_element_of_its_own_takes_no_list_from_the_text(wrapped: str) -> None:
    listed = "<p><b>أبرز بنود الموازنة:</b></p><ul><li>رواتب الموظفين</li></ul>"
    body = f"<div class=news_txt>{wrapped.format(LINE)}<p>{MORE}</p><p>{AROUND}</p>{listed}</div>"

    assert text_of(f"<h1>{TITLE}</h1>{body}").endswith("رواتب الموظفين")


def test_a_last_line_in_an_element_like_those_of_the_text_stays() -> None:
    paragraphs = "".join(f"<div dir=rtl class=css-1><p>{one}</p></div>" for one in (LINE, MORE, AROUND))
    heading = "<div class=css-2><h2>محطة أخرى</h2></div>"
    last = "<div dir=rtl class=css-1><p>وأضاف أن محطة أخرى ستفتتح.</p></div>"
    more = f"<div dir=rtl class=css-1><p>{MORE}</p></div>"

    told = text_of(f"<h1>{TITLE}</h1><main>{paragraphs}{heading}{more}{last}</main>")

    assert told.endswith("وأضاف أن محطة أخرى ستفتتح.")


@pytest.mark.parametrize(
    "box", ["<div id=mostread>{}</div>", "<div>{}</div>", "<div style='text-align: justify;'>{}</div>"]
)
def test_a_box_is_no_paragraph_where_the_text_stands_in_elements_without_a_class(box: str) -> None:
    paragraphs = "".join(f"<div style='text-align: justify;'>{one}</div>" for one in (LINE, MORE, AROUND))
    read = "<h3>الأكثر قراءة</h3><ul><li>توقيف ثلاثة متهمين بالرشوة</li><li>افتتاح معرض الكتاب الدولي</li></ul>"

    told = text_of(f"<h1>{TITLE}</h1><div class=right>{paragraphs}{LIST}{box.format(read)}</div>")

    assert told.endswith(ITEMS[-1])


@pytest.mark.parametrize("own", ["", LIST])
def test_one_boxed_paragraph_behind_the_text_makes_what_stands_between_no_body(own: str) -> None:
    read = "<h3>الأكثر قراءة</h3><ul><li>توقيف ثلاثة متهمين بالرشوة</li><li>افتتاح معرض الكتاب الدولي</li></ul>"
    paragraphs = f"<p>{LINE}</p><p>{MORE}</p>" * 2

    note = f"<div class=inf><p>{AROUND}</p></div>"
    told = text_of(f"<h1>{TITLE}</h1><div class=right>{paragraphs}{own}{read}{note}</div>")

    assert "الرشوة" not in told


COOKIES = "نستخدم ملفات تعريف الارتباط لتحسين تجربتك في التصفح وبمواصلة استخدام الموقع فإنك توافق على سياسة الخصوصية."


@pytest.mark.parametrize("note", [AROUND, COOKIES])
@pytest.mark.parametrize("within", ["", "</div>"])
def test_a_note_in_an_element_of_its_own_takes_no_list_from_short_news(note: str, within: str) -> None:
    body = f"<div class=news_txt><p>{LINE}</p><p>{MORE}</p>{LIST}{within}"

    told = text_of(f"<div class=wrap><h1>{TITLE}</h1>{body}<div class=cli-bar><p>{note}</p></div></div>")

    assert told == "\n".join([LINE, MORE, "ما الذي بني", *ITEMS])


def test_a_last_paragraph_in_an_element_of_its_own_that_tells_something_is_no_note() -> None:
    last = "وتعهدت شركات محلية بتسليم آخر مراحل المشروع قبل نهاية الشتاء المقبل في كل مدن الشمال والجنوب."
    body = f"<p>{LINE}</p><p>{AROUND}</p>{LIST}<div class=last><p>{last}</p></div>"

    assert text_of(f"<h1>{TITLE}</h1><div class=news_txt>{body}</div>").endswith(last)


@pytest.mark.parametrize(
    "part",
    [
        "<div class='paragraph paragraph--type--text'><div class=field__item>{}</div></div>",
        "<div dir=rtl class=css-k17co7>{}</div>",
        "<div style='text-align: justify;'>{}</div>",
    ],
)
@pytest.mark.parametrize("label", ["<h3>ما الذي بني</h3>", "<p><b>ما الذي بني:</b></p>"])
def test_a_list_at_the_end_stays_where_each_block_stands_in_an_element_of_its_own(part: str, label: str) -> None:
    blocks = (f"<p>{LINE}</p>", f"<p>{MORE}</p>", label, f"<ul><li>{ITEMS[0]}</li><li>{ITEMS[1]}</li></ul>")
    read = "<div class=box><h3>الأكثر قراءة</h3><ul><li>توقيف ثلاثة متهمين بالرشوة</li></ul></div>"

    told = text_of(f"<h1>{TITLE}</h1><div class=txt>{''.join(map(part.format, blocks))}{read}</div>")

    assert "ما الذي بني" in told
    assert told.endswith("\n".join(ITEMS))


@pytest.mark.parametrize(
    "part", ["<div id=b{n} class=c>{}</div>", "<div class=c data-n={n}>{}</div>", "<div style='order: {n}'>{}</div>"]
)
def test_a_list_at_the_end_stays_where_each_block_has_an_id_or_a_style_of_its_own(part: str) -> None:
    blocks = (f"<p>{LINE}</p>", f"<p>{MORE}</p>", "<h3>ما الذي بني</h3>", f"<ul><li>{ITEMS[0]}</li></ul>")
    parts = "".join(part.format(block, n=n) for n, block in enumerate(blocks))

    assert text_of(f"<h1>{TITLE}</h1><div class=txt>{parts}</div>").endswith(f"ما الذي بني\n{ITEMS[0]}")


REST = "وقال نائب عن المدينة إن المجلس سيصوت على المشروع قبل نهاية الشهر المقبل في جلسة علنية يحضرها كثيرون."
CLOSING = "أما أنا فسأظل أحلم بنبع صغير في كل حي يشرب منه الأطفال كما يشربون في بيوتهم ويمضون وعلى وجوههم ابتسامة."
BUILT = [
    "<div class='et_module et_text et_text_{n}'><div class=et_inner>{one}</div></div>",
    "<div class='element element-3fa2b{n} widget widget-{kind}' data-id=3fa2b{n}><div class=w>{one}</div></div>",
]


@pytest.mark.parametrize("part", BUILT)
@pytest.mark.parametrize("heading", ["ما الذي بني", ""])
def test_a_list_at_the_end_stays_where_each_block_has_a_numbered_class_of_its_own(part: str, heading: str) -> None:
    ends = [f"<h3>{heading}</h3>"] if heading else []
    blocks = [f"<p>{LINE}</p>", f"<p>{MORE}</p>", f"<p>{REST}</p>", *ends, f"<ul><li>{ITEMS[0]}</li></ul>"]
    parts = "".join(part.format(n=n, one=one, kind="title" if one in ends else "text") for n, one in enumerate(blocks))
    box = "<div class=box-7><h3>ما يقرأ الآن</h3></div><div class=box-8><ul><li>توقيف ثلاثة متهمين</li></ul></div>"

    told = text_of(f"<h1>{TITLE}</h1><div class=inner>{parts}{box}</div>")

    assert told == "\n".join(filter(None, [LINE, MORE, REST, heading, ITEMS[0]]))


@pytest.mark.parametrize(("main", "side"), [("col-8", "col-4"), ("text", "text-4")])
def test_a_box_with_a_number_is_no_part_of_a_text_of_which_the_parts_have_one_class(main: str, side: str) -> None:
    parts = "".join(f"<div class={main}><p>{one}</p></div>" for one in (LINE, MORE, REST))
    box = f"<div class={side}><ul><li>توقيف ثلاثة متهمين</li></ul></div>"

    assert "توقيف" not in text_of(f"<h1>{TITLE}</h1><div class=inner>{parts}<div class={main}>{LIST}</div>{box}</div>")


@pytest.mark.parametrize("named", ["col-{}", "col-md-{}", "order-{}", "box mb-{}", "md:col-span-{}", "large-{}"])
def test_what_numbers_the_layout_of_a_page_numbers_no_parts_of_a_text(named: str) -> None:
    parts = "".join(
        f"<div class='{named.format(n)}'>{one}</div>"
        for n, one in enumerate((f"<p>{LINE}</p>", f"<p>{MORE}</p>{LIST}"))
    )
    box = f"<div class='{named.format(4)}'><ul><li>توقيف ثلاثة متهمين</li></ul></div>"

    told = text_of(f"<h1>{TITLE}</h1><div class=inner>{parts}{box}</div>")

    assert MORE in told
    assert "توقيف" not in told


def test_a_list_with_an_id_is_no_part_of_a_text_whose_parts_have_ids_and_no_class() -> None:
    parts = f"<div id=part1><p>{LINE}</p></div><div id=part2><p>{MORE}</p></div>"
    comments = "<div id=comments><ul><li>محطة في الجنوب</li></ul></div>"

    assert ITEMS[0] not in text_of(f"<h1>{TITLE}</h1><div class=txt>{parts}{comments}</div>")


@pytest.mark.parametrize("blocks", [[LINE, MORE, LIST], [LINE, LIST, MORE]])
def test_a_table_at_the_end_stays_in_an_element_like_the_others(blocks: list[str]) -> None:
    table = "<table><tr><th>المدينة</th><th>المحطات</th></tr><tr><td>النهر</td><td>محطتان</td></tr></table>"
    parts = "".join(f"<div class=c>{block if block == LIST else f'<p>{block}</p>'}</div>" for block in blocks)

    told = text_of(f"<h1>{TITLE}</h1><div class=txt>{parts}<div class=c>{table}</div></div>")

    assert "ما الذي بني" in told
    assert told.endswith("محطتان")


def test_a_table_at_the_end_of_a_text_without_lists_or_headings_stays() -> None:
    table = "<table><tr><th>المدينة</th><th>المحطات</th></tr><tr><td>النهر</td><td>محطتان</td></tr></table>"
    part = "<div class='wpb_text_column wpb_content_element'><div class=wpb_wrapper>{}</div></div>"
    blocks = (f"<p>{LINE} {MORE}</p>", f"<p>{REST}</p>", f"<p>{CLOSING}</p>", table)  # a short text is read otherwise
    parts = "".join(map(part.format, blocks))

    assert text_of(f"<h1>{TITLE}</h1><div class=vc_column-inner>{parts}</div>").endswith("محطتان")


@pytest.mark.parametrize(
    "end",
    [
        f"<div class=rest>{LIST}<p>{REST}</p></div>",
        f"{LIST}<div class=end><p>{REST}</p></div>",
        f"<div class=rest>{LIST}<p>{CLOSING}</p></div>",
        f"{LIST}<div class=w><blockquote class=q><p>{CLOSING}</p></blockquote></div>",
    ],
)
def test_a_list_stays_where_the_end_of_a_text_stands_in_an_element_of_its_own(end: str) -> None:
    told = text_of(_at_the_end(end))

    assert told == "\n".join([LINE, MORE, "ما الذي بني", *ITEMS, REST if REST in end else CLOSING])


POST = f"<blockquote class=twitter-tweet><p lang=ar dir=rtl>{CLOSING}</p></blockquote>"


@pytest.mark.parametrize(
    "around", ["<div class=embed>{}</div>", "<figure class=embed>{}</figure>", "<div class=c>{}</div>", "{}"]
)
@pytest.mark.parametrize("is_last", [True, False])
def test_a_post_by_the_last_list_takes_it_not_from_a_text_of_which_each_block_has_an_element(
    around: str, is_last: bool
) -> None:
    parts = "".join(f"<div class=c><p>{one}</p></div>" for one in (LINE, MORE, REST))
    list_, post = f"<div class=c><ul><li>{ITEMS[0]}</li></ul></div>", around.format(POST)

    told = text_of(f"<h1>{TITLE}</h1><div class=txt>{parts}{list_ + post if is_last else post + list_}</div>")

    assert told.startswith(f"{LINE}\n{MORE}\n{REST}\n")
    assert ITEMS[0] in told


def test_short_answers_to_last_questions_are_told() -> None:
    asked = {"ما المحطة؟": LINE, "كيف بنيت؟": MORE, "متى تبدأ؟": "مطلع العام.", "من يراقب؟": "ديوان الرقابة المالية."}
    box = "<div class=qa><h4>الأكثر قراءة</h4><p>توقيف ثلاثة متهمين بالرشوة</p></div>"
    linked = "<div class=qa><h4>محطة في الجنوب</h4><a href=/2>توقيف ثلاثة متهمين بالرشوة</a></div>"
    parts = "".join(f"<div class=qa><h4>{question}</h4><p>{answer}</p></div>" for question, answer in asked.items())

    for behind in ("", box, linked):
        told = text_of(f"<h1>{TITLE}</h1><div class=body>{parts}{behind}</div>")

        assert told == "\n".join(f"{question}\n{answer}" for question, answer in asked.items())


ELEMENTOR = (
    "<div class='elementor-element elementor-element-3fa2b{n} elementor-widget elementor-widget-{kind}'>"
    "<div class=elementor-widget-container>{one}</div></div>"
)


@pytest.mark.parametrize(
    ("kind", "block"),
    [
        ("html", "<table><tr><td>محطة</td><td>الشمال</td></tr><tr><td>سد</td><td>الجنوب</td></tr></table>"),
        ("blockquote", "<blockquote><p>محطة في الجنوب</p></blockquote>"),
        ("text-editor elementor-widget__width-initial", "<p>محطة في الجنوب</p>"),
    ],
)
def test_blocks_of_other_widgets_between_those_of_a_text_are_told(kind: str, block: str) -> None:
    blocks = [("text-editor", f"<p>{LINE}</p><p>{MORE}</p>"), (kind, block), ("text-editor", f"<p>{REST}</p>")]
    parts = "".join(ELEMENTOR.format(n=n, kind=kind, one=one) for n, (kind, one) in enumerate(blocks))

    told = text_of(f"<div class=elementor><h1>{TITLE}</h1><div class=e-con-inner>{parts}</div></div>")

    assert told.startswith(f"{LINE}\n{MORE}\nمحطة")
    assert told.endswith(f"الجنوب\n{REST}")


def test_a_flash_is_told_and_not_the_widgets_beside_it() -> None:
    flash = "انفجار يهز وسط بغداد ولا إصابات."
    about = "".join(f"<section id=block-{n} class='widget widget_block'><p>{AROUND}</p></section>" for n in (2, 3))
    main = f"<div class=col-8><h1>انفجار في بغداد</h1><div class=entry-content><div>{flash}</div></div></div>"

    assert text_of(f"{main}<div class=col-4>{about}</div>") == flash


@pytest.mark.parametrize("last", [f"<ul><li>{ITEMS[0]}</li></ul>", f"<p>{ITEMS[0]}</p>"], ids=["list", "paragraph"])
def test_a_post_behind_a_text_in_elements_that_are_called_widgets_does_not_take_its_place(last: str) -> None:
    blocks = (f"<p>{LINE}</p>", f"<p>{REST}</p>", f"<p>{CLOSING}</p>", last)
    said = "<p>تابعوا بثنا المباشر من معرض السيارات في دبي</p>— منصة سيارات (@cars) <a href=/s/1>November 2, 2026</a>"
    post = f"<blockquote class=twitter-tweet>{said}</blockquote>"
    parts = "".join(ELEMENTOR.format(n=n, kind="text-editor", one=one) for n, one in enumerate((*blocks, post)))

    told = text_of(f"<div class=elementor><h1>{TITLE}</h1><div class=e-con-inner>{parts}</div></div>")

    assert told.startswith(f"{LINE}\n{REST}\n{CLOSING}\n{ITEMS[0]}")


def test_a_post_in_a_section_of_its_own_does_not_take_the_place_of_a_text() -> None:
    said = "<p>تابعوا بثنا المباشر من معرض السيارات في دبي</p>— منصة سيارات (@cars) <a href=/s/1>November 2, 2026</a>"
    post = f"<blockquote class=twitter-tweet>{said}</blockquote>"
    blocks = [f"<p>{LINE}</p><p>{MORE}</p>", post]
    parts = "".join(
        f"<section><div>{ELEMENTOR.format(n=n, kind='html', one=one)}</div></section>" for n, one in enumerate(blocks)
    )

    assert text_of(f"<h1>{TITLE}</h1><div class=elementor>{parts}</div>").startswith(f"{LINE}\n{MORE}")


def test_a_link_in_a_last_answer_takes_it_not_from_the_text() -> None:
    end = "<h4>أين أقدم؟</h4><p>عبر <a href=/p>المنصة</a> الرسمية.</p>"
    parts = "".join(f"<div class=qa>{block}</div>" for block in (f"<p>{LINE}</p>", f"<p>{MORE}</p>", end, LIST))

    told = text_of(f"<h1>{TITLE}</h1><div class=body>{parts}</div>")

    assert told == "\n".join([LINE, MORE, "أين أقدم؟", "عبر المنصة الرسمية.", "ما الذي بني", *ITEMS])


def test_a_quotation_behind_a_box_with_a_heading_is_no_end_of_a_text() -> None:
    text = f"<div class=txt><p>{LINE}</p>{LIST}<p>{MORE}</p></div>"
    box = "<div class=rel><h3>من الأرشيف</h3><ul><li>توقيف ثلاثة متهمين بالرشوة</li></ul></div>"
    quote = f"<div class=day><blockquote><p>{CLOSING}</p></blockquote></div>"

    told = text_of(f"<h1>{TITLE}</h1><div class=wrap>{text}{box}{quote}</div>")

    assert told == "\n".join([LINE, "ما الذي بني", *ITEMS, MORE])


def test_a_quotation_below_a_heading_of_the_text_ends_it() -> None:
    own = f"<h3>ما قيل في المحطة</h3><blockquote><p>{CLOSING}</p></blockquote>"

    assert text_of(f"<h1>{TITLE}</h1><div class=txt><p>{LINE}</p>{LIST}<p>{MORE}</p>{own}</div>").endswith(CLOSING)


BOXES = [
    "<h4>حيدر الكاظمي</h4><p>صحفي مقيم في بغداد. <a href=/w>كل مقالاته</a></p>",
    "<h4>هل لديك معلومات؟</h4><p>راسل فريق التحقيقات عبر <a href=/s>تطبيق سيغنال</a></p>",
    "<h3>مؤتمر الصحافة</h3><p>ينطلق المؤتمر في فندق الساحل بمشاركة خبراء. <a href=/r>سجل الآن</a></p>",
    "<h3>تقارير</h3><p>توقيف ثلاثة متهمين بالرشوة <a href=/1>المزيد</a></p>"
    "<p>حريق في سوق شعبي <a href=/2>المزيد</a></p>",
]


@pytest.mark.parametrize("box", BOXES)
def test_a_headed_box_that_ends_in_a_link_is_no_part_of_a_text(box: str) -> None:
    parts = "".join(f"<div class=part>{block}</div>" for block in (f"<p>{LINE}</p>", f"<p>{MORE}</p>", LIST, box))

    assert text_of(f"<h1>{TITLE}</h1><div class=body>{parts}</div>").endswith(f"\n{ITEMS[-1]}")


@pytest.mark.parametrize(
    "answer", ["عند مدخل المحطة أو عبر <a href=/p>المنصة</a>.", "على مدخل المحطة أو <a href=/p>المنصة</a>"]
)
def test_an_answer_that_ends_in_a_link_is_told_where_the_text_answers_questions(answer: str) -> None:
    asked = [
        f"<h4>ما المحطة؟</h4><p>{LINE}</p>",
        f"<h4>كيف بنيت؟</h4><p>{MORE}</p>",
        f"<h4>أين أقدم؟</h4><p>{answer}</p>",
    ]
    parts = "".join(f"<div class=qa>{block}</div>" for block in asked)

    assert "أين أقدم؟" in text_of(f"<h1>{TITLE}</h1><div class=body>{parts}</div>")


def test_a_heading_at_the_end_stays_though_the_short_line_below_it_tells_something() -> None:
    told = ["محطات الجنوب", "وقال سامر إن المحطة صغيرة.", "محطات الشمال", "ورحب المحافظ بالمحطة."]
    end = "<h3>{}</h3><p>{}</p><h3>{}</h3><p>{}</p>".format(*told)

    assert text_of(_at_the_end(end)).endswith("\n".join(told))


@pytest.mark.parametrize(
    "end",
    [
        "{}<b>ما الذي بني:</b></div><ul><li>محطة في الجنوب</li><li>سدان صغيران</li></ul>",
        "<h3>ما الذي بني</h3>{}وقال سامر إن المحطة صغيرة.</div>",
    ],
)
@pytest.mark.parametrize("opened", ["<div>", "<div style='text-align: justify;'>"])
def test_short_lines_that_stand_bare_lead_to_what_follows_as_paragraphs_do(opened: str, end: str) -> None:
    lines = "".join(f"{opened}{one}</div>" for one in (LINE, MORE, AROUND))

    told = text_of(f"<h1>{TITLE}</h1><div class=txt>{lines}{end.format(opened)}</div>")

    assert "ما الذي بني" in told
    assert told.endswith(("سدان صغيران", "صغيرة."))


def test_what_speaks_to_readers_behind_a_last_list_is_not_told() -> None:
    for line in ("تابعنا على قناتنا في تلغرام", "سجل بريدك لتصلك أهم أخبارنا"):
        assert text_of(_at_the_end(f"{LIST}<p class=follow>{line}</p>")).endswith(ITEMS[-1])
    assert text_of(_at_the_end(f"{LIST}<p class=last>ويبدأ العمل غدا.</p>")).endswith("ويبدأ العمل غدا.")


def test_the_heading_of_a_last_table_stays_with_it() -> None:
    rows = "<tr><th>المدينة</th><th>المحطات</th></tr><tr><td>النهر</td><td>محطتان</td></tr>"

    told = text_of(_at_the_end(f"<h3>محطات المياه</h3><table>{rows}</table>"))

    assert "محطات المياه\nالمدينة" in told
    assert told.endswith("محطتان")
