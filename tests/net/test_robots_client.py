import pytest

from linkfinder.errors import FetchError
from linkfinder.net.http_client import HttpSettings
from linkfinder.net.robots_client import RobotsClient
from tests.net.conftest import Reply, Web


def test_rules_are_obeyed_and_asked_for_once(web: Web, http_settings: HttpSettings) -> None:
    web.replies["/robots.txt"] = Reply(b"User-agent: linkfinder\nDisallow: /private\nAllow: /private/feed\n")
    robots = RobotsClient(http_settings)
    robots.check(web.url("/private/feed"))
    with pytest.raises(FetchError, match=r"the site's robots\.txt forbids it"):
        robots.check(web.url("/private/x"))
    assert web.paths == ["/robots.txt"]


@pytest.mark.parametrize("status", [404, 403, 410])
def test_no_rules_allow_everything(web: Web, http_settings: HttpSettings, status: int) -> None:
    web.replies["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /", status)
    RobotsClient(http_settings).check(web.url("/a"))
    assert web.paths == ["/robots.txt"]


def test_rules_that_cannot_be_had_forbid_everything(web: Web, http_settings: HttpSettings) -> None:
    web.replies["/robots.txt"] = Reply(b"", 503)
    with pytest.raises(FetchError, match="answered with HTTP 503"):
        RobotsClient(http_settings).check(web.url("/a"))
    with pytest.raises(FetchError, match="cannot be fetched"):
        RobotsClient(http_settings).check("http://gone.invalid/a")


def test_robots_itself_may_always_be_read_without_asking(web: Web, http_settings: HttpSettings) -> None:
    RobotsClient(http_settings).check(web.url("/robots.txt"))
    assert web.paths == []


@pytest.mark.parametrize(("asked", "waited"), [("7", 7.0), ("86400", 30.0), ("soon", 0.0)])
def test_the_delay_a_site_asks_for_is_kept_within_reason(
    web: Web, http_settings: HttpSettings, asked: str, waited: float
) -> None:
    web.replies["/robots.txt"] = Reply(f"User-agent: *\nCrawl-delay: {asked}\n".encode())
    assert RobotsClient(http_settings).delay(web.url("/a")) == waited


def test_a_host_that_wants_fewer_requests_is_not_asked_for_pages(web: Web, http_settings: HttpSettings) -> None:
    web.replies["/robots.txt"] = Reply(b"User-agent: *\nAllow: /\n", 429)
    with pytest.raises(FetchError, match=r"not requested, because its robots\.txt is answered with HTTP 429"):
        RobotsClient(http_settings).check(web.url("/a"))
    assert web.paths == ["/robots.txt"]


@pytest.mark.parametrize("target", ["/robots.txt?again", "mailto:webmaster@teeth.example"])
def test_a_robots_txt_that_redirects_for_ever_or_to_nowhere_allows_everything(
    web: Web, http_settings: HttpSettings, target: str
) -> None:
    web.replies["/robots.txt"] = Reply(b"", 301, {"Location": target})
    RobotsClient(http_settings).check(web.url("/a"))  # raises FetchError where it is not allowed
    assert web.paths[0] == "/robots.txt"


def test_a_robots_txt_is_read_where_it_redirects_to(web: Web, http_settings: HttpSettings) -> None:
    web.replies["/robots.txt"] = Reply(b"", 302, {"Location": "/rules"})
    web.replies["/rules"] = Reply(b"User-agent: LinkFinder/2\nDisallow: /a\n")
    with pytest.raises(FetchError, match="forbids it"):
        RobotsClient(http_settings).check(web.url("/a"))


def test_the_rules_of_hosts_are_kept_up_to_a_bound(web: Web, http_settings: HttpSettings) -> None:
    web.replies["/robots.txt"] = Reply(b"", 404)
    robots = RobotsClient(http_settings, max_hosts=2)
    hosts = [f"http://127.0.0.{number}:{web.port}/" for number in (1, 2, 3, 3, 2, 1)]
    for host in hosts:
        try:
            robots.check(host)
        except FetchError:  # nobody listens on the second and the third
            continue
    assert len(robots._rules) == 2
    assert web.paths == ["/robots.txt"] * 2
