"""Which seeds answered and which did not."""

from datetime import UTC, datetime

from linkfinder.frontier.seed_outcomes import NOT_REQUESTED, REDIRECT_REASON, SeedOutcomes
from linkfinder.model.seed import Seed
from linkfinder.model.visit import Outcome, Visit

A, B = "http://a.example/", "http://b.example/"
NOW = datetime(2026, 1, 2, tzinfo=UTC)


def visit(url: str, outcome: Outcome, reason: str = "", leads_to: str = "") -> Visit:
    leads = (Seed(leads_to, "redirect"),) if leads_to else ()
    return Visit(1, url, NOW, outcome, reason, leads=leads)


def reasons(book: SeedOutcomes) -> dict[str, str]:
    return {report.url: report.reason for report in book.reports}


def test_a_seed_is_reached_when_it_was_read() -> None:
    book = SeedOutcomes([A, B])
    book.record(visit(A, Outcome.FETCHED))
    assert reasons(book) == {A: "", B: NOT_REQUESTED}


def test_a_seed_that_failed_says_why() -> None:
    book = SeedOutcomes([A])
    book.record(visit(A, Outcome.FAILED, "dns_nxdomain"))
    assert reasons(book) == {A: "dns_nxdomain"}


def test_a_seed_is_known_in_any_spelling_and_named_as_it_was_given() -> None:
    book = SeedOutcomes([f"{A}?z=1&b=2"])
    book.record(visit(f"{A}?b=2&z=1", Outcome.FETCHED))
    assert reasons(book) == {f"{A}?z=1&b=2": ""}


def test_a_seed_stands_or_falls_with_where_it_leads() -> None:
    book = SeedOutcomes([A])
    book.record(visit(A, Outcome.DROPPED, REDIRECT_REASON, B))
    book.record(visit(B, Outcome.FETCHED))
    assert reasons(book) == {A: ""}


def test_a_seed_that_leads_to_another_seed_is_reached_with_it_whichever_came_first() -> None:
    for first, second in ((A, B), (B, A)):
        book = SeedOutcomes([A, B])
        for url in (first, second):
            book.record(visit(A, Outcome.DROPPED, REDIRECT_REASON, B) if url == A else visit(B, Outcome.FETCHED))
        assert reasons(book) == {A: "", B: ""}


def test_seeds_that_lead_to_each_other_end() -> None:
    book = SeedOutcomes([A, B])
    book.record(visit(A, Outcome.DROPPED, REDIRECT_REASON, B))
    book.record(visit(B, Outcome.DROPPED, REDIRECT_REASON, A))
    assert reasons(book) == {A: NOT_REQUESTED, B: NOT_REQUESTED}
