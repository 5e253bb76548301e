from dataclasses import replace
from typing import TYPE_CHECKING

from linkfinder.model.page import Link, Place
from linkfinder.storage.frontier_sites import count_inlinks

if TYPE_CHECKING:
    from tests.storage.conftest import Desk


def read(desk: "Desk", url: str, *links: str, place: Place = Place.BODY) -> None:
    visit = desk.visit(url)
    assert visit.page is not None
    found = tuple(Link(link, "teeth", place=place) for link in links)
    desk.store(replace(visit, page=replace(visit.page, links=found)))


def test_a_candidate_is_cited_by_as_many_sites_as_link_to_it(desk: "Desk") -> None:
    desk.link(desk.home)
    for url in ("http://one.example/a", "http://one.example/b", "http://two.example/"):
        desk.name(url)
        read(desk, url, desk.home, "http://teeth.example/article")
    for _ in range(2):  # counting again changes nothing
        count_inlinks(desk.session, 1, ["teeth.example", "unknown.example"])
    assert desk.site().inlink_sites == 2


def test_only_members_count(desk: "Desk") -> None:
    desk.link(desk.home)
    desk.link("http://stranger.example/")
    read(desk, "http://stranger.example/", desk.home)
    count_inlinks(desk.session, 1, ["teeth.example"])
    assert desk.site().inlink_sites == 0


def test_a_link_among_the_furniture_is_no_recommendation(desk: "Desk") -> None:
    desk.link(desk.home)
    for number, place in enumerate((Place.FOOTER, Place.NAV, Place.HEADER, Place.COMMENT)):
        desk.name(f"http://site{number}.example/")
        read(desk, f"http://site{number}.example/", desk.home, place=place)
    count_inlinks(desk.session, 1, ["teeth.example"])
    assert desk.site().inlink_sites == 0


def test_a_link_that_is_gone_no_longer_counts(desk: "Desk") -> None:
    desk.link(desk.home)
    desk.name("http://one.example/")
    read(desk, "http://one.example/", desk.home)
    read(desk, "http://one.example/")
    count_inlinks(desk.session, 1, ["teeth.example"])
    assert desk.site().inlink_sites == 0


def test_a_site_does_not_cite_itself(desk: "Desk") -> None:
    desk.link(desk.home)
    read(desk, desk.home, "http://blog.teeth.example/")
    count_inlinks(desk.session, 1, ["teeth.example"])
    assert desk.site().inlink_sites == 0
