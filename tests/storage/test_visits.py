"""A batch of visits: whole or not there, and adding nothing when it is stored again."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from linkfinder.kinds.guest_post.facts import GUEST_POST, GuestPost, Price
from linkfinder.kinds.unlinked_mention.facts import UNLINKED_MENTION
from linkfinder.model.check import LinkCheck, Verdict
from linkfinder.model.opportunity import Evidence, Judgement, Rejection, Risk
from linkfinder.model.page import Contact, ContactKind, FoundDate, Link, Page, StructuredData
from linkfinder.model.score import Score
from linkfinder.model.seed import Seed
from linkfinder.model.visit import Outcome, Visit
from linkfinder.storage import frontier
from linkfinder.storage.opportunities import store_scores
from linkfinder.storage.session import session
from linkfinder.storage.tables import FrontierRow, PageRow
from linkfinder.storage.targets import KeptCheck, store_checks
from linkfinder.storage.visits import StoredCounts, store_visits

if TYPE_CHECKING:
    from tests.conftest import Crawl

BLOG, GARDEN = "http://blog.example/", "http://garden.example/"
HOSTILE = "a\0b\ud800" + "ß" * 3_000


def batch(crawl: "Crawl") -> list[Visit]:
    """Four visits that bring something for every table."""
    out = Link("http://gone.example/x", "x")
    turned_down = Judgement(rejections=(Rejection(GUEST_POST, "agency"),))
    contact = Contact(ContactKind.EMAIL, "hello@blog.example", "mailto", "general")
    return [
        crawl.visit(crawl.opportunity(url=BLOG), url=BLOG, page=Page(BLOG, links=(out,), contacts=(contact,))),
        crawl.visit(crawl.opportunity(url=BLOG + "b"), crawl.mention(url=BLOG + "b"), url=BLOG + "b", links=(out,)),
        crawl.visit(url=GARDEN, judgement=turned_down, leads=(Seed(GARDEN + "c", "link", "why", 0.4, 1),)),
        crawl.visit(url=GARDEN + "d", page=None, outcome=Outcome.FAILED, http_status=404),
    ]


def test_a_batch_says_what_it_brought(crawl: "Crawl") -> None:
    assert crawl.store(*batch(crawl)) == StoredCounts(
        visits=4,
        pages=3,
        new_pages=3,
        links=2,
        contacts=1,
        found={GUEST_POST: 1, UNLINKED_MENTION: 1},
        rejected=1,
        leads=1,
    )
    assert crawl.store() == StoredCounts()


def test_the_same_visits_stored_again_add_no_row_and_change_no_score(crawl: "Crawl") -> None:
    crawl.store(*batch(crawl))
    with session(crawl.engine) as opened:
        store_scores(opened, {record.id: Score(50.0, ()) for record in crawl.records()})
        dead = LinkCheck("http://gone.example/x", Verdict.DEAD_DNS, "dns_nxdomain")
        store_checks(opened, [KeptCheck(dead, dead, first_dead=crawl.now)], crawl.now)
    before, counted = crawl.records(), crawl.counts()
    crawl.store(*batch(crawl))
    assert crawl.counts() == counted
    assert crawl.records() == before


def test_a_second_run_on_an_unchanged_web_adds_no_row_and_changes_only_the_days(crawl: "Crawl") -> None:
    crawl.store(*batch(crawl))
    before, counted = crawl.records(), crawl.counts()
    crawl.next_run()
    crawl.store(*reversed(batch(crawl)))
    counted["run"] += 1
    assert crawl.counts() == counted
    assert crawl.records() == [
        replace(record, last_seen=crawl.now, last_checked=crawl.now, is_new=False) for record in before
    ]


def test_a_batch_is_whole_or_not_there(crawl: "Crawl", monkeypatch: pytest.MonkeyPatch) -> None:
    counted = crawl.counts()

    def power_cut(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(frontier, "finish", power_cut)
    with pytest.raises(KeyboardInterrupt):
        crawl.store(*batch(crawl))
    assert crawl.counts() == counted


def test_a_visit_settles_its_address_in_the_frontier(crawl: "Crawl") -> None:
    with session(crawl.engine) as opened:
        frontier.add_seeds(opened, crawl.niche_id, [Seed(BLOG, "niche", "named", 1.0)])
        number = opened.scalars(sa.select(FrontierRow.id)).one()
    crawl.store(replace(crawl.visit(url=BLOG), frontier_id=number, leads=(Seed(BLOG + "b", "link", "why", 0.5, 1),)))
    assert {row["url"]: row["state"] for row in crawl.rows(FrontierRow)} == {BLOG: 1, BLOG + "b": 0}


def test_pages_of_hostile_text_are_stored_beside_the_others(crawl: "Crawl") -> None:
    page = Page(
        BLOG,
        title=HOSTILE,
        description=HOSTILE,
        language=HOSTILE,
        structured=StructuredData(authors=(HOSTILE,) * 9),
        published=FoundDate(crawl.now.date(), HOSTILE),
        links=(Link("http://" + "x" * 300 + ".example/", HOSTILE, (HOSTILE,), sentence=HOSTILE, heading=HOSTILE),),
        contacts=(Contact(ContactKind.EMAIL, HOSTILE, HOSTILE, HOSTILE),),
        class_reason=HOSTILE,
    )
    facts = GuestPost(price=Price(float("inf"), HOSTILE), method=(HOSTILE,))
    found = crawl.opportunity(facts, url=BLOG, evidence=(Evidence(HOSTILE, HOSTILE),), relevance_reason=HOSTILE)
    rejection = Rejection(UNLINKED_MENTION, HOSTILE, (Evidence(HOSTILE, HOSTILE),), HOSTILE)
    hostile = replace(
        crawl.visit(url=BLOG, page=page, judgement=Judgement((found,), (rejection,))),
        reason=HOSTILE,
        etag=HOSTILE,
        last_modified=HOSTILE,
        relevance=float("nan"),
        relevance_reason=HOSTILE,
        risks=(Risk(HOSTILE, 1, HOSTILE),),
        leads=(Seed(BLOG + "b", HOSTILE, HOSTILE),),
    )
    crawl.store(hostile, crawl.visit(url=GARDEN))
    assert sorted(row["url"] for row in crawl.rows(PageRow)) == [BLOG, GARDEN]
    assert crawl.record().opportunity.evidence[0].quote.startswith("abßß")


def test_a_batch_of_many_costs_hardly_more_statements_than_one_of_a_few(crawl: "Crawl") -> None:
    def statements(number: int) -> int:
        seen: list[str] = []

        def note(_: object, __: object, statement: str, *___: object) -> None:
            seen.append(statement)

        urls = [f"http://site{each}.example/{number}" for each in range(number)]
        sa.event.listen(crawl.engine, "before_cursor_execute", note)
        crawl.store(*(crawl.visit(crawl.opportunity(url=url), url=url, links=(Link(url + "x", ""),)) for url in urls))
        crawl.records()
        sa.event.remove(crawl.engine, "before_cursor_execute", note)
        return len(seen)

    assert statements(200) < 1.5 * statements(2), "where rows are many, the last ones are added apart"


def test_a_visit_that_is_stored_late_does_not_move_the_last_day_back(crawl: "Crawl") -> None:
    crawl.store(crawl.visit(crawl.opportunity()))
    early = replace(crawl.visit(crawl.opportunity()), fetched=crawl.now - timedelta(hours=1))
    with session(crawl.engine) as opened:
        store_visits(opened, crawl.niche_id, crawl.run.id, [early])
    assert crawl.record().last_seen == crawl.now
