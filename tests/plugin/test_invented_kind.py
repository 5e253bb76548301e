"""A kind that is added from outside goes all the way: crawl, storage, scores, `list`, `explain` and every report."""

import csv
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from linkfinder.app.report import write_report
from linkfinder.cli.main import main
from linkfinder.errors import ReportError
from linkfinder.kinds.judge import judge_page
from linkfinder.kinds.registry import find_kind, is_known, kind_names, register, unregister
from linkfinder.model.niche import Niche, Topic
from linkfinder.model.page import Block, Page
from linkfinder.model.record import OpportunityRecord
from linkfinder.model.status import Flag, Status
from linkfinder.report.columns import all_columns
from linkfinder.report.registry import EXPORTERS
from linkfinder.sources.footprints import queries
from linkfinder.storage.opportunities import load_events, load_records, set_status
from linkfinder.storage.session import open_database, read_only_session, session
from linkfinder.storage.sightings import load_refusals
from tests.conftest import Crawl
from tests.crawl.conftest import Crawling, page, serving, web  # noqa: F401 (fixtures)
from tests.crawl.conftest import crawling as crawling  # noqa: PLC0414 (a fixture)
from tests.plugin.event_listing import EVENT_LISTING, KIND, EventListing, Venue

NICHE = Niche("dental", (Topic("dental implants"), Topic("dentist"), Topic("teeth")), ("http://teeth.example/",))
NEXT_YEAR = datetime.now(UTC).date() + timedelta(days=300)
CONGRESS = "http://congress.example/"
NICHE_FILE = """
name = "dental"
[[topics]]
phrase = "dental implants"
[seeds]
urls = ["http://teeth.example/"]
"""


@pytest.fixture(autouse=True)
def event_listing() -> Iterator[None]:
    register(KIND)
    yield
    unregister(KIND.name)


def calendar(day: date, event: str = "Dental Implants Forum") -> str:
    return page(
        "Event calendar",
        f"{CONGRESS}=The organiser",
        text=f"{event} begins on {day} in Bremen. Each dentist may send a date to dates@teeth.example.",
    )


@pytest.fixture
def crawled(crawling: Crawling) -> Crawling:
    """A made-up web after its crawl: two calendars with the same organiser, one over, and an archive."""
    pages = crawling.web.pages
    pages["http://teeth.example/"] = page(
        "The dentist blog",
        "http://teeth.example/dates=Event calendar of dental implants",
        "http://teeth.example/old=Event calendar archive of dental implants",
        "http://gums.example/=The gum blog of dentists",
    )
    pages["http://teeth.example/dates"] = calendar(NEXT_YEAR)
    pages["http://teeth.example/old"] = page("Event calendar archive")
    pages["http://gums.example/"] = page("The gum blog of dentists", "http://gums.example/dates=Event calendar")
    past = "<p>Past Gum Week begins on 2020-02-01 in Kiel.</p><ul>"
    gums = calendar(NEXT_YEAR, "Teeth Days").replace("Each dentist may", "Teeth may").replace("<ul>", past)
    pages["http://gums.example/dates"] = gums
    summary = crawling.run("http://teeth.example/", "http://gums.example/", kinds=["tests.plugin.event_listing"])
    assert summary["reason"] == "finished"
    return crawling


def records_of(crawling: Crawling) -> list[OpportunityRecord]:
    engine = open_database(crawling.url)
    with read_only_session(engine) as opened:
        records = load_records(opened, "dental", kinds=[EVENT_LISTING])
    engine.dispose()
    return sorted(records, key=lambda record: record.opportunity.page_url + str(record.opportunity.facts))


def test_a_crawl_finds_and_stores_it_with_its_facts(crawled: Crawling) -> None:
    found = [record.opportunity.facts for record in records_of(crawled)]
    assert found == [
        EventListing("Past Gum Week", date(2020, 2, 1), Venue("Kiel"), CONGRESS),
        EventListing("Teeth Days", NEXT_YEAR, Venue("Bremen"), CONGRESS),
        EventListing("Dental Implants Forum", NEXT_YEAR, Venue("Bremen"), CONGRESS),
    ]
    engine = open_database(crawled.url)
    with read_only_session(engine) as opened:
        refused = [(each.page_url, each.rejection.reason) for each in load_refusals(opened, "dental", [EVENT_LISTING])]
    engine.dispose()
    assert refused == [("http://teeth.example/old", "past_events")]


def test_reports_show_it_in_every_format(crawled: Crawling, tmp_path: Path) -> None:
    engine = open_database(crawled.url)
    written = write_report(engine, NICHE, list(EXPORTERS), tmp_path / "reports")
    engine.dispose()
    files = {"".join(file.suffixes): file for file in written.files}
    assert written.listed == {EVENT_LISTING: 2}

    rows = list(csv.DictReader(files[".csv"].read_text(encoding="utf-8").splitlines(), strict=True))
    assert {row["event"] for row in rows} == {"Dental Implants Forum", "Teeth Days"}
    assert {(row["kind"], row["begins"], row["city"]) for row in rows} == {(EVENT_LISTING, str(NEXT_YEAR), "Bremen")}

    lines = [json.loads(line) for line in files[".jsonl"].read_text(encoding="utf-8").splitlines()]
    assert {(line["event"], line["begins"]) for line in lines} == {
        ("Dental Implants Forum", str(NEXT_YEAR)),
        ("Teeth Days", str(NEXT_YEAR)),
    }
    assert [line["venue"] for line in lines] == [{"city": "Bremen", "is_online": False}] * 2
    assert [line["pages_linking"] for line in lines] == [2, 2]
    effort = [part for part in lines[0]["score"]["parts"] if part["name"] == "effort"]
    assert [(part["value"], part["points"]) for part in effort] == [(0.9, 9.0)]

    book = load_workbook(files[".xlsx"])
    sheets = {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}
    heads, *events = sheets["Event listings"]
    assert {row[heads.index("Event")] for row in events} == {"Dental Implants Forum", "Teeth Days"}
    assert sheets["Organisers"][1:] in (
        [[CONGRESS, "teeth.example, gums.example"]],
        [[CONGRESS, "gums.example, teeth.example"]],
    )
    assert ["Event listings", 2] in [row[:2] for row in sheets["Summary"]]
    assert sorted(row[1] for row in sheets["Rejected"][1:]) == ["event_over", "past_events"]
    assert any("Event listings" in row for row in sheets["Legend"])
    assert any(row[:2] == ["City", "Where it is"] for row in sheets["Legend"])


def test_the_commands_show_it(
    crawled: Crawling, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "niches").mkdir()
    (tmp_path / "niches" / "dental.toml").write_text(NICHE_FILE, encoding="utf-8")
    (tmp_path / "dates.html").write_text(calendar(NEXT_YEAR), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LINKFINDER_DATABASE_URL", crawled.url)
    listed = command(monkeypatch, capfd, "list", "dental", "--kind", EVENT_LISTING, "--all")
    assert "Teeth Days in Bremen" in " ".join(listed.split())
    first = json.loads(command(monkeypatch, capfd, "list", "dental", "--json", "--all").splitlines()[0])
    assert first["facts"]["venue"] == {"city": "Bremen", "is_online": False}
    explain = ("explain", "--niche", "dental", "--url", "http://x.example/dates", "dates.html")
    assert "begins " + str(NEXT_YEAR) in command(monkeypatch, capfd, *explain)
    explained = json.loads(command(monkeypatch, capfd, *explain, "--json"))
    assert explained["opportunities"][0]["event"] == "Dental Implants Forum"


def command(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], *words: str) -> str:
    capfd.readouterr()
    monkeypatch.setattr(sys, "argv", ["linkfinder", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capfd.readouterr()
    assert not ended.value.code, said.err
    return said.out


def events_page(*sentences: str) -> Page:
    return Page("http://teeth.example/dates", "Event calendar", language="en", blocks=tuple(map(Block, sentences)))


def test_its_changes_and_its_end_are_noticed(crawl: Crawl) -> None:
    first = events_page("Gum Week begins on 2027-05-01 in Bremen")
    crawl.store(crawl.visit(url=first.url, page=first, judgement=judge_page(first, NICHE)))
    with session(crawl.engine) as opened:
        set_status(opened, crawl.record().id, Status.CONTACTED, crawl.now)
    crawl.next_run()
    moved = events_page("Gum Week begins on 2027-06-02 in Bremen")
    crawl.store(crawl.visit(url=moved.url, page=moved, judgement=judge_page(moved, NICHE)))
    assert crawl.record().flag is Flag.CHANGED
    crawl.next_run()
    gone = events_page("No dates are known")
    crawl.store(crawl.visit(url=gone.url, page=gone, judgement=judge_page(gone, NICHE)))
    assert crawl.record().flag is Flag.CLOSED
    with read_only_session(crawl.engine) as opened:
        notes = [event.note for event in load_events(opened, crawl.record().id)]
    assert "begins: 2027-05-01 -> 2027-06-02" in notes
    assert "http://teeth.example/dates does not list Gum Week any more" in notes


def test_search_services_are_asked_for_it() -> None:
    assert [query.text for query in queries(NICHE, (EVENT_LISTING,), 1)] == ['dental implants "submit your event"']


def test_a_database_with_a_kind_that_is_not_registered_can_still_be_reported(crawled: Crawling, tmp_path: Path) -> None:
    engine = open_database(crawled.url)
    scored = write_report(engine, NICHE, ["jsonl"], tmp_path / "before").files[0]
    unregister(EVENT_LISTING)
    try:
        files = write_report(engine, NICHE, list(EXPORTERS), tmp_path / "reports").files
        written = next(file for file in files if file.suffix == ".jsonl")
        lines = [json.loads(line) for line in written.read_text(encoding="utf-8").splitlines()]
        before = [json.loads(line) for line in scored.read_text(encoding="utf-8").splitlines()]
        assert [line["score"] for line in lines] == [line["score"] for line in before]
        assert lines[0]["venue"] == {"city": "Bremen", "is_online": False}
        book = load_workbook(next(file for file in files if file.suffix == ".xlsx"))
        assert "Event listing" in book.sheetnames
    finally:
        register(KIND)
        engine.dispose()


def test_a_name_can_be_registered_once() -> None:
    with pytest.raises(ValueError, match="event_listing: a kind of this name is registered already"):
        register(KIND)
    with pytest.raises(ValueError, match="guest_post: a kind of this name is registered already"):
        register(replace(KIND, name="guest_post"))
    assert kind_names()[-1] == EVENT_LISTING
    assert find_kind(EVENT_LISTING) is KIND
    assert not is_known("podcast")


@pytest.mark.parametrize("title", ["Legend", "guest posts", "Dead targets"])
def test_a_title_that_another_sheet_has_is_refused(title: str) -> None:
    with pytest.raises(ValueError, match="kind podcast: a report has a sheet"):
        register(replace(KIND, name="podcast", title=title))


def test_a_column_that_every_kind_has_cannot_be_a_kind_s_own() -> None:
    unregister(EVENT_LISTING)
    try:
        register(replace(KIND, columns=(replace(KIND.columns[0], name="note"),)))
        with pytest.raises(ReportError, match="kind event_listing: every kind has a column note; choose another name"):
            all_columns()
    finally:
        unregister(EVENT_LISTING)
        register(KIND)


@pytest.mark.parametrize("name", ["", "Event", "event listing", "1event", "e" * 33])
def test_a_name_that_files_or_commands_do_not_take_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="is no name of a kind"):
        replace(KIND, name=name)


@pytest.mark.parametrize("title", ["", "What? Events", "a/b", "E" * 26])
def test_a_title_that_cannot_name_a_sheet_is_refused(title: str) -> None:
    with pytest.raises(ValueError, match="cannot name a sheet"):
        replace(KIND, title=title)
