"""`monitor stories`: articles in, stories out, as a stream."""

import json

from click.testing import CliRunner

from monitor.cli.main import cli

TEXT = (
    "افتتح وزير النقل الجسر المعلق الجديد فوق نهر دجلة في الموصل بعد إعادة بنائه بكلفة 12 مليون دولار، "
    "وحضر الافتتاح محافظ نينوى وممثلون عن البنك الدولي، وقال الوزير إن الجسر سيخفف الزحام عن المدينة القديمة."
)


def test_a_stream_of_articles_is_grouped_and_bad_lines_are_named() -> None:
    lines = [
        json.dumps({"id": "a", "source": "x", "published": "2026-11-24 08:00:00", "title": "افتتاح جسر", "text": TEXT}),
        "{nonsense",
        json.dumps({"id": "b", "source": "y", "published": "2026-11-24T12:00:00+03:00", "title": "جسر", "text": TEXT}),
        json.dumps({"id": "c", "published": "yesterday", "title": "جسر", "text": TEXT}),
        json.dumps(
            {
                "id": 4,
                "title": "الطقس",
                "text": "أمطار متفرقة على الساحل الغربي ليل الخميس مع رياح نشطة وانخفاض الحرارة",
            }
        ),
    ]

    result = CliRunner().invoke(cli, ["stories"], input="\n".join(lines) + "\n", standalone_mode=False)

    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {"id": "a", "story": "a", "copy_of": None},
        {"id": "b", "story": "a", "copy_of": "a"},
        {"id": 4, "story": "4", "copy_of": None},
    ]
    assert "line 2: not JSON" in result.stderr
    assert 'line 4: "published" is no moment' in result.stderr
    assert result.return_value == 1


def test_empty_lines_do_not_shift_the_number_of_a_bad_one() -> None:
    lines = json.dumps({"id": "a", "text": TEXT}) + "\n\n\n{\n"

    result = CliRunner().invoke(cli, ["stories"], input=lines, standalone_mode=False)

    assert result.stderr.startswith("line 4: not JSON")


def test_what_is_missing_or_out_of_order_stops_nothing() -> None:
    lines = [
        json.dumps({"id": "late", "published": "2026-11-24T12:00:00Z", "title": "افتتاح جسر", "text": TEXT}),
        json.dumps({"id": "bare"}),
        json.dumps({"id": None, "text": TEXT}),
        json.dumps({"id": True, "text": TEXT}),
        json.dumps(
            {"id": "early", "published": "2026-11-23T12:00:00Z", "source": ["odd"], "title": None, "text": TEXT}
        ),
    ]

    result = CliRunner().invoke(cli, ["stories"], input="\n".join(lines), standalone_mode=False)

    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {"id": "late", "story": "late", "copy_of": None},
        {"id": "bare", "story": "bare", "copy_of": None},
        {"id": "early", "story": "late", "copy_of": "late"},
    ]
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == ["line 3", "line 4"]


def line(id: str, published: str, text: str = TEXT, title: str = "افتتاح جسر") -> str:
    return json.dumps({"id": id, "source": id, "published": published, "title": title, "text": text})


def test_one_article_dated_years_ahead_does_not_make_the_others_old() -> None:
    other = "أمطار متفرقة على الساحل الغربي ليل الخميس مع رياح نشطة وانخفاض واضح في الحرارة"
    lines = [line("a", "2026-11-24"), line("ahead", "2031-01-01", other), *(line(f"b{n}", "2026-11-25") for n in "12")]

    result = CliRunner().invoke(cli, ["stories"], input="\n".join(lines), standalone_mode=False)

    told = [json.loads(answer)["story"] for answer in result.stdout.splitlines()]
    assert told == ["a", "ahead", "a", "a"]


def test_after_a_silence_of_years_time_goes_on() -> None:
    lines = [line("a", "2020-11-24"), *(line(f"b{n}", "2026-11-25") for n in range(12))]

    result = CliRunner().invoke(cli, ["stories"], input="\n".join(lines), standalone_mode=False)

    told = [json.loads(answer)["story"] for answer in result.stdout.splitlines()]
    assert told == ["a", *["b0"] * 12]


def test_titles_and_texts_are_read_as_text_whatever_entities_they_hold() -> None:
    titles = ("محافظ البصرة يفتتح مستشفى «الأمل» للأطفال", "محافظ البصرة يفتتح مستشفى &quot;الأمل&#8221; للأطفال")
    lines = [line(id, "2026-11-24", title=title, text="") for id, title in zip("ab", titles, strict=True)]

    result = CliRunner().invoke(cli, ["stories"], input="\n".join(lines), standalone_mode=False)

    assert [json.loads(answer)["copy_of"] for answer in result.stdout.splitlines()] == [None, "a"]
