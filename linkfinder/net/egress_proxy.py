"""The browser's egress proxy: it listens on loopback and connects only to addresses that may be contacted.

A browser looks names up and follows redirects by itself, so checking its requests one by one is not enough. Here every
connection it makes is looked up, checked and made to the very address that was checked; when the user has a proxy, it
is passed on to that one. HTTP/1.1 requests and CONNECT tunnels, nothing else.
"""

import asyncio
import base64
import contextlib
import logging
from dataclasses import dataclass
from typing import Self, cast
from urllib.parse import unquote, urlsplit

from linkfinder.net.address_policy import WEB_PORTS_BY_SCHEME, AddressPolicy
from linkfinder.net.dns import look_up, resolve
from linkfinder.net.networks import bracketed_host, literal_ip

_MAX_HEAD_BYTES = 64 * 1024
"""Bytes of a request's head: browsers stay below 16 KB."""

_CHUNK_BYTES = 64 * 1024
_CONNECT_SECONDS = 10.0
_IDLE_TUNNEL_SECONDS = 30.0
"""A tunnel in which nothing moves is closed; the page that opened it has long been read."""

_HOP_HEADERS = ("proxy-connection", "proxy-authorization", "connection", "keep-alive")

log = logging.getLogger(__name__)


class _RefusedError(Exception):
    """No connection may be made to this address."""


@dataclass(frozen=True, slots=True)
class _ProxyRequestHead:
    """The first lines of a request: where to, and what to send there."""

    scheme: str  # https for a tunnel
    host: str
    port: int
    method: str
    target: str
    headers: tuple[str, ...]

    @classmethod
    def read(cls, raw: bytes) -> Self:
        """Return what the head of a proxy request says; raise ValueError when it is none."""
        first, *headers = raw.decode("latin-1").split("\r\n")
        method, target, _ = first.split(" ", 2)
        is_tunnel = method == "CONNECT"
        parts = urlsplit(f"https://{target}" if is_tunnel else target)
        if parts.scheme not in WEB_PORTS_BY_SCHEME or not parts.hostname:
            raise ValueError("neither http nor a tunnel")
        kept = (line for line in headers if line and line.partition(":")[0].lower() not in _HOP_HEADERS)
        return cls(
            parts.scheme, parts.hostname, parts.port or WEB_PORTS_BY_SCHEME[parts.scheme], method, target, tuple(kept)
        )

    @property
    def path(self) -> str:
        """What a server, as opposed to a proxy, is asked for."""
        parts = urlsplit(self.target)
        return f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"


class EgressProxy:
    """The proxy. `address` is known once it is open."""

    def __init__(self, policy: AddressPolicy) -> None:
        self._policy = policy
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()
        self.look_up = look_up

    async def open(self) -> str:
        """Listen on a free port of this machine, and return the proxy's address."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=_MAX_HEAD_BYTES)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def close(self) -> None:
        """Stop listening, and cut off what is still open."""
        if self._server is not None:
            self._server.close()
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = cast("asyncio.Task[None]", asyncio.current_task())
        self._open.add(task)
        try:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError):
                await self._exchange(reader, writer)
        finally:
            self._open.discard(task)
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        raw = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), _IDLE_TUNNEL_SECONDS)
        try:
            head = _ProxyRequestHead.read(raw)
            far_reader, far_writer = await self._dial(head)
        except (ValueError, _RefusedError) as error:
            log.info("the browser requested an address that must not be contacted: %s", error)
            writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            await writer.drain()
            return
        except OSError:
            writer.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            await writer.drain()
            return
        try:
            await self._begin(head, writer, far_writer)
            await asyncio.gather(_copy(reader, far_writer), _copy(far_reader, writer))
        finally:
            far_writer.close()

    async def _begin(
        self, head: _ProxyRequestHead, writer: asyncio.StreamWriter, far_writer: asyncio.StreamWriter
    ) -> None:
        proxy = self._proxy_for(head)
        if head.method != "CONNECT":
            target = head.target if proxy else head.path
            far_writer.write(_request(f"{head.method} {target}", head.headers, _credentials(proxy)))
        elif proxy:
            far_writer.write(_request(f"CONNECT {head.target}", head.headers, _credentials(proxy), ""))
        else:
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")

    async def _dial(self, head: _ProxyRequestHead) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Return a connection to where the request may go; raise _RefusedError when it may not."""
        self._check(head)
        proxy = self._proxy_for(head)
        if proxy:
            parts = urlsplit(proxy)
            return await asyncio.wait_for(
                asyncio.open_connection(parts.hostname, parts.port or WEB_PORTS_BY_SCHEME["http"]), _CONNECT_SECONDS
            )
        resolution = await asyncio.to_thread(resolve, head.host, self.look_up)
        allowed, refusal = self._policy.allowed(resolution.addresses, head.port)
        if not allowed:
            raise _RefusedError(f"{head.host}: {refusal.detail if refusal else resolution.detail}")
        return await asyncio.wait_for(asyncio.open_connection(allowed[0], head.port), _CONNECT_SECONDS)

    def _check(self, head: _ProxyRequestHead) -> None:
        refusal = self._policy.refusal_of_host(head.host)
        if refusal is None and self._proxy_for(head):
            refusal = self._policy.refusal_of_endpoint(literal_ip(bracketed_host(head.host)), head.port)
        if refusal:
            raise _RefusedError(f"{head.host}: {refusal.detail}")

    def _proxy_for(self, head: _ProxyRequestHead) -> str:
        return self._policy.proxies.proxy_for(head.scheme, head.host)


def _request(start: str, headers: tuple[str, ...], credentials: str, connection: str = "Connection: close") -> bytes:
    lines = [f"{start} HTTP/1.1", *headers, credentials, connection]
    return ("\r\n".join(line for line in lines if line) + "\r\n\r\n").encode("latin-1")


def _credentials(proxy: str) -> str:
    """Return the header that lets us use the proxy, or an empty string."""
    parts = urlsplit(proxy)
    if not parts.username:
        return ""
    pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return f"Proxy-Authorization: Basic {base64.b64encode(pair.encode()).decode()}"


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Pass bytes on until one side has no more."""
    with contextlib.suppress(OSError, TimeoutError):
        while data := await asyncio.wait_for(reader.read(_CHUNK_BYTES), _IDLE_TUNNEL_SECONDS):
            writer.write(data)
            await writer.drain()
    with contextlib.suppress(OSError):
        writer.write_eof()
