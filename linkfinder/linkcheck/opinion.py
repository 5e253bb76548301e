"""What an answer means, in the words of a link builder: verdict, reason code, confidence, and a sentence for the mail.

Every reason code stands in `docs/reference/verdicts.md`; a test compares the two.
"""

from dataclasses import dataclass
from enum import StrEnum

from linkfinder.model.check import DEAD_VERDICTS, Verdict
from linkfinder.net.exchange import Failure


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
    """A verdict on one way to an answer. `confidence` is 0 to 1; `note` is one sentence."""

    verdict: Verdict
    reason: str
    confidence: float
    note: str = ""

    @property
    def is_dead(self) -> bool:
        """Whether the verdict is one of those worth a pitch."""
        return self.verdict in DEAD_VERDICTS


FAILURE_OPINIONS = {
    Failure.BAD_URL: Opinion(Verdict.REFUSED, Failure.BAD_URL, 1.0, "This is no web address; browsers cannot open it."),
    Failure.BAD_SCHEME: Opinion(Verdict.REFUSED, Failure.BAD_SCHEME, 1.0, "This is no link to a web page."),
    Failure.BAD_PORT: Opinion(Verdict.REFUSED, Failure.BAD_PORT, 1.0, "The address names a port no web page is on."),
    Failure.PRIVATE_ADDRESS: Opinion(
        Verdict.REFUSED, Failure.PRIVATE_ADDRESS, 1.0, "The address lies in a private network and was not asked."
    ),
    Failure.DNS_NXDOMAIN: Opinion(
        Verdict.DEAD_DNS, Failure.DNS_NXDOMAIN, 0.8, "The domain of this link no longer exists."
    ),
    Failure.DNS_NO_ADDRESS: Opinion(
        Verdict.UNKNOWN, Failure.DNS_NO_ADDRESS, 0.4, "The domain exists, but no server stands behind it at present."
    ),
    Failure.DNS_TEMPORARY: Opinion(
        Verdict.UNKNOWN, Failure.DNS_TEMPORARY, 0.0, "The name server gave no answer; that says nothing about the page."
    ),
    Failure.CONNECT_REFUSED: Opinion(
        Verdict.DEAD_HOST, Failure.CONNECT_REFUSED, 0.4, "The server of this link does not accept connections."
    ),
    Failure.CONNECT_TIMEOUT: Opinion(
        Verdict.UNKNOWN, Failure.CONNECT_TIMEOUT, 0.3, "The server of this link did not answer in time."
    ),
    Failure.UNREACHABLE: Opinion(
        Verdict.UNKNOWN, Failure.UNREACHABLE, 0.1, "No way leads to the server of this link from here."
    ),
    Failure.FIRST_BYTE_TIMEOUT: Opinion(
        Verdict.UNKNOWN, Failure.FIRST_BYTE_TIMEOUT, 0.3, "The server takes the request and then says nothing."
    ),
    Failure.TIMEOUT: Opinion(Verdict.UNKNOWN, Failure.TIMEOUT, 0.2, "The answer did not come to its end in time."),
    Failure.RESET: Opinion(Verdict.UNKNOWN, Failure.RESET, 0.2, "The server broke the connection off."),
    Failure.EMPTY_REPLY: Opinion(
        Verdict.UNKNOWN, Failure.EMPTY_REPLY, 0.2, "The server closed the connection without a word."
    ),
    Failure.PROTOCOL: Opinion(Verdict.UNKNOWN, Failure.PROTOCOL, 0.2, "The answer is not what a web server sends."),
    Failure.BAD_ENCODING: Opinion(
        Verdict.UNKNOWN, Failure.BAD_ENCODING, 0.2, "The answer is packed in a way that cannot be opened."
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
        Verdict.TLS_ERROR, Failure.TLS_UNTRUSTED, 0.7, "A server answers, but nobody vouches for its certificate."
    ),
    Failure.TLS_HANDSHAKE: Opinion(
        Verdict.TLS_ERROR, Failure.TLS_HANDSHAKE, 0.5, "The server and we could not agree on a secure connection."
    ),
    Failure.PROXY: Opinion(Verdict.UNKNOWN, Failure.PROXY, 0.0, "The proxy gave no answer; the page was not asked."),
    Failure.PAUSED: Opinion(
        Verdict.BLOCKED, Failure.PAUSED, 0.5, "The host asked to be left alone for longer than this run lasts."
    ),
    Failure.REDIRECT_LOOP: Opinion(
        Verdict.UNKNOWN, Failure.REDIRECT_LOOP, 0.5, "The address redirects in a circle; browsers give up too."
    ),
    Failure.TOO_MANY_REDIRECTS: Opinion(
        Verdict.UNKNOWN, Failure.TOO_MANY_REDIRECTS, 0.4, "The address redirects more than ten times."
    ),
    Failure.BAD_LOCATION: Opinion(
        Verdict.UNKNOWN, Failure.BAD_LOCATION, 0.4, "The address redirects to something that is no address."
    ),
    Failure.REDIRECT_SCHEME: Opinion(
        Verdict.REFUSED, Failure.REDIRECT_SCHEME, 0.8, "The address redirects to something that is no web page."
    ),
}
"""What a failure means by itself, at the first time it is seen; `confirm` lets it grow over days."""
