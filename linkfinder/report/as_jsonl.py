"""JSON Lines: one object an opportunity on the list, for programs. Names are those of `explain --json` where they fit.

Texts stand as they were found, unshortened; a program that shows them escapes them for where it does.
"""

import json
from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from linkfinder.kinds.base import field_values
from linkfinder.kinds.registry import find_kind
from linkfinder.model.record import OpportunityRecord
from linkfinder.model.report_line import ReportLine
from linkfinder.model.score import Score
from linkfinder.report.atomic_file import atomic_file
from linkfinder.report.base import Report
from linkfinder.report.listing import arrange_report

_LINE_ENDS = {"\u2028": "\\u2028", "\u2029": "\\u2029", "\x85": "\\u0085"}
"""JSON lets them stand in a string, but many programs end a line there."""


class JsonLinesExporter:
    """JSON Lines in UTF-8."""

    NAME = "jsonl"
    SUFFIX = ".jsonl"

    def write(self, report: Report, path: Path) -> None:
        """Write the list as a whole file or not at all; raise ReportError with the remedy."""
        with atomic_file(path) as draft, draft.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(_json_line(line) for line in arrange_report(report).listed)


def _json_line(line: ReportLine) -> str:
    text = json.dumps(line_object(line), ensure_ascii=False, allow_nan=False, default=_as_json)
    if not text.isascii():
        # Halves of characters cannot be encoded; a question mark stands for them.
        text = text.encode("utf-8", "replace").decode("utf-8")
        for character, escaped in _LINE_ENDS.items():
            text = text.replace(character, escaped)
    return text + "\n"


def line_object(line: ReportLine) -> dict[str, Any]:
    """Return the object of a line: what it is, its facts, its score, its history and what people did."""
    record, opportunity = line.record, line.record.opportunity
    return {
        "rank": line.rank,
        "id": record.id,
        "kind": opportunity.kind,
        "niche": opportunity.niche,
        "site": opportunity.site,
        "url": opportunity.page_url,
        "title": opportunity.page_title,
        "language": opportunity.language,
        "published": opportunity.published,
        "modified": opportunity.modified,
        "state": opportunity.state,
        **_facts(line),
        "also_on": [field_values(page) for page in record.also_on],
        "confidence": opportunity.confidence,
        "evidence": [
            {"signal": each.signal, "quote": each.quote, "place": each.place} for each in opportunity.evidence
        ],
        "contacts": [field_values(contact) for contact in opportunity.contacts],
        "relevance": opportunity.relevance,
        "relevance_reason": opportunity.relevance_reason,
        "score": _score(record.score),
        "site_metrics": field_values(record.site_metrics),
        **_history(record),
    }


def _facts(line: ReportLine) -> Mapping[str, Any]:
    opportunity = line.record.opportunity
    kind = find_kind(opportunity.kind)
    facts = kind.json_facts(opportunity.facts)
    if kind.target_url(opportunity.facts):
        return {**facts, "pages_linking": line.target.pages if line.target else None}
    return facts


def _score(score: Score | None) -> dict[str, Any] | None:
    if score is None:
        return None
    return {
        "total": score.total,
        "parts": [field_values(part) for part in score.parts],
        "policy_risk": score.policy_risk,
        "waste_risk": score.waste_risk,
        "reject": score.reject,
    }


def _history(record: OpportunityRecord) -> dict[str, Any]:
    return {
        "first_seen": record.first_seen,
        "last_seen": record.last_seen,
        "last_checked": record.last_checked,
        "is_new": record.is_new,
        "flag": record.flag,
        "status": record.status,
        "owner": record.owner,
        "note": record.note,
    }


def _as_json(value: object) -> str | dict[str, Any]:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if is_dataclass(value):
        return field_values(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")
