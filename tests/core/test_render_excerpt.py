"""Whole sentences, whole words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.render.excerpt import LONGEST, excerpts, marked
from monitor.core.model.article import Article, Mention
from tests.support.alerts import mentions_of


def article(text: str, summary: str = "") -> Article:
    return Article(url="https://e.example/1", title="", text=text, summary=summary)


def shown(text: str, *terms: str, limit: int = 5) -> list[str]:
    written = article(text)
    found = excerpts(written, mentions_of(written, *terms), limit)
    return ["".join(f"[{run.text}]" if run.hit else run.text for run in excerpt.runs) for excerpt in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال د. سالم إن الهدنة باقية. وغادر.", "قال د. سالم إن [الهدنة] باقية."),
        ("أكد أ. د. سالم أن الهدنة باقية.", "أكد أ. د. سالم أن [الهدنة] باقية."),
        ("زاره م. ناصر قبل الهدنة. ثم سافر.", "زاره م. ناصر قبل [الهدنة]."),
        ("قالها د.سالم عن الهدنة! ثم سافر.", "قالها د.سالم عن [الهدنة]!"),
        ("بلغت 3.5 ملايين بعد الهدنة؟ لا.", "بلغت 3.5 ملايين بعد [الهدنة]؟"),
        ("سنة 1445 هـ. كانت الهدنة. ثم سافر.", "سنة 1445 هـ. كانت [الهدنة]."),
        ("انتهت الحرب. «بدأت الهدنة.» ثم سافر.", "«بدأت [الهدنة].»"),
        ("قال: ننتظر... الهدنة. ثم سافر.", "قال: ننتظر... [الهدنة]."),
        ("Mr. Smith and U.S. envoys on الهدنة. Next.", "Mr. Smith and U.S. envoys on [الهدنة]."),
    ],
)
def test_sentences_are_whole(text: str, expected: str) -> None:
    assert shown(text, "هدنة") == [expected]


def test_a_mark_covers_the_word_with_its_clitics() -> None:
    assert shown("قالوا وللهدنةِ ثمن.", "هدنة") == ["قالوا [وللهدنةِ] ثمن."]


def test_marks_that_overlap_become_one() -> None:
    assert shown("لجنة الممرات المائية", "لجنة الممرات", "الممرات المائية") == ["[لجنة الممرات المائية]"]


def test_paragraphs_count_from_one_and_skip_blank_lines() -> None:
    written = article("أولى.\n\n  \nثانية فيها هدنة.\nثالثة فيها هدنة.")

    assert [excerpt.paragraph for excerpt in excerpts(written, mentions_of(written, "هدنة"), 5)] == [2, 3]


def test_a_new_term_comes_before_one_that_was_shown() -> None:
    text = "\n".join(["هدنة أولى."] * 8 + ["وساطة أخيرة."])

    assert shown(text, "هدنة", "وساطة", limit=2) == ["[هدنة] أولى.", "[وساطة] أخيرة."]


def test_a_sentence_that_never_ends_is_cut_between_words() -> None:
    (cut,) = shown("كلمة " * 300 + "الهدنة " + "كلمة " * 300, "هدنة")

    assert cut.startswith("… كلمة ")
    assert cut.endswith("كلمة …")
    assert "[الهدنة]" in cut
    assert len(cut) < LONGEST + 10


def test_a_mention_that_lies_outside_the_text_is_ignored() -> None:
    wild = Mention(field="text", start=5, end=500, surface="", term="x", rule="")

    assert excerpts(article("قصير"), [wild], 5) == ()


def test_hidden_characters_go_and_the_mark_stays_in_place() -> None:
    written = "ق\u202eال\u200f الهد\u200cنة"
    mention = Mention(field="title", start=8, end=12, surface="", term="هدنة", rule="")
    runs = marked(written, [mention], "title")

    assert [(run.text, run.hit) for run in runs] == [("قال ", False), ("الهدنة", True)]


@given(
    st.text("اب د.\n\u202e «»a", max_size=200),
    st.lists(st.tuples(st.integers(0, 210), st.integers(0, 210)), max_size=8),
)
def test_excerpts_are_pieces_of_the_text(text: str, places: list[tuple[int, int]]) -> None:
    mentions = [Mention(field="text", start=a, end=b, surface="", term=f"t{a}", rule="") for a, b in places]
    plain = " ".join(text.replace("\u202e", "").split())

    for excerpt in excerpts(article(text), mentions, 5):
        said = "".join(run.text for run in excerpt.runs).removeprefix("… ").removesuffix(" …")
        assert " ".join(said.split()) in plain


@given(st.text("اب د.\n", max_size=300), st.integers(0, 299), st.integers(1, 20))
def test_every_place_is_shown(text: str, start: int, length: int) -> None:
    end = min(start + length, len(text))
    if start >= end or not text[start:end].strip() or "\n" in text[start:end] or text[start].isspace():
        return
    mention = Mention(field="text", start=start, end=end, surface=text[start:end], term="t", rule="")
    found = excerpts(article(text), [mention], 5)

    assert any(run.hit for excerpt in found for run in excerpt.runs)
