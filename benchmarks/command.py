"""Runs linkfinder as people do, as a command of its own, in an empty folder with a database of its own."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SETTLED = {0, 3}  # done, or done with something to look at


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: seconds on the clock and on the CPU, and the most memory it held, in MB."""

    seconds: float
    cpu: float
    memory: float


@dataclass(frozen=True, slots=True)
class Workshop:
    """An empty folder to run commands in, whose traffic goes to one loopback proxy."""

    folder: Path
    proxy: str

    def run(self, *arguments: str) -> Cost:
        """Run `linkfinder` with these arguments and return what it cost; its output ends in `log.txt`."""
        environ = {
            **os.environ,
            "http_proxy": self.proxy,
            "no_proxy": "",
            "LINKFINDER_DATABASE_URL": f"sqlite:///{self.folder}/bench.db",
        }
        before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        with (self.folder / "log.txt").open("ab") as log:
            command = [sys.executable, "-m", "linkfinder", *arguments]
            done = subprocess.run(command, cwd=self.folder, env=environ, stdout=log, stderr=log, check=False)  # noqa: S603
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode not in SETTLED:
            sys.stderr.write((self.folder / "log.txt").read_text(errors="replace")[-2000:])
            raise SystemExit(f"linkfinder {' '.join(arguments)} ended with {done.returncode}")
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return Cost(time.monotonic() - started, cpu, after.ru_maxrss / 1024)

    def write_niche(self, name: str, seeds: Sequence[str], limits: str) -> None:
        """Write the niche file `name`.toml with these seeds and limits."""
        urls = ", ".join(f'"{seed}"' for seed in seeds)
        topics = "".join(
            f'[[topics]]\nphrase = "{phrase}"\n'
            for phrase in ("dentist", "implant", "gum care", "root canal", "enamel")
        )
        text = f'name = "{name}"\nlanguages = ["en"]\n{topics}\n[seeds]\nurls = [{urls}]\n\n[limits]\n{limits}\n'
        (self.folder / f"{name}.toml").write_text(text, encoding="utf-8")


@contextmanager
def workshop(proxy: str) -> Iterator[Workshop]:
    """Give a workshop that is swept away afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        yield Workshop(Path(folder), proxy)
