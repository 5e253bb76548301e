"""What is stored of a niche's opportunities, chosen and in the order in which they are worth working on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkfinder.model.niche import Niche
from linkfinder.model.record import OpportunityEvent, OpportunityRecord
from linkfinder.report.ranking import rank_records
from linkfinder.report.sections import ReportSection, section_of
from linkfinder.storage.opportunities import load_events, load_record, load_records
from linkfinder.storage.session import read_only_session

if TYPE_CHECKING:
    from sqlalchemy import Engine


@dataclass(frozen=True, slots=True)
class ListFilter:
    """Which opportunities are listed. No kind means every kind; `limit` 0 means all."""

    kinds: Sequence[str] = ()
    min_score: float = 0.0
    limit: int = 0
    closed_too: bool = False  # closed and hard-rejected ones as well


@dataclass(frozen=True, slots=True)
class ListedOpportunities:
    """The chosen records, the best first; how many are stored of these kinds, and how many are closed or rejected."""

    records: tuple[OpportunityRecord, ...]
    stored: int
    left_out: int


def list_opportunities(engine: "Engine", niche: Niche, chosen: ListFilter | None = None) -> ListedOpportunities:
    """Return the stored opportunities of a niche. Raises StorageError when the niche was never crawled."""
    chosen = chosen or ListFilter()
    with read_only_session(engine) as opened:
        stored = rank_records(load_records(opened, niche.name, kinds=chosen.kinds))
    shown = [record for record in stored if chosen.closed_too or section_of(record) is ReportSection.LISTED]
    good = tuple(record for record in shown if record_score(record) >= chosen.min_score)
    return ListedOpportunities(good[: chosen.limit or None], len(stored), len(stored) - len(shown))


def find_opportunity(engine: "Engine", record_id: str) -> tuple[OpportunityRecord, tuple[OpportunityEvent, ...]]:
    """Return the one opportunity whose id starts like this, and its history, the oldest event first.

    Raises StorageError when there is none or more than one.
    """
    with read_only_session(engine) as opened:
        record = load_record(opened, record_id)
        return record, tuple(load_events(opened, record.id))


def record_score(record: OpportunityRecord) -> float:
    """Return the score of a record, 0 to 100; 0 when it was never scored."""
    return record.score.total if record.score else 0.0
