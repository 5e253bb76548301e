"""Opportunities over many visits and runs: what is kept, what moves, what a crawl notices."""

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from linkfinder.errors import StorageError
from linkfinder.kinds.guest_post.facts import GUEST_POST, Cost, GuestPost, Price
from linkfinder.kinds.unlinked_mention.facts import UNLINKED_MENTION
from linkfinder.model.opportunity import Evidence, Judgement, Mention, MentionState, OpportunityState, Rejection, Risk
from linkfinder.model.page import Contact, ContactKind, FoundDate, Page
from linkfinder.model.record import EventKind, OpportunityEvent
from linkfinder.model.score import Score, ScorePart
from linkfinder.model.status import Flag, Status
from linkfinder.model.visit import Outcome
from linkfinder.storage.opportunities import load_events, load_record, set_status, store_scores
from linkfinder.storage.session import read_only_session, session

if TYPE_CHECKING:
    from tests.conftest import Crawl

INVITATION = "http://blog.example/write-for-us"
HOME = "http://blog.example/"


def history(crawl: "Crawl", record_id: str = "") -> list[tuple[str, str, str]]:
    with read_only_session(crawl.engine) as opened:
        events = load_events(opened, record_id or crawl.record().id)
    return [(event.kind.value, event.before, event.after) for event in events]


def move(crawl: "Crawl", status: Status, note: str = "") -> None:
    with session(crawl.engine) as opened:
        set_status(opened, crawl.record().id, status, crawl.now, note)


def test_a_record_comes_back_as_the_opportunity_was_found(crawl: "Crawl") -> None:
    found = crawl.opportunity(
        GuestPost(Cost.PAID, Price(99.5, "USD"), method=("form",), recheck=date(2027, 1, 1)),
        page_title="Write for us",
        language="en",
        evidence=(Evidence("invite", "Send us your article"), Evidence("rules", "At least 800 words")),
        contacts=(Contact(ContactKind.FORM, "http://blog.example/form", "form"),),
        risks=(Risk("sells_links", 30, "a price list"),),
        published=date(2025, 5, 6),
        modified=date(2026, 7, 8),
    )
    page = Page(
        INVITATION,
        title="Write for us",
        language="en",
        published=FoundDate(date(2025, 5, 6), "meta"),
        modified=FoundDate(date(2026, 7, 8), "sitemap"),
    )
    crawl.store(crawl.visit(found, page=page))
    record = crawl.record()
    assert record.opportunity == found
    assert record.id == found.fingerprint
    assert (record.first_seen, record.last_seen, record.last_checked) == (crawl.now,) * 3
    assert (record.status, record.flag, record.score, record.is_new) == (Status.NEW, Flag.NONE, None, True)
    assert history(crawl) == [("found", "", "open")]


def test_seen_again_it_keeps_its_first_day_and_is_new_no_more(crawl: "Crawl") -> None:
    first = crawl.now
    assert crawl.store(crawl.visit(crawl.opportunity())).found == {GUEST_POST: 1}
    crawl.next_run()
    counts = crawl.store(crawl.visit(crawl.opportunity()))
    assert (counts.found, counts.seen_again) == ({}, 1)
    record = crawl.record()
    assert (record.first_seen, record.last_seen, record.is_new) == (first, crawl.now, False)
    assert history(crawl) == [("found", "", "open")]


def test_what_people_wrote_is_never_touched_by_a_crawl(crawl: "Crawl") -> None:
    crawl.store(crawl.visit(crawl.opportunity()))
    move(crawl, Status.CONTACTED, "wrote to Ada")
    crawl.next_run()
    crawl.store(crawl.visit(crawl.opportunity(GuestPost(Cost.PAID))))
    record = crawl.record()
    assert record.status is Status.CONTACTED
    assert isinstance(record.opportunity.facts, GuestPost)
    assert record.opportunity.facts.cost is Cost.PAID
    with read_only_session(crawl.engine) as opened:
        events = load_events(opened, record.id)
    assert events[1] == OpportunityEvent(crawl.start, EventKind.STATUS, "new", "contacted", "wrote to Ada")


def test_changed_terms_are_written_down_and_flagged_once_somebody_works_on_it(crawl: "Crawl") -> None:
    crawl.store(crawl.visit(crawl.opportunity(GuestPost(Cost.FREE))))
    crawl.next_run()
    crawl.store(crawl.visit(crawl.opportunity(GuestPost(Cost.MIXED))))
    assert crawl.record().flag is Flag.NONE
    move(crawl, Status.REVIEWING)
    crawl.next_run()
    assert crawl.store(crawl.visit(crawl.opportunity(GuestPost(Cost.PAID)))).flagged == 1
    assert crawl.record().flag is Flag.CHANGED
    with read_only_session(crawl.engine) as opened:
        notes = [event.note for event in load_events(opened, crawl.record().id) if event.kind is EventKind.CHANGED]
    assert notes == ["cost: free -> mixed", "cost: mixed -> paid"]
    move(crawl, Status.APPROVED)
    assert crawl.record().flag is Flag.NONE, "who moves it has read it"


def test_the_best_page_of_a_site_speaks_for_it_whatever_the_order(crawl: "Crawl") -> None:
    hint = crawl.opportunity(url=HOME, state=OpportunityState.UNKNOWN, confidence=0.6)
    rules = crawl.opportunity(url=INVITATION, confidence=0.9)
    crawl.store(crawl.visit(hint, url=HOME))
    crawl.store(crawl.visit(rules))
    crawl.store(crawl.visit(hint, url=HOME))
    record = crawl.record()
    assert (record.opportunity.page_url, record.opportunity.confidence) == (INVITATION, 0.9)
    assert history(crawl) == [("found", "", "unknown")], "a better page is no change of terms"


@pytest.mark.parametrize("is_reversed", [False, True])
def test_the_clearest_page_speaks_and_the_others_are_named_with_their_reason(
    crawl: "Crawl", *, is_reversed: bool
) -> None:
    rules = crawl.opportunity(GuestPost(said_in="page"), confidence=0.85)
    faq = crawl.opportunity(GuestPost(said_in="faq"), url=f"{HOME}faq", confidence=0.97)
    old = crawl.opportunity(
        GuestPost(said_in="page"), url=f"{HOME}guest", state=OpportunityState.CLOSED, confidence=0.9
    )
    investors = Judgement(rejections=(Rejection(GUEST_POST, "too_little"),))
    visits = [
        crawl.visit(rules),
        crawl.visit(faq, url=f"{HOME}faq"),
        crawl.visit(old, url=f"{HOME}guest"),
        crawl.visit(url=f"{HOME}pitch", judgement=investors),
    ]
    for visit in reversed(visits) if is_reversed else visits:
        crawl.store(visit)
    record = crawl.record()
    assert record.opportunity.page_url == INVITATION
    assert [(page.url.removeprefix(HOME), page.reason) for page in record.also_on] == [
        ("guest", "closed"),
        ("faq", "only a section of the page is about it"),
        ("pitch", "rejected: too little"),
    ]


def test_what_many_pages_were_rejected_for_is_named_last(crawl: "Crawl") -> None:
    crawl.store(crawl.visit(crawl.opportunity()))
    leads = Judgement(rejections=(Rejection(GUEST_POST, "pointer", detail=f"leads to {INVITATION}"),))
    for number in range(6):
        crawl.store(crawl.visit(url=f"{HOME}{number}", judgement=leads))
    job = Judgement(rejections=(Rejection(GUEST_POST, "careers"),))
    crawl.store(crawl.visit(url=f"{HOME}jobs", judgement=job))
    named = [(page.url, page.reason) for page in crawl.record().also_on]
    assert len(named) == 5
    assert named[:2] == [
        (f"{HOME}jobs", "rejected: careers"),
        (f"{HOME}0", f"rejected: pointer, leads to {INVITATION}"),
    ]


def test_a_page_that_shows_it_no_more_is_not_named(crawl: "Crawl") -> None:
    faq = crawl.opportunity(GuestPost(said_in="faq"), url=f"{HOME}faq")
    crawl.store(crawl.visit(crawl.opportunity()), crawl.visit(faq, url=f"{HOME}faq"))
    assert [page.url for page in crawl.record().also_on] == [f"{HOME}faq"]
    crawl.store(crawl.visit(url=f"{HOME}faq"))
    assert crawl.record().also_on == ()


def test_pages_rejected_for_a_mention_are_not_named_beside_it(crawl: "Crawl") -> None:
    crawl.store(crawl.visit(crawl.mention(), judgement=Judgement((crawl.mention(),))))
    other = Judgement(rejections=(Rejection(UNLINKED_MENTION, "press_release"),))
    crawl.store(crawl.visit(url=f"{HOME}other", judgement=other))
    assert crawl.record().also_on == ()


def test_pages_that_are_equally_sure_are_told_apart_the_same_way_in_every_order(crawl: "Crawl") -> None:
    urls = [f"http://blog.example/{name}" for name in "bca"]
    crawl.store(*(crawl.visit(crawl.opportunity(url=url), url=url) for url in urls))
    assert crawl.record().opportunity.page_url == "http://blog.example/c"


def test_it_is_gone_only_when_the_last_page_has_ceased_to_show_it(crawl: "Crawl") -> None:
    hint = crawl.opportunity(url=HOME, confidence=0.6)
    crawl.store(crawl.visit(crawl.opportunity()), crawl.visit(hint, url=HOME))
    crawl.next_run()
    crawl.store(crawl.visit(), crawl.visit(hint, url=HOME))
    record = crawl.record()
    assert (record.flag, record.opportunity.page_url, record.last_seen) == (Flag.NONE, HOME, crawl.now)
    crawl.next_run()
    assert crawl.store(crawl.visit(url=HOME)).flagged == 1
    record = crawl.record()
    assert record.flag is Flag.GONE
    assert record.opportunity.page_url == HOME, "what it said is still known"
    assert (record.last_seen, record.last_checked) == (crawl.now - timedelta(days=1), crawl.now)


def test_what_is_gone_is_flagged_once_and_loses_the_flag_when_it_is_back(crawl: "Crawl") -> None:
    crawl.store(crawl.visit(crawl.opportunity()))
    for _ in range(2):
        crawl.next_run()
        crawl.store(crawl.visit())
    assert crawl.record().flag is Flag.GONE
    crawl.next_run()
    crawl.store(crawl.visit(crawl.opportunity()))
    assert crawl.record().flag is Flag.NONE
    assert history(crawl) == [("found", "", "open"), ("flag", "", "gone"), ("flag", "gone", "")]


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_takes_what_it_showed_with_it(crawl: "Crawl", status: int) -> None:
    crawl.store(crawl.visit(crawl.opportunity(), crawl.mention()))
    crawl.next_run()
    crawl.store(crawl.visit(page=None, outcome=Outcome.FAILED, http_status=status))
    assert [record.flag for record in crawl.records()] == [Flag.GONE, Flag.GONE]


@pytest.mark.parametrize(
    ("outcome", "status"),
    [(Outcome.FAILED, 503), (Outcome.FAILED, None), (Outcome.RETRY, 404), (Outcome.DROPPED, 404)],
)
def test_a_visit_that_failed_for_now_says_nothing(crawl: "Crawl", outcome: Outcome, status: int | None) -> None:
    crawl.store(crawl.visit(crawl.opportunity()))
    crawl.next_run()
    crawl.store(crawl.visit(page=None, outcome=outcome, http_status=status))
    record = crawl.record()
    assert (record.flag, record.last_checked) == (Flag.NONE, crawl.start)


def test_an_address_that_leads_elsewhere_now_shows_nothing(crawl: "Crawl") -> None:
    crawl.store(crawl.visit(crawl.mention()))
    crawl.next_run()
    crawl.store(crawl.visit(page=Page(HOME)))
    assert crawl.record().flag is Flag.GONE


def test_an_unchanged_page_shows_what_it_showed(crawl: "Crawl") -> None:
    crawl.store(crawl.visit(crawl.opportunity()))
    crawl.next_run()
    crawl.store(crawl.visit(page=None, outcome=Outcome.UNCHANGED, http_status=304))
    record = crawl.record()
    assert (record.flag, record.last_seen, record.last_checked) == (Flag.NONE, crawl.now, crawl.now)


def test_a_door_that_closes_is_flagged(crawl: "Crawl") -> None:
    crawl.store(crawl.visit(crawl.opportunity()))
    crawl.next_run()
    crawl.store(crawl.visit(crawl.opportunity(state=OpportunityState.CLOSED)))
    assert (crawl.record().flag, crawl.record().opportunity.state) == (Flag.CLOSED, OpportunityState.CLOSED)


def test_a_mention_that_got_its_link_is_noticed(crawl: "Crawl") -> None:
    crawl.store(crawl.visit(crawl.mention("Acme"), crawl.mention("Bolt")))
    crawl.next_run()
    linked = Mention("Acme", MentionState.LINKED_BODY, "Acme was named here.")
    crawl.store(crawl.visit(judgement=Judgement(mentions=(linked,))))
    flags = {record.opportunity.identity[1]: record.flag for record in crawl.records()}
    assert flags == {"Acme": Flag.NOW_LINKED, "Bolt": Flag.GONE}


def test_a_niche_does_not_notice_for_another_one(crawl: "Crawl") -> None:
    crawl.store(crawl.visit(crawl.opportunity()))
    gardens = type(crawl)(crawl.engine, "gardens")
    gardens.now += timedelta(days=1)
    gardens.store(gardens.visit())
    assert crawl.record().flag is Flag.NONE
    assert gardens.records() == []


def test_scores_are_stored_with_their_parts_and_order_the_list(crawl: "Crawl") -> None:
    crawl.store(crawl.visit(*(crawl.mention(brand) for brand in ("Acme", "Bolt", "Cord"))))
    marks = [record.id for record in crawl.records()]
    assert marks == sorted(marks), "without scores, in the order of the ids"
    part = ScorePart("relevance", None, 0.0, "unknown")
    low, high = Score(12.5, (part,), 10, 20), Score(80.0, (part, part), reject="sells placements")
    with session(crawl.engine) as opened:
        store_scores(opened, {marks[0]: low, marks[2]: high})
    assert [(record.id, record.score) for record in crawl.records()] == [
        (marks[2], high),
        (marks[0], low),
        (marks[1], None),
    ]


def test_a_crawl_keeps_the_score_of_what_it_sees_again(crawl: "Crawl") -> None:
    crawl.store(crawl.visit(crawl.opportunity()))
    score = Score(50.0, (ScorePart("relevance", 0.5, 50.0, "half"),))
    with session(crawl.engine) as opened:
        store_scores(opened, {crawl.record().id: score})
    crawl.next_run()
    crawl.store(crawl.visit(crawl.opportunity()))
    assert crawl.record().score == score


def test_records_are_chosen_by_kind_status_and_id(crawl: "Crawl") -> None:
    crawl.store(crawl.visit(crawl.opportunity(), crawl.mention()))
    (post,) = crawl.records(kinds=[GUEST_POST])
    (mention,) = crawl.records(kinds=[UNLINKED_MENTION])
    with session(crawl.engine) as opened:
        set_status(opened, mention.id, Status.WON, crawl.now)
    assert [record.id for record in crawl.records(statuses=[Status.NEW])] == [post.id]
    assert [record.id for record in crawl.records(record_ids=[mention.id])] == [mention.id]
    assert len(crawl.records()) == 2


def test_a_record_is_found_by_the_start_of_its_id(crawl: "Crawl") -> None:
    crawl.store(crawl.visit(*(crawl.mention(f"Brand {number}") for number in range(40))))
    wanted = crawl.records()[0]
    with read_only_session(crawl.engine) as opened:
        assert load_record(opened, wanted.id[:8].upper()) == wanted
        with pytest.raises(StorageError, match="no opportunity has this id; `linkfinder list` shows them"):
            load_record(opened, "%")
        with pytest.raises(StorageError, match="more than one opportunity has an id that starts so"):
            load_record(opened, "")


def test_a_status_for_nobody_is_refused(crawl: "Crawl") -> None:
    with session(crawl.engine) as opened, pytest.raises(StorageError, match="no opportunity has this id"):
        set_status(opened, "0" * 32, Status.WON, crawl.now)


def test_a_niche_that_was_never_run_has_no_records(crawl: "Crawl") -> None:
    crawl.niche = "gardens"
    with pytest.raises(StorageError, match="niche gardens: nothing is stored of it"):
        crawl.records()


def test_an_opportunity_and_a_rejection_of_one_kind_may_stand_on_one_page(crawl: "Crawl") -> None:
    rejection = Rejection(UNLINKED_MENTION, "other_meaning")
    judgement = Judgement((crawl.mention(),), (rejection,))
    counts = crawl.store(replace(crawl.visit(), judgement=judgement))
    assert (counts.rejected, len(crawl.records())) == (1, 1)
