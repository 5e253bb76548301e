"""Mojeek's search service, a crawler of its own with many small sites. Needs a key.

Shapes: https://www.mojeek.com/support/api/search/. The service takes its key in the address only; it is put there at
the last moment. See docs/discovery.md.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import urlencode

from linkfinder.discovery import base, json_answers, search_hits
from linkfinder.discovery.base import Answer, Ask, Secret, Slot, Terms
from linkfinder.discovery.options import Option, Options
from linkfinder.discovery.wording import shown
from linkfinder.errors import DiscoveryError
from linkfinder.model.niche import Niche
from linkfinder.model.seed import Seed

NAME = "mojeek"
TERMS = Terms(
    cost="a paid key; the price depends on the plan",
    gap=1.0,
    keep_hours=24 * 7,
    key="LINKFINDER_MOJEEK_KEY",
)
OPTIONS: tuple[Option, ...] = search_hits.OPTIONS

_ADDRESS = "https://api.mojeek.com/search"
_A_PAGE = 10


def requests(niche: Niche, options: Options, keys: Mapping[str, str]) -> Iterator[Ask]:
    """Yield the first page of every query; raise DiscoveryError without a key."""
    secret = Secret(Slot.QUERY, "api_key", base.key_of(keys, NAME, TERMS))
    for query in search_hits.queries(niche, options):
        parameters = [("q", query.text), ("fmt", "json"), ("t", str(_A_PAGE))]
        yield Ask(
            url=f"{_ADDRESS}?s=1&{urlencode(parameters)}",
            why=query.text,
            secret=secret,
            last_page=options.whole("pages"),
            is_service=True,
        )


def seeds(answer: Answer) -> Iterator[Seed]:
    """Yield the results; raise DiscoveryError with the service's own words when it says that it failed."""
    hits = json_answers.objects_at(_response(answer), "results")
    named = ((json_answers.text_at(hit, "url"), json_answers.text_at(hit, "title")) for hit in hits)
    yield from search_hits.hit_seeds(named, NAME, answer.ask)


def follow_ups(answer: Answer) -> Iterator[Ask]:
    """Yield the next page while pages are full and wanted."""
    ask = answer.ask
    is_full = len(list(json_answers.objects_at(_response(answer), "results"))) >= _A_PAGE
    if ask.page < ask.last_page and is_full:
        first = (ask.page - 1) * _A_PAGE + 1
        address = ask.url.replace(f"?s={first}&", f"?s={first + _A_PAGE}&")
        yield replace(ask, url=address, page=ask.page + 1)


def _response(answer: Answer) -> json_answers.Object:
    response = json_answers.object_at(json_answers.read_object(answer, NAME), "response")
    status = json_answers.text_at(response, "status")
    if status != "OK":
        raise DiscoveryError(f"{NAME}: {answer.ask.why}: the service says: {shown(status) or 'nothing'}")
    return response
