from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)
from scrapy.http import Headers, Response
from twisted.internet.error import ConnectionLost

from linkfinder.crawl.refusals import RequestRefused
from linkfinder.crawl.responses import FetchResult, is_html, result_of_failure, result_of_response, retry_after_of
from linkfinder.model.visit import Outcome

URL = "http://teeth.example/a"
HTML = b"<!doctype html><html><body><p>Teeth</p></body></html>"


def answer(status: int = 200, body: bytes = HTML, **headers: str) -> FetchResult:
    named = {name.replace("_", "-"): value for name, value in {"content_type": "text/html", **headers}.items()}
    return result_of_response(Response(URL, status, Headers(named), body), rate_limit_wait=60.0)


def test_a_page_is_decoded_and_keeps_what_it_says_of_its_version() -> None:
    found = answer(body="<html><p>Zähne".encode("latin-1"), content_type="text/html; charset=iso-8859-1", etag='W/"1"')
    assert found.outcome is Outcome.FETCHED
    assert found.html is not None
    assert "Zähne" in found.html
    assert found.header("ETag") == 'W/"1"'


def test_an_empty_page_is_a_page() -> None:
    assert answer(body=b"").html == ""


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (304, Outcome.UNCHANGED),
        (301, Outcome.FAILED),  # without saying where to
        (400, Outcome.FAILED),
        (401, Outcome.FAILED),
        (403, Outcome.FAILED),
        (404, Outcome.FAILED),
        (408, Outcome.RETRY),
        (410, Outcome.FAILED),
        (429, Outcome.RETRY),
        (451, Outcome.FAILED),
        (500, Outcome.RETRY),
        (501, Outcome.FAILED),
        (503, Outcome.RETRY),
        (522, Outcome.RETRY),
        (600, Outcome.FAILED),
        (999, Outcome.FAILED),
    ],
)
def test_a_status_says_how_the_visit_ended(status: int, outcome: Outcome) -> None:
    found = answer(status)
    assert (found.outcome, found.status, found.html) == (outcome, status, None)
    assert found.reason


def test_a_refusal_without_a_time_has_a_default_and_an_overload_has_none() -> None:
    assert answer(429).retry_after == 60.0
    assert answer(503).retry_after is None
    assert answer(503, retry_after="120").retry_after == 120.0


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/b", "http://teeth.example/b"),
        ("//other.example/b", "http://other.example/b"),
        ("https://teeth.example/a?utm_source=x", "https://teeth.example/a?utm_source=x"),
        ("/b?z=1&a=%E4&sid=3#top", "http://teeth.example/b?z=1&a=%E4&sid=3"),
    ],
)
def test_a_redirect_says_where_to(location: str, target: str) -> None:
    found = answer(302, location=location)
    assert (found.outcome, found.reason, found.target) == (Outcome.DROPPED, "redirect", target)


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "javascript:alert(1)", "http://[::1", "ftp://a.example/", ""]
)
def test_a_redirect_to_what_cannot_be_asked_is_a_failure(location: str) -> None:
    assert answer(302, location=location).reason == "redirect_bad_location"


def test_a_redirect_to_itself_is_a_loop() -> None:
    assert answer(302, location=URL).reason == "redirect_loop"
    assert answer(302, location="/a#part").reason == "redirect_loop"


def test_a_page_that_sends_its_readers_on_is_a_redirect() -> None:
    body = b'<html><head><meta http-equiv="refresh" content="0; url=/new"></head>'
    assert answer(body=body).target == "http://teeth.example/new"
    assert answer(body=body.replace(b"0;", b"300;")).target == ""
    assert answer(body=body.replace(b"/new", b"javascript:alert(1)")).target == ""
    assert answer(body=body.replace(b"/new", b"/a")).target == ""


@pytest.mark.parametrize(
    ("content_type", "body", "expected"),
    [
        ("text/html; charset=utf-8", b"anything", True),
        ("TEXT/HTML", HTML, True),
        ("application/xhtml+xml", HTML, True),
        ("text/html", b"%PDF-1.7", False),
        ("text/html", b"\x89PNG\r\n", False),
        ("", HTML, True),
        ("", b"plain text", False),
        ("application/octet-stream", b"\n  <html><body>", True),
        ("text/plain", b"the word <html is not enough", False),
        ("text/xml", b'<?xml version="1.0"?><urlset>', False),
        ("application/pdf", HTML, False),
        ("image/png", HTML, False),
        ("application/json", b"{}", False),
    ],
)
def test_a_page_is_known_by_its_type_and_its_beginning(content_type: str, body: bytes, expected: bool) -> None:  # noqa: FBT001
    assert is_html(content_type, body) is expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [("120", 120), ("0", 1), ("1000000000", 86_400), ("-5", None), ("soon", None), ("", None), ("1.5", None)],
)
def test_retry_after_is_read_within_bounds(written: str, expected: float | None) -> None:
    assert retry_after_of(Response(URL, headers=Headers({"Retry-After": written}))) == expected


def test_retry_after_may_be_a_date() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(minutes=10), usegmt=True)
    past = format_datetime(datetime.now(UTC) - timedelta(minutes=10), usegmt=True)
    assert retry_after_of(Response(URL, headers=Headers({"Retry-After": later}))) == pytest.approx(600, abs=5)
    assert retry_after_of(Response(URL, headers=Headers({"Retry-After": past}))) == 1


@pytest.mark.parametrize(
    ("error", "outcome", "reason"),
    [
        (CannotResolveHostError(), Outcome.RETRY, "dns_temporary"),
        (DownloadTimeoutError(), Outcome.RETRY, "timeout"),
        (TimeoutError(), Outcome.RETRY, "timeout"),
        (DownloadConnectionRefusedError(), Outcome.RETRY, "connect_refused"),
        (ConnectionAbortedError(), Outcome.RETRY, "network_unreachable"),
        (ConnectionLost(), Outcome.RETRY, "connection_reset"),
        (DownloadFailedError("[<Failure OpenSSL.SSL.Error>]"), Outcome.RETRY, "tls_handshake"),
        (DownloadFailedError("[<Failure ParseError>]"), Outcome.RETRY, "protocol_error"),
        (DownloadFailedError("[<Failure ConnectionLost>]"), Outcome.RETRY, "connection_reset"),
        (DownloadCancelledError(), Outcome.DROPPED, "too_large"),
        (RequestRefused(Outcome.DROPPED, "robots", wait=5.0), Outcome.DROPPED, "robots"),
        (ZeroDivisionError(), Outcome.FAILED, "error_ZeroDivisionError"),
    ],
)
def test_every_failure_has_a_reason(error: Exception, outcome: Outcome, reason: str) -> None:
    found = result_of_failure(error)
    assert (found.outcome, found.reason) == (outcome, reason)
