"""The same web gives the same outcome in every process, although Python hashes texts differently in each."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from linkfinder.storage import tables

ROOT = Path(__file__).parent.parent
PATIENCE = 180  # seconds; the demo takes a third of a minute on an idle machine
MOMENTS = {"first_seen", "last_seen", "last_checked", "is_new"}
"""When something was looked at differs from run to run."""


@pytest.mark.parametrize("path", sorted((ROOT / "linkfinder").rglob("*.py")), ids=lambda path: path.stem)
def test_nothing_decides_by_the_hash_of_a_text(path: Path) -> None:
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    assert not [call.lineno for call in calls if isinstance(call.func, ast.Name) and call.func.id == "hash"]
    named = [arg.id for call in calls for arg in call.args if isinstance(arg, ast.Name)]
    assert "hash" not in named, "handed to map, sorted or another function"


class Outcome:
    """What one run of the demo stored and wrote, without the moments at which it did."""

    def __init__(self, folder: Path) -> None:
        self.report = [_without_moments(json.loads(line)) for line in _jsonl(folder).splitlines()]
        engine = sa.create_engine(f"sqlite:///{folder / 'kept' / 'demo.db'}")
        with engine.connect() as connection:
            self.pages = _rows(
                connection,
                sa.select(
                    tables.PageRow.url,
                    tables.PageRow.title,
                    tables.PageRow.language,
                    tables.PageRow.http_status,
                    tables.PageRow.content_hash,
                    tables.NichePageRow.relevance,
                    tables.NichePageRow.relevance_reason,
                ).join(tables.NichePageRow),
            )
            self.opportunities = _rows(
                connection,
                sa.select(
                    tables.OpportunityRow.fingerprint,
                    tables.OpportunityRow.kind,
                    tables.PageRow.url,
                    tables.OpportunityRow.status,
                    tables.OpportunityRow.flag,
                    tables.OpportunityRow.score,
                ).join(tables.PageRow),
            )
            self.rejections = _rows(
                connection,
                sa.select(
                    tables.PageRow.url,
                    tables.RejectionRow.kind,
                    tables.RejectionRow.reason,
                    tables.RejectionRow.detail,
                    tables.RejectionRow.evidence,
                ).join(tables.PageRow),
            )
            self.verdicts = _rows(
                connection, sa.select(tables.TargetRow.url, tables.TargetRow.verdict, tables.TargetRow.reason)
            )
        engine.dispose()


def _jsonl(folder: Path) -> str:
    return next((folder / "out").glob("demo-*.jsonl")).read_text(encoding="utf-8")


def _without_moments(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_moments(each) for key, each in value.items() if key not in MOMENTS}
    return [_without_moments(each) for each in value] if isinstance(value, list) else value


def _rows(connection: sa.Connection, query: sa.Executable) -> list[str]:
    """Return the rows as sorted texts: the order in which a crawl met them is no fact."""
    return sorted(json.dumps(list(row), sort_keys=True, default=str) for row in connection.execute(query))


def run_demo(folder: Path, seed: str) -> Outcome:
    folder.mkdir()
    command = [sys.executable, "-m", "linkfinder", "demo", "--keep", "kept", "--output", "out"]
    environ = {**os.environ, "PYTHONHASHSEED": seed}
    ended = subprocess.run(
        command, cwd=folder, env=environ, capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return Outcome(folder)


def test_two_processes_with_other_hashes_store_the_same(tmp_path: Path) -> None:
    one, other = run_demo(tmp_path / "one", "1"), run_demo(tmp_path / "other", "2")
    assert min(map(len, (one.pages, one.opportunities, one.rejections, one.verdicts, one.report))) > 10
    assert one.pages == other.pages
    assert one.opportunities == other.opportunities
    assert one.rejections == other.rejections
    assert one.verdicts == other.verdicts
    assert one.report == other.report
