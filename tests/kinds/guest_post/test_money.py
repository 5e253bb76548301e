"""Who pays whom."""

import pytest

from linkfinder.kinds.guest_post.facts import Cost, Price
from linkfinder.kinds.guest_post.money import price_in, read_money
from tests.kinds.page_statements import reading


@pytest.mark.parametrize(
    ("lines", "language", "cost"),
    [
        (("We charge a publication fee.",), "en", Cost.PAID),
        (("A guest post costs $50 per post.",), "en", Cost.PAID),
        (("Pricing", "$90", "Standard post, 1 dofollow link"), "en", Cost.PAID),
        (("Die Veröffentlichung kostet 100 € pro Artikel.",), "de", Cost.PAID),
        (("Nous publions vos articles moyennant 90 € par article.",), "fr", Cost.PAID),
        (("Opłata za publikację wynosi 50 zł.",), "pl", Cost.PAID),
        (("We pay $100 per article.",), "en", Cost.PAYS_AUTHOR),
        (("Writers get paid within a month.",), "en", Cost.PAYS_AUTHOR),
        (("Wir zahlen ein Honorar.",), "de", Cost.PAYS_AUTHOR),
        (("We do not pay for guest posts.",), "en", Cost.FREE),
        (("Publishing a guest post is free of charge.",), "en", Cost.FREE),
        (("Ein Honorar können wir nicht zahlen, es gibt keine Vergütung.",), "de", Cost.FREE),
        (("Las colaboraciones no son remuneradas.",), "es", Cost.FREE),
        (("Guest posts are free.", "Companies: we charge 80 € per post."), "en", Cost.MIXED),
        (("Guest posts are free.", "Companies can book sponsored posts from us, write to us."), "en", Cost.FREE),
        (("Do you pay for articles?", "No, nobody here is paid for gardening."), "en", Cost.FREE),
        (("Do you pay?", "Yes, and the amount depends on the length."), "en", Cost.PAYS_AUTHOR),
        (("Is there a fee for publishing?", "No."), "en", Cost.FREE),
        (("Do you charge for guest posts?", "Yes."), "en", Cost.PAID),
        (("Is it free?", "Of course."), "en", Cost.FREE),
        (("Do you pay?", "The editor decides."), "en", Cost.UNKNOWN),
        (("Zahlt ihr ein Honorar?", "Nein, leider nicht."), "de", Cost.FREE),
        (("Authors receive a share of the ad revenue.",), "en", Cost.PAYS_AUTHOR),
        (("You make no claim for payment when you submit an article.",), "en", Cost.FREE),
        (("All guest posts are paid, ask for our rates.",), "en", Cost.PAID),
        (("We do not offer free guest posts.",), "en", Cost.PAID),
        (("We swap guest posts with other garden blogs.",), "en", Cost.FREE),
        (("We do not exchange guest posts.",), "en", Cost.UNKNOWN),
        (("Intercambiamos artículos con otros blogs.",), "es", Cost.FREE),
        (("Free contributors wait.", "Upgrade to contributor plus for $9 a month."), "en", Cost.FREE),
        (("Our newsletter starts at $9 per month.",), "en", Cost.UNKNOWN),
        (("La pubblicazione è gratuita.",), "it", Cost.FREE),
        (("La publication est gratuite.",), "fr", Cost.FREE),
        (("A publicação é gratuita.",), "pt", Cost.FREE),
        (("Publikacja jest bezpłatna.",), "pl", Cost.FREE),
        (("Het plaatsen van een gastblog is gratis.",), "nl", Cost.FREE),
        (("Публикация бесплатна.",), "ru", Cost.FREE),
        (("If we print it, we send you £60.",), "en", Cost.PAYS_AUTHOR),
        (("For $60 you get a guest post with a link.",), "en", Cost.PAID),
        (("Für jeden Gastartikel bekommst du 40 Euro.",), "de", Cost.PAYS_AUTHOR),
        (("Recibirás 30 € por cada artículo.",), "es", Cost.PAYS_AUTHOR),
        (("We accept sponsored posts, send us your article.",), "en", Cost.SPONSORED),
        (("We do not accept sponsored posts.",), "en", Cost.UNKNOWN),
        (("Will I get paid for my article?",), "en", Cost.UNKNOWN),
        (("Shipping is free and the lamp costs $50.",), "en", Cost.UNKNOWN),
        (("Send us your article.",), "en", Cost.UNKNOWN),
        (("Authors receive a cash bonus by PayPal.",), "en", Cost.PAYS_AUTHOR),
        (("Writers receive rewards by Payoneer.",), "en", Cost.PAYS_AUTHOR),
        (("Autoren erhalten eine Prämie über PayPal.",), "de", Cost.PAYS_AUTHOR),
        (("Les auteurs reçoivent une prime par PayPal.",), "fr", Cost.PAYS_AUTHOR),
        (("Los autores reciben una recompensa por PayPal.",), "es", Cost.PAYS_AUTHOR),
        (("Gli autori ricevono una ricompensa con PayPal.",), "it", Cost.PAYS_AUTHOR),
        (("Os autores recebem uma recompensa pelo PayPal.",), "pt", Cost.PAYS_AUTHOR),
        (("Auteurs ontvangen een beloning via PayPal.",), "nl", Cost.PAYS_AUTHOR),
        (("Autorzy otrzymują nagrodę przez PayPal.",), "pl", Cost.PAYS_AUTHOR),
        (("Contributors receive gift cards by PayPal.",), "en", Cost.PAYS_AUTHOR),
        (("You get a bonus for each contribution, by PayPal.",), "en", Cost.PAYS_AUTHOR),
        (("Authors receive no reward.",), "en", Cost.UNKNOWN),
        (("Every guest post is proofread before publication.",), "en", Cost.UNKNOWN),
        (("Contributions may be shortened before publication.",), "en", Cost.UNKNOWN),
        (("We check all submitted articles for plagiarism before publication.",), "en", Cost.UNKNOWN),
        (("Guest posts must be paid before publication.",), "en", Cost.PAID),
        (("Articles need two photos that are royalty-free.",), "en", Cost.UNKNOWN),
        (("Add royalty free images to your guest post.",), "en", Cost.UNKNOWN),
        (("Les images de votre article doivent respecter les droits d'auteur.",), "fr", Cost.UNKNOWN),
        (("Contributors keep the royalties of the article.",), "en", Cost.PAYS_AUTHOR),
        (("If your text is a sponsored post, contact us beforehand.",), "en", Cost.UNKNOWN),
        (("Wenn Sie uns einen gesponserten Artikel senden, schreiben Sie uns vorher.",), "de", Cost.UNKNOWN),
        (("Si vous nous envoyez un article sponsorisé, écrivez-nous avant.",), "fr", Cost.UNKNOWN),
        (("Si envías un artículo patrocinado, escríbenos antes.",), "es", Cost.UNKNOWN),
        (("Se ci invii un articolo sponsorizzato, scrivici prima.",), "it", Cost.UNKNOWN),
        (("If you plan a sponsored post, you can book three formats.",), "en", Cost.SPONSORED),
        (("Prueba nuestra herramienta sin coste.",), "es", Cost.UNKNOWN),
        (("Testez notre logiciel sans frais pendant dix jours.",), "fr", Cost.UNKNOWN),
        (("Puoi provare il programma senza costi.",), "it", Cost.UNKNOWN),
        (("Experimente o aplicativo sem custo.",), "pt", Cost.UNKNOWN),
        (("Probeer het programma zonder kosten.",), "nl", Cost.UNKNOWN),
        (("Wypróbuj program bez opłat.",), "pl", Cost.UNKNOWN),
        (("Test the tool free of charge for ten days.",), "en", Cost.UNKNOWN),
        (("Publicar tu artículo es sin coste.",), "es", Cost.FREE),
        (("Nous publions votre article sans frais.",), "fr", Cost.FREE),
        (("Pubblichiamo il tuo articolo senza costi.",), "it", Cost.FREE),
        (("Two links per article are allowed.",), "en", Cost.UNKNOWN),
        (("Check that the images are free to use in your article.",), "en", Cost.UNKNOWN),
        (("Añade fotos gratuitas a tu texto.",), "es", Cost.UNKNOWN),
        (("Bitte nur kostenfreie Fotos im Beitrag verwenden.",), "de", Cost.UNKNOWN),
        (("Usate immagini gratuite nel vostro articolo.",), "it", Cost.UNKNOWN),
        (("Publishing an article with images is free.",), "en", Cost.FREE),
        (("# Pay", "$40 to $90."), "en", Cost.PAYS_AUTHOR),
        (("# Compensation:", "£60"), "en", Cost.PAYS_AUTHOR),
        (("# Price", "$40 per guest post."), "en", Cost.PAID),
        (("Isto não é um emprego, um estágio ou uma atividade remunerada.",), "pt", Cost.UNKNOWN),
        (("No es un empleo, unas prácticas ni una actividad remunerada.",), "es", Cost.UNKNOWN),
        (("Ce n'est pas un emploi, un stage ou une activité rémunérée.",), "fr", Cost.UNKNOWN),
        (("Non è un impiego, uno stage o un'attività retribuita.",), "it", Cost.UNKNOWN),
        (("This is not a hobby, and we pay every writer.",), "en", Cost.PAYS_AUTHOR),
    ],
)
def test_a_page_says_who_pays(lines: tuple[str, ...], language: str, cost: Cost) -> None:
    assert read_money(reading(*lines, language=language)).cost is cost


def test_the_words_that_say_so_are_kept() -> None:
    found = read_money(reading("Hello.", "We charge $50 per post."))
    assert [(item.signal, item.quote) for item in found.evidence] == [("cost_paid", "We charge $50 per post.")]
    assert found.price == Price(50.0, "USD", "post")


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("$1,250.50", Price(1250.5, "USD")),
        ("from 150,- EUR", Price(150.0, "EUR")),
        ("€ 90 per link", Price(90.0, "EUR", "link")),
        ("£0.10 per word", Price(0.1, "GBP", "word")),
        ("50 zł", Price(50.0, "PLN")),
        ("₹2,999", Price(2999.0, "INR")),
        ("R$ 80", Price(80.0, "BRL")),
        ("1500 words", None),
        ("in 2026", None),
    ],
)
def test_a_price_is_read_with_currency_and_unit(text: str, price: Price | None) -> None:
    assert price_in(reading(text).statements[0]) == price
