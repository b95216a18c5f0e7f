"""What reading a page costs beside bare trafilatura, and how much of the body it gets; prints ratios.

    python benchmarks/extraction.py DIR [--rounds N]

DIR holds html/*.html, article pages, and gold/*.txt, their texts. Process CPU, ours and trafilatura's by turns; of each
page the best round counts, since whatever else a machine does only adds. trafilatura is handed the decoded text, with
the settings that were best for Arabic (precision, no comments), once without and once with its own metadata. Ours
decodes, reads metadata and dates, tells the language and cuts furniture.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import trafilatura

from monitor.core.article import extract_page
from monitor.core.charset import decode

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def ours(page: bytes) -> str:
    """The text as the daemon reads it."""
    return extract_page(page, content_type="text/html", url="https://example.org/a", zone="UTC", now=NOW).text


def bare(page: str) -> str:
    """The text alone."""
    return trafilatura.extract(page, favor_precision=True, include_comments=False) or ""


def with_metadata(page: str) -> str:
    """The text with title, date and author."""
    return trafilatura.extract(page, favor_precision=True, include_comments=False, with_metadata=True) or ""


def overlap(found: str, gold: str) -> float:
    """F1 of runs of four words."""
    one, other = (Counter(zip(*(words[n:] for n in range(4)), strict=False)) for words in (found.split(), gold.split()))
    common = sum((one & other).values())
    return 2 * common / max(1, sum(one.values()) + sum(other.values()))


def seconds(work: Callable[[], object]) -> float:
    """CPU of one call."""
    began = time.process_time()
    work()
    return time.process_time() - began


def main(folder: Path, rounds: int) -> int:
    paths = sorted((folder / "html").glob("*.html"))
    pages = [path.read_bytes() for path in paths]
    texts = [decode(page, "text/html")[0] for page in pages]
    took: dict[str, list[float]] = {}
    for page, text in zip(pages, texts, strict=True):
        works = {
            "bare": partial(bare, text),
            "with metadata": partial(with_metadata, text),
            "ours": partial(ours, page),
        }
        each = [{name: seconds(work) for name, work in works.items()} for _ in range(rounds)]
        for name in works:
            took.setdefault(name, []).append(min(one[name] for one in each))
    _say(took, [path.stem for path in paths])
    for path, page, text in zip(paths, pages, texts, strict=True):
        gold = (folder / "gold" / path.with_suffix(".txt").name).read_text(encoding="utf-8")
        print(f"  {path.stem:16} F1 {overlap(ours(page), gold):.3f}, bare {overlap(bare(text), gold):.3f}")
    return 0


def _say(took: Mapping[str, Sequence[float]], pages: Sequence[str]) -> None:
    for name, each in took.items():
        print(f"{name:16} {1000 * sum(each) / len(pages):6.1f} ms a page, {sum(each) / sum(took['bare']):.2f} × bare")
    for page, own, base in zip(pages, took["ours"], took["bare"], strict=True):
        print(f"  {page:16} {1000 * own:6.1f} ms, {own / base:.2f} × bare")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--rounds", type=int, default=15)
    asked = parser.parse_args()
    sys.exit(main(asked.folder, asked.rounds))
