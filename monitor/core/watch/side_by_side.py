"""Words side by side in a query, which mean AND, though a phrase was perhaps meant: مجموعة عمل."""

from collections.abc import Iterator, Sequence

from monitor.core.arabic.fold import clean
from monitor.core.arabic.tokens import is_arabic
from monitor.core.watch.construct import may_be_phrase
from monitor.core.watch.syntax import And, Node, Span, Words

_LONGEST = 3  # words: more are rather gathered than a phrase


def runs(parts: Sequence[Node]) -> Iterator[list[Words]]:
    """Words side by side without quotes or operators, two or more."""
    run: list[Words] = []
    for part in parts:
        if run and not (_is_plain(part) and part.span.start == run[-1].span.end + 1):
            if len(run) > 1:
                yield run
            run = []
        if isinstance(part, Words) and _is_plain(part):
            run.append(part)
    if len(run) > 1:
        yield run


def phrases(node: And) -> Iterator[tuple[Span, str]]:
    """Where words that may be one phrase stand side by side, and nothing else beside them; one sentence each."""
    for run in runs(node.parts):
        written = [part.term.text for part in run]
        if len(run) <= _LONGEST and all(map(is_arabic, written)) and _is_phrase([clean(word) for word in written]):
            what = f"«{_said(run)}» is looked for as {len(run)} words anywhere in an article"
            cure = f"write «{_said(run)}» with its quotes for the phrase, or AND between the words"
            yield _over(run), f"{what}: {cure}"


def _is_phrase(words: Sequence[str]) -> bool:
    """Whether each word belongs to one before it: محكمة جنائية دولية."""
    return all(any(may_be_phrase(one, words[at]) for one in words[:at]) for at in range(1, len(words)))


def around_particle(run: Sequence[Words], particle: Words) -> str:
    """What to write instead of words side by side of which one is a particle."""
    what = f"«{particle.term.text}» is a particle, and words side by side mean AND"
    return f"{what}: write «{_said(run)}» with its quotes for the phrase, or take the particle out"


def _is_plain(part: Node) -> bool:
    """Whether a part is one word without quotes or signs."""
    if not isinstance(part, Words) or " " in part.term.text:
        return False
    return part.span.end - part.span.start == len(part.term.text)


def _said(run: Sequence[Words]) -> str:
    return " ".join(part.term.text for part in run)


def _over(run: Sequence[Words]) -> Span:
    return Span(run[0].span.start, run[-1].span.end)
