"""The columns that only one kind of opportunity has."""

from collections.abc import Mapping

from linkfinder.model.kind import OpportunityKind
from linkfinder.report.column_readers import (
    availability_text,
    of_broken_link,
    of_guest_post,
    of_link_context,
    of_mention,
    of_opportunity,
    of_requirements,
    yes_or_empty,
)
from linkfinder.report.listing import ReportLine
from linkfinder.report.rows import CellFormat, Column

ReportColumns = tuple[Column[ReportLine], ...]

GUEST_POST_COLUMNS: ReportColumns = (
    Column(
        "state",
        9,
        CellFormat.TEXT,
        "open, closed or unknown: what the page says",
        of_opportunity(lambda page: page.state),
    ),
    Column(
        "cost",
        11,
        CellFormat.TEXT,
        "free, paid, sponsored, mixed, pays_author or unknown",
        of_guest_post(lambda it: it.cost),
    ),
    Column(
        "price",
        8,
        CellFormat.MONEY,
        "What it costs, when the page says so",
        of_guest_post(lambda it: it.price.amount if it.price else None),
    ),
    Column(
        "currency",
        9,
        CellFormat.TEXT,
        "Of the price",
        of_guest_post(lambda it: it.price.currency if it.price else None),
    ),
    Column(
        "price_unit",
        9,
        CellFormat.TEXT,
        "What the price is for",
        of_guest_post(lambda it: it.price.unit if it.price else None),
    ),
    Column("method", 15, CellFormat.TEXT, "How to submit", of_guest_post(lambda it: ", ".join(it.method))),
    Column("min_words", 8, CellFormat.WHOLE, "Shortest text taken", of_requirements(lambda it: it.min_words)),
    Column("max_words", 8, CellFormat.WHOLE, "Longest text taken", of_requirements(lambda it: it.max_words)),
    Column(
        "links_allowed", 8, CellFormat.WHOLE, "Links an author may set", of_requirements(lambda it: it.links_allowed)
    ),
    Column(
        "link_policy",
        11,
        CellFormat.TEXT,
        "dofollow, nofollow, sponsored, none or on_request",
        of_requirements(lambda it: it.link_policy),
    ),
    Column(
        "bio",
        5,
        CellFormat.TEXT,
        "yes: an author's note is given",
        of_requirements(lambda it: yes_or_empty(is_so=it.bio)),
    ),
    Column(
        "images",
        7,
        CellFormat.TEXT,
        "yes: images are asked for",
        of_requirements(lambda it: yes_or_empty(is_so=it.images)),
    ),
    Column(
        "exclusive",
        9,
        CellFormat.TEXT,
        "yes: not published before",
        of_requirements(lambda it: yes_or_empty(is_so=it.exclusive)),
    ),
    Column(
        "ai_policy",
        10,
        CellFormat.TEXT,
        "Texts written by machines: forbidden, disclose or allowed",
        of_requirements(lambda it: it.ai_policy),
    ),
    Column(
        "topics",
        26,
        CellFormat.MULTILINE,
        "What they want texts about",
        of_requirements(lambda it: ", ".join(it.topics)),
    ),
    Column(
        "response_time", 14, CellFormat.TEXT, "How long an answer takes", of_requirements(lambda it: it.response_time)
    ),
    Column(
        "recheck", 11, CellFormat.DAY, "When a closed door says that it opens", of_guest_post(lambda it: it.recheck)
    ),
)

BROKEN_LINK_COLUMNS: ReportColumns = (
    Column(
        "target",
        7,
        CellFormat.WHOLE,
        "Number of the dead address: rows with the same number are one story",
        lambda line: line.target.number if line.target else None,
    ),
    Column("dead_url", 38, CellFormat.URL, "The address that is dead", of_broken_link(lambda it: it.dead_url)),
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
        "verdict", 14, CellFormat.TEXT, "In which way it is dead; see Legend", of_broken_link(lambda it: it.verdict)
    ),
    Column("reason", 15, CellFormat.TEXT, "The answer's reason code", of_broken_link(lambda it: it.reason)),
    Column("http_status", 8, CellFormat.WHOLE, "The answer's HTTP status", of_broken_link(lambda it: it.status)),
    Column("final_url", 30, CellFormat.URL, "Where it leads now", of_broken_link(lambda it: it.final_url)),
    Column(
        "confirmations", 13, CellFormat.WHOLE, "Checks in a row that agree", of_broken_link(lambda it: it.confirmations)
    ),
    Column("anchor", 24, CellFormat.MULTILINE, "The words of the link", of_broken_link(lambda it: it.anchor)),
    Column("heading", 24, CellFormat.MULTILINE, "The heading above the link", of_broken_link(lambda it: it.heading)),
    Column("rel", 10, CellFormat.TEXT, "The link's rel", of_broken_link(lambda it: " ".join(it.rel))),
    Column(
        "asset_match",
        8,
        CellFormat.SHARE,
        "How well your page replaces it",
        of_broken_link(lambda it: it.asset_match if it.asset_url else None),
    ),
    Column("asset_reason", 26, CellFormat.MULTILINE, "Why your page fits", of_broken_link(lambda it: it.asset_reason)),
    Column("to_say", 30, CellFormat.MULTILINE, "A fact for your letter", of_broken_link(lambda it: it.note)),
    Column(
        "archived_title",
        30,
        CellFormat.MULTILINE,
        "What the dead page used to be",
        of_broken_link(lambda it: it.dead_target.title),
    ),
    Column(
        "archived_copy",
        30,
        CellFormat.URL,
        "Where it can still be read",
        of_broken_link(lambda it: it.dead_target.copy_url),
    ),
    Column("archived", 11, CellFormat.DAY, "When that copy was taken", of_broken_link(lambda it: it.dead_target.saved)),
    Column(
        "dead_domain",
        11,
        CellFormat.TEXT,
        "free: the dead domain can be registered; ending: soon; taken",
        of_broken_link(lambda it: availability_text(it.dead_target.domain)),
    ),
)

MENTION_COLUMNS: ReportColumns = (
    Column("brand", 16, CellFormat.TEXT, "The name that is mentioned", of_mention(lambda it: it.brand)),
    Column(
        "mention_state", 15, CellFormat.TEXT, "Whether and how the page links to you", of_mention(lambda it: it.state)
    ),
    Column("mention_count", 8, CellFormat.WHOLE, "How often the page names you", of_mention(lambda it: it.count)),
    Column("author", 16, CellFormat.TEXT, "Who wrote it", of_mention(lambda it: it.author)),
    Column("linked_url", 30, CellFormat.URL, "Where the page links to instead", of_mention(lambda it: it.linked_url)),
    Column(
        "competitors_linked",
        18,
        CellFormat.MULTILINE,
        "Competitors that the page links to",
        of_mention(lambda it: ", ".join(it.competitors_linked)),
    ),
)

LINK_CONTEXT_COLUMNS: ReportColumns = (
    Column(
        "sentence",
        44,
        CellFormat.MULTILINE,
        "The words around the link or name",
        of_link_context(lambda it: it.sentence),
    ),
    Column("place", 10, CellFormat.TEXT, "Where on the page it stands", of_link_context(lambda it: it.place)),
    Column("your_page", 30, CellFormat.URL, "The page of yours to propose", of_link_context(lambda it: it.asset_url)),
)

COLUMNS_BY_KIND: Mapping[OpportunityKind, ReportColumns] = {
    OpportunityKind.GUEST_POST: GUEST_POST_COLUMNS,
    OpportunityKind.BROKEN_LINK: BROKEN_LINK_COLUMNS + LINK_CONTEXT_COLUMNS,
    OpportunityKind.UNLINKED_MENTION: MENTION_COLUMNS + LINK_CONTEXT_COLUMNS,
}
