"""A judged page as a person reads it in a terminal."""

from collections import Counter
from datetime import UTC, datetime

from rich.table import Table

from linkfinder.analysis.relevance import Relevance
from linkfinder.cli.opportunity_view import QUOTE_WIDTH, indented, show_contacts, show_evidence, show_opportunity
from linkfinder.cli.terminal import escaped_line, new_table, print_line
from linkfinder.model.niche import Niche
from linkfinder.model.opportunity import Judgement, Mention
from linkfinder.model.page import FoundDate, Page
from linkfinder.model.score import SiteMetrics
from linkfinder.scoring.score import score
from linkfinder.urls import is_same_site


def show_page(page: Page, judgement: Judgement, relevance: Relevance, niche: Niche) -> None:
    """Print what was read and judged, in the order a person asks: what is it, what is on it, what is it worth."""
    print_line(f"\n[bold]{escaped_line(page.title) or 'No title'}[/bold]")
    print_line(escaped_line(page.url))
    indented(_facts(page, relevance))
    show_contacts(page.contacts)
    _show_links(page)
    for opportunity in judgement.opportunities:
        show_opportunity(opportunity, score(opportunity, SiteMetrics(), niche, datetime.now(UTC).date()))
    _show_mentions(judgement.mentions)
    for rejection in judgement.rejections:
        print_line(
            f"\n[yellow]Rejected[/yellow] as {rejection.kind}: {escaped_line(rejection.reason)} "
            f"{escaped_line(rejection.detail)}"
        )
        show_evidence(rejection.evidence)
    if not (judgement.opportunities or judgement.rejections or judgement.mentions):
        print_line("\nNothing here looks like an opportunity.")


def _facts(page: Page, relevance: Relevance) -> Table:
    rows = new_table("", "")
    rows.show_header = False
    rows.add_row("language", escaped_line(page.language) or "unknown")
    rows.add_row("published", _date(page.published))
    rows.add_row("modified", _date(page.modified))
    rows.add_row("words", str(page.words))
    rows.add_row("class", f"{page.page_class} {escaped_line(page.class_reason)}")
    rows.add_row("relevance", f"{relevance.value:.2f}  {escaped_line(relevance.reason)}")
    if page.needs_browser:
        rows.add_row("needs a browser", escaped_line(page.needs_browser))
    if page.is_noindex or page.is_nofollow:
        rows.add_row(
            "robots", " ".join(w for w, on in (("noindex", page.is_noindex), ("nofollow", page.is_nofollow)) if on)
        )
    return rows


def _date(found: FoundDate | None) -> str:
    return f"{found.value.isoformat()}  ({escaped_line(found.source)})" if found else "unknown"


def _show_links(page: Page) -> None:
    outbound = [link for link in page.links if not is_same_site(link.url, page.url)]
    places = Counter(link.place for link in outbound)
    told = ", ".join(f"{count} in {place}" for place, count in places.most_common()) or "none"
    print_line(f"\n[bold]Links[/bold]  {len(page.links)}, of them to other sites: {told}")


def _show_mentions(mentions: tuple[Mention, ...]) -> None:
    if mentions:
        print_line("\n[bold]Mentions[/bold]")
        rows = new_table("name", "state", "place", "sentence")
        for mention in mentions:
            rows.add_row(
                escaped_line(mention.brand),
                mention.state,
                mention.place,
                f"“{escaped_line(mention.sentence, QUOTE_WIDTH)}”",
            )
        indented(rows)
