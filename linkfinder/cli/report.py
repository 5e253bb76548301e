"""`linkfinder report`: what is stored of a niche, ranked, as files that people open."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from linkfinder.cli.terminal import as_word, print_line
from linkfinder.text.cleaning import plain_line

if TYPE_CHECKING:
    from linkfinder.app.report import WrittenReport


def report(
    niche: Annotated[str, typer.Argument(help="The niche: a name in niches/ or a file.")],
    formats: Annotated[str, typer.Option("--format", help="Formats, separated by commas.")] = "xlsx,csv,jsonl",
    output: Annotated[Path, typer.Option(help="The folder for the files.")] = Path("reports"),
) -> None:
    """Write the ranked opportunities of a niche, and what was rejected, as reports/<niche>-<date> in each format.

    Scores are computed again first, so freshness counts from today.

    Example: linkfinder report dental --format xlsx --output /srv/share
    """
    from linkfinder.app.environment import open_current_database
    from linkfinder.app.report import write_report
    from linkfinder.niche.load import load_niche

    chosen = _chosen_formats(formats)
    loaded = load_niche(niche)
    _show_outcome(write_report(open_current_database(), loaded, chosen, output), niche)


def _chosen_formats(formats: str) -> list[str]:
    from linkfinder.app.report import format_names

    names = [name.strip().lower() for name in formats.split(",") if name.strip()]
    if not names or not set(names) <= set(format_names()):
        raise typer.BadParameter(
            f"{formats!r} is not a list of formats: choose from {', '.join(format_names())}, separated by commas"
        )
    return names


def _show_outcome(written: "WrittenReport", niche: str) -> None:
    listed = ", ".join(f"{count} {kind}" for kind, count in written.listed.items()) or "nothing yet"
    print_line(f"Listed: {listed} ({written.new} new). Closed or rejected: {written.unlisted}.")
    print_line(f"Candidates rejected, with the reason: {written.rejections}.")
    for kept in written.kept:
        name = plain_line(written.files[0].name)
        print_line(f"{plain_line(str(kept.path))} {kept.reason}, so it is kept; the new report is {name}.")
    for file in written.files:
        print_line(f"Wrote {plain_line(str(file))}")
    if written.notice:
        print_line(written.notice, "yellow")
    elif not written.listed:
        print_line(f"Next: more seeds in the niche file, then linkfinder crawl {as_word(niche)}")
