"""Feeds: RSS and Atom. Each entry's page is an address; an aggregator's entries lead to many sites.

Also reads the feeds that news searches offer for a query. See https://www.rssboard.org/rss-specification, RFC 4287
and docs/discovery.md.
"""

from collections.abc import Iterator, Mapping

from linkfinder import urls
from linkfinder.discovery import files
from linkfinder.discovery.addresses import any_address, whole_address
from linkfinder.discovery.base import Answer, Ask, Terms, no_follow_ups
from linkfinder.discovery.hostile_xml import Node, read_nodes, unpack
from linkfinder.discovery.options import Option, Options, Type
from linkfinder.discovery.wording import shown
from linkfinder.errors import DiscoveryError
from linkfinder.model.niche import Niche
from linkfinder.model.seed import Seed

NAME = "feed"
TERMS = Terms(cost="nothing", gap=1.0, keep_hours=6)
OPTIONS: tuple[Option, ...] = (
    Option("urls", Type.TEXTS, "addresses of RSS or Atom feeds", ()),
    Option("files", Type.TEXTS, "saved feeds, from the niche file's folder", ()),
    Option("entries", Type.WHOLE, "entries read of each feed at most, from its top", 100, least=1, most=1000),
)

PROMISE = 0.5
"""A feed was chosen for its subject, but an entry is an article, not a door."""

_ROOTS = (b"<rss", b"<feed", b"<rdf:rdf", b"<channel")
_ROOT_WITHIN = 4096  # bytes; comments and style sheets may stand before it


def requests(niche: Niche, options: Options, _keys: Mapping[str, str]) -> Iterator[Ask]:
    """Yield the feeds to fetch and the saved ones to read."""
    most = options.whole("entries")
    for address in options.texts("urls"):
        yield Ask(any_address(address) or address, f"an entry of {address}", most=most)
    for ask in files.asks(niche, options.texts("files"), "an entry of"):
        yield Ask(ask.url, ask.why, ask.means, most=most)


def seeds(answer: Answer) -> Iterator[Seed]:
    """Yield the page of every entry; raise DiscoveryError when the answer is no feed."""
    text, _ = unpack(answer.body)
    base = answer.ask.url if "://" in answer.ask.url else None
    count = 0
    for node in read_nodes(text, "item", "entry"):
        link = _link(node)
        if link and (url := urls.absolute(link, base) if base else whole_address(link)):
            count += 1
            yield Seed(url, NAME, f"{answer.ask.why}: {shown(node.first('title'))}", PROMISE)
        if count >= answer.ask.most:
            return
    if not count and not any(root in text[:_ROOT_WITHIN].lower() for root in _ROOTS):
        raise DiscoveryError(
            f"{NAME}: {answer.ask.url} is no RSS or Atom feed; look for its address in the page's source"
        )


follow_ups = no_follow_ups


def _link(node: Node) -> str:
    """Return the address of an entry's page: RSS's link, Atom's alternate link, or a guid that is an address."""
    if text := node.first("link"):
        return text
    links = [child.attributes for child in node.children if child.name == "link"]
    alternates = [link for link in links if link.get("rel", "alternate") == "alternate"]
    if alternates:
        return alternates[0].get("href", "")
    guid = node.first("guid", "id")
    return guid if "://" in guid else ""
