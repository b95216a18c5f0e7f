"""The signed webhook, against a receiver written as its documentation says."""

import json
from datetime import timedelta

import pytest

from alerts.webhook import WebhookChannel, WebhookSettings, make
from monitor.core.errors import PermanentError, TemporaryError
from monitor.net.door import ChannelDoor, Door, FetchSettings
from tests.support.alerts import HOSTILE, every_kind, spoilt, story
from tests.support.clock import VirtualClock
from tests.support.receiver import KEY, Receiver
from tests.support.slack import Answer, serving
from tests.support.surroundings import surroundings

NOW = int(VirtualClock()().timestamp())


def receiver(**more: object) -> Receiver:
    return Receiver(clock=NOW, **more)  # type: ignore[arg-type]


def hook(fake: Receiver, *, key: str = KEY, **more: object) -> WebhookChannel:
    settings = {"type": "webhook", "url": f"{fake.url}/in", "secret": "KEY", **more}
    return make("hook", WebhookSettings.model_validate(settings), surroundings(secrets={"KEY": key}))


async def send(channel: WebhookChannel, *, in_doubt: bool = False) -> str:
    return await channel.send(channel.render(story()), channel.recipients[0], in_doubt=in_doubt)


async def test_a_document_arrives_signed_under_its_key() -> None:
    async with serving(receiver()) as fake:
        answer = await send(hook(fake))

    ((key, document),) = fake.taken.items()
    assert answer == "202 taken"
    assert document["id"] == key == hook(fake).render(story()).id
    assert (document["version"], document["kind"], document["severity"]) == (1, "story", "high")
    assert document["articles"][0]["outlet"] == "صحيفة المرفأ"
    assert any("لجنة الممرات" in excerpt for excerpt in document["articles"][0]["excerpts"])
    assert fake.requests[0]["content-type"] == "application/json"


async def test_a_wrong_key_is_the_channel_s_fault() -> None:
    async with serving(receiver()) as fake:
        with pytest.raises(PermanentError, match="401 wrong signature") as caught:
            await send(hook(fake, key="another"))

    assert caught.value.whole
    assert fake.taken == {}


async def test_a_receiver_that_was_never_reached_leaves_no_doubt() -> None:
    async with serving(receiver()) as fake:
        pass
    settings = {"type": "webhook", "url": f"{fake.url}/in", "secret": "KEY", "allow_networks": ["127.0.0.1/32"]}
    door = Door(FetchSettings(pace=timedelta(0)))
    channel = make(
        "hook",
        WebhookSettings.model_validate(settings),
        surroundings(secrets={"KEY": KEY}, http=ChannelDoor(door)),
    )
    with pytest.raises(TemporaryError, match="no connection") as caught:
        await send(channel)
    await door.aclose()

    assert caught.value.refused


@pytest.mark.parametrize("drop", ["before", "after"])
async def test_in_doubt_it_goes_again_and_a_receiver_takes_it_once(drop: str) -> None:
    async with serving(receiver()) as fake:
        fake.next.append(Answer(drop=drop))
        with pytest.raises(TemporaryError) as caught:
            await send(hook(fake))
        await send(hook(fake), in_doubt=True)

    assert not caught.value.refused
    assert len(fake.taken) == 1
    assert fake.bodies[0] == fake.bodies[1]


async def test_in_doubt_it_does_not_go_again_where_the_operator_says_so() -> None:
    async with serving(receiver()) as fake:
        answer = await send(hook(fake, on_doubt="skip"), in_doubt=True)

    assert "not sent again" in answer
    assert fake.requests == []


async def test_a_redirect_is_said_and_not_followed() -> None:
    async with serving(receiver()) as fake:
        fake.next.append(Answer(status=307, headers={"Location": "http://127.0.0.1:1/elsewhere"}))
        with pytest.raises(PermanentError, match="redirects .307. to http://127.0.0.1:1/elsewhere") as caught:
            await send(hook(fake))

    assert caught.value.whole
    assert len(fake.requests) == 1


@pytest.mark.parametrize(
    ("status", "kind", "whole"),
    [
        *((status, PermanentError, True) for status in (401, 403, 404, 410)),
        *((status, PermanentError, False) for status in (400, 413, 422)),
        *((status, TemporaryError, None) for status in (408, 425, 429, 500, 502, 503)),
    ],
)
async def test_what_a_status_means(status: int, kind: type[Exception], whole: bool | None) -> None:
    async with serving(receiver()) as fake:
        fake.next.append(Answer(status=status, body="why", headers={"Retry-After": "90"}))
        with pytest.raises(kind, match=f"{status} why") as caught:
            await send(hook(fake))

    assert getattr(caught.value, "whole", None) is whole
    assert getattr(caught.value, "retry_after", None) == (timedelta(seconds=90) if whole is None else None)
    assert getattr(caught.value, "pause", False) is (status == 429)


async def test_a_private_network_has_to_be_named() -> None:
    door = Door(FetchSettings(pace=timedelta(0), timeout=timedelta(seconds=3)))
    async with serving(receiver()) as fake:
        for networks in ([], ["127.0.0.1/32"]):
            settings = {"type": "webhook", "url": fake.url, "secret": "KEY", "allow_networks": networks}
            around = surroundings(secrets={"KEY": KEY}, http=ChannelDoor(door))
            channel = make("hook", WebhookSettings.model_validate(settings), around)
            if networks:
                await send(channel)
                continue
            with pytest.raises(PermanentError, match="allow_networks") as caught:
                await send(channel)
            assert caught.value.whole
    await door.aclose()

    assert len(fake.taken) == 1


async def test_without_its_secret_nothing_is_sent() -> None:
    async with serving(receiver()) as fake:
        with pytest.raises(PermanentError, match="secret KEY is not set"):
            await send(hook(fake, key=""))

    assert fake.requests == []


FIELDS = {
    *("version", "id", "kind", "subject", "revision", "severity", "escalated", "due", "at", "routes", "watchlists"),
    *("headline", "lines", "news", "articles", "stories", "digest", "spike", "trouble", "links"),
}


@pytest.mark.parametrize("kind", every_kind())
def test_every_kind_has_every_field(kind: str) -> None:
    channel = hook(Receiver(url="http://receiver.example"))

    assert set(json.loads(channel.render(every_kind()[kind]).body)) == FIELDS


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_strangers_write_is_json(text: str) -> None:
    channel = hook(Receiver(url="http://receiver.example"))

    for alert in every_kind().values():
        body = channel.render(spoilt(alert, text)).body
        json.loads(body)
