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
    except UnicodeDecodeError:
        return "not UTF-8: save the file as UTF-8"
    except (ValueError, RecursionError) as error:
        return f"not JSON ({getattr(error, 'msg', type(error).__name__)})"
    if (what := _no_entity(value)) is not None:
        return what
    id, schema, properties = value["id"], value["schema"], value["properties"]
    if schema not in schemata:
        return None
    return Listed(
        id=f"opensanctions:{id}",
        kind=KINDS.get(schema, EntityKind.ORGANISATION),
        names=(*_texts(properties, "name"), *_texts(properties, "alias")),
        weak=_texts(properties, "weakAlias"),
    )


def _no_entity(value: object) -> str | None:
    """What a line holds instead of an entity; None for one."""
    if isinstance(value, list):
        return "a list of entities: write one entity a line, without brackets around them and commas between"
    if isinstance(value, dict) and "op" in value and isinstance(value.get("entity"), dict):
        return "a change (op, entity) of a delta file: import the whole list, since a watchlist is written anew"
    if not isinstance(value, dict) or not isinstance(value.get("properties"), dict):
        return "no FollowTheMoney entity: it has no properties"
    if not isinstance(value.get("id"), str) or not isinstance(value.get("schema"), str):
        return "no FollowTheMoney entity: it has no id or no schema"
    return None


def _texts(properties: Mapping[str, Any], name: str) -> tuple[str, ...]:
    values = properties.get(name)
    each = values if isinstance(values, list) else [values]
    return tuple(value for value in each if isinstance(value, str))
