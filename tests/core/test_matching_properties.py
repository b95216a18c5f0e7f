"""What matching keeps for any text and any watchlist: places, spelling, the answer of a slow and simple way."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from monitor.core.arabic.codes import BLANK, MARK, encode, pieces
from monitor.core.arabic.fold import clean, fold_foreign, fold_word
from monitor.core.arabic.keywords import Place, keyword_keys, keyword_stems
from monitor.core.arabic.particles import definite_names, known_parts, noun_splits, spellings, verb_splits
from monitor.core.arabic.tokens import Token, is_arabic, is_break, tokens
from monitor.core.model.article import Mention
from monitor.core.model.watchlist import Entity, EntityKind, Query, Term, TermMatch, Watchlist, WordClass
from monitor.core.watch.around import Around
from monitor.core.watch.compile import compile_watchlists
from monitor.core.watch.context import stands
from monitor.core.watch.page import Page
from monitor.core.watch.prefilter import Prefilter
from monitor.core.watch.vocabulary import Vocabulary
from monitor.core.watch.watching import QueryMatcher
from monitor.core.watch.word import Word
from monitor.core.watch.written import stated_class
from tests.support.pace import seconds_of

LETTERS = "ابتجدرسعفقكلمنهويةىأإآءؤئ"
MARKS = "\u064b\u064e\u0650\u0651\u0652\u0670\u0640\u200c\u200f\u2067\u2069\u0654\ufeff"
WORDS = [
    "سلاح",
    "أسلحة",
    "والأسلحة",
    "بسلاحهم",
    "للسلاح",
    "تطرف",
    "والتطرف",
    "داعش",
    "علي",
    "على",
    "قال",
    "قالت",
    "سيقول",
    "وزير",
    "الوزراء",
    "ووزيرها",
    "في",
    "من",
    "الذي",
    "قد",
    "لم",
    "دعم",
    "عملية",
    "العملية",
    "خارجية",
    "الخارجية",
    "قوي",
    "القوى",
    "رأي",
    "رأى",
    "فريق",
    "كتاب",
    "وكتبهم",
    "مسؤول",
    "مسئول",
    "مسؤولي",
    "المدرسه",
    "مدرسة",
    "شيء",
    "سيئ",
    "ISIS",
    "Daësh",
    "isis",
    "2017",
    "٢٠١٧",
    "كوفيد19",
    "بيد",
    "أن",
    "محمد",
    "بن",
    "زايد",
    "قرقاش",
    "أنور",
    "ﺗﻄﺮﻑ",
    "ﷲ",
    "ک",
    "ی",
    "پاریس",
]
NOISE = ["،", ".", "«", "»", "\n", "\t", "😀", "🇮🇶", "-", "/", "؟", "\u00a0", "\u2028", "\x00", "ـ", "_", "é", "²"]

word = st.one_of(
    st.sampled_from(WORDS),
    st.text(LETTERS, min_size=1, max_size=7),
    st.text(LETTERS + MARKS, min_size=1, max_size=8),
    st.text("abcXYZ0123456789é", min_size=1, max_size=5),
)
text = st.lists(st.one_of(word, st.sampled_from(NOISE)), max_size=25).flatmap(
    lambda parts: st.lists(st.sampled_from([" ", " ", " ", "  ", ""]), min_size=len(parts), max_size=len(parts)).map(
        lambda gaps: "".join(part + gap for part, gap in zip(parts, gaps, strict=True))
    )
)
term = st.one_of(st.sampled_from(WORDS), st.text(LETTERS, min_size=2, max_size=6))
stated = st.sampled_from([None, *WordClass])
phrase = st.lists(term, min_size=1, max_size=4).map(" ".join)
SHAPES = [
    "{}",
    "{} AND {}",
    "{} AND NOT {}",
    "{2} OR ({0} AND NOT {1})",
    "NEAR/3({} OR {}, {})",
    'title:{} AND "{} {}"',
]
SHAPES += ["title:({} OR NOT {}) AND {}", "NOT (NOT {} OR {})"]


def mentions(matcher: QueryMatcher, content: str) -> list[Mention]:
    return [mention for hit in matcher.match({"text": content}) for mention in hit.mentions]


def watchlist(written: str, match: TermMatch = TermMatch.INFLECTED) -> Watchlist:
    return Watchlist(id=written, title=written, terms=(Term(text=written, match=match),))


TOLD_BY_NEIGHBOURS = [
    "عقدة",
    "شعبة",
    "سرير",
    "أعزل",
    "قاصر",
    "محافظ",
    "مساعد",
    "مراسل",
    "مراقب",
    "توقع",
    "مهم",
    "بدل",
    "عين",
]
FORMS = [
    "عقد",
    "شعب",
    "أسرة",
    "العزل",
    "القصر",
    "محافظة",
    "مساعدة",
    "المراسلة",
    "مراقبات",
    "توقع",
    "مهما",
    "بدلا",
    "عينيه",
]
BARE = str.maketrans("أإآ", "ااا")
ODD = ["ال", "لل", "و", "وال", "ة", "ات", "تين", "ين", "م", "ب", "9" * 5_000, "٣", "", ".", "،", "ـ", "د.", "مة", "الة"]


@pytest.mark.parametrize("beside", ODD)
def test_no_neighbour_is_too_strange(beside: str) -> None:
    matcher = compile_watchlists([watchlist(one) for one in TOLD_BY_NEIGHBOURS])
    people = Entity(name="وليد جنبلاط", kind=EntityKind.PERSON)
    persons = compile_watchlists([Watchlist(id="p", title="p", entities=(people,))])

    for form in FORMS:
        for content in (
            f"{beside} {form} {beside}",
            f"من {form} {beside}",
            f"{beside} {form} {form}",
            f"{beside}{form}",
        ):
            for mention in mentions(matcher, content):
                assert content[mention.start : mention.end] == mention.surface
    for content in (f"{beside} وليد جنبلاط {beside}", f"وليد {beside} جنبلاط", f"وليد جنبلاط {beside} جنبلاط"):
        for mention in mentions(persons, content):
            assert content[mention.start : mention.end] == mention.surface


PEOPLE = [
    "علي عبد الله صالح",
    "علي حسن خليل",
    "علي خامنئي",
    "أحمد علي صالح",
    "عبد الفتاح السيسي",
    "أبو محمد الجولاني",
    "محمد بن سلمان",
    "حسن نصر الله",
    "نور الدين الطبوبي",
    "تركي آل الشيخ",
    "دونالد جون ترامب",
    "سيرين بن عيسى",
]
EDGES = [
    *ODD,
    "\n",
    "\n- ",
    ": «",
    "(",
    "،\u200f",
    "أبو",
    "بن",
    "عبد",
    "الدين",
    "السيد",
    "علي",
    "على",
    "قال",
    "من",
    "\u0651",
]


def ways_to_write(name: str) -> set[str]:
    """A name with the letters that writers mistake, without one of its words, with a word between, joined."""
    words = name.split()
    short = {" ".join(words[:at] + words[at + 1 :]) for at in range(len(words))}
    ways = short | {name, name.replace(" ", " بن ", 1), name.replace("عبد ", "عبد").replace(" الله", "الله")}
    return ways | {way.replace("ي", "ى") for way in ways} | {way.translate(BARE) for way in ways}


@pytest.mark.parametrize("edge", EDGES)
def test_no_place_of_a_name_is_too_strange(edge: str) -> None:
    people = tuple(Entity(name=name, kind=EntityKind.PERSON) for name in PEOPLE)
    matcher = compile_watchlists([Watchlist(id="p", title="p", entities=people)])

    for way in sorted(set().union(*map(ways_to_write, PEOPLE))):
        for content in (f"{way}{edge}{way}", f"{edge}{way} {edge}", f"{edge} {way} {edge} {way.split()[-1]}"):
            for mention in mentions(matcher, content):
                assert content[mention.start : mention.end] == mention.surface


@given(st.text(), st.lists(phrase, min_size=1, max_size=4))
@example("\ud800 داعش \udfff", ["داعش"])
@example("", ["داعش"])
def test_no_text_is_too_strange(content: str, terms: list[str]) -> None:
    matcher = compile_watchlists([watchlist(one) for one in dict.fromkeys(terms)])

    for mention in mentions(matcher, content):
        assert content[mention.start : mention.end] == mention.surface


@given(text, st.lists(phrase, min_size=1, max_size=5))
def test_a_mention_is_where_it_says(content: str, terms: list[str]) -> None:
    matcher = compile_watchlists([watchlist(one) for one in dict.fromkeys(terms)])

    for mention in mentions(matcher, content):
        assert content[mention.start : mention.end] == mention.surface
        assert mention.surface == mention.surface.strip()


@given(text, term)
def test_a_mention_folds_back_to_a_stem_of_its_term(content: str, written: str) -> None:
    matcher = compile_watchlists([watchlist(written)])

    for mention in mentions(matcher, content):
        if is_arabic(mention.surface):
            folded = fold_word(mention.surface)
            keys = {*keyword_stems(written, Place.ALONE), fold_word(written)}
            assert any(key in folded or key in re.sub("ه$", "ة", folded) for key in keys)
        else:
            assert fold_foreign(mention.surface) == fold_foreign(written)


@given(st.lists(st.sampled_from(["قبل", "ثم", "😀", "🇮🇶", "\u2067", "،", "word"]), max_size=6), st.data())
def test_marks_and_emoji_do_not_move_a_mention(before: list[str], data: st.DataObject) -> None:
    dressed = "".join(
        letter + data.draw(st.text("\u064e\u0651\u0650\u0640\u200c", max_size=2), label="marks") for letter in "داعش"
    )
    dressed = dressed.rstrip("\u200c")
    content = " ".join([*before, "و" + dressed, "\u2069", "بعد"])

    found = mentions(compile_watchlists([watchlist("داعش")]), content)

    start = content.index("و" + dressed)
    assert [(one.start, one.end) for one in found] == [(start, start + 1 + len(dressed))]


@given(text)
def test_folding_keeps_every_place(content: str) -> None:
    code = encode(content)

    assert len(code) == len(content)
    for token in tokens(content):
        if not is_break(token.surface):
            assert b" " not in code[token.start : token.end]


@given(text)
@example("في 1436هـ، و2014 وبـCOVID19ـ ـ م2 a\u200cb aـb")
def test_the_pieces_of_a_run_are_its_tokens(content: str) -> None:
    code = encode(content)
    for run in re.finditer(rb"[^ ]+", code):
        own = [one for one in tokens(content[run.start() : run.end()]) if not is_break(one.surface)]
        told = pieces(run.group())

        if told is not None:
            marks = bytes((MARK, BLANK))
            assert [one.translate(None, marks) for one in told] == [
                encode(t.surface).translate(None, marks) for t in own
            ]


@given(text)
def test_a_page_walks_over_the_same_tokens(content: str) -> None:
    page, every = Page(content), tokens(content)

    forward = [Token("", 0, 0)]
    while (following := page.after(forward[-1])) is not None:
        forward.append(following)
    backward = [Token("", len(content), len(content))]
    while (earlier := page.before(backward[-1])) is not None:
        backward.append(earlier)

    assert forward[1:] == every
    assert backward[:0:-1] == every


@given(st.text(LETTERS, min_size=1, max_size=9))
def test_the_first_look_misses_no_split(letters: str) -> None:
    folded = fold_word(letters)
    stems = {split.stem for split in (*noun_splits(folded), *verb_splits(folded), *definite_names(folded))}

    assert stems <= {part for spelling in spellings(folded) for part in known_parts(spelling)} | stems & {""}


@given(term, st.sampled_from(Place), st.booleans(), st.booleans(), stated)
def test_the_keys_of_a_word_are_those_of_its_stems(
    written: str, place: Place, long: bool, derived: bool, word_class: WordClass | None
) -> None:
    word = clean(written)
    stems = keyword_stems(word, place, long=long, derived=derived, stated=word_class) if word else {}
    keys = keyword_keys(word, place, long=long, derived=derived, stated=word_class) if word else ()

    assert set(keys) == set(stems)


@given(text)
def test_the_neighbours_of_a_word_are_those_a_slow_walk_finds(content: str) -> None:
    page, every = Page(content), tokens(content)

    for number, token in enumerate(every):
        after = every[number + 1].surface if number + 1 < len(every) else "."
        before = every[number - 1].surface if number else "."
        assert page.folded_after(token) == ("" if is_break(after) else fold_word(after))
        assert page.folded_before(token) == ("" if is_break(before) else fold_word(before))


@given(text, st.lists(phrase, min_size=1, max_size=6))
def test_exact_phrases_are_found_as_by_hand(content: str, phrases: list[str]) -> None:
    chosen = list(dict.fromkeys(phrases))
    matcher = compile_watchlists([watchlist(one, TermMatch.EXACT) for one in chosen])

    found = {(hit.watchlist, mention.start) for hit in matcher.match({"text": content}) for mention in hit.mentions}

    assert found == {(one, start) for one in chosen for start in by_hand(content, one)}


def by_hand(content: str, phrase: str) -> list[int]:
    """Where a phrase stands word by word; of two that overlap, the first; a full stop after an abbreviation is none."""
    wanted = [same(token.surface) for token in tokens(phrase) if not is_break(token.surface)]
    every, starts, free = tokens(content), [], 0
    for at, token in enumerate(every):
        place, met = at, []
        while len(met) < len(wanted) and place < len(every) and same(every[place].surface) == wanted[len(met)]:
            met.append(every[place])
            short = len(every[place].surface) <= 2 and len(met) < len(wanted)
            place += 1
            if short and place < len(every) and every[place].surface == ".":
                place += 1
        if len(met) == len(wanted) and token.start >= free:
            starts.append(token.start)
            free = met[-1].end
    return starts


def same(surface: str) -> str:
    return fold_word(surface) if is_arabic(surface) else fold_foreign(surface)


@settings(max_examples=200)
@given(text, st.lists(st.tuples(term, stated), min_size=1, max_size=8))
def test_inflected_words_are_found_as_by_reading_every_token(
    content: str, terms: list[tuple[str, WordClass | None]]
) -> None:
    chosen = [one for one in dict.fromkeys(terms) if is_arabic(one[0]) and len(tokens(one[0])) == 1]
    lists = [
        Watchlist(id=str(number), title="w", terms=(Term(text=written, word_class=word_class),))
        for number, (written, word_class) in enumerate(chosen)
    ]

    hits = compile_watchlists(lists).match({"text": content})
    found = {(chosen[int(hit.watchlist)], mention.start) for hit in hits for mention in hit.mentions}

    assert found == {(one, start) for one in chosen for start in by_reading(content, *one)}


def by_reading(content: str, written: str, word_class: WordClass | None) -> list[int]:
    """Every token analysed, none left out because of a first look."""
    vocabulary, page = Vocabulary(), Page(content)
    own = stated_class(Term(text=written, word_class=word_class))
    vocabulary.add(Word(clean(written), Place.ALONE, TermMatch.INFLECTED, False, own))
    return [
        token.start
        for token in tokens(content)
        if not is_break(token.surface)
        and any(stands(Around(page, token), reading) for reading in vocabulary.readings(token.surface))
    ]


@given(text, st.lists(phrase, min_size=2, max_size=6))
def test_terms_do_not_disturb_one_another(content: str, terms: list[str]) -> None:
    lists = [watchlist(one) for one in dict.fromkeys(terms)]
    together = {hit.watchlist: hit for hit in compile_watchlists(lists).match({"text": content})}

    alone = {hit.watchlist: hit for one in lists for hit in compile_watchlists([one]).match({"text": content})}

    assert together == alone


@given(text, text, st.lists(phrase, min_size=1, max_size=6), st.sampled_from([None, 1.0, 2.0]))
def test_which_watchlists_hit_is_told_without_saying_where(
    title: str, content: str, terms: list[str], threshold: float | None
) -> None:
    lists = [watchlist(one) for one in dict.fromkeys(terms)]
    both = Watchlist(id="both", title="both", terms=tuple(Term(text=one) for one in terms[:2]), threshold=threshold)
    matcher = compile_watchlists([*lists, both])
    article = {"title": title, "text": content}

    assert matcher.hit_by(article) == {hit.watchlist for hit in matcher.match(article)}


@given(text, text, st.lists(term, min_size=3, max_size=5), st.lists(st.sampled_from(SHAPES), min_size=1, max_size=4))
@example("", "وزير قال", ["وزير", "قال", "داعش"], ["{} AND NOT {}"])  # what is denied is read where it may stand
@example("وزير", "داعش", ["وزير", "قال", "داعش"], ["{2} OR ({0} AND NOT {1})"])
def test_a_query_is_met_whether_or_not_its_words_are_watched_for_by_themselves(
    title: str, content: str, words: list[str], shapes: list[str]
) -> None:
    asked = tuple(Query(name=str(number), text=shape.format(*words)) for number, shape in enumerate(shapes))
    query = Watchlist(id="query", title="q", queries=asked, terms=(Term(text="كلمة"),))
    every = Watchlist(id="every", title="e", terms=tuple(Term(text=one) for one in words))
    article = {"title": title, "text": content}

    alone = compile_watchlists([query]).match(article)

    assert alone == tuple(hit for hit in compile_watchlists([query, every]).match(article) if hit.watchlist == "query")


@given(text)
def test_a_person_is_found_with_and_without_title_wherever_the_name_stands(content: str) -> None:
    person = Entity(name="أنور قرقاش", kind=EntityKind.PERSON)
    matcher = compile_watchlists([Watchlist(id="w", title="w", entities=(person,))])
    whole = content + "\nقال الدكتور أنور بن محمد قرقاش"

    found = mentions(matcher, whole)

    assert found[-1].surface == "أنور بن محمد قرقاش"
    assert found[-1].end == len(whole)


@settings(max_examples=200)
@given(st.lists(text, min_size=1, max_size=3), st.lists(phrase, min_size=1, max_size=12, unique=True))
@example(["لقاء ، مع الوزير"], ["مع وزير", "لقاء مع", "وزير"])
@example(["شيء قال", "قال شيء"], ["قال شيء"])
def test_many_terms_are_found_as_few_are(texts: list[str], terms: list[str]) -> None:
    watchlists = [watchlist(one) for one in terms]
    few = compile_watchlists(watchlists)
    some, many = first_looked_at_as("_SOME", watchlists), first_looked_at_as("_MANY", watchlists)

    for content in (*texts, *texts):  # once with words never met before, once with what is remembered
        found = mentions(few, content)
        assert mentions(some, content) == found
        assert mentions(many, content) == found


def first_looked_at_as(size: str, watchlists: list[Watchlist]) -> QueryMatcher:
    """Few watchlists, handled as if they were so many."""
    with pytest.MonkeyPatch.context() as words:
        words.setattr("monitor.core.watch.anchors._SOME", 0)
        words.setattr(f"monitor.core.watch.anchors.{size}", 0)
        return compile_watchlists(watchlists)


@settings(max_examples=200)
@given(text, st.lists(st.text(LETTERS, min_size=1, max_size=6) | word, min_size=1, max_size=8), st.booleans())
@example("1436هـ و2017م و كوفيد19", ["هـ", "و", "م"], False)
@example("وَ ها آلَ المدرسه للجنه شيىء", ["و", "آل", "مدرسة", "الجنة", "شيء", "ها"], True)
@example("ل و ل", ["ل", "و"], True)
@example("0ـ0 ", ["ء"], False)
def test_every_run_of_letters_that_may_be_a_word_is_looked_at(content: str, written: list[str], soon: bool) -> None:
    vocabulary, page = Vocabulary(soon=soon), Page(content)
    places = [Place.ALONE, Place.NAME]
    words = [token.surface for one in written for token in tokens(one) if not is_break(token.surface)]
    asked = {
        vocabulary.add(Word(clean(one), places[number % 2], TermMatch.INFLECTED, False))
        for number, one in enumerate(words)
    }

    looked_at = Prefilter(vocabulary.forms(asked)).places(page)

    assert looked_at == sorted(set(looked_at))
    for start, end in page.spans(page.parts(), range(len(page.parts()))):
        run = page.code[start:end]
        possible = vocabulary.possible(run)
        inside = vocabulary.may_hold(run) if possible is None else possible
        if inside is None or inside & asked:
            assert (start, end) in looked_at, run


def test_a_word_inside_of_which_no_form_stands_is_not_looked_at() -> None:
    vocabulary, page = Vocabulary(), Page("والتطرّف خطر، قال الوزير إن متطرفين اعترفوا")
    asked = vocabulary.add(Word("تطرف", Place.ALONE, TermMatch.INFLECTED, False))

    looked_at = [page.text[start:end] for start, end in Prefilter(vocabulary.forms({asked})).places(page)]

    assert looked_at == ["والتطرّف", "متطرفين"]


@pytest.mark.parametrize("word", ["داعش1", "\u0651داعش\u0660"])
def test_a_text_that_is_one_run_of_letters_is_read_in_a_moment(word: str) -> None:
    matcher = compile_watchlists([watchlist("داعش")])

    found: list[object] = []

    taken = seconds_of(lambda: found.extend(mentions(matcher, word * 4_000)))

    assert len(found) == 4_000
    assert taken < 3  # taken apart anew for each of its words it took 34 s


def test_a_phrase_hangs_on_its_rarest_word() -> None:
    vocabulary = Vocabulary()
    inflected = [vocabulary.add(Word(one, Place.LATER, TermMatch.INFLECTED, False)) for one in ("المواطنين", "قرقاش")]
    particle = vocabulary.add(Word("على", Place.LATER, TermMatch.INFLECTED, False))

    common, rare = (vocabulary.levels[number] for number in inflected)
    assert vocabulary.levels[particle] > common > rare == 0
