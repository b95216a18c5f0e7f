"""Where the recipients of each channel are at home, also of channels that are in alerts.toml no longer."""

from collections.abc import Mapping

from sqlmodel import col, select

from storage.database import Database
from storage.dialect import upsert
from storage.tables import SettingRow

_HOME = "home of "


def known_homes(db: Database) -> dict[str, str]:
    """Channel → its home, of each that ever had one."""
    with db.reading() as session:
        rows = session.exec(select(SettingRow).where(col(SettingRow.name).startswith(_HOME, autoescape=True)))
        return {row.name.removeprefix(_HOME): row.value for row in rows}


def remember_homes(db: Database, homes: Mapping[str, str]) -> dict[str, str]:
    """Keep where these channels are at home now; returns what is known of all."""
    known = known_homes(db)
    fresh = {name: home for name, home in homes.items() if known.get(name) != home}
    if fresh:
        with db.transaction() as session:
            for name, home in fresh.items():
                upsert(session, SettingRow, {"name": _HOME + name, "value": home}, key="name")
    return known | fresh
