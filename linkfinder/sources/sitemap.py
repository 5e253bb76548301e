"""Sitemaps as a source of seeds: a site's pages, from the sitemaps that its robots.txt or the niche file names."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from linkfinder import urls
from linkfinder.analysis.sitemaps import Sitemap, SitemapEntry, read_sitemap, sitemap_lines
from linkfinder.errors import DiscoveryError
from linkfinder.model.niche import Niche
from linkfinder.model.seed import Seed
from linkfinder.sources import footprints
from linkfinder.sources.addresses import url_or_domain
from linkfinder.sources.base import SkippedInput, SourceRequest, SourceResponse, SourceTerms
from linkfinder.sources.options import OptionType, SourceOption, SourceOptions
from linkfinder.text.cleaning import sanitize

NAME = "sitemap"
TERMS = SourceTerms(cost="nothing", delay=1.0, cache_hours=24)
OPTIONS: tuple[SourceOption, ...] = (
    SourceOption("urls", OptionType.TEXTS, "addresses of sitemaps, or of sites whose robots.txt names theirs"),
    SourceOption(
        "entries",
        OptionType.WHOLE,
        "pages taken of each sitemap at most: guest-post pages first, then the newest",
        200,
        minimum=1,
    ),
    SourceOption("depth", OptionType.WHOLE, "how many levels of index files are followed", 2, maximum=3),
)

_NO_ROBOTS = (401, 403, 404, 410)
"""A site without robots.txt (RFC 9309, 2.3.1.3) may have its sitemap in the usual place."""

GUEST_POST_ENTRY_PRIORITY = 0.8
"""The site lists the page itself, and its address invites authors."""

ENTRY_PRIORITY = 0.35
"""Any page of a site that somebody thought worth listing."""

_CHILDREN = 50  # further sitemaps followed of one index; the newest say most about what a site writes today


def requests(_niche: Niche, options: SourceOptions, _keys: Mapping[str, str]) -> Iterator[SourceRequest]:
    """Yield the sitemaps to fetch, and the robots.txt of sites that were given by their home page."""
    for address in options.texts("urls"):
        url = url_or_domain(address)
        if url is None:
            raise DiscoveryError(
                f'{NAME}: "{sanitize(address)}" is not an address; write https://example.org/sitemap.xml'
            )
        is_home = urls.is_home(url)
        yield SourceRequest(
            f"{url}robots.txt" if is_home else url,
            f"sitemap of {urls.site_of(url)}",
            last_page=options.whole("depth") + 1,
            max_seeds=options.whole("entries"),
            accepted_statuses=_NO_ROBOTS if is_home else (),
            context=(urls.site_of(url),),  # a sitemap may be kept on another host than the site it speaks for
        )


def seeds(answer: SourceResponse) -> Iterator[Seed | SkippedInput]:
    """Yield the pages of a sitemap: those whose address invites authors, then the newest."""
    if urls.path_of(answer.request.url) == "/robots.txt":
        return
    found = _read(answer)
    if not found.urls and not found.children:
        yield SkippedInput(f"{answer.request.url}: {found.note}")
    ranked = sorted(
        found.urls, key=lambda page: (footprints.is_guest_post_url(urls.path_of(page.url)), _age(page)), reverse=True
    )
    for page in ranked[: answer.request.max_seeds]:
        priority = GUEST_POST_ENTRY_PRIORITY if footprints.is_guest_post_url(urls.path_of(page.url)) else ENTRY_PRIORITY
        reason = f"{answer.request.purpose}: {sanitize(page.title)}" if page.title else answer.request.purpose
        yield Seed(page.url, NAME, reason, priority)


def follow_ups(answer: SourceResponse) -> Iterator[SourceRequest]:
    """Yield the sitemaps that robots.txt or an index names, the newest first."""
    request = answer.request
    if urls.path_of(request.url) == "/robots.txt":
        robots = answer.body.decode("utf-8", "replace") if answer.status not in _NO_ROBOTS else ""
        named = sitemap_lines(robots, request.url, other_sites=True)
        for url in named or (urls.home_of(request.url) + "sitemap.xml",):
            yield replace(request, url=url, accepted_statuses=())
    elif request.page < request.last_page:
        children = sorted(_read(answer).children, key=_age, reverse=True)
        for child in children[:_CHILDREN]:
            yield replace(request, url=child.url, page=request.page + 1)


def _read(answer: SourceResponse) -> Sitemap:
    request = answer.request
    return read_sitemap(answer.body, request.url, site=request.context[0] if request.context else "")


def _age(entry: SitemapEntry) -> date:
    return entry.lastmod or date.min
