"""The redirect chain of a link: redirects followed hop by hop, within fixed limits.

Pure: `follow_redirects` yields each request and is sent its response. At most ten hops, each address once, web
schemes only; cookies are kept only when an address redirects to itself until it gets one, and go to the host that
set them.
"""

from collections.abc import Generator
from dataclasses import dataclass, field, replace
from functools import cached_property

from linkfinder.linkcheck.page_summary import PageSummary, page_class_of, read_page_summary
from linkfinder.linkcheck.targets import InvalidTarget, host_in, parse_target, resolve_location
from linkfinder.model.page import PageClass
from linkfinder.net.exchange import REDIRECT_STATUSES, Failure, HttpRequest, HttpResponse, RequestProfile

MAX_REDIRECTS = 10
"""Redirects followed; browsers stop at 20, and links on pages need fewer than half of that."""

_OK = range(200, 300)
_MAX_ADDRESSES = 3
"""IP addresses of one host that are tried: one may be down; when all are, the host is."""

_TRY_NEXT_ADDRESS = frozenset({Failure.CONNECT_REFUSED, Failure.CONNECT_TIMEOUT, Failure.UNREACHABLE})

_ResponseSteps = Generator[HttpRequest, HttpResponse, HttpResponse]


@dataclass
class RedirectChain:
    """Where an address led: the addresses after the first, the last response, and why it was not followed further."""

    requested_url: str
    response: HttpResponse
    hops: tuple[str, ...] = ()
    stop: Failure | None = None
    detail: str = ""
    elapsed_ms: int = 0

    @property
    def final_url(self) -> str:
        """The address that gave the last response."""
        return self.hops[-1] if self.hops else self.requested_url

    @cached_property
    def summary(self) -> PageSummary | None:
        """The summary of the last page; None when the response is no text."""
        return read_page_summary(self.response)

    @cached_property
    def page_class(self) -> tuple[PageClass, str]:
        """The class of the last page, and the words on it that say so."""
        return page_class_of(self.summary, self.final_url) if self.summary else (PageClass.NORMAL, "")


@dataclass
class _ChainState:
    """What is remembered while a chain is followed."""

    chain: list[str] = field(default_factory=list)
    seen: set[tuple[str, str]] = field(default_factory=set)
    jar: dict[str, dict[str, str]] = field(default_factory=dict)
    has_cookies: bool = False
    elapsed_ms: int = 0

    def note(self, answer: HttpResponse) -> None:
        self.elapsed_ms += answer.elapsed_ms
        for name, value in answer.cookies if "set-cookie" in answer.headers else ():
            self.jar.setdefault(host_in(answer.url), {})[name] = value

    def cookie_for(self, url: str) -> str:
        if not self.has_cookies:
            return ""
        return "; ".join(f"{name}={value}" for name, value in self.jar.get(host_in(url), {}).items())

    def start_again_with_cookies(self) -> bool:
        """Forget the chain and keep the cookies; False when there are none, or they did not help."""
        if self.has_cookies or not self.jar:
            return False
        self.has_cookies = True
        self.chain.clear()
        self.seen.clear()
        return True


def follow_redirects(request: HttpRequest) -> Generator[HttpRequest, HttpResponse, RedirectChain]:
    """Return the redirect chain of a request; yields each request to make and takes its response."""
    answer = yield request
    if answer.failure:
        answer = yield from _retry_other_ways(request, answer)
    chain = RedirectChain(request.url, answer, elapsed_ms=answer.elapsed_ms)
    url = _next(chain)
    return chain if url is None else (yield from _follow_further(request, chain, url))


def _follow_further(
    request: HttpRequest, chain: RedirectChain, url: str
) -> Generator[HttpRequest, HttpResponse, RedirectChain]:
    """Return the redirect chain of a request whose first response redirects to `url`."""
    walk = _ChainState(seen={(request.url, "")})
    walk.note(chain.response)
    while True:
        problem = _problem(url, walk)
        if problem is Failure.REDIRECT_LOOP and walk.start_again_with_cookies():
            url = request.url
        elif problem:
            chain.stop, chain.detail = problem, url or chain.response.headers.get("location", "")[:200]
            return chain
        else:
            walk.chain.append(url)
        here = replace(request, url=url, cookie=walk.cookie_for(url))
        walk.seen.add((url, here.cookie))
        answer = yield here
        if answer.failure:
            answer = yield from _retry_other_ways(here, answer)
        walk.note(answer)
        chain = RedirectChain(request.url, answer, tuple(walk.chain), elapsed_ms=walk.elapsed_ms)
        following = _next(chain)
        if following is None:
            return chain
        url = following


def _retry_other_ways(request: HttpRequest, answer: HttpResponse) -> _ResponseSteps:
    """Return a response from another IP address of the host, or one left undecoded, where that may help."""
    while answer.failure in _TRY_NEXT_ADDRESS and request.address_index + 1 < min(answer.address_count, _MAX_ADDRESSES):
        request = replace(request, address_index=request.address_index + 1)
        answer = yield request
    if answer.failure is Failure.BAD_ENCODING:
        answer = yield replace(request, profile=RequestProfile.UNDECODED)
    return answer


def _next(chain: RedirectChain) -> str | None:
    """Return the URL that a response redirects to, empty when it cannot be read, or None when there is no redirect."""
    answer = chain.response
    if answer.failure:
        return None
    if answer.status in REDIRECT_STATUSES:
        location = answer.headers.get("location", "").partition("\n")[0]
        return resolve_location(location, answer.url) if location.strip() else None
    if answer.status in _OK and b"http-equiv" in answer.body.lower() and chain.summary and chain.summary.refresh:
        url = resolve_location(chain.summary.refresh, answer.url)
        return None if url in {answer.url, ""} else url  # a page that reloads itself is a page
    return None


def _problem(url: str, walk: _ChainState) -> Failure | None:
    if not url:
        return Failure.BAD_LOCATION
    target = parse_target(url)
    if isinstance(target, InvalidTarget):
        return Failure.REDIRECT_SCHEME if target.failure is Failure.BAD_SCHEME else Failure.BAD_LOCATION
    if (url, walk.cookie_for(url)) in walk.seen:
        return Failure.REDIRECT_LOOP
    return Failure.TOO_MANY_REDIRECTS if len(walk.chain) >= MAX_REDIRECTS else None
