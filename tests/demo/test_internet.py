import gzip
import re
from datetime import date, timedelta
from urllib.parse import urljoin, urlsplit

import pytest

from linkfinder.demo.internet import DemoInternet
from linkfinder.demo.site import load_sites

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def internet() -> DemoInternet:
    return DemoInternet(load_sites(), TODAY)


def text_of(internet: DemoInternet, url: str) -> str:
    return internet.answer(url).body.decode("utf-8", "replace")


def links_of(internet: DemoInternet, url: str) -> list[str]:
    found = re.findall(r"""(?i)<a\s[^>]*?href="?([^" >]+)""", text_of(internet, url))
    return [urljoin(url, href.replace("&amp;", "&")) for href in found if not href.startswith("mailto:")]


def pages_of(internet: DemoInternet) -> list[str]:
    return [f"http://{site.host}{path}" for site in internet.sites.values() for path in site.pages]


def test_it_has_many_hosts_in_four_languages(internet: DemoInternet) -> None:
    assert len(internet.sites) >= 25
    assert {site.language for site in internet.sites.values()} == {"en", "de", "fr", "es"}


def test_every_host_has_a_reserved_name(internet: DemoInternet) -> None:
    linked = {urlsplit(link).hostname or "" for page in pages_of(internet) for link in links_of(internet, page)}
    assert all(host.endswith((".example", ".invalid")) for host in linked | set(internet.sites))


def test_only_vanished_hosts_are_unknown(internet: DemoInternet) -> None:
    linked = {urlsplit(link).hostname or "" for page in pages_of(internet) for link in links_of(internet, page)}
    assert {host for host in linked - set(internet.sites) if not host.endswith(".invalid")} == set()


def test_no_site_links_to_a_missing_page_of_its_own(internet: DemoInternet) -> None:
    missing = [
        (page, link)
        for page in pages_of(internet)
        for link in links_of(internet, page)
        if urlsplit(link).hostname == urlsplit(page).hostname
        and internet.answer(link).status == 404
        and "/cdn-cgi/" not in link
    ]
    assert missing == []


def test_every_host_can_be_reached_from_another_or_is_a_seed(internet: DemoInternet) -> None:
    linked = {urlsplit(link).hostname or "" for page in pages_of(internet) for link in links_of(internet, page)}
    assert set(internet.sites) - linked <= {"gumline.example", "smile-links-hub.example"}


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("http://enamel-institute.example/trials/floss-2014", 404),
        ("http://sugar-watch.example/reports/hidden-sugar", 410),
        ("http://softgum-library.example/no-such-page", 200),
        ("http://cleanteeth-online.example/anything", 200),
        ("http://implant-forum.example/threads/1", 302),
        ("http://tooth-statistics.example/tables", 500),
        ("http://wall-of-teeth.example/pockets", 403),
        ("http://networked-pros.example/pulse/whitening", 999),
        ("http://busy-bibliography.example/entries/enamel", 429),
        ("http://members-only.example/de/leitlinien", 401),
        ("http://jawline-institute.invalid/", 502),
    ],
)
def test_targets_are_dead_or_walled_in_their_own_ways(internet: DemoInternet, url: str, status: int) -> None:
    assert internet.answer(url).status == status


def test_a_moved_host_redirects_every_url(internet: DemoInternet) -> None:
    answer = internet.answer("http://gumline.example/about?x=1")
    assert (answer.status, answer.headers["Location"]) == (301, "http://gumline-weekly.example/about?x=1")


def test_dates_count_back_from_today(internet: DemoInternet) -> None:
    later = DemoInternet(internet.sites, TODAY + timedelta(days=365))
    url = "http://gumline-weekly.example/whitening-strips"
    assert "November 12, 2026" in text_of(internet, url)
    assert "November 12, 2027" in text_of(later, url)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("http://zahnblick.example/zahnimplantate-kosten", "4. November 2026"),
        ("http://carnet-du-sourire.example/brosse-electrique", "30 octobre 2026"),
        ("http://sonrisa-plena.example/hilo-dental", "6 de noviembre de 2026"),
    ],
)
def test_a_date_is_written_as_in_the_language_of_the_site(internet: DemoInternet, url: str, day: str) -> None:
    assert day in text_of(internet, url)


def test_an_old_site_speaks_an_old_encoding(internet: DemoInternet) -> None:
    answer = internet.answer("http://zahnportal-nord.example/implantate.htm")
    assert "windows-1252" in answer.headers["Content-Type"]
    assert "künstliche Wurzel".encode("windows-1252") in answer.body


def test_a_sitemap_index_leads_to_a_packed_sitemap(internet: DemoInternet) -> None:
    assert "sitemap-pages.xml.gz" in text_of(internet, "http://chairside-post.example/sitemap.xml")
    packed = internet.answer("http://chairside-post.example/sitemap-pages.xml.gz")
    assert b"http://chairside-post.example/submission-guidelines" in gzip.decompress(packed.body)


def test_the_calendar_never_ends(internet: DemoInternet) -> None:
    url, seen = "http://course-calendar.example/calendar?day=2030-01-07", set()
    for _ in range(50):
        links = links_of(internet, url)
        url = links[-1]
        seen.add(url)
    assert len(seen) == 50


def test_the_calendar_survives_nonsense(internet: DemoInternet) -> None:
    assert internet.answer("http://course-calendar.example/calendar?day=never").status == 200


def test_one_page_is_without_measure(internet: DemoInternet) -> None:
    assert len(internet.answer("http://floss-depot.example/all-orders").body) > 5_000_000


def test_a_slow_host_thinks_first(internet: DemoInternet) -> None:
    assert internet.answer("http://slowtooth.example/").delay > 1


def test_the_invitation_that_needs_javascript_is_not_in_the_html(internet: DemoInternet) -> None:
    assert "guest" not in text_of(internet, "http://open-wide-studio.example/write-for-us").lower()
    assert "guest articles" in text_of(internet, "http://open-wide-studio.example/app.js")
