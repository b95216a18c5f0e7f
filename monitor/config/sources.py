"""The sources that sources.toml names: what is wrong with one of them stops none of the others."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from monitor.config.problems import model_problems
from monitor.config.reader import Document, Reader
from monitor.config.schema import SourcesFile, SourceTable
from monitor.core.budget import fewest_polls
from monitor.core.errors import Problem
from monitor.core.model.source import Source
from monitor.core.urls import NO_PASSWORD, holds_password, identity

NO_SOURCES: Mapping[str, Source] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlets:
    """What sources.toml says."""

    file: SourcesFile  # without what is wrong in it
    sources: tuple[Source, ...]  # those that can be used, those switched off too
    enabled: tuple[Source, ...]
    names: frozenset[str]  # of the broken ones as well: who names them is not wrong


def read_sources(reader: Reader, beside: Reader, spare: Mapping[str, Source] = NO_SOURCES) -> Outlets | None:
    """The sources of the folder, and those of `spare` in the place of broken ones; None if the file cannot be used.

    What is wrong with single sources goes to `beside`.
    """
    document = reader.document(reader.folder / "sources.toml")
    if document is None:
        return None
    tables: dict[int, SourceTable] = {}
    try:
        file = SourcesFile.model_validate(document.data)
        tables = dict(enumerate(file.source))
    except ValidationError as error:
        said = model_problems(error, file=document.file, places=document.places, kind="sources", model=SourcesFile)
        places = [complaint["loc"] for complaint in error.errors()]
        if any(place[:1] != ("source",) or len(place) < 2 for place in places):
            reader.problems += said
            return None
        beside.problems += said
        bad = {place[1] for place in places}
        rest = {index: one for index, one in enumerate(document.data["source"]) if index not in bad}
        file = SourcesFile.model_validate({**document.data, "source": list(rest.values())})
        tables = dict(zip(rest, file.source, strict=True))
    good = _good(beside, document, file, tables)
    file = file.model_copy(update={"source": list(good.values())})
    _check_whole(reader, document, file)
    stand_ins = _stand_ins(document.data.get("source"), good, spare)
    enabled = tuple(table.value(file.defaults) for table in good.values() if table.enabled)
    return Outlets(
        file=file,
        sources=(*(table.value(file.defaults) for table in good.values()), *stand_ins),
        enabled=(*enabled, *stand_ins),
        names=frozenset(table.id for table in good.values()) | _written_names(document.data.get("source")),
    )


def _good(
    reader: Reader, document: Document, file: SourcesFile, tables: Mapping[int, SourceTable]
) -> dict[int, SourceTable]:
    """Those that agree with the others and with themselves."""
    seen: dict[str, int] = {}
    places: dict[str, str] = {}
    good = {}
    for index, source in tables.items():
        problems = [document.problem(("source", index, *word), what) for word, what in _mistakes(source, file)]
        if source.id in seen:
            what = f'the id "{source.id}" is taken by source {seen[source.id] + 1} already; give each its own'
            problems.append(document.problem(("source", index, "id"), what))
        seen.setdefault(source.id, index)
        reader.problems += problems
        if not problems:
            good[index] = source
            same = places.setdefault(identity(source.url), source.id)
            if same != source.id:
                what = f"{same} has the same address: what it brings is told as news of only one of the two"
                reader.warnings.append(document.problem(("source", index, "url"), what))
        if source.dates == "local" and (source.timezone or file.defaults.timezone) == "UTC":
            what = 'dates = "local" changes nothing without a timezone: write the outlet\'s, such as "Asia/Baghdad"'
            reader.warnings.append(document.problem(("source", index, "dates"), what))
    return good


def _mistakes(source: SourceTable, file: SourcesFile) -> list[tuple[tuple[str, ...], str]]:
    """(word, sentence) of what each word of it allows and all together do not."""
    found: list[tuple[tuple[str, ...], str]] = []
    if holds_password(source.url):
        found.append((("url",), NO_PASSWORD))
    if source.type != "listing" and (source.links or source.title or source.date):
        found.append(((), 'links, title and date are for a page of links: write type = "listing" too'))
    least = source.min_every or file.defaults.min_every
    if least > (source.max_every or file.defaults.max_every):
        found.append((("min_every",), "min_every is longer than max_every"))
    return found


def _stand_ins(written: Any, good: Mapping[int, SourceTable], spare: Mapping[str, Source]) -> tuple[Source, ...]:
    """What broken sources were before, as long as the file names them and does not switch them off."""
    off = [table for table in _tables(written) if table.get("enabled") is False]
    left = _written_names(written) - {table.id for table in good.values()} - _written_names(off)
    return tuple(spare[name] for name in sorted(left) if name in spare)


def _written_names(written: Any) -> frozenset[str]:
    return frozenset(name for one in _tables(written) if isinstance(name := one.get("id"), str))


def _tables(written: Any) -> list[dict[str, Any]]:
    return [one for one in written if isinstance(one, dict)] if isinstance(written, list) else []


def _check_whole(reader: Reader, document: Document, file: SourcesFile) -> None:
    allowed = file.fetch.polls_a_day
    needed = math.ceil(fewest_polls(table.value(file.defaults) for table in file.source if table.enabled))
    if allowed is not None and allowed < needed:
        what = f"the sources need {needed} polls a day even at their longest intervals: they win; raise max_every"
        reader.warnings.append(document.problem(("fetch", "polls_a_day"), what))
    if not document.data.get("source"):
        reader.warnings.append(Problem(file=document.file, message="names no [[source]]: nothing will be polled"))
