"""What is asked of a hub, what its answers mean, and which of its calls are believed."""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.errors import TemporaryError
from monitor.core.hub import (
    LONGEST_LEASE,
    LONGEST_PAUSE,
    SHORTEST_LEASE,
    after_question,
    after_refusal,
    after_request,
    is_signed,
    method_of,
    request_form,
    secret_of,
    token_of,
)
from monitor.core.model.hub import Subscription

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
TOPIC = "https://wire.example/feed"
WANTED = Subscription(token="t" * 40, hub="https://hub.example/", topic=TOPIC, ask_at=NOW)
QUESTION = {"hub.mode": "subscribe", "hub.topic": TOPIC, "hub.challenge": "abc", "hub.lease_seconds": "864000"}


def test_the_request_says_what_we_want_and_where_to_call_us() -> None:
    form = parse_qs(request_form(WANTED, callback="https://monitor.example/hub/x", secret="s").decode())

    assert form == {
        "hub.mode": ["subscribe"],
        "hub.topic": [TOPIC],
        "hub.callback": ["https://monitor.example/hub/x"],
        "hub.lease_seconds": ["864000"],
        "hub.secret": ["s"],
    }


def test_a_granted_lease_is_renewed_before_it_ends() -> None:
    after = after_question(WANTED, QUESTION, NOW)

    assert after is not None and after.until == NOW + timedelta(days=10)
    assert after.ask_at == NOW + timedelta(days=8)


@pytest.mark.parametrize(
    "change",
    [
        {"hub.topic": "https://wire.example/other"},
        {"hub.mode": "unsubscribe"},
        {"hub.mode": "publish"},
        {"hub.challenge": ""},
        {"hub.challenge": "x" * 5000},
    ],
)
def test_what_was_not_asked_for_is_not_confirmed(change: dict[str, str]) -> None:
    assert after_question(WANTED, QUESTION | change, NOW) is None


def test_a_denial_is_kept_with_its_reason_and_asked_about_a_day_later() -> None:
    denied = {"hub.mode": "denied", "hub.topic": TOPIC, "hub.reason": "private feed"}
    after = after_question(WANTED, denied, NOW)

    assert after is not None and after.error == "the hub denied: private feed"
    assert after.until is None and after.ask_at == NOW + timedelta(days=1)


def test_the_reason_of_a_denial_commands_no_terminal() -> None:
    denied = {"hub.mode": "denied", "hub.topic": TOPIC, "hub.reason": "\x1b]0;mine\x07no\n\x9b2Jway"}
    after = after_question(WANTED, denied, NOW)

    assert after is not None and after.error == "the hub denied: ]0;mineno 2Jway"


@given(st.text())
def test_a_lease_is_believed_within_bounds(seconds: str) -> None:
    after = after_question(WANTED, QUESTION | {"hub.lease_seconds": seconds}, NOW)

    assert after is not None and after.until is not None
    assert SHORTEST_LEASE <= after.until - NOW <= LONGEST_LEASE
    assert NOW < after.ask_at < after.until


def test_a_hub_that_does_not_ask_back_is_asked_more_and_more_seldom() -> None:
    one, pauses = WANTED, []
    for _ in range(12):
        after = after_request(one, one.ask_at)
        pauses.append(after.ask_at - one.ask_at)
        one = after

    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (timedelta(minutes=30), LONGEST_PAUSE)


def test_a_hub_that_wants_to_be_left_alone_is() -> None:
    error = TemporaryError("hub", "answered 429", retry_after=timedelta(hours=5))

    assert after_refusal(WANTED, NOW, error).ask_at == NOW + timedelta(hours=5)


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
def test_a_call_is_believed_if_it_is_signed_with_our_secret(method: str) -> None:
    secret = secret_of(b"key", WANTED.token)
    digest = hmac.new(secret.encode(), b"news", method).hexdigest()
    other = hmac.new(b"guess", b"news", method).hexdigest()

    assert method_of(f"{method}={digest}") == method
    assert is_signed(f"{method}={digest.upper()}", digest)
    assert not is_signed(f"{method}={other}", digest)


@given(st.text() | st.sampled_from(["md5=" + "0" * 40, "sha224=" + "0" * 56, "sha3_256=" + "0" * 64, "sha256="]))
def test_no_other_signature_is_read(header: str) -> None:
    assert method_of(header) is None
    assert not is_signed(header, hashlib.sha256(b"").hexdigest())


@given(st.text(), st.text(), st.text(), st.text())
def test_each_topic_at_each_hub_has_a_token_of_its_own(hub: str, topic: str, other_hub: str, other_topic: str) -> None:
    same = (hub, topic) == (other_hub, other_topic)
    one, other = token_of(b"key", hub, topic), token_of(b"key", other_hub, other_topic)

    assert (one == other) is same
    assert one != token_of(b"another key", hub, topic)
    assert secret_of(b"key", one) not in one
