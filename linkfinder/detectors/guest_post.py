"""Pages on which a site invites outsiders to write: found, turned down or found shut.

The signs of a door (`door_signs`) are added up by fixed weights, what speaks for another kind of page (`rivals`) is
taken off, and a page above the threshold is a door. docs/detectors/guest_post.md tells the weights and their errors.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from linkfinder.analysis.phrases import Group
from linkfinder.analysis.relevance import relevance
from linkfinder.analysis.risk import page_risks
from linkfinder.detectors.acceptance import Acceptance, acceptances
from linkfinder.detectors.approach import contributor_contacts, methods
from linkfinder.detectors.closing import Notice, find_notice
from linkfinder.detectors.door_signs import REQUIREMENTS, Found, Sign, find_signs, has_door_slug
from linkfinder.detectors.money import Money, read_money
from linkfinder.detectors.requirements import read_requirements
from linkfinder.detectors.rivals import Rival, find_rivals
from linkfinder.detectors.statements import Reading, Statement, read_statements, says_any, title_says
from linkfinder.model.kind import OpportunityKind
from linkfinder.model.niche import Niche
from linkfinder.model.opportunity import Evidence, GuestPost, Judgement, Opportunity, Rejection, State
from linkfinder.model.page import Page, PageClass
from linkfinder.urls import site_of

KIND = OpportunityKind.GUEST_POST

_CANDIDATE = frozenset((Group.INVITE, Group.GUIDELINES, Group.GUEST, Group.CLOSED, Group.INVITE_TO))
"""A page whose main part says none of these, and whose address names no door, is not looked at further."""

_WEAK = frozenset((Group.INVITE_WEAK,))
"""In a title also `share your expertise` is reason enough to look."""

_WEIGHTS = {
    Sign.TITLE: (1.8, 1.0),
    Sign.TITLE_WEAK: (0.8, 1.0),
    Sign.SLUG: (1.2, 1.0),
    Sign.HEADING: (0.6, 2.0),
    Sign.ACCEPTS: (1.6, 1.5),
    Sign.OFFERS: (0.7, 1.0),
    Sign.INVITES: (0.7, 2.0),
    Sign.GUEST: (0.5, 1.0),
    Sign.BENEFIT: (0.35, 1.0),
    Sign.MONEY: (0.4, 1.0),
}
"""Sign -> weight, and how often it counts at most. One acceptance and a title are a door; words alone are not."""

_METHOD_WEIGHTS = {Sign.SENDS: 0.7, Sign.EMAIL: 0.5, Sign.FORM: 1.0, Sign.FORM_LINK: 0.6, Sign.ACCOUNT: 0.5}
_METHOD_CEILING = 1.5
"""One way in is enough."""

_REQUIREMENT = 0.35
_REQUIREMENT_CEILING = 2.4
"""Seven kinds of rules are as good as ten."""

_NO_ANCHOR = -4.0
"""Neither title nor address nor main heading says it: the page is about something else and mentions it."""

_NO_ASKING = -2.0
_ASKING = frozenset((Sign.ACCEPTS, Sign.OFFERS, Sign.INVITES, Sign.SENDS, Sign.FORM, Sign.MONEY))
"""A page that never asks for anything is a list of guest posts, not a door."""

_RULES = 3
"""Kinds of rules, a length among them, that ask for a text as plainly as a verb does."""

_ABOUT_TEXTS = _ASKING | {Sign.GUEST, Sign.LENGTH, Sign.BIO, Sign.ORIGINAL, Sign.PITCH_FIRST}
"""Statements of these signs speak of handing in texts; images, links and tone are spoken of everywhere."""

_BY_CHANCE, _HALF = 0.15, 0.5
"""Share of such statements on pages that only mention guest posts, and on pages that are about nothing else."""

_OTHER_RIVALS = 0.4

_NO_VOICE = -1.5
_NEEDS_VOICE = 6
"""A page of more statements in which the site never says `we` or `us` to writers is a guide to other sites."""

THRESHOLD = 3.25
"""Points from which a page is a door; set on labelled pages, see docs/detectors/guest_post.md."""

_SLOPE = 0.8
"""How fast confidence grows with the points above the threshold."""

_LOOKS_LIKE = frozenset((Sign.TITLE, Sign.SLUG, Sign.MAIN_HEADING, Sign.ACCEPTS))
"""A page with one of these looks like a door: when it is none, a person may ask why."""

_CLOSED_THRESHOLD = 1.0
"""A shut door has fewer signs: it asks for nothing any more, so that its title and address must do."""

_CLOSED_SITE, _TOO_LITTLE = "closed_site", "too_little"

_TELLING_RIVAL = 0.7
"""What a plain phrase of another kind of page is worth: less does not say what a page with few signs is instead."""

_EVIDENCE = 8
"""Signs quoted; a person reads three."""

_WORTH = {sign: weight for sign, (weight, _) in _WEIGHTS.items()} | _METHOD_WEIGHTS


@dataclass(frozen=True, slots=True)
class _Verdict:
    points: float
    signs: tuple[Found, ...]
    rivals: tuple[Rival, ...]
    notice: Notice | None

    @property
    def is_door(self) -> bool:
        return self.points >= THRESHOLD

    @property
    def confidence(self) -> float:
        return round(1 / (1 + math.exp(-_SLOPE * (self.points - THRESHOLD) - 1)), 3)


def detect(page: Page, niche: Niche) -> Judgement:
    """Return the guest-post door on a page, or why a page that looks like one is none."""
    has_slug = has_door_slug(page, niche.phrases)
    if not has_slug and not says_any(page, niche, _CANDIDATE) and not title_says(page, niche, _WEAK):
        return Judgement()
    if page.page_class is not PageClass.NORMAL:
        return _refuse_class(page) if has_slug else Judgement()
    reading = read_statements(page, niche)
    return _judge(reading, niche)


def _refuse_class(page: Page) -> Judgement:
    evidence = (Evidence(page.page_class, (page.class_reason or page.title)[:300]),)
    return Judgement(rejections=(Rejection(KIND, page.page_class, evidence),))


def _judge(reading: Reading, niche: Niche) -> Judgement:
    stances = tuple(acceptances(reading))
    signs = tuple(find_signs(reading, stances))
    rivals = tuple(find_rivals(reading, has_voice=any(found.sign is Sign.OWN_VOICE for found in signs)))
    door = door_points(signs, len(reading.statements))
    points = door - rivals_weight(rivals)
    verdict = _Verdict(points, signs, rivals, _closing_notice(reading, stances))
    if verdict.notice:
        return _closed(reading, niche, verdict)
    if verdict.is_door:
        return Judgement(opportunities=(_opportunity(reading, niche, verdict),))
    return Judgement(rejections=_rejections(verdict, door))


def rivals_weight(rivals: Sequence[Rival]) -> float:
    """Return what the rivals take off a door: the likeliest in full, the others in part, for a page is one thing."""
    return sum(rival.points * (1.0 if index == 0 else _OTHER_RIVALS) for index, rival in enumerate(rivals))


def _closing_notice(reading: Reading, stances: Sequence[Acceptance]) -> Notice | None:
    """Return the notice that closes the page: it speaks of now, or nothing on the page says the contrary."""
    notice = find_notice(reading, stances)
    if notice is None or notice.is_present:
        return notice
    welcomes = any(not stance.is_negated for stance in stances) or any(map(_speaks_of_handing_in, reading.statements))
    return None if welcomes else notice


def _speaks_of_handing_in(statement: Statement) -> bool:
    """Tell whether a statement, not a refusal, says how a text from outside comes in or that it is welcome."""
    if not statement.says(Group.GUEST, Group.INCOMING):
        return False
    is_taken = statement.says(Group.ACCEPT_VERB) and not statement.says(Group.CLOSED, Group.CLOSED_WEAK, Group.ANY_MORE)
    return is_taken or statement.says(Group.PITCH_FIRST, Group.OFFER, Group.SEND)


def _closed(reading: Reading, niche: Niche, verdict: _Verdict) -> Judgement:
    """Return a closed door for a page that is one, otherwise a rejection that says the site takes no guest posts."""
    if verdict.points >= _CLOSED_THRESHOLD:
        return Judgement(opportunities=(_opportunity(reading, niche, verdict),))
    notice = verdict.notice
    evidence = (notice.statement.evidence(_CLOSED_SITE),) if notice else ()
    return Judgement(rejections=(Rejection(KIND, _CLOSED_SITE, evidence),))


def _opportunity(reading: Reading, niche: Niche, verdict: _Verdict) -> Opportunity:
    page, money, near = reading.page, read_money(reading), relevance(reading.page, niche)
    return Opportunity(
        kind=KIND,
        niche=niche.name,
        page_url=page.url,
        site=site_of(page.url),
        facts=_facts(reading, verdict, money),
        state=_state(verdict.notice, page),
        page_title=page.title,
        language=page.language,
        relevance=near.value,
        relevance_reason=near.reason,
        confidence=verdict.confidence,
        evidence=_evidence(verdict, money),
        contacts=contributor_contacts(reading),
        risks=page_risks(page, niche),
        published=page.published.value if page.published else None,
        modified=page.modified.value if page.modified else None,
    )


def _facts(reading: Reading, verdict: _Verdict, money: Money) -> GuestPost:
    return GuestPost(
        cost=money.cost,
        price=money.price,
        requirements=read_requirements(reading),
        method=methods(reading, verdict.signs),
        recheck=verdict.notice.reopens if verdict.notice else None,
    )


def _state(notice: Notice | None, page: Page) -> State:
    """Return open or closed; a notice whose own day has passed says nothing of today."""
    if notice is None:
        return State.OPEN
    is_past = notice.reopens is not None and page.fetched is not None and notice.reopens < page.fetched
    return State.UNKNOWN if is_past else State.CLOSED


def _evidence(verdict: _Verdict, money: Money) -> tuple[Evidence, ...]:
    """Return the closing notice first, then the best statement of each sign, then what is said of money."""
    best: dict[Sign, Found] = {}
    for found in verdict.signs:
        if found.sign not in best or found.weight > best[found.sign].weight:
            best[found.sign] = found
    ranked = sorted(best.values(), key=lambda found: -_WORTH.get(found.sign, _REQUIREMENT))
    notice = (verdict.notice.statement.evidence("closed"),) if verdict.notice else ()
    return (*notice, *(found.evidence for found in ranked[:_EVIDENCE]), *money.evidence)


def _rejections(verdict: _Verdict, door: float) -> tuple[Rejection, ...]:
    """Return why a page that looked like a door is none; nothing for a page that hardly looked like one."""
    if _LOOKS_LIKE.isdisjoint(found.sign for found in verdict.signs):
        return ()
    if not verdict.rivals or (door < THRESHOLD and verdict.rivals[0].points < _TELLING_RIVAL):
        return (Rejection(KIND, _TOO_LITTLE, tuple(found.evidence for found in verdict.signs[:3])),)
    rival = verdict.rivals[0]
    return (Rejection(KIND, rival.kind, rival.evidence, f"{rival.points:.1f} points against {door:.1f} for a door"),)


def door_points(signs: Iterable[Found], statements: int) -> float:
    """Return how much the signs of a door are worth together, rivals not counted."""
    totals: dict[Sign, float] = {}
    for found in signs:
        totals[found.sign] = totals.get(found.sign, 0.0) + found.weight
    points = sum(weight * min(most, totals.get(sign, 0.0)) for sign, (weight, most) in _WEIGHTS.items())
    points += min(_METHOD_CEILING, sum(w * min(1.0, totals.get(sign, 0.0)) for sign, w in _METHOD_WEIGHTS.items()))
    points += min(_REQUIREMENT_CEILING, _REQUIREMENT * len(REQUIREMENTS & totals.keys()))
    if not _asks(totals):
        points += _NO_ASKING
    if Sign.OWN_VOICE not in totals and statements > _NEEDS_VOICE:
        points += _NO_VOICE
    return points if _has_anchor(totals) else points + _NO_ANCHOR * (1 - _density(signs, statements))


def _asks(totals: Mapping[Sign, float]) -> bool:
    """Tell whether a page asks for texts, in so many words or by laying down rules for them."""
    return not _ASKING.isdisjoint(totals) or (Sign.LENGTH in totals and len(REQUIREMENTS & totals.keys()) >= _RULES)


def _density(signs: Iterable[Found], statements: int) -> float:
    """Return 0 to 1: how much of a page is about handing in texts; 1 from half of its statements on."""
    quotes = {found.evidence.quote for found in signs if found.sign in _ABOUT_TEXTS}
    share = len(quotes) / max(1, statements)
    return min(1.0, max(0.0, (share - _BY_CHANCE) / (_HALF - _BY_CHANCE)))


def _has_anchor(totals: Mapping[Sign, float]) -> bool:
    return (
        Sign.TITLE in totals
        or totals.get(Sign.SLUG, 0.0) >= 1
        or Sign.MAIN_HEADING in totals
        or (Sign.TITLE_WEAK in totals and Sign.HEADING in totals)
    )
