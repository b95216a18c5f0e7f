"""Mail over SMTP: always TLS, one mail per recipient, one connection per mail."""

import asyncio
import re
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Literal

import aiosmtplib
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from alerts.channel import Surroundings, needed_secret
from alerts.render.clean import clean_line, cut
from alerts.render.mail import render_mail, text_only
from alerts.render.wording import words_of
from monitor.core.errors import PermanentError, TemporaryError, WorkError
from monitor.core.fit import MAIL
from monitor.core.model.delivery import Alert, Message

_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?"
)
_TOO_BIG = 552
_LONGEST_ANSWER = 200


def _check_address(address: str) -> str:
    if not _ADDRESS.fullmatch(address) or len(address) > 254:
        several = "; write several as a list in [brackets]" if re.search("[,;]", address) else ""
        raise ValueError(f"{address!r} is no e-mail address: write it like desk@example.org{several}")
    return address


def _listed(to: object) -> object:
    return [to] if isinstance(to, str) else to


Address = Annotated[str, AfterValidator(_check_address)]


class EmailSettings(BaseModel):
    """A mail channel as the operator writes it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: Literal["email"]
    to: Annotated[tuple[Address, ...], BeforeValidator(_listed)] = Field(min_length=1)
    from_: Address = Field(alias="from")
    host: str = Field(min_length=1)
    port: int = Field(default=587, ge=1, le=65535)
    tls: Literal["starttls", "tls"] = "starttls"
    user: str | None = None
    secret: str | None = None
    ca_file: str | None = None

    @field_validator("to")
    @classmethod
    def _each_once(cls, to: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(to))

    @field_validator("host")
    @classmethod
    def _a_host(cls, host: str) -> str:
        if not re.fullmatch(r"[A-Za-z0-9._-]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*", host):
            raise ValueError(f"{host!r} is no host name: write it like smtp.example.org, the port apart")
        return host

    @model_validator(mode="after")
    def _user_with_secret(self) -> "EmailSettings":
        if (self.user is None) != (self.secret is None):
            raise ValueError(
                "user and secret belong together: the login, and the name of the variable with the password"
            )
        return self


@dataclass(slots=True)
class _Step:
    """How far a try has come."""

    handing_over: bool = False  # from here on a line that breaks leaves open whether the mail was taken


class EmailChannel:
    """Sends each alert as one mail to one person."""

    mailboxes = MAIL
    pace = timedelta(0)
    timeout = timedelta(seconds=30)
    gives_up_after = timedelta(days=5)
    tries = None

    def __init__(self, name: str, settings: EmailSettings, surroundings: Surroundings) -> None:
        self.name = name
        self.recipients = settings.to
        self._settings = settings
        self._secret = surroundings.secret
        self._words = words_of(surroundings.wording)
        self._tls: ssl.SSLContext | None = None

    def render(self, alert: Alert) -> Message:
        """The mail, whole."""
        return render_mail(alert, self._words, sender=self._settings.from_, recipient=alert.recipient)

    async def send(self, message: Message, recipient: str, *, in_doubt: bool) -> str:
        """One try. In doubt it is simply sent again: the Message-ID is the same, mailboxes show it once."""
        step, name = _Step(), self._settings.secret
        password = needed_secret(self.name, name, self._secret) if name is not None else None
        context = self._context()
        try:
            async with asyncio.timeout(self.timeout.total_seconds()):
                return await self._submit(message.body, recipient, password, context, step)
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:  # TimeoutError is an OSError
            trouble = self._trouble(error, recipient, in_doubt=step.handing_over)
            if password is not None and password in str(trouble):
                raise type(trouble)(self.name, "the mail server's answer repeats the password") from None
            raise trouble from error

    def _context(self) -> ssl.SSLContext:
        """Made once: reading the system's authorities takes its time."""
        if self._tls is None:
            context = ssl.create_default_context()
            ca_file = self._settings.ca_file
            if ca_file is not None:
                try:
                    context.load_verify_locations(cafile=ca_file)
                except OSError as error:
                    reason = f"ca_file {ca_file} cannot be used ({error.strerror or type(error).__name__})"
                    raise PermanentError(self.name, reason, whole=True) from error
            self._tls = context
        return self._tls

    async def _submit(
        self, body: bytes, recipient: str, password: str | None, context: ssl.SSLContext, step: "_Step"
    ) -> str:
        """Connect, encrypt, log in, hand over: in that order, and never a step without the one before."""
        settings = self._settings
        client = aiosmtplib.SMTP(
            hostname=settings.host,
            port=settings.port,
            local_hostname=settings.from_.rpartition("@")[2],  # else the library asks DNS for our own name
            timeout=self.timeout.total_seconds(),
            use_tls=settings.tls == "tls",
            start_tls=False,  # done below, where its refusal cannot be mistaken for anything else
            tls_context=context,
        )
        try:
            await client.connect()
            if settings.tls == "starttls":
                await client.starttls()
            if settings.user is not None and password is not None:
                await client.login(settings.user, password)
            step.handing_over = True
            answer = await self._hand_over(client, body, recipient)
            with suppress(aiosmtplib.SMTPException, OSError):  # taken is taken, however the server says good-bye
                await client.quit(timeout=2)
            return answer
        finally:
            client.close()

    async def _hand_over(self, client: aiosmtplib.SMTP, body: bytes, recipient: str) -> str:
        sender = self._settings.from_
        try:
            _, answer = await client.sendmail(sender, [recipient], body)
        except (aiosmtplib.SMTPDataError, aiosmtplib.SMTPSenderRefused) as error:
            if error.code != _TOO_BIG:
                raise
            _, answer = await client.sendmail(sender, [recipient], text_only(body))
            answer = f"{answer} (text only: the whole mail was too big)"
        return _said(answer)

    def _trouble(self, error: Exception, recipient: str, *, in_doubt: bool) -> WorkError:
        """The failure, named by what to do now; `in_doubt`: where no answer came, the mail may have been taken."""
        if isinstance(error, aiosmtplib.SMTPRecipientsRefused):
            error = error.recipients[0]
        if isinstance(error, aiosmtplib.SMTPResponseException):
            return self._refusal(error, recipient, in_doubt=in_doubt)
        cause = error.__cause__ if isinstance(error, aiosmtplib.SMTPConnectError) else error
        if isinstance(cause, ssl.SSLCertVerificationError):
            reason = f"{self._settings.host} is not who it says: {cause.verify_message}"
            return PermanentError(self.name, reason, whole=True)
        where = f"{self._settings.host}:{self._settings.port}"
        if isinstance(error, ConnectionError | TimeoutError | OSError):
            reason = f"no connection to {where}: {_why(cause or error)}"
            return TemporaryError(self.name, reason, pause=True, refused=not in_doubt)
        # what is left: the server offers no STARTTLS or no login, or an address that cannot be sent
        return PermanentError(
            self.name, f"{where}: {_said(str(error))}", whole=isinstance(error, aiosmtplib.SMTPException)
        )

    def _refusal(self, error: aiosmtplib.SMTPResponseException, recipient: str, *, in_doubt: bool) -> WorkError:
        about_this_mail = (
            isinstance(error, aiosmtplib.SMTPRecipientRefused | aiosmtplib.SMTPDataError) or error.code == _TOO_BIG
        )
        about_this_mail = about_this_mail and error.code not in {421, 530}  # closing down; log in first
        subject = recipient if about_this_mail else self.name
        reason = f"{self._settings.host} said {error.code} {_said(error.message)}"
        if 400 <= error.code < 500:
            return TemporaryError(subject, reason, pause=not about_this_mail, refused=True)
        if error.code >= 500:
            return PermanentError(subject, reason, whole=not about_this_mail)
        return TemporaryError(self.name, reason, pause=True, refused=not in_doubt)  # not SMTP at all


_ADVICE = (
    (ConnectionRefusedError, "refused; is the mail server running, and are host and port right?"),
    (socket.gaierror, "nobody knows that name; is host spelt right?"),
    (TimeoutError, "it did not answer in time; is the port right and let through?"),
)


def _why(error: BaseException) -> str:
    """Why a line could not be opened or broke, and what to look at."""
    advice = next((advice for kind, advice in _ADVICE if isinstance(error, kind)), None)
    return advice or f"the line broke ({_said(str(error)) or type(error).__name__}); it is tried again"


def _said(answer: str) -> str:
    return cut(clean_line(answer), _LONGEST_ANSWER)


def make(name: str, settings: EmailSettings, surroundings: Surroundings) -> EmailChannel:
    """A mail channel, ready; its secret is asked for when it sends."""
    return EmailChannel(name, settings, surroundings)
