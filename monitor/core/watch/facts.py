"""What is known of an article beside its words: its outlet, country, language and section."""

from collections.abc import Mapping, Sequence
from urllib.parse import unquote, urlsplit

from monitor.core.model.article import Article
from monitor.core.model.source import Source
from monitor.core.model.watchlist import Facts, Scope
from monitor.core.watch.names import name_key

_LEAST_WITH_ARTICLE = 4  # letters: «الفن» has an article, «الم» has none


def facts_of(article: Article, outlet: str, source: Source | None, tags: Sequence[str] = ()) -> Facts:
    """The facts of an article; `source`: what sources.toml says of its outlet, `tags`: what the feed says of it."""
    declared = source.language if source is not None else None
    section = source.section if source is not None else ()
    return Facts(
        outlet=outlet,
        country=source.country if source is not None else None,
        language=article.language or declared,
        url=article.url,
        tags=(*tags, *section),
    )


def is_known(facts: Facts, fact: str, value: str) -> bool:
    """Whether an article is known to be of this outlet, country, language or section."""
    match fact:
        case "outlet":
            return facts.outlet is not None and facts.outlet.casefold() == value.casefold()
        case "country":
            return facts.country is not None and facts.country.upper() == value.upper()
        case "language":
            return facts.language is not None and _primary(facts.language) == _primary(value)
        case _:
            return section_key(value) in sections(facts)


def sections(facts: Facts) -> frozenset[str]:
    """The sections an article stands in: the tags of its feed entry, its source's section, the folders of its address.

    >>> sorted(sections(Facts(url="https://a.example/politics/iraq/1.html", tags=("اقتصاد",))))
    ['iraq', 'politics', 'اقتصاد']
    """
    try:
        path = unquote(urlsplit(facts.url).path) if facts.url else ""
    except ValueError:  # an address such as https://[
        path = ""
    folders = [part for part in path.split("/")[:-1] if part]
    return frozenset(section_key(part) for part in (*folders, *facts.tags)) - {""}


def section_key(name: str) -> str:
    """A section as it is compared: one outlet calls it «السياسة», the next «سياسة» or «السياسه».

    >>> section_key("السياسة") == section_key("سياسه"), section_key("أخبار العراق") == section_key("أخبار-عراق")
    (True, True)
    >>> section_key("العلوم والتكنولوجيا") == section_key("علوم وتكنولوجيا") == section_key("علوم و تكنولوجيا")
    True
    """
    return " ".join(_bare(word) for word in name_key(name).replace(" و ", " و").split())


def _bare(word: str) -> str:
    """The word without its article, also behind «و», and with one of the two letters with which outlets end it (ة, ه).

    >>> _bare("والثقافة"), _bare("الوكالة"), _bare("والد")
    ('وثقافه', 'وكاله', 'والد')
    """
    word = _without_article(word)
    if word.startswith("و"):  # a letter of the word, it may be: «والدة» loses what «الوالدة» loses
        word = "و" + _without_article(word[1:])
    return word[:-1] + "ه" if word.endswith("ة") else word


def _without_article(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) >= _LEAST_WITH_ARTICLE else word


def in_scope(scope: Scope, facts: Facts) -> bool:
    """Whether a watchlist is about such an article; what is not known of it rules nothing out.

    >>> in_scope(Scope(countries=("IQ",)), Facts(country="AE")), in_scope(Scope(countries=("IQ",)), Facts())
    (False, True)
    """
    asked: Mapping[str, tuple[Sequence[str], bool]] = {
        "outlet": (scope.outlets, facts.outlet is not None),
        "country": (scope.countries, facts.country is not None),
        "language": (scope.languages, facts.language is not None),
        "section": (scope.sections, bool(facts.tags or facts.url)),
    }
    return all(
        not values or not known or any(is_known(facts, fact, value) for value in values)
        for fact, (values, known) in asked.items()
    )


def _primary(language: str) -> str:
    return language.lower().replace("_", "-").split("-")[0]
