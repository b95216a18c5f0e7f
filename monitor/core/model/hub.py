"""subscribe: feed with a hub → told at once when there is news."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """What we want to hear from a hub (WebSub), and how that stands."""

    token: str  # the secret part of our callback's address; names the subscription
    hub: str
    topic: str
    ask_at: datetime  # when the hub is asked, or asked again
    failures: int = 0  # requests in a row that did not lead to a subscription
    until: datetime | None = None  # the lease, as the hub granted it; None: not subscribed
    pushed_at: datetime | None = None  # when it last announced news, signed as agreed
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionToAsk:
    """What the subscribe worker needs to know."""

    subscription: Subscription
    attempt: int  # fencing token of the claim
    sources: tuple[str, ...]  # that name this hub for this topic


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionRecord:
    """What the subscribe worker wants remembered."""

    subscription: Subscription
    attempt: int
