import re
from pathlib import Path

from linkfinder.linkcheck.exchange import Failure
from linkfinder.linkcheck.opinions import FAILURES, Reason
from linkfinder.linkcheck.variants import Change
from linkfinder.linkcheck.walls import _REFUSALS, _SURE_HEADERS, _WORDS
from linkfinder.model.check import Verdict

DOCS = Path(__file__).parents[2] / "docs" / "detectors" / "broken_link.md"


def explained() -> set[str]:
    return set(re.findall(r"`([a-z0-9_]+)`", DOCS.read_text(encoding="utf-8")))


def test_every_failure_has_an_opinion_with_a_sentence() -> None:
    assert set(FAILURES) == set(Failure)
    assert all(opinion.note.endswith(".") and opinion.reason == failure for failure, opinion in FAILURES.items())


def test_no_failure_that_may_be_ours_is_a_death() -> None:
    dead = {failure for failure, opinion in FAILURES.items() if opinion.is_dead}
    assert dead == {Failure.DNS_NXDOMAIN, Failure.CONNECT_REFUSED}


def test_every_verdict_and_reason_is_explained_to_those_who_write_the_mail() -> None:
    walls = {f"wall_{wall.name}" for wall in (*_SURE_HEADERS, *_REFUSALS, *_WORDS)}
    codes = {*map(str, Verdict), *map(str, Failure), *map(str, Reason), *map(str, Change), *walls}
    assert codes - explained() == set()
