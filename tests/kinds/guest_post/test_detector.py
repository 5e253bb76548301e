"""Whole pages: doors, shut doors, and pages that only look like one."""

from dataclasses import replace
from datetime import date

import pytest

from linkfinder.kinds.guest_post.detector import GUEST_POST_THRESHOLD, KIND, detect, guest_post_points, lookalike_points
from linkfinder.kinds.guest_post.facts import Cost, GuestPost
from linkfinder.kinds.guest_post.lookalikes import Lookalike, LookalikeKind
from linkfinder.model.niche import Niche, PhraseGroup, Topic
from linkfinder.model.opportunity import Judgement, Opportunity, OpportunityState
from linkfinder.model.page import Block, Contact, ContactKind, FoundDate, Page, PageClass, Place
from tests.kinds.page_statements import NICHE, page

DOOR = (
    "# Write for us",
    "We accept guest posts about gardens.",
    "At least 800 words, original content, with an author bio.",
    "Send your article to editor@thumbs.example.",
)
ADDRESS = "http://thumbs.example/write-for-us"


def door_page(*more: str, title: str = "Write for us") -> Page:
    bare = page(*DOOR, *more, title=title, url=ADDRESS)
    return replace(bare, contacts=(Contact(ContactKind.EMAIL, "editor@thumbs.example", "text"),))


def only(judgement: Judgement) -> Opportunity:
    (found,) = judgement.opportunities
    return found


def facts(found: Opportunity) -> GuestPost:
    assert isinstance(found.facts, GuestPost)
    return found.facts


def test_a_door_is_told_with_all_that_it_says() -> None:
    found = only(detect(door_page("We do not pay for guest posts."), NICHE))
    assert (found.kind, found.state, found.site, found.niche) == (
        KIND,
        OpportunityState.OPEN,
        "thumbs.example",
        "gardens",
    )
    assert facts(found).cost is Cost.FREE
    assert facts(found).method == ("email",)
    assert facts(found).requirements.min_words == 800
    assert found.contacts[0].value == "editor@thumbs.example"
    assert found.confidence > 0.9
    assert 0 < found.relevance <= 1


def test_every_opportunity_carries_its_evidence() -> None:
    found = only(detect(door_page("We charge a fee of $20 per post."), NICHE))
    quotes = {item.signal: item.quote for item in found.evidence}
    assert quotes["accepts"] == "We accept guest posts about gardens."
    assert quotes["cost_paid"] == "We charge a fee of $20 per post."
    assert quotes["slug"] == "/write-for-us"


def test_an_ordinary_page_is_not_even_turned_down() -> None:
    assert detect(page("# Tulips", "They are early this year."), NICHE) == Judgement()


def test_words_that_are_only_in_the_menu_are_no_door() -> None:
    menu = tuple(Block(text, Place.NAV) for text in ("Write for us", "Submit a guest post"))
    bare = page("# Tulips", "They are early this year.")
    assert detect(replace(bare, blocks=menu + bare.blocks), NICHE) == Judgement()


def test_a_page_that_is_no_real_page_is_turned_down_by_its_class() -> None:
    gone = replace(door_page(), page_class=PageClass.SOFT_404, class_reason="says not found")
    (rejection,) = detect(gone, NICHE).rejections
    assert (rejection.reason, rejection.evidence[0].quote) == ("soft_404", "says not found")


def test_a_closed_notice_beats_perfect_rules() -> None:
    found = only(detect(door_page("Submissions are closed."), NICHE))
    assert found.state is OpportunityState.CLOSED
    assert found.evidence[0].signal == "closed"


def test_a_closed_door_says_when_to_come_back() -> None:
    found = only(detect(door_page("Submissions are closed until September 2026."), NICHE))
    assert facts(found).recheck == date(2026, 9, 1)


def test_a_notice_whose_day_has_passed_leaves_the_state_unknown() -> None:
    assert (
        only(detect(door_page("Submissions are closed until January 2025."), NICHE)).state is OpportunityState.UNKNOWN
    )


def test_a_page_that_only_mentions_the_refusal_is_a_rejection() -> None:
    judged = detect(page("# About us", "We grow tulips.", "We do not accept guest posts at this time."), NICHE)
    assert not judged.opportunities
    assert [item.reason for item in judged.rejections] == ["closed_site"]
    assert judged.rejections[0].evidence[0].quote == "We do not accept guest posts at this time."


def test_a_mention_on_a_page_about_something_else_is_no_door() -> None:
    lines = [f"Sentence {number} about the history of tulips in the low countries." for number in range(30)]
    judged = detect(page("# Our house rules", *lines, "We accept guest posts, too."), NICHE)
    assert not judged.opportunities


def test_a_rejection_names_what_the_page_is_instead() -> None:
    judged = detect(
        page(
            "# Submission guidelines",
            "Manuscripts undergo peer review by two referees; give an abstract, keywords, ORCID and the ISSN.",
            title="Submission guidelines",
            url="http://thumbs.example/submission-guidelines",
        ),
        NICHE,
    )
    (rejection,) = judged.rejections
    assert rejection.reason == LookalikeKind.ACADEMIC
    assert "for a guest-post page" in rejection.detail


def test_a_stub_says_too_little() -> None:
    (rejection,) = detect(page("# Coming soon", title="Write for us", url=ADDRESS), NICHE).rejections
    assert rejection.reason == "too_little"


def test_a_list_of_guest_posts_asks_for_nothing() -> None:
    listing = page("# Guest posts", "- Tulips in spring", "- Roses in June", url="http://thumbs.example/guest-posts")
    assert not detect(listing, NICHE).opportunities


def test_the_users_own_words_open_a_door() -> None:
    lines = (
        "# Join the chorus",
        "Join the chorus: at least 500 words, with a short bio.",
        "Send it to editor@thumbs.example. We reply within a week.",
    )
    niche = Niche(
        "choir",
        (Topic("songs"),),
        ("http://seed.example/",),
        phrases=(PhraseGroup("en", "invite", ("join the chorus",)),),
    )
    assert not detect(page(*lines, title="Join the chorus"), NICHE).opportunities
    assert detect(page(*lines, title="Join the chorus"), niche).opportunities


def test_dates_of_the_page_travel_along() -> None:
    dated = replace(
        door_page(), published=FoundDate(date(2025, 1, 2), "meta"), modified=FoundDate(date(2026, 1, 2), "meta")
    )
    found = only(detect(dated, NICHE))
    assert (found.published, found.modified) == (date(2025, 1, 2), date(2026, 1, 2))


def test_no_signs_are_worth_less_than_nothing() -> None:
    assert guest_post_points((), 0) < 0 < GUEST_POST_THRESHOLD


@pytest.mark.parametrize(("points", "weight"), [((), 0.0), ((3.0,), 3.0), ((3.0, 1.0), 3.4)])
def test_the_likeliest_rival_counts_in_full_and_the_others_in_part(points: tuple[float, ...], weight: float) -> None:
    rivals = [Lookalike(LookalikeKind.AGENCY, value, ()) for value in points]
    assert lookalike_points(rivals) == pytest.approx(weight)


def test_a_title_that_hints_is_reason_enough_to_look() -> None:
    lines = (
        "# Share your expertise",
        "We welcome stories from experts who grow things.",
        "Stories have 800 words, new and with an author bio.",
        "Email your proposal to editor@thumbs.example.",
    )
    assert only(detect(page(*lines, title="Share your expertise"), NICHE)).state is OpportunityState.OPEN


def test_a_scholarly_word_alone_does_not_make_a_page_academic() -> None:
    lines = ("# Editorial guidelines", "Somebody sent a manuscript once.", "It was long.")
    judgement = detect(page(*lines, title="Editorial guidelines"), NICHE)
    assert [rejection.reason for rejection in judgement.rejections] == ["too_little"]


def test_a_refusal_of_something_else_leaves_the_door_open() -> None:
    lines = (
        "# Write for us",
        "We no longer accept infographics.",
        "Guest posts of 800 words are as welcome as ever, with an author bio.",
        "Send your article to editor@thumbs.example.",
    )
    assert only(detect(page(*lines, title="Write for us", url=ADDRESS), NICHE)).state is OpportunityState.OPEN


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("We are not taking guest posts, so please do not ask.", "en"),
        ("Gastbeiträge nehmen wir nicht an.", "de"),
        ("Nous n'acceptons pas d'articles invités.", "fr"),
        ("No aceptamos artículos de invitados.", "es"),
        ("Non accettiamo guest post.", "it"),
        ("Gastblogs plaatsen wij niet.", "nl"),
        ("Nie publikujemy wpisów gościnnych.", "pl"),
        ("Não aceitamos guest posts.", "pt"),
    ],
)
def test_a_contact_page_that_refuses_is_no_open_opportunity_and_tells_why(line: str, language: str) -> None:
    found = page("Thumbs", line, "desk@thumbs.example", title="Contact", url="http://t.example/c", language=language)
    judgement = detect(found, NICHE)
    reasons = [rejection.reason for rejection in judgement.rejections]
    states = [opportunity.state for opportunity in judgement.opportunities]
    assert [*reasons, *states] in (["closed_site"], [OpportunityState.CLOSED])


CURTAINS = (
    "# Contribute",
    "Turn your old curtains into bags: tell us what you own.",
    "Original pieces only, with photos, in a plain text list.",
    "We will review every list within a week and get back to you.",
    "You will get full credit.",
    "Send your list to bags@thumbs.example.",
)


def test_a_page_titled_contribute_must_name_texts() -> None:
    url = "http://thumbs.example/contribute"
    curtains = detect(page(*CURTAINS, title="Contribute", url=url), NICHE)
    texts = detect(page(*CURTAINS, "Anyone can submit an article too.", title="Contribute", url=url), NICHE)
    assert [rejection.reason for rejection in curtains.rejections] == ["too_little"]
    assert only(texts).state is OpportunityState.OPEN
