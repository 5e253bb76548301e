"""How well the judgement does on the project's own pages, and that it never gets worse.

`tests/pages/README.md` says how a case is written. The floors in `tests/pages/floors.json` may be raised, never
lowered: the history of the file is read, and any version of it that asks for less than an earlier one fails.
"""

import json
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest

from evaluation.figures import Found
from evaluation.own import OWN_FIGURES, OwnCase, dead_links_offered, guest_post_facts, own_cases
from linkfinder.model.opportunity import Mention

PAGES = Path(__file__).parent / "pages"
FLOORS_FILE = PAGES / "floors.json"


GUEST_POSTS = list(own_cases(PAGES, "guest_post"))
MENTIONS = list(own_cases(PAGES, "unlinked_mention"))
DEAD_LINKS = list(own_cases(PAGES, "broken_link"))

CASES = {"guest_post": GUEST_POSTS, "unlinked_mention": MENTIONS, "broken_link": DEAD_LINKS}


@pytest.mark.parametrize("case", GUEST_POSTS, ids=lambda case: case.name)
def test_a_guest_post_page_is_judged_as_its_case_says(case: OwnCase) -> None:
    said = guest_post_facts(case.judgement)
    wanted = {key: value for key, value in case.expected.items() if key in said}
    assert {key: said[key] for key in wanted} == wanted


@pytest.mark.parametrize("case", MENTIONS, ids=lambda case: case.name)
def test_a_mention_is_judged_as_its_case_says(case: OwnCase) -> None:
    judgement = case.judgement
    assert {mention.brand: str(mention.state) for mention in judgement.mentions} == case.expected["states"]
    asked = [found.facts for found in judgement.opportunities]
    assert [fact.brand for fact in asked if isinstance(fact, Mention)] == case.expected["opportunities"]
    assert [rejection.reason for rejection in judgement.rejections] == case.expected.get("reasons", [])
    for mention in judgement.mentions:
        assert list(mention.competitors_linked) == case.expected.get("competitors_linked", [])


@pytest.mark.parametrize("case", DEAD_LINKS, ids=lambda case: case.name)
def test_a_dead_link_is_judged_as_its_case_says(case: OwnCase) -> None:
    assert {link.url for link in case.page.links if link.check} == set(case.expected["answers"])
    assert dead_links_offered(case.judgement) == case.expected["offered"]
    assert [rejection.reason for rejection in case.judgement.rejections] == case.expected["reasons"]


def figures() -> dict[str, float]:
    """Every figure of the project's own pages under the name of its floor."""
    by_floor: dict[str, float] = {}
    for figure in (figure for kind, of_kind in OWN_FIGURES.items() for figure in of_kind(CASES[kind])):
        name = figure.name.replace(" ", "_")
        if isinstance(figure, Found):
            by_floor |= {f"{name}_precision": figure.precision, f"{name}_recall": figure.recall}
        else:
            by_floor[name] = figure.share
    return by_floor


@pytest.mark.parametrize("name", sorted(json.loads(FLOORS_FILE.read_text("utf-8"))))
def test_no_figure_falls_below_its_floor(name: str) -> None:
    assert figures()[name] >= json.loads(FLOORS_FILE.read_text("utf-8"))[name]


def test_every_figure_has_a_floor() -> None:
    assert set(figures()) == set(json.loads(FLOORS_FILE.read_text("utf-8")))


def versions_of_the_floors() -> list[dict[str, float]]:
    """Every committed version of the floors, the oldest first, and the one on disk."""
    name = FLOORS_FILE.relative_to(PAGES.parent.parent).as_posix()
    log = subprocess.run(
        ["git", "log", "--reverse", "--format=%H", "--", name],
        cwd=PAGES.parent.parent, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if log.returncode:
        pytest.skip("this is no git checkout, so the history of the floors cannot be read")
    shown = [
        subprocess.run(
            ["git", "show", f"{commit}:{name}"], cwd=PAGES.parent.parent, capture_output=True, text=True, check=True
        ).stdout
        for commit in log.stdout.split()
    ]
    return [json.loads(text) for text in (*shown, FLOORS_FILE.read_text("utf-8"))]


def test_no_floor_was_ever_lowered() -> None:
    versions = versions_of_the_floors()
    for earlier, later in pairwise(versions):
        assert all(later.get(name, 0.0) >= floor for name, floor in earlier.items())
