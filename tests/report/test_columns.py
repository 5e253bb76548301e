"""The columns: one row a record, nothing invented, the same names everywhere."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from linkfinder.kinds.broken_link.columns import DEAD_TARGET_COLUMNS
from linkfinder.kinds.guest_post.facts import Cost, GuestPost, Price, Requirements
from linkfinder.kinds.registry import all_kinds
from linkfinder.model.column import CellValue, row_of
from linkfinder.model.dead_target import DeadTargetInfo
from linkfinder.model.opportunity import Evidence, Opportunity, OpportunityState
from linkfinder.model.page import Contact, ContactKind, Place
from linkfinder.model.record import OtherPage
from linkfinder.model.score import Factor, Score, ScorePart, SiteMetrics
from linkfinder.model.status import Flag, Status
from linkfinder.report import explanation
from linkfinder.report.base import Report
from linkfinder.report.columns import all_columns, columns_for
from linkfinder.report.contacts import best_contact, other_contacts
from linkfinder.report.legend import FACTOR_MEANINGS, FLAG_MEANINGS, STATUS_MEANINGS, VERDICT_MEANINGS
from linkfinder.report.listing import arrange_report
from linkfinder.report.sheets.not_listed import CLOSED_COLUMNS, REJECTED_COLUMNS
from tests.report.conftest import NOW, MakeRecord, MakeReport, broken_link, mention, score_of

OURS = "https://acme-dental.example/guide"
DOCS = Path(__file__).parents[2] / "docs"


def values(report: Report) -> dict[str, CellValue]:
    line = arrange_report(report).listed[0]
    row = row_of(line, all_columns())
    return {column.name: value for column, value in zip(all_columns(), row, strict=True) if value is not None}


def test_a_guest_post_shows_what_the_page_says(make_record: MakeRecord, make_report: MakeReport) -> None:
    row = values(make_report(make_record()))
    assert (row["rank"], row["score"], row["status"], row["kind"]) == (1, 50.0, "new", "guest_post")
    assert (row["state"], row["cost"], row["price"], row["currency"], row["price_unit"]) == (
        "open",
        "mixed",
        49.5,
        "EUR",
        "post",
    )
    assert (row["min_words"], row["max_words"], row["links_allowed"], row["link_policy"]) == (800, 1500, 1, "nofollow")
    assert (row["method"], row["bio"], row["topics"]) == ("email, form", "yes", "teeth")
    assert (row["email"], row["email_role"]) == ("editor@teethblog.example", "editorial")
    assert row["evidence"] == ("“We welcome guest articles.”",)


def test_what_a_page_does_not_say_stays_empty(make_record: MakeRecord, make_report: MakeReport) -> None:
    row = values(make_report(make_record(contacts=(), published=None, evidence=())))
    unsaid = {"images", "exclusive", "ai_policy", "response_time", "recheck", "audience", "authority", "published"}
    assert not unsaid & set(row)
    assert not {"email", "form", "evidence", "dead_url", "brand", "flag", "not_offered", "new", "note"} & set(row)


def test_a_broken_link_shows_what_died_and_what_could_replace_it(
    make_record: MakeRecord, make_report: MakeReport
) -> None:
    row = values(make_report(make_record(broken_link(), other_pages=2)))
    assert (row["target"], row["dead_url"], row["pages_linking"], row["sites_linking"]) == (
        1,
        "https://gone.example/guide",
        3,
        1,
    )
    assert (row["verdict"], row["reason"], row["http_status"], row["confirmations"]) == ("parked", "for_sale", 200, 2)
    assert (row["anchor"], row["place"], row["sentence"]) == ("a guide", "list", "See also a guide to implants.")
    assert (row["your_page"], row["asset_match"]) == ("https://acme-dental.example/guide", 0.6)
    assert row["to_say"] == "The site is for sale."
    assert (row["archived_title"], row["archived"], row["dead_domain"]) == (
        "A guide to implants",
        date(2019, 2, 3),
        "ending",
    )
    assert row["archived_copy"] == "https://web.archive.org/web/20190203040506/https://gone.example/guide"


def test_a_dead_link_that_was_not_looked_up_says_nothing_of_its_past(
    make_record: MakeRecord, make_report: MakeReport
) -> None:
    row = values(make_report(make_record(replace(broken_link(), dead_target=DeadTargetInfo()))))
    assert not {"archived_title", "archived_copy", "archived", "dead_domain"} & set(row)


def test_a_mention_shows_who_names_us_and_how(make_record: MakeRecord, make_report: MakeReport) -> None:
    row = values(make_report(make_record(mention(), is_new=True)))
    assert (row["brand"], row["mention_state"], row["mention_count"], row["author"]) == (
        "Acme Dental",
        "unlinked",
        2,
        "A. Writer",
    )
    assert (row["place"], row["sentence"], row["new"]) == ("body", "Acme Dental opened a clinic.", "yes")


def test_reasons_come_by_weight_and_a_hard_one_before_all(make_record: MakeRecord, make_report: MakeReport) -> None:
    row = values(make_report(make_record(reject="competitor", status="approved")))
    assert row["why"] == ("not to be offered: it is a competitor", "relevance: teeth in the title")
    assert row["not_offered"] == "competitor"
    assert row["unknown"] == "audience"


def test_the_heaviest_drawback_takes_the_third_line() -> None:
    merits = [ScorePart(factor, 0.9, 10.0, "good") for factor in (Factor.RELEVANCE, Factor.EVIDENCE, Factor.LINK)]
    weak = ScorePart(Factor.AUDIENCE, 0.5, 12.0, "so so")
    costs = [ScorePart(Factor.COST, 1.0, -25.0, "a fee"), ScorePart(Factor.WASTE_RISK, 0.1, -3.0, "nofollow")]
    assert explanation.reasons(Score(10.0, (*merits, weak, *costs))) == (
        "evidence: good",
        "link: good",
        "against: cost: a fee",
    )


def test_the_sum_of_a_score_can_be_followed() -> None:
    parts = (
        ScorePart(Factor.RELEVANCE, 0.5, 17.0, "x"),
        ScorePart(Factor.AUDIENCE, None, 0.0, "x"),
        ScorePart(Factor.COST, 1.0, -12.25, "x"),
        ScorePart(Factor.EFFORT, 0.0, 0.0, "x"),
        ScorePart(Factor.POLICY_RISK, 0.3, -1.0, "links to casinos"),
    )
    score = Score(3.75, parts)
    assert explanation.sum_of_parts(score) == "relevance 17 + audience ? - cost 12.25 - policy risk 1"
    assert explanation.risk_reasons(score) == ("links to casinos",)
    assert explanation.sum_of_parts(None) == explanation.unknown_parts(None) == ""
    assert explanation.reasons(None) == explanation.risk_reasons(None) == ()


def test_at_most_three_quotes_are_shown() -> None:
    assert len(explanation.quotes([Evidence("x", str(n)) for n in range(9)])) == 3


def with_contacts(*contacts: Contact) -> Opportunity:
    return Opportunity("guest_post", "dental", "http://a.example/write", "a.example", GuestPost(), contacts=contacts)


def test_the_editor_comes_before_the_office_and_sales() -> None:
    mails = [
        Contact(ContactKind.EMAIL, f"{role}@a.example", "mailto", role=role)
        for role in ("sales", "general", "editorial", "gardening")
    ]
    form = Contact(ContactKind.FORM, "https://a.example/contact", "form")
    post = with_contacts(*mails, form)
    assert best_contact(post, ContactKind.EMAIL) == mails[2]
    assert best_contact(with_contacts(*mails), ContactKind.FORM) is None
    assert other_contacts(post) == ("sales@a.example", "general@a.example", "gardening@a.example")


def test_who_is_named_on_the_page_itself_comes_before_the_editors_of_other_pages() -> None:
    here = with_contacts().page_url
    office = Contact(ContactKind.EMAIL, "office@a.example", "text", "general", page_url=here)
    editor = Contact(ContactKind.EMAIL, "editor@a.example", "mailto", "editorial", page_url="http://a.example/team")
    assert best_contact(with_contacts(editor, office), ContactKind.EMAIL) == office
    sales = replace(office, role="sales")
    footer = replace(office, place=Place.FOOTER)
    for lesser in (sales, footer):
        assert best_contact(with_contacts(lesser, editor), ContactKind.EMAIL) == editor


def test_every_column_has_one_name_and_stands_in_the_file_of_all_kinds() -> None:
    names = [column.name for column in all_columns()]
    assert len(set(names)) == len(names)
    for kind in all_kinds():
        sheet = {column.name for column in columns_for(kind)}
        assert sheet <= set(names)
        assert {"id", "status", "owner", "note"} <= sheet


def test_headings_can_be_read_and_turned_back_into_names() -> None:
    titles = {column.title for column in all_columns()}
    assert {"Page title", "Dead URL", "HTTP status", "AI policy", "ID"} <= titles
    assert {title.lower().replace(" ", "_") for title in titles} == {column.name for column in all_columns()}


def test_people_write_in_three_columns_only() -> None:
    assert [column.name for column in all_columns() if column.is_editable] == ["status", "owner", "note"]


def test_the_docs_explain_every_column() -> None:
    page = (DOCS / "reference" / "report.md").read_text(encoding="utf-8")
    names = {column.name for column in (*all_columns(), *CLOSED_COLUMNS)}
    names |= {column.name for column in DEAD_TARGET_COLUMNS} | {column.name for column in REJECTED_COLUMNS}
    assert {name for name in names if f"`{name}`" not in page} == set()


def test_the_legend_knows_every_word() -> None:
    for words in (FACTOR_MEANINGS, VERDICT_MEANINGS, STATUS_MEANINGS):
        assert set(words) == set(type(next(iter(words))))
    assert len(FLAG_MEANINGS) == 5


def test_the_docs_explain_every_part_of_the_score() -> None:
    page = (DOCS / "reference" / "scoring.md").read_text(encoding="utf-8")
    assert {str(factor) for factor in Factor if f"`{factor}`" not in page} == set()


def test_every_column_has_something_to_tell(make_record: MakeRecord, make_report: MakeReport) -> None:
    """A column that stays empty for records of which all is known has no use."""
    asked = Requirements(
        500, 900, 2, "none", bio=True, images=True, exclusive=True, ai_policy="disclose", response_time="two weeks",
        topics=("teeth",), min_characters=3000, max_characters=6000,
    )  # fmt: skip
    post = GuestPost(Cost.PAID, Price(20, "USD", "post"), asked, ("form",), date(2027, 1, 4), "faq")
    dead = replace(
        broken_link(),
        final_url="https://shop.example/",
        heading="Reading",
        rel=("ugc", "nofollow"),
        asset_reason="both are guides",
    )
    named = replace(
        mention(), linked_url="https://wrong.example/", competitors_linked=("rival.example",), asset_url=OURS
    )
    contacts = tuple(
        Contact(kind, f"https://x.example/{kind}", "text", "editorial", page_url=OURS) for kind in ContactKind
    )
    danger = ScorePart(Factor.POLICY_RISK, 0.4, -8.0, "sells_placements: offers paid links")
    score = Score(40.0, (*score_of(48.0).parts, danger), policy_risk=40, waste_risk=5, reject="seller")
    of_all = {
        "contacts": (*contacts, Contact(ContactKind.EMAIL, "desk@x.example", "text")),
        "score": score,
        "status": Status.REVIEWING,
        "modified": date(2026, 10, 2),
        "flag": Flag.CHANGED,
        "is_new": True,
        "owner": "Ada",
        "note": "call first",
        "other_pages": 1,
        "also_on": (OtherPage("https://x.example/faq", OpportunityState.OPEN, "less sure (0.80 against 0.90)"),),
        "site_metrics": SiteMetrics(authority=0.5, authority_source="a list", audience=0.4, audience_source="a list"),
    }
    shown: dict[str, CellValue] = {}
    for facts in (post, dead, named):
        shown |= values(make_report(make_record(facts, **of_all)))
    assert {column.name for column in all_columns()} - set(shown) == set()
    told = ("final_url", "heading", "rel", "asset_reason", "linked_url", "last_seen")
    assert [shown[name] for name in told] == [
        "https://shop.example/",
        "Reading",
        "ugc nofollow",
        "both are guides",
        "https://wrong.example/",
        NOW.date(),
    ]
    assert (shown["person"], shown["profile"]) == ("https://x.example/person", "https://x.example/social")
