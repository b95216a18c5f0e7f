"""How long a server asks to be left alone, whatever it wrote into its header."""

import re
from collections.abc import Mapping
from datetime import timedelta
from email.utils import parsedate_to_datetime

_SHORTEST, _LONGEST = timedelta(seconds=1), timedelta(hours=1)


def retry_after(headers: Mapping[str, str]) -> timedelta | None:
    """The pause a server asks for, between a second and an hour; None when it does not say so that one can tell.

    >>> retry_after({"Retry-After": "90"}), retry_after({"retry-after": "-1"}), retry_after({"Retry-After": "soon"})
    (datetime.timedelta(seconds=90), datetime.timedelta(seconds=1), None)
    """
    named = {name.lower(): value.strip() for name, value in headers.items()}
    value = named.get("retry-after", "")
    if re.fullmatch(r"[+-]?[0-9]{1,9}(\.[0-9]+)?", value):
        wait = timedelta(seconds=float(value))
    else:
        try:  # a date, measured by the server's own clock
            wait = parsedate_to_datetime(value) - parsedate_to_datetime(named.get("date", ""))
        except (ValueError, TypeError, OverflowError):
            return None
    return min(max(wait, _SHORTEST), _LONGEST)
