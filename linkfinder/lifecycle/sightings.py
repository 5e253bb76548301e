"""What a batch of judged pages changes on one opportunity: its best page, its flag, its history; pure.

Several pages of a site may show one opportunity, and one of them speaks for it (`speaking_page`). So what is said of it
does not depend on the order of the visits, and it is gone only when the last page that showed it has ceased to.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from linkfinder.lifecycle.flags import (
    absence_of,
    describe_changes,
    flag_after_sighting,
    page_absence,
)
from linkfinder.lifecycle.speaking_page import ShowingPage, SpeakingOrder, speaking_order
from linkfinder.model.lifecycle_rules import Absence, LifecycleRules
from linkfinder.model.opportunity import Judgement, OpportunityState
from linkfinder.model.page import Page
from linkfinder.model.record import EventKind
from linkfinder.model.status import Flag, Status

StoredRow = Mapping[str, Any]
"""A row of the database, by the names of its columns."""


@dataclass(frozen=True, slots=True)
class PageJudgement:
    """What was judged of one stored page. Without `page`, the address answered that there is none any more."""

    url: str
    judgement: Judgement
    seen: datetime
    page: Page | None = None


@dataclass(frozen=True, slots=True)
class Sighting:
    """A page's showing of an opportunity: the row as it is, or will be, stored."""

    url: str
    row: StoredRow

    @property
    def is_current(self) -> bool:
        """Whether the page still shows it, as far as is known."""
        return self.row["gone"] is None

    def rank(self, rules: LifecycleRules) -> SpeakingOrder:
        """Return the sort key of its page among those of one opportunity; the greatest speaks."""
        row = self.row
        state, clarity = OpportunityState(row["state"]), rules.clarity(row["facts"])
        return speaking_order(ShowingPage(self.url, state, row["confidence"], row["relevance"], clarity))


@dataclass(frozen=True, slots=True)
class KnownOpportunity:
    """An opportunity as it is stored, with all its sightings by page, and the rules of its kind."""

    id: int
    kind: str
    rules: LifecycleRules
    page_id: int
    flag: Flag
    status: Status
    last_seen: datetime
    last_checked: datetime
    sightings: Mapping[int, Sighting]
    is_new: bool


@dataclass(frozen=True, slots=True)
class BatchSightings:
    """What a batch says of one opportunity: pages that show it now, and judged pages that do not."""

    shown: Mapping[int, Sighting]
    absent: Mapping[int, Absence]
    seen: Mapping[int, datetime]  # when each of these pages was judged


@dataclass(frozen=True, slots=True)
class OpportunityChanges:
    """What a batch changes: the opportunity's row, its sightings, its history."""

    row: StoredRow
    sightings: tuple[StoredRow, ...]
    events: tuple[StoredRow, ...]
    is_flagged: bool


def batch_sightings(
    case: KnownOpportunity,
    shown: Mapping[int, Sighting],
    judged: Mapping[int, PageJudgement],
    kinds: Collection[str],
) -> BatchSightings:
    """Return what the judged pages say of an opportunity, each page by its number."""
    absent = {
        page_id: absence
        for page_id, sighting in case.sightings.items()
        if page_id in judged and page_id not in shown
        and (absence := _absence(case, sighting, judged[page_id], kinds)) is not None
    }  # fmt: skip
    return BatchSightings(shown, absent, {page_id: judged[page_id].seen for page_id in (*shown, *absent)})


def apply_sightings(case: KnownOpportunity, batch: BatchSightings) -> OpportunityChanges | None:
    """Return what the batch changes on the opportunity, or None when it says nothing of it."""
    if not batch.seen:
        return None
    changed_sightings = {**batch.shown, **_ended_sightings(case, batch)}
    after = {**case.sightings, **changed_sightings}
    current = [page_id for page_id, sighting in after.items() if sighting.is_current]
    best = max(current, key=lambda page_id: after[page_id].rank(case.rules)) if current else case.page_id
    events = _events(case, batch, after[best])
    flag = next((Flag(event["after"]) for event in events if event["what"] == EventKind.FLAG), case.flag)
    moment = max(batch.seen.values())
    row = {
        "id": case.id,
        "page_id": best,
        "flag": flag.value,
        "last_seen": max([case.last_seen, *(batch.seen[page_id] for page_id in batch.shown)]),
        "last_checked": max(case.last_checked, moment),
    }
    return OpportunityChanges(
        row,
        tuple(sighting.row for sighting in changed_sightings.values()),
        tuple({"opportunity_id": case.id, "at": moment, **event} for event in events),
        is_flagged=flag not in (case.flag, Flag.NONE),
    )


def _absence(case: KnownOpportunity, sighting: Sighting, page: PageJudgement, kinds: Collection[str]) -> Absence | None:
    """Return why a judged page does not show an opportunity, or None when it was not judged for that."""
    facts = sighting.row["facts"]
    lost = page_absence(page.page, page.url)
    if lost is not None or page.page is None:
        return lost
    if case.kind in kinds:
        return absence_of(case.kind, case.rules, facts, page.page, page.judgement)
    return case.rules.absence_when_read(facts, page.page)


def _ended_sightings(case: KnownOpportunity, batch: BatchSightings) -> dict[int, Sighting]:
    return {
        page_id: Sighting(old.url, {**old.row, "gone": batch.seen[page_id]})
        for page_id in batch.absent
        if (old := case.sightings[page_id]).is_current
    }


def _events(case: KnownOpportunity, batch: BatchSightings, best: Sighting) -> list[StoredRow]:
    """Return the entries for the opportunity's history; `best` is the sighting that is shown now."""
    state = str(best.row["state"])
    if case.is_new:
        return [{"what": EventKind.FOUND.value, "before": "", "after": state, "note": best.url}]
    before = case.sightings[case.page_id]
    if not batch.shown and not best.is_current:
        absence = batch.absent[max(batch.absent, key=lambda page_id: (batch.seen[page_id], page_id))]
        return _flag_event(case.flag, absence.flag, absence.note)
    changed = _changes(case.rules, before, best) if before.url == best.url else ""
    events: list[StoredRow] = (
        [{"what": EventKind.CHANGED.value, "before": "", "after": "", "note": changed}] if changed else []
    )
    flag = flag_after_sighting(case.flag, case.status, (str(before.row["state"]), state), has_changed=bool(changed))
    return events + _flag_event(case.flag, flag, changed or f"{best.url} shows it")


def _changes(rules: LifecycleRules, before: Sighting, after: Sighting) -> str:
    old, new = (rules.material_facts(sighting.row["state"], sighting.row["facts"]) for sighting in (before, after))
    return describe_changes(old, new)


def _flag_event(before: Flag, after: Flag, note: str) -> list[StoredRow]:
    if before is after:
        return []
    return [{"what": EventKind.FLAG.value, "before": before.value, "after": after.value, "note": note}]
