"""All detectors together."""

from dataclasses import replace

import pytest

from linkfinder.kinds.guest_post.facts import GUEST_POST
from linkfinder.kinds.judge import judge_page
from linkfinder.kinds.unlinked_mention.facts import UNLINKED_MENTION
from linkfinder.model.niche import Brand, Exclusions, Niche, Topic
from linkfinder.model.opportunity import Judgement
from linkfinder.model.page import Block, Page, Place
from tests.kinds.page_statements import page

NICHE = Niche("gardens", (Topic("gardens"),), ("http://seed.example/",), brands=(Brand("Acme Tools"),))


def test_one_page_answers_every_question_at_once() -> None:
    both = page(
        "# Write for us",
        "We accept guest posts about gardens, 800 words with a bio, and Acme Tools pays for the prize of the year.",
        "Send your article to editor@thumbs.example.",
        title="Write for us",
        url="http://thumbs.example/write-for-us",
    )
    judged = judge_page(both, NICHE)
    assert [found.kind for found in judged.opportunities] == [
        GUEST_POST,
        UNLINKED_MENTION,
    ]
    assert [mention.brand for mention in judged.mentions] == ["Acme Tools"]


def invitation(title: str, text: str, place: Place = Place.BODY) -> Page:
    asked = page(
        "# Write for us",
        "We accept guest posts about gardens, 800 words with a bio. Send your article to editor@thumbs.example.",
        title=title,
        url="http://thumbs.example/write-for-us",
    )
    return replace(asked, blocks=(*asked.blocks, Block(text, place)))


@pytest.mark.parametrize(
    ("title", "text", "quote"),
    [
        ("Write for our Lottery pages", "About us.", "Write for our Lottery pages"),
        ("Write for us", "We also take texts about any lottery.", "We also take texts about any lottery."),
    ],
)
def test_a_page_with_an_excluded_phrase_is_turned_down_with_that_reason(title: str, text: str, quote: str) -> None:
    niche = replace(NICHE, exclude=Exclusions(phrases=("raffle", "lottery")))
    judged = judge_page(invitation(title, text), niche)
    assert judged.opportunities == ()
    found = judged.rejections[0]
    assert (found.kind, found.reason) == (GUEST_POST, "excluded_phrase")
    assert (found.evidence[0].quote, found.detail) == (quote, "exclude.phrases: lottery")


@pytest.mark.parametrize(
    ("text", "place"),
    [("A lottery", Place.FOOTER), ("A lottery", Place.COMMENT), ("Lotterys and lots", Place.BODY)],
)
def test_menus_comments_and_other_words_are_not_what_is_excluded(text: str, place: Place) -> None:
    niche = replace(NICHE, exclude=Exclusions(phrases=("lottery",)))
    assert judge_page(invitation("Write for us", text, place), niche).opportunities


def test_a_page_about_nothing_of_ours_says_nothing() -> None:
    judged = judge_page(page("# Tulips", "They are early."), NICHE)
    assert judged == Judgement()
