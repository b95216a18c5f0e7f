"""A change that is live at once, its forms made when a text asks for them: it finds what a whole compilation finds."""

import sys
from concurrent.futures import ThreadPoolExecutor

from hypothesis import example, given, settings
from hypothesis import strategies as st

from monitor.core.arabic.fold import clean
from monitor.core.arabic.keywords import Place, keyword_keys
from monitor.core.arabic.lexicon import BROKEN_PLURALS, DEFECTIVE, IRREGULAR, KNOWN_WORDS, SINGULARS, VERBS
from monitor.core.arabic.onsets import onsets
from monitor.core.model.watchlist import Entity, EntityKind, Query, Term, TermMatch, Watchlist, WordClass
from monitor.core.watch.compile import compile_watchlists
from monitor.core.watch.vocabulary import Vocabulary
from monitor.core.watch.word import Word

LETTERS = "ابتجدرسعفقكلمنهويةىأإآءؤئ"
LISTED = sorted({*BROKEN_PLURALS, *SINGULARS, *IRREGULAR, *DEFECTIVE, *KNOWN_WORDS, *VERBS})
HEADS = ("", "", "", "و", "ال", "وال", "لل", "بال", "ل", "لا", "س")
TAILS = ("", "", "", "ه", "ها", "هم", "نا")
SHAPES = (
    "{0} AND NOT {1}",
    "{0} OR ({2} AND NOT {1})",
    "title:({0} OR NOT {1}) AND {2}",
    "NOT {1} AND NEAR/3({0}, {2})",
)

listed = st.sampled_from(LISTED)
term = listed | listed.map("ال".__add__) | st.text(LETTERS, min_size=2, max_size=7) | st.sampled_from(["ISIS", "2017"])
phrase = st.lists(term, min_size=1, max_size=5).map(" ".join)
match = st.sampled_from([TermMatch.INFLECTED, TermMatch.INFLECTED, TermMatch.EXACT, TermMatch.DERIVED])
stated = st.sampled_from([None, None, *WordClass])


@settings(max_examples=1_000)
@given(term, st.sampled_from(Place), st.booleans())
@example("شىء", Place.ALONE, False)
@example("التزامات", Place.LATER, False)
@example("لمكافحة", Place.LATER, True)
@example("لشركة", Place.LATER, False)
@example("بالإعدام", Place.LATER, True)
@example("قاض", Place.FIRST, False)
@example("مباراة", Place.LATER, False)
@example("وأد", Place.ALONE, False)
@example("سأل", Place.FIRST, False)
@example("شارك", Place.ALONE, False)
@example("ءجيء", Place.ALONE, False)
@example("استأنف", Place.ALONE, False)
@example("بذيئة", Place.LATER, False)
@example("لؤلؤ", Place.ALONE, False)
@example("شرقي", Place.FIRST, False)
@example("للسنوات", Place.LATER, False)
@example("بالوادي", Place.FIRST, True)
@example("طارئ", Place.LATER, True)
def test_every_form_of_a_word_begins_as_is_told(written: str, place: Place, long: bool) -> None:
    word = clean(written)
    told = onsets(word, place, long=long) if word else None

    if told is not None:
        assert all(told.letters)
        assert [form for form in keyword_keys(word, place, long=long) if not form.startswith(told.letters)] == []


def test_most_words_need_no_forms_to_tell_how_they_begin() -> None:
    nouns = [word for word in KNOWN_WORDS if onsets(word, Place.FIRST, long=False) is not None]

    assert len(nouns) > 0.9 * len(KNOWN_WORDS)


@st.composite
def texts(draw: st.DrawFn, words: list[str]) -> list[str]:
    """Texts with forms of these words, with and without what may be attached to them."""
    forms = [form for word in words for form in (word, *keyword_keys(clean(word), Place.LATER))]
    forms += [form for word in words for form in keyword_keys(clean(word), Place.ALONE, derived=True)]
    token = st.builds(
        lambda head, form, tail: head + form + tail,
        st.sampled_from(HEADS),
        st.sampled_from(forms),
        st.sampled_from(TAILS),
    )
    some = st.lists(token | term | phrase, max_size=12).map(" ".join)
    return draw(st.lists(some, min_size=1, max_size=4))


@settings(max_examples=400, deadline=None)
@given(st.data(), st.lists(st.tuples(phrase, match, stated), min_size=1, max_size=8), st.booleans())
def test_what_is_live_at_once_finds_what_is_compiled_whole(
    data: st.DataObject, terms: list[tuple[str, TermMatch, WordClass | None]], weighted: bool
) -> None:
    words = [word for written, _, _ in terms for word in written.split()]
    own = [Term(text=written, match=how, word_class=word_class) for written, how, word_class in terms]
    three = [words[number % len(words)] for number in range(3)]
    asked = [Query(name=shape, text=shape.format(*(f'"{one}"' for one in three))) for shape in SHAPES]
    entity = Entity(name=terms[0][0], kind=EntityKind.PERSON, aliases=(words[-1],), bars=(own[-1],))
    lists = [
        *[Watchlist(id=f"t{number}", title="t", terms=(one,)) for number, one in enumerate(own)],
        Watchlist(id="q", title="q", queries=tuple(asked), threshold=2 if weighted else None),
        Watchlist(id="e", title="e", entities=(entity,)),
    ]
    whole, soon = compile_watchlists(lists), compile_watchlists(lists, soon=True)

    for content in data.draw(texts(words)):
        article = {"title": content[: len(content) // 2], "text": content}
        assert soon.match(article) == whole.match(article)


def test_a_word_is_woken_by_the_first_text_that_may_hold_it_and_by_no_other() -> None:
    vocabulary = Vocabulary(soon=True)
    number = vocabulary.add(Word("قراصنة", Place.ALONE, TermMatch.INFLECTED, False))

    assert not list(vocabulary.readings("القراءة"))
    assert vocabulary.sleepers == 1
    assert [reading.word for reading in vocabulary.readings("والقراصنة")] == [number]
    assert vocabulary.sleepers == 0


def test_only_so_many_words_sleep() -> None:
    vocabulary = Vocabulary(soon=True)
    for number in range(2_500):
        letters = "".join("بتجدرسعفقك"[int(digit)] for digit in str(number))
        vocabulary.add(Word("م" + letters, Place.ALONE, TermMatch.INFLECTED, False))

    assert vocabulary.sleepers == 2_000


def test_threads_that_wake_the_same_words_find_the_same() -> None:
    words = LISTED[::9]
    lists = [Watchlist(id=one, title=one, terms=(Term(text=one),)) for one in words]
    articles = [{"text": " ".join("و" + form for form in keyword_keys(clean(one), Place.ALONE))} for one in words[::5]]
    whole, soon = compile_watchlists(lists), compile_watchlists(lists, soon=True)
    expected = [whole.match(one) for one in articles]

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as threads:
            found = list(threads.map(lambda _: [soon.match(one) for one in articles], range(4)))
    finally:
        sys.setswitchinterval(before)

    assert sum(map(len, expected)) > 100
    assert found == [expected] * 4
