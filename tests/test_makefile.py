"""`make crawl` and the script that timers call, with a linkfinder that only writes down what it was told to do."""

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

needs_make = pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")


def stubbed(folder: Path, step: str, code: int) -> Path:
    """Return a virtual environment whose linkfinder writes down what it was told, and ends a step with a code."""
    venv = folder / "venv"
    (venv / "bin").mkdir(parents=True)
    stub = STUB.format(log=folder / "typed", step=step, code=code)
    (venv / "bin" / "linkfinder").write_text(stub, encoding="utf-8")
    (venv / "bin" / "linkfinder").chmod(0o755)
    (venv / "bin" / "python").touch()
    os.utime(venv / "bin" / "python", (0, 0))
    (venv / ".installed").touch()
    return venv


def typed(folder: Path) -> list[str]:
    return (folder / "typed").read_text(encoding="utf-8").splitlines()


EVERYTHING = ["db upgrade", "discover teeth", "crawl teeth", "check-links teeth", "report teeth"]
ENDS = pytest.mark.parametrize(
    ("step", "code", "commands"),
    [
        ("none", 0, EVERYTHING),
        ("crawl", 3, EVERYTHING),
        ("report", 3, EVERYTHING),
        ("crawl", 1, EVERYTHING[:3]),
        ("discover", 2, EVERYTHING[:2]),
        ("check-links", 130, EVERYTHING[:4]),
        ("db", 1, EVERYTHING[:1]),
    ],
)


@needs_make
@ENDS
def test_what_needs_a_look_stops_nothing_and_what_fails_does(
    step: str, code: int, commands: list[str], tmp_path: Path
) -> None:
    command = ["make", "crawl", "NICHE=teeth", f"VENV={stubbed(tmp_path, step, code)}"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert (not ended.returncode, typed(tmp_path)) == (code == 0, commands)


@ENDS
def test_a_timer_gets_the_exit_code_that_make_hides(step: str, code: int, commands: list[str], tmp_path: Path) -> None:
    environ = {**os.environ, "LINKFINDER": str(stubbed(tmp_path, step, code) / "bin" / "linkfinder")}
    ended = subprocess.run([ROOT / "scripts" / "crawl", "teeth"], env=environ, capture_output=True, check=False)
    assert (ended.returncode, typed(tmp_path)) == (code, commands)


def test_without_a_niche_the_script_says_which_words_it_wants() -> None:
    ended = subprocess.run([ROOT / "scripts" / "crawl"], capture_output=True, text=True, check=False)
    assert ended.returncode != 0
    assert "scripts/crawl dental" in ended.stderr
