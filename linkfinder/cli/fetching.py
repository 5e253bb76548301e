"""Fetches one page for `explain` as politely as the crawl does: robots.txt first, a true name, no private address."""

import os
from dataclasses import dataclass
from http import HTTPStatus

from linkfinder.crawl.source_request import Manners, fetch
from linkfinder.crawl.source_robots import SourceRobots
from linkfinder.crawl.user_agent import user_agent_of
from linkfinder.discovery.base import Ask
from linkfinder.errors import ReadError
from linkfinder.linkcheck.settings import AskSettings
from linkfinder.model.niche import Niche


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page as it came; `url` is where redirects led."""

    url: str
    body: bytes
    content_type: str


def fetch_page(url: str, niche: Niche) -> FetchedPage:
    """Return a page from the web.

    Raises DiscoveryError when robots.txt forbids it or nothing answers, ReadError when the answer is an error.
    """
    asking = AskSettings.from_environ(os.environ, user_agent=user_agent_of(niche.sender))
    manners = Manners(asking.user_agent, asking.networks, asking.proxies, asking.ca_file)
    robots, asked = SourceRobots(manners), [url]

    def check(address: str) -> None:
        robots.check(address)
        asked.append(address)

    fetched = fetch(Ask(url, "to be explained"), manners, check)
    if fetched.status != HTTPStatus.OK:
        raise ReadError(f"{url}: the server answered with HTTP {fetched.status}; save the page from a browser instead")
    return FetchedPage(asked[-1], fetched.body, fetched.headers.get("content-type", ""))
