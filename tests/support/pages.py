"""A short article, and the text that is read from a page with it."""

from datetime import UTC, datetime

from monitor.core.article import extract_page

TITLE = "وزير المياه يفتتح محطة جديدة"
LINE = "افتتح وزير المياه صباح الأحد محطة لتنقية مياه الشرب في الضاحية الشرقية، وقال إنها تكفي مئة ألف بيت."
MORE = "وأضاف أن العمل فيها استمر ثلاثة أعوام، وأن محطتين أخريين ستلحقان بها قبل نهاية العام المقبل في الشمال والجنوب."
_URL, _NOW = "https://a.example/news/wazir-almiyah", datetime(2026, 11, 29, tzinfo=UTC)


def text_of(inside: str) -> str:
    """The text that is read from a page whose body is this markup."""
    page = f"<html lang=ar><body>{inside}</body></html>".encode()
    return extract_page(page, content_type="text/html; charset=utf-8", url=_URL, zone="UTC", now=_NOW).text
