from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from linkfinder.model.lease import SiteGroup
from linkfinder.model.site import SiteDecision, SiteState, SiteVerdict
from linkfinder.model.visit import Outcome
from linkfinder.storage import frontier, leases
from linkfinder.storage.pages import store_pages

if TYPE_CHECKING:
    from tests.storage.conftest import Desk


def test_the_best_site_comes_first_and_of_it_the_best_page(desk: "Desk") -> None:
    desk.name("http://low.example/", 0.2)
    desk.name("http://high.example/", 0.6)
    desk.link("http://high.example/write-for-us", 0.95)
    desk.link("http://high.example/tag", 0.1)
    assert list(desk.lease().items()) == [
        ("high.example", ["http://high.example/write-for-us", "http://high.example/", "http://high.example/tag"]),
        ("low.example", ["http://low.example/"]),
    ]


def test_no_more_sites_are_taken_than_were_asked_for(desk: "Desk") -> None:
    for number in range(5):
        desk.name(f"http://site{number}.example/")
    assert len(desk.lease(count=3)) == 3
    assert len(desk.lease(count=3)) == 2


def test_a_leased_site_is_nobody_elses_until_its_lease_ends(desk: "Desk") -> None:
    desk.name()
    assert desk.lease() == {"teeth.example": [desk.home]}
    assert desk.lease(worker="two") == {}
    assert desk.lease(worker="two", now=desk.now + timedelta(seconds=61)) == {"teeth.example": [desk.home]}


def test_a_renewed_lease_lasts_and_a_lost_one_is_told(desk: "Desk") -> None:
    desk.name()
    desk.lease()
    later = (desk.now + timedelta(seconds=50)).timestamp()
    assert leases.renew(desk.session, 1, desk.terms, ["teeth.example", "lost.example"], later) == {"teeth.example"}
    assert desk.lease(worker="two", now=desk.now + timedelta(seconds=61)) == {}


def test_a_released_site_waits_for_its_time(desk: "Desk") -> None:
    desk.name()
    desk.lease()
    desk.release("teeth.example", desk.now.timestamp() + 30)
    assert desk.lease() == {}
    assert desk.lease(now=desk.now + timedelta(seconds=30)) == {"teeth.example": [desk.home]}


def test_another_workers_site_is_not_released(desk: "Desk") -> None:
    desk.name()
    desk.lease(worker="two")
    desk.release("teeth.example")
    assert desk.site().lease_by == "two"


def test_more_gives_the_best_pages_that_are_not_held(desk: "Desk") -> None:
    desk.name()
    desk.lease()
    desk.link("http://teeth.example/a", 0.4)
    desk.link("http://teeth.example/b", 0.5)
    given = leases.next_pages(desk.session, 1, desk.terms, {"teeth.example": {desk.row().id}}, desk.now.timestamp())
    assert [page.url for page in given["teeth.example"]] == ["http://teeth.example/b", "http://teeth.example/a"]


def test_more_gives_nothing_of_a_site_that_is_not_leased(desk: "Desk") -> None:
    desk.name()
    assert leases.next_pages(desk.session, 1, desk.terms, {"teeth.example": set()}, desk.now.timestamp()) == {}


def test_a_site_gives_no_more_pages_than_its_budget(desk: "Desk") -> None:
    desk.name()
    for number in range(8):
        desk.link(f"http://teeth.example/{number}")
    assert len(desk.lease(pages_per_site=5)["teeth.example"]) == 5
    held = {desk.row().id, desk.row("http://teeth.example/0").id}
    now = desk.now.timestamp()
    assert (
        len(
            leases.next_pages(desk.session, 1, desk.on(pages_per_site=5), {"teeth.example": held}, now)["teeth.example"]
        )
        == 3
    )
    desk.finish(*(desk.visit(f"http://teeth.example/{number}") for number in range(5)))
    assert leases.next_pages(desk.session, 1, desk.on(pages_per_site=5), {"teeth.example": set()}, now) == {}
    assert not leases.pending(desk.session, 1, desk.on(pages_per_site=5), now)


def test_an_unknown_site_gives_its_best_page_only_until_it_is_judged(desk: "Desk") -> None:
    desk.link(desk.home, 0.3)
    desk.link("http://teeth.example/article", 0.2)
    assert desk.lease() == {"teeth.example": [desk.home]}
    now = desk.now.timestamp()
    assert leases.next_pages(desk.session, 1, desk.terms, {"teeth.example": {desk.row().id}}, now) == {}
    desk.finish(desk.visit())
    assert leases.next_pages(desk.session, 1, desk.terms, {"teeth.example": set()}, now) == {}
    desk.judge(lambda _: SiteDecision(SiteVerdict(SiteState.CANDIDATE, "undecided"), pages=2, priority=0.1))
    assert len(leases.next_pages(desk.session, 1, desk.terms, {"teeth.example": set()}, now)["teeth.example"]) == 1


def test_what_a_site_is_allowed_never_exceeds_the_niches_limit(desk: "Desk") -> None:
    for number in range(5):
        desk.link(f"http://teeth.example/{number}")
    desk.judge(lambda _: SiteDecision(SiteVerdict(SiteState.MEMBER, "on topic"), pages=50, priority=0.1))
    assert len(desk.lease(pages_per_site=3)["teeth.example"]) == 3


def test_a_site_that_keeps_failing_is_left_for_this_run(desk: "Desk") -> None:
    desk.name()
    urls = [f"http://teeth.example/{number}" for number in range(leases.MAX_FAILURES_IN_ROW)]
    for url in urls:
        desk.link(url)
    desk.finish(*(desk.visit(url, Outcome.RETRY, reason="timeout") for url in urls[1:]))
    assert "teeth.example" in desk.lease()
    desk.release("teeth.example")
    desk.finish(desk.visit(urls[0], Outcome.FAILED, reason="dns_nxdomain"))
    assert desk.lease() == {}


def test_no_new_site_is_begun_once_as_many_members_as_allowed_were_asked(desk: "Desk") -> None:
    for number in range(4):
        desk.name(f"http://site{number}.example/", promise=1 - number / 10)
    desk.link("http://site0.example/more", 0.1)
    assert set(desk.lease(sites=2)) == {"site0.example", "site1.example"}
    desk.finish(desk.visit("http://site0.example/"), desk.visit("http://site1.example/"))
    for domain in ("site0.example", "site1.example"):
        desk.release(domain)
    assert desk.lease(sites=2) == {"site0.example": ["http://site0.example/more"]}


def test_a_page_waiting_for_its_next_try_is_not_handed_out_before(desk: "Desk") -> None:
    desk.name()
    desk.finish(desk.visit(outcome=Outcome.RETRY, reason="timeout"))
    assert desk.lease() == {}
    now = desk.now.timestamp()
    assert not leases.pending(desk.session, 1, desk.terms, now + 2)
    assert leases.pending(desk.session, 1, desk.terms, now + 5)
    assert desk.lease(now=desk.now + timedelta(seconds=5)) == {"teeth.example": [desk.home]}


def test_a_site_with_nothing_queued_is_not_looked_at_again(desk: "Desk") -> None:
    desk.name()
    desk.finish(desk.visit())
    assert desk.lease() == {}
    assert desk.site().priority == 0
    assert not leases.pending(desk.session, 1, desk.terms, desk.now.timestamp())


def test_a_page_judged_before_is_asked_whether_it_has_changed(desk: "Desk") -> None:
    desk.name()
    read = replace(desk.visit(), etag='W/"v1-gzip"', last_modified="Thu, 19 Nov 2026 07:00:00 GMT")
    store_pages(desk.session, 1, [read])
    (site,) = leases.lease(desk.session, 1, desk.terms, 1, desk.now.timestamp())
    assert (site.pages[0].etag, site.pages[0].last_modified) == ('W/"v1-gzip"', "Thu, 19 Nov 2026 07:00:00 GMT")


def test_a_page_judged_before_the_niche_changed_is_fetched_whole(desk: "Desk") -> None:
    desk.name()
    store_pages(desk.session, 1, [replace(desk.visit(), etag='"v1"')])
    terms = desk.on(read_after=desk.now + timedelta(hours=1))
    (site,) = leases.lease(desk.session, 1, terms, 1, desk.now.timestamp())
    assert site.pages[0].etag == ""


def test_what_waits_is_counted(desk: "Desk") -> None:
    desk.name()
    desk.link("http://teeth.example/a")
    desk.finish(desk.visit())
    assert leases.count_queued(desk.session, 1) == 1


def test_on_first_helpings_no_site_gets_more_than_one(desk: "Desk") -> None:
    desk.name()
    for number in range(8):
        desk.link(f"http://teeth.example/{number}")
    first = desk.on(initial_quota=3).with_initial_quota
    assert first.pages_per_site == 3
    assert desk.terms.with_initial_quota == desk.terms, "without turns, everything is the first"
    given = leases.lease(desk.session, 1, first, 10, desk.now.timestamp())
    assert [len(site.pages) for site in given] == [3]


def test_the_pages_of_first_helpings_are_counted_by_what_sites_had_and_may_have(desk: "Desk") -> None:
    terms = desk.on(initial_quota=3)
    for number in range(2):
        desk.name(f"http://site{number}.example/")
    desk.link("http://candidate.example/")
    now = desk.now.timestamp()
    assert leases.pages_for_initial_quotas(desk.session, 1, terms, now) == 3 + 3 + 3, (
        "a candidate may turn out a member"
    )
    desk.link("http://site0.example/more")
    desk.finish(desk.visit("http://site0.example/"), desk.visit("http://site1.example/"))
    assert leases.pages_for_initial_quotas(desk.session, 1, terms, now) == 2 + 3, "site1 has no more"


def test_sites_that_may_not_be_begun_do_not_keep_a_crawl_waiting(desk: "Desk") -> None:
    terms = desk.on(sites=1, initial_quota=3)
    for number in range(2):
        desk.name(f"http://site{number}.example/")
    desk.finish(desk.visit("http://site0.example/"))
    now = desk.now.timestamp()
    assert desk.lease(sites=1) == {}
    assert not leases.pending(desk.session, 1, terms, now)
    assert leases.pages_for_initial_quotas(desk.session, 1, terms, now) == 0


def test_strangers_are_told_from_sites_that_were_read_or_that_something_speaks_for(desk: "Desk") -> None:
    desk.name("http://chosen.example/", 0.1)
    desk.link("http://cited.example/", 0.3)
    desk.link("http://stranger.example/", 0.2)
    desk.link("http://read.example/", 0.2)
    desk.link("http://read.example/more", 0.2)
    desk.finish(desk.visit("http://read.example/"))
    desk.judge(
        lambda _: SiteDecision(SiteVerdict(SiteState.CANDIDATE, "undecided"), pages=2, priority=0.1), "read.example"
    )
    now = desk.now.timestamp()
    strangers = desk.on(group=SiteGroup.UNENDORSED)
    assert leases.pending(desk.session, 1, strangers, now)
    assert set(desk.lease(group=SiteGroup.ENDORSED)) == {"chosen.example", "cited.example", "read.example"}
    assert set(desk.lease(group=SiteGroup.UNENDORSED)) == {"stranger.example"}
    desk.finish(desk.visit("http://stranger.example/"))
    assert not leases.pending(desk.session, 1, strangers, now)


def test_what_became_of_strangers_is_counted_by_site(desk: "Desk") -> None:
    for number in range(4):
        desk.link(f"http://stranger{number}.example/", 0.2)
    desk.link("http://cited.example/", 0.3)
    assert leases.unendorsed_results(desk.session, 1) == (0, 0)
    for host in ("stranger0", "stranger1", "cited"):
        desk.finish(desk.visit(f"http://{host}.example/"))
    desk.link("http://stranger0.example/a")
    desk.finish(desk.visit("http://stranger0.example/a"))
    desk.finish(desk.visit("http://stranger2.example/", Outcome.FAILED, reason="timeout"))
    member = SiteDecision(SiteVerdict(SiteState.MEMBER, "on topic"), pages=50, priority=0.1)
    desk.judge(lambda _: member, "stranger0.example", "cited.example")
    assert leases.unendorsed_results(desk.session, 1) == (1, 2), "a site that does not answer says nothing"


def test_what_became_of_strangers_in_earlier_runs_counts_half(desk: "Desk") -> None:
    desk.link("http://stranger.example/", 0.2)
    desk.finish(desk.visit("http://stranger.example/"))
    frontier.start_run(desk.session, 1, 100, desk.now)
    assert leases.unendorsed_results(desk.session, 1) == (0, 0.5)
