"""What an editor asks of an article: length, links, bio, images, exclusiveness, AI, topics, time to answer."""

# ruff: noqa: RUF001 (dashes and colons as they are written)

import re
from collections.abc import Iterable

from linkfinder.kinds.guest_post.acceptance import is_negated
from linkfinder.kinds.guest_post.facts import Requirements
from linkfinder.kinds.guest_post.lengths import article_lengths
from linkfinder.kinds.statements import PageStatements, Statement
from linkfinder.model.page import BlockRole
from linkfinder.text.phrase_groups import Group
from linkfinder.text.sentences import shorten

_LINKS = re.compile(
    r"\b(?P<number>\d{1,2}|one|two|three|four|five|ein|eine|einen|zwei|drei|un|une|deux|trois|uno|una|dos|tres|um|uma|"
    r"dois|tre|due|een|twee|drie|jeden|dwa|trzy)\b"
    r"(?:(?!\b(?:sentence|line|satz|zeile|phrase|ligne|frase|linea|linha|fras|frasi|righ|zin|regel|zdani|kalimat))"
    r"[^.;:]){0,40}?\b(?:link|backlink|enlace|lien|collegament|odnosnik|ссыл)"
)
"""`2-3 sentences with a link` counts the sentences."""

_SMALL_NUMBERS = {
    "one": 1, "ein": 1, "eine": 1, "einen": 1, "un": 1, "une": 1, "uno": 1, "una": 1, "um": 1, "uma": 1, "een": 1,
    "jeden": 1, "two": 2, "zwei": 2, "deux": 2, "dos": 2, "dois": 2, "due": 2, "twee": 2, "dwa": 2,
    "three": 3, "drei": 3, "trois": 3, "tres": 3, "tre": 3, "drie": 3, "trzy": 3, "four": 4, "five": 5,
}  # fmt: skip
_MOST_LINKS = 10
"""More links than this in one article are no rule but a number of something else."""

_RESPONSE = re.compile(
    r"\b(?:\d{1,3}(?:\s?(?:-|to|bis|a|à)\s?\d{1,3})?|a|an|one|two|few|ein\w*|zwei|un\w*|deux|dos|due)\s?"
    r"(?:to \w+ )?(?:business |working |werk|work)?(?:days?|weeks?|months?|hours?|tage?n?|wochen?|stunden|jours?|"
    r"semaines?|heures|dias?|semanas?|horas|giorni|settiman[ae]|ore|dagen|weken|dni|tygodni\w*|днеи|недел\w*)\b"
)
_TOPIC_LENGTH = 80
"""Characters: a topic in a list is a few words; a longer item is a rule."""

_MAX_TOPICS = 20


def read_requirements(reading: PageStatements) -> Requirements:
    """Return what the page asks of an article; what it does not say stays empty."""
    words, characters = article_lengths(reading)
    says = {group for statement in reading.statements for group in statement.groups}
    return Requirements(
        min_words=words.low,
        max_words=words.high,
        min_characters=characters.low,
        max_characters=characters.high,
        links_allowed=_links_allowed(reading),
        link_policy=_link_policy(reading),
        bio=Group.BIO in says,
        images=Group.IMAGES in says,
        exclusive=Group.EXCLUSIVE in says,
        ai_policy=_ai_policy(reading),
        response_time=_response_time(reading),
        topics=_topics(reading.statements),
    )


def _links_allowed(reading: PageStatements) -> int | None:
    for statement in reading.saying(Group.LINKS, Group.DOFOLLOW):
        found = _LINKS.search(statement.folded)
        number = (_SMALL_NUMBERS.get(found["number"]) or int(found["number"])) if found else 0
        if 0 < number <= _MOST_LINKS:
            return number
    return 0 if any(reading.saying(Group.NO_LINKS)) else None


def _link_policy(reading: PageStatements) -> str:
    """Return the rel policy: `dofollow`, `nofollow`, `on_request` when both are on offer, `none`, or empty."""
    follows = _affirmed(reading, Group.DOFOLLOW)
    refuses = _affirmed(reading, Group.NOFOLLOW)
    if follows and refuses:
        return "on_request"
    if follows or refuses:
        return "dofollow" if follows else "nofollow"
    return "none" if any(reading.saying(Group.NO_LINKS)) else ""


def _affirmed(reading: PageStatements, group: Group) -> bool:
    for statement in reading.saying(group):
        grammar = reading.grammar_of(statement)
        # the `no` inside `no-follow` denies nothing
        if any(not is_negated(statement, grammar, hit.start, hit.start) for hit in statement.of(group)):
            return True
    return False


def _ai_policy(reading: PageStatements) -> str:
    for statement in reading.saying(Group.AI):
        grammar = reading.grammar_of(statement)
        if statement.says(Group.AI_DISCLOSE):
            return "disclose"
        if any(hit.group is Group.NEGATION for hit in grammar):
            return "forbidden"
        if statement.says(Group.ACCEPT, Group.ACCEPT_VERB, Group.OFFER):
            return "allowed"
    return ""


def _response_time(reading: PageStatements) -> str:
    for statement in reading.saying(Group.REVIEW):
        if found := _RESPONSE.search(statement.folded):
            return found.group()
    return ""


def _topics(statements: Iterable[Statement]) -> tuple[str, ...]:
    """Return the list items that follow the first line about topics."""
    topics: list[str] = []
    is_listing = False
    for statement in statements:
        is_item = statement.role is BlockRole.LIST_ITEM and len(statement.text) <= _TOPIC_LENGTH
        if is_listing and is_item:
            topics.append(shorten(statement.text.rstrip(".;,"), _TOPIC_LENGTH))
        elif topics:
            break
        else:
            is_listing = statement.says(Group.TOPICS) and _opens_list(statement)
    return tuple(topics[:_MAX_TOPICS])


def _opens_list(statement: Statement) -> bool:
    return statement.role is BlockRole.HEADING or statement.text.rstrip().endswith((":", "："))
