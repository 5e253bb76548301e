"""Gathers what a report tells, writes its files, and says what is in them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import typer

from linkfinder.app.rescore import rescore
from linkfinder.cli.terminal import print_line
from linkfinder.errors import ReportError
from linkfinder.model.niche import Niche
from linkfinder.model.run import Run
from linkfinder.report.base import Exporter, Report
from linkfinder.report.file_placement import PlacedFiles, place_files
from linkfinder.report.registry import EXPORTERS
from linkfinder.report.sections import ReportSection, section_of
from linkfinder.scoring.weights import explain_weights
from linkfinder.storage.rejections import load_refusals
from linkfinder.storage.runs import list_runs
from linkfinder.storage.session import read_only_session
from linkfinder.text.cleaning import plain_line

if TYPE_CHECKING:
    from sqlalchemy import Engine


_RECENT = 10  # runs among which the last crawl is looked for: link checks and discoveries may have come since

_NETWORK_DOWN = (
    "No host could be reached in the last crawl: the network or the proxy seems to have been down. What was not read "
    "is still queued. linkfinder doctor looks; then run the crawl again."
)


def exporters(formats: str) -> list[Exporter]:
    """Return the formats that are named, separated by commas. Raises BadParameter when one is unknown."""
    names = [name.strip().lower() for name in formats.split(",") if name.strip()]
    unknown = [name for name in names if name not in EXPORTERS]
    if unknown or not names:
        raise typer.BadParameter(
            f"{formats!r} is not a list of formats: choose from {', '.join(EXPORTERS)}, separated by commas"
        )
    return [EXPORTERS[name] for name in dict.fromkeys(names)]


def write_reports(engine: "Engine", niche: Niche, formats: Sequence[Exporter], folder: Path) -> list[Path]:
    """Write the niche's report in each format and return the files. Raises ReportError when one cannot be written.

    A file that was edited since it was written is never replaced: all formats then take the next free name.
    """
    now = datetime.now(UTC)
    gathered = gather(engine, niche, now)
    with _drafts(folder) as drafts_folder:
        # Named and moved only when all are complete: who saves a sheet while the report is written loses nothing.
        drafts = [(drafts_folder / f"{niche.name}{exporter.SUFFIX}", exporter.SUFFIX) for exporter in formats]
        for exporter, (draft, _) in zip(formats, drafts, strict=True):
            exporter.write(gathered, draft)
        placed = place_files(drafts, folder, f"{niche.name}-{now:%Y-%m-%d}")
    _show_outcome(gathered, placed)
    return list(placed.files)


def gather(engine: "Engine", niche: Niche, now: datetime) -> Report:
    """Return the report as of `now`, its scores worked out again. Raises StorageError when the niche was never run."""
    records = rescore(engine, niche, now.date())
    with read_only_session(engine) as session:
        refusals = load_refusals(session, niche.name)
        runs = list_runs(session, niche.name, limit=_RECENT)
    return Report(
        niche=niche,
        records=tuple(records),
        refusals=tuple(refusals),
        run=runs[0] if runs else None,
        notice=_notice(runs),
        generated=now,
        weights=explain_weights(niche),
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


def _show_outcome(report: Report, placed: PlacedFiles) -> None:
    listed = [record for record in report.records if section_of(record) is ReportSection.LISTED]
    kinds = Counter(str(record.opportunity.kind) for record in listed)
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())) or "nothing yet"
    new = sum(record.is_new for record in listed)
    print_line(f"Listed: {told} ({new} new). Closed or rejected: {len(report.records) - len(listed)}.")
    print_line(f"Candidates turned down, with the reason: {len(report.refusals)}.")
    for kept in placed.kept:
        taken = placed.files[0].name
        print_line(
            f"{plain_line(str(kept.path))} {kept.reason}, so it stays as it is; the new report is {plain_line(taken)}."
        )
    for file in placed.files:
        print_line(f"Wrote {plain_line(str(file))}")
    if report.notice:
        print_line(f"[yellow]{report.notice}[/yellow]")
    elif not listed:
        print_line("Give it more to look at: more seeds in the niche file, then linkfinder crawl " + report.niche.name)
