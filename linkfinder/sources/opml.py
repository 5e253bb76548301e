"""OPML: lists of feeds, such as blogrolls and the exports of feed readers. Each outline names a site.

See http://opml.org/spec2.opml and docs/reference/sources.md.
"""

from collections.abc import Iterator, Mapping

from linkfinder import urls
from linkfinder.analysis.untrusted_xml import XmlNode, read_nodes, unpack
from linkfinder.errors import DiscoveryError
from linkfinder.model.niche import Niche
from linkfinder.model.seed import Seed
from linkfinder.sources import named_files
from linkfinder.sources.addresses import url_or_domain
from linkfinder.sources.base import SourceRequest, SourceResponse, SourceTerms, no_follow_ups
from linkfinder.sources.options import OptionType, SourceOption, SourceOptions
from linkfinder.text.cleaning import sanitize

NAME = "opml"
TERMS = SourceTerms(cost="nothing", delay=1.0, cache_hours=24 * 7)
OPTIONS: tuple[SourceOption, ...] = (
    SourceOption("urls", OptionType.TEXTS, "addresses of OPML files", ()),
    SourceOption("files", OptionType.TEXTS, "OPML files, from the niche file's folder", ()),
)

PRIORITY = 0.6
"""A blogroll is a recommendation by somebody who reads those sites."""

_ROOT_WITHIN = 4096  # bytes; comments may stand before it


def requests(niche: Niche, options: SourceOptions, _keys: Mapping[str, str]) -> Iterator[SourceRequest]:
    """Yield the lists to fetch and the files to read."""
    for address in options.texts("urls"):
        yield SourceRequest(url_or_domain(address) or address, f"blogroll {address}")
    yield from named_files.file_requests(niche, options.texts("files"), "blogroll")


def seeds(answer: SourceResponse) -> Iterator[Seed]:
    """Yield the site of every outline; raise DiscoveryError when the answer is no OPML."""
    text, _ = unpack(answer.body)
    if b"<opml" not in text[:_ROOT_WITHIN].lower():
        raise DiscoveryError(f"{NAME}: {answer.request.url} is no OPML file; export one from a feed reader")
    for outline in _flat(read_nodes(text, "outline")):
        if url := _site(outline):
            title = sanitize(outline.attributes.get("text", "") or outline.attributes.get("title", ""))
            yield Seed(url, NAME, f"{answer.request.purpose}: {title}" if title else answer.request.purpose, PRIORITY)


follow_ups = no_follow_ups


def _flat(outlines: Iterator[XmlNode]) -> Iterator[XmlNode]:
    waiting = list(outlines)[::-1]
    while waiting:
        outline = waiting.pop()
        yield outline
        waiting.extend(child for child in reversed(outline.children) if child.name == "outline")


def _site(outline: XmlNode) -> str | None:
    """Return the site's page as named, or the home page of its feed's host."""
    if url := url_or_domain(outline.attributes.get("htmlUrl", "") or outline.attributes.get("htmlurl", "")):
        return url
    feed = url_or_domain(outline.attributes.get("xmlUrl", "") or outline.attributes.get("xmlurl", ""))
    return urls.home_of(feed) if feed else None
