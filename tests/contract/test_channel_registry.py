"""What every channel has in common, and what its settings refuse."""

from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from alerts.registry import CHANNEL_TYPES, missing_secret
from tests.support.alerts import every_kind
from tests.support.surroundings import surroundings

EMAIL = {"type": "email", "to": ["a@example.org"], "from": "m@example.org", "host": "smtp.example.org"}
GOOD: dict[str, dict[str, object]] = {
    "email": EMAIL,
    "slack": {"type": "slack", "secret": "TOKEN", "post": "#desk"},
    "webhook": {"type": "webhook", "url": "https://hooks.example.org/in", "secret": "KEY"},
    "other": {"type": "other", "secret": "PHONE"},
    "console": {"type": "console"},
    "folder": {"type": "folder"},
}
ALERTS = every_kind()


def test_every_channel_is_held_to_this() -> None:
    assert set(GOOD) == set(CHANNEL_TYPES)


@pytest.mark.parametrize("kind", GOOD)
@pytest.mark.parametrize("alert", ALERTS)
def test_every_channel_renders_the_same_bytes_for_the_same_alert(kind: str, alert: str, tmp_path: Path) -> None:
    kept = CHANNEL_TYPES[kind]
    channels = [kept.make("c", kept.Settings.model_validate(GOOD[kind]), surroundings(tmp_path)) for _ in range(2)]
    one, other = (channel.render(ALERTS[alert]) for channel in channels)

    assert one == other
    assert one.id
    assert one.body


@pytest.mark.parametrize("kind", GOOD)
def test_every_channel_has_its_pace_and_bounds(kind: str, tmp_path: Path) -> None:
    kept = CHANNEL_TYPES[kind]
    channel = kept.make("c", kept.Settings.model_validate(GOOD[kind]), surroundings(tmp_path))

    assert channel.name == "c"
    assert channel.recipients
    assert timedelta(0) <= channel.pace <= timedelta(seconds=1)
    assert timedelta(0) < channel.timeout <= timedelta(seconds=30)
    assert channel.gives_up_after >= timedelta(hours=48)
    assert channel.tries is None or channel.tries >= 8


@pytest.mark.parametrize(
    ("kind", "change", "says"),
    [
        ("email", {"to": ["desk"]}, "'desk' is no e-mail address"),
        ("email", {"to": ["a@b\r\nBcc: c@d"]}, "no e-mail address"),
        ("email", {"to": ["مكتب@example.org"]}, "no e-mail address"),
        ("email", {"to": []}, "at least 1"),
        ("email", {"from": "Monitor"}, "'Monitor' is no e-mail address"),
        ("email", {"tls": "none"}, "'starttls' or 'tls'"),
        ("email", {"user": "monitor"}, "user and secret belong together"),
        ("email", {"host": "https://smtp.example.org"}, "is no host name"),
        ("email", {"port": 70000}, "65535"),
        ("slack", {"mention": {"urgent": "@here"}}, "unknown severity 'urgent': use low, normal, high, critical"),
        ("slack", {"mention": {"high": "<!channel>"}}, "cannot be mentioned"),
        ("slack", {"post": "desk room"}, "is no Slack channel"),
        ("slack", {"api_url": "ftp://x"}, "api_url must be"),
        ("webhook", {"url": "hooks.example.org"}, "is no web address"),
        ("webhook", {"url": "https://u:p@hooks.example.org/"}, "no name or password"),
        ("webhook", {"on_doubt": "perhaps"}, "'resend' or 'skip'"),
        ("webhook", {"secret": ""}, "at least 1"),
        ("other", {"secret": ""}, "at least 1"),
        ("console", {"colour": True}, "Extra inputs"),
        ("folder", {"path": ""}, "at least 1"),
    ],
)
def test_settings_say_what_is_wrong(kind: str, change: dict[str, object], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        CHANNEL_TYPES[kind].Settings.model_validate({**GOOD[kind], **change})


@pytest.mark.parametrize("kind", GOOD)
def test_a_setting_nobody_knows_is_refused(kind: str) -> None:
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        CHANNEL_TYPES[kind].Settings.model_validate({**GOOD[kind], "colour": "red"})


def test_a_missing_secret_is_named() -> None:
    settings = CHANNEL_TYPES["slack"].Settings.model_validate(GOOD["slack"])

    assert missing_secret(settings, {}.get) == "TOKEN"
    assert missing_secret(settings, {"TOKEN": "xoxb-1"}.get) is None
    assert missing_secret(CHANNEL_TYPES["email"].Settings.model_validate(EMAIL), {}.get) is None
