"""`make crawl`, with a linkfinder that only writes down what it was told to do."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
STUB = """#!/bin/sh
echo "$*" >> "{log}"
case "$1" in {step}) exit {code};; esac
"""

pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")


def made(folder: Path, step: str, code: int) -> tuple[bool, list[str]]:
    """Return whether `make crawl` was content, and the commands it typed, when one of them ends with a code."""
    venv, log = folder / "venv", folder / "typed"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "linkfinder").write_text(STUB.format(log=log, step=step, code=code), encoding="utf-8")
    (venv / "bin" / "linkfinder").chmod(0o755)
    (venv / "bin" / "python").touch()
    os.utime(venv / "bin" / "python", (0, 0))
    (venv / ".installed").touch()
    ended = subprocess.run(["make", "crawl", "NICHE=teeth", f"VENV={venv}"], cwd=ROOT, capture_output=True, check=False)
    return not ended.returncode, log.read_text(encoding="utf-8").splitlines()


EVERYTHING = ["db upgrade", "discover teeth", "crawl teeth", "check-links teeth", "report teeth"]


@pytest.mark.parametrize(
    ("step", "code", "typed"),
    [
        ("none", 0, EVERYTHING),
        ("crawl", 3, EVERYTHING),
        ("report", 3, EVERYTHING),
        ("crawl", 1, EVERYTHING[:3]),
        ("db", 1, EVERYTHING[:1]),
    ],
)
def test_what_needs_a_look_stops_nothing_and_what_fails_does(
    step: str, code: int, typed: list[str], tmp_path: Path
) -> None:
    assert made(tmp_path, step, code) == (code == 0, typed)
