"""Pages that list sites: "the 50 best blogs about ...", blogrolls, members of an association, link collections.

Every other site that such a page links to from its text, lists or tables is an address. See docs/reference/sources.md.
"""

from collections.abc import Iterator, Mapping
from itertools import islice

from linkfinder import urls
from linkfinder.analysis.decode import decode_html
from linkfinder.analysis.read import read_page
from linkfinder.errors import DiscoveryError
from linkfinder.model.niche import Niche
from linkfinder.model.page import EDITORIAL_PLACES, Link
from linkfinder.model.seed import Seed
from linkfinder.sources import named_files
from linkfinder.sources.addresses import url_or_domain
from linkfinder.sources.base import SourceRequest, SourceResponse, SourceTerms, no_follow_ups
from linkfinder.sources.options import OptionType, SourceOption, SourceOptions
from linkfinder.text.cleaning import sanitize

NAME = "site_list"
TERMS = SourceTerms(cost="nothing", delay=1.0, cache_hours=24 * 7)
OPTIONS: tuple[SourceOption, ...] = (
    SourceOption("urls", OptionType.TEXTS, "addresses of pages that list sites", ()),
    SourceOption("files", OptionType.TEXTS, "saved pages (HTML), from the niche file's folder", ()),
)

PRIORITY = 0.6
"""A person chose the page for its list; some of its links are sources and advertisements."""

_MAX_SEEDS = 2000
"""The longest honest lists hold some hundred sites; a link dump holds everything."""


def requests(niche: Niche, options: SourceOptions, _keys: Mapping[str, str]) -> Iterator[SourceRequest]:
    """Yield the pages to fetch and the saved ones to read."""
    for address in options.texts("urls"):
        yield SourceRequest(url_or_domain(address) or address, f"on the list {address}")
    yield from named_files.file_requests(niche, options.texts("files"), "on the list")


def seeds(answer: SourceResponse) -> Iterator[Seed]:
    """Yield the other sites that the page links to; raise DiscoveryError when it links to none."""
    here = answer.request.url if "://" in answer.request.url else "https://saved.invalid/"
    page = read_page(decode_html(answer.body), here)
    found: dict[str, Link] = {}
    for link in page.links:
        if _is_listed(link, here):
            found.setdefault(link.url, link)
    if not found:
        raise DiscoveryError(f"{NAME}: {answer.request.url} links to no other site in its text; is it the right page?")
    for url, link in islice(found.items(), _MAX_SEEDS):
        words = sanitize(link.anchor)
        yield Seed(url, NAME, f"{answer.request.purpose}: {words}" if words else answer.request.purpose, PRIORITY)


follow_ups = no_follow_ups


def _is_listed(link: Link, here: str) -> bool:
    return link.place in EDITORIAL_PLACES and not urls.is_same_site(link.url, here)
