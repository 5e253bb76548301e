"""OPML: lists of feeds, such as blogrolls and the exports of feed readers. Each outline names a site.

See http://opml.org/spec2.opml and docs/discovery.md.
"""

from collections.abc import Iterator, Mapping

from linkfinder import urls
from linkfinder.discovery import files
from linkfinder.discovery.addresses import any_address
from linkfinder.discovery.base import Answer, Ask, Terms, no_follow_ups
from linkfinder.discovery.hostile_xml import Node, read_nodes, unpack
from linkfinder.discovery.options import Option, Options, Type
from linkfinder.discovery.wording import shown
from linkfinder.errors import DiscoveryError
from linkfinder.model.niche import Niche
from linkfinder.model.seed import Seed

NAME = "opml"
TERMS = Terms(cost="nothing", gap=1.0, keep_hours=24 * 7)
OPTIONS: tuple[Option, ...] = (
    Option("urls", Type.TEXTS, "addresses of OPML files", ()),
    Option("files", Type.TEXTS, "OPML files, from the niche file's folder", ()),
)

PROMISE = 0.6
"""A blogroll is a recommendation by somebody who reads those sites."""

_ROOT_WITHIN = 4096  # bytes; comments may stand before it


def requests(niche: Niche, options: Options, _keys: Mapping[str, str]) -> Iterator[Ask]:
    """Yield the lists to fetch and the files to read."""
    for address in options.texts("urls"):
        yield Ask(any_address(address) or address, f"blogroll {address}")
    yield from files.asks(niche, options.texts("files"), "blogroll")


def seeds(answer: Answer) -> Iterator[Seed]:
    """Yield the site of every outline; raise DiscoveryError when the answer is no OPML."""
    text, _ = unpack(answer.body)
    if b"<opml" not in text[:_ROOT_WITHIN].lower():
        raise DiscoveryError(f"{NAME}: {answer.ask.url} is no OPML file; export one from a feed reader")
    for outline in _flat(read_nodes(text, "outline")):
        if url := _site(outline):
            title = shown(outline.attributes.get("text", "") or outline.attributes.get("title", ""))
            yield Seed(url, NAME, f"{answer.ask.why}: {title}" if title else answer.ask.why, PROMISE)


follow_ups = no_follow_ups


def _flat(outlines: Iterator[Node]) -> Iterator[Node]:
    waiting = list(outlines)[::-1]
    while waiting:
        outline = waiting.pop()
        yield outline
        waiting.extend(child for child in reversed(outline.children) if child.name == "outline")


def _site(outline: Node) -> str | None:
    """Return the site's page as named, or the home page of its feed's host."""
    if url := any_address(outline.attributes.get("htmlUrl", "") or outline.attributes.get("htmlurl", "")):
        return url
    feed = any_address(outline.attributes.get("xmlUrl", "") or outline.attributes.get("xmlurl", ""))
    return urls.home_of(feed) if feed else None
