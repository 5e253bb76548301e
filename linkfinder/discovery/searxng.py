"""SearXNG, on your own server: many engines behind one door, without a key.

Public instances refuse programs; the instance's settings.yml must list `json` under `search.formats`. Shapes:
https://docs.searxng.org/dev/search_api.html. See docs/discovery.md.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import urlencode

from linkfinder.discovery import json_answers, search_hits
from linkfinder.discovery.addresses import whole_address
from linkfinder.discovery.base import Answer, Ask, Terms
from linkfinder.discovery.footprints import Query
from linkfinder.discovery.options import Option, Options, Type
from linkfinder.discovery.wording import shown
from linkfinder.errors import DiscoveryError
from linkfinder.model.niche import Niche
from linkfinder.model.seed import Seed

NAME = "searxng"
TERMS = Terms(
    cost="nothing; your own instance asks the engines, which block it when it asks too often",
    gap=5.0,  # engines answer an instance that asks faster with CAPTCHAs, which suspend them for an hour
)
OPTIONS: tuple[Option, ...] = (
    Option("base", Type.TEXT, "the address of your instance, such as http://search.example:8080"),
    Option("engines", Type.TEXTS, "the instance's engines to ask; all of them when empty", ()),
    *search_hits.OPTIONS,
)

_FORBIDDEN = 403


def requests(niche: Niche, options: Options, _keys: Mapping[str, str]) -> Iterator[Ask]:
    """Yield the first page of every query."""
    base = options.text("base").rstrip("/")
    if not whole_address(base):
        raise DiscoveryError(f'{NAME}: base "{shown(base)}" is no address; write http://search.example:8080')
    for query in search_hits.queries(niche, options):
        yield Ask(
            url=f"{base}/search?{urlencode(_parameters(query, options))}",
            why=query.text,
            headers=(("Accept", "application/json"),),
            last_page=options.whole("pages"),
            is_service=True,
            accepts=(_FORBIDDEN,),
        )


def seeds(answer: Answer) -> Iterator[Seed]:
    """Yield the results; raise DiscoveryError when the instance refuses JSON or its engines failed."""
    if answer.status == _FORBIDDEN:
        raise DiscoveryError(
            f"{NAME}: the instance refuses JSON; add `- json` below `search: formats:` in its settings.yml"
        )
    found = json_answers.read_object(answer, NAME)
    results = list(json_answers.objects_at(found, "results"))
    silent = found.get("unresponsive_engines")
    if not results and isinstance(silent, list) and silent:
        engines = ", ".join(str(engine[0])[:40] for engine in silent[:5] if isinstance(engine, list) and engine)
        raise DiscoveryError(f"{NAME}: no results for {answer.ask.why}, because these engines failed: {engines}")
    hits = ((json_answers.text_at(hit, "url"), json_answers.text_at(hit, "title")) for hit in results)
    yield from search_hits.hit_seeds(hits, NAME, answer.ask)


def follow_ups(answer: Answer) -> Iterator[Ask]:
    """Yield the next page while there are results and pages are wanted."""
    ask = answer.ask
    if ask.page < ask.last_page and any(json_answers.objects_at(json_answers.read_object(answer, NAME), "results")):
        address = ask.url.replace(f"pageno={ask.page}", f"pageno={ask.page + 1}")
        yield replace(ask, url=address, page=ask.page + 1)


def _parameters(query: Query, options: Options) -> list[tuple[str, str]]:
    parameters = [("pageno", "1"), ("q", query.text), ("format", "json"), ("categories", "general")]
    if query.language:
        parameters.append(("language", query.language))
    if engines := options.texts("engines"):
        parameters.append(("engines", ",".join(engines)))
    return parameters
