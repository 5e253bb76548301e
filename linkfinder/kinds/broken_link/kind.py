"""Broken links: dead links on other sites, in whose place a page of ours could stand."""

from collections.abc import Mapping
from typing import Any

from linkfinder.data.tables import read_table
from linkfinder.kinds.base import JudgingStage, Kind, field_values
from linkfinder.kinds.broken_link.columns import COLUMNS, TARGET_SHEET
from linkfinder.kinds.broken_link.detector import detect
from linkfinder.kinds.broken_link.facts import BROKEN_LINK, BrokenLink
from linkfinder.kinds.broken_link.lifecycle import RULES
from linkfinder.kinds.broken_link.scoring import PROFILE


def _terms(facts: BrokenLink) -> list[str]:
    terms = [f"{facts.dead_url}: {facts.verdict} ({facts.reason})", f"confirmed {facts.confirmations} times"]
    return [*terms, f"offer {facts.asset_url}" if facts.asset_url else "none of your assets fits"]


def _json_facts(facts: BrokenLink) -> Mapping[str, Any]:
    values = {("http_status" if name == "status" else name): value for name, value in field_values(facts).items()}
    return {**values, "dead_target": field_values(facts.dead_target)}


KIND = Kind[BrokenLink](
    name=BROKEN_LINK,
    title="Broken links",
    facts=BrokenLink,
    detect=detect,
    profile=PROFILE,
    stage=JudgingStage.LINKS_CHECKED,
    rules=RULES,
    columns=COLUMNS,
    summary=lambda facts: f"{facts.verdict} {facts.dead_url}",
    terms=_terms,
    json_facts=_json_facts,
    target_url=lambda facts: facts.dead_url,
    target_sheet=TARGET_SHEET,
    footprints=read_table("footprints")["link_lists"],  # dead links are found where links are collected
)
