"""The columns of guest posts in a report."""

from collections.abc import Callable

from linkfinder.kinds.column_readers import KindColumns, of_facts, yes_or_empty
from linkfinder.kinds.guest_post.facts import GuestPost, Requirements
from linkfinder.model.column import CellFormat, CellValue, Column
from linkfinder.model.report_line import ReportLine


def _of_requirements(read: Callable[[Requirements], CellValue]) -> Callable[[ReportLine], CellValue]:
    return of_facts(GuestPost, lambda facts: read(facts.requirements))


COLUMNS: KindColumns = (
    Column(
        "state",
        9,
        CellFormat.TEXT,
        "open, closed or unknown: what the page says",
        lambda line: line.record.opportunity.state,
    ),
    Column(
        "cost",
        11,
        CellFormat.TEXT,
        "free, paid, sponsored, mixed, pays_author or unknown",
        of_facts(GuestPost, lambda it: it.cost),
    ),
    Column(
        "price",
        8,
        CellFormat.MONEY,
        "What it costs, when the page says so",
        of_facts(GuestPost, lambda it: it.price.amount if it.price else None),
    ),
    Column(
        "currency",
        9,
        CellFormat.TEXT,
        "Of the price",
        of_facts(GuestPost, lambda it: it.price.currency if it.price else None),
    ),
    Column(
        "price_unit",
        9,
        CellFormat.TEXT,
        "What the price is for",
        of_facts(GuestPost, lambda it: it.price.unit if it.price else None),
    ),
    Column("method", 15, CellFormat.TEXT, "How to submit", of_facts(GuestPost, lambda it: ", ".join(it.method))),
    Column(
        "said_in",
        11,
        CellFormat.TEXT,
        "Where the invitation stands: page, faq, contact_page, about_page, start_page, media_kit or section",
        of_facts(GuestPost, lambda it: it.said_in),
    ),
    Column("min_words", 8, CellFormat.WHOLE, "Shortest text taken", _of_requirements(lambda it: it.min_words)),
    Column("max_words", 8, CellFormat.WHOLE, "Longest text taken", _of_requirements(lambda it: it.max_words)),
    Column(
        "min_characters",
        8,
        CellFormat.WHOLE,
        "Shortest text taken, where the page counts characters",
        _of_requirements(lambda it: it.min_characters),
    ),
    Column(
        "max_characters",
        8,
        CellFormat.WHOLE,
        "Longest text taken, where the page counts characters",
        _of_requirements(lambda it: it.max_characters),
    ),
    Column(
        "links_allowed", 8, CellFormat.WHOLE, "Links an author may set", _of_requirements(lambda it: it.links_allowed)
    ),
    Column(
        "link_policy",
        11,
        CellFormat.TEXT,
        "dofollow, nofollow, sponsored, none or on_request",
        _of_requirements(lambda it: it.link_policy),
    ),
    Column(
        "bio",
        5,
        CellFormat.TEXT,
        "yes: an author's note is given",
        _of_requirements(lambda it: yes_or_empty(is_so=it.bio)),
    ),
    Column(
        "images",
        7,
        CellFormat.TEXT,
        "yes: images are asked for",
        _of_requirements(lambda it: yes_or_empty(is_so=it.images)),
    ),
    Column(
        "exclusive",
        9,
        CellFormat.TEXT,
        "yes: not published before",
        _of_requirements(lambda it: yes_or_empty(is_so=it.exclusive)),
    ),
    Column(
        "ai_policy",
        10,
        CellFormat.TEXT,
        "Texts written by machines: forbidden, disclose or allowed",
        _of_requirements(lambda it: it.ai_policy),
    ),
    Column(
        "topics",
        26,
        CellFormat.MULTILINE,
        "What they want texts about",
        _of_requirements(lambda it: ", ".join(it.topics)),
    ),
    Column(
        "response_time", 14, CellFormat.TEXT, "How long an answer takes", _of_requirements(lambda it: it.response_time)
    ),
    Column(
        "also_on",
        36,
        CellFormat.MULTILINE,
        "Other pages of the site about it, and why this page was chosen instead",
        lambda line: tuple(f"{page.url} ({page.reason})" for page in line.record.also_on),
    ),
    Column(
        "recheck",
        11,
        CellFormat.DAY,
        "When the page says that guest posts are taken again",
        of_facts(GuestPost, lambda it: it.recheck),
    ),
)
