"""An alert as a mail, to the last byte: the same alert gives the same bytes."""

import hashlib
import re
from datetime import datetime
from email import policy
from email.header import Header
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import format_datetime, parsedate_to_datetime
from typing import cast

from alerts.render.clean import link_of, short_line
from alerts.render.html import render_html
from alerts.render.layout import lay_out
from alerts.render.text import render_text
from alerts.render.view import FULL, Limits, View
from alerts.render.wording import Words
from monitor.core.model.delivery import Alert, Message

CONTENT_TYPE = "message/rfc822"
_BIGGEST_HTML = 100_000  # bytes; Gmail cuts off what comes after 102 kB
_SHRINKING = (
    FULL,
    Limits(articles=8, stories=20, lines=30),
    Limits(excerpts=3, articles=2, stories=8, terms=8, queries=3, forms=3, lines=10),
)
_LONGEST_TEXT = 300  # of a header that only machines read
_FREE_TEXT = frozenset({"subject", "x-monitor-routes", "x-monitor-subject"})
_IDENTIFIERS = frozenset({"message-id", "in-reply-to", "references", "list-id", "list-unsubscribe"})


class _SafeFolding(policy.EmailPolicy):
    """Python 3.11 and 3.12 lose a space in one of five long Arabic subjects; 3.13 does not.

    Long identifiers they would encode, or push to a second line: not every reader understands that.
    """

    def fold(self, name: str, value: str) -> str:
        """One header, folded."""
        return self._fold_safely(name, value) or super().fold(name, value)

    def fold_binary(self, name: str, value: str) -> bytes:
        """One header, folded, as bytes."""
        safe = self._fold_safely(name, value)
        return safe.encode("ascii") if safe else super().fold_binary(name, value)

    def _fold_safely(self, name: str, value: str) -> str | None:
        if name.lower() in _IDENTIFIERS and value.isascii():
            return f"{name}: " + ",\r\n ".join(value.split(", ")) + "\r\n"
        if name.lower() not in _FREE_TEXT or (value.isascii() and len(name) + len(value) < 70):
            return None
        folded = Header(value, "utf-8", maxlinelen=75, header_name=name).encode(linesep="\r\n")
        return f"{name}: {folded}\r\n"


_POLICY = _SafeFolding(linesep="\r\n")


def message_key(alert: Alert) -> str:
    """What makes a message to a recipient one of a kind, as a hash."""
    parts = (alert.kind, alert.subject, str(alert.revision), alert.recipient)
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


def render_mail(alert: Alert, words: Words, *, sender: str, recipient: str) -> Message:
    """The whole mail: plain text first, then HTML."""
    domain = sender.rpartition("@")[2]
    view, html = _fitting(alert, words)
    mail = EmailMessage(policy=_POLICY)
    _address(mail, view, sender, recipient)
    _identify(mail, alert, domain, words.local(alert.at))
    _unsubscribe(mail, alert.links.unsubscribe, sender)
    mail.set_content(render_text(view), cte="quoted-printable")
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    mail.set_boundary(f"=_{message_key(alert)}")
    return Message(id=f"{message_key(alert)}@{domain}", content_type=CONTENT_TYPE, body=mail.as_bytes())


def text_only(body: bytes) -> bytes:
    """The same mail without its HTML part, for a server that finds it too big."""
    mail = _parsed(body)
    text = mail.get_body(("plain",))
    short = EmailMessage(policy=_POLICY)
    for name, value in mail.items():
        if not name.lower().startswith(("content-", "mime-version")):
            short[name] = value
    short.set_content(text.get_content() if text is not None else "", cte="quoted-printable")
    return short.as_bytes()


def parts_of(body: bytes) -> tuple[datetime, str]:
    """The date of a mail and its HTML part, or nothing for the latter."""
    mail = _parsed(body)
    html = mail.get_body(("html",))
    date = parsedate_to_datetime(str(mail["Date"]))
    return date, html.get_content() if html is not None else ""


def _parsed(body: bytes) -> EmailMessage:
    return cast(EmailMessage, BytesParser(policy=_POLICY).parsebytes(body))  # the policy makes no other kind


def _fitting(alert: Alert, words: Words) -> tuple[View, str]:
    """The fullest layout whose HTML is not too big."""
    for limits in _SHRINKING:
        view = lay_out(alert, words, limits)
        html = render_html(view)
        if len(html.encode()) < _BIGGEST_HTML:
            break
    return view, html


def _address(mail: EmailMessage, view: View, sender: str, recipient: str) -> None:
    mail["From"] = f"{view.words.say.sender} <{sender}>"
    mail["To"] = recipient
    mail["Subject"] = view.subject


def _identify(mail: EmailMessage, alert: Alert, domain: str, at: datetime) -> None:
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<{message_key(alert)}@{domain}>"
    if alert.kind == "story":
        root = f"<s{_atom(alert.subject)}.root@{domain}>"
        mail["In-Reply-To"] = root
        mail["References"] = root
    mail["List-Id"] = f"<monitor.{domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail["X-Monitor-Subject"] = _subject_key(alert)
    mail["X-Monitor-Routes"] = " | ".join(short_line(route, _LONGEST_TEXT) for route in alert.routes)


def _unsubscribe(mail: EmailMessage, link: str | None, sender: str) -> None:
    leave = link_of(link)
    if leave is None or not leave.startswith("https://"):  # one click wants https: RFC 8058
        return
    mail["List-Unsubscribe"] = f"<{leave}>, <mailto:{sender}?subject=unsubscribe>"
    mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"


def _atom(subject: str) -> str:
    """A story's key as it may stand in a Message-ID."""
    if re.fullmatch(r"[A-Za-z0-9_-]{1,60}", subject):
        return subject
    return hashlib.sha256(subject.encode("utf-8", "replace")).hexdigest()[:16]


def _subject_key(alert: Alert) -> str:
    return f"{alert.kind}/{short_line(alert.subject, _LONGEST_TEXT)}/{alert.revision}"
