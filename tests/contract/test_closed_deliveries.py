"""What waits in the outbox and goes out no more: of readers who were taken out, of digests that lost their stories."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlmodel import select

from monitor.core.errors import TemporaryError
from monitor.core.model.delivery import TroubleKind
from monitor.core.model.route import Route
from monitor.workers.release import release_due
from storage.database import Database
from storage.outbox import EMPTIED, waiting
from storage.tables import DeliveryRow, HitRow
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


async def test_a_digest_whose_only_story_was_set_aside_is_not_sent_as_if_nothing_had_happened(db: Database) -> None:
    files = Recorder(name="files", recipients=("files",))
    one = replace(NOW, timetable=MORNING, if_empty=False)
    desk = policy_desk(db, one, channels=(Recorder(), files), owner=("files",), clock=at(7))
    desk.article("s1")
    await desk.tell.drain()
    desk.clock.advance(HOUR)
    release_due(db, desk.live, desk.clock())
    with db.transaction() as session:
        session.connection().execute(update(HitRow).values(severity=99))
    desk.deliver.take(desk.clock())  # and is killed
    desk.restart()
    await desk.run(HOUR)

    [mail] = [one for one in desk.live.channels.values() if one.name == "mail"]
    assert isinstance(mail, Recorder) and mail.sent == []
    assert [alert.happening.kind for alert in files.sent if alert.happening] == [TroubleKind.ASIDE]
    with db.reading() as session:
        digest = session.exec(select(DeliveryRow).where(DeliveryRow.kind == "digest")).one()
        assert (digest.deliver_at, digest.error) == (None, EMPTIED)
    assert waiting(db) == []
