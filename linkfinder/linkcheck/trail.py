"""The way from a link to its answer: redirects followed hop by hop, by rules that no server can bend.

Pure: `follow` says what to ask next and is told the answer. At most ten hops, each address once, web schemes only;
cookies are kept only when an address redirects to itself until it gets one, and go to the host that set them.
"""

from collections.abc import Generator
from dataclasses import dataclass, field, replace
from types import EllipsisType

from linkfinder.linkcheck.exchange import Answer, Failure, Manner, Request
from linkfinder.linkcheck.looks import Look, class_of, read_look
from linkfinder.linkcheck.targets import NoTarget, host_in, join, read_target
from linkfinder.model.page import PageClass

MAX_HOPS = 10
"""Redirects followed; browsers stop at 20, and no link that people set needs half of it."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_OK = range(200, 300)
_MAX_ADDRESSES = 3
"""Addresses of one host that are tried: one may be down, all of them are the host."""

_TRY_NEXT_ADDRESS = frozenset({Failure.CONNECT_REFUSED, Failure.CONNECT_TIMEOUT, Failure.UNREACHABLE})

Asking = Generator[Request, Answer, Answer]


@dataclass(slots=True)
class Trail:
    """Where an address led: the addresses after the first, the last answer, and why the way ended before its end."""

    asked: str
    answer: Answer
    chain: tuple[str, ...] = ()
    stop: Failure | None = None
    detail: str = ""
    elapsed_ms: int = 0
    # Cached properties would take a lock each time, ten times as long.
    _look: Look | EllipsisType | None = field(default=..., init=False, repr=False, compare=False)
    _kind: tuple[PageClass, str] | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def final(self) -> str:
        """The address that gave the last answer."""
        return self.chain[-1] if self.chain else self.asked

    @property
    def look(self) -> Look | None:
        """A look at the page at the end of the way."""
        look = self._look
        if look is ...:
            look = self._look = read_look(self.answer)
        return look

    @property
    def kind(self) -> tuple[PageClass, str]:
        """What sort of page stands at the end of the way, and the words that say so."""
        if self._kind is None:
            self._kind = class_of(self.look, self.final) if self.look else (PageClass.NORMAL, "")
        return self._kind


@dataclass
class _Walk:
    """What is remembered on the way."""

    chain: list[str] = field(default_factory=list)
    seen: set[tuple[str, str]] = field(default_factory=set)
    jar: dict[str, dict[str, str]] = field(default_factory=dict)
    has_cookies: bool = False
    elapsed_ms: int = 0

    def note(self, answer: Answer) -> None:
        self.elapsed_ms += answer.elapsed_ms
        for name, value in answer.cookies if "set-cookie" in answer.headers else ():
            self.jar.setdefault(host_in(answer.url), {})[name] = value

    def cookie_for(self, url: str) -> str:
        if not self.has_cookies:
            return ""
        return "; ".join(f"{name}={value}" for name, value in self.jar.get(host_in(url), {}).items())

    def start_again_with_cookies(self) -> bool:
        """Forget the way and keep the cookies; False when there are none, or they did not help."""
        if self.has_cookies or not self.jar:
            return False
        self.has_cookies = True
        self.chain.clear()
        self.seen.clear()
        return True


def follow(request: Request) -> Generator[Request, Answer, Trail]:
    """Return where a request leads; yields each request to make and takes its answer."""
    answer = yield request
    if answer.failure:
        answer = yield from _ask_again(request, answer)
    trail = Trail(request.url, answer, elapsed_ms=answer.elapsed_ms)
    url = _next(trail)
    return trail if url is None else (yield from _follow_on(request, trail, url))


def _follow_on(request: Request, trail: Trail, url: str) -> Generator[Request, Answer, Trail]:
    """Return where a request leads whose first answer sends to `url`."""
    walk = _Walk(seen={(request.url, "")})
    walk.note(trail.answer)
    while True:
        problem = _problem(url, walk)
        if problem is Failure.REDIRECT_LOOP and walk.start_again_with_cookies():
            url = request.url
        elif problem:
            trail.stop, trail.detail = problem, url or trail.answer.headers.get("location", "")[:200]
            return trail
        else:
            walk.chain.append(url)
        here = replace(request, url=url, cookie=walk.cookie_for(url))
        walk.seen.add((url, here.cookie))
        answer = yield here
        if answer.failure:
            answer = yield from _ask_again(here, answer)
        walk.note(answer)
        trail = Trail(request.url, answer, tuple(walk.chain), elapsed_ms=walk.elapsed_ms)
        following = _next(trail)
        if following is None:
            return trail
        url = following


def _ask_again(request: Request, answer: Answer) -> Asking:
    """Return an answer by another address of the host, or without decoding, when a failed one had that trouble."""
    while answer.failure in _TRY_NEXT_ADDRESS and request.address + 1 < min(answer.addresses, _MAX_ADDRESSES):
        request = replace(request, address=request.address + 1)
        answer = yield request
    if answer.failure is Failure.BAD_ENCODING:
        answer = yield replace(request, manner=Manner.RAW)
    return answer


def _next(trail: Trail) -> str | None:
    """Return the address an answer sends to, empty when it cannot be read, or None when it sends nowhere."""
    answer = trail.answer
    if answer.failure:
        return None
    if answer.status in _REDIRECTS:
        location = answer.headers.get("location", "").partition("\n")[0]
        return join(location, answer.url) if location.strip() else None
    if answer.status in _OK and b"http-equiv" in answer.body.lower() and trail.look and trail.look.refresh:
        url = join(trail.look.refresh, answer.url)
        return None if url in {answer.url, ""} else url  # a page that loads itself again is a page
    return None


def _problem(url: str, walk: _Walk) -> Failure | None:
    if not url:
        return Failure.BAD_LOCATION
    target = read_target(url)
    if isinstance(target, NoTarget):
        return Failure.REDIRECT_SCHEME if target.failure is Failure.BAD_SCHEME else Failure.BAD_LOCATION
    if (url, walk.cookie_for(url)) in walk.seen:
        return Failure.REDIRECT_LOOP
    return Failure.TOO_MANY_REDIRECTS if len(walk.chain) >= MAX_HOPS else None
