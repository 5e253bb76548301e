"""Mojeek's search service, a crawler of its own with many small sites. Needs a key.

Shapes: https://www.mojeek.com/support/api/search/. The service takes its key in the address only; it is put there at
the last moment. See docs/reference/sources.md.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import urlencode

from linkfinder.errors import DiscoveryError
from linkfinder.model.niche import Niche
from linkfinder.model.seed import Seed
from linkfinder.net.exchange import ApiKey, KeyPlacement
from linkfinder.sources import base, json_responses, search_hits
from linkfinder.sources.base import SourceRequest, SourceResponse, SourceTerms
from linkfinder.sources.options import SourceOption, SourceOptions
from linkfinder.text.cleaning import sanitize

NAME = "mojeek"
TERMS = SourceTerms(
    cost="a paid key; the price depends on the plan",
    delay=1.0,
    cache_hours=24 * 7,
    key="LINKFINDER_MOJEEK_KEY",
)
OPTIONS: tuple[SourceOption, ...] = search_hits.OPTIONS

_ADDRESS = "https://api.mojeek.com/search"
_A_PAGE = 10


def requests(niche: Niche, options: SourceOptions, keys: Mapping[str, str]) -> Iterator[SourceRequest]:
    """Yield the first page of every query; raise DiscoveryError without a key."""
    secret = ApiKey(KeyPlacement.QUERY, "api_key", base.key_of(keys, NAME, TERMS))
    for query in search_hits.search_queries(niche, options):
        parameters = [("q", query.text), ("fmt", "json"), ("t", str(_A_PAGE))]
        yield SourceRequest(
            url=f"{_ADDRESS}?s=1&{urlencode(parameters)}",
            purpose=query.text,
            api_key=secret,
            last_page=options.whole("pages"),
            is_service=True,
        )


def seeds(answer: SourceResponse) -> Iterator[Seed]:
    """Yield the results; raise DiscoveryError with the service's own words when it says that it failed."""
    hits = json_responses.objects_at(_response(answer), "results")
    named = ((json_responses.text_at(hit, "url"), json_responses.text_at(hit, "title")) for hit in hits)
    yield from search_hits.hit_seeds(named, NAME, answer.request)


def follow_ups(answer: SourceResponse) -> Iterator[SourceRequest]:
    """Yield the next page while pages are full and wanted."""
    request = answer.request
    is_full = len(list(json_responses.objects_at(_response(answer), "results"))) >= _A_PAGE
    if request.page < request.last_page and is_full:
        first = (request.page - 1) * _A_PAGE + 1
        address = request.url.replace(f"?s={first}&", f"?s={first + _A_PAGE}&")
        yield replace(request, url=address, page=request.page + 1)


def _response(answer: SourceResponse) -> json_responses.JsonObject:
    response = json_responses.object_at(json_responses.read_object(answer, NAME), "response")
    status = json_responses.text_at(response, "status")
    if status != "OK":
        raise DiscoveryError(f"{NAME}: {answer.request.purpose}: the service says: {sanitize(status) or 'nothing'}")
    return response
