import socket
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import date

import pytest

from linkfinder.demo.internet import DemoInternet
from linkfinder.demo.site import load_sites
from linkfinder.demo.web import DemoServer, serve_demo


@pytest.fixture(scope="module")
def server() -> Iterator[DemoServer]:
    with serve_demo(DemoInternet(load_sites(), date(2026, 11, 21))) as running:
        yield running


@pytest.fixture
def browser(server: DemoServer) -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(urllib.request.ProxyHandler({"http": server.address}))


def test_a_host_is_visited_under_its_own_name(browser: urllib.request.OpenerDirector) -> None:
    with browser.open("http://zahnblick.example/gastartikel") as answer:
        assert "Gastartikel einreichen" in answer.read().decode()


def test_a_redirect_between_hosts_is_followed_through_the_proxy(browser: urllib.request.OpenerDirector) -> None:
    with browser.open("http://gumline.example/about") as answer:
        assert answer.url == "http://gumline-weekly.example/about"


def test_a_head_request_gets_no_body(browser: urllib.request.OpenerDirector) -> None:
    with browser.open(urllib.request.Request("http://zahnblick.example/", method="HEAD")) as answer:
        assert int(answer.headers["Content-Length"]) > 500
        assert answer.read() == b""


def test_an_unknown_host_is_the_proxys_error(browser: urllib.request.OpenerDirector) -> None:
    with pytest.raises(urllib.error.HTTPError) as failure:
        browser.open("http://nobody.invalid/")
    assert failure.value.code == 502
    failure.value.close()


def test_a_tunnel_is_refused(server: DemoServer) -> None:
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=5) as line:
        line.sendall(b"CONNECT zahnblick.example:443 HTTP/1.1\r\nHost: zahnblick.example:443\r\n\r\n")
        assert line.recv(1000).startswith(b"HTTP/1.1 501")


def test_every_requested_url_is_remembered(server: DemoServer, browser: urllib.request.OpenerDirector) -> None:
    with browser.open("http://zahnblick.example/ueber-uns"):
        assert server.requested[-1] == "http://zahnblick.example/ueber-uns"
