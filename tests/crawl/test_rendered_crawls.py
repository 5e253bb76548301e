"""Pages that only a browser can read, with the real one when it is installed."""

import os
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from linkfinder.browser.chromium import find_browser, launch_options
from tests.crawl.conftest import Crawling, Reply, page

HOME = "http://teeth.example/"
needs_browser = pytest.mark.skipif(
    not find_browser(), reason="Chromium is not installed; on Debian: apt-get install chromium"
)

SHELL = """<!doctype html><html lang="en"><head><title>Blog</title></head><body><div id="root"></div>
<script src="/app.js"></script></body></html>"""


def app(*after: str) -> Reply:
    """A script that writes the page, as single-page applications do, and then does some more."""
    text = "Dental implants replace lost teeth and every dentist knows them. " * 8
    html = f'<main><h1>Dental blog</h1><p>{text}</p><a href="/write-for-us">Write for us</a></main>'
    script = f"document.getElementById('root').innerHTML = {html!r};\n" + "\n".join(after)
    return Reply(script, headers={"Content-Type": "text/javascript"})


@pytest.mark.browser
@needs_browser
def test_a_page_drawn_by_a_script_is_read_through_the_browser(crawling: Crawling) -> None:
    crawling.web.pages |= {HOME: SHELL, f"{HOME}app.js": app(), f"{HOME}write-for-us": page("Write for us")}
    summary = crawling.run(HOME)
    assert summary["counts"]["rendered"] == 1
    assert f"{HOME}write-for-us" in crawling.web.asked_for()
    agents = {asked.headers["User-Agent"] for asked in crawling.web.asked}
    assert len(agents) == 1, "the browser says the same name"


@pytest.mark.browser
@needs_browser
def test_a_page_cannot_reach_this_machine_through_the_browser(crawling: Crawling, secret: "Secret") -> None:
    redirect = Reply(status=302, headers={"Location": f"{secret.address}redirected"})
    tries = (
        f"fetch('{secret.address}fetched', {{mode: 'no-cors'}}).catch(() => 0);",
        "fetch('/to-secret', {mode: 'no-cors'}).catch(() => 0);",
        f"new WebSocket('{secret.address.replace('http', 'ws')}socket');",
        f"document.body.appendChild(document.createElement('script')).src = '{secret.address}script';",
        f"document.body.appendChild(document.createElement('iframe')).src = '{secret.address}frame';",
    )
    crawling.web.pages |= {HOME: SHELL, f"{HOME}app.js": app(*tries), f"{HOME}to-secret": redirect}
    summary = crawling.run(HOME)
    assert summary["counts"]["rendered"] == 1
    assert f"{HOME}to-secret" in crawling.web.asked_for()
    assert secret.asked == []


@pytest.mark.browser
@needs_browser
def test_a_page_that_hangs_or_crashes_costs_only_itself(crawling: Crawling) -> None:
    crawling.web.pages |= {HOME: SHELL, f"{HOME}app.js": Reply("for (;;) {}"), "http://other.example/": SHELL}
    crawling.web.pages |= {"http://other.example/app.js": app()}
    summary = crawling.run(HOME, "http://other.example/", limits={"pages": 2})
    assert summary["counts"]["rendered"] == 1
    assert summary["counts"]["render_failed"] == 1
    assert {url for url, _ in crawling.pages} == {HOME, "http://other.example/"}


def test_pages_that_would_need_a_browser_are_counted_when_none_may_be_used(crawling: Crawling) -> None:
    crawling.web.pages |= {HOME: SHELL, f"{HOME}app.js": app()}
    summary = crawling.run(HOME, options={"render": False})
    assert summary["counts"]["needs_browser"] == 1
    assert summary["counts"]["not_rendered/off"] == 1
    assert summary["seeds"] == [{"url": HOME, "reason": ""}]


def test_pages_beyond_the_budget_are_read_as_they_are(crawling: Crawling) -> None:
    crawling.web.pages |= {HOME: SHELL, f"{HOME}app.js": app()}
    summary = crawling.run(HOME, limits={"render_pages_per_site": 0})
    assert summary["counts"]["not_rendered/" + ("site_budget" if find_browser() else "no_browser")] == 1


def test_only_root_gives_the_sandbox_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    options = launch_options("/usr/bin/chromium", "http://127.0.0.1:1")
    assert "--no-sandbox" not in options["args"]
    assert options["chromium_sandbox"] is True
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert "--no-sandbox" in launch_options("/usr/bin/chromium", "http://127.0.0.1:1")["args"]


def test_any_usual_name_of_the_browser_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/opt/{name}" if name == "google-chrome" else None)
    assert find_browser() == "/opt/google-chrome"
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert find_browser() == ""


class Secret(ThreadingHTTPServer):
    """A service on this machine that no page may reach."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _SecretHandler)
        self.asked: list[str] = []
        self.address = f"http://127.0.0.1:{self.server_port}/"


class _SecretHandler(BaseHTTPRequestHandler):
    server: Secret

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's name)
        pass


@pytest.fixture
def secret() -> Iterator[Secret]:
    server = Secret()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()
