"""Any service that Apprise knows, as an optional extra: text only, in a thread, yes or no for an answer."""

import asyncio
import logging
import re
from datetime import timedelta
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from alerts.channel import Surroundings, needed_secret
from alerts.render.clean import cut
from alerts.render.layout import lay_out
from alerts.render.mail import message_key
from alerts.render.text import render_text
from alerts.render.view import Limits
from alerts.render.wording import words_of
from monitor.core.errors import PermanentError, TemporaryError
from monitor.core.model.delivery import Alert, Message

_LONGEST = 3_500  # characters; Telegram takes 4,096, most take more
_SHORT = Limits(excerpts=2, articles=5, stories=10, terms=8, queries=3, lines=12)
# Services that take a text over HTTPS. Not here, on purpose: what runs programs or writes to this machine (exec,
# syslog, dbus, gnome, windows, macosx, file), mail (a channel of its own), and plain web requests (our webhook).
SCHEMES = frozenset(
    {"tgram", "discord", "workflows", "ntfy", "ntfys", "gotify", "gotifys", "pover", "pbul", "matrix"}
    | {"matrixs", "mmost", "mmosts", "rocket", "rockets", "gchat", "zulip", "webex", "wxteams", "signal", "signals"}
    | {"whatsapp", "twilio", "vonage", "nexmo", "msgbird", "clickatell", "plivo", "sinch", "pagerduty", "opsgenie"}
    | {"pagertree", "splunk", "victorops", "line", "viber", "threema", "bark", "barks", "prowl", "pushy"}
    | {"psafer", "simplepush", "spush", "join", "ifttt", "guilded", "revolt", "lark", "feishu", "dingtalk", "wecombot"}
    | {"synology", "synologys", "ncloud", "nclouds", "nctalk", "nctalks", "fcm", "sns", "pushed"}
)


class OtherSettings(BaseModel):
    """As the operator writes it: the service's whole address is a secret, since it holds tokens."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: Literal["other"]
    secret: str = Field(min_length=1)


class OtherChannel:
    """Sends each alert as a plain text."""

    mailboxes = None
    pace = timedelta(seconds=1)
    timeout = timedelta(seconds=30)
    gives_up_after = timedelta(hours=48)
    tries = 8  # it never says whether another try could help
    recipients = ("other",)

    def __init__(self, name: str, settings: OtherSettings, surroundings: Surroundings) -> None:
        self.name = name
        self._settings = settings
        self._secret = surroundings.secret
        self._words = words_of(surroundings.wording)

    def render(self, alert: Alert) -> Message:
        """The text, cut to what most services take."""
        text = cut(render_text(lay_out(alert, self._words, _SHORT)), _LONGEST)
        return Message(id=message_key(alert), content_type="text/plain; charset=utf-8", body=text.encode())

    async def send(self, message: Message, recipient: str, *, in_doubt: bool) -> str:
        """One try; in doubt it goes again, since nothing can be asked."""
        address = self._address()
        good = await asyncio.to_thread(self._notify, address, message.body.decode())
        if not good:
            raise TemporaryError(self.name, "Apprise says that it could not be sent, and not why")
        return "Apprise says that it was sent"

    def _address(self) -> str:
        name = self._settings.secret
        address = needed_secret(self.name, name, self._secret).strip()
        scheme = re.match(r"([A-Za-z][A-Za-z0-9]*)://[^\s,]+$", address)
        if scheme is None:
            reason = f"secret {name} must be one Apprise address, such as tgram://token/chat"
            raise PermanentError(self.name, reason, whole=True)
        if scheme[1].lower() not in SCHEMES:
            reason = f"{scheme[1].lower()}:// is not among the services allowed here; see docs/channels.md"
            raise PermanentError(self.name, reason, whole=True)
        return address

    def _notify(self, address: str, text: str) -> bool:
        apprise = self._apprise()
        service = apprise.Apprise(asset=quiet_asset(apprise.AppriseAsset))
        if not service.add(address):
            reason = f"secret {self._settings.secret} is no address that Apprise understands"
            raise PermanentError(self.name, reason, whole=True)
        try:
            return bool(service.notify(body=text, body_format=apprise.NotifyFormat.TEXT))
        except (TypeError, OSError, ValueError) as error:
            raise TemporaryError(self.name, f"Apprise failed ({type(error).__name__})") from None

    def _apprise(self) -> Any:
        try:
            import apprise  # noqa: PLC0415 — an optional extra, and 0.3 s to import
        except ImportError as error:
            reason = "this channel needs Apprise; install it with: pip install 'arabic-news-monitor[other]'"
            raise PermanentError(self.name, reason, whole=True) from error
        logging.getLogger("apprise").disabled = True  # it writes down whole addresses that it cannot read
        return apprise


def quiet_asset(make_asset: Any) -> Any:
    """Apprise set to keep secrets out of its log, and to follow no redirect where it can be told so."""
    try:
        return make_asset(secure_logging=True, http_redirects=False)
    except (TypeError, AttributeError):  # an Apprise that does not know the setting
        return make_asset(secure_logging=True)


def make(name: str, settings: OtherSettings, surroundings: Surroundings) -> OtherChannel:
    """A channel of another kind, ready; its secret is asked for when it sends."""
    return OtherChannel(name, settings, surroundings)
