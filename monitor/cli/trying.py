"""`monitor try`: one text, which watchlists match it, and why."""

import asyncio
import os
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from monitor.cli.asking import Asking, config_option, configured_watchlists, known_sources, watchlists_option
from monitor.cli.context import now, one_text
from monitor.cli.pages import fetch_article, is_url
from monitor.config.schema import country_code
from monitor.config.watchlist import language_code
from monitor.core.errors import PermanentError
from monitor.core.hints import did_you_mean
from monitor.core.model.article import Mention
from monitor.core.watch.compile import compile_watchlists
from monitor.core.watch.watching import Short

_ARABIC = "[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]+"
_ARABIC_RUN = re.compile(f"{_ARABIC}(?: {_ARABIC})*")
_FILE_NAME = re.compile(r"\S*[^\s./]\.(?:txt|html?|md|json|csv)|\S*/\S+\.\w{1,5}")  # no text looks like that
_RLI, _PDI = "\u2067", "\u2069"
_BRIGHT, _PLAIN = "\x1b[1;33m", "\x1b[0m"


def _code(read: Callable[[str], str]) -> Callable[[click.Context, click.Parameter, str | None], str | None]:
    """What reads an option that is a code, as the files read theirs."""

    def checked(_context: click.Context, _parameter: click.Parameter, written: str | None) -> str | None:
        try:
            return written and read(written)
        except ValueError as error:
            raise click.BadParameter(str(error)) from error

    return checked


@click.command("try")
@click.argument("text", metavar="TEXT|FILE|URL|-", nargs=-1, required=True, callback=one_text)
@config_option
@watchlists_option
@click.option("--title", default="", help="The title above the text.")
@click.option("--outlet", help="As if this source had published it: an id of sources.toml.")
@click.option(
    "--country",
    callback=_code(lambda code: country_code(code.upper())),
    help="As if it came from this country, such as IQ.",
)
@click.option("--lang", callback=_code(language_code), help="As if it were in this language, such as ar.")
def try_(
    text: str,
    folder: Path | None,
    watchlist_folder: Path | None,
    title: str,
    outlet: str | None,
    country: str | None,
    lang: str | None,
) -> None:
    """Show which watchlists match a text, a file, a page of the web or standard input (-), and why.

    For each mention: term → how it stands in the text: particles + stem; spelling; before it the query it is part of.
    Then the text, mentions marked.

    \b
    Examples:
      monitor try "محاربة الطائفية والتطرّف"
      monitor try article.txt --outlet albayan --country AE
      monitor try https://www.example.com/news/1
      pbpaste | monitor try - --watchlists watchlists
    """
    watchlists = configured_watchlists(folder, watchlist_folder)
    fields = _fields(text, title)
    if not any(map(str.strip, fields.values())):
        raise click.UsageError("the text is empty: write one in quotes, or name a file or a page that has one")
    sources = known_sources(folder, needed=outlet is not None)
    if outlet is not None and sources and outlet not in sources:
        raise click.BadParameter(
            f'no source is called "{outlet}"{did_you_mean(outlet, sources)}', param_hint="--outlet"
        )
    asking = Asking(compile_watchlists(watchlists), sources)
    facts = asking.facts({"source": outlet, "country": country, "language": lang})
    hits = asking.matcher.match(fields, facts)
    titles = {watchlist.id: watchlist.title for watchlist in watchlists}
    expired = {one.id: f" (expired on {one.expires})" for one in watchlists if not one.asks_on(now().date())}
    if not hits:
        click.echo(f"none of {len(watchlists)} watchlists matches")
    for short in asking.matcher.fallen_short(fields, facts):
        click.echo(f"{_isolated(short.head.id)}: no hit, {_why(short)}", err=True)
    for hit in hits:
        click.echo(f"{_isolated(hit.watchlist)} – {_isolated(titles[hit.watchlist])}{expired.get(hit.watchlist, '')}")
        for mention in hit.mentions:
            click.echo(f"  {_isolated(mention.rule)}")
    if hits:
        click.echo()
    for name, content in fields.items() if hits else ():
        mentions = [mention for hit in hits for mention in hit.mentions if mention.field == name]
        if content:
            click.echo(_marked(content, mentions, bright=sys.stdout.isatty()))


def _why(short: Short) -> str:
    threshold = short.head.threshold
    if threshold is not None and short.weight < threshold:
        return f"what was found weighs {short.weight:g} of {threshold:g}"
    return "what was found counts only within its [scope]; --outlet, --country and --lang say where a text is from"


def _fields(text: str, title: str) -> dict[str, str]:
    """The fields of what is to be tried; a page's own title stands unless another is given."""
    if not is_url(text):
        return {"title": title, "text": _content(text)}
    article = asyncio.run(fetch_article(text))
    return {"title": title or article.title, "summary": article.summary, "text": article.text}


def _content(text: str) -> str:
    """The text itself, the file of that name, or standard input."""
    if text == "-":
        return _decoded(sys.stdin.buffer.read(), "standard input")
    try:
        path = Path(text)
        if path.is_file():
            return _decoded(path.read_bytes(), text)
        if path.is_dir() and os.sep in text:  # a folder may be called by a word that is to be tried
            raise PermanentError(text, "is a folder; name one file in it")
    except (OSError, ValueError):  # too long for a file's name: it is a text
        pass
    if len(files := text.split()) > 1 and all(map(_FILE_NAME.fullmatch, files)):
        raise click.UsageError("one file at a time; a text to try is put in quotes")
    if _FILE_NAME.fullmatch(text):
        raise PermanentError(text, "no such file; a text to try is put in quotes")
    return text


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PermanentError(name, f"not UTF-8 (byte {error.start}); save the file as UTF-8") from error


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
