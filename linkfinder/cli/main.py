"""Puts the commands together. Every command's module is cheap to import, so that --help answers at once."""

import atexit
import gc
import sys
from typing import Annotated

import typer

from linkfinder.cli import (
    check_links,
    crawl,
    db,
    demo,
    discover,
    doctor,
    explain,
    import_ranks,
    init,
    report,
    runs,
    show,
)
from linkfinder.cli import list as list_command
from linkfinder.cli.exit_codes import ExitCode
from linkfinder.cli.terminal import print_line, show_error
from linkfinder.errors import LinkfinderError, NicheBusyError, NicheError
from linkfinder.version import version

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Finds link-building opportunities, proves each with evidence, ranks them and keeps their history.",
    epilog="Start with: linkfinder init my-niche. A try without network: linkfinder demo.",
)
app.command("init")(init.init)
app.command("doctor")(doctor.doctor)
app.command("discover")(discover.discover)
app.command("crawl")(crawl.crawl)
app.command("check-links")(check_links.check_links)
app.command("explain")(explain.explain)
app.command("report")(report.report)
app.command("list")(list_command.list_opportunities)
app.command("show")(show.show)
app.command("runs")(runs.runs)
app.command("demo")(demo.demo)
app.add_typer(import_ranks.app, name="import")
app.add_typer(db.app, name="db")


def _version(*, asked: bool) -> None:
    if asked:
        print_line(f"linkfinder {version()}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=lambda asked: _version(asked=asked), is_eager=True)
    ] = False,
) -> None:
    pass


def _skip_final_collection() -> None:
    """Look for no circles in what ends with the process, which takes 40 ms after a long list.

    DuckDB's extension module counts what is left at the end and complains of it to the user.
    """
    if "duckdb" not in sys.modules:
        gc.freeze()


def main() -> None:
    """Run the command line; errors meant for people are one red line, and the exit code says what happened."""
    atexit.register(_skip_final_collection)
    try:
        app()
    except NicheError as error:
        show_error(str(error))
        raise SystemExit(ExitCode.USAGE) from None
    except NicheBusyError as error:
        show_error(str(error))
        raise SystemExit(ExitCode.ATTENTION) from None
    except LinkfinderError as error:
        show_error(str(error))
        raise SystemExit(ExitCode.FAILED) from None
