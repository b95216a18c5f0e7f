"""The channels there are: one line each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from alerts import console, email, folder, other, slack, webhook
from alerts.channel import Channel, Surroundings


@dataclass(frozen=True, slots=True)
class ChannelType:
    """How a channel is set, and how it is made."""

    Settings: type[BaseModel]
    make: Callable[[str, Any, Surroundings], Channel]  # name, an instance of Settings, surroundings


CHANNEL_TYPES: dict[str, ChannelType] = {
    "email": ChannelType(email.EmailSettings, email.make),
    "slack": ChannelType(slack.SlackSettings, slack.make),
    "webhook": ChannelType(webhook.WebhookSettings, webhook.make),
    "other": ChannelType(other.OtherSettings, other.make),
    "console": ChannelType(console.ConsoleSettings, console.make),
    "folder": ChannelType(folder.FolderSettings, folder.make),
}


def missing_secret(settings: BaseModel, secret: Callable[[str], str | None]) -> str | None:
    """The name of the secret that a channel needs and that is not set."""
    name: str | None = getattr(settings, "secret", None)
    return name if name is not None and not secret(name) else None
