"""Sentences with their phrases."""

import pytest

from linkfinder.kinds.statements import MAX_SENTENCE, MAX_STATEMENTS, languages_of, read_statements
from linkfinder.model.page import Block, Page, Place
from linkfinder.text.phrase_groups import Group
from linkfinder.text.sentences import sentences, shorten
from tests.kinds.page_statements import NICHE, page, reading


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("“Said one.” Then two.", ["“Said one.”", "Then two."]),
        ("第一。第二！", ["第一。", "第二！"]),
        ("第一。 Second one. Third.", ["第一。", "Second one.", "Third."]),
        ("(One.)  Two.\n Three.", ["(One.)", "Two.", "Three."]),
        ("Home • About | Write", ["Home", "About", "Write"]),
        ("Version 3.5 is out", ["Version 3.5 is out"]),
        ("Texte bis 3. März. Danke!", ["Texte bis 3. März.", "Danke!"]),
        ("Sendes senest d. 9. juni. Tak.", ["Sendes senest d. 9. juni.", "Tak."]),
        ("Bis 4. 8. 2030 (max. 2 Seiten, inkl. Bild).", ["Bis 4. 8. 2030 (max. 2 Seiten, inkl. Bild)."]),
        ("Send at least 2. We answer.", ["Send at least 2.", "We answer."]),
        ("", []),
        ("외부 글을 받나요? 네.", ["외부 글을 받나요?", "네."]),
    ],
)
def test_a_block_is_cut_into_sentences(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def test_a_statement_knows_its_phrases_and_quotes_itself() -> None:
    (statement,) = reading("Send us your article by e-mail.").statements
    assert statement.says(Group.SEND, Group.CLOSED)
    assert not statement.says(Group.CLOSED)
    assert statement.of(Group.INCOMING)[0].phrase.text == "your article"
    evidence = statement.evidence("sends")
    assert (evidence.signal, evidence.quote, evidence.place) == ("sends", "Send us your article by e-mail.", Place.BODY)


def test_only_the_main_part_states_anything() -> None:
    places = [Block("Write for us", place) for place in (Place.NAV, Place.FOOTER, Place.SIDEBAR, Place.COMMENT)]
    bare = Page("http://site.example/", language="en", blocks=tuple(places))
    assert not read_statements(bare, NICHE).statements


def test_the_title_is_a_statement_of_its_own() -> None:
    found = reading("Text.", title="Write for us")
    assert found.title.says(Group.INVITE)
    assert not list(found.saying(Group.INVITE))


def test_a_page_is_read_in_its_language_and_in_all_when_that_is_unknown() -> None:
    assert languages_of(page("x", language="de"), NICHE) == {"de"}
    assert languages_of(page("x", language="sw"), NICHE) == {"en"}
    assert languages_of(page("x", language=""), NICHE) == frozenset()


@pytest.mark.parametrize(
    ("language", "read"),
    [
        ("sk", {"sk", "cs"}),
        ("ca", {"ca", "es"}),
        ("gl", {"gl", "es", "pt"}),
        ("ast", {"es"}),
        ("hr", {"hr", "sr"}),
        ("sr", {"sr", "hr"}),
        ("bs", {"hr", "sr"}),
        ("mk", {"bg", "sr"}),
        ("cs", {"cs"}),
        ("ms", {"ms", "id"}),
    ],
)
def test_pages_in_languages_that_are_taken_for_each_other_are_read_in_both(language: str, read: set[str]) -> None:
    assert languages_of(page("x", language=language), NICHE) == read


def test_an_endless_page_is_read_in_part() -> None:
    found = reading(*["A line."] * (MAX_STATEMENTS + 50))
    assert len(found.statements) == MAX_STATEMENTS


def test_a_block_without_end_is_read_in_part() -> None:
    assert len(reading("A line. " * 200_000).statements) == MAX_STATEMENTS
    assert [len(statement.text) for statement in reading("word " * 200_000).statements] == [MAX_SENTENCE]


def test_small_words_are_found_in_a_statement_on_request() -> None:
    found = reading("We never sold: we cannot.")
    groups = {hit.group for hit in found.grammar_of(found.statements[0])}
    assert groups == {Group.FIRST_PERSON, Group.NEGATION, Group.ANSWER_NO}


def test_a_long_text_is_cut_between_words() -> None:
    assert shorten("word " * 100, 50) == "word " * 8 + "word…"
    assert len(shorten("x" * 500)) == 300
    assert shorten("short") == "short"
