"""The length of an article, read from whole small pages in many languages: one row for each way of saying it."""

import pytest

from linkfinder.kinds.guest_post.requirements import read_requirements
from linkfinder.kinds.statements import read_statements
from linkfinder.model.page import Block, BlockRole, Page
from tests.kinds.page_statements import NICHE, page, reading


@pytest.mark.parametrize(
    ("lines", "language", "low", "high"),
    [
        (("03", "700 - 2,200", "words Long enough to say it all"), "en", 700, 2200),
        (("# Length", "1,100"), "en", 1100, None),
        (("Word count", "900-1,400"), "en", 900, 1400),
        (("wordcount: 900-1400",), "en", 900, 1400),
        (("Word Count: 850",), "en", 850, None),
        (("About 1k words or more.",), "en", 1000, None),
        (("1.5k-2k words",), "en", 1500, 2000),
        (("650+", "words"), "en", 650, None),
        (("650+ words of plain prose",), "en", 650, None),
        (("at least six hundred words",), "en", 600, None),
        (("a minimum of one thousand words",), "en", 1000, None),
        (("Articles: 700-900 words", "Interviews: 1,200-1,600 words"), "en", 700, 1600),
        (("- News: up to 600 words", "- Opinion: up to 900 words", "- Features: up to 2,500 words"), "en", None, 2500),
        (("Your article must be between 650 and 1,300 words long.",), "en", 650, 1300),
        (("Fewer than 400 words is too short.",), "en", 400, None),
        (("Posts of 800 words are ideal, 600 is the minimum.",), "en", 600, None),
        (("The sweet spot is 1,200 words; we take nothing under 750.",), "en", 750, None),
        (("Title: no more than 200 words. Article: 900 words at least.",), "en", 900, None),
        (("Write at least 300 words about yourself and 1,000 words or more for the post.",), "en", 1000, None),
        (("At least 900 words", "Meta description of at most 160 words"), "en", 900, None),
        (("Maximal 2.600 Wörter",), "de", None, 2600),
        (("Umfang: 800–1.200 Wörter",), "de", 800, 1200),
        (("mindestens sechshundert Wörter",), "de", 600, None),
        (("Artikelen tellen maximaal 2.400 woorden.",), "nl", None, 2400),
        (("Aantal woorden: 600-900",), "nl", 600, 900),
        (("Længde: 600-900 ord",), "da", 600, 900),
        (("Artiklen må højst være på 1.200 ord.",), "da", None, 1200),
        (("Teksten bør være mellom 500 og 800 ord.",), "no", 500, 800),
        (("Inntil 1800 ord.",), "no", None, 1800),
        (("Texten ska vara minst 500 och högst 900 ord.",), "sv", 500, 900),
        (("Juttu saa olla enintään 800 sanaa pitkä.",), "fi", None, 800),
        (("Kirjoituksen pituus on 500–900 sanaa.",), "fi", 500, 900),
        (("Článek by měl mít 500 až 900 slov.",), "cs", 500, 900),
        (("Text musí mať aspoň 450 slov.",), "sk", 450, None),
        (("A cikk terjedelme legalább 600, legfeljebb 1200 szó.",), "hu", 600, 1200),
        (("Articolul trebuie să aibă între 500 și 900 de cuvinte.",), "ro", 500, 900),
        (("Yazılar en az 600, en fazla 1200 kelime olmalıdır.",), "tr", 600, 1200),
        (("Panjang artikel 600 s/d 900 kata.",), "id", 600, 900),
        (("Bài viết từ 600 đến 900 từ.",), "vi", 600, 900),
        (("Статья должна содержать от 600 до 900 слов.",), "ru", 600, 900),
        (("Обсяг статті від 600 до 900 слів.",), "uk", 600, 900),
        (("Обем: минимум 450 думи.",), "bg", 450, None),
        (("Το κείμενο να είναι 500 έως 900 λέξεις.",), "el", 500, 900),
        (("عدد الكلمات من 600 إلى 900 كلمة.",), "ar", 600, 900),
        (("文章字数600-900字。",), "zh", 600, 900),
        (("文字数は800〜1500文字程度です。",), "ja", 800, 1500),
        (("분량은 800자 이상입니다.",), "ko", 800, None),
        (("Längd: 3000 tecken",), "sv", None, None),
        (("We publish about 900 words a day on three sites.",), "en", None, None),
    ],
)
def test_the_length_of_the_article_is_read(
    lines: tuple[str, ...], language: str, low: int | None, high: int | None
) -> None:
    found = read_requirements(reading(*lines, language=language))
    assert (found.min_words, found.max_words) == (low, high)


@pytest.mark.parametrize(
    ("lines", "language", "low", "high"),
    [
        (("Length: 3,000 to 6,000 characters",), "en", 3000, 6000),
        (("5.000 bis 12.000 Zeichen mit Leerzeichen",), "de", 5000, 12000),
        (("Entre 3 000 et 6 000 signes, espaces comprises.",), "fr", 3000, 6000),
        (("máximo 4.000 caracteres",), "es", None, 4000),
        (("tra le 3.000 e le 6.000 battute",), "it", 3000, 6000),
        (("od 3000 do 6000 znaków ze spacjami",), "pl", 3000, 6000),
        (("не менее 2 тыс. знаков без пробелов",), "ru", 2000, None),
        (("Omfang: 6000 tegn",), "da", 6000, None),
        (("Titles of at most 1,000 characters",), "en", None, None),
        (("A summary of 60 characters",), "en", None, None),
        (("600 to 900 words, that is 3,600 to 5,400 characters",), "en", 3600, 5400),
    ],
)
def test_a_length_in_characters_stays_one(
    lines: tuple[str, ...], language: str, low: int | None, high: int | None
) -> None:
    found = read_requirements(reading(*lines, language=language))
    assert (found.min_characters, found.max_characters) == (low, high)


@pytest.mark.parametrize(
    ("lines", "language", "low", "high"),
    [
        (("# Maximum number of words", "- Reviews: 600 words", "- Essays: 2,000 words"), "en", None, 2000),
        (("Maximaal aantal woorden:", "- Recensies: 600 woorden", "- Essays: 2.000 woorden"), "nl", None, 2000),
        (("Reviews have 600 words.", "Essays have 2,000 words."), "en", 600, 2000),
        (("- Notes: up to 700 words", "- Essays: 1,200 words or more"), "en", None, None),
        (("At most 8 pages (3,000 words).",), "en", None, 3000),
        (("We remove articles of fewer than 450 words.",), "en", 450, None),
        (("At least 600 words.", "Never: thin texts under 600 words."), "en", 600, None),
        (("Essential guide: 1500 - 2000 words", "Reference: 2000+ words"), "en", 1500, None),
        (("≥ 700 words",), "en", 700, None),
        (("Premium: ₹3,999 - up to 1,600 words - 2 links",), "en", None, 1600),
        (("Entre las 600 y las 900 palabras.",), "es", 600, 900),
        (("Texte: entre 600 et les 900 mots.",), "fr", 600, 900),
        (("One picture of 1200x800 px, and 700 words.",), "en", 700, None),
    ],
)
def test_several_kinds_of_article_and_odd_ways_of_saying_it(
    lines: tuple[str, ...], language: str, low: int | None, high: int | None
) -> None:
    found = read_requirements(reading(*lines, language=language))
    assert (found.min_words, found.max_words) == (low, high)


def test_the_options_of_a_form_are_no_rules() -> None:
    form = page("Word count", "Under 700", "700-1,500")
    labels = tuple(Block(each.text, each.place, BlockRole.LABEL) for each in form.blocks)
    found = read_requirements(read_statements(Page(form.url, language="en", blocks=labels), NICHE))
    assert (found.min_words, found.max_words) == (None, None)
