"""What may be requested next, told from a simulated crawl."""

from hypothesis import given
from hypothesis import strategies as st

from linkfinder.frontier.site_scheduling import (
    UNENDORSED_SITES_AT_ONCE,
    ReleaseSites,
    RenewLeases,
)
from linkfinder.model.lease import LeasedPage
from linkfinder.model.seed import Seed
from tests.frontier.simulated_crawl import DELAY, IDS, LEASE, Crawl, Frontier, crawl, site


def test_the_best_page_of_the_sites_that_may_be_asked_comes_first() -> None:
    made = crawl(site("good.example", 0.9, 0.8), site("fair.example", 0.5, 0.4))
    made.work()
    assert (made.ask(), made.ask(), made.ask()) == ("good.example", "fair.example", "")
    made.reply("fair.example")
    made.reply("good.example")
    assert made.ask() == "", "both have been asked just now"
    assert made.state.next_ready() == made.now + DELAY
    made.now += DELAY
    assert made.ask() == "good.example"


def test_a_page_that_is_not_stored_yet_is_not_handed_out_again() -> None:
    made = Crawl(Frontier(dict([site("good.example", 0.9, 0.8)]), at_a_time=1))
    made.work()
    made.reply(made.ask())
    made.work()
    made.now += DELAY
    assert made.ask() == "", "as many pages as are found at a time wait to be stored"
    made.store()
    made.work()
    assert made.ask() == "good.example"


def test_every_site_gets_its_initial_quota_before_any_gets_more() -> None:
    made = crawl(site("good.example", *[0.9] * 6), site("fair.example", *[0.5] * 6), sites=1)
    assert made.end() == [*["good.example"] * 3, *["fair.example"] * 3, *["good.example"] * 3, *["fair.example"] * 3]


def test_no_site_gets_more_than_its_initial_quota_while_initial_quotas_may_need_the_pages() -> None:
    made = crawl(site("good.example", *[0.9] * 9), site("later.example", *[0.5] * 9, next_at=130.0), pages=9)
    made.work()
    for _ in range(8):
        made.visit()
        made.work()
    assert made.frontier.sites["good.example"].fetched == 3


def test_unendorsed_sites_come_after_the_others_and_few_at_a_time() -> None:
    unendorsed = [site(f"unknown{number}.example", 0.2, is_endorsed=False) for number in range(20)]
    made = crawl(site("good.example", 0.9), *unendorsed, sites=50)
    made.work()
    assert [made.ask(), made.ask()] == ["good.example", ""]
    made.reply("good.example")
    made.store()
    made.work()
    made.work()
    assert sum(each.is_leased for each in made.frontier.sites.values()) == UNENDORSED_SITES_AT_ONCE


def test_unendorsed_sites_are_not_tried_when_too_many_were_tried_in_vain() -> None:
    made = crawl(site("good.example", 0.9), site("unknown.example", 0.2, is_endorsed=False))
    made.frontier.useful, made.frontier.tried = 0.0, 100.0
    assert made.end() == ["good.example"]


def test_a_crawl_whose_pages_are_used_up_drops_what_is_at_hand_and_ends() -> None:
    made = crawl(site("good.example", *[0.9] * 9), site("fair.example", *[0.5] * 9), pages=5)
    assert len(made.end()) == 5


def test_a_site_that_wants_a_pause_longer_than_a_run_waits_is_given_back_for_that_time() -> None:
    made = crawl(site("busy.example", 0.9, 0.8))
    made.work()
    made.reply(made.ask(), retry_after=1000.0)
    made.store()
    made.work()
    assert made.state.is_over
    assert ReleaseSites({"busy.example": made.now + 1000.0}) in made.frontier.done


def test_a_page_that_comes_back_is_asked_before_the_others_of_its_site() -> None:
    made = crawl(site("good.example", 0.9, 0.8))
    made.work()
    made.render(made.ask())
    first = made.handed_out[0]
    made.now += DELAY
    assert made.ask()
    assert (made.in_flight["good.example"].id, made.handed_out) == (first, [first])
    assert not made.state.repeat("other.example", "9"), "no other worker's site can be asked"


def test_a_site_waits_until_a_better_page_than_those_at_hand_is_stored() -> None:
    made = crawl(site("good.example", 0.5, 0.4))
    made.work()
    made.reply(made.ask(), Seed("http://good.example/write-for-us", "link", priority=0.9))
    made.now += DELAY
    made.work()
    assert made.ask() == ""
    better = LeasedPage(next(IDS), "http://good.example/write-for-us", 0.9, "link", 1)
    made.frontier.sites["good.example"].pages.insert(0, better)
    made.store()
    made.work()
    assert made.ask()
    assert made.in_flight["good.example"] == better


def test_a_home_page_or_another_site_is_nothing_to_wait_for() -> None:
    made = crawl(site("good.example", 0.5, 0.4))
    made.work()
    leads = (Seed("http://good.example/", "link", priority=0.9), Seed("http://other.example/x", "link", priority=0.9))
    made.reply(made.ask(), *leads)
    made.now += DELAY
    assert made.ask() == "good.example"


def test_a_site_whose_lease_was_lost_is_asked_no_more() -> None:
    made = crawl(site("lost.example", 0.9, 0.8), site("kept.example", 0.5, 0.4))
    made.work()
    made.frontier.lost.add("lost.example")
    made.now += LEASE / 2
    made.work()
    assert RenewLeases(("lost.example", "kept.example")) in made.frontier.done
    assert (made.ask(), made.ask()) == ("kept.example", "")


def test_a_request_that_was_not_sent_costs_its_site_no_delay() -> None:
    made = crawl(site("good.example", 0.9, 0.8))
    made.work()
    assert made.state.next() is not None
    made.state.answered("good.example", was_sent=False)
    assert made.state.next() is not None


def test_the_delay_is_the_longer_of_the_niche_and_robots_txt() -> None:
    made = crawl(site("slow.example", 0.9, 0.8))
    made.work()
    assert made.state.next() is not None
    made.state.answered("slow.example", crawl_delay=7.0)
    assert made.state.next_ready() == made.now + 7.0


EVENTS = ("step", "ask", "reply", "render", "wait", "store")
SITES = st.lists(
    st.tuples(st.lists(st.floats(0.1, 1.0), min_size=1, max_size=9), st.booleans(), st.floats(0.0, 120.0)),
    min_size=1,
    max_size=12,
)


@given(
    sites=SITES,
    pages=st.integers(1, 40),
    at_a_time=st.integers(1, 5),
    events=st.lists(st.tuples(st.sampled_from(EVENTS), st.integers(0, 9)), min_size=15, max_size=80),
)
def test_in_any_order_of_events_the_rules_hold_and_the_crawl_ends(
    sites: list[tuple[list[float], bool, float]], pages: int, at_a_time: int, events: list[tuple[str, int]]
) -> None:
    """`Crawl` checks at each step that no rule of asking is broken."""
    made = crawl(
        *(
            site(f"site{number}.example", *priorities, is_endorsed=is_endorsed, next_at=next_at)
            for number, (priorities, is_endorsed, next_at) in enumerate(sites)
        ),
        pages=pages,
        sites=at_a_time,
    )
    for event, amount in events:
        play(made, event, amount)
    for domain in tuple(made.in_flight):
        made.reply(domain)
    made.store()
    made.end()
    all_pages = sum(len(priorities) for priorities, _, _ in sites)
    assert len(made.handed_out) <= min(pages, all_pages)
    assert len(set(made.handed_out)) == len(made.handed_out)


def play(made: Crawl, event: str, amount: int) -> None:
    """Let something happen; `amount` chooses which of several sites, or how many seconds."""
    busy = sorted(made.in_flight)
    if event == "step":
        made.step()
    elif event == "ask":
        made.ask()
    elif event == "store":
        made.store()
    elif event == "wait":
        made.now += amount / 3
    elif busy and event == "reply":
        made.reply(busy[amount % len(busy)], retry_after=[None, 2.0, 30.0, 500.0][amount % 4])
    elif busy:
        made.render(busy[amount % len(busy)])
