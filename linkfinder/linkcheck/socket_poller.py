"""Waiting for thousands of sockets at once, in the form libcurl's multi interface wants it.

CurlMulti.select cannot look past file number 1023. epoll can, and its cost does not grow with what is waited for;
where it is missing (macOS), poll does the same job.
"""

import math
import os
import select
import time
from types import MappingProxyType
from typing import Any

import pycurl

_WAKE_BYTES = 4096
_READ, _WRITE, _ERROR = select.POLLIN, select.POLLOUT, select.POLLERR
_WANTED = MappingProxyType(
    {pycurl.POLL_NONE: 0, pycurl.POLL_IN: _READ, pycurl.POLL_OUT: _WRITE, pycurl.POLL_INOUT: _READ | _WRITE}
)


class SocketPoller:
    """Tells a CurlMulti which of its sockets are ready and when its timer ends; `wake` may come from any thread."""

    def __init__(self, multi: Any) -> None:
        self._multi = multi
        self._poll = select.epoll() if hasattr(select, "epoll") else select.poll()
        self._unit = 1 if hasattr(select, "epoll") else 1000
        self._known: set[int] = set()
        self._due = math.inf
        self._wake_read, self._wake_write = os.pipe()
        os.set_blocking(self._wake_read, False)
        os.set_blocking(self._wake_write, False)
        self._poll.register(self._wake_read, _READ)
        multi.setopt(pycurl.M_SOCKETFUNCTION, self._on_socket)
        multi.setopt(pycurl.M_TIMERFUNCTION, self._on_timer)

    def wake(self) -> None:
        """End a wait that is under way, or the next one."""
        try:
            os.write(self._wake_write, b"!")
        except (BlockingIOError, OSError):  # enough wakes are waiting already, or everything is closed
            return

    def poll(self, seconds: float) -> None:
        """Wait at most so long for something to do, and let libcurl do it."""
        now = time.monotonic()
        if self._due <= now:
            self._due = math.inf
            self._multi.socket_action(pycurl.SOCKET_TIMEOUT, 0)
            seconds = 0.0
        wait = max(0.0, min(seconds, self._due - now))
        for file, events in self._poll.poll(wait * self._unit):
            if file == self._wake_read:
                os.read(file, _WAKE_BYTES)
            else:
                self._multi.socket_action(file, _READY[events & _EVENTS])

    def close(self) -> None:
        """Give the files back."""
        os.close(self._wake_read)
        os.close(self._wake_write)
        if hasattr(self._poll, "close"):
            self._poll.close()

    def _on_socket(self, what: int, file: int, _multi: object, _data: object) -> None:
        if what == pycurl.POLL_REMOVE:
            self._forget(file)
        elif file in self._known:
            self._poll.modify(file, _WANTED[what])
        else:
            self._known.add(file)
            self._poll.register(file, _WANTED[what])

    def _forget(self, file: int) -> None:
        if file not in self._known:
            return
        self._known.discard(file)
        try:
            self._poll.unregister(file)
        except (OSError, KeyError):  # libcurl closed the socket before it said so; the kernel has forgotten it
            return

    def _on_timer(self, milliseconds: int) -> None:
        self._due = math.inf if milliseconds < 0 else time.monotonic() + milliseconds / 1000


def _ready(events: int) -> int:
    flags = pycurl.CSELECT_ERR if events & _ERROR else 0
    if events & (_READ | select.POLLHUP):
        flags |= pycurl.CSELECT_IN
    if events & _WRITE:
        flags |= pycurl.CSELECT_OUT
    return int(flags)


_EVENTS = select.POLLIN | select.POLLPRI | select.POLLOUT | select.POLLERR | select.POLLHUP
_READY = tuple(_ready(events) for events in range(_EVENTS + 1))
"""libcurl's flags by those of the kernel: a table, for it is needed three times a request."""
