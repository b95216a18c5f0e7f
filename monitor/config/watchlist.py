"""What a file in watchlists/ may say."""

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from monitor.config.schema import Country, SeverityWord, Table, Words
from monitor.core.model.watchlist import (
    Entity,
    EntityKind,
    Example,
    Facts,
    Query,
    Scope,
    Severity,
    Term,
    TermMatch,
    Watchlist,
    WordClass,
)
from monitor.core.watch.marks import unmarked


def language_code(code: str) -> str:
    """A language's code in small letters; raises ValueError for what is none."""
    if not (code.isascii() and code.isalpha() and len(code) in (2, 3)):
        raise ValueError(f'"{code}" is no language code: two or three letters, such as "ar"')
    return code.lower()


def _number(written: object) -> object:
    if isinstance(written, str | bool):
        raise ValueError("write a number without quotes, such as 2")
    return written


def _weight(weight: float) -> float:
    if weight == 0:
        raise ValueError("a weight of 0 counts for nothing; take the part out, or give it another weight")
    return weight


Language = Annotated[str, AfterValidator(language_code)]
Number = Annotated[float, BeforeValidator(_number)]
Weight = Annotated[Number, AfterValidator(_weight), Field(ge=-1000, le=1000)]


class TermTable(Table):
    term: str
    match: TermMatch = TermMatch.INFLECTED
    weight: Weight = 1.0
    word_class: WordClass | None = Field(default=None, alias="as")

    def value(self) -> Term:
        return Term(text=self.term, match=self.match, weight=self.weight, word_class=self.word_class)


def read_term(written: Any) -> Any:
    """A term as analysts write it: a string, `=` before it for "exactly so", `~` for "also derived", or a table."""
    table = {"term": written} if isinstance(written, str) else written
    if not isinstance(table, dict) or not isinstance(table.get("term"), str) or "match" in table:
        return written
    text, match = unmarked(table["term"])
    return {**table, "term": text, "match": match}


WrittenTerm = Annotated[TermTable, BeforeValidator(read_term)]


class EntityTable(Table):
    name: str
    kind: EntityKind
    aliases: list[str] = []
    id: str | None = None
    needs: list[WrittenTerm] = []
    bars: list[WrittenTerm] = Field(default=[], alias="not")
    weight: Weight = 1.0

    def value(self) -> Entity:
        return Entity(
            name=self.name,
            kind=self.kind,
            aliases=tuple(self.aliases),
            id=self.id,
            needs=tuple(term.value() for term in self.needs),
            bars=tuple(term.value() for term in self.bars),
            weight=self.weight,
        )


class QueryTable(Table):
    name: Words
    query: str
    weight: Weight = 1.0

    def value(self) -> Query:
        return Query(name=self.name, text=self.query, weight=self.weight)


class ScopeTable(Table):
    countries: list[Country] = []
    outlets: list[str] = []
    languages: list[Language] = []
    sections: list[Words] = []


class ExampleTable(Table):
    """A text with what it must be; the rest says what is known of the article, for queries and scope that ask."""

    text: Words
    must: Literal["hit", "miss"]
    title: str = ""
    outlet: str | None = None
    country: Country | None = None
    language: Language | None = None
    url: str | None = None

    def value(self) -> Example:
        facts = Facts(outlet=self.outlet, country=self.country, language=self.language, url=self.url)
        return Example(text=self.text, hit=self.must == "hit", title=self.title, facts=facts)


class WatchlistFile(Table):
    title: Words
    owner: str | None = None
    severity: SeverityWord = Severity.NORMAL
    languages: list[Language] = []
    expires: dt.date | None = None
    threshold: Annotated[Number, Field(gt=0)] | None = None
    terms: list[WrittenTerm] = []
    entity: list[EntityTable] = []
    query: list[QueryTable] = []
    scope: ScopeTable = ScopeTable()
    example: list[ExampleTable] = []

    def value(self, id: str) -> Watchlist:
        """The watchlist; `languages` at the top and in the scope mean the same."""
        return Watchlist(
            id=id,
            title=self.title,
            owner=self.owner,
            severity=self.severity,
            expires=self.expires,
            terms=tuple(term.value() for term in self.terms),
            entities=tuple(entity.value() for entity in self.entity),
            queries=tuple(query.value() for query in self.query),
            threshold=self.threshold,
            scope=Scope(
                countries=tuple(self.scope.countries),
                outlets=tuple(self.scope.outlets),
                languages=tuple(dict.fromkeys((*self.languages, *self.scope.languages))),
                sections=tuple(self.scope.sections),
            ),
            examples=tuple(example.value() for example in self.example),
        )
