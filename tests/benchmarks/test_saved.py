import json
from pathlib import Path

import pytest

from benchmarks.saved import SavedWeb


@pytest.fixture
def web(tmp_path: Path) -> SavedWeb:
    pages = [
        {"url": "http://teeth.example/write-for-us/", "file": "guestpost/html/a.html", "title": "Write & win"},
        {"url": "http://teeth.example/list?page=2", "file": "guestpost/html/b.html"},
        {"url": "http://gums.example/", "file": "guestpost/html/b.html"},
    ]
    labels = [{"id": "a", "accepts_guest_posts": "yes"}, {"id": "b", "accepts_guest_posts": "no"}]
    (tmp_path / "guestpost/html").mkdir(parents=True)
    for name in ("a", "b"):
        (tmp_path / f"guestpost/html/{name}.html").write_text(f"<h1>{name}</h1>")
    (tmp_path / "web.jsonl").write_text("\n".join(map(json.dumps, pages)))
    (tmp_path / "guestpost/labels.jsonl").write_text("\n".join(map(json.dumps, labels)))
    return SavedWeb(tmp_path / "web.jsonl")


def test_saved_pages_are_served_under_their_own_names(web: SavedWeb) -> None:
    assert web.answer("teeth.example", "/write-for-us") == (200, "text/html; charset=utf-8", b"<h1>a</h1>")
    assert web.answer("teeth.example", "/list?page=2")[2] == b"<h1>b</h1>"
    assert web.answer("gums.example", "/")[2] == b"<h1>b</h1>"


def test_what_was_not_saved_is_not_found_and_unknown_hosts_do_not_answer(web: SavedWeb) -> None:
    assert web.answer("teeth.example", "/list")[0] == 404
    assert web.answer("nobody.example", "/")[0] == 502


def test_a_host_without_a_home_page_gets_one_that_leads_to_its_pages_and_to_others(web: SavedWeb) -> None:
    status, _, body = web.answer("teeth.example", "/")
    assert status == 200
    assert '<a href="http://teeth.example/write-for-us/">Write &amp; win</a>' in str(body)
    assert '<a href="http://gums.example/">' in str(body)


def test_every_second_host_has_a_sitemap(web: SavedWeb) -> None:
    answers = [web.answer(host, "/sitemap.xml") for host in web.hosts]
    assert [answer[0] for answer in answers] == [200, 404]
    assert "<loc>http://" in str(answers[0][2])


def test_guest_post_pages_are_those_labelled_as_such(web: SavedWeb) -> None:
    assert web.guest_post_pages == {("teeth.example", "/write-for-us")}
