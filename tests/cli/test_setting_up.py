"""The commands for a new machine: init, doctor, db."""

import re
import socket
from pathlib import Path

import pytest

from linkfinder.niche.load import load_niche
from tests.cli.conftest import Type


def test_a_new_niche_file_loads(typed: Type, folder: Path) -> None:
    ended = typed("init", "dental-berlin")
    assert ended.code == 0
    assert "linkfinder crawl dental-berlin" in ended.out
    assert load_niche("dental-berlin").name == "dental-berlin"


def test_in_a_checkout_the_next_step_is_make(typed: Type, folder: Path) -> None:
    (folder / "Makefile").touch()
    assert "then: make crawl NICHE=dental-berlin" in typed("init", "dental-berlin").out


def test_a_niche_file_can_be_written_to_another_folder(typed: Type, folder: Path) -> None:
    assert typed("init", "law", "--folder", "own/niches").code == 0
    assert (folder / "own" / "niches" / "law.toml").is_file()
    assert not (folder / "niches" / "law.toml").exists()


def test_a_niche_file_is_never_overwritten(typed: Type, folder: Path) -> None:
    before = (folder / "niches" / "teeth.toml").read_text(encoding="utf-8")
    ended = typed("init", "teeth")
    assert ended.code == 2
    assert "exists already" in ended.err
    assert (folder / "niches" / "teeth.toml").read_text(encoding="utf-8") == before


def test_a_niche_stays_in_its_folder(typed: Type, folder: Path) -> None:
    assert typed("init", "../teeth").code == 2
    assert not (folder.parent / "teeth.toml").exists()


def test_the_database_is_made_and_checked(typed: Type, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINKFINDER_DATABASE_URL", f"sqlite:///{folder / 'own.db'}")
    before = typed("db", "check")
    assert (before.code, "linkfinder db upgrade" in before.err) == (1, True)
    assert typed("db", "upgrade").code == 0
    assert typed("db", "check").code == 0


def test_a_database_that_cannot_be_used_is_a_plain_error(
    typed: Type, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINKFINDER_DATABASE_URL", "mysql://user:secret@host/x")
    ended = typed("db", "upgrade")
    assert ended.code == 1
    assert "secret" not in ended.err


def test_doctor_checks_every_part(typed: Type) -> None:
    out = typed("doctor", "teeth").out
    for part in ("Python", "packages", "database", "disk", "browser", "proxy", "networks", "niche"):
        assert part in out


def test_doctor_makes_no_database(typed: Type, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LINKFINDER_DATABASE_URL")
    assert "data/linkfinder.db will be created" in typed("doctor", "teeth").out
    assert not (folder / "data").exists()


def test_doctor_names_a_proxy_that_is_down_without_its_password(typed: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://me:secret@127.0.0.1:9")
    ended = typed("doctor", "teeth")
    assert ended.code == 1
    assert "127.0.0.1:9 cannot be reached" in ended.out
    assert "secret" not in ended.out


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("LINKFINDER_ALLOW_NETWORKS", "everything", "is no network"),
        ("LINKFINDER_DATABASE_URL", "nonsense", "is not a database address"),
    ],
)
def test_doctor_names_what_is_wrong_with_the_environment(
    typed: Type, monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    monkeypatch.setenv(name, value)
    ended = typed("doctor", "teeth")
    assert ended.code == 1
    assert told in ended.out


def test_doctor_reads_the_niche_file(typed: Type, folder: Path) -> None:
    (folder / "niches" / "teeth.toml").write_text('name = "teeth"\n', encoding="utf-8")
    ended = typed("doctor")
    assert ended.code == 2
    assert "topics" in ended.out


def test_a_broken_machine_decides_the_exit_code_before_a_broken_niche_file(
    typed: Type, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "niches" / "teeth.toml").write_text('name = "teeth"\n', encoding="utf-8")
    monkeypatch.setenv("LINKFINDER_DATABASE_URL", f"sqlite:///{folder}/dat/links.db")
    ended = typed("doctor")
    assert ended.code == 1
    assert f"the folder {folder}/dat does not exist" in ended.out
    assert not (folder / "dat").exists()


@pytest.mark.parametrize("command", ["doctor", "crawl", "discover"])
def test_a_niche_file_with_placeholders_is_not_used(typed: Type, folder: Path, command: str) -> None:
    typed("init", "roses")
    ended = typed(command, "roses")
    assert ended.code == 2
    assert "roses.toml: seeds.urls still holds the template's placeholder https://example.org/" in ended.out + ended.err


def test_doctor_takes_a_proxy_without_a_scheme(typed: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        place = f"127.0.0.1:{proxy.getsockname()[1]}"
        monkeypatch.setenv("http_proxy", f"me:s3cr3t@{place}")
        ended = typed("doctor", "teeth")
    assert (ended.code in {0, 3}, "cannot be reached" in ended.out) == (True, False)
    assert place in ended.out
    assert "s3cr3t" not in ended.out + ended.err


@pytest.mark.parametrize("password", ["12/s3cr3t", "s3cr3t/12", "s3cr3t#1", "12#s3cr3t", "s3cr3t?"])
def test_a_password_that_makes_a_proxy_url_invalid_is_not_shown(
    typed: Type, monkeypatch: pytest.MonkeyPatch, password: str
) -> None:
    monkeypatch.setenv("https_proxy", f"http://me:{password}@proxy.example:3128")
    ended = typed("doctor", "teeth")
    assert ended.code == 1
    assert "is not the URL of a proxy" in ended.out
    assert not {"s3", "cr3t", "12/"} & set(re.findall("s3|cr3t|12/", ended.out + ended.err))
