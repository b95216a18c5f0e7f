"""What owners hear of their sources: once when one breaks, once when it is well again."""

from collections.abc import Sequence

from monitor.core.model.delivery import Trouble, TroubleKind
from monitor.core.model.feed import PollRecord
from monitor.core.source_state import Notice
from monitor.core.urls import site_of
from monitor.workers.live import Live

_LISTED = 20
_TOGETHER = 4  # notices of one moment that become one message: then it is likely our own network


def troubles(live: Live, records: Sequence[PollRecord]) -> dict[str, Trouble]:
    """Source → what its owners are to hear; many of one moment are told as one, by the first of them."""
    found: dict[str, Trouble] = {}
    for notice in Notice:
        told = [record for record in records if record.notice is notice and record.source in live.sources]
        if len(told) >= _TOGETHER:
            found[told[0].source] = _together(live, notice, told)
        else:
            found |= {record.source: _alone(live, notice, record) for record in told}
    return found


def _alone(live: Live, notice: Notice, record: PollRecord) -> Trouble:
    if notice is Notice.WELL:
        return live.trouble(f"source:{record.source}:well", TroubleKind.SOURCE_WELL, _names(live, record), at=record.at)
    return live.trouble(f"source:{record.source}", TroubleKind.SOURCE, _facts(live, record), at=record.at)


def _together(live: Live, notice: Notice, told: Sequence[PollRecord]) -> Trouble:
    kind, facts = (TroubleKind.SOURCES_WELL, _names) if notice is Notice.WELL else (TroubleKind.SOURCES, _facts)
    names = ",".join(sorted(record.source for record in told))
    return live.trouble(
        f"sources:{notice.name.lower()}:{names}"[:200],
        kind,
        {"n": str(len(told)), "more": str(max(0, len(told) - _LISTED))},
        at=told[0].at,
        each=tuple(facts(live, record) for record in told[:_LISTED]),
    )


def _names(live: Live, record: PollRecord) -> dict[str, str]:
    source = live.sources[record.source]
    return {"source": source.id, "name": source.name, "name_ar": source.name_ar or source.name}


def _facts(live: Live, record: PollRecord) -> dict[str, str]:
    source, standing = live.sources[record.source], record.state.standing
    about = {"state": standing.state.value, "reason": standing.reason, "target": standing.target}
    return {**_names(live, record), **about, "url": source.url, "site": site_of(source.url)}
