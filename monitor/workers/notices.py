"""What owners hear of their sources: once when one breaks, once when it is well again."""

from collections.abc import Sequence
from dataclasses import replace

from monitor.core.model import PollRecord, Trouble
from monitor.core.source_state import Notice, fix
from monitor.core.urls import site_of
from monitor.workers.live import Live

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
    name = live.sources[record.source].name
    standing = record.state.standing
    if notice is Notice.WELL:
        headline, lines = f"Source {name} is well again", ["Its news arrives as before. Nothing needs to be done."]
    else:
        headline, lines = f"Source {name} is in trouble: {standing.state.value}", [_line(live, record)]
        lines.append("You hear of it again when it is well. All sources: monitor sources doctor")
    subject = f"source:{record.source}" + (":well" if notice is Notice.WELL else "")
    return live.trouble(subject, headline, *lines, at=record.at)


def _together(live: Live, notice: Notice, told: Sequence[PollRecord]) -> Trouble:
    what = "are well again" if notice is Notice.WELL else "are in trouble"
    lines = [_line(live, record) if notice is Notice.TROUBLE else record.source for record in told[:20]]
    if len(told) > len(lines):
        lines.append(f"and {len(told) - len(lines)} more: monitor sources doctor")
    names = ",".join(sorted(record.source for record in told))
    trouble = live.trouble("sources", f"{len(told)} sources {what}", *lines, at=told[0].at)
    return replace(trouble, subject=f"sources:{notice.name.lower()}:{names}"[:200])


def _line(live: Live, record: PollRecord) -> str:
    source, standing = live.sources[record.source], record.state.standing
    advice = fix(standing, source=source.id, url=source.url, site=site_of(source.url))
    return f"{source.id}: {standing.reason or standing.state.value}" + (f" → {advice}" if advice else "")
