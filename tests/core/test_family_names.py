"""Who was named in full is meant by the family name alone, whatever words that is made of, and nobody else is."""

import pytest

from monitor.core.model.watchlist import Entity, EntityKind, Watchlist
from monitor.core.watch.compile import compile_watchlists


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("أنور قرقاش", "أنور قرقاش وصل. وقال قرقاش", ["أنور قرقاش", "قرقاش"]),
        ("محمد بن سلمان", "محمد بن سلمان زار والده الملك سلمان", ["محمد بن سلمان"]),
        ("محمد بن سلمان", "محمد بن سلمان وصل. وأكد ابن سلمان", ["محمد بن سلمان", "ابن سلمان"]),
        ("أسامة بن لادن", "مقتل أسامة بن لادن، ورسالة لبن لادن", ["أسامة بن لادن", "لبن لادن"]),
        ("حسن نصر الله", "حسن نصر الله قال إن شاء الله، والحمد لله", ["حسن نصر الله"]),
        ("حسن نصر الله", "حسن نصر الله وصل. وقال نصرالله", ["حسن نصر الله", "نصرالله"]),
        ("حسن نصرالله", "حسن نصرالله وصل. الاجتماع بنصر الله", ["حسن نصرالله", "بنصر الله"]),
        ("صلاح الدين", "صلاح الدين في يوم الدين", ["صلاح الدين"]),
        ("محمد بن راشد آل مكتوم", "محمد بن راشد آل مكتوم. وآل مكتوم", ["محمد بن راشد آل مكتوم", "وآل مكتوم"]),
        ("الشيخ محمد بن زايد", "الشيخ محمد بن زايد وصل، قال بن زايد", ["الشيخ محمد بن زايد", "بن زايد"]),
        ("سلمان بن عبد العزيز", "سلمان بن عبد العزيز في جامعة الملك عبد العزيز", ["سلمان بن عبد العزيز"]),
        ("محمد ولد الغزواني", "محمد ولد الغزواني. وقال الغزواني", ["محمد ولد الغزواني", "الغزواني"]),
        ("علي بن أبي طالب", "علي بن أبي طالب. قال طالب في الجامعة", ["علي بن أبي طالب"]),
        ("ستيفان دي ميستورا", "ستيفان دي ميستورا. وقال دي ميستورا", ["ستيفان دي ميستورا", "دي ميستورا"]),
        ("Mohammed bin Salman", "Mohammed bin Salman; King Salman; bin Salman", ["Mohammed bin Salman", "bin Salman"]),
    ],
)
def test_a_family_name_is_all_of_its_words(name: str, text: str, found: list[str]) -> None:
    person = Entity(name=name, kind=EntityKind.PERSON)
    matcher = compile_watchlists([Watchlist(id="w", title="w", entities=(person,))])

    [hit] = matcher.match({"text": text})

    assert [mention.surface for mention in hit.mentions] == found
