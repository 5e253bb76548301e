"""Pages on which a site invites outside authors: open ones, closed ones, and lookalikes with the reason.

There are two paths. The page path: the signals of a guest-post page (`signals`) are added up by fixed weights, what
indicates another kind of page (`lookalikes`) is taken off, and a page above the threshold is a guest-post page. The
statement path: a section of any page invites (`inviting_sections`). The surer path decides. The weights and their
errors stand in docs/reference/kinds/guest_post.md.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from linkfinder.analysis.relevance import relevance
from linkfinder.analysis.risk import page_risks
from linkfinder.kinds.guest_post.acceptance import Acceptance, acceptances
from linkfinder.kinds.guest_post.closing import ClosingNotice, find_closing_notice
from linkfinder.kinds.guest_post.facts import GUEST_POST, GuestPost
from linkfinder.kinds.guest_post.invitations import find_invitations
from linkfinder.kinds.guest_post.inviting_sections import InvitingSection, find_inviting_sections
from linkfinder.kinds.guest_post.lookalikes import Lookalike, find_lookalikes
from linkfinder.kinds.guest_post.money import Money, read_money
from linkfinder.kinds.guest_post.pointers import find_pointers
from linkfinder.kinds.guest_post.requirements import read_requirements
from linkfinder.kinds.guest_post.said_in import SaidIn, place_of
from linkfinder.kinds.guest_post.signals import (
    REQUIREMENT_SIGNALS,
    FoundSignal,
    Signal,
    announces_submitting,
    find_signals,
    has_guest_post_slug,
)
from linkfinder.kinds.guest_post.submission import contributor_contacts, submission_methods
from linkfinder.kinds.statements import PageStatements, Statement, read_statements
from linkfinder.model.niche import Niche
from linkfinder.model.opportunity import Evidence, Judgement, Opportunity, OpportunityState, Rejection
from linkfinder.model.page import Page, PageClass
from linkfinder.text.phrase_groups import Group
from linkfinder.urls import site_of

KIND = GUEST_POST

_WEIGHTS = {
    Signal.TITLE: (1.8, 1.0),
    Signal.TITLE_WEAK: (0.8, 1.0),
    Signal.SLUG: (1.2, 1.0),
    Signal.HEADING: (0.6, 2.0),
    Signal.ACCEPTS: (1.6, 1.5),
    Signal.OFFERS: (0.7, 1.0),
    Signal.INVITES: (0.7, 2.0),
    Signal.GUEST: (0.5, 1.0),
    Signal.SUBMITS: (0.4, 2.0),
    Signal.BENEFIT: (0.35, 1.0),
    Signal.MONEY: (0.4, 1.0),
}
"""Signal -> weight, and how often it counts at most. An acceptance and a title suffice; words alone do not."""

_METHOD_WEIGHTS = {Signal.SENDS: 0.7, Signal.EMAIL: 0.5, Signal.FORM: 1.0, Signal.FORM_LINK: 0.6, Signal.ACCOUNT: 0.5}
_METHOD_CEILING = 1.5
"""One way to submit is enough."""

_REQUIREMENT = 0.35
_REQUIREMENT_CEILING = 2.4
"""Seven kinds of rules are as good as ten."""

_NO_ANCHOR = -4.0
"""Neither title nor address nor main heading says it: the page is about something else and mentions it."""

_NO_REQUEST = -2.0
_REQUEST_SIGNALS = frozenset(
    (Signal.ACCEPTS, Signal.OFFERS, Signal.INVITES, Signal.SENDS, Signal.SUBMITS, Signal.FORM, Signal.MONEY)
)
"""A page that never asks for anything is a list of guest posts, not an invitation."""

_RULES = 3
"""Kinds of rules, a length among them, that ask for a text as plainly as a verb does."""

_SUBMISSION_SIGNALS = _REQUEST_SIGNALS | {Signal.GUEST, Signal.LENGTH, Signal.BIO, Signal.ORIGINAL, Signal.PITCH_FIRST}
"""Statements of these signals are about submitting texts; images, links and tone are mentioned everywhere."""

_BY_CHANCE, _HALF = 0.15, 0.5
"""Share of such statements on pages that only mention guest posts, and on pages that are about nothing else."""

_NAMING_SIGNALS = frozenset((Signal.ACCEPTS, Signal.OFFERS, Signal.INVITES, Signal.GUEST, Signal.LENGTH))
"""What shows that a page titled `Collaborate` or `Contribute` is about texts, not about sales or donations."""

_OTHER_LOOKALIKES = 0.4

_NO_FIRST_PERSON = -1.5
_NEEDS_FIRST_PERSON = 6
"""A page of more statements in which the site never says `we` or `us` to writers is a guide to other sites."""

GUEST_POST_THRESHOLD = 3.25
"""Points from which a page is a guest-post page; set on labelled pages, see docs/reference/kinds/guest_post.md."""

_SLOPE = 0.8
"""How fast confidence grows with the points above the threshold."""

_CANDIDATE_SIGNALS = frozenset((Signal.TITLE, Signal.SLUG, Signal.MAIN_HEADING, Signal.ACCEPTS))
"""A page with one of these looks like a guest-post page: when it is none, the reason is stored."""

_CLOSED_THRESHOLD = 1.0
"""A closed page has fewer signals: it requests nothing any more, so that its title and URL must do."""

_CLOSED_SITE, _TOO_LITTLE = "closed_site", "too_little"

_CLEAR_LOOKALIKE = 0.7
"""What a plain phrase of another kind of page is worth: less does not say what a page with few signals is instead."""

_EVIDENCE = 8
"""Signals quoted; a person reads three."""

_SIGNAL_WEIGHTS = {signal: weight for signal, (weight, _) in _WEIGHTS.items()} | _METHOD_WEIGHTS


@dataclass(frozen=True, slots=True)
class _PageAssessment:
    page_points: float
    signals: tuple[FoundSignal, ...]
    lookalikes: tuple[Lookalike, ...]
    notice: ClosingNotice | None
    section: InvitingSection | None  # the surest section that invites
    is_announced: bool  # by the title, the address or the main heading

    @property
    def points(self) -> float:
        """What the surer path says: the whole page is an invitation, or one of its sections is."""
        return max(self.page_points, self.section.points) if self.section else self.page_points

    @property
    def is_guest_post_page(self) -> bool:
        return self.points >= GUEST_POST_THRESHOLD

    @property
    def speaking_section(self) -> InvitingSection | None:
        """The section that invites, when the page as a whole is about something else."""
        if self.section is None or self.section.points < GUEST_POST_THRESHOLD:
            return None
        return None if self.is_announced and self.page_points >= GUEST_POST_THRESHOLD else self.section

    @property
    def confidence(self) -> float:
        return round(1 / (1 + math.exp(-_SLOPE * (self.points - GUEST_POST_THRESHOLD) - 1)), 3)


def detect(page: Page, niche: Niche) -> Judgement:
    """Return the guest-post opportunity of a page, or why a page that looks like one is none."""
    if page.page_class is not PageClass.NORMAL:
        return _refuse_class(page) if has_guest_post_slug(page, niche.phrases) else Judgement()
    reading = read_statements(page, niche)
    return _judge(reading, niche)


def _refuse_class(page: Page) -> Judgement:
    evidence = (Evidence(page.page_class, (page.class_reason or page.title)[:300]),)
    return Judgement(rejections=(Rejection(KIND, page.page_class, evidence),))


def _judge(reading: PageStatements, niche: Niche) -> Judgement:
    stances = tuple(acceptances(reading))
    invitations = find_invitations(reading, stances)
    if not (stances or invitations or _may_be_announced(reading) or _may_be_closed(reading)):
        return Judgement(rejections=find_pointers(reading))
    signals = tuple(find_signals(reading, stances, invitations))
    lookalikes = tuple(
        find_lookalikes(reading, has_first_person=any(found.signal is Signal.FIRST_PERSON for found in signals))
    )
    own_points = guest_post_points(signals, len(reading.statements))
    points = own_points - lookalike_points(lookalikes)
    section = next(iter(find_inviting_sections(reading, invitations)), None)
    assessment = _PageAssessment(
        points, signals, lookalikes, _closing_notice(reading, stances), section, _has_anchor(_totals(signals))
    )
    if assessment.notice:
        return _closed(reading, niche, assessment)
    if assessment.is_guest_post_page:
        return Judgement(opportunities=(_opportunity(reading, niche, assessment),))
    return Judgement(rejections=find_pointers(reading) or _rejections(assessment, own_points))


def _may_be_announced(reading: PageStatements) -> bool:
    """Tell whether the title or address says anything of guest posts; most pages do not, and are not read further."""
    groups = (Group.INVITE, Group.GUIDELINES, Group.GUEST, Group.INVITE_WEAK, Group.INVITE_TO)
    is_titled = reading.title.says(*groups) or announces_submitting(reading, reading.title)
    return is_titled or has_guest_post_slug(reading.page, reading.extra)


def _may_be_closed(reading: PageStatements) -> bool:
    return any(group in reading.said for group in (Group.CLOSED, Group.CLOSED_WEAK, Group.GUEST))


def lookalike_points(lookalikes: Sequence[Lookalike]) -> float:
    """Return what lookalikes take off: the likeliest in full, the others in part, because a page is of one kind."""
    return sum(each.points * (1.0 if index == 0 else _OTHER_LOOKALIKES) for index, each in enumerate(lookalikes))


def _closing_notice(reading: PageStatements, stances: Sequence[Acceptance]) -> ClosingNotice | None:
    """Return the notice that closes the page: it is about the present, or nothing on the page contradicts it."""
    notice = find_closing_notice(reading, stances)
    if notice is None or notice.is_present:
        return notice
    refusing = {notice.statement.order, *(stance.statement.order for stance in stances if stance.is_negated)}
    others = (statement for statement in reading.statements if statement.order not in refusing)
    welcomes = any(not stance.is_negated for stance in stances) or any(map(_is_about_submitting, others))
    return None if welcomes else notice


def _is_about_submitting(statement: Statement) -> bool:
    """Tell whether a statement, not a refusal, says how a text from outside comes in or that it is welcome."""
    if not statement.says(Group.GUEST, Group.INCOMING):
        return False
    is_taken = statement.says(Group.ACCEPT_VERB) and not statement.says(Group.CLOSED, Group.CLOSED_WEAK, Group.ANY_MORE)
    return is_taken or statement.says(Group.PITCH_FIRST, Group.OFFER, Group.SEND)


def _closed(reading: PageStatements, niche: Niche, assessment: _PageAssessment) -> Judgement:
    """Return a closed opportunity for a guest-post page, otherwise a rejection: the site takes no guest posts."""
    if assessment.points >= _CLOSED_THRESHOLD:
        return Judgement(opportunities=(_opportunity(reading, niche, assessment),))
    notice = assessment.notice
    evidence = (notice.statement.evidence(_CLOSED_SITE),) if notice else ()
    return Judgement(rejections=(Rejection(KIND, _CLOSED_SITE, evidence),))


def _opportunity(reading: PageStatements, niche: Niche, assessment: _PageAssessment) -> Opportunity:
    page, money, near = reading.page, read_money(reading), relevance(reading.page, niche)
    section = assessment.speaking_section.section if assessment.speaking_section else None
    return Opportunity(
        kind=KIND,
        niche=niche.name,
        page_url=page.url,
        site=site_of(page.url),
        facts=_facts(reading, assessment, money),
        state=_state(assessment.notice, page),
        page_title=page.title,
        language=page.language,
        relevance=near.value,
        relevance_reason=near.reason,
        confidence=assessment.confidence,
        evidence=_evidence(assessment, money),
        contacts=contributor_contacts(reading, section),
        risks=page_risks(page, niche, is_for_authors=True),
        published=page.published.value if page.published else None,
        modified=page.modified.value if page.modified else None,
    )


def _facts(reading: PageStatements, assessment: _PageAssessment, money: Money) -> GuestPost:
    return GuestPost(
        cost=money.cost,
        price=money.price,
        requirements=read_requirements(reading),
        method=submission_methods(reading, assessment.signals),
        said_in=place_of(reading, assessment.speaking_section.section) if assessment.speaking_section else SaidIn.PAGE,
        recheck=assessment.notice.reopens if assessment.notice else None,
    )


def _state(notice: ClosingNotice | None, page: Page) -> OpportunityState:
    """Return open or closed; a notice whose own day has passed says nothing of today."""
    if notice is None:
        return OpportunityState.OPEN
    is_past = notice.reopens is not None and page.fetched is not None and notice.reopens < page.fetched
    return OpportunityState.UNKNOWN if is_past else OpportunityState.CLOSED


def _evidence(assessment: _PageAssessment, money: Money) -> tuple[Evidence, ...]:
    """Return the closing notice first, then the best statement of each signal, then what is said of money."""
    best: dict[Signal, FoundSignal] = {}
    for found in assessment.signals:
        if found.signal not in best or found.weight > best[found.signal].weight:
            best[found.signal] = found
    ranked = sorted(best.values(), key=lambda found: -_SIGNAL_WEIGHTS.get(found.signal, _REQUIREMENT))
    notice = (assessment.notice.statement.evidence("closed"),) if assessment.notice else ()
    if assessment.speaking_section:
        said = tuple(invitation.evidence for invitation in assessment.speaking_section.invitations[:_EVIDENCE])
        return (*notice, *said, *money.evidence)
    return (*notice, *(found.evidence for found in ranked[:_EVIDENCE]), *money.evidence)


def _rejections(assessment: _PageAssessment, own_points: float) -> tuple[Rejection, ...]:
    """Return why a page that looked like a guest-post page is none; nothing for a page that hardly did."""
    if _CANDIDATE_SIGNALS.isdisjoint(found.signal for found in assessment.signals):
        return ()
    if not assessment.lookalikes or (
        own_points < GUEST_POST_THRESHOLD and assessment.lookalikes[0].points < _CLEAR_LOOKALIKE
    ):
        return (Rejection(KIND, _TOO_LITTLE, tuple(found.evidence for found in assessment.signals[:3])),)
    likeliest = assessment.lookalikes[0]
    detail = f"{likeliest.points:.1f} points against {own_points:.1f} for a guest-post page"
    return (Rejection(KIND, likeliest.kind, likeliest.evidence, detail),)


def guest_post_points(signals: Iterable[FoundSignal], statements: int) -> float:
    """Return how much the signals of a guest-post page are worth together, lookalikes not counted."""
    totals = _totals(signals)
    points = sum(weight * min(most, totals.get(signal, 0.0)) for signal, (weight, most) in _WEIGHTS.items())
    points += min(_METHOD_CEILING, sum(w * min(1.0, totals.get(signal, 0.0)) for signal, w in _METHOD_WEIGHTS.items()))
    points += min(_REQUIREMENT_CEILING, _REQUIREMENT * len(REQUIREMENT_SIGNALS & totals.keys()))
    if not _requests_texts(totals):
        points += _NO_REQUEST
    if Signal.FIRST_PERSON not in totals and statements > _NEEDS_FIRST_PERSON:
        points += _NO_FIRST_PERSON
    return points if _has_anchor(totals) else points + _NO_ANCHOR * (1 - _density(signals, statements))


def _totals(signals: Iterable[FoundSignal]) -> Mapping[Signal, float]:
    totals: dict[Signal, float] = {}
    for found in signals:
        totals[found.signal] = totals.get(found.signal, 0.0) + found.weight
    return totals


def _requests_texts(totals: Mapping[Signal, float]) -> bool:
    """Tell whether a page asks for texts, in so many words or by laying down rules for them."""
    return not _REQUEST_SIGNALS.isdisjoint(totals) or (
        Signal.LENGTH in totals and len(REQUIREMENT_SIGNALS & totals.keys()) >= _RULES
    )


def _density(signals: Iterable[FoundSignal], statements: int) -> float:
    """Return 0 to 1: how much of a page is about submitting texts; 1 from half of its statements on."""
    quotes = {found.evidence.quote for found in signals if found.signal in _SUBMISSION_SIGNALS}
    share = len(quotes) / max(1, statements)
    return min(1.0, max(0.0, (share - _BY_CHANCE) / (_HALF - _BY_CHANCE)))


def _has_anchor(totals: Mapping[Signal, float]) -> bool:
    """Tell whether title, main heading or address announce it; the weaker of them need a page that names texts."""
    if Signal.TITLE in totals or Signal.MAIN_HEADING in totals:
        return True
    hints = totals.get(Signal.SLUG, 0.0) >= 1 or (Signal.TITLE_WEAK in totals and Signal.HEADING in totals)
    return hints and not _NAMING_SIGNALS.isdisjoint(totals)
