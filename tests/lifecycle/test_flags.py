"""What a crawl notices about an opportunity, without a database."""

import pytest

from linkfinder.kinds.broken_link.facts import BROKEN_LINK
from linkfinder.kinds.guest_post.facts import GUEST_POST
from linkfinder.kinds.registry import find_kind
from linkfinder.kinds.unlinked_mention.facts import UNLINKED_MENTION
from linkfinder.lifecycle.flags import (
    absence_of,
    describe_changes,
    flag_after_sighting,
    page_absence,
)
from linkfinder.model.check import LinkCheck, Verdict
from linkfinder.model.opportunity import Judgement, Mention, MentionState, OpportunityState, Rejection
from linkfinder.model.page import Link, Page, PageClass
from linkfinder.model.status import Flag, Status

URL = "http://blog.example/a"
DEAD = {"dead_url": "http://gone.example/x"}
OPEN, CLOSED = OpportunityState.OPEN, OpportunityState.CLOSED


@pytest.mark.parametrize(
    ("flag", "status", "states", "has_changed", "then"),
    [
        (Flag.NONE, Status.NEW, (OPEN, OPEN), False, Flag.NONE),
        (Flag.GONE, Status.NEW, (OPEN, OPEN), False, Flag.NONE),  # it is back
        (Flag.LINK_FIXED, Status.CONTACTED, (OPEN, OPEN), False, Flag.NONE),
        (Flag.NONE, Status.NEW, (OPEN, CLOSED), True, Flag.CLOSED),
        (Flag.NONE, Status.NEW, (CLOSED, CLOSED), False, Flag.NONE),  # found closed: the state says it
        (Flag.GONE, Status.NEW, (CLOSED, CLOSED), False, Flag.CLOSED),
        (Flag.CLOSED, Status.NEW, (CLOSED, CLOSED), False, Flag.CLOSED),
        (Flag.CLOSED, Status.NEW, (CLOSED, OPEN), True, Flag.NONE),
        (Flag.CLOSED, Status.RECHECK, (CLOSED, OPEN), True, Flag.CHANGED),
        (Flag.NONE, Status.NEW, (OPEN, OPEN), True, Flag.NONE),  # nobody has read it yet
        (Flag.NONE, Status.CONTACTED, (OPEN, OPEN), True, Flag.CHANGED),
        (Flag.CHANGED, Status.CONTACTED, (OPEN, OPEN), False, Flag.CHANGED),  # until somebody has read it
    ],
)
def test_an_opportunity_that_shows_is_flagged_when_a_person_should_look(
    flag: Flag, status: Status, states: tuple[OpportunityState, OpportunityState], *, has_changed: bool, then: Flag
) -> None:
    assert flag_after_sighting(flag, status, states, has_changed=has_changed) is then


def test_changed_terms_are_told_in_words() -> None:
    free = {"cost": "free", "price": None, "requirements": {"min_words": None}, "method": ["form", "email"]}
    paid = {"cost": "paid", "price": {"amount": 50.0, "currency": "EUR"}, "method": ["email", "form"]}
    before = find_kind(GUEST_POST).rules.material_facts("open", free)
    after = find_kind(GUEST_POST).rules.material_facts("open", paid)
    assert describe_changes(before, after) == "cost: free -> paid; price: not said -> 50 EUR"
    assert describe_changes(after, after) == ""


def test_a_sentence_that_reads_otherwise_is_no_change() -> None:
    states = [
        find_kind(UNLINKED_MENTION).rules.material_facts("open", {"state": "unlinked", "sentence": text})
        for text in "ab"
    ]
    assert describe_changes(*states) == ""
    verdicts = [
        find_kind(BROKEN_LINK).rules.material_facts("open", {"verdict": verdict}) for verdict in ("dead_dns", "parked")
    ]
    assert describe_changes(*verdicts) == "verdict: dead_dns -> parked"


def test_a_page_that_is_none_any_more_shows_nothing() -> None:
    assert page_absence(Page(URL), URL) is None
    gone, parked = page_absence(None, URL), page_absence(Page(URL, page_class=PageClass.PARKED), URL)
    assert gone is not None
    assert (gone.flag, gone.note) == (Flag.GONE, f"{URL} is gone")
    assert parked is not None
    assert (parked.flag, parked.note) == (Flag.GONE, f"{URL} is no page any more: parked")


def test_a_dead_link_that_was_taken_out_is_mended() -> None:
    assert find_kind(BROKEN_LINK).rules.absence_when_read(DEAD, Page(URL, links=(Link(DEAD["dead_url"], "x"),))) is None
    mended = find_kind(BROKEN_LINK).rules.absence_when_read(
        DEAD, Page(URL, links=(Link("http://other.example/", "x"),))
    )
    assert mended is not None
    assert mended.flag is Flag.LINK_FIXED


@pytest.mark.parametrize(
    ("check", "flag", "note"),
    [
        (LinkCheck(DEAD["dead_url"], Verdict.ALIVE, "ok"), Flag.LINK_FIXED, "http://gone.example/x answers again"),
        (
            LinkCheck(DEAD["dead_url"], Verdict.BLOCKED, "http_403"),
            Flag.GONE,
            "http://gone.example/x is not surely dead any more: http_403",
        ),
        (
            LinkCheck(DEAD["dead_url"], Verdict.DEAD_DNS, "dns_nxdomain"),
            Flag.GONE,
            f"{URL} does not show it any more: abandoned_page",
        ),
    ],
)
def test_a_dead_link_that_is_not_offered_any_more_says_why(check: LinkCheck, flag: Flag, note: str) -> None:
    page = Page(URL, links=(Link(DEAD["dead_url"], "x", check=check),))
    turned_down = Judgement(rejections=(Rejection(BROKEN_LINK, "abandoned_page"),))
    absence = absence_of(BROKEN_LINK, find_kind(BROKEN_LINK).rules, DEAD, page, turned_down)
    assert (absence.flag, absence.note) == (flag, note)


@pytest.mark.parametrize(
    ("brand", "state", "flag"),
    [
        ("Acme", MentionState.LINKED_BODY, Flag.NOW_LINKED),
        ("Acme", MentionState.LINKED_NOFOLLOW, Flag.NOW_LINKED),
        ("Acme", MentionState.LINKED_THIRD_PARTY, Flag.GONE),
        ("Other", MentionState.LINKED_BODY, Flag.GONE),
    ],
)
def test_a_mention_that_links_to_us_now_is_a_link_won(brand: str, state: MentionState, flag: Flag) -> None:
    seen = Judgement(mentions=(Mention(brand, state, "A sentence."),))
    assert (
        absence_of(UNLINKED_MENTION, find_kind(UNLINKED_MENTION).rules, {"brand": "Acme"}, Page(URL), seen).flag is flag
    )


def test_an_invitation_that_was_taken_down_is_gone() -> None:
    assert (
        absence_of(GUEST_POST, find_kind(GUEST_POST).rules, {"cost": "free"}, Page(URL), Judgement()).flag is Flag.GONE
    )
