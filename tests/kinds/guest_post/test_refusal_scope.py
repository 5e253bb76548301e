"""How much a refusal refuses."""

import pytest

from linkfinder.kinds.guest_post.refusal_scope import RefusalScope
from linkfinder.text.phrase_groups import Group
from tests.kinds.page_statements import reading


def is_narrowed(line: str, language: str = "en") -> bool:
    found = reading(line, language=language)
    statement = found.statements[0]
    thing = statement.of(Group.GUEST)[0]
    return RefusalScope(statement, found.grammar_of(statement)).is_narrowed(thing.start, thing.end)


@pytest.mark.parametrize(
    "line",
    [
        "We do not take guest posts about betting.",
        "We do not take guest posts from agencies at the moment.",
        "We do not take promotional guest posts.",
        "We do not take AI guest posts.",
        "We do not take most guest posts.",
        "We do not take guest posts or articles about betting.",
    ],
)
def test_a_sort_or_restriction_in_the_clause_narrows(line: str) -> None:
    assert is_narrowed(line)


@pytest.mark.parametrize(
    "line",
    [
        "We do not take guest posts.",
        "We do not take guest posts at the moment, about which we are sorry.",
        "We do not take guest posts or sponsored posts.",
        "We do not take guest posts, link exchanges or sponsored posts.",
        "We do not take sponsored posts or guest posts.",
        "We do not take guest posts; links without an offer are fine.",
        "As a political magazine we do not take guest posts.",
        "For promotional mail: guest posts are not taken.",
    ],
)
def test_what_stands_elsewhere_or_begins_another_thing_does_not(line: str) -> None:
    assert not is_narrowed(line)


def test_the_name_of_the_own_site_narrows_nothing() -> None:
    assert not is_narrowed("Pas d'articles invités sur notre blog.", "fr")
    assert is_narrowed("Pas d'articles invités sur les paris.", "fr")
