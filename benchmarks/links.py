"""Checking links: linkfinder beside lychee, linkinator and LinkChecker, whole commands on one list, in turn."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.checkers import CHECKERS, LINKFINDER, LYCHEE, Checker, write_lists
from benchmarks.hosts import HostedLink, serving_hosts
from benchmarks.load import busy_core
from benchmarks.misleading import misleading_links
from benchmarks.table import Table, median, of_runs
from benchmarks.watch import LONGEST, Watched, run_watched
from linkfinder.net.networks import ALLOW_NETWORKS
from tests.linkcheck.hostile import Web

_SHOWN = 40  # wrong verdicts that are named
COLUMNS = ("checker", "links", "links a second", "times linkfinder's rate", "CPU a link", "memory", "wrong")


@dataclass(slots=True)
class Runs:
    """The runs of one checker on one list."""

    checker: Checker
    links: int = 0
    runs: list[Watched] = field(default_factory=list)
    wrong: int = 0
    has_no_results: bool = False  # a run wrote nothing that can be read: then it has checked nothing

    @property
    def problem(self) -> str:
        """Why there are no figures; empty when there are."""
        if not self.links:
            return "is not installed"
        if not all(run.in_time for run in self.runs):
            return f"did not end within {LONGEST:.0f} seconds"
        return _without_results(self.runs[-1]) if self.has_no_results else ""

    @property
    def rate(self) -> float:
        """Links a second, the whole command; the median of the runs."""
        return self.links / median(run.cost.seconds for run in self.runs)

    def row(self, ours: float) -> tuple[str, ...]:
        """Return the medians, or why there are none. `ours` is linkfinder's rate on the same list."""
        if self.problem:
            return (self.checker.name, self.problem, *[""] * (len(COLUMNS) - 2))
        return (
            self.checker.name,
            f"{self.links}",
            f"{self.rate:.0f}",
            f"{self.rate / ours:.2f}" if ours else "",
            f"{1000 * median(run.cost.cpu for run in self.runs) / self.links:.3f} ms",
            f"{median(run.cost.memory for run in self.runs):.0f} MB",
            f"{self.wrong}",
        )


def measure(links: int, rounds: int, *, is_busy: bool) -> list[Table]:
    """Return a table for plain hosts and one for secure hosts."""
    if not shutil.which("nginx"):
        return [Table("Link checks", "nginx is not installed, so there are no hosts to ask.", COLUMNS, [])]
    secure = max(1, links // 6)
    machine = " on a busy machine" if is_busy else ""
    with tempfile.TemporaryDirectory() as name, serving_hosts(Path(name), links, secure) as hosts:
        Path(name).chmod(0o755)  # LinkChecker gives its rights up when it is started by root
        note = (
            "every host has a page of its own, one link in ten is dead, one in ten redirects; whole commands in turn, "
        )
        with busy_core(is_wanted=is_busy):
            plain = _in_turn(Path(name), hosts.plain, CHECKERS, rounds)
            trusting = {"SSL_CERT_FILE": str(hosts.authorities)}
            tls = _in_turn(Path(name), hosts.secure, (LINKFINDER, LYCHEE), rounds, trusting)
        note += f"{of_runs(rounds)} (one for those that get a shorter list)."
        return [
            Table(f"Link checks{machine}", f"{links} hosts on loopback: {note}", COLUMNS, list(_rows(plain))),
            Table(
                f"Link checks over TLS{machine}",
                f"{secure} hosts on loopback, each with its own certificate: {note}",
                COLUMNS,
                list(_rows(tls)),
            ),
        ]


def measure_misleading() -> Table:
    """Return which of the addresses that mislead each checker took for what they are not."""
    note = (
        "Addresses that mislead, from linkfinder's own tests, on a web that is new for each checker. linkfinder was "
        "made to pass them, so its figure says that it still does, and the others' which links need a second look."
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        rows = [(checker.name, *_misled(checker, folder)) for checker in CHECKERS]
    return Table("Links that mislead", note, ("checker", "wrong", "seconds", "which"), rows)


def _rows(every: Sequence[Runs]) -> Iterator[tuple[str, ...]]:
    ours = next((runs.rate for runs in every if runs.checker is LINKFINDER and not runs.problem), 0.0)
    return (runs.row(ours) for runs in every)


def _in_turn(
    folder: Path,
    links: Sequence[HostedLink],
    checkers: Sequence[Checker],
    rounds: int,
    environ: Mapping[str, str] | None = None,
) -> list[Runs]:
    """Run every checker on the list, or on as much of it as it can take, the fast ones several times in turn."""
    every = [Runs(checker) for checker in checkers]
    for number in range(rounds):
        for runs in every:
            is_slow = runs.checker.most < len(links)
            if runs.checker.command and not (is_slow and number):
                _add_run(runs, folder, links[: runs.checker.most], environ or {})
    return every


def _add_run(runs: Runs, folder: Path, links: Sequence[HostedLink], environ: Mapping[str, str]) -> None:
    run = _run(runs.checker, folder, [link.url for link in links], environ)
    broken = _broken(runs.checker, run)
    runs.links = len(links)
    runs.runs.append(run)
    if broken is None:
        runs.has_no_results = True
        return
    runs.wrong = max(runs.wrong, sum((link.url in broken) != link.is_dead for link in links))


def _run(checker: Checker, folder: Path, urls: Sequence[str], environ: Mapping[str, str]) -> Watched:
    command = checker.command
    assert command
    write_lists(folder, urls)
    settings = {**os.environ, ALLOW_NETWORKS: "127.0.0.0/8", **environ}
    return run_watched(command, settings, folder, folder / "links.txt")


def _broken(checker: Checker, run: Watched) -> set[str] | None:
    """Return the addresses called broken; None when the checker did not end, or wrote nothing that can be read."""
    reader: Callable[[str], set[str]] = checker.broken
    try:
        return reader(run.output) if run.in_time else None
    except (ValueError, KeyError):
        return None


def _without_results(run: Watched) -> str:
    reason = next((line.strip() for line in run.errors.splitlines() if "rror" in line), "no reason given")
    return f"could not be measured, it wrote no results: {reason[:100]}"


def _misled(checker: Checker, folder: Path) -> tuple[str, str, str]:
    """Return how many of the addresses that mislead a checker took for what they are not, in how long, and which."""
    if not checker.command:
        return "is not installed", "", ""
    web = Web()
    truth = misleading_links(web)
    run = _run(checker, folder, list(truth), {})
    web.close()
    found = _broken(checker, run)
    if not run.in_time or found is None:
        return (_without_results(run) if run.in_time else f"did not end within {LONGEST:.0f} seconds"), "", ""
    broken = {url.rstrip("/") for url in found}
    wrong = [name for url, (name, is_dead) in truth.items() if (url.rstrip("/") in broken) != is_dead]
    return f"{len(wrong)} of {len(truth)}", f"{run.cost.seconds:.0f}", ", ".join(wrong[:_SHOWN]) or "none"
