import pytest

from linkfinder.errors import NetworkSettingsError
from linkfinder.net.networks import Networks, literal_ip

PUBLIC_ONLY = Networks()


@pytest.mark.parametrize("ip", ["8.8.8.8", "192.0.0.9", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_may_be_contacted(ip: str) -> None:
    assert PUBLIC_ONLY.refuses(ip) == ""


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.10.10",
        "100.64.0.1",  # carrier-grade NAT
        "0.0.0.0",
        "0.1.2.3",
        "192.0.2.1",
        "198.18.0.1",
        "192.88.99.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",  # the old IPv4-compatible form
        "::ffff:127.0.0.1",
        "::ffff:0:127.0.0.1",
        "64:ff9b::7f00:1",  # NAT64 around 127.0.0.1
        "64:ff9b:1::7f00:1",
        "2002:7f00:1::",  # 6to4 around 127.0.0.1
        "2001:0:7f00:1::1",  # Teredo
        "2001:db8::1",
        "3fff::1",
        "fc00::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff0e::1",
        "4000::1",
        "no address",
    ],
)
def test_every_other_address_is_refused_with_its_reason(ip: str) -> None:
    assert ip in PUBLIC_ONLY.refuses(ip)


def test_a_named_network_may_be_contacted_in_every_form_and_nothing_beside_it() -> None:
    networks = Networks.from_environ({"LINKFINDER_ALLOW_NETWORKS": "127.0.0.0/8, fd00::/8"})
    for ip in ("127.0.0.1", "127.9.9.9", "::ffff:127.0.0.1", "fd12::1"):
        assert networks.refuses(ip) == ""
    assert networks.refuses("10.0.0.1")
    assert networks.refuses("::1")


def test_a_network_that_cannot_be_read_is_named_with_the_remedy() -> None:
    with pytest.raises(
        NetworkSettingsError, match=r"LINKFINDER_ALLOW_NETWORKS: 'home' is no network; write it like 192\."
    ):
        Networks.from_environ({"LINKFINDER_ALLOW_NETWORKS": "10.0.0.0/8,home"})


def test_no_variable_means_no_private_network() -> None:
    assert Networks.from_environ({}) == PUBLIC_ONLY


@pytest.mark.parametrize(
    ("host", "ip"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("127.0.0.1.", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("0x7f000001", "127.0.0.1"),
        ("0x7F.1", "127.0.0.1"),
        ("0X7F.0X0.0x0.0xa", "127.0.0.10"),
        ("0177.0.0.1", "127.0.0.1"),
        ("127.1", "127.0.0.1"),
        ("0", "0.0.0.0"),
        ("[::1]", "::1"),
        ("[::ffff:7f00:1]", "::ffff:7f00:1"),
        ("localhost", ""),
        ("example.org", ""),
        ("shop24", ""),
        ("999.1.1.1", ""),
        ("", ""),
    ],
)
def test_every_spelling_of_an_ip_address_is_read(host: str, ip: str) -> None:
    assert literal_ip(host) == ip


def test_only_web_ports_are_asked_outside_the_named_networks() -> None:
    networks = Networks.from_environ({"LINKFINDER_ALLOW_NETWORKS": "127.0.0.0/8"})
    assert networks.refuses_port("8.8.8.8", 443) == ""
    assert networks.refuses_port("8.8.8.8", 25) == "port 25 is none that web pages are served on"
    assert networks.refuses_port("127.0.0.1", 25) == ""
    assert networks.refuses_port("", 25)
