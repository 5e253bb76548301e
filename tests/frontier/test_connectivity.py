from typing import NamedTuple

from linkfinder.frontier.connectivity import AT_LEAST, ENOUGH, NEVER, CrawlConnectivity, RequestEnd


class Answer(NamedTuple):
    """How a request ended."""

    reason: str
    status: int | None = None


READ = Answer("", 200)
SILENT = Answer("timeout")


def sites(count: int) -> list[str]:
    return [f"site{number}.example" for number in range(count)]


def hear(guard: CrawlConnectivity, answer: Answer, names: list[str]) -> list[bool]:
    return [hear_one(guard, answer, number, name) for number, name in enumerate(names)]


def hear_one(guard: CrawlConnectivity, answer: Answer, page: int, site: str, *, requested: float = 2.0) -> bool:
    """Let the guard hear at second 1 how a request ended that was made at `requested`, usually after all others."""
    return guard.note(RequestEnd(page, site, answer.reason, answer.status, requested, now=1.0))


def test_sites_that_answered_and_are_all_silent_mean_that_the_network_is_down() -> None:
    guard = CrawlConnectivity()
    hear(guard, READ, sites(8))
    assert hear(guard, SILENT, sites(ENOUGH)) == [False] * (ENOUGH - 1) + [True], "it is said once"
    assert guard.is_down
    assert guard.silent_pages == dict(enumerate(sites(ENOUGH)))
    assert not hear_one(guard, SILENT, 99, "late.example")
    assert 99 in guard.silent_pages, "what was on its way counts too"
    hear_one(guard, READ, 99, "late.example")
    assert 99 not in guard.silent_pages, "and what came after all does not"


def test_one_answer_from_anywhere_shows_that_the_network_works() -> None:
    guard = CrawlConnectivity()
    hear(guard, READ, sites(8))
    for _ in range(5):
        hear(guard, SILENT, sites(ENOUGH - 1))
        hear_one(guard, Answer("http_404", 404), 50, "other.example")
    assert not guard.is_down
    assert guard.silent_pages == {}


def test_an_answer_to_an_earlier_request_does_not_show_that_the_network_still_works() -> None:
    guard = CrawlConnectivity()
    hear(guard, READ, sites(8))
    hear(guard, SILENT, sites(ENOUGH - 1))
    hear_one(guard, READ, 50, "slow.example", requested=0.5)
    assert hear_one(guard, SILENT, ENOUGH, "site7.example"), "the fifth silent site, in spite of the answer"
    assert set(guard.silent_pages) == {*range(ENOUGH - 1), ENOUGH}


def test_sites_that_never_answered_are_dead_as_long_as_others_live() -> None:
    guard = CrawlConnectivity()
    hear(guard, READ, ["living.example"])
    assert not any(hear(guard, SILENT, sites(100)))
    assert not guard.is_down


def test_one_site_that_is_silent_page_after_page_says_nothing_of_the_network() -> None:
    guard = CrawlConnectivity()
    hear(guard, READ, sites(8))
    assert not any(hear_one(guard, SILENT, number, "site1.example") for number in range(50))


def test_a_run_in_which_nobody_ever_answered_is_down() -> None:
    guard = CrawlConnectivity()
    hear(guard, SILENT, sites(AT_LEAST - 1))
    assert not guard.is_down, "two sites may be down at the same time"
    hear(guard, SILENT, sites(AT_LEAST))
    assert (guard.is_down, guard.is_tripped) == (True, False), "it ends by itself"
    assert sum(hear(guard, SILENT, sites(NEVER))) == 1


def test_what_a_host_says_is_no_silence() -> None:
    for answer in (
        Answer("robots"),
        Answer("http_503", 503),
        Answer("private_address"),
    ):
        guard = CrawlConnectivity()
        assert not any(hear(guard, answer, sites(40)))
        assert not guard.is_down


def test_names_without_address_end_no_run_early_but_mean_no_network_when_nobody_answers() -> None:
    gone = Answer("dns_nxdomain")
    guard = CrawlConnectivity()
    assert not any(hear(guard, gone, sites(NEVER * 2)))
    assert guard.is_down
    hear_one(guard, READ, 99, "living.example")
    assert not guard.is_down


def test_sites_that_answered_cannot_all_lose_their_names_at_once() -> None:
    guard = CrawlConnectivity()
    hear(guard, READ, sites(8))
    assert hear(guard, Answer("dns_nxdomain"), sites(ENOUGH))[-1]


def test_a_proxy_that_reaches_nobody_answers_for_nobody() -> None:
    gateway, tunnel = Answer("http_502", 502), Answer("proxy_failed")
    guard = CrawlConnectivity(has_proxy=True)
    hear(guard, gateway, sites(2))
    hear(guard, tunnel, sites(4))
    assert guard.is_down
