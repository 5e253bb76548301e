"""Pages that link to dead addresses, from the answer to the opportunity and back."""

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from linkfinder.kinds.broken_link.facts import BROKEN_LINK, BrokenLink
from linkfinder.lifecycle.sightings import PageJudgement
from linkfinder.model.check import LinkCheck, Verdict
from linkfinder.model.opportunity import Judgement, Rejection, Risk
from linkfinder.model.page import Contact, ContactKind, FoundDate, Link, Page, PageClass, Place
from linkfinder.model.status import Flag
from linkfinder.storage.opportunities import RefreshCounts, store_judgements
from linkfinder.storage.session import read_only_session, session
from linkfinder.storage.sightings import RunScope
from linkfinder.storage.targets import KeptCheck, pages_with_dead_links, store_checks

if TYPE_CHECKING:
    from tests.conftest import Crawl

URL = "http://blog.example/resources"
GONE = "http://gone.example/x"
DEAD = LinkCheck(GONE, Verdict.DEAD_DNS, "dns_nxdomain", confidence=0.95)
ALIVE = LinkCheck(GONE, Verdict.ALIVE, "http_200", status=200)
OUT = Link(GONE, "the guide", ("nofollow",), Place.LIST, "See the guide.", "Reading", href="//gone.example/x")
FINE = Link("http://fine.example/", "fine")
BROKEN = frozenset({BROKEN_LINK})


def answer(crawl: "Crawl", *checks: LinkCheck) -> None:
    with session(crawl.engine) as opened:
        store_checks(opened, [KeptCheck(check, check) for check in checks], crawl.now)


def pages(crawl: "Crawl", **chosen: Any) -> list[Page]:
    with read_only_session(crawl.engine) as opened:
        return list(pages_with_dead_links(opened, crawl.niche_id, **chosen))


def judge(crawl: "Crawl") -> RefreshCounts:
    """Offer every dead link of every page, as the detector would in its plainest form."""
    judged = []
    for page in pages(crawl):
        dead = [link.check for link in page.links if link.check and link.check.is_dead]
        found = tuple(
            crawl.opportunity(BrokenLink(check.url, check.verdict, check.reason), page.url, relevance=0.0)
            for check in dead
        )
        turned_down = () if found else (Rejection(BROKEN_LINK, "answers_again"),)
        judged.append(PageJudgement(page.url, Judgement(found, turned_down), crawl.now, page))
    with session(crawl.engine) as opened:
        return store_judgements(opened, RunScope(crawl.niche_id, crawl.run.id), judged, BROKEN)


def test_a_page_comes_back_with_the_answer_beside_its_link(crawl: "Crawl") -> None:
    contact = Contact(ContactKind.EMAIL, "ada@blog.example", "mailto", "personal", Place.BODY, URL)
    page = Page(
        URL,
        title="Resources",
        description="What we read",
        language="en",
        words=300,
        links=(OUT, FINE),
        contacts=(contact,),
        published=FoundDate(date(2025, 1, 1), "meta"),
        content_hash=5,
    )
    crawl.store(crawl.visit(url=URL, page=page))
    answer(crawl, DEAD)
    expected = replace(page, links=(OUT._replace(check=DEAD), FINE), fetched=crawl.now.date())
    assert pages(crawl) == [expected]


def test_only_relevant_pages_with_a_dead_link_come_in_the_order_of_their_addresses(crawl: "Crawl") -> None:
    for name, relevance in (("c", 0.9), ("a", 0.5), ("b", 0.1)):
        crawl.store(crawl.visit(url=f"http://{name}.example/", links=(OUT,), relevance=relevance))
    crawl.store(crawl.visit(url="http://d.example/", links=(FINE,)))
    answer(crawl, DEAD, LinkCheck(FINE.url, Verdict.BLOCKED, "http_403"))
    assert [page.url for page in pages(crawl)] == ["http://a.example/", "http://c.example/"]
    assert len(pages(crawl, relevance=0.1)) == 3


def test_a_dead_link_is_an_opportunity_with_what_is_known_of_its_page(crawl: "Crawl") -> None:
    risk = Risk("link_dump", 30, "400 links")
    crawl.store(crawl.visit(url=URL, links=(OUT,), relevance=0.6, relevance_reason="implants", risks=(risk,)))
    answer(crawl, DEAD)
    assert judge(crawl).found == {BROKEN_LINK: 1}
    opportunity = crawl.record().opportunity
    assert opportunity.facts == BrokenLink(GONE, Verdict.DEAD_DNS, "dns_nxdomain")
    assert (opportunity.relevance, opportunity.relevance_reason, opportunity.risks) == (0.6, "implants", (risk,))


def test_one_dead_address_names_the_other_pages_that_link_to_it(crawl: "Crawl") -> None:
    for name in "abc":
        crawl.store(crawl.visit(url=f"http://{name}.example/", links=(OUT,)))
    answer(crawl, DEAD)
    judge(crawl)
    assert [record.other_pages for record in crawl.records()] == [2, 2, 2]


def test_judged_again_nothing_is_added(crawl: "Crawl") -> None:
    crawl.store(crawl.visit(url=URL, links=(OUT,)))
    answer(crawl, DEAD)
    judge(crawl)
    before, counted = crawl.records(), crawl.counts()
    assert judge(crawl) == RefreshCounts(seen_again=1)
    assert (crawl.records(), crawl.counts()) == (before, counted)


def test_a_link_that_answers_again_closes_its_opportunity_and_the_page_is_let_go(crawl: "Crawl") -> None:
    crawl.store(crawl.visit(url=URL, links=(OUT,)))
    answer(crawl, DEAD)
    judge(crawl)
    crawl.next_run("check-links")
    answer(crawl, ALIVE)
    assert judge(crawl) == RefreshCounts(flagged=1, rejected=1)
    record = crawl.record()
    assert (record.flag, record.last_checked) == (Flag.LINK_FIXED, crawl.now)
    assert pages(crawl) == []


def test_a_link_that_died_again_is_offered_again(crawl: "Crawl") -> None:
    crawl.store(crawl.visit(url=URL, links=(OUT,)))
    for check in (DEAD, ALIVE, DEAD):
        answer(crawl, check)
        judge(crawl)
        crawl.now += timedelta(days=1)
    assert crawl.record().flag is Flag.NONE


def test_a_link_that_was_taken_out_is_noticed_when_the_page_is_read(crawl: "Crawl") -> None:
    crawl.store(crawl.visit(url=URL, links=(OUT,)))
    answer(crawl, DEAD)
    judge(crawl)
    crawl.next_run()
    crawl.store(crawl.visit(url=URL, links=(OUT, FINE)))
    assert crawl.record().flag is Flag.NONE, "it still links there, and nobody asked the target again"
    crawl.store(crawl.visit(url=URL, links=(FINE,)))
    assert crawl.record().flag is Flag.LINK_FIXED


def test_a_dead_link_in_another_spelling_is_the_same_chance_and_not_taken_out(crawl: "Crawl") -> None:
    first, second = (f"http://gone.example/x?{query}" for query in ("z=1&a=b%20c", "a=b+c&z=1"))
    crawl.store(crawl.visit(url=URL, links=(OUT._replace(url=first),)))
    answer(crawl, replace(DEAD, url=first))
    judge(crawl)
    crawl.next_run()
    crawl.store(crawl.visit(url=URL, links=(OUT._replace(url=second),)))
    assert judge(crawl).found == {}
    assert crawl.record().flag is Flag.NONE
    assert crawl.record().opportunity.facts == BrokenLink(first, Verdict.DEAD_DNS, "dns_nxdomain")


def test_a_page_that_was_parked_has_no_dead_links_to_mend(crawl: "Crawl") -> None:
    crawl.store(crawl.visit(url=URL, links=(OUT,)))
    answer(crawl, DEAD)
    judge(crawl)
    crawl.next_run()
    crawl.store(crawl.visit(url=URL, page=Page(URL, page_class=PageClass.PARKED)))
    assert crawl.record().flag is Flag.GONE


def test_reading_a_page_again_leaves_its_dead_links_as_they_are(crawl: "Crawl") -> None:
    crawl.store(crawl.visit(url=URL, links=(OUT,)))
    answer(crawl, DEAD)
    judge(crawl)
    before = crawl.record()
    crawl.next_run()
    crawl.store(crawl.visit(crawl.mention(url=URL), url=URL, links=(OUT,)))
    (after,) = crawl.records(kinds=BROKEN)
    assert after == replace(before, is_new=False)
