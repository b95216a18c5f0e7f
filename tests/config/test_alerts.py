"""alerts.toml: what it may say, and every mistake in it by its place."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from monitor.config.load import Config, load
from monitor.core.errors import ConfigError
from monitor.core.model.route import MILESTONES, Escalation, NewsKind, Send, SpikeLevel
from monitor.core.model.watchlist import Severity
from tests.config.test_load import ALERTS, desk, problems

WHOLE = """\
timezone = "Asia/Baghdad"
weekend  = ["fri", "sat"]
owner    = ["terminal"]
public_url = "https://monitor.example.org/"
ping     = "DEAD_MAN_URL"
no_hit_for = "21d"

[channel.terminal]
type = "console"

[[route]]
name       = "فوري"
watchlists = ["extremism"]
severity   = "high"
send       = "now"
to         = ["terminal"]
quiet      = "night"
update_every = "45m"
update_when  = ["outlets 20", "outlets 3", "new watchlist", "removed"]
max_per_hour = 12
unless_ack = { after = "15m", to = ["terminal"] }

[[route]]
name     = "الموجز"
send     = "daily"
at       = ["07:30", "15:30"]
days     = "workdays"
to       = ["terminal"]
if_empty = "send"

[[route]]
name  = "أسبوعي"
send  = "weekly"
to    = ["terminal"]
quiet = "never"

[[route]]
name  = "ارتفاع"
spike = "balanced"
to    = ["terminal"]
quiet = "dubai"

[quiet.night]
from   = "22:00"
until  = "07:00"
weekend_until = "09:00"
let_through   = "critical"

[quiet.dubai]
from     = "23:00"
until    = "06:00"
weekend  = ["sat", "sun"]
timezone = "Asia/Dubai"

[[mute]]
watchlist = "extremism"
source    = "wire"
until     = 2026-12-31
why       = "كلمة «تطرف» في أخبار الرياضة"
by        = "sara"
"""


def loaded(folder: Path, alerts: str = WHOLE) -> Config:
    return load(desk(folder, alerts=alerts))


def test_what_a_route_says_about_time_is_taken_over(tmp_path: Path) -> None:
    config = loaded(tmp_path)

    now, daily, weekly, spike = config.routes
    assert now.timetable is None and now.quiet is not None
    assert (now.quiet.start, now.quiet.until, now.quiet.weekend_until) == (time(22), time(7), time(9))
    assert (now.quiet.weekend, now.quiet.let_through) == (frozenset({4, 5}), Severity.CRITICAL)
    assert (now.update_every, now.max_per_hour, now.milestones) == (timedelta(minutes=45), 12, (3, 20))
    assert now.update_when == {NewsKind.OUTLETS, NewsKind.WATCHLIST, NewsKind.REMOVED}
    assert now.unless_ack == Escalation(after=timedelta(minutes=15), to=("terminal",))
    assert daily.timetable is not None and daily.if_empty
    assert (daily.timetable.send, daily.timetable.at) == (Send.DAILY, (time(7, 30), time(15, 30)))
    assert daily.timetable.days == {0, 1, 2, 3, 6}
    assert daily.milestones == MILESTONES and daily.update_when == frozenset(NewsKind)
    assert weekly.timetable is not None and weekly.timetable.days == {6}
    assert weekly.quiet is None
    assert spike.spike is SpikeLevel.BALANCED
    assert (config.public_url, config.ping) == ("https://monitor.example.org", "DEAD_MAN_URL")
    assert config.no_hit_for == timedelta(days=21)


def test_a_mute_lasts_to_the_end_of_its_last_day_on_the_desk_s_clock(tmp_path: Path) -> None:
    [mute] = loaded(tmp_path).mutes

    assert mute.until == datetime(2026, 12, 31, 21, 0, tzinfo=UTC)
    assert (mute.watchlist, mute.source, mute.by) == ("extremism", "wire", "sara")


def test_quiet_hours_may_have_a_weekend_and_a_zone_of_their_own(tmp_path: Path) -> None:
    config = loaded(tmp_path, WHOLE.replace('quiet      = "night"', 'quiet = "dubai"'))

    quiet = config.routes[0].quiet
    assert quiet is not None
    assert (str(quiet.zone), quiet.weekend) == ("Asia/Dubai", {5, 6})


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('quiet      = "night"', 'quiet = "nigth"', 'no quiet hours are called "nigth"; did you mean "night"?'),
        ('"07:30"', '"7.30"', 'write a time of day such as "07:30"'),
        ('"07:30"', '"27:30"', 'write a time of day such as "07:30"'),
        ('"workdays"', '"workday"', 'write "all", "workdays" or a list of days; did you mean "workdays"?'),
        ('"workdays"', '["sunn"]', 'write days as mon, tue, wed, thu, fri, sat, sun; did you mean "sun"?'),
        ('"workdays"', "[]", "this route could never send"),
        ('"daily"', '"dayly"', 'did you mean "daily"?'),
        ('send     = "daily"\n', "", '"at" is for send = "daily" or "weekly"; this route has send = "now"'),
        ('if_empty = "send"', 'if_empty = "sent"', 'did you mean "send"?'),
        ('"outlets 20"', '"outlet 20"', 'did you mean "outlets 3"?'),
        ('"removed"', '"remved"', 'did you mean "removed"?'),
        ('"45m"', '"45 minutes"', 'write a duration such as "90s"'),
        ('"45m"', '"99999999999d"', "write a duration of a hundred years at most"),
        ("max_per_hour = 12", "max_per_hour = 0", "must be 1 or more"),
        ('to = ["terminal"] }', 'to = ["terminl"] }', 'no channel is called "terminl"; did you mean "terminal"?'),
        ('"balanced"', '"balance"', 'did you mean "balanced"?'),
        ('until  = "07:00"', 'until = "22:00"', "quiet hours have to last"),
        ('weekend_until = "09:00"', 'weekend_until = "22:30"', "one night would reach into the next"),
        ('until  = "07:00"', 'until = "23:00"', "they would end before they begin"),
        ("until     = 2026-12-31\n", "", "alerts.toml:55:1: a mute always ends: write until = 2026-12-31"),
        ("until     = 2026-12-31", 'until = "next week"', "write a date without quotes: until = 2026-12-31"),
        ('by        = "sara"', "", '"by" is missing'),
        ('source    = "wire"', 'source = "wier"', 'no source is called "wier"; did you mean "wire"?'),
        ('watchlist = "extremism"\nsource    = "wire"\n', "", "a mute has to name a watchlist, a source"),
        ('name  = "أسبوعي"', 'name = "الموجز"', 'another route is called "الموجز" already'),
        ('"https://monitor.example.org/"', '"monitor.example.org"', "beginning with https://"),
        ('"DEAD_MAN_URL"', '"ftp://x"', "or the name of a secret"),
        ('"fri", "sat"]', '"fri", "saturday"]', 'did you mean "sat"?'),
        (
            '"workdays"',
            '["sun", "friday"]',
            '"days": write days as mon, tue, wed, thu, fri, sat, sun; did you mean "fri"?',
        ),
        ('to         = ["terminal"]', 'to = ["sara@example.org"]', '"sara@example.org" is an address: write it into'),
        ('to         = ["terminal"]', 'to = ["slack"]', 'no channel is called "slack"; there is terminal'),
        ('to         = ["terminal"]', "to = []", '"to" is empty; name at least one'),
        ('quiet      = "night"', "quiet = 22", '"quiet": write a text in "quotes"'),
        (
            'unless_ack = { after = "15m", to = ["terminal"] }',
            'unless_ack = "15m"',
            "unless_ack = { after = …, to = … }",
        ),
        ("[[mute]]", "[mute]", "write [[mute]] with two brackets each time: there can be several"),
        ("[quiet.dubai]", "[quiet.night]", "the section quiet.night stands above already; put both into one"),
        ("[quiet.dubai]", "[quiet.never]", 'quiet = "never" means no quiet hours at all; give these another name'),
        ("[channel.terminal]", "[channel]", "write the channel's name into the brackets: [channel.NAME]"),
        ('by        = "sara"', 'by = "sara"\nhorizon = "2d"', '"horizon" belongs to the top of the file'),
        ('severity   = "high"', 'severity = "high"\nseverity = "low"', '"severity" stands in this section already'),
        ('at       = ["07:30", "15:30"]', "at = 07:30", 'write a time of day in quotes: "07:30"'),
        ('["07:30", "15:30"]', '["07:30"، "15:30"]', "an Arabic comma (،) is not understood here"),
        ('"Asia/Baghdad"', "«Asia/Baghdad»", "Arabic quotes («) are not understood here"),
        ('severity   = "high"', 'country = "Iraq"', 'write a country as two capital letters, such as "IQ"'),
        ('["fri", "sat"]', '["mon", "tue", "wed", "thu", "fri", "sat", "sun"]', "leave at least one to work on"),
    ],
)
def test_a_mistake_in_alerts_is_named_with_its_place(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    assert old in WHOLE

    found = problems(desk(tmp_path, alerts=WHOLE.replace(old, new, 1)))

    assert any(complaint in line for line in found), found
    assert all(line.startswith("alerts.toml:") and "\n" not in line for line in found)


@pytest.mark.parametrize(
    ("old", "new", "warning"),
    [
        ('severity   = "high"', 'severity = "critical"', "can never send: it asks for critical, and the gravest"),
        ('severity   = "high"', 'outlet = "wire"\ncountry = "AE"', "can never send: none of its outlets is in one of"),
        ('public_url = "https://monitor.example.org/"\n', "", "without `public_url` nobody can acknowledge"),
        ("2026-12-31", "2020-12-31", "this mute has ended; take it out"),
        ('source    = "wire"', 'source = "gone-radio"', 'no source is called "gone-radio": this mutes nothing'),
        ('source    = "wire"', 'entity = "فلان"', 'no watchlist has an entity or a term "فلان": this mutes nothing'),
        ('watchlists = ["extremism"]', "watchlists = []", "can never send: it names no watchlist; write watchlists = "),
        (
            'spike = "balanced"',
            'spike = "more"\nmax_per_hour = 3',
            '40:1: "max_per_hour" has no effect here, since this',
        ),
        ("at       = [", 'group_wait = "5m"\nat = [', "has no effect here, since this route sends daily; take it out"),
        ('"DEAD_MAN_URL"', '"http://10.0.0.5/x"', ":5:12: this address will not be called: 10.0.0.5 is in 10.0.0.0/8"),
        ('let_through   = "critical"', 'let_through = "high"', 'the quiet hours "night" hold nothing of this route'),
        ('update_when  = ["outlets 20", "outlets 3", "new watchlist", "removed"]', "update_when = []", "asks for no"),
        ('quiet = "dubai"\n', "", "no route keeps these quiet hours"),
        (
            "[quiet.night]",
            '[channel.files]\ntype = "folder"\n[quiet.night]',
            'nothing is sent over the channel "files"',
        ),
    ],
)
def test_what_can_be_obeyed_but_helps_nobody_is_a_warning_and_the_others_go_on(
    tmp_path: Path, old: str, new: str, warning: str
) -> None:
    assert old in WHOLE

    config = loaded(tmp_path, WHOLE.replace(old, new, 1))

    [said] = map(str, config.warnings)
    assert warning in str(said) and str(said).startswith("alerts.toml:")
    assert len(config.routes) == 4


def test_two_routes_that_contradict_each_other_are_named_and_both_go_on(tmp_path: Path) -> None:
    asked = 'to = ["terminal"]\nwatchlists = ["extremism"]\nseverity = "high"\n'

    config = loaded(tmp_path, f'{WHOLE}\n[[route]]\nname = "ليلاً"\n{asked}quiet = "never"\n')

    [said] = map(str, config.warnings)
    assert 'send the same to "terminal" but keep other quiet hours' in said and '"ليلاً"' in said
    assert len(config.routes) == 5


def test_an_older_file_without_any_of_this_is_read_as_before(tmp_path: Path) -> None:
    [route] = loaded(tmp_path, ALERTS).routes

    assert (route.timetable, route.quiet, route.max_per_hour, route.spike) == (None, None, None, None)


def test_a_mistake_in_a_route_hides_none_in_a_channel_and_all_come_in_the_order_of_the_lines(tmp_path: Path) -> None:
    written = """
owner = ["mail"]
[channel.mail]
type = "email"
to = ["a@example.org", "no address", "b@@example.org"]
from = "monitor@example.org"
host = "smtp.example.org"
port = 99999
[channel.bird]
type = "pigeon"
[[route]]
name = "a"
send = "dayly"
to = ["mail"]
"""
    found = problems(desk(tmp_path, alerts=written))

    assert [line.split(":")[1] for line in found] == ["5", "5", "8", "10", "13"], found


MAIL = """\
[channel.mail]
type = "email"
to   = ["desk@example.org", "lead at example.org", "night@example.org"]
from = "monitor@example.org"
host = "smtp.example.org"

[channel.terminal]
type = "console"

[[route]]
name = "فوري"
to   = ["mail", "terminal"]
"""


def test_a_recipient_that_is_no_address_is_left_out_and_the_others_go_on(tmp_path: Path) -> None:
    folder = desk(tmp_path, alerts=MAIL)

    config = load(folder, lenient=True)

    assert getattr(config.channels["mail"], "to") == ("desk@example.org", "night@example.org")  # noqa: B009
    [problem] = config.broken
    assert (problem.line, problem.column) == (3, 29)
    assert "'lead at example.org' is no e-mail address" in problem.message
    with pytest.raises(ConfigError):
        load(folder)


def test_one_mistyped_address_of_a_running_channel_leaves_it_as_it_was(tmp_path: Path) -> None:
    folder = desk(tmp_path, alerts=MAIL.replace("lead at ", "lead@"))
    before = load(folder)
    (folder / "alerts.toml").write_text(MAIL, encoding="utf-8")

    later = load(folder, lenient=True, earlier=before)

    assert later.channels == before.channels
    assert "'lead at example.org' is no e-mail address" in later.broken[0].message


def test_a_broken_channel_is_left_out_or_stays_as_it_was(tmp_path: Path) -> None:
    good = MAIL.replace("lead at ", "lead@")
    folder = desk(tmp_path, alerts=good)
    before = load(folder)
    (folder / "alerts.toml").write_text(good.replace("host =", "hots ="), encoding="utf-8")

    anew, later = load(folder, lenient=True), load(folder, lenient=True, earlier=before)

    assert set(anew.channels) == {"terminal"}
    assert later.channels == before.channels
    assert len(anew.broken) == len(later.broken) > 0
    assert (anew.left_out, later.left_out) == (("mail",), ())


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('host = "smtp.example.org"', 'host = "smtp.example.org:587"', "the port apart"),
        ('host = "smtp.example.org"', 'host = "smtp.example.org"\nuser = "me"', "user and secret belong together"),
        (
            'to   = ["desk@example.org", "lead at example.org", "night@example.org"]',
            'to = "a@b.org, c@d.org"',
            "several",
        ),
        ('to   = ["desk@example.org", "lead at example.org", "night@example.org"]', "to = []", '"to" is empty'),
    ],
)
def test_a_mistake_in_a_channel_is_one_problem(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    good = MAIL if old.startswith("to ") else MAIL.replace("lead at ", "lead@")

    [found] = problems(desk(tmp_path, alerts=good.replace(old, new)))

    assert complaint in found


def test_a_name_may_stand_alone_where_a_list_of_names_may(tmp_path: Path) -> None:
    alerts = MAIL.replace('["desk@example.org", "lead at example.org", "night@example.org"]', '"desk@example.org"')

    config = load(desk(tmp_path, alerts='owner = "mail"\n' + alerts.replace('["mail", "terminal"]', '"terminal"')))

    assert (config.owner, config.routes[0].to) == (("mail",), ("terminal",))
    assert getattr(config.channels["mail"], "to") == ("desk@example.org",)  # noqa: B009


def test_without_any_channel_that_can_be_used_nothing_begins(tmp_path: Path) -> None:
    alerts = MAIL.replace("from =", "form =").replace('type = "console"', 'type = "consol"')

    with pytest.raises(ConfigError, match="unknown word"):
        load(desk(tmp_path, alerts=alerts), lenient=True)
