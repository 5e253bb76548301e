"""`linkfinder list`: a niche's opportunities in a terminal, the best first."""

from typing import TYPE_CHECKING, Annotated

import typer

from linkfinder.model.kind import OpportunityKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linkfinder.model.record import OpportunityRecord


def list_opportunities(
    niche: Annotated[str, typer.Argument(help="The niche: a name in niches/ or a file.")],
    kind: Annotated[list[OpportunityKind] | None, typer.Option(help="Only this kind; may be given again.")] = None,
    min_score: Annotated[float, typer.Option(help="Only from this score on.")] = 0.0,
    limit: Annotated[int, typer.Option(min=1, help="How many, the best first.")] = 50,
    everything: Annotated[bool, typer.Option("--all", help="Closed doors and hard rejects too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object an opportunity.")] = False,
) -> None:
    """List a niche's opportunities, what to work on first at the top.

    Example: linkfinder list dental --kind guest_post --min-score 50
    """
    from linkfinder.app.database import open_current_database
    from linkfinder.app.record_json import record_as_json
    from linkfinder.cli.terminal import print_json, print_line
    from linkfinder.niche.load import load_niche
    from linkfinder.report.ranking import rank_records
    from linkfinder.report.sections import ReportSection, section_of
    from linkfinder.storage.opportunities import load_records
    from linkfinder.storage.session import read_only_session

    with read_only_session(open_current_database()) as session:
        stored = rank_records(load_records(session, load_niche(niche).name, kinds=kind or ()))
    wanted = [record for record in stored if everything or section_of(record) is ReportSection.LISTED]
    chosen = [record for record in wanted if _points(record) >= min_score][:limit]
    if as_json:
        for record in chosen:
            print_json(record_as_json(record))
        return
    _show(chosen)
    left_out = len(stored) - len(wanted)
    print_line(
        f"\n{len(chosen)} of {len(stored)}"
        + (f"; {left_out} closed or rejected (--all shows them)" if left_out else "")
    )
    print_line("More of one: linkfinder show ID. As a spreadsheet: linkfinder report " + niche)


def _show(records: "Iterable[OpportunityRecord]") -> None:
    from linkfinder.cli.terminal import escaped_line, new_table, print_table

    rows = new_table("id", "score", "kind", "state", "status", "page", "about")
    for record in records:
        page = record.opportunity
        rows.add_row(
            record.id[:8],
            f"{_points(record):.0f}",
            page.kind,
            page.state,
            f"{record.status} {record.flag}".strip() + (" (new)" if record.is_new else ""),
            escaped_line(page.page_url, 90),
            escaped_line(_about(record), 60),
        )
    print_table(rows)


def _points(record: "OpportunityRecord") -> float:
    return record.score.total if record.score else 0.0


def _about(record: "OpportunityRecord") -> str:
    from linkfinder.model.opportunity import BrokenLink, GuestPost, Mention

    match record.opportunity.facts:
        case BrokenLink(dead_url=dead_url, verdict=verdict):
            return f"{verdict} {dead_url}"
        case Mention(brand=brand):
            return brand
        case GuestPost(cost=cost):
            return str(cost)
