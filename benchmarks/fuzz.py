"""Ten minutes of a coverage-guided fuzzer on what reads documents of outlets.

    pip install atheris && python benchmarks/fuzz.py [--minutes 10] [--corpus FOLDER] [--seed 1]

Two borders. Feeds that are read at once stand within the daemon (parse_at_once): there every exception but WorkError
and RecursionError is an escape, and so is a document that takes longer than a second. What the workers read
(parse_feed, listings, sitemaps, discovery, OPML) may fail as it likes, because it fails in a process that is watched;
an exception that is no WorkError is counted and its kinds are printed. Where the coverage grows, atheris keeps the
document in FOLDER, so that a next run begins there; a document that makes an escape is kept as crash-* beside it.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parent.parent))
with atheris.instrument_imports(include=["monitor"]):
    from monitor.core.errors import WorkError
    from monitor.core.feeds.discover import feeds_of_page, sitemaps_of_robots
    from monitor.core.feeds.listing import parse_listing  # noqa: F401 — imported late otherwise, and not looked into
    from monitor.core.feeds.opml import parse_opml
    from monitor.core.feeds.parse import LEARNT, parse_at_once, parse_feed
    from monitor.core.feeds.sitemap import parse_sitemap  # noqa: F401
    from monitor.core.model.source import Selectors, SourceType

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
URL = "https://wire.example/feed"
TYPES = ("", "text/html", "application/rss+xml; charset=windows-1256", "text/xml; charset=utf-8", "application/json")
SLOW = 1.0  # seconds, of what is read within the daemon
SELECTORS = (LEARNT, Selectors(links="h2 a", title="h2", date="time"), Selectors(links="//h2/a", date=".//time"))
SEEDS = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel>'
    "<title>وكالة</title><ttl>5</ttl><sy:updatePeriod>hourly</sy:updatePeriod><item><title>خبر &amp; آخر</title>"
    '<link>/1?a=1&amp;b=2</link><guid isPermaLink="false">1</guid><pubDate>Tue, 24 Nov 2026 07:00:00 +0300</pubDate>'
    "<dc:creator>كاتب</dc:creator><category>سياسة</category><description><![CDATA[<p>نص</p>]]></description>"
    "<content:encoded>&lt;p&gt;نص&lt;/p&gt;</content:encoded></item></channel></rss>",
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/a/"><title type="html">وكالة</title>'
    '<link rel="hub" href="/h"/>'
    '<entry><id>urn:1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">خبر</div></title>'
    '<link rel="alternate" href="1"/><published>2026-11-24T07:00:00Z</published><updated>2026-11-24T07:10:00Z</updated>'
    "<content type='text'>نص</content></entry></feed>",
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><item '
    'rdf:about="/1"><title>خبر</title><link>/1</link></item></rdf:RDF>',
    '{"version":"https://jsonfeed.org/version/1.1","title":"وكالة","hubs":[{"type":"WebSub","url":"/h"}],"items":[{"id":1,'
    '"url":"/1","title":"خبر","content_html":"<p>نص</p>","date_published":"2026-11-24T07:00:00Z","tags":["a"]}]}',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/'
    '0.9"><url><loc>https://wire.example/1</loc><news:news><news:title>خبر</news:title><news:publication_date>2026-11-24'
    "</news:publication_date></news:news></url></urlset>",
    "<sitemapindex><sitemap><loc>/s.xml</loc><lastmod>2026-11-24</lastmod></sitemap></sitemapindex>",
    '<!DOCTYPE rss [<!ENTITY a "x">]><rss><channel><item><title>&a;</title><link>/1</link></item></channel></rss>',
    '<html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head><body><h2><a href="/news/10001">'
    "عنوان طويل لخبر</a></h2><time>قبل ساعتين</time></body></html>",
    "User-agent: *\nDisallow: /x\nSitemap: https://wire.example/s.xml\n",
    '<opml version="2.0"><body><outline text="a" xmlUrl="https://wire.example/rss"/></body></opml>',
)

kinds: Counter[str] = Counter()
runs: Counter[str] = Counter()


def read(data: bytes) -> None:
    """One document, by all readers; the first two bytes choose the content type and the reader of the worker."""
    if len(data) < 2:
        return
    content_type, kind, body = TYPES[data[0] % len(TYPES)], data[1] % 5, data[2:]
    began = time.thread_time()  # of the processor: a busy machine is no escape
    try:
        parse_at_once(body, content_type=content_type, url=URL, zone="Asia/Baghdad", now=NOW)
    except (WorkError, RecursionError):
        runs["refused"] += 1
    taken = time.thread_time() - began
    if taken > SLOW:
        raise TimeoutError(f"read within the daemon for {taken:.1f} s")
    runs["documents"] += 1
    try:
        _in_a_worker(kind, body, content_type, data[0])
    except WorkError:
        pass
    except Exception as error:  # noqa: BLE001 — counted: a watched process takes it
        where = error.__traceback__
        while where is not None and where.tb_next is not None:
            where = where.tb_next
        place = f"{Path(where.tb_frame.f_code.co_filename).name}:{where.tb_lineno}" if where is not None else "?"
        kinds[f"{type(error).__name__} at {place}"] += 1


def _in_a_worker(kind: int, body: bytes, content_type: str, choice: int) -> None:
    if kind == 3:
        feeds_of_page(body, content_type, URL)
    elif kind == 4:
        parse_opml(body, subject="feeds.opml")
        sitemaps_of_robots(body.decode("utf-8", "replace"), URL)
    else:
        type = (SourceType.FEED, SourceType.LISTING, SourceType.SITEMAP)[kind]
        selectors = SELECTORS[choice % len(SELECTORS)]
        parse_feed(body, content_type=content_type, url=URL, zone="UTC", now=NOW, type=type, selectors=selectors)


def _child(arguments: argparse.Namespace) -> None:
    def report() -> None:
        print(f"\n{runs['documents']} documents, {runs['refused']} of them refused within the daemon, no escape")
        for kind, count in kinds.most_common():
            print(f"in a worker: {count} × {kind}")
        sys.stdout.flush()

    deadline = time.monotonic() + arguments.minutes * 60

    def bounded(data: bytes) -> None:
        if time.monotonic() > deadline:
            report()
            os._exit(0)  # the fuzzer ends by itself only after a whole number of documents
        read(data)

    options = [
        f"-seed={arguments.seed}",
        "-max_len=4096",
        "-len_control=0",
        "-rss_limit_mb=2048",
        "-timeout=20",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], str(arguments.corpus), f"-artifact_prefix={arguments.corpus}/", *options], bounded)
    atheris.Fuzz()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--corpus", type=Path, help="keeps what the fuzzer learns; default: a new folder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        _child(arguments)
        return 0
    corpus = arguments.corpus or Path(tempfile.mkdtemp(prefix="fuzz-"))
    corpus.mkdir(exist_ok=True)
    for number, seed in enumerate(SEEDS):
        for kind in range(5):
            (corpus / f"seed-{number}-{kind}").write_bytes(bytes((number % len(TYPES), kind)) + seed.encode())
    command = [sys.executable, __file__, "--child", "--corpus", str(corpus)]
    done = subprocess.run([*command, "--minutes", str(arguments.minutes), "--seed", str(arguments.seed)], check=False)
    print("no escape" if done.returncode == 0 else f"an escape; the document lies in {corpus}")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
