"""The order of a report and the places in it."""

import random

import pytest

from linkfinder.model.opportunity import OpportunityState
from linkfinder.model.status import Flag, Status
from linkfinder.report.listing import arrange_report, sort_by_target
from linkfinder.report.ranking import is_next_step_ours, needs_work, rank_records
from linkfinder.report.sections import ReportSection, section_of
from tests.report.conftest import MakeRecord, MakeReport, broken_link, mention


def test_the_best_comes_first_and_the_order_never_varies(make_record: MakeRecord) -> None:
    records = [make_record(total=total, page_url=f"https://a.example/{n}") for n, total in enumerate([10, 90, 50, 50])]
    ranked = rank_records(records)
    assert [record.score.total for record in ranked if record.score] == [90, 50, 50, 10]
    for seed in range(5):
        random.Random(seed).shuffle(records)
        assert rank_records(records) == ranked


def test_what_is_finished_stands_below_what_can_be_done(make_record: MakeRecord) -> None:
    won = make_record(total=90, status=Status.WON)
    gone = make_record(mention(), total=80, status=Status.APPROVED, flag=Flag.NOW_LINKED)
    poor = make_record(broken_link(), total=10, flag=Flag.CHANGED)
    assert rank_records([won, gone, poor]) == (poor, won, gone)
    assert [needs_work(each) for each in (won, gone, poor)] == [False, False, True]


def test_nobody_is_told_to_begin_what_is_begun(make_record: MakeRecord) -> None:
    statuses = [status for status in Status if is_next_step_ours(make_record(status=status))]
    assert statuses == [Status.NEW, Status.REVIEWING, Status.APPROVED, Status.RECHECK]
    assert not is_next_step_ours(make_record(reject="competitor", status=Status.APPROVED))


def test_a_record_without_a_score_comes_last(make_record: MakeRecord) -> None:
    unscored, poor = make_record(score=None), make_record(mention(), total=1)
    assert rank_records([unscored, poor]) == (poor, unscored)


@pytest.mark.parametrize(
    ("changes", "shelf"),
    [
        ({}, ReportSection.LISTED),
        ({"state": OpportunityState.UNKNOWN}, ReportSection.LISTED),
        ({"flag": Flag.CHANGED}, ReportSection.LISTED),
        ({"state": OpportunityState.CLOSED, "reject": "closed"}, ReportSection.CLOSED),
        ({"flag": Flag.LINK_FIXED}, ReportSection.CLOSED),
        ({"reject": "competitor"}, ReportSection.REJECTED),
        ({"reject": "seller"}, ReportSection.LISTED),
        ({"reject": "competitor", "status": Status.CONTACTED}, ReportSection.LISTED),
        ({"state": OpportunityState.CLOSED, "status": Status.REPLIED}, ReportSection.LISTED),
    ],
)
def test_each_record_has_its_place_and_work_begun_never_leaves_the_list(
    make_record: MakeRecord, changes: dict[str, object], shelf: ReportSection
) -> None:
    assert section_of(make_record(**changes)) is shelf


def test_ranks_count_over_all_kinds(make_record: MakeRecord, make_report: MakeReport) -> None:
    report = make_report(make_record(total=10), make_record(mention(), total=30), make_record(broken_link(), total=20))
    lines = arrange_report(report).listed
    assert [(line.rank, line.record.opportunity.kind) for line in lines] == [
        (1, "unlinked_mention"),
        (2, "broken_link"),
        (3, "guest_post"),
    ]


def test_pages_that_link_to_one_dead_address_stand_together(make_record: MakeRecord, make_report: MakeReport) -> None:
    report = make_report(
        make_record(broken_link("https://a.example/"), total=90, page_url="https://one.example/", site="one.example"),
        make_record(broken_link("https://b.example/"), total=80, page_url="https://one.example/", site="one.example"),
        make_record(broken_link("https://a.example/"), total=10, page_url="https://two.example/", site="two.example"),
    )
    lines = sort_by_target(arrange_report(report).listed)
    assert [(line.target.number, line.rank) for line in lines if line.target] == [(1, 1), (1, 3), (2, 2)]
    target = lines[0].target
    assert target
    assert (target.url, target.pages, target.sites) == ("https://a.example/", 2, 2)


def test_pages_that_are_not_on_the_list_count_as_linking_too(make_record: MakeRecord, make_report: MakeReport) -> None:
    target = arrange_report(make_report(make_record(broken_link(), other_pages=6))).listed[0].target
    assert target
    assert (target.pages, target.sites) == (7, 1)
