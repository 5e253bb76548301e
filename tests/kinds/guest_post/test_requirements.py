"""What an editor asks of an article."""

import pytest

from linkfinder.kinds.guest_post import length_bounds
from linkfinder.kinds.guest_post.requirements import read_requirements
from linkfinder.kinds.statements import MAX_HITS
from linkfinder.text.numbers import Number
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
        ("Panjang tulisan antara 650 hingga 1.100 kata.", "id", 650, 1100),
        ("Naskah 700 sampai 1.200 kata", "id", 700, 1200),
        ("zwischen 650 und 1.100 Wörtern", "de", 650, 1100),
        ("entre 650 et 1 100 mots", "fr", 650, 1100),
        ("entre 650 y 1.100 palabras", "es", 650, 1100),
        ("tra 650 e 1.100 parole", "it", 650, 1100),
        ("entre 650 e 1.100 palavras", "pt", 650, 1100),
        ("tussen 650 en 1.100 woorden", "nl", 650, 1100),
        ("między 650 a 1100 słów", "pl", 650, 1100),
        ("03 700-1,400 words", "en", 700, 1400),
        ("4 900-1,600 words", "en", 900, 1600),
        ("05 600 bis 900 Wörter", "de", 600, 900),
        ("Texts of fewer than 450 words are not published.", "en", 450, None),
        ("Please do not send articles of under 450 words.", "en", 450, None),
        ("Wir veröffentlichen keine Beiträge, die kürzer als 450 Wörter sind.", "de", 450, None),
        ("No publicamos artículos de menos de 450 palabras.", "es", 450, None),
        ("Nous ne publions pas de textes de moins de 450 mots.", "fr", 450, None),
        ("Non pubblichiamo articoli con meno di 450 parole.", "it", 450, None),
        ("Artikelen van minder dan 450 woorden plaatsen wij niet.", "nl", 450, None),
        ("Never go beyond the limit of 900 words.", "en", None, 900),
        ("Between 700 words and 1,300 words.", "en", 700, 1300),
        ("zwischen 700 Wörtern und 1.300 Wörtern", "de", 700, 1300),
        ("entre 700 palabras y 1.300 palabras", "es", 700, 1300),
        ("Texts should be less than 900 words and not promotional.", "en", None, 900),
        ("Posts should not be longer than 900 words.", "en", None, 900),
        ("Beiträge sollten nicht mehr als 900 und nie über 1.200 Wörter haben.", "de", None, 1200),
        ("Texts should be longer than 700 words and not promotional.", "en", 700, None),
        ("We are not looking for lists, adverts or reposted news shorter than 450 words.", "en", 450, None),
    ],
)
def test_the_length_is_read(line: str, language: str, low: int | None, high: int | None) -> None:
    found = read_requirements(reading(line, language=language))
    assert (found.min_words, found.max_words) == (low, high)


@pytest.mark.parametrize(
    ("line", "language", "low", "high"),
    [
        ("At least 900 words, and your author bio must not exceed 160 words.", "en", 900, None),
        ("Your biography may have up to 180 words.", "en", None, None),
        ("Begin with an excerpt of 150 to 160 words.", "en", None, None),
        ("No paragraph over 160 words.", "en", None, None),
        ("First send a 250-word summary.", "en", None, None),
        ("A summary of your article in at most 200 words.", "en", None, None),
        ("Your proposal should be 200-250 words long.", "en", None, None),
        ("Comments of more than 300 words are removed.", "en", None, None),
        ("Mindestens 900 Wörter, die Kurzbiografie höchstens 160 Wörter.", "de", 900, None),
        ("Absätze von maximal 150 Wörtern", "de", None, None),
        ("Des paragraphes de 150 mots maximum", "fr", None, None),
        ("Un résumé de 200 mots maximum", "fr", None, None),
        ("Envía un resumen de 200 palabras como máximo.", "es", None, None),
        ("Paragrafi di massimo 150 parole", "it", None, None),
        ("Um resumo de até 200 palavras", "pt", None, None),
        ("Een samenvatting van maximaal 200 woorden", "nl", None, None),
        ("Akapity do 150 słów", "pl", None, None),
        ("Ringkasan maksimal 200 kata", "id", None, None),
        ("A 160-word bio and a 900-word article.", "en", 900, None),
        ("After your pitch is accepted write an article of 900 words.", "en", 900, None),
    ],
)
def test_the_length_of_a_part_is_not_that_of_the_article(
    line: str, language: str, low: int | None, high: int | None
) -> None:
    found = read_requirements(reading(line, language=language))
    assert (found.min_words, found.max_words) == (low, high)


@pytest.mark.parametrize(
    ("lines", "language", "low"),
    [
        (("# Length", "900 to 1,800 words.", "# Your proposal", "250 to 350 words."), "en", 900),
        (("# Länge", "900 bis 1.800 Wörter", "# Kurzbiografie", "150 bis 160 Wörter"), "de", 900),
        (("# Extensión", "900 a 1.800 palabras", "# Resumen", "200 a 250 palabras"), "es", 900),
        (("# Proposals and articles", "900 to 1,800 words."), "en", 900),
        (("# How to pitch", "Articles of 900 to 1,800 words."), "en", 900),
    ],
)
def test_a_heading_says_what_a_bare_length_is_for(lines: tuple[str, ...], language: str, low: int) -> None:
    assert read_requirements(reading(*lines, language=language)).min_words == low


@pytest.mark.parametrize(
    ("line", "language", "low"),
    [
        ("For each post of more than 1,100 words you get a mug.", "en", None),
        ("Für jeden Beitrag über 1.100 Wörter bekommst du eine Tasse.", "de", None),
        ("Pour chaque article de plus de 1 100 mots vous recevez une tasse.", "fr", None),
        ("Por cada artículo de más de 1.100 palabras recibes una taza.", "es", None),
        ("For each post we need at least 700 words.", "en", 700),
    ],
)
def test_the_length_that_earns_a_reward_is_no_condition(line: str, language: str, low: int | None) -> None:
    assert read_requirements(reading(line, language=language)).min_words == low


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
        ("A bio of 3-4 sentences with a link to your blog.", None),
        ("Two lines about you, including your link.", None),
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
        ("Every link is no-follow, we never offer dofollow.", "nofollow"),
        ("Links in posts are no follow; we never give do-follow links.", "nofollow"),
        ("Our outgoing links are no-followed.", "nofollow"),
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
    compare = length_bounds._is_bound

    def note(text: str, start: int, end: int, ends: tuple[Number, Number]) -> bool:
        compared.append(start)
        return compare(text, start, end, ends)

    monkeypatch.setattr(length_bounds, "_is_bound", note)
    read_requirements(reading("Articles with no less than 700 words or up to " * 70))
    assert 0 < len(compared) <= 70 * 12


def test_a_sentence_of_keywords_is_read_in_part() -> None:
    found = reading("guest post " * 400)
    assert len(found.statements[0].hits) == MAX_HITS
