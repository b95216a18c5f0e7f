"""OpenSanctions: FollowTheMoney entities, one JSON object a line."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from monitor.core.entities.listed import Listed
from monitor.core.model.watchlist import EntityKind

KINDS = {
    "Person": EntityKind.PERSON,
    "Organization": EntityKind.ORGANISATION,
    "Company": EntityKind.ORGANISATION,
    "PublicBody": EntityKind.ORGANISATION,
    "LegalEntity": EntityKind.ORGANISATION,
}
"""Schema → what it is for us; other schemata (Address, Vessel, Sanction …) name nothing to watch unless asked for."""


def parse_ftm(line: bytes, schemata: Collection[str] = tuple(KINDS)) -> Listed | str | None:
    """The entry of one line; a sentence if it cannot be read, None if it is of another schema.

    >>> parse_ftm(b'{"id": "Q1", "schema": "Person", "properties": {"name": ["Ali Saleh"]}}').names
    ('Ali Saleh',)
    """
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"not JSON ({getattr(error, 'msg', type(error).__name__)})"
    if isinstance(value, list):
        return "a list of entities: write one entity a line, without brackets around them and commas between"
    if not isinstance(value, dict) or not isinstance(value.get("properties"), dict):
        return "no FollowTheMoney entity: it has no properties"
    id, schema = value.get("id"), value.get("schema")
    if not isinstance(id, str) or not isinstance(schema, str):
        return "no FollowTheMoney entity: it has no id or no schema"
    if schema not in schemata:
        return None
    properties = value["properties"]
    return Listed(
        id=f"opensanctions:{id}",
        kind=KINDS.get(schema, EntityKind.ORGANISATION),
        names=(*_texts(properties, "name"), *_texts(properties, "alias")),
        weak=_texts(properties, "weakAlias"),
    )


def _texts(properties: Mapping[str, Any], name: str) -> tuple[str, ...]:
    values = properties.get(name)
    return tuple(value for value in values if isinstance(value, str)) if isinstance(values, list) else ()
