"""Answers that are too long, too short, lying, rude or sorry: HTTP as servers speak it when nobody looks."""

import gzip
import resource
import socket
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import brotli  # type: ignore[import-untyped]
import pytest

from linkfinder.linkcheck.check import check_links
from linkfinder.linkcheck.settings import LinkCheckSettings
from linkfinder.model.check import LinkCheck, Verdict
from tests.linkcheck.hostile import Asked, Web, not_found, page, pages, reply

Check = Callable[..., LinkCheck]
TEETH = page("teeth").encode()


def raw(answer: bytes) -> Callable[[Asked, socket.socket], None]:
    """Return a handler that sends these bytes and closes."""

    def handler(_asked: Asked, wire: socket.socket) -> None:
        wire.sendall(answer)
        wire.shutdown(socket.SHUT_WR)

    return handler


def with_raw(status: str, headers: str, body: bytes = TEETH) -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n{headers}\r\n".encode("latin-1") + body


def peak() -> int:
    """Return the most memory this process ever had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def test_07_an_endless_answer_is_read_only_as_far_as_needed(web: Web, check: Check) -> None:
    def endless(_asked: Asked, wire: socket.socket) -> None:
        wire.sendall(with_raw("200 OK", "Transfer-Encoding: chunked\r\n", b""))
        chunk = b"10000\r\n" + b"<p>teeth " * 7281 + b"       \r\n"
        while not web.is_closing:
            wire.sendall(chunk)

    before = peak()
    assert check(web.host(endless) + "/teeth").verdict is Verdict.ALIVE
    assert peak() - before < 30


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("br", brotli.compress),
        ("gzip, gzip", lambda data: gzip.compress(gzip.compress(data))),
    ],
)
def test_08_a_bomb_is_stopped_at_the_decoded_limit(
    web: Web, check: Check, encoding: str, pack: Callable[[bytes], bytes]
) -> None:
    bomb = pack(TEETH + b" " * 100_000_000)
    before = peak()
    site = web.host(lambda _asked, _wire: reply(bomb, "200 OK", f"Content-Encoding: {encoding}"))
    assert check(site + "/teeth").verdict is Verdict.ALIVE
    assert peak() - before < 30


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate"])
def test_09_a_lie_about_the_encoding_is_seen_through(web: Web, check: Check, encoding: str) -> None:
    site = web.host(lambda _asked, _wire: reply(TEETH, "200 OK", f"Content-Encoding: {encoding}"))
    assert check(site + "/teeth").verdict is Verdict.ALIVE


def test_09_a_lie_about_the_encoding_saves_no_page_that_is_gone(web: Web, check: Check) -> None:
    body = b"<title>404 Not Found</title><h1>Page not found</h1>"
    site = web.host(lambda _asked, _wire: reply(body, "200 OK", "Content-Encoding: gzip"))
    assert check(site + "/teeth").verdict is Verdict.SOFT_404


def test_10_a_truncated_answer_counts_as_alive_and_says_so(web: Web, check: Check) -> None:
    varied = "".join(f"<p>Tooth {number} of {number**3} needs {number * 7919} kinds of care." for number in range(500))
    packed = gzip.compress(varied.encode())
    headers = f"Content-Encoding: gzip\r\nContent-Length: {len(packed)}\r\n"
    cut = web.host(raw(with_raw("200 OK", headers, packed[: len(packed) // 2])))
    short = web.host(raw(with_raw("200 OK", "Content-Length: 99999\r\n")))
    for site in (cut, short):
        found = check(site + "/teeth")
        assert (found.verdict, found.reason) == (Verdict.ALIVE, "truncated")


@pytest.mark.parametrize(
    "headers",
    [
        "Content-Length: 5\r\nContent-Length: 70\r\n",
        "Content-Length: many\r\n",
        ": a header without a name\r\n",
        "Bad Header Name: x\r\n",
        "a line that is no header\r\n",
        "X-Long: " + "x" * 5_000_000 + "\r\n",
        "".join(f"X-{number}: y\r\n" for number in range(200_000)),
    ],
    ids=["two lengths", "length in words", "no name", "spaces in name", "no colon", "5 MB header", "200,000 headers"],
)
def test_11_headers_that_browsers_swallow_kill_no_link(web: Web, check: Check, headers: str) -> None:
    before = peak()
    found = check(web.host(raw(with_raw("200 OK", headers))) + "/teeth")
    assert found.verdict is Verdict.ALIVE
    assert peak() - before < 60


@pytest.mark.parametrize("answer", [TEETH, b"SSH-2.0-OpenSSH_9.2\r\n", b"\x00\x01\x02", b"200 OK\r\n\r\nteeth"])
def test_12_what_is_no_http_is_a_protocol_error(web: Web, check: Check, answer: bytes) -> None:
    found = check(web.host(raw(answer)) + "/teeth")
    assert (found.verdict, found.reason) == (Verdict.UNKNOWN, "protocol_error")


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        ("000 Nothing", Verdict.UNKNOWN),
        ("600 Beyond", Verdict.UNKNOWN),
        ("99 Short", Verdict.UNKNOWN),
        ("204 No Content", Verdict.ALIVE),
        ("205 Reset Content", Verdict.ALIVE),
        ("206 Partial Content", Verdict.ALIVE),
        ("226 IM Used", Verdict.ALIVE),
        ("304 Not Modified", Verdict.UNKNOWN),
        ("400 Bad Request", Verdict.UNKNOWN),
        ("410 Gone", Verdict.DEAD_HTTP),
        ("500 Internal Server Error", Verdict.UNKNOWN),
        ("503 Service Unavailable", Verdict.UNKNOWN),
        ("521 Web Server Is Down", Verdict.UNKNOWN),
    ],
)
def test_13_every_status_has_a_verdict(web: Web, check: Check, status: str, verdict: Verdict) -> None:
    found = check(web.host(raw(with_raw(status, "Connection: close\r\n"))) + "/teeth")
    assert found.verdict is verdict


def test_13_a_storm_of_interim_answers_ends_in_the_last_one(web: Web, check: Check) -> None:
    storm = b"HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload\r\n\r\n" * 200
    assert check(web.host(raw(storm + with_raw("200 OK", "Connection: close\r\n"))) + "/teeth").verdict is Verdict.ALIVE


def in_a_moment() -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
@pytest.mark.parametrize("wait", ["1", "a date"])
def test_14_a_host_that_asks_for_a_moment_gets_it(web: Web, check: Check, status: str, wait: str) -> None:
    def once(asked: Asked, _wire: socket.socket) -> bytes:
        if asked.number > 1:
            return reply(TEETH)
        return reply("", status, f"Retry-After: {in_a_moment() if wait == 'a date' else wait}")

    site = web.host(once)
    assert check(site + "/teeth").verdict is Verdict.ALIVE
    first, second = (seen for seen in web.seen if f"http://{seen.asked.host}:" in site)
    assert second.began - first.ended > 0.5


def test_14_a_host_that_asks_for_an_hour_is_left_alone_while_others_go_on(
    web: Web, settings: LinkCheckSettings
) -> None:
    busy = web.host(lambda _asked, _wire: reply("", "429 Too Many Requests", "Retry-After: 3600"))
    other = web.host(pages({f"/{number}": page(f"teeth {number}") for number in range(5)}))
    urls = [f"{site}/{number}" for number in range(5) for site in (busy, other)]
    found = {check.url: check for check in check_links(urls, settings)}
    assert len(web.asked(busy.removeprefix("http://").partition(":")[0])) == 1
    for number in range(5):
        assert found[f"{other}/{number}"].verdict is Verdict.ALIVE
        assert found[f"{busy}/{number}"].verdict is Verdict.BLOCKED
        assert found[f"{busy}/{number}"].retry_after == 3600


def test_14_junk_in_retry_after_means_the_usual_pause(web: Web, check: Check) -> None:
    site = web.host(lambda _asked, _wire: reply("", "429 Too Many Requests", "Retry-After: later, maybe"))
    assert check(site + "/teeth").retry_after == 5


def test_15_a_pause_of_thirty_years_is_clamped_to_a_day(web: Web, check: Check) -> None:
    site = web.host(lambda _asked, _wire: reply("", "503 Service Unavailable", "Retry-After: 1000000000"))
    found = check(site + "/teeth")
    assert found.verdict is not Verdict.ALIVE
    assert not found.is_dead
    assert found.retry_after in {0, 86_400}


@pytest.mark.parametrize(
    "status", ["401 Unauthorized", "403 Forbidden", "451 Unavailable", "999 Request denied", "405 No"]
)
def test_16_a_refusal_is_blocked_and_never_dead(web: Web, check: Check, status: str) -> None:
    site = web.host(lambda _asked, _wire: reply("<h1>Forbidden</h1>", status))
    found = check(site + "/teeth")
    assert (found.verdict, found.reason) == (Verdict.BLOCKED, f"http_{status[:3]}")


PROTECTIONS = {
    "bot_protection_cloudflare": reply(
        "<title>Just a moment...</title>", "403 Forbidden", "cf-mitigated: challenge", "Server: cloudflare"
    ),
    "bot_protection_datadome": reply(
        '<script src="https://ct.captcha-delivery.com/c.js"></script>', "403 Forbidden", "x-datadome: protected"
    ),
    "bot_protection_imperva": reply('<iframe src="/_Incapsula_Resource?x=1">Request unsuccessful.</iframe>', "200 OK"),
    "bot_protection_perimeterx": reply('<div id="px-captcha"></div><p>Press & Hold to confirm</p>', "403 Forbidden"),
    "bot_protection_akamai": reply(
        "<h1>Access Denied</h1>https://errors.edgesuite.net/18.1", "403 Forbidden", "Server: AkamaiGHost"
    ),
    "bot_protection_aws_waf": reply("", "202 Accepted", "x-amzn-waf-action: challenge"),
    "bot_protection_vercel": reply(
        "<title>Vercel Security Checkpoint</title>", "429 Too Many Requests", "x-vercel-mitigated: challenge"
    ),
    "bot_protection_sucuri": reply(
        "<title>Access Denied - Sucuri Website Firewall</title>", "403 Forbidden", "X-Sucuri-Id: 1"
    ),
}


@pytest.mark.parametrize("name", sorted(PROTECTIONS))
def test_16_bot_protection_is_known_by_name(web: Web, check: Check, name: str) -> None:
    site = web.host(lambda _asked, _wire: PROTECTIONS[name])
    found = check(site + "/teeth")
    assert (found.verdict, found.reason) == (Verdict.BLOCKED, name)


def test_17_head_is_never_asked_so_servers_that_hate_it_do_no_harm(web: Web, check: Check) -> None:
    def hates_head(asked: Asked, _wire: socket.socket) -> bytes:
        return reply(TEETH) if asked.method == "GET" else reply("", "404 Not Found")

    site = web.host(hates_head)
    assert check(site + "/teeth").verdict is Verdict.ALIVE
    assert {asked.method for asked in web.asked(site.removeprefix("http://").partition(":")[0])} == {"GET"}


def test_17_a_page_that_only_browsers_headers_open_is_alive(web: Web, check: Check) -> None:
    def picky(asked: Asked, _wire: socket.socket) -> bytes:
        return reply(TEETH) if "sec-fetch-mode" in asked.headers else reply("", "404 Not Found")

    found = check(web.host(picky) + "/teeth")
    assert found.verdict is Verdict.ALIVE
    assert "browser" in found.note


def test_17_a_404_is_asked_twice_before_it_counts(web: Web, check: Check) -> None:
    def wakes_up(asked: Asked, _wire: socket.socket) -> bytes:
        return reply(TEETH) if asked.number > 1 else reply("", "404 Not Found")

    assert check(web.host(wakes_up) + "/teeth").verdict is Verdict.ALIVE
    gone = check(web.host(not_found) + "/teeth")
    assert (gone.verdict, gone.status, gone.reason) == (Verdict.DEAD_HTTP, 404, "http_404")


def test_18_a_soft_404_is_dead_whether_the_host_says_so_in_words_or_not(web: Web, check: Check) -> None:
    words = web.host(lambda _asked, _wire: reply("<title>Page not found</title><h1>Sorry</h1><p>No such page."))
    by_words = check(words + "/teeth")
    assert (by_words.verdict, by_words.reason) == (Verdict.SOFT_404, "not_found_words")

    mute = web.host(lambda _asked, _wire: reply(page("Welcome to our practice", words=80)))
    by_likeness = check(mute + "/guides/implant-aftercare")
    assert (by_likeness.verdict, by_likeness.reason) == (Verdict.SOFT_404, "same_as_missing_page")


def test_18_an_article_about_errors_is_no_soft_404(web: Web, check: Check) -> None:
    article = page("How to make a good 404 error page", words=600)
    site = web.host(pages({"/good-404-error-page": article}))
    assert check(site + "/good-404-error-page").verdict is Verdict.ALIVE


def test_18_a_short_page_of_an_honest_host_is_alive(web: Web, check: Check) -> None:
    site = web.host(pages({"/teeth": page("teeth", words=20)}))
    assert check(site + "/teeth").verdict is Verdict.ALIVE


def test_19_parked_suspended_and_empty_sites_are_parked(web: Web, check: Check) -> None:
    texts = {
        "parked_page": "<title>old-clinic.example</title><h1>This domain is for sale!</h1><p>Buy this domain today.",
        "suspended": "<title>Account Suspended</title><h1>This account has been suspended.</h1>",
        "default_page": "<title>Welcome to nginx!</title><h1>Welcome to nginx!</h1><p>If you see this page, it works.",
    }
    for reason, text in texts.items():
        found = check(web.host(lambda _asked, _wire, text=text: reply(text)) + "/")  # type: ignore[misc]
        assert (found.verdict, found.reason) == (Verdict.PARKED, reason)


def test_19_a_lander_that_only_scripts_show_is_parked(web: Web, check: Check) -> None:
    body = '<html><head><script>onload=function(){window.location.href="/lander"}</script></head></html>'
    assert check(web.host(lambda _asked, _wire: reply(body)) + "/").verdict is Verdict.PARKED


def test_a_site_down_for_maintenance_is_not_parked(web: Web, check: Check) -> None:
    body = "<title>Maintenance</title><h1>We'll be back soon</h1><p>Our site is down for maintenance."
    found = check(web.host(lambda _asked, _wire: reply(body)) + "/teeth")
    assert (found.verdict, found.reason) == (Verdict.UNKNOWN, "maintenance")


def test_40_links_to_one_host_are_asked_one_by_one_with_their_gap(web: Web, settings: LinkCheckSettings) -> None:
    def slow(asked: Asked, _wire: socket.socket) -> bytes:
        time.sleep(0.01)
        return reply(page(f"teeth {asked.path}"))

    site = web.host(slow)
    ip = site.removeprefix("http://").partition(":")[0]
    found = list(check_links([f"{site}/{number}" for number in range(40)], replace(settings, host_delay=0.05)))
    assert len(found) == 40
    times = sorted((seen.began, seen.ended) for seen in web.seen if seen.asked.host == ip)
    assert len(times) == 40
    for (_, ended), (began, _) in pairwise(times):
        assert began - ended > 0.04
