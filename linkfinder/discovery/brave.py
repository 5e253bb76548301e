"""Brave's search service, which has its own index. Needs a key.

Shapes: https://api-dashboard.search.brave.com/documentation. See docs/discovery.md.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import urlencode

from linkfinder.discovery import base, json_answers, search_hits
from linkfinder.discovery.base import Answer, Ask, Secret, Slot, Terms
from linkfinder.discovery.footprints import Query
from linkfinder.discovery.options import Option, Options, Type
from linkfinder.model.niche import Niche
from linkfinder.model.seed import Seed

NAME = "brave"
TERMS = Terms(
    cost="5 USD for 1,000 queries; the first 1,000 or so each month are free, a card is asked for (September 2026)",
    gap=1.0,  # what the free plan allows; the paid one allows 50 a second, and a niche needs some dozens
    keep_hours=24 * 7,
    key="LINKFINDER_BRAVE_KEY",
)
OPTIONS: tuple[Option, ...] = (
    Option("country", Type.TEXT, "the country to search from, two letters such as de; any when left out", ""),
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


def requests(niche: Niche, options: Options, keys: Mapping[str, str]) -> Iterator[Ask]:
    """Yield the first page of every query; raise DiscoveryError without a key."""
    secret = Secret(Slot.HEADER, "X-Subscription-Token", base.key_of(keys, NAME, TERMS))
    for query in search_hits.queries(niche, options):
        yield Ask(
            url=f"{_ADDRESS}?offset=0&{urlencode(_parameters(query, options.text('country')))}",
            why=query.text,
            headers=(("Accept", "application/json"),),
            secret=secret,
            last_page=min(options.whole("pages"), _LAST_OFFSET + 1),
            is_service=True,
        )


def seeds(answer: Answer) -> Iterator[Seed]:
    """Yield the web results."""
    web = json_answers.object_at(json_answers.read_object(answer, NAME), "web")
    hits = json_answers.objects_at(web, "results")
    named = ((json_answers.text_at(hit, "url"), json_answers.text_at(hit, "title")) for hit in hits)
    yield from search_hits.hit_seeds(named, NAME, answer.ask)


def follow_ups(answer: Answer) -> Iterator[Ask]:
    """Yield the next page while the service has more and pages are wanted."""
    ask = answer.ask
    query = json_answers.object_at(json_answers.read_object(answer, NAME), "query")
    if ask.page < ask.last_page and query.get("more_results_available") is True:
        address = ask.url.replace(f"offset={ask.page - 1}", f"offset={ask.page}")
        yield replace(ask, url=address, page=ask.page + 1)


def _parameters(query: Query, country: str) -> list[tuple[str, str]]:
    parameters = [("q", query.text), ("count", str(_A_PAGE)), ("text_decorations", "false")]
    if country:
        parameters.append(("country", country.upper()))
    if query.language in _LANGUAGES:
        parameters.append(("search_lang", _LANGUAGES[query.language]))
    return parameters
