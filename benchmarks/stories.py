"""How well articles are grouped into stories and copies, and what it costs.

    python benchmarks/stories.py DIR [--window N]

DIR holds dev.jsonl.gz, an article a line: {"id", "source", "published", "title", "text"}.

Quality: precision and recall over the pairs of benchmarks/stories.tsv, which we read and labelled, after a run over all
articles in the order of time: two articles are told as one story if they end in the same one, as copies if they go back
to the same first text. Cost: a full window is made of the same articles with a third of their words replaced; process
CPU an article for reading, placing and keeping it, beside the time that reading the words alone takes, and the growth
of the process.
"""

import argparse
import gzip
import json
import random
import resource
import statistics
import sys
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from monitor.core.story.likeness import WINDOW
from monitor.core.story.window import Kept, Window
from monitor.core.story.words import read_words

Row = dict[str, str]
LABELS = Path(__file__).with_name("stories.tsv")
REPLACED = 0.35  # of the words
LAP = 10_000


def articles(folder: Path) -> list[Row]:
    """The articles in the order of time."""
    with gzip.open(folder / "dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        return sorted(map(json.loads, lines), key=lambda row: (row["published"], row["id"]))


def came_out(row: Row) -> datetime:
    return datetime.fromisoformat(row["published"]).replace(tzinfo=UTC)


def join(window: Window[str], row: Row, at: datetime) -> Kept[str]:
    """Place an article and keep it."""
    article = window.read(source=row["source"], at=at, title=row["title"], text=row["text"])
    place = window.place(article)
    kept = Kept(id=row["id"], story=place.story or row["id"], copy_of=place.copy_of, seen=at, telling=article.telling)
    window.add(kept)
    return kept


def quality(rows: Iterable[Row]) -> None:
    """Precision and recall over the labelled pairs."""
    window: Window[str] = Window()
    story, text = {}, {}
    for row in rows:
        kept = join(window, row, came_out(row))
        story[kept.id], text[kept.id] = kept.story, kept.copy_of or kept.id
    lines = [line.split("\t") for line in LABELS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    # a short text within a longer one about several events is no story of its own; a doubtful copy is not asked for
    stories = [(story[a] == story[b], label != "none") for a, b, label in lines if label != "contained"]
    copies = [(text[a] == text[b], label == "copy") for a, b, label in lines if label in ("copy", "story", "none")]
    inside = [(text[a] == text[b], True) for a, b, label in lines if label == "contained"]
    for name, found in (("stories", stories), ("copies", copies), ("short text inside a longer one", inside)):
        right = sum(told and true for told, true in found)
        precision = right / max(1, sum(told for told, _ in found))
        recall = right / max(1, sum(true for _, true in found))
        print(f"{name:32} precision {precision:.3f}  recall {recall:.3f}  ({len(found)} pairs)")


def cost(rows: list[Row], size: int) -> None:
    """CPU an article and memory while a window fills up to `size` articles."""
    chance = random.Random(1)
    words = [word for row in rows[::7] for word in row["text"].split()]
    window: Window[str] = Window()
    before, start, laps, reading = _megabytes(), came_out(rows[0]), [], 0.0
    for number in range(size):
        row = dict(rows[number % len(rows)])
        if number >= len(rows):
            row |= {"id": str(number), "title": _changed(row["title"], words, chance)}
            row["text"] = _changed(row["text"], words, chance)
        at, began = start + number * WINDOW / size, time.process_time()
        join(window, row, at)
        laps.append(time.process_time() - began)
        if number % 50 == 0:
            began = time.process_time()
            read_words(row["text"])
            reading += time.process_time() - began
        if number % LAP == LAP - 1:
            spent = 1e6 * statistics.mean(laps[-LAP:])
            print(f"{number + 1:9,} articles  {spent:6,.0f} µs an article  {_megabytes() - before:5.0f} MB", flush=True)
    print(f"reading the words alone: {1e6 * reading / (size / 50):.0f} µs an article")


def _changed(text: str, words: list[str], chance: random.Random) -> str:
    return " ".join(chance.choice(words) if chance.random() < REPLACED else word for word in text.split())


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--window", type=int, default=100_000, metavar="N", help="articles in the full window")
    asked = parser.parse_args()
    rows = articles(asked.folder)
    quality(rows)
    cost(rows, asked.window)
    return 0


if __name__ == "__main__":
    sys.exit(main())
