"""Fetches one page for `explain` under the rules of the crawl: robots.txt first, a true name, no private address."""

from dataclasses import dataclass
from http import HTTPStatus

from linkfinder.errors import ReadError
from linkfinder.net.http_client import HttpSettings, fetch
from linkfinder.net.robots_client import RobotsClient


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page as it came; `url` is the final one, after redirects."""

    url: str
    body: bytes
    content_type: str


def fetch_page(url: str, settings: HttpSettings) -> FetchedPage:
    """Return a page from the web.

    Raises FetchError when robots.txt forbids it or nothing answers, ReadError when the answer is an error.
    """
    robots, requested = RobotsClient(settings), [url]

    def check(address: str) -> None:
        robots.check(address)
        requested.append(address)

    fetched = fetch(url, settings, check)
    if fetched.status != HTTPStatus.OK:
        raise ReadError(f"{url}: the server answered with HTTP {fetched.status}; save the page from a browser instead")
    return FetchedPage(requested[-1], fetched.body, fetched.headers.get("content-type", ""))
