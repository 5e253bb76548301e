import pytest

from linkfinder.cli.crawl import progress_line, show_outcome
from linkfinder.crawl.plan import CrawlProgress
from linkfinder.crawl.run import CrawlSummary
from linkfinder.frontier.seed_outcomes import SeedReport


def summary(reason: str = "finished", **counts: int) -> CrawlSummary:
    named = {name.replace("__", "/"): count for name, count in counts.items()}
    return CrawlSummary(reason, named, (SeedReport("http://a.example/"),), queued=7, seconds=12.4)


def test_the_progress_line_shows_pages_sites_findings_queue_and_rate() -> None:
    counts = {"pages": 120, "sites": 14, "found/guest_post": 5, "found/unlinked_mention": 2, "found/broken_link": 0}
    line = progress_line(CrawlProgress(counts, queued=240, rate=31.25))
    assert line == "120 pages on 14 sites; found 5 guest_post, 2 unlinked_mention; 240 queued; 31.2 pages/s"


def test_the_progress_line_knows_a_crawl_that_has_just_begun() -> None:
    assert progress_line(CrawlProgress({}, 3, 0.0)) == "0 pages on 0 sites; found nothing yet; 3 queued; 0.0 pages/s"


def test_the_outcome_ends_with_the_next_step(capfd: pytest.CaptureFixture[str]) -> None:
    show_outcome(summary(pages=9, found__guest_post=2, seen__guest_post=5), "dental")
    said = capfd.readouterr().out
    assert "9 pages read in 12 seconds; 2 new guest_post, 3 seen again." in said
    assert "7 known URLs are left for later" in said
    assert "linkfinder check-links dental" in said


def test_the_next_step_can_be_typed_as_it_stands(capfd: pytest.CaptureFixture[str]) -> None:
    show_outcome(summary(pages=9), "my niches/roses.toml")
    assert "linkfinder check-links 'my niches/roses.toml'" in capfd.readouterr().out


def test_a_finished_crawl_separates_what_is_left_from_what_is_due(capfd: pytest.CaptureFixture[str]) -> None:
    show_outcome(CrawlSummary("finished", {}, (), queued=0, seconds=1.0), "roses")
    assert "left for later" not in capfd.readouterr().out
    show_outcome(CrawlSummary("minutes", {}, (), queued=8, seconds=1.0), "roses")
    assert "8 URLs are queued" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("reason", "words"),
    [("pages", "limits.pages"), ("minutes", "limits.minutes"), ("interrupted", "continues where it stopped")],
)
def test_the_outcome_names_the_reason_for_its_end(capfd: pytest.CaptureFixture[str], reason: str, words: str) -> None:
    show_outcome(summary(reason), "dental")
    assert words in capfd.readouterr().out


def test_pages_that_were_not_drawn_are_counted_with_the_reason(capfd: pytest.CaptureFixture[str]) -> None:
    show_outcome(summary(not_rendered__no_browser=3, not_rendered__run_budget=2), "dental")
    said = capfd.readouterr().out
    assert "3 because no Chromium is installed, 2 beyond limits.render_pages" in said


def test_seeds_that_could_not_be_reached_are_named(capfd: pytest.CaptureFixture[str]) -> None:
    seeds = (SeedReport("http://a.example/"), SeedReport("http://gone.example/\x1b[2J", "dns_nxdomain"))
    show_outcome(CrawlSummary("finished", {}, seeds, 0, 1.0), "dental")
    said = capfd.readouterr()
    assert "1 of 2 seeds could not be reached:\nhttp://gone.example/[2J: dns_nxdomain" in said.err
    assert "Next: " in said.out


def test_when_no_seed_was_reached_the_next_step_is_doctor(capfd: pytest.CaptureFixture[str]) -> None:
    show_outcome(CrawlSummary("finished", {}, (SeedReport("http://gone.example/", "timeout"),), 0, 1.0), "dental")
    said = capfd.readouterr()
    assert "linkfinder doctor" in said.err
    assert "Next: " not in said.out


def test_seeds_beyond_the_limits_of_a_run_are_not_called_unreachable(capsys: pytest.CaptureFixture[str]) -> None:
    seeds = (SeedReport("http://read.example/"), SeedReport("http://later.example/", "not_asked"))
    show_outcome(CrawlSummary("pages", {"pages": 1}, seeds, 1, 1.0), "dental")
    said = capsys.readouterr()
    assert "1 of 2 seeds were not requested yet" in said.out
    assert said.err == ""


def test_a_crawl_without_network_reports_that_last_and_advises_no_next_step(capsys: pytest.CaptureFixture[str]) -> None:
    seeds = tuple(SeedReport(f"http://{name}.example/", "timeout") for name in ("one", "two", "three"))
    show_outcome(CrawlSummary("network_down", {}, seeds, 3, 1.0), "dental")
    said = capsys.readouterr()
    assert "What was not read stays queued" in said.out
    assert "Next: " not in said.out
    assert said.err.splitlines()[-1].startswith("The network or the proxy seems to be down")


def test_pages_that_were_set_aside_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    show_outcome(CrawlSummary("finished", {}, (), 0, 1.0, set_aside=("http://a.example/bomb",)), "dental")
    assert "http://a.example/bomb" in capsys.readouterr().out
