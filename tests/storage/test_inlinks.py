from dataclasses import replace
from typing import TYPE_CHECKING

from linkfinder.model.page import Link, Place
from linkfinder.storage.frontier_sites import count_inlinks

if TYPE_CHECKING:
    from tests.storage.conftest import Worker


def read(worker: "Worker", url: str, *links: str, place: Place = Place.BODY) -> None:
    visit = worker.visit(url)
    assert visit.page is not None
    found = tuple(Link(link, "teeth", place=place) for link in links)
    worker.store(replace(visit, page=replace(visit.page, links=found)))


def test_the_inlinks_of_a_candidate_are_the_sites_that_link_to_it(worker: "Worker") -> None:
    worker.link(worker.home)
    for url in ("http://one.example/a", "http://one.example/b", "http://two.example/"):
        worker.name(url)
        read(worker, url, worker.home, "http://teeth.example/article")
    for _ in range(2):  # counting again changes nothing
        count_inlinks(worker.session, 1, ["teeth.example", "unknown.example"])
    assert worker.site().inlink_sites == 2


def test_only_members_count(worker: "Worker") -> None:
    worker.link(worker.home)
    worker.link("http://unendorsed.example/")
    read(worker, "http://unendorsed.example/", worker.home)
    count_inlinks(worker.session, 1, ["teeth.example"])
    assert worker.site().inlink_sites == 0


def test_a_link_in_navigation_or_footer_is_no_endorsement(worker: "Worker") -> None:
    worker.link(worker.home)
    for number, place in enumerate((Place.FOOTER, Place.NAV, Place.HEADER, Place.COMMENT)):
        worker.name(f"http://site{number}.example/")
        read(worker, f"http://site{number}.example/", worker.home, place=place)
    count_inlinks(worker.session, 1, ["teeth.example"])
    assert worker.site().inlink_sites == 0


def test_a_link_that_is_gone_no_longer_counts(worker: "Worker") -> None:
    worker.link(worker.home)
    worker.name("http://one.example/")
    read(worker, "http://one.example/", worker.home)
    read(worker, "http://one.example/")
    count_inlinks(worker.session, 1, ["teeth.example"])
    assert worker.site().inlink_sites == 0


def test_a_site_is_no_inlink_of_its_own(worker: "Worker") -> None:
    worker.link(worker.home)
    read(worker, worker.home, "http://blog.teeth.example/")
    count_inlinks(worker.session, 1, ["teeth.example"])
    assert worker.site().inlink_sites == 0
