"""The sheets of the list: one a kind, dead links by what died, and an overview of the dead addresses."""

from collections.abc import Sequence
from dataclasses import dataclass

from linkfinder.model.kind import OpportunityKind
from linkfinder.model.opportunity import BrokenLink
from linkfinder.report.columns import FRONT, columns_for
from linkfinder.report.listing import DeadTarget, Line, by_target
from linkfinder.report.reading import known
from linkfinder.report.rows import Column, Form
from linkfinder.report.sheets.lists import ListSheet

NAMES = {
    OpportunityKind.GUEST_POST: "Guest posts",
    OpportunityKind.BROKEN_LINK: "Broken links",
    OpportunityKind.UNLINKED_MENTION: "Unlinked mentions",
}


def kind_sheet(kind: OpportunityKind, lines: Sequence[Line]) -> ListSheet[Line]:
    """Return the sheet of one kind; dead links that share an address stand together and are shaded in turns."""
    mine = by_target([line for line in lines if line.record.opportunity.kind is kind])
    return ListSheet(NAMES[kind], columns_for(kind), mine, frozen=len(FRONT), is_shaded=_is_even_target)


@dataclass(frozen=True, slots=True)
class Story:
    """A dead address, the best line about it, and the sites that link to it."""

    target: DeadTarget
    best: Line
    facts: BrokenLink
    sites: tuple[str, ...]


STORY_COLUMNS: tuple[Column[Story], ...] = (
    Column("target", 7, Form.WHOLE, "Its number on the sheet of broken links", lambda it: it.target.number),
    Column("dead_url", 44, Form.ADDRESS, "The address that is dead", lambda it: it.target.url),
    Column("best_score", 7, Form.SCORE, "Of the best page that links to it", lambda it: _score(it.best)),
    Column("pages_linking", 8, Form.WHOLE, "Pages of the niche that link to it", lambda it: it.target.pages),
    Column("sites_linking", 8, Form.WHOLE, "Sites on the list that link to it", lambda it: it.target.sites),
    Column("sites", 40, Form.LONG, "Which sites", lambda it: ", ".join(it.sites)),
    Column("verdict", 14, Form.TEXT, "In which way it is dead", lambda it: it.facts.verdict),
    Column("reason", 15, Form.TEXT, "The answer's reason code", lambda it: it.facts.reason),
    Column("final_url", 36, Form.ADDRESS, "Where it leads now", lambda it: it.facts.final_url),
    Column("your_page", 40, Form.ADDRESS, "The page of yours to propose", lambda it: it.facts.asset_url),
    Column("asset_match", 8, Form.SHARE, "How well it replaces what died", lambda it: _match(it.facts)),
    Column("asset_reason", 36, Form.LONG, "Why it fits", lambda it: it.facts.asset_reason),
    Column("to_say", 40, Form.LONG, "A fact for your letters", lambda it: it.facts.note),
    Column("former_title", 36, Form.LONG, "What it used to be", lambda it: it.facts.former.title),
    Column("archived_copy", 36, Form.ADDRESS, "Where it can still be read", lambda it: it.facts.former.copy_url),
    Column("archived", 11, Form.DAY, "When that copy was taken", lambda it: it.facts.former.saved),
    Column("dead_domain", 11, Form.TEXT, "free: can be registered", lambda it: known(it.facts.former.domain)),
)


def target_sheet(lines: Sequence[Line]) -> ListSheet[Story]:
    """Return the sheet of dead addresses, the one of the best line first."""
    return ListSheet("Dead targets", STORY_COLUMNS, _stories(lines), frozen=2, lines=2)


def _stories(lines: Sequence[Line]) -> tuple[Story, ...]:
    groups: dict[DeadTarget, list[Line]] = {}
    for line in lines:
        if line.target:
            groups.setdefault(line.target, []).append(line)
    return tuple(_story(target, group) for target, group in groups.items())


def _story(target: DeadTarget, lines: Sequence[Line]) -> Story:
    sites = tuple(dict.fromkeys(line.record.opportunity.site for line in lines))
    facts = [line.record.opportunity.facts for line in lines]
    broken = [each for each in facts if isinstance(each, BrokenLink)]
    # The best fitting page of ours may have been found for another page than the best one.
    return Story(target, lines[0], max(broken, key=lambda each: each.asset_match), sites)


def _score(line: Line) -> float | None:
    return line.record.score.total if line.record.score else None


def _match(facts: BrokenLink) -> float | None:
    return facts.asset_match if facts.asset_url else None


def _is_even_target(line: Line) -> bool:
    return line.target is not None and line.target.number % 2 == 0
