"""`linkfinder db`: bring the database to the present schema, and see whether it is whole."""

import typer

from linkfinder.cli.exit_codes import ExitCode
from linkfinder.cli.terminal import print_line, show_error

app = typer.Typer(no_args_is_help=True, help="Bring the database to the present schema, or check it.")


@app.command("upgrade")
def upgrade() -> None:
    """Bring the schema to the program's, keeping all data.

    Example: LINKFINDER_DATABASE_URL=postgresql://localhost/links linkfinder db upgrade
    """
    from linkfinder.app.database import open_current_database
    from linkfinder.storage.error_messages import database_name

    engine = open_current_database()
    print_line(f"{database_name(engine.url)} is at the present schema.")


@app.command("check")
def check() -> None:
    """Say whether the schema is the program's and the data whole; exit code 1 when not.

    Example: linkfinder db check
    """
    import os

    from linkfinder.storage import session
    from linkfinder.storage.error_messages import database_name

    engine = session.open_database(session.database_url(os.environ))
    faults = session.check_database(engine)
    for fault in faults:
        show_error(fault)
    if faults:
        raise typer.Exit(ExitCode.FAILED)
    print_line(f"{database_name(engine.url)} is whole.")
