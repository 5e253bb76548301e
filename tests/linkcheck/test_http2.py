"""HTTP/2 where a server offers it, asked of a real one: nginx, on a loopback address of its own."""

import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from linkfinder.linkcheck.curl_client import CurlClient, Endpoint
from linkfinder.linkcheck.settings import LinkCheckSettings
from linkfinder.linkcheck.targets import RequestTarget, parse_target
from linkfinder.model.check import LinkCheck, Verdict
from linkfinder.net.exchange import HttpRequest, HttpResponse, RequestProfile
from tests.linkcheck.certificates import Authority
from tests.linkcheck.hostile import Web, page

Check = Callable[..., LinkCheck]
IP = "127.8.0.1"
NGINX = shutil.which("nginx") or ""

pytestmark = pytest.mark.skipif(not NGINX, reason="nginx, the server that speaks HTTP/2 here, is not installed")


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return not probe.connect_ex((IP, port))


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, authority: Authority) -> Iterator[str]:
    """Give the beginning of the addresses of a server that says by which protocol it was asked."""
    folder = tmp_path_factory.mktemp("nginx")
    authority.context(IP)
    pem = Path(authority.file).with_name(f"{IP}-good.pem")
    with socket.socket() as probe:
        probe.bind((IP, 0))
        port = probe.getsockname()[1]
    (folder / "teeth.html").write_text(page("teeth"), encoding="utf-8")
    temporary = " ".join(f"{kind}_temp_path {folder};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(
        f"daemon off; master_process off; pid {folder}/pid; events {{ }} http {{ access_log off; {temporary} "
        f"server {{ listen {IP}:{port} ssl http2; ssl_certificate {pem}; ssl_certificate_key {pem}; root {folder}; "
        "default_type text/html; location /protocol { return 200 $server_protocol; } "
        "location /away { return 301 /teeth.html; } } }",
        encoding="ascii",
    )
    command = [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "errors.log")]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        while not listens(port):
            assert process.poll() is None, (folder / "errors.log").read_text()
            time.sleep(0.02)
        yield f"https://{IP}:{port}"
        process.terminate()


@pytest.fixture
def client(settings: LinkCheckSettings, authority: Authority) -> Iterator[CurlClient[str]]:
    client: CurlClient[str] = CurlClient(replace(settings, ca_file=authority.file))
    yield client
    client.close()


def protocol(client: CurlClient[str], site: str, profile: RequestProfile) -> str:
    target = parse_target(f"{site}/protocol")
    assert isinstance(target, RequestTarget)
    client.start(HttpRequest(target.url, profile), target, Endpoint(target.ip), "token")
    ended: list[tuple[str, HttpResponse]] = []
    while not ended:
        ended = client.wait(1.0)
    return ended[0][1].body.decode()


@pytest.mark.parametrize("profile", [RequestProfile.DEFAULT, RequestProfile.BROWSER_HEADERS])
def test_http_2_is_spoken_where_it_is_offered(client: CurlClient[str], site: str, profile: RequestProfile) -> None:
    assert protocol(client, site, profile) == "HTTP/2.0"


def test_a_second_request_after_a_broken_response_is_made_by_http_1(client: CurlClient[str], site: str) -> None:
    assert protocol(client, site, RequestProfile.DEFAULT) == "HTTP/2.0"
    assert protocol(client, site, RequestProfile.BROWSER_HEADERS_HTTP1) == "HTTP/1.1"


def test_pages_are_judged_alike_over_http_2(check: Check, site: str, authority: Authority) -> None:
    assert check(f"{site}/teeth.html", ca_file=authority.file).verdict is Verdict.ALIVE
    gone = check(f"{site}/nothing-here", ca_file=authority.file)
    assert (gone.verdict, gone.reason, gone.status) == (Verdict.DEAD_HTTP, "http_404", 404)
    moved = check(f"{site}/away", ca_file=authority.file)
    assert (moved.verdict, moved.final_url) == (Verdict.ALIVE, f"{site}/teeth.html")


def test_who_offers_http_1_only_is_asked_by_it(web: Web, check: Check, authority: Authority) -> None:
    ip = web.new_ip()
    site = web.host(lambda _asked, _wire: b"HTTP/1.1 204 No Content\r\n\r\n", ip=ip, context=authority.context(ip))
    assert check(f"{site}/", ca_file=authority.file).status == 204
