import os
from configparser import ConfigParser
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from scrapy.utils.misc import load_object

from linkfinder.crawl import run, settings
from linkfinder.crawl.logs import SilentLogFormatter
from linkfinder.crawl.run import CrawlOptions, CrawlSummary, _seeds, _settings
from linkfinder.errors import LinkfinderError, NetworkSettingsError
from linkfinder.frontier.seed_outcomes import SeedReport
from linkfinder.model.niche import Limits, Niche, Sender, Topic
from linkfinder.model.seed import Seed
from linkfinder.version import version

HOME = "http://teeth.example/"


def niche(**facts: Any) -> Niche:
    return Niche("dental", (Topic("teeth"),), (HOME,), **facts)


def options(found: Niche | None = None, **facts: Any) -> CrawlOptions:
    return CrawlOptions(niche=found or niche(), database_url="sqlite://", run_id=1, **({"environ": {}} | facts))


def wish(environ: dict[str, str]) -> CrawlOptions:
    return options(environ=environ)


def components() -> list[str]:
    names: list[str] = [settings.SCHEDULER, settings.TWISTED_DNS_RESOLVER]
    for table in (
        settings.DOWNLOADER_MIDDLEWARES,
        settings.SPIDER_MIDDLEWARES,
        settings.ITEM_PIPELINES,
        settings.EXTENSIONS,
        settings.DOWNLOAD_HANDLERS,
    ):
        entries: dict[str, Any] = dict(table)
        names += [
            value if isinstance(value, str) else name for name, value in entries.items() if "." in f"{name}{value}"
        ]
    return names


@pytest.mark.parametrize("name", components())
def test_every_component_that_the_settings_name_is_there(name: str) -> None:
    assert load_object(name)


def test_interfaces_that_a_crawler_does_not_need_are_off() -> None:
    assert settings.REMOTE_CONTROL_ENABLED is False
    assert settings.TELNETCONSOLE_ENABLED is False
    assert settings.COOKIES_ENABLED is False
    assert [scheme for scheme, handler in settings.DOWNLOAD_HANDLERS.items() if handler is None] == [
        "file",
        "ftp",
        "s3",
        "data",
    ]


def test_lines_for_answers_are_made_only_for_a_log(tmp_path: Path) -> None:
    assert _settings(options())["LOG_FORMATTER"] is SilentLogFormatter
    assert _settings(options(log_file=tmp_path / "crawl.log"))["LOG_FORMATTER"] == "scrapy.logformatter.LogFormatter"


def test_the_crawler_says_who_it_is_and_how_to_complain() -> None:
    named = options(niche(sender=Sender(contact="https://agency.example/robot"), limits=Limits(delay=2.5)))
    assert _settings(named)["USER_AGENT"] == f"linkfinder/{version()} (+https://agency.example/robot)"
    assert _settings(named).getfloat("DOWNLOAD_DELAY") == 2.5
    assert _settings(options())["USER_AGENT"] == f"linkfinder/{version()}"
    company = options(niche(sender=Sender(email="ada@agency.example", company="Agency")))
    assert _settings(company)["USER_AGENT"] == f"linkfinder/{version()} (+ada@agency.example; Agency)"


def test_the_environment_is_handed_on_and_nothing_else_of_it() -> None:
    environ = {"HTTP_PROXY": "http://proxy.example:1", "no_proxy": "a.example", "SECRET": "x", "https_proxy": ""}
    found = _settings(wish(environ))
    assert found.getdict("LINKFINDER_ENVIRON") == {"http_proxy": "http://proxy.example:1", "no_proxy": "a.example"}


def test_a_proxy_that_the_crawl_cannot_use_is_said_before_it_starts() -> None:
    with pytest.raises(LinkfinderError, match="the crawl speaks to HTTP proxies only"):
        _settings(wish({"https_proxy": "socks5://p.example:1"}))
    with pytest.raises(NetworkSettingsError, match="is no network"):
        _settings(wish({"LINKFINDER_ALLOW_NETWORKS": "home"}))


def test_seeds_are_asked_as_written_each_once_the_users_own_first() -> None:
    found = (
        Seed(f"{HOME}#top", "searxng", "found", 0.4),
        Seed("http://other.example/?z=1&a=2", "searxng", "found", 0.4),
        Seed("http://other.example/?a=2&z=1", "sitemap", "found again", 0.4),
    )
    seeds = _seeds(options(seeds=found))
    assert [(seed.url, seed.source, seed.priority) for seed in seeds] == [
        (HOME, "listed", 1.0),
        ("http://other.example/?z=1&a=2", "searxng", 0.4),
    ]


def test_a_seed_that_is_no_address_is_left_out_and_named(caplog: pytest.LogCaptureFixture) -> None:
    assert len(_seeds(options(seeds=(Seed("mailto:a@b.example", "searxng"),)))) == 1
    assert "only http and https can be visited" in caplog.text


def test_a_niche_file_that_changed_has_its_pages_read_anew(tmp_path: Path) -> None:
    file = tmp_path / "dental.toml"
    file.write_text("")
    os.utime(file, (1_000_000_000, 1_000_000_000))
    changed = run._changed(niche(path=str(file)))
    assert changed is not None
    assert changed.timestamp() == 1_000_000_000
    assert run._changed(niche(path=str(tmp_path / "gone.toml"))) is None
    assert run._changed(niche()) is None


def test_a_second_crawl_in_one_process_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "is_reactor_installed", lambda: True)
    with pytest.raises(LinkfinderError, match="this process has run a crawl already"):
        run.crawl_niche(options())


def test_a_summary_says_which_seeds_gave_nothing() -> None:
    seeds = (SeedReport(HOME), SeedReport("http://gone.example/", "dns_nxdomain"))
    summary = CrawlSummary("finished", {}, seeds, 0, 1.0)
    assert summary.unreachable == (seeds[1],)
    assert not summary.has_reached_none
    assert CrawlSummary("finished", {}, seeds[1:], 0, 1.0).has_reached_none
    assert not CrawlSummary("finished", {}, (), 0, 1.0).has_reached_none
    assert CrawlSummary("interrupted", {}, (), 0, 1.0).is_interrupted


def test_a_seed_that_was_not_asked_is_not_unreachable() -> None:
    waiting = SeedReport("http://later.example/", "not_asked")
    summary = CrawlSummary("pages", {}, (SeedReport(HOME), waiting), 0, 1.0)
    assert (summary.unreachable, summary.not_asked) == ((), (waiting,))
    assert not CrawlSummary("interrupted", {}, (waiting,), 0, 1.0).has_reached_none
    gone = SeedReport("http://gone.example/", "dns_nxdomain")
    assert CrawlSummary("pages", {}, (gone, waiting), 0, 1.0).has_reached_none


def test_scrapys_own_command_finds_the_project() -> None:
    config = ConfigParser()
    config.read(Path(__file__).resolve().parents[2] / "scrapy.cfg")
    assert import_module(config["settings"]["default"]) is settings
