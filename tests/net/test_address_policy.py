"""Which address may be contacted, before and after its name was looked up."""

import pytest

from linkfinder.net.address_policy import AddressPolicy
from linkfinder.net.exchange import Failure

PUBLIC_ONLY = AddressPolicy()
OFFICE = AddressPolicy.from_environ({"LINKFINDER_ALLOW_NETWORKS": "10.7.0.0/16, fd12::/16"})


@pytest.mark.parametrize(
    ("host", "failure"),
    [
        ("0x7f.1", Failure.PRIVATE_ADDRESS),
        ("[::ffff:10.0.0.1]", Failure.PRIVATE_ADDRESS),
        ("::1", Failure.PRIVATE_ADDRESS),
        ("10.7.0.1", Failure.PRIVATE_ADDRESS),
        ("printer.invalid", Failure.DNS_NXDOMAIN),
        ("9.9.9.9", None),
        ("gums.example", None),
    ],
)
def test_a_host_is_judged_before_anything_is_looked_up(host: str, failure: Failure | None) -> None:
    refusal = PUBLIC_ONLY.refusal_of_host(host)
    assert (refusal.failure if refusal else None) is failure


def test_a_network_that_the_user_named_may_be_contacted_at_any_port() -> None:
    assert OFFICE.refusal_of_host("10.7.0.1") is None
    assert OFFICE.refusal_of_host("fd12::8") is None
    assert OFFICE.refusal_of_endpoint("10.7.200.1", 5432) is None
    assert OFFICE.refusal_of_host("10.8.0.1") is not None


@pytest.mark.parametrize(
    ("ip", "port", "failure"),
    [
        ("9.9.9.9", 443, None),
        ("9.9.9.9", 25, Failure.BAD_PORT),
        ("192.168.0.4", 80, Failure.PRIVATE_ADDRESS),
        ("", 8080, None),  # the proxy looks the name up
        ("", 6379, Failure.BAD_PORT),
    ],
)
def test_elsewhere_only_public_addresses_and_web_ports_are_contacted(
    ip: str, port: int, failure: Failure | None
) -> None:
    refusal = OFFICE.refusal_of_endpoint(ip, port)
    assert (refusal.failure if refusal else None) is failure


def test_of_a_name_the_allowed_addresses_are_left() -> None:
    assert PUBLIC_ONLY.allowed(["127.0.0.1", "9.9.9.9", "fe80::1"], 80)[0] == ["9.9.9.9"]
    allowed, refusal = PUBLIC_ONLY.allowed(["127.0.0.1", "fe80::1"], 80)
    assert (allowed, refusal) == ([], (Failure.PRIVATE_ADDRESS, "127.0.0.1 is not a public address"))
    assert PUBLIC_ONLY.allowed([], 80) == ([], None)
