"""Marginalia's search service: small, personal and old-style sites. Needs a key, free on request.

Shapes: https://about.marginalia-search.com/article/api/. docs/reference/sources.md names their licence.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import urlencode

from linkfinder.model.niche import Niche
from linkfinder.model.seed import Seed
from linkfinder.net.exchange import ApiKey, KeyPlacement
from linkfinder.sources import base, json_responses, search_hits
from linkfinder.sources.base import SourceRequest, SourceResponse, SourceTerms
from linkfinder.sources.options import SourceOption, SourceOptions

NAME = "marginalia"
TERMS = SourceTerms(
    cost="nothing for non-commercial use (the results are CC BY-NC-SA); ask for a commercial key otherwise",
    delay=2.0,  # one person's server
    cache_hours=24 * 7,
    key="LINKFINDER_MARGINALIA_KEY",
)
OPTIONS: tuple[SourceOption, ...] = search_hits.OPTIONS

_ADDRESS = "https://api2.marginalia-search.com/search"
_A_PAGE = 20


def requests(niche: Niche, options: SourceOptions, keys: Mapping[str, str]) -> Iterator[SourceRequest]:
    """Yield the first page of every query, without operators, which this engine does not know."""
    secret = ApiKey(KeyPlacement.HEADER, "API-Key", base.key_of(keys, NAME, TERMS))
    plain = dict.fromkeys(query.plain for query in search_hits.search_queries(niche, options))
    for text in plain:
        parameters = [("query", text), ("count", str(_A_PAGE)), ("nsfw", "0")]
        yield SourceRequest(
            url=f"{_ADDRESS}?page=1&{urlencode(parameters)}",
            purpose=text,
            api_key=secret,
            last_page=options.whole("pages"),
            is_service=True,
        )


def seeds(answer: SourceResponse) -> Iterator[Seed]:
    """Yield the results."""
    hits = json_responses.objects_at(json_responses.read_object(answer, NAME), "results")
    named = ((json_responses.text_at(hit, "url"), json_responses.text_at(hit, "title")) for hit in hits)
    yield from search_hits.hit_seeds(named, NAME, answer.request)


def follow_ups(answer: SourceResponse) -> Iterator[SourceRequest]:
    """Yield the next page while pages are full and wanted."""
    request = answer.request
    hits = list(json_responses.objects_at(json_responses.read_object(answer, NAME), "results"))
    if request.page < request.last_page and len(hits) >= _A_PAGE:
        address = request.url.replace(f"?page={request.page}&", f"?page={request.page + 1}&")
        yield replace(request, url=address, page=request.page + 1)
