"""`monitor explain` shows what an outlet changed and which pages are kept; `monitor export revisions` lists changes."""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from monitor.cli.main import cli
from storage import retention
from storage.database import Database
from tests.config.test_load import desk as write_desk
from tests.contract.test_changes import TEXT, TITLES, feed, look, page, put
from tests.support.clock import VirtualClock
from tests.support.newsroom import newsroom, source
from tests.support.website import website

LATER = TEXT.replace("عشر قرى", "خمس عشرة قرية") + " وأعلنت القيادة انتهاء العملية."


def run(folder: Path, db: Database, *arguments: str) -> Result:
    write_desk(folder)
    address = db.engine.url.render_as_string(hide_password=False)
    command, env = [*arguments, "--config", str(folder)], {"MONITOR_DATABASE_URL": address}
    with ThreadPoolExecutor(1) as own:  # a command runs a loop of its own, and the test has one already
        return own.submit(CliRunner().invoke, cli, command, env=env).result()


async def edited(db: Database, folder: Path, *pages: str) -> str:
    """An article whose feed and page say something else each time; the answer is its address."""
    async with website() as site, newsroom(db, source(site), clock=VirtualClock(), folder=folder) as room:
        for number, one in enumerate(pages):
            put(site, feed(TITLES[0], content=f"<description>{number}</description>"), one)
            await look(room, after=timedelta(hours=9))
        return site.url("/1")


async def test_what_was_changed_is_shown_sentence_by_sentence(db: Database, tmp_path: Path) -> None:
    url = await edited(db, tmp_path, page(TITLES[0]), page(TITLES[1], LATER))

    told = run(tmp_path, db, "explain", url).stdout
    lines = [json.loads(line) for line in run(tmp_path, db, "explain", url, "--json").stdout.splitlines()]

    assert f"headline: {TITLES[0]} → {TITLES[1]}" in told
    assert "+ وأعلنت القيادة انتهاء العملية." in told and "− أعلنت قيادة العمليات" in told
    headline, text = [line for line in lines if line["step"] == "edited"]
    assert headline["said"].startswith("headline") and text["said"] == "text"
    assert (headline["added"], headline["removed"]) == ([], [])
    assert text["added"][-1] == "وأعلنت القيادة انتهاء العملية." and len(text["removed"]) == 1


async def test_marks_of_direction_of_an_outlet_do_not_reach_the_terminal(db: Database, tmp_path: Path) -> None:
    turned = "قال المتحدث \u202eسبعة\u2069\u2069 على safe\u202egnp.example \u2067 صباح أمس."
    url = await edited(db, tmp_path, page(TITLES[0]), page(TITLES[0], f"{TEXT} {turned}"))

    shown = run(tmp_path, db, "explain", url).stdout

    assert "safegnp.example" in shown
    assert not {*"\u202a\u202b\u202d\u202e\u2066\u2067"}.intersection(shown)
    assert shown.count("\u2068") == shown.count("\u2069")


async def test_a_long_change_is_cut_short(db: Database, tmp_path: Path) -> None:
    more = " ".join(f"وفي القرية رقم {number} عثر الجنود على مخزن آخر للسلاح." for number in range(40))
    url = await edited(db, tmp_path, page(TITLES[0]), page(TITLES[0], f"{TEXT} {more}"))

    told = run(tmp_path, db, "explain", url).stdout

    assert told.count("+ وفي القرية رقم") == 8 and "… and 32 more" in told


async def test_an_article_that_is_taken_back_is_a_retraction_though_the_feed_has_its_words(
    db: Database, tmp_path: Path
) -> None:
    url = await edited(db, tmp_path, page(TITLES[0]), page(TITLES[0], "تم سحب الخبر لعدم دقته."))

    told = run(tmp_path, db, "explain", url).stdout

    assert "retraction" in told and "+ تم سحب الخبر لعدم دقته." in told


async def test_an_article_that_had_been_taken_back_before_it_was_first_read_is_a_retraction(
    db: Database, tmp_path: Path
) -> None:
    url = await edited(db, tmp_path, page(TITLES[0], "تم سحب الخبر لعدم دقته."))

    lines = [json.loads(line) for line in run(tmp_path, db, "explain", url, "--json").stdout.splitlines()]

    assert [line["said"] for line in lines if line["step"] == "edited"] == ["retraction"]


async def test_each_page_that_says_something_else_is_kept_and_can_be_written(db: Database, tmp_path: Path) -> None:
    pages = [page(TITLES[0]), page(TITLES[0]), page(TITLES[0], LATER)]
    url = await edited(db, tmp_path, *pages)

    result = run(tmp_path, db, "explain", url, "--json", "--captures", str(tmp_path / "evidence"))

    kept = [json.loads(line)["capture"] for line in result.stdout.splitlines() if '"captured"' in line]
    hashes = [hashlib.sha256(one.encode()).hexdigest() for one in (pages[0], pages[2])]
    assert [one["sha256"] for one in kept] == hashes
    assert [one["bytes"] for one in kept] == [len(pages[0].encode()), len(pages[2].encode())]
    written = sorted((tmp_path / "evidence").glob("*.html"))
    assert [one.read_text("utf-8") for one in written] == [pages[0], pages[2]]
    description = json.loads(written[0].with_suffix(".json").read_text("utf-8"))
    assert description["url"] == url and description["headers"]["content-type"] == "text/html"


async def test_pages_are_forgotten_together_and_that_is_said(db: Database, tmp_path: Path) -> None:
    url = await edited(db, tmp_path, page(TITLES[0]), page(TITLES[0], LATER))

    assert retention.forget_captures(db, VirtualClock()() + timedelta(days=90)) == 2
    result = run(tmp_path, db, "explain", url, "--captures", str(tmp_path / "evidence"))

    assert "captured" not in result.stdout
    assert "no page of this article is kept" in result.stderr


async def test_articles_are_forgotten_with_all_their_pages(db: Database, tmp_path: Path) -> None:
    await edited(db, tmp_path, page(TITLES[0]), page(TITLES[0], LATER))

    assert retention.forget_articles(db, VirtualClock()() + timedelta(days=90)) == 21


@pytest.mark.parametrize("form", ["csv", "jsonl"])
async def test_changes_are_exported(db: Database, tmp_path: Path, form: str) -> None:
    url = await edited(db, tmp_path, page(TITLES[0]), page(TITLES[1], LATER))

    result = run(tmp_path, db, "export", "revisions", "--format", form)

    first, second = result.stdout.splitlines()[-2:]
    assert url in first and "headline" in first and TITLES[0] in first and "وأعلنت القيادة انتهاء العملية." in first
    assert "text" in second


async def test_a_date_too_far_off_is_told_as_the_page_says_it(db: Database, tmp_path: Path) -> None:
    dated = page(TITLES[0]).replace("<body>", '<body><time class="date">12 مارس 2041 - 10:15</time>')
    assert dated != page(TITLES[0])
    url = await edited(db, tmp_path, dated)

    told = run(tmp_path, db, "explain", url).stdout

    assert "the page says «12 مارس 2041 - 10:15», too far off to be believed" in told
