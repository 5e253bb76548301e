"""The weights: a hundred points for every kind, relevance first, the niche file's own before the defaults."""

from dataclasses import replace

import pytest

from linkfinder.kinds.guest_post.facts import GUEST_POST
from linkfinder.kinds.registry import find_kind, kind_names
from linkfinder.model.niche import Niche
from linkfinder.model.score import MERITS, PENALTIES, Factor
from linkfinder.scoring.weights import FACTOR_REASONS, explain_weights, weights_for


@pytest.mark.parametrize("kind", kind_names())
def test_merits_add_up_to_a_hundred_and_relevance_comes_first(kind: str, niche: Niche) -> None:
    weights = weights_for(find_kind(kind).profile, niche)
    assert sum(weights.merits.values()) == pytest.approx(100)
    assert max(weights.merits, key=lambda factor: weights.merits[factor]) is Factor.RELEVANCE


@pytest.mark.parametrize("kind", kind_names())
def test_the_defaults_add_up_as_they_stand(kind: str) -> None:
    assert sum(points for factor, points in find_kind(kind).profile.weights.items() if factor in set(MERITS)) == 100


def test_every_factor_has_a_weight_in_some_kind_and_a_reason() -> None:
    assert set(FACTOR_REASONS) == {*MERITS, *PENALTIES}
    assert {factor for kind in kind_names() for factor in find_kind(kind).profile.weights} == set(FACTOR_REASONS)
    assert all(FACTOR_REASONS.values())


def test_a_factor_without_meaning_for_a_kind_cannot_be_switched_on(niche: Niche) -> None:
    assert (
        Factor.ASSET not in weights_for(find_kind(GUEST_POST).profile, replace(niche, weights=(("asset", 9.0),))).merits
    )


def test_the_legend_shows_what_counts_in_this_niche(niche: Niche) -> None:
    profiles = {kind: find_kind(kind).profile for kind in kind_names()}
    legend = explain_weights(profiles, replace(niche, weights=(("cost", 10.0),)))
    rows = {weight.factor: dict(weight.points) for weight in legend}
    assert rows[Factor.COST]["guest_post"] == -10
    assert rows[Factor.RELEVANCE]["guest_post"] == 34
