import pytest

from linkfinder.errors import NetworkSettingsError
from linkfinder.net.proxies import Proxies, place_of


def test_without_variables_nothing_goes_through_a_proxy() -> None:
    assert Proxies.from_environ({}).proxy_for("http", "blog.example") == ""


def test_each_scheme_has_its_proxy_and_all_proxy_fills_the_gap() -> None:
    proxies = Proxies.from_environ({"http_proxy": "proxy.example:3128", "ALL_PROXY": "socks5://10.0.0.9:1080"})
    assert proxies.proxy_for("http", "blog.example") == "http://proxy.example:3128"
    assert proxies.proxy_for("https", "blog.example") == "socks5h://10.0.0.9:1080"


def test_the_lower_case_name_wins() -> None:
    assert Proxies.from_environ({"https_proxy": "http://a:1", "HTTPS_PROXY": "http://b:2"}).https == "http://a:1"


@pytest.mark.parametrize(
    ("host", "is_direct"),
    [
        ("blog.example", True),
        ("www.blog.example", True),
        ("otherblog.example", False),
        ("intern.example", True),
        ("10.1.2.3", True),
        ("11.1.2.3", False),
        ("[::1]", True),
        ("127.0.0.1", False),
    ],
)
def test_no_proxy_names_hosts_suffixes_and_networks(host: str, *, is_direct: bool) -> None:
    proxies = Proxies.from_environ(
        {"http_proxy": "http://p:1", "no_proxy": "blog.example, .intern.example,10.0.0.0/8 ::1"}
    )
    assert (proxies.proxy_for("http", host) == "") is is_direct


def test_a_star_switches_every_proxy_off() -> None:
    assert Proxies.from_environ({"http_proxy": "http://p:1", "NO_PROXY": "*"}).proxy_for("http", "blog.example") == ""


@pytest.mark.parametrize("text", ["ftp://user:secret@proxy.example", "http://user:secret@[::1"])
def test_a_proxy_that_cannot_be_used_is_named_without_its_password(text: str) -> None:
    with pytest.raises(NetworkSettingsError, match=r"http_proxy: .* is not the URL of a proxy; write it like") as error:
        Proxies.from_environ({"http_proxy": text})
    assert "secret" not in str(error.value)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("proxy.example:3128", ("proxy.example", 3128)),
        ("http://me:secret@proxy.example", ("proxy.example", 80)),
        ("http://me:se@cret@proxy.example:3128", ("proxy.example", 3128)),
        ("https://proxy.example:80", ("proxy.example", 80)),
        ("socks5://[::1]", ("::1", 1080)),
    ],
)
def test_the_place_of_a_proxy_is_its_host_and_port(text: str, place: tuple[str, int]) -> None:
    assert place_of(Proxies.from_environ({"http_proxy": text}).http) == place


@pytest.mark.parametrize(
    ("http", "hosts"),
    [
        ("http://proxy.example:3128", {"proxy.example"}),
        ("http://user:secret@proxy.example:3128/", {"proxy.example"}),
        ("http://[::1]:3128", {"::1"}),
        ("http://proxy.example", {"proxy.example"}),
        ("", set()),
    ],
)
def test_the_hosts_of_proxies_are_known(http: str, hosts: set[str]) -> None:
    assert Proxies(http=http).hosts == hosts
