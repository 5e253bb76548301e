"""`linkfinder list`: a niche's opportunities in a terminal, the best first."""

from typing import TYPE_CHECKING, Annotated

import typer

from linkfinder.cli.terminal import as_word, new_table, print_json, print_line, print_table, stacked
from linkfinder.text.cleaning import plain_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linkfinder.model.record import OpportunityRecord

_MAX_LETTERS = 100
"""Of a URL: two lines of its column in a terminal of 80 columns. `show` and --json have the whole URL."""


def _known_kinds(names: list[str] | None) -> list[str] | None:
    if names:
        from linkfinder.app.kinds import kind_names

        for name in names:
            if name not in kind_names():
                raise typer.BadParameter(f"{name!r} is not one of {', '.join(kind_names())}.")
    return names


def list_opportunities(
    niche: Annotated[str, typer.Argument(help="The niche: a name in niches/ or a file.")],
    kind: Annotated[
        list[str] | None,
        typer.Option(
            callback=_known_kinds,
            metavar="KIND",
            help="Only this kind, such as guest_post; may be given again.",
        ),
    ] = None,
    min_score: Annotated[float, typer.Option(help="Only from this score on.")] = 0.0,
    limit: Annotated[int, typer.Option(min=1, help="How many, the best first.")] = 50,
    everything: Annotated[bool, typer.Option("--all", help="Closed and rejected ones too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object an opportunity.")] = False,
) -> None:
    """List a niche's opportunities, what to work on first at the top.

    Example: linkfinder list dental --kind guest_post --min-score 50
    """
    from linkfinder.app.environment import open_current_database
    from linkfinder.app.opportunities import ListFilter, list_opportunities
    from linkfinder.app.record_json import record_as_json
    from linkfinder.niche.load import load_niche

    chosen = ListFilter(kind or (), min_score, limit, closed_too=everything)
    listed = list_opportunities(open_current_database(), load_niche(niche), chosen)
    if as_json:
        for record in listed.records:
            print_json(record_as_json(record))
        return
    _show(listed.records)
    left_out = f"; {listed.left_out} closed or rejected (--all shows them)" if listed.left_out else ""
    print_line(f"\n{len(listed.records)} of {listed.stored}{left_out}")
    print_line(f"More of one: linkfinder show ID. As a spreadsheet: linkfinder report {as_word(niche)}")


def _show(records: "Iterable[OpportunityRecord]") -> None:
    from linkfinder.app.kinds import summary_of
    from linkfinder.app.opportunities import record_score

    rows = new_table("id, score", "what", "page and subject", wrapped=("page and subject",))
    for record in records:
        page = record.opportunity
        status = f"{record.status} {record.flag}".strip() + (", unreported" if record.is_new else "")
        rows.add_row(
            stacked(record.id[:8], f"{record_score(record):.0f}"),
            stacked(page.kind, page.state, status),
            stacked(plain_line(page.page_url, _MAX_LETTERS), plain_line(summary_of(page), _MAX_LETTERS)),
        )
    print_table(rows)
