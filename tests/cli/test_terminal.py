import io
import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from linkfinder.cli import terminal
from linkfinder.cli.terminal import error_console, new_table, print_json, print_line, print_table, show_error
from linkfinder.text.cleaning import plain_line
from tests.cli.conftest import Type

HOSTILE = "evil\x1b[2J\x9b31m\u202etxt.exe\u2066\x07[bold]loud[/bold]\ud800"


@pytest.fixture(autouse=True)
def fresh_consoles() -> Iterator[None]:
    for each in (terminal.console, error_console):
        each.cache_clear()
    yield
    for each in (terminal.console, error_console):
        each.cache_clear()


def test_escape_sequences_and_direction_overrides_are_gone() -> None:
    assert plain_line(HOSTILE) == "evil[2J31mtxt.exe[bold]loud[/bold]"


def test_a_line_break_does_not_make_a_second_line() -> None:
    assert plain_line("one\r\ntwo\tthree") == "one two three"


def test_long_text_is_cut() -> None:
    assert plain_line("abcdef", 4) == "abc…"


@pytest.mark.parametrize("text", ["[red]a[/red] [link=http://x]b[/link]", "backup:x:9 :smile:", "C:\\[x]\\"])
def test_markup_and_emoji_codes_are_shown_as_they_are_written(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    rows = new_table("what")
    rows.add_row(text)
    print_line(text)
    print_table(rows)
    show_error(text)
    shown = capsys.readouterr()
    assert shown.out.split("\n")[0] == text
    assert shown.out.split("\n")[2].rstrip() == text
    assert shown.err == text + "\n"


def test_control_characters_are_removed_even_when_a_caller_forgot(capsys: pytest.CaptureFixture[str]) -> None:
    print_line(HOSTILE)
    assert capsys.readouterr().out == "evil[2J31mtxt.exe[bold]loud[/bold]\n"


def test_an_error_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    show_error("no \x1b[31msuch[/red] file")
    assert capsys.readouterr().err == "no [31msuch[/red] file\n"


def test_the_problems_of_a_niche_file_stand_one_in_a_line(typed: Type, folder: Path) -> None:
    (folder / "niches" / "teeth.toml").write_text('name = "teeth"\nlanguages = ["x1"]\ncolour = 3\n', encoding="utf-8")
    lines = typed("list", "teeth").err.splitlines()
    assert lines[0].endswith("problems")
    assert len(lines) >= 4
    assert all(line.startswith("  ") for line in lines[1:])


def test_json_can_be_read_back_whatever_the_text(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    print_json({"title": "Zähne \x1b[2J", "half": "\ud83d"})
    line = json.loads(capfdbinary.readouterr().out)
    assert line == {"title": "Zähne \x1b[2J", "half": "\ud83d"}


def test_a_table_stacks_its_cells_on_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "_PIPE_WIDTH", 80)
    assert terminal.stacked("guest_post", "", "open") == "guest_post\nopen"
    terminal.console.cache_clear()
    monkeypatch.setattr(terminal, "_PIPE_WIDTH", 1000)
    assert terminal.stacked("guest_post", "", "open") == "guest_post  open"


SCRIPT = """
from linkfinder.cli import main, terminal
import typer
main.app = typer.Typer()
@main.app.command()
def fill(how: str):
    for number in range(2_000):
        if how == "lines":
            terminal.print_line("one line of many, " * 5)
        else:
            terminal.print_json({"number": number, "text": "one line of many"})
main.main()
"""


@pytest.mark.parametrize("how", ["lines", "json"])
def test_a_reader_that_closes_the_pipe_ends_the_command_quietly(how: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT, how], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as command:
        assert command.stdout
        assert command.stderr
        assert command.stdout.readline()
        command.stdout.close()
        said = command.stderr.read()
    assert (command.returncode, said) == (141, "")


def test_work_goes_on_when_only_its_messages_have_no_reader() -> None:
    script = """
from linkfinder.cli import terminal
for number in range(2_000):
    terminal.note("one message of many, " * 5)
terminal.print_line("done")
"""
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as command:
        assert command.stdout
        assert command.stderr
        assert command.stderr.readline()
        command.stderr.close()
        result = command.stdout.read()
    assert (command.returncode, result) == (0, "done\n")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1251"])
def test_an_output_that_lacks_a_character_gets_an_escape(encoding: str) -> None:
    script = "from linkfinder.cli.terminal import *; use_lossless_output(); print_line('dental\u2026 \u6b6f')"
    environ = {**os.environ, "PYTHONIOENCODING": encoding}
    ended = subprocess.run([sys.executable, "-c", script], env=environ, capture_output=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert "\\u6b6f" in ended.stdout.decode(encoding)


def in_terminal(command: list[str], columns: int, folder: Path) -> str:
    """Run a command in a pseudo-terminal of so many columns and return what it showed there."""
    leader, follower = pty.openpty()
    environ = {**os.environ, "COLUMNS": str(columns), "TERM": "dumb"}
    with subprocess.Popen(command, stdout=follower, stderr=follower, env=environ, cwd=folder) as running:
        os.close(follower)
        shown = io.BytesIO()
        while True:
            try:
                part = os.read(leader, 65_536)
            except OSError:  # Linux's word for the end of a terminal
                break
            if not part:
                break
            shown.write(part)
        running.wait()
    os.close(leader)
    return shown.getvalue().decode().replace("\r\n", "\n")


def test_results_on_a_terminal_are_not_mixed_with_a_progress_line(folder: Path) -> None:
    (folder / "urls.txt").write_text("no URL\nmailto:a@b.example\n", encoding="utf-8")
    shown = in_terminal([sys.executable, "-m", "linkfinder", "check-links", "--urls", "urls.txt"], 80, folder)
    assert "of 2 links" not in shown
    assert [line.split()[0] for line in shown.splitlines()] == ["refused", "refused", "2"]
