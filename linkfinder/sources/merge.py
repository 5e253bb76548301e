"""What all sources found, by site: reasons added up, portals and excluded sites dropped with the reason kept."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from linkfinder import urls
from linkfinder.frontier.exclusions import exclusion_reason
from linkfinder.model.niche import Niche
from linkfinder.model.seed import Seed
from linkfinder.sources import listed

_MAX_REASONS = 5
"""Reasons kept of one site and source: what a person reads; the rest is counted."""

MAX_SEEDS_PER_SITE = 50
"""Addresses kept of one site, those of the highest priority: a site's crawl finds the others by itself."""

_MEMBER_PRIORITY = 0.85
"""From this priority on a site is taken as part of the niche, as if listed by hand: two sources that are right more
often than not agree on it. Below, a page or two are read first."""

_MAX_PRIORITY = 0.99
"""The highest priority: no number of lists replaces a visit to the site."""


@dataclass(frozen=True, slots=True)
class FoundSite:
    """A site, its priority (0 to 1), who named it and why, and the addresses to start from.

    Addresses of depth 0 make the site a member of the niche at once, those of depth 1 a candidate.
    """

    domain: str
    priority: float
    sources: tuple[str, ...]
    reasons: tuple[str, ...]
    seeds: tuple[Seed, ...]


@dataclass(frozen=True, slots=True)
class DroppedSite:
    """A site that was turned down before any fetch, why, and how many addresses named it."""

    domain: str
    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class DiscoveryResult:
    """The outcome of discovery: sites, those of the highest priority first, and what was dropped."""

    sites: tuple[FoundSite, ...] = ()
    dropped: tuple[DroppedSite, ...] = ()


def merge_seeds(seeds: Iterable[Seed], niche: Niche) -> DiscoveryResult:
    """Return the sites that the seeds name, ranked, at most as many as the niche's limits allow."""
    wanted: dict[str, list[Seed]] = defaultdict(list)
    excluded: Counter[tuple[str, str]] = Counter()
    for seed in seeds:
        if not (site := urls.site_of(seed.url)):
            continue
        if reason := exclusion_reason(seed.url, niche, is_chosen=seed.source == listed.NAME):
            excluded[site, reason] += 1
        else:
            wanted[site].append(seed)
    sites = sorted(map(_site, wanted, wanted.values()), key=lambda site: (-site.priority, site.domain))
    dropped = [DroppedSite(domain, reason, count) for (domain, reason), count in sorted(excluded.items())]
    most = niche.limits.sites
    beyond = [DroppedSite(site.domain, f"beyond the limit of {most} sites", len(site.seeds)) for site in sites[most:]]
    return DiscoveryResult(tuple(sites[:most]), (*dropped, *beyond))


def _site(domain: str, seeds: Sequence[Seed]) -> FoundSite:
    by_source: dict[str, list[Seed]] = defaultdict(list)
    for seed in seeds:
        by_source[seed.source].append(seed)
    doubt = 1.0
    for found in by_source.values():
        # Sources err independently of each other; the addresses of one source do not, so only its best one counts.
        doubt *= 1.0 - max(seed.priority for seed in found)
    reasons = [reason for source, found in by_source.items() for reason in _reasons(source, found)]
    priority = round(min(_MAX_PRIORITY, 1.0 - doubt), 3)
    depth = 0 if priority >= _MEMBER_PRIORITY or listed.NAME in by_source else 1
    return FoundSite(domain, priority, tuple(sorted(by_source)), tuple(reasons), _best(seeds, depth))


def _reasons(source: str, seeds: Sequence[Seed]) -> list[str]:
    ranked = sorted(seeds, key=lambda seed: -seed.priority)
    distinct = list(dict.fromkeys(seed.reason for seed in ranked))
    shown = [f"{source}: {reason}" for reason in distinct[:_MAX_REASONS]]
    if len(distinct) > _MAX_REASONS:
        shown.append(f"{source}: and {len(distinct) - _MAX_REASONS} more")
    return shown


def _best(seeds: Sequence[Seed], depth: int) -> tuple[Seed, ...]:
    best: dict[str, Seed] = {}
    for seed in sorted(seeds, key=lambda seed: -seed.priority):
        best.setdefault(urls.canonical(seed.url), replace(seed, depth=depth))
    return tuple(best.values())[:MAX_SEEDS_PER_SITE]
