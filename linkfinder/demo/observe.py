"""What a run over the made-up internet left in the database, in the words of the truth."""

from collections.abc import Sequence

import sqlalchemy as sa

from linkfinder.demo.ground_truth import GroundTruth, Observed
from linkfinder.report.sections import ReportSection, section_of
from linkfinder.storage.niches import find_niche
from linkfinder.storage.opportunities import load_records
from linkfinder.storage.session import read_only_session
from linkfinder.storage.tables import NichePageRow, PageRow
from linkfinder.storage.targets import load_states


def observe(
    engine: sa.Engine, niche: str, truth: GroundTruth, requested: Sequence[str], *, has_browser: bool
) -> Observed:
    """Return what was found, judged, read and requested. Raises StorageError when the niche was never run.

    A closed guest-post page counts as listed: a report shows it, with its next check. A hard reject does not.
    """
    targets = [entry.target for entry in truth.rejected if entry.target]
    with read_only_session(engine) as session:
        records = load_records(session, niche)
        states = load_states(session, targets)
        pages = (
            sa.select(PageRow.url)
            .join(NichePageRow, NichePageRow.page_id == PageRow.id)
            .where(NichePageRow.niche_id == find_niche(session, niche))
        )
        read = frozenset(session.scalars(pages))
    return Observed(
        opportunities=[record.opportunity for record in records if section_of(record) is not ReportSection.REJECTED],
        verdicts={url: state.check.verdict for url, state in states.items()},
        read=read,
        requested=tuple(requested),
        has_browser=has_browser,
    )
