"""robots.txt for the pages that sources read from ordinary sites: asked once a host, obeyed to the letter of RFC 9309.

The crawl has its own middleware for this; the few pages read before it starts do not go through Scrapy.
"""

from http import HTTPStatus

from protego import Protego

from linkfinder import urls
from linkfinder.crawl.source_request import Manners, fetch
from linkfinder.discovery.base import Ask
from linkfinder.errors import DiscoveryError

TOKEN = "linkfinder"  # noqa: S105 (the product token of RFC 9309, 2.2.1, no password)
MAX_BYTES = 512 * 1024
"""RFC 9309, 2.5: at least 500 KiB must be read."""

LONGEST_DELAY = 30.0
"""Seconds; a site that asks for more is asked for one page, not for a crawl."""


class SourceRobots:
    """What the hosts asked so far allow."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._rules: dict[str, Protego | str] = {}  # a text is the reason why nothing may be asked

    def check(self, url: str) -> None:
        """Return when the address may be fetched; raise DiscoveryError when robots.txt forbids it or cannot be had."""
        if urls.path_of(url) == "/robots.txt":
            return
        rules = self._of(url)
        if isinstance(rules, str):
            raise DiscoveryError(f"{url}: not asked, because {rules}")
        if not rules.can_fetch(url, TOKEN):
            raise DiscoveryError(f"{url}: not asked, because the site's robots.txt forbids it")

    def delay(self, url: str) -> float:
        """Return the seconds between two requests that the site's robots.txt asks for, as far as we wait."""
        rules = self._of(url)
        asked = None if isinstance(rules, str) else rules.crawl_delay(TOKEN)
        return min(LONGEST_DELAY, asked or 0.0)

    def _of(self, url: str) -> Protego | str:
        home = urls.home_of(url)
        if home not in self._rules:
            self._rules[home] = self._read(f"{home}robots.txt")
        return self._rules[home]

    def _read(self, address: str) -> Protego | str:
        try:
            fetched = fetch(Ask(address, "robots.txt"), self._manners)
        except DiscoveryError as error:
            return f"its robots.txt cannot be had: {error}"
        if fetched.status >= HTTPStatus.INTERNAL_SERVER_ERROR:  # 2.3.1.4: unreachable means that nothing is allowed
            return f"its robots.txt is answered with HTTP {fetched.status}"
        is_there = HTTPStatus.OK <= fetched.status < HTTPStatus.MULTIPLE_CHOICES
        text = fetched.body[:MAX_BYTES].decode("utf-8-sig", "replace") if is_there else ""
        return Protego.parse(text)
