"""Sentences that invite are recognised by their parts, in any order and inflection."""

import pytest

from linkfinder.kinds.guest_post.acceptance import acceptances
from linkfinder.kinds.guest_post.invitations import InvitationForm, find_invitations
from tests.kinds.page_statements import reading


def forms(line: str, language: str = "en") -> list[InvitationForm]:
    page = reading(line, language=language)
    return [invitation.form for invitation in find_invitations(page, tuple(acceptances(page)))]


@pytest.mark.parametrize(
    ("language", "line", "form"),
    [
        ("en", "Our orchard diary gladly welcomes guest posts.", InvitationForm.ACCEPTS),
        ("en", "Fancy writing a column for our pages?", InvitationForm.WISHES),
        ("en", "Drop us a line with your essay and email it to the desk.", InvitationForm.SENDS),
        ("en", "Submit your essay before the weekend.", InvitationForm.SENDS),
        ("es", "Postula tu crónica de viaje.", InvitationForm.SENDS),
        ("en", "Finished essays are sent as one file.", InvitationForm.SUBMITS),
        ("de", "Hätten Sie Lust, etwas auf unserer Seite zu veröffentlichen?", InvitationForm.WISHES),
        ("de", "Fertige Texte werden als Datei eingesandt.", InvitationForm.SUBMITS),
        (
            "de",
            "Beiträge für das nächste Heft bitte bis spätestens 3. März an die Schriftleitung senden.",
            InvitationForm.SUBMITS,
        ),
        ("fr", "Vous aimeriez rédiger un billet pour notre revue ?", InvitationForm.WISHES),
        ("es", "¿Te gustaría publicar una reseña en nuestro portal?", InvitationForm.WISHES),
        ("it", "Ti piacerebbe scrivere un pezzo per la nostra rivista?", InvitationForm.WISHES),
        ("pt", "Gostaria de publicar um texto em nossa revista?", InvitationForm.WISHES),
        ("nl", "Zin om een stuk te schrijven voor onze site?", InvitationForm.WISHES),
        ("pl", "Chcesz napisać tekst na naszym portalu?", InvitationForm.WISHES),
    ],
)
def test_a_sentence_invites_by_its_parts(language: str, line: str, form: InvitationForm) -> None:
    assert forms(line, language) == [form]


@pytest.mark.parametrize(
    "line",
    [
        "You cannot submit your article here.",
        "We do not accept guest posts.",
        "Other blogs accept guest posts if you ask them.",
        "We write about hedges for our readers.",
        "The article was written last year.",
        "Do you like our garden?",
    ],
)
def test_a_refusal_or_report_does_not_invite(line: str) -> None:
    assert forms(line) == []


def test_an_acceptance_in_a_question_counts_half() -> None:
    (asked, said) = (reading("Why do we welcome authors?", "It is a habit."), reading("We welcome authors."))
    strengths = [find_invitations(page, tuple(acceptances(page)))[0].strength for page in (asked, said)]
    assert strengths == [0.4, 0.8]
