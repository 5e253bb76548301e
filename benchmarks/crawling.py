"""Crawling on loopback, beside advertools: what a page costs from the request to the database, plain and over TLS.

Both crawl the web of `benchmarks.blogs` from the same seeds through the same proxy: a few pages, and many. The
difference is what a page costs, the rest is the start. What they do differs. linkfinder obeys robots.txt, asks a site
one thing at a time, reads sitemaps, reads and judges every page, and stores pages, links and where to go next in its
database. advertools obeys robots.txt, asks a site eight things at a time, and writes headings, links and other parts of
every page to a file. The CPU of the server is not counted.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from benchmarks import blogs
from benchmarks.command import ADVERTOOLS, CommandFolder, command_folder
from benchmarks.load import busy_core
from benchmarks.server import serving
from benchmarks.table import Table, median, of_runs
from benchmarks.watch import Cost
from benchmarks.words import languages

SITES = 250
"""Seeds: with the usual number of pages each site is asked for about ten, so that robots.txt and sitemap count."""

FEW = 100

Crawl = Callable[[CommandFolder, list[str], int], Cost]


@dataclass(frozen=True, slots=True)
class Crawled:
    """A crawl of few and one of many pages: pages that the server was asked for, and what they cost."""

    few: int
    many: int
    cost_of_few: Cost
    cost_of_many: Cost

    @property
    def cpu(self) -> float:
        """Milliseconds of CPU a page, without the start."""
        return 1000 * (self.cost_of_many.cpu - self.cost_of_few.cpu) / (self.many - self.few)

    @property
    def rate(self) -> float:
        """Pages a second by the clock, without the start; 0 when few pages took as long as many."""
        seconds = self.cost_of_many.seconds - self.cost_of_few.seconds
        return (self.many - self.few) / seconds if seconds > 0 else 0.0

    @property
    def start(self) -> float:
        """Seconds of CPU that the start takes."""
        return self.cost_of_few.cpu - self.few * self.cpu / 1000


def measure(pages: int, rounds: int, *, is_busy: bool) -> Table:
    """Return the medians of some rounds for each crawler and scheme."""
    crawlers: dict[str, Crawl] = {"linkfinder": _linkfinder}
    if ADVERTOOLS.exists():
        crawlers["advertools"] = _advertools
    runs: dict[tuple[str, str], list[Crawled]] = {
        (name, scheme): [] for scheme in ("http", "https") for name in crawlers
    }
    with busy_core(is_wanted=is_busy):
        for _ in range(rounds):
            for (name, scheme), crawled in runs.items():
                crawled.append(_crawled(crawlers[name], scheme, pages))
    note = (
        f"{pages} pages on {SITES} sites, in turn, {of_runs(rounds)}; no two pages, links or linked hosts are "
        "the same. The start is not in the figures of a page."
    )
    if len(crawlers) == 1:
        note += " advertools is not installed and is left out."
    columns = (
        "crawler",
        "pages a second",
        "CPU a page",
        "pages a second and core",
        "times linkfinder's CPU",
        "start, CPU",
        "memory",
    )
    return Table(f"Crawling{' on a busy machine' if is_busy else ''}", note, columns, list(_rows(runs)))


def _rows(runs: dict[tuple[str, str], list[Crawled]]) -> Iterator[tuple[str, ...]]:
    for (name, scheme), crawled in runs.items():
        cpu = median(each.cpu for each in crawled)
        rate = median(each.rate for each in crawled)
        ours = median(each.cpu for each in runs["linkfinder", scheme])
        yield (
            f"{name}, {scheme}",
            f"{rate:.0f}" if rate else "unclear",
            f"{cpu:.2f} ms",
            f"{1000 / cpu:.0f}",
            f"{cpu / ours:.1f}",
            f"{median(each.start for each in crawled):.1f} s",
            f"{median(each.cost_of_many.memory for each in crawled):.0f} MB",
        )


def _crawled(crawl: Crawl, scheme: str, pages: int) -> Crawled:
    few, cost_of_few = _one(crawl, scheme, FEW)
    many, cost_of_many = _one(crawl, scheme, pages)
    return Crawled(few, many, cost_of_few, cost_of_many)


def _one(crawl: Crawl, scheme: str, pages: int) -> tuple[int, Cost]:
    with serving("blogs") as proxy, command_folder(proxy) as place:
        cost = crawl(place, blogs.seeds(SITES, scheme), pages)
        return len(proxy.pages()), cost


def _linkfinder(place: CommandFolder, seeds: list[str], pages: int) -> Cost:
    limits = f"pages = {pages}\npages_per_site = {pages}\nsites = {SITES}\ndelay = 0.0"
    topics = [(topic, language.code) for language in languages() for topic in language.topics]
    place.write_niche("blogs", seeds, limits, topics, [language.code for language in languages()])
    place.run("db", "upgrade")
    return place.run("crawl", "blogs.toml").cost


def _advertools(place: CommandFolder, seeds: list[str], pages: int) -> Cost:
    # Its limit counts answers for robots.txt too.
    return place.run_advertools(seeds, pages + SITES).cost
