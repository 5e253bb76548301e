"""Redirects: in circles, without end, into private networks, to other schemes, to the home page, to other sites."""

import socket
from collections.abc import Callable, Sequence

import pytest

from linkfinder.model.check import LinkCheck, Verdict
from linkfinder.net.networks import Networks
from tests.linkcheck.hostile import Asked, Web, page, pages, redirect, reply

Check = Callable[..., LinkCheck]
TEETH = page("teeth")


def ip_of(site: str) -> str:
    return site.partition("://")[2].partition(":")[0]


def test_20_a_redirect_to_itself_that_wants_a_cookie_gets_one(web: Web, check: Check) -> None:
    def wants_cookie(asked: Asked, _wire: socket.socket) -> bytes:
        if "seen=1" in asked.headers.get("cookie", ""):
            return reply(TEETH)
        return redirect(asked.path, "302 Found", "Set-Cookie: seen=1; Path=/")

    site = web.host(wants_cookie)
    found = check(site + "/teeth")
    assert (found.verdict, found.chain) == (Verdict.ALIVE, ())
    assert len(web.asked(ip_of(site))) == 2


def test_20_a_redirect_to_itself_for_ever_is_a_loop(web: Web, check: Check) -> None:
    site = web.host(lambda asked, _wire: redirect(asked.path, "302 Found", "Set-Cookie: seen=1"))
    found = check(site + "/teeth")
    assert (found.verdict, found.reason) == (Verdict.UNKNOWN, "redirect_loop")


def test_20_cookies_go_only_to_the_host_that_set_them(web: Web, check: Check) -> None:
    other = web.host(pages({"/teeth": TEETH}))

    def sends_on(asked: Asked, _wire: socket.socket) -> bytes:
        if "secret=1" in asked.headers.get("cookie", ""):
            return redirect(other + "/teeth")
        return redirect(asked.path, "302 Found", "Set-Cookie: secret=1")

    assert check(web.host(sends_on) + "/teeth").verdict is Verdict.ALIVE
    assert all("cookie" not in asked.headers for asked in web.asked(ip_of(other)))


def test_21_a_circle_of_two_ends_with_its_chain(web: Web, check: Check) -> None:
    site = web.host(pages({"/a": redirect("/b"), "/b": redirect("/a")}))
    found = check(site + "/a")
    assert (found.verdict, found.reason, found.chain) == (Verdict.UNKNOWN, "redirect_loop", (f"{site}/b",))


def test_21_a_chain_of_fifty_stops_at_ten(web: Web, check: Check) -> None:
    site = web.host(lambda asked, _wire: redirect(f"/{int(asked.path[1:]) + 1}" if asked.path != "/50" else "/"))
    found = check(site + "/0")
    assert (found.verdict, found.reason) == (Verdict.UNKNOWN, "too_many_redirects")
    assert len(found.chain) == 10


def test_21_a_chain_of_nine_is_followed_and_reported(web: Web, check: Check) -> None:
    steps: dict[str, str | bytes] = {f"/teeth{number}": redirect(f"/teeth{number + 1}") for number in range(9)}
    site = web.host(pages(steps | {"/teeth9": TEETH}))
    found = check(site + "/teeth0")
    assert (found.verdict, len(found.chain), found.final_url) == (Verdict.ALIVE, 9, f"{site}/teeth9")


def test_22_a_deep_page_that_leads_home_is_dead(web: Web, check: Check) -> None:
    site = web.host(pages({"/": page("Our practice")}, otherwise=redirect("/")))
    found = check(site + "/guides/implants")
    assert (found.verdict, found.reason, found.final_url) == (Verdict.REDIRECT_HOME, "redirects_to_home", f"{site}/")
    assert found.confidence >= 0.8


@pytest.mark.parametrize("path", ["/index.html", "/en/", "/home", "/en-us/index.php"])
def test_22_a_front_door_that_leads_home_is_alive(web: Web, check: Check, path: str) -> None:
    site = web.host(pages({"/": page("Our practice"), path: redirect("/")}))
    assert check(site + path).verdict is Verdict.ALIVE


def test_22_a_page_with_a_new_address_is_alive(web: Web, check: Check) -> None:
    site = web.host(pages({"/old/implants": redirect("/guides/implants"), "/guides/implants": page("implants")}))
    assert check(site + "/old/implants").verdict is Verdict.ALIVE


@pytest.mark.parametrize(
    "location",
    ["file:///etc/hosts", "ftp://files.example/x", "data:text/html,x", "javascript:alert(1)", "mailto:a@b.example"],
)
def test_23_other_schemes_are_not_followed_and_reported(web: Web, check: Check, location: str) -> None:
    found = check(web.host(lambda _asked, _wire: redirect(location)) + "/teeth")
    assert (found.verdict, found.reason) == (Verdict.REFUSED, "redirect_bad_scheme")


SPELLINGS = [
    "127.0.0.1",
    "10.0.0.1",
    "169.254.10.10",
    "[::1]",
    "[::ffff:7f00:1]",
    "[64:ff9b::7f00:1]",
    "2130706433",
    "017700000001",
    "0x7f000001",
    "127.1",
    "0.0.0.0",
    "localhost",
    "127.0.0.1.nip.example",
]


@pytest.mark.parametrize("host", SPELLINGS)
def test_24_no_socket_is_opened_to_a_private_address(web: Web, check: Check, host: str) -> None:
    trap = web.host(pages({"/": TEETH}), ip="127.0.0.1" if host != "0.0.0.0" else "")
    port = trap.rpartition(":")[2]
    public = web.host(lambda _asked, _wire: redirect(f"http://{host}:{port}/"))
    connections = len(web.connections)
    only = Networks.from_environ({"LINKFINDER_ALLOW_NETWORKS": f"{ip_of(public)}/32"})

    def lookup(_host: str) -> Sequence[str]:
        return ["127.0.0.1"]

    found = check(public + "/teeth", networks=only, look_up=lookup)
    assert (found.verdict, found.reason) == (Verdict.REFUSED, "private_address")
    assert set(web.connections[connections:]) == {ip_of(public)}


def test_25_the_address_that_was_checked_is_the_one_that_is_dialled(web: Web, check: Check) -> None:
    site = web.host(pages({"/teeth": TEETH}))
    port = site.rpartition(":")[2]
    answers = iter([[ip_of(site)], ["10.0.0.1"], ["10.0.0.1"]])
    found = check(f"http://rebinding.com:{port}/teeth", look_up=lambda _host: next(answers))
    assert found.verdict is Verdict.ALIVE
    assert len(web.asked(ip_of(site))) == 1


def test_25_of_several_addresses_only_the_public_ones_are_dialled(web: Web, check: Check) -> None:
    site = web.host(pages({"/teeth": TEETH}))
    port = site.rpartition(":")[2]
    found = check(f"http://mixed.com:{port}/teeth", look_up=lambda _host: ["10.0.0.1", ip_of(site)])
    assert found.verdict is Verdict.ALIVE


@pytest.mark.parametrize(
    ("location", "verdict"),
    [
        ("teeth", Verdict.ALIVE),
        ("/teeth", Verdict.ALIVE),
        ("//{host}/teeth", Verdict.ALIVE),
        (" /teeth ", Verdict.ALIVE),
        ("/white teeth", Verdict.ALIVE),
        ("/z\u00e4hne", Verdict.ALIVE),
        ("/teeth#roots", Verdict.ALIVE),
        ("", Verdict.UNKNOWN),
        ("http://[::1", Verdict.UNKNOWN),
        ("http://teeth.example:99999/", Verdict.UNKNOWN),
        ("http://", Verdict.UNKNOWN),
    ],
)
def test_26_a_location_is_read_as_browsers_do_or_reported(
    web: Web, check: Check, location: str, verdict: Verdict
) -> None:
    good = {"/teeth", "/white%20teeth", "/z%C3%A4hne", "/z%C3%83%C2%A4hne"}

    def answer(asked: Asked, _wire: socket.socket) -> bytes:
        if asked.path in good:
            return reply(TEETH)
        return redirect(location.format(host=asked.headers["host"]).encode().decode("latin-1"))

    assert check(web.host(answer) + "/old-teeth").verdict is verdict


def test_26_a_redirect_without_a_location_is_reported(web: Web, check: Check) -> None:
    found = check(web.host(lambda _asked, _wire: reply("", "302 Found")) + "/teeth")
    assert (found.verdict, found.reason) == (Verdict.UNKNOWN, "redirect_without_address")


def refresh(url: str) -> str:
    return page("One moment", words=5, extra=f'<meta http-equiv="refresh" content="0; url={url}">')


def test_27_a_meta_refresh_is_a_redirect_with_the_same_guards(web: Web, check: Check) -> None:
    site = web.host(pages({"/old-teeth": refresh("/teeth"), "/teeth": TEETH, "/gone": refresh("/nothing")}))
    alive = check(site + "/old-teeth")
    assert (alive.verdict, alive.chain) == (Verdict.ALIVE, (f"{site}/teeth",))
    assert check(site + "/gone").verdict is Verdict.DEAD_HTTP
    inward = check(web.host(pages({"/teeth": refresh("http://10.0.0.1/")})) + "/teeth")
    assert inward.reason == "private_address"


def test_27_refreshes_in_a_circle_end(web: Web, check: Check) -> None:
    site = web.host(pages({"/a": refresh("/b"), "/b": refresh("/a")}))
    assert check(site + "/a").reason == "redirect_loop"


def test_27_a_page_that_loads_itself_again_is_a_page(web: Web, check: Check) -> None:
    news = page("teeth", extra='<meta http-equiv="refresh" content="5;url=/teeth">')
    assert check(web.host(pages({"/teeth": news})) + "/teeth").verdict is Verdict.ALIVE


def test_28_nothing_about_the_reader_goes_along(web: Web, check: Check) -> None:
    other = web.host(pages({"/teeth": TEETH}))
    site = web.host(lambda _asked, _wire: redirect(other + "/teeth", "302 Found", "Set-Cookie: a=b"))
    assert check(site.replace("http://", "http://user:secret@") + "/teeth").verdict is Verdict.ALIVE
    for asked in [*web.asked(ip_of(site)), *web.asked(ip_of(other))]:
        assert not {"referer", "authorization", "cookie"} & set(asked.headers)


def test_a_redirect_to_an_unrelated_home_page_is_offsite(web: Web, check: Check) -> None:
    unrelated = web.host(pages({"/": page("Garden furniture")}))
    port = unrelated.rpartition(":")[2]
    old = web.host(lambda _asked, _wire: redirect(f"http://garden-chairs.com:{port}/"))
    names = {"old-clinic.com": ip_of(old), "garden-chairs.com": ip_of(unrelated)}
    found = check(f"http://old-clinic.com:{old.rpartition(':')[2]}/guides/implants", look_up=lambda host: [names[host]])
    assert (found.verdict, found.reason) == (Verdict.REDIRECT_OFFSITE, "redirects_to_other_site")


def test_a_site_under_a_new_name_is_alive(web: Web, check: Check) -> None:
    home = web.host(pages({"/": page("New Clinic, formerly oldclinic")}))
    port = home.rpartition(":")[2]
    old = web.host(lambda _asked, _wire: redirect(f"http://newclinic.com:{port}/"))
    names = {"oldclinic.com": ip_of(old), "newclinic.com": ip_of(home)}
    found = check(f"http://oldclinic.com:{old.rpartition(':')[2]}/guides/implants", look_up=lambda host: [names[host]])
    assert found.verdict is Verdict.ALIVE


def test_a_page_behind_a_login_is_gated(web: Web, check: Check) -> None:
    form = "<title>Sign in</title><form><input name=user><input type=password name=word></form>"
    site = web.host(pages({"/teeth": redirect("/login?next=/teeth"), "/login?next=/teeth": form}))
    found = check(site + "/teeth")
    assert (found.verdict, found.reason) == (Verdict.GATED, "login")
