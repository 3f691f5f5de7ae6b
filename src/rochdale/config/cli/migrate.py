"""`rochdale migrate`: bring a database to this version."""

from __future__ import annotations

import click


@click.command()
def command() -> None:
    """Bring the database to this version, give the application's role its rights, and judge votes without verdict."""
    from rochdale.config import runtime

    with runtime.ready():
        from rochdale.config import verdicts

        if kept := verdicts.judge_what_has_none(authority="system: migrate"):
            click.echo(f"Verdicts on votes that had none: {kept}.")
        click.echo("The database is up to date.")
