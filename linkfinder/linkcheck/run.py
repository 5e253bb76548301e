"""One run over a list of addresses in one thread, with hundreds of requests under way.

Here the parts meet: `turns` says who may be asked, `routes` how, `ask` does it, `inquiry` says what to ask next and
what it all means.
"""

import logging
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from linkfinder.linkcheck.ask import Asker
from linkfinder.linkcheck.exchange import Answer, Failure, Request
from linkfinder.linkcheck.inquiry import Inquiry, Memory, inquire
from linkfinder.linkcheck.opinions import Reason
from linkfinder.linkcheck.patience import PAUSING, pause_after
from linkfinder.linkcheck.routes import Routes
from linkfinder.linkcheck.settings import AskSettings
from linkfinder.linkcheck.targets import Target, host_in, line_of, read_target
from linkfinder.linkcheck.turns import Turns
from linkfinder.linkcheck.witness import Witness
from linkfinder.model.check import LinkCheck, Verdict

_FEED = 50
"""Addresses taken from the list at a time, as often as there is nobody to ask: a long list is never held as a whole,
and of what other processes may take as well only so much.
"""

_MOST_WAITS = 2
"""Times one link waits for a host that wants peace; then the host is left alone for the run."""

_LONGEST_WAIT = 1.0

_LOG = logging.getLogger(__name__)


@dataclass(slots=True)
class _Job:
    """One link and how far its inquiry has come."""

    url: str
    inquiry: Inquiry | None = None
    request: Request | None = None
    host: str = ""
    waits: int = 0
    addresses: int = 1


def nothing() -> Sequence[LinkCheck]:
    """Return no checks: nobody else works on the list."""
    return ()


def everybody(_line: str) -> bool:
    """Return that a line may be asked by this run."""
    return True


class Run:
    """One run over distinct addresses. It asks only lines that `may_ask` allows: other runs may be asking the others.

    `closed` maps the hosts that asked to be left alone to seconds; `left` are the addresses whose inquiry led to a line
    that must not be asked here.
    """

    def __init__(self, settings: AskSettings, nonce: str, may_ask: Callable[[str], bool] = everybody) -> None:
        self.closed: dict[str, int] = {}
        self.left: list[str] = []
        self._may_ask = may_ask
        self._settings = settings
        self._slots = settings.slots
        self._asker: Asker[_Job] = Asker(settings)
        self._routes = Routes(settings, self._asker.wake)
        self._turns: Turns[_Job] = Turns(settings.gap)
        self._memory = Memory(nonce)
        self._witness = Witness()
        self._resolving: dict[str, list[_Job]] = {}
        self._resolved: deque[_Job] = deque()
        self._answered: list[tuple[_Job, Answer]] = []
        self._checks: list[LinkCheck] = []
        self._open = 0

    def answers(self, urls: Iterator[str], beside: Callable[[], Sequence[LinkCheck]] = nothing) -> Iterator[LinkCheck]:
        """Yield the checks as they come, and those that others have handed in `beside` them."""
        has_more = True
        while has_more or self._open:
            if has_more and self._has_room and self._turns.soonest != 0.0:  # nobody in line may be asked now
                has_more = self._feed(urls)
            self._start()
            is_busy = self._answered or self._checks or (has_more and self._has_room)
            self._wait(0.0 if is_busy else _LONGEST_WAIT)
            checks, self._checks = self._checks, []
            for check in checks:
                yield from self._witness.hear(check, self._is_near)
            yield from beside()
        yield from self._witness.end()

    @property
    def _has_room(self) -> bool:
        """Whether another host may be asked: not while all connections are in use, nor while too many look-ups are."""
        return self._asker.free > 0 and len(self._resolving) < self._slots

    def wake(self) -> None:
        """End a wait for answers at once; may be called from any thread."""
        self._asker.wake()

    def close(self) -> None:
        """Break off what is under way."""
        self._asker.close()
        self._routes.close()

    def _feed(self, urls: Iterator[str]) -> bool:
        """Put the next addresses in line; False when there are no more."""
        for _ in range(_FEED):
            url = next(urls, None)
            if url is None:
                return False
            self._open += 1
            self._turns.put(line_of(url), _Job(url))
        return True

    def _start(self) -> None:
        """Let every host whose turn it is be asked, as far as there is room."""
        while self._resolved and self._asker.free > 0:
            job = self._resolved.popleft()
            if job.request:
                self._send(job, job.request)
        now = time.monotonic()
        while self._has_room and (turn := self._turns.take(now)) is not None:
            job = turn[1]
            job.host = turn[0]
            if job.inquiry is None:
                job.inquiry = inquire(job.url, self._memory)
                self._advance(job, None)
            if job.request:
                self._send(job, job.request)
            else:
                self._turns.release(job.host, now, asked=False)

    def _send(self, job: _Job, request: Request) -> None:
        """Make a request, or answer it when nothing is to be asked."""
        if job.host in self.closed:
            self._answered.append((job, Answer(request.url, failure=Failure.PAUSED)))
            return
        route = self._routes.find(request)
        if route is None:
            self._resolving.setdefault(host_in(request.url), []).append(job)
        elif isinstance(route, Answer):
            self._answered.append((job, route))
        else:
            job.addresses = route.addresses
            self._asker.start(request, route.target, route.way, job)

    def _wait(self, seconds: float) -> None:
        """Take in what has come, after at most so many seconds."""
        soonest = self._turns.soonest
        if soonest is not None and self._has_room:
            seconds = min(seconds, max(0.0, soonest - time.monotonic()))
        came = self._asker.wait(seconds)
        came, self._answered = [*self._answered, *came], []
        now = time.monotonic()
        for job, answer in came:
            self._take_in(job, answer, now)
        for host in self._routes.learn():
            self._resolved.extend(self._resolving.pop(host))

    def _take_in(self, job: _Job, answer: Answer, now: float) -> None:
        """Tell an inquiry its answer, or ask again later when the host wants peace."""
        answer.addresses = job.addresses
        pause = pause_after(answer, datetime.now(UTC)) if answer.status in PAUSING else 0
        if pause and self._may_wait(job, pause):
            self._turns.pause(job.host, now + pause)
            self._turns.put(job.host, job, first=True)
            self._turns.release(job.host, now)
            return
        self._turns.release(job.host, now, asked=answer.failure not in _UNASKED)
        self._advance(job, answer)
        if job.request:
            self._line_up(job, line_of(job.request.url))

    def _line_up(self, job: _Job, line: str) -> None:
        if line == job.host or self._may_ask(line):
            self._turns.put(line, job, first=True)
        else:
            self.left.append(job.url)
            self._open -= 1

    def _may_wait(self, job: _Job, pause: int) -> bool:
        job.waits += 1
        if pause <= self._settings.patience and job.waits <= _MOST_WAITS:
            return True
        self.closed[job.host] = pause
        return False

    def _advance(self, job: _Job, answer: Answer | None) -> None:
        """Let an inquiry say what it asks next; its check, when it has ended, goes out."""
        assert job.inquiry is not None
        job.request = None
        try:
            job.request = next(job.inquiry) if answer is None else job.inquiry.send(answer)
        except StopIteration as end:
            check: LinkCheck = end.value
        except Exception:  # noqa: BLE001 (no page may stop a run: the others go on, and this one is told in the log)
            _LOG.warning("%s could not be judged", job.url, exc_info=True)
            check = LinkCheck(job.url, Verdict.UNKNOWN, str(Reason.NOT_JUDGED), note="The answer could not be judged.")
        else:
            return
        self._open -= 1
        self._checks.append(self._with_pause(check, job.host))

    def _with_pause(self, check: LinkCheck, host: str) -> LinkCheck:
        if check.verdict is not Verdict.BLOCKED or host not in self.closed:
            return check
        pause = self.closed[host]
        note = f"The host asked to be left alone for {pause} seconds; ask again after that."
        return replace(check, retry_after=pause, note=note)

    def _is_near(self, check: LinkCheck) -> bool:
        target = read_target(check.final_url)
        return isinstance(target, Target) and bool(target.ip) and self._settings.networks.allows(target.ip)


_UNASKED = frozenset(
    {
        Failure.BAD_URL,
        Failure.BAD_PORT,
        Failure.BAD_SCHEME,
        Failure.PRIVATE_ADDRESS,
        Failure.DNS_NXDOMAIN,
        Failure.DNS_NO_ADDRESS,
        Failure.DNS_TEMPORARY,
        Failure.PAUSED,
    }
)
"""Failures that reached no server, so that the next request needs no gap."""
