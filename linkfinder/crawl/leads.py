"""What a page leads to: addresses of its own site, other sites that it vouches for, and its site's sitemaps.

The rules are `discovery`'s; here they are joined with where the page stands in the crawl.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from linkfinder import urls
from linkfinder.discovery.growing import RELEVANT_PAGE, Voice, candidates, strangers
from linkfinder.discovery.names import Names
from linkfinder.discovery.promise import HOME, LEAST, promise_book
from linkfinder.discovery.sitemap import read_sitemap
from linkfinder.discovery.unwanted import why_unwanted
from linkfinder.model.niche import Niche
from linkfinder.model.page import Page
from linkfinder.model.seed import STRANGER, Seed
from linkfinder.storage.frontier_sites import CHOSEN_BY_USER, MOVED
from linkfinder.storage.leases import LeasedPage

LINK = "link"
SITEMAP = "sitemap"
REDIRECT = "redirect"
"""The sources of what the crawl finds by itself; `storage.frontier_sites.MOVED` is that of a chosen page that moved."""

SITEMAP_PROMISE = 0.9
"""Right after the doors that a home page names itself: it is one fetch that shows all the others."""

LEAST_SITEMAP = 0.6
"""A sitemap that moved promises a little less with every hop and is not followed below this: four hops at least."""

DEPTH_SHARE = 0.95
"""Every click away from where a site was entered makes a page a little less likely to matter."""

ENTRY = 1
"""Clicks are counted from where a site is entered, whoever named it. Counted from the seeds, the far side of a niche
would be out of reach however relevant, and what is within it would hang on the order in which answers come in. What
keeps a crawl from wandering off is that it stops when strangers lead nowhere (`discovery.learning`)."""

MOST_LEADS = 1_000
"""Addresses taken from one page or sitemap, best first: several times what a site's budget fetches."""

MOST_SITEMAPS = 20
"""Parts of a sitemap that are fetched; the ones that come first are the newest on most systems."""

_USUAL_SITEMAP = "sitemap.xml"

_SITEMAP_ENDINGS = (".xml", ".xml.gz", ".txt")
"""A page at such an address stands where a sitemap should be: it says only that there is none."""


def leads_of(
    page: Page, voice: Voice, leased: LeasedPage, niche: Niche, names: Names | None = None
) -> tuple[Seed, ...]:
    """Return what a page leads to, best first; nothing when it asks that its links are not followed.

    `names` are those of pages that were read before.
    """
    if page.is_nofollow or leased.depth >= niche.limits.depth:
        return ()
    vouched = candidates(page, voice, niche)
    named = strangers(page, voice, niche)
    promise = max(LEAST, min(STRANGER, leased.priority) * DEPTH_SHARE)  # strangers that strangers name come later
    outside = [Seed(seed.url, seed.source, seed.reason, seed.promise, ENTRY) for seed in vouched]
    outside += [Seed(seed.url, seed.source, seed.reason, promise, ENTRY) for seed in named]
    return _best([*_inside(page, voice.relevance, leased, niche, names or Names()), *outside])


def _inside(page: Page, relevance: float, leased: LeasedPage, niche: Niche, names: Names) -> Iterator[Seed]:
    site, depth = urls.site_of(page.url), leased.depth + 1
    book = promise_book(niche.topics, niche.phrases)
    share = DEPTH_SHARE**leased.depth
    if not urls.is_home(page.url):
        yield Seed(urls.home_of(page.url), LINK, "home page", HOME * share, depth)
    here = urls.canonical(page.url)
    for link in page.links:
        if urls.site_of(link.url) == site and urls.canonical(link.url) != here:
            promise = names.amend(book.of_link(link, page, relevance), link.url, link.anchor)
            yield Seed(link.url, LINK, promise.reason, promise.value * share, depth)


def _best(seeds: Iterable[Seed], most: int = MOST_LEADS) -> tuple[Seed, ...]:
    """Return each address once, the most promising first, as it was written first."""
    best: dict[str, Seed] = {}
    for seed in seeds:
        if seed.promise < LEAST:
            continue
        known = best.setdefault(urls.canonical(seed.url), seed)
        if known.promise < seed.promise:
            best[urls.canonical(seed.url)] = replace(seed, url=known.url)
    return tuple(sorted(best.values(), key=lambda seed: -seed.promise)[:most])


def sitemaps_of(leased: LeasedPage, relevance: float, named: Sequence[str]) -> tuple[Seed, ...]:
    """Return the sitemaps of a host that is worth them: those that its robots.txt names, else the usual address.

    Asked for with the page by which a site is entered, when the user chose it or it speaks of the niche.
    """
    is_entry = leased.depth == 0 or urls.is_home(leased.url)
    if not is_entry or (leased.source not in CHOSEN_BY_USER and relevance < RELEVANT_PAGE):
        return ()
    chosen = named[:MOST_SITEMAPS] or (f"{urls.home_of(leased.url)}{_USUAL_SITEMAP}",)
    why = "named in robots.txt" if named else "the usual address of a sitemap"
    return tuple(Seed(address, SITEMAP, why, SITEMAP_PROMISE, leased.depth + 1) for address in chosen)


def may_be_page(leased: LeasedPage) -> bool:
    """Tell whether an address that was asked as a sitemap may be a page: a source named it, or one moved to it."""
    return leased.source != SITEMAP or not urls.path_of(leased.url).endswith(_SITEMAP_ENDINGS)


def leads_of_sitemap(
    body: bytes, leased: LeasedPage, niche: Niche, today: date, names: Names | None = None
) -> tuple[Seed, ...]:
    """Return the pages that a sitemap names, the most promising first, and its parts; empty when it is none."""
    sitemap = read_sitemap(body, leased.url, today=today)
    depth = leased.depth + 1
    parts = tuple(
        Seed(child.url, SITEMAP, "part of a sitemap", SITEMAP_PROMISE * DEPTH_SHARE**depth, depth)
        for child in sitemap.children[:MOST_SITEMAPS]
    )
    book, known = promise_book(niche.topics, niche.phrases), names or Names()
    pages = ((entry, known.amend(book.of_url(entry.url), entry.url, "")) for entry in sitemap.urls)
    seeds = (
        Seed(entry.url, LINK, f"{promise.reason}, in the sitemap", promise.value, depth) for entry, promise in pages
    )
    return (*parts, *_best(seeds)) if depth <= niche.limits.depth else ()


def lead_of_redirect(target: str, leased: LeasedPage, niche: Niche) -> tuple[Seed, ...]:
    """Return where a redirect leads, as promising as the page it stands for; nothing to a site we do not visit.

    One hop is free, and so are those that only respell the host; every further one is a click, so that a chain ends.
    Where a sitemap of the same site moved to is a sitemap.
    """
    is_respelled = _is_respelled(target, leased.url)
    if leased.source == SITEMAP and not is_respelled and urls.is_same_site(target, leased.url):
        return _moved_sitemap(target, leased)
    has_moved = leased.source in {REDIRECT, MOVED}
    depth = leased.depth + (1 if has_moved and not is_respelled else 0)
    if depth > niche.limits.depth or why_unwanted(target, niche):
        return ()
    source = MOVED if leased.source in CHOSEN_BY_USER and not has_moved else REDIRECT
    source = leased.source if is_respelled else source
    return (Seed(target, source, f"redirected from {leased.url}", leased.priority, depth),)


def _moved_sitemap(target: str, leased: LeasedPage) -> tuple[Seed, ...]:
    """Return where a sitemap moved to; its site's home page, where many send what is missing, is a page."""
    promise = leased.priority * DEPTH_SHARE
    source = REDIRECT if urls.is_home(target) else SITEMAP
    seed = Seed(target, source, f"redirected from {leased.url}", promise, leased.depth)
    return (seed,) if promise >= LEAST_SITEMAP else ()


def _is_respelled(url: str, other: str) -> bool:
    """Tell whether two addresses differ only in scheme, `www.` or a slash at the end."""
    return _plain(url) == _plain(other)


def _plain(url: str) -> str:
    return url.partition("://")[2].removeprefix("www.").rstrip("/")
