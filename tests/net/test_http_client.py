import gzip
import signal
import socket
from collections.abc import Callable

import pytest

from linkfinder.errors import FetchError
from linkfinder.net import http_client
from linkfinder.net.exchange import ApiKey, KeyPlacement
from linkfinder.net.http_client import HttpSettings, fetch
from linkfinder.net.networks import Networks
from tests.net.conftest import Reply, Web

KEY = "s3cret/&="


def test_an_answer_comes_with_status_headers_and_decoded_body(web: Web, http_settings: HttpSettings) -> None:
    web.replies["/a"] = Reply(gzip.compress(b"hello"), 404, {"Content-Encoding": "gzip", "X-Thing": "1"})
    fetched = fetch(web.url("/a"), http_settings, headers=(("Accept", "application/json"),))
    assert (fetched.status, fetched.body, fetched.headers["x-thing"]) == (404, b"hello", "1")
    headers = web.asked[0][1]
    assert (headers["user-agent"], headers["accept"]) == ("linkfinder/test", "application/json")


def test_a_key_is_put_where_it_belongs(web: Web, http_settings: HttpSettings) -> None:
    fetch(web.url("/h"), http_settings, api_key=ApiKey(KeyPlacement.HEADER, "API-Key", KEY))
    fetch(web.url("/q?a=1"), http_settings, api_key=ApiKey(KeyPlacement.QUERY, "api_key", KEY))
    assert web.asked[0][1]["api-key"] == KEY
    assert web.paths[1] == "/q?a=1&api_key=s3cret%2F%26%3D"


def test_redirects_are_followed_and_every_hop_is_checked(web: Web, http_settings: HttpSettings) -> None:
    web.replies["/a"] = Reply(status=302, headers={"Location": "/b"})
    web.replies["/b"] = Reply(b"there")
    checked: list[str] = []
    assert fetch(web.url("/a"), http_settings, checked.append).body == b"there"
    assert checked == [web.url("/a"), web.url("/b")]


def test_a_request_with_a_key_follows_no_redirect(web: Web, http_settings: HttpSettings) -> None:
    web.replies["/a"] = Reply(status=302, headers={"Location": "/b"})
    assert fetch(web.url("/a"), http_settings, api_key=ApiKey(KeyPlacement.HEADER, "API-Key", KEY)).status == 302
    assert web.paths == ["/a"]


def test_a_loop_of_redirects_ends(web: Web, http_settings: HttpSettings) -> None:
    web.replies["/a"] = Reply(status=301, headers={"Location": "/a?x"})
    with pytest.raises(FetchError, match="more than 5 redirects"):
        fetch(web.url("/a"), http_settings)


@pytest.mark.parametrize("target", ["file:///etc/hostname", "ftp://127.0.0.1/x", "javascript:alert(1)", "http://[::1"])
def test_a_redirect_to_something_else_is_not_followed(web: Web, http_settings: HttpSettings, target: str) -> None:
    web.replies["/a"] = Reply(status=302, headers={"Location": target})
    assert fetch(web.url("/a"), http_settings).status == 302


@pytest.mark.parametrize(
    "target", ["http://10.0.0.1/", "http://169.254.169.254/", "http://[::1]/", "http://0x7f.1:22/"]
)
def test_a_redirect_to_a_private_address_or_a_strange_port_is_refused(web: Web, target: str) -> None:
    only_the_server = HttpSettings("x", Networks.from_environ({"LINKFINDER_ALLOW_NETWORKS": "127.0.0.1/32"}))
    web.replies["/a"] = Reply(status=302, headers={"Location": target})
    allowed = "0x7f" in target
    with pytest.raises(FetchError, match="no connection" if allowed else "is not a public address"):
        fetch(web.url("/a"), only_the_server)


def test_a_name_that_leads_to_a_private_address_opens_no_connection(web: Web) -> None:
    with pytest.raises(FetchError, match=r"is not a public address; name the network in LINKFINDER_ALLOW_NETWORKS"):
        fetch(f"http://localhost:{web.port}/", HttpSettings("x"))
    assert web.asked == []


def test_a_name_that_cannot_exist_is_not_looked_up(http_settings: HttpSettings) -> None:
    with pytest.raises(FetchError, match=r"no\.invalid does not exist"):
        fetch("http://no.invalid/", http_settings)


def test_a_proxy_is_asked_for_the_whole_address(web: Web, proxied: Callable[[Web], HttpSettings]) -> None:
    web.replies["http://teeth.example/a"] = Reply(b"through the proxy")
    assert fetch("http://teeth.example/a", proxied(web)).body == b"through the proxy"
    with pytest.raises(FetchError, match="is not a public address"):
        fetch("http://127.0.0.1/", proxied(web))


def test_too_large_an_answer_is_cut_off_also_when_it_was_packed(
    web: Web, http_settings: HttpSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_client, "_MAX_BODY_BYTES", 1024 * 1024)
    web.replies["/bomb"] = Reply(gzip.compress(b" " * 5_000_000), headers={"Content-Encoding": "gzip"})
    with pytest.raises(FetchError, match="the answer is larger than 1 MB"):
        fetch(web.url("/bomb"), http_settings)


def test_no_error_shows_the_key(web: Web, http_settings: HttpSettings) -> None:
    web.replies["/x"] = Reply(b"not gzip", headers={"Content-Encoding": "gzip"})
    for address in (web.url("/x"), "http://127.0.0.1:1/closed", "http://no.invalid/", "ftp://x/", "nonsense"):
        with pytest.raises(FetchError) as error:
            fetch(address, http_settings, api_key=ApiKey(KeyPlacement.QUERY, "api_key", KEY))
        assert "s3cret" not in str(error.value)
        assert error.value.__cause__ is None


def test_ctrl_c_ends_a_transfer_that_hangs(http_settings: HttpSettings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        before = signal.signal(signal.SIGALRM, signal.default_int_handler)
        signal.setitimer(signal.ITIMER_REAL, 0.3)
        try:
            with pytest.raises(KeyboardInterrupt):
                fetch(f"http://127.0.0.1:{silent.getsockname()[1]}/", http_settings)
        finally:
            signal.signal(signal.SIGALRM, before)
