"""Sends a page to the browser when reading it plainly was not enough, within what rendering may cost.

Which page needs one is `analysis.rendering`'s finding. Without a browser, or past the budget, the page stays as it was
read, and is counted.
"""

import logging
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from typing import Any, Self, cast

from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy_playwright.page import PageMethod

from linkfinder.browser.chromium import NAVIGATION_MS, find_browser, prepare_page, wait_until_idle
from linkfinder.crawl.plan import planned_spider
from linkfinder.model.visit import Visit

log = logging.getLogger(__name__)


class RenderMiddleware:
    """Replaces a visit by a second request, through the browser, when its page asks for one."""

    def __init__(self, crawler: Crawler) -> None:
        self._plan = planned_spider(crawler).plan
        self._browser = find_browser()
        self._by_site: Counter[str] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware for the browser that is installed, if one is."""
        return cls(crawler)

    async def process_spider_output(
        self, response: Response, result: AsyncIterator[Any] | Iterable[Any]
    ) -> AsyncIterator[Any]:
        """Yield what the spider yielded, or the request for the same page through the browser."""
        async for item in cast("AsyncIterator[Any]", result):
            yield self._rendered_or_read(cast("Request", response.request), item) if isinstance(item, Visit) else item

    def _rendered_or_read(self, request: Request, visit: Visit) -> Visit | Request:
        plan = self._plan
        first: Visit | None = request.meta.get("plain_visit")
        if first is not None:
            plan.tally["rendered"] += 1
            return visit if visit.page is not None else first
        if visit.page is None or not visit.page.needs_browser:
            return visit
        plan.tally["needs_browser"] += 1
        refusal = self._refusal(request.meta["download_slot"])
        if refusal:
            plan.tally[f"not_rendered/{refusal}"] += 1
            return visit
        self._by_site[request.meta["download_slot"]] += 1
        plan.tally["render_asked"] += 1
        return _render_request(request, visit)

    def _refusal(self, site: str) -> str:
        plan = self._plan
        limits = plan.niche.limits
        if not plan.render:
            return "off"
        if not self._browser:
            return "no_browser"
        if plan.tally["render_asked"] >= limits.render_pages:
            return "run_budget"
        return "site_budget" if self._by_site[site] >= limits.render_pages_per_site else ""


def _render_request(request: Request, plain: Visit) -> Request:
    """Return the request for the same page through the browser; `plain` counts when that fails."""
    leased = request.meta["leased"]
    meta = {
        "leased": leased,
        "download_slot": request.meta["download_slot"],
        "verbatim_url": True,
        "plain_visit": plain,
        "playwright": True,
        "playwright_context": f"page-{leased.id}",  # of its own, so that no site sees another's cookies
        "playwright_context_kwargs": {"service_workers": "block", "accept_downloads": False},
        "playwright_page_goto_kwargs": {"wait_until": "load", "timeout": NAVIGATION_MS},
        "playwright_page_methods": [PageMethod(wait_until_idle)],
        "playwright_page_init_callback": prepare_page,
    }
    return Request(request.url, errback=request.errback, meta=meta, dont_filter=True, priority=1)
