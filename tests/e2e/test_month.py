"""Thirty days of virtual time with random faults: no key lost, duplicates at most the ambiguous sends.

A few seeds here; the whole of it: `python benchmarks/month.py`.
"""

import pytest

from storage.database import Database
from tests.support.databases import Databases
from tests.support.month import live_through


@pytest.mark.parametrize("seed", range(3))
async def test_a_month_of_faults_loses_no_story_and_doubles_only_what_is_in_doubt(
    databases: Databases, seed: int
) -> None:
    db = Database(databases.url("sqlite"))

    month = await live_through(db, seed)

    assert month.good, month
    db.close()
