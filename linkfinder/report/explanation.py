"""The sentences of a row: why it is listed, what is unknown, which risks there are, and the score as a sum."""

from collections.abc import Sequence

from linkfinder.model.opportunity import Evidence
from linkfinder.model.score import Factor, Score, ScorePart

TOP_REASONS = 3
"""What a person reads before deciding; all parts stand in the score column."""

_MOST_QUOTES = 3
"""The strongest signals come first; JSON Lines has them all."""


def reasons(score: Score | None) -> tuple[str, ...]:
    """Return the strongest reasons for an opportunity, and the strongest one against it, if there is one."""
    if score is None:
        return ()
    hard = [f"not to be offered: {part.reason}" for part in score.parts if part.name == Factor.REJECT]
    against = sorted((part for part in score.parts if part.points < 0 and part.name != Factor.REJECT), key=_by_weight)
    merits = sorted((part for part in score.parts if part.points > 0 and _speaks_for(part)), key=_by_weight)
    best = merits[: TOP_REASONS - bool(against)]
    return (*hard, *(_sentence(part) for part in best), *(f"against: {_sentence(part)}" for part in against[:1]))


def unknown_parts(score: Score | None) -> str:
    """Return the names of the score's parts that are unknown."""
    return ", ".join(_word(part) for part in score.parts if part.value is None) if score else ""


def risk_reasons(score: Score | None) -> tuple[str, ...]:
    """Return the reasons of both risks."""
    risks = (Factor.POLICY_RISK, Factor.WASTE_RISK)
    return tuple(part.reason for part in score.parts if part.name in risks and part.value) if score else ()


def sum_of_parts(score: Score | None) -> str:
    """Return the score as a sum, such as `relevance 27.25 + evidence 16.25 + audience ?`."""
    if score is None:
        return ""
    signed = [
        f"{'- ' if part.points < 0 else '+ '}{_word(part)} {_points(part)}" for part in score.parts if _counts(part)
    ]
    return " ".join(signed).removeprefix("+ ")


def quotes(evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """Return the page's words that prove it, in quotation marks."""
    return tuple(f"“{each.quote}”" for each in evidence[:_MOST_QUOTES] if each.quote)


def _by_weight(part: ScorePart) -> tuple[float, str]:
    return (-abs(part.points), part.name)


def _speaks_for(part: ScorePart) -> bool:
    # Half of a part with a high weight is many points, but no reason to recommend a page.
    return part.value is not None and part.value > 0.5  # noqa: PLR2004 (the middle)


def _sentence(part: ScorePart) -> str:
    return f"{_word(part)}: {part.reason}"


def _counts(part: ScorePart) -> bool:
    return part.points != 0 or part.value is None


def _points(part: ScorePart) -> str:
    return "?" if part.value is None else f"{abs(part.points):g}"


def _word(part: ScorePart) -> str:
    return part.name.replace("_", " ")
