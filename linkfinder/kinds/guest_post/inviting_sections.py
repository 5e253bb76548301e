"""The statement path: sections of a page in which a site invites outside authors, whatever the page is about.

No title and no address has to announce it: an answer of an FAQ, a block of a contact page or a line of a media kit is
enough, when the site says in its own words that texts of outsiders are welcome and there is a way in. What makes a
section something else (a job, a contest, code) counts within that section; the title of the page counts for all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from linkfinder.kinds.guest_post.acceptance import site_names
from linkfinder.kinds.guest_post.audience import Audience, audience_of, requested_things
from linkfinder.kinds.guest_post.invitations import OF_ANYTHING, Invitation, InvitationForm
from linkfinder.kinds.guest_post.lookalikes import (
    ARTICLES_BY_PULL_REQUEST,
    LOOKALIKE_RULES,
    LookalikeKind,
    meant_hits,
    phrases_in,
)
from linkfinder.kinds.guest_post.signals import names_address
from linkfinder.kinds.sections import Section, cut_sections, is_question
from linkfinder.kinds.statements import PageStatements, Statement
from linkfinder.model.page import EDITORIAL_PLACES, BlockRole, ContactKind
from linkfinder.text.phrase_groups import Group

_STRENGTH = 4.0
"""Points of a section that surely invites, more than the threshold: one plain sentence is enough."""

_WAY_IN, _WAY_IN_ELSEWHERE, _NO_WAY_IN = 0.8, 0.3, -1.5
"""A way to submit in the section, on the page, nowhere: a welcome that nobody can follow is no opportunity yet."""

_CALLS = frozenset((InvitationForm.CALLS, InvitationForm.NAMES, InvitationForm.SUBMITS))
"""Forms in which the words of a button invite."""

_ACTION_WORDS = 6
"""Words of a button or link that takes a text: `propose an article to the editors`."""

_RULE = 0.3
_MOST_RULES = 4
"""Kinds of rules in a section that count: who lays down rules means it."""

_NO_OWN_WORDS = -1.2
"""Nothing in the section says we, us or the site's name."""

_TEXTS = (Group.GUEST, Group.OBJECT, Group.WORDS)
"""What a section names when its invitations are about texts; without them they count as `OF_ANYTHING`."""

_INSIDERS_ONLY, _OTHER_THINGS = 3.0, 2.5
"""What it takes off that only members or students may write, or that photos or poems are asked for and no text."""

_PAGE_WIDE = frozenset(
    (LookalikeKind.AGENCY, LookalikeKind.SITE_LIST, LookalikeKind.ARTICLE_ABOUT, LookalikeKind.OPEN_SOURCE)
)
"""Pages about other sites' guest posts or about code: their sections look like invitations, only the page shows it."""

_BY_CHANCE = 2
_STATEMENTS_PER_PHRASE = 75
"""Phrases of such a page that any page may hold, and one more for each so many statements."""

_RULE_GROUPS = (
    Group.ORIGINAL, Group.BIO, Group.IMAGES, Group.FORMAT, Group.REVIEW, Group.LINKS, Group.AI, Group.TOPICS,
    Group.PITCH_FIRST, Group.WORDS, Group.BENEFIT, Group.PAYS_AUTHOR,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class InvitingSection:
    """A section that invites: its invitations, its points, and what else it could be."""

    section: Section
    invitations: tuple[Invitation, ...]
    points: float
    has_way_in: bool
    against: tuple[tuple[LookalikeKind, float], ...]


def find_inviting_sections(reading: PageStatements, invitations: Iterable[Invitation]) -> tuple[InvitingSection, ...]:
    """Return the sections with an invitation, the surest first."""
    by_order = {invitation.statement.order: invitation for invitation in invitations}
    if not by_order:
        return ()
    names = site_names(reading)
    title = _title_against(reading) + _page_wide(reading)
    found = []
    for section in cut_sections(reading):
        here = tuple(by_order[s.order] for s in section.statements if s.order in by_order)
        if here:
            found.append(_judged(reading, section, here, names, title))
    return tuple(sorted(found, key=lambda each: -each.points))


def _judged(
    reading: PageStatements,
    section: Section,
    invitations: tuple[Invitation, ...],
    names: Sequence[str],
    title: float,
) -> InvitingSection:
    way_in = _has_way_in(section, invitations)
    against = _against(reading, section, names_text=any(each.names_text for each in invitations))
    share = 1.0 if any(s.says(*_TEXTS) for s in section.statements) else OF_ANYTHING
    points = _STRENGTH * _together(invitations, share) + _way_in_points(reading, has_way_in=way_in)
    points += _RULE * min(_MOST_RULES, sum(any(s.says(g) for s in section.statements) for g in _RULE_GROUPS))
    points += 0.0 if _has_own_words(reading, section, names) or _answers(invitations) else _NO_OWN_WORDS
    points -= _beside_scope(reading, section)
    points -= title + sum(sorted((value for _, value in against), reverse=True)[:2])
    return InvitingSection(section, invitations, points, way_in, against)


def _beside_scope(reading: PageStatements, section: Section) -> float:
    """Return what counts against a section that does not ask outsiders for articles."""
    points = _INSIDERS_ONLY if audience_of(reading, section.statements) is Audience.INSIDERS else 0.0
    return points + _OTHER_THINGS * requested_things(reading, section.statements).has_only_others


def _together(invitations: Iterable[Invitation], share: float) -> float:
    """Return 0 to 1: how surely several sentences invite; those of one form say the same thing and count once.

    `share` is what is left of an invitation to hand something in, when the section does not say what.
    """
    best: dict[InvitationForm, float] = {}
    submitting = 0.0
    for invitation in invitations:
        strength = invitation.strength * (1.0 if invitation.names_text else share)
        if invitation.form is InvitationForm.SUBMITS and best.get(invitation.form, 0.0) > 0:
            submitting = strength  # a second sentence about handing in is another rule
        best[invitation.form] = max(best.get(invitation.form, 0.0), strength)
    doubt = 1.0
    for strength in (*best.values(), submitting):
        doubt *= 1.0 - strength
    return 1.0 - doubt


def _has_way_in(section: Section, invitations: Iterable[Invitation]) -> bool:
    """Tell whether a section says how to hand a text in; a button is enough beside a sentence that invites.

    A call with a button (`Become an author`, `Propose an article`) only leads to another page.
    """
    if any(
        s.says(Group.SEND, Group.FORM, Group.ACCOUNT) or "@" in s.text or s.role is BlockRole.LABEL
        for s in section.statements
    ):
        return True
    says_more = any(each.form not in _CALLS for each in invitations)
    return says_more and any(map(_is_action, section.statements))


def _is_action(statement: Statement) -> bool:
    """Tell whether a statement is as short as the words of a button and says to hand something in."""
    is_short = len(statement.folded.split()) <= _ACTION_WORDS and not is_question(statement)
    return is_short and statement.says(Group.SUBMITTING)


def _way_in_points(reading: PageStatements, *, has_way_in: bool) -> float:
    if has_way_in:
        return _WAY_IN
    page = reading.page
    contacts = any(c.kind in (ContactKind.EMAIL, ContactKind.FORM) for c in page.contacts)
    forms = any(form.place in EDITORIAL_PLACES and form.has_textarea for form in page.forms)
    return _WAY_IN_ELSEWHERE if contacts or forms else _NO_WAY_IN


def _has_own_words(reading: PageStatements, section: Section, names: Sequence[str]) -> bool:
    return any(_is_own(reading, statement, names) for statement in section.statements)


def _answers(invitations: Iterable[Invitation]) -> bool:
    """Tell whether a question is answered with a welcome: `Do you take guest posts? Yes` speaks of the site itself."""
    return any(each.form is InvitationForm.ACCEPTS and is_question(each.statement) for each in invitations)


def _is_own(reading: PageStatements, statement: Statement, names: Sequence[str]) -> bool:
    if any(name in statement.folded for name in names) or names_address(statement):
        return True
    return any(hit.group in (Group.FIRST_PERSON, Group.OWN_SITE) for hit in reading.grammar_of(statement))


def _against(reading: PageStatements, section: Section, *, names_text: bool) -> tuple[tuple[LookalikeKind, float], ...]:
    """Return what else a section could be, with points for each different phrase; its opening counts more."""
    found: dict[LookalikeKind, float] = {}
    for rule in LOOKALIKE_RULES:
        phrases = {
            hit.phrase.text
            for statement in section.statements
            if statement.says(rule.group)
            for hit in meant_hits(reading, statement, rule)
        }
        if phrases:
            opening = section.opening is not None and section.opening.says(rule.group)
            found[rule.kind] = found.get(rule.kind, 0.0) + rule.points * len(phrases) + rule.heading * opening
    if names_text and LookalikeKind.OPEN_SOURCE in found:
        found[LookalikeKind.OPEN_SOURCE] *= ARTICLES_BY_PULL_REQUEST
    return tuple(found.items())


def _page_wide(reading: PageStatements) -> float:
    """Return what counts against every section because it is said all over the page."""
    total = 0.0
    for rule in LOOKALIKE_RULES:
        if rule.kind not in _PAGE_WIDE:
            continue
        phrases = {hit.phrase.text for s in reading.saying(rule.group) for hit in meant_hits(reading, s, rule)}
        surplus = len(phrases) - _BY_CHANCE - len(reading.statements) / _STATEMENTS_PER_PHRASE
        total = max(total, rule.points * surplus)
    return total


def _title_against(reading: PageStatements) -> float:
    """Return what the title says of another kind of page; it counts in full against each section."""
    return sum(rule.title for rule in LOOKALIKE_RULES if phrases_in(reading.title, rule.group))
