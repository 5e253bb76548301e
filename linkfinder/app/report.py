"""Gathers what a report holds and writes its files."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from linkfinder.app.rescore import rescore
from linkfinder.errors import ReportError
from linkfinder.kinds.registry import all_kinds
from linkfinder.model.niche import Niche
from linkfinder.model.run import Run
from linkfinder.report.base import Exporter, Report
from linkfinder.report.file_placement import KeptFile, place_files
from linkfinder.report.registry import EXPORTERS
from linkfinder.report.sections import ReportSection, section_of
from linkfinder.scoring.weights import explain_weights
from linkfinder.storage.runs import list_runs
from linkfinder.storage.session import read_only_session
from linkfinder.storage.sightings import load_refusals

if TYPE_CHECKING:
    from sqlalchemy import Engine


_RECENT_RUNS = 10  # among which the last crawl is searched: link checks and discoveries may have come since

_NETWORK_DOWN = (
    "No host could be reached in the last crawl: the network or the proxy seems to have been down. What was not read "
    "is still queued. Run linkfinder doctor, then the crawl again."
)


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """The files of a report and what is in them: listed opportunities by kind, and how many are new.

    `unlisted` counts closed and rejected opportunities, `rejections` the candidates that were rejected; `kept` are
    files that were not replaced because somebody edited them. `notice` is what must be known of the last crawl.
    """

    files: tuple[Path, ...]
    kept: tuple[KeptFile, ...]
    listed: Mapping[str, int]
    new: int
    unlisted: int
    rejections: int
    notice: str = ""


def format_names() -> tuple[str, ...]:
    """Return the names of the formats in which a report can be written."""
    return tuple(EXPORTERS)


def write_report(engine: "Engine", niche: Niche, formats: Sequence[str], folder: Path) -> WrittenReport:
    """Score the niche as of today and write its report as `<folder>/<niche>-<date>` in each format.

    A file that was edited since it was written is never replaced: all formats then take the next free name. Raises
    ReportError when a format is unknown or a file cannot be written, StorageError when the niche was never crawled.
    """
    exporters = [_exporter(name) for name in dict.fromkeys(formats)]
    now = datetime.now(UTC)
    report = gather(engine, niche, now)
    with _drafts(folder) as drafts_folder:
        # Named and moved only when all are complete: who saves a sheet while the report is written loses nothing.
        drafts = [(drafts_folder / f"{niche.name}{exporter.SUFFIX}", exporter.SUFFIX) for exporter in exporters]
        for exporter, (draft, _) in zip(exporters, drafts, strict=True):
            exporter.write(report, draft)
        placed = place_files(drafts, folder, f"{niche.name}-{now:%Y-%m-%d}")
    listed = [record for record in report.records if section_of(record) is ReportSection.LISTED]
    return WrittenReport(
        files=placed.files,
        kept=placed.kept,
        listed=dict(sorted(Counter(str(record.opportunity.kind) for record in listed).items())),
        new=sum(record.is_new for record in listed),
        unlisted=len(report.records) - len(listed),
        rejections=len(report.refusals),
        notice=report.notice,
    )


def _exporter(name: str) -> Exporter:
    if name not in EXPORTERS:
        raise ReportError(f"{name}: no such format; choose from {', '.join(EXPORTERS)}")
    return EXPORTERS[name]


def gather(engine: "Engine", niche: Niche, now: datetime) -> Report:
    """Return the report as of `now`, its scores worked out again. Raises StorageError when the niche was never run."""
    records = rescore(engine, niche, now.date())
    with read_only_session(engine) as session:
        refusals = load_refusals(session, niche.name)
        runs = list_runs(session, niche.name, limit=_RECENT_RUNS)
    return Report(
        niche=niche,
        records=tuple(records),
        refusals=tuple(refusals),
        run=runs[0] if runs else None,
        notice=_notice(runs),
        generated=now,
        weights=explain_weights({kind.name: kind.profile for kind in all_kinds()}, niche),
    )


def _notice(runs: Sequence[Run]) -> str:
    """Return what a reader must know of the last crawl, or an empty string."""
    crawl = next((run for run in runs if run.command == "crawl"), None)
    return _NETWORK_DOWN if crawl is not None and crawl.counts.get("network_down") else ""


@contextmanager
def _drafts(folder: Path) -> Iterator[Path]:
    """Make the reports' folder, and in it one for drafts that goes again: only on one disk is a move one step."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        made = TemporaryDirectory(prefix=".drafts-", dir=folder, ignore_cleanup_errors=True)
    except OSError as error:
        raise ReportError(f"{folder} cannot be made: {error.strerror}; name another folder with --output") from error
    with made as name:
        yield Path(name)
