"""A kind of opportunity invented for the tests: calendars on other sites that list events and link to their organisers.

It is written as somebody outside the project would write one: with the public shapes only, in one module.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from linkfinder.analysis.relevance import relevance
from linkfinder.kinds.base import Kind
from linkfinder.kinds.column_readers import of_facts
from linkfinder.model.column import CellFormat, Column
from linkfinder.model.lifecycle_rules import Absence, FactsJson, LifecycleRules, fact_text
from linkfinder.model.niche import Campaign, Niche
from linkfinder.model.opportunity import Evidence, Judgement, Opportunity, OpportunityState, Rejection
from linkfinder.model.page import Page, Place
from linkfinder.model.report_line import TargetSheet
from linkfinder.model.score import Factor
from linkfinder.model.score_profile import FactorValue, Placement, Reject, ScoreProfile, ScoringInput
from linkfinder.model.status import Flag
from linkfinder.urls import canonical, site_of

EVENT_LISTING = "event_listing"

_EVENT = re.compile(r"(?P<event>[A-Z][\w ]+?) begins on (?P<day>\d{4}-\d{2}-\d{2}) in (?P<city>\w+)")


@dataclass(frozen=True, slots=True)
class Venue:
    """Where an event is."""

    city: str
    is_online: bool = False


@dataclass(frozen=True, slots=True)
class EventListing:
    """An event on a calendar that takes entries by mail."""

    event: str
    begins: date
    venue: Venue
    organiser_url: str = ""

    def identity(self, page_url: str, site: str) -> tuple[str, ...]:  # noqa: ARG002 (the shape of all facts)
        """Return the page and the event."""
        return (canonical(page_url), self.event)


def detect(page: Page, niche: Niche) -> Judgement:
    """Return the events of a calendar; one that says it is an archive takes no entries."""
    if not page.title.startswith("Event calendar"):
        return Judgement()
    if "archive" in page.title:
        return Judgement(rejections=(Rejection(EVENT_LISTING, "past_events", (Evidence("title", page.title),)),))
    return Judgement(tuple(_events(page, niche)))


def _events(page: Page, niche: Niche) -> Iterator[Opportunity]:
    near = relevance(page, niche)
    organiser = next((link.url for link in page.links if site_of(link.url) != site_of(page.url)), "")
    for block in page.blocks:
        for match in _EVENT.finditer(block.text):
            yield Opportunity(
                kind=EVENT_LISTING,
                niche=niche.name,
                page_url=page.url,
                site=site_of(page.url),
                facts=EventListing(
                    match["event"], date.fromisoformat(match["day"]), Venue(match["city"]), organiser_url=organiser
                ),
                state=OpportunityState.OPEN,
                page_title=page.title,
                language=page.language,
                relevance=near.value,
                relevance_reason=near.reason,
                confidence=0.9,
                evidence=(Evidence("event", match[0], block.place),),
                contacts=page.contacts,
            )


def _effort(case: ScoringInput) -> FactorValue:
    return FactorValue(0.9, f"one mail about {case.facts(EventListing).event}")


def _over(case: ScoringInput) -> Reject | None:
    begins = case.facts(EventListing).begins
    return Reject("event_over", f"it began on {begins}") if begins < case.today else None


def _taken_off(facts: FactsJson, page: Page, _: Judgement) -> Absence | None:
    return Absence(Flag.CLOSED, f"{page.url} does not list {facts['event']} any more")


KIND = Kind[EventListing](
    name=EVENT_LISTING,
    title="Event listings",
    facts=EventListing,
    detect=detect,
    profile=ScoreProfile(
        weights={Factor.RELEVANCE: 60, Factor.EVIDENCE: 20, Factor.LINK: 10, Factor.EFFORT: 10, Factor.WASTE_RISK: 30},
        freshness=((30, 1.0), (365, 0.0)),
        methods={Campaign.NEW: FactorValue(1.0, "calendars list new sites as well")},
        factors={Factor.EFFORT: _effort},
        placement=lambda _: Placement(Place.LIST),
        rejects=(_over,),
    ),
    rules=LifecycleRules(
        material_facts=lambda _, facts: {"begins": fact_text(facts.get("begins"))}, absence_when_judged=_taken_off
    ),
    columns=(
        Column("event", 30, CellFormat.TEXT, "The event", of_facts(EventListing, lambda it: it.event)),
        Column("begins", 11, CellFormat.DAY, "When it begins", of_facts(EventListing, lambda it: it.begins)),
        Column("city", 14, CellFormat.TEXT, "Where it is", of_facts(EventListing, lambda it: it.venue.city)),
    ),
    summary=lambda facts: f"{facts.event} in {facts.venue.city}",
    terms=lambda facts: [facts.event, f"begins {facts.begins}"],
    explained_facts=lambda facts: {"event": facts.event},
    target_url=lambda facts: facts.organiser_url,
    target_sheet=TargetSheet(
        "Organisers",
        (
            Column("organiser", 40, CellFormat.URL, "Who is listed", lambda it: it.target.url),
            Column("sites", 40, CellFormat.TEXT, "Calendars that list it", lambda it: ", ".join(it.sites)),
        ),
    ),
    footprints={"en": ["submit your event"]},
)
