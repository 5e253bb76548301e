"""The browser recheck of links that seem dead: it may turn a dead verdict into a better one, never the reverse.

Some servers answer 404 to every program and show the page to browsers. The function that renders pages is an argument;
what it returns is judged here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from linkfinder.linkcheck.redirect_chain import RedirectChain
from linkfinder.linkcheck.soft404 import soft_404_suspicion
from linkfinder.linkcheck.verdicts import VerdictReason, judge
from linkfinder.model.check import LinkCheck, Verdict
from linkfinder.net.exchange import HttpResponse

MAX_RECHECKED_PAGES = 200
"""Pages rendered in one run: each takes some seconds, and a run should end within a quarter of an hour."""

_CERTAIN = "http_410"  # "gone for good", a status that no server sends by mistake
_NOT_DEAD = frozenset({Verdict.ALIVE, Verdict.BLOCKED, Verdict.GATED})
_BROWSER_CONFIDENCE = 0.8
"""Confidence in a page that only a browser got, as in one that only a request with browser headers got."""


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """What a browser showed for a URL: the final URL, the last status and headers, and the HTML after scripts ran."""

    url: str
    status: int
    final_url: str
    headers: Mapping[str, str]  # names in lower case
    html: str


RenderPages = Callable[[Sequence[str]], Iterable[RenderedPage]]
"""Renders URLs one after the other; those that cannot be opened are left out."""


def with_browser_recheck(
    checks: Iterable[LinkCheck], render: RenderPages, limit: int = MAX_RECHECKED_PAGES
) -> Iterator[LinkCheck]:
    """Yield every check; the first `limit` that a browser may see differently come last, after the browser recheck."""
    doubtful: dict[str, LinkCheck] = {}
    for check in checks:
        if len(doubtful) < limit and needs_browser_recheck(check):
            doubtful[check.url] = check
        else:
            yield check
    for rendered in render(list(doubtful)) if doubtful else ():
        if rendered.url in doubtful:
            yield rechecked(doubtful.pop(rendered.url), rendered)
    yield from doubtful.values()


def needs_browser_recheck(check: LinkCheck) -> bool:
    """Return whether a browser might see a page where this check found a dead link."""
    return check.is_dead and check.status is not None and check.reason != _CERTAIN


def rechecked(check: LinkCheck, rendered: RenderedPage) -> LinkCheck:
    """Return the check of a dead link after the recheck: not dead when the browser got a page or bot protection."""
    headers = {**rendered.headers, "content-type": "text/html; charset=utf-8"}  # as the browser serialised it
    answer = HttpResponse(check.url, rendered.status, headers, rendered.html.encode("utf-8", "replace"))
    chain = RedirectChain(check.url, answer, () if rendered.final_url == check.url else (rendered.final_url,))
    opinion = judge(chain)
    is_page = opinion.verdict is Verdict.ALIVE
    if opinion.verdict not in _NOT_DEAD or (is_page and soft_404_suspicion(chain)):
        return check
    note = f"To a program the link is dead ({check.reason}), but a browser shows the page."
    return replace(
        check,
        verdict=opinion.verdict,
        reason=str(VerdictReason.SEEN_BY_BROWSER if is_page else opinion.reason),
        status=rendered.status,
        final_url=chain.final_url,
        chain=chain.hops,
        confidence=_BROWSER_CONFIDENCE if is_page else opinion.confidence,
        note=note if is_page else opinion.note,
    )
