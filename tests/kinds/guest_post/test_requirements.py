"""What an editor asks of an article."""

import re

import pytest

from linkfinder.kinds.guest_post import requirements
from linkfinder.kinds.guest_post.requirements import read_requirements
from linkfinder.kinds.statements import MAX_HITS
from tests.kinds.page_statements import reading


@pytest.mark.parametrize(
    ("line", "language", "low", "high"),
    [
        ("At least 800 words.", "en", 800, None),
        ("800+ words", "en", 800, None),
        ("Articles have 1,000–1,500 words.", "en", 1000, 1500),
        ("between 600 and 900 words", "en", 600, 900),
        ("No more than 700 words.", "en", None, 700),
        ("700 words or less", "en", None, 700),
        ("Keep it to less than 700 words.", "en", None, 700),
        ("We do not accept texts of less than 500 words.", "en", 500, None),
        ("At least 900 words and no more than 1,800.", "en", 900, 1800),
        ("Minimum length: 750 English words", "en", 750, None),
        ("mindestens 800 Wörter, höchstens 1.500", "de", 800, 1500),
        ("entre 700 et 1 200 mots", "fr", 700, 1200),
        ("mínimo 800 palabras", "es", 800, None),
        ("no mínimo 700 palavras", "pt", 700, None),
        ("almeno 600 parole", "it", 600, None),
        ("minimaal 500 woorden", "nl", 500, None),
        ("co najmniej 700 słów", "pl", 700, None),
        ("не менее 700 слов", "ru", 700, None),
        ("不少于800字", "zh", 800, None),
        ("A bio of 50 words.", "en", None, None),
        ("One link every 1000 words.", "en", None, None),
        ("Read by 50,000 people in 2026.", "en", None, None),
    ],
)
def test_the_length_is_read(line: str, language: str, low: int | None, high: int | None) -> None:
    found = read_requirements(reading(line, language=language))
    assert (found.min_words, found.max_words) == (low, high)


def test_a_bounded_number_is_surer_than_a_bare_one() -> None:
    found = read_requirements(reading("A typical post has 1200 words.", "It must have at least 600 words."))
    assert found.min_words == 600


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Up to two links to your site are allowed.", 2),
        ("A maximum of 3 backlinks.", 3),
        ("No links allowed.", 0),
        ("Links must be relevant.", None),
    ],
)
def test_the_number_of_links_is_read(line: str, number: int | None) -> None:
    assert read_requirements(reading(line)).links_allowed == number


@pytest.mark.parametrize(
    ("line", "policy"),
    [
        ("You get a dofollow link.", "dofollow"),
        ("All links are nofollow.", "nofollow"),
        ("Links are nofollow; dofollow on request.", "on_request"),
        ("We do not give dofollow links.", ""),
        ("No links allowed.", "none"),
        ("Nothing about it.", ""),
    ],
)
def test_the_link_policy_is_read(line: str, policy: str) -> None:
    assert read_requirements(reading(line)).link_policy == policy


@pytest.mark.parametrize(
    ("line", "policy"),
    [
        ("We do not accept AI generated articles.", "forbidden"),
        ("The use of AI must be disclosed.", "disclose"),
        ("You can use AI tools for research.", "allowed"),
        ("AI tools are a topic.", ""),
    ],
)
def test_the_policy_on_machines_is_read(line: str, policy: str) -> None:
    assert read_requirements(reading(line)).ai_policy == policy


def test_bio_images_and_exclusiveness_are_read() -> None:
    found = read_requirements(reading("Add an author bio and two images.", "Texts must be exclusive."))
    assert (found.bio, found.images, found.exclusive) == (True, True, True)


@pytest.mark.parametrize(
    ("line", "language", "time"),
    [
        ("We reply within 3-5 business days.", "en", "3-5 business days"),
        ("Our editors get back to you within two weeks.", "en", "two weeks"),
        ("Die Redaktion meldet sich innerhalb von 10 Tagen.", "de", "10 tagen"),
        ("The party lasts three days.", "en", ""),
    ],
)
def test_the_time_to_answer_is_read(line: str, language: str, time: str) -> None:
    assert read_requirements(reading(line, language=language)).response_time == time


def test_topics_are_the_list_under_their_heading() -> None:
    found = read_requirements(reading("# Topics we cover", "- Roses", "- Compost;", "Send us your text.", "- Trees"))
    assert found.topics == ("Roses", "Compost")
    assert not read_requirements(reading("- Roses", "- Compost")).topics


def test_numbers_and_limits_are_not_compared_all_with_all(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []
    compare = requirements._is_bound

    def note(text: str, start: int, end: int, found: re.Match[str]) -> bool:
        compared.append(start)
        return compare(text, start, end, found)

    monkeypatch.setattr(requirements, "_is_bound", note)
    read_requirements(reading("Articles with no less than 700 words or up to " * 70))
    assert 0 < len(compared) <= 70 * 12


def test_a_sentence_of_keywords_is_read_in_part() -> None:
    found = reading("guest post " * 400)
    assert len(found.statements[0].hits) == MAX_HITS
