"""Monitor: the media monitor for Arabic news.

The way of an entry:

    Source ─poll─▶ Entry ─collect─▶ Article ─match─▶ Hit ─▶ Story ─tell─▶ Alert ─deliver─▶ Message ─send─▶ Delivery

Who may import whom (held by import-linter):

    cli → demo → daemon → web → workers → config → net | storage | alerts → core
"""

__version__ = "0.1.0"
