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

from linkfinder.linkcheck.check_steps import CheckSteps, HostBaselines, check_steps
from linkfinder.linkcheck.connectivity_guard import ConnectivityGuard
from linkfinder.linkcheck.curl_client import CurlClient
from linkfinder.linkcheck.endpoints import EndpointResolver
from linkfinder.linkcheck.host_queue import PAUSE_STATUSES, HostQueue, pause_after
from linkfinder.linkcheck.settings import LinkCheckSettings
from linkfinder.linkcheck.targets import RequestTarget, host_in, host_key_of, parse_target
from linkfinder.linkcheck.verdicts import VerdictReason
from linkfinder.model.check import LinkCheck, Verdict
from linkfinder.net.exchange import Failure, HttpRequest, HttpResponse

_BATCH_SIZE = 50
"""Addresses taken from the list at a time, as often as there is nobody to ask: a long list is never held as a whole,
and of what other processes may take as well only so much.
"""

_MAX_WAITS = 2
"""Times one link waits for a host that wants peace; then the host is left alone for the run."""

_LONGEST_WAIT = 1.0

_LOG = logging.getLogger(__name__)


@dataclass(slots=True)
class _LinkJob:
    """One link and how far its inquiry has come."""

    url: str
    steps: CheckSteps | None = None
    request: HttpRequest | None = None
    host: str = ""
    waits: int = 0
    address_count: int = 1


def no_checks() -> Sequence[LinkCheck]:
    """Return no checks: nobody else works on the list."""
    return ()


def any_host(_line: str) -> bool:
    """Return that a line may be asked by this run."""
    return True


class LinkChecker:
    """One run over distinct addresses. It asks only lines that `may_ask` allows: other runs may be asking the others.

    `closed` maps the hosts that asked to be left alone to seconds; `left` are the addresses whose inquiry led to a line
    that must not be asked here.
    """

    def __init__(self, settings: LinkCheckSettings, nonce: str, may_check: Callable[[str], bool] = any_host) -> None:
        self.paused_hosts: dict[str, int] = {}
        self.deferred: list[str] = []
        self._may_check = may_check
        self._settings = settings
        self._slots = settings.max_transfers
        self._client: CurlClient[_LinkJob] = CurlClient(settings)
        self._endpoints = EndpointResolver(settings, self._client.wake)
        self._queue: HostQueue[_LinkJob] = HostQueue(settings.host_delay)
        self._baselines = HostBaselines(nonce)
        self._connectivity = ConnectivityGuard()
        self._resolving: dict[str, list[_LinkJob]] = {}
        self._resolved: deque[_LinkJob] = deque()
        self._responses: list[tuple[_LinkJob, HttpResponse]] = []
        self._checks: list[LinkCheck] = []
        self._open_jobs = 0

    def checks(self, urls: Iterator[str], beside: Callable[[], Sequence[LinkCheck]] = no_checks) -> Iterator[LinkCheck]:
        """Yield the checks as they come, and those that others have handed in `beside` them."""
        has_more = True
        while has_more or self._open_jobs:
            if has_more and self._has_room and self._queue.next_at != 0.0:  # nobody in line may be asked now
                has_more = self._enqueue_batch(urls)
            self._start()
            is_busy = self._responses or self._checks or (has_more and self._has_room)
            self._wait(0.0 if is_busy else _LONGEST_WAIT)
            checks, self._checks = self._checks, []
            for check in checks:
                yield from self._connectivity.filter(check, self._is_in_allowed_network)
            yield from beside()
        yield from self._connectivity.flush()

    @property
    def _has_room(self) -> bool:
        """Whether another host may be asked: not while all connections are in use, nor while too many look-ups are."""
        return self._client.free > 0 and len(self._resolving) < self._slots

    def wake(self) -> None:
        """End a wait for answers at once; may be called from any thread."""
        self._client.wake()

    def close(self) -> None:
        """Break off what is under way."""
        self._client.close()
        self._endpoints.close()

    def _enqueue_batch(self, urls: Iterator[str]) -> bool:
        """Put the next addresses in line; False when there are no more."""
        for _ in range(_BATCH_SIZE):
            url = next(urls, None)
            if url is None:
                return False
            self._open_jobs += 1
            self._queue.put(host_key_of(url), _LinkJob(url))
        return True

    def _start(self) -> None:
        """Let every host whose turn it is be asked, as far as there is room."""
        while self._resolved and self._client.free > 0:
            job = self._resolved.popleft()
            if job.request:
                self._send(job, job.request)
        now = time.monotonic()
        while self._has_room and (turn := self._queue.take(now)) is not None:
            job = turn[1]
            job.host = turn[0]
            if job.steps is None:
                job.steps = check_steps(job.url, self._baselines)
                self._advance(job, None)
            if job.request:
                self._send(job, job.request)
            else:
                self._queue.release(job.host, now, was_sent=False)

    def _send(self, job: _LinkJob, request: HttpRequest) -> None:
        """Make a request, or answer it when nothing is to be asked."""
        if job.host in self.paused_hosts:
            self._responses.append((job, HttpResponse(request.url, failure=Failure.PAUSED)))
            return
        route = self._endpoints.find(request)
        if route is None:
            self._resolving.setdefault(host_in(request.url), []).append(job)
        elif isinstance(route, HttpResponse):
            self._responses.append((job, route))
        else:
            job.address_count = route.address_count
            self._client.start(request, route.target, route.endpoint, job)

    def _wait(self, seconds: float) -> None:
        """Take in what has come, after at most so many seconds."""
        soonest = self._queue.next_at
        if soonest is not None and self._has_room:
            seconds = min(seconds, max(0.0, soonest - time.monotonic()))
        came = self._client.wait(seconds)
        came, self._responses = [*self._responses, *came], []
        now = time.monotonic()
        for job, answer in came:
            self._take_in(job, answer, now)
        for host in self._endpoints.take_resolved():
            self._resolved.extend(self._resolving.pop(host))

    def _take_in(self, job: _LinkJob, answer: HttpResponse, now: float) -> None:
        """Tell an inquiry its answer, or ask again later when the host wants peace."""
        answer.address_count = job.address_count
        pause = pause_after(answer, datetime.now(UTC)) if answer.status in PAUSE_STATUSES else 0
        if pause and self._may_wait(job, pause):
            self._queue.pause(job.host, now + pause)
            self._queue.put(job.host, job, first=True)
            self._queue.release(job.host, now)
            return
        self._queue.release(job.host, now, was_sent=answer.failure not in _NOTHING_SENT)
        self._advance(job, answer)
        if job.request:
            self._enqueue_first(job, host_key_of(job.request.url))

    def _enqueue_first(self, job: _LinkJob, line: str) -> None:
        if line == job.host or self._may_check(line):
            self._queue.put(line, job, first=True)
        else:
            self.deferred.append(job.url)
            self._open_jobs -= 1

    def _may_wait(self, job: _LinkJob, pause: int) -> bool:
        job.waits += 1
        if pause <= self._settings.max_retry_after and job.waits <= _MAX_WAITS:
            return True
        self.paused_hosts[job.host] = pause
        return False

    def _advance(self, job: _LinkJob, answer: HttpResponse | None) -> None:
        """Let an inquiry say what it asks next; its check, when it has ended, goes out."""
        assert job.steps is not None
        job.request = None
        try:
            job.request = next(job.steps) if answer is None else job.steps.send(answer)
        except StopIteration as end:
            check: LinkCheck = end.value
        except Exception:  # noqa: BLE001 (no page may stop a run: the others go on, and this one is told in the log)
            _LOG.warning("%s could not be judged", job.url, exc_info=True)
            check = LinkCheck(
                job.url, Verdict.UNKNOWN, str(VerdictReason.NOT_JUDGED), note="The answer could not be judged."
            )
        else:
            return
        self._open_jobs -= 1
        self._checks.append(self._with_pause(check, job.host))

    def _with_pause(self, check: LinkCheck, host: str) -> LinkCheck:
        if check.verdict is not Verdict.BLOCKED or host not in self.paused_hosts:
            return check
        pause = self.paused_hosts[host]
        note = f"The host asked to be left alone for {pause} seconds; ask again after that."
        return replace(check, retry_after=pause, note=note)

    def _is_in_allowed_network(self, check: LinkCheck) -> bool:
        target = parse_target(check.final_url)
        return isinstance(target, RequestTarget) and bool(target.ip) and self._settings.networks.allows(target.ip)


_NOTHING_SENT = frozenset(
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
