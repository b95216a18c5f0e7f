"""What `monitor forms` and the explanation of a mention call the inflected forms of a word."""

import pytest

from monitor.core.model.watchlist import Entity, EntityKind, Term, Watchlist
from monitor.core.watch.compile import compile_watchlists
from monitor.core.watch.forms import cautions, forms_of
from monitor.core.watch.name_cautions import name_cautions


@pytest.mark.parametrize(
    ("term", "form", "called"),
    [
        ("حوثي", "حوثيين", "dual or plural"),
        ("لاجئ", "لاجئين", "dual or plural"),
        ("عامل", "عاملين", "dual or plural"),
        ("روسي", "روسيين", "dual or plural"),
        ("مسلحون", "مسلحين", "dual or plural"),
        ("لاجئ", "لاجئون", "plural"),
        ("جندي", "جنديين", "dual"),
        ("بيت", "بيتين", "dual"),
        ("روسي", "روسيا", "tanween, behind a noun in tanween"),
        ("عراقي", "عراقيا", "tanween"),
        ("بيت", "بيوتا", "broken plural, tanween"),
        ("توقع", "التوقعين", "dual"),
        ("أتم", "يتم", "imperfect with an object"),
        ("أعلن", "يعلن", "imperfect"),
        ("أضرب", "يضربون", "imperfect told by what follows"),
        ("قل", "قلت", "verb where its shadda is written"),
        ("أدان", "دانت", "without its hamza, where told"),
    ],
)
def test_a_form_is_called_what_its_letters_may_be(term: str, form: str, called: str) -> None:
    [word] = forms_of(Term(text=term))

    assert [note for note, forms in word.groups if form in forms] == [called]


@pytest.mark.parametrize("term", ["لاجئ", "مسلح", "حوثي"])
def test_no_sound_plural_has_tanween(term: str) -> None:
    [word] = forms_of(Term(text=term))

    assert not [form for _, forms in word.groups for form in forms if form.endswith(("ونا", "ينا"))]


def test_a_mention_is_explained_as_two_or_several() -> None:
    matcher = compile_watchlists([Watchlist(id="w", title="w", terms=(Term(text="لاجئ"),))])

    [hit] = matcher.match({"text": "عودة اللاجئين"})

    assert [mention.rule for mention in hit.mentions] == ["لاجئ → اللاجئين: ال + لاجئين (dual or plural)"]


def test_an_adjective_that_is_told_from_its_country_is_no_homograph_of_it() -> None:
    assert not [caution for caution in cautions(Term(text="تركي")) if "تركيا" in caution]


@pytest.mark.parametrize(("term", "told"), [("ا ل ع ر ا ق", 1), ("أ ف ب", 0), ("م ت ف", 0)])
def test_a_word_whose_letters_stand_apart_is_told_of(term: str, told: int) -> None:
    assert len(cautions(Term(text=term))) == told


@pytest.mark.parametrize(("term", "adjective"), [("الإنسانية", "إنساني"), ("مالية", "مالي"), ("العامة", "عام")])
def test_what_finds_the_adjective_is_told_where_a_term_is_the_noun(term: str, adjective: str) -> None:
    described = {"text": f"الأزمة ال{adjective}ة"}
    told = [one for one in cautions(Term(text=term)) if "describes another" in one]
    found = [
        bool(compile_watchlists([Watchlist(id="w", title="w", terms=(Term(text=one),))]).match(described))
        for one in (term, adjective)
    ]

    assert len(told) == 1 and f"«{adjective}» finds that" in told[0]
    assert found == [False, True]


@pytest.mark.parametrize("term", ["السعودية", "سعودية"])
def test_what_finds_the_country_that_is_an_adjective_is_told(term: str) -> None:
    entity = Entity(name="السعودية", kind=EntityKind.PLACE)
    matcher = compile_watchlists([Watchlist(id="w", title="w", entities=(entity,))])

    assert any('[[entity]] of kind "place"' in one for one in cautions(Term(text=term)))
    assert all(
        matcher.match({"text": text}) for text in ("المملكة العربية السعودية", "الحكومة السعودية", "وصل إلى السعودية")
    )


@pytest.mark.parametrize(("term", "plural"), [("معلم", "معالم"), ("دوري", "دورية")])
def test_a_form_that_is_another_word_is_told_of(term: str, plural: str) -> None:
    assert any(f"«{plural}»" in one and "homograph" in one for one in cautions(Term(text=term)))


@pytest.mark.parametrize("term", ["ميدان", "مليون", "مسكين", "مندوب"])
def test_a_plural_with_ya_is_said_to_be_no_other_word(term: str) -> None:
    assert not any("rather of another word" in one for one in cautions(Term(text=term)))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        *(("فتح", 1), ("الخبر", 1), ("الحياة", 1), ("النصر", 1), ("الاتحاد", 1), ("الشباب", 1), ("الوحدة", 1)),
        *(("النهضة", 1), ("الإصلاح", 1), ("حماس", 0), ("قطر", 0), ("الرياض", 0), ("محمد بن سلمان", 0)),
        *(
            ("خالد", 1),
            ("حسن", 1),
            ("صالح", 1),
            ("كريم", 1),
            ("زين", 1),
            ("نيسان", 1),
            ("شل", 1),
            ("اتصالات", 1),
            ("القطرية", 1),
        ),
        *(("القوات", 1), ("نخيل", 1), ("القاعدة", 0), ("معادن", 0), ("فيات", 0), ("تشيلسي", 0)),
        *(("بغداد", 0), ("طهران", 0)),
        *(("الوفد", 1), ("الثورة", 1), ("البنك", 1), ("الجيش", 1), ("الشرطة", 1), ("الفريق", 1), ("الحزب", 1)),
        *(("اللواء", 1), ("المدينة", 1)),
    ],
)
def test_a_name_that_is_a_common_word_is_told_of(name: str, told: int) -> None:
    assert len(list(name_cautions(Entity(name=name, kind=EntityKind.ORGANISATION)))) == told


@pytest.mark.parametrize(
    ("name", "told"),
    [
        *(("الباب", 1), ("حجة", 1), ("البيضاء", 1), ("سلمية", 1), ("الزاوية", 1), ("معان", 1), ("الغربية", 1)),
        *(("العيون", 1), ("الجديدة", 1), ("صور", 1), ("كان", 1), ("المدينة", 1), ("مدينة الباب", 0)),
        *(("تونس", 0), ("الرياض", 0), ("الجزائر", 0), ("القاهرة", 0), ("الدوحة", 0), ("المنامة", 0), ("الكويت", 0)),
        *(("السعودية", 0), ("قطر", 0), ("جدة", 0), ("اللاذقية", 0), ("البصرة", 0), ("مأرب", 0), ("الحديدة", 0)),
        *(("باريس", 0), ("سيول", 0), ("الخليج", 0), ("بدر", 0)),
    ],
)
def test_a_place_whose_name_is_a_common_word_is_told_of(name: str, told: int) -> None:
    needy = Entity(name=name, kind=EntityKind.PLACE, needs=(Term(text="سوريا"),))

    found = [what for _, what in name_cautions(Entity(name=name, kind=EntityKind.PLACE))]

    assert len(found) == told and all("«مدينة …», «محافظة …»" in what and "`needs`" in what for what in found)
    assert not list(name_cautions(needy))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        *(
            ("محمد", 1),
            ("علي", 1),
            ("أحمد", 1),
            ("أنور", 1),
            ("Ali", 1),
            ("عبد الله", 1),
            ("أبو محمد", 1),
            ("أبو علي", 1),
        ),
        *(("قرقاش", 0), ("البغدادي", 0), ("نتنياهو", 0), ("Obama", 0), ("أبو الغيط", 0)),
        *(("محمد علي", 0), ("عبد الله صالح", 0), ("أبو بكر البغدادي", 0), ("Salman bin Abdulaziz", 0)),
    ],
)
def test_a_person_named_by_a_first_name_alone_is_told_of(name: str, told: int) -> None:
    of_name = list(name_cautions(Entity(name=name, kind=EntityKind.PERSON)))
    of_alias = list(name_cautions(Entity(name="أنور قرقاش", kind=EntityKind.PERSON, aliases=(name,))))
    with_needs = Entity(name=name, kind=EntityKind.PERSON, needs=(Term(text="وزير"),))

    assert [where for where, _ in of_name] == [("name",)] * told
    assert [where for where, _ in of_alias] == [("aliases", 0)] * told
    assert not list(name_cautions(with_needs))


@pytest.mark.parametrize(
    ("term", "told"),
    [
        *(("مدرس", ["«مدرسة» may be another word"]), ("عملي", ["«عمليات» and «عملية» may be another word"])),
        *(("مراسل", ["«مراسلات» and «مراسلة» may be another word"]), ("مهاجر", []), ("مدير", []), ("طبيب", [])),
    ],
)
def test_feminines_that_are_found_only_where_others_tell_are_told_of(term: str, told: list[str]) -> None:
    found = [one for one in cautions(Term(text=term)) if "may be another word" in one or "is also a word" in one]

    assert [one.split(":")[0] for one in found] == told
    assert all(("woman" in one) == (term != "عملي") for one in found)


@pytest.mark.parametrize(("term", "told"), [("هرّب", 1), ("هرب", 0), ("صوّت", 0), ("نزّل", 1)])
def test_a_shadda_that_texts_leave_out_is_told_of(term: str, told: int) -> None:
    found = [what for what in cautions(Term(text=term)) if "no shadda" in what]

    assert len(found) == told
