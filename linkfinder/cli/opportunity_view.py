"""An opportunity as a person reads it in a terminal: what it is, its evidence, and its score."""

from rich.padding import Padding
from rich.table import Table

from linkfinder.app.kinds import terms_of
from linkfinder.cli.terminal import joined, new_table, print_line, print_table, styled
from linkfinder.model.opportunity import Evidence, Opportunity
from linkfinder.model.page import Contact
from linkfinder.model.score import Score
from linkfinder.text.cleaning import plain_line

QUOTE_WIDTH = 160
"""Characters; two lines of an ordinary terminal: enough to recognise a sentence."""


def show_opportunity(opportunity: Opportunity, score: Score) -> None:
    """Print one opportunity with its terms, evidence and score."""
    confidence = f" {opportunity.state}, confidence {opportunity.confidence:.2f}, score {score.total:.0f}"
    print_line()
    print_line(joined(styled(opportunity.kind, "green"), confidence))
    print_line("  " + plain_line("; ".join(terms_of(opportunity))))
    show_evidence(opportunity.evidence)
    show_score(score)


def show_evidence(evidence: tuple[Evidence, ...]) -> None:
    """Print quotes with the signal each one is, and its place on the page."""
    rows = new_table("signal", "place", "quote", wrapped=("quote",))
    for item in evidence:
        rows.add_row(plain_line(item.signal), item.place, f"“{plain_line(item.quote, QUOTE_WIDTH)}”")
    if evidence:
        indented(rows)


def show_score(score: Score) -> None:
    """Print the parts of a score with their reasons, and the reason for a hard reject if there is one."""
    rows = new_table("part", "points", "reason", wrapped=("reason",))
    for part in score.parts:
        points = f"{part.points:+.1f}" if part.value is not None else "unknown"
        rows.add_row(plain_line(part.name), points, plain_line(part.reason))
    indented(rows)
    if score.reject:
        print_line(joined("  ", styled("Rejected:", "red"), f" {plain_line(score.reject)}"))


def show_contacts(contacts: tuple[Contact, ...]) -> None:
    """Print who can be written to, and how that was found."""
    if contacts:
        print_line()
        print_line(styled("Contacts", "bold"))
        rows = new_table("kind", "value", "found by", "role", "place", wrapped=("value",))
        for each in contacts:
            rows.add_row(
                each.kind, plain_line(each.value, 80), plain_line(each.found_by), plain_line(each.role), each.place
            )
        indented(rows)


def indented(rows: Table) -> None:
    """Print a table two columns in."""
    print_table(Padding(rows, (0, 0, 0, 2), expand=False))
