"""What the built-in list knows."""

import pytest

from monitor.core.furniture import cut_furniture


def test_the_title_is_cut_wherever_a_share_box_repeats_it() -> None:
    text = "افتتاح الجسر\nافتتح الوزير الجسر اليوم\n«افتتاح الجسر»\nوحضر الافتتاح المحافظ"

    assert cut_furniture(text, "افتتاح الجسر") == "افتتح الوزير الجسر اليوم\nوحضر الافتتاح المحافظ"


def test_a_line_without_a_word_is_no_line_of_an_article() -> None:
    assert cut_furniture("***\nافتتح الوزير الجسر اليوم\n- -") == "افتتح الوزير الجسر اليوم"


@pytest.mark.parametrize(
    "line",
    [
        "انضموا إلى قناتنا على واتساب",
        "انضم الآن إلى قناة النهر",
        "اشتركوا في النشرة البريدية",
        "الكلمات المفتاحية: البصرة، الجسر",
        "وسوم : البصرة",
        "واتساب",
        "فيسبوك تويتر واتساب تلغرام",
        "شارك عبر فيسبوك | إكس | نسخ الرابط",
        "- Author, كايلا إبستين",
        "Role,",
    ],
)
def test_lines_of_share_boxes_and_tags_are_no_lines_of_an_article(line: str) -> None:
    assert cut_furniture(f"افتتح الوزير الجسر اليوم\n{line}") == "افتتح الوزير الجسر اليوم"


@pytest.mark.parametrize(
    "line",
    [
        "انضموا إلى الاحتجاجات أمام البرلمان رفضا للقانون",
        "انضم إلى الفريق لاعبان من الدوري المحلي",
        "اشترك في السباق مئتا عداء من عشرين دولة",
        "واتساب تعلن تحديثا جديدا لتطبيقها",
        "تويتر وفيسبوك يحذفان حسابات مزيفة",
    ],
)
def test_sentences_that_begin_like_them_stay(line: str) -> None:
    assert cut_furniture(f"افتتح الوزير الجسر اليوم\n{line}") == f"افتتح الوزير الجسر اليوم\n{line}"


@pytest.mark.parametrize(
    "line",
    [
        "قد يعجبك ايضاً:",
        "مدة القراءة: 3 دقائق",
        "3 دقائق قراءة",
        "رابط مختصر: https://rafid.example/?p=55",
        "تابعوا آخر أخبارنا عبر Google News",
        "حمّل تطبيق الرافدين الآن",
        "التصنيف: محليات",
        "اترك تعليقاً إلغاء الرد",
        "0 تعليق",
        "Like Loading...",
        "صورة أرشيفية (رويترز)",
        "شارك الخبر على:",
        "تم النشر: السبت 21/11/2026 06:05 م",
        "السبت ٢١ تشرين الثاني ٢٠٢٦",
        "#المياه #بابل",
    ],
)
def test_what_a_template_puts_between_paragraphs_is_cut(line: str) -> None:
    assert cut_furniture(f"أعلنت الوزارة\n{line}\nوقال الوزير") == "أعلنت الوزارة\nوقال الوزير"


@pytest.mark.parametrize(
    "line",
    [
        "المصدر: وكالات",
        "10 حزيران 2014",
        "#الموصل",
        "القسم الثاني من الخطة يبدأ غدا",
        "حجم الخسائر غير معروف",
        "متابعة: علي حسن",
        "تعليق الدراسة غدا في بابل",
        "إعلان حالة الطوارئ",
        "شاهد عيان: رأيت النار من بعيد",
    ],
)
def test_a_short_line_of_the_article_stays(line: str) -> None:
    assert line in cut_furniture(f"أعلنت الوزارة\n{line}\nوقال الوزير")
