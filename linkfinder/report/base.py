"""What a report is, and the shape that every format of it has."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from linkfinder.model.niche import Niche
from linkfinder.model.record import OpportunityRecord, RejectionRecord
from linkfinder.model.run import Run
from linkfinder.model.score import Weight


@dataclass(frozen=True, slots=True)
class Report:
    """All that a report tells. The same report is always the same file, byte by byte.

    `records` may come in any order: every format ranks them the same way. `generated` is in UTC and the only clock.
    `weights` are the score's, for the legend. `notice` is what must be known of the last crawl; mostly nothing.
    """

    niche: Niche
    records: tuple[OpportunityRecord, ...]
    refusals: tuple[RejectionRecord, ...]
    run: Run | None
    generated: datetime
    weights: tuple[Weight, ...] = ()
    notice: str = ""


class Exporter(Protocol):
    """A format: its name on the command line, the suffix of its files, and how it is written."""

    NAME: str
    SUFFIX: str

    def write(self, report: Report, path: Path) -> None:
        """Write a report as a whole file or not at all; raise ReportError with the remedy."""
