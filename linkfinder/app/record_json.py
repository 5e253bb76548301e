"""A stored opportunity as `list --json` and `show --json` write it; docs/reference/commands.md names the keys."""

from collections.abc import Sequence
from typing import Any

from linkfinder.model.record import OpportunityEvent, OpportunityRecord
from linkfinder.storage.codec import to_json


def record_as_json(record: OpportunityRecord, events: Sequence[OpportunityEvent] | None = None) -> dict[str, Any]:
    """Return the line of one opportunity; with `events`, its history too."""
    written = to_json(record.opportunity)
    line = {
        "id": record.id,
        **written,
        "score": record.score.total if record.score else None,
        "score_parts": to_json(record.score.parts) if record.score else [],
        "policy_risk": record.score.policy_risk if record.score else None,
        "waste_risk": record.score.waste_risk if record.score else None,
        "not_offered": record.score.reject if record.score else "",
        "site_metrics": to_json(record.site_metrics),
        "other_pages": record.other_pages,
        "also_on": to_json(list(record.also_on)),
        "status": str(record.status),
        "flag": str(record.flag),
        "is_new": record.is_new,
        "owner": record.owner,
        "note": record.note,
        "first_seen": record.first_seen.isoformat(),
        "last_seen": record.last_seen.isoformat(),
        "last_checked": record.last_checked.isoformat(),
    }
    return line if events is None else line | {"history": to_json(list(events))}
