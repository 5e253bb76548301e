"""Runs linkfinder's own commands, each in a process of its own, on the made-up internet, and judges the outcome.

The commands are those that people type: nothing is done differently for the demo.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

from linkfinder.browser.chromium import find_browser
from linkfinder.cli.exit_codes import ExitCode
from linkfinder.cli.terminal import escaped_line, print_line
from linkfinder.demo.ground_truth import Comparison, compare_with_truth, load_truth
from linkfinder.demo.internet import DemoInternet
from linkfinder.demo.observe import observe
from linkfinder.demo.site import load_sites
from linkfinder.demo.web import DemoServer, serve_demo
from linkfinder.errors import LinkfinderError
from linkfinder.storage.session import open_database
from linkfinder.text.cleaning import plain_line

_NICHE_FILE = "demo.toml"


def demonstrate(output: Path, keep: Path | None) -> bool:
    """Run the demo and return whether its outcome is the truth; the report lies in `output` afterwards."""
    internet = DemoInternet(load_sites(), datetime.now(UTC).date())
    with _folder(keep) as folder, serve_demo(internet) as server:
        print_line(f"A made-up internet of {len(internet.sites)} hosts is served at {server.address}.\n")
        database, niche = f"sqlite:///{folder / 'demo.db'}", _niche_file(folder)
        environ = _environ(server, database)
        _run(("discover", niche), environ)
        _run(("crawl", niche), environ)
        asked = tuple(server.asked)  # a link check asks single links, of which robots.txt does not speak
        _run(("check-links", niche), environ)
        _run(("report", niche, "--output", str(output)), environ)
        outcome = _compare(database, asked)
    _tell(outcome)
    if keep:
        kept = plain_line(str(keep))
        print_line(
            f"\nLook further: LINKFINDER_DATABASE_URL=sqlite:///{kept}/demo.db linkfinder list {kept}/{_NICHE_FILE}"
        )
    return outcome.is_met


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="linkfinder-demo-") as made:
        yield Path(made)


def _niche_file(folder: Path) -> str:
    """Write the demo's niche file, which is a part of the package, into `folder`, and return its path."""
    file = folder / _NICHE_FILE
    file.write_bytes(resources.files("linkfinder.demo").joinpath(_NICHE_FILE).read_bytes())
    return str(file)


def _environ(server: DemoServer, database: str) -> Mapping[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    return kept | {"http_proxy": server.address, "https_proxy": server.address, "LINKFINDER_DATABASE_URL": database}


def _run(command: Sequence[str], environ: Mapping[str, str]) -> None:
    print_line(f"[bold]linkfinder {escaped_line(command[0])} demo[/bold]")
    sys.stdout.flush()
    ended = subprocess.run([sys.executable, "-m", "linkfinder", *command], env=environ, check=False)  # noqa: S603 (our own)
    if ended.returncode not in {ExitCode.DONE, ExitCode.ATTENTION}:
        raise LinkfinderError(f"linkfinder {command[0]} ended with exit code {ended.returncode}; its message is above")
    print_line("")


def _compare(database: str, asked: Sequence[str]) -> Comparison:
    truth, engine = load_truth(), open_database(database)
    try:
        observed = observe(engine, "demo", truth, asked, has_browser=bool(find_browser()))
        return compare_with_truth(truth, observed)
    finally:
        engine.dispose()


def _tell(outcome: Comparison) -> None:
    for title, lines, colour in (
        ("Found", outcome.found, "green"),
        ("Rightly turned down", outcome.rejected, "green"),
        ("Could not be judged here", outcome.left_out, "yellow"),
        ("Missed", outcome.missed, "red"),
        ("Wrong", outcome.wrong, "red"),
    ):
        if lines:
            print_line(f"[{colour}]{title}: {len(lines)}[/{colour}]")
            for line in lines:
                print_line(f"  {escaped_line(line)}")
    if outcome.is_met:
        print_line(
            f"\n{len(outcome.found)} found, {len(outcome.rejected)} rightly turned down; none missed, none wrong."
        )
