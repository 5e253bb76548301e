"""Forty addresses that mislead link checkers, on the hostile web of linkfinder's tests, and the truth about each."""

import socket
from collections.abc import Iterator

from tests.linkcheck.hostile import Asked, Handler, Web, not_found, page, pages, redirect, reply
from tests.linkcheck.test_hostile_content import GONE, SORRY
from tests.linkcheck.test_hostile_http import PROTECTIONS, TEETH, raw, with_raw

Case = tuple[str, bool, Handler, str]
"""Its name, whether the link is dead, who answers, and the path that is asked."""

_PATH, _GUIDE = "/teeth", "/guides/implant-aftercare"
_BLOCKS = 5000  # of 16 KB: more than anybody should read of one page


def misleading_links(web: Web) -> dict[str, tuple[str, bool]]:
    """Start the hosts and return each address with its name and whether it is dead."""
    links = {web.host(handler) + path: (name, is_dead) for name, is_dead, handler, path in _cases()}
    links["http://nobody.invalid/x"] = ("no such domain", True)
    links[f"http://{web.new_ip()}:9/x"] = ("refused", True)
    return links


def _cases() -> Iterator[Case]:
    yield from _dead()
    yield from _refusing()
    yield from _at_the_second_request()
    yield from _odd()


def _dead() -> Iterator[Case]:
    yield "404", True, not_found, _PATH
    yield "410", True, _always(reply("", "410 Gone")), _PATH
    for language in ("en", "de", "pl", "ru"):
        yield f"soft 404 {language}", True, _always(reply(GONE.format(title=SORRY[language]))), _PATH
    yield "one page for everything", True, _always(reply(page("Welcome to our practice", 80))), _GUIDE
    sale = "<title>x</title><h1>This domain is for sale!</h1><p>Buy this domain"
    yield "for sale", True, _always(reply(sale)), "/"
    suspended = "<title>Account Suspended</title><h1>This account has been suspended.</h1>"
    yield "suspended", True, _always(reply(suspended)), "/"
    yield "hijacked", True, _always(reply(page("Slot gacor dan judi online terpercaya"))), _GUIDE
    home = pages({"/": page("Our practice")}, otherwise=redirect("/"))
    yield "sent to the home page", True, home, _GUIDE


def _refusing() -> Iterator[Case]:
    """Give pages that readers see and robots do not."""
    for name, answer in PROTECTIONS.items():
        yield name, False, _always(answer), _PATH
    for status in ("401", "403", "451", "999", "429"):
        yield status, False, _always(reply("<h1>no</h1>", f"{status} No")), _PATH


def _at_the_second_request() -> Iterator[Case]:
    """Give pages that are there for a client that asks again, or in another way."""
    yield "429 once", False, _once("429 Too Many", "Retry-After: 1"), _PATH
    yield "503 once", False, _once("503 Busy", "Retry-After: 1"), _PATH
    yield "500 once", False, _once("500 Oops"), _PATH
    yield "404 once", False, _once("404 Oops"), _PATH
    yield "404 for robots", False, _for_browsers, _PATH
    yield "wants a cookie", False, _with_cookie, _PATH
    yield "last slash left out", False, pages({f"{_PATH}/": page("teeth")}), _PATH
    yield "bracket slipped in", False, pages({_PATH: page("teeth")}), f"{_PATH})."


def _odd() -> Iterator[Case]:
    """Give pages that are there, sent in ways that browsers accept."""
    yield "plain", False, pages({_PATH: page("teeth")}), _PATH
    yield "gzip that is none", False, _always(reply(TEETH, "200 OK", "Content-Encoding: gzip")), _PATH
    yield "shorter than announced", False, raw(with_raw("200 OK", "Content-Length: 99999\r\n")), _PATH
    yield "header without colon", False, raw(with_raw("200 OK", "no colon here\r\nConnection: close\r\n")), _PATH
    yield "without end", False, _endless, _PATH


def _always(answer: bytes) -> Handler:
    return lambda _asked, _wire: answer


def _once(status: str, *headers: str) -> Handler:
    return lambda asked, _wire: reply(TEETH) if asked.number > 1 else reply("", status, *headers)


def _for_browsers(asked: Asked, _wire: socket.socket) -> bytes:
    return reply(TEETH) if "sec-fetch-mode" in asked.headers else reply("", "404 Not Found")


def _with_cookie(asked: Asked, _wire: socket.socket) -> bytes:
    has_cookie = "seen=1" in asked.headers.get("cookie", "")
    return reply(TEETH) if has_cookie else redirect(asked.path, "302 Found", "Set-Cookie: seen=1; Path=/")


def _endless(_asked: Asked, wire: socket.socket) -> None:
    wire.sendall(with_raw("200 OK", "Transfer-Encoding: chunked\r\n", b""))
    for _ in range(_BLOCKS):
        wire.sendall(b"4000\r\n" + b"<p>teeth " * 1820 + b"pad!\r\n")
