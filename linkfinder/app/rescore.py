"""Scores what is stored of a niche, as of today."""

from datetime import date
from typing import TYPE_CHECKING

from linkfinder.kinds.registry import find_kind, is_known
from linkfinder.model.niche import Niche
from linkfinder.model.record import OpportunityRecord
from linkfinder.model.score import Score
from linkfinder.scoring.score import score
from linkfinder.storage.opportunities import load_records, store_scores
from linkfinder.storage.session import read_only_session, session

if TYPE_CHECKING:
    from sqlalchemy import Engine


def rescore(engine: "Engine", niche: Niche, today: date) -> list[OpportunityRecord]:
    """Return the niche's opportunities with their scores of today, after storing those that changed.

    Scores of kinds that are not registered here stay as they are.

    Raises StorageError when the niche was never run.
    """
    with read_only_session(engine) as opened:
        records = load_records(opened, niche.name)
    scores = {each.id: _score(each, niche, today) for each in records if is_known(each.opportunity.kind)}
    changed = {each.id: scores[each.id] for each in records if each.score != scores.get(each.id, each.score)}
    with session(engine) as opened:
        store_scores(opened, changed)
        return load_records(opened, niche.name) if changed else records


def _score(record: OpportunityRecord, niche: Niche, today: date) -> Score:
    profile = find_kind(record.opportunity.kind).profile
    return score(record.opportunity, record.site_metrics, niche, today, profile)
