"""Sites on which asking for a link leads nowhere, by kind: their text is users', paid or copied."""

import re

from linkfinder.data.sites import unsuitable_code_of
from linkfinder.model.page import Page
from linkfinder.urls import host_of, path_of

_WIRE_WORDS = re.compile(
    r"/PR ?Newswire/|\(GLOBE NEWSWIRE\)|\(BUSINESS WIRE\)|--\(BUSINESS WIRE\)--|/ots/|\bEIN Presswire\b|\bAccesswire\b|"
    r"\(Newsfile Corp\.|View source version on businesswire\.com|SOURCE: ?Business Wire|\bPRWEB\)",
)
"""Marks that wires leave in every copy of a release."""

_ENDS = 1500
"""Characters at either end of a text in which a wire leaves its mark."""

_ARCHIVE = re.compile(
    r"^/(?:[a-z]{2}/)?(?:tag|tags|search|suche|category|kategorie|categoria|categorie|author|archive|archives|page|label)(?:/|$)"
)
_RELEASES = re.compile(
    r"/(?:press-?releases?|pressemitteilung(?:en)?|news-releases?|story/[^/]+/press-release)(?:/|$)", re.IGNORECASE
)


def unsuitable_reason(page: Page) -> str:
    """Return the reason code for never asking on a page for a link, or an empty string."""
    if code := unsuitable_code_of(host_of(page.url)):
        return code
    path = path_of(page.url).lower()
    if _ARCHIVE.match(path):
        return "archive_page"
    text = page.main_text
    if _RELEASES.search(path) or _WIRE_WORDS.search(text[:_ENDS]) or _WIRE_WORDS.search(text[-_ENDS:]):
        return "wire_copy"
    return ""
