from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from linkfinder.linkcheck.confirmation import ConfirmedCheck, PreviousCheck, confirm_check
from linkfinder.model.check import LinkCheck, Verdict

DAY = timedelta(days=1)
START = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
URL = "http://clinic.example/guide"
GONE = LinkCheck(URL, Verdict.DEAD_HTTP, "http_404", status=404, confidence=0.85)
SILENT = LinkCheck(URL, Verdict.UNKNOWN, "connect_timeout", confidence=0.3)
REFUSED = LinkCheck(URL, Verdict.DEAD_HOST, "connect_refused", confidence=0.4)
ERROR = LinkCheck(URL, Verdict.UNKNOWN, "http_500", status=500, confidence=0.3)
ALIVE = LinkCheck(URL, Verdict.ALIVE, "http_200", status=200, confidence=0.9)
WALL = LinkCheck(URL, Verdict.BLOCKED, "bot_protection_cloudflare", status=403, confidence=0.8)


def over(*answers: tuple[float, LinkCheck]) -> ConfirmedCheck:
    """Return what stands after answers that came so many days after the start."""
    past: PreviousCheck | None = None
    standing: ConfirmedCheck | None = None
    for days, answer in answers:
        now = START + days * DAY
        standing = confirm_check(answer, now, past)
        past = PreviousCheck(standing.check, now, standing.first_dead)
    assert standing is not None
    return standing


def test_a_404_is_dead_at_once_and_surer_every_day() -> None:
    first, second, third = over((0, GONE)), over((0, GONE), (1, GONE)), over((0, GONE), (1, GONE), (4, GONE))
    assert [standing.check.verdict for standing in (first, second, third)] == [Verdict.DEAD_HTTP] * 3
    assert [standing.check.confirmations for standing in (first, second, third)] == [1, 2, 3]
    assert first.check.confidence < second.check.confidence < third.check.confidence
    assert second.check.confidence > 0.9
    assert third.first_dead == START


def test_the_same_bad_hour_does_not_confirm_itself() -> None:
    assert over((0, GONE), (0.05, GONE), (0.1, GONE)).check.confirmations == 1


def test_many_checks_on_one_day_count_by_the_days_that_pass() -> None:
    hourly = [(hour / 24, GONE) for hour in range(50)]
    assert over(*hourly).check.confirmations == 3


def test_a_dead_link_is_asked_again_after_one_three_and_seven_days_and_then_monthly() -> None:
    waits = []
    answers: list[tuple[float, LinkCheck]] = []
    day = 0.0
    for _ in range(4):
        answers.append((day, GONE))
        standing = over(*answers)
        waits.append((standing.next_check - START - day * DAY).total_seconds() / 86_400)
        day += waits[-1]
    assert [round(wait + 0.2) for wait in waits[:3]] == [1, 3, 7]
    assert 26 < waits[3] < 34


def test_a_daily_run_that_starts_some_minutes_earlier_finds_yesterdays_link_due() -> None:
    assert over((0, GONE)).next_check < START + DAY - timedelta(minutes=30)


@pytest.mark.parametrize("silent", [SILENT, REFUSED])
def test_a_silent_host_is_dead_only_after_three_runs_over_a_week(silent: LinkCheck) -> None:
    assert over((0, silent)).check.verdict is Verdict.UNKNOWN
    assert over((0, silent), (1, silent), (4, silent)).check.verdict is Verdict.UNKNOWN
    week = over((0, silent), (1, silent), (4, silent), (11, silent))
    assert (week.check.verdict, week.check.reason) == (Verdict.DEAD_HOST, silent.reason)
    assert week.check.confidence > 0.6
    assert "more than a week" in week.check.note
    assert over((0, silent), (8, silent)).check.verdict is Verdict.UNKNOWN


def test_one_silence_is_like_another() -> None:
    first_byte = replace(SILENT, reason="first_byte_timeout")
    assert over((0, REFUSED), (1, first_byte), (4, SILENT), (11, REFUSED)).check.verdict is Verdict.DEAD_HOST


def test_an_error_that_stays_for_a_week_is_dead() -> None:
    other = replace(ERROR, reason="http_502", status=502)
    standing = over((0, ERROR), (1, other), (4, ERROR), (11, ERROR))
    assert (standing.check.verdict, standing.check.reason) == (Verdict.DEAD_5XX, "http_500")
    assert over((0, ERROR), (1, ERROR), (2, ERROR)).check.verdict is Verdict.UNKNOWN


def test_a_page_that_lives_again_is_alive_and_forgets_its_troubles() -> None:
    standing = over((0, GONE), (1, GONE), (4, ALIVE))
    assert (standing.check.verdict, standing.check.confirmations, standing.first_dead) == (Verdict.ALIVE, 1, None)
    assert over((0, GONE), (1, ALIVE), (2, GONE)).check.confirmations == 1


@pytest.mark.parametrize("answer", [WALL, ERROR, SILENT, REFUSED, replace(SILENT, reason="network_down")])
def test_a_check_that_says_nothing_leaves_a_dead_verdict_as_it_was(answer: LinkCheck) -> None:
    before = over((0, GONE), (1, GONE))
    after = over((0, GONE), (1, GONE), (4, answer))
    assert (after.check, after.first_dead) == (before.check, before.first_dead)


def test_one_dead_verdict_may_become_another() -> None:
    parked = replace(GONE, verdict=Verdict.PARKED, reason="parked_page", status=200)
    standing = over((0, GONE), (1, parked))
    assert (standing.check.verdict, standing.check.confirmations, standing.first_dead) == (Verdict.PARKED, 2, START)


def test_a_host_that_was_silent_and_then_is_gone_has_died_now() -> None:
    nxdomain = replace(GONE, verdict=Verdict.DEAD_DNS, reason="dns_nxdomain", status=None)
    standing = over((0, SILENT), (1, nxdomain))
    assert (standing.check.confirmations, standing.first_dead) == (1, START + DAY)


def test_no_certainty_is_whole() -> None:
    days = [(float(day), GONE) for day in range(60)]
    assert over(*days).check.confidence == 0.99


@pytest.mark.parametrize(
    ("check", "low", "high"),
    [(ALIVE, 26, 34), (WALL, 6, 7), (replace(WALL, retry_after=3600), 0.8, 0.9), (ERROR, 0.8, 1)],
)
def test_other_answers_are_kept_for_their_time(check: LinkCheck, low: float, high: float) -> None:
    assert low * DAY < over((0, check)).next_check - START < high * DAY


def test_living_links_are_not_all_due_on_one_day() -> None:
    due = {over((0, replace(ALIVE, url=f"{URL}/{number}"))).next_check for number in range(50)}
    assert len(due) > 3


def test_a_clock_that_was_put_back_does_no_harm() -> None:
    assert over((5, GONE), (0, GONE)).check.confirmations == 1
