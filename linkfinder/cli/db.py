"""`linkfinder db`: bring the database to the present schema, and see whether it is whole."""

import typer

from linkfinder.cli.exits import ExitCode
from linkfinder.cli.terminal import complain, say

app = typer.Typer(no_args_is_help=True, help="Bring the database to the present schema, or check it.")


@app.command("upgrade")
def upgrade() -> None:
    """Bring the schema to the program's, keeping all data.

    Example: LINKFINDER_DATABASE_URL=postgresql://localhost/links linkfinder db upgrade
    """
    from linkfinder.cli.database import opened
    from linkfinder.storage.failures import name_of

    engine = opened()
    say(f"{name_of(engine.url)} is at the present schema.")


@app.command("check")
def check() -> None:
    """Say whether the schema is the program's and the data whole; exit code 1 when not.

    Example: linkfinder db check
    """
    import os

    from linkfinder.storage import session
    from linkfinder.storage.failures import name_of

    engine = session.open_database(session.database_url(os.environ))
    faults = session.check(engine)
    for fault in faults:
        complain(fault)
    if faults:
        raise typer.Exit(ExitCode.FAILED)
    say(f"{name_of(engine.url)} is whole.")
