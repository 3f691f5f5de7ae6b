"""`rochdale worker`: send the letters that wait, and do what else rooms put off; Ctrl-C stops it cleanly."""

from __future__ import annotations

import click


@click.command()
@click.option("--until-empty", is_flag=True, help="Stop once nothing is due, instead of waiting for more.")
def command(*, until_empty: bool) -> None:
    """Do the work that waits in the database: above all, send letters. `rochdale serve` runs one already."""
    from rochdale.config import runtime

    with runtime.ready():
        from rochdale.config import worker

        worker.work(until_empty=until_empty)
