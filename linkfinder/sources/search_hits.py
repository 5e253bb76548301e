"""What the search services have in common: their options, their queries, and what a hit is worth."""

from collections.abc import Iterable, Iterator

from linkfinder.model.niche import Niche
from linkfinder.model.seed import Seed
from linkfinder.sources import footprints
from linkfinder.sources.addresses import absolute_url_or_none
from linkfinder.sources.base import SourceRequest
from linkfinder.sources.options import OptionType, SourceOption, SourceOptions
from linkfinder.text.cleaning import sanitize

OPTIONS: tuple[SourceOption, ...] = (
    SourceOption(
        "kinds",
        OptionType.TEXTS,
        "the kinds of opportunity to look for",
        ("guest_post",),
        choices=footprints.searchable_kinds,
    ),
    SourceOption("queries", OptionType.WHOLE, "queries asked at most", 20, minimum=1, maximum=500),
    SourceOption("pages", OptionType.WHOLE, "pages of results read of each query", 1, minimum=1, maximum=10),
    SourceOption("extra", OptionType.TEXTS, "queries of your own, asked first", ()),
)

_FIRST_PAGE_PRIORITY = 0.6
"""The priority of a hit: the query holds topic and footprint, but about half of what any engine returns is something
else (articles about guest posts, agencies); the first fetch decides."""

_LATER_PAGE_PRIORITY = 0.5
"""Engines put the best first; a later page is a little less likely to be right."""


def search_queries(niche: Niche, options: SourceOptions) -> list[footprints.SearchQuery]:
    """Return the queries a search source asks for a niche, the user's own first, within its limit."""
    most = options.whole("queries")
    own = [footprints.SearchQuery(text, language="") for text in options.texts("extra")]
    return [*own, *footprints.queries(niche, options.texts("kinds"), most)][:most]


def hit_seeds(hits: Iterable[tuple[str, str]], source: str, request: SourceRequest) -> Iterator[Seed]:
    """Yield a seed for every hit, given as address and title, whose address can be visited."""
    priority = _FIRST_PAGE_PRIORITY if request.page == 1 else _LATER_PAGE_PRIORITY
    for address, title in hits:
        if url := absolute_url_or_none(address):
            yield Seed(url, source, f"{request.purpose}: {sanitize(title)}" if title else request.purpose, priority)
