"""How well articles are grouped into stories and copies, and what it costs.

    python benchmarks/stories.py DIR [--window N]

DIR holds dev.jsonl.gz, an article a line: {"id", "source", "published", "title", "text"}.

Quality: precision and recall over the pairs of each file, of those that rules were found on, and of all; what each was
drawn from is said in it, and we labelled them all. The weights of what is one event are fitted to stories.tsv to
stories-ninth.tsv (those of copies to the first two), but for what length weighs, which was chosen when the tenth had
been looked at. The rules for copies were found on the first eleven; what was missed of the twelfth and the thirteenth
has been looked at since. The fourteenth and fifteenth are apart, drawn as a desk meets pairs: no weight, bound or rule
was chosen by them. After a run over all articles in the order of time, two are told as one story if they end in the
same one, as copies if they go back to the same first text. Cost: a full window is made of the same articles with a
third of their words replaced; process CPU an article for reading, placing and keeping it, beside the time that
counting the words of its text in a plain loop takes, and the growth of the process.
"""

import argparse
import gzip
import json
import random
import resource
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from monitor.core.plain import one_line, plain_text
from monitor.core.story.held import Kept
from monitor.core.story.likeness import WINDOW
from monitor.core.story.window import Window

Row = dict[str, str]
ORDERS = (
    *("-aside", "-third", "-fourth", "-fifth", "-sixth", "-seventh", "-eighth"),
    *("-ninth", "-tenth", "-eleventh", "-twelfth", "-thirteenth"),
)
SEEN = tuple(Path(__file__).with_name(f"stories{order}.tsv") for order in ("", *ORDERS))
APART = tuple(Path(__file__).with_name(f"stories-{order}.tsv") for order in ("fourteenth", "fifteenth"))
STAGES = ("counting", "read", "place", "keep")  # the first is what the others are held against
REPLACED = 0.35  # of the words
LAP = 10_000


def articles(folder: Path) -> list[Row]:
    """The articles in the order of time."""
    with gzip.open(folder / "dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [
            row | {"title": one_line(row["title"]), "text": plain_text(row["text"])} for row in map(json.loads, lines)
        ]
    return sorted(rows, key=lambda row: (row["published"], row["id"]))


def came_out(row: Row) -> datetime:
    return datetime.fromisoformat(row["published"]).replace(tzinfo=UTC)


def quality(rows: Iterable[Row]) -> None:
    """Precision and recall over the labelled pairs."""
    window: Window[str] = Window()
    told: list[Kept[str]] = []
    for row in rows:
        at = came_out(row)
        article = window.read(source=row["source"], at=at, title=row["title"], text=row["text"])
        place = window.settle(article)
        id, telling = row["id"], article.telling
        told += window.add(Kept(id=id, story=place.story or id, copy_of=place.copy_of, seen=at, telling=telling))
    told += window
    story, text = {one.id: one.story for one in told}, {one.id: one.copy_of or one.id for one in told}
    seen = {name.name: _labelled(name) for name in SEEN}
    together = [line for lines in seen.values() for line in lines]
    unseen = {name.name: _labelled(name) for name in APART}
    apart = [line for lines in unseen.values() for line in lines]
    labels = {**seen, **unseen, "all that were looked at": together, "those apart": apart, "all": together + apart}
    for name, lines in labels.items():
        # a short text within a longer one about several events is no story of its own; a doubtful copy is not asked for
        stories = [(story[a] == story[b], label != "none") for a, b, label in lines if label != "contained"]
        copies = [(text[a] == text[b], label == "copy") for a, b, label in lines if label in ("copy", "story", "none")]
        inside = [(text[a] == text[b], True) for a, b, label in lines if label == "contained"]
        print(name)
        for what, found in (("stories", stories), ("copies", copies), ("short text inside a longer one", inside)):
            right = sum(told and true for told, true in found)
            precision = right / max(1, sum(told for told, _ in found))
            recall = right / max(1, sum(true for _, true in found))
            print(f"  {what:30} precision {precision:.3f}  recall {recall:.3f}  ({len(found)} pairs)")


def _labelled(file: Path) -> list[list[str]]:
    """Of each pair the ids and what it is."""
    return [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def cost(rows: list[Row], size: int) -> None:
    """CPU an article and memory while a window fills up to `size` articles, and for LAP more while others leave it."""
    chance = random.Random(1)
    words = [word for row in rows[::7] for word in row["text"].split()]
    window: Window[str] = Window()
    before, start = _megabytes(), came_out(rows[0])
    spent = dict.fromkeys(STAGES, 0.0)
    for number in range(size + LAP):
        row = dict(rows[number % len(rows)])
        if number >= len(rows):
            row |= {"id": str(number), "title": _changed(row["title"], words, chance)}
            row["text"] = _changed(row["text"], words, chance)
        for stage, seconds in zip(STAGES, _measured(window, row, start + number * WINDOW / size), strict=True):
            spent[stage] += seconds
        if number % LAP == LAP - 1:
            told = "  ".join(f"{stage} {1e6 * spent[stage] / LAP:4.0f}" for stage in STAGES)
            total = sum(spent.values()) - spent["counting"]
            print(
                f"{number + 1:9,} articles  {1e6 * total / LAP:6,.0f} µs an article ({told}; "
                f"{total / spent['counting']:.1f} × counting)  {_megabytes() - before:5.0f} MB",
                flush=True,
            )
            spent = dict.fromkeys(STAGES, 0.0)


def _measured(window: Window[str], row: Row, at: datetime) -> Iterator[float]:
    """Process CPU seconds of each of STAGES."""
    clock = time.process_time
    began = clock()
    counted: dict[str, int] = {}
    for word in row["text"].split():
        counted[word] = counted.get(word, 0) + 1
    yield clock() - began
    began = clock()
    article = window.read(source=row["source"], at=at, title=row["title"], text=row["text"])
    yield clock() - began
    began = clock()
    place = window.settle(article)
    yield clock() - began
    began = clock()
    id = row["id"]
    window.add(Kept(id=id, story=place.story or id, copy_of=place.copy_of, seen=at, telling=article.telling))
    yield clock() - began


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
    cost(rows, asked.window)  # first, so that memory is counted which the other would leave to it
    quality(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
