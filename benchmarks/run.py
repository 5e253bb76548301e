"""`make bench`: measure speed and harvest, each beside something else in the same run, as Markdown tables.

`python -m benchmarks.run reading` measures one part. Compare CPU and ratios: the clock of a shared machine says little.
"""

import argparse
import os
import platform
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks import crawling, harvest, links, long_queue, reading, saved_harvest
from benchmarks.table import Table


def main() -> None:
    """Print the tables of every part, or of the parts named on the command line."""
    options = _options()
    parts: dict[str, Callable[[], Iterable[Table]]] = {
        "reading": lambda: reading.measure(options.rounds, options.corpus),
        "crawling": lambda: [crawling.measure(options.pages, options.rounds, is_busy=options.busy)],
        "queue": lambda: [long_queue.measure(options.queue, options.pages)],
        "harvest": lambda: _harvests(options.webs, options.corpus),
        "links": lambda: links.measure(options.links, options.rounds, is_busy=options.busy),
        "misleading": lambda: [links.measure_misleading()],
    }
    print(_machine(), flush=True)
    for name in options.parts or parts:
        for table in parts[name]():
            print(f"\n{table.as_markdown()}", flush=True)


def _harvests(webs: int, corpus: Path | None) -> Iterable[Table]:
    yield harvest.measure(webs)
    if corpus:
        yield saved_harvest.measure(corpus / "web.jsonl")


def _machine() -> str:
    """Return what the figures were measured with."""
    release = platform.freedesktop_os_release().get("PRETTY_NAME", "") if Path("/etc/os-release").exists() else ""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = release or platform.platform()
    load = os.getloadavg()[0]
    return (
        f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, {memory:.0f} GB, {system}, "
        f"{platform.python_implementation()} {platform.python_version()}; load before the start: {load:.1f}"
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    names = ["reading", "crawling", "queue", "harvest", "links", "misleading"]
    parser.add_argument("parts", nargs="*", choices=[*names, []], help="which parts; all without any")
    parser.add_argument("--busy", action="store_true", help="keep one core busy during crawling and links")
    parser.add_argument("--rounds", type=int, default=3, help="runs of which the median is told")
    parser.add_argument("--pages", type=int, default=1500, help="pages of a crawl")
    parser.add_argument("--queue", type=int, default=1_000_000, help="addresses of the long queue")
    parser.add_argument("--links", type=int, default=6000, help="links to check")
    parser.add_argument("--webs", type=int, default=3, help="invented webs of the harvest")
    parser.add_argument("--corpus", type=Path, help="a folder of saved pages, for reading and harvest")
    return parser.parse_args()


if __name__ == "__main__":
    main()
