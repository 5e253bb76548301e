"""JSON Lines: one object an opportunity, in the words of `explain --json`."""

import json
from pathlib import Path
from typing import Any

from linkfinder.kinds.guest_post.facts import GuestPost, Price
from linkfinder.model.record import OpportunityRecord
from linkfinder.model.score import SiteMetrics
from linkfinder.report.as_jsonl import JsonLinesExporter
from tests.report.conftest import MakeRecord, MakeReport, broken_link, guest_post, mention


def objects(tmp_path: Path, make_report: MakeReport, *records: OpportunityRecord) -> list[dict[str, Any]]:
    path = tmp_path / "report.jsonl"
    JsonLinesExporter().write(make_report(*records), path)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_guest_post_speaks_like_explain(make_record: MakeRecord, make_report: MakeReport, tmp_path: Path) -> None:
    (line,) = objects(tmp_path, make_report, make_record())
    assert (line["kind"], line["state"], line["cost"]) == ("guest_post", "open", "mixed")
    assert line["price"] == {"amount": 49.5, "currency": "EUR", "unit": "post"}
    assert (line["min_words"], line["link_policy"], line["method"]) == (800, "nofollow", ["email", "form"])
    assert line["evidence"] == [{"signal": "invite", "quote": "We welcome guest articles.", "place": "body"}]
    assert {"kind": "email", "value": "editor@teethblog.example", "found_by": "mailto"}.items() <= line["contacts"][
        0
    ].items()
    assert (line["published"], line["modified"], line["language"]) == ("2026-10-01", None, "en")
    assert (line["first_seen"], line["status"]) == ("2026-11-20T07:05:00+00:00", "new")


def test_a_score_has_all_its_parts(make_record: MakeRecord, make_report: MakeReport, tmp_path: Path) -> None:
    (line,) = objects(
        tmp_path, make_report, make_record(site_metrics=SiteMetrics(authority=0.5, authority_source="a list"))
    )
    assert line["score"]["total"] == 50
    assert line["score"]["parts"][1] == {
        "name": "audience",
        "value": None,
        "points": 0,
        "reason": "no list is imported",
    }
    assert line["site_metrics"]["authority"] == 0.5
    (unscored,) = objects(tmp_path, make_report, make_record(score=None))
    assert unscored["score"] is None


def test_each_kind_brings_its_facts(make_record: MakeRecord, make_report: MakeReport, tmp_path: Path) -> None:
    broken, named = objects(
        tmp_path, make_report, make_record(broken_link(), total=60), make_record(mention(), total=50)
    )
    assert (broken["dead_url"], broken["verdict"], broken["http_status"]) == (
        "https://gone.example/guide",
        "parked",
        200,
    )
    assert (broken["status"], broken["pages_linking"]) == ("new", 1)
    assert broken["dead_target"] == {
        "title": "A guide to implants",
        "copy_url": "https://web.archive.org/web/20190203040506/https://gone.example/guide",
        "saved": "2019-02-03",
        "domain": "ending",
    }
    assert (named["name"], named["mention_state"], named["sentence"]) == (
        "Acme Dental",
        "unlinked",
        "Acme Dental opened a clinic.",
    )


def test_no_text_of_the_web_breaks_a_line(make_record: MakeRecord, make_report: MakeReport, tmp_path: Path) -> None:
    (line,) = objects(tmp_path, make_report, make_record(page_title="a\nb\u2028c\u2029d\x85e \ud800 Zähne"))
    assert line["title"] == "a\nb\u2028c\u2029d\x85e ? Zähne"


def test_a_price_beyond_numbers_is_no_price(make_record: MakeRecord, make_report: MakeReport, tmp_path: Path) -> None:
    endless = GuestPost(price=Price(float("inf"), "EUR"), requirements=guest_post().requirements)
    (line,) = objects(tmp_path, make_report, make_record(endless))
    assert line["price"] is None
