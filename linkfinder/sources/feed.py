"""Feeds: RSS and Atom. Each entry's page is an address; an aggregator's entries lead to many sites.

Also reads the feeds that news searches offer for a query. See https://www.rssboard.org/rss-specification, RFC 4287
and docs/reference/sources.md.
"""

from collections.abc import Iterator, Mapping

from linkfinder import urls
from linkfinder.analysis.feed_entries import ENTRY_NAMES, entry_link
from linkfinder.analysis.untrusted_xml import read_nodes, unpack
from linkfinder.errors import DiscoveryError
from linkfinder.model.niche import Niche
from linkfinder.model.seed import Seed
from linkfinder.sources import named_files
from linkfinder.sources.addresses import absolute_url_or_none, url_or_domain
from linkfinder.sources.base import SourceRequest, SourceResponse, SourceTerms, no_follow_ups
from linkfinder.sources.options import OptionType, SourceOption, SourceOptions
from linkfinder.text.cleaning import sanitize

NAME = "feed"
TERMS = SourceTerms(cost="nothing", delay=1.0, cache_hours=6)
OPTIONS: tuple[SourceOption, ...] = (
    SourceOption("urls", OptionType.TEXTS, "addresses of RSS or Atom feeds", ()),
    SourceOption("files", OptionType.TEXTS, "saved feeds, from the niche file's folder", ()),
    SourceOption(
        "entries", OptionType.WHOLE, "entries read of each feed at most, from its top", 100, minimum=1, maximum=1000
    ),
)

PRIORITY = 0.5
"""A feed was chosen for its subject, but an entry is an article, not a guest-post page."""

_ROOTS = (b"<rss", b"<feed", b"<rdf:rdf", b"<channel")
_ROOT_WITHIN = 4096  # bytes; comments and style sheets may stand before it


def requests(niche: Niche, options: SourceOptions, _keys: Mapping[str, str]) -> Iterator[SourceRequest]:
    """Yield the feeds to fetch and the saved ones to read."""
    most = options.whole("entries")
    for address in options.texts("urls"):
        yield SourceRequest(url_or_domain(address) or address, f"an entry of {address}", max_seeds=most)
    for request in named_files.file_requests(niche, options.texts("files"), "an entry of"):
        yield SourceRequest(request.url, request.purpose, request.method, max_seeds=most)


def seeds(answer: SourceResponse) -> Iterator[Seed]:
    """Yield the page of every entry; raise DiscoveryError when the answer is no feed."""
    text, _ = unpack(answer.body)
    base = answer.request.url if "://" in answer.request.url else None
    count = 0
    for node in read_nodes(text, *ENTRY_NAMES):
        link = entry_link(node)
        if link and (url := urls.absolute(link, base) if base else absolute_url_or_none(link)):
            count += 1
            yield Seed(url, NAME, f"{answer.request.purpose}: {sanitize(node.first('title'))}", PRIORITY)
        if count >= answer.request.max_seeds:
            return
    if not count and not any(root in text[:_ROOT_WITHIN].lower() for root in _ROOTS):
        raise DiscoveryError(
            f"{NAME}: {answer.request.url} is no RSS or Atom feed; its address stands in the page's source"
        )


follow_ups = no_follow_ups
