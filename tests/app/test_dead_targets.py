"""Looking up what dead targets used to be: whom a run asks, how patiently, and what it keeps."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
import sqlalchemy as sa

from linkfinder.app import dead_targets
from linkfinder.app.dead_targets import LookupContext, find_archived_copy, look_up_dead_targets, web_get
from linkfinder.errors import FetchError
from linkfinder.linkcheck import archive, rdap
from linkfinder.model.check import LinkCheck, Verdict
from linkfinder.model.dead_target import DeadTargetInfo, DomainAvailability
from linkfinder.model.niche import LinkCheckOptions, Niche, Topic
from linkfinder.model.page import Link
from linkfinder.net.http_client import FetchedResponse
from linkfinder.net.service_client import ServiceClient
from linkfinder.storage.session import read_only_session, session
from linkfinder.storage.targets import KeptCheck, pages_with_dead_links, store_checks
from tests.conftest import Crawl
from tests.net.test_service_client import Clock

GONE = "http://gone.example/guide"
COPY = "https://web.archive.org/web/20190203040506/http://gone.example/guide"
RAW = "https://web.archive.org/web/20190203040506id_/http://gone.example/guide"
FORMER = DeadTargetInfo("Dental implants: a guide", COPY, date(2019, 2, 3))
NONE = b'{"archived_snapshots": {}}'
HTML = {"content-type": "text/html; charset=utf-8"}
PAGE = "<title>Dental implants: a guide</title><h1>A guide</h1><p>How implants are chosen, and by whom.</p>"
SERVERS = b'{"services": [[["example"], ["https://rdap.invalid/"]]]}'


def available(copy: str = COPY) -> bytes:
    closest = {"available": True, "status": "200", "url": copy, "timestamp": "20190203040506"}
    return json.dumps({"archived_snapshots": {"closest": closest}}).encode()


@dataclass(slots=True)
class Web:
    """Answers by how an address begins (the longest known beginning counts), and all that was asked."""

    answers: dict[str, FetchedResponse] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def get(self, url: str) -> FetchedResponse:
        self.asked.append(url)
        known = [start for start in self.answers if url.startswith(start)]
        if not known:
            raise FetchError(f"{url}: no connection")
        return self.answers[max(known, key=len)]


@pytest.fixture
def web() -> Web:
    return Web(
        {
            archive.WAYBACK_AVAILABILITY_URL: FetchedResponse(200, available()),
            RAW: FetchedResponse(200, PAGE.encode(), HTML),
            rdap.RDAP_BOOTSTRAP_URL: FetchedResponse(200, SERVERS),
            "https://rdap.invalid/": FetchedResponse(404, b""),
        }
    )


@pytest.fixture
def crawl(database: sa.Engine) -> Crawl:
    return Crawl(database)


def died(crawl: Crawl, *targets: str, verdict: Verdict = Verdict.DEAD_DNS) -> None:
    crawl.store(crawl.visit(url="http://blog.example/", links=tuple(Link(target, "x") for target in targets)))
    checks = [LinkCheck(target, verdict, "some_reason") for target in targets]
    with session(crawl.engine) as opened:
        store_checks(opened, [KeptCheck(check, check) for check in checks], crawl.now)


def niche(**settings: bool) -> Niche:
    return Niche("dental", (Topic("implants"),), ("http://a.example/",), link_checks=LinkCheckOptions(**settings))


def look_up(crawl: Crawl, web: Web, **settings: bool) -> tuple[list[str], tuple[str, ...]]:
    """Look up, and return the progress that was shown and the notes at the end."""
    shown: list[str] = []
    context = LookupContext(crawl.engine, crawl.run.id, web.get, shown.append, Clock().pace)
    notes = look_up_dead_targets(context, niche(**settings), crawl.niche_id)
    return shown, notes


def known(crawl: Crawl) -> dict[str, DeadTargetInfo]:
    with read_only_session(crawl.engine) as opened:
        return {
            link.url: link.dead_target for page in pages_with_dead_links(opened, crawl.niche_id) for link in page.links
        }


@pytest.mark.parametrize(
    ("settings", "wanted"),
    [
        ({"archive": False}, DeadTargetInfo(domain=DomainAvailability.FREE)),
        ({"registration": False}, DeadTargetInfo(FORMER.title, COPY, FORMER.saved)),
        ({"archive": False, "registration": False}, DeadTargetInfo()),
    ],
)
def test_a_niche_can_leave_out_the_archive_and_the_registries(
    crawl: Crawl, web: Web, settings: dict[str, bool], wanted: DeadTargetInfo
) -> None:
    died(crawl, GONE)
    look_up(crawl, web, **settings)
    assert known(crawl) == {GONE: wanted}


def test_a_dead_page_gets_its_title_its_archived_copy_and_its_domain_availability(crawl: Crawl, web: Web) -> None:
    died(crawl, GONE)
    shown, _ = look_up(crawl, web)
    assert known(crawl) == {GONE: DeadTargetInfo(FORMER.title, COPY, FORMER.saved, DomainAvailability.FREE)}
    assert shown == [
        "1 of 1 dead pages looked up in the archive, 1 have a copy",
        "1 of 1 dead domains looked up at their registries",
    ]


def test_what_was_looked_up_is_not_looked_up_again(crawl: Crawl, web: Web) -> None:
    died(crawl, GONE)
    web.answers[archive.WAYBACK_AVAILABILITY_URL] = FetchedResponse(200, NONE)
    web.answers[archive.WAYBACK_CDX_URL] = FetchedResponse(200, b"[]")
    look_up(crawl, web)
    asked = len(web.asked)
    assert known(crawl) == {GONE: DeadTargetInfo(domain=DomainAvailability.FREE)}
    assert look_up(crawl, web) == ([], ())
    assert len(web.asked) == asked


@pytest.mark.parametrize(
    ("settings", "asked"),
    [
        ({"archive": False}, {"data.iana.org", "rdap.invalid"}),
        ({"registration": False}, {"archive.org", "web.archive.org"}),
        ({"archive": False, "registration": False}, set()),
    ],
)
def test_a_service_that_is_switched_off_gets_no_request(
    crawl: Crawl, web: Web, settings: dict[str, bool], asked: set[str]
) -> None:
    died(crawl, GONE)
    look_up(crawl, web, **settings)
    assert {url.split("/")[2] for url in web.asked} == asked


def test_a_dead_page_of_a_working_site_needs_no_registry(crawl: Crawl, web: Web) -> None:
    died(crawl, GONE, verdict=Verdict.DEAD_HTTP)
    look_up(crawl, web)
    assert rdap.RDAP_BOOTSTRAP_URL not in web.asked


def test_a_run_looks_up_no_more_than_its_maximum(crawl: Crawl, web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dead_targets, "MAX_LOOKUPS", 2)
    died(crawl, *(f"http://gone{number}.example/" for number in range(5)))
    for done in (2, 4, 5):
        look_up(crawl, web)
        assert sum(1 for former in known(crawl).values() if former.copy_url) == done
        assert sum(1 for former in known(crawl).values() if former.domain is DomainAvailability.FREE) == done


def test_what_was_stored_before_an_interruption_is_kept(crawl: Crawl, web: Web) -> None:
    died(crawl, GONE, "http://also.example/")

    def interrupted(_: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        look_up_dead_targets(
            LookupContext(crawl.engine, crawl.run.id, web.get, interrupted, Clock().pace), niche(), crawl.niche_id
        )
    assert [former.copy_url for former in known(crawl).values() if former.copy_url] == [COPY]


def test_a_service_that_fails_three_times_in_a_row_gets_no_more_requests_and_the_run_continues(
    crawl: Crawl, web: Web
) -> None:
    died(crawl, *(f"http://gone{number}.example/" for number in range(5)))
    web.answers[archive.WAYBACK_AVAILABILITY_URL] = FetchedResponse(429, b"")
    web.answers["https://rdap.invalid/"] = FetchedResponse(503, b"")
    _, notes = look_up(crawl, web)
    assert len(web.asked) == 3 + 1 + 3
    assert [note.partition(" asked again")[0] for note in notes] == ["The archive is not", "Registries are not"]
    assert "HTTP 429" in notes[0]
    assert set(known(crawl).values()) == {DeadTargetInfo()}


@pytest.mark.parametrize("answer", [FetchedResponse(200, b"<html>"), FetchedResponse(500, b"")])
def test_without_the_list_of_registries_the_domains_are_looked_up_later(
    crawl: Crawl, web: Web, answer: FetchedResponse
) -> None:
    died(crawl, GONE)
    registry = web.answers[rdap.RDAP_BOOTSTRAP_URL]
    web.answers[rdap.RDAP_BOOTSTRAP_URL] = answer
    _, (note,) = look_up(crawl, web, archive=False)
    assert note.startswith("No registry is asked in this run")
    web.answers[rdap.RDAP_BOOTSTRAP_URL] = registry
    look_up(crawl, web, archive=False)
    assert known(crawl)[GONE].domain is DomainAvailability.FREE


@pytest.mark.parametrize("target", ["http://me.blogspot.com/", "http://gone.other/", "http://gone.invalid/"])
def test_a_name_without_a_registry_is_never_called_free(crawl: Crawl, web: Web, target: str) -> None:
    web.answers[rdap.RDAP_BOOTSTRAP_URL] = FetchedResponse(200, SERVERS.replace(b'"example"', b'"com", "invalid"'))
    died(crawl, target)
    look_up(crawl, web, archive=False)
    assert web.asked == [rdap.RDAP_BOOTSTRAP_URL]
    assert known(crawl)[target].domain is DomainAvailability.UNKNOWN


def asked_of(web: Web, url: str = GONE) -> DeadTargetInfo:
    return find_archived_copy(ServiceClient(web.get, Clock().pace), url)


def test_a_page_without_a_newest_copy_is_searched_in_the_index(web: Web) -> None:
    web.answers[archive.WAYBACK_AVAILABILITY_URL] = FetchedResponse(200, NONE)
    rows = [["timestamp", "original"], ["20190203040506", GONE]]
    web.answers[archive.WAYBACK_CDX_URL] = FetchedResponse(200, json.dumps(rows).encode())
    assert asked_of(web) == FORMER
    assert [url.partition("?")[0] for url in web.asked] == [
        archive.WAYBACK_AVAILABILITY_URL,
        archive.WAYBACK_CDX_URL,
        RAW,
    ]


def test_a_copy_that_is_no_web_page_has_no_title(web: Web) -> None:
    web.answers[RAW] = FetchedResponse(200, b"%PDF-1.7", {"content-type": "application/pdf"})
    assert asked_of(web) == DeadTargetInfo("", COPY, FORMER.saved)


@pytest.mark.parametrize(
    "copy",
    [
        FetchedResponse(
            200, b"<title>gone.example is for sale</title><h1>This domain is for sale</h1><p>Buy it.</p>", HTML
        ),
        FetchedResponse(200, b"<title>404 Not Found</title><h1>Page not found</h1>", HTML),
        FetchedResponse(404, b"", HTML),
    ],
)
def test_a_copy_of_what_came_after_the_page_is_left_out(web: Web, copy: FetchedResponse) -> None:
    web.answers[RAW] = copy
    assert asked_of(web) == DeadTargetInfo()


@pytest.mark.parametrize("url", ["http://intranet/wiki", "http://10.0.0.8/", "http://gone.invalid/"])
def test_nobody_hears_of_names_that_are_not_public(web: Web, url: str) -> None:
    assert asked_of(web, url) == DeadTargetInfo()
    assert web.asked == []


@contextmanager
def serving(reply: Callable[[str], tuple[bytes, str]]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Serve on loopback; gives the address, and what is asked there with the name of who asks."""
    asked: list[tuple[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append((self.path, self.headers["User-Agent"]))
            body, kind = reply(self.path)
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_requests_to_the_archive_carry_our_user_agent(monkeypatch: pytest.MonkeyPatch) -> None:
    def reply(path: str) -> tuple[bytes, str]:
        return (
            (available(), "application/json") if path.startswith("/wayback") else (PAGE.encode(), HTML["content-type"])
        )

    monkeypatch.setenv("LINKFINDER_ALLOW_NETWORKS", "127.0.0.0/8")
    monkeypatch.setenv("no_proxy", "*")
    with serving(reply) as (address, asked):
        monkeypatch.setattr(archive, "WAYBACK_AVAILABILITY_URL", f"{address}/wayback/available")
        monkeypatch.setattr(archive, "raw_copy_url", lambda _: f"{address}/copy")
        former = find_archived_copy(ServiceClient(web_get(niche()), Clock().pace), GONE)
    assert former == FORMER
    assert [path for path, _ in asked] == ["/wayback/available?url=http%3A%2F%2Fgone.example%2Fguide", "/copy"]
    assert all(name.startswith("linkfinder/") for _, name in asked)
