"""Sitemaps: what a site says its own pages are.

Reads the XML form with its index and news dialects, the plain text form, gzip, and robots.txt's `Sitemap:` lines.
Addresses of other sites are ignored: a site speaks for itself only. See https://www.sitemaps.org/protocol.html and
docs/reference/sources.md.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from linkfinder import urls
from linkfinder.analysis.untrusted_xml import MAX_XML_BYTES, XmlNode, read_nodes, unpack
from linkfinder.errors import DiscoveryError
from linkfinder.model.niche import Niche
from linkfinder.model.seed import Seed
from linkfinder.sources import footprints
from linkfinder.sources.addresses import url_or_domain
from linkfinder.sources.base import SkippedInput, SourceRequest, SourceResponse, SourceTerms
from linkfinder.sources.options import OptionType, SourceOption, SourceOptions
from linkfinder.text.sanitizing import sanitize

NAME = "sitemap"
TERMS = SourceTerms(cost="nothing", delay=1.0, cache_hours=24)
OPTIONS: tuple[SourceOption, ...] = (
    SourceOption("urls", OptionType.TEXTS, "addresses of sitemaps, or of sites whose robots.txt names theirs"),
    SourceOption(
        "entries", OptionType.WHOLE, "pages taken of each sitemap at most: doors first, then the newest", 200, minimum=1
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

MAX_SITEMAP_URLS = 50_000
"""What the protocol allows a sitemap at most."""

MAX_SITEMAP_CHILDREN = 1_000
"""Far above what a site within a crawl's budget needs, far below what an endless index would cost."""

_MAX_ROBOTS_LINES = 100  # real robots.txt files name a handful; the rest is padding
_ROBOTS_LINE = re.compile(r"^[ \t]{0,80}sitemap[ \t]{0,80}:[ \t]{0,80}(\S{1,2000})", re.IGNORECASE | re.MULTILINE)
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:$|[T ])")
_EARLIEST = date(1995, 1, 1)  # no page of the web is older than its dates allow; 0001-01-01 is a program's "never"


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """A page (or a further sitemap) that a sitemap names. `title` is known in news sitemaps only."""

    url: str
    lastmod: date | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What one sitemap says. `note` says what was left out and why; it is empty when nothing was."""

    urls: tuple[SitemapEntry, ...] = ()
    children: tuple[SitemapEntry, ...] = ()
    note: str = ""


def read_sitemap(body: bytes, url: str, *, site: str = "", today: date | None = None) -> Sitemap:
    """Return the pages and further sitemaps named in the body fetched from `url`, each address once, as written.

    `site` is the registrable domain that the sitemap may speak for, that of `url` unless given. With `today`, dates
    of the future are ignored. Never raises: a body that is no sitemap gives an empty one with a note.
    """
    text, is_cut = unpack(body)
    site = site or urls.site_of(url)
    if text.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        pages, children = _read_xml(text)
    else:
        pages, children = _read_lines(text), []
    own_pages = _own(pages, url, site, MAX_SITEMAP_URLS, today)
    own_children = [
        entry for entry in _own(children, url, site, MAX_SITEMAP_CHILDREN, today) if not urls.is_same(entry.url, url)
    ]
    notes = _notes(len(pages) + len(children), len(own_pages) + len(own_children), is_cut=is_cut)
    return Sitemap(tuple(own_pages), tuple(own_children), "; ".join(notes))


def sitemap_lines(robots: str, url: str) -> tuple[str, ...]:
    """Return the addresses of the `Sitemap:` lines in the robots.txt text of `url` that are on its site."""
    found: dict[str, str] = {}
    for match in _ROBOTS_LINE.finditer(robots):
        address = urls.absolute(match.group(1), url)
        if address and urls.is_same_site(address, url):
            found.setdefault(urls.canonical(address), address)
        if len(found) >= _MAX_ROBOTS_LINES:
            break
    return tuple(found.values())


def requests(_niche: Niche, options: SourceOptions, _keys: Mapping[str, str]) -> Iterator[SourceRequest]:
    """Yield the sitemaps to fetch, and the robots.txt of sites that were given by their home page."""
    for address in options.texts("urls"):
        url = url_or_domain(address)
        if url is None:
            raise DiscoveryError(f'{NAME}: "{sanitize(address)}" is no address; write https://example.org/sitemap.xml')
        is_home = urls.is_home(url)
        yield SourceRequest(
            f"{url}robots.txt" if is_home else url,
            f"sitemap of {urls.site_of(url)}",
            last_page=options.whole("depth") + 1,
            max_seeds=options.whole("entries"),
            accepted_statuses=_NO_ROBOTS if is_home else (),
        )


def seeds(answer: SourceResponse) -> Iterator[Seed | SkippedInput]:
    """Yield the pages of a sitemap: those whose address invites authors, then the newest."""
    if urls.path_of(answer.request.url) == "/robots.txt":
        return
    found = read_sitemap(answer.body, answer.request.url)
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
        named = sitemap_lines(robots, request.url)
        for url in named or (urls.home_of(request.url) + "sitemap.xml",):
            yield replace(request, url=url, accepted_statuses=())
    elif request.page < request.last_page:
        children = sorted(read_sitemap(answer.body, request.url).children, key=_age, reverse=True)
        for child in children[:_CHILDREN]:
            yield replace(request, url=child.url, page=request.page + 1)


def _age(entry: SitemapEntry) -> date:
    return entry.lastmod or date.min


_Raw = tuple[str, str, str]  # address, lastmod, title, as written
_NO_NEWS = XmlNode("news")


def _read_xml(text: bytes) -> tuple[list[_Raw], list[_Raw]]:
    pages: list[_Raw] = []
    children: list[_Raw] = []
    for node in read_nodes(text, "url", "sitemap"):
        news = next((child for child in node.children if child.name == "news"), _NO_NEWS)
        lastmod = node.first("lastmod") or news.first("publication_date")
        (pages if node.name == "url" else children).append((node.first("loc"), lastmod, news.first("title")))
        if len(pages) > MAX_SITEMAP_URLS or len(children) > MAX_SITEMAP_CHILDREN:
            break
    return pages, children


def _read_lines(text: bytes) -> list[_Raw]:
    lines = text[:MAX_XML_BYTES].decode("utf-8-sig", "replace").splitlines()
    addresses = (line.strip() for line in lines)
    return [(line, "", "") for line in addresses if line.startswith(("http://", "https://"))][: MAX_SITEMAP_URLS + 1]


def _own(raw: Iterable[_Raw], base: str, site: str, limit: int, today: date | None) -> list[SitemapEntry]:
    found: dict[str, SitemapEntry] = {}
    for address, lastmod, title in raw:
        url = urls.absolute(address, base) if address else None
        if url and urls.canonical(url) not in found and urls.site_of(url) == site:
            found[urls.canonical(url)] = SitemapEntry(url, _day(lastmod, today), title[:300])
        if len(found) >= limit:
            break
    return list(found.values())


def _day(text: str, today: date | None) -> date | None:
    match = _DAY.match(text.strip())
    if not match:
        return None
    try:
        day = date(int(match.group(1)), int(match.group(2)), int(match.group(3)))
    except ValueError:
        return None
    return day if day >= _EARLIEST and (today is None or day <= today) else None


def _notes(named: int, kept: int, *, is_cut: bool) -> Iterator[str]:
    if is_cut:
        yield f"cut off: torn, or longer than {MAX_XML_BYTES // 1024 // 1024} MB"
    if not named:
        yield "names no address: not a sitemap, or an empty one"
    elif named > kept:
        yield f"{named - kept} of {named} addresses left out: of another site, unusable, doubled, or above the limit"
