"""What a crawl costs when a million addresses wait in its queue: memory, and CPU a page.

A first crawl queues the addresses, which stand in seed files. The second one, which is measured, has a single seed and
takes its pages from the queue.
"""

import random
from pathlib import Path

from benchmarks import blogs
from benchmarks.command import CommandFolder, command_folder
from benchmarks.server import serving
from benchmarks.table import Table
from benchmarks.watch import Watched
from benchmarks.words import languages

SITES = 20_000
FILES = 4
"""Seed files: one may have 50 MB."""

FEW = 100
NICHE = "queue.toml"


def measure(addresses: int, pages: int) -> Table:
    """Return the cost of queueing the addresses, and of a crawl of some pages afterwards."""
    seeds = blogs.seeds(SITES)
    with serving("blogs") as proxy, command_folder(proxy) as place:
        names = _write_seeds(place.folder, seeds, addresses)
        _write_niche(place, [], names, FEW)
        place.run("db", "upgrade")
        queueing = place.run("crawl", NICHE)
        before = len(proxy.pages())
        _write_niche(place, seeds[:1], [], pages)
        crawling = place.run("crawl", NICHE)
        asked = len(proxy.pages()) - before
    note = (
        f"{addresses} addresses on {SITES} sites are queued from seed files; then a crawl with one seed takes its "
        "pages from the queue. One run; the start is in the figures."
    )
    columns = ("step", "pages", "seconds", "CPU", "memory")
    return Table(
        "A long queue", note, columns, [_row("queue the seeds", before, queueing), _row("crawl", asked, crawling)]
    )


def _row(step: str, pages: int, run: Watched) -> tuple[str, ...]:
    return step, f"{pages}", f"{run.cost.seconds:.0f}", f"{run.cost.cpu:.0f} s", f"{run.cost.memory:.0f} MB"


def _write_seeds(folder: Path, seeds: list[str], addresses: int) -> list[str]:
    """Write the addresses into seed files and return the names of these."""
    chance = random.Random("a long queue")  # noqa: S311 (repeatable addresses, no secret)
    names = [f"seeds{number}.txt" for number in range(FILES)]
    paths = blogs.some_paths(chance, addresses)
    urls = [f"{seeds[number % SITES][:-1]}{path}\n" for number, path in enumerate(paths)]
    for number, name in enumerate(names):
        (folder / name).write_text("".join(urls[number::FILES]), encoding="ascii")
    return names


def _write_niche(place: CommandFolder, seeds: list[str], files: list[str], pages: int) -> None:
    topics = [(topic, language.code) for language in languages() for topic in language.topics]
    limits = f"pages = {pages}\nsites = {SITES}\ndelay = 0.0"
    place.write_niche("queue", seeds, limits, topics, [language.code for language in languages()], files)
