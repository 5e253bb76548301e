"""`linkfinder show`: one opportunity with its evidence, its contacts, its score and its history."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linkfinder.model.record import Event, Record


def show(
    record_id: Annotated[str, typer.Argument(metavar="ID", help="Its id, or how the id starts; `list` shows it.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Show one opportunity: the words that prove it, whom to write to, what it is worth, what happened to it.

    Example: linkfinder show 4f0c21
    """
    from linkfinder.cli.database import opened
    from linkfinder.cli.record_json import record_as_json
    from linkfinder.cli.terminal import say_json
    from linkfinder.storage.opportunities import load_events, load_record
    from linkfinder.storage.session import reading

    with reading(opened()) as session:
        record = load_record(session, record_id)
        events = load_events(session, record.id)
    if as_json:
        say_json(record_as_json(record, events))
    else:
        _show(record, events)


def _show(record: "Record", events: "Sequence[Event]") -> None:
    from linkfinder.cli.opportunity_view import indented, show_contacts, show_opportunity
    from linkfinder.cli.terminal import safe, say, table
    from linkfinder.model.score import Score

    page = record.opportunity
    say(f"\n[bold]{safe(page.page_title) or safe(page.site)}[/bold]\n{safe(page.page_url)}")
    state = f"status {record.status}" + (f", flag {record.flag}" if record.flag else "")
    seen = f"first seen {record.first_seen:%Y-%m-%d}, last seen {record.last_seen:%Y-%m-%d}"
    say(f"{record.id}  niche {safe(page.niche)}, {state}, {seen}")
    show_opportunity(page, record.score or Score(0.0, ()))
    show_contacts(page.contacts)
    say("\n[bold]History[/bold]")
    rows = table("when (UTC)", "what", "before", "after", "note")
    for event in events:
        rows.add_row(f"{event.at:%Y-%m-%d %H:%M}", event.kind, safe(event.before), safe(event.after), safe(event.note))
    indented(rows)
    for label, words in (("Owner", record.owner), ("Note", record.note)):
        if words:
            say(f"[bold]{label}[/bold]  {safe(words)}")
