"""Brave's search service, which has its own index. Needs a key.

Shapes: https://api-dashboard.search.brave.com/documentation. See docs/reference/sources.md.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import urlencode

from linkfinder.model.niche import Niche
from linkfinder.model.seed import Seed
from linkfinder.net.exchange import ApiKey, KeyPlacement
from linkfinder.sources import base, json_responses, search_hits
from linkfinder.sources.base import SourceRequest, SourceResponse, SourceTerms
from linkfinder.sources.footprints import SearchQuery
from linkfinder.sources.options import OptionType, SourceOption, SourceOptions

NAME = "brave"
TERMS = SourceTerms(
    cost="5 USD for 1,000 queries; the first 1,000 or so each month are free, a card is asked for (September 2026)",
    delay=1.0,  # what the free plan allows; the paid one allows 50 a second, and a niche needs some dozens
    cache_hours=24 * 7,
    key="LINKFINDER_BRAVE_KEY",
)
OPTIONS: tuple[SourceOption, ...] = (
    SourceOption(
        "country", OptionType.TEXT, "the country to search from, two letters such as de; any when left out", ""
    ),
    *search_hits.OPTIONS,
)

_ADDRESS = "https://api.search.brave.com/res/v1/web/search"
_A_PAGE = 20  # the most that the service gives
_LANGUAGES = {
    "ar": "ar", "cs": "cs", "da": "da", "de": "de", "en": "en", "es": "es", "fi": "fi", "fr": "fr", "hu": "hu",
    "it": "it", "ja": "jp", "nb": "nb", "nl": "nl", "no": "nb", "pl": "pl", "ro": "ro", "ru": "ru", "sk": "sk",
    "sv": "sv", "tr": "tr", "uk": "uk", "vi": "vi",
}  # fmt: skip
"""The service refuses a whole query for a language code it does not know. Portuguese and Chinese have two codes each,
of which neither is meant alone; without a code the words of the query decide."""
_LAST_OFFSET = 9  # the offset counts pages, and stops here


def requests(niche: Niche, options: SourceOptions, keys: Mapping[str, str]) -> Iterator[SourceRequest]:
    """Yield the first page of every query; raise DiscoveryError without a key."""
    secret = ApiKey(KeyPlacement.HEADER, "X-Subscription-Token", base.key_of(keys, NAME, TERMS))
    for query in search_hits.search_queries(niche, options):
        yield SourceRequest(
            url=f"{_ADDRESS}?offset=0&{urlencode(_parameters(query, options.text('country')))}",
            purpose=query.text,
            headers=(("Accept", "application/json"),),
            api_key=secret,
            last_page=min(options.whole("pages"), _LAST_OFFSET + 1),
            is_service=True,
        )


def seeds(answer: SourceResponse) -> Iterator[Seed]:
    """Yield the web results."""
    web = json_responses.object_at(json_responses.read_object(answer, NAME), "web")
    hits = json_responses.objects_at(web, "results")
    named = ((json_responses.text_at(hit, "url"), json_responses.text_at(hit, "title")) for hit in hits)
    yield from search_hits.hit_seeds(named, NAME, answer.request)


def follow_ups(answer: SourceResponse) -> Iterator[SourceRequest]:
    """Yield the next page while the service has more and pages are wanted."""
    request = answer.request
    query = json_responses.object_at(json_responses.read_object(answer, NAME), "query")
    if request.page < request.last_page and query.get("more_results_available") is True:
        address = request.url.replace(f"offset={request.page - 1}", f"offset={request.page}")
        yield replace(request, url=address, page=request.page + 1)


def _parameters(query: SearchQuery, country: str) -> list[tuple[str, str]]:
    parameters = [("q", query.text), ("count", str(_A_PAGE)), ("text_decorations", "false")]
    if country:
        parameters.append(("country", country.upper()))
    if query.language in _LANGUAGES:
        parameters.append(("search_lang", _LANGUAGES[query.language]))
    return parameters
