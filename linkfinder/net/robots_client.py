"""Fetches robots.txt for what is read outside the crawl: once a host, obeyed to the letter of RFC 9309.

The crawl has a middleware for this; the few pages that sources and `explain` read do not go through Scrapy. What a
robots.txt means is decided in `net.robots` for both.
"""

from cachetools import LRUCache

from linkfinder import urls
from linkfinder.errors import FetchError, TooManyRedirectsError
from linkfinder.net.http_client import HttpSettings, fetch
from linkfinder.net.robots import MAX_CRAWL_DELAY, RobotsRules, robots_rules

_MAX_HOSTS = 1_000
"""Hosts whose rules are kept: sources read pages of some dozens in a run."""


class RobotsClient:
    """The rules of the hosts that were asked in this run."""

    def __init__(self, settings: HttpSettings, max_hosts: int = _MAX_HOSTS) -> None:
        self._settings = settings
        self._rules: LRUCache[str, RobotsRules] = LRUCache(max_hosts)

    def check(self, url: str) -> None:
        """Return when the address may be fetched; raise FetchError when robots.txt forbids it or cannot be had."""
        if urls.path_of(url) == "/robots.txt":
            return
        rules = self._rules_of(url)
        if rules.unreachable:
            raise FetchError(f"{url}: not requested, because {rules.unreachable}")
        if not rules.allows(url):
            raise FetchError(f"{url}: not requested, because the site's robots.txt forbids it")

    def delay(self, url: str) -> float:
        """Return the seconds between two requests that the site's robots.txt asks for, as far as they are obeyed."""
        return min(MAX_CRAWL_DELAY, self._rules_of(url).crawl_delay)

    def _rules_of(self, url: str) -> RobotsRules:
        home = urls.home_of(url)
        rules = self._rules.get(home)
        if rules is None:
            rules = self._rules[home] = self._read(f"{home}robots.txt")
        return rules

    def _read(self, url: str) -> RobotsRules:
        try:
            fetched = fetch(url, self._settings)
        except TooManyRedirectsError:
            return RobotsRules()
        except FetchError as error:
            return RobotsRules(unreachable=f"its robots.txt cannot be fetched: {error}")
        return robots_rules(fetched.status, fetched.body)
