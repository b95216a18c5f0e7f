"""Which language a text in Arabic letters is in: their letters and small words tell Arabic from its neighbours."""

import re
from collections import Counter

_LETTER = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5\u06ee-\u06ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_WORD = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5\u06ee-\u06ff]+")
_MARKS = re.compile("[\u064b-\u065f\u0670\u0640]")  # they would part a word
_SAMPLE = 20_000  # characters
_ENOUGH, _FEW = 6, 20  # letters; among few those of foreign names («نجوم پاپ», «گوگل تطلق هاتفا») tell nothing
_IN_FOREIGN_NAMES = frozenset("پچژگ")
_ARTICLE = re.compile("(?:[وفبك]?ال|لل).{3}")
_ARTICLES_WEIGHT = 0.5  # «المپیک», «الکترونیک»

_PERSIAN = "پچژگیک"  # also on keyboards of the others, and in foreign names of Arabic texts
_LETTERS = {  # of two languages that a text has as many letters of, the first
    "ar": frozenset("ةىيكأإڤ"),  # Egypt writes its V so
    "fa": frozenset(_PERSIAN),
    "ur": frozenset("ٹڈڑےںھہۓۂ" + _PERSIAN),
    "ckb": frozenset("ێۆڕڵەڤ" + _PERSIAN),
    "ps": frozenset("ټډړښځڅۍېڼګ" + _PERSIAN),
    "ug": frozenset("ۇۈۋڭۆەېىك" + _PERSIAN),
    "sd": frozenset("ٻڀٺٿڃڄڇڊڌڍڏڦڱڳڻ۾۽ڪ" + _PERSIAN),
}
_OWN_WEIGHT = 3
_WEIGHTS = {  # a letter that no other one has says more
    language: {
        letter: 1
        if language == "ar" or any(letter in its for other, its in _LETTERS.items() if other != language)
        else _OWN_WEIGHT
        for letter in letters
    }
    for language, letters in _LETTERS.items()
}
# none that stands in Arabic texts too, as «د.», «او» and a lone «و» do
_COMMON_WORDS = {
    language: frozenset(words.split(" "))
    for language, words in (
        ("ar", "في من على إلى عن أن التي الذي هذا هذه كان قال بعد مع بين لا ما هو وقال الى ان"),
        ("fa", "است این که را از با برای آن می شد شده بود های خود در یک تا"),
        ("ur", "کے کی ہے میں کا اور سے نے کو پر ہیں کہ تھا گیا اس ہو کر بھی"),
        ("ckb", "لە بۆ بە کە ئەو لەگەڵ دەکات کرد ئەم بوو ناو سەر هەر لەسەر دوای"),
        ("ps", "په چې کې ته شوي کړي دی یې هغه ويلي ویلي"),
        ("ug", "ۋە بىلەن بۇ بىر ئۈچۈن دەپ بولۇپ ھەم ئۇ"),
        ("sd", "۾ کي آهي ۽"),
    )
}


def language_of(text: str, declared: str | None = None) -> str | None:
    """ISO 639 code of a text's language: ar, fa, ur, ckb, ps, ug, sd, or for other scripts what the page declares.

    >>> language_of("قالت وزارة الصحة إن عدد المصابين ارتفع في بغداد")
    'ar'
    """
    sample = _MARKS.sub("", text[:_SAMPLE])
    signs_of_all = Counter(sample)  # each is looked at once, not at each of its places
    counts = Counter({sign: times for sign, times in signs_of_all.items() if _LETTER.match(sign)})
    letters = counts.total()
    if letters < _ENOUGH or letters < sum(times for sign, times in signs_of_all.items() if _LATIN.match(sign)):
        return declared if declared not in _LETTERS else None
    words = Counter(_WORD.findall(sample))
    scores = {
        language: sum(weight * counts[letter] for letter, weight in weights.items()) / letters
        + sum(words[word] for word in _COMMON_WORDS[language]) / words.total()
        for language, weights in _WEIGHTS.items()
    }
    articles = sum(times for word, times in words.items() if _ARTICLE.match(word))
    scores["ar"] += _ARTICLES_WEIGHT * articles / words.total()
    found = max(scores, key=lambda language: scores[language])
    signs = (counts.keys() & _LETTERS[found]) | (words.keys() & _COMMON_WORDS[found])
    if letters < _FEW:
        signs -= _IN_FOREIGN_NAMES
    return found if signs or (found == "ar" and scores["ar"] > 0) else declared
