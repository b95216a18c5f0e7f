"""`monitor outbox list` shows what waits and what is dead, whatever has been spoilt on the disk."""

import json

import pytest
from click.testing import CliRunner, Result

from monitor.cli.main import cli
from storage.database import Database
from tests.contract.test_alert_policy import NOW
from tests.contract.test_unreadable import desk_with_owner
from tests.support.databases import Databases


async def with_two_that_wait(databases: Databases, *changes: str) -> str:
    """A database in which two messages wait, the first of which was changed on the disk."""
    address = databases.url("sqlite")
    db = Database(address)
    desk = desk_with_owner(db, NOW, hour=9)
    for story in ("s1", "s2"):
        desk.article(story)
        await desk.tell.drain()
    with db.transaction() as session:
        for change in changes:
            session.connection().exec_driver_sql(f"UPDATE delivery SET {change} WHERE subject = 's1'")
    db.close()
    return address


def listed(address: str, *arguments: str) -> Result:
    """What the command says."""
    command = ["outbox", "list", *arguments, "--config", "."]
    return CliRunner().invoke(cli, command, env={"MONITOR_DATABASE_URL": address})


@pytest.mark.parametrize("column", ["created_at", "deliver_at", "lease_until", "attempt", "failures"])
async def test_a_message_with_a_date_that_is_none_is_named_and_the_others_are_listed(
    databases: Databases, column: str
) -> None:
    address = await with_two_that_wait(databases, f"{column} = 'garbage'")

    outcome = listed(address, "--json")

    assert [json.loads(line)["id"] for line in outcome.stdout.splitlines()] == [2]
    assert f"delivery 1: {column} cannot be read; monitor run" in outcome.stderr


@pytest.mark.parametrize("column", ["channel", "recipient", "route", "kind", "error"])
async def test_a_message_with_bytes_in_a_name_is_listed_with_what_can_be_read_of_it(
    databases: Databases, column: str
) -> None:
    address = await with_two_that_wait(databases, f"{column} = x'6465736BFF'")

    outcome, table = listed(address, "--json"), listed(address)

    assert (outcome.exit_code, table.exit_code) == (0, 0)
    assert "desk\ufffd" in outcome.stdout.splitlines()[0] and "desk\ufffd" in table.stdout
