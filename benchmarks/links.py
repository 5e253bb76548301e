"""Checking links: ours beside lychee, linkinator and LinkChecker, whole commands on the same list, one after another.

`LINKS=30000 python -m benchmarks.run links` asks so many hosts; the usual number ends within two minutes.
"""

import os
import shutil
import statistics
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.checkers import CHECKERS, LINKFINDER, LYCHEE, Checker, write_lists
from benchmarks.hostile_list import hostile_links
from benchmarks.hosts import GONE_EVERY, is_gone, serving_hosts
from benchmarks.watch import LONGEST, Watched, run_watched
from linkfinder.linkcheck.networks import ALLOW_NETWORKS
from tests.linkcheck.hostile import Web

USUAL = 6000
ROUNDS = 5
"""Runs of the fast checkers, in turn; the slow ones have one."""

_SECURE = 1000
_SHOWN = 40  # wrong verdicts that are named


@dataclass(slots=True)
class Runs:
    """The runs of one checker on one list."""

    checker: Checker
    links: int = 0
    costs: list[Watched] = field(default_factory=list)
    wrong: int = 0
    is_mute: bool = False  # a run said nothing that can be read: then it has checked nothing

    def as_text(self) -> str:
        """Return the medians in one line."""
        if not self.links:
            return f"  {self.checker.name:<12} is not installed"
        if not all(run.in_time for run in self.costs):
            return f"  {self.checker.name:<12} did not end within {LONGEST:.0f} seconds"
        if self.is_mute:
            return f"  {self.checker.name:<12} {_mute(self.costs[-1])}"
        seconds, cpu, memory = (
            statistics.median(getattr(run.cost, name) for run in self.costs) for name in ("seconds", "cpu", "memory")
        )
        return (
            f"  {self.checker.name:<12} {self.links / seconds:6.0f} links a second, {seconds:6.2f} s, "
            f"{1000 * cpu / self.links:6.3f} ms CPU a link, {memory:4.0f} MB, {self.wrong} of {self.links} wrong"
        )


def measure(links: int) -> list[str]:
    """Return one line a checker for plain hosts, secure hosts, and addresses that mislead."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)  # LinkChecker gives its rights up when it is started by root
        return [*_on_hosts(folder, links), *_on_hostile_web(folder)]


def _on_hosts(folder: Path, links: int) -> Iterator[str]:
    if not shutil.which("nginx"):
        yield "links: nginx is not installed, so there are no hosts to ask"
        return
    secure = min(_SECURE, links)
    with serving_hosts(folder, secure) as hosts:
        yield f"links: {links} hosts on loopback, one page in {GONE_EVERY} gone, medians of {ROUNDS} runs in turn"
        yield from _in_turn(folder, hosts.urls(links), CHECKERS)
        yield f"links over TLS: {secure} hosts"
        trusting = {"SSL_CERT_FILE": str(hosts.authority)}
        yield from _in_turn(folder, hosts.secure_urls(secure), (LINKFINDER, LYCHEE), trusting)


def _in_turn(
    folder: Path, urls: Sequence[str], checkers: Sequence[Checker], environ: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Run every checker on the list, or as much of it as it can bear, the fast ones several times in turn."""
    every = [Runs(checker) for checker in checkers]
    for number in range(ROUNDS):
        for runs in every:
            is_slow = runs.checker.most < len(urls)
            if runs.checker.command and not (is_slow and number):
                _add_run(runs, folder, urls[: runs.checker.most], environ or {})
    for runs in every:
        yield runs.as_text()


def _add_run(runs: Runs, folder: Path, urls: Sequence[str], environ: Mapping[str, str]) -> None:
    run = _run(runs.checker, folder, urls, environ)
    broken = _broken(runs.checker, run)
    runs.links = len(urls)
    runs.costs.append(run)
    if broken is None:
        runs.is_mute = True
        return
    runs.wrong = max(runs.wrong, sum((url in broken) != is_gone(url) for url in urls))


def _run(checker: Checker, folder: Path, urls: Sequence[str], environ: Mapping[str, str]) -> Watched:
    command = checker.command
    assert command
    write_lists(folder, urls)
    settings = {**os.environ, ALLOW_NETWORKS: "127.0.0.0/8", **environ}
    return run_watched(command, settings, folder / "links.txt", folder)


def _broken(checker: Checker, run: Watched) -> set[str] | None:
    """Return the addresses called broken; None when the checker did not end, or said nothing that can be read."""
    reader: Callable[[str], set[str]] = checker.broken
    try:
        return reader(run.output) if run.in_time else None
    except (ValueError, KeyError):
        return None


def _mute(run: Watched) -> str:
    said = next((line.strip() for line in run.errors.splitlines() if "rror" in line), "no reason given")
    return f"could not be measured, it wrote no results: {said[:100]}"


def _on_hostile_web(folder: Path) -> Iterator[str]:
    yield "links that mislead: wrong verdicts, on a hostile web that is new for each checker"
    for checker in CHECKERS:
        if not checker.command:
            yield f"  {checker.name:<12} is not installed"
            continue
        web = Web()
        truth = hostile_links(web)
        run = _run(checker, folder, list(truth), {})
        web.close()
        yield f"  {checker.name:<12} {_misled(checker, run, truth)}"


def _misled(checker: Checker, run: Watched, truth: Mapping[str, tuple[str, bool]]) -> str:
    """Return how many of the links that mislead a run took for what they are not, and which."""
    if not run.in_time:
        return f"did not end within {LONGEST:.0f} seconds"
    found = _broken(checker, run)
    if found is None:
        return _mute(run)
    broken = {url.rstrip("/") for url in found}
    wrong = [name for url, (name, is_dead) in truth.items() if (url.rstrip("/") in broken) != is_dead]
    return f"{len(wrong)} of {len(truth)} wrong in {run.cost.seconds:.0f} s: {', '.join(wrong[:_SHOWN]) or 'none'}"
