"""Harvest: how many planted invitations are found for how many pages fetched, beside two other ways of crawling.

All start from the same seeds and may fetch a tenth of the pages. Found is what is judged and stored: an open guest-post
opportunity on the very page where an invitation stands. linkfinder's are those that `linkfinder list` shows after its
crawl. The other ways do not judge, so their pages are judged by `linkfinder explain`: they differ in where they go
only. Each invented web has another seed.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from benchmarks.breadth_first import breadth_first
from benchmarks.command import ADVERTOOLS, CommandFolder, command_folder
from benchmarks.planted import PlantedWeb
from benchmarks.server import serving
from benchmarks.table import Table, spread
from benchmarks.words import languages
from linkfinder.urls import absolute

SEEDS = 10
SHARE = 0.1
"""The share of a web's pages that a crawl may fetch."""

NICHE = "planted.toml"


@dataclass(frozen=True, slots=True)
class Harvest:
    """What one way of crawling brought from one web.

    `found` and the two after it are shares of the invitations: of all, of those with the usual term, of the others.
    `fetched` is the share of the invitations whose page was fetched, `reached` that of the sites on the topic,
    `off_topic` that of the pages fetched on other sites.
    """

    pages: int
    fetched: float
    found: float
    found_usual: float
    found_own_words: float
    wrong: int
    reached: float
    off_topic: float


def measure(webs: int) -> Table:
    """Return the figures of every way of crawling, over some webs."""
    ways = ("linkfinder", "breadth-first", *(("advertools",) if ADVERTOOLS.exists() else ()))
    results: dict[str, list[Harvest]] = {way: [] for way in ways}
    for seed in range(1, webs + 1):
        web = PlantedWeb(seed)
        for way, harvests in results.items():
            harvests.append(_harvest(way, seed, web))
    planted = spread([len(PlantedWeb(seed).invitations) for seed in range(1, webs + 1)], ".0f")
    note = (
        f"{webs} invented webs of 500 sites with {planted} invitations in eight languages, {SEEDS} seeds, a tenth of "
        "the pages at most; medians, with the smallest and largest in brackets. Wrong: pages called open guest-post "
        "pages on which no invitation on the topic stands."
    )
    columns = (
        "way", "pages", "invitations fetched", "found", "with the usual term", "in own words", "wrong",
        "sites on the topic reached", "pages off the topic",
    )  # fmt: skip
    return Table("Harvest", note, columns, [_row(way, harvests) for way, harvests in results.items()])


def _row(way: str, harvests: list[Harvest]) -> tuple[str, ...]:
    return (
        way,
        spread([each.pages for each in harvests], ".0f"),
        spread([each.fetched for each in harvests], ".0%"),
        spread([each.found for each in harvests], ".0%"),
        spread([each.found_usual for each in harvests], ".0%"),
        spread([each.found_own_words for each in harvests], ".0%"),
        spread([each.wrong for each in harvests], ".0f"),
        spread([each.reached for each in harvests], ".0%"),
        spread([each.off_topic for each in harvests], ".0%"),
    )


def _harvest(way: str, seed: int, web: PlantedWeb) -> Harvest:
    budget = round(web.pages * SHARE)
    with serving("planted", str(seed)) as proxy, command_folder(proxy) as place:
        _write_niche(place, web, budget)
        if way == "linkfinder":
            place.run("crawl", NICHE)
            pages, found = proxy.pages(), _stored(place)
        else:
            pages = list(_breadth_first(web, budget)) if way == "breadth-first" else _advertools(place, web, budget)
            found = judged_open(place, NICHE, {url: _page(web, url) for url in pages})
    return _counted(web, pages, found)


def _counted(web: PlantedWeb, pages: list[str], found: set[str]) -> Harvest:
    invitations = web.invitations
    usual = {url for url, notice in invitations.items() if notice.has_usual_term}
    hosts = [urlsplit(url).hostname or "" for url in pages]
    return Harvest(
        pages=len(pages),
        fetched=_share(set(pages), set(invitations)),
        found=_share(found, set(invitations)),
        found_usual=_share(found, usual),
        found_own_words=_share(found, set(invitations) - usual),
        wrong=len(found - invitations.keys()),
        reached=_share(set(hosts), set(web.on_topic)),
        off_topic=sum(host not in web.on_topic for host in hosts) / max(1, len(pages)),
    )


def _share(found: set[str], wanted: set[str]) -> float:
    return len(found & wanted) / max(1, len(wanted))


def _write_niche(place: CommandFolder, web: PlantedWeb, budget: int) -> None:
    topics = [(topic, language.code) for language in languages() for topic in language.topics]
    limits = f"pages = {budget}\ndelay = 0.0\nsites = 1000"
    place.write_niche("planted", web.seeds(SEEDS), limits, topics, [language.code for language in languages()])


def _stored(place: CommandFolder) -> set[str]:
    rows = place.lines("list", NICHE, "--kind", "guest_post", "--limit", "1000000", "--json")
    return {row["page_url"] for row in rows if row["state"] == "open"}


def judged_open(place: CommandFolder, niche: str, pages: Mapping[str, str | bytes]) -> set[str]:
    """Return which pages, given by address, `linkfinder explain` calls open guest-post pages."""
    with (place.folder / "pages.jsonl").open("w", encoding="utf-8") as lines:
        for number, (url, body) in enumerate(pages.items()):
            (place.folder / f"{number}.html").write_bytes(body.encode() if isinstance(body, str) else body)
            lines.write(json.dumps({"id": str(number), "url": url, "file": f"{number}.html"}) + "\n")
    answers = place.lines("explain", "--niche", niche, "--pages", "pages.jsonl", "--json")
    return {answer["url"] for answer in answers if _is_open(answer)}


def _is_open(answer: dict[str, object]) -> bool:
    opportunities = answer.get("opportunities", ())
    assert isinstance(opportunities, list | tuple)
    return any(each["kind"] == "guest_post" and each["state"] == "open" for each in opportunities)


def _page(web: PlantedWeb, url: str) -> str:
    parts = urlsplit(url)
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    return web.answer(parts.hostname or "", path)[2]


def _breadth_first(web: PlantedWeb, budget: int) -> Iterator[str]:
    for count, url in enumerate(breadth_first(web.seeds(SEEDS), lambda url: _links(web, url))):
        if count == budget:
            return
        yield url


def _links(web: PlantedWeb, url: str) -> Iterator[str]:
    for node in LexborHTMLParser(_page(web, url)).css("a[href]"):
        if link := absolute(node.attributes["href"] or "", url):
            yield link


def _advertools(place: CommandFolder, web: PlantedWeb, budget: int) -> list[str]:
    """Crawl with advertools, which may leave the seeds' sites, and return the first pages that it asked for."""
    place.run_advertools(web.seeds(SEEDS), budget + len(web.sites), ["example"])
    return place.proxy.pages()[:budget]
