"""What a page leads to: addresses of its own site, other sites that it endorses, and its site's sitemaps.

The rules are those of `priority` and `site_selection`; here they are joined with the page's depth and source.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from linkfinder import urls
from linkfinder.analysis.sitemaps import read_sitemap
from linkfinder.frontier.exclusions import exclusion_reason
from linkfinder.frontier.priority import HOME_PRIORITY, MIN_PRIORITY, url_prioritizer
from linkfinder.frontier.site_selection import Endorsement, endorsed_seeds, unendorsed_seeds
from linkfinder.frontier.slug_statistics import SlugStatistics
from linkfinder.model.lease import LeasedPage
from linkfinder.model.niche import ON_TOPIC_RELEVANCE, Niche
from linkfinder.model.page import Page
from linkfinder.model.seed import CHOSEN_BY_USER, MOVED, UNENDORSED_PRIORITY, Seed

_LINK = "link"
SITEMAP_SOURCE = "sitemap"
_REDIRECT = "redirect"
"""The sources of what the crawl finds by itself; `model.seed.MOVED` is that of a chosen page that moved."""

_SITEMAP_PRIORITY = 0.9
"""Right after the guest-post pages that a home page names itself: it is one fetch that shows all the others."""

MIN_SITEMAP_PRIORITY = 0.6
"""A sitemap that moved has a lower priority with every hop and is not followed below this: four hops at least."""

_DEPTH_FACTOR = 0.95
"""Every click away from where a site was entered makes a page a little less likely to matter."""

_ENTRY_DEPTH = 1
"""Clicks are counted from where a site is entered, whoever named it. Counted from the seeds, the far side of a niche
would be out of reach however relevant, and what is within it would hang on the order in which answers come in. A
crawl does not drift away, since it stops when unendorsed sites yield nothing (`frontier.yield_estimate`)."""

MAX_LEADS = 1_000
"""Addresses taken from one page or sitemap, best first: several times what a site's budget fetches."""

MAX_SITEMAP_PARTS = 20
"""Parts of a sitemap that are fetched; the ones that come first are the newest on most systems."""

_USUAL_SITEMAP = "sitemap.xml"

_SITEMAP_ENDINGS = (".xml", ".xml.gz", ".txt")
"""A page at such an address stands where a sitemap should be: it says only that there is none."""


def leads_of(
    page: Page, endorsement: Endorsement, leased: LeasedPage, niche: Niche, slugs: SlugStatistics | None = None
) -> tuple[Seed, ...]:
    """Return what a page leads to, best first; nothing when it asks that its links are not followed.

    `slugs` are those of pages that were read before.
    """
    if page.is_nofollow or leased.depth >= niche.limits.depth:
        return ()
    endorsed = endorsed_seeds(page, endorsement, niche)
    unendorsed = unendorsed_seeds(page, endorsement, niche)
    priority = max(
        MIN_PRIORITY, min(UNENDORSED_PRIORITY, leased.priority) * _DEPTH_FACTOR
    )  # the farther from an endorsed site, the later
    outside = [Seed(seed.url, seed.source, seed.reason, seed.priority, _ENTRY_DEPTH) for seed in endorsed]
    outside += [Seed(seed.url, seed.source, seed.reason, priority, _ENTRY_DEPTH) for seed in unendorsed]
    return _best_first([*_inside(page, endorsement.relevance, leased, niche, slugs or SlugStatistics()), *outside])


def _inside(page: Page, relevance: float, leased: LeasedPage, niche: Niche, slugs: SlugStatistics) -> Iterator[Seed]:
    site, depth = urls.site_of(page.url), leased.depth + 1
    prioritizer = url_prioritizer(niche.topics, niche.phrases)
    share = _DEPTH_FACTOR**leased.depth
    if not urls.is_home(page.url):
        yield Seed(urls.home_of(page.url), _LINK, "home page", HOME_PRIORITY * share, depth)
    here = urls.canonical(page.url)
    for link in page.links:
        if urls.site_of(link.url) == site and urls.canonical(link.url) != here:
            priority = slugs.adjust(prioritizer.of_link(link, page, relevance), link.url, link.anchor)
            yield Seed(link.url, _LINK, priority.reason, priority.value * share, depth)


def _best_first(seeds: Iterable[Seed], most: int = MAX_LEADS) -> tuple[Seed, ...]:
    """Return each address once, the highest priority first, as it was written first."""
    best: dict[str, Seed] = {}
    for seed in seeds:
        if seed.priority < MIN_PRIORITY:
            continue
        known = best.setdefault(urls.canonical(seed.url), seed)
        if known.priority < seed.priority:
            best[urls.canonical(seed.url)] = replace(seed, url=known.url)
    return tuple(sorted(best.values(), key=lambda seed: -seed.priority)[:most])


def sitemaps_of(leased: LeasedPage, relevance: float, named: Sequence[str]) -> tuple[Seed, ...]:
    """Return the sitemaps of a host that is worth them: those that its robots.txt names, else the usual address.

    Asked for with the page by which a site is entered, when the user chose it or it speaks of the niche.
    """
    is_entry = leased.depth == 0 or urls.is_home(leased.url)
    if not is_entry or (leased.source not in CHOSEN_BY_USER and relevance < ON_TOPIC_RELEVANCE):
        return ()
    chosen = named[:MAX_SITEMAP_PARTS] or (f"{urls.home_of(leased.url)}{_USUAL_SITEMAP}",)
    why = "named in robots.txt" if named else "the usual address of a sitemap"
    return tuple(Seed(address, SITEMAP_SOURCE, why, _SITEMAP_PRIORITY, leased.depth + 1) for address in chosen)


def is_possible_page(leased: LeasedPage) -> bool:
    """Tell whether an address that was asked as a sitemap may be a page: a source named it, or one moved to it."""
    return leased.source != SITEMAP_SOURCE or not urls.path_of(leased.url).endswith(_SITEMAP_ENDINGS)


def leads_of_sitemap(
    body: bytes, leased: LeasedPage, niche: Niche, today: date, slugs: SlugStatistics | None = None
) -> tuple[Seed, ...]:
    """Return the pages that a sitemap names, the highest priority first, and its parts; empty when it is none."""
    sitemap = read_sitemap(body, leased.url, today=today)
    depth = leased.depth + 1
    parts = tuple(
        Seed(child.url, SITEMAP_SOURCE, "part of a sitemap", _SITEMAP_PRIORITY * _DEPTH_FACTOR**depth, depth)
        for child in sitemap.children[:MAX_SITEMAP_PARTS]
    )
    prioritizer, known = url_prioritizer(niche.topics, niche.phrases), slugs or SlugStatistics()
    pages = ((entry, known.adjust(prioritizer.of_url(entry.url), entry.url, "")) for entry in sitemap.urls)
    seeds = (
        Seed(entry.url, _LINK, f"{priority.reason}, in the sitemap", priority.value, depth) for entry, priority in pages
    )
    return (*parts, *_best_first(seeds)) if depth <= niche.limits.depth else ()


def lead_of_redirect(target: str, leased: LeasedPage, niche: Niche) -> tuple[Seed, ...]:
    """Return where a redirect leads, with the priority of the page it stands for; nothing to a site we do not visit.

    One hop is free, and so are those that only respell the host; every further one is a click, so that a chain ends.
    Where a sitemap of the same site moved to is a sitemap.
    """
    is_respelled = _is_respelled(target, leased.url)
    if leased.source == SITEMAP_SOURCE and not is_respelled and urls.is_same_site(target, leased.url):
        return _moved_sitemap(target, leased)
    has_moved = leased.source in {_REDIRECT, MOVED}
    depth = leased.depth + (1 if has_moved and not is_respelled else 0)
    if depth > niche.limits.depth or exclusion_reason(target, niche):
        return ()
    source = MOVED if leased.source in CHOSEN_BY_USER and not has_moved else _REDIRECT
    source = leased.source if is_respelled else source
    return (Seed(target, source, f"redirected from {leased.url}", leased.priority, depth),)


def _moved_sitemap(target: str, leased: LeasedPage) -> tuple[Seed, ...]:
    """Return where a sitemap moved to; its site's home page, where many send what is missing, is a page."""
    priority = leased.priority * _DEPTH_FACTOR
    source = _REDIRECT if urls.is_home(target) else SITEMAP_SOURCE
    seed = Seed(target, source, f"redirected from {leased.url}", priority, leased.depth)
    return (seed,) if priority >= MIN_SITEMAP_PRIORITY else ()


def _is_respelled(url: str, other: str) -> bool:
    """Tell whether two addresses differ only in scheme, `www.` or a slash at the end."""
    return _without_scheme(url) == _without_scheme(other)


def _without_scheme(url: str) -> str:
    return url.partition("://")[2].removeprefix("www.").rstrip("/")
