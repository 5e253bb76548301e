"""How soon guest-post pages of a small web of saved pages are found, from five hosts that do not know each other.

Found is a page that is labelled as a guest-post page, was fetched, and is judged so: the same judgement counts for both
ways of crawling. Pages that `linkfinder explain` does not call open guest-post pages are found by neither.
"""

import random
from collections.abc import Iterable, Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from benchmarks.breadth_first import breadth_first
from benchmarks.command import CommandFolder, command_folder
from benchmarks.harvest import judged_open
from benchmarks.saved import Key, SavedWeb, key_of
from benchmarks.server import serving
from benchmarks.table import Table
from linkfinder.urls import absolute

SEEDS = 5
DRAWS = 5
AFTER = (10, 20, 50, 100, 200)
TOPICS = ("writing", "technology", "marketing", "health", "travel", "business")
"""What most blogs that take guest posts are about: the saved pages are of no single niche."""

NICHE = "saved.toml"


def measure(index: Path) -> Table:
    """Return, for five draws of seeds, how many pages were found after so many pages, ours beside breadth-first."""
    columns = ("way", *(f"after {count}" for count in AFTER), "at its end", "pages")
    if not index.is_file():
        return Table(
            "Harvest of saved pages", f"{index.name} is not in the folder, so there is nothing to crawl.", columns, []
        )
    web = SavedWeb(index)
    rows = []
    for draw in range(1, DRAWS + 1):
        with serving("saved", str(index)) as proxy, command_folder(proxy) as place:
            seeds = _seeds(web, draw)
            place.write_niche("saved", seeds, "delay = 0.0", [(topic, "en") for topic in TOPICS], ["en"])
            wanted = _recognised(web, place)
            place.run("crawl", NICHE)
            rows.append(_row(web, f"linkfinder, draw {draw}", proxy.pages(), wanted))
            rows.append(_row(web, f"breadth-first, draw {draw}", _breadth_first(web, seeds), wanted))
    note = (
        f"{len(web.guest_post_pages)} labelled guest-post pages, {len(wanted)} of them recognised, on {len(web.hosts)} "
        f"hosts; {SEEDS} seeds a draw."
    )
    return Table("Harvest of saved pages", note, columns, rows)


def _recognised(web: SavedWeb, place: CommandFolder) -> set[Key]:
    """Return the labelled guest-post pages that are judged to be open ones."""
    pages = {f"http://{host}{path}": web.answer(host, path)[2] for host, path in sorted(web.guest_post_pages)}
    return {key_of(url) for url in judged_open(place, NICHE, pages)}


def _seeds(web: SavedWeb, draw: int) -> list[str]:
    hosts = sorted(host for host in web.hosts if host)
    return [f"http://{host}/" for host in random.Random(draw).sample(hosts, SEEDS)]  # noqa: S311 (a repeatable draw)


def _breadth_first(web: SavedWeb, seeds: list[str]) -> Iterator[str]:
    return breadth_first(seeds, lambda url: _links(web, url))


def _links(web: SavedWeb, url: str) -> Iterator[str]:
    body = web.answer(*key_of(url))[2]
    for node in LexborHTMLParser(body).css("a[href]"):
        if link := absolute(node.attributes["href"] or "", url):
            yield link


def _row(web: SavedWeb, way: str, pages: Iterable[str], wanted: set[Key]) -> tuple[str, ...]:
    """Return the figures of one crawl. Hosts that do not exist cost neither way anything."""
    found, curve = 0, [0]
    for key in dict.fromkeys(key_of(url) for url in pages):
        if key[0] in web.hosts:
            found += key in wanted
            curve.append(found)
    after = (f"{curve[min(count, len(curve) - 1)]}" for count in AFTER)
    return (way, *after, f"{found}", f"{len(curve) - 1}")
