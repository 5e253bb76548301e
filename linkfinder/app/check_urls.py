"""Checks URLs, and opens those that seem dead in a browser as well when that is wanted."""

from collections.abc import Iterator, Sequence

from linkfinder.linkcheck.browser_recheck import with_browser_recheck
from linkfinder.linkcheck.check import check_links
from linkfinder.linkcheck.settings import LinkCheckSettings
from linkfinder.model.check import LinkCheck


def check_urls(urls: Sequence[str], settings: LinkCheckSettings, *, browser: bool) -> Iterator[LinkCheck]:
    """Yield one check for every URL; raise LinkCheckError when a browser is wanted and none is installed."""
    if not browser:
        return check_links(urls, settings)
    from linkfinder.browser.recheck import render_pages, require_browser

    require_browser()  # before a long list is checked in vain
    return with_browser_recheck(check_links(urls, settings), lambda doubtful: render_pages(doubtful, settings))
