"""Downloads plainly, and through the browser what asks for it; the browser starts with the first such page.

scrapy-playwright's own handler starts a browser driver for each scheme at once, which costs every crawl 200 MB.
"""

import asyncio
import contextlib
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

from playwright.async_api import Error as PlaywrightError
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

from linkfinder.browser.chromium import find_browser, is_blocked_request, launch_options
from linkfinder.crawl.resolver import environ_of
from linkfinder.net.address_policy import AddressPolicy
from linkfinder.net.egress_proxy import EgressProxy

_TABS = 2
"""Pages rendered at a time: each is a core's work, and the plain crawl needs one too."""

_IDLE_CONNECTION_SECONDS = 15
"""How long a connection that nobody uses is kept: some delays between two requests to a site. Twisted's four minutes
would hold thousands of connections to sites that were asked one page each."""

_RENDER_SECONDS = 25.0
"""Navigation, settling and reading out; a page that takes longer hangs."""


class _CrawlBrowser:
    """One browser for a crawl, shared by http and https."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._handler: Any = None
        self._starting = asyncio.Lock()
        self._tabs = asyncio.Semaphore(_TABS)
        environ = environ_of(crawler.settings)
        self._egress_proxy = EgressProxy(AddressPolicy.from_environ(environ))

    async def download(self, request: Request) -> Response:
        """Return the page as the browser shows it; start the browser when it is the first."""
        async with self._tabs:
            handler = await self._started()
            try:
                response: Response = await asyncio.wait_for(handler.download_request(request), _RENDER_SECONDS)
            except TimeoutError:
                await _close_page(handler, request)
                raise
            return response

    async def _started(self) -> Any:
        async with self._starting:
            if self._handler is None:
                handler = ScrapyPlaywrightDownloadHandler(self._crawler)
                handler.config.launch_options = launch_options(find_browser(), await self._egress_proxy.open())
                handler.config.max_pages_per_context = 1
                handler.abort_request = is_blocked_request
                await handler._launch()  # noqa: SLF001 (the signal on which it would start by itself has been sent)
                self._handler = handler
        return self._handler

    async def close(self) -> None:
        """End the browser, if it was started."""
        handler, self._handler = self._handler, None
        if handler is not None:
            await handler.close()
            await self._egress_proxy.close()


async def _close_page(handler: Any, request: Request) -> None:
    """Close a page that hangs: it was cut off in the middle, so nobody else does."""
    context = handler.context_wrappers.get(request.meta["playwright_context"])
    if context is not None:
        with contextlib.suppress(PlaywrightError):
            await context.context.close()


class BrowserHandler(HTTP11DownloadHandler):
    """Scrapy's HTTP/1.1 handler with a browser behind it."""

    lazy = False
    _browsers: ClassVar["WeakKeyDictionary[Crawler, _CrawlBrowser]"] = WeakKeyDictionary()

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        # A site is asked one thing at a time, but a proxy is one host for all of them.
        self._pool.maxPersistentPerHost = crawler.settings.getint("CONCURRENT_REQUESTS")
        self._pool.cachedConnectionTimeout = _IDLE_CONNECTION_SECONDS
        self._browser = self._browsers.setdefault(crawler, _CrawlBrowser(crawler))

    async def download_request(self, request: Request) -> Response:
        """Return the answer to a request, rendered when it asks for that."""
        if request.meta.get("playwright"):
            return await self._browser.download(request)
        return await super().download_request(request)

    async def close(self) -> None:
        """Close connections and browser."""
        await super().close()
        await self._browser.close()
