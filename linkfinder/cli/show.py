"""`linkfinder show`: one opportunity with its evidence, its contacts, its score and its history."""

from typing import TYPE_CHECKING, Annotated

import typer

from linkfinder.cli.terminal import joined, new_table, print_json, print_line, styled
from linkfinder.text.cleaning import plain_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linkfinder.model.record import OpportunityEvent, OpportunityRecord


def show(
    record_id: Annotated[str, typer.Argument(metavar="ID", help="Its id, or how the id starts; `list` shows it.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Show one opportunity: the evidence, the contacts, the score and its parts, the history.

    Example: linkfinder show 4f0c21
    """
    from linkfinder.app.environment import open_current_database
    from linkfinder.app.opportunities import find_opportunity
    from linkfinder.app.record_json import record_as_json

    record, events = find_opportunity(open_current_database(), record_id)
    if as_json:
        print_json(record_as_json(record, events))
    else:
        _show(record, events)


def _show(record: "OpportunityRecord", events: "Sequence[OpportunityEvent]") -> None:
    from linkfinder.cli.opportunity_view import indented, show_contacts, show_opportunity
    from linkfinder.model.score import Score

    page = record.opportunity
    print_line()
    print_line(styled(plain_line(page.page_title) or plain_line(page.site), "bold"))
    print_line(plain_line(page.page_url))
    state = f"status {record.status}" + (f", flag {record.flag}" if record.flag else "")
    seen = f"first seen {record.first_seen:%Y-%m-%d}, last seen {record.last_seen:%Y-%m-%d}"
    print_line(plain_line(f"{record.id}: niche {page.niche}, {state}, {seen}"))
    show_opportunity(page, record.score or Score(0.0, ()))
    show_contacts(page.contacts)
    if record.also_on:
        print_line()
        print_line(styled("Also on", "bold"))
        others = new_table("page", "why it was not chosen", wrapped=("page", "why it was not chosen"))
        for other in record.also_on:
            others.add_row(plain_line(other.url), plain_line(other.reason))
        indented(others)
    print_line()
    print_line(styled("History", "bold"))
    rows = new_table("when (UTC)", "what", "before", "after", "note", wrapped=("before", "after", "note"))
    for event in events:
        words = (plain_line(event.before), plain_line(event.after), plain_line(event.note))
        rows.add_row(f"{event.at:%Y-%m-%d %H:%M}", event.kind, *words)
    indented(rows)
    for label, text in (("Owner", record.owner), ("Note", record.note)):
        if text:
            print_line(joined(styled(label, "bold"), f"  {plain_line(text)}"))
