"""The judge: from the end of a redirect chain to a verdict with reason code, confidence, and a sentence for the mail.

Pure; what one answer cannot tell is left to `check_steps`. Every reason code stands in
`docs/reference/kinds/broken_link.md`; a test compares the two.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from linkfinder.data.hosts import is_bot_blocking
from linkfinder.linkcheck.redirect_chain import RedirectChain
from linkfinder.linkcheck.redirect_kind import RedirectKind, redirect_kind_of
from linkfinder.linkcheck.substitute_pages import (
    access_restriction_of,
    bot_protection_of,
    domain_market_of,
    hijacked_topic_of,
    parking_mark,
)
from linkfinder.linkcheck.targets import host_in
from linkfinder.model.check import DEAD_VERDICTS, Verdict
from linkfinder.model.page import PageClass
from linkfinder.net.exchange import Failure, HttpResponse
from linkfinder.urls import site_of


class VerdictReason(StrEnum):
    """Reason codes beside failures, statuses (`http_404`), bot protection (`bot_protection_captcha`) and variants."""

    EMPTY_PAGE = "empty_page"
    NEEDS_BROWSER = "needs_browser"
    TRUNCATED = "truncated"
    MALFORMED = "malformed_headers"
    SLOW = "slow_answer"
    MARKER = "not_found_words"
    SAME_AS_MISSING = "same_as_missing_page"
    SAME_EVERYWHERE = "same_for_every_address"
    HOME = "redirects_to_home"
    OTHER_SITE = "redirects_to_other_site"
    MARKET = "domain_market"
    PARKED = "parked_page"
    SUSPENDED = "suspended"
    DEFAULT_PAGE = "default_page"
    MAINTENANCE = "maintenance"
    HIJACKED = "hijacked_topic"
    REFUSES_ROBOTS = "refuses_robots"
    LOGIN = "login"
    PAYWALL = "paywall"
    PROXY_ERROR = "proxy_error"
    NO_LOCATION = "redirect_without_address"
    NETWORK_DOWN = "network_down"
    NOT_JUDGED = "not_judged"
    SEEN_BY_BROWSER = "seen_by_browser"


@dataclass(frozen=True, slots=True)
class Opinion:
    """A verdict on one redirect chain. `confidence` is 0 to 1; `note` is one sentence for people."""

    verdict: Verdict
    reason: str
    confidence: float
    note: str = ""

    @property
    def is_dead(self) -> bool:
        """Whether the verdict is one of those worth a pitch."""
        return self.verdict in DEAD_VERDICTS


FAILURE_OPINIONS = {
    Failure.BAD_URL: Opinion(
        Verdict.REFUSED, Failure.BAD_URL, 1.0, "This is not a valid URL; browsers cannot open it."
    ),
    Failure.BAD_SCHEME: Opinion(Verdict.REFUSED, Failure.BAD_SCHEME, 1.0, "This is no link to a web page."),
    Failure.BAD_PORT: Opinion(
        Verdict.REFUSED, Failure.BAD_PORT, 1.0, "The URL names a port that web pages are not served on."
    ),
    Failure.PRIVATE_ADDRESS: Opinion(
        Verdict.REFUSED, Failure.PRIVATE_ADDRESS, 1.0, "The address lies in a private network and was not contacted."
    ),
    Failure.DNS_NXDOMAIN: Opinion(
        Verdict.DEAD_DNS, Failure.DNS_NXDOMAIN, 0.8, "The domain of this link no longer exists."
    ),
    Failure.DNS_NO_ADDRESS: Opinion(
        Verdict.UNKNOWN, Failure.DNS_NO_ADDRESS, 0.4, "The domain exists, but no server stands behind it at present."
    ),
    Failure.DNS_TEMPORARY: Opinion(
        Verdict.UNKNOWN, Failure.DNS_TEMPORARY, 0.0, "The name server did not answer; that says nothing about the page."
    ),
    Failure.CONNECT_REFUSED: Opinion(
        Verdict.DEAD_HOST, Failure.CONNECT_REFUSED, 0.4, "The server of this link does not accept connections."
    ),
    Failure.CONNECT_TIMEOUT: Opinion(
        Verdict.UNKNOWN, Failure.CONNECT_TIMEOUT, 0.3, "The server of this link did not answer in time."
    ),
    Failure.UNREACHABLE: Opinion(
        Verdict.UNKNOWN, Failure.UNREACHABLE, 0.1, "There is no route to the server of this link from here."
    ),
    Failure.FIRST_BYTE_TIMEOUT: Opinion(
        Verdict.UNKNOWN, Failure.FIRST_BYTE_TIMEOUT, 0.3, "The server takes the request and then sends nothing."
    ),
    Failure.TIMEOUT: Opinion(Verdict.UNKNOWN, Failure.TIMEOUT, 0.2, "The response did not end in time."),
    Failure.RESET: Opinion(Verdict.UNKNOWN, Failure.RESET, 0.2, "The server broke the connection off."),
    Failure.EMPTY_REPLY: Opinion(
        Verdict.UNKNOWN, Failure.EMPTY_REPLY, 0.2, "The server closed the connection without a response."
    ),
    Failure.PROTOCOL: Opinion(Verdict.UNKNOWN, Failure.PROTOCOL, 0.2, "The response is not what a web server sends."),
    Failure.BAD_ENCODING: Opinion(
        Verdict.UNKNOWN, Failure.BAD_ENCODING, 0.2, "The response is compressed in a way that cannot be decoded."
    ),
    Failure.TLS_EXPIRED: Opinion(
        Verdict.TLS_ERROR, Failure.TLS_EXPIRED, 0.9, "The site is there, but its certificate is not valid today."
    ),
    Failure.TLS_SELF_SIGNED: Opinion(
        Verdict.TLS_ERROR, Failure.TLS_SELF_SIGNED, 0.9, "The site is there, but it signed its certificate itself."
    ),
    Failure.TLS_WRONG_HOST: Opinion(
        Verdict.TLS_ERROR, Failure.TLS_WRONG_HOST, 0.9, "A server answers, but its certificate is for another host."
    ),
    Failure.TLS_UNTRUSTED: Opinion(
        Verdict.TLS_ERROR,
        Failure.TLS_UNTRUSTED,
        0.7,
        "A server answers, but no known authority has signed its certificate.",
    ),
    Failure.TLS_HANDSHAKE: Opinion(
        Verdict.TLS_ERROR, Failure.TLS_HANDSHAKE, 0.5, "The server and we could not agree on a secure connection."
    ),
    Failure.PROXY: Opinion(
        Verdict.UNKNOWN, Failure.PROXY, 0.0, "The proxy did not answer; the page was not requested."
    ),
    Failure.PAUSED: Opinion(
        Verdict.BLOCKED, Failure.PAUSED, 0.5, "The host asked for a longer pause than this run lasts."
    ),
    Failure.REDIRECT_LOOP: Opinion(
        Verdict.UNKNOWN, Failure.REDIRECT_LOOP, 0.5, "The URL redirects in a circle; browsers give up too."
    ),
    Failure.TOO_MANY_REDIRECTS: Opinion(
        Verdict.UNKNOWN, Failure.TOO_MANY_REDIRECTS, 0.4, "The URL redirects more than ten times."
    ),
    Failure.BAD_LOCATION: Opinion(Verdict.UNKNOWN, Failure.BAD_LOCATION, 0.4, "The URL redirects to an invalid URL."),
    Failure.REDIRECT_SCHEME: Opinion(
        Verdict.REFUSED, Failure.REDIRECT_SCHEME, 0.8, "The URL redirects to something that is no web page."
    ),
}
"""What a failure means the first time it is seen; `confirmation` raises its confidence over days."""

_OK = range(200, 300)
_SERVER_ERRORS = range(500, 600)
_GATEWAY_ERRORS = frozenset({502, 503, 504})
_GONE = frozenset({404, 410})
_READABLE = 512
"""Bytes: a slow page of which so much has come is there."""

_STATUSES = {
    404: Opinion(Verdict.DEAD_HTTP, "http_404", 0.75, "The page of this link does not exist (404)."),
    410: Opinion(Verdict.DEAD_HTTP, "http_410", 0.95, "The page of this link was removed for good (410)."),
    401: Opinion(Verdict.BLOCKED, "http_401", 0.6, "The page asks for a password."),
    402: Opinion(Verdict.GATED, VerdictReason.PAYWALL, 0.8, "The page is there for those who pay."),
    403: Opinion(Verdict.BLOCKED, "http_403", 0.5, "The server does not let us see the page; readers may see it."),
    429: Opinion(Verdict.BLOCKED, "http_429", 0.5, "The server wants fewer requests; the page may well be there."),
    451: Opinion(Verdict.BLOCKED, "http_451", 0.6, "The page is withheld for legal reasons, perhaps only here."),
    999: Opinion(Verdict.BLOCKED, "http_999", 0.8, "The server refuses robots; readers see the page."),
}
_BLOCKING = frozenset({405, 406, 409, 418, 456})
"""Statuses that are about the kind of request: robots get them for pages that readers see."""

_CLASSES = {
    PageClass.PARKED: (Verdict.PARKED, VerdictReason.PARKED, 0.85, "The domain is parked or for sale: “{words}”."),
    PageClass.SUSPENDED: (Verdict.PARKED, VerdictReason.SUSPENDED, 0.8, "The site's account is suspended: “{words}”."),
}


_LISTING = "index of"
"""A list of files is what some URLs are for."""

_FOR_NOW = re.compile(
    r"mainten|wartung|mantenim|manuten|onderhoud|konserwac|bakim|обслуживан|back (?:soon|shortly)|bald zuruck|"
    r"de retour|volveremos|unavailable|indisponible|offline|private|password|ueberarbeitet|uberarbeitet"
)
"""Words of a notice that says the site comes back."""


_REFUSAL = re.compile(
    r"forbidden|denied|permission|authori[sz]|authentication|\b40[13]\b|verweigert|verboten|berechtigung|autoris|"
    r"acces (?:refuse|interdit)|denegado|prohibido|permiso|autorizad|negado|proibido|permissao|negato|vietato|permessi|"
    r"toegang|zabroniony|dostepu|uprawnien|доступ|нет прав|erisim|禁止访问|拒绝访问|没有权限|アクセス|접근"
)
"""Words of a notice that says the page is there, but not for this visitor."""


def judge(chain: RedirectChain) -> Opinion:
    """Return what the end of a redirect chain means for its link."""
    answer = chain.response
    if chain.stop:
        return FAILURE_OPINIONS[chain.stop]
    if answer.failure:
        return _failed(answer)
    refused = _refused(chain)
    if refused:
        return refused
    if answer.status in _OK:
        return _page(chain)
    gone = answer.status in _GONE
    return _status(answer) if gone else _parked(chain) or _status(answer)


def _failed(answer: HttpResponse) -> Opinion:
    failure = answer.failure
    assert failure is not None
    if failure is Failure.TIMEOUT and answer.status in _OK and len(answer.body) >= _READABLE:
        return Opinion(Verdict.ALIVE, VerdictReason.SLOW, 0.5, "The page is there, but its server is very slow.")
    if failure is Failure.PROTOCOL and answer.status:
        # The status line was whole; what followed is what some browsers swallow and some do not.
        note = "The page is there, but its server sends malformed headers."
        return Opinion(Verdict.ALIVE, VerdictReason.MALFORMED, 0.6, note) if answer.status in _OK else _status(answer)
    return FAILURE_OPINIONS[failure]


def _refused(chain: RedirectChain) -> Opinion | None:
    """Return an opinion when the response is about robots and not about the page."""
    answer = chain.response
    product = bot_protection_of(answer, chain.summary.words if answer.status in _OK and chain.summary else 0)
    if product:
        return Opinion(
            Verdict.BLOCKED, f"bot_protection_{product}", 0.8, "Bot protection answered; readers may see the page."
        )
    is_refusal = (
        answer.status not in _OK or redirect_kind_of(chain.requested_url, chain.final_url, None) is RedirectKind.LOGIN
    )
    if is_refusal and is_bot_blocking(host_in(chain.final_url)):
        note = "This host refuses robots, so its response proves nothing; open the page yourself."
        return Opinion(Verdict.BLOCKED, VerdictReason.REFUSES_ROBOTS, 0.8, note)
    return _by_proxy(answer) if answer.by_proxy and answer.status in _GATEWAY_ERRORS else None


def _by_proxy(answer: HttpResponse) -> Opinion:
    """Return what a gateway error means that a proxy may have made itself."""
    cause = answer.headers.get("x-squid-error", "")
    if cause.startswith("ERR_DNS_FAIL") and b"name error" in answer.body.lower():
        return FAILURE_OPINIONS[Failure.DNS_NXDOMAIN]
    note = "The proxy answered that it could not get the page; that says little about the page."
    return Opinion(Verdict.UNKNOWN, VerdictReason.PROXY_ERROR, 0.1, note)


def _status(answer: HttpResponse) -> Opinion:
    status = answer.status
    known = _STATUSES.get(status)
    if known:
        return known
    if status in _BLOCKING:
        return Opinion(Verdict.BLOCKED, f"http_{status}", 0.4, f"The server does not answer robots ({status}).")
    if status in range(300, 400):
        return Opinion(Verdict.UNKNOWN, VerdictReason.NO_LOCATION, 0.3, "The URL redirects, but does not say where to.")
    if status in _SERVER_ERRORS:
        return Opinion(Verdict.UNKNOWN, f"http_{status}", 0.3, f"The server has an error ({status}), perhaps for now.")
    return Opinion(Verdict.UNKNOWN, f"http_{status}", 0.1, f"The server answered with an unknown status ({status}).")


def _page(chain: RedirectChain) -> Opinion:
    """Return the opinion on a response with a status of success."""
    refusal = _parked(chain) or _refused_in_words(chain) or _gated(chain)
    return refusal or _taken(chain) or _moved(chain) or _alive(chain)


def _parked(chain: RedirectChain) -> Opinion | None:
    market = domain_market_of(chain.requested_url, chain.final_url, chain.summary)
    if market:
        return Opinion(
            Verdict.PARKED, VerdictReason.MARKET, 0.9, f"The domain is for sale or parked: it leads to {market}."
        )
    mark = parking_mark(chain.response.body, chain.summary)
    if mark:
        return Opinion(Verdict.PARKED, VerdictReason.PARKED, 0.85, f"The domain is parked: its page holds “{mark}”.")
    kind, words = chain.page_class
    if kind is PageClass.PLACEHOLDER:
        return _placeholder(words)
    if kind not in _CLASSES:
        return None
    verdict, reason, confidence, note = _CLASSES[kind]
    return Opinion(verdict, reason, confidence, note.format(words=words))


def _placeholder(words: str) -> Opinion | None:
    """Return the opinion on a placeholder: maintenance, a site not built yet, or a default page."""
    if _LISTING in words:
        return None
    if _FOR_NOW.search(words):
        note = f"The site is closed for maintenance at present (“{words}”); ask again later."
        return Opinion(Verdict.UNKNOWN, VerdictReason.MAINTENANCE, 0.4, note)
    return Opinion(Verdict.PARKED, VerdictReason.DEFAULT_PAGE, 0.6, f"Only a placeholder stands there (“{words}”).")


def _refused_in_words(chain: RedirectChain) -> Opinion | None:
    """Return the opinion on a page with a status of success whose words refuse the visitor."""
    kind, words = chain.page_class
    if kind is not PageClass.SOFT_404 or not _REFUSAL.search(words):
        return None
    return Opinion(Verdict.BLOCKED, "http_403", 0.4, f"The page refuses us in words (“{words}”).")


def _gated(chain: RedirectChain) -> Opinion | None:
    restriction = access_restriction_of(chain.response, chain.summary)
    if restriction == "paywall":
        return Opinion(Verdict.GATED, VerdictReason.PAYWALL, 0.8, "The page is there for those who pay.")
    is_login = restriction or redirect_kind_of(chain.requested_url, chain.final_url, None) is RedirectKind.LOGIN
    if is_login and chain.page_class[0] is not PageClass.SOFT_404:  # an error page may offer a log-in in its menu
        return Opinion(Verdict.GATED, VerdictReason.LOGIN, 0.7, "The page is there for those who log in.")
    return None


def _taken(chain: RedirectChain) -> Opinion | None:
    topic = hijacked_topic_of(chain.requested_url, chain.summary)
    if not topic:
        return None
    return Opinion(
        Verdict.HIJACKED, VerdictReason.HIJACKED, 0.7, f"The domain has a new owner: the page is about {topic}."
    )


def _moved(chain: RedirectChain) -> Opinion | None:
    move = redirect_kind_of(chain.requested_url, chain.final_url, chain.summary)
    if move is RedirectKind.HOME:
        return Opinion(
            Verdict.REDIRECT_HOME, VerdictReason.HOME, 0.6, "The page is gone: its URL leads to the home page."
        )
    if move is RedirectKind.UNRELATED_SITE:
        note = f"The page is gone: its URL leads to the home page of another site, {site_of(chain.final_url)}."
        return Opinion(Verdict.REDIRECT_OFFSITE, VerdictReason.OTHER_SITE, 0.5, note)
    return None


def _alive(chain: RedirectChain) -> Opinion:
    answer, summary = chain.response, chain.summary
    if answer.is_truncated:
        return Opinion(
            Verdict.ALIVE, VerdictReason.TRUNCATED, 0.7, "The page is there; its server broke off before the end."
        )
    if not answer.body.strip():
        return Opinion(Verdict.ALIVE, VerdictReason.EMPTY_PAGE, 0.5, "The URL answers, but with an empty page.")
    if summary and summary.is_shell:
        return Opinion(
            Verdict.ALIVE, VerdictReason.NEEDS_BROWSER, 0.5, "The page is filled by scripts; only a browser sees it."
        )
    return _plainly_alive(answer.status)


@cache
def _plainly_alive(status: int) -> Opinion:
    return Opinion(Verdict.ALIVE, f"http_{status}", 0.9)
