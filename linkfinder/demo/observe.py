"""What a run over the made-up internet left in the database, in the terms of the ground truth."""

from collections.abc import Sequence

from linkfinder.demo.ground_truth import GroundTruth, Observed
from linkfinder.report.sections import ReportSection, section_of
from linkfinder.storage.opportunities import load_records
from linkfinder.storage.pages import pages_read
from linkfinder.storage.runs import find_niche
from linkfinder.storage.session import open_database, read_only_session
from linkfinder.storage.targets import load_states

_MAX_PAGES = 10_000
"""More than the made-up internet has, apart from its crawl traps."""


def observe(
    database_url: str, niche: str, truth: GroundTruth, requested: Sequence[str], *, has_browser: bool
) -> Observed:
    """Return what was found, judged, read and requested. Raises StorageError when the niche was never run.

    A closed guest-post page counts as listed: a report shows it, with its next check. A hard reject does not.
    """
    targets = [entry.target for entry in truth.rejected if entry.target]
    engine = open_database(database_url)
    try:
        with read_only_session(engine) as session:
            records = load_records(session, niche)
            states = load_states(session, targets)
            read = frozenset(url for url, _ in pages_read(session, find_niche(session, niche), _MAX_PAGES))
    finally:
        engine.dispose()
    return Observed(
        opportunities=[record.opportunity for record in records if section_of(record) is not ReportSection.REJECTED],
        verdicts={url: state.check.verdict for url, state in states.items()},
        read=read,
        requested=tuple(requested),
        has_browser=has_browser,
    )
