"""The response of every URL of the made-up internet. Pure: the day is an argument, the sockets are in `web`."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from http import HTTPStatus
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from linkfinder.demo.endless import calendar_page, huge_page
from linkfinder.demo.layout import apply_layout
from linkfinder.demo.site import DemoCrawlTrap, DemoPage, DemoSite, MissingPageResponse, ScriptedResponse

_SITEMAP_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAP_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


@dataclass(frozen=True, slots=True)
class DemoResponse:
    """An HTTP response. `delay` is the number of seconds that the host waits before it answers."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0


@dataclass(frozen=True, slots=True)
class DemoInternet:
    """All made-up hosts as they stand on one day."""

    sites: Mapping[str, DemoSite]
    today: date

    def answer(self, url: str) -> DemoResponse:
        """Return the response for a URL; an unknown host is a proxy's 502."""
        parts = urlsplit(url)
        site = self.sites.get((parts.hostname or "").lower())
        if site is None:
            return _html(HTTPStatus.BAD_GATEWAY, "<h1>No such host on the made-up internet</h1>")
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        answer = self._on_site(site, target)
        return replace(answer, delay=answer.delay + site.delay)

    def _on_site(self, site: DemoSite, target: str) -> DemoResponse:
        if site.moved_to:
            return DemoResponse(HTTPStatus.MOVED_PERMANENTLY, headers={"Location": f"http://{site.moved_to}{target}"})
        if target in site.replies:
            return _reply(site.replies[target])
        if target in site.pages:
            page = site.pages[target]
            return _html(page.status, apply_layout(site, page, self.today), site.charset)
        return self._file(site, target) or _endless(site, target) or self._missing(site)

    def _file(self, site: DemoSite, target: str) -> DemoResponse | None:
        if target == "/robots.txt" and site.robots:
            return DemoResponse(HTTPStatus.OK, site.robots.encode(), {"Content-Type": "text/plain; charset=utf-8"})
        if target == "/sitemap.xml" and site.sitemap:
            text = _index(site) if site.sitemap == "index" else _sitemap(site, self.today)
            return DemoResponse(HTTPStatus.OK, text.encode(), {"Content-Type": "application/xml"})
        if target == "/sitemap-pages.xml.gz" and site.sitemap == "index":
            packed = gzip.compress(_sitemap(site, self.today).encode(), mtime=0)
            return DemoResponse(HTTPStatus.OK, packed, {"Content-Type": "application/gzip"})
        return None

    def _missing(self, site: DemoSite) -> DemoResponse:
        match site.missing:
            case MissingPageResponse.HOME:
                return DemoResponse(HTTPStatus.FOUND, headers={"Location": f"http://{site.host}/"})
            case MissingPageResponse.PARKED:
                return _html(HTTPStatus.OK, site.pages["/"].html)
            case MissingPageResponse.SOFT_404:
                return _html(HTTPStatus.OK, apply_layout(site, site.pages["/sorry"], self.today), site.charset)
            case MissingPageResponse.NOT_FOUND:
                page = DemoPage(path="/404", title="404 Not Found", html="<h1>Not Found</h1><p>404</p>")
                return _html(HTTPStatus.NOT_FOUND, apply_layout(site, page, self.today), site.charset)


def _endless(site: DemoSite, target: str) -> DemoResponse | None:
    if site.trap is DemoCrawlTrap.CALENDAR and target.startswith("/calendar"):
        return _html(HTTPStatus.OK, calendar_page(target))
    if site.trap is DemoCrawlTrap.HUGE and target == "/all-orders":
        return _html(HTTPStatus.OK, huge_page())
    return None


def _reply(reply: ScriptedResponse) -> DemoResponse:
    headers = {"Content-Type": "text/html; charset=utf-8", **reply.headers}
    return DemoResponse(reply.status, reply.html.encode(), headers, reply.delay)


def _html(status: int, text: str, charset: str = "utf-8") -> DemoResponse:
    body = text.encode(charset, "xmlcharrefreplace")
    return DemoResponse(status, body, {"Content-Type": f"text/html; charset={charset}"})


def _index(site: DemoSite) -> str:
    entry = f"<sitemap><loc>http://{site.host}/sitemap-pages.xml.gz</loc></sitemap>"
    return f"{_SITEMAP_HEAD}<sitemapindex {_SITEMAP_NAMESPACE}>{entry}</sitemapindex>"


def _sitemap(site: DemoSite, today: date) -> str:
    return f"{_SITEMAP_HEAD}<urlset {_SITEMAP_NAMESPACE}>{''.join(_entries(site, today))}</urlset>"


def _entries(site: DemoSite, today: date) -> list[str]:
    return [
        f"<url><loc>{escape(f'http://{site.host}{page.path}')}</loc>"
        f"<lastmod>{today - timedelta(days=page.age or 0)}</lastmod></url>"
        for page in site.pages.values()
    ]
