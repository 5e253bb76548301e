"""Harvest: how many planted opportunities are found for how many pages fetched, beside two plain ways of crawling."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from benchmarks.breadth_first import breadth_first
from benchmarks.command import workshop
from benchmarks.planted import PlantedWeb
from benchmarks.server import asked, serving
from linkfinder.urls import absolute

SEEDS = 10
BUDGET = 5_000  # a tenth of the made-up web's pages


@dataclass(frozen=True, slots=True)
class Harvest:
    """What one way of crawling brought for one budget."""

    way: str
    fetched: int
    found: int
    planted: int
    reached: int
    on_topic: int
    astray: int

    def as_text(self) -> str:
        """Return the figures in one line."""
        return (
            f"  {self.way:<14} {self.found / self.planted:6.1%} of the opportunities with {self.fetched} pages; "
            f"{self.reached / self.on_topic:.1%} of the sites on the topic reached, "
            f"{self.astray / max(1, self.fetched):.1%} of the fetches astray"
        )


def measure() -> list[str]:
    """Return one line a way of crawling, at the same budget."""
    web = PlantedWeb()
    ways = {
        "linkfinder": _linkfinder(web),
        "breadth-first": _breadth_first(web),
        "sitemap-only": _sitemap_only(web),
    }
    head = f"harvest: {len(web.planted)} opportunities on {len(web.sites)} sites, {SEEDS} seeds, {BUDGET} pages at most"
    return [head, *(_count(web, way, pages).as_text() for way, pages in ways.items())]


def _linkfinder(web: PlantedWeb) -> list[str]:
    with serving("planted") as proxy, workshop(proxy) as shop:
        limits = f"pages = {BUDGET}\npages_per_site = 100\ndelay = 0.0\nsites = 1000"
        shop.write_niche("planted", web.seeds(SEEDS), limits)
        shop.run("crawl", "planted.toml")
        return asked(proxy)


def _breadth_first(web: PlantedWeb) -> Iterator[str]:
    return breadth_first(web.seeds(SEEDS), lambda url: _links(web, url))


def _sitemap_only(web: PlantedWeb) -> Iterator[str]:
    for seed in web.seeds(SEEDS):
        host = urlsplit(seed).hostname or ""
        tree = LexborHTMLParser(web.answer(host, "/sitemap.xml")[2])
        yield from (node.text() for node in tree.css("loc"))


def _links(web: PlantedWeb, url: str) -> Iterator[str]:
    parts = urlsplit(url)
    for node in LexborHTMLParser(web.answer(parts.hostname or "", parts.path)[2]).css("a[href]"):
        if link := absolute(node.attributes["href"] or "", url):
            yield link


def _count(web: PlantedWeb, way: str, pages: Iterable[str]) -> Harvest:
    fetched: dict[str, None] = {}
    for url in pages:
        if not url.endswith(("/robots.txt", "/sitemap.xml")):
            fetched[url] = None
        if len(fetched) == BUDGET:
            break
    hosts = [urlsplit(url).hostname or "" for url in fetched]
    return Harvest(
        way=way,
        fetched=len(fetched),
        found=len(web.planted & set(fetched)),
        planted=len(web.planted),
        reached=len(web.on_topic & set(hosts)),
        on_topic=len(web.on_topic),
        astray=sum(host not in web.on_topic for host in hosts),
    )
