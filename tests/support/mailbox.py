"""A mail server on the loopback: TLS, login, certificates of its own, and every bad mood a real one has."""

import asyncio
import datetime as dt
import ipaddress
import ssl
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, cast

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "monitor", "correct horse battery"


@dataclass(frozen=True, kw_only=True)
class Mail:
    """A mail as it was taken."""

    sender: str
    recipients: tuple[str, ...]
    body: bytes
    user: str | None  # who had logged in
    tls: bool

    @property
    def message(self) -> EmailMessage:
        """Parsed."""
        return cast(EmailMessage, message_from_bytes(self.body, policy=policy.SMTP))

    @property
    def text(self) -> str:
        """The plain part."""
        part = self.message.get_body(("plain",))
        return "" if part is None else cast(EmailMessage, part).get_content()

    @property
    def html(self) -> str:
        """The HTML part; empty when there is none."""
        part = self.message.get_body(("html",))
        return "" if part is None else cast(EmailMessage, part).get_content()


@dataclass(kw_only=True)
class Mailbox:
    """What came in, and what is answered: an answer set here is given instead of the good one."""

    host: str = "127.0.0.1"
    port: int = 0
    ca_file: Path
    mails: list[Mail] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)  # every user name offered
    sessions: int = 0
    begun: int = 0  # MAIL FROM was said, to whatever end
    at_recipient: dict[str, str] = field(default_factory=dict)  # address → answer
    at_sender: str | None = None
    at_data: str | None = None
    biggest: int | None = None  # bytes of a mail; above: 552
    hangs: bool = False  # in DATA, for ever
    drops_after_data: bool = False  # takes the mail, and breaks the line instead of saying so

    # what aiosmtpd calls

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.sessions += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.begun += 1
        if self.at_sender is not None:
            return self.at_sender
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.at_recipient:
            return self.at_recipient[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        body = cast(bytes, envelope.original_content)
        if self.hangs:
            await asyncio.sleep(3600)
        if self.biggest is not None and len(body) > self.biggest:
            return "552 5.3.4 message too big"
        if self.at_data is not None:
            return self.at_data
        login = cast(Any, session.auth_data)
        self.mails.append(
            Mail(
                sender=str(envelope.mail_from),
                recipients=tuple(envelope.rcpt_tos),
                body=body,
                user=login.login.decode() if isinstance(login, LoginPassword) else None,
                tls=session.ssl is not None or server.transport.get_extra_info("sslcontext") is not None,
            )
        )
        if self.drops_after_data:
            server.transport.abort()
        return f"250 2.0.0 queued as {len(self.mails)}"

    def authenticate(self, server: SMTP, session: Session, envelope: Envelope, kind: str, login: Any) -> AuthResult:
        self.logins.append(login.login.decode())
        good = login.login == USER.encode() and login.password == PASSWORD.encode()
        return AuthResult(success=good, handled=good, auth_data=login)


@asynccontextmanager
async def mailbox(
    folder: Path,
    *,
    tls: str = "starttls",  # or "tls", or "none": STARTTLS stripped off on the way
    login: bool = True,
    names: tuple[str, ...] = ("localhost", "127.0.0.1"),
    expired: bool = False,
    port: int = 0,
) -> AsyncIterator[Mailbox]:
    """A server on a free port (or this one) for as long as the block lasts; its authority is in `ca_file`."""
    folder = Path(tempfile.mkdtemp(dir=folder))  # two of them keep out of each other's way
    ca_file, context = certificates(folder, names=names, expired=expired)
    box = Mailbox(ca_file=ca_file)
    loop = asyncio.get_running_loop()

    def session() -> SMTP:
        return SMTP(
            box,
            hostname="mailbox.example",
            tls_context=context if tls == "starttls" else None,
            require_starttls=tls == "starttls",
            auth_required=login and tls == "starttls",
            auth_require_tls=tls == "starttls",
            authenticator=box.authenticate,
            loop=loop,
        )

    server = await loop.create_server(session, box.host, port, ssl=context if tls == "tls" else None)
    box.port = server.sockets[0].getsockname()[1]
    try:
        yield box
    finally:
        server.close()


def certificates(folder: Path, *, names: tuple[str, ...], expired: bool = False) -> tuple[Path, ssl.SSLContext]:
    """An authority of our own (its file), and a server's context with a certificate it signed."""
    ca_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    authority = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test authority")])
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
    now = dt.datetime.now(dt.UTC)
    until = now - dt.timedelta(days=1) if expired else now + dt.timedelta(days=1)
    ca = (
        _certificate(authority, authority, ca_key, now + dt.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(ca_key.public_key()), critical=False)
        .sign(ca_key, hashes.SHA256())
    )
    own = (
        _certificate(subject, authority, key, until)
        .add_extension(x509.SubjectAlternativeName([_name(name) for name in names]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key()), critical=False)
        .sign(ca_key, hashes.SHA256())
    )
    ca_file, chain = folder / "ca.pem", folder / "server.pem"
    ca_file.write_bytes(ca.public_bytes(serialization.Encoding.PEM))
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    chain.write_bytes(own.public_bytes(serialization.Encoding.PEM) + secret)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(chain)
    return ca_file, context


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, until: dt.datetime
) -> x509.CertificateBuilder:
    return x509.CertificateBuilder(
        subject_name=subject,
        issuer_name=issuer,
        public_key=key.public_key(),
        serial_number=x509.random_serial_number(),
        not_valid_before=until - dt.timedelta(days=3),
        not_valid_after=until,
    )


def _name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)
