"""How well the judgement does on the project's own pages, and that it never gets worse.

`tests/pages/README.md` says how a case is written. The floors in `tests/pages/floors.json` may be raised, never
lowered: the history of the file is read, and any version of it that asks for less than an earlier one fails.
"""

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from linkfinder.analysis.read import read_page
from linkfinder.detectors import guest_post, unlinked_mention
from linkfinder.model.niche import Brand, Competitor, Niche, Topic
from linkfinder.model.opportunity import GuestPost, Judgement, Mention, Opportunity
from linkfinder.model.page import Page

PAGES = Path(__file__).parent / "pages"
FLOORS_FILE = PAGES / "floors.json"
READ_ON = date(2026, 3, 1)
"""The day every page was read on: what `next month` counts from."""


@dataclass(frozen=True)
class Case:
    name: str
    page: Page
    expected: dict[str, Any]


def cases(kind: str) -> Iterator[Case]:
    for folder in sorted((PAGES / kind).iterdir()):
        expected = json.loads((folder / "expected.json").read_text("utf-8"))
        html = (folder / "page.html").read_text("utf-8")
        yield Case(folder.name, read_page(html, expected["url"], fetched=READ_ON), expected)


def niche_of(expected: dict[str, Any]) -> Niche:
    brands = tuple(
        Brand(
            brand["name"],
            tuple(brand.get("aliases", ())),
            tuple(brand["domains"]),
            tuple(brand.get("needs_any", ())),
            tuple(brand.get("never_near", ())),
        )
        for brand in expected.get("brands", ())
    )
    competitors = tuple(Competitor(domain) for domain in expected.get("competitors", ()))
    return Niche("own", (Topic("teeth"),), ("http://seed.example/",), ("en",), brands, competitors=competitors)


GUEST_POSTS = [(case, guest_post.detect(case.page, niche_of(case.expected))) for case in cases("guest_post")]
MENTIONS = [(case, unlinked_mention.detect(case.page, niche_of(case.expected))) for case in cases("unlinked_mention")]


def door(judgement: Judgement) -> Opportunity | None:
    return judgement.opportunities[0] if judgement.opportunities else None


def told(judgement: Judgement) -> dict[str, Any]:
    """What a guest-post judgement says, in the words of an expected.json."""
    found = door(judgement)
    if found is None:
        return {"state": "none", "reason": judgement.rejections[0].reason if judgement.rejections else ""}
    assert isinstance(found.facts, GuestPost)
    facts, asked = found.facts, found.facts.requirements
    return {
        "state": found.state,
        "cost": facts.cost,
        "price": [facts.price.amount, facts.price.currency, facts.price.unit] if facts.price else None,
        "method": list(facts.method),
        "recheck": facts.recheck.isoformat() if facts.recheck else None,
        "min_words": asked.min_words,
        "max_words": asked.max_words,
        "links_allowed": asked.links_allowed,
        "link_policy": asked.link_policy,
        "ai_policy": asked.ai_policy,
    }


@pytest.mark.parametrize(("case", "judgement"), GUEST_POSTS, ids=[case.name for case, _ in GUEST_POSTS])
def test_a_guest_post_page_is_judged_as_its_case_says(case: Case, judgement: Judgement) -> None:
    said = told(judgement)
    wanted = {key: value for key, value in case.expected.items() if key in said}
    assert {key: said[key] for key in wanted} == wanted


@pytest.mark.parametrize(("case", "judgement"), MENTIONS, ids=[case.name for case, _ in MENTIONS])
def test_a_mention_is_judged_as_its_case_says(case: Case, judgement: Judgement) -> None:
    assert {mention.brand: str(mention.state) for mention in judgement.mentions} == case.expected["states"]
    asked = [found.facts for found in judgement.opportunities]
    assert [fact.brand for fact in asked if isinstance(fact, Mention)] == case.expected["opportunities"]
    assert [rejection.reason for rejection in judgement.rejections] == case.expected.get("reasons", [])
    for mention in judgement.mentions:
        assert list(mention.competitors_linked) == case.expected.get("competitors_linked", [])


def precision_and_recall(pairs: list[tuple[bool, bool]]) -> tuple[float, float]:
    right = sum(wanted and found for wanted, found in pairs)
    return right / sum(found for _, found in pairs), right / sum(wanted for wanted, _ in pairs)


def figures() -> dict[str, float]:
    doors = [
        (case.expected["state"] == "open", (found := door(judgement)) is not None and found.state == "open")
        for case, judgement in GUEST_POSTS
    ]
    states = [
        case.expected["state"] == told(judgement)["state"]
        for case, judgement in GUEST_POSTS
        if case.expected["state"] != "none"
    ]
    costs = [
        case.expected["cost"] == told(judgement).get("cost")
        for case, judgement in GUEST_POSTS
        if "cost" in case.expected
    ]
    mentions = [(bool(case.expected["opportunities"]), bool(judgement.opportunities)) for case, judgement in MENTIONS]
    guest = precision_and_recall(doors)
    mention = precision_and_recall(mentions)
    return {
        "guest_post_precision": guest[0],
        "guest_post_recall": guest[1],
        "guest_post_state": sum(states) / len(states),
        "guest_post_cost": sum(costs) / len(costs),
        "unlinked_mention_precision": mention[0],
        "unlinked_mention_recall": mention[1],
    }


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
