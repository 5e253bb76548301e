"""Asks the links of a niche that are due, keeps what stands after each answer, and judges the pages that link there."""

import os
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from linkfinder.app.check_urls import check_urls
from linkfinder.app.database import open_current_database
from linkfinder.app.rescore import rescore
from linkfinder.app.run_lock import held_run, send_heartbeat
from linkfinder.cli.progress import shown_progress
from linkfinder.cli.terminal import print_line, show_error
from linkfinder.cli.worth import LookupContext, look_up_dead_targets, web_get
from linkfinder.kinds.broken_link import detector as broken_link
from linkfinder.lifecycle.sightings import PageJudgement
from linkfinder.linkcheck.confirmation import PreviousCheck, confirm_check
from linkfinder.linkcheck.settings import LinkCheckSettings
from linkfinder.model.check import DEAD_VERDICTS, LinkCheck
from linkfinder.model.niche import Niche
from linkfinder.model.page import Page
from linkfinder.model.run import Run
from linkfinder.net.user_agent import user_agent_of
from linkfinder.storage.linking_pages import pages_with_dead_links
from linkfinder.storage.niches import find_niche
from linkfinder.storage.opportunities import store_judgements
from linkfinder.storage.session import read_only_session, session
from linkfinder.storage.sightings import RunScope
from linkfinder.storage.targets import MAX_DUE_TARGETS, DueTarget, KeptCheck, TargetState, due_targets, store_checks
from linkfinder.text.cleaning import plain_line

if TYPE_CHECKING:
    from sqlalchemy import Engine

BATCH, BATCH_SECONDS = 500, 5.0
"""Answers stored together, and how old one may get before it is: what a kill costs is asked again."""

_PAGES_PER_BATCH = 200
"""Pages judged and stored together."""

_NO_BROWSER = (
    "No Chromium is installed, so the dead links had no look through one, which `browser` under [links] wants. "
    "On Debian: apt-get install chromium"
)

_EARLY_RUN_MARGIN = timedelta(hours=4)
"""A run that starts a little earlier than yesterday's still finds yesterday's answers a day old."""


def check_niche(niche: Niche, *, browser: bool = False) -> bool:
    """Ask the niche's links that are due, store the answers and what they mean, and print the outcome.

    Returns False when the niche file wants a browser and none is installed: then the links are asked without it.
    Raises StorageError when the niche was never crawled, NicheBusyError when another run holds it, LinkCheckError when
    `browser` is wanted and none is installed.
    """
    is_blind = niche.link_checks.browser and not browser and not _has_browser()
    wants_browser = browser or (niche.link_checks.browser and not is_blind)
    engine = open_current_database()
    with read_only_session(engine) as opened_session:
        niche_id = find_niche(opened_session, niche.name)
    with held_run(engine, niche.name, "check-links") as run:
        scope = RunScope(niche_id, run.id)
        with shown_progress() as tell:
            verdicts = _LinkCheckRun(engine, niche, run, tell, browser=wants_browser).check_all(niche_id)
            look_up_dead_targets(LookupContext(engine, run, web_get(niche), tell), niche, niche_id)
        found, flagged = _judge_pages(engine, niche, scope)
        run.counts.update({"links": verdicts.total(), "found/broken_link": found, "flagged": flagged})
        run.counts.update({f"verdict/{verdict}": count for verdict, count in verdicts.items()})
        rescore(engine, niche, datetime.now(UTC).date())
    _tell(verdicts, found, flagged, niche.name)
    if is_blind:
        show_error(_NO_BROWSER)
    return not is_blind


class _LinkCheckRun:
    """The asking of one run: answers are confirmed by what stood before, and stored as they come."""

    def __init__(self, engine: "Engine", niche: Niche, run: Run, tell: Callable[[str], None], *, browser: bool) -> None:
        self._engine, self._run, self._show_progress, self._browser = engine, run, tell, browser
        self._keep = timedelta(hours=niche.link_checks.keep_hours) - _EARLY_RUN_MARGIN
        settings = LinkCheckSettings.from_environ(os.environ, user_agent_of(niche.sender))
        self._settings = replace(settings, timeout=niche.link_checks.timeout)
        self._waiting: list[KeptCheck] = []
        self._stored = time.monotonic()
        self.verdicts: Counter[str] = Counter()

    def check_all(self, niche_id: int) -> Counter[str]:
        """Ask until nothing is due, and return how often each verdict came."""
        while True:
            with read_only_session(self._engine) as opened_session:
                due = due_targets(opened_session, niche_id, datetime.now(UTC))
            try:
                self._check(due)
            finally:
                self._store()
            if len(due) < MAX_DUE_TARGETS:
                return self.verdicts

    def _check(self, due: Sequence[DueTarget]) -> None:
        states = {target.url: target.state for target in due}
        for answer in check_urls(list(states), self._settings, browser=self._browser):
            self._waiting.append(self._kept(answer, states[answer.url]))
            self.verdicts[answer.verdict] += 1
            self._show_progress(
                f"{self.verdicts.total()} links asked, {_dead(self.verdicts)} dead; {len(due)} were due"
            )
            if len(self._waiting) >= BATCH or time.monotonic() - self._stored >= BATCH_SECONDS:
                self._store()

    def _kept(self, answer: LinkCheck, state: TargetState | None) -> KeptCheck:
        now = datetime.now(UTC)
        past = PreviousCheck(state.check, state.last_checked, state.first_dead) if state else None
        standing = confirm_check(answer, now, past)
        return KeptCheck(answer, standing.check, standing.first_dead, max(standing.next_check, now + self._keep))

    def _store(self) -> None:
        with session(self._engine) as opened_session:
            store_checks(opened_session, self._waiting, datetime.now(UTC))
        self._waiting.clear()
        self._stored = time.monotonic()
        send_heartbeat(self._engine, self._run)


def _judge_pages(engine: "Engine", niche: Niche, scope: RunScope) -> tuple[int, int]:
    """Judge every page with a dead link, or whose dead link was listed; return how many are new and were flagged."""
    found = flagged = 0
    batch: list[Page] = []
    with read_only_session(engine) as opened_session:
        for page in pages_with_dead_links(opened_session, scope.niche_id):
            batch.append(page)
            if len(batch) >= _PAGES_PER_BATCH:
                found, flagged = _refresh(engine, niche, scope, batch, (found, flagged))
                batch.clear()
    return _refresh(engine, niche, scope, batch, (found, flagged))


def _refresh(
    engine: "Engine", niche: Niche, scope: RunScope, pages: Sequence[Page], counts: tuple[int, int]
) -> tuple[int, int]:
    now = datetime.now(UTC)
    judged = [PageJudgement(page.url, broken_link.detect(page, niche), now, page) for page in pages]
    with session(engine) as opened_session:
        refreshed = store_judgements(opened_session, scope, judged, {broken_link.KIND})
    return counts[0] + sum(refreshed.found.values()), counts[1] + refreshed.flagged


def _has_browser() -> bool:
    from linkfinder.browser.chromium import find_browser

    return bool(find_browser())


def _dead(verdicts: Counter[str]) -> int:
    return sum(verdicts[verdict] for verdict in DEAD_VERDICTS)


def _tell(verdicts: Counter[str], found: int, flagged: int, niche: str) -> None:
    told = ", ".join(f"{count} {verdict}" for verdict, count in verdicts.most_common()) or "none was due"
    print_line(f"{verdicts.total()} links asked: {told}.")
    print_line(f"{found} new broken_link" + (f"; {flagged} known ones were mended or live again." if flagged else "."))
    print_line(f"Next: linkfinder report {plain_line(niche)}")
