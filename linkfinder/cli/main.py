"""Puts the commands together. Every command's module is cheap to import, so that --help is fast."""

import atexit
import errno
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
from linkfinder.cli.terminal import print_line, show_error, use_lossless_output
from linkfinder.errors import LinkfinderError, NicheBusyError, NicheError
from linkfinder.version import version

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Finds link-building opportunities, proves each with evidence, ranks them and keeps their history.",
    epilog="Start with: linkfinder init my-niche. To try it without a network: linkfinder demo.",
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


def _show_version(*, wanted: bool) -> None:
    if wanted:
        print_line(f"linkfinder {version()}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=lambda wanted: _show_version(wanted=wanted), is_eager=True)
    ] = False,
) -> None:
    pass


def _skip_final_collection() -> None:
    """Do not search for reference cycles in what ends with the process, which takes 40 ms after a long list.

    Not with DuckDB: its extension module counts the objects left at the end and reports them as leaks.
    """
    if "duckdb" not in sys.modules:
        gc.freeze()


def main() -> None:
    """Run the command line; an expected error is a red message, and the exit code says what happened."""
    use_lossless_output()
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
    except OSError as error:
        if not error.strerror:
            raise  # not from the operating system: a bug, for which the traceback is needed
        show_error(_file_error(error))
        raise SystemExit(ExitCode.FAILED) from None


def _file_error(error: OSError) -> str:
    """Return what the operating system refused, and what to do about it."""
    remedies = {errno.ENOSPC: "; free some disk space", errno.EACCES: "; fix the permissions or run as another user"}
    file = f"{error.filename}: " if error.filename else ""
    return f"{file}{error.strerror}{remedies.get(error.errno or 0, '')}"
