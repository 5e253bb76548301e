"""robots.txt for the pages that sources read from ordinary sites: asked once a host, obeyed to the letter of RFC 9309.

The crawl has its own middleware for this; the few pages read before it starts do not go through Scrapy.
"""

from http import HTTPStatus

from protego import Protego

from linkfinder import urls
from linkfinder.errors import DiscoveryError
from linkfinder.net.http_client import HttpSettings, fetch
from linkfinder.sources.base import SourceRequest

_PRODUCT_TOKEN = "linkfinder"  # noqa: S105 (the product token of RFC 9309, 2.2.1, no password)
_MAX_ROBOTS_BYTES = 512 * 1024
"""RFC 9309, 2.5: at least 500 KiB must be read."""

_MAX_CRAWL_DELAY = 30.0
"""Seconds; a site that asks for more is asked for one page, not for a crawl."""


class RobotsClient:
    """What the hosts asked so far allow."""

    def __init__(self, settings: HttpSettings) -> None:
        self._settings = settings
        self._rules: dict[str, Protego | str] = {}  # a text is the reason why nothing may be asked

    def check(self, url: str) -> None:
        """Return when the address may be fetched; raise DiscoveryError when robots.txt forbids it or cannot be had."""
        if urls.path_of(url) == "/robots.txt":
            return
        rules = self._rules_of(url)
        if isinstance(rules, str):
            raise DiscoveryError(f"{url}: not asked, because {rules}")
        if not rules.can_fetch(url, _PRODUCT_TOKEN):
            raise DiscoveryError(f"{url}: not asked, because the site's robots.txt forbids it")

    def delay(self, url: str) -> float:
        """Return the seconds between two requests that the site's robots.txt asks for, as far as we wait."""
        rules = self._rules_of(url)
        asked = None if isinstance(rules, str) else rules.crawl_delay(_PRODUCT_TOKEN)
        return min(_MAX_CRAWL_DELAY, asked or 0.0)

    def _rules_of(self, url: str) -> Protego | str:
        home = urls.home_of(url)
        if home not in self._rules:
            self._rules[home] = self._read(f"{home}robots.txt")
        return self._rules[home]

    def _read(self, address: str) -> Protego | str:
        try:
            fetched = fetch(SourceRequest(address, "robots.txt"), self._settings)
        except DiscoveryError as error:
            return f"its robots.txt cannot be had: {error}"
        if fetched.status >= HTTPStatus.INTERNAL_SERVER_ERROR:  # 2.3.1.4: unreachable means that nothing is allowed
            return f"its robots.txt is answered with HTTP {fetched.status}"
        is_there = HTTPStatus.OK <= fetched.status < HTTPStatus.MULTIPLE_CHOICES
        text = fetched.body[:_MAX_ROBOTS_BYTES].decode("utf-8-sig", "replace") if is_there else ""
        return Protego.parse(text)
