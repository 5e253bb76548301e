"""Serves a web as a plain HTTP proxy in a process of its own, so that its CPU is not counted as ours.

`python -m benchmarks.server planted` serves `PlantedWeb`, `blogs` serves heavy blog pages, and the name of an index
serves the saved pages it lists. It binds to 127.0.0.1, prints its port, counts what was asked by `GET /__asked`, and
ends when its input closes.
"""

import asyncio
import contextlib
import json
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.pages import page
from benchmarks.planted import PlantedWeb
from benchmarks.saved import Answer, SavedWeb


def main() -> None:
    """Serve the web named on the command line until standard input closes."""
    made_up = {"planted": lambda: PlantedWeb().answer, "blogs": _blogs}
    web = sys.argv[1]
    asyncio.run(_serve(made_up[web]() if web in made_up else SavedWeb(Path(web)).answer))


def _blogs() -> Callable[[str, str], Answer]:
    bodies = [page(number, kilobytes=41, links=100) for number in range(50)]

    def answer(host: str, path: str) -> Answer:
        if path in {"/robots.txt", "/sitemap.xml"}:
            return 404, "text/plain", ""
        return 200, "text/html; charset=utf-8", bodies[hash((host, path)) % len(bodies)]

    return answer


async def _serve(answer: Callable[[str, str], Answer]) -> None:
    asked: list[str] = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            while head := await reader.readuntil(b"\r\n\r\n"):
                url = urlsplit(head.split(b" ", 2)[1].decode())
                if url.path == "/__asked":
                    writer.write(_response((200, "application/json", json.dumps(asked))))
                    continue
                asked.append(url.geturl())
                path = f"{url.path or '/'}?{url.query}" if url.query else url.path or "/"
                writer.write(_response(answer(url.hostname or "", path)))
                await writer.drain()
        writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)
    server.close()


@lru_cache(maxsize=4096)
def _response(answer: Answer) -> bytes:
    status, kind, text = answer
    body = text.encode() if isinstance(text, str) else text
    return f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


@contextlib.contextmanager
def serving(web: str) -> Iterator[str]:
    """Serve a web in the background for as long as the block runs; yields the proxy's address."""
    command = [sys.executable, "-m", "benchmarks.server", web]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 (ourselves)
        assert process.stdout
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        assert process.stdin
        process.stdin.close()


def asked(proxy: str) -> list[str]:
    """Return every address that a server was asked for, in order."""
    with urllib.request.urlopen(f"{proxy}/__asked") as answer:  # noqa: S310 (loopback)
        addresses: list[str] = json.load(answer)
    return addresses


if __name__ == "__main__":
    main()
