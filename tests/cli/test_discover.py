"""`linkfinder discover`, with files as sources: no network."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from rich.console import Console

from linkfinder.cli import terminal
from linkfinder.storage import runs
from linkfinder.storage.frontier import FrontierState
from linkfinder.storage.session import read_only_session
from linkfinder.storage.tables import FrontierRow, FrontierSiteRow
from tests.cli.conftest import NICHE, Type

SOURCES = """
[[sources]]
name = "prospects"
files = ["list.csv"]

[[sources]]
name = "backlinks"
files = ["rival.csv"]
of = "rival.example"

[[sources]]
name = "mojeek"
"""


@pytest.fixture
def niches(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The niche `teeth` with two lists beside it and a search service without a key."""
    monkeypatch.delenv("LINKFINDER_MOJEEK_KEY", raising=False)
    niches = folder / "niches"
    (niches / "teeth.toml").write_text(NICHE + SOURCES, encoding="utf-8")
    (niches / "list.csv").write_text("domain,notes\ngums.example,[red]nice\x1b[2J\nfacebook.com,\n", encoding="utf-8")
    (niches / "rival.csv").write_text(
        "Linking page,Last crawled\nhttps://gums.example/links,x\nhttps://enamel.example/,x\n", encoding="utf-8"
    )
    return niches


def queued(database: sa.Engine) -> dict[str, int]:
    with read_only_session(database) as opened:
        rows = opened.execute(
            sa.select(FrontierRow.url, FrontierRow.depth).where(FrontierRow.state == FrontierState.QUEUED)
        )
        return {row.url: row.depth for row in rows}


def test_sites_are_ranked_with_reasons_and_queued(typed: Type, niches: Path, database: sa.Engine) -> None:
    ended = typed("discover", "teeth")
    assert ended.code == 0
    places = [ended.out.index(site) for site in ("blog.example", "gums.example", "enamel.example")]
    assert places == sorted(places)
    assert "on the list list.csv: [red]nice" in ended.out
    assert "links to rival.example" in ended.out
    assert "Left out: 1 site, too big: social network" in ended.out
    assert "Next: linkfinder crawl teeth" in ended.out
    assert "\x1b[2J" not in ended.out
    assert queued(database) == {
        "http://blog.example/": 0,
        "https://gums.example/": 0,
        "https://gums.example/links": 0,
        "https://enamel.example/": 1,
    }


def test_top_limits_the_sites_that_are_shown_and_all_are_queued(typed: Type, niches: Path, database: sa.Engine) -> None:
    shown = typed("discover", "teeth", "--top", "1").out
    assert "blog.example" in shown or "gums.example" in shown
    assert "enamel.example" not in shown
    assert any("enamel.example" in url for url in queued(database))


def test_the_error_of_a_source_is_shown_and_does_not_fail_the_run(
    typed: Type, niches: Path, database: sa.Engine
) -> None:
    ended = typed("discover", "teeth")
    assert "set the environment variable LINKFINDER_MOJEEK_KEY" in ended.err
    with read_only_session(database) as opened:
        (run,) = runs.list_runs(opened, "teeth")
    assert (run.command, run.state, run.counts) == ("discover", "done", {"sites": 3, "seeds": 4, "dropped": 1})


def test_programs_get_everything(typed: Type, niches: Path) -> None:
    lines = [json.loads(line) for line in typed("discover", "teeth", "--json").out.splitlines()]
    first = next(line for line in lines if line["site"] == "gums.example")
    assert first["sources"] == ["backlinks", "prospects"]
    assert first["urls"] == ["https://gums.example/", "https://gums.example/links"]
    assert {"site": "facebook.com", "dropped": "too big: social network", "urls": 1} in lines


def test_a_dry_run_shows_what_would_be_requested_and_stores_nothing(
    typed: Type, niches: Path, database: sa.Engine
) -> None:
    ended = typed("discover", "teeth", "--dry-run")
    assert ended.code == 0
    rows = [line.split() for line in ended.out.splitlines()]
    assert ["prospects", "1", "file", "nothing"] in rows
    assert ["prospects", "niches/list.csv"] in rows
    assert "LINKFINDER_MOJEEK_KEY" in ended.err
    assert queued(database) == {}
    with read_only_session(database) as opened:
        assert runs.list_runs(opened) == []
        assert opened.scalar(sa.select(sa.func.count()).select_from(FrontierSiteRow)) == 0


def test_a_dry_run_names_files_that_do_not_exist(typed: Type, niches: Path) -> None:
    (niches / "rival.csv").unlink()
    ended = typed("discover", "teeth", "--dry-run")
    assert ended.code == 0
    assert "backlinks: niches/rival.csv: no such file; its place is counted from the niche file's folder" in ended.err


def test_a_dry_run_without_a_usable_source_is_exit_code_3(typed: Type, niches: Path) -> None:
    (niches / "teeth.toml").write_text(
        'name = "teeth"\n[[topics]]\nphrase = "teeth"\n[[sources]]\nname = "mojeek"\n', encoding="utf-8"
    )
    ended = typed("discover", "teeth", "--dry-run")
    assert (ended.code, "LINKFINDER_MOJEEK_KEY" in ended.err) == (3, True)


@pytest.mark.parametrize("words", [(), ("--dry-run",)])
def test_tables_fit_a_terminal_of_80_columns(
    typed: Type, niches: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    site = "a-very-long-name-of-a-dental-association-somewhere.example"
    (niches / "list.csv").write_text(f"domain,notes\n{site},{'a note of many words ' * 20}\n", encoding="utf-8")
    narrow = Console(width=80, highlight=False, soft_wrap=True)
    monkeypatch.setattr(terminal, "console", lambda: narrow)
    ended = typed("discover", "teeth", *words)
    rows = [line for line in ended.out.splitlines() if not line.startswith(("Left out", "Nothing"))]
    assert max(map(len, rows)) <= 80
    assert len(rows) < 30, "no column is squeezed to a few letters"


def test_a_query_of_duckdb_leaves_no_messages_about_leaks(niches: Path, database: sa.Engine) -> None:
    source = 'crawl = "CC-MAIN-2026-40"\nfiles = ["torn.parquet"]\n'
    (niches / "torn.parquet").write_bytes(b"torn")
    with (niches / "teeth.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[[sources]]\nname = "commoncrawl_columnar"\n{source}')
    ended = subprocess.run(
        [sys.executable, "-m", "linkfinder", "discover", "teeth"],
        env={**os.environ, "LINKFINDER_DATABASE_URL": str(database.url)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "torn.parquet" in ended.stderr
    assert "leaked" not in ended.stderr


def test_a_dry_run_for_programs_names_cost_and_problems(
    typed: Type, niches: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINKFINDER_MOJEEK_KEY", "s3cret")
    ended = typed("discover", "teeth", "--dry-run", "--json")
    plans = {plan["source"]: plan for plan in map(json.loads, ended.out.splitlines())}
    assert plans["mojeek"]["requests"][0]["purpose"] == 'dental implants "write for us"'
    assert plans["mojeek"]["problem"] == ""
    assert "s3cret" not in ended.out + ended.err


def test_nothing_found_is_exit_code_3(typed: Type, niches: Path) -> None:
    (niches / "teeth.toml").write_text(
        'name = "teeth"\n[[topics]]\nphrase = "teeth"\n[[sources]]\nname = "prospects"\nfiles = ["none.csv"]\n',
        encoding="utf-8",
    )
    ended = typed("discover", "teeth")
    assert (ended.code, "Nothing was found" in ended.out) == (3, True)
    assert "no such file" in ended.err
