"""Which language a text in Arabic letters is in: their own letters tell Persian, Urdu and Kurdish from Arabic."""

import re
from collections import Counter

_LETTER = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5\u06ee-\u06ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_WORD = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5\u06ee-\u06ff]+")
_SAMPLE = 20_000  # characters
_ENOUGH = 20  # letters

_OWN_LETTERS = {
    "ur": frozenset("ٹڈڑےںھہۓۂ"),
    "ckb": frozenset("ێۆڕڵەڤ"),
    "fa": frozenset("پچژگیک"),
    "ar": frozenset("ةىيكأإ"),
}
_COMMON_WORDS = {
    language: frozenset(words.split(" "))
    for language, words in (
        ("ar", "في من على إلى عن أن التي الذي هذا هذه كان قال بعد مع بين لا ما هو وقال الى ان"),
        ("fa", "است این که را از با برای آن می شد شده بود های خود در یک تا و"),
        ("ur", "کے کی ہے میں کا اور سے نے کو پر ہیں کہ تھا گیا اس ہو کر بھی"),
        ("ckb", "لە بۆ بە کە ئەو و لەگەڵ دەکات کرد ئەم بوو ناو سەر هەر لەسەر دوای"),
    )
}


def language_of(text: str, declared: str | None = None) -> str | None:
    """ISO 639 code of a text's language: ar, fa, ur, ckb, or for other scripts what the page declares.

    >>> language_of("قالت وزارة الصحة إن عدد المصابين ارتفع في بغداد")
    'ar'
    """
    sample = text[:_SAMPLE]
    letters = _LETTER.findall(sample)
    if len(letters) < _ENOUGH or len(letters) < len(_LATIN.findall(sample)):
        return declared if declared not in _OWN_LETTERS else None
    counts = Counter(letters)
    words = Counter(_WORD.findall(sample))
    scores = {
        language: sum(counts[letter] for letter in own) / len(letters)
        + sum(words[word] for word in _COMMON_WORDS[language]) / words.total()
        for language, own in _OWN_LETTERS.items()
    }
    return max(scores, key=lambda language: scores[language]) if any(scores.values()) else declared
