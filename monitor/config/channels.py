"""The channels that alerts.toml names: what is wrong with one of them stops none of the others."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ValidationError

from alerts.registry import CHANNEL_TYPES
from monitor.config.alerts import AlertsFile
from monitor.config.problems import model_problems
from monitor.config.reader import Document, Reader
from monitor.core.hints import did_you_mean

NONE: Mapping[str, BaseModel] = MappingProxyType({})


def read_channels(
    reader: Reader, document: Document | None, spare: Mapping[str, BaseModel] = NONE
) -> dict[str, BaseModel]:
    """The settings of each channel that can be used, and those of `spare` in the place of broken ones.

    Where `spare` has none, recipients that are none are left out of a list. Read from what the file says, so that a
    mistake in a route does not hide one in a channel.
    """
    tables = document.data.get("channel") if document is not None else None
    if document is None or not isinstance(tables, dict):
        return {}
    channels: dict[str, BaseModel] = {}
    for name, table in tables.items():
        if isinstance(table, dict):  # else said already
            settings = _read(reader, document, name, table, spare.get(name))
            channels |= {name: settings} if settings is not None else {}
    return channels


def _read(
    reader: Reader, document: Document, name: str, table: Mapping[str, Any], spare: BaseModel | None
) -> BaseModel | None:
    kind = table.get("type")
    if kind not in CHANNEL_TYPES:
        known = ", ".join(CHANNEL_TYPES)
        hint = did_you_mean(str(kind), CHANNEL_TYPES)
        unknown = f'type "{kind}" is unknown; use {known}{hint}'
        what = f'"type" is missing; it is one of {known}' if kind is None else unknown
        reader.problems.append(document.problem(("channel", name, "type"), what))
        return spare
    model = CHANNEL_TYPES[kind].Settings
    try:
        return model.model_validate(table)
    except ValidationError as error:
        reader.problems += model_problems(
            error,
            file=document.file,
            places=document.places,
            kind="alerts",
            model=model,
            base=("channel", name),
            top=AlertsFile,
        )
        return spare if spare is not None else _without_bad_recipients(model, table, error)


def _without_bad_recipients(
    model: type[BaseModel], table: Mapping[str, Any], error: ValidationError
) -> BaseModel | None:
    """The same channel for those recipients with whom nothing is wrong, if there are any and all else is right."""
    places = [complaint["loc"] for complaint in error.errors()]
    to = table.get("to")
    if not isinstance(to, list) or not all(place[:1] == ("to",) and len(place) == 2 for place in places):
        return None
    bad = {place[1] for place in places}
    good = [one for i, one in enumerate(to) if i not in bad]
    if not good:
        return None
    try:
        return model.model_validate({**table, "to": good})
    except ValidationError:
        return None
