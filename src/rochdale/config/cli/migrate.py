"""`rochdale migrate`: bring a database to this version."""

from __future__ import annotations

import click


@click.command()
def command() -> None:
    """Bring the database to this version, and give the application's role its rights."""
    from rochdale.config import runtime

    with runtime.ready():
        click.echo("The database is up to date.")
