"""Bodies no editor ever wrote: odd encodings, monstrous markup, files under false names, addresses of all sorts."""

import socket
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from linkfinder.linkcheck.check import check_links
from linkfinder.linkcheck.settings import LinkCheckSettings
from linkfinder.model.check import LinkCheck, Verdict
from linkfinder.net.proxies import Proxies
from tests.linkcheck.hostile import Asked, Web, not_found, page, pages, redirect, reply

Check = Callable[..., LinkCheck]
GONE = "<!doctype html><html><head><title>{title}</title></head><body><h1>{title}</h1><p>404</p></body></html>"
SORRY = {
    "en": "Page not found",
    "de": "Seite nicht gefunden",
    "fr": "Page introuvable",
    "es": "Página no encontrada",
    "pt": "Página não encontrada",
    "it": "Pagina non trovata",
    "nl": "Pagina niet gevonden",
    "pl": "Nie znaleziono strony",
    "sv": "Sidan hittades inte",
    "da": "Siden blev ikke fundet",
    "cs": "Stránka nenalezena",
    "ru": "Страница не найдена",
    "tr": "Sayfa bulunamad\u0131",
    "ja": "ページが見つかりません",
    "zh": "页面不存在",
    "ko": "페이지를 찾을 수 없습니다",
}


@pytest.mark.parametrize("language", sorted(SORRY))
def test_18_sorry_is_understood_in_many_languages(web: Web, check: Check, language: str) -> None:
    body = GONE.format(title=SORRY[language])
    found = check(web.host(lambda _asked, _wire: reply(body, kind="text/html; charset=utf-8")) + "/teeth")
    assert (found.verdict, found.reason) == (Verdict.SOFT_404, "not_found_words")


@pytest.mark.parametrize(
    ("encoding", "kind"),
    [
        ("latin-1", "text/html"),
        ("cp1252", "text/html; charset=windows-1252"),
        ("utf-16", "text/html"),
        ("utf-8", "text/html; charset=no-such-thing"),
        ("utf-8-sig", "text/html; charset=iso-8859-1"),
    ],
)
def test_29_an_error_in_any_encoding_is_read(web: Web, check: Check, encoding: str, kind: str) -> None:
    body = GONE.format(title="Página no encontrada").encode(encoding)
    found = check(web.host(lambda _asked, _wire: reply(body, kind=kind)) + "/teeth")
    assert found.verdict is Verdict.SOFT_404


def test_30_bytes_that_are_no_text_do_no_harm(web: Web, check: Check) -> None:
    body = page("teeth").encode().replace(b"teeth", b"te\x00eth \xed\xa0\x80 \xff\xfe")
    assert check(web.host(pages({"/x": reply(body)})) + "/x").verdict is Verdict.ALIVE


MONSTERS = {
    "200,000 nested tags": "<div>" * 200_000,
    "2 MB in one line": "<p>" + "teeth " * 350_000,
    "200,000 links": "<a href=/x>teeth</a>" * 200_000,
    "a 5 MB attribute": '<a href="' + "x" * 5_000_000 + '">teeth</a>',
    "300,000 attributes": "<p " + "a " * 300_000 + ">teeth</p>",
    "an open comment": "<!--" + "teeth " * 300_000,
    "an open script": "<script>" + "teeth " * 300_000,
}


@pytest.mark.parametrize("name", MONSTERS)
def test_31_monstrous_markup_is_alive_and_delays_no_other(web: Web, check: Check, name: str) -> None:
    body = f"<!doctype html><html><head><title>teeth</title></head><body><h1>teeth</h1>{MONSTERS[name]}"
    found = check(web.host(pages({"/teeth": reply(body)})) + "/teeth")
    assert found.verdict is Verdict.ALIVE


@pytest.mark.parametrize("base", ["javascript:alert(1)", "http://[::1", "http://10.0.0.1/", "//x"])
def test_32_a_hostile_base_changes_nothing(web: Web, check: Check, base: str) -> None:
    body = page("teeth", extra=f'<base href="{base}"><link rel="canonical" href="teeth">')
    assert check(web.host(pages({"/teeth": body})) + "/teeth").verdict is Verdict.ALIVE


@pytest.mark.parametrize(
    ("href", "reason"),
    [
        ("javascript:void(0)", "bad_scheme"),
        ("mailto:editor@blog.example", "bad_scheme"),
        ("tel:+49123", "bad_scheme"),
        ("#top", "bad_url"),
        ("", "bad_url"),
        ("http://[::1", "bad_url"),
        ("http://blog.example:0/", "bad_port"),
        ("http://blog.example:99999/", "bad_url"),
        ("http://blog.example/" + "x" * 65_536, "bad_url"),
        ("http://127.0.0.1:25/", "private_address"),
        ("http://mail.example:25/", "bad_port"),
    ],
)
def test_33_urls_that_cannot_be_opened_are_refused_with_a_reason(
    settings: LinkCheckSettings, check: Check, href: str, reason: str
) -> None:
    found = check(href, networks=LinkCheckSettings().networks, look_up=lambda _host: ["8.8.8.8"])
    assert (found.url, found.verdict, found.reason) == (href, Verdict.REFUSED, reason)
    assert found.note


def test_33_odd_ways_to_write_an_address_reach_the_page(web: Web, check: Check) -> None:
    site = web.host(pages({"/white%20teeth": page("teeth")}))
    bare = site.removeprefix("http://")
    for href in (
        f"{site}/white teeth",
        f" {site}/white%20teeth\n",
        f"http:\\\\{bare}\\white teeth",
        f"{site}/white%20teeth#x",
    ):
        found = check(href)
        assert (found.url, found.verdict) == (href, Verdict.ALIVE)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"%PDF-1.7 page not found", "text/html"),
        (b"\x89PNG\r\n\x1a\n page not found", "text/html"),
        (b"PK\x03\x04 page not found", "application/octet-stream"),
        (page("teeth").encode(), "application/octet-stream"),
        (b'{"title": "page not found"}', "application/json"),
    ],
)
def test_34_files_are_no_pages_whatever_they_are_called(web: Web, check: Check, body: bytes, kind: str) -> None:
    assert check(web.host(lambda _asked, _wire: reply(body, kind=kind)) + "/teeth").verdict is Verdict.ALIVE


def test_35_an_empty_page_is_alive_and_said_to_be_empty(web: Web, check: Check) -> None:
    found = check(web.host(lambda _asked, _wire: reply("")) + "/teeth")
    assert (found.verdict, found.reason) == (Verdict.ALIVE, "empty_page")


def test_a_page_that_scripts_fill_is_not_judged_by_its_shell(web: Web, check: Check) -> None:
    shell = "<!doctype html><html><head><title>App</title></head><body><div id=root></div><script src=/a.js></script>"
    found = check(web.host(lambda _asked, _wire: reply(shell)) + "/guides/implants")
    assert (found.verdict, found.reason) == (Verdict.ALIVE, "needs_browser")


def test_a_domain_that_became_a_casino_is_hijacked(web: Web, check: Check) -> None:
    casino = page("Slot gacor dan judi online terpercaya")
    found = check(web.host(lambda _asked, _wire: reply(casino)) + "/guides/implants")
    assert (found.verdict, found.reason) == (Verdict.HIJACKED, "hijacked_topic")


@pytest.mark.parametrize("slip", [").", ",", "%20", '"', "%E2%80%9D", "'>"])
def test_a_slip_of_the_pen_in_the_href_is_said_so(web: Web, check: Check, slip: str) -> None:
    site = web.host(pages({"/teeth": page("teeth")}))
    found = check(f"{site}/teeth{slip}")
    assert (found.verdict, found.reason, found.final_url) == (Verdict.ALIVE, "typo_in_href", f"{site}/teeth")
    assert "typing error" in found.note


def test_a_page_that_lives_with_a_slash_is_not_called_dead(web: Web, check: Check) -> None:
    site = web.host(pages({"/teeth/": page("teeth")}))
    found = check(f"{site}/teeth")
    assert (found.verdict, found.reason, found.chain) == (Verdict.ALIVE, "variant_slash", (f"{site}/teeth/",))


def test_a_bare_domain_that_is_gone_while_www_lives_is_not_called_dead(web: Web, check: Check) -> None:
    site = web.host(pages({"/teeth": page("teeth")}))
    ip, _, port = site.removeprefix("http://").partition(":")

    def lookup(host: str) -> Sequence[str]:
        if host in {"www.clinic.com", "example.com"}:
            return [ip]
        raise socket.gaierror(socket.EAI_NONAME, "no")

    found = check(f"http://clinic.com:{port}/teeth", look_up=lookup)
    assert (found.verdict, found.reason) == (Verdict.ALIVE, "variant_www")


def through(web: Web, answer: Callable[[Asked, socket.socket], bytes]) -> Proxies:
    return Proxies.from_environ({"http_proxy": web.host(answer)})


def test_a_proxy_is_asked_by_name_and_its_private_address_is_its_own(web: Web, check: Check) -> None:
    proxies = through(web, lambda asked, _wire: reply(page(f"teeth at {asked.path}")))
    found = check("http://clinic.example/teeth", proxies=proxies, networks=LinkCheckSettings().networks)
    assert found.verdict is Verdict.ALIVE
    assert any(seen.asked.path == "http://clinic.example/teeth" for seen in web.seen)


def test_a_proxy_does_not_open_private_addresses(web: Web, check: Check) -> None:
    proxies = through(web, lambda _asked, _wire: reply(page("teeth")))
    found = check("http://10.0.0.1/teeth", proxies=proxies, networks=LinkCheckSettings().networks)
    assert found.reason == "private_address"


def test_a_redirect_behind_a_proxy_keeps_to_the_rules(web: Web, check: Check) -> None:
    proxies = through(web, lambda _asked, _wire: redirect("http://0x7f.1/"))
    found = check("http://clinic.example/teeth", proxies=proxies, networks=LinkCheckSettings().networks)
    assert found.reason == "private_address"


def test_what_a_proxy_says_for_a_host_it_cannot_reach_is_not_the_hosts_answer(web: Web, check: Check) -> None:
    errors = {
        "proxy_error": reply("no way", "502 Bad Gateway"),
        "dns_nxdomain": reply("Name Error: The domain name does not exist.", "503 No", "X-Squid-Error: ERR_DNS_FAIL 0"),
    }
    for reason, error in errors.items():
        found = check("http://clinic.example/teeth", proxies=through(web, lambda _asked, _wire, error=error: error))  # type: ignore[misc]
        assert found.reason == reason


def test_a_proxy_that_is_down_kills_no_link(check: Check, web: Web) -> None:
    proxies = Proxies.from_environ({"all_proxy": f"http://{web.new_ip()}:9"})
    for url in ("http://clinic.example/teeth", "https://clinic.example/teeth"):
        found = check(url, proxies=proxies)
        assert (found.verdict, found.reason) == (Verdict.UNKNOWN, "proxy_failed")


def test_every_distinct_address_gets_one_answer(web: Web, settings: LinkCheckSettings) -> None:
    site = web.host(pages({"/teeth": page("teeth")}))
    urls = [f"{site}/teeth", "javascript:x", f"{site}/teeth", f"{site}/gone", "", "http://nobody.invalid/"]
    found = [check.url for check in check_links(urls, settings)]
    assert sorted(found) == sorted(set(urls))


def test_a_run_can_be_broken_off_at_any_time(web: Web, settings: LinkCheckSettings) -> None:
    def silent(_asked: Asked, _wire: socket.socket) -> None:
        web.stall(10)

    alive = web.host(pages({f"/{number}": page(f"teeth {number}") for number in range(50)}))
    urls = [*(f"{alive}/{number}" for number in range(50)), *(web.host(silent) + "/x" for _ in range(20))]
    run = check_links(urls, replace(settings, concurrency=10))
    assert next(run).verdict is Verdict.ALIVE
    run.close()  # type: ignore[attr-defined]
    assert next(run, None) is None


def test_a_page_that_breaks_the_judge_stops_no_other(
    web: Web, settings: LinkCheckSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(_answer: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr("linkfinder.linkcheck.redirect_chain.read_page_summary", breaks)
    site, gone = web.host(pages({"/teeth": page("teeth")})), web.host(not_found)
    found = {check.url: check.reason for check in check_links([f"{site}/teeth", "http://nobody.invalid/"], settings)}
    assert found == {f"{site}/teeth": "not_judged", "http://nobody.invalid/": "dns_nxdomain"}
    assert gone
