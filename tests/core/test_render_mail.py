"""What a mail says, how it looks, and what foreign text cannot do to it."""

from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from alerts.channel import Wording
from alerts.render.html import render_html
from alerts.render.layout import lay_out, subject_of
from alerts.render.mail import render_mail, text_only
from alerts.render.text import render_text
from alerts.render.view import View
from alerts.render.wording import Words, words_of
from monitor.core.model.delivery import Alert, Links
from monitor.core.model.watchlist import Severity
from tests.support.alerts import HOSTILE, LINKS, NOW, every_kind, notice, spoilt, story, told
from tests.support.lint import html_problems, mail_problems

BAGHDAD = words_of(Wording(timezone="Asia/Baghdad"))
ENGLISH = words_of(Wording(language="en", timezone="Asia/Baghdad"))
DUBAI = words_of(Wording(timezone="Asia/Dubai", digits="arabic"))
ENGLISH_DIGITS = words_of(Wording(language="en", timezone="Asia/Dubai", digits="arabic"))


def mail_of(alert: Alert, words: Words = BAGHDAD) -> EmailMessage:
    return cast(EmailMessage, message_from_bytes(body_of(alert, words), policy=policy.SMTP))


def body_of(alert: Alert, words: Words = BAGHDAD) -> bytes:
    return render_mail(alert, words, sender="monitor@example.org", recipient=alert.recipient).body


def view_of(alert: Alert) -> View:
    return lay_out(alert, BAGHDAD)


def both(alert: Alert) -> tuple[str, str]:
    """The HTML and the text, without the marks that only steer its direction."""
    text = render_text(view_of(alert))
    return render_html(view_of(alert)), text.translate(dict.fromkeys(map(ord, "\u200f\u2068\u2069")))


KINDS = every_kind()


@pytest.mark.parametrize("words", [BAGHDAD, ENGLISH, DUBAI, ENGLISH_DIGITS], ids=["ar", "en", "ar-digits", "en-digits"])
@pytest.mark.parametrize("severity", [Severity.LOW, Severity.CRITICAL], ids=lambda severity: severity.label)
@pytest.mark.parametrize("kind", KINDS)
def test_every_mail_keeps_the_rules(words: Words, severity: Severity, kind: str) -> None:
    alert = replace(KINDS[kind], severity=severity)

    assert mail_problems(body_of(alert, words)) == []
    assert body_of(alert, words) == body_of(alert, words)


@pytest.mark.parametrize("words", [BAGHDAD, ENGLISH], ids=["ar", "en"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_kind_of_mail_is_broken_by_what_it_is_made_of(words: Words, kind: str, text: str) -> None:
    alert = spoilt(KINDS[kind], text)
    mail = mail_of(alert, words)

    assert mail_problems(body_of(alert, words)) == []
    assert mail["Bcc"] is None


def test_a_mail_says_it_all() -> None:
    html, text = render_html(view_of(story())), render_text(view_of(story()))

    for words in ("أولوية عالية", "الأحد 22 تشرين الثاني 2026", "بتوقيت بغداد", "بعد 22 دقيقة", "أمن الملاحة"):
        assert words in html
        assert words in text
    for words in ("المواضع المطابقة في سياقها", "الفقرة الأولى", "سبب التنبيه", "القصة في 3 وسائل إعلام", "«"):
        assert words in html
        assert words in text
    assert "فتح المقال" in html
    assert "https://almarfa.example/news/17" in text


def test_english_wording() -> None:
    html = render_html(lay_out(story(at=NOW + timedelta(hours=2, minutes=10)), ENGLISH))

    for words in ("High priority", "Sunday 22 November 2026", "Baghdad time", "22 min later", "delayed 2 h 10 min"):
        assert words in html
    assert "Al Marfa" in html
    assert "Open the article" in html


def test_the_headers_that_keep_machines_from_answering() -> None:
    mail = mail_of(story())

    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert mail["List-Id"] == "<monitor.example.org>"
    assert mail["Date"] == "Sun, 22 Nov 2026 09:14:00 +0300"
    assert mail["In-Reply-To"] == mail["References"] == "<s7f3a.root@example.org>"
    assert mail["X-Monitor-Subject"] == "story/7f3a/1"
    assert mail["X-Monitor-Routes"] == "الخليج – فوري | Shipping"
    assert mail["List-Unsubscribe"] is None


def test_with_pages_of_our_own_one_can_acknowledge_mute_and_leave() -> None:
    mail, html, text = mail_of(story(links=LINKS)), *both(story(links=LINKS))

    assert mail["List-Unsubscribe"] == f"<{LINKS.unsubscribe}>, <mailto:monitor@example.org?subject=unsubscribe>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for words, link in (
        ("القصة كاملة", LINKS.story),
        ("تمّ الاطلاع", LINKS.acknowledge),
        ("كتم القصة", LINKS.mute),
        ("إيقاف هذا المسار", LINKS.unsubscribe),
    ):
        assert f'href="{link}"' in html
        assert f"{words}</a>" in html
        assert f"{words}:\n{link}" in text
        assert words not in render_html(view_of(story()))


def test_without_https_nobody_leaves_by_one_click() -> None:
    mail = mail_of(story(links=Links(unsubscribe="http://monitor.example/u/1")))

    assert mail["List-Unsubscribe"] is None
    assert mail["List-Unsubscribe-Post"] is None


def test_long_identifiers_stay_on_their_line() -> None:
    sender = f"monitor@{'news-desk.' * 6}example.org"
    links = Links(unsubscribe="https://" + "monitor." * 8 + "example/u/1")
    alert = story(subject="s" * 60, links=links)
    body = render_mail(alert, BAGHDAD, sender=sender, recipient="desk@example.org").body

    root = f"<s{'s' * 60}.root@{sender.partition('@')[2]}>"
    assert f"\r\nReferences: {root}\r\n".encode() in body
    assert b"\r\nList-Unsubscribe: <https://monitor." in body
    assert mail_problems(body) == []


def test_a_message_id_is_of_kind_subject_revision_and_recipient() -> None:
    same = [story(), story(at=NOW + timedelta(days=1)), story(routes=("another",))]
    other = [story(revision=2), story(recipient="x@example.org"), story(subject="b"), notice(subject="7f3a")]
    ids = [mail_of(alert)["Message-ID"] for alert in [*same, *other]]

    assert len(set(ids)) == 1 + len(other)
    assert ids[0] == ids[1] == ids[2]
    assert ids[0].endswith("@example.org>")


def test_a_subject_stays_while_a_story_grows_and_is_short() -> None:
    first = told(title="خبر طويل " * 40)
    grown = [story(first), story(first, told(title="آخر"), revision=2, at=NOW + timedelta(hours=3))]
    one, other = (subject_of(alert, BAGHDAD) for alert in grown)

    assert one == other
    assert len(one) <= 120
    assert one.startswith("[أولوية عالية] خبر طويل")
    assert one.endswith("…")


@pytest.mark.parametrize(
    ("severity", "prefixed"), [(Severity.NORMAL, False), (Severity.HIGH, True), (Severity.CRITICAL, True)]
)
def test_priority_stands_in_the_subject_from_high_on(severity: Severity, prefixed: bool) -> None:
    assert subject_of(story(severity=severity), BAGHDAD).startswith("[أولوية عالية] ") is prefixed


@settings(max_examples=300)
@given(st.lists(st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئةى0", min_size=1, max_size=12), min_size=1, max_size=25))
def test_a_long_arabic_subject_keeps_its_spaces(words: list[str]) -> None:
    alert = story(told(title=" ".join(words), terms=()), severity=Severity.NORMAL)

    assert mail_of(alert)["Subject"] == subject_of(alert, BAGHDAD)


# without ×: the lint looks for it in our own words
ANYTHING = st.text(st.characters(codec=None, exclude_characters="×"), max_size=300) | st.sampled_from(
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "\ud800", "a\r\nBcc: x@example.org", "{{ 7*7 }}"]
)


@settings(max_examples=150)
@example(title="A\x1fa", text="A\x1ba", url="", outlet="", subject="", route="")
@given(title=ANYTHING, text=ANYTHING, url=ANYTHING, outlet=ANYTHING, subject=ANYTHING, route=ANYTHING)
def test_no_foreign_text_breaks_a_mail(title: str, text: str, url: str, outlet: str, subject: str, route: str) -> None:
    article = told(
        title=title, text=text, summary=text[:50], url="https://e.example/" + url, outlet=outlet, terms=("a",)
    )
    alert = story(article, told(url=url), subject=subject, routes=(route,), watchlists=(outlet,))
    body = body_of(alert)

    assert mail_problems(body) == []
    assert mail_of(alert)["Bcc"] is None
    assert body == body_of(alert)
    text_only(body)


def test_a_mail_is_never_too_big() -> None:
    article = told(
        text="\n".join(f"فقرة {n} عن هجوم " + "كلمة " * 300 for n in range(50)),
        url="https://e.example/" + "x" * 1900,
        title="هجوم " * 100,
    )
    alert = story(*[article] * 60, watchlists=("قائمة " * 50,) * 30)
    view = view_of(alert)

    assert mail_problems(body_of(alert)) == []
    assert len(view.quotes) == 5
    assert view.more == "و40 غيرها"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//e.example", "https://u:p@e.example:x/", ""]
)
def test_only_web_addresses_become_links(url: str) -> None:
    html = render_html(view_of(story(told(url=url))))

    assert "href" not in html


@pytest.mark.parametrize("title", ["زوروا www.bank.example الآن", "https://bank.example/login", "خبر من bank.example"])
def test_a_title_that_looks_like_an_address_is_no_link(title: str) -> None:
    html = render_html(view_of(story(told(title=title), told(title=title))))

    assert html_problems(html) == []
    assert html.count("href") == 1  # the button


def test_a_late_alert_says_so() -> None:
    assert view_of(story(at=NOW + timedelta(minutes=9))).notices == ()
    assert view_of(story(at=NOW + timedelta(hours=2, minutes=10))).notices == ("تأخّر التنبيه ساعتين و10 دقائق",)


def test_dates_are_told_where_they_are_not_today() -> None:
    yesterday = view_of(story(told(published=NOW - timedelta(days=1)))).lead
    undated = view_of(story(told(published=None))).lead
    tomorrow = view_of(story(told(published=NOW + timedelta(days=1)))).lead

    assert yesterday is not None and undated is not None and tomorrow is not None
    assert (yesterday.published_day, yesterday.delay) == ("21 تشرين الثاني 2026", "بعد يوم")
    assert (undated.published, undated.time, undated.delay) == (None, "09:14", None)
    assert tomorrow.delay is None


def test_an_article_that_matched_in_its_headline_only_shows_how_it_begins() -> None:
    view = view_of(story(told(text="جملة أولى. جملة ثانية.", terms=("هجوم",))))

    assert view.quotes_title == "مطلع المقال"
    assert [quote.passage.text for quote in view.quotes] == ["جملة أولى. جملة ثانية."]


def test_a_mail_in_text_only_keeps_its_headers() -> None:
    whole, short = mail_of(story()), message_from_bytes(text_only(body_of(story())), policy=policy.SMTP)

    assert short.get_content_type() == "text/plain"
    for name in ("Subject", "Message-ID", "References", "Date", "X-Monitor-Routes", "To", "From"):
        assert short[name] == whole[name]


def test_a_sentence_of_ours_goes_our_way_whatever_it_names() -> None:
    lines = view_of(notice(lines=("ما العمل: monitor sources doctor almarfa", "monitor status"))).lines

    assert [line.direction for line in lines] == ["rtl", "ltr"]
