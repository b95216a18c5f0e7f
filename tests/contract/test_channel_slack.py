"""Slack, by bot and by webhook, against a fake on the loopback."""

import asyncio
import json
from dataclasses import replace
from datetime import timedelta

import pytest

from alerts.retry_after import retry_after
from alerts.slack import SlackChannel, SlackSettings, make
from alerts.slack_api import networks_of
from monitor.core.errors import PermanentError, TemporaryError
from tests.support.alerts import story, update
from tests.support.slack import CHANNELS, HOOK, TOKEN, Answer, Post, Slack, slack
from tests.support.surroundings import surroundings

WEBHOOK = "https://hooks.slack.example" + HOOK


def bot(fake: Slack, *, post: str = "#desk", token: str = TOKEN, **more: object) -> SlackChannel:
    settings = {"type": "slack", "secret": "TOKEN", "post": post, "api_url": fake.api_url, **more}
    return make("desk", SlackSettings.model_validate(settings), surroundings(secrets={"TOKEN": token}))


def webhook(fake: Slack, address: str = WEBHOOK) -> SlackChannel:
    settings = {"type": "slack", "secret": "HOOK", "api_url": fake.url}
    return make("desk", SlackSettings.model_validate(settings), surroundings(secrets={"HOOK": address}))


async def send(channel: SlackChannel, *, in_doubt: bool = False) -> str:
    return await channel.send(channel.render(story()), channel.recipients[0], in_doubt=in_doubt)


async def test_a_bot_posts_with_the_key_in_the_metadata() -> None:
    async with slack() as fake:
        channel = bot(fake)
        answer = await send(channel)

    (post,) = fake.posts
    assert post.where == CHANNELS["#desk"]
    assert post.ts in answer
    assert post.payload["metadata"]["event_payload"] == {"key": channel.render(story()).id, "subject": "story/7f3a/1"}
    assert post.payload["unfurl_links"] is False
    assert post.payload["unfurl_media"] is False


async def test_a_webhook_posts_without_channel_and_metadata() -> None:
    async with slack() as fake:
        assert await send(webhook(fake)) == "ok"

    (post,) = fake.posts
    assert post.where == HOOK
    assert "channel" not in post.payload
    assert "metadata" not in post.payload


@pytest.mark.parametrize("post", ["#desk", CHANNELS["#desk"]])
async def test_in_doubt_a_bot_looks_before_it_posts_again(post: str) -> None:
    async with slack() as fake:
        await send(bot(fake, post=post))
        answer = await send(bot(fake, post=post), in_doubt=True)

    assert len(fake.posts) == 1
    assert "there already" in answer


async def test_in_doubt_what_is_not_there_is_posted() -> None:
    async with slack() as fake:
        await send(bot(fake, post="#other"))
        await send(bot(fake), in_doubt=True)

    assert len(fake.posts) == 2


async def test_in_doubt_a_bot_that_may_not_look_posts_again() -> None:
    async with slack() as fake:
        fake.refuses_history = True
        await send(bot(fake), in_doubt=True)

    assert len(fake.posts) == 1


async def test_a_key_is_found_on_a_later_page_of_the_history() -> None:
    async with slack() as fake:
        channel = bot(fake)
        first = channel.render(story())
        await channel.send(first, "#desk", in_doubt=False)
        for number in range(250):
            fake.posts.append(type(fake.posts[0])(where=CHANNELS["#desk"], payload={"text": "…"}, ts=str(number)))
        await channel.send(first, "#desk", in_doubt=True)

    assert len(fake.posts) == 251


async def test_an_answer_lost_on_the_way_is_looked_for_without_being_asked() -> None:
    async with slack() as fake:
        channel = bot(fake)
        fake.next.append(Answer(drop="after"))
        with pytest.raises(TemporaryError):
            await send(channel)
        await send(channel)

    assert len(fake.posts) == 1


async def test_a_line_that_breaks_before_is_tried_again() -> None:
    async with slack() as fake:
        channel = bot(fake)
        fake.next.append(Answer(drop="before"))
        with pytest.raises(TemporaryError):
            await send(channel)
        await send(channel)

    assert len(fake.posts) == 1


async def test_in_doubt_a_webhook_posts_again() -> None:
    async with slack() as fake:
        await send(webhook(fake))
        await send(webhook(fake), in_doubt=True)

    assert len(fake.posts) == 2


@pytest.mark.parametrize(
    ("error", "whole"),
    [
        *((error, True) for error in ("invalid_auth", "token_revoked", "account_inactive")),
        *((error, True) for error in ("channel_not_found", "not_in_channel", "is_archived")),
        *((error, False) for error in ("invalid_blocks", "no_text")),
    ],
)
async def test_what_no_second_try_mends(error: str, whole: bool) -> None:
    async with slack() as fake:
        fake.next.append(Answer(body=json.dumps({"ok": False, "error": error})))
        with pytest.raises(PermanentError, match=error) as caught:
            await send(bot(fake))

    assert caught.value.whole is whole


@pytest.mark.parametrize(
    "answer",
    [
        *(Answer(body=json.dumps({"ok": False, "error": e})) for e in ("internal_error", "fatal_error", "new_error")),
        Answer(body=json.dumps({"ok": False, "error": "service_unavailable"})),
        Answer(status=500),
        Answer(status=503, body="busy"),
        Answer(status=307, headers={"Location": "http://127.0.0.1:1/"}),
        Answer(body="<html>not json"),
        Answer(body="[]"),
    ],
)
async def test_what_is_tried_again(answer: Answer) -> None:
    async with slack() as fake:
        fake.next.append(answer)
        with pytest.raises(TemporaryError):
            await send(bot(fake))

    assert fake.posts == []
    assert len(fake.requests) == 1


@pytest.mark.parametrize(
    ("status", "whole"), [(400, False), (403, True), (404, True), (410, True), (500, None), (302, None)]
)
async def test_what_a_webhook_s_status_means(status: int, whole: bool | None) -> None:
    async with slack() as fake:
        fake.next.append(Answer(status=status, body="said"))
        with pytest.raises((PermanentError, TemporaryError)) as caught:
            await send(webhook(fake))

    assert getattr(caught.value, "whole", None) is whole


@pytest.mark.parametrize(
    ("header", "wait"),
    [("7", 7), ("90000", 3600), ("-1", 1), ("soon", 30), (None, 30), ("Sun, 22 Nov 2026 06:15:00 GMT", 60)],
)
async def test_a_429_pauses_the_channel(header: str | None, wait: int) -> None:
    headers = {"Date": "Sun, 22 Nov 2026 06:14:00 GMT"} | ({"Retry-After": header} if header else {})
    async with slack() as fake:
        fake.next.append(Answer(status=429, headers=headers))
        with pytest.raises(TemporaryError) as caught:
            await send(bot(fake))

    assert caught.value.pause
    assert caught.value.retry_after == timedelta(seconds=wait)


@pytest.mark.parametrize("value", ["", "1e999", "٣", "9" * 400, "Sun, 99 Nov 2026", "nan", "inf", "\x00", "1,5"])
def test_an_odd_retry_after_is_no_trouble(value: str) -> None:
    wait = retry_after({"Retry-After": value, "Date": "yesterday"})

    assert wait is None or timedelta(seconds=1) <= wait <= timedelta(hours=1)


@pytest.mark.parametrize("way", [bot, webhook])
async def test_what_slack_finds_too_long_goes_as_a_headline(way: type) -> None:
    async with slack() as fake:
        fake.longest = 2_500
        await send(way(fake))

    (post,) = fake.posts
    assert len(post.payload["blocks"]) == 1
    assert "لجنة الممرات" in json.dumps(post.payload["blocks"], ensure_ascii=False)


async def test_secrets_stand_in_no_error() -> None:
    async with slack() as fake:
        fake.next.append(Answer(status=404, body=f"no such hook {WEBHOOK}"))
        with pytest.raises(PermanentError) as refused:
            await send(webhook(fake))
        fake.next.append(Answer(drop="before"))
        channel = webhook(fake)
        with pytest.raises(TemporaryError) as broken:
            await send(channel)

    assert "hooksecret" not in f"{refused.value!r} {broken.value!r} {channel!r} {vars(channel)!r}"


@pytest.mark.parametrize(("secret", "says"), [("", "is not set"), (WEBHOOK, "bot token"), ("a\nb", "bot token")])
async def test_a_secret_that_cannot_be_one_is_the_channel_s_fault(secret: str, says: str) -> None:
    async with slack() as fake:
        with pytest.raises(PermanentError, match=says) as caught:
            await send(bot(fake, token=secret))

    assert caught.value.whole
    assert fake.requests == []


async def test_a_mention_comes_from_the_settings_only() -> None:
    async with slack() as fake:
        quiet, loud = bot(fake, mention={"critical": "@here"}), bot(fake, mention={"high": "U012AB3CD"})
        await send(quiet)
        await send(loud)

    pings = [json.dumps(post.payload) for post in fake.posts]
    assert ["U012AB3CD" in ping for ping in pings] == [False, True]


def test_only_the_operator_s_proxy_may_stand_in_a_private_network() -> None:
    assert networks_of(None) == ()
    assert networks_of("http://127.0.0.1:9000/api") == ("127.0.0.1/32",)
    assert "10.0.0.0/8" in networks_of("http://slack-proxy:9000")


# ── a story is one thread ──────────────────────────────────────────────────────────────────────────────────────────


async def grows(channel: SlackChannel, *revisions: int, in_doubt: bool = False) -> str:
    """Send these revisions of the story; the first is its first notice."""
    answer = ""
    for revision in revisions:
        alert = story() if revision == 1 else update(revision=revision)
        answer = await channel.send(channel.render(alert), "#desk", in_doubt=in_doubt)
    return answer


def threads(fake: Slack) -> list[str | None]:
    """Of each post the message whose thread it stands in."""
    return [post.payload.get("thread_ts") for post in fake.posts]


def text_of(post: Post) -> str:
    return json.dumps(post.payload["blocks"], ensure_ascii=False)


async def test_an_update_edits_the_story_s_message_and_says_what_is_new_below_it() -> None:
    async with slack() as fake:
        await grows(bot(fake), 1, 2, 3)

    parent, *replies = fake.posts
    assert threads(fake) == [None, parent.ts, parent.ts]
    assert fake.edits == 2
    assert "القصة في 3 وسائل إعلام" in text_of(parent)
    assert "نقلًا عن رويترز" in text_of(parent)
    assert parent.payload["metadata"]["event_payload"]["subject"] == "story/7f3a/1"
    assert all("جديد منذ آخر تنبيه" in text_of(reply) for reply in replies)


async def test_after_a_restart_the_thread_is_found_again() -> None:
    async with slack() as fake:
        await grows(bot(fake), 1)
        await send_other(bot(fake))
        await grows(bot(fake), 2)
        await grows(bot(fake), 3)

    assert threads(fake) == [None, None, fake.posts[0].ts, fake.posts[0].ts]


async def send_other(channel: SlackChannel) -> None:
    await channel.send(channel.render(story(subject="81bc")), "#desk", in_doubt=False)


async def test_where_the_story_s_message_was_deleted_it_gets_a_new_one() -> None:
    async with slack() as fake:
        channel = bot(fake)
        await grows(channel, 1)
        fake.deleted.add(fake.posts[0].ts)
        await grows(channel, 2, 3)

    first, second, third = fake.posts
    assert threads(fake) == [None, None, second.ts]
    assert "جديد منذ آخر تنبيه" in json.dumps(third.payload["blocks"], ensure_ascii=False)


async def test_a_message_that_may_no_longer_be_edited_keeps_its_thread() -> None:
    async with slack() as fake:
        channel = bot(fake)
        await grows(channel, 1)
        fake.next.append(Answer(body=json.dumps({"ok": False, "error": "edit_window_closed"})))
        await grows(channel, 2)

    assert threads(fake) == [None, fake.posts[0].ts]


@pytest.mark.parametrize("restart", [False, True])
@pytest.mark.parametrize("drop", ["before", "after"])
@pytest.mark.parametrize("step", [0, 1], ids=["the edit", "the reply"])
async def test_an_update_cut_off_anywhere_is_posted_once(step: int, drop: str, restart: bool) -> None:
    async with slack() as fake:
        channel = bot(fake)
        await grows(channel, 1)
        usual = [_usual() for _ in range(step)]
        fake.next.extend([*usual, Answer(drop=drop)])
        with pytest.raises(TemporaryError):
            await grows(channel, 2)
        again = bot(fake) if restart else channel
        await grows(again, 2, in_doubt=True)
        await grows(again, 2, in_doubt=True)

    assert threads(fake) == [None, fake.posts[0].ts]


def _usual() -> Answer:
    return Answer(drop="not at all")


async def test_a_new_message_in_place_of_a_deleted_one_is_posted_once() -> None:
    async with slack() as fake:
        channel = bot(fake)
        await grows(channel, 1)
        fake.deleted.add(fake.posts[0].ts)
        fake.next.extend([_usual(), Answer(drop="after")])
        with pytest.raises(TemporaryError):
            await grows(channel, 2)
        await grows(bot(fake), 2, in_doubt=True)

    assert threads(fake) == [None, None]


async def test_two_updates_at_once_share_one_thread() -> None:
    async with slack() as fake:
        channel = bot(fake)
        await asyncio.gather(grows(channel, 2), grows(channel, 3), grows(channel, 4))

    assert sorted(str(thread) for thread in threads(fake)) == [fake.posts[0].ts, fake.posts[0].ts, "None"]


async def test_an_update_that_overtook_the_first_notice_takes_it_into_its_thread() -> None:
    async with slack() as fake:
        channel = bot(fake)
        await grows(channel, 2, 1)

    assert threads(fake) == [None, fake.posts[0].ts]


async def test_an_escalation_is_shown_in_the_channel_as_well() -> None:
    async with slack() as fake:
        channel = bot(fake, mention={"high": "@here"})
        await grows(channel, 1)
        await channel.send(channel.render(story(revision=2, escalated=True)), "#desk", in_doubt=False)
        await grows(bot(fake), 3)

    reply = fake.posts[1]
    assert reply.payload["reply_broadcast"] is True
    assert "لم يؤكّد أحد" in text_of(reply)
    assert '"range": "here"' in text_of(reply)
    assert threads(fake) == [None, fake.posts[0].ts, fake.posts[0].ts]


async def test_a_message_that_an_earlier_version_kept_is_still_sent() -> None:
    async with slack() as fake:
        channel = bot(fake)
        message = channel.render(story())
        kept = replace(message, body=json.dumps(json.loads(message.body)["post"]).encode())
        await channel.send(kept, "#desk", in_doubt=False)

    assert len(fake.posts) == 1


async def test_a_webhook_posts_updates_as_messages_of_their_own() -> None:
    async with slack() as fake:
        channel = webhook(fake)
        await channel.send(channel.render(update()), "webhook", in_doubt=False)

    assert "جديد منذ آخر تنبيه" in text_of(fake.posts[0])
