"""Two readings of one page: a typing mistake is nothing, a headline, a correction and a rewritten text are edits."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from monitor.core.model.article import Article, EditKind
from monitor.core.revision import changed_sentences, diff_of, edits_between
from tests.support.pace import seconds_of

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
BEFORE = Article(
    url="https://wire.example/1",
    title="مقتل أربعة في انفجار وسط المدينة",
    text="قالت الشرطة إن أربعة أشخاص قتلوا في انفجار وسط المدينة صباح اليوم.\n\nوأضافت أن التحقيق جار لمعرفة سببه.",
)


def kinds(after: Article, before: Article = BEFORE) -> list[EditKind]:
    return [edit.kind for edit in edits_between(before, after, NOW)]


def test_vowel_signs_spelling_and_a_mended_word_are_no_edit() -> None:
    dressed = replace(BEFORE, title="مقتلُ أربعةٍ في إنفجار وسط المدينه")
    mended = replace(BEFORE, text=BEFORE.text.replace("التحقيق جار", "التحقيق جارٍ الآن"))

    assert kinds(BEFORE) == kinds(dressed) == kinds(mended) == []


def test_a_headline_that_comes_back_is_no_news() -> None:
    other = replace(BEFORE, title="ارتفاع حصيلة انفجار المدينة إلى سبعة قتلى")

    assert edits_between(other, BEFORE, NOW, earlier=[BEFORE.title]) == ()
    assert edits_between(BEFORE, other, NOW, earlier=["عنوان آخر"]) != ()


def test_a_new_headline_is_told_with_the_old_one() -> None:
    [edit] = edits_between(BEFORE, replace(BEFORE, title="ارتفاع حصيلة انفجار المدينة إلى سبعة قتلى"), NOW)

    assert (edit.kind, edit.before) == (EditKind.HEADLINE, BEFORE.title)
    assert edit.after == "ارتفاع حصيلة انفجار المدينة إلى سبعة قتلى"


def test_a_correction_says_so_itself() -> None:
    corrected = replace(BEFORE, text=BEFORE.text + "\n\nتصحيح: ورد في نسخة سابقة أن عدد القتلى خمسة.")

    assert kinds(corrected) == [EditKind.CORRECTION]
    assert kinds(corrected, before=corrected) == []


def test_a_paragraph_more_is_an_edit_of_the_text_and_the_difference_shows_it() -> None:
    longer = replace(BEFORE, text=BEFORE.text + "\n\nوأعلنت وزارة الصحة استقبال ثلاثين جريحا في مستشفيين قريبين.")

    assert kinds(longer) == [EditKind.TEXT]
    assert [line for line in diff_of(BEFORE, longer).splitlines() if line.startswith("+وأعلنت")]


def test_what_the_feed_said_and_what_the_page_says_are_not_compared() -> None:
    assert kinds(replace(BEFORE, title="خبر آخر"), before=replace(BEFORE, content_from="feed")) == []


@pytest.mark.parametrize(
    "notice",
    [
        "تم سحب الخبر",
        "تم سحب هذا الخبر لعدم دقة ما ورد فيه.",
        "سُحب هذا الخبر بناء على طلب المصدر",
        "نعتذر عن نشر الخبر السابق لعدم صحته.",
        "نعتذر لقرائنا عن الخطأ الوارد في هذا المقال",
        "تنويه: جرى حذف التقرير المنشور أعلاه بعد التحقق منه.",
        "(تم حذف الخبر)",
        "تعتذر أسرة التحرير عن نشر هذه المادة.",
        "This story has been withdrawn by its source.",
        "حُذف الخبر لعدم صحته",
        "تنويه: سحبت الصحيفة هذا الخبر بعد أن تبين عدم صحته.",
        "تنويه من إدارة التحرير: تم سحب هذا الخبر",
        "ملاحظة المحرر: تم سحب هذه المادة لعدم دقتها",
        "نعتذر، تم حذف هذا الخبر",
        "نسحب هذا الخبر ونعتذر",
        "الخبر تم سحبه",
    ],
)
def test_an_outlet_that_takes_its_article_back_has_retracted_it(notice: str) -> None:
    assert EditKind.RETRACTED in kinds(replace(BEFORE, text=notice))
    assert EditKind.TEXT not in kinds(replace(BEFORE, text=f"{notice}\n\n{BEFORE.text}"))


def test_a_headline_may_say_it_and_the_words_of_the_feed_may_have_been_the_article_before() -> None:
    assert EditKind.RETRACTED in kinds(replace(BEFORE, title="سحب خبر: انفجار المدينة"))
    assert kinds(replace(BEFORE, text="تم سحب الخبر."), replace(BEFORE, content_from="feed")) == [EditKind.RETRACTED]


def test_what_was_retracted_before_is_not_retracted_again() -> None:
    retracted = replace(BEFORE, text="تم سحب الخبر.")

    assert kinds(replace(retracted, text="تم سحب الخبر. شكرا."), before=retracted) == []


@pytest.mark.parametrize(
    "paragraph",
    [
        "وقالت الصحيفة إنها سحبت الخبر واعتذرت عن نشره.",
        "«نعتذر عن نشر هذا الخبر»، بحسب ما قالت القناة في بيان لها أمس.",
        "تم سحب المنتج من الأسواق بعد تحذير وزارة الصحة.",
        "تم حذف الحساب من المنصة قبل يومين.",
        "سحب الجيش قواته من المدينة، وحذف البرلمان المادة من القانون.",
        "اعتذرت الوكالة عن الخطأ وسحبت التقرير.",
        "تم حذف المادة الخامسة من مشروع قانون الانتخاب بعد نقاش طويل في المجلس.",
        "توضيح: تم حذف هذه المادة من الدستور بعد التصويت عليها.",
        "تم إلغاء المادة 308 من قانون العقوبات بتصويت 75 نائبا.",
        "جرى سحب التقرير من جدول أعمال مجلس الأمن بطلب روسي.",
        "تم حذف المقال من موقع الصحيفة الإسرائيلية بعد ساعات من نشره.",
        "تم إزالة المادة المشعة من الموقع ونقلها إلى مستودع آمن.",
        "وقد تم إلغاء الموضوع من جدول أعمال الاجتماع الوزاري.",
        "نعتذر عن عدم المشاركة في المؤتمر لأن ظروفه غير ملائمة. بهذه الكلمات ختمت الهيئة بيانها.",
        "نعتذر لجمهورنا عن الهزيمة ونعد بالتعويض في مباراة الإياب.",
        "هذا الخبر سحب البساط من تحت أقدام المعارضة وأشعل الشارع.",
        "ألغي هذا التقرير من برنامج القناة",
        "حذف مقال: صحيفة عبرية تتراجع",
        "Story withdrawn by the New York Times sparks debate",
    ],
)
def test_an_article_about_a_withdrawal_or_an_apology_is_none(paragraph: str) -> None:
    assert EditKind.RETRACTED not in kinds(replace(BEFORE, text=f"{BEFORE.text}\n\n{paragraph}"))
    assert EditKind.RETRACTED not in kinds(replace(BEFORE, title=paragraph))


def test_another_number_is_an_edit_however_few_words_changed() -> None:
    told = replace(BEFORE, text="قالت الشرطة إن 4 أشخاص قتلوا في انفجار وسط المدينة.\n\nمنذ 5 دقائق")

    assert kinds(replace(told, text=told.text.replace("4", "7")), before=told) == [EditKind.TEXT]
    assert kinds(replace(told, text=told.text.replace("5", "9")), before=told) == []
    assert kinds(replace(BEFORE, text=BEFORE.text.replace("أربعة", "سبعة"))) == [EditKind.TEXT]


def test_a_difference_is_read_by_its_sentences() -> None:
    after = replace(BEFORE, text=BEFORE.text.replace("أربعة أشخاص", "سبعة أشخاص") + " ولم تتبن أي جهة التفجير.")

    gone, come = changed_sentences(diff_of(BEFORE, after))

    assert gone == ("قالت الشرطة إن أربعة أشخاص قتلوا في انفجار وسط المدينة صباح اليوم.",)
    assert come == ("قالت الشرطة إن سبعة أشخاص قتلوا في انفجار وسط المدينة صباح اليوم.", "ولم تتبن أي جهة التفجير.")


def test_a_sentence_more_in_a_very_long_paragraph_is_all_that_came() -> None:
    told = [f"وقال المتحدث رقم {number} إن القوات واصلت تقدمها نحو المدينة." for number in range(500)]
    before, after = (
        replace(BEFORE, text=" ".join(one)) for one in (told, [*told[:200], "وقتل خمسة جنود.", *told[200:]])
    )

    assert changed_sentences(diff_of(before, after)) == ((), ("وقتل خمسة جنود.",))


def test_of_a_long_text_that_was_replaced_whole_sentences_of_both_are_told() -> None:
    old, new = ([f"قال {who} رقم {number} إن القوات تتقدم نحو المدينة." for number in range(900)] for who in "سص")
    diff = diff_of(*(replace(BEFORE, text="\n".join(one)) for one in (old, new)))
    gone, come = changed_sentences(diff)

    assert len(diff) <= 20_000
    assert (gone, come) == (tuple(old[: len(gone)]), tuple(new[: len(come)]))
    assert len(gone) == len(come) > 100


def test_long_pages_of_which_every_line_changed_are_compared_at_once() -> None:
    rows = [f"سعر السهم رقم {number} في السوق اليوم بلغ ريالا بارتفاع نقطة" for number in range(3000)]
    before, after = (replace(BEFORE, text="\n".join(f"{row} {day}\nثابت" for row in rows)) for day in ("أمس", "غدا"))

    assert kinds(after, before=before) == [EditKind.TEXT]
    assert diff_of(before, after)
    assert seconds_of(lambda: (kinds(after, before=before), diff_of(before, after))) < 1


def test_words_told_in_another_order_are_an_edit() -> None:
    turned = replace(BEFORE, text="\n\n".join(" ".join(reversed(line.split())) for line in BEFORE.text.split("\n\n")))

    assert kinds(turned) == [EditKind.TEXT]
