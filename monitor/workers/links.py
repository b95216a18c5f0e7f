"""The links in a message: signed for its reader, and only where our own pages can be reached."""

from datetime import timedelta

from monitor.core.model.delivery import DeliveryToSend, Links
from monitor.core.signed import Action, Permit, sign

VALID = timedelta(days=30)  # from when the message was due


def links_for(item: DeliveryToSend, public_url: str | None, key: bytes) -> Links:
    """Links for what the message is about; nobody unsubscribes from trouble."""
    if public_url is None or item.kind in ("meta", "test"):
        return Links()

    def link(action: Action, subject: str = "") -> str:
        permit = Permit(
            action=action,
            subject=subject,
            channel=item.channel,
            recipient=item.recipient,
            routes=tuple(sorted(item.routes)),
            until=item.due + VALID,
        )
        place = f"{action.value}/{subject}" if subject else action.value
        return f"{public_url}/{place}?t={sign(key, permit)}"

    if item.kind != "story":
        return Links(unsubscribe=link(Action.UNSUBSCRIBE))
    return Links(
        story=link(Action.STORY, item.subject),
        acknowledge=link(Action.ACKNOWLEDGE, item.subject),
        mute=link(Action.MUTE, item.subject),
        unsubscribe=link(Action.UNSUBSCRIBE),
    )
