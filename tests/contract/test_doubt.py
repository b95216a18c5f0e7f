"""Messages that may have gone out although the channel failed: they go again as they were, or not at all."""

from datetime import timedelta

from monitor.core.errors import TemporaryError
from monitor.core.model.delivery import Message
from storage import outbox
from storage.database import Database
from tests.contract.test_alert_policy import HOUR, NOW, at
from tests.support.policy import Recorder, policy_desk

MINUTE = timedelta(minutes=1)


class Doubtful(Recorder):
    """Remembers of which messages it was said that they may have gone out before."""

    async def send(self, message: Message, recipient: str, *, in_doubt: bool) -> str:
        """As any recorder."""
        self.doubts = [*getattr(self, "doubts", []), in_doubt]
        return await super().send(message, recipient, in_doubt=in_doubt)


async def test_a_dead_message_that_may_have_gone_out_is_still_in_doubt_when_it_is_tried_again(db: Database) -> None:
    mail = Doubtful(gives_up_after=HOUR, late_trouble=lambda: TemporaryError("mail", "reset"))
    desk = policy_desk(db, NOW, channels=(mail,))
    desk.article("s1")
    await desk.run(timedelta(hours=30), step=timedelta(minutes=30))
    assert outbox.counts(db)["dead"] == 1
    mail.doubts.clear()

    outbox.retry_dead(db, desk.clock())
    mail.late_trouble = lambda: None
    await desk.tick(MINUTE)

    assert mail.doubts == [True]


async def test_what_may_have_gone_out_goes_again_as_it_was_and_not_in_a_late_digest(db: Database) -> None:
    mail = Recorder(late_trouble=lambda: TemporaryError("mail", "dropped after DATA"))
    desk = policy_desk(db, NOW, channels=(mail,), clock=at(9))
    for key in ("s1", "s2"):
        desk.article(key)
    await desk.tick()
    await desk.tick(MINUTE)
    mail.trouble = lambda: TemporaryError("mail", "no answer", pause=True, refused=True)
    mail.late_trouble = lambda: None
    await desk.run(timedelta(hours=26), step=timedelta(minutes=30))

    mail.trouble = lambda: None
    await desk.run(HOUR)

    assert {id for id, _ in mail.ids} == {"story/s1/1", "story/s2/1"}
    assert outbox.counts(db)["waiting"] == 0
