"""Domains without an owner who cares: for sale, parked, expired, suspended, or never set up.

The words of such pages are `analysis.page_class`'s business; here are the marks that stand where no reader sees them:
the host somebody is sent to, and the scripts that parking services put into a page.
"""

import re
from functools import lru_cache

from linkfinder.data.hosts import is_domain_market, is_redirector, is_registrar
from linkfinder.data.parking import parking_marks
from linkfinder.linkcheck.page_summary import SUMMARY_CACHE_SIZE, PageSummary
from linkfinder.linkcheck.targets import host_in
from linkfinder.urls import site_of_host

_WINDOW = 60_000
_FEW_WORDS = 250
"""A parked page has links and a slogan; one with more to read only mentions a parking service."""

_MARKS = tuple(mark.encode() for mark in parking_marks())
_NUMBERED = re.compile(r"ww\d{1,2}\.")


def domain_market_of(asked: str, final: str) -> str:
    """Return the domain market that a visitor of `asked` is sent to, or an empty string."""
    if asked == final:
        return ""
    old, host = host_in(asked), host_in(final)
    if old == host or is_redirector(old):
        return ""
    if is_domain_market(host) or (_NUMBERED.match(host) and not _NUMBERED.match(old)):
        return host
    return host if is_registrar(host) and site_of_host(old) in final.lower() else ""


def parking_mark(body: bytes, summary: PageSummary | None) -> str:
    """Return the mark of a parking service in a page, or an empty string."""
    if summary is None or not summary.is_html or summary.words > _FEW_WORDS:
        return ""
    return _mark_in(body[:_WINDOW])


@lru_cache(maxsize=SUMMARY_CACHE_SIZE)
def _mark_in(body: bytes) -> str:
    body = body.lower()
    return next((mark.decode() for mark in _MARKS if mark in body), "")
