"""Posts of other people that an article shows: extraction drops the frames that content systems put around them."""

from itertools import islice

from lxml.etree import _Element

from monitor.core.body import WordsWithin

_CALLED = "twitter-tweet"  # as the provider's own markup is, which all copy
_FRAMES = 4
_HOLDERS = frozenset({"div", "figure", "section", "span", "center", "p"})


def tell_posts(root: _Element) -> None:
    """Put posts in the place of the frames around them, in which nothing else is said."""
    posts = [one for one in root.iter("blockquote") if _CALLED in (one.get("class") or "")]
    words_in = WordsWithin()
    if posts:
        words_in(root)
    for post in posts:
        words, frame = words_in(post), post
        for around in islice(post.iterancestors(), _FRAMES):
            if around.tag not in _HOLDERS or words_in(around) != words:
                break
            frame = around
        del post.attrib["class"]
        parent = frame.getparent()
        if frame is not post and parent is not None:
            post.tail, frame.tail = frame.tail, None
            parent.replace(frame, post)
