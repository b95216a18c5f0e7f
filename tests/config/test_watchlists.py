"""Watchlists with queries, scope and context: what is right is taken over, what is wrong is named at its place."""

from pathlib import Path

import pytest

from monitor.config.load import load
from monitor.config.watchlists import load_watchlist, load_watchlists
from monitor.core.errors import ConfigError, Problem
from monitor.core.model.watchlist import Facts, Scope, Term, TermMatch, WordClass
from tests.config.test_load import SOURCES, WATCHLIST, desk, problems

WHOLE = """\
title     = "التحالف"
severity  = "high"
languages = ["ar", "en"]
threshold = 3
terms = ["=الاستقرار", { term = "تطرف", match = "derived", weight = 2 }, { term = "كشف", as = "verb" }]

[[entity]]
name  = "داعش"
kind  = "group"
needs = ["تنظيم", "=ضد"]
not   = ["رياضة"]

[[query]]
name   = "التحالف ضد داعش"
query  = 'NEAR/8("تحالف دولي", entity:داعش) AND NOT رياضة'
weight = 3

[scope]
countries = ["IQ", "AE"]
outlets   = ["wire"]
sections  = ["politics"]

[[example]]
text = "اجتماع التحالف الدولي ضد تنظيم داعش"
must = "hit"

[[example]]
text    = "اجتماع التحالف الدولي ضد تنظيم داعش"
country = "FR"
must    = "miss"
"""


def queries(*texts: str) -> str:
    blocks = [f"[[query]]\nname = 'q'\nquery = {text}\n" for text in texts]
    return 'title = "t"\n[[entity]]\nname = "داعش"\nkind = "group"\n' + "".join(blocks)


def test_a_whole_watchlist_is_taken_over(tmp_path: Path) -> None:
    [watchlist] = load_watchlists(desk(tmp_path, watchlist=WHOLE.replace('"=ضد"', '"تنظيم"')))

    assert watchlist.scope == Scope(
        countries=("IQ", "AE"), outlets=("wire",), languages=("ar", "en"), sections=("politics",)
    )
    assert watchlist.terms[1] == Term(text="تطرف", match=TermMatch.DERIVED, weight=2)
    assert watchlist.terms[2] == Term(text="كشف", word_class=WordClass.VERB)
    assert watchlist.entities[0].bars == (Term(text="رياضة"),)
    assert (watchlist.queries[0].name, watchlist.queries[0].weight) == ("التحالف ضد داعش", 3)
    assert (watchlist.threshold, watchlist.examples[1].facts) == (3, Facts(country="FR"))


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("AND NOT", "AND OR NOT", ":15:45: «OR» follows «AND»"),
        ("entity:داعش", "entity:داعس", ':15:32: no entity is called «داعس»; did you mean "داعش"?'),
        ("weight = 3", "weight = 0", ":16:10: "),
        ('as = "verb"', 'as = "verbe"', ":5:"),
        ('as = "verb"', 'as = "verb", match = "exact"', ":5:74: «كشف» is to be found exactly as written"),
        ("threshold = 3", "threshold = 30", ":4:13: the threshold can never be reached"),
        ("threshold = 3", "threshold = 0", ":4:13: "),
        ('"wire"', '"wrie"', ':20:14: no source is called "wrie"; did you mean "wire"?'),
        ('"IQ"', '"Iraq"', ":19:14: "),
        ('["ar", "en"]', '["arabic"]', ":3:14: "),
        ("needs =", "neads =", ':10:1: unknown word "neads"; did you mean "needs"?'),
        ("not   =", "nott  =", ':11:1: unknown word "nott"; did you mean "not"?'),
        ('"رياضة"]', '"ب"]', ":11:10: not: «ب» is a single letter"),
        ('"رياضة"]', '"-رياضة"]', ":11:10: not: «-رياضة» would be found where «رياضة» stands"),
        ('"رياضة"]', '"رياضة"]\naliases = ["ISIS", ""]', ":12:20: an alias is empty: write a name, or take it out"),
        ('"رياضة"]', '"رياضة"]\naliases = ["ISIS", "و"]', ":12:20: alias «و» is a single letter"),
        ('country = "FR"', 'country = "IQ"', ":28:11: must be a miss, but was found: "),
    ],
)
def test_a_mistake_in_a_watchlist_is_named_with_its_place(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    right = WHOLE.replace('"=ضد"', '"تنظيم"')
    assert old in right
    found = problems(desk(tmp_path, watchlist=right.replace(old, new, 1)))

    assert any(f"extremism.toml{complaint}" in line for line in found), found


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("'تطرف AND'", ":7:15: nothing follows «AND»"),
        ('"تطرف \\u0041ND"', ":7:15: nothing follows"),
        ('"""\n  تطرف OR\n  OR عنف"""', ":8:8: «OR» follows «OR»"),
        ('"تطرف \\"عنف"', ":7:15: this quote"),
        ("''", ":7:10: the query is empty"),
        ("'outlet:wier AND تطرف'", ':7:10: no source is called «wier»; did you mean "wire"?'),
        ("'@extremism'", ":7:10: @extremism is this watchlist itself"),
        ("'NOT داعش'", ":7:10: this only says what must not stand there"),
    ],
)
def test_a_mistake_in_a_query_is_named_where_it_stands_in_the_file(tmp_path: Path, query: str, place: str) -> None:
    found = problems(desk(tmp_path, watchlist=queries(query)))

    assert any(f"watchlists/extremism.toml{place}" in line for line in found), found


def test_a_negative_weight_without_a_threshold_is_refused(tmp_path: Path) -> None:
    watchlist = WATCHLIST.replace('"تطرف"', '{ term = "تطرف", weight = -1 }')

    assert any(
        "extremism.toml:3:10: a negative weight" in line for line in problems(desk(tmp_path, watchlist=watchlist))
    )


@pytest.mark.parametrize(
    ("aliases", "sentence"),
    [
        ('["' + "ا" * 1_000_000 + '"]', "has 1,000,000 characters"),
        ("[" + ",".join(f'"اسم{i}"' for i in range(100_000)) + "]", "has 100,000 aliases, at most 1,000"),
    ],
)
def test_a_megabyte_of_aliases_is_one_sentence(tmp_path: Path, aliases: str, sentence: str) -> None:
    watchlist = WATCHLIST.replace('["ISIS"]', aliases)

    [found] = problems(desk(tmp_path, watchlist=watchlist))

    assert "extremism.toml:8:1" in found and sentence in found and len(found) < 300


def test_what_is_wrong_with_the_words_is_told_beside_what_is_wrong_with_the_form(tmp_path: Path) -> None:
    (tmp_path / "w.toml").write_text(
        'title = "t"\nterms = ["ن", 7, "تطرف"]\n[[entity]]\nkind = "person"\n'
        '[[query]]\nname = "q"\nquery = "تطرف AND w/5"\n[[query]]\nname = "calls"\nquery = "entity:داعش"\n'
        '[[query]]\nname = "denies"\nquery = "NOT رياضة"\n',
        encoding="utf-8",
    )

    with pytest.raises(ConfigError) as caught:
        load_watchlists(tmp_path)

    told = [(problem.line, problem.message) for problem in caught.value.problems]
    assert [line for line, _ in told] == [2, 2, 3, 7, 13]
    assert "single letter" in told[0][1] and "is missing" in told[2][1] and "did you mean NEAR/5?" in told[3][1]
    assert "only says what must not stand there" in told[4][1]


def test_a_watchlist_may_use_another_file_and_its_entities(tmp_path: Path) -> None:
    folder = desk(tmp_path)
    text = "title = 't'\n[[query]]\nname = 'q'\nquery = '@extremism AND entity:داعش'\n"
    (folder / "watchlists" / "users.toml").write_text(text, encoding="utf-8")

    loaded = load_watchlists(folder)

    assert [watchlist.id for watchlist in loaded] == ["extremism", "users"]
    assert load_watchlist(folder / "watchlists" / "users.toml", loaded) == loaded[1]


def test_a_broken_watchlist_is_told_and_left_out_and_the_others_go_on(tmp_path: Path) -> None:
    folder = desk(tmp_path)
    (folder / "watchlists" / "broken.toml").write_text(queries("'(تطرف'"), encoding="utf-8")
    told: list[Problem] = []

    loaded = load_watchlists(folder, told.append)

    assert [watchlist.id for watchlist in loaded] == ["extremism"]
    assert [str(problem).split(":")[:3] for problem in told] == [["watchlists/broken.toml", "7", "10"]]
    with pytest.raises(ConfigError):
        load_watchlists(folder)


def test_sources_are_needed_to_doubt_an_outlet(tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "a.toml").write_text(queries("'تطرف AND outlet:nobody'"), encoding="utf-8")

    assert "wire" in SOURCES and load_watchlists(tmp_path / "lists")


def test_an_earlier_watchlist_stands_in_for_one_that_was_broken(tmp_path: Path) -> None:
    folder = desk(tmp_path)
    path = folder / "watchlists" / "extremism.toml"
    other = folder / "watchlists" / "other.toml"
    other.write_text("title = 't'\nterms = ['داعش']\n", encoding="utf-8")
    before = load(folder, examples=False)
    path.write_text(path.read_text("utf-8").replace("title", "titel", 1), encoding="utf-8")

    anew = load(folder, examples=False, lenient=True)
    later = load(folder, examples=False, lenient=True, earlier=before)

    assert [one.id for one in anew.watchlists] == ["other"]
    assert later.watchlists == before.watchlists
    assert [problem.file for problem in anew.broken] == [problem.file for problem in later.broken]
    with pytest.raises(ConfigError):
        load(folder, examples=False)


def test_a_file_that_is_the_same_is_not_read_again_unless_it_calls_others(tmp_path: Path) -> None:
    folder = desk(tmp_path)
    lists = folder / "watchlists"
    (lists / "alone.toml").write_text("title = 't'\nterms = ['داعش']\n", encoding="utf-8")
    (lists / "calls.toml").write_text(queries("'@alone AND تطرف'"), encoding="utf-8")
    before = load(folder)
    (lists / "alone.toml").write_text("title = 't'\nterms = ['داعش', 'تطرف']\n", encoding="utf-8")

    after = load(folder, known=before.checked)
    fresh = load(folder)

    assert before.checked.keys() == {"alone", "extremism"}
    assert (after.watchlists, after.checked) == (fresh.watchlists, fresh.checked)
    kept = {one.id for one in after.watchlists for other in before.watchlists if one is other}
    assert kept == {"extremism"}

    (lists / "alone.toml").unlink()
    with pytest.raises(ConfigError, match="calls.toml"):
        load(folder, known=after.checked)


def test_what_was_not_held_to_its_examples_is_read_again(tmp_path: Path) -> None:
    assert load(desk(tmp_path), examples=False).checked == {}


def test_words_that_flood_or_mean_two_things_are_warned_of_and_taken_over(tmp_path: Path) -> None:
    terms = 'title = "t"\nterms = ["رئيس", "مجموعة عمل", "عقد", { term = "عقد", as = "noun" }, "=رئيس"]\n'

    config = load(desk(tmp_path, sources=SOURCES, watchlist=terms))
    with_threshold = load(desk(tmp_path, sources=SOURCES, watchlist=terms.replace("terms", "threshold = 2\nterms")))

    told = [str(warning) for warning in config.warnings]
    assert len(told) == 2 and len(config.watchlists[0].terms) == 5
    assert "extremism.toml:2:10: «رئيس» stands in a large part of all articles" in told[0]
    assert 'extremism.toml:2:32: «عقد» is a noun and a verb: both are found; as = "noun"' in told[1]
    assert not with_threshold.warnings


def test_what_a_term_finds_otherwise_than_meant_is_told(tmp_path: Path) -> None:
    terms = 'title = "t"\nterms = ["عبر", "إمام", "صوت", "صوّت", "لقب", "مسلحين"]\n'

    told = [
        str(warning).split(": ", 1)[1] for warning in load(desk(tmp_path, sources=SOURCES, watchlist=terms)).warnings
    ]

    assert [one.split("»")[0] for one in told] == ["«عبر", "«صوت"]


def test_an_entity_whose_name_is_a_common_word_is_warned_of_unless_it_needs_others(tmp_path: Path) -> None:
    entity = 'title = "t"\n[[entity]]\nname = "حركة فتح"\nkind = "organisation"\naliases = ["فتح"]\n'

    config = load(desk(tmp_path, sources=SOURCES, watchlist=entity))
    with_needs = load(desk(tmp_path, sources=SOURCES, watchlist=entity + 'needs = ["الفلسطينية"]\n'))

    [told] = map(str, config.warnings)
    assert "extremism.toml:5:12: «فتح» is a common word too and will flood" in told
    assert not with_needs.warnings


def test_a_reused_watchlist_whose_own_file_is_wrong_is_told_as_that(tmp_path: Path) -> None:
    folder = desk(
        tmp_path, sources=SOURCES, watchlist='title = "t"\n[[query]]\nname = "q"\nquery = "@broken AND عنف"\n'
    )
    (folder / "watchlists" / "broken.toml").write_text("title = \n", encoding="utf-8")

    told = problems(folder)

    assert any("the watchlist «broken» cannot be used: something is wrong with its own file" in one for one in told)
    (folder / "watchlists" / "broken.toml").unlink()
    assert any(
        "no watchlist is called «broken»: it is the file's name without .toml" in one for one in problems(folder)
    )


def test_a_dash_before_a_name_or_a_term_is_told_of(tmp_path: Path) -> None:
    entity = '[[entity]]\nname = "الحدث"\nkind = "organisation"\naliases = ["—العربية الحدث"]\n'

    config = load(desk(tmp_path, sources=SOURCES, watchlist=f'title = "t"\nterms = ["- رياضة"]\n{entity}'))

    told = [one.message for one in config.warnings if "its dash is not looked for: take it out" in one.message]
    assert [one.split("»")[0] for one in told] == ["«- رياضة", "«—العربية الحدث"]


@pytest.mark.parametrize("before", ["", "threshold = 2\n"])
def test_names_that_no_article_writes_are_warned_of(tmp_path: Path, before: str) -> None:
    person = '[[entity]]\nname = "قرقاش، أنور"\nkind = "person"\n'
    person += 'aliases = ["Gargash, Anwar", "محمد بن زايد، الرئيس", "د. أنور قرقاش"]\nneeds = ["دبي/الشارقة"]\n'
    group = '[[entity]]\nname = "داعش (تنظيم)"\nkind = "group"\naliases = ["Daesh / ISIL", "الجيش/الحر"]\n'

    config = load(desk(tmp_path, sources=SOURCES, watchlist=f'title = "t"\n{before}{person}{group}'))

    assert [one.message for one in config.warnings] == [
        "«قرقاش، أنور» is found nowhere, since «،» parts its words: write «أنور قرقاش»",
        "«Gargash, Anwar» is found nowhere, since «,» parts its words: write «Anwar Gargash»",
        "«محمد بن زايد، الرئيس» is found nowhere, since «،» parts its words: make an alias of what stands behind it",
        "«دبي/الشارقة» is found nowhere, since «/» parts its words: write two terms",
        "«داعش (تنظيم)» is found only where «تنظيم» stands there as well: take it out, or make an alias of it",
        "«Daesh / ISIL» is found nowhere, since «/» parts its words: make an alias of what stands behind it",
        "«الجيش/الحر» is found nowhere, since «/» parts its words: make an alias of what stands behind it",
    ]


def test_a_name_that_is_found_by_chance_is_warned_of_and_no_other(tmp_path: Path) -> None:
    names = ("بتكوين", "دو", "وجدة", "فيسبوك", "بوتين", "واتساب", "كوريا")
    entities = "".join(f'[[entity]]\nname = "{name}"\nkind = "organisation"\n' for name in names)

    told = [one.message for one in load(desk(tmp_path, sources=SOURCES, watchlist=f'title = "t"\n{entities}')).warnings]

    assert [message.split("»")[0] for message in told] == ["«بتكوين", "«دو", "«وجدة"]
    assert all("name it in full, or add `needs`" in message for message in told)


def test_a_name_that_many_bear_is_warned_of_but_not_whom_it_tells(tmp_path: Path) -> None:
    names = ("هدى", "أبوعلي", "أم سلمة", "نور الدين", "Abdul Rahman", "نيمار", "صدام", "أبي أحمد", "أبو عبيدة")
    persons = "".join(f'[[entity]]\nname = "{name}"\nkind = "person"\n' for name in names)

    config = load(desk(tmp_path, sources=SOURCES, watchlist=f'title = "t"\n{persons}'))

    told = [str(warning) for warning in config.warnings]
    assert [name for name in names if any(f"«{name}» is many people's name" in one for one in told)] == list(names[:5])
    assert len(told) == 5


@pytest.mark.parametrize(
    ("query", "place", "sentence"),
    [
        ("'تطرف وعنف'", "8:15", "«وعنف» is found only with what is attached to it: «عنف» is found with every particle"),
        ("""'"تطرف AND عنف"'""", "8:10", "«AND» within quotes is looked for as a word"),
        ("""'NEAR/8("تحالف دولي", entity:داعش) AND NOT رياضة'""", "8:31", "«داعش» is a hit by itself here"),
        (
            "'طائرة بدون طيار'",
            "8:16",
            "«بدون» is NOT here, so articles with «طيار» are left out: write «طائرة بدون طيار»",
        ),
        ("""'"—الحدث"'""", "8:10", "«—الحدث» is found where «الحدث» stands, its dash is not looked for"),
        ("'انفجار قرب 10 منازل'", "8:17", "«10» is looked for as a word here: write قرب/10 for a distance, or put the"),
        ("'تطرف أو (معارك قرب 150 قرية)'", "8:25", "«150» is looked for as a word here: write قرب/150 for a distance"),
        ("'تحالف تتابع ٢٠ داعش'", "8:16", "«٢٠» is looked for as a word here: write تتابع/20 for a distance"),
        ("'فعل:إرهاب داعش'", "8:10", "«إرهاب» is a noun, no verb: take «فعل:» out"),
        ("'مسيرة OR طائرة بدون طيار'", "8:25", "«بدون» is NOT here, so articles with «طيار» are left out: write"),
        ("'(مسيرة أو طائرة بدون طيار) و يمن'", "8:26", "«بدون» is NOT here"),
        ("'اعتقال بدون محاكمة'", "8:17", "«بدون» is NOT here, so articles with «محاكمة» are left out"),
        (
            "'(مسيرة أو طائرة) بدون طيار'",
            "8:27",
            "«بدون» is NOT here, so articles with «طيار» are left out: write «بدون طيار» with its quotes",
        ),
        (
            "'حكومة وقف بدون شروط'",
            "8:20",
            "«بدون» is NOT here, so articles with «شروط» are left out: write «وقف بدون شروط» with its quotes",
        ),
        ("'مجموعة عمل'", "8:10", "«مجموعة عمل» is looked for as 2 words anywhere in an article: write «مجموعة عمل»"),
        ("'مقاتل AND (تحالف دولي)'", "8:21", "«تحالف دولي» is looked for as 2 words anywhere in an article"),
        ("'محكمة جنائية دولية OR عنف'", "8:10", "«محكمة جنائية دولية» is looked for as 3 words anywhere"),
        (
            """'(داعش أو النصرة) بدون "كرة القدم" أو رياضة'""",
            "8:27",
            '«رياضة» alone is enough here, since NOT ends before «أو»: write «بدون ("كرة القدم" أو رياضة)»',
        ),
        ("'تطرف AND text:هجوم'", "8:24", "«هجوم» is a hit by itself here, so this query adds no article"),
        ("'تطرف/عنف'", "8:10", "«تطرف/عنف» is found nowhere, since «/» parts its words: join them with AND, OR, or"),
        ("""'قتل AND "تطرف، عنف"'""", "8:18", "«تطرف، عنف» is found nowhere, since «،» parts its words"),
        ("'قتل OR =F/16'", "8:17", "«F/16» is found nowhere"),
        ("'<b>عنف</b>'", "8:10", "«<b>عنف</b>» holds markup («<b>»), which no article shows: write «عنف»"),
    ],
)
def test_a_query_that_says_something_else_than_it_seems_is_warned_of(
    tmp_path: Path, query: str, place: str, sentence: str
) -> None:
    written = queries(query).replace('"t"\n', '"t"\nterms = ["هجوم"]\n')

    [told] = map(str, load(desk(tmp_path, sources=SOURCES, watchlist=written)).warnings)
    with_threshold = load(desk(tmp_path, sources=SOURCES, watchlist=written.replace("terms", "threshold = 2\nterms")))

    assert f"extremism.toml:{place}: {sentence}" in told
    assert bool(with_threshold.warnings) is ("by itself" not in told)


@pytest.mark.parametrize(
    "query",
    [
        "'«طائرة بدون طيار»'",
        "'تحالف بدون رياضة'",
        "'سفر بدون تأشيرة'",
        "'طائرة AND NOT طيار'",
        "'طائرة وليس طيار'",
        "'تطرف OR entity:داعش'",
        "'تطرف AND NOT entity:داعش'",
        "'محاربة \"الطائفية والتطرف\"'",
        "'=وعنف تطرف'",
        "'انفجار «قرب 10 منازل»'",
        "'احتجاجات تتابع 2024'",
        "'مجموعة AND عمل'",
        "'«مجموعة عمل»'",
        "'انتخابات فرنسا'",
        "'قصف داعش'",
        "'تهريب سلاح حدود مخدرات'",
        "'(تطرف وليس رياضة) أو فن'",
        "'تطرف وليس (رياضة أو فن)'",
        "'تطرف وليس رياضة أو عنف وليس فن'",
    ],
)
def test_of_other_queries_nothing_is_said(tmp_path: Path, query: str) -> None:
    assert not load(desk(tmp_path, sources=SOURCES, watchlist=queries(query))).warnings


def test_parts_of_one_name_are_warned_of(tmp_path: Path) -> None:
    config = load(desk(tmp_path, sources=SOURCES, watchlist=queries("'تطرف'", "'عنف'")))

    assert ["another [[query]] above is called «q»: rename one" in str(one) for one in config.warnings] == [True]


def test_an_example_names_a_source_there_is(tmp_path: Path) -> None:
    example = "[[example]]\ntext = 'تطرف'\nmust = 'hit'\noutlet = 'wite'\n"

    [told] = problems(desk(tmp_path, sources=SOURCES, watchlist=queries("'تطرف'") + example))

    assert 'extremism.toml:11:10: no source is called "wite"' in told


@pytest.mark.parametrize("written", ['"~إرهاب"', '" ~إرهاب"', '"\u200f~إرهاب"', '{ term = "~إرهاب" }'])
def test_a_mark_before_a_term_holds_wherever_it_is_written(tmp_path: Path, written: str) -> None:
    [watchlist] = load_watchlists(desk(tmp_path, watchlist=f'title = "t"\nterms = [{written}]\n'))

    assert watchlist.terms == (Term(text="إرهاب", match=TermMatch.DERIVED),)


def test_a_class_that_the_dictionary_contradicts_is_told_of(tmp_path: Path) -> None:
    stated = ("إرهاب", "verb"), ("أقال", "noun"), ("كشف", "verb"), ("أنكر", "noun"), ("أبطأ", "noun")
    terms = ", ".join(f'{{ term = "{word}", as = "{kind}" }}' for word, kind in stated)
    written = f"title = 't'\nthreshold = 2\nterms = [{terms}]\n[[query]]\nname = 'q'\nquery = 'verb:إرهاب داعش'\n"

    told = [one.message for one in load(desk(tmp_path, sources=SOURCES, watchlist=written)).warnings]

    assert told[:2] == [
        '«إرهاب» is a noun, no verb: take as = "verb" out',
        '«أقال» is a verb, no noun: take as = "noun" out',
    ]
    assert told[2:] == ["«إرهاب» is a noun, no verb: take «verb:» out – ⟦verb:إرهاب⟧ داعش"]


def test_terms_that_find_the_same_are_told_of_and_whether_each_counts(tmp_path: Path) -> None:
    same = '"تطرف", "تطرف", "الهجوم الإرهابي", "هجوم إرهابي", "ISIS", "isis", { term = "تطرف", weight = 2 }'
    others = '"أمن", "آمن", "=أمن", "التقى", "تقى", { term = "كشف", as = "verb" }, { term = "كشف", as = "noun" }'
    written = f'title = "t"\nterms = [{same},\n"إعلام", "اعلام", {others}]\n'

    plain = load(desk(tmp_path, sources=SOURCES, watchlist=written)).warnings
    weighed = load(desk(tmp_path, sources=SOURCES, watchlist=written.replace("terms", "threshold = 2\nterms"))).warnings

    told = [one.message for one in plain if "take one of them out" in one.message]
    assert told == [
        "«تطرف» stands above already: take one of them out",
        "«هجوم إرهابي» finds just what «الهجوم الإرهابي» above does: take one of them out",
        "«isis» finds just what «ISIS» above does: take one of them out",
        "«تطرف» stands above already: take one of them out",
        "«اعلام» finds almost what «إعلام» above does: take one of them out",
    ]
    counts = (
        "and counts once",
        "and each counts (1 and 1)",
        "and each counts (1 and 1)",
        "and each counts (1 and 2)",
        "and each",
    )
    assert all(how in one.message for how, one in zip(counts, weighed, strict=True))
