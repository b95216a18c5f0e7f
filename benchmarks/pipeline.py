"""How many articles a second go the whole way, and which stage takes what share of the CPU.

    python benchmarks/pipeline.py DIR [--articles 2000 --terms 1000]

DIR holds articles/html/*.html, real article pages, and news/dev.jsonl.gz, an article a line: {"title", "text"}. A
website on loopback serves the news in the dress of the pages (their long paragraphs are replaced), feeds list them,
and the daemon's own workers poll, fetch, extract, match, group and store them in SQLite. Pages are read in processes of
their own; matching and grouping are timed once more alone, the rest is fetching, storage and the website itself.
"""

import argparse
import asyncio
import gzip
import html
import json
import os
import random
import re
import sys
import tempfile
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from monitor.config.load import Config
from monitor.config.schema import FetchTable
from monitor.core.arabic.tokens import words
from monitor.core.model.source import Source
from monitor.core.model.watchlist import Facts, Term, Watchlist
from monitor.core.story.held import Kept
from monitor.core.story.window import Window
from monitor.net.door import Door, FetchSettings
from monitor.workers.crew import Crew
from monitor.workers.live import make_live
from storage.database import Database

HOME = ("127.0.0.1/32",)
FEEDS = 20
CORES = 2
GOAL = 1_000_000 / 86_400  # articles a second: a million a day
LONG = re.compile(r"<p\b[^>]*>(?:(?!</p>).){80,}?</p>", re.DOTALL)


def dressed(page: str, row: dict[str, str]) -> bytes:
    """A real page that tells another article."""
    text = "".join(f"<p>{html.escape(one)}</p>" for one in row["text"].splitlines() if one.strip())
    title = html.escape(row["title"])
    page = re.sub(r"<title>.*?</title>", f"<title>{title}</title>", page, count=1, flags=re.DOTALL)
    page = re.sub(r"(<h1\b[^>]*>).*?(</h1>)", lambda m: m[1] + title + m[2], page, count=1, flags=re.DOTALL)
    first = iter([text])
    return LONG.sub(lambda _: next(first, ""), page).encode()


class Site:
    """Feeds at /feed/N, articles at /a/N."""

    def __init__(self, pages: list[str], rows: list[dict[str, str]]) -> None:
        self.pages = [dressed(pages[n % len(pages)], row) for n, row in enumerate(rows)]
        self.rows = rows

    def answer(self, path: str) -> tuple[str, bytes]:
        """The type and the body of what stands at a path."""
        _, kind, number = path.split("/") if path.count("/") == 2 else ("", "", "0")
        if kind == "a":
            return "text/html; charset=utf-8", self.pages[int(number)]
        date = f"{datetime.now(UTC) - timedelta(minutes=5):%a, %d %b %Y %H:%M:%S} GMT"
        items = "".join(
            f"<item><title>{html.escape(self.rows[n]['title'])}</title><link>/a/{n}</link><pubDate>{date}</pubDate></item>"
            for n in range(int(number), len(self.rows), FEEDS)
        )
        return "application/rss+xml", f'<rss version="2.0"><channel>{items}</channel></rss>'.encode()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        while line := await reader.readline():
            while (await reader.readline()).strip():
                pass
            kind, body = self.answer(line.split()[1].decode())
            head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
            writer.write(head.encode() + body)
            await writer.drain()
        writer.close()


def watchlists(rows: list[dict[str, str]], number: int) -> tuple[Watchlist, ...]:
    """As many terms as asked for, words of articles that are not served."""
    chance = random.Random(1)
    texts = [words(row["text"]) for row in rows]
    found: dict[str, None] = {}
    while len(found) < number:
        word = chance.choice(chance.choice(texts) or [""])
        if len(word) > 5 and word.isalpha():
            found[word] = None
    return tuple(Watchlist(id=f"w{n}", title=word, terms=(Term(text=word),)) for n, word in enumerate(found))


async def run(site: Site, lists: tuple[Watchlist, ...], folder: Path) -> None:
    """Poll and collect everything; print the rate and the shares."""
    server = await asyncio.start_server(site.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    sources = tuple(Source(id=f"s{n}", name=f"S{n}", url=f"http://127.0.0.1:{port}/feed/{n}") for n in range(FEEDS))
    config = Config(
        folder=folder, sources=sources, fetch=FetchTable(), watchlists=lists, channels={}, routes=(), owner=(),
        timezone="UTC", language="en", digits="western", horizon=timedelta(hours=24), warnings=(), fingerprint="x",
    )  # fmt: skip
    db = Database(f"sqlite:///{folder / 'monitor.db'}")
    db.upgrade()
    door = Door(FetchSettings(pace=timedelta(0), timeout=timedelta(seconds=30), allow_networks=HOME, at_once=16))
    live = make_live(config, _nothing, datetime.now(UTC))
    crew = Crew.assemble(db, live, lambda: datetime.now(UTC), door)
    await crew.take_over(live)
    await crew.poll.drain()
    reading = dict[int, float]()
    watching = asyncio.create_task(_watch(reading))
    began, here = time.monotonic(), time.process_time()
    done = await crew.collect.drain()
    spent, here = time.monotonic() - began, time.process_time() - here
    watching.cancel()
    reading |= _spent_below(os.getpid())
    for worker in crew.workers():
        await worker.stop(1)
    await crew.parser.aclose()
    server.close()
    report(done, spent, here, {"reading pages": sum(reading.values()) / done, **alone(crew, site.rows)})


async def _watch(spent: dict[int, float]) -> None:
    """Note what the processes that read have spent: nobody waits for them, and who has ended is forgotten."""
    while True:
        spent |= _spent_below(os.getpid())
        await asyncio.sleep(0.2)


def _spent_below(parent: int) -> dict[int, float]:
    """Process → its CPU seconds, of all that a process started, and these in turn (Linux: proc(5))."""
    each: dict[int, tuple[int, float]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has just ended
            _, above, *fields = stat.read_text().rpartition(")")[2].split()
            each[int(stat.parent.name)] = int(above), sum(map(int, fields[9:11])) / os.sysconf("SC_CLK_TCK")
    below = {parent}
    while more := {pid for pid, (above, _) in each.items() if above in below} - below:
        below |= more
    return {pid: each[pid][1] for pid in below - {parent}}


def alone(crew: Crew, rows: list[dict[str, str]]) -> dict[str, float]:
    """CPU seconds an article of the stages that can be had alone."""
    window: Window[int] = Window()
    spent = {"matching": 0.0, "grouping": 0.0}
    for number, row in enumerate(rows):
        start = time.process_time()
        crew.live.matcher.match({"title": row["title"], "summary": "", "text": row["text"]}, Facts())
        between = time.process_time()
        at = datetime.now(UTC)
        article = window.read(source=str(number % FEEDS), at=at, title=row["title"], text=row["text"])
        place = window.settle(article)
        story = place.story if place.story is not None else number
        window.add(Kept(id=number, story=story, copy_of=place.copy_of, seen=at, telling=article.telling))
        spent["matching"] += (between - start) / len(rows)
        spent["grouping"] += (time.process_time() - between) / len(rows)
    return spent


def report(done: int, spent: float, here: float, stages: dict[str, float]) -> None:
    """Print what was measured."""
    total = stages["reading pages"] + here / done
    stages["fetching, storage, website"] = total - sum(stages.values())
    print(f"{done:,} articles in {spent:.1f} s: {done / spent:.1f} a second, {done / spent * 86400:,.0f} a day")
    most = f"at most {CORES / total:.1f} a second on {CORES} cores (goal {GOAL:.1f})"
    print(f"CPU: {1000 * total:.1f} ms an article, so {most}")
    for stage, seconds in stages.items():
        print(f"  {stage:28} {1000 * seconds:6.1f} ms  {seconds / total:4.0%}")


def _nothing(*_: object) -> Any:
    """No channel is configured, so nothing surrounds one."""
    return None


def main() -> int:
    """Read the arguments, run, report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--terms", type=int, default=1000)
    asked = parser.parse_args()
    with gzip.open(asked.folder / "news" / "dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows: list[dict[str, str]] = [json.loads(line) for line in lines]
    html_files = sorted((asked.folder / "articles" / "html").iterdir())
    pages = [path.read_text(encoding="utf-8", errors="replace") for path in html_files]
    with tempfile.TemporaryDirectory() as folder:
        site = Site(pages, rows[: asked.articles])
        asyncio.run(run(site, watchlists(rows[asked.articles :], asked.terms), Path(folder)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
