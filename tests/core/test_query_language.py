"""What a query says, in English and in Arabic, and what an article must hold to satisfy it."""

import pytest

from monitor.core.model.article import Article, Hit
from monitor.core.model.source import Source
from monitor.core.model.watchlist import Entity, EntityKind, Facts, Query, Scope, Severity, Term, Watchlist
from monitor.core.watch.compile import compile_watchlists
from monitor.core.watch.facts import facts_of

DAESH = Entity(name="داعش", kind=EntityKind.GROUP, aliases=("ISIS", "تنظيم الدولة الإسلامية"))
ARTICLE = {
    "title": "اجتماع التحالف في بغداد",
    "text": "عقدت مجموعة العمل المعنية بالاستقرار اجتماعا في إطار التحالف الدولي ضد تنظيم «داعش». وحضر الوزير الجلسة.",
}
FACTS = Facts(
    outlet="albayan", country="AE", language="ar", url="https://a.example/politics/iraq/1.html", tags=("تقارير",)
)


def asking(*queries: str, id: str = "desk", **others: object) -> Watchlist:
    """A watchlist of these queries, which also knows the entity داعش."""
    asked = tuple(Query(name=f"q{number}", text=text) for number, text in enumerate(queries))
    return Watchlist(id=id, title=id, queries=asked, **others)  # type: ignore[arg-type]


def names_of(*, of: Watchlist, also: tuple[Watchlist, ...] = (), facts: Facts = FACTS) -> tuple[Hit, ...]:
    known = Watchlist(id="known", title="known", entities=(DAESH,))
    return compile_watchlists([of], known=(known, *also)).match(ARTICLE, facts)


@pytest.mark.parametrize(
    ("query", "hit"),
    [
        ("استقرار", True),
        ("رياضة", False),
        ("استقرار AND تحالف", True),
        ("استقرار AND رياضة", False),
        ("استقرار تحالف", True),
        ("استقرار رياضة", False),
        ("رياضة OR استقرار", True),
        ("استقرار AND NOT رياضة", True),
        ("استقرار NOT وزير", False),
        ("استقرار AND NOT (رياضة OR وزير)", False),
        ("NOT رياضة AND استقرار", True),
        ("رياضة OR استقرار AND تحالف", True),
        ("(رياضة OR استقرار) AND غناء", False),
        ('"مجموعة عمل"', True),
        ("«مجموعة عمل»", True),
        ("“مجموعة عمل”", True),
        ('"عمل مجموعة"', False),
        ("'مجموعة عمل' AND NOT رياضة", True),
        ("'عمل مجموعة'", False),
        ("‘عمل مجموعة’", False),
        ("‹عمل مجموعة›", False),
        ("″عمل مجموعة″", False),
        ("text:'مجموعة عمل'", True),
        ("استقرار AND NOT 'حياة أو موت'", True),
        ("استق\u2060رار", True),
        ("=\u200fبالاستقرار", True),
        ("('Umar OR workers' OR استقرار) AND تحالف", True),
        ("NEAR/3('Ali, 'Umar) OR استقرار", True),
        ("رياضة أَوْ استقرار", True),
        ("استقرار وَلَيْسَ رياضة", True),
        ("استقرار AND\u202c تحالف", True),
        ("\u2067title\u200e:تحالف\u2069", True),
        ("تحالف AND outlet:albayan\u2069", True),
        ("ONEAR\u200f/3(تحالف, داعش)", True),
        ("=الاستقرار", False),
        ("=بالاستقرار", True),
        ("~استقرار", True),
        ('NEAR/8("تحالف دولي", entity:داعش)', True),
        ('NEAR/1("تحالف دولي", entity:داعش)', False),
        ("NEAR/2(entity:داعش، تحالف)", False),
        ("NEAR/3(entity:داعش، تحالف)", True),
        ("ONEAR/3(تحالف, داعش)", True),
        ("ONEAR/3(داعش, تحالف)", False),
        ("تحالف NEAR/3 داعش", True),
        ("تحالف NEAR/3 (داعش OR رياضة)", True),
        ("NEAR/5((غناء OR إطار), دولي, تنظيم)", True),
        ("NEAR/2(داعش, حضر)", True),  # a full stop is no word
        ("title:تحالف", True),
        ("title:استقرار", False),
        ("title:(تحالف AND بغداد)", True),
        ("title:(تحالف AND NOT بغداد)", False),
        ("text:تحالف AND NOT title:رياضة", True),
        ("NEAR/50(بغداد, استقرار)", False),  # not across fields
        ("تحالف AND outlet:albayan", True),
        ("تحالف AND outlet:wam", False),
        ("تحالف AND NOT outlet:wam", True),
        ("تحالف AND country:(IQ OR ae)", True),
        ("تحالف AND country:(IQ, KW)", False),
        ("تحالف AND lang:ar", True),
        ("تحالف AND section:politics", True),
        ("تحالف AND section:تقارير", True),
        ("تحالف AND section:sport", False),
        ("تحالف AND section:التقارير", True),
        ("استقرار و تحالف", True),
        ("استقرار مع رياضة", False),
        ("رياضة أو استقرار", True),
        ("استقرار وليس وزير", False),
        ("استقرار ليس رياضة", True),
        ("قرب/٣(كيان:داعش، تحالف)", True),
        ("تتابع/٣(داعش، تحالف)", False),
        ("عنوان:تحالف و بلد:AE و مصدر:albayan و لغة:ar و قسم:politics", True),
        ("الدولي  \n\t AND تحالف", True),
        ("verb:عقد", True),
        ("noun:عقد", False),
        ("فعل:عقد و اسم:اجتماع", True),
        ("title:noun:اجتماع", True),
        ("adjective:دولي", True),
        ('verb:"عقد مجموعة"', True),
        ("NEAR/3(verb:عقد, noun:مجموعة)", True),
    ],
)
def test_a_query_is_met_or_not(query: str, hit: bool) -> None:
    assert bool(names_of(of=asking(query))) is hit


def test_the_mentions_of_a_query_are_those_of_its_positive_parts_and_name_it() -> None:
    [hit] = names_of(of=asking('NEAR/8("تحالف دولي", entity:داعش) AND NOT رياضة AND استقرار'))

    assert [mention.surface for mention in hit.mentions] == ["بالاستقرار", "التحالف الدولي", "داعش"]
    assert hit.mentions[0].rule.startswith("query q0: استقرار → بالاستقرار: ب + ال + استقرار")
    assert all(ARTICLE[m.field][m.start : m.end] == m.surface for m in hit.mentions)


def test_a_mention_that_several_queries_ask_for_names_each_of_them() -> None:
    [hit] = names_of(of=asking("استقرار AND تحالف", "رياضة", "استقرار"))

    assert [mention.rule.partition(" → ")[0] for mention in hit.mentions] == [
        "query q0: تحالف",
        "query q0, query q2: استقرار",
        "query q0: تحالف",
    ]


def test_only_what_stands_near_is_a_mention_of_near() -> None:
    text = "التحالف هنا. " + "كلمة " * 30 + "التحالف ضد داعش"
    matcher = compile_watchlists([asking("NEAR/3(تحالف, داعش)", entities=())])

    [hit] = matcher.match({"text": text})

    assert [mention.start for mention in hit.mentions] == [text.rindex("التحالف"), text.index("داعش")]


def test_a_watchlist_is_used_by_another_one_with_its_threshold() -> None:
    easy = asking("استقرار", "تحالف", id="easy")
    hard = asking("استقرار", "رياضة", id="hard", threshold=2.0)

    assert names_of(of=asking("@easy AND وزير"), also=(easy,))
    assert not names_of(of=asking("@hard AND وزير"), also=(hard,))


def test_weights_in_tenths_are_added_as_decimals() -> None:
    words = (Term(text="استقرار", weight=0.1), Term(text="تحالف", weight=0.7))
    lasting = Watchlist(id="lasting", title="lasting", terms=words, threshold=0.8)

    assert compile_watchlists([lasting]).match(ARTICLE)
    assert names_of(of=asking("@lasting AND وزير"), also=(lasting,))


def test_weights_must_reach_the_threshold() -> None:
    words = (Term(text="استقرار", weight=2), Term(text="تحالف"), Term(text="وزير", weight=-2))
    plain = Watchlist(id="plain", title="plain", terms=words[:2], threshold=3)
    damped = Watchlist(id="damped", title="damped", terms=words, threshold=3)

    assert [hit.watchlist for hit in compile_watchlists([plain, damped]).match(ARTICLE)] == ["plain"]


@pytest.mark.parametrize(
    ("scope", "facts", "hit"),
    [
        (Scope(countries=("IQ",)), FACTS, False),
        (Scope(countries=("IQ", "AE"), outlets=("albayan",)), FACTS, True),
        (Scope(outlets=("wam",)), FACTS, False),
        (Scope(languages=("en",)), FACTS, False),
        (Scope(languages=("ar",)), Facts(language="ar-IQ"), True),
        (Scope(sections=("politics", "sport")), FACTS, True),
        (Scope(sections=("sport",)), FACTS, False),
        (Scope(sections=("سياسة",)), Facts(tags=("السِّياسه",)), True),
        (Scope(sections=("أخبار العراق",)), Facts(tags=("سياسة العراق",)), False),
        (Scope(sections=("علوم وتكنولوجيا",)), Facts(tags=("العلوم والتكنولوجيا",)), True),
        (Scope(sections=("العلوم و التكنولوجيا",)), Facts(tags=("علوم وتكنولوجيا",)), True),
        (Scope(sections=("الوالدة والطفل",)), Facts(tags=("والدة وطفل",)), True),
        (Scope(sections=("الوكالة",)), Facts(tags=("كالة",)), False),
        (Scope(countries=("IQ",), outlets=("wam",), sections=("sport",)), Facts(), True),
    ],
)
def test_a_scope_rules_out_what_is_known_to_be_elsewhere(scope: Scope, facts: Facts, hit: bool) -> None:
    assert bool(names_of(of=asking("تحالف", scope=scope), facts=facts)) is hit


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("افتتح نادي القادسية ملعبه", False),
        ("معركة القادسية بين المسلمين والفرس", True),
        ("القادسية", False),
        ("معركة القادسية كما رواها نادي الكتاب", False),
        ("معركة القادسية. " + "كلمة " * 14 + "نادي القرية", True),
    ],
)
def test_an_entity_is_told_from_its_namesakes_by_what_stands_beside_it(text: str, hit: bool) -> None:
    entity = Entity(
        name="القادسية", kind=EntityKind.PLACE, needs=(Term(text="معركة"),), bars=(Term(text="نادي"), Term(text="ملعب"))
    )
    plain = compile_watchlists([Watchlist(id="w", title="w", entities=(entity,))])
    asked = compile_watchlists([asking("entity:القادسية", entities=(), id="q")], known=())
    within = compile_watchlists([Watchlist(id="w", title="w", queries=asking("entity:القادسية").queries)], ())

    assert bool(plain.match({"text": text})) is hit
    assert not asked.match({"text": text}) and not within.match({"text": text})  # no such entity: left out
    named = Watchlist(id="n", title="n", queries=asking("entity:القادسية").queries)
    known = Watchlist(id="k", title="k", entities=(entity,))
    assert bool(compile_watchlists([named], [known]).match({"text": text})) is hit


def test_the_same_term_of_many_watchlists_is_a_hit_of_each() -> None:
    lists = [
        Watchlist(id=f"w{i}", title="w", severity=Severity.HIGH, terms=(Term(text="تحالف", weight=i),)) for i in (1, 2)
    ]

    hits = compile_watchlists(lists).match(ARTICLE)

    assert [(hit.watchlist, len(hit.mentions)) for hit in hits] == [("w1", 2), ("w2", 2)]


def test_articles_stand_in_the_section_of_their_source_too() -> None:
    source = Source(id="a", name="A", url="https://a.example/rss", section=("العالم", "اقتصاد"))
    facts = facts_of(Article(url="https://a.example/1", title="خبر", text=""), "a", source, ("تقارير",))

    assert names_of(of=asking("استقرار AND قسم:اقتصاد"), facts=facts)
    assert names_of(of=asking("استقرار AND قسم:تقارير"), facts=facts)
    assert not names_of(of=asking("استقرار AND قسم:سياسة"), facts=facts)
