"""What a mail says, how it looks, and what foreign text cannot do to it."""

from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.channel import Wording
from alerts.render.html import render_html
from alerts.render.mail import render_mail, text_only
from alerts.render.text import render_text
from alerts.render.view import View, lay_out, subject_of
from alerts.render.wording import words_of
from monitor.core.model import Alert, Severity
from tests.support.alerts import NOW, notice, story, told
from tests.support.lint import html_problems, mail_problems

BAGHDAD = words_of(Wording(timezone="Asia/Baghdad"))
ENGLISH = words_of(Wording(language="en", timezone="Asia/Baghdad"))
WITH_PAGES = words_of(Wording(timezone="Asia/Dubai", digits="arabic", public_url="https://monitor.example/"))


def mail_of(alert: Alert, words: object = BAGHDAD) -> EmailMessage:
    return cast(EmailMessage, message_from_bytes(body_of(alert, words), policy=policy.SMTP))


def body_of(alert: Alert, words: object = BAGHDAD) -> bytes:
    return render_mail(alert, words, sender="monitor@example.org", recipient=alert.recipient).body  # type: ignore[arg-type]


def view_of(alert: Alert) -> View:
    return lay_out(alert, BAGHDAD)


@pytest.mark.parametrize("words", [BAGHDAD, ENGLISH, WITH_PAGES], ids=["ar", "en", "pages"])
@pytest.mark.parametrize("severity", list(Severity), ids=lambda severity: severity.label)
@pytest.mark.parametrize("kind", ["story", "meta", "test", "digest"])
def test_every_mail_keeps_the_rules(words: object, severity: Severity, kind: str) -> None:
    alert = story(severity=severity) if kind == "story" else notice(kind=kind, severity=severity)

    assert mail_problems(body_of(alert, words)) == []


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


def test_with_pages_of_our_own_one_can_leave() -> None:
    mail = mail_of(story(), WITH_PAGES)

    assert mail["List-Unsubscribe"].startswith("<https://monitor.example/")
    assert "<mailto:monitor@example.org" in mail["List-Unsubscribe"]
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "القصة كاملة" in render_html(lay_out(story(), WITH_PAGES))
    assert "القصة كاملة" not in render_html(view_of(story()))


def test_long_identifiers_stay_on_their_line() -> None:
    sender = f"monitor@{'news-desk.' * 6}example.org"
    words = words_of(Wording(public_url="https://" + "monitor." * 8 + "example"))
    body = render_mail(story(subject="s" * 60), words, sender=sender, recipient="desk@example.org").body

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


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئةى0", min_size=1, max_size=12), min_size=1, max_size=25))
def test_a_long_arabic_subject_keeps_its_spaces(words: list[str]) -> None:
    alert = story(told(title=" ".join(words), terms=()), severity=Severity.NORMAL)

    assert mail_of(alert)["Subject"] == subject_of(alert, BAGHDAD)


ANYTHING = st.text(st.characters(codec=None), max_size=300) | st.sampled_from(
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "\ud800", "a\r\nBcc: x@example.org", "{{ 7*7 }}"]
)


@settings(max_examples=150, deadline=None)
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
    assert view_of(story(at=NOW + timedelta(minutes=9))).late is None
    assert view_of(story(at=NOW + timedelta(hours=2, minutes=10))).late == "تأخّر التنبيه ساعتين و10 دقائق"


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


@pytest.mark.parametrize(
    ("good", "bad", "says"),
    [
        ("</body>", "<img src=x></body>", "<img>"),
        ("</body>", "<script>1</script></body>", "<script>"),
        ("</style>", "a{background:url(http://x.example)}</style>", "url()"),
        ('href="https://almarfa.example', 'href="javascript:almarfa.example', "a link to"),
        (">فتح المقال<", ">https://bank.example<", "looks like an address"),
        ('<td class="half sub" align="right" dir="rtl"', '<td class="half sub"', "without dir"),
        ("font-size:17px;line-height:31px", "font-size:15px;line-height:20px", "a quote of 15.0 px"),
        ("color:#5b6670", "color:#a0a8b0", "in the light"),
        (".sub{color:#b3bec8", ".sub{color:#5b6670", "in the dark"),
    ],
)
def test_the_rules_are_really_looked_at(good: str, bad: str, says: str) -> None:
    html = render_html(view_of(story()))
    assert good in html

    assert any(says in problem for problem in html_problems(html.replace(good, bad)))


def test_a_sentence_of_ours_goes_our_way_whatever_it_names() -> None:
    lines = view_of(notice(lines=("ما العمل: monitor sources doctor almarfa", "monitor status"))).lines

    assert [line.direction for line in lines] == ["rtl", "ltr"]
