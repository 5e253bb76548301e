"""A judged page as a person reads it in a terminal."""

from collections import Counter
from typing import TYPE_CHECKING

from rich.table import Table

from linkfinder.cli.opportunity_view import QUOTE_WIDTH, indented, show_contacts, show_evidence, show_opportunity
from linkfinder.cli.terminal import joined, new_table, print_line, styled
from linkfinder.model.opportunity import Mention, Risk
from linkfinder.model.page import FoundDate, Page
from linkfinder.text.cleaning import plain_line
from linkfinder.urls import is_same_site

if TYPE_CHECKING:
    from linkfinder.app.explain import ExplainedPage


def show_page(explained: "ExplainedPage") -> None:
    """Print what was read and judged, in the order a person asks: what is it, what is on it, what is it worth."""
    page, judgement = explained.page, explained.judgement
    print_line()
    print_line(styled(plain_line(page.title) or "No title", "bold"))
    print_line(plain_line(page.url))
    indented(_facts(explained))
    show_contacts(page.contacts)
    _show_links(page)
    _show_risks(explained.risks)
    for opportunity, score in zip(judgement.opportunities, explained.scores, strict=True):
        show_opportunity(opportunity, score)
    _show_mentions(judgement.mentions)
    for rejection in judgement.rejections:
        reason = plain_line(f"as {rejection.kind}: {rejection.reason} {rejection.detail}")
        print_line()
        print_line(joined(styled("Rejected", "yellow"), f" {reason}"))
        show_evidence(rejection.evidence)
    if not (judgement.opportunities or judgement.rejections or judgement.mentions):
        print_line("\nNothing here looks like an opportunity.")


def _facts(explained: "ExplainedPage") -> Table:
    page, relevance = explained.page, explained.relevance
    rows = new_table("", "value", wrapped=("value",))
    rows.show_header = False
    rows.add_row("language", plain_line(page.language) or "unknown")
    rows.add_row("published", _date(page.published))
    rows.add_row("modified", _date(page.modified))
    rows.add_row("words", str(page.words))
    rows.add_row("class", plain_line(f"{page.page_class} {page.class_reason}"))
    rows.add_row("relevance", f"{relevance.value:.2f}  {plain_line(relevance.reason)}")
    if page.needs_browser:
        rows.add_row("needs a browser", plain_line(page.needs_browser))
    if page.is_noindex or page.is_nofollow:
        rules = (("noindex", page.is_noindex), ("nofollow", page.is_nofollow))
        rows.add_row("robots", " ".join(name for name, is_set in rules if is_set))
    return rows


def _date(found: FoundDate | None) -> str:
    return f"{found.value.isoformat()}  ({plain_line(found.source)})" if found else "unknown"


def _show_links(page: Page) -> None:
    outbound = [link for link in page.links if not is_same_site(link.url, page.url)]
    places = Counter(link.place for link in outbound)
    counted = ", ".join(f"{count} in {place}" for place, count in places.most_common()) or "none"
    folded = sum(link.is_folded for link in page.links)
    print_line()
    print_line(joined(styled("Links", "bold"), f"  {len(page.links)}, of them to other sites: {counted}"))
    if folded:
        print_line(f"  {folded} of them are not shown at first: folded menus and tabs, noscript, frames")
    if page.links_left_out:
        print_line(f"  {page.links_left_out} more were not read: the page has more links than are read of one page")


def _show_risks(risks: tuple[Risk, ...]) -> None:
    if risks:
        print_line()
        print_line(styled("Risks", "bold"))
        rows = new_table("kind", "points", "reason", wrapped=("reason",))
        for risk in risks:
            rows.add_row("waste" if risk.is_waste else "policy", str(risk.points), plain_line(risk.reason))
        indented(rows)


def _show_mentions(mentions: tuple[Mention, ...]) -> None:
    if mentions:
        print_line()
        print_line(styled("Mentions", "bold"))
        rows = new_table("name", "state", "place", "sentence", wrapped=("name", "sentence"))
        for mention in mentions:
            sentence = f"“{plain_line(mention.sentence, QUOTE_WIDTH)}”"
            rows.add_row(plain_line(mention.brand), mention.state, mention.place, sentence)
        indented(rows)
