import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from linkfinder.cli import main as command_line
from linkfinder.errors import LinkfinderError, NicheBusyError, NicheError
from linkfinder.version import version
from tests.cli.conftest import Type

PROJECT = Path(__file__).parents[2]
HEAVY = ("alembic", "lxml", "pycurl", "scrapy", "selectolax", "sqlalchemy", "tldextract", "twisted", "xlsxwriter")


def commands() -> list[str]:
    return [command.name or "" for command in command_line.app.registered_commands]


@pytest.mark.parametrize("command", [*commands(), "db upgrade", "db check"])
def test_every_command_shows_an_example(typed: Type, command: str) -> None:
    ended = typed(*command.split(), "--help")
    assert ended.code == 0
    assert "Example: " in ended.out
    assert f"linkfinder {command}" in ended.out


@pytest.mark.parametrize("command", commands())
def test_every_command_has_its_section_in_the_docs(command: str) -> None:
    assert f"## {command}\n" in (PROJECT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")


def modules_of_help() -> set[str]:
    script = "import sys, linkfinder.cli.main; print(*sys.modules)"
    return set(
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    )


def test_help_loads_nothing_heavy() -> None:
    loaded = modules_of_help()
    assert not {name for name in loaded if name.split(".")[0] in HEAVY}
    own = {name.split(".")[1] for name in loaded if name.startswith("linkfinder.")}
    assert own <= {"cli", "errors", "model", "text", "version"}, "use cases are imported by the command that needs them"


def test_the_version_is_shown(typed: Type) -> None:
    assert typed("--version").out == f"linkfinder {version()}\n"


@pytest.mark.parametrize(("error", "code"), [(NicheError("n"), 2), (LinkfinderError("n"), 1), (NicheBusyError("n"), 3)])
def test_an_error_for_people_is_one_line_and_an_exit_code(
    typed: Type, monkeypatch: pytest.MonkeyPatch, error: LinkfinderError, code: int
) -> None:
    failing = typer.Typer()

    @failing.command()
    def fail(_words: list[str]) -> None:
        raise error

    monkeypatch.setattr(command_line, "app", failing)
    ended = typed("anything")
    assert (ended.code, ended.out, ended.err) == (code, "", "n\n")


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "No space left on device; free some disk space"), (errno.EACCES, "fix the permissions")],
)
def test_what_the_operating_system_refuses_names_the_file_and_the_remedy(
    typed: Type, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    failing = typer.Typer()

    @failing.command()
    def fail(_words: list[str]) -> None:
        raise OSError(number, os.strerror(number), "data/roses.db")

    monkeypatch.setattr(command_line, "app", failing)
    ended = typed("anything")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("data/roses.db: ")
    assert words in ended.err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("init", "roses", "--folder", "taken"), "taken cannot be made"),
        (("demo", "--keep", "taken"), "taken cannot be made"),
        (("crawl", "teeth", "--log", "missing/crawl.log"), "missing/crawl.log: cannot be written"),
    ],
)
def test_a_folder_or_file_that_cannot_be_made_is_named_with_its_option(
    typed: Type, folder: Path, words: tuple[str, ...], message: str
) -> None:
    (folder / "taken").touch()
    ended = typed(*words)
    assert ended.code in {1, 2}
    assert message in ended.err
    assert f"with {words[-2]}" in ended.err


def test_ctrl_c_ends_with_the_exit_code_for_interrupted(typed: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = typer.Typer()

    @waiting.command()
    def wait(_words: list[str]) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command_line, "app", waiting)
    assert typed("anything").code == 130


def test_a_command_that_does_not_exist_is_wrong_usage(typed: Type) -> None:
    assert typed("crwal").code == 2
