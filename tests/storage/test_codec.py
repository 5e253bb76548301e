"""Dataclasses of the model as JSON and back."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkfinder.errors import StorageError
from linkfinder.kinds.broken_link.facts import BROKEN_LINK, BrokenLink
from linkfinder.kinds.guest_post.facts import GUEST_POST, Cost, GuestPost, Price, Requirements
from linkfinder.kinds.registry import find_kind
from linkfinder.kinds.unlinked_mention.facts import UNLINKED_MENTION
from linkfinder.model.check import Verdict
from linkfinder.model.opportunity import Evidence, Mention, MentionState, Risk
from linkfinder.model.page import Contact, ContactKind, Place
from linkfinder.model.score import ScorePart
from linkfinder.storage.codec import from_json, list_from_json, to_json
from linkfinder.storage.columns import MAX_URL_LENGTH, clean_text, finite

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


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        (GUEST_POST, GuestPost()),
        (GUEST_POST, FULL_GUEST_POST),
        (BROKEN_LINK, BROKEN),
        (UNLINKED_MENTION, MENTION),
    ],
)
def test_facts_come_back_as_they_were(kind: str, facts: GuestPost | BrokenLink | Mention) -> None:
    stored = json.loads(json.dumps(to_json(facts), allow_nan=False))
    assert from_json(find_kind(kind).facts, stored) == facts
    assert from_json(type(facts), stored) == facts


def test_lists_come_back_as_tuples() -> None:
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


@dataclass(frozen=True, slots=True)
class Measured:
    value: float
    at: datetime
    notes: tuple[str, ...] = ()


@given(st.floats(), st.lists(st.text(st.characters(), max_size=20), max_size=3))
def test_whatever_a_page_says_can_be_stored_and_read_again(value: float, notes: list[str]) -> None:
    at = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
    stored = json.dumps(to_json(Measured(value, at, tuple(notes))), allow_nan=False, ensure_ascii=False)
    read = from_json(Measured, json.loads(stored.encode()))
    assert read.value == finite(value)
    assert read.at == at
    assert read.notes == tuple(clean_text(note, MAX_URL_LENGTH) for note in notes)


def test_moments_keep_their_zone_in_words_of_digits() -> None:
    assert to_json(Measured(1.0, datetime(2026, 11, 20, 7, 0, tzinfo=UTC)))["at"] == "2026-11-20T07:00:00+00:00"


@pytest.mark.parametrize("data", [{"quote": "no signal"}, {"signal": "invite", "quote": "x", "place": "roof"}])
def test_stored_data_of_another_class_are_an_error_that_names_class_and_field(data: dict[str, str]) -> None:
    with pytest.raises(StorageError, match=r"cannot be read as Evidence: .*(signal|place)"):
        from_json(Evidence, data)
