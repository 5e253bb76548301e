"""Scores what is stored of a niche, as of today."""

from datetime import date
from typing import TYPE_CHECKING

from linkfinder.model.niche import Niche
from linkfinder.model.record import OpportunityRecord
from linkfinder.scoring.score import score
from linkfinder.storage.opportunities import load_records, store_scores
from linkfinder.storage.session import read_only_session, session

if TYPE_CHECKING:
    from sqlalchemy import Engine


def rescore(engine: "Engine", niche: Niche, today: date) -> list[OpportunityRecord]:
    """Return the niche's opportunities with their scores of today, after storing those that changed.

    Raises StorageError when the niche was never run.
    """
    with read_only_session(engine) as opened:
        records = load_records(opened, niche.name)
    scores = {each.id: score(each.opportunity, each.site_metrics, niche, today) for each in records}
    changed = {each.id: scores[each.id] for each in records if each.score != scores[each.id]}
    with session(engine) as opened:
        store_scores(opened, changed)
        return load_records(opened, niche.name) if changed else records
