"""Checks the links of a niche that are due, stores each check, and judges the pages with dead links."""

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from linkfinder.app.check_urls import check_urls
from linkfinder.app.dead_targets import LookupContext, look_up_dead_targets, web_get
from linkfinder.app.environment import link_check_settings
from linkfinder.app.progress import ProgressText, no_progress
from linkfinder.app.rescore import rescore
from linkfinder.app.runs import HeldRun, held_run, send_heartbeat
from linkfinder.kinds.base import JudgingStage
from linkfinder.kinds.judge import judge_links
from linkfinder.kinds.registry import kinds_of_stage
from linkfinder.lifecycle.sightings import PageJudgement
from linkfinder.linkcheck.confirmation import PreviousCheck, confirm_check
from linkfinder.model.check import DEAD_VERDICTS, LinkCheck
from linkfinder.model.niche import Niche
from linkfinder.model.page import Page
from linkfinder.storage.opportunities import store_judgements
from linkfinder.storage.runs import find_niche
from linkfinder.storage.session import read_only_session, session
from linkfinder.storage.sightings import RunScope
from linkfinder.storage.targets import (
    MAX_DUE_TARGETS,
    DueTarget,
    KeptCheck,
    TargetState,
    due_targets,
    pages_with_dead_links,
    store_checks,
)

if TYPE_CHECKING:
    from sqlalchemy import Engine

_BATCH, _BATCH_SECONDS = 500, 5.0
"""Checks stored together, and seconds until one is stored at the latest: what a kill costs is checked again."""

_PAGES_PER_BATCH = 200
"""Pages judged and stored together."""

_EARLY_RUN_MARGIN = timedelta(hours=4)
"""A run that starts a little earlier than yesterday's still finds yesterday's checks a day old."""


@dataclass(frozen=True, slots=True)
class LinkCheckSummary:
    """What a run over a niche's links brought.

    `verdicts` maps a verdict to how often it came; `found` counts new opportunities by kind, `flagged` known ones whose
    link is alive or gone. `notes` are sentences about services that were not asked any further.
    """

    verdicts: Mapping[str, int]
    found: Mapping[str, int]
    flagged: int
    is_browser_missing: bool = False  # the niche file wants one; the links were checked without it
    notes: tuple[str, ...] = ()

    @property
    def checked(self) -> int:
        """How many links were checked."""
        return sum(self.verdicts.values())


def check_niche_links(
    engine: "Engine", niche: Niche, *, browser: bool = False, on_progress: ProgressText = no_progress
) -> LinkCheckSummary:
    """Check the niche's links that are due, store the checks and the opportunities that follow from them.

    Raises StorageError when the niche was never crawled, NicheBusyError when another run holds it, LinkCheckError when
    `browser` is wanted and none is installed.
    """
    is_browser_missing = niche.link_checks.browser and not browser and not _has_browser()
    wants_browser = browser or (niche.link_checks.browser and not is_browser_missing)
    with read_only_session(engine) as opened:
        niche_id = find_niche(opened, niche.name)
    with held_run(engine, niche.name, "check-links") as run:
        checking = _LinkCheckRun(engine, niche, run, on_progress, browser=wants_browser)
        verdicts = checking.check_all(niche_id)
        context = LookupContext(engine, run.id, web_get(niche), on_progress)
        notes = look_up_dead_targets(context, niche, niche_id)
        found, flagged = _judge_pages(engine, niche, RunScope(niche_id, run.id))
        run.counts.update({"links": verdicts.total(), "flagged": flagged})
        run.counts.update({f"found/{kind}": count for kind, count in found.items()})
        run.counts.update({f"verdict/{verdict}": count for verdict, count in verdicts.items()})
        rescore(engine, niche, datetime.now(UTC).date())
    return LinkCheckSummary(dict(verdicts.most_common()), dict(found), flagged, is_browser_missing, notes)


class _LinkCheckRun:
    """The checks of one run: each is confirmed by earlier ones, and stored as it comes."""

    def __init__(
        self, engine: "Engine", niche: Niche, run: HeldRun, on_progress: ProgressText, *, browser: bool
    ) -> None:
        self._engine, self._run, self._on_progress, self._browser = engine, run, on_progress, browser
        self._keep = timedelta(hours=niche.link_checks.keep_hours) - _EARLY_RUN_MARGIN
        self._settings = link_check_settings(niche)
        self._waiting: list[KeptCheck] = []
        self._stored = time.monotonic()
        self.verdicts: Counter[str] = Counter()

    def check_all(self, niche_id: int) -> Counter[str]:
        """Check until nothing is due, and return how often each verdict came."""
        while True:
            with read_only_session(self._engine) as opened:
                due = due_targets(opened, niche_id, datetime.now(UTC))
            try:
                self._check(due)
            finally:
                self._store()
            if len(due) < MAX_DUE_TARGETS:
                return self.verdicts

    def _check(self, due: Sequence[DueTarget]) -> None:
        states = {target.url: target.state for target in due}
        for check in check_urls(list(states), self._settings, browser=self._browser):
            self._waiting.append(self._kept(check, states[check.url]))
            self.verdicts[check.verdict] += 1
            self._on_progress(
                f"{self.verdicts.total()} links checked, {_dead(self.verdicts)} dead; {len(due)} were due"
            )
            if len(self._waiting) >= _BATCH or time.monotonic() - self._stored >= _BATCH_SECONDS:
                self._store()

    def _kept(self, check: LinkCheck, state: TargetState | None) -> KeptCheck:
        now = datetime.now(UTC)
        previous = PreviousCheck(state.check, state.last_checked, state.first_dead) if state else None
        confirmed = confirm_check(check, now, previous)
        return KeptCheck(check, confirmed.check, confirmed.first_dead, max(confirmed.next_check, now + self._keep))

    def _store(self) -> None:
        with session(self._engine) as opened:
            store_checks(opened, self._waiting, datetime.now(UTC))
        self._waiting.clear()
        self._stored = time.monotonic()
        send_heartbeat(self._engine, self._run.id)


def _judge_pages(engine: "Engine", niche: Niche, scope: RunScope) -> tuple[Counter[str], int]:
    """Judge every page with a dead link, or whose dead link was listed.

    Returns how many are new, by kind, also for kinds that found nothing, and how many were flagged.
    """
    found = Counter(dict.fromkeys((kind.name for kind in kinds_of_stage(JudgingStage.LINKS_CHECKED)), 0))
    flagged = 0
    batch: list[Page] = []
    with read_only_session(engine) as opened:
        for page in pages_with_dead_links(opened, scope.niche_id):
            batch.append(page)
            if len(batch) >= _PAGES_PER_BATCH:
                flagged += _refresh(engine, niche, scope, batch, found)
                batch.clear()
    return found, flagged + _refresh(engine, niche, scope, batch, found)


def _refresh(engine: "Engine", niche: Niche, scope: RunScope, pages: Sequence[Page], found: Counter[str]) -> int:
    """Store the judgements of pages, count what is new in `found`, and return how many were flagged."""
    now = datetime.now(UTC)
    judged = [PageJudgement(page.url, judge_links(page, niche), now, page) for page in pages]
    with session(engine) as opened:
        refreshed = store_judgements(opened, scope, judged, tuple(found))
    found.update(refreshed.found)
    return refreshed.flagged


def _has_browser() -> bool:
    from linkfinder.browser.chromium import find_browser

    return bool(find_browser())


def _dead(verdicts: Counter[str]) -> int:
    return sum(verdicts[verdict] for verdict in DEAD_VERDICTS)
