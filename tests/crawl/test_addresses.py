import asyncio

import pytest
from scrapy.http import Request
from twisted.internet import defer

from linkfinder.crawl.middlewares.addresses import AddressMiddleware
from linkfinder.crawl.refusals import RequestRefused
from linkfinder.crawl.resolver import ResolvedHost
from linkfinder.model.visit import Outcome
from linkfinder.net.address_policy import AddressPolicy
from linkfinder.net.networks import Networks
from linkfinder.net.proxies import Proxies

FOUND = {
    "teeth.example": ResolvedHost(("93.184.216.34",)),
    "home.example": ResolvedHost(reason="private_address", detail="home.example: 127.0.0.1 is not a public address"),
    "gone.example": ResolvedHost(reason="dns_nxdomain"),
    "busy.example": ResolvedHost(reason="dns_temporary"),
    "127.0.0.1": ResolvedHost(("127.0.0.1",)),
}


class Resolver:
    def find(self, host: str) -> "defer.Deferred[ResolvedHost]":
        return defer.succeed(FOUND[host])


def ask(url: str, proxies: Proxies | None = None, networks: Networks | None = None) -> Request:
    middleware = AddressMiddleware(AddressPolicy(networks or Networks(), proxies or Proxies()), Resolver())  # type: ignore[arg-type]
    request = Request(url)
    asyncio.run(middleware.process_request(request))
    return request


def refusal(url: str, proxies: Proxies | None = None) -> tuple[str, Outcome]:
    with pytest.raises(RequestRefused) as caught:
        ask(url, proxies)
    return caught.value.reason, caught.value.outcome


def test_a_public_address_is_asked_directly() -> None:
    assert ask("http://teeth.example/").meta["proxy"] is None


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://10.1.2.3/",
        "http://169.254.169.254/latest",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://home.example/",
    ],
)
def test_a_private_address_is_refused_in_every_spelling(url: str) -> None:
    assert refusal(url) == ("private_address", Outcome.DROPPED)


def test_a_network_that_the_user_named_may_be_asked_on_any_port() -> None:
    networks = Networks.from_environ({"LINKFINDER_ALLOW_NETWORKS": "127.0.0.0/8"})
    assert ask("http://127.0.0.1:8931/", networks=networks).meta["proxy"] is None


def test_ports_on_which_no_pages_are_served_are_refused() -> None:
    assert refusal("http://teeth.example:25/") == ("refused_port", Outcome.DROPPED)
    assert ask("http://teeth.example:8080/")


def test_names_that_are_gone_fail_and_names_in_trouble_are_tried_again() -> None:
    assert refusal("http://gone.example/") == ("dns_nxdomain", Outcome.FAILED)
    assert refusal("http://busy.example/") == ("dns_temporary", Outcome.RETRY)
    assert refusal("http://nowhere.invalid/") == ("dns_nxdomain", Outcome.FAILED)


class TestThroughAProxy:
    proxies = Proxies(http="http://proxy.example:3128", bypass=("teeth.example",))

    def test_the_proxy_looks_names_up(self) -> None:
        assert ask("http://home.example/", self.proxies).meta["proxy"] == "http://proxy.example:3128"

    def test_hosts_that_need_no_proxy_take_none(self) -> None:
        assert ask("http://teeth.example/", self.proxies).meta["proxy"] is None

    def test_literal_addresses_and_impossible_names_are_refused_as_ever(self) -> None:
        assert refusal("http://127.0.0.1/", self.proxies) == ("private_address", Outcome.DROPPED)
        assert refusal("http://nowhere.invalid/", self.proxies) == ("dns_nxdomain", Outcome.FAILED)
        assert refusal("http://home.example:22/", self.proxies) == ("refused_port", Outcome.DROPPED)

    def test_the_proxy_itself_is_no_page(self) -> None:
        assert refusal("http://proxy.example/", self.proxies) == ("private_address", Outcome.DROPPED)
