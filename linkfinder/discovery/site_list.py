"""Pages that list sites: "the 50 best blogs about ...", blogrolls, members of an association, link collections.

Every other site that such a page links to from its text, lists or tables is an address. See docs/discovery.md.
"""

from collections.abc import Iterator, Mapping
from itertools import islice

from linkfinder import urls
from linkfinder.analysis.decode import decode_html
from linkfinder.analysis.read import read_page
from linkfinder.discovery import files
from linkfinder.discovery.addresses import any_address
from linkfinder.discovery.base import Answer, Ask, Terms, no_follow_ups
from linkfinder.discovery.options import Option, Options, Type
from linkfinder.discovery.wording import shown
from linkfinder.errors import DiscoveryError
from linkfinder.model.niche import Niche
from linkfinder.model.page import EDITORIAL_PLACES, Link
from linkfinder.model.seed import Seed

NAME = "site_list"
TERMS = Terms(cost="nothing", gap=1.0, keep_hours=24 * 7)
OPTIONS: tuple[Option, ...] = (
    Option("urls", Type.TEXTS, "addresses of pages that list sites", ()),
    Option("files", Type.TEXTS, "saved pages (HTML), from the niche file's folder", ()),
)

PROMISE = 0.6
"""A person chose the page for its list; some of its links are sources and advertisements."""

MAX_SEEDS = 2000
"""The longest honest lists hold some hundred sites; a link dump holds everything."""


def requests(niche: Niche, options: Options, _keys: Mapping[str, str]) -> Iterator[Ask]:
    """Yield the pages to fetch and the saved ones to read."""
    for address in options.texts("urls"):
        yield Ask(any_address(address) or address, f"on the list {address}")
    yield from files.asks(niche, options.texts("files"), "on the list")


def seeds(answer: Answer) -> Iterator[Seed]:
    """Yield the other sites that the page links to; raise DiscoveryError when it links to none."""
    here = answer.ask.url if "://" in answer.ask.url else "https://saved.invalid/"
    page = read_page(decode_html(answer.body), here)
    found: dict[str, Link] = {}
    for link in page.links:
        if _is_listed(link, here):
            found.setdefault(link.url, link)
    if not found:
        raise DiscoveryError(f"{NAME}: {answer.ask.url} links to no other site in its text; is it the right page?")
    for url, link in islice(found.items(), MAX_SEEDS):
        words = shown(link.anchor)
        yield Seed(url, NAME, f"{answer.ask.why}: {words}" if words else answer.ask.why, PROMISE)


follow_ups = no_follow_ups


def _is_listed(link: Link, here: str) -> bool:
    return link.place in EDITORIAL_PLACES and not urls.is_same_site(link.url, here)
