"""Who is invited, and to send what."""

import pytest

from linkfinder.kinds.guest_post.audience import Audience, audience_of, requested_things
from tests.kinds.page_statements import reading


def audience(*lines: str, language: str = "en") -> Audience:
    found = reading(*lines, language=language)
    return audience_of(found, found.statements)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Anyone may send us articles.", Audience.OUTSIDERS),
        ("We publish articles by experts only.", Audience.OUTSIDERS),
        ("We publish articles by members only.", Audience.INSIDERS),
        ("Articles are accepted from our students.", Audience.INSIDERS),
        ("Articles are accepted from current students.", Audience.INSIDERS),
        ("Articles are accepted from members and from anyone else.", Audience.OUTSIDERS),
        ("Not only members may send us articles.", Audience.UNSAID),
        ("We only publish articles that are of help to many of the members.", Audience.UNSAID),
        ("We accept articles about students.", Audience.UNSAID),
        ("Only members see the prices.", Audience.UNSAID),
    ],
)
def test_who_may_write(line: str, expected: Audience) -> None:
    assert audience(line) is expected


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Members of the club can send articles to the editor.", "en"),
        ("We welcome articles from alumni.", "en"),
        ("Unsere Mitglieder können Artikel einreichen.", "de"),
        ("Les adhérents peuvent envoyer des articles.", "fr"),
        ("Invitamos a los alumnos a enviar artículos.", "es"),
        ("I soci possono inviare articoli alla redazione.", "it"),
        ("Leden kunnen artikelen insturen.", "nl"),
        ("Zapraszamy członków do nadsyłania artykułów.", "pl"),
        ("Os associados podem enviar artigos.", "pt"),
    ],
)
def test_members_who_may_write_are_insiders_without_an_only(line: str, language: str) -> None:
    assert audience(line, language=language) is Audience.INSIDERS


@pytest.mark.parametrize(
    "line",
    [
        "We welcome articles from students, researchers and gardeners.",
        "Members of the team may edit your article.",
        "We accept articles for members.",
        "As a member you get a discount on the fee.",
        "Our writers are students who may send articles.",
    ],
)
def test_members_beside_others_or_as_readers_say_nothing(line: str) -> None:
    assert audience(line) is not Audience.INSIDERS


def test_a_sentence_that_names_outsiders_opens_a_section() -> None:
    assert audience("Only members may send us articles.", "Anyone may pitch an article.") is Audience.OUTSIDERS


@pytest.mark.parametrize(
    ("line", "texts", "others"),
    [
        ("Send us your article.", 1, 0),
        ("Send us your photos.", 0, 1),
        ("We accept short stories.", 0, 1),
        ("We accept articles and photos.", 1, 1),
        ("We invite research papers.", 0, 1),
        ("Photos are pretty.", 0, 0),
    ],
)
def test_what_is_asked_for(line: str, texts: int, others: int) -> None:
    found = reading(line)
    requested = requested_things(found, found.statements)
    assert (len(requested.texts), len(requested.others)) == (texts, others)


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("If you are a member of the club, send us your article.", "en"),
        ("Contributions are open to members.", "en"),
        ("Als Mitglied kannst du uns deinen Artikel schicken.", "de"),
        ("Vous êtes adhérent ? Envoyez-nous votre article.", "fr"),
        ("Si eres socio, envíanos tu artículo.", "es"),
        ("Sei un socio? Inviaci il tuo articolo.", "it"),
        ("Ben je lid? Stuur ons je artikel.", "nl"),
        ("Jesteś członkiem stowarzyszenia? Wyślij nam artykuł.", "pl"),
        ("Se você é membro, envie o seu artigo.", "pt"),
    ],
)
def test_a_site_may_speak_to_its_members_only(line: str, language: str) -> None:
    assert audience(line, language=language) is Audience.INSIDERS
