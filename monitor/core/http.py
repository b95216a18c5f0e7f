"""What a server said, for those who ask it without knowing how."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpAnswer:
    """An answer of whatever status."""

    status: int
    headers: Mapping[str, str]  # names in lower case
    body: bytes
