"""Whether a word that is typed as the press writes it finds itself: what a list of cases does not think of.

    python benchmarks/own_words.py DIR [--words N]

DIR holds dev.jsonl.gz: {"title", "text"} a line. Each of the N most frequent words is a term of its own, as it stands.
Printed is how much of its own occurrences each finds, and the words that find least. Where a word is the form of
another («المالية», «يقول»), it is looked for as that; a noun or a name that misses itself is a fault.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from benchmarks.matching import Article, articles
from monitor.core.arabic.fold import clean
from monitor.core.arabic.tokens import words
from monitor.core.model.watchlist import Term, Watchlist
from monitor.core.watch.compile import compile_watchlists
from monitor.core.watch.problems import problem_with

TOGETHER = 1_500  # terms in one run over the articles
SHORTEST = 3  # letters
BOUNDS = (1.0, 0.95, 0.5)
SHOWN = 40


def frequent(rows: Sequence[Article], number: int) -> Counter[str]:
    """The most frequent words that may be terms, and how often each stands."""
    seen = Counter(clean(word) for row in rows for word in words(row["text"]))
    fit = (word for word, _ in seen.most_common() if len(word) >= SHORTEST and word.isalpha() and not word.isascii())
    chosen = (word for word in fit if problem_with(Term(text=word)) is None)
    return Counter({word: seen[word] for word in islice(chosen, number)})


def found(rows: Sequence[Article], terms: Sequence[str]) -> Iterator[str]:
    """A word for each of its occurrences that it finds as a term."""
    lists = [Watchlist(id=str(at), title=term, terms=(Term(text=term),)) for at, term in enumerate(terms)]
    matcher = compile_watchlists(lists)
    for row in rows:
        for hit in matcher.match({"text": row["text"]}):
            term = terms[int(hit.watchlist)]
            said = (row["text"][one.start : one.end] for one in hit.mentions)
            yield from (term for text in said if clean(text) == term)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--words", type=int, default=6_000, metavar="N", help="so many of the most frequent (6,000)")
    asked = parser.parse_args()
    rows = articles(asked.folder)
    stand = frequent(rows, asked.words)
    finds: Counter[str] = Counter()
    for start in range(0, len(stand), TOGETHER):
        finds.update(found(rows, list(islice(stand, start, start + TOGETHER))))
        print(f"{sum(map(finds.__contains__, stand)):6,} words found something of their own", flush=True)
    shares = {word: finds[word] / times for word, times in stand.items()}
    print(f"{sum(finds.values()) / stand.total():.4f} of all occurrences of {len(stand):,} words")
    for bound in BOUNDS:
        print(f"{sum(share < bound for share in shares.values()):6,} words find less than {bound:.0%} of their own")
    for word in sorted(shares, key=lambda word: (shares[word] - 1) * stand[word])[:SHOWN]:
        print(f"  {shares[word]:5.0%} of {stand[word]:6,}  {word}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
