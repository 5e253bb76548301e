"""`linkfinder runs`: what ran when, how it ended, what it brought."""

from typing import TYPE_CHECKING, Annotated

import typer

from linkfinder.cli.terminal import as_word, new_table, print_json, print_line, print_table, stacked
from linkfinder.text.cleaning import plain_line

if TYPE_CHECKING:
    from datetime import datetime

    from linkfinder.model.run import Run

_MAIN_COUNTS = ("pages", "sites", "links", "flagged", "failed")


def runs(
    niche: Annotated[str, typer.Argument(help="Only the runs of this niche.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="How many, newest first.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a run.")] = False,
) -> None:
    """List the last runs, newest first.

    Example: linkfinder runs dental --limit 5
    """
    from linkfinder.app.environment import open_current_database
    from linkfinder.app.runs import list_runs, run_as_json

    found = list_runs(open_current_database(), niche, limit)
    if as_json:
        for run in found:
            print_json(run_as_json(run))
    elif found:
        _show(found)
    else:
        print_line(f"Nothing has run yet. Start with: linkfinder crawl {as_word(niche) if niche else 'NICHE'}")


def _show(found: "list[Run]") -> None:
    rows = new_table("run", "niche and command", "state", "from and to (UTC)", "result", wrapped=("result",))
    for run in found:
        rows.add_row(
            str(run.id),
            stacked(plain_line(run.niche), run.command),
            run.state,
            stacked(_minute(run.started), _minute(run.ended)),
            plain_line("; ".join(part for part in (run.message, _result(run)) if part)),
        )
    print_table(rows)


def _result(run: "Run") -> str:
    """Return what a run brought: new opportunities by kind, then the main counts; --json has all of them."""
    found = [(name.removeprefix("found/"), number) for name, number in run.counts.items() if name.startswith("found/")]
    main = [(name, run.counts.get(name, 0)) for name in _MAIN_COUNTS]
    return ", ".join(f"{number} {name}" for name, number in [*sorted(found), *main] if number)


def _minute(moment: "datetime | None") -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else ""
