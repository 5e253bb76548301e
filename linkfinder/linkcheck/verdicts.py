"""The judge: from the end of a link's way to an opinion. Pure; what one answer cannot tell is left to `inquiry`."""

import re
from functools import cache

from linkfinder.linkcheck.exchange import Answer, Failure
from linkfinder.linkcheck.gated import gate_of
from linkfinder.linkcheck.hijacked import hijacker_of
from linkfinder.linkcheck.hosts import refuses_robots
from linkfinder.linkcheck.moved import Move, move_of
from linkfinder.linkcheck.opinions import FAILURES, Opinion, Reason
from linkfinder.linkcheck.parked import market_of, parking_mark
from linkfinder.linkcheck.targets import host_in
from linkfinder.linkcheck.trail import Trail
from linkfinder.linkcheck.walls import wall_of
from linkfinder.model.check import Verdict
from linkfinder.model.page import PageClass
from linkfinder.urls import site_of

_OK = range(200, 300)
_SERVER_ERRORS = range(500, 600)
_GATEWAY_ERRORS = frozenset({502, 503, 504})
_GONE = frozenset({404, 410})
_READABLE = 512
"""Bytes: who has got so much of a slow page has something to read."""

_STATUSES = {
    404: Opinion(Verdict.DEAD_HTTP, "http_404", 0.75, "The page of this link does not exist (404)."),
    410: Opinion(Verdict.DEAD_HTTP, "http_410", 0.95, "The page of this link was removed for good (410)."),
    401: Opinion(Verdict.BLOCKED, "http_401", 0.6, "The page asks for a password."),
    402: Opinion(Verdict.GATED, Reason.PAYWALL, 0.8, "The page is there for those who pay."),
    403: Opinion(Verdict.BLOCKED, "http_403", 0.5, "The server does not let us see the page; readers may see it."),
    429: Opinion(Verdict.BLOCKED, "http_429", 0.5, "The server wants fewer questions; the page may well be there."),
    451: Opinion(Verdict.BLOCKED, "http_451", 0.6, "The page is withheld for legal reasons, perhaps only here."),
    999: Opinion(Verdict.BLOCKED, "http_999", 0.8, "The server turns robots away; readers see the page."),
}
_BLOCKING = frozenset({405, 406, 409, 418, 456})
"""Answers to the way of asking, not to the question: robots get them for pages that readers see."""

_CLASSES = {
    PageClass.PARKED: (Verdict.PARKED, Reason.PARKED, 0.85, "The domain is parked or for sale: “{words}”."),
    PageClass.SUSPENDED: (Verdict.PARKED, Reason.SUSPENDED, 0.8, "The site's account is suspended: “{words}”."),
}


_LISTING = "index of"
"""A list of files is what some addresses are for."""

_FOR_NOW = re.compile(
    r"mainten|wartung|mantenim|manuten|onderhoud|konserwac|bakim|обслуживан|back (?:soon|shortly)|bald zuruck|"
    r"de retour|volveremos|unavailable|indisponible|offline|private|password|ueberarbeitet|uberarbeitet"
)
"""Words of a notice that says the site comes back."""


def judge(trail: Trail) -> Opinion:
    """Return what the end of a way means for the link it began with."""
    answer = trail.answer
    if trail.stop:
        return FAILURES[trail.stop]
    if answer.failure:
        return _failed(answer)
    refused = _refused(trail)
    if refused:
        return refused
    if answer.status in _OK:
        return _page(trail)
    gone = answer.status in _GONE
    return _status(answer) if gone else _parked(trail) or _status(answer)


def _failed(answer: Answer) -> Opinion:
    failure = answer.failure
    assert failure is not None
    if failure is Failure.TIMEOUT and answer.status in _OK and len(answer.body) >= _READABLE:
        return Opinion(Verdict.ALIVE, Reason.SLOW, 0.5, "The page is there, but its server is very slow.")
    if failure is Failure.PROTOCOL and answer.status:
        # The status line was whole; what followed is what some browsers swallow and some do not.
        note = "The page is there, but its server sends malformed headers."
        return Opinion(Verdict.ALIVE, Reason.MALFORMED, 0.6, note) if answer.status in _OK else _status(answer)
    return FAILURES[failure]


def _refused(trail: Trail) -> Opinion | None:
    """Return an opinion when the answer is about us and not about the page."""
    answer = trail.answer
    wall = wall_of(answer, trail.look.words if answer.status in _OK and trail.look else 0)
    if wall:
        return Opinion(
            Verdict.BLOCKED, f"wall_{wall}", 0.8, "A wall against robots answered; readers may see the page."
        )
    is_gate = answer.status not in _OK or move_of(trail.asked, trail.final, None) is Move.LOGIN
    if is_gate and refuses_robots(host_in(trail.final)):
        note = "This host turns robots away, so its answer proves nothing; look at the page yourself."
        return Opinion(Verdict.BLOCKED, Reason.REFUSES_ROBOTS, 0.8, note)
    return _by_proxy(answer) if answer.by_proxy and answer.status in _GATEWAY_ERRORS else None


def _by_proxy(answer: Answer) -> Opinion:
    """Return what a gateway error means that a proxy may have made itself."""
    cause = answer.headers.get("x-squid-error", "")
    if cause.startswith("ERR_DNS_FAIL") and b"name error" in answer.body.lower():
        return FAILURES[Failure.DNS_NXDOMAIN]
    note = "The proxy answered that it could not get the page; that says little about the page."
    return Opinion(Verdict.UNKNOWN, Reason.PROXY_ERROR, 0.1, note)


def _status(answer: Answer) -> Opinion:
    status = answer.status
    known = _STATUSES.get(status)
    if known:
        return known
    if status in _BLOCKING:
        return Opinion(Verdict.BLOCKED, f"http_{status}", 0.4, f"The server does not answer robots ({status}).")
    if status in range(300, 400):
        return Opinion(Verdict.UNKNOWN, Reason.NO_LOCATION, 0.3, "The address redirects, but does not say where to.")
    if status in _SERVER_ERRORS:
        return Opinion(Verdict.UNKNOWN, f"http_{status}", 0.3, f"The server has an error ({status}), perhaps for now.")
    return Opinion(Verdict.UNKNOWN, f"http_{status}", 0.1, f"The server gave an answer that means nothing ({status}).")


def _page(trail: Trail) -> Opinion:
    """Return the opinion on an answer that calls itself a success."""
    return _parked(trail) or _gated(trail) or _taken(trail) or _moved(trail) or _alive(trail)


def _parked(trail: Trail) -> Opinion | None:
    market = market_of(trail.asked, trail.final)
    if market:
        return Opinion(Verdict.PARKED, Reason.MARKET, 0.9, f"The domain is for sale or parked: it leads to {market}.")
    mark = parking_mark(trail.answer.body, trail.look)
    if mark:
        return Opinion(Verdict.PARKED, Reason.PARKED, 0.85, f"The domain is parked: its page holds “{mark}”.")
    kind, words = trail.kind
    if kind is PageClass.PLACEHOLDER:
        return _placeholder(words)
    if kind not in _CLASSES:
        return None
    verdict, reason, confidence, note = _CLASSES[kind]
    return Opinion(verdict, reason, confidence, note.format(words=words))


def _placeholder(words: str) -> Opinion | None:
    """Return the opinion on a page that holds the place of another: for an hour, until it is built, or for ever."""
    if _LISTING in words:
        return None
    if _FOR_NOW.search(words):
        note = f"The site is closed for maintenance at present (“{words}”); ask again later."
        return Opinion(Verdict.UNKNOWN, Reason.MAINTENANCE, 0.4, note)
    return Opinion(Verdict.PARKED, Reason.DEFAULT_PAGE, 0.6, f"Only a placeholder stands there (“{words}”).")


def _gated(trail: Trail) -> Opinion | None:
    gate = gate_of(trail.answer, trail.look)
    if gate == "paywall":
        return Opinion(Verdict.GATED, Reason.PAYWALL, 0.8, "The page is there for those who pay.")
    is_login = gate or move_of(trail.asked, trail.final, None) is Move.LOGIN
    if is_login and trail.kind[0] is not PageClass.SOFT_404:  # an error page may offer a log-in in its menu
        return Opinion(Verdict.GATED, Reason.LOGIN, 0.7, "The page is there for those who log in.")
    return None


def _taken(trail: Trail) -> Opinion | None:
    trade = hijacker_of(trail.asked, trail.look)
    if not trade:
        return None
    return Opinion(
        Verdict.HIJACKED, Reason.HIJACKED, 0.7, f"Somebody else has the domain now: the page is about {trade}."
    )


def _moved(trail: Trail) -> Opinion | None:
    move = move_of(trail.asked, trail.final, trail.look)
    if move is Move.HOME:
        return Opinion(Verdict.REDIRECT_HOME, Reason.HOME, 0.6, "The page is gone: its address leads to the home page.")
    if move is Move.STRANGER:
        note = f"The page is gone: its address leads to the home page of another site, {site_of(trail.final)}."
        return Opinion(Verdict.REDIRECT_OFFSITE, Reason.STRANGER, 0.5, note)
    return None


def _alive(trail: Trail) -> Opinion:
    answer, look = trail.answer, trail.look
    if answer.is_truncated:
        return Opinion(Verdict.ALIVE, Reason.TRUNCATED, 0.7, "The page is there; its server broke off before the end.")
    if not answer.body.strip():
        return Opinion(Verdict.ALIVE, Reason.EMPTY_PAGE, 0.5, "The address answers, but with an empty page.")
    if look and look.is_shell:
        return Opinion(
            Verdict.ALIVE, Reason.NEEDS_BROWSER, 0.5, "The page is filled by scripts; only a browser sees it."
        )
    return _plainly_alive(answer.status)


@cache
def _plainly_alive(status: int) -> Opinion:
    return Opinion(Verdict.ALIVE, f"http_{status}", 0.9)
