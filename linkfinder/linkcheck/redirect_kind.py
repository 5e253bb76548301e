"""What a redirect means: the page has a new URL, or the link leads to a home page or another site instead."""

import re
from enum import Enum, auto

from linkfinder.data.hosts import is_redirector
from linkfinder.linkcheck.page_summary import PageSummary
from linkfinder.linkcheck.targets import are_same_site, host_in, path_in, site_label_of, slug_words

_HOMELIKE = re.compile(
    # The home page by other names: a language, a country, an index file.
    r"/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:home|index|default|start|main|welcome)(?:\.[a-z]{2,5})?/?)?",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"/(?:log-?in|sign-?in|sign_in|account/login|users/sign_in|wp-login\.php|auth|sso|oauth2?|anmelden|connexion|accedi)"
    r"(?:[/.?]|$)",
    re.IGNORECASE,
)
_OPAQUE = re.compile(r"/[A-Za-z0-9_-]{1,12}/?")
"""One short segment: a short URL, whose target says nothing about whether the page is gone."""

_OUTWARD = re.compile(
    r"/(?:go|out|away|visit|recommends?|refer|redirect|r|link|click|track|aff)(?:[/.?]|$)",
    re.IGNORECASE,
)
"""Paths that are made to redirect to other sites."""


class RedirectKind(Enum):
    """What a redirect means for the page that was requested."""

    NONE = auto()
    SAME_SITE = auto()
    HOME = auto()  # a deep page of the site has become its home page
    LOGIN = auto()
    OTHER_SITE = auto()  # another site where the page, or its owner, can be recognised
    UNRELATED_SITE = auto()  # the home page of another site that has nothing to do with the link


def redirect_kind_of(requested: str, final: str, summary: PageSummary | None) -> RedirectKind:
    """Return what the redirect from `requested` to `final` means; `summary` is that of the final page."""
    if requested == final:
        return RedirectKind.NONE
    if _LOGIN.search(path_in(final)) and not _LOGIN.search(path_in(requested)):
        return RedirectKind.LOGIN
    if are_same_site(requested, final):
        return RedirectKind.HOME if is_homelike(final) and is_deep(requested) else RedirectKind.SAME_SITE
    if (
        is_homelike(final)
        and is_deep(requested)
        and not _is_outgoing_redirect(requested)
        and not _is_related(requested, final, summary)
    ):
        return RedirectKind.UNRELATED_SITE
    return RedirectKind.OTHER_SITE


def is_homelike(url: str) -> bool:
    """Return whether a URL is a host's home page, also that of a language or under an index file's name."""
    return _HOMELIKE.fullmatch(path_in(url)) is not None and "p=" not in url.partition("?")[2]


def is_deep(url: str) -> bool:
    """Return whether a URL means one page of a site and not its home page."""
    return not is_homelike(url) or _names_page(url)


def _names_page(url: str) -> bool:
    """Return whether the query alone names a page, as in `/?p=123` or `/index.php?article=4`."""
    return bool(re.search(r"[?&](?:p|page_id|id|article|story|post|a|q|product|item)=", url))


def _is_outgoing_redirect(url: str) -> bool:
    host, path = host_in(url), path_in(url)
    if is_redirector(host) or _OUTWARD.match(path):
        return True
    return len(site_label_of(host)) <= _SHORT_LABEL and _OPAQUE.fullmatch(path) is not None


_SHORT_LABEL = 5  # bit, buff, amzn: names of shorteners are short, of publications rarely


def _is_related(asked: str, final: str, summary: PageSummary | None) -> bool:
    """Return whether the other site is the old one under a new name, or is about what the link was about."""
    old, new = site_label_of(host_in(asked)), site_label_of(host_in(final))
    if len(old) > _MIN_LABEL_LENGTH and (old in new or new in old):
        return True
    text = summary.normalised if summary else ""
    if len(old) > _MIN_LABEL_LENGTH and old in text.replace(" ", "").replace("-", ""):
        return True
    words = slug_words(asked)
    return bool(words) and sum(word in text for word in words) * 2 >= len(words)


_MIN_LABEL_LENGTH = 3  # letters; a shorter name stands in many words by chance
