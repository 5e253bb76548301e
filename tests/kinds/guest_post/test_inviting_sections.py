"""The statement path: one section of any page may invite, and only its own words count against it."""

from dataclasses import replace

import pytest

from linkfinder.kinds.guest_post.detector import detect
from linkfinder.kinds.guest_post.said_in import SaidIn
from linkfinder.model.opportunity import OpportunityState
from linkfinder.model.page import Contact, ContactKind
from tests.kinds.page_statements import NICHE, page

INVITATION = ("## Guest articles", "We welcome guest posts by growers.", "Send your draft to desk@thumbs.example.")


def places(*lines: str, title: str = "Thumbs", url: str = "http://thumbs.example/page") -> list[str]:
    return [found.facts.said_in for found in detect(page(*lines, title=title, url=url), NICHE).opportunities]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "neighbour",
    [
        ("# Donate", "Your donation keeps us going. Donate now, become a member, give what you can."),
        ("# Research", "Can I send you my paper for peer review?", "No, this is not a journal with an ISSN."),
        ("# Jobs", "Full-time gardener wanted. Send your CV and salary expectation."),
        ("# Contest", "The jury names the winners. Entry fee and prize are told in the contest rules."),
    ],
)
def test_a_neighbour_does_not_take_an_invitation_back(neighbour: tuple[str, ...]) -> None:
    assert places("# Thumbs", *neighbour, *INVITATION) == [SaidIn.SECTION]


def test_the_same_words_in_the_section_itself_do() -> None:
    lines = ("# Jobs", "We are looking for writers: full-time, with a salary. Send your CV and job application.")
    assert places(*lines) == []


def test_who_contributes_may_give_anything_unless_the_section_names_a_text() -> None:
    asking = "Would you like to contribute to our site? Contact us."
    assert places("# Seeds", asking) == []
    assert places("# Seeds", asking, "An article about your garden is fine.") == [SaidIn.SECTION]


@pytest.mark.parametrize(
    ("title", "url", "place"),
    [
        ("FAQ | Thumbs", "http://thumbs.example/help", SaidIn.FAQ),
        ("Contact us - Thumbs", "http://thumbs.example/c", SaidIn.CONTACT_PAGE),
        ("Thumbs", "http://thumbs.example/about-us/", SaidIn.ABOUT_PAGE),
        ("Thumbs", "http://thumbs.example/", SaidIn.START_PAGE),
        ("Media kit", "http://thumbs.example/kit", SaidIn.MEDIA_KIT),
    ],
)
def test_the_place_is_said(title: str, url: str, place: SaidIn) -> None:
    assert places("# Our garden", "We grow hedges.", *INVITATION, title=title, url=url) == [place]


def test_an_answer_invites() -> None:
    lines = (
        "Do you sell mowers?",
        "No.",
        "May I write for you?",
        "Yes, we accept guest posts. Contact us with an idea.",
    )
    assert places(*lines) == [SaidIn.FAQ]


def test_a_welcome_that_nobody_can_follow_is_no_opportunity() -> None:
    assert places("# News", "Guest posts are welcome.") == []


def test_the_opportunity_quotes_what_the_section_says() -> None:
    (found,) = detect(page("# Tools", "We test spades.", *INVITATION, title="Thumbs"), NICHE).opportunities
    assert found.state is OpportunityState.OPEN
    assert "We welcome guest posts by growers." in [evidence.quote for evidence in found.evidence]


@pytest.mark.parametrize(
    "lines",
    [
        ("# Write for the club paper", "Are you a member? Send us your article: desk@thumbs.example"),
        ("# Send it in", "Would you like to share your photos? Send us your pictures: desk@thumbs.example"),
    ],
)
def test_a_section_for_insiders_or_for_photos_is_no_invitation(lines: tuple[str, ...]) -> None:
    assert not places(*lines)


def test_articles_that_come_as_pull_requests_are_articles() -> None:
    asking = "We welcome guest posts. Send them as a pull request."
    assert places("# Blog", asking) == [SaidIn.SECTION]


def test_a_page_all_about_code_invites_no_authors() -> None:
    lines = (
        "# Contribute", "We welcome contributions from the community. Send us your proposal.",
        "# Bugs", "Open an issue on GitHub and report a bug.",
        "# Code", "Fork the repository, clone it, and open a pull request against the main branch.",
        "# Style", "Run the linter and the unit tests before you commit. Sign off each commit.",
    )  # fmt: skip
    assert places(*lines) == []


def test_a_question_that_names_a_guest_post_invites_when_an_address_follows() -> None:
    lines = ("# Write", "Have a question, or fancy writing a guest post? Send a message to desk@thumbs.example.")
    assert places(*lines) == [SaidIn.SECTION]


def test_a_call_with_a_button_only_leads_to_another_page() -> None:
    assert places("# Seeds", "Become an author", "Submit an article") == []
    assert places("# Seeds", "We are looking for authors.", "Submit an article") == [SaidIn.SECTION]


def test_an_answered_question_speaks_of_the_site_itself() -> None:
    asked = ("## Do you take guest posts?", "Yes, when they are about hedges.")
    contact = ("## Where is the garden?", "In the valley.")
    shown = page("# Questions", *asked, *contact, title="Questions")
    with_contact = replace(shown, contacts=(Contact(ContactKind.EMAIL, "desk@thumbs.example", "link"),))
    assert [len(detect(each, NICHE).opportunities) for each in (shown, with_contact)] == [0, 1]
