"""A folder as users have it: a niche file, a database, and a way to type commands there."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from linkfinder.cli.main import main
from linkfinder.kinds.broken_link.facts import BROKEN_LINK, BrokenLink
from linkfinder.kinds.guest_post.facts import GUEST_POST, Cost, GuestPost
from linkfinder.lifecycle.sightings import PageJudgement
from linkfinder.model.check import Verdict
from linkfinder.model.opportunity import Evidence, Judgement, Opportunity, OpportunityState, Rejection
from linkfinder.model.page import Contact, ContactKind, Page
from linkfinder.model.run import Run, RunState
from linkfinder.model.seed import Seed
from linkfinder.model.visit import Outcome, Visit
from linkfinder.storage import frontier, runs
from linkfinder.storage.opportunities import store_judgements
from linkfinder.storage.runs import ensure_niche
from linkfinder.storage.session import session
from linkfinder.storage.sightings import RunScope
from linkfinder.storage.tables import FrontierRow
from linkfinder.storage.visits import store_visits

NOW = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
NICHE = """
name = "teeth"

[[topics]]
phrase = "dental implants"

[seeds]
urls = ["http://blog.example/"]
"""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


Type = Callable[..., Ended]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "niches").mkdir()
    (tmp_path / "niches" / "teeth.toml").write_text(NICHE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("http_proxy", "https_proxy", "LINKFINDER_ALLOW_NETWORKS"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def typed(
    folder: Path, database: sa.Engine, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Type:
    """Types a command and gives back how it ended; the database is empty but for what the test stores."""
    monkeypatch.setenv("LINKFINDER_DATABASE_URL", str(database.url))

    def type_command(*words: str) -> Ended:
        capfd.readouterr()
        monkeypatch.setattr(sys, "argv", ["linkfinder", *words])
        try:
            main()
        except SystemExit as ended:
            code = ended.code
        else:
            code = 0
        said = capfd.readouterr()
        return Ended(int(code or 0), said.out, said.err)

    return type_command


def a_visit(url: str, judgement: Judgement, title: str) -> Visit:
    page = Page(url, title, language="en", words=300)
    return Visit(0, url, NOW, Outcome.FETCHED, http_status=200, page=page, relevance=0.8, judgement=judgement)


def guest_post(url: str, state: OpportunityState) -> Opportunity:
    return Opportunity(
        GUEST_POST,
        "teeth",
        url,
        url.split("/")[2],
        GuestPost(cost=Cost.FREE, method=("email",)),
        state=state,
        page_title="Write for us [red]\x1b[2J",
        relevance=0.8,
        confidence=0.9,
        evidence=(Evidence("acceptance", "We welcome guest posts [bold]from dentists."),),
        contacts=(Contact(ContactKind.EMAIL, "editor@blog.example", "mailto", page_url=url),),
        published=date(2026, 10, 1),
    )


@pytest.fixture
def stored(database: sa.Engine) -> sa.Engine:
    """A niche after its first crawl: an open guest-post page, a closed one, a dead link, and a rejected page."""
    dead = Opportunity(
        BROKEN_LINK,
        "teeth",
        "http://hub.example/links",
        "hub.example",
        BrokenLink("http://gone.invalid/guide", Verdict.DEAD_DNS, "dns_nxdomain", sentence="A guide."),
        relevance=0.5,
        confidence=0.9,
    )
    invitation = guest_post("http://blog.example/write-for-us", OpportunityState.OPEN)
    closed = guest_post("http://shut.example/guest", OpportunityState.CLOSED)
    refused = Rejection(GUEST_POST, "list_of_sites", (Evidence("list", "14 blogs that accept"),))
    visits = [
        a_visit(invitation.page_url, Judgement((invitation,)), "Write for us"),
        a_visit("http://shut.example/guest", Judgement((closed,)), "Closed"),
        a_visit("http://hub.example/links", Judgement(), "Links"),
        a_visit("http://list.example/", Judgement(rejections=(refused,)), "A list"),
    ]
    with session(database) as opened:
        niche_id = ensure_niche(opened, "teeth")
        run = runs.start(opened, "teeth", "crawl", NOW)
        frontier.add_seeds(opened, niche_id, [Seed(visit.url, "niche") for visit in visits])
        numbers = {row.url: row.id for row in opened.execute(sa.select(FrontierRow.url, FrontierRow.id))}
        numbered = [replace(visit, frontier_id=numbers[visit.url]) for visit in visits]
        store_visits(opened, niche_id, run.id, numbered)
        hub = PageJudgement("http://hub.example/links", Judgement((dead,)), NOW, visits[2].page)
        store_judgements(opened, RunScope(niche_id, run.id), [hub], {BROKEN_LINK})
        done = Run(run.id, "teeth", "crawl", RunState.DONE, NOW, NOW, "queue empty", {"pages": 4})
        runs.finish(opened, done)
    return database
