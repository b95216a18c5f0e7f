"""`monitor forms`: what a term is looked for as, what to beware of, how it stands in the archive."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from monitor.cli.main import cli
from monitor.core.model.watchlist import Query, Term, Watchlist
from monitor.core.watch.compile import compile_watchlists
from monitor.workers.looking import written_in
from storage.database import Database
from tests.support.archive import store


def forms(*arguments: str, folder: Path, database: str | None = None) -> Result:
    address = database or f"sqlite:///{folder / 'none.db'}"
    return CliRunner().invoke(
        cli, ["forms", *arguments, "--config", str(folder)], env={"MONITOR_DATABASE_URL": address}
    )


def test_forms_are_grouped_by_inflection(tmp_path: Path) -> None:
    result = forms("فريق", "--json", folder=tmp_path)

    row = json.loads(result.stdout)
    assert row["words"][0]["forms"]["the word itself"] == ["فريق"]
    assert "أفرقة" in row["words"][0]["forms"]["broken plural"]
    assert row["archive"] is None


@pytest.mark.parametrize(
    ("term", "warning"),
    [
        ("رئيس", "will flood"),
        ("علي", "looks like a particle"),
        ("تحت", "looks like a particle"),
        ("مثل", 'is also a particle and will flood: write a phrase, or as = "verb" for its verb'),
        ("حسب", 'is also a particle and will flood: write a phrase, or as = "verb" for its verb'),
        ("حين", "«حين» is also a particle, found with any `as`, and will flood: write a phrase or a query"),
        ("امام", "«امام» is also a particle"),
        ("وهم", "«وهم» is also «و» with «هم», and finds that with any `as`"),
        ("إمام", None),
        ("فعلي", None),
        ("فلكي", None),
        ("هنأ", None),
        ("كشف", "is a noun and a verb"),
        ("دعم", 'is found as a noun only: a second term with as = "verb" finds its verb'),
        ("صوت", 'is found as a noun only: a second term with as = "verb" finds its verb'),
        ("لقب", 'is found as a noun only: a second term with as = "verb" finds its verb'),
        ("صوّت", None),
        ("حذّر", None),
        ("حرفة", "«حرف» (broken plural) is also a word of its own"),
        ("تطرف", None),
        ("=رئيس", None),
        ("مجموعة عمل", None),
        ("المسلحين", "means several, or two, only: «مسلح» finds one as well"),
        ("النواح", None),
        ("النواحي", "means several, or two, only: «ناحية» finds one as well"),
        ("تطرف أو إرهاب", "only where these words follow one another"),
        ("إيران/العراق", "is found nowhere, since «/» parts its words: write two terms"),
        ("تطرف، إرهاب", "since «،» parts its words"),
        ("NOT تطرف", "looks like a query"),
        ("title:تطرف", "looks like a query"),
        ("verb:كشف", "looks like a query"),
        ("(تطرف", "looks like a query"),
        ("للإرهاب", "is found only with what is attached to it: «الإرهاب» is found with every particle"),
        ("ولاية", None),
        ("عمان", "«عمان» may mean Oman, Amman: a homograph"),
        ("القاعدة", "may mean a base, al-Qaeda"),
        ("تطرف وليس عنف", "for «تطرف» and «عنف» by themselves write two terms"),
        ("طائرة بدون طيار", None),
        ("تطرف أو طائرة بدون طيار", "only where these words follow one another"),
        ("بتكوين", "«بتكوين» is also «ب» with «تكوين», and finds that: write a phrase or a query"),
        ("دو", "«دو» has two letters only, and stands in names of others too"),
        ("دم", None),
        ("—الحدث", "«—الحدث» is found where «الحدث» stands, its dash is not looked for: take it out"),
        ("– الحدث", "its dash is not looked for: take it out"),
        ("\u2212 رياضة", "its dash is not looked for: take it out, or write NOT رياضة into a [[query]]"),
        ("أوبك+", None),
        ("24/7", "is found nowhere, since «/» parts its words: take it out"),
        ("=إيران/العراق", "is found nowhere, since «/» parts its words: write two terms"),
        ("Yahoo! News", "is found nowhere, since «!» parts its words"),
        ("تطرف\nإرهاب", "since a new line parts its words"),
        ("<b>عنف</b>", "«<b>عنف</b>» holds markup («<b>»), which no article shows: write «عنف»"),
        ("S&amp;P", "holds markup («&amp;»)"),
        ("أ.ف.ب", None),
        ("حرب ومفاوضات.", None),
        ("الحرب والسلام", None),
    ],
)
def test_a_term_that_will_flood_or_mislead_is_warned_of(tmp_path: Path, term: str, warning: str | None) -> None:
    said = forms(term, folder=tmp_path).stderr

    assert (warning or "") in said
    assert bool(said) is (warning is not None)


def test_the_forms_of_a_stated_class_are_shown_and_nothing_is_doubtful(tmp_path: Path) -> None:
    verb, noun = (forms("كشف", "--as", stated, "--json", folder=tmp_path).stdout for stated in ("verb", "noun"))

    [forms_of_verb], [forms_of_noun] = ((json.loads(said)["words"][0]["forms"],) for said in (verb, noun))
    assert "يكشف" in forms_of_verb["imperfect"]
    assert "broken plural" not in forms_of_verb
    assert "كشوف" in forms_of_noun["broken plural"]
    assert "imperfect" not in forms_of_noun
    assert "a noun and a verb" not in verb + noun


def test_a_form_that_its_shadda_tells_is_no_homograph(tmp_path: Path) -> None:
    said = forms("لفّ", folder=tmp_path).output

    assert "لفت" in said and "«لفت»" not in said and "«تلف» (imperfect) is also a word" in said


def test_a_verb_floods_only_where_it_is_no_noun_of_every_day(tmp_path: Path) -> None:
    seldom, every_day = (forms(term, "--as", "verb", folder=tmp_path).output for term in ("سبب", "قال"))

    assert "will flood" not in seldom
    assert "will flood" in every_day


@pytest.mark.parametrize(
    ("term", "sentence"),
    [
        ("الكشف", "«الكشف» has the article, no verb has"),
        ("ISIS", "«ISIS» is not Arabic"),
        ("=كشف", "is to be found exactly as written"),
    ],
)
def test_a_class_that_contradicts_the_term_is_refused(tmp_path: Path, term: str, sentence: str) -> None:
    result = forms(term, "--as", "verb", folder=tmp_path)

    assert result.exit_code == 2
    assert sentence in result.stderr


def test_a_verb_with_the_letters_of_an_article_is_a_verb(tmp_path: Path) -> None:
    assert forms("التقى", "--as", "verb", folder=tmp_path).exit_code == 0


def test_the_other_ways_to_write_a_name_are_told(tmp_path: Path) -> None:
    assert "also written: \u2068نصر الله\u2069" in forms("نصرالله", folder=tmp_path).stdout
    assert json.loads(forms("حكومة أبو ظبي", "--json", folder=tmp_path).stdout)["also_written"] == ["حكومة أبوظبي"]
    assert "also written" not in forms("حكومة", folder=tmp_path).stdout


def test_a_noun_with_its_adjective_tells_the_query_that_finds_them_with_words_between(tmp_path: Path) -> None:
    last = forms("مطار دولي", folder=tmp_path).stdout.splitlines()[-1]
    query = json.loads(forms("مطار دولي", "--json", folder=tmp_path).stdout)["with_words_between"]
    matcher = compile_watchlists([Watchlist(id="w", title="w", queries=(Query(name="q", text=query),))])

    assert query == "ONEAR/3(مطار, دولي)" and query in last
    assert matcher.match({"text": "وصل إلى مطار عدن الدولي"}) and matcher.match({"text": "مطار الملك خالد الدولي"})
    assert not matcher.match({"text": "المجتمع الدولي يدين قصف المطار"})
    assert not any("[[query]]" in forms(term, folder=tmp_path).stdout for term in ("مجموعة عمل", "حارس مرمى"))


def test_a_particle_with_its_shadda_is_the_verb(tmp_path: Path) -> None:
    result = forms("غيّر", folder=tmp_path)

    assert result.exit_code == 0 and "غيرت" in result.stdout
    assert "found only with its shadda, or behind «قد», «الذي»" in result.stderr


@pytest.mark.parametrize("term", ["أ ف ب", "كتاب آآ"])
def test_a_letter_by_itself_is_found_as_it_is(tmp_path: Path, term: str) -> None:
    assert "as written" in forms(term, folder=tmp_path).stdout


@pytest.mark.parametrize(
    ("term", "sentence"),
    [
        ("في", "is a particle"),
        ("غير", 'or as = "verb" (verb: in a query) for the verb'),
        ("آآ", "is a single letter"),
        ("\u2212رياضة", "no term excludes: take the sign out"),
        ("=-رياضة", "no term excludes: take the sign out, or write NOT رياضة into a [[query]]"),
    ],
)
def test_what_is_no_term_is_refused(tmp_path: Path, term: str, sentence: str) -> None:
    result = forms(term, folder=tmp_path)

    assert result.exit_code == 2 and sentence in result.stderr


def test_the_archive_says_how_often_and_how_it_is_written(tmp_path: Path, db: Database) -> None:
    store(db, ["عنوان\nمحاربة والتطرّف", "عنوان آخر\nللتطرف وجوه", "ثالث\nلا شيء"])

    result = forms("تطرف", "--json", folder=tmp_path, database=db.engine.url.render_as_string(hide_password=False))

    row = json.loads(result.stdout)
    assert row["archive"] == {"articles": 2, "of": 3, "surfaces": ["للتطرف", "والتطرّف"], "exact": True}
    assert "67%" in row["warnings"][0]


def test_of_a_phrase_the_archive_counts_where_it_stands_and_not_where_its_words_do(
    tmp_path: Path, db: Database
) -> None:
    texts = ["اجتماع مجموعات العمل", "اجتماع آخر ومجموعة أعمال", "عقدت المجموعة اجتماعا"] + ["لا شيء"] * 30
    store(db, [f"عنوان\n{text}" for text in texts])

    said = forms("اجتماع مجموعة", folder=tmp_path, database=db.engine.url.render_as_string(hide_password=False))

    assert "archive: 1 of 33 articles; written \u2068اجتماع مجموعات\u2069" in said.stdout
    assert "will flood" not in said.stderr


def test_of_what_stands_nearly_everywhere_the_newest_articles_tell_how_often(db: Database) -> None:
    store(db, ["عنوان\nلجنة الأمن"] * 3 + ["عنوان\nأمن في لجنة"] * 9)
    asked = Watchlist(id="w", title="w", terms=(Term(text="لجنة الأمن"),))

    some = written_in(db, compile_watchlists([asked]), most=6)
    every = written_in(db, compile_watchlists([asked]))

    assert (some.articles, some.of, some.exact) == (0, 12, False)
    assert (every.articles, every.of, every.exact) == (3, 12, True)


def test_a_particle_in_a_phrase_is_not_inflected(tmp_path: Path) -> None:
    row = json.loads(forms("التأثير في المنطقة", "--json", folder=tmp_path).stdout)

    assert row["words"][1] == {"word": "في", "forms": {"as written": ["في", "فى"]}, "article": False, "pronouns": False}


def test_a_mark_before_a_term_says_how_freely_it_is_matched(tmp_path: Path) -> None:
    derived = forms("~إرهاب", folder=tmp_path).stdout

    assert derived == forms("إرهاب", "--derived", folder=tmp_path).stdout
    assert "إرهابي" in derived
