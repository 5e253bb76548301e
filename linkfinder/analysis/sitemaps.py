"""Sitemaps: what a site says its own pages are.

Reads the XML form with its index and news dialects, RSS and Atom feeds, the plain text form, gzip, and robots.txt's
`Sitemap:` lines. Addresses of other sites are ignored: a site speaks for itself only. See
https://www.sitemaps.org/protocol.html and docs/reference/sources.md.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from linkfinder import urls
from linkfinder.analysis.feed_entries import ENTRY_NAMES, entry_day, entry_link
from linkfinder.analysis.untrusted_xml import MAX_XML_BYTES, XmlNode, is_xml, read_nodes, unpack

MAX_SITEMAP_URLS = 50_000
"""What the protocol allows a sitemap at most."""

MAX_SITEMAP_CHILDREN = 1_000
"""Far above what a site within a crawl's budget needs, far below what an endless index would cost."""

_MAX_ROBOTS_LINES = 100  # real robots.txt files name a handful; the rest is padding
_ROBOTS_LINE = re.compile(r"^[ \t]{0,80}sitemap[ \t]{0,80}:[ \t]{0,80}(\S{1,2000})", re.IGNORECASE | re.MULTILINE)
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:$|[T ])")
_EARLIEST = date(1995, 1, 1)  # no page of the web is older than its dates allow; 0001-01-01 is a program's "never"
_Raw = tuple[str, str, str]  # address, lastmod, title, as written
_NO_NEWS = XmlNode("news")


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """A page (or a further sitemap) that a sitemap names. `title` is known in news sitemaps and feeds only."""

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
    if is_xml(text):
        pages, children = _read_xml(text)
    else:
        pages, children = _read_lines(text), []
    own_pages = _own(pages, url, {site}, MAX_SITEMAP_URLS, today)
    own_children = [
        entry
        for entry in _own(children, url, {site, urls.site_of(url)}, MAX_SITEMAP_CHILDREN, today)
        if not urls.is_same(entry.url, url)
    ]
    notes = _notes(len(pages) + len(children), len(own_pages) + len(own_children), is_cut=is_cut)
    return Sitemap(tuple(own_pages), tuple(own_children), "; ".join(notes))


def sitemap_lines(robots: str, url: str, *, other_sites: bool = False) -> tuple[str, ...]:
    """Return the addresses of the `Sitemap:` lines in the robots.txt text of `url`, those of its own site only.

    With `other_sites` also those kept elsewhere, which may speak for this site (sitemaps.org, "Sitemaps & Cross
    Submits"): hand `read_sitemap` the site that they were named by.
    """
    found: dict[str, str] = {}
    for match in _ROBOTS_LINE.finditer(robots):
        address = urls.absolute(match.group(1), url)
        if address and (other_sites or urls.is_same_site(address, url)):
            found.setdefault(urls.canonical(address), address)
        if len(found) >= _MAX_ROBOTS_LINES:
            break
    return tuple(found.values())


def _read_xml(text: bytes) -> tuple[list[_Raw], list[_Raw]]:
    pages: list[_Raw] = []
    children: list[_Raw] = []
    for node in read_nodes(text, "url", "sitemap", *ENTRY_NAMES):
        if node.name in ENTRY_NAMES:
            pages.append((entry_link(node), entry_day(node), node.first("title")))
        else:
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


def _own(raw: Iterable[_Raw], base: str, sites: set[str], limit: int, today: date | None) -> list[SitemapEntry]:
    found: dict[str, SitemapEntry] = {}
    for address, lastmod, title in raw:
        url = urls.absolute(address, base) if address else None
        if url and urls.canonical(url) not in found and urls.site_of(url) in sites:
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
