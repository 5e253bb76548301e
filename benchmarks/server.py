"""Serves an invented web as an HTTP proxy in a process of its own, so that its CPU is not counted as a crawler's.

`python -m benchmarks.server FOLDER blogs` serves the web of the crawl benchmark, `planted SEED` that of the harvest
benchmark, and `saved INDEX` the saved pages that an index lists. It binds to 127.0.0.1, prints its port, answers plain
requests and, after CONNECT, TLS with a certificate for each host, and ends when its input closes. What it was asked
for stands in `asked.txt` of the folder, an address a line in the order of the requests.
"""

import asyncio
import contextlib
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks import blogs
from benchmarks.blogs import Answer
from benchmarks.certificates import Authority, new_authority
from benchmarks.planted import PlantedWeb
from benchmarks.saved import SavedWeb

Web = Callable[[str, str, str], Answer]
"""Returns status, content type and body for scheme, host and path."""

_ASKED = "asked.txt"


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy that serves an invented web: its address, and the file with the authorities to trust."""

    url: str
    folder: Path

    @property
    def authorities(self) -> Path:
        """What a client names in `SSL_CERT_FILE`."""
        return self.folder / "authorities.pem"

    def asked(self) -> list[str]:
        """Return every address that was asked for, in order."""
        file = self.folder / _ASKED
        return file.read_text(encoding="utf-8").splitlines() if file.exists() else []

    def pages(self) -> list[str]:
        """Return every page that was asked for, in order, each once; robots.txt and sitemaps are no pages."""
        return list(dict.fromkeys(url for url in self.asked() if not url.endswith(("/robots.txt", "/sitemap.xml"))))


@contextlib.contextmanager
def serving(*web: str) -> Iterator[Proxy]:
    """Serve a web in the background for as long as the block runs."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "benchmarks.server", folder, *web]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 (ourselves)
            assert process.stdout
            assert process.stdin
            port = process.stdout.readline().strip()
            yield Proxy(f"http://127.0.0.1:{port}", Path(folder))
            process.stdin.close()


def main() -> None:
    """Serve the web named on the command line until standard input closes."""
    folder, name, *which = sys.argv[1:]
    webs: dict[str, Callable[[], Web]] = {
        "blogs": lambda: blogs.answer,
        "planted": lambda: _of_any_scheme(PlantedWeb(int(which[0])).answer),
        "saved": lambda: _of_any_scheme(SavedWeb(Path(which[0])).answer),
    }
    asyncio.run(_serve(webs[name](), Path(folder)))


def _of_any_scheme(answer: Callable[[str, str], Answer]) -> Web:
    return lambda _scheme, host, path: answer(host, path)


async def _serve(web: Web, folder: Path) -> None:
    authority = new_authority(folder)
    with (folder / _ASKED).open("w", encoding="utf-8", buffering=1) as log:

        async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            with contextlib.suppress(OSError, EOFError):
                await _talk(_Client(reader, writer, authority), web, log.write)
            writer.close()

        server = await asyncio.start_server(talk, "127.0.0.1", 0, backlog=1000)
        print(server.sockets[0].getsockname()[1], flush=True)
        await asyncio.to_thread(sys.stdin.read)
        server.close()


@dataclass(frozen=True, slots=True)
class _Client:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    authority: Authority

    async def target(self) -> str:
        """Return what the next request asks for: an address, a path, or host and port after CONNECT."""
        head = await self.reader.readuntil(b"\r\n\r\n")
        return head.split(b" ", 2)[1].decode()

    async def secure(self, host: str) -> None:
        """Answer CONNECT and speak TLS as this host from now on."""
        self.writer.write(b"HTTP/1.1 200 Connected\r\n\r\n")
        await self.writer.drain()
        await self.writer.start_tls(self.authority.server_context(host))

    async def answer(self, answer: Answer) -> None:
        """Send an answer."""
        status, kind, text = answer
        body = text.encode() if isinstance(text, str) else text
        head = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        self.writer.write(head.encode() + body)
        await self.writer.drain()


async def _talk(client: _Client, web: Web, note: Callable[[str], object]) -> None:
    """Answer the requests of one connection until it is closed."""
    target, origin = await client.target(), ""
    if target.endswith(":443"):
        host = target.removesuffix(":443")
        await client.secure(host)
        target, origin = await client.target(), f"https://{host}"
    while True:
        url = urlsplit(f"{origin}{target}")
        note(f"{url.geturl()}\n")
        path = f"{url.path or '/'}?{url.query}" if url.query else url.path or "/"
        await client.answer(web(url.scheme, url.hostname or "", path))
        target = await client.target()


if __name__ == "__main__":
    main()
