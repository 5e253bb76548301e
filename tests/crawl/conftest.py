"""A made-up web on loopback, and crawls of it in processes of their own."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from linkfinder.storage.session import open_database
from linkfinder.storage.tables import FrontierRow, OpportunityRow, PageRow

HOME = "http://teeth.example/"
ONE_CRAWL = Path(__file__).with_name("one_crawl.py")
ENDS_WITHIN = 60  # seconds; a crawl of a few dozen pages that takes longer hangs


@dataclass(frozen=True, slots=True)
class Reply:
    """What the made-up web answers for an address."""

    body: str | bytes = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came: when it began and ended, on the monotonic clock."""

    url: str
    headers: Mapping[str, str]
    began: float
    ended: float = 0.0


Page = str | Reply | Callable[[str], Reply]


class Web(ThreadingHTTPServer):
    """A plain HTTP proxy: `pages` maps an address, or the beginning of many that ends with *, to what is there."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages: dict[str, Page] = {}
        self.asked: list[Asked] = []
        self.connections = 0
        self.is_down = False  # the proxy answers, and reaches nobody
        self.address = f"http://127.0.0.1:{self.server_port}"

    def reply(self, url: str) -> Reply:
        page = self.pages.get(url) or next(
            (p for u, p in self.pages.items() if u[-1] == "*" and url.startswith(u[:-1])), None
        )
        if page is None:
            return Reply("<title>Not found</title><h1>Not found</h1>", 404)
        if callable(page):
            return page(url)
        return Reply(page) if isinstance(page, str) else page

    def asked_for(self, part: str = "") -> list[str]:
        """The addresses asked for that contain `part`, in order, without robots.txt and sitemaps."""
        urls = [asked.url for asked in self.asked]
        return [url for url in urls if part in url and not url.endswith(("/robots.txt", "/sitemap.xml"))]

    def verify_request(self, request: object, client_address: object) -> bool:  # noqa: ARG002 (the base class's names)
        """Count the connections; called once for each."""
        self.connections += 1
        return True

    def handle_error(self, request: object, client_address: object) -> None:
        """A crawl that is killed hangs up in the middle; that is no error here."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Web

    def do_GET(self) -> None:
        if self.server.is_down:
            self.send_error(502)
            return
        began, url = time.monotonic(), self.path
        place = len(self.server.asked)
        self.server.asked.append(Asked(url, {name.title(): value for name, value in self.headers.items()}, began))
        reply = self.server.reply(url)
        time.sleep(reply.delay)
        body = reply.body.encode() if isinstance(reply.body, str) else reply.body
        self.send_response(reply.status)
        headers = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))} | dict(reply.headers)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.server.asked[place] = Asked(
            url, {name.title(): value for name, value in self.headers.items()}, began, time.monotonic()
        )
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's name)
        pass


def page(title: str, *links: str, text: str = "Dental implants replace lost teeth; every dentist knows them.") -> str:
    """A page with enough text to be read as one."""
    anchors = "".join(
        f'<li><a href="{url}">{name}</a></li>' for url, _, name in (link.rpartition("=") for link in links)
    )
    body = f"<h1>{title}</h1><p>{text} {' '.join([text] * 8)}</p><ul>{anchors}</ul>"
    return f'<!doctype html><html lang="en"><head><title>{title}</title></head><body><main>{body}</main></body></html>'


WRITE_FOR_US = page(
    "Write for us",
    text="We welcome guest posts about dental implants. Send your article to editor@teeth.example. Please write at "
    "least 800 words; your dentist readers will thank you.",
)


@contextmanager
def serving(server: Web) -> Iterator[Web]:
    """Serve in the background for as long as the block runs."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def web() -> Iterator[Web]:
    with serving(Web()) as server:
        yield server


def wait_for(is_true: Callable[[], bool]) -> None:
    """Wait until something is true, which it will be within seconds unless it never is."""
    end = time.monotonic() + ENDS_WITHIN
    while not is_true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.01)


class Crawling:
    """Crawls over one made-up web into one database."""

    def __init__(self, web: Web, folder: Path, database: Path) -> None:
        self.web = web
        self.folder = folder
        self.url = f"sqlite:///{database}"

    def start(self, *seeds: str, **order: Any) -> "subprocess.Popen[str]":
        """Start a crawl and leave it running."""
        environ = {**os.environ, "http_proxy": self.web.address, "https_proxy": self.web.address, "no_proxy": ""}
        wish = {"seeds": seeds, "database": self.url, "log": str(self.folder / "crawl.log")} | order
        return subprocess.Popen(
            [sys.executable, ONE_CRAWL, json.dumps(wish)],
            env=environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *seeds: str, **order: Any) -> dict[str, Any]:
        """Run a crawl to its end and return its summary."""
        process = self.start(*seeds, **order)
        try:
            out, err = process.communicate(timeout=ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
        assert process.returncode == 0, f"{err}\n{self.log()}"
        summary: dict[str, Any] = json.loads(out.splitlines()[-1])
        return summary

    def log(self) -> str:
        path = self.folder / "crawl.log"
        return path.read_text() if path.exists() else ""

    def rows(self, *columns: Any) -> set[Any]:
        """What the database holds in these columns."""
        engine = open_database(self.url)
        with engine.connect() as connection:
            found = {tuple(row) if len(columns) > 1 else row[0] for row in connection.execute(sa.select(*columns))}
        engine.dispose()
        return found

    @property
    def pages(self) -> set[Any]:
        return self.rows(PageRow.url, PageRow.content_hash)

    @property
    def opportunities(self) -> set[Any]:
        return self.rows(OpportunityRow.fingerprint)

    def outcome(self, url: str) -> tuple[int, str]:
        """How an address stands in the frontier, and why."""
        return next(
            (state, why)
            for at, state, why in self.rows(FrontierRow.url, FrontierRow.state, FrontierRow.outcome)
            if at == url
        )


@pytest.fixture
def crawling(web: Web, tmp_path: Path, migrated_file: Path) -> Crawling:
    database = tmp_path / "crawl.db"
    database.write_bytes(migrated_file.read_bytes())
    return Crawling(web, tmp_path, database)


def small_site(web: Web, host: str, articles: int = 6) -> None:
    """A blog with a guest-post page, an about page and some articles that link to one another."""
    links = [f"http://{host}/article-{number}=Article {number} about dental implants" for number in range(articles)]
    named = (f"http://{host}/write-for-us=Write for us", f"http://{host}/about=About us")
    web.pages[f"http://{host}/"] = page(f"The dentist blog of {host}", *named, *links)
    web.pages[f"http://{host}/write-for-us"] = WRITE_FOR_US
    web.pages[f"http://{host}/about"] = page("About us", f"http://{host}/=Home")
    for number in range(articles):
        following = f"http://{host}/article-{(number + 1) % articles}=Next"
        web.pages[f"http://{host}/article-{number}"] = page(f"Article {number}", following, *named, text=_text(number))


def _text(number: int) -> str:
    """Words of an article that no other has: pages that say the same are left."""
    own = " ".join(f"{part}{chr(97 + number // 26)}{chr(97 + number % 26)}" for part in ("crown", "root", "gum"))
    return f"Dental implants replace lost teeth; every dentist knows them by {own}."


def big_web(web: Web) -> tuple[str, ...]:
    """Eight sites of a dozen pages, slow enough to be killed in the middle."""
    hosts = [f"site{number}.example" for number in range(8)]
    for host in hosts:
        small_site(web, host, articles=9)
        for url in [url for url in web.pages if host in url]:
            web.pages[url] = Reply(str(web.pages[url]), delay=0.05)
    return tuple(f"http://{host}/" for host in hosts)
