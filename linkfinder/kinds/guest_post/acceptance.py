"""Acceptance: a site's own statement that it takes, or does not take, texts of outside authors.

A statement counts when a verb of acceptance, a thing to hand in and the site itself as the one who accepts stand in one
clause. `We accept cookies` has no such thing, `many blogs accept guest posts` has no such site, and in `we do not only
accept articles` the negation is none. `Guest posts: open` and `Do you take guest posts? Yes` say the same without a
verb. What a site takes from its own members only is not accepted from outside authors.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from linkfinder.kinds.guest_post.answers import answer_to
from linkfinder.kinds.guest_post.audience import Audience, audience_of, texts_asked_for
from linkfinder.kinds.sections import is_question
from linkfinder.kinds.statements import PageStatements, Statement
from linkfinder.text.folding import fold
from linkfinder.text.phrase_groups import Group
from linkfinder.text.phrases import PhraseHit
from linkfinder.urls import site_of

_REACH = 70
"""Characters between verb and object: about ten words, what one clause holds."""

_PUBLISH_REACH = 30
"""Publishing is what every site does: the guest must stand right beside it."""

_PERSON_REACH = 45
"""Characters between the person and the verb: `we at the magazine are always`."""

_NEGATION_REACH = 22
"""Characters before the clause's first word in which a `not` belongs to it."""

_BEFORE_THING = len("keine neuen ")
"""Characters before a thing in which its negation stands: `no new guest posts are accepted`."""

_CLAUSE_END = re.compile(r";|\b(?:but|however|aber|sondern|mais|pero|sino|ma|mas|maar|ale|lecz|но)\b")
"""A thing after one of these is not what the verb before it takes or refuses."""

_AFTER_VERB = 14
"""Characters after a verb that comes last in which its negation may follow: `nehmen wir zurzeit nicht`."""

_END_OF_CLAUSE = re.compile(r"[,;:.!?]")

_LAST_NEGATION = len("nicht mehr an")
"""Characters up to the end of a clause in which a `not` behind the thing belongs to the verb: `nehmen wir nicht an`."""

_LABEL_QUESTION = 30
"""Characters of a question that only names what is asked about: `Guest posts?`."""

_LABEL_REACH = len(" are at the moment ")
"""Characters between `submissions` and the `open` that is said of them."""

_WEIGHTS = {Group.GUEST: 1.0, Group.INCOMING: 0.8, Group.WRITER: 0.8, Group.OBJECT: 0.6}
"""How surely the object is somebody else's text: a guest post always, an article only when it is accepted."""

_VERBS = (Group.ACCEPT, Group.ACCEPT_VERB, Group.PUBLISH, Group.OPEN)

_OBJECTS_OF = {
    Group.PUBLISH: ((Group.GUEST, Group.INCOMING, Group.WRITER), _PUBLISH_REACH),
    Group.OPEN: ((Group.GUEST, Group.INCOMING), _LABEL_REACH),
}
"""What some verbs are said of, and how far from them; the others take any text within `_REACH`."""

_QUOTED = re.compile(r"""["\u201c\u201e\u00ab][^"\u201d\u201c\u00bb]{3,}["\u201d\u201c\u00bb],?\s+\w""")
"""Somebody's words in a report, with who said them: not the site's own."""

_SITE_NAME_LENGTH = 4
"""A shorter name of a site is too likely to be a word of the text."""


RULE_GROUPS = (
    Group.WORDS, Group.CHARACTERS, Group.ORIGINAL, Group.EXCLUSIVE, Group.LINKS, Group.IMAGES, Group.REVIEW, Group.BIO,
    Group.PAYS_AUTHOR, Group.UNPAID, Group.FEE, Group.PAID, Group.NOT_PAID, Group.SPONSORED, Group.THIRD_PARTY,
)  # fmt: skip
"""What a sentence with a `not` is about when it refuses something else than guest posts: `not currently paid`."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One statement of acceptance or refusal; `weight` is 0 to 1, `thing` is what is taken.

    `is_answer`: the page asks itself whether it takes texts, and answers.
    """

    statement: Statement
    verb: PhraseHit
    thing: PhraseHit
    weight: float
    is_negated: bool
    is_answer: bool = False


def acceptances(reading: PageStatements) -> Iterator[Acceptance]:
    """Yield the page's own acceptances and refusals, in order; what is taken only from insiders is left out."""
    names = site_names(reading)
    for statement in reading.saying(*_WEIGHTS):
        if statement.says(Group.THIRD_PARTY) or _QUOTED.match(statement.text):
            continue
        found = _answered(reading, statement) or _acceptance(reading, statement, names)
        if found and (found.is_negated or audience_of(reading, (found.statement,)) is not Audience.INSIDERS):
            yield found


def _answered(reading: PageStatements, question: Statement) -> Acceptance | None:
    """Return what the page answers to `Do you take guest posts?`; None when the next sentence is neither yes nor no.

    A question about articles in general must name writing or sending: `May I share your article?` asks something else.
    """
    if not is_question(question) or question.says(*RULE_GROUPS):
        return None
    grammar = reading.grammar_of(question)
    named = question.of(*_WEIGHTS)
    acts = [*question.of(Group.SUBMITTING), *(hit for hit in grammar if hit.group in (Group.WRITE, Group.OUTSIDERS))]
    is_act = any(not any(act.overlaps(hit) for hit in named) for act in acts)  # `blog` is a verb and a thing
    asking = [hit for hit in grammar if hit.group in (Group.ASKS_TO_WRITE, Group.ASKS_TO_PUBLISH)]
    labels = question.of(Group.GUEST) if len(question.folded) <= _LABEL_QUESTION else ()
    asking += [hit for hit in grammar if is_act and hit.group is Group.MAY]  # `may other authors write for you?`
    for asked in (*asking, *question.of(Group.OPEN, Group.ACCEPT, Group.ACCEPT_VERB), *labels):
        any_text = is_act and asked.group in (Group.ASKS_TO_WRITE, Group.MAY)
        groups = _WEIGHTS if any_text else (Group.GUEST, Group.INCOMING, Group.WRITER)
        things = [hit for hit in texts_asked_for(reading, question, groups) if asked.gap_to(hit) <= _REACH]
        answer = answer_to(reading, question) if things else None
        if answer:
            thing = max(things, key=lambda hit: _WEIGHTS[hit.group])
            weight = _WEIGHTS[thing.group]
            return Acceptance(answer.statement, asked, thing, weight, not answer.is_yes, is_answer=True)
    return None


def _acceptance(reading: PageStatements, statement: Statement, names: tuple[str, ...]) -> Acceptance | None:
    # `Is it possible to publish a guest post?` says nothing; in `did you know that we accept them?` the site speaks.
    groups = (Group.ACCEPT,) if is_question(statement) else _VERBS
    verbs = statement.of(*groups)
    things = texts_asked_for(reading, statement, _WEIGHTS) if verbs else ()
    if not things:
        return None
    grammar = reading.grammar_of(statement)
    persons = [hit for hit in grammar if hit.group is Group.FIRST_PERSON]
    refusal = None
    for verb in verbs:
        if any(verb.overlaps(hit) for hit in things if hit.group is Group.GUEST):
            continue  # the second word of `articles invités` is no verb
        thing = _thing(statement, verb, things)
        if thing and (verb.group in (Group.ACCEPT, Group.OPEN) or _is_own(statement, verb, persons, names)):
            found = Acceptance(
                statement, verb, thing, _WEIGHTS[thing.group], _is_refused(statement, grammar, verb, thing)
            )
            if not found.is_negated:
                return found
            refusal = refusal or found
    return refusal


def _thing(statement: Statement, verb: PhraseHit, things: Iterable[PhraseHit]) -> PhraseHit | None:
    """Return the surest thing near a verb, in its clause; publishing needs a text that comes from outside."""
    wanted, reach = _OBJECTS_OF.get(verb.group, (tuple(_WEIGHTS), _REACH))
    near = [
        hit
        for hit in things
        if hit.group in wanted
        and verb.gap_to(hit) <= reach
        and not verb.overlaps(hit)
        and (hit.end <= verb.start or verb.group is not Group.OPEN)
        and _in_one_clause(statement, verb, hit)
    ]
    return max(near, key=lambda hit: (_WEIGHTS[hit.group], -verb.gap_to(hit)), default=None)


def _in_one_clause(statement: Statement, one: PhraseHit, other: PhraseHit) -> bool:
    return not _CLAUSE_END.search(statement.folded, min(one.end, other.end), max(one.start, other.start))


def _is_own(statement: Statement, verb: PhraseHit, persons: Iterable[PhraseHit], names: tuple[str, ...]) -> bool:
    if any(person.gap_to(verb) <= _PERSON_REACH for person in persons):
        return True
    before = statement.folded[: verb.start]
    return any(name in before for name in names)


def is_negated(
    statement: Statement, grammar: Iterable[PhraseHit], start: int, end: int, *, reach: int = _NEGATION_REACH
) -> bool:
    """Tell whether a real negation stands in the clause from `start` to `end` or at most `reach` before it.

    That of `texts not published elsewhere` only says what the texts must be.
    """
    hits = list(grammar)
    harmless = [hit for hit in hits if hit.group is Group.NOT_ONLY]
    harmless += statement.of(Group.ORIGINAL, Group.EXCLUSIVE)
    first = max(start - reach, statement.folded.rfind(",", 0, start), statement.folded.rfind(";", 0, start))
    return any(
        first <= hit.start < end and not any(hit.overlaps(other) for other in harmless)
        for hit in hits
        if hit.group is Group.NEGATION
    )


def _is_refused(statement: Statement, grammar: Iterable[PhraseHit], verb: PhraseHit, thing: PhraseHit) -> bool:
    """Tell whether a negation, or a `paused`, belongs to this verb: `accept no posts`, `posts are not accepted`."""
    stops = (stop for stop in statement.of(Group.STOP) if verb.gap_to(stop) <= _REACH)
    if any(_in_one_clause(statement, verb, stop) for stop in stops):
        return True
    hits = list(grammar)
    tails = {hit.start for hit in hits if hit.group is Group.RESTRICTION}
    hits = [hit for hit in hits if hit.start not in tails]  # in `are welcome without a fee` nothing is denied
    if thing.start >= verb.end:
        is_denied = is_negated(statement, hits, verb.start, thing.start + 1)
        return is_denied or _is_negated_last(statement, hits, thing.end)
    comma = statement.folded.find(",", verb.end)
    end = min(verb.end + _AFTER_VERB, comma if comma >= 0 else len(statement.folded))
    return is_negated(statement, hits, thing.end, end, reach=thing.end - thing.start + _BEFORE_THING)


def _is_negated_last(statement: Statement, grammar: Sequence[PhraseHit], start: int) -> bool:
    """Tell whether the clause that goes on at `start` ends with a negation: `nehmen Gastbeiträge leider nicht an`."""
    last = min(len(statement.folded), start + _REACH)
    clause_end = _END_OF_CLAUSE.search(statement.folded, start, last)
    end = clause_end.start() if clause_end else last
    return is_negated(statement, grammar, max(start, end - _LAST_NEGATION), end, reach=0)


def site_names(reading: PageStatements) -> tuple[str, ...]:
    """Return the folded names a site may call itself by: its name in the markup, its domain, the end of the title."""
    page = reading.page
    label = site_of(page.url).split(".")[0].replace("-", " ")
    tail = page.title.replace("\u2013", "|").replace("\u2014", "|").replace(" - ", "|").rsplit("|", 1)[-1]
    names = (fold(name) for name in (page.structured.site_name, page.structured.publisher, label, tail))
    return tuple(dict.fromkeys(name for name in names if len(name) >= _SITE_NAME_LENGTH))
