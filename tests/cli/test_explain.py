import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from linkfinder.demo.internet import DemoInternet
from linkfinder.demo.site import load_sites
from linkfinder.demo.web import serve_demo
from tests.cli.conftest import Type

INVITATION = "http://gumline-weekly.example/write-for-us"
LIST = "http://guestpost-radar.example/dental-blogs-that-accept-guest-posts"
KEYS = [
    "id", "url", "language", "title", "published", "modified", "words", "contacts", "links", "mentions", "page_class",
    "risks", "opportunities", "rejected",
]  # fmt: skip
TERMS = {"kind", "state", "cost", "price", "min_words", "link_policy", "method", "confidence", "evidence"} | {
    "policy_risk",
    "waste_risk",
    "not_offered",
}
NICHE = str(Path(__file__).parents[2] / "linkfinder" / "demo" / "demo.toml")


@pytest.fixture(scope="module")
def internet() -> DemoInternet:
    return DemoInternet(load_sites(), date(2026, 11, 21))


@pytest.fixture
def proxied(internet: DemoInternet, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with serve_demo(internet) as server:
        monkeypatch.setenv("http_proxy", server.address)
        yield


def saved(internet: DemoInternet, folder: Path, url: str, name: str = "page.html") -> str:
    (folder / name).write_bytes(internet.answer(url).body)
    return name


def explained(typed: Type, folder: Path, *lines: str) -> list[dict[str, Any]]:
    (folder / "pages.jsonl").write_text("\n".join(lines), encoding="utf-8")
    ended = typed("explain", "--niche", NICHE, "--pages", "pages.jsonl", "--json")
    assert ended.code == 0, ended.err
    return [json.loads(line) for line in ended.out.splitlines()]


def test_the_json_of_a_page_has_the_keys_of_the_contract(typed: Type, folder: Path, internet: DemoInternet) -> None:
    saved(internet, folder, INVITATION)
    (line,) = explained(typed, folder, json.dumps({"id": "a", "url": INVITATION, "file": "page.html"}))
    assert list(line) == KEYS
    assert (line["id"], line["url"], line["language"], line["page_class"]) == ("a", INVITATION, "en", "normal")
    (opportunity,) = line["opportunities"]
    assert set(opportunity) == TERMS
    assert (opportunity["kind"], opportunity["state"], opportunity["min_words"]) == ("guest_post", "open", 800)
    assert {"kind": "email", "value": "editor@gumline-weekly.example", "found_by": "mailto"} in line["contacts"]


def test_the_signs_of_a_link_seller_stand_in_the_json_and_on_the_terminal(typed: Type, folder: Path) -> None:
    page = "<title>Write for us</title><h1>Write for us</h1><p>We accept guest posts in all niches. Email us at "
    page += "guestpost.deals@gmail.com. You get one dofollow backlink, at least 600 words.</p>"
    (folder / "page.html").write_text(page, encoding="utf-8")
    url = "http://anything.example/write-for-us"
    (line,) = explained(typed, folder, json.dumps({"id": "a", "url": url, "file": "page.html"}))
    assert {"followed_links", "link_reward", "any_subject", "seller_mailbox"} <= {
        each["name"] for each in line["risks"]
    }
    assert line["opportunities"][0]["policy_risk"] >= 65
    shown = typed("explain", "--niche", NICHE, "--url", url, "page.html").out
    assert "Risks" in shown
    assert "guestpost.deals@gmail.com" in shown


def test_a_rejected_page_has_its_reason(typed: Type, folder: Path, internet: DemoInternet) -> None:
    saved(internet, folder, LIST)
    (line,) = explained(typed, folder, json.dumps({"id": "a", "url": LIST, "file": "page.html"}))
    assert line["opportunities"] == []
    assert {"kind", "reason", "evidence"} == set(line["rejected"][0])


@pytest.mark.parametrize(
    "bad",
    [
        "no JSON at all",
        "[1, 2]",
        "[" * 100_000,
        '{"id": "x", "url": "http://a.example/"}',
        '{"id": "x", "url": 7, "file": "page.html"}',
        '{"id": "x", "url": "http://a.example/", "file": "none.html"}',
        '{"id": "x", "url": "http://a.example/", "file": "."}',
        '{"id": "x", "url": "http://a.example/", "file": "a\\u0000b"}',
    ],
)
def test_a_line_that_cannot_be_used_is_an_error_and_the_others_go_on(
    typed: Type, folder: Path, internet: DemoInternet, bad: str
) -> None:
    saved(internet, folder, INVITATION)
    good = json.dumps({"id": "good", "url": INVITATION, "file": "page.html"})
    first, second = explained(typed, folder, bad, good)
    assert first["error"]
    assert (second["id"], "error" in second) == ("good", False)


@pytest.mark.parametrize("url", ["index.html", "'http://a.example/write-for-us'", "", "http://[::1"])
def test_a_page_without_a_usable_address_is_judged_all_the_same(
    typed: Type, folder: Path, internet: DemoInternet, url: str
) -> None:
    saved(internet, folder, INVITATION)
    (line,) = explained(typed, folder, json.dumps({"id": "a", "url": url, "file": "page.html"}))
    assert (line["url"], len(line["opportunities"])) == (url, 1)


@pytest.mark.parametrize("body", [b"", b"\x00\xff" * 5000, b"<" * 20_000, "\ud800".encode("utf-8", "surrogatepass")])
def test_whatever_a_file_holds_it_yields_a_line(typed: Type, folder: Path, body: bytes) -> None:
    (folder / "page.html").write_bytes(body)
    (line,) = explained(typed, folder, '{"id": "a", "url": "http://a.example/", "file": "page.html"}')
    assert line["id"] == "a"


def test_the_terminal_shows_the_evidence(typed: Type, folder: Path, internet: DemoInternet) -> None:
    ended = typed("explain", "--niche", NICHE, "--url", INVITATION, saved(internet, folder, INVITATION))
    assert ended.code == 0
    for part in (
        "guest_post",
        "open",
        "We welcome guest posts",
        "editor@gumline-weekly.example",
        "relevance",
        "mailto",
    ):
        assert part in ended.out


def test_a_hostile_page_cannot_control_the_terminal(typed: Type, folder: Path) -> None:
    title = "\x1b]0;owned\x07 [red]x[/red] \u202eevil"
    html = f"<title>{title}</title><h1>Write for us</h1><p>We accept guest posts \x9b2J.</p>"
    (folder / "page.html").write_text(html, encoding="utf-8")
    shown = typed("explain", "--niche", NICHE, "page.html").out
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(shown)
    assert "[red]x[/red]" in shown


def test_an_address_is_fetched_and_explained(typed: Type, folder: Path, proxied: None) -> None:
    ended = typed("explain", "--niche", NICHE, "http://gumline.example/write-for-us")
    assert ended.code == 0
    assert INVITATION in ended.out


def test_an_address_that_robots_txt_forbids_is_not_fetched(typed: Type, folder: Path, proxied: None) -> None:
    ended = typed("explain", "--niche", NICHE, "http://secret-smiles.example/write-for-us")
    assert (ended.code, ended.out) == (1, "")
    assert "robots.txt forbids it" in ended.err


def test_an_address_that_answers_with_an_error_is_a_plain_error(typed: Type, folder: Path, proxied: None) -> None:
    ended = typed("explain", "--niche", NICHE, "http://sugar-watch.example/reports/hidden-sugar")
    assert ended.code == 1
    assert "HTTP 410" in ended.err


def test_one_page_or_a_list_must_be_named(typed: Type, folder: Path) -> None:
    assert typed("explain", "--niche", NICHE).code == 2
    assert typed("explain", "--niche", NICHE, "page.html", "--pages", "pages.jsonl").code == 2


def test_a_list_that_is_not_there_is_a_plain_error(typed: Type, folder: Path) -> None:
    ended = typed("explain", "--niche", NICHE, "--pages", "none.jsonl", "--json")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("none.jsonl: cannot be read")


def test_without_a_niche_the_only_one_is_used_and_named(typed: Type, folder: Path, internet: DemoInternet) -> None:
    name = saved(internet, folder, INVITATION)
    ended = typed("explain", name, "--url", INVITATION)
    assert ended.code == 0
    assert "Judged for the niche teeth" in ended.err


def test_without_a_niche_none_of_several_is_guessed(typed: Type, folder: Path, internet: DemoInternet) -> None:
    name = saved(internet, folder, INVITATION)
    typed("init", "roses")
    ended = typed("explain", name, "--url", INVITATION)
    assert ended.code == 2
    assert "name one with --niche: roses, teeth" in ended.err
    assert ended.out == ""


def test_without_any_niche_the_way_to_one_is_shown(typed: Type, folder: Path, internet: DemoInternet) -> None:
    name = saved(internet, folder, INVITATION)
    (folder / "niches" / "teeth.toml").unlink()
    ended = typed("explain", name, "--url", INVITATION)
    assert ended.code == 2
    assert "linkfinder init NAME" in ended.err


def test_links_that_are_not_shown_or_not_read_are_counted(typed: Type, folder: Path) -> None:
    menu = '<nav hidden><a href="/tides">Tides</a><a href="/winds">Winds</a></nav>'
    links = "".join(f'<a href="/ship/{number}">{number}</a> ' for number in range(5_004))
    (folder / "ships.html").write_text(f"<title>Ships</title>{menu}{links}", encoding="utf-8")
    ended = typed("explain", "--niche", NICHE, "--url", "http://ships.example/", "ships.html")
    assert ended.code == 0, ended.err
    assert "2 of them are not shown at first" in ended.out
    assert "6 more were not read" in ended.out
