"""How long a document may work before others need not wait for it, by what is known of where it comes from.

That is a tenth of a second, and four times as long each time it has had to make room. What comes from where the last
document took a few milliseconds has had its turn after three times that: many outlets that were quick for long, and
burn the processors at the same moment, delay the others by little.
"""

TURN = 0.1  # seconds of work at one document after which it is late, and others need not wait for it
_LEAST, _AS_LAST = 0.02, 3  # seconds of a turn; times what the last document from there took, up to a whole turn
_LONGER = 4  # times as long as the last time a document may work that has had to make room
_MOST_KNOWN = 10_000  # names that are remembered


def turn_of(rounds: int) -> float:
    """Seconds that a document may work that has had to make room so often."""
    return TURN * float(_LONGER**rounds)


def rounds_of(worked: float) -> int:
    """How often a document that has worked for so long has had its turn.

    >>> rounds_of(0.05), rounds_of(0.1), rounds_of(0.5)
    (0, 1, 2)
    """
    rounds = 0
    while worked >= turn_of(rounds):
        rounds += 1
    return rounds


class Turns:
    """What is known of where documents come from."""

    def __init__(self) -> None:
        self._worked: dict[str, float] = {}  # seconds that the last one took

    def knows(self, whose: str) -> bool:
        """Whether something from there has been read before."""
        return whose in self._worked

    def rounds(self, whose: str) -> int:
        """How often the last one from there had its turn."""
        return rounds_of(self._worked.get(whose, 0.0))

    def first(self, whose: str) -> float:
        """Seconds of work after which the next one from there has had its first turn."""
        last = self._worked.get(whose)
        return TURN if last is None else min(TURN, max(_LEAST, _AS_LAST * last))

    def learn(self, whose: str, worked: float) -> None:
        """The last one from there took so long, or more."""
        self._worked.pop(whose, None)
        self._worked[whose] = worked
        if len(self._worked) > _MOST_KNOWN:
            del self._worked[next(iter(self._worked))]
