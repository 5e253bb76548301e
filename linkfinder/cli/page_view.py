"""A judged page as a person reads it in a terminal."""

from collections import Counter
from datetime import UTC, datetime

from rich.padding import Padding
from rich.table import Table

from linkfinder.analysis.relevance import Relevance
from linkfinder.cli.terminal import console, safe, say, table
from linkfinder.model.niche import Niche
from linkfinder.model.opportunity import Evidence, GuestPost, Judgement, Mention, Opportunity
from linkfinder.model.page import FoundDate, Page
from linkfinder.model.score import Score, Standing
from linkfinder.scoring.score import score
from linkfinder.urls import is_same_site

QUOTE_WIDTH = 160
"""Two lines of an ordinary terminal: enough to recognise a sentence."""


def show_page(page: Page, judgement: Judgement, relevance: Relevance, niche: Niche) -> None:
    """Print what was read and judged, in the order a person asks: what is it, what is on it, what is it worth."""
    say(f"\n[bold]{safe(page.title) or 'No title'}[/bold]")
    say(safe(page.url))
    _indented(_facts(page, relevance))
    _show_contacts(page)
    _show_links(page)
    for opportunity in judgement.opportunities:
        _show_opportunity(opportunity, niche)
    _show_mentions(judgement.mentions)
    for rejection in judgement.rejections:
        say(f"\n[yellow]Turned down[/yellow] as {rejection.kind}: {safe(rejection.reason)} {safe(rejection.detail)}")
        _show_evidence(rejection.evidence)
    if not (judgement.opportunities or judgement.rejections or judgement.mentions):
        say("\nNothing here looks like an opportunity.")


def _facts(page: Page, relevance: Relevance) -> Table:
    rows = table("", "")
    rows.show_header = False
    rows.add_row("language", safe(page.language) or "unknown")
    rows.add_row("published", _date(page.published))
    rows.add_row("modified", _date(page.modified))
    rows.add_row("words", str(page.words))
    rows.add_row("class", f"{page.page_class} {safe(page.class_reason)}")
    rows.add_row("relevance", f"{relevance.value:.2f}  {safe(relevance.reason)}")
    if page.needs_browser:
        rows.add_row("needs a browser", safe(page.needs_browser))
    if page.is_noindex or page.is_nofollow:
        rows.add_row(
            "robots", " ".join(w for w, on in (("noindex", page.is_noindex), ("nofollow", page.is_nofollow)) if on)
        )
    return rows


def _date(found: FoundDate | None) -> str:
    return f"{found.value.isoformat()}  ({safe(found.source)})" if found else "unknown"


def _show_contacts(page: Page) -> None:
    if page.contacts:
        say("\n[bold]Contacts[/bold]")
        rows = table("kind", "value", "found by", "role", "place")
        for contact in page.contacts:
            rows.add_row(
                contact.kind, safe(contact.value, 80), safe(contact.found_by), safe(contact.role), contact.place
            )
        _indented(rows)


def _show_links(page: Page) -> None:
    outbound = [link for link in page.links if not is_same_site(link.url, page.url)]
    places = Counter(link.place for link in outbound)
    told = ", ".join(f"{count} in {place}" for place, count in places.most_common()) or "none"
    say(f"\n[bold]Links[/bold]  {len(page.links)}, of them to other sites: {told}")


def _show_opportunity(opportunity: Opportunity, niche: Niche) -> None:
    weighed = score(opportunity, Standing(), niche, datetime.now(UTC).date())
    sure = f"confidence {opportunity.confidence:.2f}, score {weighed.total:.0f}"
    say(f"\n[green]{opportunity.kind}[/green] {opportunity.state}, {sure}")
    if isinstance(opportunity.facts, GuestPost):
        _show_terms(opportunity.facts)
    _show_evidence(opportunity.evidence)
    _show_score(weighed)


def _show_terms(facts: GuestPost) -> None:
    asked = facts.requirements
    price = f", {facts.price.amount:g} {facts.price.currency} a {facts.price.unit or 'post'}" if facts.price else ""
    words = "-".join(str(n) for n in (asked.min_words, asked.max_words) if n)
    told = [f"cost {facts.cost}{price}", f"how {', '.join(facts.method)}" if facts.method else ""]
    told += [f"{words} words" if words else "", f"links {asked.link_policy}" if asked.link_policy else ""]
    say("  " + safe("; ".join(part for part in told if part)))


def _show_evidence(evidence: tuple[Evidence, ...]) -> None:
    rows = table("signal", "place", "quote")
    for item in evidence:
        rows.add_row(safe(item.signal), item.place, f"“{safe(item.quote, QUOTE_WIDTH)}”")
    if evidence:
        _indented(rows)


def _show_score(weighed: Score) -> None:
    rows = table("part", "points", "reason")
    for part in weighed.parts:
        rows.add_row(safe(part.name), f"{part.points:+.1f}" if part.value is not None else "unknown", safe(part.reason))
    _indented(rows)
    if weighed.reject:
        say(f"  [red]Not offered:[/red] {safe(weighed.reject)}")


def _show_mentions(mentions: tuple[Mention, ...]) -> None:
    if mentions:
        say("\n[bold]Mentions[/bold]")
        rows = table("name", "state", "place", "sentence")
        for mention in mentions:
            rows.add_row(safe(mention.brand), mention.state, mention.place, f"“{safe(mention.sentence, QUOTE_WIDTH)}”")
        _indented(rows)


def _indented(rows: Table) -> None:
    console().print(Padding(rows, (0, 0, 0, 2)))
