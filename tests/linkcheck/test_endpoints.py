import socket
from collections.abc import Sequence
from dataclasses import replace

import pytest

from linkfinder.linkcheck.curl_client import Endpoint
from linkfinder.linkcheck.endpoints import EndpointResolver, ResolvedEndpoint
from linkfinder.linkcheck.settings import LinkCheckSettings
from linkfinder.net.exchange import Failure, HttpRequest, HttpResponse
from linkfinder.net.networks import Networks
from linkfinder.net.proxies import Proxies

PUBLIC = LinkCheckSettings(networks=Networks())


def routes(settings: LinkCheckSettings, *addresses: str) -> EndpointResolver:
    """Return routes by a resolver that gives every name these addresses."""

    def lookup(_host: str) -> Sequence[str]:
        if not addresses:
            raise socket.gaierror(socket.EAI_AGAIN, "no")
        return addresses

    return EndpointResolver(replace(settings, look_up=lookup), lambda: None)


def find(found: EndpointResolver, url: str, address: int = 0) -> ResolvedEndpoint | HttpResponse:
    route = found.find(HttpRequest(url, address_index=address))
    while route is None:
        if found.take_resolved():
            route = found.find(HttpRequest(url, address_index=address))
    found.close()
    return route


def test_a_name_is_dialled_by_its_address() -> None:
    route = find(routes(PUBLIC, "8.8.8.8", "9.9.9.9"), "http://clinic.com/x", address=1)
    assert isinstance(route, ResolvedEndpoint)
    assert (route.endpoint, route.address_count) == (Endpoint("9.9.9.9"), 2)


def test_private_addresses_of_a_name_are_left_out() -> None:
    route = find(routes(PUBLIC, "10.0.0.1", "8.8.8.8"), "http://clinic.com/x")
    assert isinstance(route, ResolvedEndpoint)
    assert (route.endpoint, route.address_count) == (Endpoint("8.8.8.8"), 1)


@pytest.mark.parametrize(
    ("url", "addresses", "failure"),
    [
        ("http://clinic.com/", ("10.0.0.1",), Failure.PRIVATE_ADDRESS),
        ("http://clinic.com:25/", ("8.8.8.8",), Failure.BAD_PORT),
        ("http://10.0.0.1/", ("8.8.8.8",), Failure.PRIVATE_ADDRESS),
        ("http://8.8.8.8:22/", ("8.8.8.8",), Failure.BAD_PORT),
        ("http://clinic.com/", (), Failure.DNS_TEMPORARY),
        ("http://nobody.invalid/", ("8.8.8.8",), Failure.DNS_NXDOMAIN),
        ("javascript:x", ("8.8.8.8",), Failure.BAD_SCHEME),
    ],
)
def test_where_nothing_may_be_sent_there_is_a_failure(url: str, addresses: tuple[str, ...], failure: Failure) -> None:
    answer = find(routes(PUBLIC, *addresses), url)
    assert isinstance(answer, HttpResponse)
    assert answer.failure is failure


def test_a_proxy_gets_the_name_and_nothing_is_looked_up() -> None:
    settings = replace(PUBLIC, proxies=Proxies(http="http://10.0.0.9:3128"))
    route = routes(settings).find(HttpRequest("http://clinic.com/x"))
    assert isinstance(route, ResolvedEndpoint)
    assert route.endpoint == Endpoint("", "http://10.0.0.9:3128")


def test_any_port_of_a_named_network_may_be_asked() -> None:
    settings = replace(PUBLIC, networks=Networks.from_environ({"LINKFINDER_ALLOW_NETWORKS": "10.0.0.0/8"}))
    route = find(routes(settings, "10.0.0.1"), "http://clinic.com:8123/x")
    assert isinstance(route, ResolvedEndpoint)


def test_addresses_of_hosts_are_kept_up_to_a_bound() -> None:
    looked_up: list[str] = []

    def lookup(host: str) -> Sequence[str]:
        looked_up.append(host)
        return ["8.8.8.8"]

    endpoints = EndpointResolver(replace(PUBLIC, look_up=lookup), lambda: None, max_hosts=3)
    for number in (0, 1, 2, 3, 4, 4, 3, 0):
        request = HttpRequest(f"http://clinic{number}.com/")
        while endpoints.find(request) is None:
            endpoints.take_resolved()
    endpoints.close()
    assert looked_up == [f"clinic{number}.com" for number in (0, 1, 2, 3, 4, 0)]
