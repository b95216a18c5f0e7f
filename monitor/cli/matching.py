"""`monitor match`: watchlists over a stream of articles."""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import click

from monitor.cli.asking import Asking, config_option, configured_watchlists, known_sources, watchlists_option
from monitor.core.model.article import Hit
from monitor.core.model.watchlist import Watchlist
from monitor.core.watch.compile import compile_watchlists
from monitor.core.watch.match import FIELDS
from monitor.core.watch.terms import parse_terms

_PROGRESS = 200  # articles between two lines of progress


@click.command()
@config_option
@watchlists_option
@click.option(
    "--terms",
    "terms_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=False),
    help="Instead of watchlists: id<TAB>term[<TAB>kind][<TAB>alias|alias] a line. Needs no configuration.",
)
@click.option("--hits", "as_hits", is_flag=True, help="One line per article and watchlist, instead of one per mention.")
def match(folder: Path | None, watchlist_folder: Path | None, terms_file: Path | None, as_hits: bool) -> int:
    """Find what watchlists ask for in articles: one JSON object a line in, one a line out.

    In: {"id", "text"} and optionally title, summary; and for queries and scopes that ask for them: source (the
    outlet's id), country, language, url, tags. What a source of the configuration is known for need not be repeated.
    Out, per mention: {"id", "watchlist", "term", "field", "start",
    "end", "surface", "rule"}; start and end count code points. A line that cannot be read, also one of the terms, is
    reported on stderr and left out; the exit code is then 1.

    \b
    Examples:
      monitor match < articles.jsonl > mentions.jsonl
      monitor match --hits --watchlists watchlists < articles.jsonl
      printf 'a\\tتطرف\\nb\\tأنور قرقاش\\tperson\\tAnwar Gargash\\nc\\tNEAR/8(تحالف, داعش)\\tquery\\n' > terms.tsv
      monitor match --terms terms.tsv < articles.jsonl
    """
    if terms_file is not None and watchlist_folder is not None:
        raise click.UsageError("--terms and --watchlists exclude each other")
    left_out = 0
    if terms_file is not None:
        watchlists, left_out = _from_terms(terms_file)
    else:
        watchlists = configured_watchlists(folder, watchlist_folder)
    asking = Asking(compile_watchlists(watchlists), known_sources(folder, needed=terms_file is None))
    try:
        skipped = _stream(asking, sys.stdin.buffer, as_hits=as_hits)
    except BrokenPipeError:  # the reader has seen enough; nothing may be flushed to it at the end either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return 1 if skipped or left_out else 0


def _from_terms(path: Path) -> tuple[tuple[Watchlist, ...], int]:
    """The watchlists of a terms file, and how many of its lines were left out."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{path} is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    terms = parse_terms(lines)
    for problem in terms.problems:
        click.echo(f"{path}: {problem}", err=True)
    if not terms.watchlists:
        raise click.UsageError(f"{path} holds no usable term; write id<TAB>term, one a line")
    return terms.watchlists, len(terms.problems)


# ── the stream ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _stream(asking: Asking, lines: BinaryIO, *, as_hits: bool) -> int:
    """Read, match and write line by line; how many lines were skipped."""
    out = sys.stdout
    show = sys.stderr.isatty()
    skipped = 0
    for number, line in enumerate(lines, start=1):
        if show and number % _PROGRESS == 0:
            sys.stderr.write(f"\r{number:,} articles")
        if not line.strip():
            continue
        article = _article(line)
        if isinstance(article, str):
            click.echo(f"line {number}: {article}; skipped", err=True)
            skipped += 1
            continue
        rows = _rows(article["id"], asking.matcher.match(_fields(article), asking.facts(article)), as_hits=as_hits)
        block = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        if block:
            out.write(block)
            out.flush()
    if show:
        sys.stderr.write("\r\x1b[K")
    return skipped


def _article(line: bytes) -> dict[str, Any] | str:
    """The article of a line, or what is wrong with it; a byte order mark begins each of several files put together."""
    wanted = 'each line must be one JSON object with "id" and "text"'
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return f"not UTF-8 (byte {error.start}), save the file as UTF-8"
    except (ValueError, RecursionError) as error:
        return f"not JSON ({getattr(error, 'msg', type(error).__name__)}), {wanted}"
    if not isinstance(value, dict) or "id" not in value:
        return f'no object with an "id", {wanted}'
    wrong = [name for name in FIELDS if not isinstance(value.get(name) or "", str)]
    if wrong:
        return f'"{wrong[0]}" is not a string, {wanted}'
    if not any(value.get(name) is not None for name in FIELDS):
        return f'no "text", {wanted}'
    return value


def _fields(article: Mapping[str, Any]) -> dict[str, str]:
    return {name: article[name] for name in FIELDS if article.get(name)}


def _rows(id: object, hits: Iterable[Hit], *, as_hits: bool) -> Iterator[dict[str, object]]:
    for hit in hits:
        if as_hits:
            terms = list(dict.fromkeys(mention.term for mention in hit.mentions))
            yield {"id": id, "watchlist": hit.watchlist, "terms": terms, "mentions": len(hit.mentions)}
            continue
        for mention in hit.mentions:
            yield {
                "id": id,
                "watchlist": hit.watchlist,
                "term": mention.term,
                "field": mention.field,
                "start": mention.start,
                "end": mention.end,
                "surface": mention.surface,
                "rule": mention.rule,
            }
