"""What waits in the outbox and goes out no more: of readers who were taken out, of digests that lost their stories."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.core.errors import TemporaryError
from monitor.core.model.delivery import TroubleKind
from monitor.core.model.route import Route
from storage.database import Database
from tests.contract.test_alert_policy import HOUR, MORNING, NOW, at
from tests.support.policy import Recorder, policy_desk


def busy() -> TemporaryError:
    return TemporaryError("mail", "busy", pause=True, refused=True)


@pytest.mark.parametrize("one", [NOW, replace(NOW, timetable=MORNING)])
async def test_what_waits_for_a_reader_who_was_taken_out_is_closed_and_the_owner_hears_of_it(
    db: Database, one: Route
) -> None:
    mail = Recorder(recipients=("desk@example.org", "Lead@example.org"), trouble=busy)
    files = Recorder(name="files", recipients=("files",))
    desk = policy_desk(db, one, channels=(mail, files), owner=("files",), clock=at(7))
    desk.article("s1")
    await desk.run(timedelta(minutes=40))

    mended = Recorder(recipients=("DESK@example.org",))
    desk.live = replace(desk.live, channels={"mail": mended, "files": files})
    desk.configure()
    await desk.run(2 * HOUR)

    assert [who for _, who in mended.ids] == ["desk@example.org"]
    [told] = [alert.happening for alert in files.sent if alert.happening and alert.happening.kind is TroubleKind.DEAD]
    assert told.facts["recipient"] == "Lead@example.org"
    assert "no longer among its recipients" in told.facts["error"]
