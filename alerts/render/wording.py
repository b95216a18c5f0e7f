"""How instants, durations and numbers are said: language, digits and month names are settings."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from alerts.channel import Wording
from alerts.render.arabic import ARABIC
from alerts.render.english import ENGLISH
from alerts.render.months import DAYS_AR, DAYS_EN, MONTHS_EN, arabic_months, clock_name
from alerts.render.vocabulary import Noun, Vocabulary

_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A wording made ready: what reads zone files was done once, when the channel was made."""

    say: Vocabulary
    zone: tzinfo
    months: tuple[str, ...]
    days: tuple[str, ...]
    clock: str  # «بتوقيت بغداد»
    language: str
    arabic_digits: bool

    @property
    def direction(self) -> str:
        """Of our own words."""
        return self.say.direction

    def digits(self, text: str) -> str:
        """Our own numbers in the digits of the wording."""
        return text.translate(_ARABIC_DIGITS) if self.arabic_digits else text

    def local(self, at: datetime) -> datetime:
        """The instant on the reader's clock."""
        return at.astimezone(self.zone)

    def time(self, at: datetime) -> str:
        """09:14"""
        return self.digits(f"{self.local(at):%H:%M}")

    def date(self, at: datetime) -> str:
        """22 تشرين الثاني 2026"""
        local = self.local(at)
        return self.digits(f"{local.day} {self.months[local.month - 1]} {local.year}")

    def weekday(self, at: datetime) -> str:
        """الأحد"""
        return self.days[self.local(at).weekday()]

    def day_before(self, at: datetime, now: datetime) -> str | None:
        """The date of `at`, unless it is today."""
        return None if self.local(at).date() == self.local(now).date() else self.date(at)

    def count(self, n: int, noun: Noun) -> str:
        """22 دقيقة: the noun as its number wants it."""
        if n == 1:
            return noun.one
        if n == 2:
            return noun.two
        rest = n % 100
        form = noun.few if 3 <= rest <= 10 else noun.hundred if rest < 3 and n else noun.many
        return self.digits((form or noun.many).format(n=n))

    def duration(self, length: timedelta) -> str:
        """The two greatest units of a length of time: ساعتين و10 دقائق."""
        minutes = max(1, round(length.total_seconds() / 60))
        days, hours = divmod(minutes // 60, 24)
        counted = [(days, self.say.day), (hours, self.say.hour), (minutes % 60, self.say.minute)]
        first = next(number for number, (n, _) in enumerate(counted) if n)
        return self.say.joint.join(self.count(n, noun) for n, noun in counted[first : first + 2] if n)

    def moment(self, at: datetime, now: datetime) -> str:
        """09:14, after the date unless it is today."""
        return self.say.comma.join(filter(None, (self.day_before(at, now), self.time(at))))

    def paragraph(self, n: int | None) -> str:
        """الفقرة الأولى; None is the summary."""
        if n is None:
            return self.say.summary
        if n <= len(self.say.paragraphs):
            return self.say.paragraphs[n - 1]
        return self.digits(self.say.paragraph.format(n=n))


def words_of(wording: Wording) -> Words:
    """Makes a wording ready; reads the zone's file, so it is called when a channel is made, not when it renders."""
    english = wording.language == "en"
    return Words(
        say=ENGLISH if english else ARABIC,
        zone=ZoneInfo(wording.timezone),
        months=MONTHS_EN if english else arabic_months(wording.country, wording.timezone),
        days=DAYS_EN if english else DAYS_AR,
        clock=clock_name(wording.timezone, wording.language),
        language=wording.language,
        arabic_digits=wording.digits == "arabic",
    )
