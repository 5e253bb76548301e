"""`linkfinder db`: bring the database to the present schema, and check it."""

import typer

from linkfinder.cli.exit_codes import ExitCode
from linkfinder.cli.terminal import print_line, show_error

app = typer.Typer(no_args_is_help=True, help="Bring the database to the present schema, or check it.")


@app.command("upgrade")
def upgrade() -> None:
    """Bring the schema to the program's, keeping all data.

    Example: LINKFINDER_DATABASE_URL=postgresql://localhost/links linkfinder db upgrade
    """
    from linkfinder.app.database import upgrade_database

    print_line(f"{upgrade_database().name} has the present schema.")


@app.command("check")
def check() -> None:
    """Check that the schema is the program's and the data undamaged; exit code 1 when not.

    Example: linkfinder db check
    """
    from linkfinder.app.database import inspect_database

    checked = inspect_database()
    for fault in checked.faults:
        show_error(fault)
    if checked.faults:
        raise typer.Exit(ExitCode.FAILED)
    print_line(f"{checked.name} has the present schema and no damage.")
