"""Standing data: published ranks of sites, read line by line, of which only our sites are kept.

Knows Tranco, the Majestic Million, CrUX top lists, and Common Crawl's domain and host ranks. The files are imported by
hand; a site that no list holds stays unknown, which is normal for small blogs. See docs/reference/sources.md.
"""

import csv
import math
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from linkfinder.errors import DiscoveryError
from linkfinder.text.suggestions import did_you_mean

LAST_RANK = 100_000_000
"""The rank that is worth nothing: about as many domains as Common Crawl's graph knows. One horizon for all lists makes
their values comparable; with each list's own length, the last site of a top million would have a value of 0."""


class RankMeasure(StrEnum):
    """What a list speaks of."""

    AUTHORITY = "authority"  # who is linked to
    AUDIENCE = "audience"  # who is visited


@dataclass(frozen=True, slots=True)
class RankList:
    """A published list: what it measures, where it comes from, under which licence, and how a line is read."""

    name: str
    title: str
    measure: RankMeasure
    address: str
    licence: str
    read: Callable[[Iterable[str]], Iterator[tuple[int, str]]]  # lines to rank and host


@dataclass(frozen=True, slots=True)
class SiteRank:
    """A site's place in a list; `value` is 0 to 1, `source` names list, date and licence for the report."""

    site: str
    rank: int
    value: float
    measure: RankMeasure
    source: str


def read_ranks(name: str, lines: Iterable[str], sites: Collection[str], dated: date) -> list[SiteRank]:
    """Return the best rank of each of our sites in a list, in the sites' order.

    `lines` is the unpacked file, `sites` our registrable domains, `dated` the day of the list. Raises DiscoveryError
    for a list that is not known or whose lines are not as documented.
    """
    if name not in RANK_LISTS:
        raise DiscoveryError(f'rank list "{name}" is unknown; {did_you_mean(name, RANK_LISTS)}')
    known, ours = RANK_LISTS[name], frozenset(sites)
    best: dict[str, int] = {}
    try:
        for rank, host in known.read(lines):
            site = _site_among(ours, host)
            if site and rank < best.get(site, LAST_RANK):
                best[site] = rank
    except (ValueError, IndexError, csv.Error) as error:
        raise DiscoveryError(f"{known.title}: the file is not as published at {known.address}: {error}") from error
    source = f"{known.title}, {dated.isoformat()}, {known.licence}"
    return [SiteRank(site, best[site], rank_value(best[site]), known.measure, source) for site in sites if site in best]


def rank_value(rank: int) -> float:
    """Return what a rank is worth: 1 for the first, 0 from the horizon on, each tenfold rank one eighth less.

    A logarithm, because ranks follow a power law: from 10 to 100 is the same step as from 10,000 to 100,000.
    """
    return round(min(1.0, max(0.0, 1.0 - math.log10(max(1, rank)) / math.log10(LAST_RANK))), 4)


def _site_among(sites: frozenset[str], host: str) -> str:
    """Return the site of ours that a host is or is below of; asked for every line, so it must be quick."""
    while host and host not in sites:
        host = host.partition(".")[2]
    return host


def _rank_first(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Read Tranco: `1,google.com`, no header."""
    for row in csv.reader(lines):
        if row:
            yield int(row[0]), row[1].strip().lower()


def _majestic(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Read the Majestic Million: a header, then rank, rank within the top-level domain, domain."""
    rows = csv.reader(lines)
    header = next(rows, [])
    place, domain = header.index("GlobalRank"), header.index("Domain")
    for row in rows:
        if row:
            yield int(row[place]), row[domain].strip().lower()


def _crux(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Read CrUX: a header, then origin and the bucket (1000, 5000, ...) that it is in; the bucket's end is its rank."""
    rows = csv.reader(lines)
    header = next(rows, [])
    origin, bucket = header.index("origin"), header.index("rank")
    for row in rows:
        if row:
            yield int(row[bucket]), row[origin].partition("://")[2].partition(":")[0].rstrip("/").lower()


def _common_crawl(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Read Common Crawl's web graph: tabs, names of columns with #, hosts written backwards."""
    every = iter(lines)
    header = [name.strip().lstrip("#") for name in next(every, "").split("\t")]
    place, host = header.index("harmonicc_pos"), header.index("host_rev")
    for line in every:
        cells = line.rstrip("\n").split("\t")
        yield int(cells[place]), ".".join(reversed(cells[host].split(".")))


_GRAPH = "https://data.commoncrawl.org/projects/hyperlinkgraph/"
_GRAPH_TERMS = "Common Crawl terms of use"

RANK_LISTS: dict[str, RankList] = {
    each.name: each
    for each in (
        RankList(
            "tranco",
            "Tranco",
            RankMeasure.AUDIENCE,
            "https://tranco-list.eu/",
            "inputs partly CC BY-NC",
            _rank_first,
        ),
        RankList(
            "majestic_million",
            "Majestic Million",
            RankMeasure.AUTHORITY,
            "https://downloads.majestic.com/majestic_million.csv",
            "CC BY 3.0",
            _majestic,
        ),
        RankList(
            "crux",
            "CrUX top list",
            RankMeasure.AUDIENCE,
            "https://github.com/zakird/crux-top-lists",
            "CC BY 4.0",
            _crux,
        ),
        RankList(
            "commoncrawl_domains",
            "Common Crawl domain ranks",
            RankMeasure.AUTHORITY,
            _GRAPH,
            _GRAPH_TERMS,
            _common_crawl,
        ),
        RankList(
            "commoncrawl_hosts", "Common Crawl host ranks", RankMeasure.AUTHORITY, _GRAPH, _GRAPH_TERMS, _common_crawl
        ),
    )
}
