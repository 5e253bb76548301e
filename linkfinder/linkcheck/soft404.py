"""Soft 404s: pages that say "not found" with status 200, known by their words and by the host's missing-page baseline.

Words alone mislead (an article about errors has them too), and so does similarity alone (a site of one page answers
every URL alike). A page is suspected first, by signs that cost no request; then a URL that never existed is requested
once from the host, and the two pages are compared.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto

from linkfinder.linkcheck.page_summary import PageSummary
from linkfinder.linkcheck.redirect_chain import RedirectChain
from linkfinder.linkcheck.redirect_kind import is_homelike
from linkfinder.linkcheck.targets import are_same_site, path_in, resolve_location, slug_words
from linkfinder.model.page import PageClass

_ERROR_PATH = re.compile(
    r"/(?:404|error-?404|404-?error|not-?found|page-?not-?found|errors?|oops|missing|fehler|introuvable|no-encontrado|"
    r"page-?unavailable|deleted|removed)(?:\.[a-z]{2,5})?/?$",
    re.IGNORECASE,
)
_THIN = 60
"""Words: pages people link to say more; an error page rarely does."""

_TOO_SHORT_TO_COMPARE = 8
"""Words: pages as short as this are alike everywhere, and their similarity proves nothing."""

_ALIKE, _ALIKE_WITH_TITLE = 0.9, 0.75
"""Shares of common words: two error pages differ by the URL they repeat, two articles in nearly everything."""

_FEW_SLUG_WORDS = 2
_HONEST = range(400, 500)
_OK = range(200, 300)


class Soft404Suspicion(Enum):
    """What makes a page with status 200 look as if it were not there, the strongest first."""

    MARKER = auto()  # its words say that the page was not found
    ERROR_ADDRESS = auto()  # its final URL is one such as /404
    CANONICAL = auto()  # its canonical URL is the home page or an error page
    OFF_TOPIC = auto()  # no word of the URL stands on the page
    THIN = auto()


class MissingPageBehaviour(Enum):
    """How a host answers for a URL that never existed."""

    HONEST = auto()  # 404, 410 or another refusal
    PAGE = auto()  # a page, with status 200
    HOME = auto()  # a redirect to its home page
    SILENT = auto()  # no usable response


@dataclass(frozen=True, slots=True)
class MissingPageBaseline:
    """A host's response for a URL that never existed."""

    behaviour: MissingPageBehaviour
    summary: PageSummary | None = None


class BaselineSimilarity(Enum):
    """Whether a page is what its host shows for a URL that never existed."""

    OTHER = auto()
    SAME = auto()
    UNSURE = auto()  # similar, but with too few words to be sure


def soft_404_suspicion(chain: RedirectChain) -> Soft404Suspicion | None:
    """Return why the last page of a redirect chain may be a soft 404, or None when nothing suggests it."""
    summary = chain.summary
    if summary is None:
        return None
    if chain.page_class[0] is PageClass.SOFT_404:
        return Soft404Suspicion.MARKER
    if (
        chain.hops
        and _ERROR_PATH.search(path_in(chain.final_url))
        and not _ERROR_PATH.search(path_in(chain.requested_url))
    ):
        return Soft404Suspicion.ERROR_ADDRESS
    return None if is_homelike(chain.requested_url) or not summary.is_html else _suspect_deep(chain, summary)


def _suspect_deep(chain: RedirectChain, summary: PageSummary) -> Soft404Suspicion | None:
    """Return what makes a page below the home page suspect; a home page may be short and about anything."""
    if _points_elsewhere(chain, summary):
        return Soft404Suspicion.CANONICAL
    if _is_off_topic(chain.requested_url, summary):
        return Soft404Suspicion.OFF_TOPIC
    return Soft404Suspicion.THIN if _TOO_SHORT_TO_COMPARE < summary.words < _THIN else None


def baseline_of(chain: RedirectChain) -> MissingPageBaseline:
    """Return how a host answers, from its response for a URL that never existed."""
    answer = chain.response
    if answer.failure or chain.stop:
        return MissingPageBaseline(MissingPageBehaviour.SILENT)
    if answer.status in _HONEST:
        return MissingPageBaseline(MissingPageBehaviour.HONEST)
    if answer.status not in _OK:
        return MissingPageBaseline(MissingPageBehaviour.SILENT)
    if chain.hops and is_homelike(chain.final_url):
        return MissingPageBaseline(MissingPageBehaviour.HOME, chain.summary)
    return MissingPageBaseline(MissingPageBehaviour.PAGE, chain.summary)


def compare_with_baseline(summary: PageSummary, baseline: MissingPageBaseline) -> BaselineSimilarity:
    """Return whether a page is what its host shows for any URL."""
    other = baseline.summary
    if other is None or baseline.behaviour is MissingPageBehaviour.HONEST:
        return BaselineSimilarity.OTHER
    share = word_similarity(summary, other)
    is_titled = bool(summary.title) and summary.title == other.title
    if share < (_ALIKE_WITH_TITLE if is_titled else _ALIKE):
        return BaselineSimilarity.OTHER
    return (
        BaselineSimilarity.UNSURE
        if summary.is_shell or min(summary.words, other.words) <= _TOO_SHORT_TO_COMPARE * 2
        else BaselineSimilarity.SAME
    )


def word_similarity(summary: PageSummary, other: PageSummary) -> float:
    """Return the share of words that two pages have in common, 0 to 1."""
    first, second = set(summary.normalised.split()), set(other.normalised.split())
    every = len(first | second)
    return len(first & second) / every if every else 1.0


def probe_url(url: str, nonce: str) -> str:
    """Return a URL of the same form in the same folder that never existed; empty when there is no such form."""
    head, question, query = url.partition("?")
    if is_homelike(url):
        return ""
    if path_in(url) == "/" and question:
        return f"{head}?{re.sub(r'=[^&]*', f'=9{int(nonce, 16) % 10**8:08d}', query, count=1)}"
    folder, _, name = head.rstrip("/").rpartition("/")
    extension = re.search(r"\.[A-Za-z]{2,5}$", name)
    return f"{folder}/{nonce}{extension.group() if extension else ''}{'/' if head.endswith('/') else ''}"


def _points_elsewhere(chain: RedirectChain, summary: PageSummary) -> bool:
    if not summary.canonical:
        return False
    url = resolve_location(summary.canonical, chain.final_url)
    if not url or not are_same_site(url, chain.final_url) or is_homelike(chain.final_url):
        return False
    return is_homelike(url) or _ERROR_PATH.search(path_in(url)) is not None


def _is_off_topic(url: str, summary: PageSummary) -> bool:
    words = slug_words(url)
    return len(words) >= _FEW_SLUG_WORDS and not any(word in summary.normalised for word in words)
