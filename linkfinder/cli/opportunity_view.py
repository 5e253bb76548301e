"""An opportunity as a person reads it in a terminal: what it is, the words that prove it, and what it is worth."""

from rich.padding import Padding
from rich.table import Table

from linkfinder.cli.terminal import escaped_line, new_table, print_line, print_table
from linkfinder.model.opportunity import BrokenLink, Evidence, GuestPost, Mention, Opportunity
from linkfinder.model.page import Contact
from linkfinder.model.score import Score

QUOTE_WIDTH = 160
"""Two lines of an ordinary terminal: enough to recognise a sentence."""


def show_opportunity(opportunity: Opportunity, score: Score) -> None:
    """Print one opportunity with its terms, evidence and score."""
    sure = f"confidence {opportunity.confidence:.2f}, score {score.total:.0f}"
    print_line(f"\n[green]{opportunity.kind}[/green] {opportunity.state}, {sure}")
    print_line("  " + escaped_line("; ".join(_terms(opportunity.facts))))
    show_evidence(opportunity.evidence)
    show_score(score)


def show_evidence(evidence: tuple[Evidence, ...]) -> None:
    """Print quotes with the sign each one is, and its place on the page."""
    rows = new_table("signal", "place", "quote")
    for item in evidence:
        rows.add_row(escaped_line(item.signal), item.place, f"“{escaped_line(item.quote, QUOTE_WIDTH)}”")
    if evidence:
        indented(rows)


def show_score(score: Score) -> None:
    """Print the parts of a score with their reasons, and the hard reason against it if there is one."""
    rows = new_table("part", "points", "reason")
    for part in score.parts:
        rows.add_row(
            escaped_line(part.name),
            f"{part.points:+.1f}" if part.value is not None else "unknown",
            escaped_line(part.reason),
        )
    indented(rows)
    if score.reject:
        print_line(f"  [red]Not offered:[/red] {escaped_line(score.reject)}")


def show_contacts(contacts: tuple[Contact, ...]) -> None:
    """Print who can be written to, and how that was found."""
    if contacts:
        print_line("\n[bold]Contacts[/bold]")
        rows = new_table("kind", "value", "found by", "role", "place")
        for each in contacts:
            rows.add_row(
                each.kind,
                escaped_line(each.value, 80),
                escaped_line(each.found_by),
                escaped_line(each.role),
                each.place,
            )
        indented(rows)


def indented(rows: Table) -> None:
    """Print a table two columns in."""
    print_table(Padding(rows, (0, 0, 0, 2), expand=False))


def _terms(facts: GuestPost | BrokenLink | Mention) -> list[str]:
    match facts:
        case GuestPost():
            return _guest_post_terms(facts)
        case BrokenLink():
            told = [f"{facts.dead_url}: {facts.verdict} ({facts.reason})", f"seen {facts.confirmations} times"]
            return [*told, f"offer {facts.asset_url}" if facts.asset_url else "nothing of yours fits"]
        case Mention():
            return [f"{facts.brand}: {facts.state}", f"named {facts.count} times", f"in {facts.place}"]


def _guest_post_terms(facts: GuestPost) -> list[str]:
    asked = facts.requirements
    price = f", {facts.price.amount:g} {facts.price.currency} a {facts.price.unit or 'post'}" if facts.price else ""
    words = "-".join(str(number) for number in (asked.min_words, asked.max_words) if number)
    told = [f"cost {facts.cost}{price}", f"how {', '.join(facts.method)}" if facts.method else ""]
    told += [f"{words} words" if words else "", f"links {asked.link_policy}" if asked.link_policy else ""]
    return [part for part in told if part]
