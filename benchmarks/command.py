"""Runs a crawler as people do, as a command of its own, in an empty folder with a database of its own."""

import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.server import Proxy
from benchmarks.watch import Watched, run_watched

SETTLED = {0, 3}  # done, or done with something to attend to

LONGEST_CRAWL = 3600.0
"""Seconds after which a crawl is ended. It has its own limit of pages; this is for a machine that has other work."""

ADVERTOOLS = Path(__file__).parent.parent / ".bench" / "advertools" / "bin"
"""Where `make bench` installs advertools aside, if it can be had."""

_ADVERTOOLS_CRAWL = """
import json, sys, advertools
limits = json.load(open("crawl.json"))
settings = {"CLOSESPIDER_PAGECOUNT": limits["pages"], "CONCURRENT_REQUESTS": 100, "LOG_LEVEL": "ERROR",
            "ROBOTSTXT_OBEY": True}
advertools.crawl(limits["seeds"], "pages.jl", follow_links=True, allowed_domains=limits["domains"],
                 custom_settings=settings)
"""


@dataclass(frozen=True, slots=True)
class CommandFolder:
    """An empty folder to run commands in; their traffic goes to one loopback proxy."""

    folder: Path
    proxy: Proxy

    @property
    def environ(self) -> dict[str, str]:
        """What commands find in their environment: the proxy, whom to trust, and a database of their own."""
        return {
            **os.environ,
            "http_proxy": self.proxy.url,
            "https_proxy": self.proxy.url,
            "no_proxy": "",
            "SSL_CERT_FILE": str(self.proxy.authorities),
            "LINKFINDER_DATABASE_URL": f"sqlite:///{self.folder}/bench.db",
        }

    def run(self, *arguments: str) -> Watched:
        """Run `linkfinder` with these arguments. Raises SystemExit when it fails."""
        return self._settled([sys.executable, "-m", "linkfinder", *arguments], self.environ)

    def lines(self, *arguments: str) -> list[dict[str, Any]]:
        """Run `linkfinder` with these arguments and return the JSON lines that it writes."""
        return [json.loads(line) for line in self.run(*arguments).output.splitlines()]

    def run_advertools(self, seeds: Sequence[str], pages: int, domains: Sequence[str] | None = None) -> Watched:
        """Crawl with advertools until so many answers came; without domains it stays on the seeds' hosts."""
        limits = {"seeds": list(seeds), "pages": pages, "domains": domains}
        (self.folder / "crawl.json").write_text(json.dumps(limits), encoding="utf-8")
        # It calls the program `scrapy` by its name.
        environ = {**self.environ, "PATH": f"{ADVERTOOLS}{os.pathsep}{os.environ['PATH']}"}
        return self._settled([str(ADVERTOOLS / "python"), "-c", _ADVERTOOLS_CRAWL], environ)

    def write_niche(
        self,
        name: str,
        seeds: Sequence[str],
        limits: str,
        topics: Sequence[tuple[str, str]],
        languages: Sequence[str],
        seed_files: Sequence[str] = (),
    ) -> None:
        """Write the niche file `name`.toml with these seeds, limits, languages, and topics with their languages."""
        tables = "".join(f'[[topics]]\nphrase = "{phrase}"\nlanguage = "{language}"\n\n' for phrase, language in topics)
        text = (
            f'name = "{name}"\nlanguages = {json.dumps(list(languages))}\n\n{tables}'
            f"[seeds]\nurls = {json.dumps(list(seeds))}\nfiles = {json.dumps(list(seed_files))}\n\n[limits]\n{limits}\n"
        )
        (self.folder / f"{name}.toml").write_text(text, encoding="utf-8")

    def _settled(self, command: Sequence[str], environ: Mapping[str, str]) -> Watched:
        watched = run_watched(command, environ, self.folder, longest=LONGEST_CRAWL)
        if watched.code not in SETTLED:
            sys.stderr.write(f"{watched.output[-1000:]}\n{watched.errors[-2000:]}\n")
            raise SystemExit(f"{' '.join(command[:3])} ended with {watched.code}")
        return watched


@contextmanager
def command_folder(proxy: Proxy) -> Iterator[CommandFolder]:
    """Give a folder to run commands in that is deleted afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        yield CommandFolder(Path(folder), proxy)
