"""Fetches one page for `explain` as politely as the crawl does: robots.txt first, a true name, no private address."""

import os
from dataclasses import dataclass
from http import HTTPStatus

from linkfinder.errors import ReadError
from linkfinder.linkcheck.settings import LinkCheckSettings
from linkfinder.model.niche import Niche
from linkfinder.net.http_client import HttpSettings, fetch
from linkfinder.net.robots import RobotsClient
from linkfinder.net.user_agent import user_agent_of
from linkfinder.sources.base import SourceRequest


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
    asking = LinkCheckSettings.from_environ(os.environ, user_agent=user_agent_of(niche.sender))
    manners = HttpSettings(asking.user_agent, asking.networks, asking.proxies, asking.ca_file)
    robots, asked = RobotsClient(manners), [url]

    def check(address: str) -> None:
        robots.check(address)
        asked.append(address)

    fetched = fetch(SourceRequest(url, "to be explained"), manners, check)
    if fetched.status != HTTPStatus.OK:
        raise ReadError(f"{url}: the server answered with HTTP {fetched.status}; save the page from a browser instead")
    return FetchedPage(asked[-1], fetched.body, fetched.headers.get("content-type", ""))
