"""Marginalia's search service: small, personal and old-style sites. Needs a key, free on request.

Shapes: https://about.marginalia-search.com/article/api/. See docs/discovery.md, also for the licence of its results.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import urlencode

from linkfinder.discovery import base, json_answers, search_hits
from linkfinder.discovery.base import Answer, Ask, Secret, Slot, Terms
from linkfinder.discovery.options import Option, Options
from linkfinder.model.niche import Niche
from linkfinder.model.seed import Seed

NAME = "marginalia"
TERMS = Terms(
    cost="nothing for non-commercial use (the results are CC BY-NC-SA); ask for a commercial key otherwise",
    gap=2.0,  # one person's server
    keep_hours=24 * 7,
    key="LINKFINDER_MARGINALIA_KEY",
)
OPTIONS: tuple[Option, ...] = search_hits.OPTIONS

_ADDRESS = "https://api2.marginalia-search.com/search"
_A_PAGE = 20


def requests(niche: Niche, options: Options, keys: Mapping[str, str]) -> Iterator[Ask]:
    """Yield the first page of every query, without operators, which this engine does not know."""
    secret = Secret(Slot.HEADER, "API-Key", base.key_of(keys, NAME, TERMS))
    plain = dict.fromkeys(query.plain for query in search_hits.queries(niche, options))
    for text in plain:
        parameters = [("query", text), ("count", str(_A_PAGE)), ("nsfw", "0")]
        yield Ask(
            url=f"{_ADDRESS}?page=1&{urlencode(parameters)}",
            why=text,
            secret=secret,
            last_page=options.whole("pages"),
            is_service=True,
        )


def seeds(answer: Answer) -> Iterator[Seed]:
    """Yield the results."""
    hits = json_answers.objects_at(json_answers.read_object(answer, NAME), "results")
    named = ((json_answers.text_at(hit, "url"), json_answers.text_at(hit, "title")) for hit in hits)
    yield from search_hits.hit_seeds(named, NAME, answer.ask)


def follow_ups(answer: Answer) -> Iterator[Ask]:
    """Yield the next page while pages are full and wanted."""
    ask = answer.ask
    hits = list(json_answers.objects_at(json_answers.read_object(answer, NAME), "results"))
    if ask.page < ask.last_page and len(hits) >= _A_PAGE:
        address = ask.url.replace(f"?page={ask.page}&", f"?page={ask.page + 1}&")
        yield replace(ask, url=address, page=ask.page + 1)
