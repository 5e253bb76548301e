"""The browser's way out, tried with plain sockets: what it may reach, and what it may not, by any way."""

import asyncio
from collections.abc import Sequence

import pytest

from linkfinder.net.address_policy import AddressPolicy
from linkfinder.net.egress_proxy import EgressProxy
from linkfinder.net.networks import Networks
from linkfinder.net.proxies import Proxies

LOOPBACK = Networks.from_environ({"LINKFINDER_ALLOW_NETWORKS": "127.0.0.0/8"})


class Server:
    """A server on loopback that keeps what it was asked and answers the same to everybody."""

    def __init__(self, answer: bytes = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nteeth") -> None:
        self.answer = answer
        self.asked: list[str] = []

    async def open(self) -> int:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.asked.append((await reader.readuntil(b"\r\n\r\n")).decode())
        writer.write(self.answer)
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    async def close(self) -> None:
        self._server.close()
        await self._server.wait_closed()


async def say(address: str, request: str) -> str:
    """Say something to the proxy as a browser does, and return all it answers."""
    reader, writer = await asyncio.open_connection("127.0.0.1", int(address.rpartition(":")[2]))
    writer.write(request.replace("\n", "\r\n").encode())
    answer = await asyncio.wait_for(reader.read(), 20)
    writer.close()
    await writer.wait_closed()
    return answer.decode()


def through(request: str, networks: Networks = LOOPBACK, proxy: str = "", server: Server | None = None) -> str:
    """Return what comes back through the egress proxy; {port} in the request is the server's."""

    async def run() -> str:
        far = server or Server()
        port = await far.open()
        egress = EgressProxy(
            AddressPolicy(networks, Proxies(http=proxy.format(port=port), https=proxy.format(port=port)))
        )
        egress.look_up = look_up
        answer = await say(await egress.open(), request.format(port=port))
        await egress.close()
        await far.close()
        await asyncio.sleep(0)
        return answer

    return asyncio.run(run())


def look_up(host: str) -> Sequence[str]:
    return {"public.example": ["127.0.0.1"], "private.example": ["10.0.0.1"]}.get(host, [host])


def test_a_request_reaches_the_server_as_a_server_wants_it() -> None:
    server = Server()
    head = (
        "GET http://public.example:{port}/a?b=c HTTP/1.1\nHost: public.example\nProxy-Connection: keep-alive\nX: y\n\n"
    )
    assert through(head, server=server).endswith("teeth")
    assert server.asked == ["GET /a?b=c HTTP/1.1\r\nHost: public.example\r\nX: y\r\nConnection: close\r\n\r\n"]


def test_a_tunnel_is_opened_and_passes_what_is_said_in_it() -> None:
    server = Server(b"answer from the far end")
    answer = through("CONNECT public.example:{port} HTTP/1.1\n\nhello\n\n", server=server)
    assert answer.startswith("HTTP/1.1 200")
    assert answer.endswith("answer from the far end")
    assert server.asked == ["hello\r\n\r\n"]


LITERAL = (
    "GET http://127.0.0.1:{port}/ HTTP/1.1",
    "GET http://[::1]:{port}/ HTTP/1.1",
    "GET http://[::ffff:127.0.0.1]:{port}/ HTTP/1.1",
    "GET http://2130706433:{port}/ HTTP/1.1",
    "CONNECT 127.0.0.1:{port} HTTP/1.1",
    "GET http://nowhere.invalid/ HTTP/1.1",
    "GET file:///etc/passwd HTTP/1.1",
    "GET /path HTTP/1.1",
    "nonsense",
)
NAMES = (
    "GET http://localhost:{port}/ HTTP/1.1",
    "GET http://private.example/ HTTP/1.1",
    "CONNECT private.example:443 HTTP/1.1",
)
PROXY = "http://127.0.0.1:{port}"


@pytest.mark.parametrize(
    ("request_line", "proxy"),
    [*((line, "") for line in (*LITERAL, *NAMES)), *((line, PROXY) for line in LITERAL)],  # a proxy looks names up
)
def test_what_must_not_be_reached_is_not_connected_to(request_line: str, proxy: str) -> None:
    server = Server()
    assert through(f"{request_line}\n\n", Networks(), proxy, server).startswith("HTTP/1.1 403")
    assert server.asked == []


def test_a_port_without_pages_is_not_connected_to() -> None:
    networks = Networks()
    assert through("GET http://93.184.216.34:25/ HTTP/1.1\n\n", networks).startswith("HTTP/1.1 403")
    assert through("CONNECT teeth.example:25 HTTP/1.1\n\n", networks, "http://127.0.0.1:{port}").startswith(
        "HTTP/1.1 403"
    )


def test_a_server_that_does_not_answer_is_a_bad_gateway() -> None:
    assert through("GET http://127.0.0.1:1/ HTTP/1.1\n\n").startswith("HTTP/1.1 502")


def test_the_users_proxy_is_asked_with_whole_addresses_and_its_password() -> None:
    server = Server()
    through(
        "GET http://teeth.example/a HTTP/1.1\nHost: teeth.example\n\n",
        Networks(),
        "http://me:secret@127.0.0.1:{port}",
        server,
    )
    assert server.asked[0].startswith("GET http://teeth.example/a HTTP/1.1\r\n")
    assert "Proxy-Authorization: Basic bWU6c2VjcmV0\r\n" in server.asked[0]


def test_the_users_proxy_is_asked_for_tunnels() -> None:
    server = Server(b"HTTP/1.1 200 OK\r\n\r\n")
    answer = through("CONNECT teeth.example:443 HTTP/1.1\n\n", Networks(), "http://127.0.0.1:{port}", server)
    assert server.asked == ["CONNECT teeth.example:443 HTTP/1.1\r\n\r\n"]
    assert answer.startswith("HTTP/1.1 200")
