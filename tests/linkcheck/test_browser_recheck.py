"""What a browser's look changes, told without a browser."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from linkfinder.linkcheck.browser_recheck import RenderedPage, needs_browser_recheck, rechecked, with_browser_recheck
from linkfinder.model.check import DEAD_VERDICTS, LinkCheck, Verdict
from tests.linkcheck.hostile import page

URL = "http://clinic.example/guides/implant-aftercare"
DEAD = LinkCheck(URL, Verdict.DEAD_HTTP, "http_404", 404, URL, confidence=0.85)
PAGE = RenderedPage(URL, 200, URL, {"content-type": "text/html; charset=iso-8859-1"}, page("Implant aftercare"))


def test_a_page_that_only_a_browser_gets_is_alive() -> None:
    saved = rechecked(DEAD, PAGE)
    assert (saved.verdict, saved.reason, saved.status, saved.confidence) == (
        Verdict.ALIVE, "seen_by_browser", 200, 0.8,
    )  # fmt: skip
    assert "http_404" in saved.note


def test_where_the_browser_was_sent_is_told() -> None:
    there = "http://clinic.example/advice/implant-aftercare"
    saved = rechecked(DEAD, replace(PAGE, final_url=there))
    assert (saved.final_url, saved.chain) == (there, (there,))


def test_bot_protection_in_the_browser_is_blocked() -> None:
    challenge = RenderedPage(URL, 403, URL, {"cf-mitigated": "challenge"}, "<title>Just a moment...</title>")
    assert (rechecked(DEAD, challenge).verdict, rechecked(DEAD, challenge).reason) == (
        Verdict.BLOCKED,
        "bot_protection_cloudflare",
    )


@pytest.mark.parametrize(
    "sight",
    [
        replace(PAGE, status=404),
        replace(PAGE, html=page("Page not found")),
        replace(PAGE, html=page("Slot gacor dan judi online terpercaya")),
        replace(PAGE, final_url="http://clinic.example/"),
        replace(PAGE, final_url="http://clinic.example/404", html=page("Implants")),
        replace(PAGE, status=500),
    ],
)
def test_what_is_dead_in_a_browser_too_stays_as_it_was_found(sight: RenderedPage) -> None:
    assert rechecked(DEAD, sight) == DEAD


def test_a_browser_is_wanted_for_dead_links_that_a_server_spoke_of() -> None:
    wanted = {verdict for verdict in Verdict if needs_browser_recheck(replace(DEAD, verdict=verdict))}
    assert wanted == DEAD_VERDICTS
    assert not needs_browser_recheck(replace(DEAD, verdict=Verdict.DEAD_DNS, status=None))
    assert not needs_browser_recheck(replace(DEAD, reason="http_410", status=410))


def test_every_check_comes_once_and_the_rechecked_ones_last() -> None:
    opened: list[str] = []

    def render(urls: Sequence[str]) -> Iterator[RenderedPage]:
        opened.extend(urls)
        yield replace(PAGE, url=urls[1], final_url=urls[1])  # the first could not be opened

    dead = [replace(DEAD, url=f"{URL}/{number}") for number in range(3)]
    alive = LinkCheck(URL, Verdict.ALIVE, "http_200", 200)
    found = list(with_browser_recheck([*dead, alive], render, limit=2))
    assert opened == [dead[0].url, dead[1].url]
    assert [check.verdict for check in found] == [
        Verdict.DEAD_HTTP, Verdict.ALIVE, Verdict.ALIVE, Verdict.DEAD_HTTP,
    ]  # fmt: skip
    assert {check.url for check in found} == {URL, *(check.url for check in dead)}


def test_no_browser_is_started_when_nothing_is_doubtful() -> None:
    def render(_urls: Sequence[str]) -> Iterator[RenderedPage]:
        raise AssertionError

    assert len(list(with_browser_recheck([LinkCheck(URL, Verdict.ALIVE, "http_200", 200)], render))) == 1
