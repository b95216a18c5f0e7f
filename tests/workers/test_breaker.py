"""A channel in trouble is left alone, and what waits for it says why."""

from datetime import UTC, datetime

import pytest

from monitor.core.errors import PermanentError, TemporaryError
from monitor.workers.breaker import Breaker

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def test_what_waits_for_a_channel_in_trouble_names_it_once() -> None:
    breaker = Breaker()
    breaker.failed("phone", "other", ("other",), PermanentError("phone", "no such service", whole=True), NOW)

    with pytest.raises(TemporaryError) as waits, breaker.trying("phone", NOW):
        pass

    assert str(waits.value) == "phone: no such service"
