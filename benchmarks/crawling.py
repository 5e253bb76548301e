"""Crawling on loopback, beside advertools: 41 KB pages with 100 links, pages a second and CPU a page.

Both crawl the same web through the same proxy, a short and a long time; the difference is what a page costs, the rest
is the start. What they do differs. linkfinder obeys robots.txt, asks a site one thing at a time, reads and judges every
page, and stores pages, links and where to go next in its database. advertools obeys robots.txt, asks a site eight
things at a time, and writes headings, links and other parts of every page to a file. The server's CPU is not counted.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.command import Cost, Workshop, spent, workshop
from benchmarks.server import asked, serving

SITES = 60
SHORT, LONG = 300, 4_000
SEEDS = [f"http://blog{number}.example/" for number in range(SITES)]

_PEER = Path(".bench/advertools/bin")
"""Where `make bench` installs advertools aside, if it can be had."""

_PEERS_CRAWL = """
import sys, advertools
most, *seeds = sys.argv[1:]
settings = {"CLOSESPIDER_PAGECOUNT": int(most), "CONCURRENT_REQUESTS": 100, "LOG_LEVEL": "ERROR"}
settings["ROBOTSTXT_OBEY"] = True
advertools.crawl(seeds, "pages.jl", follow_links=True, custom_settings=settings)
"""

Crawl = Callable[[Workshop, int], Cost]


@dataclass(frozen=True, slots=True)
class Trip:
    """One crawl: how many pages the server was asked for, and what it cost."""

    pages: int
    cost: Cost


def measure() -> list[str]:
    """Return the figures of both."""
    lines = [f"crawling {LONG} pages of 41 KB with 100 links on {SITES} sites", _line("linkfinder", _ours)]
    if (_PEER / "advertools").exists():
        return [*lines, _line("advertools", _theirs)]
    return [*lines, "  advertools could not be installed in .bench/advertools and is left out"]


def _line(name: str, crawl: Crawl) -> str:
    short, long = (_trip(crawl, pages) for pages in (SHORT, LONG))
    pages = long.pages - short.pages
    cpu, seconds = (long.cost.cpu - short.cost.cpu) / pages, (long.cost.seconds - short.cost.seconds) / pages
    start = short.cost.cpu - short.pages * cpu
    return (
        f"  {name} {1 / seconds:6.0f} pages a second, {1 / cpu:4.0f} pages a second and core, {1000 * cpu:5.2f} ms CPU "
        f"a page after {start:.1f} s to start, {long.cost.memory:.0f} MB at most"
    )


def _trip(crawl: Crawl, most: int) -> Trip:
    with serving("blogs") as proxy, workshop(proxy) as shop:
        cost = crawl(shop, most)
        pages = sum(not url.endswith(("/robots.txt", "/sitemap.xml")) for url in asked(proxy))
    return Trip(pages, cost)


def _ours(shop: Workshop, most: int) -> Cost:
    limits = f"pages = {most}\npages_per_site = {most}\nsites = {SITES}\ndelay = 0.0"
    shop.write_niche("blogs", SEEDS, limits)
    shop.run("db", "upgrade")
    return shop.run("crawl", "blogs.toml")


def _theirs(shop: Workshop, most: int) -> Cost:
    place = _PEER.resolve()
    command = [str(place / "python"), "-c", _PEERS_CRAWL, str(most), *SEEDS]
    environ = {**shop.environ, "PATH": f"{place}{os.pathsep}{os.environ['PATH']}"}  # it calls `scrapy` by name
    return spent(command, shop.folder, environ)
