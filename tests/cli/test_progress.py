import time
from collections.abc import Iterator

import pytest

from linkfinder.cli import progress
from linkfinder.cli.progress import shown_progress
from linkfinder.cli.terminal import error_console


@pytest.fixture(autouse=True)
def fresh_console() -> Iterator[None]:
    error_console.cache_clear()
    yield
    error_console.cache_clear()


def test_without_a_terminal_lines_come_now_and_then(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = iter([0.0, 10.0, 31.0, 31.0, 40.0])
    monkeypatch.setattr(time, "monotonic", lambda: next(moments))
    with shown_progress(every=30.0) as tell:
        tell("1 page")
        tell("2 pages [bold]")
        tell("3 pages")
    lines = capsys.readouterr().err.splitlines()
    assert [line[10:] for line in lines] == ["2 pages [bold]"]


def test_on_a_terminal_one_line_lives_and_goes(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "is_terminal", lambda: True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    with shown_progress() as tell:
        tell("7 pages \x1b[2Jof a hostile site")
    shown = capsys.readouterr().err
    assert "7 pages [2Jof a hostile site" in shown
    assert "\x1b[2J" not in shown
