"""What the search services have in common: their options, their queries, and what a hit is worth."""

from collections.abc import Iterable, Iterator

from linkfinder.discovery import footprints
from linkfinder.discovery.addresses import whole_address
from linkfinder.discovery.base import Ask
from linkfinder.discovery.options import Option, Options, Type
from linkfinder.discovery.wording import shown
from linkfinder.model.niche import Niche
from linkfinder.model.seed import Seed

OPTIONS: tuple[Option, ...] = (
    Option("kinds", Type.TEXTS, "the kinds of opportunity to look for", ("guest_post",), choices=footprints.KINDS),
    Option("queries", Type.WHOLE, "queries asked at most", 20, least=1, most=500),
    Option("pages", Type.WHOLE, "pages of results read of each query", 1, least=1, most=10),
    Option("extra", Type.TEXTS, "queries of your own, asked first", ()),
)

FIRST_PAGE = 0.6
"""The promise of a hit: the query holds topic and footprint, but about half of what any engine returns is something
else (articles about guest posts, agencies); the first fetch decides."""

LATER_PAGES = 0.5
"""Engines put the best first; a later page is a little less likely to be right."""


def queries(niche: Niche, options: Options) -> list[footprints.Query]:
    """Return the queries a search source asks for a niche, the user's own first, within its limit."""
    most = options.whole("queries")
    own = [footprints.Query(text, language="") for text in options.texts("extra")]
    return [*own, *footprints.queries(niche, options.texts("kinds"), most)][:most]


def hit_seeds(hits: Iterable[tuple[str, str]], source: str, ask: Ask) -> Iterator[Seed]:
    """Yield a seed for every hit, given as address and title, whose address can be visited."""
    promise = FIRST_PAGE if ask.page == 1 else LATER_PAGES
    for address, title in hits:
        if url := whole_address(address):
            yield Seed(url, source, f"{ask.why}: {shown(title)}" if title else ask.why, promise)
