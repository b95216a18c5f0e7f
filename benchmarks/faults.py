"""One feed of each kind of fault, polled once: does each end in its right state, in time, within memory, politely?

    python benchmarks/faults.py FOLDER_OF_THE_FAULT_SERVER [--feeds 5000 --rounds 2]

The fault server (server.py) runs on loopback and is stopped at the end. Without --feeds: one feed of each kind, by the
real command, `monitor poll`. With --feeds: that many of its default mix, in rounds five virtual minutes apart, within
this process, so that its clock can be the server's.
"""

import argparse
import asyncio
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests.support.memory import Memory

EXPECTED = {
    "http404": "gone", "http410": "gone", "http403_ua": "blocked", "http429": "server-error",
    "http503_date": "server-error", "http500": "server-error", "html_page": "not-a-feed", "empty": "empty-200",
    "moved301": "moved", "moved308": "moved", "redirect_loop": "refused", "redirect_chain": "refused",
    "redirect_private": "refused", "redirect_file": "refused", "drip": "unreachable", "stall_body": "unreachable",
    "reset": "unreachable", "hangup": "unreachable", "endless_headers": "unreachable", "gzip_bomb": "too-big",
    "huge": "too-big", "endless": "too-big", "gzip_corrupt": "parse-trouble", "reset_body": "parse-trouble",
    "short_body": "parse-trouble", "gzip_truncated": "parse-trouble", "bad_xml": "parse-trouble",
    "truncated_xml": "parse-trouble", "wrong_charset": "charset-guessed", "future_dates": "clock-skew",
}  # fmt: skip
"""Kind → state; every other kind is alive (or stale, where its seed makes an outlet that hardly publishes)."""

PARTIAL = frozenset({"truncated_xml", "reset_body", "short_body", "gzip_truncated"})
SOURCE = '[[source]]\nid = "{kind}-{id}"\nname = "{kind}"\nurl = "{url}"\n\n'
WATCHLIST = 'title = "x"\nterms = ["زحل"]\n'
ALERTS = 'owner = ["files"]\n\n[channel.files]\ntype = "folder"\n'


class Server:
    """The fault server in a process of its own."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        port = _free_port()
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that `finally` runs
        command = [sys.executable, str(folder / "server.py"), "--port", str(port), *arguments]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        print(self.process.stdout.readline().strip(), file=sys.stderr)
        if "--warm" in arguments:
            self.process.stdout.readline()
        self.base = f"http://127.0.0.1:{port}"

    def ask(self, path: str) -> str:
        with urllib.request.urlopen(f"{self.base}/_ctl/{path}", timeout=120) as answer:
            return str(answer.read().decode())

    def manifest(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.ask("manifest").splitlines()]

    def now(self) -> datetime:
        return datetime.fromtimestamp(float(self.ask("now")), UTC)

    def manners(self) -> dict[str, int]:
        stats = json.loads(self.ask("stats"))
        return {name: stats[name] for name in ("impolite", "after_410", "unconditional", "bad_validator")}

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)


def write_folder(folder: Path, feeds: list[dict[str, object]], *, more: str = "") -> None:
    """A configuration that polls these feeds."""
    head = f'[fetch]\npace = "0s"\ntimeout = "15s"\n{more}\n'
    sources = "".join(SOURCE.format(**feed) for feed in feeds)
    (folder / "watchlists").mkdir(parents=True)
    (folder / "sources.toml").write_text(head + sources, encoding="utf-8")
    (folder / "watchlists" / "x.toml").write_text(WATCHLIST, encoding="utf-8")
    (folder / "alerts.toml").write_text(ALERTS, encoding="utf-8")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def each_kind_once(folder: Path) -> int:
    """Poll one feed of each kind with the real command; returns how many were not as they should be."""
    kinds = subprocess.run(
        [sys.executable, str(folder / "server.py"), "--list"], capture_output=True, text=True, check=True
    )
    names = [line.split()[0] for line in kinds.stdout.splitlines()]
    # the command lives in real time, so the server must too
    server = Server(folder, "--feeds", str(len(names)), "--kinds", ",".join(names), "--clock", "wall")
    try:
        _make_bomb(server)
        with tempfile.TemporaryDirectory() as place:
            return _poll_and_judge(server, Path(place))
    finally:
        server.stop()


def _make_bomb(server: Server) -> None:
    """Have the server make its gigabyte before anything is measured: it stands still for seconds meanwhile."""
    for feed in server.manifest():
        if feed["kind"] == "gzip_bomb":
            with urllib.request.urlopen(str(feed["url"]), timeout=120) as answer:
                answer.read()
    server.ask("reset")


def _poll_and_judge(server: Server, place: Path) -> int:
    feeds = server.manifest()
    write_folder(place / "config", feeds)
    environment = {**os.environ, "MONITOR_ALLOW_NETWORKS": "127.0.0.1/32"}
    environment["MONITOR_PORT"] = "0"
    environment["MONITOR_DATABASE_URL"] = f"sqlite:///{place / 'monitor.db'}"
    command = [sys.executable, "-m", "monitor"]
    began = time.monotonic()
    run = subprocess.Popen(
        [*command, "run", "--config", str(place / "config"), "--only", "poll"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    memory = Memory(run.pid)
    memory.start()
    lines: dict[str, dict[str, object]] = {}
    assert run.stderr is not None
    for line in run.stderr:
        event = json.loads(line) if line.startswith("{") else {}
        if event.get("event") == "poll" and event["source"] not in lines:
            lines[event["source"]] = {**event, "after": time.monotonic() - began}
            if len(lines) == len(feeds):
                break
    seconds = time.monotonic() - began
    memory.done = True
    run.terminate()
    run.communicate(timeout=15)
    doctor = subprocess.run(
        [*command, "sources", "doctor", "--json", "--config", str(place / "config")],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    states = {line["source"]: line for line in map(json.loads, doctor.stdout.splitlines())}
    wrong = sum(_judge(server, feed, lines, states) for feed in feeds)
    cpu = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"\n{len(feeds) - wrong} of {len(feeds)} right; {seconds:.1f} s from the start of the command")
    well = [
        float(str(line["ms"])) for name, line in lines.items() if name.rpartition("-")[0] not in (*EXPECTED, "slow")
    ]
    print(f"feeds that are well: from due to stored in {max(well):.0f} ms at most")
    print(f"memory {memory.own:.0f} MB alone, {memory.most:.0f} MB with its parsers; cpu {cpu.ru_utime:.1f} s (all)")
    print(f"manners {server.manners()}")
    return wrong


def _judge(
    server: Server,
    feed: dict[str, object],
    lines: dict[str, dict[str, object]],
    states: dict[str, dict[str, object]],
) -> int:
    kind, name = str(feed["kind"]), f"{feed['kind']}-{feed['id']}"
    state = str(states.get(name, {}).get("state"))
    new = int(str(lines.get(name, {}).get("new", -1)))
    truth = json.loads(server.ask(f"truth?feed={feed['id']}&since={time.time() - 40 * 86400}"))
    there = min(int(str(feed["window"])), len(truth))
    expected = EXPECTED.get(kind, "alive")
    readable = expected not in ("gone", "blocked", "server-error", "not-a-feed", "empty-200", "refused")
    readable = readable and expected not in ("unreachable", "too-big") and kind != "gzip_corrupt"
    # the server's clock runs: an entry may have come out since
    whole = new in (there, there - 1) if readable else new == 0
    right_entries = (0 < new < there or there < 2) if kind in PARTIAL else whole
    right = right_entries and (state == expected or (expected == "alive" and state == "stale"))
    right = right or (right_entries and kind == "bad_dates" and state == "clock-skew")  # local time called GMT
    reason = states.get(name, {}).get("reason") or lines.get(name, {}).get("error") or ""
    after = float(str(lines.get(name, {}).get("after", 0)))
    print(f"{'  ' if right else 'X '}{kind:18}{state:16}{new:>4}/{there:<4}{after:>6.1f} s  {reason}")
    return not right


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path, help="where server.py of the fault server stands")
    parser.add_argument("--feeds", type=int, help="that many of the default mix instead of one of each kind")
    parser.add_argument("--rounds", type=int, default=2)
    chosen = parser.parse_args()
    if chosen.feeds is None:
        sys.exit(1 if each_kind_once(chosen.folder) else 0)
    sys.path.insert(0, str(Path(__file__).parent.parent))
    from benchmarks.many import many  # noqa: PLC0415 — parser processes import this file again: it has to stay small

    sys.exit(1 if asyncio.run(many(chosen.folder, chosen.feeds, chosen.rounds)) else 0)


if __name__ == "__main__":
    main()
