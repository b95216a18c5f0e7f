"""`monitor match` and `monitor try`: watchlists over a stream, and over one text."""

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import click

from monitor.config.places import config_folder
from monitor.config.watchlists import load_watchlists
from monitor.core.model import Hit, Mention, Watchlist
from monitor.core.watch.compile import compile_watchlists
from monitor.core.watch.match import FIELDS
from monitor.core.watch.terms import parse_terms
from monitor.core.watch.watching import QueryMatcher

_PROGRESS = 200  # articles between two lines of progress
_ARABIC = "[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]+"
_ARABIC_RUN = re.compile(f"{_ARABIC}(?: {_ARABIC})*")
_RLI, _PDI = "\u2067", "\u2069"
_BRIGHT, _PLAIN = "\x1b[1;33m", "\x1b[0m"

_config = click.option(
    "--config",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder whose watchlists/ are used. Default: MONITOR_CONFIG, else the current folder.",
)
_watchlists = click.option(
    "--watchlists",
    "watchlist_folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder with watchlists (*.toml). Default: the configuration's.",
)


@click.command()
@_config
@_watchlists
@click.option(
    "--terms",
    "terms_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=False),
    help="Instead of watchlists: id<TAB>term[<TAB>kind][<TAB>alias|alias] a line. Needs no configuration.",
)
@click.option("--hits", "as_hits", is_flag=True, help="One line per article and watchlist, instead of one per mention.")
def match(folder: Path | None, watchlist_folder: Path | None, terms_file: Path | None, as_hits: bool) -> int:
    """Find what watchlists ask for in articles: one JSON object a line in, one a line out.

    In: {"id", "text"} and optionally title, summary. Out, per mention: {"id", "watchlist", "term", "field", "start",
    "end", "surface", "rule"}; start and end count code points. A line that cannot be read is reported on stderr and
    skipped; the exit code is then 1.

    \b
    Examples:
      monitor match < articles.jsonl > mentions.jsonl
      monitor match --hits --watchlists watchlists < articles.jsonl
      printf 'a\\tتطرف\\nb\\tأنور قرقاش\\tperson\\tAnwar Gargash\\n' > terms.tsv
      monitor match --terms terms.tsv < articles.jsonl
    """
    if terms_file is not None and watchlist_folder is not None:
        raise click.UsageError("--terms and --watchlists exclude each other")
    watchlists = _from_terms(terms_file) if terms_file is not None else _configured(folder, watchlist_folder)
    matcher = compile_watchlists(watchlists)
    try:
        skipped = _stream(matcher, sys.stdin.buffer, as_hits=as_hits)
    except BrokenPipeError:  # the reader has seen enough; nothing may be flushed to it at the end either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return 1 if skipped else 0


@click.command("try")
@click.argument("text")
@_config
@_watchlists
def try_(text: str, folder: Path | None, watchlist_folder: Path | None) -> None:
    """Show which watchlists match a text, a file or standard input (-), and why.

    For each mention: term → how it stands in the text: particles + stem; spelling. Then the text, mentions marked.

    \b
    Examples:
      monitor try "محاربة الطائفية والتطرّف"
      monitor try article.txt
      pbpaste | monitor try - --watchlists watchlists
    """
    watchlists = _configured(folder, watchlist_folder)
    content = _content(text)
    hits = compile_watchlists(watchlists).match({"text": content})
    titles = {watchlist.id: watchlist.title for watchlist in watchlists}
    if not hits:
        click.echo(f"none of {len(watchlists)} watchlists matches")
    for hit in hits:
        click.echo(f"{_isolated(hit.watchlist)} – {_isolated(titles[hit.watchlist])}")
        for mention in hit.mentions:
            click.echo(f"  {_isolated(mention.rule)}")
    if hits:
        click.echo()
        click.echo(_marked(content, [mention for hit in hits for mention in hit.mentions], bright=sys.stdout.isatty()))


def _configured(folder: Path | None, watchlist_folder: Path | None) -> tuple[Watchlist, ...]:
    return load_watchlists(watchlist_folder if watchlist_folder is not None else config_folder(folder))


def _from_terms(path: Path) -> tuple[Watchlist, ...]:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{path} is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    terms = parse_terms(lines)
    for problem in terms.problems:
        click.echo(f"{path}: {problem}", err=True)
    if not terms.watchlists:
        raise click.UsageError(f"{path} holds no usable term; write id<TAB>term, one a line")
    return terms.watchlists


# ── the stream ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _stream(matcher: QueryMatcher, lines: BinaryIO, *, as_hits: bool) -> int:
    """Read, match and write line by line; how many lines were skipped."""
    out = sys.stdout
    show = sys.stderr.isatty()
    skipped = 0
    for number, line in enumerate(lines, start=1):
        if show and number % _PROGRESS == 0:
            sys.stderr.write(f"\r{number:,} articles")
        if not line.strip():
            continue
        article = _article(line, first=number == 1)
        if isinstance(article, str):
            click.echo(f"line {number}: {article}; skipped", err=True)
            skipped += 1
            continue
        rows = _rows(article["id"], matcher.match(_fields(article)), as_hits=as_hits)
        block = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        if block:
            out.write(block)
            out.flush()
    if show:
        sys.stderr.write("\r\x1b[K")
    return skipped


def _article(line: bytes, *, first: bool) -> dict[str, Any] | str:
    """The article of a line, or what is wrong with it."""
    wanted = 'each line must be one JSON object with "id" and "text"'
    try:
        value = json.loads(line.decode("utf-8-sig" if first else "utf-8"))
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


# ── one text ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _content(text: str) -> str:
    """The text itself, the file of that name, or standard input."""
    if text == "-":
        return sys.stdin.buffer.read().decode("utf-8-sig", "replace")
    if re.match(r"https?://", text):
        raise click.UsageError("addresses are not yet available here; save the page's text and try the file")
    try:
        path = Path(text)
        if path.is_file():
            return path.read_text(encoding="utf-8-sig", errors="replace")
    except (OSError, ValueError):  # too long for a file's name: it is a text
        pass
    return text


def _isolated(line: str) -> str:
    """Right-to-left runs in isolates, so that they do not reorder the English around them."""
    return _ARABIC_RUN.sub(lambda run: f"{_RLI}{run.group()}{_PDI}", line)


def _marked(text: str, mentions: Iterable[Mention], *, bright: bool) -> str:
    """The text with its mentions marked; overlapping ones are marked as one."""
    before, after = (_BRIGHT, _PLAIN) if bright else ("⟦", "⟧")
    spans: list[tuple[int, int]] = []
    for start, end in sorted((mention.start, mention.end) for mention in mentions):
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    out, last = [], 0
    for start, end in spans:
        out += [text[last:start], before, text[start:end], after]
        last = end
    return "".join((*out, text[last:]))
