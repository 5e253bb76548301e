import io
import json

import pytest
from rich.console import Console

from linkfinder.cli.terminal import error_console, escaped_line, print_json, show_error
from linkfinder.text.cleaning import plain_line

HOSTILE = "evil\x1b[2J\x9b31m\u202etxt.exe\u2066\x07[bold]loud[/bold]\ud800"


def test_escape_sequences_and_direction_overrides_are_gone() -> None:
    assert plain_line(HOSTILE) == "evil[2J31mtxt.exe[bold]loud[/bold]"


def test_a_line_break_does_not_make_a_second_line() -> None:
    assert plain_line("one\r\ntwo\tthree") == "one two three"


def test_long_text_is_cut() -> None:
    assert plain_line("abcdef", 4) == "abc…"


def test_markup_of_the_web_stays_text() -> None:
    shown = io.StringIO()
    Console(file=shown, force_terminal=True, highlight=False).print(
        escaped_line("[red]a[/red] [link=http://x]b[/link]")
    )
    assert shown.getvalue().strip() == "[red]a[/red] [link=http://x]b[/link]"


def test_a_complaint_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    error_console.cache_clear()
    show_error("no \x1b[31msuch[/red] file")
    error_console.cache_clear()
    assert capsys.readouterr().err == "no [31msuch[/red] file\n"


def test_json_can_be_read_back_whatever_the_text(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    print_json({"title": "Zähne \x1b[2J", "half": "\ud83d"})
    line = json.loads(capfdbinary.readouterr().out)
    assert line == {"title": "Zähne \x1b[2J", "half": "\ud83d"}
