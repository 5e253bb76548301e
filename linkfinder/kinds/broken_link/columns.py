"""The columns of broken links in a report, and the sheet of their dead targets."""

from linkfinder.kinds.broken_link.facts import BrokenLink
from linkfinder.kinds.column_readers import KindColumns, link_context_columns, of_facts
from linkfinder.model.column import CellFormat, Column
from linkfinder.model.dead_target import DomainAvailability
from linkfinder.model.report_line import ReportLine, TargetSheet, TargetSummary


def _availability(availability: DomainAvailability) -> str:
    """Show what a registry said; what is unknown is left empty."""
    return "" if availability is DomainAvailability.UNKNOWN else availability


def _score(line: ReportLine) -> float | None:
    return line.record.score.total if line.record.score else None


def _match(facts: BrokenLink) -> float | None:
    return facts.asset_match if facts.asset_url else None


COLUMNS: KindColumns = (
    Column(
        "target",
        7,
        CellFormat.WHOLE,
        "Number of the dead address: rows with the same number link to it",
        lambda line: line.target.number if line.target else None,
    ),
    Column("dead_url", 38, CellFormat.URL, "The address that is dead", of_facts(BrokenLink, lambda it: it.dead_url)),
    Column(
        "pages_linking",
        8,
        CellFormat.WHOLE,
        "Pages of the niche that link to it",
        lambda line: line.target.pages if line.target else None,
    ),
    Column(
        "sites_linking",
        8,
        CellFormat.WHOLE,
        "Sites on this list that link to it",
        lambda line: line.target.sites if line.target else None,
    ),
    Column(
        "verdict",
        14,
        CellFormat.TEXT,
        "In which way it is dead; see Legend",
        of_facts(BrokenLink, lambda it: it.verdict),
    ),
    Column("reason", 15, CellFormat.TEXT, "The answer's reason code", of_facts(BrokenLink, lambda it: it.reason)),
    Column("http_status", 8, CellFormat.WHOLE, "The answer's HTTP status", of_facts(BrokenLink, lambda it: it.status)),
    Column("final_url", 30, CellFormat.URL, "Where it leads now", of_facts(BrokenLink, lambda it: it.final_url)),
    Column(
        "confirmations",
        13,
        CellFormat.WHOLE,
        "Checks in a row that agree",
        of_facts(BrokenLink, lambda it: it.confirmations),
    ),
    Column("anchor", 24, CellFormat.MULTILINE, "The words of the link", of_facts(BrokenLink, lambda it: it.anchor)),
    Column(
        "heading", 24, CellFormat.MULTILINE, "The heading above the link", of_facts(BrokenLink, lambda it: it.heading)
    ),
    Column("rel", 10, CellFormat.TEXT, "The link's rel", of_facts(BrokenLink, lambda it: " ".join(it.rel))),
    Column(
        "asset_match",
        8,
        CellFormat.SHARE,
        "How well your page replaces it",
        of_facts(BrokenLink, lambda it: it.asset_match if it.asset_url else None),
    ),
    Column(
        "asset_reason", 26, CellFormat.MULTILINE, "Why your page fits", of_facts(BrokenLink, lambda it: it.asset_reason)
    ),
    Column("to_say", 30, CellFormat.MULTILINE, "A fact for your letter", of_facts(BrokenLink, lambda it: it.note)),
    Column(
        "archived_title",
        30,
        CellFormat.MULTILINE,
        "What the dead page used to be",
        of_facts(BrokenLink, lambda it: it.dead_target.title),
    ),
    Column(
        "archived_copy",
        30,
        CellFormat.URL,
        "Where it can still be read",
        of_facts(BrokenLink, lambda it: it.dead_target.copy_url),
    ),
    Column(
        "archived",
        11,
        CellFormat.DAY,
        "When that copy was taken",
        of_facts(BrokenLink, lambda it: it.dead_target.saved),
    ),
    Column(
        "dead_domain",
        11,
        CellFormat.TEXT,
        "free: the dead domain can be registered; ending: soon; taken",
        of_facts(BrokenLink, lambda it: _availability(it.dead_target.domain)),
    ),
    *link_context_columns(BrokenLink),
)

DEAD_TARGET_COLUMNS: tuple[Column[TargetSummary[BrokenLink]], ...] = (
    Column("target", 7, CellFormat.WHOLE, "Its number on the sheet of broken links", lambda it: it.target.number),
    Column("dead_url", 44, CellFormat.URL, "The address that is dead", lambda it: it.target.url),
    Column("best_score", 7, CellFormat.SCORE, "Of the best page that links to it", lambda it: _score(it.best)),
    Column("pages_linking", 8, CellFormat.WHOLE, "Pages of the niche that link to it", lambda it: it.target.pages),
    Column("sites_linking", 8, CellFormat.WHOLE, "Sites on the list that link to it", lambda it: it.target.sites),
    Column("sites", 40, CellFormat.MULTILINE, "Which sites", lambda it: ", ".join(it.sites)),
    Column("verdict", 14, CellFormat.TEXT, "In which way it is dead", lambda it: it.facts.verdict),
    Column("reason", 15, CellFormat.TEXT, "The answer's reason code", lambda it: it.facts.reason),
    Column("final_url", 36, CellFormat.URL, "Where it leads now", lambda it: it.facts.final_url),
    Column("your_page", 40, CellFormat.URL, "The page of yours to propose", lambda it: it.facts.asset_url),
    Column("asset_match", 8, CellFormat.SHARE, "How well it replaces what died", lambda it: _match(it.facts)),
    Column("asset_reason", 36, CellFormat.MULTILINE, "Why it fits", lambda it: it.facts.asset_reason),
    Column("to_say", 40, CellFormat.MULTILINE, "A fact for your letters", lambda it: it.facts.note),
    Column("archived_title", 36, CellFormat.MULTILINE, "What it used to be", lambda it: it.facts.dead_target.title),
    Column("archived_copy", 36, CellFormat.URL, "Where it can still be read", lambda it: it.facts.dead_target.copy_url),
    Column("archived", 11, CellFormat.DAY, "When that copy was taken", lambda it: it.facts.dead_target.saved),
    Column(
        "dead_domain",
        11,
        CellFormat.TEXT,
        "free: can be registered",
        lambda it: _availability(it.facts.dead_target.domain),
    ),
)

# The best fitting page of ours may have been found for another page than the best one.
TARGET_SHEET = TargetSheet("Dead targets", DEAD_TARGET_COLUMNS, fit=lambda facts: facts.asset_match)
