"""An alert as the HTML part of a mail. Templates are read when this module is imported, never later."""

from functools import cache
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined, Template

from alerts.render.view import View
from monitor.core.model.watchlist import Severity

# Severity is a colour before it is a word; each with white text on it has a contrast above 4.5:1.
_BARS = {Severity.LOW: "#5b6670", Severity.NORMAL: "#0b5963", Severity.HIGH: "#b3261e", Severity.CRITICAL: "#7d1128"}
_TEMPLATES = {
    entry.name: entry.read_text(encoding="utf-8")
    for entry in files("alerts.render").joinpath("templates").iterdir()
    if entry.name.endswith(".j2")
}
_ENVIRONMENT = Environment(
    loader=DictLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


def render_html(view: View) -> str:
    """The whole document, escaped."""
    start, end = ("right", "left") if view.words.direction == "rtl" else ("left", "right")
    return _mail().render(
        view=view,
        words=view.words,
        say=view.words.say,
        dir=view.words.direction,
        lang=view.words.language,
        start=start,
        end=end,
        bar=_BARS[view.severity],
        bars=_BARS,
    )


@cache
def _mail() -> Template:
    """Compiled for the first mail: most commands render none, and would wait for it at their start."""
    return _ENVIRONMENT.get_template("mail.html.j2")
