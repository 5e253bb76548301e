"""Each list stands once, says where it is from, and answers for spellings that it does not hold word by word."""

from collections import Counter
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from linkfinder.data import bot_protection, form_services, hosts, parking, sites
from linkfinder.data.tables import read_table

FILES = sorted(Path(file.name).stem for file in resources.files("linkfinder.data").iterdir() if ".toml" in file.name)


def _tables(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from _tables(part)


@pytest.mark.parametrize("name", FILES)
def test_every_list_names_its_source(name: str) -> None:
    table = read_table(name)
    lists = [part for part in _tables(table) if any(isinstance(value, list) for value in part.values())]
    assert lists or {"hosts", "signs"} & table.keys()
    assert "source" in table or all("source" in part for part in lists)


@pytest.mark.parametrize("name", ["sites", "hosts"])
def test_no_list_names_a_host_twice(name: str) -> None:
    for title, group in read_table(name).items():
        entries = Counter([*group.get("sites", ()), *group.get("profiles", ()), *group.get("hosts", ())])
        assert not [host for host, count in entries.items() if count > 1], title


def test_no_site_is_in_two_groups() -> None:
    entries = Counter(
        site for group in read_table("sites").values() for site in (*group["sites"], *group.get("profiles", ()))
    )
    assert not [site for site, count in entries.items() if count > 1]


def test_marks_are_written_in_the_case_in_which_they_are_compared() -> None:
    marks = (*parking.parking_marks(), *bot_protection.protection_marks(), *bot_protection.challenge_titles())
    assert [mark for mark in marks if mark != mark.lower()] == []


@pytest.mark.parametrize(
    ("url", "service"),
    [
        ("https://gardeners.typeform.com/to/a1", "typeform"),
        ("https://docs.google.com/forms/d/e/x/viewform", "google-forms"),
        ("https://docs.google.com/document/d/x", ""),
        ("https://forms.gle/AbC", "google-forms"),
        ("https://zfrmz.com/x", "zoho-forms"),
        ("https://typeform.com.garden.example/", ""),
        ("https://garden.example/typeform.com", ""),
    ],
)
def test_a_form_service_is_known_by_host_and_folder(url: str, service: str) -> None:
    assert form_services.form_service_of(url) == service


@pytest.mark.parametrize(
    ("host", "group", "code", "profiles"),
    [
        ("www.facebook.com", "social network", "social_network", True),
        ("fr.pinterest.com", "social network", "social_network", True),
        ("www.pinterest.co.uk", "social network", "social_network", True),
        ("github.com", "software or hosting company", "", True),
        ("t.co", "social network", "social_network", False),
        ("play.google.com", "shop", "marketplace", False),
        ("www.google.de", "search engine or portal", "", False),
        ("bit.ly", "link shortener", "", False),
        ("my-blog.blogspot.com", "", "", False),
        ("facebook.github.io", "", "", False),
        ("garden.example", "", "", False),
    ],
)
def test_a_host_is_known_by_its_group(host: str, group: str, code: str, profiles: bool) -> None:  # noqa: FBT001
    assert sites.big_site_group_of(host) == group
    assert sites.unsuitable_code_of(host) == code
    assert sites.has_profiles(host) is profiles


def test_hosts_that_send_visitors_on_are_told_apart() -> None:
    assert hosts.is_shortener("bit.ly")
    assert hosts.is_redirector("doi.org")
    assert not hosts.is_shortener("doi.org")
    assert hosts.is_wrapper("web.archive.org")
    assert not hosts.is_wrapper("awin1.com"), "a paid detour is no link"
