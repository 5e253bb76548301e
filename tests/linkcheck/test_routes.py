import socket
from collections.abc import Sequence
from dataclasses import replace

import pytest

from linkfinder.linkcheck.ask import Way
from linkfinder.linkcheck.exchange import Answer, Failure, Request
from linkfinder.linkcheck.networks import Networks
from linkfinder.linkcheck.proxies import Proxies
from linkfinder.linkcheck.routes import Route, Routes
from linkfinder.linkcheck.settings import AskSettings

PUBLIC = AskSettings(networks=Networks())


def routes(settings: AskSettings, *addresses: str) -> Routes:
    """Return routes by a resolver that gives every name these addresses."""

    def lookup(_host: str) -> Sequence[str]:
        if not addresses:
            raise socket.gaierror(socket.EAI_AGAIN, "no")
        return addresses

    return Routes(replace(settings, lookup=lookup), lambda: None)


def find(found: Routes, url: str, address: int = 0) -> Route | Answer:
    route = found.find(Request(url, address=address))
    while route is None:
        if found.learn():
            route = found.find(Request(url, address=address))
    found.close()
    return route


def test_a_name_is_dialled_by_its_address() -> None:
    route = find(routes(PUBLIC, "8.8.8.8", "9.9.9.9"), "http://clinic.com/x", address=1)
    assert isinstance(route, Route)
    assert (route.way, route.addresses) == (Way("9.9.9.9"), 2)


def test_private_addresses_of_a_name_are_left_out() -> None:
    route = find(routes(PUBLIC, "10.0.0.1", "8.8.8.8"), "http://clinic.com/x")
    assert isinstance(route, Route)
    assert (route.way, route.addresses) == (Way("8.8.8.8"), 1)


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
def test_where_nobody_is_asked_there_is_an_answer(url: str, addresses: tuple[str, ...], failure: Failure) -> None:
    answer = find(routes(PUBLIC, *addresses), url)
    assert isinstance(answer, Answer)
    assert answer.failure is failure


def test_a_proxy_gets_the_name_and_nothing_is_looked_up() -> None:
    settings = replace(PUBLIC, proxies=Proxies(http="http://10.0.0.9:3128"))
    route = routes(settings).find(Request("http://clinic.com/x"))
    assert isinstance(route, Route)
    assert route.way == Way("", "http://10.0.0.9:3128")


def test_any_port_of_a_named_network_may_be_asked() -> None:
    settings = replace(PUBLIC, networks=Networks.from_environ({"LINKFINDER_ALLOW_NETWORKS": "10.0.0.0/8"}))
    route = find(routes(settings, "10.0.0.1"), "http://clinic.com:8123/x")
    assert isinstance(route, Route)
