import pytest

from linkfinder.errors import DiscoveryError
from linkfinder.net.http_client import HttpSettings
from linkfinder.net.robots import RobotsClient
from tests.crawl.sources.conftest import Reply, Web


def test_rules_are_obeyed_and_asked_for_once(web: Web, manners: HttpSettings) -> None:
    web.replies["/robots.txt"] = Reply(b"User-agent: linkfinder\nDisallow: /private\nAllow: /private/feed\n")
    robots = RobotsClient(manners)
    robots.check(web.url("/private/feed"))
    with pytest.raises(DiscoveryError, match=r"the site's robots\.txt forbids it"):
        robots.check(web.url("/private/x"))
    assert web.paths == ["/robots.txt"]


@pytest.mark.parametrize("status", [404, 403, 410])
def test_no_rules_allow_everything(web: Web, manners: HttpSettings, status: int) -> None:
    web.replies["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /", status)
    RobotsClient(manners).check(web.url("/a"))
    assert web.paths == ["/robots.txt"]


def test_rules_that_cannot_be_had_forbid_everything(web: Web, manners: HttpSettings) -> None:
    web.replies["/robots.txt"] = Reply(b"", 503)
    with pytest.raises(DiscoveryError, match="answered with HTTP 503"):
        RobotsClient(manners).check(web.url("/a"))
    with pytest.raises(DiscoveryError, match="cannot be had"):
        RobotsClient(manners).check("http://gone.invalid/a")


def test_robots_itself_may_always_be_read_without_asking(web: Web, manners: HttpSettings) -> None:
    RobotsClient(manners).check(web.url("/robots.txt"))
    assert web.paths == []


@pytest.mark.parametrize(("asked", "waited"), [("7", 7.0), ("86400", 30.0), ("soon", 0.0)])
def test_the_delay_a_site_asks_for_is_kept_within_reason(
    web: Web, manners: HttpSettings, asked: str, waited: float
) -> None:
    web.replies["/robots.txt"] = Reply(f"User-agent: *\nCrawl-delay: {asked}\n".encode())
    assert RobotsClient(manners).delay(web.url("/a")) == waited
