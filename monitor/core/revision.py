"""Two readings of one page → what the outlet changed in it."""

import difflib
import re
from collections import Counter
from collections.abc import Collection
from datetime import datetime
from itertools import accumulate, chain

from monitor.core.arabic.fold import fold_word
from monitor.core.arabic.tokens import words
from monitor.core.model.article import Article, Edit, EditKind
from monitor.core.retraction import is_retracted
from monitor.core.story.words import is_number, read_words

_TYPO = 4  # words that may change without anybody having to hear of it
_LONGEST_DIFF = 20_000  # characters
_MOST_SENTENCES = 2000  # of both readings, that are compared in their order
_MOST_WORDS = 400  # the same of words
_FEWEST = 6  # words of a line whose numbers are looked at; «منذ 5 دقائق» is another one at every reading
_SENTENCE = re.compile(r"(?<=[.؟?!…])[\s]+")
_SAYS_SO = re.compile(r"(?:^|\n)\W{0,3}(?:تصحيح|تصويب|تنويه|توضيح|استدراك|correction|clarification)\b", re.IGNORECASE)


def edits_between(before: Article, after: Article, at: datetime, earlier: Collection[str] = ()) -> tuple[Edit, ...]:
    """What changed, as an analyst sees it: the headline, a correction that says so, the text.

    Other vowel signs, spelling variants and a few words (a typing mistake mended) are no edit; another number is one.
    Of two readings of which only one came from the page nothing is said but that the outlet takes the article back.
    `earlier`: headlines that it had before; one that comes back is no news, for outlets try out several by turns.
    """
    retracted = is_retracted(after.title, after.text) and not is_retracted(before.title, before.text)
    edits = [Edit(at=at, kind=EditKind.RETRACTED)] if retracted else []
    if before.content_from != after.content_from:
        return tuple(edits)
    if after.title and before.title and _folded(after.title) not in [_folded(one) for one in (before.title, *earlier)]:
        edits.append(Edit(at=at, kind=EditKind.HEADLINE, before=before.title, after=after.title))
    if not _says_so(before) and _says_so(after):
        edits.append(Edit(at=at, kind=EditKind.CORRECTION))
    elif retracted:
        return tuple(edits)
    elif _changed_words(before.text, after.text) > _TYPO or _numbers(before.text) != _numbers(after.text):
        edits.append(Edit(at=at, kind=EditKind.TEXT))
    return tuple(edits)


def edits_at_first(article: Article, feed: Article | None, at: datetime) -> tuple[Edit, ...]:
    """What is told of changes when a page is read for the first time: that its outlet had taken the article back.

    `feed`: what was made of the feed's words before.
    """
    told = feed is not None and is_retracted(feed.title, feed.text)
    retracted = is_retracted(article.title, article.text) and not told
    return (Edit(at=at, kind=EditKind.RETRACTED),) if retracted else ()


def diff_of(before: Article, after: Article) -> str:
    """The sentences that went (-) and came (+), title first, as `diff` writes lines; at most 20,000 characters.

    Of what is too much only sentences that stand on one side are told, as many as there is room for on each.
    """
    old, new = (_sentences(f"{one.title}\n\n{one.text}") for one in (before, after))
    if len(old) + len(new) <= _MOST_SENTENCES:
        lines = "\n".join(difflib.unified_diff(old, new, "before", "after", n=0, lineterm=""))
        if len(lines) <= _LONGEST_DIFF:
            return lines
    heads = ("--- before", "+++ after")
    room = (_LONGEST_DIFF - sum(map(len, heads))) // 2 - 2
    return "\n".join([*heads, *_signed("-", old, new, room), *_signed("+", new, old, room)])


def _sentences(text: str) -> list[str]:
    return [sentence for line in text.splitlines() for sentence in _SENTENCE.split(line.strip())]


def _signed(sign: str, sentences: list[str], others: list[str], room: int) -> list[str]:
    """Those that the others have not, whole ones only: half a sentence would be another one."""
    others_have = {*others}
    lines = [f"{sign}{one}" for one in dict.fromkeys(sentences) if one not in others_have]
    ends = accumulate(len(line) + 1 for line in lines)
    return [line for line, end in zip(lines, ends, strict=True) if end <= room]


def changed_sentences(diff: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What went and what came, sentence by sentence, of a difference as `diff_of` writes it.

    >>> changed_sentences("--- before\\n+++ after\\n@@ -3 +3 @@\\n-قتل ثلاثة. والتحقيق جار.\\n+قتل سبعة. والتحقيق جار.")
    (('قتل ثلاثة.',), ('قتل سبعة.',))
    """
    lines = diff.split("\n")[2:]
    gone, come = (
        dict.fromkeys(sentence for line in lines if line[:1] == sign for sentence in _SENTENCE.split(line[1:].strip()))
        for sign in "-+"
    )
    return tuple(one for one in gone if one and one not in come), tuple(one for one in come if one and one not in gone)


def _numbers(text: str) -> set[int]:
    """The numbers of its paragraphs, in digits or words."""
    lines = (read_words(line) for line in text.splitlines() if len(line.split()) >= _FEWEST)
    return set(filter(is_number, chain.from_iterable(lines)))


def _says_so(article: Article) -> bool:
    return _SAYS_SO.search(f"{article.title}\n{article.text}") is not None


def _folded(text: str) -> list[str]:
    return [fold_word(word).replace("ة", "ه") for word in words(text)]


def _changed_words(before: str, after: str) -> int:
    """How many words went or came; paragraphs that stayed are not looked at.

    Their order is, where few differ and they are few: comparing it costs the third power of their number.
    """
    old, new = (dict.fromkeys(tuple(_folded(line)) for line in text.splitlines()) for text in (before, after))
    gone = [word for line in old if line not in new for word in line]
    come = [word for line in new if line not in old for word in line]
    least = max((Counter(gone) - Counter(come)).total(), (Counter(come) - Counter(gone)).total())
    if least > _TYPO or len(gone) + len(come) > _MOST_WORDS:
        return least
    same = sum(size for _, _, size in difflib.SequenceMatcher(None, gone, come, autojunk=False).get_matching_blocks())
    return max(len(gone), len(come)) - same
