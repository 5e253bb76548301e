"""A hostile web on loopback: every host is an address of its own in 127.0.0.0/8 and behaves as its handler says.

A handler is told the request and the wire, and returns the bytes of its answer, or writes to the wire itself. Plain
sockets and threads: what is sent here no decent server would send.
"""

import contextlib
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

_MAX_REQUEST = 65_536
_TLS_HELLO = b"\x16\x03"


@dataclass(frozen=True)
class Asked:
    """One request as it arrived; `number` counts those of its host from 1."""

    host: str
    method: str
    path: str
    headers: Mapping[str, str]
    number: int


@dataclass(frozen=True)
class Seen:
    """When a request was under way, on a steady clock."""

    asked: Asked
    began: float
    ended: float


Handler = Callable[[Asked, socket.socket], bytes | None]


@dataclass
class Web:
    """The servers, and what they were asked."""

    seen: list[Seen] = field(default_factory=list)
    connections: list[str] = field(default_factory=list)
    _sockets: list[socket.socket] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _closing: threading.Event = field(default_factory=threading.Event)

    def host(self, handler: Handler, *, context: ssl.SSLContext | None = None, ip: str = "") -> str:
        """Start a host and return the beginning of its addresses, without a slash at the end."""
        ip = ip or self.new_ip()
        listener = socket.socket(socket.AF_INET6 if ":" in ip else socket.AF_INET)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((ip, 0))
        listener.listen(128)
        self._sockets.append(listener)
        threading.Thread(target=self._accept, args=(listener, ip, handler, context), daemon=True).start()
        shown = f"[{ip}]" if ":" in ip else ip
        return f"{'https' if context else 'http'}://{shown}:{listener.getsockname()[1]}"

    def new_ip(self) -> str:
        """Return a loopback address that no host has."""
        number = next(self._numbers)
        return f"127.7.{number // 250}.{number % 250 + 1}"

    def asked(self, ip: str) -> list[Asked]:
        """Return what a host was asked, in order."""
        return [seen.asked for seen in self.seen if seen.asked.host == ip]

    @property
    def is_closing(self) -> bool:
        """Whether handlers that stall on purpose should give up."""
        return self._closing.is_set()

    def stall(self, seconds: float) -> None:
        """Do nothing for so long, or until the web is closed."""
        self._closing.wait(seconds)

    def close(self) -> None:
        """Stop listening."""
        self._closing.set()
        for listener in self._sockets:
            listener.close()

    def _accept(self, listener: socket.socket, ip: str, handler: Handler, context: ssl.SSLContext | None) -> None:
        numbers = count(1)
        while not self.is_closing:
            try:
                wire, _ = listener.accept()
            except OSError:
                return
            self.connections.append(ip)
            threading.Thread(target=self._serve, args=(wire, ip, handler, context, numbers), daemon=True).start()

    def _serve(
        self, wire: socket.socket, ip: str, handler: Handler, context: ssl.SSLContext | None, numbers: Iterator[int]
    ) -> None:
        with contextlib.suppress(OSError), contextlib.ExitStack() as stack:
            stack.enter_context(wire)
            wire.settimeout(20)
            if context:
                wire = stack.enter_context(context.wrap_socket(wire, server_side=True))
            while (asked := _read(wire, ip, numbers)) is not None:
                began = time.monotonic()
                answer = handler(asked, wire)
                self.seen.append(Seen(asked, began, time.monotonic()))
                if answer is None:
                    return
                wire.sendall(answer)
                if b"connection: close" in answer[:2000].lower():
                    wire.shutdown(socket.SHUT_WR)
                    return


def reply(
    body: str | bytes = "", status: str = "200 OK", *headers: str, kind: str = "text/html; charset=utf-8"
) -> bytes:
    """Return a proper answer."""
    content = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(content)}", *headers]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + content


def page(title: str, words: int = 150, extra: str = "") -> str:
    """Return a page about its title, long enough to be one."""
    sentence = f"Much can be said about {title} and it is said here in plain sentences for everybody who reads on. "
    text = sentence * (words // len(sentence.split()) + 1)
    head = f"<meta charset=utf-8><title>{title}</title>{extra}"
    return f"<!doctype html><html><head>{head}</head><body><h1>{title}</h1><p>{text}</p></body></html>"


def redirect(location: str, status: str = "301 Moved Permanently", *headers: str) -> bytes:
    """Return an answer that sends somewhere else."""
    return reply("", status, f"Location: {location}", *headers)


def not_found(_asked: Asked, _wire: socket.socket) -> bytes:
    """Answer 404 to everything."""
    return reply("<title>404 Not Found</title><h1>Not Found</h1>", "404 Not Found")


def pages(known: Mapping[str, str | bytes], otherwise: bytes | None = None) -> Handler:
    """Return a handler that knows some paths: a text is a page, bytes are the whole answer."""

    def answer(asked: Asked, wire: socket.socket) -> bytes:
        found = known.get(asked.path)
        if found is None:
            return otherwise or not_found(asked, wire)
        return reply(found) if isinstance(found, str) else found

    return answer


def reset(wire: socket.socket) -> None:
    """Break the connection off with a RST."""
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    wire.close()


def _read(wire: socket.socket, ip: str, numbers: Iterator[int]) -> Asked | None:
    data = b""
    while b"\r\n\r\n" not in data:
        chunk = wire.recv(_MAX_REQUEST)
        if not chunk or len(data) > _MAX_REQUEST:
            return None
        data += chunk
        if data.startswith(_TLS_HELLO):
            wire.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            return None
    first, *lines = data.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    method, path, _ = first.split(" ", 2)
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return Asked(ip, method, path, headers, next(numbers))
