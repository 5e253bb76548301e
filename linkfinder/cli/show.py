"""`linkfinder show`: one opportunity with its evidence, its contacts, its score and its history."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linkfinder.model.record import OpportunityEvent, OpportunityRecord


def show(
    record_id: Annotated[str, typer.Argument(metavar="ID", help="Its id, or how the id starts; `list` shows it.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Show one opportunity: the words that prove it, whom to write to, what it is worth, what happened to it.

    Example: linkfinder show 4f0c21
    """
    from linkfinder.app.database import open_current_database
    from linkfinder.app.record_json import record_as_json
    from linkfinder.cli.terminal import print_json
    from linkfinder.storage.opportunities import load_events, load_record
    from linkfinder.storage.session import read_only_session

    with read_only_session(open_current_database()) as session:
        record = load_record(session, record_id)
        events = load_events(session, record.id)
    if as_json:
        print_json(record_as_json(record, events))
    else:
        _show(record, events)


def _show(record: "OpportunityRecord", events: "Sequence[OpportunityEvent]") -> None:
    from linkfinder.cli.opportunity_view import indented, show_contacts, show_opportunity
    from linkfinder.cli.terminal import escaped_line, new_table, print_line
    from linkfinder.model.score import Score

    page = record.opportunity
    print_line(
        f"\n[bold]{escaped_line(page.page_title) or escaped_line(page.site)}[/bold]\n{escaped_line(page.page_url)}"
    )
    state = f"status {record.status}" + (f", flag {record.flag}" if record.flag else "")
    seen = f"first seen {record.first_seen:%Y-%m-%d}, last seen {record.last_seen:%Y-%m-%d}"
    print_line(f"{record.id}  niche {escaped_line(page.niche)}, {state}, {seen}")
    show_opportunity(page, record.score or Score(0.0, ()))
    show_contacts(page.contacts)
    print_line("\n[bold]History[/bold]")
    rows = new_table("when (UTC)", "what", "before", "after", "note")
    for event in events:
        rows.add_row(
            f"{event.at:%Y-%m-%d %H:%M}",
            event.kind,
            escaped_line(event.before),
            escaped_line(event.after),
            escaped_line(event.note),
        )
    indented(rows)
    for label, words in (("Owner", record.owner), ("Note", record.note)):
        if words:
            print_line(f"[bold]{label}[/bold]  {escaped_line(words)}")
