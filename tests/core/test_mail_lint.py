"""The rules of our mails are really looked at: each one is broken, and each break is found."""

import re
from collections.abc import Callable
from email import message_from_bytes, policy

import pytest

from alerts.channel import Wording
from alerts.render.html import render_html
from alerts.render.layout import lay_out
from alerts.render.mail import render_mail
from alerts.render.text import render_text
from alerts.render.wording import words_of
from tests.support.alerts import LINKS, digest, update
from tests.support.lint import html_problems, mail_problems, text_problems

WORDS = words_of(Wording(timezone="Asia/Baghdad"))
VIEW = lay_out(update(), WORDS)


@pytest.mark.parametrize(
    ("good", "bad", "says"),
    [
        *(("</body>", f"<{tag}></body>", f"<{tag}>") for tag in ("img", "script", "form", "link", "iframe", "svg")),
        ("</style>", "a{background:url(http://x.example)}</style>", "url()"),
        ("</style>", "@import 'x';</style>", "url()"),
        ("</body>", f"{'x' * 100_000}</body>", "too big"),
        ('href="https://almarfa.example', 'href="javascript:almarfa.example', "a link to"),
        (">فتح المقال<", ">https://bank.example<", "looks like an address"),
        (">فتح المقال<", "> <", "a link without text"),
        ('<td class="half sub" align="right" dir="rtl"', '<td class="half sub" align="right"', "without dir"),
        ('<td class="half sub" align="right"', '<td class="half sub"', "without align"),
        ('<a class="lnk"', '<a onclick="x()" class="lnk"', "a handler onclick"),
        ("font-size:17px;line-height:31px", "font-size:15px;line-height:31px", "a text of 15.0 px"),
        ("font-size:17px;line-height:31px", "font-size:17px;line-height:28px", "in lines of 28.0 px"),
        ("font-size:14px;line-height:26px", "font-size:14px;line-height:24px", "in lines of 24.0 px"),
        ("font-size:13px;line-height:24px", "font-size:12px;line-height:24px", "a text of 12.0 px"),
        ('class="ink qt read"', 'class="ink qt"', "not set to be read"),
        ("color:#5b6670", "color:#a0a8b0", "in the light"),
        (".sub{color:#b3bec8", ".sub{color:#5b6670", "in the dark"),
        ('<bdi dir="ltr">10:14</bdi>', "10:14", "a time outside"),
        ("سبب التنبيه:</strong>", "سبب التنبيه:</strong> (7)", "a number outside"),
        ('style="color:#5b6670;">(7)</bdi>', 'style="color:#5b6670;">×7</bdi>', "×7"),
        ("linear-gradient", "none", "a highlight without a gradient"),
        ('«<span class="hit"', 'و<span class="hit"', "a highlight within a word"),
        ("فتح المقال", "فتح \u202eالمقال", "U+202E"),
        ("فتح المقال", "فتح \u2067المقال", "U+2067"),
        ("فتح المقال", "فتح \ufeffالمقال", "U+FEFF"),
    ],
)
def test_a_page_that_breaks_a_rule(good: str, bad: str, says: str) -> None:
    html = re.sub(r"\(\d+\)</bdi>", "(7)</bdi>", render_html(VIEW), count=1)
    assert good in html
    assert html_problems(html) == []

    assert any(says in problem for problem in html_problems(html.replace(good, bad)))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda text: text.replace("\u200fسبب", "سبب"), "without its direction"),
        (lambda text: text.replace("\u2069", "", 1), "an island that does not end"),
        (lambda text: text + "\u202eخبر", "U+202E"),
        (lambda text: text + "\x00", "U+0000"),
        (lambda text: text.replace("(1)", "×1"), "×7 instead of (7)"),
    ],
)
def test_a_text_that_breaks_a_rule(change: Callable[[str], str], says: str) -> None:
    text = render_text(VIEW)
    assert text_problems(text) == []

    assert any(says in problem for problem in text_problems(change(text)))


@pytest.mark.parametrize(
    ("header", "value", "says"),
    [
        *((name, None, f"the header {name}") for name in ("From", "To", "Subject", "Message-ID", "List-Id")),
        ("Auto-Submitted", None, "the header Auto-Submitted"),
        ("Auto-Submitted", "no", "the header Auto-Submitted"),
        ("X-Auto-Response-Suppress", "OOF", "the header X-Auto"),
        ("Date", "Sun, 22 Nov 2026 07:14:00 -0000", "no zone"),
        ("To", "a@example.org, b@example.org", "the header To"),
        ("Subject", "خبر " * 40, "longer than 120"),
        ("Subject", "خبر \u202e عاجل", "a hidden character in the header Subject"),
        ("References", "<other@example.org>", "a story's mail hangs on"),
        ("X-Monitor-Subject", "digest/a/1", "a mail about no story hangs on"),
        ("List-Unsubscribe", None, "belong together"),
        ("List-Unsubscribe", "<http://monitor.example/u>", "List-Unsubscribe is"),
        ("List-Unsubscribe-Post", "List-Unsubscribe=Two-Clicks", "List-Unsubscribe-Post is"),
    ],
)
def test_a_header_that_breaks_a_rule(header: str, value: str | None, says: str) -> None:
    mail = message_from_bytes(mail_of(), policy=policy.SMTP)
    del mail[header]
    if value is not None:
        mail[header] = value

    assert any(says in problem for problem in mail_problems(mail.as_bytes()))


@pytest.mark.parametrize(
    ("good", "bad", "says"),
    [
        (b"multipart/alternative", b"multipart/mixed", "not an alternative"),
        (b"text/plain", b"text/html", "not an alternative"),
        (b"quoted-printable", b"8bit", "not quoted-printable"),
        (b"\r\n--=_", b"\n--=_", "ends otherwise than CR LF"),
        (b"X-Monitor-Routes: ", b"X-Monitor-Routes: " + b"x" * 1000, "too long"),
    ],
)
def test_a_mail_that_breaks_a_rule(good: bytes, bad: bytes, says: str) -> None:
    body = mail_of()
    assert good in body
    assert mail_problems(body) == []

    assert any(says in problem for problem in mail_problems(body.replace(good, bad, 1)))


def test_a_digest_hangs_on_no_story() -> None:
    assert mail_problems(render_mail(digest(), WORDS, sender="m@example.org", recipient="a@example.org").body) == []


def mail_of() -> bytes:
    return render_mail(update(links=LINKS), WORDS, sender="m@example.org", recipient="a@example.org").body
