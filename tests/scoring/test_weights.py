"""The weights: a hundred points for every kind, relevance first, the niche file's own before the defaults."""

from dataclasses import replace

import pytest

from linkfinder.model.kind import OpportunityKind
from linkfinder.model.niche import Niche
from linkfinder.model.score import MERITS, PENALTIES, Factor
from linkfinder.scoring.weights import DEFAULT_WEIGHTS, explain_weights, weights_for


@pytest.mark.parametrize("kind", OpportunityKind)
def test_merits_add_up_to_a_hundred_and_relevance_comes_first(kind: OpportunityKind, niche: Niche) -> None:
    weights = weights_for(kind, niche)
    assert sum(weights.merits.values()) == pytest.approx(100)
    assert max(weights.merits, key=lambda factor: weights.merits[factor]) is Factor.RELEVANCE


@pytest.mark.parametrize("index", [0, 1, 2])
def test_the_defaults_add_up_as_they_stand(index: int) -> None:
    assert sum(weight.points[index][1] for weight in DEFAULT_WEIGHTS if weight.factor in set(MERITS)) == 100


def test_every_factor_has_a_weight_and_a_reason() -> None:
    assert {weight.factor for weight in DEFAULT_WEIGHTS} == {*MERITS, *PENALTIES}
    assert all(weight.why for weight in DEFAULT_WEIGHTS)


def test_a_factor_without_meaning_for_a_kind_cannot_be_switched_on(niche: Niche) -> None:
    assert Factor.ASSET not in weights_for(OpportunityKind.GUEST_POST, replace(niche, weights=(("asset", 9.0),))).merits


def test_the_legend_shows_what_counts_in_this_niche(niche: Niche) -> None:
    rows = {weight.factor: dict(weight.points) for weight in explain_weights(replace(niche, weights=(("cost", 10.0),)))}
    assert rows[Factor.COST]["guest_post"] == -10
    assert rows[Factor.RELEVANCE]["guest_post"] == 34
