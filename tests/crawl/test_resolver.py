import socket
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from scrapy.settings import Settings
from twisted.internet.address import IPv4Address, IPv6Address

from linkfinder.crawl import resolver as module
from linkfinder.crawl.resolver import GuardedResolver, ResolvedHost, environ_of
from linkfinder.net.address_policy import AddressPolicy
from linkfinder.net.proxies import Proxies

NAMES: dict[str, Sequence[str]] = {
    "teeth.example": ["93.184.216.34", "2606:2800:220:1::1"],
    "home.example": ["127.0.0.1"],
    "mixed.example": ["10.0.0.1", "93.184.216.34"],
    "metadata.example": ["169.254.169.254"],
    "proxy.example": ["10.0.0.9"],
    "127.0.0.1": ["127.0.0.1"],
    "93.184.216.34": ["93.184.216.34"],
}


class Reactor:
    """Does at once what a reactor does in its threads."""

    def getThreadPool(self) -> "Reactor":  # noqa: N802 (Twisted's name)
        return self

    def callInThreadWithCallback(self, then: Callable[..., None], work: Callable[..., Any], *args: Any) -> None:  # noqa: N802
        then(True, work(*args))  # noqa: FBT003

    def callFromThread(self, work: Callable[..., Any], *args: Any) -> None:  # noqa: N802
        work(*args)


class Receiver:
    """Takes addresses as Twisted's connections do."""

    def __init__(self) -> None:
        self.addresses: list[IPv4Address | IPv6Address] = []
        self.is_complete = False

    def resolutionBegan(self, _resolution: object) -> None:  # noqa: N802
        pass

    def addressResolved(self, address: IPv4Address | IPv6Address) -> None:  # noqa: N802
        self.addresses.append(address)

    def resolutionComplete(self) -> None:  # noqa: N802
        self.is_complete = True


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def resolver(asked: list[str]) -> GuardedResolver:
    made = GuardedResolver(Reactor(), AddressPolicy(proxies=Proxies(http="http://proxy.example:3128")))

    def look_up(host: str) -> Sequence[str]:
        asked.append(host)
        if host == "busy.example":
            raise socket.gaierror(socket.EAI_AGAIN, "try again")
        if host not in NAMES:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return NAMES[host]

    made.look_up = look_up
    return made


def find(resolver: GuardedResolver, host: str) -> ResolvedHost:
    found: list[ResolvedHost] = []
    resolver.find(host).addCallback(found.append)
    return found[0]


def test_a_public_name_is_found_and_looked_up_once(resolver: GuardedResolver, asked: list[str]) -> None:
    assert find(resolver, "teeth.example").addresses == ("93.184.216.34", "2606:2800:220:1::1")
    assert find(resolver, "teeth.example").addresses
    assert asked == ["teeth.example"]


@pytest.mark.parametrize("host", ["home.example", "metadata.example", "127.0.0.1"])
def test_a_private_address_is_not_given_out(resolver: GuardedResolver, host: str) -> None:
    found = find(resolver, host)
    assert (found.addresses, found.reason) == ((), "private_address")


def test_of_a_name_with_both_kinds_only_the_public_address_is_given(resolver: GuardedResolver) -> None:
    assert find(resolver, "mixed.example").addresses == ("93.184.216.34",)


def test_the_users_own_proxy_may_be_private(resolver: GuardedResolver) -> None:
    assert find(resolver, "proxy.example").addresses == ("10.0.0.9",)


def test_a_name_that_is_gone_and_a_temporary_failure_differ(resolver: GuardedResolver) -> None:
    assert find(resolver, "gone.example").reason == "dns_nxdomain"
    assert find(resolver, "busy.example").reason == "dns_temporary"


def test_nobody_is_asked_for_a_name_that_cannot_exist(resolver: GuardedResolver, asked: list[str]) -> None:
    assert find(resolver, "nowhere.invalid").reason == "dns_nxdomain"
    assert asked == []


def test_a_failure_is_asked_again_soon(
    resolver: GuardedResolver, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_FAILED_CACHE_SECONDS", 0.0)
    find(resolver, "busy.example")
    find(resolver, "busy.example")
    assert asked == ["busy.example", "busy.example"]


def test_no_more_names_are_kept_than_allowed(asked: list[str]) -> None:
    resolver = GuardedResolver(Reactor(), AddressPolicy(), max_names=2)
    resolver.look_up = lambda host: asked.append(host) or NAMES[host]  # type: ignore[func-returns-value]
    for host in ("teeth.example", "mixed.example", "93.184.216.34", "mixed.example", "teeth.example"):
        find(resolver, host)
    assert asked == ["teeth.example", "mixed.example", "93.184.216.34", "teeth.example"]


def test_a_connection_is_given_only_the_addresses_that_were_checked(resolver: GuardedResolver) -> None:
    receiver = Receiver()
    resolver.resolveHostName(receiver, "mixed.example", portNumber=443)
    assert receiver.addresses == [IPv4Address("TCP", "93.184.216.34", 443)]
    assert receiver.is_complete
    private = Receiver()
    resolver.resolveHostName(private, "home.example", portNumber=80)
    assert private.addresses == []
    assert private.is_complete


def test_a_connection_that_speaks_one_family_is_given_that(resolver: GuardedResolver) -> None:
    receiver = Receiver()
    resolver.resolveHostName(receiver, "teeth.example", portNumber=80, addressTypes=[IPv6Address])
    assert [address.host for address in receiver.addresses] == ["2606:2800:220:1::1"]


def test_those_who_ask_while_a_name_is_looked_up_get_the_same_answer(resolver: GuardedResolver) -> None:
    jobs: list[Callable[[], None]] = []

    class Later(Reactor):
        def callInThreadWithCallback(self, then: Callable[..., None], work: Callable[..., Any], *args: Any) -> None:  # noqa: N802
            jobs.append(lambda: then(True, work(*args)))  # noqa: FBT003

    resolver._reactor = Later()
    found: list[ResolvedHost] = []
    for _ in range(3):
        resolver.find("teeth.example").addCallback(found.append)
    assert len(jobs) == 1
    jobs[0]()
    assert len(found) == 3


def test_the_environment_is_read_from_the_settings() -> None:
    assert environ_of(Settings({"LINKFINDER_ENVIRON": {"http_proxy": "http://p.example:1"}})) == {
        "http_proxy": "http://p.example:1"
    }
