"""How an alert says in which form a term was found."""

import json
import re
from dataclasses import replace

import pytest

from alerts.channel import Wording
from alerts.render.explained import explained
from alerts.render.html import render_html
from alerts.render.layout import lay_out
from alerts.render.payload import render_json
from alerts.render.slack import render_payload
from alerts.render.text import render_text
from alerts.render.wording import Words, words_of
from monitor.core.arabic.keywords import Place, keyword_stems
from monitor.core.arabic.lexicon import BROKEN_PLURALS, DEFECTIVE, IRREGULAR, OTHER_SPELLINGS, VERBS
from monitor.core.model.article import Mention
from monitor.core.model.delivery import Alert
from monitor.core.model.watchlist import Entity, EntityKind, Query, Term, TermMatch, Watchlist
from monitor.core.watch.compile import compile_watchlists
from tests.support.alerts import story, told

ARABIC, ENGLISH = (words_of(Wording(language=language)) for language in ("ar", "en"))
TEXT = (
    "قال د. سالم بن خالد الحارثي إن للدواعش خلايا، ودعا إلى مكافحة التطرّف.\n\n"
    "وأضاف الحارثي أن داعش تنظيم متطرف، وأن على لجان الأمن أن تكشف خلاياه."
)
WATCHLIST = Watchlist(
    id="a",
    title="أ",
    terms=(Term(text="تطرف"), Term(text="كشف"), Term(text="لجنة الأمن")),
    entities=(
        Entity(name="داعش", kind=EntityKind.ORGANISATION, aliases=("الدواعش",)),
        Entity(name="سالم الحارثي", kind=EntityKind.PERSON),
    ),
)


def mentions(text: str = TEXT) -> tuple[Mention, ...]:
    return compile_watchlists([WATCHLIST]).match({"text": text})[0].mentions


def alert() -> Alert:
    article = replace(told(text=TEXT, title="خلايا").article, summary="")
    return story(articles=(replace(told(), article=article, mentions=mentions()),))


def lines(limit: int = 20, *, english: bool = False) -> list[str]:
    return [one.text for one in explained(mentions(), ENGLISH if english else ARABIC, limit)]


def test_each_form_is_taken_apart_and_what_stands_as_typed_is_not() -> None:
    assert set(lines()) == {
        "داعش (باسمه الآخر: الدواعش) ← للدواعش: ل + الدواعش",
        "تطرف ← التطرّف: ال + تطرف – بالتشكيل",
        "سالم الحارثي ← سالم بن خالد الحارثي",
        "سالم الحارثي ← الحارثي – اسم العائلة، والاسم الكامل في المقال نفسه",
        "لجنة الأمن ← لجان الأمن: لجان (جمع تكسير)، ال + أمن",
        "كشف ← تكشف: تكشف (فعل مضارع)",
    }


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("أنقرة", "موسكو وإنقرة", "أنقرة ← وإنقرة: و + أنقرة – بهمزة أخرى"),
        ("سائد الحارثي", "جاء سأد الحارثي", None),
        ("إعمار", "أسهم لاعمار", "إعمار ← لاعمار: ل + إعمار"),
        ("أعمار", "لأعمار", "أعمار ← لأعمار: ل + أعمار"),
    ],
)
def test_another_hamza_is_told(name: str, text: str, told: str | None) -> None:
    entity = Entity(name=name, kind=EntityKind.ORGANISATION)
    hits = compile_watchlists([Watchlist(id="a", title="أ", entities=(entity,))]).match({"text": text})

    assert [one.text for hit in hits for one in explained(hit.mentions, ARABIC, 3)] == ([told] if told else [])


@pytest.mark.parametrize(
    ("term", "text", "note"),
    [
        ("تفاؤل", "يسود التفائل", True),
        ("مسؤول", "المسئولين", True),
        ("بئر", "بئران", False),
        ("أكد", "يؤكد", False),
        ("أكد", "اكدت", False),
        ("منشأة", "المنشآت", False),
        ("سأل", "سئل", False),
    ],
)
def test_another_hamza_of_a_term_is_told(term: str, text: str, note: bool) -> None:
    [hit] = compile_watchlists([Watchlist(id="a", title="أ", terms=(Term(text=term),))]).match({"text": text})

    assert ["with another hamza" in one.rule for one in hit.mentions] == [note]


def test_in_english_the_matcher_speaks_for_itself() -> None:
    assert "تطرف → التطرّف: ال + تطرف – written with tashkeel" in lines(english=True)


def test_the_most_frequent_form_comes_first_and_the_rest_is_counted() -> None:
    often = mentions("للدواعش خلايا، وللدواعش مال، وللدواعش سلاح، وتكشف الأيام التطرف")

    shown = [one.text for one in explained(often, ARABIC, 1)]

    assert shown == ["داعش (باسمه الآخر: الدواعش) ← وللدواعش: و + ل + الدواعش", "و3 غيرها"]
    assert len(explained(often, ARABIC, 3)) == 4
    assert not explained(often, ARABIC, 3)[-1].text.startswith("و1")


@pytest.mark.parametrize("word", ["NAVY", "داعش"])
def test_a_rule_of_another_make_tells_the_form_only(word: str) -> None:
    foreign = Mention(field="text", start=0, end=4, surface="للدواعش", term=word, rule="as written")

    assert [one.text for one in explained([foreign], ARABIC, 3)] == [f"{word} ← للدواعش"]


def test_every_remark_of_the_matcher_has_arabic_words() -> None:
    sample = [word for table in (BROKEN_PLURALS, DEFECTIVE, IRREGULAR, OTHER_SPELLINGS) for word in sorted(table)[::9]]
    words = [*sample, *sorted(VERBS), "ليتوانيا", "أجلى", "فتح", "ثانية", "رأى", "فرية"]
    notes = {
        stem.note
        for word in words
        for place in Place
        for stems in keyword_stems(word, place, derived=True).values()
        for stem in stems
    }

    for note in notes - {""}:
        found = Mention(field="text", start=0, end=1, surface="س", term="ص", rule=f"ص → س: س ({note})")
        (line,) = explained([found], ARABIC, 1)
        assert re.fullmatch(r"ص ← س: س \([^a-z()]+\)", line.text), note
    assert len(notes) > 20


def test_every_kind_of_message_shows_it() -> None:
    view = lay_out(alert(), ARABIC)
    slack = json.loads(render_payload(alert(), ARABIC, post=None, mention=None))
    shown = (render_html(view), render_text(view), json.dumps(slack, ensure_ascii=False))

    for message in shown:
        assert "كيف وردت" in message
        assert "ل + الدواعش" in message
        assert "كشف ← كشف" not in message


def asked() -> Alert:
    queries = (
        Query(name="أمن", text="لجنة AND خلية"),
        Query(name="Daesh (cells)", text="NEAR/3(داعش, تنظيم) OR خلية"),
        Query(name="غيره", text="رياضة"),
    )
    asking = Watchlist(id="q", title="ق", queries=queries, terms=(Term(text="تطرف"),))
    told = alert().articles[0]
    [hit] = compile_watchlists([asking]).match({"text": told.article.text})
    return story(articles=(replace(told, mentions=hit.mentions),))


def test_what_was_found_of_a_query_stands_behind_its_name() -> None:
    told = {tally.query: dict(tally.items) for tally in lay_out(asked(), ARABIC).tallies}

    assert told == {
        None: {"تطرف": 1},
        "أمن": {"لجنة": 1, "خلية": 2},
        "Daesh (cells)": {"داعش": 1, "تنظيم": 1, "خلية": 2},
    }


@pytest.mark.parametrize(
    ("words", "html", "text"),
    [
        (
            ARABIC,
            "سبب التنبيه – استعلام «<bdi>Daesh (cells)</bdi>»:",
            "سبب التنبيه – استعلام «\u2068Daesh (cells)\u2069»:",
        ),
        (ENGLISH, "Why this alert – query “<bdi>أمن</bdi>”:", "Why this alert – query “\u2068أمن\u2069”:"),
    ],
)
def test_every_kind_of_message_names_the_query(words: Words, html: str, text: str) -> None:
    slack = json.dumps(json.loads(render_payload(asked(), words, post=None, mention=None)), ensure_ascii=False)

    assert html in render_html(lay_out(asked(), words))
    assert text in render_text(lay_out(asked(), words))
    assert text in slack


def test_a_derived_word_is_told_as_one() -> None:
    wanted = Watchlist(id="d", title="د", terms=(Term(text="إرهاب", match=TermMatch.DERIVED),))
    [hit] = compile_watchlists([wanted]).match({"text": "الإرهاب والإرهابيون وعمل إرهابي"})

    assert {one.text for one in explained(hit.mentions, ARABIC, 9)} == {
        "إرهاب ← الإرهاب: ال + إرهاب",
        "إرهاب ← والإرهابيون: و + ال + إرهابيون (مشتق، جمع)",
        "إرهاب ← إرهابي: إرهابي (مشتق)",
    }


def test_integrators_get_the_rule_itself() -> None:
    (article,) = json.loads(render_json(alert(), ARABIC))["articles"]

    rule = "تطرف → التطرّف: ال + تطرف; written with tashkeel"
    assert {"term": "تطرف", "form": "التطرّف", "times": 1, "rule": rule} in article["forms"]


def test_another_blank_within_a_name_is_no_form() -> None:
    assert not explained(mentions("جاء سالم\u00a0 الحارثي"), ARABIC, 3)


def test_forms_that_differ_in_what_nobody_sees_are_one() -> None:
    met = mentions("داعش: للدواعش، وللدواعش، وللدوا\u200fعش، وللدواعش\u200f، ولل\u200fدواعش")

    assert len(explained(met, ARABIC, 9)) == 2
