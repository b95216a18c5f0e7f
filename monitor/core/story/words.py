"""Text → numbers: one for the light stem of each word.

The stem is lighter than the watchlists' morphology on purpose: it meets every word of every article, and a wrong stem
costs nothing here as long as it is the same wrong stem in both tellings. Numbers are hashes of the letters, so that
they need no table, and the same word has the same number in every process.
"""

import re
import zlib
from itertools import chain

from monitor.core.arabic import lexicon
from monitor.core.arabic.codes import ARABIC_BYTES, MARK, decode, encode, pieces
from monitor.core.arabic.lexicon import FUNCTION_WORDS
from monitor.core.story.places import FORMS, forms_of, number_of, read_lines

_BEFORE = encode("وبال|وكال|ولل|وال|فال|بال|كال|لل|ال|و").replace(b" ", b"|")  # encoded, a bar parts words as well
_AFTER = encode("هما|ات|ان|ين|ون|ها|هم|نا|يه|ية|ه|ة|ي|ا").replace(b" ", b"|")
_STEM = re.compile(b"(?:(?:%b)(?=...))?(...+?)(?:%b)?" % (_BEFORE, _AFTER))  # three letters must be left
_ATTACHED, _DIGITS = encode("وبلف"), b"0123456789"
_CARDINALS = {
    3: "ثلاثة ثلاث",
    4: "اربعة اربع",
    5: "خمسة خمس",
    6: "ستة ست",
    7: "سبعة سبع",
    8: "ثمانية ثماني ثمان",
    9: "تسعة تسع",
    10: "عشرة عشر",
    20: "عشرون عشرين",
    30: "ثلاثون ثلاثين",
    40: "اربعون اربعين",
    50: "خمسون خمسين",
    60: "ستون ستين",
    70: "سبعون سبعين",
    80: "ثمانون ثمانين",
    90: "تسعون تسعين",
}
"""Folded, and not with the article: «الخمسين» is mostly the fiftieth. «اثنين» is left out, as it may be Monday."""
_PARTICLES = chain(FUNCTION_WORDS, (before + word for before in "وف" for word in FUNCTION_WORDS))
_STEMS = dict.fromkeys(map(encode, _PARTICLES), b"") | {
    encode(word): str(number).encode() for number, words in _CARDINALS.items() for word in words.split()
}
"""Those that no ending tells; of what says nothing about an event it is empty."""
_VOWELS = encode("اويء")
_CONSONANTS = 4  # of a stem whose vowels are no part of it: fewer are those of many words («سعد», «سعيد», «سعود»)
_OF_A_PLACE, _OF_MANY = encode("م"), encode("ان")
_FOREIGN = re.compile(b"[^%b]%b[^%b]%b[^%b]" % tuple(map(encode, ("اوي", "ا", "اوي", "ي", "اوي"))))
"""«لابيد»: no Arabic word has this pattern; short all the same."""
_ONE_G = bytes.maketrans(encode("غ"), encode("ج"))
_LARGEST_CACHE = 150_000  # word types; about 20 MB
_DROPPED = bytes((MARK,))
_POINT = encode("ر")
_RESPELT = {
    " عقد قران": " زفاف",  # «قران» by itself is written as «القرآن» is
    " عبد ال": " عبدال",  # «عبد العزيز»; not «معبد الأقصر»
    " وعبد ال": " وعبدال",
    "قناة السويس": "قناة سويس",  # no town
}
_SPELLINGS = [(encode(written), encode(respelt)) for written, respelt in _RESPELT.items()]
_DECIMAL = re.compile(_POINT + rb"(?<=[0-9]" + _POINT + rb")(?=[0-9])")
_TALKS = {encode(form): number_of("مباحثات") for name in ("مباحثات", "المباحثات") for form in forms_of(name)}
_NAMED = FORMS | _TALKS
"""Folded word → its number, of words whose stem is others' too: «المباحثات» would be «المباحث», the detectives."""


class _Stems(dict[bytes, int]):
    """The number of the stem of every folded word met so far."""

    def __missing__(self, word: bytes) -> int:
        if (named := _NAMED.get(word)) is not None:
            self[word] = named
            return named
        letters = word if not word.translate(None, ARABIC_BYTES) else _letters_of(word)
        stem = _stem_of(letters) if letters is not None else word
        stem = _NAMED_ONCE.get(stem, stem)
        code = self[word] = zlib.crc32(stem) & ~1 | stem.isdigit() if stem else 0
        return code


def _letters_of(word: bytes) -> bytes | None:
    """A word of one script, else the number in a word of letters and digits: «و9», «1436هـ»."""
    if decode(word) is not None:
        return word
    numbers = [piece for piece in pieces(word) or () if piece.isdigit()]
    return numbers[0] if len(numbers) == 1 else None


def _stem_of(letters: bytes) -> bytes:
    return _spelt_one_way(light_stem(letters))


_stems = _Stems()


def read_words(text: str) -> list[int]:
    """The numbers of the stems of a text, in its order; odd ones are numbers of the text.

    What says nothing about an event (particles, single letters) is left out.

    >>> read_words("والاجتماعات") == read_words("في الاجتماعُ"), is_number(read_words("25")[0])
    (True, True)
    >>> read_words("ثلاثون قتيلا") == read_words("30 قتيل"), read_words("سبعة") == read_words("7")
    (True, True)
    >>> read_words("و9") == read_words("9"), read_words("1436هـ") == read_words("1436")
    (True, True)
    >>> read_words("عبد العزيز") == read_words("عبدالعزيز")
    True
    >>> sorted(read_words("935ر6 مليون")) == sorted(read_words("6.935 مليون"))  # as some agencies write it
    True
    """
    if len(_stems) > _LARGEST_CACHE:
        _stems.clear()
    raw = b" " + encode(text).translate(None, _DROPPED)
    for written, respelt in _SPELLINGS:
        raw = raw.replace(written, respelt)
    words = _DECIMAL.sub(b" ", raw).split()
    return list(filter(None, map(_stems.__getitem__, words)))


def _spelt_one_way(stem: bytes) -> bytes:
    """A stem without what those who write foreign names do not agree on: their vowels, their g.

    >>> def alike(one, other): return _spelt_one_way(encode(one)) == _spelt_one_way(encode(other))
    >>> alike("زيلينسكي", "زلنسكي"), alike("غروس", "جروس"), alike("لابيد", "لبيد")
    (True, True, True)
    >>> [_spelt_one_way(encode(name)) == encode(name) for name in ("سعيد", "سعود", "محمود", "سليمان")]
    [True, True, True, True]
    """
    stem = stem.translate(_ONE_G)
    if _FOREIGN.fullmatch(stem):
        return stem[:1] + stem[2:]
    consonants = stem[:1] + stem[1:].translate(None, _VOWELS)
    # of a root of three: محمود is not محمد, nor سليمان سلمان
    own = len(consonants) == _CONSONANTS and (stem.startswith(_OF_A_PLACE) or stem.endswith(_OF_MANY))
    return stem if own or len(consonants) < _CONSONANTS else consonants


def is_number(stem: int) -> bool:
    """Whether the stem is a number of the text."""
    return stem & 1 == 1


def light_stem(word: bytes) -> bytes:
    """The stem of a folded word; empty for what says nothing about an event.

    >>> [decode(light_stem(encode(word))) for word in ("والاجتماعات", "الاجتماع", "في", "و2015")]
    ['اجتماع', 'اجتماع', '', '2015']
    """
    if (known := _STEMS.get(word)) is not None:
        return known
    if word[-1] in _DIGITS and (digits := word[word[0] in _ATTACHED :]).isdigit():
        return digits
    found = _STEM.fullmatch(word)
    stem = found[1] if found is not None else word
    return stem if len(stem) > 1 else b""


def _read_groups() -> dict[bytes, bytes]:
    """The stem of each word of a group → that of the first."""
    groups = ([_stem_of(encode(word)) for word in line.split()] for line in read_lines("one_word.txt"))
    return {stem: group[0] for group in groups for stem in group}


_NAMED_ONCE = _read_groups()

_COUNTED = "الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر"
ORDINALS = {stem: 1 << place for place, stem in enumerate(read_words(_COUNTED))}
"""Stem of an ordinal → a bit of its own. «ثاني طائرة» and «الطائرة الثالثة» are two events in the same words."""

FREQUENT = frozenset(stem for line in read_lines("frequent.txt") for stem in read_words(line))
"""Stems that stand in every tenth article or more, by which events are not told apart; for the time before enough
articles were seen to know it from them."""


_ORDINARY = 4  # the level of a word (lexicon.FREQUENCY) that stands in every sixteenth article


def _read_known() -> frozenset[int]:
    common = (word for word, level in lexicon.FREQUENCY.items() if level >= _ORDINARY)
    words = chain(common, lexicon.VERBS, lexicon.NOUNS_ALSO_VERBS, lexicon.FEMININE_NOUNS)
    return frozenset(read_words(" ".join(chain(words, lexicon.SINGULARS, lexicon.BROKEN_PLURALS))))


KNOWN = _read_known() - FREQUENT
"""Stems of ordinary words. What is none of them is rarer, mostly: names, by which events are told apart best."""

FORECAST = frozenset(read_words("الطقس الأرصاد الأنواء"))
"""Stems of what is foretold anew every day, in the same words and mostly for the same places."""

PRICES = frozenset(read_words("سعر أسعار صرف الدولار اليورو الذهب النفط خام برميل أونصة مؤشر بورصة أسهم تداولات"))
"""Stems of what is quoted anew every day, in the same words."""

QUOTES = frozenset(read_words("سعر أسعار صرف أونصة مؤشر بورصة تداولات تعاملات"))
"""Stems by which it is quoted: a pipeline burns and gold is stolen without any."""

DEAD = frozenset(read_words("قتلى قتيلا قتل مقتل مصرع ضحايا جرحى غرقى مفقودين عالقين"))
"""Stems of those whose number rises while an event goes on. Not of deaths («وفيات»), which are counted by the day."""

RISE = frozenset(read_words("ارتفاع ارتفع ارتفعت يرتفع ترتفع حصيلة الحصيلة"))
"""Stems of those by which a count is told anew, if one of `COUNTED` follows."""

COUNTED = DEAD | frozenset(read_words("عدد حصيلة"))
"""Stems of what is counted then."""

ABOUT = frozenset(
    read_words("نحو بنحو حوالي بحوالي قرابة زهاء أكثر بأكثر لأكثر يزيد تزيد يقارب تقارب يناهز يتجاوز تجاوز")
)
"""Stems before a figure that is a guess: the next desk guesses otherwise."""

DAILY = frozenset(read_words("24 ساعة"))
"""Stems of a count that is told every day, of its day alone."""

DENIES = frozenset(read_words("تنفي ينفي نفى نفت نفي تكذب يكذب كذب كذبت تكذيب"))
"""Stems of what takes a report back: told in its words, and no copy of it."""

HARM = frozenset(read_words("قتل قتلى قتيلا مقتل مصرع وفاة وفيات ضحايا جرحى غرق غرقى مفقودين عالقين إجلاء"))
"""Stems of what weather does to people: an event of more than a day, no forecast."""

RECEIVES = frozenset(read_words("يستقبل استقبل استقبال يلتقي التقى مباحثات"))
"""Stems of receptions, of which a minister or governor has several a day, all told in the same words."""

RUBRICS = frozenset(
    read_words("سعر أسعار صرف مؤشر بورصة تداولات الطقس الأرصاد مواقيت حظك نشرة موجز كاريكاتير حلقة بث مباشر مستجدات")
)
"""Stems of what an outlet has every day under the same title."""

_TURNING = (
    "لا لم لن ليس ليست ليسوا غير عدم دون نفي ينفي تنفي نفى نفت إلغاء ألغى يلغي تلغي نجاة ينجو نجا محاولة إحباط خرق"
    " والد والدة شقيق شقيقة نجل نجلة ابن ابنة زوج زوجة حفيد نائب مستشار مساعد مبعوث وكيل سفير"
    " جديد جديدة أخرى آخر مجددا ثان ثانية"
)
_TURNS = frozenset(encode(form) for word in _TURNING.split() for form in (word, f"و{word}"))


def turns(title: str) -> frozenset[bytes]:
    """Words of a title without which it would say something else in the same words.

    They say that it is not so, that it is undone, that it happened to somebody beside him whom it names, or once more.

    >>> turns("حماس لا توافق على الهدنة") == turns("حماس توافق على الهدنة"), turns("وفاة والدة الرئيس") == frozenset()
    (False, False)
    """
    return _TURNS.intersection(encode(title).translate(None, _DROPPED).split())
