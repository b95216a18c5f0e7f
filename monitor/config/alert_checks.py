"""What is wrong with alerts.toml beyond its words: names of nothing."""

from typing import Any

from monitor.config.alerts import NEVER
from monitor.config.locate import Path
from monitor.config.reader import Document, Reader
from monitor.core.errors import Problem
from monitor.core.hints import did_you_mean

EVERY = "*"  # of watchlists
_SHOWN = 8  # names in a message


def check_names(reader: Reader, document: Document, outlets: set[str] | None, lists: set[str]) -> None:
    """Names in alerts.toml must be names of something; a name is only doubted where its file could be read.

    Looks at what the file says, not at what could be made of it: one mistake does not hide another.
    """
    data = document.data
    written = data["channel"] if isinstance(data.get("channel"), dict) else {}
    channels = {name for name, one in written.items() if isinstance(one, dict)}
    quiets = (set(data["quiet"]) if isinstance(data.get("quiet"), dict) else set()) | {NEVER}
    if isinstance(data.get("quiet"), dict) and NEVER in data["quiet"]:
        what = f'quiet = "{NEVER}" means no quiet hours at all; give these another name'
        reader.problems.append(document.problem(("quiet", NEVER), what, of_key=True))
    _known(reader, document, ("owner",), data.get("owner"), channels, "channel")
    taken: set[str] = set()
    for i, one in tables(data.get("route")):
        base = ("route", i)
        _known(reader, document, (*base, "to"), one.get("to"), channels, "channel")
        _known(reader, document, (*base, "watchlists"), one.get("watchlists"), lists | {EVERY}, "watchlist")
        _known(reader, document, (*base, "quiet"), one.get("quiet"), quiets, "quiet hours")
        if isinstance(ack := one.get("unless_ack"), dict):
            _known(reader, document, (*base, "unless_ack", "to"), ack.get("to"), channels, "channel")
        if outlets is not None:
            _known(reader, document, (*base, "outlet"), one.get("outlet"), outlets, "source")
        name = str(one.get("name"))
        if name in taken and "name" in one:
            what = f'another route is called "{name}" already; give each its own name'
            reader.problems.append(document.problem((*base, "name"), what))
        taken.add(name)
    for i, one in tables(data.get("mute")):
        _muted(reader, document, ("mute", i, "watchlist"), one.get("watchlist"), lists, "watchlist")
        if outlets is not None:
            _muted(reader, document, ("mute", i, "source"), one.get("source"), outlets, "source")
    if not data.get("route"):
        reader.warnings.append(Problem(file=document.file, message="has no [[route]]: hits are stored, nobody is told"))
    if not data.get("owner"):
        what = "`owner` names no channel: nobody is told of trouble"
        reader.warnings.append(Problem(file=document.file, message=what))


def tables(found: object) -> list[tuple[int, dict[str, Any]]]:
    """The tables of a list of tables, numbered; whatever else stands there was said already."""
    return [(i, one) for i, one in enumerate(found if isinstance(found, list) else []) if isinstance(one, dict)]


def _known(reader: Reader, document: Document, path: Path, names: object, known: set[str], what: str) -> None:
    """Every name of a list (or the one name that stands alone) is one of `known`."""
    for i, name in enumerate(names if isinstance(names, list) else [names]):
        if isinstance(name, str) and name not in known:
            place = (*path, i) if isinstance(names, list) else path
            reader.problems.append(document.problem(place, _unknown(name, known, what)))


def _unknown(name: str, known: set[str], what: str) -> str:
    hint = did_you_mean(name, known) or _choice(known - {NEVER, EVERY})
    if what == "quiet hours":
        return f'no quiet hours are called "{name}"{hint if known - {NEVER} else f"; write a section [quiet.{name}]"}'
    if what == "channel" and "@" in name:
        return f'"{name}" is an address: write it into the `to` of a channel, and the name of that channel here{hint}'
    return f'no {what} is called "{name}"{hint}'


def _choice(known: set[str]) -> str:
    """What there is to choose from, where nothing of it looks like what was written."""
    shown = sorted(known)[:_SHOWN]
    more = f" and {len(known) - len(shown)} more" if len(known) > len(shown) else ""
    return f"; there is {', '.join(shown)}{more}" if shown else "; there is none yet"


def _muted(reader: Reader, document: Document, path: Path, name: object, known: set[str], what: str) -> None:
    """A name that nearly is one of `known` is a mistake; else what was muted may have been taken out: no harm done."""
    if isinstance(name, str) and name not in known and not did_you_mean(name, known):
        message = f'no {what} is called "{name}": this mutes nothing; take it out'
        reader.warnings.append(document.problem(path, message))
    else:
        _known(reader, document, path, name, known, what)
