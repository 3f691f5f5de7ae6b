"""`rochdale migrate`: bring a database to this version."""

from __future__ import annotations

import click


@click.command()
def command() -> None:
    """Bring the database to this version, give the application's role its rights, and judge votes without verdict."""
    from datetime import UTC, datetime

    from rochdale.config import runtime
    from rochdale.kernel.acting import Acting

    with runtime.ready():
        from rochdale.assembly import actions as assembly
        from rochdale.cooperatives import queries as cooperatives

        kept = 0
        for known in cooperatives.directory():
            at = datetime.now(UTC)
            by = Acting(known.id, None, None, "system: migrate", known.business_date, at)
            kept += assembly.keep_missing_verdicts(by=by)
        if kept:
            click.echo(f"Verdicts on votes that had none: {kept}.")
        click.echo("The database is up to date.")
