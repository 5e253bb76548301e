"""What sort of answer a page is."""

from collections.abc import Callable

import pytest

from linkfinder.analysis.page_class import classify, markers
from linkfinder.model.page import Page, PageClass

Read = Callable[..., Page]

NOTICES = [
    ("Page not found", "The page you are looking for does not exist.", PageClass.SOFT_404),
    ("404 | The Island Post", "Nothing here.", PageClass.SOFT_404),
    ("Seite nicht gefunden", "Die gesuchte Seite existiert leider nicht.", PageClass.SOFT_404),
    ("Page introuvable", "La page demandée n'existe plus.", PageClass.SOFT_404),
    ("Página no encontrada", "Lo sentimos.", PageClass.SOFT_404),
    ("Página não encontrada", "Volte ao início.", PageClass.SOFT_404),
    ("Pagina non trovata", "Torna alla home.", PageClass.SOFT_404),
    ("Pagina niet gevonden", "Ga naar de homepage.", PageClass.SOFT_404),
    ("Nie znaleziono strony", "Strona nie istnieje.", PageClass.SOFT_404),
    ("Sidan hittades inte", "Gå till startsidan.", PageClass.SOFT_404),
    ("Siden blev ikke fundet", "Gå til forsiden.", PageClass.SOFT_404),
    ("Siden ble ikke funnet", "Gå til forsiden.", PageClass.SOFT_404),
    ("Sivua ei löytynyt", "Palaa etusivulle.", PageClass.SOFT_404),
    ("Stránka nenalezena", "Zpět domů.", PageClass.SOFT_404),
    ("Az oldal nem található", "Vissza a főoldalra.", PageClass.SOFT_404),
    ("Pagina nu a fost găsită", "Înapoi.", PageClass.SOFT_404),
    ("Страница не найдена", "Вернуться на главную.", PageClass.SOFT_404),
    ("Сторінку не знайдено", "На головну.", PageClass.SOFT_404),
    ("Sayfa bulunamadı", "Ana sayfaya dönün.", PageClass.SOFT_404),
    ("ページが見つかりません", "トップへ戻る", PageClass.SOFT_404),
    ("页面不存在", "返回首页", PageClass.SOFT_404),
    ("Server", "503 Service Unavailable", PageClass.SOFT_404),
    ("islandpost.example", "This domain is for sale. Make an offer.", PageClass.PARKED),
    ("islandpost.example domain for sale", "A name with a view.", PageClass.PARKED),
    ("harbour-lamps.example is for sale", "Ask us for a price.", PageClass.PARKED),
    ("The domain harbour-lamps.example is for sale", "Get a quote.", PageClass.PARKED),
    ("harbour-lamps.example | Domain name available", "Contact the seller.", PageClass.PARKED),
    ("Buy harbour-lamps.example today", "A short name.", PageClass.PARKED),
    ("hafenlampen.example jetzt sichern!", "Eine starke Adresse.", PageClass.PARKED),
    ("lampes-du-port.example est à vendre", "Faites une offre.", PageClass.PARKED),
    ("lamparas.example está en venta", "Haga una oferta.", PageClass.PARKED),
    ("havenlampen.example is te koop", "Doe een bod.", PageClass.PARKED),
    ("dengta.example", "该域名可转让，有意者请联系", PageClass.PARKED),
    ("dengta.example 域名已过期", "请联系注册商", PageClass.PARKED),
    ("401 Authorization Required", "nginx", PageClass.SOFT_404),
    ("403", "Go home", PageClass.SOFT_404),
    ("", "You don't have permission to access this folder.", PageClass.SOFT_404),
    ("Zugriff verweigert", "Bitte melden Sie sich.", PageClass.SOFT_404),
    ("Доступ запрещён", "Вернитесь на главную.", PageClass.SOFT_404),
    ("Lỗi 404", "Trang bạn đang tìm đã bị xoá.", PageClass.SOFT_404),
    ("ไม่พบหน้าเว็บ", "กลับหน้าแรก", PageClass.SOFT_404),
    ("Laman tidak ditemukan", "Kembali ke beranda.", PageClass.SOFT_404),
    ("Маяк", "Сторінка, яку ви шукаєте, зникла.", PageClass.SOFT_404),
    ("Φάρος", "Η σελίδα που ψάχνετε χάθηκε.", PageClass.SOFT_404),
    ("מגדלור", "העמוד המבוקש אינו כאן.", PageClass.SOFT_404),
    ("दीपस्तंभ", "यह पेज उपलब्ध नहीं है", PageClass.SOFT_404),
    ("Inselpost", "Diese Domain steht zum Verkauf.", PageClass.PARKED),
    ("", "Este dominio está en venta", PageClass.PARKED),
    ("", "Domena jest na sprzedaż", PageClass.PARKED),
    ("Account Suspended", "This account has been suspended.", PageClass.SUSPENDED),
    ("", "Compte suspendu", PageClass.SUSPENDED),
    ("Konto gesperrt", "Bitte wenden Sie sich an uns.", PageClass.SUSPENDED),
    ("Coming soon", "Something nice.", PageClass.PLACEHOLDER),
    ("Welcome to nginx!", "Thank you for using nginx.", PageClass.PLACEHOLDER),
    ("The Island Post", "Our website is coming soon.", PageClass.PLACEHOLDER),
    ("Wartungsarbeiten", "Wir sind bald zurück.", PageClass.PLACEHOLDER),
    ("En construction", "Revenez plus tard.", PageClass.PLACEHOLDER),
]


@pytest.mark.parametrize(("title", "text", "page_class"), NOTICES)
def test_a_notice_is_no_page(title: str, text: str, page_class: PageClass) -> None:
    assert classify(title, (), text, len(text.split()))[0] is page_class


ARTICLE = "How harbours keep their timetables when the fog comes in and nobody sees the pier any more. " * 40


@pytest.mark.parametrize(
    ("title", "headings", "text"),
    [
        (
            "How to fix a 404 page not found error",
            ("Why pages are not found", "What to do"),
            "Page not found. " + ARTICLE,
        ),
        (
            "Our domain is for sale, and other bad news",
            ("A letter",),
            "This domain is for sale, somebody wrote. " + ARTICLE,
        ),
        ("Under construction: the new pier", ("Under construction: the new pier",), ARTICLE),
        ("Coming soon to the island cinema", ("Coming soon to the island cinema",), ARTICLE),
        ("The lost harbour | The Island Post", ("The lost harbour",), ARTICLE),
        ("Ferry maintenance and repair", ("Ferry maintenance and repair",), "We repair ferries. Call us."),
        ("403 steps to the lighthouse", ("403 steps",), "Count them with us. We walk on Sundays."),
        ("What we sell at lamps.example", ("Buy lamps at lamps.example",), "Lamps for ships and piers."),
        ("Permission slips", ("Permission slips",), "Parents sign them before the trip."),
        ("Groups", ("Startups and groups",), "Backups, pickups, groups."),
        ("Sheep", ("Sheep",), "A house for sale by the pier."),
        ("Contact", ("Contact",), "Write to us."),
        ("", (), ""),
    ],
)
def test_a_page_that_uses_such_words_is_normal(title: str, headings: tuple[str, ...], text: str) -> None:
    assert classify(title, headings, text, len(text.split())) == (PageClass.NORMAL, "")


KEEPER = "The keeper writes down the wind, the tide and every boat that passes. "


@pytest.mark.parametrize(
    ("title", "headings", "text", "url"),
    [
        (
            "Coming Soon",
            ("Coming Soon", "Episodes"),
            "A podcast about films. Listen to all episodes. " + KEEPER * 3,
            "",
        ),
        ("Coming Soon | Harbour Radio", ("Coming Soon",), "Two friends talk about films. " + KEEPER * 20, ""),
        ("Domain parking | Host Help", ("Domain parking",), "Show “This domain is parked” instead. " + KEEPER * 9, ""),
        ("What is a parked domain?", ("Parked domain",), "A page says: this domain is parked. " + KEEPER * 7, ""),
        ("Domain parking", ("Domain parking",), "You can point a name at our page. " + KEEPER * 40, ""),
        ("Maintenance mode", ("Maintenance mode", "Save"), "Close the shop for a while. " + KEEPER * 14, ""),
        ("Maintenance mode", ("Maintenance mode",), "Tick the box. " + KEEPER * 2, "https://shop.example/docs/mode"),
        ("Wartungsmodus - Einstellungen", ("Wartungsmodus",), "Schalten Sie den Laden ab. " + KEEPER * 2, ""),
        ("Lost | Island Films", ("Lost",), ARTICLE, ""),
    ],
)
def test_a_page_whose_subject_has_such_a_name_is_normal(
    title: str, headings: tuple[str, ...], text: str, url: str
) -> None:
    assert classify(title, headings, text, len(text.split()), url) == (PageClass.NORMAL, "")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("lamps.example", "There is no website here yet. Log in to cPanel to begin."),
        ("lamps.example", "Diese Seite wurde automatisch erstellt. Laden Sie Ihre Dateien mit FTP in Ihren Webspace."),
        ("Bravo", "L'espace web a bien été créé. Votre hébergement vous attend."),
        ("lamps.example", "El sitio se ha creado correctamente. Cambie el archivo index.html."),
        ("Olá", "Este site ainda não possui conteúdo. Acesse o painel de controle."),
        ("lamps.example", "Lo spazio è stato attivato correttamente. Carichi index.php nel suo spazio web."),
        ("lamps.example", "Er is nog geen website. Gebruik DirectAdmin."),
        ("lamps.example", "Usuń ten plik i wgraj swoje na serwer WWW."),
        ("lamps.example", "Сайт только что создан. Войдите в панель управления."),
        ("lamps.example", "Henüz içerik eklenmedi. Plesk ile başlayın."),
        ("lamps.example", "Trang này chưa có nội dung. Hãy mở DirectAdmin."),
        ("lamps.example", "网站创建成功，请登录控制面板。"),
        ("lamps.example", "まだコンテンツがありません。レンタルサーバーの設定をご覧ください。"),
    ],
)
def test_a_hosting_companys_default_page_is_known_by_its_structure(title: str, text: str) -> None:
    assert classify(title, (), text, len(text.split()))[0] is PageClass.PLACEHOLDER


@pytest.mark.parametrize(
    ("title", "text", "url"),
    [
        ("Lamps", "If you are the owner of this website, tell us about your lamp.", ""),
        ("Our servers", "We rent web hosting with cPanel, FTP and mail.", ""),
        ("How to begin", "Delete this file by FTP when your site is ready.", ""),
        ("First steps", "Delete this file by FTP when your site is ready.", "https://host.example/help/first-steps"),
    ],
)
def test_half_of_a_default_page_or_help_with_one_is_normal(title: str, text: str, url: str) -> None:
    assert classify(title, (), text, len(text.split()), url) == (PageClass.NORMAL, "")


@pytest.mark.parametrize(
    ("title", "headings", "text", "page_class"),
    [
        ("The Harbour Podcast", ("Coming soon",), "Our podcast starts in May.", PageClass.PLACEHOLDER),
        ("Account suspended", ("Why do I see this page?",), "This account has been suspended.", PageClass.SUSPENDED),
        ("Help", ("This domain is parked",), "This domain is parked.", PageClass.PARKED),
    ],
)
def test_a_notice_that_has_such_words_too_is_a_notice(
    title: str, headings: tuple[str, ...], text: str, page_class: PageClass
) -> None:
    assert classify(title, headings, text, len(text.split()))[0] is page_class


def test_a_notice_with_articles_below_it_is_still_a_notice() -> None:
    text = "Page not found. " + ARTICLE[:1_500]
    assert classify("Page not found | The Island Post", ("Page not found", "News"), text, 300)[0] is PageClass.SOFT_404


def test_the_address_confirms_a_weak_sign() -> None:
    text = "We are sorry for that. " * 30
    title = "Oops, page not found, sorry for that"
    assert classify(title, (), text, 150)[0] is PageClass.NORMAL
    assert classify(title, (), text, 150, "https://news.example/404.html")[0] is PageClass.SOFT_404


def test_the_words_that_decided_are_told() -> None:
    assert classify("", (), "This domain is for sale", 5) == (PageClass.PARKED, "this domain is for sale")


def test_menus_and_footers_do_not_make_a_notice(read: Read, text: str) -> None:
    page = read(f'<nav><a href="/x">Error 404</a></nav><p>{text}</p><footer>Page not found? Write to us.</footer>')
    assert page.page_class is PageClass.NORMAL


def test_a_parking_service_gives_itself_away_by_its_script(read: Read) -> None:
    page = read("<p>Related searches</p>", head='<script src="//www.google.com/adsense/domains/caf.js"></script>')
    assert (page.page_class, page.class_reason) == (PageClass.PARKED, "a parking service's script")


def test_every_marker_is_folded_and_said_once_a_class() -> None:
    seen = [(marker.phrase, marker.page_class, marker.is_whole) for marker in markers()]
    assert all(phrase and phrase == phrase.strip() for phrase, _, _ in seen)
    assert len({marker.page_class for marker in markers()}) == 4


def test_every_phrase_is_known_where_it_is_the_whole_title() -> None:
    unknown = [marker.phrase for marker in markers() if classify(marker.phrase, (), "", 3)[0] is PageClass.NORMAL]
    assert unknown == []


def test_a_phrase_is_known_beside_letters_of_a_script_without_spaces() -> None:
    title, heading = "お知らせpage not found", "ページpage not found"
    assert classify(title, (heading,), "", 3)[0] is PageClass.SOFT_404
