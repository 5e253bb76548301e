"""A web server on loopback that answers as a test tells it and remembers what it was asked."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from linkfinder.net.http_client import HttpSettings
from linkfinder.net.networks import Networks
from linkfinder.net.proxies import Proxies


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server says."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Web:
    """The server: `replies` by path (a list is used up reply by reply), `asked` in order with their headers."""

    port: int
    replies: dict[str, Reply | list[Reply]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def reply_to(self, target: str) -> Reply:
        path = target.partition("?")[0]
        known = self.replies.get(target, self.replies.get(path, Reply(b"nothing here", 404)))
        if isinstance(known, list):
            return known.pop(0) if len(known) > 1 else known[0]
        return known


@pytest.fixture
def web() -> Iterator[Web]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            reply = site.reply_to(self.path)
            self.send_response(reply.status)
            for name, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_arguments: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Web(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield site
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def http_settings() -> HttpSettings:
    return HttpSettings(
        "linkfinder/test", Networks.from_environ({"LINKFINDER_ALLOW_NETWORKS": "127.0.0.0/8"}), Proxies()
    )


@pytest.fixture
def proxied(http_settings: HttpSettings) -> Callable[[Web], HttpSettings]:
    """Settings of a machine whose proxy is the server."""

    def through(site: Web) -> HttpSettings:
        proxies = Proxies.from_environ({"http_proxy": site.url("")})
        return HttpSettings(http_settings.user_agent, Networks(), proxies)

    return through
