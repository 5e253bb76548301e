"""Runs linkfinder's own commands, each in a process of its own, on the made-up internet, and judges the outcome.

The commands are those that people type: nothing is done differently for the demo.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

from linkfinder.browser.chromium import find_browser
from linkfinder.demo.ground_truth import Comparison, compare_with_truth, load_truth
from linkfinder.demo.internet import DemoInternet
from linkfinder.demo.observe import observe
from linkfinder.demo.site import load_sites
from linkfinder.demo.web import DemoServer, serve_demo
from linkfinder.errors import LinkfinderError

NICHE_FILE, DATABASE_FILE = "demo.toml", "demo.db"
"""The names of the files that a kept demo leaves in its folder."""

_FINE = frozenset({0, 3})
"""Exit codes of a command that did its work: done, and done but something needs attention."""


@dataclass(frozen=True, slots=True)
class DemoStep:
    """A command of the demo and what it printed, line by line; nothing yet while it runs."""

    command: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DemoResult:
    """How the outcome compares with what is known of the made-up internet, and what the report command printed."""

    hosts: int
    comparison: Comparison
    report: DemoStep


def run_demo(output: Path, keep: Path | None, on_step: Callable[[DemoStep], object]) -> DemoResult:
    """Run the demo, with its report in `output`, and its database and niche file in `keep` if that is wanted.

    `on_step` gets each command when it begins and again when it has ended. Raises LinkfinderError when a command fails.
    """
    internet = DemoInternet(load_sites(), datetime.now(UTC).date())
    with _folder(keep) as folder, serve_demo(internet) as server:
        database, niche = f"sqlite:///{folder / DATABASE_FILE}", _niche_file(folder)
        run = _Runner(_environ(server, database), on_step)
        run.command("discover", niche)
        run.command("crawl", niche)
        requested = tuple(server.requested)  # a link check requests single links, to which robots.txt does not apply
        run.command("check-links", niche)
        report = run.command("report", niche, "--output", str(output))
        return DemoResult(len(internet.sites), _compare(database, requested), report)


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep:
        try:
            keep.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LinkfinderError(
                f"{keep} cannot be made: {error.strerror}; name another folder with --keep"
            ) from error
        yield keep.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="linkfinder-demo-") as made:
        yield Path(made)


def _niche_file(folder: Path) -> str:
    """Write the demo's niche file, which is a part of the package, into `folder`, and return its path."""
    file = folder / NICHE_FILE
    file.write_bytes(resources.files("linkfinder.demo").joinpath(NICHE_FILE).read_bytes())
    return str(file)


def _environ(server: DemoServer, database: str) -> Mapping[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    own = {"http_proxy": server.address, "https_proxy": server.address, "LINKFINDER_DATABASE_URL": database}
    return kept | own | {"PYTHONIOENCODING": "utf-8"}


@dataclass(frozen=True, slots=True)
class _Runner:
    environ: Mapping[str, str]
    on_step: Callable[[DemoStep], object]

    def command(self, *words: str) -> DemoStep:
        """Run one command and return what it printed; progress and messages go to our standard error."""
        self.on_step(DemoStep(words[0]))
        ended = subprocess.run(  # noqa: S603 (our own commands)
            [sys.executable, "-m", "linkfinder", *words],
            env=self.environ,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
        if ended.returncode not in _FINE:
            raise LinkfinderError(
                f"linkfinder {words[0]} ended with exit code {ended.returncode}; its message is above\n{ended.stdout}"
            )
        step = DemoStep(words[0], tuple(line for line in ended.stdout.splitlines() if line))
        self.on_step(step)
        return step


def _compare(database: str, requested: Sequence[str]) -> Comparison:
    truth = load_truth()
    return compare_with_truth(truth, observe(database, "demo", truth, requested, has_browser=bool(find_browser())))
