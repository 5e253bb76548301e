import socket
import threading
from collections.abc import Sequence

import pytest

from linkfinder.net.dns import DnsResolver, look_up, never_exists, resolve
from linkfinder.net.exchange import Failure


def failing(code: int) -> Sequence[str]:
    raise socket.gaierror(code, "no")


def test_ipv4_comes_first_and_few_addresses_are_kept() -> None:
    addresses = ["2606:4700::1", "10.0.0.1", "10.0.0.1", "10.0.0.2", "10.0.0.3", "2606:4700::2", "2606:4700::3"]
    assert resolve("a.example", lambda _host: addresses).addresses == (
        "10.0.0.1",
        "10.0.0.2",
        "2606:4700::1",
        "2606:4700::2",
    )


@pytest.mark.parametrize(
    ("code", "failure"),
    [
        (socket.EAI_NONAME, Failure.DNS_NXDOMAIN),
        (socket.EAI_NODATA, Failure.DNS_NO_ADDRESS),
        (socket.EAI_AGAIN, Failure.DNS_TEMPORARY),
        (socket.EAI_FAIL, Failure.DNS_TEMPORARY),
        (socket.EAI_MEMORY, Failure.DNS_TEMPORARY),
    ],
)
def test_the_failures_of_a_look_up_are_told_apart(code: int, failure: Failure) -> None:
    assert resolve("a.example", lambda _host: failing(code)).failure is failure


def test_a_look_up_that_breaks_is_a_failure_like_others() -> None:
    def breaks(_host: str) -> Sequence[str]:
        raise KeyError("a.example")

    assert resolve("a.example", breaks).failure is Failure.DNS_TEMPORARY
    assert resolve("a.example", lambda _host: []).failure is Failure.DNS_NO_ADDRESS


@pytest.mark.parametrize(("host", "never"), [("invalid", True), ("a.b.invalid", True), ("invalid.example", False)])
def test_invalid_never_exists(host: str, *, never: bool) -> None:
    assert never_exists(host) is never


def test_the_system_knows_this_machine() -> None:
    assert "127.0.0.1" in look_up("localhost")


def ask(names: DnsResolver, woken: threading.Event, *hosts: str) -> dict[str, Failure | None]:
    for host in hosts:
        names.submit(host)
    found: dict[str, Failure | None] = {}
    while len(found) < len(hosts):
        assert woken.wait(10)
        woken.clear()
        found.update({host: resolution.failure for host, resolution in names.take_resolved()})
    names.close()
    return found


def test_names_are_looked_up_side_by_side() -> None:
    both = threading.Barrier(2, timeout=10)
    woken = threading.Event()

    def lookup(_host: str) -> Sequence[str]:
        both.wait()  # breaks unless a second look-up is under way
        return ["10.0.0.1"]

    assert ask(DnsResolver(lookup, woken.set), woken, "a.example", "b.example") == {
        "a.example": None,
        "b.example": None,
    }


def test_a_denial_is_believed_when_well_known_names_are_known() -> None:
    woken = threading.Event()

    def lookup(host: str) -> Sequence[str]:
        return ["10.0.0.1"] if host == "example.com" else failing(socket.EAI_NONAME)

    assert ask(DnsResolver(lookup, woken.set), woken, "gone.com") == {"gone.com": Failure.DNS_NXDOMAIN}


def test_a_denial_of_everything_says_nothing_but_of_reserved_names() -> None:
    woken = threading.Event()
    names = DnsResolver(lambda _host: failing(socket.EAI_NONAME), woken.set)
    found = ask(names, woken, "gone.com", "gone.test")
    assert found == {"gone.com": Failure.UNREACHABLE, "gone.test": Failure.DNS_NXDOMAIN}
