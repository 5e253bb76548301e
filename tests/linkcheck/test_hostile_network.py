"""Names, connections, certificates and servers that take their time: what a link check meets before any page."""

import socket
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pytest

from linkfinder.linkcheck.check import check_links
from linkfinder.linkcheck.settings import LinkCheckSettings
from linkfinder.model.check import LinkCheck, Verdict
from linkfinder.net.networks import Networks
from tests.linkcheck.certificates import Authority
from tests.linkcheck.hostile import Asked, Web, page, pages, reset

Check = Callable[..., LinkCheck]


def names(known: Mapping[str, str | int]) -> Callable[[str], Sequence[str]]:
    """Return a look-up that knows some names, and errors for others."""

    def lookup(host: str) -> Sequence[str]:
        found = known.get(host, socket.EAI_NONAME)
        if isinstance(found, int):
            raise socket.gaierror(found, "no")
        return found.split()

    return lookup


def test_01_a_domain_that_is_gone_is_dead_by_dns(check: Check) -> None:
    found = check("http://gone-clinic.com/x", look_up=names({"example.com": "127.0.0.1"}))
    assert (found.verdict, found.reason) == (Verdict.DEAD_DNS, "dns_nxdomain")
    assert found.confidence >= 0.7


def test_01_a_name_server_with_a_bad_moment_is_not_merged_with_it(check: Check) -> None:
    found = check("http://slow-dns.com/", look_up=names({"slow-dns.com": socket.EAI_AGAIN}))
    assert (found.verdict, found.reason) == (Verdict.UNKNOWN, "dns_temporary")


def test_01_a_name_without_an_address_is_told_apart(check: Check) -> None:
    found = check("http://only-mail.com/", look_up=names({"only-mail.com": socket.EAI_NODATA}))
    assert (found.verdict, found.reason) == (Verdict.UNKNOWN, "dns_no_address")


def test_01_where_the_name_server_denies_everything_nothing_is_dead(check: Check) -> None:
    found = check("http://living-clinic.com/", look_up=names({}))
    assert (found.verdict, found.reason) == (Verdict.UNKNOWN, "network_unreachable")


@pytest.mark.parametrize("proxy", ["", "http://127.0.0.1:9"])
def test_01_invalid_never_exists_and_is_not_looked_up(check: Check, proxy: str) -> None:
    asked: list[str] = []

    def lookup(host: str) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"]

    settings = LinkCheckSettings.from_environ({"http_proxy": proxy})
    found = check("http://nobody.invalid/x", look_up=lookup, proxies=settings.proxies)
    assert (found.verdict, found.reason) == (Verdict.DEAD_DNS, "dns_nxdomain")
    assert asked == []


def test_02_refused_reset_and_failed_handshake_have_three_codes(web: Web, check: Check) -> None:
    refused = check(f"http://{web.new_ip()}:9/")
    assert (refused.verdict, refused.reason) == (Verdict.DEAD_HOST, "connect_refused")

    resetting = check(web.host(lambda _asked, wire: reset(wire)) + "/x")
    assert (resetting.verdict, resetting.reason) == (Verdict.UNKNOWN, "connection_reset")

    plain = web.host(pages({"/": page("a page without TLS")}))
    no_tls = check(plain.replace("http:", "https:") + "/")
    assert (no_tls.verdict, no_tls.reason) == (Verdict.TLS_ERROR, "tls_handshake")


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("certificates"))


def test_03_a_good_certificate_is_a_living_page(web: Web, check: Check, authority: Authority) -> None:
    ip = web.new_ip()
    site = web.host(pages({"/x": page("teeth")}), ip=ip, context=authority.context(ip))
    assert check(site + "/x", ca_file=authority.file).verdict is Verdict.ALIVE


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("expired", "tls_expired"),
        ("self_signed", "tls_self_signed"),
        ("wrong_host", "tls_wrong_host"),
        ("unknown_authority", "tls_untrusted"),
    ],
)
def test_03_bad_certificates_are_told_apart_and_not_dead(
    web: Web, check: Check, authority: Authority, kind: str, reason: str
) -> None:
    ip = web.new_ip()
    site = web.host(pages({"/x": page("teeth")}), ip=ip, context=authority.context(ip, kind))
    found = check(site + "/x", ca_file=authority.file)
    assert (found.verdict, found.reason) == (Verdict.TLS_ERROR, reason)


def test_03_a_page_that_is_gone_behind_a_bad_certificate_is_dead(web: Web, check: Check, authority: Authority) -> None:
    ip = web.new_ip()
    site = web.host(pages({}), ip=ip, context=authority.context(ip, "expired"))
    found = check(site + "/x", ca_file=authority.file)
    assert (found.verdict, found.reason) == (Verdict.DEAD_HTTP, "http_404")
    assert "tls_expired" in found.note


def stalls(web: Web, before: bytes = b"") -> Callable[[Asked, socket.socket], None]:
    """Return a handler that sends a beginning and then nothing."""

    def handler(_asked: Asked, wire: socket.socket) -> None:
        wire.sendall(before)
        web.stall(15)

    return handler


def drips(web: Web, before: bytes, drop: bytes) -> Callable[[Asked, socket.socket], None]:
    """Return a handler that sends a drop every fifth of a second, for ever."""

    def handler(_asked: Asked, wire: socket.socket) -> None:
        wire.sendall(before)
        while not web.is_closing:
            wire.sendall(drop)
            web.stall(0.2)

    return handler


def test_04_a_silent_server_is_left_after_its_time_and_others_are_unaffected(
    web: Web, settings: LinkCheckSettings
) -> None:
    silent = web.host(stalls(web))
    others = [web.host(pages({"/x": page("teeth")})) + "/x" for _ in range(5)]
    order = list(check_links([silent + "/x", *others], replace(settings, concurrency=3)))
    assert order[-1].url == silent + "/x"
    assert (order[-1].verdict, order[-1].reason) == (Verdict.UNKNOWN, "first_byte_timeout")
    assert all(found.verdict is Verdict.ALIVE for found in order[:-1])


def test_05_a_header_a_second_is_cut_at_the_deadline(web: Web, check: Check) -> None:
    site = web.host(drips(web, b"HTTP/1.1 200 OK\r\n", b"X-Slow: 1\r\n"))
    began = time.monotonic()
    found = check(site + "/x")
    assert (found.verdict, found.reason) == (Verdict.UNKNOWN, "timeout")
    assert time.monotonic() - began < 10


def test_06_a_byte_a_second_is_cut_at_the_deadline(web: Web, check: Check) -> None:
    site = web.host(drips(web, b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", b"x"))
    found = check(site + "/x")
    assert (found.verdict, found.reason) == (Verdict.UNKNOWN, "timeout")


def test_06_a_slow_page_that_has_begun_is_alive(web: Web, check: Check) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999\r\n\r\n"
    site = web.host(drips(web, head + page("teeth").encode(), b"x"))
    found = check(site + "/teeth")
    assert (found.verdict, found.reason) == (Verdict.ALIVE, "slow_answer")


def test_an_address_of_a_host_that_is_down_is_not_the_host(web: Web, check: Check) -> None:
    site = web.host(pages({"/x": page("teeth")}))
    ip, port = site.removeprefix("http://").split(":")
    found = check(f"http://two-homes.com:{port}/x", look_up=names({"two-homes.com": f"{web.new_ip()} {ip}"}))
    assert found.verdict is Verdict.ALIVE


def test_a_run_in_which_no_host_answers_calls_none_of_them_dead(settings: LinkCheckSettings) -> None:
    # The ports of the loopback address are refused at once, as everything is by a firewall on this side.
    known = names({f"clinic{number}.com": "127.0.0.1" for number in range(4)} | {"example.com": "127.0.0.1"})
    urls = [f"http://clinic{number}.com:9/x" for number in range(4)]
    found = list(check_links(urls, replace(settings, look_up=known)))
    assert {(check.verdict, check.reason) for check in found} == {(Verdict.UNKNOWN, "network_down")}


def test_one_sign_of_life_shows_that_the_silent_hosts_are_to_blame(web: Web, settings: LinkCheckSettings) -> None:
    known = names({f"clinic{number}.com": "127.0.0.1" for number in range(4)} | {"example.com": "127.0.0.1"})
    alive = web.host(pages({"/x": page("teeth")})) + "/x"
    urls = [*(f"http://clinic{number}.com:9/x" for number in range(4)), alive]
    found = {check.url: check.verdict for check in check_links(urls, replace(settings, look_up=known))}
    assert found.pop(alive) is Verdict.ALIVE
    assert set(found.values()) == {Verdict.DEAD_HOST}


def test_03_an_older_version_of_tls_is_good_enough(web: Web, check: Check, authority: Authority) -> None:
    ip = web.new_ip()
    context = authority.context(ip)
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    site = web.host(pages({"/x": page("teeth")}), ip=ip, context=context)
    assert check(site + "/x", ca_file=authority.file).verdict is Verdict.ALIVE


def has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


@pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6")
def test_ipv6_hosts_are_asked_by_address_and_by_name(web: Web, check: Check) -> None:
    site = web.host(pages({"/x": page("teeth")}), ip="::1")
    networks = Networks.from_environ({"LINKFINDER_ALLOW_NETWORKS": "::1/128"})
    assert check(f"{site}/x", networks=networks).verdict is Verdict.ALIVE
    named = f"http://six.com:{site.rpartition(':')[2]}/x"
    assert check(named, networks=networks, look_up=names({"six.com": "::1"})).verdict is Verdict.ALIVE
    assert check(f"{site}/x").reason == "private_address"
