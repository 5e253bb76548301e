"""The whole job, as people run it: crawl, check-links and report in processes of their own, on the made-up internet."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from linkfinder.demo.ground_truth import load_truth
from linkfinder.demo.internet import DemoInternet
from linkfinder.demo.site import load_sites
from linkfinder.demo.web import DemoServer, serve_demo

NICHE = Path(__file__).parents[2] / "linkfinder" / "demo" / "demo.toml"
LINKFINDER = (sys.executable, "-m", "linkfinder")
PATIENCE = 180  # seconds; the demo takes a third of a minute on an idle machine


@dataclass(frozen=True, slots=True)
class Folder:
    """Where the demo is run, and what it said the first time."""

    path: Path
    first: subprocess.CompletedProcess[str]

    @property
    def environ(self) -> dict[str, str]:
        return {**os.environ, "LINKFINDER_DATABASE_URL": f"sqlite:///{self.path / 'kept' / 'demo.db'}"}

    def listed(self) -> dict[str, dict[str, object]]:
        """Everything that is listed, by id, without what tells when it was looked at."""
        command = [*LINKFINDER, "list", str(NICHE), "--all", "--limit", "1000", "--json"]
        said = subprocess.run(command, env=self.environ, capture_output=True, text=True, check=True, cwd=self.path)
        moments = {"last_seen", "last_checked", "is_new"}
        lines = [json.loads(line) for line in said.stdout.splitlines()]
        return {line["id"]: {key: value for key, value in line.items() if key not in moments} for line in lines}


def run_demo(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [*LINKFINDER, "demo", "--keep", "kept", "--output", "out"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=PATIENCE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    path = tmp_path_factory.mktemp("demo")
    return Folder(path, run_demo(path))


def test_everything_is_found_and_everything_else_rejected(folder: Folder) -> None:
    assert "None missed, none wrong" in folder.first.stdout, folder.first.stdout + folder.first.stderr
    assert folder.first.returncode == 0


def test_the_outcome_ends_with_the_files_and_the_next_step(folder: Folder) -> None:
    for name in ("demo-", ".xlsx", ".csv", ".jsonl", "linkfinder list kept/demo.toml"):
        assert name in folder.first.stdout


def test_the_outcome_is_short_and_ends_with_where_to_look(folder: Folder) -> None:
    lines = folder.first.stdout.splitlines()
    assert len(lines) < 30
    assert "crawl demo" not in folder.first.stdout, "a niche that is no file of the user's"
    assert [line.split()[0] for line in lines[-4:]] == ["Wrote", "Wrote", "Wrote", "Next:"]


def test_the_spreadsheet_holds_the_rows_that_are_true(folder: Folder) -> None:
    file = next((folder.path / "out").glob("demo-*.xlsx"))
    cells = {
        str(value)
        for sheet in openpyxl.load_workbook(file).worksheets
        for row in sheet.values
        for value in row
        if value
    }
    wanted = {entry.page for entry in load_truth().found if not entry.needs_browser and entry.state != "closed"}
    assert {page for page in wanted if page not in cells} == set()


def test_the_csv_and_the_json_lines_hold_the_same_rows(folder: Folder) -> None:
    with next((folder.path / "out").glob("demo-*.csv")).open(encoding="utf-8-sig", newline="") as file:
        rows = [row["id"] for row in csv.DictReader(file)]
    lines = next((folder.path / "out").glob("demo-*.jsonl")).read_text(encoding="utf-8").splitlines()
    assert len(rows) >= 30
    assert set(rows) <= {json.loads(line).get("id") for line in lines}


def test_a_second_run_adds_nothing_and_changes_no_score(folder: Folder) -> None:
    before = folder.listed()
    again = run_demo(folder.path)
    assert again.returncode == 0, again.stdout + again.stderr
    assert "nothing new" in again.stdout
    assert folder.listed() == before


@pytest.fixture
def server() -> Iterator[DemoServer]:
    with serve_demo(DemoInternet(load_sites(), datetime.now(UTC).date())) as running:
        yield running


def environ_for(server: DemoServer, folder: Path) -> dict[str, str]:
    database = f"sqlite:///{folder / 'own.db'}"
    return {**os.environ, "http_proxy": server.address, "no_proxy": "", "LINKFINDER_DATABASE_URL": database}


def wait_for(server: DemoServer, requests: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while len(server.requested) < requests:
        assert time.monotonic() < deadline, "the crawl did not begin"
        time.sleep(0.02)


def test_ctrl_c_ends_a_crawl_that_can_go_on(server: DemoServer, tmp_path: Path) -> None:
    command, environ = [*LINKFINDER, "crawl", str(NICHE)], environ_for(server, tmp_path)
    with subprocess.Popen(command, env=environ, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as crawl:
        wait_for(server, 25)
        crawl.send_signal(signal.SIGINT)
        said, _ = crawl.communicate(timeout=PATIENCE)
    assert crawl.returncode == 130
    assert "continues where it stopped" in said
    again = subprocess.run(
        command, env=environ, cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert again.returncode == 0, again.stderr
    assert "Continued the crawl that was stopped" in again.stdout


def test_a_crawl_can_be_bounded_and_logged(server: DemoServer, tmp_path: Path) -> None:
    command = [*LINKFINDER, "crawl", str(NICHE), "--pages", "3", "--log", "crawl.log"]
    ended = subprocess.run(
        command,
        env=environ_for(server, tmp_path),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert "The limit of pages is reached" in ended.stdout
    assert "GET http://" in (tmp_path / "crawl.log").read_text(encoding="utf-8")


def test_a_niche_that_is_being_crawled_is_not_crawled_twice(server: DemoServer, tmp_path: Path) -> None:
    command, environ = [*LINKFINDER, "crawl", str(NICHE)], environ_for(server, tmp_path)
    with subprocess.Popen(
        command, env=environ, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as first:
        wait_for(server, 5)
        second = subprocess.run(command, env=environ, cwd=tmp_path, capture_output=True, text=True, check=False)
        first.send_signal(signal.SIGINT)
        first.wait(timeout=PATIENCE)
    assert second.returncode == 3
    assert "holds it since" in second.stderr


def test_without_any_network_the_seeds_are_named(tmp_path: Path) -> None:
    environ = {
        **os.environ,
        "LINKFINDER_DATABASE_URL": f"sqlite:///{tmp_path / 'own.db'}",
        "http_proxy": "",
        "https_proxy": "",
    }
    niche = tmp_path / "gone.toml"
    niche.write_text(
        'name = "gone"\n[[topics]]\nphrase = "teeth"\n[seeds]\nurls = ["http://one.invalid/", "http://two.invalid/"]\n',
        encoding="utf-8",
    )
    command = [*LINKFINDER, "crawl", str(niche)]
    ended = subprocess.run(command, env=environ, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ended.returncode == 3
    assert "http://one.invalid/: dns_nxdomain" in ended.stderr
    assert "http://two.invalid/: dns_nxdomain" in ended.stderr
    assert "Traceback" not in ended.stderr
