"""Runs linkfinder as people do, as a command of its own, in an empty folder with a database of its own."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TEETH = ("dentist", "implant", "gum care", "root canal", "enamel")
SETTLED = {0, 3}  # done, or done with something to look at


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: seconds on the clock and on the CPU, and the most memory it held, in MB."""

    seconds: float
    cpu: float
    memory: float


def spent(command: Sequence[str], folder: Path, environ: Mapping[str, str]) -> Cost:
    """Run a command in a folder and return what it and its children cost; its output ends in `log.txt`.

    Raises SystemExit when it fails.
    """
    started = time.monotonic()
    with (folder / "log.txt").open("ab") as log:
        process = subprocess.Popen(command, cwd=folder, env=environ, stdout=log, stderr=log)  # noqa: S603
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in SETTLED:
        sys.stderr.write((folder / "log.txt").read_text(errors="replace")[-2000:])
        raise SystemExit(f"{' '.join(command[:3])} ended with {process.returncode}")
    return Cost(time.monotonic() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


@dataclass(frozen=True, slots=True)
class Workshop:
    """An empty folder to run commands in, whose traffic goes to one loopback proxy."""

    folder: Path
    proxy: str

    @property
    def environ(self) -> dict[str, str]:
        """What commands find in their environment: the proxy and a database of their own."""
        database = f"sqlite:///{self.folder}/bench.db"
        return {**os.environ, "http_proxy": self.proxy, "no_proxy": "", "LINKFINDER_DATABASE_URL": database}

    def run(self, *arguments: str) -> Cost:
        """Run `linkfinder` with these arguments and return what it cost; its output ends in `log.txt`."""
        return spent([sys.executable, "-m", "linkfinder", *arguments], self.folder, self.environ)

    def write_niche(self, name: str, seeds: Sequence[str], limits: str, topics: Sequence[str] = TEETH) -> None:
        """Write the niche file `name`.toml with these seeds, limits and topics."""
        urls = ", ".join(f'"{seed}"' for seed in seeds)
        tables = "".join(f'[[topics]]\nphrase = "{phrase}"\n' for phrase in topics)
        text = f'name = "{name}"\nlanguages = ["en"]\n{tables}\n[seeds]\nurls = [{urls}]\n\n[limits]\n{limits}\n'
        (self.folder / f"{name}.toml").write_text(text, encoding="utf-8")


@contextmanager
def workshop(proxy: str) -> Iterator[Workshop]:
    """Give a workshop that is swept away afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        yield Workshop(Path(folder), proxy)
