"""Opens addresses in the browser one after the other, for link checks that want to see what a reader sees.

The same browser, egress proxy and limits as in a crawl, without a crawl: no page gets more than its own address and
what it loads from there.
"""

import asyncio
import contextlib
from collections.abc import Iterator, Sequence

from playwright.async_api import Browser, Page, Playwright, Route, async_playwright
from playwright.async_api import Error as PlaywrightError

from linkfinder.browser.chromium import (
    NAVIGATION_MS,
    find_browser,
    is_blocked_request,
    launch_options,
    prepare_page,
    wait_until_idle,
)
from linkfinder.errors import LinkCheckError
from linkfinder.linkcheck.browser_recheck import RenderedPage
from linkfinder.linkcheck.settings import LinkCheckSettings
from linkfinder.net.address_policy import AddressPolicy
from linkfinder.net.egress_proxy import EgressProxy

_PAGE_SECONDS = 25.0
"""Opening, settling and reading out; a page that takes longer hangs."""


def require_browser() -> str:
    """Return the path of the installed browser; raise LinkCheckError when there is none."""
    found = find_browser()
    if not found:
        raise LinkCheckError("--browser: no Chromium is installed; on Debian: apt-get install chromium")
    return found


def render_pages(urls: Sequence[str], settings: LinkCheckSettings) -> Iterator[RenderedPage]:
    """Yield what the browser shows for each address, in order; an address it cannot open is left out.

    It says the same name as the link check, and refuses the same addresses. Raises LinkCheckError when no browser is
    installed.
    """
    program = require_browser()
    with asyncio.Runner() as runner:
        browser = _RecheckBrowser(program, settings)
        try:
            runner.run(browser.open())
            for url in urls:
                rendered = runner.run(browser.render(url))
                if rendered:
                    yield rendered
        finally:
            runner.run(browser.close())


class _RecheckBrowser:
    """One browser behind its egress proxy."""

    def __init__(self, program: str, settings: LinkCheckSettings) -> None:
        self._program = program
        self._settings = settings
        self._egress_proxy = EgressProxy(AddressPolicy(settings.networks, settings.proxies))
        self._driver: Playwright | None = None
        self._browser: Browser | None = None

    async def open(self) -> None:
        self._driver = await async_playwright().start()
        options = launch_options(self._program, await self._egress_proxy.open())
        self._browser = await self._driver.chromium.launch(**options)

    async def render(self, url: str) -> RenderedPage | None:
        """Return what stands at an address, or None when it cannot be opened in time."""
        assert self._browser
        await asyncio.sleep(self._settings.host_delay)
        context = await self._browser.new_context(
            user_agent=self._settings.user_agent, service_workers="block", accept_downloads=False
        )
        try:
            return await asyncio.wait_for(_rendered_page(await context.new_page(), url), _PAGE_SECONDS)
        except (PlaywrightError, TimeoutError):
            return None
        finally:
            with contextlib.suppress(PlaywrightError):
                await context.close()

    async def close(self) -> None:
        """End the browser, as far as it was started."""
        if self._browser:
            await self._browser.close()
        if self._driver:
            await self._driver.stop()
        await self._egress_proxy.close()


async def _rendered_page(page: Page, url: str) -> RenderedPage | None:
    await prepare_page(page)
    await page.route("**/*", _let_through)
    answer = await page.goto(url, wait_until="load", timeout=NAVIGATION_MS)
    if answer is None:
        return None
    await wait_until_idle(page)
    return RenderedPage(url, answer.status, page.url, await answer.all_headers(), await page.content())


async def _let_through(route: Route) -> None:
    await (route.abort() if is_blocked_request(route.request) else route.continue_())
