"""The columns, once for all formats. docs/report.md explains them to users."""

from linkfinder.model.kind import OpportunityKind
from linkfinder.model.page import ContactKind
from linkfinder.report import telling
from linkfinder.report.columns_of_kinds import BROKEN_LINK, GUEST_POST, MENTION, OF_KIND, SPOT, Columns
from linkfinder.report.listing import Line
from linkfinder.report.people import other_contacts
from linkfinder.report.reading import of_contact, of_page, of_record, yes
from linkfinder.report.rows import Column, Form

FRONT: Columns = (
    Column("rank", 6, Form.WHOLE, "Place in the order of work, counted over all kinds", lambda line: line.rank or None),
    Column(
        "score",
        7,
        Form.SCORE,
        "0 to 100; what it is made of stands in the last columns",
        of_record(lambda record: record.score.total if record.score else None),
    ),
    Column(
        "status",
        13,
        Form.STATUS,
        "Where it stands; yours to change",
        of_record(lambda each: each.status),
        is_yours=True,
    ),
    Column("site", 24, Form.TEXT, "The site (registrable domain)", of_page(lambda page: page.site)),
)

PAGE: Columns = (
    Column("page_title", 32, Form.LONG, "The title of the page", of_page(lambda page: page.page_title)),
    Column("page_url", 36, Form.ADDRESS, "The page", of_page(lambda page: page.page_url)),
)

WHY: Columns = (
    Column("why", 50, Form.LONG, "What speaks most for it", of_record(lambda each: telling.reasons(each.score))),
)

EVIDENCE: Columns = (
    Column("evidence", 50, Form.LONG, "The page's own words", of_page(lambda page: telling.quotes(page.evidence))),
)

PEOPLE: Columns = (
    Column("email", 28, Form.TEXT, "The best e-mail address found", of_contact(ContactKind.EMAIL, lambda it: it.value)),
    Column("email_role", 11, Form.TEXT, "Whose address it is", of_contact(ContactKind.EMAIL, lambda it: it.role)),
    Column(
        "email_found_on",
        28,
        Form.ADDRESS,
        "The page it stands on",
        of_contact(ContactKind.EMAIL, lambda it: it.page_url),
    ),
    Column("form", 28, Form.ADDRESS, "A form to write with", of_contact(ContactKind.FORM, lambda it: it.value)),
    Column("person", 18, Form.TEXT, "A person who is named", of_contact(ContactKind.PERSON, lambda it: it.value)),
    Column("profile", 26, Form.ADDRESS, "A profile elsewhere", of_contact(ContactKind.SOCIAL, lambda it: it.value)),
    Column(
        "more_contacts", 26, Form.LONG, "All other contacts found", of_page(lambda page: other_contacts(page.contacts))
    ),
)

NUMBERS: Columns = (
    Column(
        "relevance", 9, Form.SHARE, "Likeness of the page to the niche, 0 to 1", of_page(lambda page: page.relevance)
    ),
    Column("confidence", 9, Form.SHARE, "How sure the judgement is, 0 to 1", of_page(lambda page: page.confidence)),
    Column(
        "audience",
        9,
        Form.SHARE,
        "Visits of the site in free lists, 0 to 1",
        of_record(lambda each: each.standing.audience),
    ),
    Column(
        "authority",
        9,
        Form.SHARE,
        "Links to the site in free lists, 0 to 1",
        of_record(lambda each: each.standing.authority),
    ),
    Column(
        "policy_risk",
        8,
        Form.WHOLE,
        "0 to 100: would a search engine call it a scheme?",
        of_record(lambda each: each.score.policy_risk if each.score else None),
    ),
    Column(
        "waste_risk",
        8,
        Form.WHOLE,
        "0 to 100: would the link do nothing?",
        of_record(lambda each: each.score.waste_risk if each.score else None),
    ),
    Column("dangers", 26, Form.LONG, "The signs behind the two risks", of_record(lambda it: telling.dangers(it.score))),
    Column(
        "unknown",
        20,
        Form.LONG,
        "Parts of the score that nobody knows",
        of_record(lambda each: telling.unknowns(each.score)),
    ),
    Column("score_sum", 40, Form.LONG, "The score as a sum", of_record(lambda each: telling.sum_of_parts(each.score))),
)

HISTORY: Columns = (
    Column("language", 9, Form.TEXT, "Of the page", of_page(lambda page: page.language)),
    Column("published", 11, Form.DAY, "Date on the page", of_page(lambda page: page.published)),
    Column("modified", 11, Form.DAY, "Date of the last change on the page", of_page(lambda page: page.modified)),
    Column("first_seen", 11, Form.DAY, "When linkfinder found it", of_record(lambda each: each.first_seen.date())),
    Column("last_seen", 11, Form.DAY, "When it was last seen", of_record(lambda each: each.last_seen.date())),
    Column(
        "last_checked", 11, Form.DAY, "When it was last looked at", of_record(lambda each: each.last_checked.date())
    ),
    Column("new", 5, Form.TEXT, "yes: found by the last crawl", of_record(lambda each: yes(is_so=each.is_new))),
    Column(
        "flag",
        11,
        Form.TEXT,
        "What a crawl noticed since: gone, changed, link_fixed ...",
        of_record(lambda each: each.flag),
    ),
    Column(
        "not_offered",
        13,
        Form.TEXT,
        "A hard reason against it",
        of_record(lambda each: each.score.reject if each.score else None),
    ),
)

YOURS: Columns = (
    Column(
        "owner", 14, Form.TEXT, "Who of you works on it; yours to fill", of_record(lambda it: it.owner), is_yours=True
    ),
    Column("note", 30, Form.LONG, "Anything; yours to fill", of_record(lambda each: each.note), is_yours=True),
)

IDENTITY: Columns = (
    Column("id", 34, Form.TEXT, "Stays the same over all reports; leave it when you edit", of_record(lambda it: it.id)),
)


def columns_for(kind: OpportunityKind) -> Columns:
    """Return the columns of a sheet that holds one kind."""
    return (*FRONT, *PAGE, *WHY, *OF_KIND.get(kind, ()), *EVIDENCE, *PEOPLE, *YOURS, *NUMBERS, *HISTORY, *IDENTITY)


KIND: Column[Line] = Column(
    "kind", 17, Form.TEXT, "The method: guest_post, broken_link, unlinked_mention", of_page(lambda it: it.kind)
)

ALL_COLUMNS: Columns = (
    *FRONT[:3],
    KIND,
    *FRONT[3:],
    *PAGE,
    *WHY,
    *GUEST_POST,
    *BROKEN_LINK,
    *MENTION,
    *SPOT,
    *EVIDENCE,
    *PEOPLE,
    *YOURS,
    *NUMBERS,
    *HISTORY,
    *IDENTITY,
)
"""The columns of a file that holds all kinds."""
