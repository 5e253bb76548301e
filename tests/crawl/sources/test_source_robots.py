import pytest

from linkfinder.crawl.source_request import Manners
from linkfinder.crawl.source_robots import SourceRobots
from linkfinder.errors import DiscoveryError
from tests.crawl.sources.conftest import Reply, Web


def test_rules_are_obeyed_and_asked_for_once(web: Web, manners: Manners) -> None:
    web.replies["/robots.txt"] = Reply(b"User-agent: linkfinder\nDisallow: /private\nAllow: /private/feed\n")
    robots = SourceRobots(manners)
    robots.check(web.url("/private/feed"))
    with pytest.raises(DiscoveryError, match=r"the site's robots\.txt forbids it"):
        robots.check(web.url("/private/x"))
    assert web.paths == ["/robots.txt"]


@pytest.mark.parametrize("status", [404, 403, 410])
def test_no_rules_allow_everything(web: Web, manners: Manners, status: int) -> None:
    web.replies["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /", status)
    SourceRobots(manners).check(web.url("/a"))
    assert web.paths == ["/robots.txt"]


def test_rules_that_cannot_be_had_forbid_everything(web: Web, manners: Manners) -> None:
    web.replies["/robots.txt"] = Reply(b"", 503)
    with pytest.raises(DiscoveryError, match="answered with HTTP 503"):
        SourceRobots(manners).check(web.url("/a"))
    with pytest.raises(DiscoveryError, match="cannot be had"):
        SourceRobots(manners).check("http://gone.invalid/a")


def test_robots_itself_may_always_be_read_without_asking(web: Web, manners: Manners) -> None:
    SourceRobots(manners).check(web.url("/robots.txt"))
    assert web.paths == []


@pytest.mark.parametrize(("asked", "waited"), [("7", 7.0), ("86400", 30.0), ("soon", 0.0)])
def test_the_delay_a_site_asks_for_is_kept_within_reason(web: Web, manners: Manners, asked: str, waited: float) -> None:
    web.replies["/robots.txt"] = Reply(f"User-agent: *\nCrawl-delay: {asked}\n".encode())
    assert SourceRobots(manners).delay(web.url("/a")) == waited
