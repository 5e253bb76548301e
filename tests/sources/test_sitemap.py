import pytest

from linkfinder.analysis.sitemaps import read_sitemap
from linkfinder.errors import DiscoveryError
from linkfinder.model.niche import Niche, Topic
from linkfinder.model.seed import Seed
from linkfinder.sources import sitemap
from linkfinder.sources.base import SkippedInput, SourceRequest, SourceResponse
from linkfinder.sources.options import OptionValue, check_options

NICHE = Niche("dental", topics=(Topic("teeth"),), seed_urls=())
HOME = "https://teeth.example/sitemap.xml"
NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def urlset(*entries: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    return f"{head}<urlset {NS}>{''.join(entries)}</urlset>".encode()


def entry(url: str, lastmod: str = "") -> str:
    return f"<url><loc>{url}</loc>{f'<lastmod>{lastmod}</lastmod>' if lastmod else ''}</url>"


def addresses(body: bytes, url: str = HOME) -> list[str]:
    return [found.url for found in read_sitemap(body, url).urls]


def asks(**written: OptionValue) -> list[SourceRequest]:
    return list(sitemap.requests(NICHE, check_options(sitemap.NAME, sitemap.OPTIONS, written.items()), {}))


def test_a_site_is_asked_for_its_robots_and_a_sitemap_for_itself() -> None:
    home, direct = asks(urls=("teeth.example", HOME))
    assert [home.url, direct.url] == ["https://teeth.example/robots.txt", HOME]
    assert not home.is_service


def test_robots_leads_to_the_sitemaps_it_names_or_to_the_usual_place() -> None:
    (home,) = asks(urls=("teeth.example",))
    named = SourceResponse(home, b"Sitemap: https://teeth.example/a.xml\nSitemap: https://teeth.example/b.xml")
    assert [ask.url for ask in sitemap.follow_ups(named)] == [
        "https://teeth.example/a.xml",
        "https://teeth.example/b.xml",
    ]
    assert [ask.url for ask in sitemap.follow_ups(SourceResponse(home, b""))] == [HOME]
    assert list(sitemap.seeds(named)) == []


def test_a_site_without_robots_txt_is_asked_for_the_usual_place() -> None:
    (home,) = asks(urls=("teeth.example",))
    assert 404 in home.accepted_statuses
    error_page = SourceResponse(home, b"Not found\nSitemap: https://teeth.example/nowhere.xml", 404)
    (usual,) = sitemap.follow_ups(error_page)
    assert (usual.url, usual.accepted_statuses) == (HOME, ()), "but a sitemap that is not there is a failure"


def test_an_index_is_followed_to_its_newest_children_and_only_as_deep_as_wanted() -> None:
    children = "".join(
        f"<sitemap><loc>/{number}.xml</loc><lastmod>2026-01-{number % 28 + 1:02}</lastmod></sitemap>"
        for number in range(100)
    )
    body = f"<sitemapindex>{children}</sitemapindex>".encode()
    (ask,) = asks(urls=(HOME,), depth=1)
    followed = list(sitemap.follow_ups(SourceResponse(ask, body)))
    assert (len(followed), followed[0].url) == (50, "https://teeth.example/27.xml")
    assert list(sitemap.follow_ups(SourceResponse(followed[0], body))) == []


def test_guest_post_pages_come_first_then_the_newest_up_to_the_limit() -> None:
    (ask,) = asks(urls=(HOME,), entries=2)
    body = urlset(
        entry("https://teeth.example/old", "2020-01-01"),
        entry("https://teeth.example/new", "2026-01-01"),
        entry("https://teeth.example/write-for-us/"),
    )
    found = [seed for seed in sitemap.seeds(SourceResponse(ask, body)) if isinstance(seed, Seed)]
    assert [(seed.url, seed.priority) for seed in found] == [
        ("https://teeth.example/write-for-us/", sitemap.GUEST_POST_ENTRY_PRIORITY),
        ("https://teeth.example/new", sitemap.ENTRY_PRIORITY),
    ]


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(DiscoveryError, match='"sitemap" is not an address'):
        asks(urls=("sitemap",))


def test_a_page_that_is_no_sitemap_is_told() -> None:
    (ask,) = asks(urls=(HOME,))
    assert list(sitemap.seeds(SourceResponse(ask, b"<html>Hello</html>"))) == [
        SkippedInput(f"{HOME}: names no address: not a sitemap, or an empty one")
    ]


def test_a_sitemap_on_another_host_that_robots_names_speaks_for_the_site() -> None:
    (home,) = asks(urls=("teeth.example",))
    (elsewhere,) = sitemap.follow_ups(SourceResponse(home, b"Sitemap: https://files.example/teeth-index.xml"))
    assert elsewhere.url == "https://files.example/teeth-index.xml"
    parts = ("https://teeth.example/a.xml", "https://files.example/b.xml", "https://third.example/c.xml")
    index = "".join(f"<sitemap><loc>{part}</loc></sitemap>" for part in parts)
    answer = SourceResponse(elsewhere, f"<sitemapindex>{index}</sitemapindex>".encode())
    assert [ask.url for ask in sitemap.follow_ups(answer)] == [*parts[:2]]
    body = urlset(entry("https://teeth.example/crowns"), entry("https://files.example/other"))
    found = [seed.url for seed in sitemap.seeds(SourceResponse(elsewhere, body)) if isinstance(seed, Seed)]
    assert found == ["https://teeth.example/crowns"]
