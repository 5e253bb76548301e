"""SearXNG, on your own server: many engines at one address, without a key.

Public instances refuse programs; the instance's settings.yml must list `json` under `search.formats`. Shapes:
https://docs.searxng.org/dev/search_api.html. See docs/reference/sources.md.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import urlencode

from linkfinder.errors import DiscoveryError
from linkfinder.model.niche import Niche
from linkfinder.model.seed import Seed
from linkfinder.sources import json_responses, search_hits
from linkfinder.sources.addresses import absolute_url_or_none
from linkfinder.sources.base import SourceRequest, SourceResponse, SourceTerms
from linkfinder.sources.footprints import SearchQuery
from linkfinder.sources.options import OptionType, SourceOption, SourceOptions
from linkfinder.text.cleaning import sanitize

NAME = "searxng"
TERMS = SourceTerms(
    cost="nothing; your own instance asks the engines, which block it when it asks too often",
    delay=5.0,  # engines answer an instance that asks faster with CAPTCHAs, which suspend them for an hour
)
OPTIONS: tuple[SourceOption, ...] = (
    SourceOption("base", OptionType.TEXT, "the address of your instance, such as http://search.example:8080"),
    SourceOption("engines", OptionType.TEXTS, "the instance's engines to ask; all of them when empty", ()),
    *search_hits.OPTIONS,
)

_FORBIDDEN = 403


def requests(niche: Niche, options: SourceOptions, _keys: Mapping[str, str]) -> Iterator[SourceRequest]:
    """Yield the first page of every query."""
    base = options.text("base").rstrip("/")
    if not absolute_url_or_none(base):
        raise DiscoveryError(f'{NAME}: base "{sanitize(base)}" is no address; write http://search.example:8080')
    for query in search_hits.search_queries(niche, options):
        yield SourceRequest(
            url=f"{base}/search?{urlencode(_parameters(query, options))}",
            purpose=query.text,
            headers=(("Accept", "application/json"),),
            last_page=options.whole("pages"),
            is_service=True,
            accepted_statuses=(_FORBIDDEN,),
        )


def seeds(answer: SourceResponse) -> Iterator[Seed]:
    """Yield the results; raise DiscoveryError when the instance refuses JSON or its engines failed."""
    if answer.status == _FORBIDDEN:
        raise DiscoveryError(
            f"{NAME}: the instance refuses JSON; add `- json` below `search: formats:` in its settings.yml"
        )
    found = json_responses.read_object(answer, NAME)
    results = list(json_responses.objects_at(found, "results"))
    silent = found.get("unresponsive_engines")
    if not results and isinstance(silent, list) and silent:
        engines = ", ".join(str(engine[0])[:40] for engine in silent[:5] if isinstance(engine, list) and engine)
        raise DiscoveryError(
            f"{NAME}: no results for {answer.request.purpose}, because these engines failed: {engines}"
        )
    hits = ((json_responses.text_at(hit, "url"), json_responses.text_at(hit, "title")) for hit in results)
    yield from search_hits.hit_seeds(hits, NAME, answer.request)


def follow_ups(answer: SourceResponse) -> Iterator[SourceRequest]:
    """Yield the next page while there are results and pages are wanted."""
    request = answer.request
    if request.page < request.last_page and any(
        json_responses.objects_at(json_responses.read_object(answer, NAME), "results")
    ):
        address = request.url.replace(f"pageno={request.page}", f"pageno={request.page + 1}")
        yield replace(request, url=address, page=request.page + 1)


def _parameters(query: SearchQuery, options: SourceOptions) -> list[tuple[str, str]]:
    parameters = [("pageno", "1"), ("q", query.text), ("format", "json"), ("categories", "general")]
    if query.language:
        parameters.append(("language", query.language))
    if engines := options.texts("engines"):
        parameters.append(("engines", ",".join(engines)))
    return parameters
