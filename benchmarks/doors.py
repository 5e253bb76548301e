"""How fast the doors of a small web of saved pages are found, from five hosts that know nothing of each other."""

import random
from collections.abc import Iterable, Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from benchmarks.breadth_first import breadth_first
from benchmarks.command import workshop
from benchmarks.saved import SavedWeb, key_of
from benchmarks.server import asked, serving
from linkfinder.urls import absolute

SEEDS = 5
DRAWS = 5
AFTER = (10, 20, 50, 100, 200)
TOPICS = ("writing", "technology", "marketing", "health", "travel", "business")
"""What most blogs that take guest posts are about: the saved pages are of no single niche."""


def measure(index: Path) -> list[str]:
    """Return, for five draws of seeds, how many doors were found after so many pages, ours beside breadth-first."""
    if not index.is_file():
        return [f"doors: {index} is not there, so they are not looked for"]
    web = SavedWeb(index)
    head = f"doors: {len(web.doors)} on {len(web.hosts)} hosts, {SEEDS} seeds; found after {AFTER} pages and at the end"
    lines = [head]
    for draw in range(1, DRAWS + 1):
        seeds = _seeds(web, draw)
        lines.append(_line(web, f"linkfinder, draw {draw}", _linkfinder(index, seeds)))
        lines.append(_line(web, f"breadth-first, draw {draw}", _breadth_first(web, seeds)))
    return lines


def _seeds(web: SavedWeb, draw: int) -> list[str]:
    hosts = sorted(host for host in web.hosts if host)
    return [f"http://{host}/" for host in random.Random(draw).sample(hosts, SEEDS)]  # noqa: S311 (a repeatable draw)


def _linkfinder(index: Path, seeds: list[str]) -> list[str]:
    with serving(str(index)) as proxy, workshop(proxy) as shop:
        shop.write_niche("saved", seeds, "delay = 0.0", TOPICS)
        shop.run("crawl", "saved.toml")
        return asked(proxy)


def _breadth_first(web: SavedWeb, seeds: list[str]) -> Iterator[str]:
    return breadth_first(seeds, lambda url: _links(web, url))


def _links(web: SavedWeb, url: str) -> Iterator[str]:
    body = web.answer(*key_of(url))[2]
    for node in LexborHTMLParser(body).css("a[href]"):
        if link := absolute(node.attributes["href"] or "", url):
            yield link


def _line(web: SavedWeb, way: str, pages: Iterable[str]) -> str:
    """Return the figures of one crawl. Hosts that do not exist cost neither way anything."""
    keys = dict.fromkeys(key_of(url) for url in pages if not url.endswith(("/robots.txt", "/sitemap.xml")))
    doors, found, curve = web.doors, 0, [0]
    for key in keys:
        if key[0] in web.hosts:
            found += key in doors
            curve.append(found)
    at = ", ".join(f"{curve[min(count, len(curve) - 1)]}" for count in AFTER)
    return f"  {way:<22} {at}; {found} of {len(doors)} with {len(curve) - 1} pages"
