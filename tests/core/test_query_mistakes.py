"""Every mistake in a query is one sentence at its place, and nothing else suffers from it."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core.model.watchlist import Entity, EntityKind, Query, Term, Watchlist
from monitor.core.watch.compile import compile_watchlists
from monitor.core.watch.doubts import marked, problem_with_query
from monitor.core.watch.names import Names
from monitor.core.watch.problems import problem_with
from monitor.core.watch.query import LONGEST, parse_query
from monitor.core.watch.signs import QueryError
from tests.support.pace import seconds_of

OWN = Watchlist(id="own", title="own", entities=(Entity(name="داعش", kind=EntityKind.GROUP),))
OTHER = Watchlist(id="other", title="other", terms=(Term(text="تطرف"),))


def mistake(text: str, *others: Watchlist) -> tuple[str, str]:
    """(the query with the wrong place in brackets, the sentence)."""
    found = problem_with_query(Query(name="q", text=text), OWN, Names((OWN, OTHER, *others)))
    assert found is not None
    return marked(text, found.span), found.message


@pytest.mark.parametrize(
    ("query", "place", "sentence"),
    [
        ("", "⟦⟧", "the query is empty"),
        ("   ", "⟦⟧", "the query is empty"),
        ("NOT رياضة", "⟦NOT رياضة⟧", "only says what must not stand there"),
        ("ليس (رياضة أو طقس)", "⟦ليس (رياضة أو طقس)⟧", "only says what must not stand there"),
        ("تطرف OR NOT رياضة", "⟦تطرف OR NOT رياضة⟧", "one side of OR asks for no word"),
        ("country:IQ", "⟦country:IQ⟧", "asks for no word"),
        ("تطرف AND", "تطرف ⟦AND⟧", "nothing follows «AND»"),
        ("أو تطرف", "⟦أو⟧ تطرف", "nothing stands before «أو»"),
        ("تطرف OR AND عنف", "تطرف ⟦OR AND⟧ عنف", "«AND» follows «OR»"),
        ("(تطرف OR عنف", "⟦(⟧تطرف OR عنف", "never closed"),
        ("تطرف) AND عنف", "تطرف⟦)⟧ AND عنف", "never opened"),
        ("()", "⟦()⟧", "nothing stands in these brackets"),
        ("تطرف AND «مجموعة عمل", "تطرف AND ⟦«⟧مجموعة عمل", "no partner"),
        ('""', '⟦""⟧', "this phrase is empty"),
        ("'Shi'ite militia' OR عنف", "⟦'⟧Shi'ite militia' OR عنف", "an apostrophe stands within these quotes"),
        ("'تطرف AND عنف", "⟦'تطرف⟧ AND عنف", "this quote has no partner"),
        ("تطرف*", "⟦تطرف*⟧", "has a wildcard: write «تطرف»"),
        ("حرب؟", "⟦حرب؟⟧", "has a question mark, which is not looked for: write «حرب»"),
        ("تطرف^3", "⟦تطرف^3⟧", 'has a weight: write { term = "تطرف", weight = 3 }'),
        ('"هل تسقط بغداد؟"', '⟦"هل تسقط بغداد؟"⟧', "write «هل تسقط بغداد»"),
        ("إرها?", "⟦إرها?⟧", "has a wildcard"),
        ("تطر[فه]", "⟦تطر[فه]⟧", "regular expression"),
        ("[تط]رف", "⟦[تط]رف⟧", "regular expression"),
        ("تطر{2}", "⟦تطر{2}⟧", "regular expression"),
        ("[تطرف OR عنف] AND قتل", "⟦[⟧تطرف OR عنف] AND قتل", "«[» is no bracket of a query: write ( … )"),
        ("(تطرف OR عنف} AND قتل", "(تطرف OR عنف⟦}⟧ AND قتل", "«}» is no bracket of a query: write ( … )"),
        ("{تطرف}", "⟦{⟧تطرف}", "is no bracket of a query"),
        ("[ تطرف ]", "⟦[⟧ تطرف ]", "is no bracket of a query"),
        ("=[تطرف]", "=⟦[⟧تطرف]", "is no bracket of a query"),
        ("country:[IQ OR AE] تطرف", "country:⟦[⟧IQ OR AE] تطرف", "is no bracket of a query"),
        ("NEAR/5[تطرف, عنف]", "NEAR/5⟦[⟧تطرف, عنف]", "is no bracket of a query"),
        ("﴿تطرف﴾", "⟦﴿⟧تطرف﴾", "is no bracket of a query"),
        ("（تطرف OR عنف）", "⟦（⟧تطرف OR عنف）", "is no bracket of a query"),
        ("/تطرف/i", "⟦/تطرف/i⟧", "regular expression"),
        ("ب", "⟦ب⟧", "single letter"),
        ("تطرف AND في", "تطرف AND ⟦في⟧", "is a particle"),
        ("منظمة غير حكومية", "منظمة ⟦غير⟧ حكومية", "write «منظمة غير حكومية» with its quotes for the phrase"),
        ("تحالف ضد داعش", "تحالف ⟦ضد⟧ داعش", "write «تحالف ضد داعش» with its quotes for the phrase"),
        ("تطرف AND بلد:السعودية", "تطرف AND بلد:⟦السعودية⟧", "is no country code: did you mean SA?"),
        ("تطرف AND ال", "تطرف AND ⟦ال⟧", "is a particle"),
        ("تطرف and عنف", "تطرف ⟦and⟧ عنف", "did you mean AND?"),
        ("تطرف || عنف", "تطرف ⟦||⟧ عنف", "did you mean OR?"),
        ("تطرف w/5 عنف", "تطرف ⟦w/5⟧ عنف", "did you mean NEAR/5?"),
        ("تطرف pre/3 عنف", "تطرف ⟦pre/3⟧ عنف", "did you mean ONEAR/3?"),
        ("تطرف NEAR5 عنف", "تطرف ⟦NEAR5⟧ عنف", "did you mean NEAR/5?"),
        ("NERA/5(تطرف, عنف)", "⟦NERA/5⟧(تطرف, عنف)", "did you mean NEAR/5?"),
        ("تطرف قريب/٥ عنف", "تطرف ⟦قريب/٥⟧ عنف", "did you mean قرب/5?"),
        ('"تطرف عنف"~8', '"تطرف عنف"⟦~8⟧', "did you mean NEAR/8(…, …) with a comma between?"),
        ("+تطرف عنف", "⟦+تطرف⟧ عنف", "did you mean تطرف?"),
        ("تطرف -عنف", "تطرف ⟦-عنف⟧", "did you mean NOT عنف?"),
        ("تطرف –عنف", "تطرف ⟦–عنف⟧", "did you mean NOT عنف?"),
        ("تطرف -@sport", "تطرف ⟦-@sport⟧", "did you mean NOT @sport?"),
        ("تطرف -2015", "تطرف ⟦-2015⟧", "did you mean NOT 2015?"),
        ("تطرف ANDNOT عنف", "تطرف ⟦ANDNOT⟧ عنف", "did you mean AND NOT?"),
        ("تطرف قرب٥ عنف", "تطرف ⟦قرب٥⟧ عنف", "did you mean قرب/5?"),
        ("تطرف w/s عنف", "تطرف ⟦w/s⟧ عنف", "did you mean NEAR/20(…)?"),
        ("تطرف w/999 عنف", "تطرف ⟦w/999⟧ عنف", "did you mean NEAR/200?"),
        ("NEAR/" + "9" * 5000 + "(تطرف, عنف)", "⟦NEAR/" + "9" * 54 + "…⟧(تطرف, عنف)", "at most 200"),
        ("~" + "9" * 5000, "⟦~" + "9" * 58 + "…⟧", "has 5,000 characters"),
        ("تطرف, عنف", "تطرف⟦,⟧ عنف", "«,» parts the words of NEAR"),
        ("تطرف؛ عنف", "تطرف⟦؛⟧ عنف", "«؛» parts the words of NEAR"),
        ("تطرف ولا عنف", "تطرف ⟦ولا⟧ عنف", "did you mean NOT (ليس)?"),
        ("طائرة دون طيار", "طائرة ⟦دون⟧ طيار", "did you mean NOT (ليس), or a phrase in quotes?"),
        ("تطرف وبدون عنف", "تطرف ⟦وبدون⟧ عنف", "did you mean NOT (ليس)?"),
        ("تطرف ولكن عنف", "تطرف ⟦ولكن⟧ عنف", "did you mean AND?"),
        ("تطرف AND غير", "تطرف AND ⟦غير⟧", 'or as = "verb" (verb: in a query) for the verb'),
        ("verb:في", "⟦verb:في⟧", "is a particle"),
        ("تطرف ومنذ عنف", "تطرف ⟦ومنذ⟧ عنف", "is a particle"),
        ("تحا?ف", "⟦تحا?ف⟧", "has a wildcard"),
        ("تحالف~2", "⟦تحالف~2⟧", "write تحالف, its forms and spellings"),
        ("تحالف score>=2", "تحالف ⟦score>=2⟧", "the `threshold` of a watchlist"),
        ("عنوان :تطرف", "عنوان ⟦:⟧تطرف", "right behind the name of a field"),
        ("تطرف title:lang:ar", "تطرف title:⟦lang:⟧ar", "stands beside title:…"),
        ("verb:دولة", "⟦verb:دولة⟧", "ends in ة, no verb does"),
        ("titel:تطرف", "⟦titel:⟧تطرف", 'did you mean "title"?'),
        ("عنوانن:تطرف", "⟦عنوانن:⟧تطرف", 'did you mean "عنوان"?'),
        ("title:", "⟦title:⟧", "must follow the colon"),
        ("verb:", "⟦verb:⟧", "must follow the colon"),
        ("verb:(كشف OR أعلن)", "⟦verb:⟧(كشف OR أعلن)", "right before one word or phrase: verb:كشف"),
        ("noun:=كشف", "⟦noun:⟧=كشف", "right before one word or phrase"),
        ("verb:الكشف", "⟦verb:الكشف⟧", "has the article, no verb has"),
        ("noun:ISIS", "⟦noun:ISIS⟧", "is not Arabic: it has no forms as a noun"),
        ("title:(text:تطرف)", "⟦title:(text:تطرف⟧)", "one field for one part"),
        ("تطرف country:Iraq", "تطرف country:⟦Iraq⟧", "two letters, as in country:IQ"),
        ("تطرف بلد:أطلانتس", "تطرف بلد:⟦أطلانتس⟧", "two letters, as in country:IQ"),
        ("تطرف ADJ عنف", "تطرف ⟦ADJ⟧ عنف", "did you mean ONEAR/1(…, …), or a phrase in quotes?"),
        ("تطرف إلا رياضة", "تطرف ⟦إلا⟧ رياضة", "did you mean NOT (ليس), or a phrase in quotes?"),
        ("تطرف ما عدا رياضة", "تطرف ما ⟦عدا⟧ رياضة", "did you mean NOT (ليس), or a phrase in quotes?"),
        ("تطرف lang:arabic", "تطرف lang:⟦arabic⟧", "as in lang:ar"),
        ("entity:داعس", "⟦entity:داعس⟧", 'no entity is called «داعس»; did you mean "داعش"?'),
        ("@othr", "⟦@othr⟧", 'no watchlist is called «othr»; did you mean "other"?'),
        ("@own", "⟦@own⟧", "cannot use itself"),
        ("@", "⟦@⟧", "needs the id of a watchlist"),
        ("NEAR(تطرف, عنف)", "⟦NEAR⟧(تطرف, عنف)", "needs a distance in words: NEAR/8(…, …)"),
        ("قرب(تطرف، عنف)", "⟦قرب⟧(تطرف، عنف)", "قرب needs a distance in words: قرب/8(…، …)"),
        ("قرب/خمسة(تطرف، عنف)", "⟦قرب/خمسة⟧(تطرف، عنف)", "قرب needs a distance in words: قرب/8(…، …)"),
        ("قرب/5(تطرف)", "⟦قرب/5(تطرف)⟧", "قرب needs two parts or more, with a comma between: قرب/8(…، …)"),
        ("قرب/5(تطرف،)", "قرب/5(تطرف،⟦)⟧", "a part of قرب is missing here: قرب/5(…، …)"),
        ("تطرف قرب/3", "تطرف ⟦قرب/3⟧", "nothing follows «قرب/3»"),
        ("تحالف قرب 5 داعش", "تحالف ⟦قرب 5⟧ داعش", "a slash: did you mean قرب/5? Put words of the text in quotes"),
        ("تحالف تتابع ٢ داعش", "تحالف ⟦تتابع ٢⟧ داعش", "did you mean تتابع/2?"),
        ("NEAR/x(تطرف, عنف)", "⟦NEAR/x⟧(تطرف, عنف)", "needs a distance"),
        ("NEAR/9999(تطرف, عنف)", "⟦NEAR/9999⟧(تطرف, عنف)", "at most 200"),
        ("NEAR/5(تطرف)", "⟦NEAR/5(تطرف)⟧", "two parts or more"),
        ("NEAR/5(تطرف,)", "NEAR/5(تطرف,⟦)⟧", "a part of NEAR is missing"),
        ("NEAR/5(تطرف, NOT عنف)", "NEAR/5(تطرف, ⟦NOT عنف⟧)", "NEAR takes words, phrases, entities"),
        ("NEAR/5(تطرف, خلية نائمة)", "NEAR/5(تطرف, ⟦خلية نائمة⟧)", "put a phrase in quotes"),
        ("تطرف NEAR/3 عنف NEAR/5 خلية", "تطرف NEAR/3 عنف ⟦NEAR/5⟧ خلية", "two kinds of nearness"),
        ("تطرف NEAR/3", "تطرف ⟦NEAR/3⟧", "nothing follows"),
        ("تطرّf", "⟦تطرّf⟧", "mixes Arabic and Latin"),
        ("داعشISIS", "⟦داعشISIS⟧", "mixes Arabic and Latin"),
    ],
)
def test_a_mistake_is_shown_at_its_place(query: str, place: str, sentence: str) -> None:
    shown, message = mistake(query)

    assert shown == place
    assert sentence in message and "\n" not in message


@pytest.mark.parametrize(
    "query",
    [
        "معركة قرب 2015",
        "تحالف قرب الحدود",
        "F-16",
        "كورونا-19 OR F/16",
        "14/7",
        "حرب/5",
        "+972",
        "-5",
        "~5G",
        "NOTNEAR/5",
        "year/2024",
    ],
)
def test_a_name_with_a_number_is_no_operator(query: str) -> None:
    parse_query(query)


def test_watchlists_that_use_one_another_in_a_circle_are_named() -> None:
    first = Watchlist(id="first", title="1", queries=(Query(name="q", text="@second"),))
    second = Watchlist(id="second", title="2", queries=(Query(name="q", text="@first OR تطرف"),))
    names = Names((first, second))

    problem = problem_with_query(first.queries[0], first, names)

    assert problem is not None and "first → second → first" in problem.message
    assert not compile_watchlists([first, second]).match({"text": "التطرف"})


def test_a_query_as_long_as_a_book_and_brackets_without_end_are_refused_at_once() -> None:
    assert "at most 20,000" in mistake("تطرف OR " * 100_000)[1]
    assert "brackets within one another" in mistake("(" * 5_000 + "تطرف" + ")" * 5_000)[1]
    assert "brackets within one another" in mistake("NOT " * 4_000 + "تطرف")[1]


def test_a_wrong_query_is_left_out_and_the_others_go_on() -> None:
    broken = Watchlist(id="broken", title="b", queries=(Query(name="q", text="(تطرف"),), terms=(Term(text="عنف"),))

    hits = compile_watchlists([broken, OTHER]).match({"text": "العنف والتطرف"})

    assert [(hit.watchlist, [mention.term for mention in hit.mentions]) for hit in hits] == [
        ("broken", ["عنف"]),
        ("other", ["تطرف"]),
    ]


SIGNS = [
    "تطرف",
    "عنف",
    "AND",
    "OR",
    "NOT",
    "(",
    ")",
    ",",
    "،",
    '"',
    "«",
    "»",
    "NEAR/3",
    "ONEAR/",
    "title:",
    "x:",
    "@own",
]


@settings(max_examples=300)
@given(st.one_of(st.lists(st.sampled_from([*SIGNS, "=", "~", "و", "*", " "])).map(" ".join), st.text(max_size=60)))
def test_no_text_whatever_raises_anything_but_a_mistake_with_a_place(text: str) -> None:
    query = Query(name="q", text=text)

    problem = problem_with_query(query, OWN, Names((OWN, OTHER)))

    if problem is None:
        compile_watchlists([Watchlist(id="w", title="w", queries=(query,))], (OWN, OTHER)).match({"text": text})
    else:
        assert 0 <= problem.span.start <= problem.span.end <= len(text)


@pytest.mark.parametrize("text", ["مجموعة 5+1", "بنسبة 50%", "أوبك+", "فيتامين د"])
def test_numbers_with_signs_and_letters_by_themselves_are_no_mistake(text: str) -> None:
    assert problem_with(Term(text=text)) is None


@pytest.mark.parametrize("piece", ["'a ", "' a ", "‘a ", "'Ali x ", "«", "@a ", "NEAR/"])
def test_the_longest_query_of_one_piece_again_and_again_is_told_at_once(piece: str) -> None:
    def parse() -> None:
        with suppress(QueryError):
            parse_query((piece * 20_000)[:LONGEST])

    assert seconds_of(parse) < 1.5
