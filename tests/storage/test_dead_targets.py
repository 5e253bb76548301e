"""Dead targets that were never looked up, and what is stored of them."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from linkfinder.model.check import LinkCheck, Verdict
from linkfinder.model.dead_target import DeadTargetInfo, DomainAvailability
from linkfinder.model.page import Link, Place
from linkfinder.storage import targets
from linkfinder.storage.session import read_only_session, session
from linkfinder.storage.targets import KeptCheck, pages_with_dead_links, store_checks

if TYPE_CHECKING:
    from tests.conftest import Crawl

GONE = "http://gone.example/guide"
ARCHIVED = DeadTargetInfo(
    "A guide", "https://web.archive.org/web/20190203040506/http://gone.example/guide", date(2019, 2, 3)
)


def died(crawl: "Crawl", target: str = GONE, *pages: str, verdict: Verdict = Verdict.DEAD_DNS) -> None:
    """Let an address that pages link to be found dead."""
    for page in pages or ("http://blog.example/",):
        crawl.store(crawl.visit(url=page, links=(Link(target, "x"),)))
    check = LinkCheck(target, verdict, "some_reason")
    with session(crawl.engine) as opened:
        store_checks(opened, [KeptCheck(check, check)], crawl.now)


def pages(crawl: "Crawl", limit: int = 10) -> list[str]:
    with read_only_session(crawl.engine) as opened:
        return targets.targets_due_for_lookup(opened, targets.LookupScope(crawl.niche_id, crawl.now, limit))


def domains(crawl: "Crawl", limit: int = 10) -> list[str]:
    with read_only_session(crawl.engine) as opened:
        return targets.domains_due_for_lookup(opened, targets.LookupScope(crawl.niche_id, crawl.now, limit))


def dead_target(crawl: "Crawl") -> DeadTargetInfo:
    with read_only_session(crawl.engine) as opened:
        (page,) = pages_with_dead_links(opened, crawl.niche_id)
    return page.links[0].dead_target


def test_dead_pages_that_most_sites_link_to_come_first(crawl: "Crawl") -> None:
    died(crawl, "http://one.example/", "http://a.example/1", "http://a.example/2", "http://a.example/3")
    died(crawl, "http://two.example/", "http://b.example/", "http://c.example/")
    assert pages(crawl) == ["http://two.example/", "http://one.example/"]
    assert domains(crawl) == ["two.example", "one.example"]
    assert (pages(crawl, limit=1), domains(crawl, limit=1)) == (["http://two.example/"], ["two.example"])


@pytest.mark.parametrize("verdict", [Verdict.ALIVE, Verdict.BLOCKED, Verdict.UNKNOWN])
def test_nobody_is_asked_about_what_is_not_dead(crawl: "Crawl", verdict: Verdict) -> None:
    died(crawl, verdict=verdict)
    assert (pages(crawl), domains(crawl)) == ([], [])


def test_nobody_is_asked_about_links_that_no_editor_of_the_niche_placed(crawl: "Crawl") -> None:
    crawl.store(crawl.visit(url="http://far.example/", links=(Link(GONE, "x"),), relevance=0.2))
    crawl.store(crawl.visit(url="http://near.example/", links=(Link(GONE, "x", place=Place.FOOTER),)))
    gardens = type(crawl)(crawl.engine, "gardens")
    died(gardens, GONE, "http://garden.example/")
    assert (pages(crawl), domains(crawl)) == ([], [])
    assert pages(gardens) == [GONE]


def test_the_page_of_a_living_site_says_nothing_of_its_domain(crawl: "Crawl") -> None:
    died(crawl, verdict=Verdict.DEAD_HTTP)
    assert (pages(crawl), domains(crawl)) == ([GONE], [])


def test_the_newest_copy_of_a_hijacked_page_would_show_the_hijacker(crawl: "Crawl") -> None:
    died(crawl, verdict=Verdict.HIJACKED)
    assert pages(crawl) == []


def test_what_is_known_comes_back_beside_the_link(crawl: "Crawl") -> None:
    died(crawl)
    assert dead_target(crawl) == DeadTargetInfo()
    with session(crawl.engine) as opened:
        targets.store_archived_copy(opened, GONE, ARCHIVED, crawl.now)
        targets.store_registration(opened, "gone.example", DomainAvailability.ENDING, crawl.now)
    assert dead_target(crawl) == DeadTargetInfo(
        ARCHIVED.title, ARCHIVED.copy_url, ARCHIVED.saved, DomainAvailability.ENDING
    )


def test_an_empty_answer_is_remembered_until_it_may_have_changed(crawl: "Crawl") -> None:
    died(crawl)
    with session(crawl.engine) as opened:
        targets.store_archived_copy(opened, GONE, DeadTargetInfo(), crawl.now)
        targets.store_registration(opened, "gone.example", DomainAvailability.UNKNOWN, crawl.now)
    assert (pages(crawl), domains(crawl)) == ([], [])
    crawl.now += targets.REGISTRATION_MAX_AGE
    assert (pages(crawl), domains(crawl)) == ([], ["gone.example"])
    crawl.now += targets.ARCHIVED_COPY_MAX_AGE
    assert pages(crawl) == [GONE]


def test_what_failed_is_asked_again_after_the_others_and_loses_nothing(crawl: "Crawl") -> None:
    died(crawl)
    with session(crawl.engine) as opened:
        targets.store_archived_copy(opened, GONE, ARCHIVED, crawl.now - targets.ARCHIVED_COPY_MAX_AGE)
        targets.postpone_archive_lookup(opened, GONE, crawl.now)
        targets.postpone_registration_lookup(opened, "gone.example", crawl.now)
    assert (pages(crawl), domains(crawl)) == ([], [])
    assert dead_target(crawl) == ARCHIVED
    crawl.now += targets.LOOKUP_RETRY_AFTER + timedelta(seconds=1)
    died(crawl, "http://later.example/", "http://other.example/")
    assert pages(crawl) == ["http://later.example/", GONE]
    assert domains(crawl) == ["later.example", "gone.example"]
