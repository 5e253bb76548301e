"""Asks links, with a browser's last look at the dead ones when that is wanted."""

from collections.abc import Iterator, Sequence

from linkfinder.linkcheck.check import check_links
from linkfinder.linkcheck.eyes import with_eyes
from linkfinder.linkcheck.settings import AskSettings
from linkfinder.model.check import LinkCheck


def ask_links(urls: Sequence[str], settings: AskSettings, *, browser: bool) -> Iterator[LinkCheck]:
    """Return one check for every address; raise LinkCheckError when a browser is wanted and none is installed."""
    if not browser:
        return check_links(urls, settings)
    from linkfinder.crawl.browser_eyes import look_with_browser, require_browser

    require_browser()  # before a long list is asked for nothing
    return with_eyes(check_links(urls, settings), lambda doubtful: look_with_browser(doubtful, settings))
