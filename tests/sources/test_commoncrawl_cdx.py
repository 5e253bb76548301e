import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from linkfinder.errors import DiscoveryError
from linkfinder.model.niche import Niche, Topic
from linkfinder.sources import commoncrawl_cdx as cdx
from linkfinder.sources.base import SourceRequest, SourceResponse
from linkfinder.sources.options import OptionValue, check_options

DENTAL = Niche(
    "dental",
    topics=(Topic("teeth"),),
    seed_urls=("https://www.teeth.example/a", "https://gums.example/", "https://teeth.example/b"),
    languages=("de",),
)
CRAWLS = [
    {"id": "CC-MAIN-2026-40", "name": "September", "cdx-api": "https://index.commoncrawl.org/CC-MAIN-2026-40-index"},
    {"id": "CC-MAIN-2026-36", "name": "August", "cdx-api": "https://index.commoncrawl.org/CC-MAIN-2026-36-index"},
]


def asks(**written: OptionValue) -> list[SourceRequest]:
    return list(cdx.requests(DENTAL, check_options(cdx.NAME, cdx.OPTIONS, written.items()), {}))


def test_the_newest_crawl_is_asked_about_every_site_of_the_seeds() -> None:
    (first,) = asks()
    assert first.url == "https://index.commoncrawl.org/collinfo.json"
    listing = SourceResponse(first, json.dumps(CRAWLS).encode())
    assert list(cdx.seeds(listing)) == []
    look_ups = list(cdx.follow_ups(listing))
    assert [parse_qs(urlsplit(ask.url).query)["url"] for ask in look_ups] == [["*.teeth.example"], ["*.gums.example"]]
    assert all(ask.url.startswith("https://index.commoncrawl.org/CC-MAIN-2026-40-index?") for ask in look_ups)
    assert list(cdx.follow_ups(SourceResponse(look_ups[0], b""))) == []


def test_a_look_up_asks_for_doors_that_answered() -> None:
    (ask,) = asks(crawl="CC-MAIN-2026-40", domains=("teeth.example",))
    query = parse_qs(urlsplit(ask.url).query)
    assert (query["output"], query["filter"][0]) == (["json"], "status:200")
    pattern = re.compile(query["filter"][1].removeprefix("~url:"))
    assert pattern.fullmatch("https://teeth.example/gastbeitrag")
    assert len(ask.url) < 2000


def test_records_become_seeds_each_once() -> None:
    (ask,) = asks(crawl="CC-MAIN-2026-40", domains=("teeth.example",))
    lines = [
        {"urlkey": "example,teeth)/gastbeitrag", "timestamp": "20260903023607", "url": url, "status": "200"}
        for url in ("https://teeth.example/gastbeitrag", "https://teeth.example/gastbeitrag?utm_source=x", "mailto:x")
    ]
    body = "\n".join(json.dumps(line) for line in lines).encode()
    (seed,) = cdx.seeds(SourceResponse(ask, body))
    assert (seed.url, seed.source) == ("https://teeth.example/gastbeitrag", "commoncrawl_cdx")
    assert seed.reason == "Common Crawl knows teeth.example: its address invites authors"


def test_no_such_page_is_an_answer_and_no_failure() -> None:
    (ask,) = asks(crawl="CC-MAIN-2026-40", domains=("teeth.example",))
    assert 404 in ask.accepted_statuses
    assert list(cdx.seeds(SourceResponse(ask, b'{"message": "No Captures found for: *.teeth.example"}', 404))) == []


def test_an_answer_that_is_no_json_is_a_failure_and_not_nothing() -> None:
    (ask,) = asks(crawl="CC-MAIN-2026-40", domains=("teeth.example",))
    with pytest.raises(DiscoveryError, match="did not answer in JSON"):
        list(cdx.seeds(SourceResponse(ask, b"<html>busy</html>")))


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b'[{"id": "x"}]', b"[3]"])
def test_an_unreadable_list_of_crawls_says_what_to_do(body: bytes) -> None:
    with pytest.raises(DiscoveryError, match="name one with the option crawl"):
        list(cdx.follow_ups(SourceResponse(asks()[0], body)))


def test_a_list_of_crawls_cannot_lead_elsewhere() -> None:
    elsewhere = json.dumps([{"cdx-api": "https://evil.example/index"}]).encode()
    with pytest.raises(DiscoveryError, match="leads elsewhere"):
        list(cdx.follow_ups(SourceResponse(asks()[0], elsewhere)))
