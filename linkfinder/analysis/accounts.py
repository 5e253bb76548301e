"""The advertising and analytics accounts that a page's scripts name: sites with one account have one owner."""

import re
from collections.abc import Iterator

_STARTS = (("", "ca-pub-"), ("", "GTM-"), ("id=", "G-"), ("", "UA-"))
"""What stands before an account, and how it begins; `G-` alone stands in many other words."""

_ACCOUNT = re.compile(
    r"ca-pub-\d{10,20}(?!\d)|GTM-[A-Z0-9]{5,9}(?![A-Z0-9])|G-[A-Z0-9]{8,12}(?![A-Z0-9])|UA-\d{5,10}(?=-\d)"
)
"""Google AdSense publisher, Tag Manager container, Analytics measurement, and the account of Universal Analytics
(https://support.google.com/adsense/answer/105516, https://support.google.com/analytics/answer/7372977)."""

_MOST_PLACES = 200
"""Places looked at for one beginning: a page with more repeats itself."""

_MOST_ACCOUNTS = 10
"""Accounts kept of one page; a site has two or three."""

_EXAMPLES = ("123456", "XXXX", "0000")
"""How examples in manuals and templates begin: nobody's account."""


def read_accounts(html: str) -> tuple[str, ...]:
    """Return the accounts in the order found, each once, such as `ca-pub-8127450936184520` or `UA-7150482`."""
    return tuple(list(dict.fromkeys(_found(html)))[:_MOST_ACCOUNTS])


def _found(html: str) -> Iterator[str]:
    # `find` passes over a page without accounts at the speed of memory; the pattern alone takes far longer.
    for before, start in _STARTS:
        at = html.find(before + start)
        for _ in range(_MOST_PLACES):
            if at < 0:
                break
            account = _ACCOUNT.match(html, at + len(before))
            if account and not account[0].removeprefix(start).startswith(_EXAMPLES):
                yield account[0]
            at = html.find(before + start, at + len(before))
