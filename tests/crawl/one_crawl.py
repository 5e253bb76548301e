"""Runs one crawl in a process of its own, since a process can run only one; prints how it went as JSON."""

import json
import os
import signal
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from linkfinder.analysis.read import read_page
from linkfinder.crawl import settings
from linkfinder.crawl.pipelines.dedupe import DedupePipeline
from linkfinder.crawl.run import CrawlOptions, crawl_niche
from linkfinder.crawl.spiders import sites
from linkfinder.frontier import revisits
from linkfinder.kinds.registry import register
from linkfinder.model.niche import Brand, Limits, Niche, Topic
from linkfinder.model.page import Page
from linkfinder.model.run import Run, RunState
from linkfinder.model.seed import Seed
from linkfinder.model.visit import Visit
from linkfinder.storage import runs
from linkfinder.storage.session import migrate, open_database, session


def _die_at(deadly: str, html: str, url: str, **facts: Any) -> Page:
    """Read a page as the crawl does, and end the process as the kernel does at a deadly one."""
    if deadly in url:
        os.kill(os.getpid(), signal.SIGKILL)
    return read_page(html, url, **facts)


def _fail(_pipeline: DedupePipeline, item: Visit) -> Visit:
    raise ZeroDivisionError(item.url)


def main(order: dict[str, Any]) -> None:
    niche = Niche(
        name="dental",
        topics=(Topic("dental implants"), Topic("dentist"), Topic("teeth")),
        seed_urls=tuple(order["seeds"]),
        brands=(Brand("Brightsmile", domains=("brightsmile.example",)),),
        limits=Limits(**({"delay": 0.0} | order.get("limits", {}))),
    )
    for name, value in order.get("settings", {}).items():
        setattr(settings, name, value)
    if deadly := order.get("deadly"):
        vars(sites)["read_page"] = partial(_die_at, deadly)
    if order.get("is_broken"):
        DedupePipeline.process_item = _fail  # type: ignore[method-assign,assignment]
    revisits.RETRY_SECONDS = 0.2  # a test cannot wait as long as a server may need
    sys.path.insert(0, str(Path(__file__).parents[2]))
    for module in order.get("kinds", ()):
        register(import_module(module).KIND)
    url = order["database"]
    engine = open_database(url)
    migrate(engine)
    with session(engine) as opened:
        run = runs.start(opened, niche.name, "crawl", datetime.now(UTC))
    log = order.get("log")
    summary = crawl_niche(
        CrawlOptions(
            niche=niche,
            database_url=url,
            run_id=run.id,
            log_file=Path(log) if log else None,
            seeds=tuple(Seed(**seed) for seed in order.get("found", ())),
            **order.get("options", {}),
        )
    )
    state = RunState.INTERRUPTED if summary.is_interrupted else RunState.DONE
    with session(engine) as opened:
        runs.finish(opened, Run(run.id, niche.name, "crawl", state, run.started, datetime.now(UTC)))
    sys.stdout.write(json.dumps(asdict(summary)))


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
