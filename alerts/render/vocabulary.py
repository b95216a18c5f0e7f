"""What the words of a language are. Counted nouns: one, two, 3 to 10, more (with {n} for the number)."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """A counted noun."""

    one: str
    two: str
    few: str
    many: str
    hundred: str = ""  # behind 100, 101, 102 and their like, if that is another form than `many`


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Everything we say ourselves, in one language."""

    direction: str
    sender: str
    kinds: Mapping[str, str]
    severities: Mapping[str, str]
    update: str  # its heading
    news: Mapping[str, str]  # by kind of news
    escalated: str
    published: str
    seen: str
    after: str
    late: str
    watchlists: str
    found: str
    opening: str
    paragraph: str
    paragraphs: tuple[str, ...]
    summary: str
    reason: str
    query: str  # behind that, before the name of a query that was met
    explained: str
    form: str  # a line of that: the term, how it stands in the text
    form_path: str  # behind it: what that is made of
    form_alias: str
    form_notes: str
    grammar: Mapping[str, str]  # remarks of the matcher (watch/rules.py) in this language; {} for the words in them
    in_outlets: str
    more: str
    earliest: str
    open_article: str
    open_story: str
    acknowledge: str
    mute: str
    unsubscribe: str
    frequent: str
    outlets: str
    who_first: str
    edited: Mapping[str, str]  # by kind of edit
    copied: tuple[str, str]  # as it stands; from an agency
    digest: tuple[str, str]  # the headline; of what quiet hours held
    nothing: str
    nothing_new: str
    others: str
    period: str
    muted: str
    well: str
    again: str
    rise: str
    usual: str
    seldom: str  # usual is none, or hardly one
    tested: str
    footer: tuple[str, str]  # one route, several
    comma: str
    quotes: tuple[str, str]
    untitled: str
    joint: str  # between two units of a duration
    minute: Noun
    hour: Noun
    day: Noun
    outlets_in: Noun  # after a preposition
    story: Noun
    other_story: Noun
    source: Noun
