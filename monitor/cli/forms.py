"""`monitor forms`: what a term is looked for as, and how often it stands in the archive."""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import click

from monitor.cli.context import config_option, json_option, one_text
from monitor.cli.table import isolated
from monitor.config.places import config_folder, database_url
from monitor.core.arabic.tokens import words
from monitor.core.errors import ConfigError, StorageError
from monitor.core.model.watchlist import Term, TermMatch, Watchlist, WordClass
from monitor.core.watch.between import with_words_between
from monitor.core.watch.compile import compile_watchlists
from monitor.core.watch.compile_terms import ways
from monitor.core.watch.forms import Forms, cautions, forms_of
from monitor.core.watch.marks import unmarked
from monitor.core.watch.problems import problem_with
from monitor.workers.looking import Written, written_in
from storage.database import Database

_SHOWN = 12  # forms of a group, surfaces of the archive
_FLOOD = 0.05  # share of the archive's articles


@click.command()
@click.argument("term", nargs=-1, required=True, callback=one_text)
@click.option("--derived", is_flag=True, help='Also nisba and participles, as match = "derived" does.')
@click.option(
    "--as",
    "stated",
    type=click.Choice(WordClass, case_sensitive=False),
    help='What its first word is, as `as = "verb"` says.',
)
@config_option
@json_option
def forms(term: str, derived: bool, stated: WordClass | None, folder: Path | None, as_json: bool) -> None:
    """Show the forms a TERM is found in, and how many articles of the archive hold it.

    Warns of homographs and of words so frequent that they will flood. «=term» is exactly as written, «~term» as with
    --derived. Where there is no archive yet, the forms alone are shown.

    \b
    Examples:
      monitor forms تطرف
      monitor forms كشف --as verb
      monitor forms فريق --json
      monitor forms "مجموعة عمل"
    """
    written = replace(_term(term, derived=derived), word_class=stated)
    problem = problem_with(written)
    if problem is not None:
        raise click.UsageError(problem)
    found = _archive(folder, written)
    warnings = [*cautions(written), *_flood(written, found)]
    each = forms_of(written)
    others = [" ".join(way) for way in ways(written)[1:]]
    parted = with_words_between(written)
    if as_json:
        click.echo(json.dumps(_row(term, each, others, parted, found, warnings), ensure_ascii=False))
        return
    for one in each:
        _tell(one)
    if others:
        click.echo(f"also written: {isolated('، '.join(others))}")
    if found is not None:
        shown = "، ".join(found.surfaces[:_SHOWN]) + (" …" if len(found.surfaces) > _SHOWN else "")
        about = "" if found.exact else "about "
        held = f"{about}{found.articles:,} of {found.of:,} articles"
        click.echo(f"archive: {held}; written {isolated(shown) if shown else '–'}")
    if parted is not None:
        click.echo(f"as a phrase, nothing stands between its words; a [[query]] finds it with some: {isolated(parted)}")
    for warning in warnings:
        click.echo(f"warning: {isolated(warning)}", err=True)


def _term(written: str, *, derived: bool) -> Term:
    text, match = unmarked(written)
    return Term(text=text, match=TermMatch.DERIVED if derived and match is TermMatch.INFLECTED else match)


def _tell(forms: Forms) -> None:
    click.echo(isolated(forms.word))
    for note, written in forms.groups:
        more = f" … {len(written) - _SHOWN} more" if len(written) > _SHOWN else ""
        click.echo(f"  {note}: {isolated('، '.join(written[:_SHOWN]))}{more}")
    before = ("و ف ب ك ل" if forms.nominal else "و ف ل س") + (", ال" if forms.article else "")
    after = "; behind some: ه ها هم نا ك كم …" if forms.pronouns else ""
    if forms.groups[0][0] != "as written":
        click.echo(f"  before them: {before}{after}")


def _flood(term: Term, found: Written | None) -> list[str]:
    if found is None or not found.of or found.articles / found.of < _FLOOD:
        return []
    share = found.articles / found.of
    instead = "write a phrase or a query" if len(words(term.text)) == 1 else "write a query"
    return [f"it stands in {share:.0%} of the archive's articles and will flood: {instead}"]


def _row(
    term: str,
    each: Sequence[Forms],
    others: Sequence[str],
    parted: str | None,
    found: Written | None,
    warnings: Sequence[str],
) -> dict[str, object]:
    return {
        "term": term,
        "words": [
            {"word": one.word, "forms": dict(one.groups), "article": one.article, "pronouns": one.pronouns}
            for one in each
        ],
        "also_written": list(others),
        "with_words_between": parted,
        "archive": None if found is None else asdict(found),
        "warnings": list(warnings),
    }


def _archive(folder: Path | None, term: Term) -> Written | None:
    """How the term stands in the archive; None where there is none that can be read."""
    try:
        db = Database(database_url(folder or config_folder(None)))
        if db.engine.dialect.name == "sqlite" and not Path(db.engine.url.database or "").is_file():
            return None
        return written_in(db, compile_watchlists([Watchlist(id="forms", title="forms", terms=(term,))]))
    except (ConfigError, StorageError):
        return None
