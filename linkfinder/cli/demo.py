"""`linkfinder demo`: the whole job on a made-up internet, compared with what is known of it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from linkfinder.cli.exit_codes import ExitCode
from linkfinder.cli.terminal import as_word, print_line
from linkfinder.text.cleaning import plain_line

if TYPE_CHECKING:
    from linkfinder.demo.ground_truth import Comparison
    from linkfinder.demo.run import DemoStep


def demo(
    keep: Annotated[
        Path | None, typer.Option(help="A folder in which the demo's database is kept, for list, show and explain.")
    ] = None,
    output: Annotated[Path, typer.Option(help="The folder for the report.")] = Path("reports"),
    details: Annotated[bool, typer.Option("--details", help="Name everything that was found or rejected.")] = False,
) -> None:
    """Run discover, crawl, check-links and report on 50 made-up hosts on loopback: no network, no configuration.

    It takes a minute at most. Exit code 1 when anything was missed or listed wrongly.

    Example: linkfinder demo
    """
    from linkfinder.demo.run import DATABASE_FILE, NICHE_FILE, run_demo

    print_line("linkfinder runs on a made-up internet that is served on this machine.\n")
    result = run_demo(output, keep, _show_step)
    print_line(f"\nCompared with what is known of the {result.hosts} hosts:")
    _show_comparison(result.comparison, details=details)
    print_line()
    for line in result.report.lines:
        if line.startswith("Wrote "):
            print_line(plain_line(line))
    if keep:
        niche, database = as_word(str(keep / NICHE_FILE)), as_word(f"sqlite:///{keep / DATABASE_FILE}")
        print_line(f"Next: LINKFINDER_DATABASE_URL={database} linkfinder list {niche}")
    else:
        print_line("Next: open the report, or write a niche file of your own: linkfinder init NAME")
    if not result.comparison.is_met:
        raise typer.Exit(ExitCode.FAILED)


def _show_step(step: "DemoStep") -> None:
    """Print the command when it begins, and the first sentence of what it printed when it has ended."""
    if not step.lines:
        print_line(f"linkfinder {step.command}", "bold")
    for sentence in [line for line in step.lines if line.endswith(".")][:1]:
        print_line(f"  {plain_line(sentence)}")


def _show_comparison(comparison: "Comparison", *, details: bool) -> None:
    for title, lines, colour, is_fault in (
        ("Found", comparison.found, "green", False),
        ("Rightly rejected", comparison.rejected, "green", False),
        ("Could not be judged here", comparison.left_out, "yellow", True),
        ("Missed", comparison.missed, "red", True),
        ("Wrong", comparison.wrong, "red", True),
    ):
        if lines:
            print_line(f"{title}: {len(lines)}", colour)
        for line in lines if details or is_fault else ():
            print_line(f"  {plain_line(line)}")
    if comparison.is_met:
        print_line("None missed, none wrong.", "green")
