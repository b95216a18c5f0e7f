"""Parsing in processes: whatever a document does to its parser, the next one is served."""

import asyncio
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import uvloop

from monitor.core.errors import PermanentError, TemporaryError
from monitor.net.parser import Parser
from tests.support import hostile
from tests.support.memory import Memory

SOON = 5  # seconds: half of one on an idle machine, but the documents burn its processors
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
FEED = """<rss version="2.0"><channel><title>وكالة</title>
<item><title>خبر من بغداد</title><link>/1</link></item></channel></rss>""".encode()


@pytest.fixture
async def parser() -> AsyncIterator[Parser]:
    one = Parser(time_limit=1, workers=1)
    yield one
    await one.aclose()


async def test_a_feed_and_a_page_are_read() -> None:
    parser = Parser(workers=1)
    feed = await parser.parse_feed(
        FEED, content_type="text/html", url="https://a.example/rss", zone="UTC", now=NOW, subject="a"
    )
    page = await parser.extract_page(
        "<h1>خبر من بغداد</h1><p>أعلنت وزارة الصحة اليوم عن افتتاح مستشفى جديد</p>".encode(),
        content_type="",
        url="https://a.example/1",
        zone="UTC",
        now=NOW,
        subject="a",
    )

    await parser.aclose()
    assert feed.entries[0].url == "https://a.example/1"
    assert page.title == "خبر من بغداد"


async def test_what_is_no_feed_is_said_about_the_subject(parser: Parser) -> None:
    with pytest.raises(PermanentError) as caught:
        await parser.parse_feed(b"<html>", content_type="", url="https://a.example/", zone="UTC", now=NOW, subject="a")

    assert str(caught.value) == "a: is an HTML page, not a feed"


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        (hostile.hang, "took longer than 1 s to read and was given up"),
        (hostile.hoard, "needs more than 1024 MB of memory to read"),
        (hostile.crash, "the process that read it died"),
        (hostile.fail, r"cannot be read \(LookupError: a bug in a parser\)"),
    ],
)
async def test_a_hostile_document_is_given_up_and_the_next_one_served(
    parser: Parser, document: object, sentence: str
) -> None:
    with pytest.raises(PermanentError, match=sentence) as caught:
        await parser.run(document, subject="outlet")  # type: ignore[arg-type]

    assert caught.value.subject == "outlet"
    assert await parser.run(hostile.answer, "خبر", subject="next") == "خبر"


async def test_documents_that_keep_their_processes_busy_delay_the_next_one_by_less_than_a_second() -> None:
    parser = Parser(time_limit=60)
    await parser.run(hostile.answer, "خبر", subject="earlier")
    busy = [asyncio.create_task(parser.run(hostile.hang, subject=f"bomb {n}")) for n in (1, 2)]
    await asyncio.sleep(1)

    began = time.monotonic()
    assert await parser.run(hostile.answer, "خبر", subject="next") == "خبر"
    assert time.monotonic() - began < 1

    await stopped(busy)
    await parser.aclose()


@pytest.mark.parametrize("early", [1, 0])  # seconds
async def test_nor_do_three_at_once_that_burn_the_processor_keep_others_waiting(early: float) -> None:
    parser = Parser(time_limit=60)
    await parser.run(hostile.answer, "خبر", subject="earlier")
    busy = [asyncio.create_task(parser.run(hostile.spin, subject=f"bomb {n}")) for n in (1, 2, 3)]
    await asyncio.sleep(early)

    began = time.monotonic()
    for n in range(3):
        assert await parser.run(hostile.answer, "خبر", subject=f"neighbour {n}") == "خبر"
    assert time.monotonic() - began < SOON

    await stopped(busy)
    await parser.aclose()


@pytest.mark.parametrize("early", [1, 0])  # seconds
async def test_nor_do_more_of_them_than_there_are_processes(early: float) -> None:
    parser = Parser(time_limit=60)
    await parser.run(hostile.answer, "خبر", subject="earlier")
    busy = [asyncio.create_task(parser.run(hostile.spin, subject=f"bomb {n}")) for n in range(12)]
    await asyncio.sleep(early)

    began = time.monotonic()
    await asyncio.gather(*(parser.run(hostile.answer, "خبر", subject=f"neighbour {n}") for n in range(5)))
    assert time.monotonic() - began < SOON

    await stopped(busy)
    await parser.aclose()


async def test_nor_do_sixteen_whose_outlets_were_quick_so_far() -> None:
    parser = Parser(time_limit=60)
    await asyncio.gather(*(parser.run(hostile.answer, "خبر", subject=f"bomb {n}") for n in range(16)))
    await asyncio.gather(*(parser.run(hostile.answer, "خبر", subject=f"neighbour {n}") for n in range(5)))
    busy = [asyncio.create_task(parser.run(hostile.spin, subject=f"bomb {n}")) for n in range(16)]
    await asyncio.sleep(0)

    began = time.monotonic()
    await asyncio.gather(*(parser.run(hostile.answer, "خبر", subject=f"neighbour {n}") for n in range(5)))
    assert time.monotonic() - began < SOON

    await stopped(busy)
    await parser.aclose()


async def test_strangers_let_those_go_first_that_were_read_in_time_before_but_not_for_good() -> None:
    parser = Parser(time_limit=60, workers=1)
    done: list[str] = []

    async def read(subject: str) -> None:
        await parser.run(hostile.answer, "خبر", subject=subject)
        done.append(subject)

    await read("known")
    busy = asyncio.create_task(parser.run(hostile.work, 0.05, subject="at it"))
    await asyncio.sleep(0)
    waiting = [asyncio.create_task(read(subject)) for subject in ("stranger 1", "stranger 2", "known")]
    await asyncio.gather(busy, *waiting)
    assert done == ["known", "known", "stranger 1", "stranger 2"]

    load = quick_neighbours(parser)  # which are known soon
    await asyncio.sleep(0.2)
    async with asyncio.timeout(SOON):
        await read("stranger 3")

    await stopped(load)
    await parser.aclose()


async def test_a_document_that_takes_its_time_is_read_to_the_end_among_those_that_have_none() -> None:
    parser = Parser(time_limit=60)
    busy = [asyncio.create_task(parser.run(hostile.spin, subject=f"bomb {n}")) for n in range(8)]
    await asyncio.sleep(0)

    async with asyncio.timeout(4 * SOON):
        assert await parser.run(hostile.work, 0.3, subject="outlet") == "خبر"

    await stopped(busy)
    await parser.aclose()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody says how much a process has worked")
async def test_a_document_that_takes_long_leaves_the_processor_to_others() -> None:
    parser = Parser(time_limit=60)
    pid = await parser.run(hostile.process_id, subject="outlet")
    busy = asyncio.create_task(parser.run(hostile.spin, subject="outlet"))
    await asyncio.sleep(0.6)

    assert os.getpriority(os.PRIO_PROCESS, pid) == 19
    await stopped([busy])
    await parser.aclose()


@pytest.mark.skipif(not Path("/proc/self/autogroup").exists(), reason="no processor is shared among sessions here")
async def test_so_do_several_where_it_is_shared_among_sessions() -> None:
    parser = Parser(time_limit=60)
    original = _parent_of(await parser.run(hostile.process_id, subject="outlet"))
    busy = [asyncio.create_task(parser.run(hostile.spin, subject=f"bomb {n}")) for n in range(4)]
    await asyncio.sleep(2)

    groups = [Path(f"/proc/{pid}/autogroup").read_text().split() for pid in _children_of(original)]
    assert [group[-2:] for group in groups] == [["nice", "10"]] * 4
    await stopped(busy)
    await parser.aclose()


@pytest.mark.skipif(sys.platform != "linux", reason="only there it is known what processes share")
async def test_processes_share_what_they_are_made_of() -> None:
    parser = Parser(time_limit=60)
    memory = Memory(_parent_of(await parser.run(hostile.process_id, subject="outlet")))
    memory.start()
    busy = [asyncio.create_task(parser.run(hostile.hang, subject=f"bomb {n}")) for n in range(8)]
    await asyncio.sleep(1.5)

    memory.done = True
    memory.join()
    assert memory.most < 100  # MB; each that has imported for itself takes 20 and more
    await stopped(busy)
    await parser.aclose()


@pytest.mark.skipif(sys.platform != "linux", reason="only there it is known what a process has open")
@pytest.mark.parametrize("run", [asyncio.run, uvloop.run])
def test_a_process_has_nothing_open_but_the_way_to_its_own_jobs(run: Callable[..., list[dict[int, str]]]) -> None:
    outside, inside = os.pipe()
    os.set_inheritable(inside, True)
    original, copy = run(_what_is_open())
    os.close(outside)
    os.close(inside)

    for one in (original, copy):
        assert one.pop(0) == os.devnull
        assert one.pop(1) == one.pop(2)
    assert len(original) == 1
    assert len(set(copy.values())) == 1
    assert all(way.startswith("socket:") for way in {*original.values(), *copy.values()})
    assert set(original.values()) != set(copy.values())


async def _what_is_open() -> list[dict[int, str]]:
    """Of the one that all are copies of, and of a copy: where their descriptors lead."""
    parser = Parser(time_limit=60)
    pid = await parser.run(hostile.process_id, subject="outlet")
    folders = [Path(f"/proc/{one}/fd") for one in (_parent_of(pid), pid)]
    opened = [{int(one.name): str(one.readlink()) for one in folder.iterdir()} for folder in folders]
    await parser.aclose()
    return opened


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere copies outlive it")
async def test_who_ends_the_one_that_all_are_copies_of_ends_no_reading(parser: Parser) -> None:
    pid = await parser.run(hostile.process_id, subject="outlet")
    os.kill(_parent_of(pid), signal.SIGKILL)

    assert await parser.run(hostile.answer, "خبر", subject="next") == "خبر"
    assert await asyncio.to_thread(_ends, pid)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere copies outlive it")
@pytest.mark.parametrize("run", [asyncio.run, uvloop.run])
def test_nor_the_reading_of_those_that_end_with_it(run: Callable[..., list[str]]) -> None:
    assert run(_read_while_it_ends()) == ["خبر"] * 3


async def _read_while_it_ends() -> list[str]:
    """What comes of three documents, when the one that their processes are copies of ends."""
    parser = Parser(time_limit=60)
    pid = await parser.run(hostile.process_id, subject="outlet")
    documents = [asyncio.create_task(parser.run(hostile.work, 0.7, subject=f"outlet {n}")) for n in range(3)]
    await asyncio.sleep(0.6)
    os.kill(_parent_of(pid), signal.SIGKILL)
    try:
        return await asyncio.gather(*documents)
    finally:
        await parser.aclose()


async def test_a_document_that_ends_it_each_time_is_given_up(parser: Parser, tmp_path: Path) -> None:
    with pytest.raises(PermanentError, match="outlet: the process that read it died"):
        await parser.run(hostile.end_all, str(tmp_path / "deaths"), subject="outlet")

    assert len((tmp_path / "deaths").read_text().split()) == 2
    assert await parser.run(hostile.answer, "خبر", subject="next") == "خبر"


async def test_more_of_them_than_there_are_processes_make_room_for_others_and_wait_for_one_another() -> None:
    parser = Parser(time_limit=3)
    await parser.run(hostile.answer, "خبر", subject="earlier")
    busy = [asyncio.create_task(parser.run(hostile.hang, subject=f"bomb {n}")) for n in range(10)]
    await asyncio.sleep(2.2)

    began = time.monotonic()
    await asyncio.gather(*(parser.run(hostile.answer, "خبر", subject="neighbour") for _ in range(20)))
    assert time.monotonic() - began < SOON
    assert {str(one) for one in await asyncio.gather(*busy, return_exceptions=True)} == {
        f"bomb {n}: took longer than 3 s to read and was given up" for n in range(10)
    }

    await parser.aclose()


async def test_who_is_known_to_be_slow_delays_nobody_the_next_time() -> None:
    parser = Parser(time_limit=1.2)
    subjects = [f"https://bomb{n}.example/{{page}}" for n in (1, 2, 3)]
    first = [parser.run(hostile.hang, subject=subject.format(page=1)) for subject in subjects]
    await asyncio.gather(*first, return_exceptions=True)
    again = [asyncio.create_task(parser.run(hostile.hang, subject=one.format(page=2))) for one in subjects * 3]
    await asyncio.sleep(0)

    began = time.monotonic()
    assert await parser.run(hostile.answer, "خبر", subject="neighbour") == "خبر"
    assert time.monotonic() - began < SOON

    await stopped(again)
    await parser.aclose()


async def test_nor_is_it_kept_waiting_by_others_for_good() -> None:
    parser = Parser(time_limit=60)
    await parser.run(hostile.process_id, 0.7, subject="https://slow.example/1")
    load = quick_neighbours(parser)
    await asyncio.sleep(0.2)
    try:
        async with asyncio.timeout(SOON):
            assert await parser.run(hostile.answer, "خبر", subject="https://slow.example/2") == "خبر"
    finally:
        await stopped(load)
        await parser.aclose()


async def test_nor_does_it_make_others_slow_that_share_its_address_on_other_ports() -> None:
    parser = Parser(time_limit=1.2, workers=2)  # one place for late documents
    with pytest.raises(PermanentError):
        await parser.run(hostile.hang, subject="http://192.0.2.1:8001/1")
    busy = asyncio.create_task(parser.run(hostile.hang, subject="http://192.0.2.1:8001/2"))
    await asyncio.sleep(0.1)

    async with asyncio.timeout(1):
        assert await parser.run(hostile.answer, "خبر", subject="http://192.0.2.1:8002/1") == "خبر"

    await stopped([busy])
    await parser.aclose()


async def test_who_reads_one_document_at_a_time_has_one_process() -> None:
    parser = Parser()
    each = [await parser.run(hostile.process_id, 0.05, subject="outlet") for _ in range(5)]
    quick = await asyncio.gather(*(parser.run(hostile.process_id, subject="outlet") for _ in range(20)))

    await parser.aclose()
    assert len({*each, *quick}) == 1


async def test_a_process_that_nobody_needs_ends() -> None:
    parser = Parser(idle=0.2)
    pid = await parser.run(hostile.process_id, subject="outlet")

    assert await asyncio.to_thread(_ends, pid)
    assert await parser.run(hostile.answer, "خبر", subject="next") == "خبر"
    await parser.aclose()


async def test_a_process_that_does_not_leave_is_ended() -> None:
    parser = Parser(idle=0.1)
    pid = await parser.run(hostile.linger, subject="outlet")

    assert await asyncio.to_thread(_ends, pid)
    await parser.aclose()


async def test_closing_leaves_no_process_behind() -> None:
    parser = Parser(idle=0.1)
    pid = await parser.run(hostile.linger, subject="outlet")
    await asyncio.sleep(0.2)  # it is on its way out
    await parser.aclose()

    assert not _lives(pid)


async def test_what_a_document_started_ends_with_its_process(parser: Parser, tmp_path: Path) -> None:
    with pytest.raises(PermanentError, match="took longer than 1 s"):
        await parser.run(hostile.leave_behind, str(tmp_path / "child"), subject="outlet")

    assert await asyncio.to_thread(_ends, int((tmp_path / "child").read_text()))


async def test_closing_waits_for_nothing_that_got_out_of_reach(parser: Parser, tmp_path: Path) -> None:
    with pytest.raises(PermanentError, match="took longer than 1 s"):
        await parser.run(hostile.leave_behind, str(tmp_path / "child"), out_of_reach=True, subject="outlet")

    async with asyncio.timeout(SOON):
        await parser.aclose()
    os.kill(int((tmp_path / "child").read_text()), signal.SIGKILL)
    await asyncio.sleep(0.1)  # the loop hears of it


@pytest.mark.parametrize(
    "said",
    [
        (b"V", pickle.dumps(print)),
        (b"J", pickle.dumps(print)),
        (b"V", b'{"entries": []}'),
        (b"V", b"[" * 100_000),
        (b"V", b"[" + b"{}," * 5_000_000 + b"{}]"),
        (b"V", b'"text"', 1 << 40),
        (b"T", b'{"reason": "x", "kind": "no such kind", "temporary": false}'),
        (b"T", b"null"),
    ],
)
async def test_a_process_that_was_taken_over_can_hand_over_nothing_but_what_it_was_asked_for(
    said: tuple[object, ...],
) -> None:
    parser = Parser(time_limit=10, workers=1)
    pid = await parser.run(hostile.process_id, subject="earlier")
    with pytest.raises(PermanentError, match="outlet: cannot be read"):
        await parser.run(hostile.forge, *said, subject="outlet")

    assert await parser.run(hostile.process_id, subject="next") != pid
    await parser.aclose()


async def test_what_is_no_value_is_not_handed_over(parser: Parser) -> None:
    with pytest.raises(PermanentError, match=r"outlet: cannot be read \(TypeError: object is no value\)"):
        await parser.run(hostile.thing, subject="outlet")


async def test_what_a_parser_prints_is_no_answer(parser: Parser) -> None:
    assert await parser.run(hostile.chatter, subject="outlet") == "خبر"


async def test_what_a_parser_says_passes_through(parser: Parser) -> None:
    with pytest.raises(TemporaryError, match="outlet: busy"):
        await parser.run(hostile.postpone, subject="outlet")


async def test_who_is_cancelled_frees_the_worker(parser: Parser) -> None:
    patient = Parser(time_limit=30, workers=1)
    task = asyncio.create_task(patient.run(hostile.hang, subject="outlet"))
    await asyncio.sleep(0.3)
    task.cancel()

    try:
        assert await asyncio.wait_for(patient.run(hostile.answer, "خبر", subject="next"), 10) == "خبر"
    finally:
        await patient.aclose()


async def test_a_worker_is_deaf_to_what_stops_the_whole_service(parser: Parser) -> None:
    pid = await parser.run(hostile.process_id, subject="outlet")
    waiting = asyncio.create_task(parser.run(hostile.process_id, 0.4, subject="outlet"))
    await asyncio.sleep(0.1)
    os.kill(pid, signal.SIGTERM)

    assert await waiting == pid


async def test_a_worker_that_ended_while_it_had_nothing_to_do_is_no_fault_of_the_next_document(parser: Parser) -> None:
    pid = await parser.run(hostile.process_id, subject="outlet")
    os.kill(pid, signal.SIGKILL)

    assert await parser.run(hostile.answer, "خبر", subject="next") == "خبر"


async def test_a_document_that_ends_its_process_is_given_up_also_while_others_are_read(tmp_path: Path) -> None:
    parser, deaths = Parser(time_limit=15), tmp_path / "deaths"
    load = quick_neighbours(parser)
    await asyncio.sleep(1)
    try:
        with pytest.raises(PermanentError, match="the process that read it died"):
            async with asyncio.timeout(SOON):
                await parser.run(hostile.end, str(deaths), subject="outlet")
    finally:
        await stopped(load)
        await parser.aclose()
    assert len(deaths.read_text().split()) <= 2


async def test_a_worker_knows_no_secret(parser: Parser) -> None:
    os.environ["SECRET_TOKEN"] = "xoxb-1"
    try:
        pid = await parser.run(hostile.process_id, subject="outlet")
        known = await asyncio.to_thread(Path(f"/proc/{pid}/environ").read_bytes)
    finally:
        del os.environ["SECRET_TOKEN"]

    assert b"SECRET_TOKEN" not in known and b"PATH=" in known


async def test_closing_ends_the_workers_and_a_later_document_starts_new_ones(parser: Parser) -> None:
    pid = await parser.run(hostile.process_id, subject="outlet")
    await parser.aclose()

    assert not _lives(pid)
    assert await parser.run(hostile.answer, "خبر", subject="next") == "خبر"


_PARENT = """
import asyncio
import signal
from monitor.net.parser import Parser
from tests.support import hostile
from tests.support.memory import Memory

async def main():
    parser = Parser(time_limit=60, workers=1)
    print(await parser.run(hostile.process_id, subject="x"), flush=True)
    await parser.run(hostile.hang, subject="x")

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # who is started in the background inherits a deaf ear
    asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="workers notice their parent's death on Linux only")
def test_workers_die_with_their_parent(tmp_path: Path) -> None:
    parent = _parent(tmp_path)
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    parent.kill()
    parent.communicate(timeout=10)

    assert _ends(worker)


def test_ctrl_c_does_not_reach_the_workers(tmp_path: Path) -> None:
    parent = _parent(tmp_path)
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    os.killpg(parent.pid, signal.SIGINT)
    _, errors = parent.communicate(timeout=10)

    assert "reading.py" not in errors.decode()  # the trace is the parent's own
    assert _ends(worker)


def _parent(folder: Path) -> subprocess.Popen[bytes]:
    script = folder / "parent.py"
    script.write_text(_PARENT)
    return subprocess.Popen(
        [sys.executable, str(script)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )


def quick_neighbours(parser: Parser) -> list[asyncio.Task[None]]:
    """Twelve outlets that have one quick document after the other read, until they are stopped."""

    async def read(name: str) -> None:
        while True:
            await parser.run(hostile.process_id, 0.02, subject=name)

    return [asyncio.create_task(read(f"neighbour {n}")) for n in range(12)]


async def stopped(tasks: list[asyncio.Task[None]]) -> None:
    """Whatever becomes of them."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _parent_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().split()[3])


def _children_of(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _ends(pid: int) -> bool:
    for _ in range(100):
        if not _lives(pid):
            return True
        time.sleep(0.05)
    return False
