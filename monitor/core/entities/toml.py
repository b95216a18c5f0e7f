"""Entities → the text of a watchlist's file."""

import json

from monitor.core.model.watchlist import Entity

MARK = "# Written by `monitor entities import`; changes are lost when it is imported again."


def head(title: str, origin: str) -> str:
    """The beginning of the file."""
    return f"{MARK}\n# From: {_text(origin)[1:-1]}\n\ntitle = {_text(title)}\n"


def block(entity: Entity) -> str:
    """One entity as TOML.

    >>> from monitor.core.model.watchlist import EntityKind
    >>> print(block(Entity(name="داعش", kind=EntityKind.GROUP, aliases=("ISIS",), id="un:QDe.115")), end="")
    <BLANKLINE>
    [[entity]]
    name = "داعش"
    kind = "group"
    aliases = ["ISIS"]
    id = "un:QDe.115"
    """
    lines = ["", "[[entity]]", f"name = {_text(entity.name)}", f'kind = "{entity.kind.value}"']
    if entity.aliases:
        lines.append(f"aliases = [{', '.join(map(_text, entity.aliases))}]")
    if entity.id is not None:
        lines.append(f"id = {_text(entity.id)}")
    return "\n".join(lines) + "\n"


def _text(text: str) -> str:
    """A basic string; JSON's escapes are TOML's too, once control characters are out."""
    return json.dumps("".join(c for c in text if c.isprintable() or c == "\u200c"), ensure_ascii=False)
