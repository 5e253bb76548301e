from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from linkfinder.model.lease import SiteGroup
from linkfinder.model.site import SiteDecision, SiteState, SiteVerdict
from linkfinder.model.visit import Outcome
from linkfinder.storage import frontier, leases
from linkfinder.storage.pages import store_pages

if TYPE_CHECKING:
    from tests.storage.conftest import Worker


def test_the_best_site_comes_first_and_of_it_the_best_page(worker: "Worker") -> None:
    worker.name("http://low.example/", 0.2)
    worker.name("http://high.example/", 0.6)
    worker.link("http://high.example/write-for-us", 0.95)
    worker.link("http://high.example/tag", 0.1)
    assert list(worker.lease().items()) == [
        ("high.example", ["http://high.example/write-for-us", "http://high.example/", "http://high.example/tag"]),
        ("low.example", ["http://low.example/"]),
    ]


def test_no_more_sites_are_taken_than_requested(worker: "Worker") -> None:
    for number in range(5):
        worker.name(f"http://site{number}.example/")
    assert len(worker.lease(count=3)) == 3
    assert len(worker.lease(count=3)) == 2


def test_a_leased_site_is_nobody_elses_until_its_lease_ends(worker: "Worker") -> None:
    worker.name()
    assert worker.lease() == {"teeth.example": [worker.home]}
    assert worker.lease(worker="two") == {}
    assert worker.lease(worker="two", now=worker.now + timedelta(seconds=61)) == {"teeth.example": [worker.home]}


def test_a_renewed_lease_lasts_and_a_lost_one_is_not_renewed(worker: "Worker") -> None:
    worker.name()
    worker.lease()
    later = (worker.now + timedelta(seconds=50)).timestamp()
    assert leases.renew(worker.session, 1, worker.terms, ["teeth.example", "lost.example"], later) == {"teeth.example"}
    assert worker.lease(worker="two", now=worker.now + timedelta(seconds=61)) == {}


def test_a_released_site_waits_for_its_time(worker: "Worker") -> None:
    worker.name()
    worker.lease()
    worker.release("teeth.example", worker.now.timestamp() + 30)
    assert worker.lease() == {}
    assert worker.lease(now=worker.now + timedelta(seconds=30)) == {"teeth.example": [worker.home]}


def test_another_workers_site_is_not_released(worker: "Worker") -> None:
    worker.name()
    worker.lease(worker="two")
    worker.release("teeth.example")
    assert worker.site().lease_by == "two"


def test_more_gives_the_best_pages_that_are_not_held(worker: "Worker") -> None:
    worker.name()
    worker.lease()
    worker.link("http://teeth.example/a", 0.4)
    worker.link("http://teeth.example/b", 0.5)
    given = leases.next_pages(
        worker.session, 1, worker.terms, {"teeth.example": {worker.row().id}}, worker.now.timestamp()
    )
    assert [page.url for page in given["teeth.example"]] == ["http://teeth.example/b", "http://teeth.example/a"]


def test_more_gives_nothing_of_a_site_that_is_not_leased(worker: "Worker") -> None:
    worker.name()
    assert leases.next_pages(worker.session, 1, worker.terms, {"teeth.example": set()}, worker.now.timestamp()) == {}


def test_a_site_gives_no_more_pages_than_its_budget(worker: "Worker") -> None:
    worker.name()
    for number in range(8):
        worker.link(f"http://teeth.example/{number}")
    assert len(worker.lease(pages_per_site=5)["teeth.example"]) == 5
    held = {worker.row().id, worker.row("http://teeth.example/0").id}
    now = worker.now.timestamp()
    assert (
        len(
            leases.next_pages(worker.session, 1, worker.on(pages_per_site=5), {"teeth.example": held}, now)[
                "teeth.example"
            ]
        )
        == 3
    )
    worker.finish(*(worker.visit(f"http://teeth.example/{number}") for number in range(5)))
    assert leases.next_pages(worker.session, 1, worker.on(pages_per_site=5), {"teeth.example": set()}, now) == {}
    assert not leases.pending(worker.session, 1, worker.on(pages_per_site=5), now)


def test_an_unknown_site_gives_its_best_page_only_until_it_is_judged(worker: "Worker") -> None:
    worker.link(worker.home, 0.3)
    worker.link("http://teeth.example/article", 0.2)
    assert worker.lease() == {"teeth.example": [worker.home]}
    now = worker.now.timestamp()
    assert leases.next_pages(worker.session, 1, worker.terms, {"teeth.example": {worker.row().id}}, now) == {}
    worker.finish(worker.visit())
    assert leases.next_pages(worker.session, 1, worker.terms, {"teeth.example": set()}, now) == {}
    worker.judge(lambda _: SiteDecision(SiteVerdict(SiteState.CANDIDATE, "undecided"), pages=2, priority=0.1))
    assert len(leases.next_pages(worker.session, 1, worker.terms, {"teeth.example": set()}, now)["teeth.example"]) == 1


def test_what_a_site_is_allowed_never_exceeds_the_niches_limit(worker: "Worker") -> None:
    for number in range(5):
        worker.link(f"http://teeth.example/{number}")
    worker.judge(lambda _: SiteDecision(SiteVerdict(SiteState.MEMBER, "on topic"), pages=50, priority=0.1))
    assert len(worker.lease(pages_per_site=3)["teeth.example"]) == 3


def test_a_site_that_keeps_failing_is_left_for_this_run(worker: "Worker") -> None:
    worker.name()
    urls = [f"http://teeth.example/{number}" for number in range(leases.MAX_FAILURES_IN_ROW)]
    for url in urls:
        worker.link(url)
    worker.finish(*(worker.visit(url, Outcome.RETRY, reason="timeout") for url in urls[1:]))
    assert "teeth.example" in worker.lease()
    worker.release("teeth.example")
    worker.finish(worker.visit(urls[0], Outcome.FAILED, reason="dns_nxdomain"))
    assert worker.lease() == {}


def test_no_new_site_is_begun_once_as_many_members_as_allowed_were_begun(worker: "Worker") -> None:
    for number in range(4):
        worker.name(f"http://site{number}.example/", priority=1 - number / 10)
    worker.link("http://site0.example/more", 0.1)
    assert set(worker.lease(sites=2)) == {"site0.example", "site1.example"}
    worker.finish(worker.visit("http://site0.example/"), worker.visit("http://site1.example/"))
    for domain in ("site0.example", "site1.example"):
        worker.release(domain)
    assert worker.lease(sites=2) == {"site0.example": ["http://site0.example/more"]}


def test_a_page_waiting_for_its_next_try_is_not_handed_out_before(worker: "Worker") -> None:
    worker.name()
    worker.finish(worker.visit(outcome=Outcome.RETRY, reason="timeout"))
    assert worker.lease() == {}
    now = worker.now.timestamp()
    assert not leases.pending(worker.session, 1, worker.terms, now + 2)
    assert leases.pending(worker.session, 1, worker.terms, now + 5)
    assert worker.lease(now=worker.now + timedelta(seconds=5)) == {"teeth.example": [worker.home]}


def test_a_site_with_nothing_queued_gets_priority_0(worker: "Worker") -> None:
    worker.name()
    worker.finish(worker.visit())
    assert worker.lease() == {}
    assert worker.site().priority == 0
    assert not leases.pending(worker.session, 1, worker.terms, worker.now.timestamp())


def test_a_page_judged_before_is_fetched_on_condition_that_it_changed(worker: "Worker") -> None:
    worker.name()
    read = replace(worker.visit(), etag='W/"v1-gzip"', last_modified="Thu, 19 Nov 2026 07:00:00 GMT")
    store_pages(worker.session, 1, [read])
    (site,) = leases.lease(worker.session, 1, worker.terms, 1, worker.now.timestamp())
    assert (site.pages[0].etag, site.pages[0].last_modified) == ('W/"v1-gzip"', "Thu, 19 Nov 2026 07:00:00 GMT")


def test_a_page_judged_before_the_niche_changed_is_fetched_whole(worker: "Worker") -> None:
    worker.name()
    store_pages(worker.session, 1, [replace(worker.visit(), etag='"v1"')])
    terms = worker.on(read_after=worker.now + timedelta(hours=1))
    (site,) = leases.lease(worker.session, 1, terms, 1, worker.now.timestamp())
    assert site.pages[0].etag == ""


def test_what_waits_is_counted(worker: "Worker") -> None:
    worker.name()
    worker.link("http://teeth.example/a")
    worker.finish(worker.visit())
    assert leases.count_queued(worker.session, 1) == 1


def test_no_site_gets_more_than_the_initial_quota_at_first(worker: "Worker") -> None:
    worker.name()
    for number in range(8):
        worker.link(f"http://teeth.example/{number}")
    first = worker.on(initial_quota=3).with_initial_quota
    assert first.pages_per_site == 3
    assert worker.terms.with_initial_quota == worker.terms, "without turns, everything is the first"
    given = leases.lease(worker.session, 1, first, 10, worker.now.timestamp())
    assert [len(site.pages) for site in given] == [3]


def test_the_pages_of_initial_quotas_are_counted_by_what_sites_had_and_may_have(worker: "Worker") -> None:
    terms = worker.on(initial_quota=3)
    for number in range(2):
        worker.name(f"http://site{number}.example/")
    worker.link("http://candidate.example/")
    now = worker.now.timestamp()
    assert leases.pages_for_initial_quotas(worker.session, 1, terms, now) == 3 + 3 + 3, (
        "a candidate may turn out a member"
    )
    worker.link("http://site0.example/more")
    worker.finish(worker.visit("http://site0.example/"), worker.visit("http://site1.example/"))
    assert leases.pages_for_initial_quotas(worker.session, 1, terms, now) == 2 + 3, "site1 has no more"


def test_sites_that_may_not_be_begun_do_not_keep_a_crawl_waiting(worker: "Worker") -> None:
    terms = worker.on(sites=1, initial_quota=3)
    for number in range(2):
        worker.name(f"http://site{number}.example/")
    worker.finish(worker.visit("http://site0.example/"))
    now = worker.now.timestamp()
    assert worker.lease(sites=1) == {}
    assert not leases.pending(worker.session, 1, terms, now)
    assert leases.pages_for_initial_quotas(worker.session, 1, terms, now) == 0


def test_unendorsed_sites_are_distinguished_from_read_and_endorsed_ones(worker: "Worker") -> None:
    worker.name("http://chosen.example/", 0.1)
    worker.link("http://cited.example/", 0.3)
    worker.link("http://unendorsed.example/", 0.2)
    worker.link("http://read.example/", 0.2)
    worker.link("http://read.example/more", 0.2)
    worker.finish(worker.visit("http://read.example/"))
    worker.judge(
        lambda _: SiteDecision(SiteVerdict(SiteState.CANDIDATE, "undecided"), pages=2, priority=0.1), "read.example"
    )
    now = worker.now.timestamp()
    strangers = worker.on(group=SiteGroup.UNENDORSED)
    assert leases.pending(worker.session, 1, strangers, now)
    assert set(worker.lease(group=SiteGroup.ENDORSED)) == {"chosen.example", "cited.example", "read.example"}
    assert set(worker.lease(group=SiteGroup.UNENDORSED)) == {"unendorsed.example"}
    worker.finish(worker.visit("http://unendorsed.example/"))
    assert not leases.pending(worker.session, 1, strangers, now)


def test_what_became_of_unendorsed_sites_is_counted_by_site(worker: "Worker") -> None:
    for number in range(4):
        worker.link(f"http://unendorsed{number}.example/", 0.2)
    worker.link("http://cited.example/", 0.3)
    assert leases.unendorsed_results(worker.session, 1) == (0, 0)
    for host in ("unendorsed0", "unendorsed1", "cited"):
        worker.finish(worker.visit(f"http://{host}.example/"))
    worker.link("http://unendorsed0.example/a")
    worker.finish(worker.visit("http://unendorsed0.example/a"))
    worker.finish(worker.visit("http://unendorsed2.example/", Outcome.FAILED, reason="timeout"))
    member = SiteDecision(SiteVerdict(SiteState.MEMBER, "on topic"), pages=50, priority=0.1)
    worker.judge(lambda _: member, "unendorsed0.example", "cited.example")
    assert leases.unendorsed_results(worker.session, 1) == (1, 2), "a site that does not answer says nothing"


def test_what_became_of_unendorsed_sites_in_earlier_runs_counts_half(worker: "Worker") -> None:
    worker.link("http://unendorsed.example/", 0.2)
    worker.finish(worker.visit("http://unendorsed.example/"))
    frontier.start_run(worker.session, 1, 100, worker.now)
    assert leases.unendorsed_results(worker.session, 1) == (0, 0.5)
