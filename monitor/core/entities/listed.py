"""From the names a list gives to an entity that can be watched: the scripts we read, nothing that would flood."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monitor.core.arabic.tokens import is_arabic, words
from monitor.core.entities.names import each_name
from monitor.core.model.watchlist import Entity, EntityKind, Term
from monitor.core.watch.name_cautions import name_cautions
from monitor.core.watch.parted import found_nowhere
from monitor.core.watch.problems import LONGEST, MOST_ALIASES, problem_with

_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_OTHER_SCRIPT = re.compile("[\u0370-\u05ff\u0900-\u1dff\u2e80-\ud7ff]")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One entry of a list."""

    id: str
    kind: EntityKind
    names: Sequence[str]  # the official ones first
    weak: Sequence[str] = ()  # aliases the list itself calls weak


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What becomes of an entry."""

    entity: Entity | None  # None: none of its names can be watched
    flooding: tuple[str, ...] = ()  # names left out since they are other words or many people's as well
    shortened: bool = False  # it has more names than are looked for


def taken(listed: Listed) -> Taken:
    """The entity to watch.

    It is called by its first Arabic name, else by its first one. A name of one word is kept for what is no person;
    a weak alias only if it has several words. Half the fathers of a street are called Abu Ali: no person by that alone,
    and no company by «الشركة».

    >>> listed = Listed(id="x:1", kind=EntityKind.PERSON, names=("Ali Saleh", "علي صالح"), weak=("Ali Sal", "أبو علي"))
    >>> taken(listed).entity.name, taken(listed).entity.aliases, taken(listed).flooding
    ('علي صالح', ('Ali Saleh', 'Ali Sal'), ('أبو علي',))
    """
    kind = listed.kind
    person = kind is EntityKind.PERSON
    each = (*_usable(listed.names, kind, several=person), *_usable(listed.weak, kind, several=True))
    flooding = tuple(name for name in dict.fromkeys(each) if _floods(name, kind))
    names = [name for name in dict.fromkeys(each) if name not in flooding]
    if not names:
        return Taken(entity=None, flooding=flooding)
    first = next((name for name in names if is_arabic(words(name)[0])), names[0])
    aliases = tuple(name for name in names if name != first)
    entity = Entity(name=first, kind=kind, aliases=aliases[:MOST_ALIASES], id=listed.id)
    return Taken(entity=entity, flooding=flooding, shortened=len(aliases) > MOST_ALIASES)


def _floods(name: str, kind: EntityKind) -> bool:
    return next(name_cautions(Entity(name=name, kind=kind)), None) is not None


def _usable(names: Iterable[str], kind: EntityKind, *, several: bool) -> Iterable[str]:
    for name in (name for raw in names for name in each_name(_UNPRINTABLE.sub(" ", raw), kind)):
        if len(name) > LONGEST or _OTHER_SCRIPT.search(name):
            continue
        parts = words(name)
        if not parts or not (is_arabic(parts[0]) or _LATIN.search(name)):
            continue
        if several and len(parts) < 2:
            continue
        if problem_with(Term(text=name)) is None and found_nowhere(name, "") is None:
            yield name
