"""One run over a list of links in one thread, with hundreds of requests under way.

It joins the parts: `host_queue` says which host gets the next request, `endpoints` where it goes, `curl_client` sends
it, and `check_steps` says what is requested next and what the responses mean.
"""

import logging
import time
from collections import deque
from collections.abc import Callable, Iterator
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
"""Links taken from the list at a time, whenever no queued host may get a request: a long list is never queued whole."""

_MAX_WAITS = 2
"""Times one link waits for a host that asks for a pause; then the host gets no more requests in this run."""

_LONGEST_WAIT = 1.0

_LOG = logging.getLogger(__name__)


@dataclass(slots=True)
class _LinkJob:
    """One link and how far its check has come."""

    url: str
    steps: CheckSteps | None = None
    request: HttpRequest | None = None
    host: str = ""
    waits: int = 0
    address_count: int = 1


def any_host(_host_key: str) -> bool:
    """Return that every host may be contacted by this run."""
    return True


class LinkChecker:
    """One run over distinct links. It contacts only hosts whose key `may_check` allows: others belong to other workers.

    `paused_hosts` maps the hosts that get no more requests in this run to the seconds they asked for. A link that leads
    to a host that must not be contacted here gets no check.
    """

    def __init__(self, settings: LinkCheckSettings, nonce: str, may_check: Callable[[str], bool] = any_host) -> None:
        self.paused_hosts: dict[str, int] = {}
        self._may_check = may_check
        self._settings = settings
        self._capacity = settings.max_transfers
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

    def checks(self, urls: Iterator[str]) -> Iterator[LinkCheck]:
        """Yield the checks as they come."""
        has_more = True
        while has_more or self._open_jobs:
            if has_more and self._has_capacity and self._queue.next_at != 0.0:  # no queued host is ready
                has_more = self._enqueue_batch(urls)
            self._start()
            is_busy = self._responses or self._checks or (has_more and self._has_capacity)
            self._wait(0.0 if is_busy else _LONGEST_WAIT)
            checks, self._checks = self._checks, []
            for check in checks:
                yield from self._connectivity.filter(check, self._is_in_allowed_network)
        yield from self._connectivity.flush()

    @property
    def _has_capacity(self) -> bool:
        """Whether another request may be started: connections are free, and not too many names are being looked up."""
        return self._client.free > 0 and len(self._resolving) < self._capacity

    def close(self) -> None:
        """Break off what is under way."""
        self._client.close()
        self._endpoints.close()

    def _enqueue_batch(self, urls: Iterator[str]) -> bool:
        """Queue the next links; return whether there may be more."""
        for _ in range(_BATCH_SIZE):
            url = next(urls, None)
            if url is None:
                return False
            self._open_jobs += 1
            self._queue.put(host_key_of(url), _LinkJob(url))
        return True

    def _start(self) -> None:
        """Start requests to all hosts that are ready, as far as there is capacity."""
        while self._resolved and self._client.free > 0:
            job = self._resolved.popleft()
            if job.request:
                self._send(job, job.request)
        now = time.monotonic()
        while self._has_capacity and (ready := self._queue.take(now)) is not None:
            host, job = ready
            job.host = host
            if job.steps is None:
                job.steps = check_steps(job.url, self._baselines)
                self._advance(job, None)
            if job.request:
                self._send(job, job.request)
            else:
                self._queue.release(job.host, now, was_sent=False)

    def _send(self, job: _LinkJob, request: HttpRequest) -> None:
        """Send a request, or give it a failed response when nothing may be sent."""
        if job.host in self.paused_hosts:
            self._responses.append((job, HttpResponse(request.url, failure=Failure.PAUSED)))
            return
        endpoint = self._endpoints.find(request)
        if endpoint is None:
            self._resolving.setdefault(host_in(request.url), []).append(job)
        elif isinstance(endpoint, HttpResponse):
            self._responses.append((job, endpoint))
        else:
            job.address_count = endpoint.address_count
            self._client.start(request, endpoint.target, endpoint.endpoint, job)

    def _wait(self, seconds: float) -> None:
        """Process the responses that have come, after at most so many seconds."""
        next_at = self._queue.next_at
        if next_at is not None and self._has_capacity:
            seconds = min(seconds, max(0.0, next_at - time.monotonic()))
        responses = [*self._responses, *self._client.wait(seconds)]
        self._responses = []
        now = time.monotonic()
        for job, response in responses:
            self._process(job, response, now)
        for host in self._endpoints.take_resolved():
            self._resolved.extend(self._resolving.pop(host))

    def _process(self, job: _LinkJob, response: HttpResponse, now: float) -> None:
        """Go on with a check, or repeat its request later when the host asks for a pause."""
        response.address_count = job.address_count
        pause = pause_after(response, datetime.now(UTC)) if response.status in PAUSE_STATUSES else 0
        if pause and self._may_wait(job, pause):
            self._queue.pause(job.host, now + pause)
            self._queue.put(job.host, job, first=True)
            self._queue.release(job.host, now)
            return
        self._queue.release(job.host, now, was_sent=response.failure not in _NOTHING_SENT)
        self._advance(job, response)
        if job.request:
            self._enqueue_first(job, host_key_of(job.request.url))

    def _enqueue_first(self, job: _LinkJob, host_key: str) -> None:
        if host_key == job.host or self._may_check(host_key):
            self._queue.put(host_key, job, first=True)
        else:
            self._open_jobs -= 1  # the process that shares the list out checks it when all others are done

    def _may_wait(self, job: _LinkJob, pause: int) -> bool:
        job.waits += 1
        if pause <= self._settings.max_retry_after and job.waits <= _MAX_WAITS:
            return True
        self.paused_hosts[job.host] = pause
        return False

    def _advance(self, job: _LinkJob, response: HttpResponse | None) -> None:
        """Go on to the next request of a check, or keep the check when it has ended."""
        assert job.steps is not None
        job.request = None
        try:
            job.request = next(job.steps) if response is None else job.steps.send(response)
        except StopIteration as end:
            check: LinkCheck = end.value
        except Exception:  # noqa: BLE001 (no page may stop a run: the others go on, and this one is logged)
            _LOG.warning("%s could not be judged", job.url, exc_info=True)
            check = LinkCheck(
                job.url, Verdict.UNKNOWN, str(VerdictReason.NOT_JUDGED), note="The response could not be judged."
            )
        else:
            return
        self._open_jobs -= 1
        self._checks.append(self._with_pause(check, job.host))

    def _with_pause(self, check: LinkCheck, host: str) -> LinkCheck:
        if check.verdict is not Verdict.BLOCKED or host not in self.paused_hosts:
            return check
        pause = self.paused_hosts[host]
        note = f"The host asked for a pause of {pause} seconds; check the link again after that."
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
"""Failures before anything reached a server, so that the next request needs no delay."""
