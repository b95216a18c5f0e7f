"""UTF-8 in which characters outside the first plane stand as two halves, or as half of one."""

import pytest

from monitor.core.charset import decode

HALVES = "\ud83d\udd34".encode("utf-8", "surrogatepass")
ITEM = "<item><title>عاجل: داعش يهاجم بلدة هجين X</title></item>"


@pytest.mark.parametrize("items", [1, 10])
def test_halves_of_characters_are_put_together(items: int) -> None:
    feed = f"<rss><channel>{ITEM * items}</channel></rss>".encode().replace(b"X", HALVES)

    text, charset = decode(feed, "application/rss+xml; charset=utf-8")

    assert (text.count("داعش"), text.count("🔴"), charset) == (items, items, "utf-8")


def test_half_a_character_costs_nothing_but_itself() -> None:
    page = f"<title>{ITEM}</title><h1>{ITEM}</h1>".encode().replace(b"X", HALVES[:3])

    text, charset = decode(page, "text/html; charset=utf-8")

    assert (text.count("داعش يهاجم بلدة هجين \ufffd<"), charset) == (2, "utf-8")


def test_arabic_of_windows_is_none_of_this() -> None:
    written = "قال المتحدث إن القوات أحبطت هجوما لداعش في الأنبار"

    assert decode(written.encode("cp1256")) == (written, "windows-1256")
