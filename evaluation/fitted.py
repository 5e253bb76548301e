"""Weights fitted to labelled pages, measured beside the hand-made ones on sites and languages that were held out.

A logistic regression over the signals of a page. The sign of each weight is fixed: what speaks for a guest-post page
may only add, what speaks against one may only take off, so that no weight explains an accident of the pages at hand.
Nothing of this is part of the product.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from evaluation.figures import Found, Ranked
from evaluation.page_signals import LOOKALIKE, NEVER, Signals

Matrix: TypeAlias = NDArray[np.float64]

FOLDS = 5
"""Parts of the sites; each is judged by weights that were fitted to the other four."""

SHARES = (0.25, 0.5, 0.75, 1.0)
"""Parts of the sites learnt from, for the learning curve."""

HAND_POINTS, TEXT_MODEL = "hand points", "text model"
"""Amounts beside the signals: the points of the hand-made weights, and the odds that a text model gives a page."""

_PENALTY = 0.03
"""The penalty on squared weights; 0.001 to 0.03 changed the average precision of the signals by less than 0.005."""

_STEPS = 400
_MOST = 4.0
"""A signal counts as often as this: a page that says it ten times is no surer than one that says it four times."""

_PRECISE = 0.95
_FEWEST_WANTED = 3
_FEWEST_PAGES = 10


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled page: what is found on it, what the hand-made weights make of it, and whether it is wanted."""

    signals: Signals
    points: float
    is_wanted: bool
    site: str
    language: str

    @property
    def is_closed(self) -> bool:
        """Whether a rule that no weight may outvote has decided already."""
        return self.points == NEVER


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights by signal and a constant; together they give the logarithm of the odds."""

    by_signal: Mapping[str, float]
    constant: float

    def odds(self, signals: Signals) -> float:
        """Return the logarithm of the odds that a page with these signals is wanted."""
        return self.constant + sum(self.by_signal.get(name, 0.0) * _squeezed(v) for name, v in signals.items())


def fit(examples: Sequence[Example], *, steps: int = _STEPS) -> Weights:
    """Return the weights that explain the examples best; closed pages, which a rule decides, teach nothing.

    Accelerated projected gradient descent: after each step, weights of the wrong sign become 0.
    """
    pages = [example for example in examples if not example.is_closed]
    names = sorted({name for page in pages for name in page.signals})
    if not pages or not names:
        return Weights({}, 0.0)
    table = np.array([[*(_squeezed(page.signals.get(name, 0.0)) for name in names), 1.0] for page in pages])
    wanted = np.array([float(page.is_wanted) for page in pages])
    signs = np.array([*(-1.0 if name.startswith(LOOKALIKE) else 1.0 for name in names), 0.0])
    penalties = np.array([*(_PENALTY for _ in names), 0.0])
    weights = _descend(table, wanted, signs, penalties, steps)
    return Weights(dict(zip(names, weights[:-1].tolist(), strict=True)), float(weights[-1]))


def _descend(table: Matrix, wanted: Matrix, signs: Matrix, penalties: Matrix, steps: int) -> Matrix:
    size = 1 / (float(np.linalg.norm(table, 2)) ** 2 / (4 * len(wanted)) + float(penalties.max(initial=0.0)))
    weights = ahead = np.zeros(table.shape[1])
    for step in range(steps):
        likely = 1 / (1 + np.exp(-np.clip(table @ ahead, -30, 30)))
        slope = table.T @ (likely - wanted) / len(wanted) + penalties * ahead
        moved = ahead - size * slope
        moved = np.where(signs * moved < 0, 0.0, moved)
        ahead = moved + step / (step + 3) * (moved - weights)
        weights = moved
    return weights


def _squeezed(amount: float) -> float:
    return max(-_MOST, min(_MOST, amount))


def _scaled(points: float) -> float:
    """Return points as an amount: pages have -12 to 12."""
    return max(points, -3 * _MOST) / 3


def _text(example: Example) -> float:
    return example.signals.get(TEXT_MODEL, 0.0)


def _without_text(example: Example) -> Signals:
    return {name: amount for name, amount in example.signals.items() if name != TEXT_MODEL}


Variant = Callable[[Example], Signals]

VARIANTS: Mapping[str, Variant] = {
    "hand points": lambda example: {HAND_POINTS: _scaled(example.points)},
    "fitted": _without_text,
    "fitted + hand points": lambda example: {**_without_text(example), HAND_POINTS: _scaled(example.points)},
    "hand points + text": lambda example: {HAND_POINTS: _scaled(example.points), TEXT_MODEL: _text(example)},
    "fitted + text": lambda example: example.signals,
    "fitted + hand points + text": lambda example: {**example.signals, HAND_POINTS: _scaled(example.points)},
}
"""What is fitted, by name: of hand points only the threshold. Those with the text need the amount of the text model."""


@dataclass(slots=True)
class Row:
    """One line of the comparison: what was found on the held-out pages, and how well they are ranked."""

    name: str
    found: Found
    ranked: Ranked

    def as_text(self) -> str:
        """Return the line of the table."""
        rates = (self.found.precision, self.found.recall, self.found.f1, self.ranked.average_precision, self._precise)
        return f"{self.name:<46}" + "".join(f"{rate:11.3f}" for rate in rates)

    @property
    def _precise(self) -> float:
        return self.ranked.recall_at(_PRECISE)[0]

    def as_data(self) -> dict[str, object]:
        """Return the line for a program."""
        found = {"precision": self.found.precision, "recall": self.found.recall, "f1": self.found.f1}
        data = {**found, "average_precision": self.ranked.average_precision, "recall_at_95": self._precise}
        return {key: round(value, 4) for key, value in data.items()}


_HEADER = f"{'':<46}" + "".join(f"{name:>11}" for name in ("precision", "recall", "F1", "AP", "R at P.95"))


@dataclass(slots=True)
class Compared:
    """The table of the comparison."""

    name: str
    rows: Sequence[Row]
    confusions: Sequence[str] = ()

    def as_text(self) -> str:
        """Return the table."""
        return "\n      ".join([self.name, _HEADER, *(row.as_text() for row in self.rows)])

    def as_data(self) -> dict[str, object]:
        """Return the table for a program."""
        return {row.name: row.as_data() for row in self.rows}


def compare(examples: Sequence[Example], threshold: float) -> Compared:
    """Return the table: hand-made weights with their threshold, and fitted ones on held-out sites and languages."""
    has_text = any(TEXT_MODEL in example.signals for example in examples)
    variants = {name: variant for name, variant in VARIANTS.items() if has_text or "text" not in name}
    languages, by_fold = by_language(examples), by_site(examples)
    rest = [example for _, test in languages for example in test]
    rows = [_by_hand("hand, all pages", examples, threshold)]
    rows += [_held_out(f"{name}, other sites", by_fold, variant) for name, variant in variants.items()]
    if rest:
        rows.append(_by_hand(f"hand, {len(languages)} languages", rest, threshold))
        rows += [_held_out(f"{name}, other languages", languages, variant) for name, variant in variants.items()]
    rows += [
        _held_out(f"{name}, {share:.0%} of the sites", by_site(examples, share), variants[name])
        for name in _CURVES
        for share in SHARES
    ]
    return Compared(f"guest_post weights on {len(examples)} pages, held out", rows)


_CURVES = ("fitted", "fitted + hand points")


Split = tuple[Sequence[Example], Sequence[Example]]


def by_site(examples: Sequence[Example], share: float = 1.0) -> list[Split]:
    """Return a pair for each part of the sites: examples to fit to, a share of the other sites, and those to judge."""
    splits = []
    for fold in range(FOLDS):
        test = [example for example in examples if _number(example.site) % FOLDS == fold]
        rest = [example for example in examples if _number(example.site) % FOLDS != fold]
        splits.append(([example for example in rest if _number(f"part of {example.site}") % 100 < share * 100], test))
    return [(train, test) for train, test in splits if test]


def by_language(examples: Sequence[Example]) -> list[Split]:
    """Return a pair for each language with enough pages but English: all others to fit to, and its own to judge."""
    splits: list[Split] = []
    for language in sorted({example.language for example in examples} - {"en"}):
        test = [example for example in examples if example.language == language]
        if len(test) >= _FEWEST_PAGES and sum(example.is_wanted for example in test) >= _FEWEST_WANTED:
            splits.append(([example for example in examples if example.language != language], test))
    return splits


def _number(site: str) -> int:
    """Return the same number for a site in every run."""
    return int.from_bytes(hashlib.sha256(site.encode()).digest()[:4])


def _by_hand(name: str, examples: Iterable[Example], threshold: float) -> Row:
    row = Row(name, Found(name), Ranked(name))
    for example in examples:
        _count(row, example, example.points, threshold)
    return row


def _held_out(name: str, splits: Iterable[Split], variant: Variant) -> Row:
    """Return what weights find that were fitted, and got their threshold, without the pages they judge."""
    row = Row(name, Found(name), Ranked(name))
    for train, test in splits:
        known = [replace(example, signals=variant(example)) for example in train]
        weights = fit(known)
        threshold = _best_threshold(known, weights)
        for example in test:
            _count(row, example, _odds(replace(example, signals=variant(example)), weights), threshold)
    return row


def _odds(example: Example, weights: Weights) -> float:
    return NEVER if example.is_closed else weights.odds(example.signals)


def _best_threshold(examples: Iterable[Example], weights: Weights) -> float:
    """Return the threshold with the best F1 on the examples that the weights were fitted to."""
    ranked = Ranked("train")
    for example in examples:
        ranked.count(wanted=example.is_wanted, points=_odds(example, weights))
    return ranked.best_threshold


def _count(row: Row, example: Example, points: float, threshold: float) -> None:
    row.found.count(wanted=example.is_wanted, got=points >= threshold, case="")
    row.ranked.count(wanted=example.is_wanted, points=points)
