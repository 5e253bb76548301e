"""Brave, Mojeek, Marginalia and SearXNG, against answers of their documented shapes with invented content."""

import json
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from linkfinder.errors import DiscoveryError
from linkfinder.model.niche import Niche, Topic
from linkfinder.model.seed import Seed
from linkfinder.net.exchange import KeyPlacement
from linkfinder.sources import brave, marginalia, mojeek, searxng
from linkfinder.sources.base import SourceModule, SourceRequest, SourceResponse
from linkfinder.sources.options import OptionValue, check_options

DENTAL = Niche("dental", topics=(Topic("dental implants"),), seed_urls=(), languages=("en",))
KEYS = {
    "LINKFINDER_BRAVE_KEY": "s3cret",
    "LINKFINDER_MOJEEK_KEY": "s3cret",
    "LINKFINDER_MARGINALIA_KEY": "s3cret",
}
SERVICES: list[SourceModule] = [brave, mojeek, marginalia]


def asks(source: SourceModule, **written: OptionValue) -> list[SourceRequest]:
    options = check_options(source.NAME, source.OPTIONS, written.items())
    return list(source.requests(DENTAL, options, KEYS))


def answer(ask: SourceRequest, shape: object, status: int = 200) -> SourceResponse:
    return SourceResponse(ask, json.dumps(shape).encode(), status)


def query_of(ask: SourceRequest) -> dict[str, list[str]]:
    return parse_qs(urlsplit(ask.url).query)


def urls_of(source: SourceModule, found: SourceResponse) -> list[str]:
    return [seed.url for seed in source.seeds(found) if isinstance(seed, Seed)]


def pages(source: SourceModule, found: SourceResponse) -> Iterable[SourceRequest]:
    return list(source.follow_ups(found))


HITS = [
    {"url": "https://teeth.example/write-for-us", "title": "Write <b>for</b> us &amp; more"},
    {"url": "javascript:alert(1)", "title": "no address"},
    {"url": "/relative", "title": "no address"},
    {"title": "no address at all"},
    "no object",
]


def test_brave_is_asked_as_documented_with_the_key_in_a_header() -> None:
    first = asks(brave, queries=1, country="de")[0]
    assert first.url.startswith("https://api.search.brave.com/res/v1/web/search?offset=0&")
    assert query_of(first)["q"] == ['dental implants "write for us"']
    assert (query_of(first)["count"], query_of(first)["country"]) == (["20"], ["DE"])
    assert query_of(first)["search_lang"] == ["en"]
    assert first.api_key is not None
    assert (first.api_key.placement, first.api_key.name) == (KeyPlacement.HEADER, "X-Subscription-Token")


@pytest.mark.parametrize(("language", "code"), [("de", ["de"]), ("ja", ["jp"]), ("pt", None), ("id", None)])
def test_brave_is_told_only_language_codes_it_knows(language: str, code: list[str] | None) -> None:
    niche = replace(DENTAL, languages=(language,))
    options = check_options(brave.NAME, brave.OPTIONS, [("queries", 1)])
    (first,) = brave.requests(niche, options, KEYS)
    assert query_of(first).get("search_lang") == code


def test_braves_results_become_seeds_and_its_next_page_is_asked_while_there_is_more() -> None:
    first = asks(brave, queries=1, pages=2)[0]
    found = answer(first, {"type": "search", "query": {"more_results_available": True}, "web": {"results": HITS}})
    seeds = list(brave.seeds(found))
    assert [seed.url for seed in seeds] == ["https://teeth.example/write-for-us"]
    assert seeds[0].reason == 'dental implants "write for us": Write for us & more'
    second = next(iter(brave.follow_ups(found)))
    assert (query_of(second)["offset"], second.page) == (["1"], 2)
    later = answer(second, {"query": {"more_results_available": True}, "web": {"results": HITS[:1]}})
    assert list(brave.follow_ups(later)) == []
    assert next(iter(brave.seeds(later))).priority < seeds[0].priority


def test_brave_without_more_results_is_not_asked_again() -> None:
    first = asks(brave, queries=1, pages=5)[0]
    assert pages(brave, answer(first, {"query": {"more_results_available": False}, "web": {"results": HITS}})) == []
    assert urls_of(brave, answer(first, {"type": "search"})) == []


def test_mojeek_is_asked_as_documented_with_the_key_outside_the_address() -> None:
    first = asks(mojeek, queries=1)[0]
    assert first.url.startswith("https://api.mojeek.com/search?s=1&")
    assert query_of(first)["fmt"] == ["json"]
    assert "api_key" not in first.url
    assert first.api_key is not None
    assert (first.api_key.placement, first.api_key.name) == (KeyPlacement.QUERY, "api_key")


def test_mojeeks_full_pages_are_followed_by_the_next() -> None:
    first = asks(mojeek, queries=1, pages=2)[0]
    hits = [{"url": f"https://teeth.example/{number}", "title": "t", "desc": "d"} for number in range(10)]
    found = answer(first, {"response": {"status": "OK", "head": {}, "results": hits}})
    assert len(urls_of(mojeek, found)) == 10
    (second,) = pages(mojeek, found)
    assert query_of(second)["s"] == ["11"]
    short = answer(first, {"response": {"status": "OK", "head": {}, "results": hits[:9]}})
    assert pages(mojeek, short) == []


def test_mojeeks_own_error_is_told() -> None:
    refused = answer(asks(mojeek)[0], {"response": {"status": "Key not valid"}})
    with pytest.raises(DiscoveryError, match="the service says: Key not valid"):
        list(mojeek.seeds(refused))


def test_marginalia_is_asked_without_operators_it_does_not_know() -> None:
    first = asks(marginalia, queries=1)[0]
    assert query_of(first)["query"] == ["dental implants write for us"]
    assert first.url.startswith("https://api2.marginalia-search.com/search?page=1&")
    assert first.api_key is not None
    assert (first.api_key.placement, first.api_key.name) == (KeyPlacement.HEADER, "API-Key")


def test_marginalias_results_and_pages_are_read() -> None:
    first = asks(marginalia, queries=1, pages=2)[0]
    hits = [{"url": f"https://teeth{n}.example/", "title": "t", "quality": 1.5, "details": []} for n in range(20)]
    found = answer(first, {"license": "x", "query": "q", "results": hits})
    assert urls_of(marginalia, found)[0] == "https://teeth0.example/"
    (second,) = pages(marginalia, found)
    assert query_of(second)["page"] == ["2"]


def test_searxng_is_asked_on_the_users_own_instance() -> None:
    first = asks(searxng, base="http://search.example:8080/", engines=("a", "b"), queries=1)[0]
    assert first.url.startswith("http://search.example:8080/search?")
    assert query_of(first) == {
        "pageno": ["1"],
        "q": ['dental implants "write for us"'],
        "format": ["json"],
        "categories": ["general"],
        "language": ["en"],
        "engines": ["a,b"],
    }
    assert first.api_key is None


def test_searxng_without_a_whole_address_is_told_once_how_to_write_it() -> None:
    with pytest.raises(DiscoveryError, match=r'base "search\.example" is no address; write http://'):
        asks(searxng, base="search.example")


def test_searxngs_results_are_read_page_by_page() -> None:
    first = asks(searxng, base="http://search.example", queries=1, pages=2)[0]
    found = answer(first, {"query": "q", "results": HITS, "unresponsive_engines": [["one", "timeout"]]})
    assert urls_of(searxng, found) == ["https://teeth.example/write-for-us"]
    (second,) = pages(searxng, found)
    assert query_of(second)["pageno"] == ["2"]
    assert pages(searxng, replace(found, request=second)) == []


def test_searxng_that_refuses_json_says_what_to_set() -> None:
    first = asks(searxng, base="http://search.example")[0]
    assert 403 in first.accepted_statuses
    with pytest.raises(DiscoveryError, match=r"settings\.yml"):
        list(searxng.seeds(SourceResponse(first, b"<html>403</html>", 403)))


def test_searxng_whose_engines_all_failed_is_a_failure_and_not_an_empty_web() -> None:
    first = asks(searxng, base="http://search.example")[0]
    silent = answer(first, {"results": [], "unresponsive_engines": [["one", "CAPTCHA"], ["two", "timeout"]]})
    with pytest.raises(DiscoveryError, match="these engines failed: one, two"):
        list(searxng.seeds(silent))
    assert urls_of(searxng, answer(first, {"results": [], "unresponsive_engines": []})) == []


def test_the_users_own_queries_come_first_and_count_within_the_limit() -> None:
    first, second = asks(brave, extra=("root canal blog",), queries=2)
    assert (first.purpose, second.purpose) == ("root canal blog", 'dental implants "write for us"')
    assert "search_lang" not in query_of(first)


@pytest.mark.parametrize("source", SERVICES)
def test_no_key_is_an_error_that_names_the_variable(source: SourceModule) -> None:
    options = check_options(source.NAME, source.OPTIONS, ())
    with pytest.raises(DiscoveryError, match=f"set the environment variable {source.TERMS.key}"):
        list(source.requests(DENTAL, options, {}))


@pytest.mark.parametrize("source", SERVICES)
def test_a_key_never_shows(source: SourceModule) -> None:
    for ask in asks(source):
        assert "s3cret" not in repr(ask)
        assert "s3cret" not in str(ask)
        assert ask.is_service


@pytest.mark.parametrize("source", [*SERVICES, searxng])
@pytest.mark.parametrize("body", [b"", b"<html>", b"[1]", b"null", b"[" * 100_000, b'"text"', b"\xff\xfe"])
def test_what_is_not_the_documented_shape_is_an_error_that_names_the_source(source: SourceModule, body: bytes) -> None:
    found = SourceResponse(SourceRequest("https://x.example/", "query"), body)
    with pytest.raises(DiscoveryError, match=f"^{source.NAME}: "):
        list(source.seeds(found))
