"""Pages that say "not found" with status 200: told by their words, and by what the host says of a page that never was.

Words alone err (an article about errors has them too), and so does likeness alone (a shop of one page answers
everything alike). A page is suspected first, by signs that cost nothing; then the host is asked once for an address
nobody ever made, and the two answers are compared.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto

from linkfinder.linkcheck.looks import Look
from linkfinder.linkcheck.moved import is_homelike
from linkfinder.linkcheck.slugs import slug_words
from linkfinder.linkcheck.targets import are_one_site, join, path_in
from linkfinder.linkcheck.trail import Trail
from linkfinder.model.page import PageClass

_ERROR_PATH = re.compile(
    r"/(?:404|error-?404|404-?error|not-?found|page-?not-?found|errors?|oops|missing|fehler|introuvable|no-encontrado|"
    r"page-?unavailable|deleted|removed)(?:\.[a-z]{2,5})?/?$",
    re.IGNORECASE,
)
_THIN = 60
"""Words: pages people link to say more; an error page rarely does."""

_BARE = 8
"""Words: an answer as short as this is alike everywhere, and a likeness of it proves nothing."""

_ALIKE, _ALIKE_WITH_TITLE = 0.9, 0.75
"""Shares of common words: two error pages differ by the address they repeat, two articles by nearly everything."""

_FEW_SLUG_WORDS = 2
_HONEST = range(400, 500)
_OK = range(200, 300)


class Suspicion(Enum):
    """What makes a page with status 200 look as if it were not there, the strongest first."""

    MARKER = auto()  # its words say so
    ERROR_ADDRESS = auto()  # it was reached at an address such as /404
    CANONICAL = auto()  # it says that its address is the home page, or an error page
    OFF_TOPIC = auto()  # not one word of the address stands on the page
    THIN = auto()


class Habit(Enum):
    """How a host answers for an address that never existed."""

    HONEST = auto()  # 404, 410 or another refusal
    PAGE = auto()  # a page, with status 200
    HOME = auto()  # it sends people to its home page
    SILENT = auto()  # no answer to learn from


@dataclass(frozen=True, slots=True)
class Baseline:
    """A host's answer for an address that never existed."""

    habit: Habit
    look: Look | None = None


class Likeness(Enum):
    """What the comparison says."""

    OTHER = auto()
    SAME = auto()
    UNSURE = auto()  # alike, but too little to read to say more


def suspect(trail: Trail) -> Suspicion | None:
    """Return why the page at the end of a way may be a soft 404, or None when nothing speaks for it."""
    look = trail.look
    if look is None:
        return None
    if trail.kind[0] is PageClass.SOFT_404:
        return Suspicion.MARKER
    if trail.chain and _ERROR_PATH.search(path_in(trail.final)) and not _ERROR_PATH.search(path_in(trail.asked)):
        return Suspicion.ERROR_ADDRESS
    return None if is_homelike(trail.asked) or not look.is_html else _suspect_deep(trail, look)


def _suspect_deep(trail: Trail, look: Look) -> Suspicion | None:
    """Return what speaks against a page that should be one of many; a front door may be thin and about anything."""
    if _points_elsewhere(trail, look):
        return Suspicion.CANONICAL
    if _is_off_topic(trail.asked, look):
        return Suspicion.OFF_TOPIC
    return Suspicion.THIN if _BARE < look.words < _THIN else None


def baseline_of(trail: Trail) -> Baseline:
    """Return what an answer for an address that never existed says of its host."""
    answer = trail.answer
    if answer.failure or trail.stop:
        return Baseline(Habit.SILENT)
    if answer.status in _HONEST:
        return Baseline(Habit.HONEST)
    if answer.status not in _OK:
        return Baseline(Habit.SILENT)
    if trail.chain and is_homelike(trail.final):
        return Baseline(Habit.HOME, trail.look)
    return Baseline(Habit.PAGE, trail.look)


def compare(look: Look, baseline: Baseline) -> Likeness:
    """Return whether a page is what its host shows for any address."""
    other = baseline.look
    if other is None or baseline.habit is Habit.HONEST:
        return Likeness.OTHER
    share = likeness(look, other)
    is_titled = bool(look.title) and look.title == other.title
    if share < (_ALIKE_WITH_TITLE if is_titled else _ALIKE):
        return Likeness.OTHER
    return Likeness.UNSURE if look.is_shell or min(look.words, other.words) <= _BARE * 2 else Likeness.SAME


def likeness(look: Look, other: Look) -> float:
    """Return the share of words that two pages have in common, 0 to 1."""
    first, second = set(look.folded.split()), set(other.folded.split())
    every = len(first | second)
    return len(first & second) / every if every else 1.0


def probe_url(url: str, nonce: str) -> str:
    """Return an address beside `url` that nobody ever made, of the same form; empty when there is no such form."""
    head, question, query = url.partition("?")
    if is_homelike(url):
        return ""
    if path_in(url) == "/" and question:
        return f"{head}?{re.sub(r'=[^&]*', f'=9{int(nonce, 16) % 10**8:08d}', query, count=1)}"
    folder, _, name = head.rstrip("/").rpartition("/")
    extension = re.search(r"\.[A-Za-z]{2,5}$", name)
    return f"{folder}/{nonce}{extension.group() if extension else ''}{'/' if head.endswith('/') else ''}"


def _points_elsewhere(trail: Trail, look: Look) -> bool:
    if not look.canonical:
        return False
    url = join(look.canonical, trail.final)
    if not url or not are_one_site(url, trail.final) or is_homelike(trail.final):
        return False
    return is_homelike(url) or _ERROR_PATH.search(path_in(url)) is not None


def _is_off_topic(url: str, look: Look) -> bool:
    words = slug_words(url)
    return len(words) >= _FEW_SLUG_WORDS and not any(word in look.folded for word in words)
