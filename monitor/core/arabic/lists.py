"""How the word lists in data/ are read: words by line, # begins a comment."""

from importlib.resources import files

from monitor.core.arabic.fold import fold_word


def lines(name: str) -> list[str]:
    """The lines of a list that hold something."""
    text = files("monitor.core.arabic").joinpath("data", name).read_text(encoding="utf-8")
    return [line for line in (raw.partition("#")[0].strip() for raw in text.splitlines()) if line]


def words(name: str) -> list[str]:
    """All words of a list, in its order, as they are written."""
    return [word for line in lines(name) for word in line.split()]


def folded_words(name: str) -> frozenset[str]:
    """All words of a list, folded (fold.fold_word)."""
    return frozenset(map(fold_word, words(name)))


def table(name: str) -> dict[str, tuple[str, ...]]:
    """What stands before the colon of each line → the words behind it."""
    rows = (line.partition(":") for line in lines(name))
    return {head.strip(): tuple(rest.split()) for head, _, rest in rows}


def alike(name: str) -> dict[str, tuple[str, ...]]:
    """Each word of a line with the others of it."""
    alikes = map(str.split, lines(name))
    return {word: tuple(other for other in line if other != word) for line in alikes for word in line}


def levels(name: str) -> dict[str, int]:
    """Folded word → the number that begins its lines, the highest of them."""
    found: dict[str, int] = {}
    for line in lines(name):
        level, *own = line.split()
        found.update({word: max(int(level), found.get(word, 0)) for word in map(fold_word, own)})
    return found
