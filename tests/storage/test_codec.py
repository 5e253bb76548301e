"""The words of the model as JSON and back."""

import json
from datetime import date

import pytest

from linkfinder.model.check import Verdict
from linkfinder.model.opportunity import (
    BrokenLink,
    Cost,
    Evidence,
    GuestPost,
    Mention,
    MentionState,
    Price,
    Requirements,
    Risk,
)
from linkfinder.model.page import Contact, ContactKind, Place
from linkfinder.model.score import ScorePart
from linkfinder.storage.codec import FACTS_CLASSES, from_json, list_from_json, to_json

FULL_GUEST_POST = GuestPost(
    cost=Cost.PAID,
    price=Price(120.5, "EUR", "post"),
    requirements=Requirements(
        min_words=800, max_words=2000, links_allowed=1, link_policy="nofollow", bio=True, topics=("implants", "歯")
    ),
    method=("email", "pitch_first"),
    recheck=date(2027, 1, 31),
)
BROKEN = BrokenLink(
    dead_url="http://gone.example/a?b=1",
    verdict=Verdict.DEAD_DNS,
    reason="dns_nxdomain",
    confirmations=3,
    anchor="the old guide",
    place=Place.LIST,
    rel=("nofollow", "ugc"),
    status=None,
    asset_match=0.25,
)
MENTION = Mention("Acme", MentionState.LINKED_WRONG_URL, "Acme says so.", Place.AUTHOR_BIO, 3, "", "http://x.example/")


@pytest.mark.parametrize("facts", [GuestPost(), FULL_GUEST_POST, BROKEN, MENTION])
def test_facts_come_back_as_they_were(facts: GuestPost | BrokenLink | Mention) -> None:
    stored = json.loads(json.dumps(to_json(facts), allow_nan=False))
    assert from_json(type(facts), stored) == facts
    assert type(facts) in FACTS_CLASSES.values()


def test_lists_of_words_come_back_as_tuples() -> None:
    evidence = (Evidence("invite", "Send us your article", Place.BODY), Evidence("rules", "800 words", Place.TABLE))
    contacts = (Contact(ContactKind.EMAIL, "hello@blog.example", "mailto", "editorial", Place.FOOTER),)
    risks = (Risk("sells_links", 40, "prices for links", is_waste=True),)
    parts = (ScorePart("audience", None, 0, "unknown"), ScorePart("relevance", 0.5, 20.0, "half"))
    assert list_from_json(Evidence, to_json(evidence)) == evidence
    assert list_from_json(Contact, to_json(contacts)) == contacts
    assert list_from_json(Risk, to_json(risks)) == risks
    assert list_from_json(ScorePart, to_json(parts)) == parts


def test_a_field_that_is_new_takes_its_default_and_one_that_is_lost_is_ignored() -> None:
    old = {"signal": "invite", "quote": "Send us your article", "weight": 3}
    assert from_json(Evidence, old) == Evidence("invite", "Send us your article", Place.BODY)


def test_text_and_numbers_that_a_database_refuses_are_made_storable() -> None:
    price = to_json(GuestPost(price=Price(float("inf"), "E\0U\ud800R")))["price"]
    assert price["currency"] == "EUR"
    assert json.dumps(price, allow_nan=False)
