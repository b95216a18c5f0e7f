"""What joins a name to a father's, a son's or a family's: بن, ولد, آل, أبو; folded."""

SON = "بن"  # only inside a name
BORN = "ولد"  # as well son of
SONS = frozenset((SON, "ابن", "بنت", BORN))
HOUSE = "ال"  # آل
FATHER = "ابو"
OF_GOD = ("الله", "الدين", "الاسلام")  # what ends a first name of two words: سيف الإسلام, نصر الله
SERVANT = "عبد"  # begins a name of two words: عبد العزيز
FATHERS = frozenset((FATHER, "ابي", "ابا"))  # in either case

PATRONYMIC = SONS - {BORN} | {HOUSE, FATHER}
"""What begins a part that may be left out inside a person's name: أنور بن محمد قرقاش."""

OF_FAMILIES = SONS - {BORN} | {HOUSE} | FATHERS
"""What is part of a family name: «بن سلمان» is not the king of that name."""

BEFORE_NAMES_OF_OTHERS = SONS | {HOUSE, "ام"} | FATHERS
"""What leads to a name, and is none by itself."""

BEFORE_KUNYAS = frozenset((*FATHERS, "ام", "abu", "abou", "umm", "oum"))
"""What begins a kunya; in Latin letters too."""
