"""The HTTP client of link checks: libcurl's multi interface in one thread, hundreds of requests with deadlines.

It sends requests and returns responses; which request is sent when, and what a response means, is decided elsewhere.
Every connection is checked against the network policy before the request is sent, whatever the name resolved to.
"""

import time
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import pycurl

from linkfinder.linkcheck.curl_transfer import CurlTransfer
from linkfinder.linkcheck.settings import LinkCheckSettings
from linkfinder.linkcheck.socket_poller import SocketPoller
from linkfinder.linkcheck.targets import RequestTarget
from linkfinder.net.curl_errors import TransferError, failure_of_transfer
from linkfinder.net.exchange import Failure, HttpRequest, HttpResponse

_KEPT_CONNECTIONS = 128
"""Idle connections kept beside those in use, for the second request that a redirect or a doubt often needs: as many as
secure connections are made in one host delay.
"""

_TIMEOUT_CHECK_SECONDS = 0.25
"""Seconds between two searches for responses that have not begun; deadlines are that exact."""

_UNDECODED = frozenset({pycurl.E_BAD_CONTENT_ENCODING, pycurl.E_WRITE_ERROR})
_INTERRUPTED = frozenset({pycurl.E_PARTIAL_FILE, pycurl.E_RECV_ERROR, pycurl.E_HTTP2, 92, 100}) | _UNDECODED
"""Ends that leave a usable response when it had begun; 92 is a broken HTTP/2 stream, 100 too many headers."""


_Token = TypeVar("_Token")


@dataclass(slots=True)  # not frozen, as `HttpRequest`
class Endpoint:
    """How a target is reached: the IP address that was checked, or the proxy."""

    ip: str = ""
    proxy: str = ""


class CurlClient(Generic[_Token]):
    """Makes requests side by side. `start` while `free` is above 0, then `wait` for what has ended."""

    def __init__(self, settings: LinkCheckSettings) -> None:
        self._settings = settings
        self._multi = pycurl.CurlMulti()
        self._multi.setopt(pycurl.M_MAXCONNECTS, settings.max_transfers + _KEPT_CONNECTIONS)
        self._poller = SocketPoller(self._multi)
        self._idle: list[CurlTransfer] = []
        self._busy: dict[Any, CurlTransfer] = {}
        self._ended: list[tuple[_Token, HttpResponse]] = []
        self._capacity = settings.max_transfers
        self._next_watch = 0.0

    @property
    def free(self) -> int:
        """How many requests may still be started."""
        return self._capacity - len(self._busy)

    def wake(self) -> None:
        """End a wait at once; may be called from any thread."""
        self._poller.wake()

    def start(self, request: HttpRequest, target: RequestTarget, endpoint: Endpoint, token: _Token) -> None:
        """Send a request; its response comes from `wait`, with the token."""
        slot = self._idle.pop() if self._idle else CurlTransfer(self._settings)
        try:
            slot.prepare(request, target, endpoint.ip, endpoint.proxy)
            slot.token = token
            slot.started = time.monotonic()
            self._busy[slot.curl] = slot
            self._multi.add_handle(slot.curl)
        except (pycurl.error, ValueError) as error:
            self._busy.pop(slot.curl, None)
            self._ended.append((token, HttpResponse(request.url, failure=Failure.BAD_URL, detail=str(error))))

    def wait(self, seconds: float) -> list[tuple[_Token, HttpResponse]]:
        """Return the responses that have come, after at most so many seconds; sooner when there is one."""
        if not self._ended:
            self._poller.poll(min(seconds, _TIMEOUT_CHECK_SECONDS))
            self._collect()
            self._watch()
        ended, self._ended = self._ended, []
        return ended

    def close(self) -> None:
        """Abort the requests under way and free all handles."""
        for curl in list(self._busy):
            self._multi.remove_handle(curl)
        for slot in [*self._idle, *self._busy.values()]:
            slot.curl.close()
        self._busy.clear()
        self._idle.clear()
        self._multi.close()
        self._poller.close()

    def _collect(self) -> None:
        more = 1
        while more:
            more, done, broken = self._multi.info_read()
            for curl in done:
                self._end(curl, pycurl.E_OK, "")
            for curl, code, message in broken:
                self._end(curl, code, message)

    def _watch(self) -> None:
        """End the requests whose response has not begun in time."""
        now = time.monotonic()
        if now < self._next_watch:
            return
        self._next_watch = now + _TIMEOUT_CHECK_SECONDS
        begun_by = now - self._settings.first_byte_timeout
        late = [curl for curl, slot in self._busy.items() if slot.started < begun_by and not slot.lines]
        for curl in late:
            self._end(curl, pycurl.E_OPERATION_TIMEDOUT, "nothing came")

    def _end(self, curl: Any, code: int, message: str) -> None:
        slot = self._busy.pop(curl)
        answer = _response(slot, code, message)
        self._multi.remove_handle(curl)
        slot.body.clear()
        self._idle.append(slot)
        self._ended.append((slot.token, answer))


def _response(slot: CurlTransfer, code: int, message: str) -> HttpResponse:
    curl = slot.curl
    lines, body = slot.lines, slot.body
    answer = HttpResponse(
        slot.request.url,
        status=curl.getinfo(pycurl.RESPONSE_CODE) if lines else 0,
        headers=slot.headers() if lines else {},
        body=body[0] if len(body) == 1 else b"".join(body),
        ip=slot.ip,
        elapsed_ms=round(curl.getinfo(pycurl.TOTAL_TIME) * 1000),
        by_proxy=bool(slot.proxy),
    )
    if code == pycurl.E_OK or slot.has_enough:
        return answer
    if answer.status and code in _INTERRUPTED and (answer.body or code not in _UNDECODED):
        answer.is_truncated = True
        return answer
    answer.failure = (
        Failure.PRIVATE_ADDRESS if slot.refusal else failure_of_transfer(_transfer_error(slot, answer, code, message))
    )
    answer.detail = slot.refusal or message
    answer.is_truncated = bool(answer.body)
    return answer


def _transfer_error(slot: CurlTransfer, answer: HttpResponse, code: int, message: str) -> TransferError:
    curl = slot.curl
    return TransferError(
        code,
        message,
        os_errno=curl.getinfo(pycurl.OS_ERRNO),
        verify_result=curl.getinfo(pycurl.SSL_VERIFYRESULT),
        is_connected=curl.getinfo(pycurl.PRETRANSFER_TIME) > 0,
        has_status=answer.status > 0,
        by_proxy=bool(slot.proxy),
    )
