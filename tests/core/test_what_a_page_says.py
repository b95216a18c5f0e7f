"""What is read off a page beside its rules: dates that are the article's, words that stay apart."""

import json
from datetime import UTC, datetime

import pytest

from monitor.core.article import better, extract_page
from monitor.core.model.article import Article
from monitor.core.model.feed import Entry

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
TEXT = (
    "أعلنت وزارة{gap}الداخلية أن فرقها أنهت تفتيش المنطقة الصناعية شرق المدينة "
    "وأعادت فتح الطرق المؤدية إليها أمام السيارات. "
)


def read(inside: str, text: str = TEXT.format(gap=" ")) -> Article:
    page = f"<html><body>{inside}<article><h1>تفتيش المنطقة الصناعية</h1><p>{text * 3}</p></article></body></html>"
    return extract_page(
        page.encode(), content_type="text/html; charset=utf-8", url="http://a.example/1", zone="UTC", now=NOW
    )


@pytest.mark.parametrize("clock", ['id="date-widget"', 'class="today-date"', 'class="clock time"'])
def test_the_date_of_the_day_at_the_top_of_a_page_is_not_the_article_s(clock: str) -> None:
    shown = f"<div {clock}>السبت 28 نوفمبر 2026</div>"
    dated = '<span property="dc:date" content="2019-02-08T10:00:00+01:00">08/02/2019</span>'

    assert read(shown).published is None
    assert read(shown + dated).published == datetime(2019, 2, 8, 9, tzinfo=UTC)


@pytest.mark.parametrize("gap", ["\u200b", "&#8203;", "&#x200B;", "&ZeroWidthSpace;"])
def test_words_that_a_space_without_width_parts_stay_two_words(gap: str) -> None:
    assert "وزارة الداخلية" in read("", TEXT.format(gap=gap)).text


@pytest.mark.parametrize("gap", ["\u200c", "&zwnj;", "&#8204;"])
def test_a_joiner_between_two_arabic_words_parts_them_and_in_persian_it_parts_none(gap: str) -> None:
    persian = "وزارت کشور اعلام کرد که بازرسی منطقه صنعتی شرق شهر پایان یافته و راه‌ها باز می‌شود. "

    assert "وزارة الداخلية" in read("", TEXT.format(gap=gap)).text
    assert "می شود" not in read("", persian.replace("\u200c", gap)).text


def test_rows_of_a_table_are_told_without_bars() -> None:
    table = "<table><tr><td>الذهب</td><td>120</td></tr><tr><td>الفضة</td><td>14</td></tr></table>"

    text = read("", f"{TEXT.format(gap=' ')}</p>{table}<p>").text

    assert "|" not in text and "الذهب 120" in text


def test_the_outlet_s_name_is_no_announcement_and_no_author() -> None:
    head = '<meta name="description" content="| Lebanon News"><meta property="og:site_name" content="البيان">'
    author = '{"@type": "NewsArticle", "headline": "خبر", "author": {"name": "(أبوظبي - البيان)"}}'

    found = read(f'{head}<script type="application/ld+json">{author}</script>')

    assert (found.summary, found.author) == ("", None)


@pytest.mark.parametrize("author", ['{"@id": "#/person/7"}', '[{"@id": "#/person/7"}]', '{"name": "ليلى كمال"}'])
def test_an_author_who_is_told_of_elsewhere_in_the_data_of_a_page_is_named(author: str) -> None:
    article = f'{{"@type": "NewsArticle", "headline": "خبر", "author": {author}}}'
    person = '{"@type": "Person", "@id": "#/person/7", "name": "ليلى كمال"}'

    found = read(f'<script type="application/ld+json">{{"@graph": [{article}, {person}]}}</script>')

    assert found.author == "ليلى كمال"


def test_what_stands_behind_a_bar_is_cut_from_an_announcement_only_if_it_is_the_outlet() -> None:
    news = "عاجل | مقتل قيادي بغارة شرق دير الزور"
    site = '<meta property="og:site_name" content="صحيفة البيان">'

    assert read(f'<meta name="description" content="{news}">{site}').summary == news
    assert read(f'<meta name="description" content="{news} | البيان">{site}').summary == news


def test_a_notice_is_told_instead_of_the_feed_s_words_and_beside_them_where_the_page_tells_more() -> None:
    told = (TEXT.format(gap=" ") * 5).strip()
    entry = Entry(title="تفتيش المنطقة الصناعية", content=f"{told} {TEXT.format(gap=' ') * 5}")
    notice = Article(url="http://a.example/1", title=entry.title, text="تم سحب هذا الخبر.")
    article = Article(url="http://a.example/1", title=entry.title, text=f"{told}\n\nنعتذر عن خطأ في صورة.")

    assert better(notice, entry).text == notice.text
    assert better(article, entry).text == f"نعتذر عن خطأ في صورة.\n{entry.content}"


def body_of(inside: str, head: str = "") -> Article:
    page = f"<html><head>{head}</head><body><h1>تفتيش المنطقة الصناعية</h1>{inside}</body></html>"
    return extract_page(
        page.encode(), content_type="text/html; charset=utf-8", url="http://a.example/1", zone="UTC", now=NOW
    )


LAST = "وأضاف أن السكان في الأحياء المجاورة سيبلغون مسبقا بمواعيد إغلاق الشوارع عبر رسائل نصية قصيرة."
LINE, MORE = (
    TEXT.format(gap=" ").strip(),
    "وقال متحدث باسم الشرطة إن الحملة مستمرة أسبوعا وتشمل المخازن والأسواق القريبة منها.",
)


@pytest.mark.parametrize(
    "block", ["<h2>{}</h2>", "<h4><b>{}</b></h4>", "<ul><li>{}</li></ul>", "<details>{}</details>", "<dl><dd>{}</dl>"]
)
@pytest.mark.parametrize("around", ["<div class=x>{}</div>", "<table><tr><td>{}</td></tr></table>"])
@pytest.mark.parametrize("paragraph", ["{}", "<p>{}</p>"])
def test_a_lone_block_between_two_paragraphs_is_told(block: str, around: str, paragraph: str) -> None:
    told = "المخازن الكبيرة أولا"
    lines = paragraph.format(LINE), block.format(told), paragraph.format(MORE)

    assert told in body_of(around.format("".join(lines))).text


PARAGRAPHS = (LINE, MORE, LINE.replace("شرق", "غرب"), MORE.replace("أسبوعا", "شهرا"), LINE.replace("شرق", "شمال"))
LIST = ("مخزن الأخشاب في الحي الغربي", "ورش الدهان على الطريق الدائري")
POINTS = "<ul><li>{}</li><li>{}</li></ul>".format(*LIST)


@pytest.mark.parametrize("around", ["<div>{}</div>", "<main><div>{}</div></main>", "<table><td>{}</table>", "{}"])
@pytest.mark.parametrize(
    "paragraph", ["<p>{}</p>", "<div>{}</div>", "<div class=t><p>{}</p></div>", "<p><span>{}</span></p>", "{}<br><br>"]
)
@pytest.mark.parametrize("behind", [POINTS, f"<div>{POINTS}</div>", f"<div><h2>الأحياء</h2></div>{POINTS}"])
def test_a_list_behind_the_last_paragraph_is_told(around: str, paragraph: str, behind: str) -> None:
    text = body_of(around.format("".join(map(paragraph.format, PARAGRAPHS)) + behind)).text

    assert [line for line in (*PARAGRAPHS, *LIST) if line not in text] == []


@pytest.mark.parametrize("around", ["<div>{}</div>", "<main><div>{}</div></main>", "<table><td>{}</table>", "{}"])
@pytest.mark.parametrize("paragraph", ["<p>{}</p>", "<div>{}</div>", "<div class=t><p>{}</p></div>", "{}<br><br>"])
def test_a_heading_in_an_element_of_its_own_is_told(around: str, paragraph: str) -> None:
    first, *others = map(paragraph.format, PARAGRAPHS)

    text = body_of(around.format(f"{first}<div class=sub><h2>المخازن الكبيرة</h2></div>{''.join(others)}")).text

    assert [line for line in (*PARAGRAPHS, "المخازن الكبيرة") if line not in text] == []


@pytest.mark.parametrize(
    "box",
    [
        "<div id=comments><h3>التعليقات</h3><ul><li>{}</li></ul></div>",
        "<div><h3>الأكثر قراءة</h3><ul><li><a href=/5>{}</a></li></ul></div>",
    ],
)
def test_a_list_of_comments_or_links_behind_the_body_is_not_told(box: str) -> None:
    other = "خطوة ممتازة نرجو أن تشمل جميع أحياء المدينة"
    body = "".join(f"<p>{one}</p>" for one in PARAGRAPHS[:2]) + f"<h2>المخازن</h2><p>{PARAGRAPHS[2]}</p>"

    assert other not in body_of(f"<div>{body}</div>{box.format(other)}").text
    assert other not in body_of(f"{body}{box.format(other)}").text


def test_paragraphs_that_an_advertisement_parts_are_all_told() -> None:
    halves = f"<div><p>{LINE}</p><h2>المخازن</h2><p>{MORE}</p></div><div>إعلان</div><div><p>{LINE[::-1]}</p></div>"

    assert LINE[::-1] in body_of(f"<div>{halves}</div>").text


def test_a_page_of_tables_within_tables_is_told_without_its_menu_and_dated() -> None:
    menu, box = "<td><a>الرئيسية</a><br><a>رياضة</a></td>", "<td><b>الأكثر قراءة</b><br><a>خبر آخر</a></td>"
    inner = f"<table><tr><td class=date>2026-11-22 14:30</td></tr><tr><td><p>{LINE}<p>{MORE}</td></tr></table>"

    found = body_of(f"<table><tr>{menu}<td>{inner}</td>{box}</tr></table>")

    assert found.text == f"{LINE}\n{MORE}"
    assert found.published == datetime(2026, 11, 22, 14, 30, tzinfo=UTC)


def test_a_box_that_is_called_paid_for_is_not_told() -> None:
    offer = "<div class='box sponsored'><p>احصل على قرض شخصي بأقل فائدة في السوق وبدون كفيل خلال دقائق معدودة</p></div>"

    text = body_of(f"<div class=post><p>{LINE}</p>{offer}<p>{MORE}</p></div>").text

    assert text == f"{LINE}\n{MORE}"


def test_an_article_within_one_font_is_told_from_its_first_line() -> None:
    assert body_of(f"<hr><font size=3>{LINE}<p>{MORE}<p>{PARAGRAPHS[2]}</font><hr>").text.startswith(LINE)


def test_a_page_that_is_a_picture_is_read_by_its_caption() -> None:
    assert body_of(f"<figure><img src=a><figcaption>{LINE}</figcaption></figure>").text == LINE


def test_an_offer_to_subscribe_is_not_told_instead_of_what_the_page_hands_to_search_engines() -> None:
    handed = {"@type": "NewsArticle", "headline": "تفتيش المنطقة الصناعية", "articleBody": "\n".join(PARAGRAPHS)}
    offer = "<div class=wall><p>اشتراك شهري بسعر خاص لقراء النهر يشمل جميع المقالات والملفات والأرشيف الكامل</p></div>"

    found = body_of(offer, f'<script type="application/ld+json">{json.dumps(handed)}</script>')

    assert found.text == "\n".join(PARAGRAPHS)


def test_the_questions_of_an_interview_are_told() -> None:
    asked = [f"<div class=q>{one}</div><div class=a>{LINE}</div>" for one in ("متى تنتهي الحملة؟", "ومن يراجعها؟")]

    text = body_of(f"<div class=talk><p>{MORE}</p>{''.join(asked)}</div>").text

    assert "متى تنتهي الحملة؟" in text and "ومن يراجعها؟" in text


@pytest.mark.parametrize(
    "named", ["<h2 class=sub-title>{}</h2>", "<p class=article-lead>{}</p>", "<div id=excerpt>{}</div>"]
)
def test_a_sentence_that_is_called_a_standfirst_is_told_first(named: str) -> None:
    told = "لجنة فنية تراجع تراخيص المصانع وترفع تقريرها إلى المحافظ"
    cards = f"<div class=card><p class=excerpt>{told[::-1]}</p></div>"

    text = body_of(f"{named.format(told)}<img src=a><div class=post><p>{LINE}</p><p>{MORE}</p></div>{cards}").text

    assert text == f"{told}\n{LINE}\n{MORE}"


@pytest.mark.parametrize(
    "box",
    [
        "<figure><img src=a><span class=sub-title>{}</span></figure>",
        "<p class='newsletter intro'>{}</p>",
        "<div class=author-box><p class=intro>{}</p></div>",
        "<div class=card><h3><a href=/2>خبر آخر</a></h3><p class=excerpt>{}</p></div>",
        "<form class=lead><p class=lead>{}</p></form>",
    ],
)
def test_what_is_about_something_else_is_no_standfirst(box: str) -> None:
    other = "اشترك الآن في نشرة النهر البريدية اليومية لتصلك أهم الأخبار كل صباح"

    assert body_of(f"{box.format(other)}<div class=post><p>{LINE}</p><p>{MORE}</p></div>").text == f"{LINE}\n{MORE}"


@pytest.mark.parametrize(
    "byline", ["<span class=author>{}</span>", "<p class=byline>بقلم: {}</p>", "<a rel=author>{}</a>"]
)
@pytest.mark.parametrize(
    "note", ["{} كاتب وباحث صدرت له ثلاث روايات وكتاب في تاريخ المدن", "الكاتب {} باحث في تاريخ المدن والموانئ"]
)
def test_a_note_about_the_author_is_no_standfirst(byline: str, note: str) -> None:
    name = "نوري سالم الحارثي"
    head = f"{byline.format(name)}<div class=post-summary>{note.format(name)}</div>"

    assert body_of(f"{head}<div class=post><p>{LINE}</p><p>{MORE}</p></div>").text == f"{LINE}\n{MORE}"


@pytest.mark.parametrize(
    ("author", "told"),
    [
        ("سالم الحارثي", "سالم الحارثي، مهندس الجسر، يروي قصة ثلاثة أشهر من العمل تحت المطر"),
        ("وكالة النهر", "وكالة النهر تحصل على وثائق عن كلفة الجسر الحقيقية وأسماء المقاولين"),
        ("شبكة النهر", "مراسل شبكة النهر يتجول على الضفتين ويرصد أحوال الباعة بعد إغلاق الجسر"),
    ],
)
def test_a_sentence_about_what_the_author_does_in_the_news_is_a_standfirst(author: str, told: str) -> None:
    head = f"<span class=author>{author}</span><div class=post-summary>{told}</div>"

    assert body_of(f"{head}<div class=post><p>{LINE}</p><p>{MORE}</p></div>").text == f"{told}\n{LINE}\n{MORE}"


def test_an_article_whose_box_is_called_paid_for_is_told() -> None:
    assert body_of(f"<div class='story promo'><p>{LINE}</p><p>{MORE}</p></div>").text == f"{LINE}\n{MORE}"


@pytest.mark.parametrize("heading", ["كلمات دلالية", "اقرأ أيضا", "الأكثر قراءة", "التعليقات (2)"])
def test_a_list_below_a_heading_of_the_page_is_not_told(heading: str) -> None:
    below = f"<h3>{heading}</h3><ul><li>نوري سالم الحارثي</li><li>ميناء النهر الجديد</li></ul>"

    assert "الحارثي" not in body_of(f"<div><p>{LINE}</p><p>{MORE}</p>{below}</div>").text


def test_the_title_of_a_date_counts_only_where_its_text_names_no_day() -> None:
    renewed = '<span class="post-date" title="آخر تحديث 27 نوفمبر 2026">20 نوفمبر 2026</span>'

    assert read(renewed).published == datetime(2026, 11, 20, tzinfo=UTC)


def test_the_date_that_an_element_has_for_machines_is_read() -> None:
    dated = '<abbr class="published" title="2026-11-24T10:15:00+03:00">10:15 ص</abbr>'

    assert read(dated).published == datetime(2026, 11, 24, 7, 15, tzinfo=UTC)


def test_the_captions_of_a_gallery_are_its_text_and_those_of_an_article_are_not() -> None:
    captions = [f"عناصر الشرطة يفتشون المخزن رقم {number} شرق المدينة" for number in "123"]
    figures = "".join(f"<figure><img src=a><figcaption>{caption}</figcaption></figure>" for caption in captions)

    gallery, article = (
        body_of(f"<article><p>{MORE}</p>{figures}</article>"),
        body_of(f"<article><p>{LINE}</p><p>{MORE}</p><p>{LINE}</p>{figures}</article>"),
    )

    assert [caption for caption in captions if caption in gallery.text] == captions
    assert not [caption for caption in captions if caption in article.text]


@pytest.mark.parametrize(
    "body", [f"<p>{LINE}</p><p>{MORE}</p>", [{"type": "p", "text": LINE}, {"type": "p", "text": MORE}]]
)
def test_a_page_that_its_scripts_put_together_is_read_from_what_it_hands_them(body: object) -> None:
    others = [{"title": "خبر آخر", "body": MORE * 9}]
    state = {"props": {"page": {"title": "تفتيش المنطقة الصناعية", "body": body}, "others": others}}
    script = f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(state)}</script>'
    head = '<meta property="og:title" content="تفتيش المنطقة الصناعية">'

    assert body_of(f"<div>جاري التحميل</div>{script}", head).text == f"{LINE}\n{MORE}"


@pytest.mark.parametrize("deep", [5, 100, 400])
def test_a_piece_that_lies_deep_in_what_scripts_are_handed_does_not_cost_the_page(deep: int) -> None:
    piece: object = {"text": "نص قصير"}
    for _ in range(deep):
        piece = {"inner": piece}
    state = {"title": "تفتيش المنطقة الصناعية", "body": [piece, {"text": LINE}, {"text": MORE}]}
    script = f'<script type="application/json">{json.dumps(state)}</script>'
    head = '<meta property="og:title" content="تفتيش المنطقة الصناعية">'

    assert body_of(script, head).text == f"{LINE}\n{MORE}"


@pytest.mark.parametrize("name", ["publishedAt", "published_at", "datePublished", "publishDate", "first_publish_date"])
def test_a_page_that_its_scripts_put_together_is_dated_by_what_it_hands_them(name: str) -> None:
    others = [{"title": "خبر آخر", name: "2026-11-20T10:00:00Z"}]
    own = {
        "title": "تفتيش المنطقة الصناعية",
        "body": f"{LINE} {MORE}",
        "updatedAt": "2026-11-26",
        name: "2026-11-24T10:00Z",
    }
    script = f'<script type="application/json">{json.dumps({"others": others, "own": own})}</script>'

    found = body_of(script, '<meta property="og:title" content="تفتيش المنطقة الصناعية">')

    assert found.published == datetime(2026, 11, 24, 10, tzinfo=UTC)


def test_all_points_of_a_standfirst_are_told_and_no_links_beside_one() -> None:
    announced = f'<meta name="description" content="{LINE}">'
    points = f"<ul class=points><li>{LINE}</li><li>المخازن والأسواق تفتح غدا</li></ul>"
    linked = f"<ul><li>{LINE}</li><li><a href=/2>المخازن والأسواق تفتح غدا</a></li></ul>"

    assert body_of(f"{points}<article><p>{MORE}</p><p>{LAST}</p></article>", announced).text.split("\n") == [
        LINE,
        "المخازن والأسواق تفتح غدا",
        MORE,
        LAST,
    ]
    assert "تفتح غدا" not in body_of(f"{linked}<article><p>{MORE}</p><p>{LAST}</p></article>", announced).text


@pytest.mark.parametrize(
    "line", ["22/11/2026 02:30 م", "عدد القراءات: 412", "1,542 مشاهدة", "— وزارة الداخلية (@moi) November 22, 2026"]
)
def test_a_line_about_the_page_is_not_told(line: str) -> None:
    assert body_of(f"<article><p>{line}</p><p>{LINE}</p><p>{MORE}</p></article>").text == f"{LINE}\n{MORE}"


@pytest.mark.parametrize("above", [True, False])
@pytest.mark.parametrize("around", ["footer", "aside", "div class=about"])
def test_what_the_outlet_says_of_itself_beside_the_article_is_no_standfirst(above: bool, around: str) -> None:
    about = "شبكة مستقلة تنقل أخبار المنطقة على مدار الساعة بمهنية وحياد"
    head = f'<meta name="description" content="{about}">'
    box, article = (
        f"<{around}><p>{about}</p></{around.split(maxsplit=1)[0]}>",
        f"<article><p>{LINE}</p><p>{MORE}</p></article>",
    )
    title = "<h1>تفتيش المنطقة الصناعية</h1>"

    page = f"<html><head>{head}</head><body>{box * above}{title}{article}{box * (not above)}</body></html>"
    found = extract_page(page.encode(), content_type="text/html", url="http://a.example/1", zone="UTC", now=NOW)

    assert found.text == f"{LINE}\n{MORE}"


def test_an_announcement_that_begins_with_the_outlet_s_name_and_says_nothing_of_the_title_is_none() -> None:
    about = "وكالة الرافد وكالة مستقلة تنقل الخبر من بغداد بحياد"
    named = '<meta property="og:site_name" content="وكالة الرافد">'

    found = body_of(f"<p>{LINE}</p><p>{MORE}</p>", f'{named}<meta name="description" content="{about}">')

    assert found.summary == ""


def test_a_summary_that_begins_with_what_the_outlet_is_called_too_is_told() -> None:
    said = "الشرق الأوسط على حافة حرب شاملة بعد اغتيال هنية في طهران، كما يرى خبراء."
    named = '<meta property="og:site_name" content="الشرق الأوسط">'

    assert body_of(f"<p>{LINE}</p><p>{MORE}</p>", f'{named}<meta name="description" content="{said}">').summary == said


def test_a_standfirst_apart_from_the_body_is_told_without_what_is_around_both() -> None:
    announced = f'<meta name="description" content="{LINE}">'
    body = f"<div class=intro><p>{LINE}</p></div><div class=full><p>{MORE}</p><p>{LAST}</p></div>"

    assert body_of(f"<div class=item>{body}</div>", announced).text == f"{LINE}\n{MORE}\n{LAST}"
