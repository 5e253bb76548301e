import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from linkfinder.model.niche import Niche, SourceConfig, Topic
from linkfinder.net.http_client import HttpSettings
from linkfinder.net.networks import Networks
from linkfinder.sources import brave, named_files, sitemap
from linkfinder.sources.base import FetchMethod, SourceRequest
from linkfinder.sources.cache import SourceCache
from linkfinder.sources.runner import (
    SourceReport,
    SourceRunSettings,
    plan_sources,
    request_problem,
    run_sources,
    source_keys,
)
from tests.net.conftest import Reply, Web

NOW = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
DENTAL = Niche("dental", topics=(Topic("dental implants"),), seed_urls=(), languages=("en",))
FEED = b"<rss><channel><item><title>t</title><link>https://gums.example/a</link></item></channel></rss>"
Run = Callable[..., list[SourceReport]]


class Waits(list[float]):
    """The seconds that would have been waited."""


@pytest.fixture
def waits() -> Waits:
    return Waits()


@pytest.fixture
def run(http_settings: HttpSettings, waits: Waits, tmp_path: Path) -> Run:
    def asked(
        niche: Niche, *named: SourceConfig, now: datetime = NOW, keys: dict[str, str] | None = None
    ) -> list[SourceReport]:
        settings = SourceRunSettings(http_settings, SourceCache(tmp_path / "kept", now), keys or {}, sleep=waits.append)
        return run_sources(replace(niche, sources=named), settings)

    return asked


def searxng(web: Web, **options: str | int) -> SourceConfig:
    return SourceConfig("searxng", (("base", web.url("")), *options.items()))


def results(*addresses: str) -> Reply:
    return Reply(json.dumps({"results": [{"url": address, "title": "t"} for address in addresses]}).encode())


def test_the_seeds_of_the_niche_file_are_a_source_of_their_own(run: Run) -> None:
    (report,) = run(replace(DENTAL, seed_urls=("https://teeth.example/",)))
    assert (report.name, [seed.url for seed in report.seeds]) == ("listed", ["https://teeth.example/"])
    assert (report.fetched, report.from_cache, report.problems) == (0, 0, ())


def test_a_search_is_asked_page_by_page_with_pauses(run: Run, web: Web, waits: Waits) -> None:
    web.replies["/search"] = [
        results("https://a.example/"),
        results("https://b.example/"),
        results("https://c.example/"),
    ]
    (report,) = run(DENTAL, searxng(web, queries=2, pages=2))
    assert [seed.url for seed in report.seeds][:2] == ["https://a.example/", "https://b.example/"]
    assert report.fetched == 4
    assert [("pageno=2" in path) for path in web.paths] == [False, False, True, True]
    assert waits == [5.0] * 3


def test_a_second_run_asks_nothing_twice_until_the_time_is_over(run: Run, web: Web) -> None:
    web.replies["/search"] = results("https://a.example/")
    first = run(DENTAL, searxng(web, queries=1))[0]
    second = run(DENTAL, searxng(web, queries=1))[0]
    assert (first.fetched, second.fetched, second.from_cache) == (1, 0, 1)
    assert first.seeds == second.seeds
    assert run(DENTAL, searxng(web, queries=1), now=datetime(2026, 11, 21, 7, 0, tzinfo=UTC))[0].fetched == 1


def test_a_source_that_fails_says_so_and_the_others_go_on(run: Run, web: Web) -> None:
    web.replies["/robots.txt"] = Reply(b"", 404)
    web.replies["/feed"] = Reply(FEED)
    reports = run(
        DENTAL,
        SourceConfig("brave"),
        SourceConfig("serxng"),
        SourceConfig("feed", (("url", "x"),)),
        SourceConfig("feed"),
        SourceConfig("feed", (("urls", ("http://gone.invalid/robots.txt", web.url("/feed"))),)),
    )
    assert [report.problems for report in reports] == [
        ("brave: no key; set the environment variable LINKFINDER_BRAVE_KEY, or take the source out",),
        ('source "serxng" is unknown; did you mean "searxng"?',),
        ('source "feed": url: unknown key; did you mean "urls"?',),
        ("feed: there is nothing to ask; set urls or files",),
        ("feed: http://gone.invalid/robots.txt: gone.invalid does not exist",),
    ]
    assert [seed.url for seed in reports[-1].seeds] == ["https://gums.example/a"]


def test_an_answer_that_cannot_be_read_is_not_kept(run: Run, web: Web) -> None:
    web.replies["/search"] = [Reply(b"<html>busy</html>"), results("https://a.example/")]
    assert "not answered with JSON" in run(DENTAL, searxng(web, queries=1))[0].problems[0]
    assert run(DENTAL, searxng(web, queries=1))[0].problems == ()


def test_a_source_that_is_down_is_left_after_three_failures(run: Run, web: Web) -> None:
    web.replies["/search"] = Reply(b"", 500)
    (report,) = run(DENTAL, searxng(web, queries=8))
    assert len(web.asked) == 3
    assert report.problems[0].endswith("HTTP 500")
    assert report.problems[-1] == "searxng: left after 3 failures in a row; 5 questions were not asked"


def test_a_good_answer_between_failures_keeps_a_source_going(run: Run, web: Web) -> None:
    bad, good = Reply(b"", 500), results("https://a.example/")
    web.replies["/search"] = [bad, bad, good, bad, bad, good]
    (report,) = run(DENTAL, searxng(web, queries=6))
    assert (len(report.seeds), len(report.problems)) == (2, 4)


def test_a_busy_service_gets_the_pause_it_asks_for(run: Run, web: Web, waits: Waits) -> None:
    web.replies["/search"] = [
        Reply(b"", 429, {"Retry-After": "7"}),
        Reply(b"", 503, {"Retry-After": "Fri, 20 Nov 2026 07:00:00 +99999999999999"}),
        results("https://a.example/"),
    ]
    (report,) = run(DENTAL, searxng(web, queries=1))
    assert (len(report.seeds), report.problems) == (1, ())
    assert waits == [7.0, 5.0, 20.0, 5.0]


def test_a_service_that_asks_for_an_hour_is_left_alone(run: Run, web: Web, waits: Waits) -> None:
    web.replies["/search"] = Reply(b"", 429, {"Retry-After": "3600"})
    (report,) = run(DENTAL, searxng(web, queries=3))
    assert report.problems == (
        "searxng: the service asks to wait 3600 seconds; run discover again later",
        "searxng: left; 2 questions were not asked",
    )
    assert (len(web.asked), waits) == (1, [])


def test_a_service_that_stays_busy_is_a_failure(run: Run, web: Web) -> None:
    web.replies["/search"] = Reply(b"", 429)
    (report,) = run(DENTAL, searxng(web, queries=1))
    assert len(web.asked) == 3
    assert report.problems[0].endswith("HTTP 429")


def test_a_refused_key_names_the_variable_and_never_the_key(
    run: Run, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(brave, "_ADDRESS", web.url("/res"))
    web.replies["/res"] = Reply(b"", 401)
    (report,) = run(DENTAL, SourceConfig("brave", (("queries", 2),)), keys={"LINKFINDER_BRAVE_KEY": "s3cret"})
    assert report.problems == (
        "brave: the key was refused (HTTP 401); check LINKFINDER_BRAVE_KEY",
        "brave: left; 1 question was not asked",
    )
    assert web.asked[0][1]["x-subscription-token"] == "s3cret"


def test_robots_is_asked_for_pages_and_not_for_services(run: Run, web: Web, waits: Waits) -> None:
    web.replies["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 4\nDisallow: /secret\n")
    web.replies["/search"] = results("https://a.example/")
    web.replies["/feed"] = Reply(FEED)
    feeds = SourceConfig("feed", (("urls", (web.url("/feed"), web.url("/secret"), web.url("/feed?2"))),))
    feed_report, search_report = run(DENTAL, feeds, searxng(web, queries=1))
    assert web.paths[:2] == ["/robots.txt", "/feed"]
    assert "/secret" not in web.paths
    assert feed_report.problems[0].endswith("because the site's robots.txt forbids it")
    assert (len(search_report.seeds), waits) == (1, [4.0])


def test_a_service_in_a_private_network_is_left_at_once_with_its_remedy(
    run: Run, web: Web, http_settings: HttpSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    object.__setattr__(http_settings, "networks", Networks())
    (report,) = run(DENTAL, searxng(web, queries=3))
    refused, left = report.problems
    assert refused.startswith('searxng: dental implants "write for us": 127.0.0.1 is not a public address; name the')
    assert left == "searxng: left; 2 questions were not asked"


def test_a_page_in_a_private_network_does_not_keep_others_from_being_asked(run: Run, web: Web) -> None:
    web.replies["/robots.txt"] = Reply(b"", 404)
    web.replies["/feed"] = Reply(FEED)
    (report,) = run(DENTAL, SourceConfig("feed", (("urls", ("http://10.0.0.1/feed", web.url("/feed"))),)))
    assert (len(report.seeds), len(report.problems)) == (1, 1)


def test_a_source_whose_answers_name_nothing_says_so(run: Run, web: Web) -> None:
    web.replies["/search"] = results()
    (report,) = run(DENTAL, searxng(web, queries=1))
    assert report.problems == ("searxng: answered, but named no address",)


@pytest.mark.parametrize("name", ["feed", "opml", "site_list"])
def test_what_is_no_address_is_told_and_the_others_are_asked(run: Run, web: Web, name: str) -> None:
    (report,) = run(DENTAL, SourceConfig(name, (("urls", ("not an address", web.url("/gone"))),)))
    assert report.problems[0] == f"{name}: not an address: not a web address; write it like https://example.org/"
    assert "/gone" in web.paths


def test_what_cannot_be_answered_is_known_without_asking(tmp_path: Path) -> None:
    there = tmp_path / "a.csv"
    there.write_text("a")
    assert request_problem(SourceRequest(str(there), "why", FetchMethod.FILE)) == ""
    assert request_problem(SourceRequest("https://a.example/", "why")) == ""
    assert request_problem(SourceRequest("https://data.example/x.parquet", "why", FetchMethod.SQL)) == ""
    assert request_problem(SourceRequest("", "listed", FetchMethod.INLINE)) == ""
    assert "a folder; name its files, for example" in request_problem(
        SourceRequest(str(tmp_path), "why", FetchMethod.FILE)
    )
    assert "no such file" in request_problem(SourceRequest(str(tmp_path / "b.csv"), "why", FetchMethod.FILE))
    assert "no such file" in request_problem(SourceRequest(str(tmp_path / "b.parquet"), "why", FetchMethod.SQL))
    assert "not a web address" in request_problem(SourceRequest("b", "why"))


def test_lines_that_name_no_address_are_told_beside_what_was_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("gums.example\nask Anna\n")
    niche = replace(DENTAL, path=str(tmp_path / "dental.toml"))
    (report,) = run(niche, SourceConfig("listed", (("files", ("a.txt",)),)))
    assert [seed.url for seed in report.seeds] == ["https://gums.example/"]
    (problem,) = report.problems
    assert 'a.txt: no address in line 2, "ask Anna"; write https://example.org/ or example.org' in problem


def test_a_site_without_robots_txt_gives_the_sitemap_in_the_usual_place(run: Run, web: Web) -> None:
    web.replies["/sitemap.xml"] = Reply(b"<urlset><url><loc>/write-for-us</loc></url></urlset>")
    (report,) = run(DENTAL, SourceConfig("sitemap", (("urls", (web.url("/"),)),)))
    assert ([seed.url for seed in report.seeds], report.problems) == ([web.url("/write-for-us")], ())


def test_files_are_read_beside_the_niche_file(run: Run, tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv"):
        (tmp_path / name).write_text(f"domain\n{name[0]}.example\n")
    niche = replace(DENTAL, path=str(tmp_path / "dental.toml"))
    found, missing = run(
        niche,
        SourceConfig("prospects", (("files", ("*.csv",)),)),
        SourceConfig("prospects", (("files", ("no.csv", "x*.csv")),)),
    )
    assert [seed.url for seed in found.seeds] == ["https://a.example/", "https://b.example/"]
    assert len(missing.problems) == 2
    assert missing.problems[0].endswith("no such file; its place is counted from the niche file's folder")


def test_too_large_a_file_is_refused(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(named_files, "_MAX_FILE_BYTES", 3)
    (tmp_path / "a.csv").write_text("domain\n")
    niche = replace(DENTAL, path=str(tmp_path / "dental.toml"))
    assert "larger than" in run(niche, SourceConfig("prospects", (("files", ("a.csv",)),)))[0].problems[0]


def test_the_limit_of_a_source_holds_whatever_its_answers_lead_to(
    run: Run, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = "".join(f"<sitemap><loc>/{number}.xml</loc></sitemap>" for number in range(50))
    web.replies["/robots.txt"] = Reply(b"", 404)
    web.replies["/sitemap.xml"] = Reply(f"<sitemapindex>{index}</sitemapindex>".encode())
    for number in range(50):
        web.replies[f"/{number}.xml"] = Reply(f"<urlset><url><loc>/page{number}</loc></url></urlset>".encode())
    monkeypatch.setattr(sitemap, "TERMS", replace(sitemap.TERMS, max_requests=10))
    (report,) = run(DENTAL, SourceConfig("sitemap", (("urls", (web.url("/sitemap.xml"),)),)))
    assert (report.fetched, len(report.seeds)) == (10, 9)


def test_the_plan_names_questions_and_problems_and_asks_nothing(web: Web) -> None:
    niche = replace(
        DENTAL, seed_urls=("https://a.example/",), sources=(searxng(web, queries=3), SourceConfig("mojeek"))
    )
    listed, search, mojeek = plan_sources(niche, {})
    assert (listed.name, len(search.requests), mojeek.requests) == ("listed", 3, ())
    assert "LINKFINDER_MOJEEK_KEY" in mojeek.problem
    assert web.asked == []


def test_only_the_sources_keys_are_taken_from_the_environment() -> None:
    environ = {"LINKFINDER_BRAVE_KEY": "a", "LINKFINDER_MOJEEK_KEY": "", "HOME": "/x"}
    assert source_keys(environ) == {"LINKFINDER_BRAVE_KEY": "a"}
