"""Serves the made-up internet on loopback as a plain HTTP proxy: any host under its own name, http only, no TLS.

A crawler finds it through `http_proxy=http://127.0.0.1:PORT`. It binds to 127.0.0.1 and contacts nobody.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from linkfinder.demo.internet import DemoInternet, DemoResponse


class DemoServer(ThreadingHTTPServer):
    """The proxy: one thread a connection. `requested` is every URL requested so far, in order."""

    daemon_threads = True
    request_queue_size = 128  # a link check opens many connections at once

    def __init__(self, internet: DemoInternet, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _DemoHandler)
        self.internet = internet
        self.requested: list[str] = []  # list.append is atomic, and nothing is ever removed

    @property
    def address(self) -> str:
        """The proxy's address for `http_proxy`."""
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay silent when a client closes the connection early, which browsers and link checkers often do."""


class _DemoHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: DemoServer

    def do_GET(self) -> None:
        url = self.path if "://" in self.path else f"http://{self.headers.get('Host', '')}{self.path}"
        self.server.requested.append(url)
        answer = self.server.internet.answer(url)
        if answer.delay:
            time.sleep(answer.delay)
        self._send(answer)

    do_HEAD = do_GET  # noqa: N815 (the base class looks for this name)
    do_POST = do_GET  # noqa: N815

    def do_CONNECT(self) -> None:
        self._send(DemoResponse(HTTPStatus.NOT_IMPLEMENTED, b"The made-up internet has no TLS.\n"))
        self.close_connection = True

    def _send(self, answer: DemoResponse) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's name)
        """Print nothing: the terminal belongs to the command."""


@contextmanager
def serve_demo(internet: DemoInternet, port: int = 0) -> Iterator[DemoServer]:
    """Serve the internet in the background for as long as the block runs; port 0 takes a free one."""
    with DemoServer(internet, port) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
