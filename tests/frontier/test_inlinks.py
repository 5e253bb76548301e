from datetime import UTC, datetime

from linkfinder.frontier.inlinks import RECOUNT_AT, InlinkCounter
from linkfinder.model.seed import Seed
from linkfinder.model.visit import Outcome, Visit


def visit(url: str, *leads: str) -> Visit:
    seeds = tuple(Seed(lead, "outlink") for lead in leads)
    return Visit(1, url, datetime(2026, 11, 20, tzinfo=UTC), Outcome.FETCHED, leads=seeds)


def test_a_site_is_worth_counting_when_a_second_one_links_to_it() -> None:
    counter = InlinkCounter()
    assert counter.to_count([visit("http://one.example/", "http://friend.example/")]) == set()
    assert counter.to_count([visit("http://one.example/b", "http://friend.example/c")]) == set()
    assert counter.to_count([visit("http://two.example/", "http://friend.example/")]) == {"friend.example"}
    assert counter.to_count([visit("http://two.example/b", "http://friend.example/")]) == set()


def test_a_site_does_not_count_as_linking_to_itself() -> None:
    counter = InlinkCounter()
    for host in ("one", "two", "three"):
        assert counter.to_count([visit(f"http://{host}.teeth.example/", "http://teeth.example/a")]) == set()


def test_a_site_with_many_inlinks_is_counted_ever_more_seldom() -> None:
    counter = InlinkCounter()
    pages = [visit(f"http://site{number}.example/", "http://friend.example/") for number in range(50)]
    assert sum(bool(counter.to_count([page])) for page in pages) == len(RECOUNT_AT)


def test_only_so_many_sites_are_remembered_those_linked_to_last() -> None:
    counter = InlinkCounter(max_sites=2)
    for linked in ("old", "friend", "new"):
        counter.to_count([visit("http://one.example/", f"http://{linked}.example/")])
    assert counter.to_count([visit("http://two.example/", "http://old.example/")]) == set(), "it was forgotten"
    assert counter.to_count([visit("http://two.example/", "http://new.example/")]) == {"new.example"}
