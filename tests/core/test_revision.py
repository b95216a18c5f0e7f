"""Two readings of one page: a typing mistake is nothing, a headline, a correction and a rewritten text are edits."""

from dataclasses import replace
from datetime import UTC, datetime

from monitor.core.model.article import Article, EditKind
from monitor.core.revision import diff_of, edits_between

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
