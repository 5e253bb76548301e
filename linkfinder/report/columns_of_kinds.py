"""The columns that only one kind of opportunity has."""

from collections.abc import Mapping

from linkfinder.model.kind import OpportunityKind
from linkfinder.report.listing import Line
from linkfinder.report.reading import (
    known,
    of_asked,
    of_broken_link,
    of_guest_post,
    of_mention,
    of_page,
    of_spot,
    yes,
)
from linkfinder.report.rows import Column, Form

Columns = tuple[Column[Line], ...]

GUEST_POST: Columns = (
    Column("state", 9, Form.TEXT, "open, closed or unknown: what the page says", of_page(lambda page: page.state)),
    Column(
        "cost", 11, Form.TEXT, "free, paid, sponsored, mixed, pays_author or unknown", of_guest_post(lambda it: it.cost)
    ),
    Column(
        "price",
        8,
        Form.MONEY,
        "What it costs, when the page says so",
        of_guest_post(lambda it: it.price.amount if it.price else None),
    ),
    Column("currency", 9, Form.TEXT, "Of the price", of_guest_post(lambda it: it.price.currency if it.price else None)),
    Column(
        "price_unit",
        9,
        Form.TEXT,
        "What the price is for",
        of_guest_post(lambda it: it.price.unit if it.price else None),
    ),
    Column("method", 15, Form.TEXT, "How to submit", of_guest_post(lambda it: ", ".join(it.method))),
    Column("min_words", 8, Form.WHOLE, "Shortest text taken", of_asked(lambda it: it.min_words)),
    Column("max_words", 8, Form.WHOLE, "Longest text taken", of_asked(lambda it: it.max_words)),
    Column("links_allowed", 8, Form.WHOLE, "Links an author may set", of_asked(lambda it: it.links_allowed)),
    Column(
        "link_policy",
        11,
        Form.TEXT,
        "dofollow, nofollow, sponsored, none or on_request",
        of_asked(lambda it: it.link_policy),
    ),
    Column("bio", 5, Form.TEXT, "yes: an author's note is given", of_asked(lambda it: yes(is_so=it.bio))),
    Column("images", 7, Form.TEXT, "yes: images are asked for", of_asked(lambda it: yes(is_so=it.images))),
    Column("exclusive", 9, Form.TEXT, "yes: not published before", of_asked(lambda it: yes(is_so=it.exclusive))),
    Column(
        "ai_policy",
        10,
        Form.TEXT,
        "Texts written by machines: forbidden, disclose or allowed",
        of_asked(lambda it: it.ai_policy),
    ),
    Column("topics", 26, Form.LONG, "What they want texts about", of_asked(lambda it: ", ".join(it.topics))),
    Column("response_time", 14, Form.TEXT, "How long an answer takes", of_asked(lambda it: it.response_time)),
    Column("recheck", 11, Form.DAY, "When a closed door says that it opens", of_guest_post(lambda it: it.recheck)),
)

BROKEN_LINK: Columns = (
    Column(
        "target",
        7,
        Form.WHOLE,
        "Number of the dead address: rows with the same number are one story",
        lambda line: line.target.number if line.target else None,
    ),
    Column("dead_url", 38, Form.ADDRESS, "The address that is dead", of_broken_link(lambda it: it.dead_url)),
    Column(
        "pages_linking",
        8,
        Form.WHOLE,
        "Pages of the niche that link to it",
        lambda line: line.target.pages if line.target else None,
    ),
    Column(
        "sites_linking",
        8,
        Form.WHOLE,
        "Sites on this list that link to it",
        lambda line: line.target.sites if line.target else None,
    ),
    Column("verdict", 14, Form.TEXT, "In which way it is dead; see Legend", of_broken_link(lambda it: it.verdict)),
    Column("reason", 15, Form.TEXT, "The answer's reason code", of_broken_link(lambda it: it.reason)),
    Column("http_status", 8, Form.WHOLE, "The answer's HTTP status", of_broken_link(lambda it: it.status)),
    Column("final_url", 30, Form.ADDRESS, "Where it leads now", of_broken_link(lambda it: it.final_url)),
    Column("confirmations", 13, Form.WHOLE, "Checks in a row that agree", of_broken_link(lambda it: it.confirmations)),
    Column("anchor", 24, Form.LONG, "The words of the link", of_broken_link(lambda it: it.anchor)),
    Column("heading", 24, Form.LONG, "The heading above the link", of_broken_link(lambda it: it.heading)),
    Column("rel", 10, Form.TEXT, "The link's rel", of_broken_link(lambda it: " ".join(it.rel))),
    Column(
        "asset_match",
        8,
        Form.SHARE,
        "How well your page replaces it",
        of_broken_link(lambda it: it.asset_match if it.asset_url else None),
    ),
    Column("asset_reason", 26, Form.LONG, "Why your page fits", of_broken_link(lambda it: it.asset_reason)),
    Column("to_say", 30, Form.LONG, "A fact for your letter", of_broken_link(lambda it: it.note)),
    Column("former_title", 30, Form.LONG, "What the dead page used to be", of_broken_link(lambda it: it.former.title)),
    Column(
        "archived_copy", 30, Form.ADDRESS, "Where it can still be read", of_broken_link(lambda it: it.former.copy_url)
    ),
    Column("archived", 11, Form.DAY, "When that copy was taken", of_broken_link(lambda it: it.former.saved)),
    Column(
        "dead_domain",
        11,
        Form.TEXT,
        "free: the dead domain can be registered; ending: soon; taken",
        of_broken_link(lambda it: known(it.former.domain)),
    ),
)

MENTION: Columns = (
    Column("brand", 16, Form.TEXT, "The name that is mentioned", of_mention(lambda it: it.brand)),
    Column("mention_state", 15, Form.TEXT, "Whether and how the page links to you", of_mention(lambda it: it.state)),
    Column("mention_count", 8, Form.WHOLE, "How often the page names you", of_mention(lambda it: it.count)),
    Column("author", 16, Form.TEXT, "Who wrote it", of_mention(lambda it: it.author)),
    Column("linked_url", 30, Form.ADDRESS, "Where the page links to instead", of_mention(lambda it: it.linked_url)),
    Column(
        "competitors_linked",
        18,
        Form.LONG,
        "Competitors that the page links to",
        of_mention(lambda it: ", ".join(it.competitors_linked)),
    ),
)

SPOT: Columns = (
    Column("sentence", 44, Form.LONG, "The words around the link or name", of_spot(lambda it: it.sentence)),
    Column("place", 10, Form.TEXT, "Where on the page it stands", of_spot(lambda it: it.place)),
    Column("your_page", 30, Form.ADDRESS, "The page of yours to propose", of_spot(lambda it: it.asset_url)),
)

OF_KIND: Mapping[OpportunityKind, Columns] = {
    OpportunityKind.GUEST_POST: GUEST_POST,
    OpportunityKind.BROKEN_LINK: BROKEN_LINK + SPOT,
    OpportunityKind.UNLINKED_MENTION: MENTION + SPOT,
}
