"""`linkfinder check-links`: do the outbound links still answer, and what became of those that do not."""

import gc
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from linkfinder.cli.exit_codes import ExitCode
from linkfinder.cli.terminal import as_word, note, print_line, show_error, write_result
from linkfinder.errors import ReadError
from linkfinder.text.cleaning import plain_line

if TYPE_CHECKING:
    from linkfinder.app.check_links import LinkCheckSummary
    from linkfinder.model.check import LinkCheck

_MANY_OBJECTS = 200_000
"""New objects between two searches for reference cycles: a long list makes many small objects and hardly any cycles."""


class ListFormat(StrEnum):
    """How the checks of a list are written."""

    TEXT = "text"
    JSONL = "jsonl"
    CSV = "csv"


def check_links(
    niche: Annotated[str, typer.Argument(help="The niche whose links are due: a name in niches/ or a file.")] = "",
    urls: Annotated[
        Path | None, typer.Option(help="Instead of a niche, a file with one URL a line; - reads standard input.")
    ] = None,
    form: Annotated[
        ListFormat, typer.Option("--format", help="With --urls: for people, or for programs.")
    ] = ListFormat.TEXT,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="With --urls: a file for the checks.")] = None,
    browser: Annotated[bool, typer.Option("--browser", help="Open links that seem dead in Chromium as well.")] = False,
) -> None:
    """Check the outbound links of a niche's relevant pages, and list the dead ones as opportunities.

    With --urls a plain list is checked and nothing is stored: one result a line, in the order of the lines.

    Example: linkfinder check-links --urls links.txt --format jsonl -o checks.jsonl
    """
    if (urls is None) == (not niche):
        show_error("Name one niche, or a list of URLs with --urls.")
        raise typer.Exit(ExitCode.USAGE)
    gc.set_threshold(_MANY_OBJECTS)
    if urls:
        _check_file(urls, output, form=form, browser=browser)
    else:
        _check_niche(niche, browser=browser)


def _check_niche(niche: str, *, browser: bool) -> None:
    from linkfinder.app.check_links import check_niche_links
    from linkfinder.app.environment import open_current_database
    from linkfinder.cli.progress import shown_progress
    from linkfinder.niche.load import load_niche

    loaded = load_niche(niche)
    with shown_progress() as show:
        summary = check_niche_links(open_current_database(), loaded, browser=browser, on_progress=show)
    _show_summary(summary, niche)
    if summary.is_browser_missing:
        raise typer.Exit(ExitCode.ATTENTION)


def _show_summary(summary: "LinkCheckSummary", niche: str) -> None:
    for each in summary.notes:
        print_line(plain_line(each))
    print_line(f"{summary.checked} links checked: {_counted(summary.verdicts) or 'none was due'}.")
    again = f"; {summary.flagged} known ones were corrected or are alive again." if summary.flagged else "."
    new = ", ".join(f"{count} new {kind}" for kind, count in summary.found.items())
    print_line(f"{new}{again}")
    print_line(f"Next: linkfinder report {as_word(niche)}")
    if summary.is_browser_missing:
        show_error(
            "No Chromium is installed, so dead links were not opened in a browser, although the niche file wants it "
            "(`browser` under [links]). On Debian: apt-get install chromium"
        )


def _counted(verdicts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {verdict}" for verdict, count in verdicts.items())


def _check_file(file: Path, output: Path | None, *, form: ListFormat, browser: bool) -> None:
    """Check every line of a list, with the results on standard output or in a file."""
    from linkfinder.app.check_list import (
        CHECK_FIELDS,
        check_as_csv,
        check_as_json,
        check_list,
        csv_line,
        read_list,
        split_list,
    )
    from linkfinder.cli.progress import shown_progress

    lines = split_list(sys.stdin.buffer.read()) if str(file) == "-" else read_list(file)
    line_of = {ListFormat.JSONL: check_as_json, ListFormat.CSV: check_as_csv, ListFormat.TEXT: as_text}[form]
    verdicts: Counter[str] = Counter()
    with _writer(output) as write, shown_progress(beside_results=output is None) as show:
        if form is ListFormat.CSV:
            write(csv_line(CHECK_FIELDS))
        for number, check in enumerate(check_list(lines, browser=browser), 1):
            write(line_of(check))
            verdicts[check.verdict] += 1
            show(f"{number} of {len(lines)} links")
    note(f"{len(lines)} lines: {_counted(dict(verdicts.most_common())) or 'no lines'}")


@contextmanager
def _writer(output: Path | None) -> Iterator[Callable[[str], object]]:
    """Give a function that writes one line, at once."""
    if output is None:
        yield write_result
        return
    try:
        with output.open("w", encoding="utf-8", errors="backslashreplace", newline="\n", buffering=1) as file:
            yield lambda line: file.write(line + "\n")
    except OSError as error:
        raise ReadError(f"{output}: cannot be written ({error.strerror}); name another file with --output") from error


def as_text(check: "LinkCheck") -> str:
    """Return the line that people read: verdict, reason, URL, and where it led."""
    led = f" -> {check.final_url}" if check.final_url and check.final_url != check.url else ""
    return plain_line(f"{check.verdict} {check.reason} {check.url}{led}")
