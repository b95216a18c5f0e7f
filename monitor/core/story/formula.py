"""Whether two texts are the same words about two events: executions, weather, matches, customs, telegrams.

A copy may leave things out and put things in, so that one of two copies lacks what the other names. In a formula each
names what the other lacks: names, places, numbers have been exchanged, and little else.
"""

from collections.abc import Iterable
from itertools import filterfalse, groupby

from monitor.core.story.places import around, places_in
from monitor.core.story.telling import Telling, View, Weights
from monitor.core.story.words import (
    COUNTED,
    DAILY,
    DEAD,
    DENIES,
    FORECAST,
    FREQUENT,
    HARM,
    KNOWN,
    PRICES,
    QUOTES,
    RISE,
    is_number,
)

_EXCHANGED = 0.4  # of both topics: enough by itself
_HEADLINE, _NAME, _MOSTLY = 0.1, 0.1, 0.45  # so little of both topics, with names of both leads: most of what differs
_NUMBERS = ((2, 1.0), (3, 0.75), (6, 0.7))  # so many of both articles', so much of what they have
_ANOTHER_DAYS, _FEW = ((2, 0.65),), 6  # the same of so few numbers on another day: the pound stays, the pence change
_MUCH_OF_IT = 0.35  # of the words that differ are numbers
_QUOTED = 2  # prices
_EXCERPT = 0.5  # of the stems of the other; a formula is filled in, not cut short
_NAMES_WORDS = 2  # as many more must two topics share
_WORDS_NAMED, _MOST_NAMED = 3, 0.7  # words that name others, of each lead, and so much of what differs
_NEXT = 4  # stems in which it is said what has risen
_TOLL = COUNTED | RISE  # words of the count itself, which one of two tellings may lack
_RUN = 4  # runs that one exchanged word breaks, and one more for each that stands beside it


def is_formula(one: View, other: Telling, *, broken: float, another_day: bool) -> bool:
    """Whether what the same words tell of is not the same; `broken`: how many runs of the shorter text are its own.

    On one day other names by themselves are mostly another desk's words for it, unless the headlines' figures differ.
    """
    shorter, longer = sorted((len(one.telling.stems), len(other.stems)))
    if shorter < _EXCERPT * longer:
        return False
    topics = min(
        _lacking(one.weights, one.topic, frozenset(other.stems)),
        _lacking(one.weights, other.stems[: other.topic], one.stems),
    )
    if _one_exchanged(one, other):
        return True
    words, names = broken / _RUN, _exchanged_names(one, other)
    if topics >= _HEADLINE and names >= _MOSTLY * words and (another_day or _has_another_figure(one, other)):
        topics += _NAME * names
    return topics >= _EXCHANGED or _is_another_amount(one, other) or _are_others_named(one, other, broken=broken)


def _one_exchanged(one: View, other: Telling) -> bool:
    """Whether topics differ in a name each, of which the other article knows nothing: في الباب, في عفرين."""
    theirs = frozenset(other.stems[: other.topic])
    # numbers aside: «مسيرتين», «3 مسيرات» is a toll that rose
    ours_only, theirs_only = (
        frozenset(filterfalse(is_number, own)) for own in (one.topic - theirs, theirs - one.topic)
    )
    most = max(len(ours_only), len(theirs_only))
    if not ours_only or not theirs_only or most > _NAMES_WORDS or len(one.topic & theirs) <= most:
        return False
    return ours_only.isdisjoint(other.stems) and theirs_only.isdisjoint(one.stems)


def _has_another_figure(one: View, other: Telling) -> bool:
    """Whether each topic has a number of which the other article knows nothing, and one at least was counted."""
    return not (one.telling.guesses and other.guesses) and _figures_exchanged(one, other)


def _figures_exchanged(one: View, other: Telling) -> bool:
    ours, theirs = one.topic.difference(other.stems), frozenset(other.stems[: other.topic]) - one.stems
    return any(map(is_number, ours)) and any(map(is_number, theirs))


def _is_another_amount(one: View, other: Telling) -> bool:
    """Whether the headlines' figures were exchanged, and nobody was harmed: a toll may rise, a seizure does not."""
    return not _has_harm(one, other) and _has_another_figure(one, other)


def is_another_guess(one: View, other: Telling) -> bool:
    """Whether the headlines' figures were exchanged, but both are guesses: «أكثر من 300», «نحو 350»."""
    return one.telling.guesses and other.guesses and not _has_harm(one, other) and _figures_exchanged(one, other)


def _has_harm(one: View, other: Telling) -> bool:
    """Whether one of them tells in its lead that people were harmed."""
    return not HARM.isdisjoint(one.lead) or not HARM.isdisjoint(other.stems[: other.lead])


def _are_others_named(one: View, other: Telling, *, broken: float) -> bool:
    """Whether most of what either lead has alone are names between the same words: the villages that are warned today.

    One word for one word is left out, for a name may be spelt in two ways, and what one desk puts before or behind all.
    In the whole text hardly more may differ than that: who words a report anew finds other verbs for the same places.
    """
    ours, theirs = _fillings(one.telling, frozenset(other.stems)), _fillings(other, one.stems)
    both = ours.keys() & theirs.keys()
    spelt = {place for place in both if len(ours[place]) == len(theirs[place]) == 1}
    named = {place for place in both - spelt if all(place) and _is_named(ours[place], theirs[place])}
    anew = any(not after for _, after in ours) and any(not after for _, after in theirs)  # the end is in other words
    for own in (ours, theirs):
        filled = sum(len(own[place]) for place in named)
        told = (place for place in own.keys() - spelt if place[0] and (place[1] or anew))
        if filled < max(_WORDS_NAMED, _MOST_NAMED * sum(len(own[place]) for place in told)):
            return False
    exchanged = [sum(len(own[place]) + _RUN - 1 for place in named | spelt) for own in (ours, theirs)]
    return min(exchanged) >= _MOST_NAMED * broken


def _fillings(telling: Telling, there: frozenset[int]) -> dict[tuple[int, int], list[int]]:
    """What of a lead, its topic aside, is not in the other article, by the words before and after it (0: none)."""
    found: dict[tuple[int, int], list[int]] = {}
    before, filling = 0, list[int]()
    for stem in telling.stems[telling.topic : telling.lead]:
        if stem not in there:
            filling.append(stem)
            continue
        if filling:
            found[before, stem] = filling
        before, filling = stem, []
    if filling:
        found[before, 0] = filling
    return found


def _is_named(ours: list[int], theirs: list[int]) -> bool:
    """Whether two fillings of one place are names, or several words with a name in either: «بيت ليف» has a house."""
    named = [any(not is_number(stem) and _may_be_a_name(stem) for stem in stems) for stems in (ours, theirs)]
    return all(named) or (any(named) and min(len(ours), len(theirs)) > 1)


def are_elsewhere(one: View, other: Telling) -> bool:
    """Whether each is about a place that the other article does not name: its topic's, one of them its lead's."""
    x = one.telling
    if not x.places or not other.places or not (x.placed or other.placed) or not x.places.isdisjoint(other.places):
        return False
    return around(x.places).isdisjoint(places_in(other.stems)) and around(other.places).isdisjoint(places_in(x.stems))


def are_two_guests(one: View, other: Telling) -> bool:
    """Whether both titles tell of a reception, and each topic has a word, no number, that the other does not know."""
    if not one.telling.receives or not other.receives:
        return False
    ours, theirs = one.topic.difference(other.stems), frozenset(other.stems[: other.topic]) - one.stems
    return not all(map(is_number, ours)) and not all(map(is_number, theirs))


def is_another_person(one: View, other: Telling) -> bool:
    """Whether a long text was used once more for somebody else in another place."""
    return bool(_one_exchanged(one, other) and _exchanged_names(one, other) and _exchanged_people(one, other))


def _lacking(weights: Weights, topic: Iterable[int], there: frozenset[int]) -> float:
    """Share of a topic that does not stand in the other article."""
    weighed = [(weights[stem], stem in there) for stem in topic]
    whole = sum(weight for weight, _ in weighed)
    return sum(weight for weight, stands in weighed if not stands) / whole if whole > 0 else 0.0


def has_other_numbers(one: View, other: Telling, *, broken: float, another_day: bool = False) -> bool:
    """Whether hardly any number of one is the other's too: the same report of another day, another amount.

    And little else differs: an editor who writes much anew writes dates in other words too.
    """
    ours, theirs = (frozenset(filter(is_number, stems)) for stems in (one.stems, other.stems))
    exchanged = min(len(ours - theirs), len(theirs - ours))
    if exchanged < _MUCH_OF_IT * broken / _RUN:
        return False
    fewest = min(len(ours), len(theirs))
    bounds = _ANOTHER_DAYS if another_day and fewest <= _FEW else _NUMBERS
    return any(exchanged >= least and exchanged >= share * fewest for least, share in bounds)


def are_forecasts(one: View, other: Telling) -> bool:
    """Whether both tell of the weather, one by its topic, and neither of people harmed: each is its day's report."""
    if _has_harm(one, other):
        return False
    if FORECAST.isdisjoint(one.topic) and FORECAST.isdisjoint(other.stems[: other.topic]):
        return False
    return not FORECAST.isdisjoint(one.lead) and not FORECAST.isdisjoint(other.stems[: other.lead])


def is_rising_toll(one: View, other: Telling) -> bool:
    """Whether both count the dead of the same event, one of them anew: numbers were exchanged, but no name."""
    theirs = frozenset(other.stems[: other.lead])
    if DEAD.isdisjoint(one.lead) or DEAD.isdisjoint(theirs) or DAILY.issubset(one.lead & theirs):
        return False
    if not _is_counted_anew(one.telling) and not _is_counted_anew(other):
        return False
    exchanged = (one.lead.difference(other.stems), theirs - one.stems)
    if not all(any(map(is_number, stems)) for stems in exchanged) or _topics_exchanged(one, other):
        return False
    return all(is_number(stem) or stem in _TOLL or not _may_be_a_name(stem) for stems in exchanged for stem in stems)


def is_denial(one: View, other: Telling) -> bool:
    """Whether one of them begins with a denial, and the other nowhere denies what both tell."""
    if one.telling.denies:
        return DENIES.isdisjoint(other.stems)
    return other.denies and DENIES.isdisjoint(one.stems)


def _is_counted_anew(telling: Telling) -> bool:
    """«ارتفاع حصيلة الضحايا», not «ارتفاع السرعة»."""
    lead = telling.stems[: telling.lead]
    return any(stem in RISE and not COUNTED.isdisjoint(lead[n : n + _NEXT]) for n, stem in enumerate(lead))


def _topics_exchanged(one: View, other: Telling) -> bool:
    """Whether either topic has a word, no number nor of the count itself, of which the other article knows nothing."""
    ours, theirs = one.topic - _TOLL, frozenset(other.stems[: other.topic]) - _TOLL
    exchanged = (ours.difference(other.stems), theirs - one.stems)
    return all(not all(map(is_number, stems)) for stems in exchanged)


def are_prices(one: View, other: Telling) -> bool:
    """Whether both quote prices, and each two numbers that are not the other's: each is its day's report."""
    theirs = frozenset(other.stems[: other.lead])
    if QUOTES.isdisjoint(one.lead) or QUOTES.isdisjoint(theirs):
        return False
    if PRICES.isdisjoint(one.topic) or PRICES.isdisjoint(other.stems[: other.topic]):
        return False
    exchanged = (one.lead.difference(other.stems), theirs - one.stems)
    return min(sum(map(is_number, stems)) for stems in exchanged) >= _QUOTED


def _exchanged_names(one: View, other: Telling) -> int:
    """How many words of either lead may be names and are not in the other article: of the lead that has fewer."""
    ours = sum(map(_may_be_a_name, one.lead.difference(other.stems)))
    theirs = sum(map(_may_be_a_name, frozenset(other.stems[: other.lead]) - one.stems))
    return min(ours, theirs)


def _exchanged_people(one: View, other: Telling) -> int:
    """How often words that stand together, a name among them, are not in the other article: of the two, the fewer."""
    return min(_gaps(one.telling, frozenset(other.stems)), _gaps(other, one.stems))


def _gaps(telling: Telling, there: frozenset[int]) -> int:
    gaps = 0
    for missing, stems in groupby(telling.stems[telling.topic :], lambda stem: stem not in there):
        together = list(stems) if missing else []
        gaps += len(together) > 1 and any(map(_may_be_a_name, together))
    return gaps


def _may_be_a_name(stem: int) -> bool:
    """Also numbers, which tell one event from another as names do."""
    return stem not in KNOWN and stem not in FREQUENT
