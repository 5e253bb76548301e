"""Lookalikes: kinds of pages that use the words of guest-post pages for something else.

Each kind has phrases of its own. A page says one or two of them by chance, the more the longer it is; only what exceeds
that counts, and words in the title and in headings count more.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from linkfinder.kinds.guest_post.acceptance import is_negated, site_names
from linkfinder.kinds.guest_post.audience import Audience, audience_of, requested_things
from linkfinder.kinds.statements import PageStatements, Statement
from linkfinder.model.opportunity import Evidence
from linkfinder.model.page import Place
from linkfinder.text.phrase_groups import Group
from linkfinder.text.phrases import PhraseHit
from linkfinder.urls import path_of


class LookalikeKind(StrEnum):
    """What a page is instead of a guest-post page; the reason code of a rejection."""

    ARTICLE_ABOUT = "article_about"
    SITE_LIST = "site_list"
    AGENCY = "agency"
    CAREERS = "careers"
    ACADEMIC = "academic"
    OPEN_SOURCE = "open_source"
    TESTIMONIAL = "testimonial"
    TICKET = "ticket"
    DONATION = "donation"
    CONTEST = "contest"
    LITERARY = "literary"
    LISTING = "listing"
    PRESS_RELEASE = "press_release"
    TERMS = "terms"
    THANKS = "thanks"
    ADVERTISE = "advertise"
    GUEST_ARTICLE = "guest_article"
    ARCHIVE = "archive"
    INSIDERS = "insiders"  # members or students alone may write
    OTHER_THINGS = "other_things"  # photos, recipes or songs are asked for, no articles


@dataclass(frozen=True, slots=True)
class LookalikeRule:
    """What phrases of a group are worth for a kind of page."""

    kind: LookalikeKind
    group: Group
    points: float  # a phrase
    title: float  # more, when the title says it
    heading: float  # more, a heading that says it


LOOKALIKE_RULES = (
    LookalikeRule(LookalikeKind.ACADEMIC, Group.ACADEMIC, 0.9, 1.5, 0.6),
    LookalikeRule(LookalikeKind.ACADEMIC, Group.SCHOLARLY, 0.35, 0.5, 0.3),
    LookalikeRule(LookalikeKind.OPEN_SOURCE, Group.OSS, 0.8, 1.0, 0.5),
    LookalikeRule(LookalikeKind.AGENCY, Group.AGENCY, 0.8, 1.2, 0.5),
    LookalikeRule(LookalikeKind.CAREERS, Group.CAREERS, 0.6, 1.5, 0.6),
    LookalikeRule(LookalikeKind.CONTEST, Group.CONTEST, 0.8, 1.5, 0.8),
    LookalikeRule(LookalikeKind.LITERARY, Group.LITERARY, 0.5, 1.0, 0.4),
    LookalikeRule(LookalikeKind.LISTING, Group.LISTING, 1.5, 2.0, 0.8),
    LookalikeRule(LookalikeKind.PRESS_RELEASE, Group.PRESS_RELEASE, 0.8, 1.5, 0.8),
    LookalikeRule(LookalikeKind.DONATION, Group.DONATION, 0.8, 1.5, 0.6),
    LookalikeRule(LookalikeKind.TESTIMONIAL, Group.TESTIMONIAL, 0.9, 2.0, 0.5),
    LookalikeRule(LookalikeKind.TICKET, Group.SUPPORT, 0.8, 2.0, 0.6),
    LookalikeRule(LookalikeKind.THANKS, Group.THANKS, 2.5, 2.5, 1.5),
    LookalikeRule(LookalikeKind.ARTICLE_ABOUT, Group.THIRD_PARTY, 0.8, 1.0, 0.4),
    LookalikeRule(LookalikeKind.SITE_LIST, Group.SITE_LIST, 1.2, 3.0, 0.8),
    LookalikeRule(LookalikeKind.TERMS, Group.TERMS, 0.35, 1.5, 0.2),
    LookalikeRule(LookalikeKind.ADVERTISE, Group.ADVERTISE, 0.5, 1.5, 0.6),
    LookalikeRule(LookalikeKind.GUEST_ARTICLE, Group.TRACES, 1.5, 2.0, 0.5),
)

_DENIED = frozenset({Group.LITERARY, Group.ACADEMIC, Group.SCHOLARLY, Group.PRESS_RELEASE, Group.DONATION})
"""What guidelines say they do not want: then it does not indicate such a page."""

_STATEMENTS_PER_CHANCE = 75
"""Statements among which one phrase of another kind of page stands by chance (measured on guideline pages)."""

_MOST_CHANCE = 2.0
"""Phrases forgiven at most, however long a page is."""

_CEILING = 10.0
"""No lookalike takes off more points than a guest-post page can have."""

ARTICLES_BY_PULL_REQUEST = 0.4
"""Blogs of programmers take articles as pull requests: then the words of software are only the way to submit."""

_LIST_TITLE = re.compile(
    r"\b(?:(?!19\d\d|20\d\d)\d{1,4}\+?|best|top|list of|besten?|meilleurs?|mejores|melhores|migliori|najlepsz\w+)\b"
    r"[^|]{0,40}?\b(?:blogs|sites|websites|publications|magazines|places|platforms|seiten|webseiten|portale|sitios|webs|"
    r"paginas|siti|stron|strony|blogow|blogi|portali|blogues|sites)\b"
)
"""Titles that announce a number of sites, or the best of them; a year is no number of sites."""

_LISTS = 3.5
"""More than title and URL of a guest-post page are worth together."""

_ARCHIVE = re.compile(
    r"/(?:tags?|category|categories|kategorien?|schlagwort|etiquetas?|categorias?|categorie|topics?|author|autor|search)"
    r"/[^/?#]+/?(?:page/\d+/?)?$",
    re.IGNORECASE,
)
"""Addresses of lists that a content system makes: of guest posts perhaps, but no place to hand one in."""

_ARCHIVED = 4.0
"""More than a title and a heading are worth; a whole page of guidelines has more points."""

_BESIDE_SCOPE = 2.5
"""Less than a page of guidelines has: one sentence says that only members may write, or that photos are asked for."""

_HOW_TO_TITLE = 1.5
"""A title that explains instead of inviting."""


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A kind of page, its points, and the quotes that support it."""

    kind: LookalikeKind
    points: float
    evidence: tuple[Evidence, ...]


def find_lookalikes(reading: PageStatements, *, has_first_person: bool) -> list[Lookalike]:
    """Return what else the page could be, the likeliest first; kinds without points are left out.

    `has_first_person`: the site speaks of itself to writers; if not, a title that explains has more weight.
    """
    points: dict[LookalikeKind, float] = {}
    evidence: dict[LookalikeKind, list[Evidence]] = {}
    for rule in LOOKALIKE_RULES:
        if score := _points(reading, rule):
            points[rule.kind] = points.get(rule.kind, 0.0) + score
            evidence.setdefault(rule.kind, []).extend(_evidence(reading, rule))
    if _is_about_articles(reading) and LookalikeKind.OPEN_SOURCE in points:
        points[LookalikeKind.OPEN_SOURCE] *= ARTICLES_BY_PULL_REQUEST
    if _LIST_TITLE.search(reading.title.folded):
        points[LookalikeKind.SITE_LIST] = points.get(LookalikeKind.SITE_LIST, 0.0) + _LISTS
        evidence.setdefault(LookalikeKind.SITE_LIST, []).insert(0, reading.title.evidence(LookalikeKind.SITE_LIST))
    if _ARCHIVE.search(path_of(reading.page.url)):
        points[LookalikeKind.ARCHIVE] = _ARCHIVED
        evidence[LookalikeKind.ARCHIVE] = [
            Evidence(LookalikeKind.ARCHIVE, path_of(reading.page.url)[:200], Place.HEADER)
        ]
    for kind, statement in _beside_scope(reading):
        points[kind], evidence[kind] = _BESIDE_SCOPE, [statement.evidence(kind)]
    if explaining := _explaining(reading, has_first_person=has_first_person):
        points[LookalikeKind.ARTICLE_ABOUT] = points.get(LookalikeKind.ARTICLE_ABOUT, 0.0) + explaining
        evidence.setdefault(LookalikeKind.ARTICLE_ABOUT, []).insert(
            0, reading.title.evidence(LookalikeKind.ARTICLE_ABOUT)
        )
    found = [Lookalike(kind, min(_CEILING, score), tuple(evidence[kind][:3])) for kind, score in points.items()]
    return sorted(found, key=lambda each: -each.points)


def _points(reading: PageStatements, rule: LookalikeRule) -> float:
    phrases = {
        hit.phrase.text for statement in reading.saying(rule.group) for hit in meant_hits(reading, statement, rule)
    }
    in_title = len(phrases_in(reading.title, rule.group))
    in_headings = len({phrase for heading in reading.headings for phrase in phrases_in(heading, rule.group)})
    chance = min(_MOST_CHANCE, len(reading.statements) / _STATEMENTS_PER_CHANCE)
    surplus = max(0.0, len(phrases | phrases_in(reading.title, rule.group)) - chance)
    return rule.points * surplus + rule.title * min(1, in_title) + rule.heading * min(3, in_headings)


def meant_hits(reading: PageStatements, statement: Statement, rule: LookalikeRule) -> Iterable[PhraseHit]:
    """Return the hits of a rule that a site says of itself: in `no poems, no fiction` there are none.

    In `not published on other sites` the other sites are only what a text must not have been on.
    """
    hits = statement.of(rule.group)
    if rule.group is Group.THIRD_PARTY and statement.says(Group.ORIGINAL, Group.EXCLUSIVE):
        return ()
    if rule.group not in _DENIED:
        return hits
    grammar = reading.grammar_of(statement)
    return (hit for hit in hits if not is_negated(statement, grammar, hit.start, hit.end))


def phrases_in(statement: Statement, group: Group) -> set[str]:
    """Return the different phrases of a group in a statement."""
    return {hit.phrase.text for hit in statement.of(group)}


def _evidence(reading: PageStatements, rule: LookalikeRule) -> Iterator[Evidence]:
    for statement in (reading.title, *reading.statements):
        if statement.says(rule.group):
            yield statement.evidence(rule.kind)


def _beside_scope(reading: PageStatements) -> Iterator[tuple[LookalikeKind, Statement]]:
    """Yield that a page asks nobody outside, or for no texts, with the first statement that says so."""
    if audience_of(reading, reading.statements) is Audience.INSIDERS:
        yield (
            LookalikeKind.INSIDERS,
            next(s for s in reading.statements if audience_of(reading, (s,)) is Audience.INSIDERS),
        )
    requested = requested_things(reading, reading.statements)
    if requested.has_only_others:
        yield LookalikeKind.OTHER_THINGS, requested.others[0]


def _explaining(reading: PageStatements, *, has_first_person: bool) -> float:
    """Return how much a title explains: `How to guest post` fully, `How to write for us` only without an us.

    `How to write for the Hedge Post` explains nothing when the site is called Hedge Post.
    """
    title = reading.title
    if not title.says(Group.HOW_TO) or any(name in _last_words(title) for name in site_names(reading)):
        return 0.0
    if not title.says(Group.INVITE, Group.GUIDELINES):
        return _HOW_TO_TITLE
    return 0.0 if has_first_person and len(phrases_in(title, Group.HOW_TO)) == 1 else _HOW_TO_TITLE


def _last_words(title: Statement) -> str:
    """Return the words of a title after its first third, without a name that stands behind a dash or bar."""
    first = re.split(r"\s[|\-:]\s", title.folded, maxsplit=1)[0]
    return first[len(first) // 3 :]


def _is_about_articles(reading: PageStatements) -> bool:
    """Tell whether articles, not code, are what is asked for: an invitation or offer names one."""
    asking = (Group.INVITE, Group.ACCEPT, Group.OFFER, Group.SEND)
    return any(
        s.says(Group.GUEST) or (s.says(*asking) and s.says(Group.OBJECT))
        for s in reading.saying(Group.GUEST, Group.OBJECT)
    )
