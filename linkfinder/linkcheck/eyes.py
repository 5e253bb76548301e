"""A last look through a browser at links that seem dead: it may save one, and never kills one.

Some servers tell every program that a page is gone and show it to browsers. Whoever shows the pages is handed in; what
its sight comes to is judged here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from linkfinder.linkcheck.exchange import Answer
from linkfinder.linkcheck.opinions import Reason
from linkfinder.linkcheck.soft404 import suspect
from linkfinder.linkcheck.trail import Trail
from linkfinder.linkcheck.verdicts import judge
from linkfinder.model.check import LinkCheck, Verdict

MOST = 200
"""Pages opened in one run: each takes some seconds, and a run should end within a quarter of an hour."""

_CERTAIN = "http_410"  # the server says "gone for good", which no server says by mistake
_SAVING = frozenset({Verdict.ALIVE, Verdict.BLOCKED, Verdict.GATED})
_SEEN = 0.8
"""Confidence in a page that only the browser got, as in one that only a request like a browser's got."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What a browser showed for an address: where it ended, the last status and headers, and the page as drawn."""

    url: str
    status: int
    final_url: str
    headers: Mapping[str, str]  # names in lower case
    html: str


Eyes = Callable[[Sequence[str]], Iterable[Sight]]
"""Opens addresses one after the other; what cannot be opened is left out."""


def with_eyes(checks: Iterable[LinkCheck], eyes: Eyes, most: int = MOST) -> Iterator[LinkCheck]:
    """Yield every check; the first `most` that a browser may see otherwise come last, after its look at them."""
    doubtful: dict[str, LinkCheck] = {}
    for check in checks:
        if len(doubtful) < most and wants_eyes(check):
            doubtful[check.url] = check
        else:
            yield check
    for sight in eyes(list(doubtful)) if doubtful else ():
        if sight.url in doubtful:
            yield seen(doubtful.pop(sight.url), sight)
    yield from doubtful.values()


def wants_eyes(check: LinkCheck) -> bool:
    """Tell whether a browser might see a page where this check found a dead link."""
    return check.is_dead and check.status is not None and check.reason != _CERTAIN


def seen(check: LinkCheck, sight: Sight) -> LinkCheck:
    """Return the check of a dead link after a browser's look: no longer dead when the browser got a page or a wall."""
    headers = {**sight.headers, "content-type": "text/html; charset=utf-8"}  # what the browser has made of it
    answer = Answer(check.url, sight.status, headers, sight.html.encode("utf-8", "replace"))
    trail = Trail(check.url, answer, () if sight.final_url == check.url else (sight.final_url,))
    opinion = judge(trail)
    is_page = opinion.verdict is Verdict.ALIVE
    if opinion.verdict not in _SAVING or (is_page and suspect(trail)):
        return check
    note = f"A program is told that the link is dead ({check.reason}), but a browser shows the page."
    return replace(
        check,
        verdict=opinion.verdict,
        reason=str(Reason.SEEN_BY_BROWSER if is_page else opinion.reason),
        status=sight.status,
        final_url=trail.final,
        chain=trail.chain,
        confidence=_SEEN if is_page else opinion.confidence,
        note=note if is_page else opinion.note,
    )
