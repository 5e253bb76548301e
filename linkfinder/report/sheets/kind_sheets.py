"""The sheets of the list: one a kind, dead links by what died, and an overview of the dead addresses."""

from collections.abc import Sequence
from dataclasses import dataclass

from linkfinder.model.kind import OpportunityKind
from linkfinder.model.opportunity import BrokenLink
from linkfinder.report.column_readers import availability_text
from linkfinder.report.columns import LEADING_COLUMNS, columns_for
from linkfinder.report.listing import DeadTargetGroup, ReportLine, sort_by_target
from linkfinder.report.rows import CellFormat, Column
from linkfinder.report.sheets.row_sheet import RowSheet

SHEET_NAMES = {
    OpportunityKind.GUEST_POST: "Guest posts",
    OpportunityKind.BROKEN_LINK: "Broken links",
    OpportunityKind.UNLINKED_MENTION: "Unlinked mentions",
}


def kind_sheet(kind: OpportunityKind, lines: Sequence[ReportLine]) -> RowSheet[ReportLine]:
    """Return the sheet of one kind; dead links that share an address stand together and are shaded in turns."""
    mine = sort_by_target([line for line in lines if line.record.opportunity.kind is kind])
    return RowSheet(SHEET_NAMES[kind], columns_for(kind), mine, frozen=len(LEADING_COLUMNS), is_shaded=_is_even_target)


@dataclass(frozen=True, slots=True)
class DeadTargetSummary:
    """A dead address, the best line about it, and the sites that link to it."""

    target: DeadTargetGroup
    best: ReportLine
    facts: BrokenLink
    sites: tuple[str, ...]


DEAD_TARGET_COLUMNS: tuple[Column[DeadTargetSummary], ...] = (
    Column("target", 7, CellFormat.WHOLE, "Its number on the sheet of broken links", lambda it: it.target.number),
    Column("dead_url", 44, CellFormat.URL, "The address that is dead", lambda it: it.target.url),
    Column("best_score", 7, CellFormat.SCORE, "Of the best page that links to it", lambda it: _score(it.best)),
    Column("pages_linking", 8, CellFormat.WHOLE, "Pages of the niche that link to it", lambda it: it.target.pages),
    Column("sites_linking", 8, CellFormat.WHOLE, "Sites on the list that link to it", lambda it: it.target.sites),
    Column("sites", 40, CellFormat.MULTILINE, "Which sites", lambda it: ", ".join(it.sites)),
    Column("verdict", 14, CellFormat.TEXT, "In which way it is dead", lambda it: it.facts.verdict),
    Column("reason", 15, CellFormat.TEXT, "The answer's reason code", lambda it: it.facts.reason),
    Column("final_url", 36, CellFormat.URL, "Where it leads now", lambda it: it.facts.final_url),
    Column("your_page", 40, CellFormat.URL, "The page of yours to propose", lambda it: it.facts.asset_url),
    Column("asset_match", 8, CellFormat.SHARE, "How well it replaces what died", lambda it: _match(it.facts)),
    Column("asset_reason", 36, CellFormat.MULTILINE, "Why it fits", lambda it: it.facts.asset_reason),
    Column("to_say", 40, CellFormat.MULTILINE, "A fact for your letters", lambda it: it.facts.note),
    Column("archived_title", 36, CellFormat.MULTILINE, "What it used to be", lambda it: it.facts.dead_target.title),
    Column("archived_copy", 36, CellFormat.URL, "Where it can still be read", lambda it: it.facts.dead_target.copy_url),
    Column("archived", 11, CellFormat.DAY, "When that copy was taken", lambda it: it.facts.dead_target.saved),
    Column(
        "dead_domain",
        11,
        CellFormat.TEXT,
        "free: can be registered",
        lambda it: availability_text(it.facts.dead_target.domain),
    ),
)


def dead_target_sheet(lines: Sequence[ReportLine]) -> RowSheet[DeadTargetSummary]:
    """Return the sheet of dead addresses, the one of the best line first."""
    return RowSheet("Dead targets", DEAD_TARGET_COLUMNS, _dead_target_summaries(lines), frozen=2, lines=2)


def _dead_target_summaries(lines: Sequence[ReportLine]) -> tuple[DeadTargetSummary, ...]:
    groups: dict[DeadTargetGroup, list[ReportLine]] = {}
    for line in lines:
        if line.target:
            groups.setdefault(line.target, []).append(line)
    return tuple(_dead_target_summary(target, group) for target, group in groups.items())


def _dead_target_summary(target: DeadTargetGroup, lines: Sequence[ReportLine]) -> DeadTargetSummary:
    sites = tuple(dict.fromkeys(line.record.opportunity.site for line in lines))
    facts = [line.record.opportunity.facts for line in lines]
    broken = [each for each in facts if isinstance(each, BrokenLink)]
    # The best fitting page of ours may have been found for another page than the best one.
    return DeadTargetSummary(target, lines[0], max(broken, key=lambda each: each.asset_match), sites)


def _score(line: ReportLine) -> float | None:
    return line.record.score.total if line.record.score else None


def _match(facts: BrokenLink) -> float | None:
    return facts.asset_match if facts.asset_url else None


def _is_even_target(line: ReportLine) -> bool:
    return line.target is not None and line.target.number % 2 == 0
