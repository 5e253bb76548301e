"""What a crawl needs of the database before its first page, and what it leaves there after its last."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from linkfinder.model.seed import Seed
from linkfinder.model.site import SiteRule
from linkfinder.storage import frontier, frontier_sites
from linkfinder.storage.pages import pages_read
from linkfinder.storage.reading_mark import left_mark, mark_path
from linkfinder.storage.runs import ensure_niche

_PAGES_FOR_SLUG_STATISTICS = 50_000
"""Pages of earlier runs, the newest, from whose slugs a crawl learns as it starts: half a second's work."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CrawlOrder:
    """Which crawl is to be prepared; database address and environment say where its mark of the page being read is."""

    niche: str
    run_id: int
    seeds: Sequence[Seed]
    database_url: str
    environ: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PreparedCrawl:
    """What the database knows of a crawl that is about to begin, with seeds and due pages queued."""

    niche_id: int
    is_continued: bool  # it goes on where one was cut off within the last day
    pages_fetched: int  # by the run that it continues
    reached: tuple[str, ...]  # seeds that gave a page in that run
    set_aside: tuple[str, ...]  # pages at which processes died
    pages_read: tuple[tuple[str, bool], ...]  # in earlier runs: address, and whether something was found there
    mark: Path  # of the page that is being read


def prepare_crawl(session: Session, order: CrawlOrder, now: datetime) -> PreparedCrawl:
    """Queue the seeds and what is due, note a page at which the last process died, and return what is known."""
    niche_id = ensure_niche(session, order.niche)
    frontier.add_seeds(session, niche_id, order.seeds)
    mark = mark_path(order.database_url, niche_id, order.environ)
    _note_crash(session, niche_id, mark, now)
    is_continued = frontier.start_run(session, niche_id, order.run_id, now)
    seeds = [seed.url for seed in order.seeds]
    return PreparedCrawl(
        niche_id,
        is_continued,
        pages_fetched=frontier.pages_fetched(session, niche_id),
        reached=tuple(frontier.reached(session, niche_id, seeds)) if is_continued else (),
        set_aside=tuple(frontier.set_aside(session, niche_id)),
        pages_read=tuple(pages_read(session, niche_id, _PAGES_FOR_SLUG_STATISTICS)),
        mark=mark,
    )


def _note_crash(session: Session, niche_id: int, path: Path, now: datetime) -> None:
    """Note the page at which the last process died, if it died while it read one."""
    mark = left_mark(path)
    if mark is None:
        return
    is_set_aside = frontier.note_crash(session, niche_id, mark.page, mark.key, now)
    what = "it is set aside for a month" if is_set_aside else "it is tried again"
    log.warning("the last run ended while it read page %s: %s", mark.page, what)


def queue_silent_pages(session: Session, niche_id: int, pages: Mapping[int, str], rule: SiteRule) -> None:
    """Queue pages again that were silent while the network here was down, and decide on their sites without that.

    `pages` are numbers of the frontier, each with its site.
    """
    if pages:
        frontier.queue_again(session, niche_id, sorted(pages))
        frontier_sites.judge_sites(session, niche_id, sorted(set(pages.values())), rule)
        frontier_sites.refresh_priorities(session, niche_id)
