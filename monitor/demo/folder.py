"""The demo's configuration: its outlets as sources, the shipped watchlists, console and folder as channels."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from monitor.config.starter import starter_folder
from monitor.demo.server import feed_address
from monitor.demo.world import World

ALERTS = """\
# تنبيهات التجربة — written by `monitor demo`; everything works without keys.
timezone = "Asia/Baghdad"
language = "{language}"
owner = ["terminal"]

[channel.terminal]
type = "console"

[channel.files]
type = "folder"
path = "alerts"

[[route]]
name = "التحالف – فوري"
watchlists = ["coalition-working-groups", "daesh"]
severity = "high"
send = "now"
to = ["terminal", "files"]
group_wait = "2s"

[[route]]
name = "مكافحة التطرف"
watchlists = ["extremism"]
send = "now"
to = ["files"]
group_wait = "2s"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What a demo leaves for the next one in the same folder, so that articles keep their dates and addresses."""

    start: str  # ISO 8601
    ports: dict[str, int]


def read_notes(folder: Path, now: datetime) -> Notes:
    """The notes of an earlier demo, or fresh ones."""
    try:
        return Notes(**json.loads((folder / "demo.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return Notes(start=now.isoformat(), ports={})


def write_folder(folder: Path, world: World, notes: Notes, *, language: str = "ar") -> None:
    """Write sources.toml, alerts.toml, watchlists/ and the notes into `folder`, over those of an earlier demo."""
    (folder / "watchlists").mkdir(parents=True, exist_ok=True)
    (folder / "demo.json").write_text(json.dumps(asdict(notes)), encoding="utf-8")
    (folder / "sources.toml").write_text(_sources(world, notes.ports), encoding="utf-8")
    (folder / "alerts.toml").write_text(ALERTS.format(language=language), encoding="utf-8")
    for path in (starter_folder() / "watchlists").glob("*.toml"):
        (folder / "watchlists" / path.name).write_bytes(path.read_bytes())


def _sources(world: World, ports: Mapping[str, int]) -> str:
    lines = [
        "# مصادر التجربة — written by `monitor demo`: invented outlets on this machine.",
        "[fetch]",
        'pace = "0s"  # our own server need not be spared',
        'timeout = "10s"',
        "",
    ]
    for outlet in world.outlets:
        table = {
            "id": outlet.id,
            "name": outlet.name,
            "name_ar": outlet.name_ar,
            "url": feed_address(ports[outlet.id]),
            "country": outlet.country,
            "kind": outlet.kind,
            "timezone": outlet.timezone,
            "every": "30s",
            "allow_networks": ["127.0.0.1/32"],
        }
        lines += ["[[source]]", *(f"{k} = {json.dumps(v, ensure_ascii=False)}" for k, v in table.items()), ""]
    return "\n".join(lines)
