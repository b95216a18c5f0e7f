"""How long from an item standing in a feed to its mail being taken, under load, with the real daemon in real time.

    python benchmarks/latency.py [--feeds 500] [--hits 200] [--minutes 4] [--every 60]

An outlet server and a mail server on loopback in this process, `monitor run` in another. Items that hit come at random
in all feeds, --hits a minute, each a story of its own. Printed: p50, p95 and the longest, and the same of each stage;
the promise is p95 ≤ poll interval + 90 s, of which 60 s are the group's wait. Exit code 1 if it is broken or a mail is
missing.
"""

import argparse
import asyncio
import logging
import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from sqlmodel import select

sys.path.insert(0, str(Path(__file__).parent.parent))
from storage.database import Database
from storage.tables import ArticleRow, DeliveryRow, EntryRow
from tests.support.mailbox import PASSWORD, USER, Mailbox, mailbox
from tests.support.website import Behaviour, Request, says, website

ALLOWED = 90.0  # seconds beyond the poll interval
WARM = 20.0  # seconds until the first item
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
SOURCE = """
[[source]]
id = "s{n}"
name = "Outlet {n}"
url = "{url}"
every = "{every}s"
allow_networks = ["127.0.0.1/32"]
"""
ALERTS = """
owner = ["files"]
[channel.files]
type = "folder"
[channel.mail]
type = "email"
to = ["desk@example.org"]
from = "monitor@example.org"
host = "{mail.host}"
port = {mail.port}
user = "{user}"
secret = "SMTP_PASSWORD"
ca_file = "{mail.ca_file}"
[[route]]
name = "now"
to = ["mail"]
"""


@dataclass(kw_only=True)
class Outlets:
    """What stands in which feed since when."""

    feeds: int
    chance: random.Random
    visible: dict[int, tuple[int, datetime]] = field(default_factory=dict)  # item → its feed, since when

    def publish(self) -> None:
        """One more item, in one of the feeds."""
        self.visible[len(self.visible)] = (self.chance.randrange(self.feeds), datetime.now(UTC))

    def feed(self, number: int, base: str) -> str:
        """The newest items of a feed."""
        items = "".join(
            f"<item><title>الملاحة {words(n, 8)}</title><link>{base}/a/{n}</link>"
            f"<pubDate>{format_datetime(at)}</pubDate></item>"
            for n, (feed, at) in list(self.visible.items())[-3000:]
            if feed == number
        )
        return f'<rss version="2.0"><channel><title>{number}</title>{items}</channel></rss>'


def words(seed: int, count: int) -> str:
    """Words that no other item has."""
    chance = random.Random(seed)
    return " ".join("".join(chance.choices(LETTERS, k=6)) for _ in range(count))


def paths(outlets: Outlets, base: Sequence[str]) -> dict[str, Behaviour]:
    """The feeds; `base` holds the server's address once it is known."""

    def serving(number: int) -> Behaviour:
        async def behave(request: Request, writer: asyncio.StreamWriter) -> None:
            await says(200, outlets.feed(number, base[0]))(request, writer)

        return behave

    return {f"/f/{n}": serving(n) for n in range(outlets.feeds)}


def page(number: int) -> Behaviour:
    """The page of an item."""
    text = "".join(f"<p>{words(number * 31 + n, 40)}.</p>" for n in range(1, 6))
    title = f"الملاحة {words(number, 8)}"
    return says(200, f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{text}</article></body>")


def write_folder(folder: Path, base: str, mail: Mailbox, options: argparse.Namespace) -> None:
    (folder / "watchlists").mkdir()
    (folder / "watchlists" / "x.toml").write_text('title = "x"\nterms = ["الملاحة"]\n', encoding="utf-8")
    (folder / "alerts.toml").write_text(ALERTS.format(mail=mail, user=USER), encoding="utf-8")
    sources = "".join(SOURCE.format(n=n, url=f"{base}/f/{n}", every=options.every) for n in range(options.feeds))
    (folder / "sources.toml").write_text(f'[fetch]\npace = "0s"\nat_once = 64\n{sources}', encoding="utf-8")


async def stamp(mail: Mailbox, taken: dict[int, datetime]) -> None:
    """Note when the mail about each item was taken."""
    seen = 0
    while True:
        now = datetime.now(UTC)
        for one in mail.mails[seen:]:
            for number in re.findall(r"/a/(\d+)", one.text):
                taken.setdefault(int(number), now)
        seen = len(mail.mails)
        await asyncio.sleep(0.1)


async def measure(folder: Path, options: argparse.Namespace) -> bool:
    """The whole run; whether the promise was kept."""
    outlets = Outlets(feeds=options.feeds, chance=random.Random(1))
    base: list[str] = []
    taken: dict[int, datetime] = {}
    database = f"sqlite:///{folder / 'monitor.db'}"
    async with mailbox(folder) as mail, website(paths(outlets, base)) as site:
        base.append(site.url("").rstrip("/"))
        write_folder(folder, base[0], mail, options)
        environment = {**os.environ, "MONITOR_DATABASE_URL": database, "MONITOR_PORT": "0", "SMTP_PASSWORD": PASSWORD}
        command = [sys.executable, "-m", "monitor", "run", "--config", str(folder)]
        with (folder / "log").open("w", encoding="utf-8") as log:
            daemon = await asyncio.create_subprocess_exec(*command, env=environment, stderr=log)
        stamping = asyncio.create_task(stamp(mail, taken))
        try:
            await asyncio.sleep(WARM)
            end = time.monotonic() + options.minutes * 60
            while time.monotonic() < end:
                site.paths[f"/a/{len(outlets.visible)}"] = page(len(outlets.visible))
                outlets.publish()
                await asyncio.sleep(outlets.chance.expovariate(options.hits / 60))
            last = time.monotonic() + options.every + 2 * ALLOWED
            while len(taken) < len(outlets.visible) and time.monotonic() < last:
                await asyncio.sleep(1)
        finally:
            daemon.terminate()
            await daemon.wait()
            stamping.cancel()
    return report(outlets, taken, Database(database), options)


def report(outlets: Outlets, taken: dict[int, datetime], db: Database, options: argparse.Namespace) -> bool:
    """Print the table."""
    stages: dict[str, list[timedelta]] = {
        "in the feed → found": [],
        "→ read and matched": [],
        "→ told": [],
        "→ sent": [],
    }
    with db.reading() as session:
        asked = (
            select(ArticleRow.url, EntryRow.first_seen, ArticleRow.collected_at, DeliveryRow)
            .join(EntryRow, EntryRow.id == ArticleRow.entry_id)  # type: ignore[arg-type]
            .join(DeliveryRow, DeliveryRow.story_id == ArticleRow.story_id)  # type: ignore[arg-type]
        )
        for url, found, read, sent in session.exec(asked):
            number = int(url.rpartition("/")[2])
            if sent.sent_at is None or sent.revision > 1:
                continue
            moments = [outlets.visible[number][1], found, read, sent.created_at, sent.sent_at]
            for stage, begin, done in zip(stages, moments, moments[1:], strict=False):
                stages[stage].append(done - begin)
    db.close()
    whole = [taken[n] - at for n, (_, at) in outlets.visible.items() if n in taken]
    print(f"{len(outlets.visible)} items in {options.feeds} feeds, {len(whole)} mails; load {os.getloadavg()[1]:.1f}")
    for name, spans in [*stages.items(), ("in the feed → mail taken", whole)]:
        print(f"{name:26} {shown(spans)}", flush=True)
    bound = timedelta(seconds=options.every + ALLOWED)
    good = len(whole) == len(outlets.visible) and percentile(whole, 95) <= bound
    print(f"p95 ≤ {bound.total_seconds():.0f} s and no mail missing: {'kept' if good else 'BROKEN'}")
    return good


def shown(spans: list[timedelta]) -> str:
    seconds = [percentile(spans, 50), percentile(spans, 95), max(spans, default=timedelta())]
    return "  ".join(
        f"{name} {one.total_seconds():6.1f} s" for name, one in zip(("p50", "p95", "max"), seconds, strict=True)
    )


def percentile(spans: list[timedelta], share: int) -> timedelta:
    if len(spans) < 2:
        return max(spans, default=timedelta())
    return timedelta(seconds=statistics.quantiles([one.total_seconds() for one in spans], n=100)[share - 1])


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--hits", type=int, default=200, help="a minute")
    parser.add_argument("--minutes", type=float, default=4)
    parser.add_argument("--every", type=int, default=60, help="seconds between polls of a feed")
    options = parser.parse_args()
    logging.getLogger("mail.log").setLevel(logging.ERROR)  # a remark about its own future with every login
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(not asyncio.run(measure(Path(folder), options)))


if __name__ == "__main__":
    main()
