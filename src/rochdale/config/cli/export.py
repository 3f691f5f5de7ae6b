"""`rochdale export`: the journal in the syntax of other people's programs, which can then check our books."""

from __future__ import annotations

import sys
from datetime import datetime

import click

FORMATS = ("hledger", "beancount")


@click.command()
@click.argument("slug")
@click.option("--format", "syntax", type=click.Choice(FORMATS), default="hledger", show_default=True)
@click.option(
    "--from", "first", type=click.DateTime(["%Y-%m-%d"]), help="First booking date; all by default."
)
@click.option("--to", "last", type=click.DateTime(["%Y-%m-%d"]), help="Last booking date; all by default.")
def command(slug: str, syntax: str, first: datetime | None, last: datetime | None) -> None:
    """Print the journal of the cooperative SLUG; no person is named in it."""
    from datetime import date

    from rochdale.config import runtime
    from rochdale.kernel.errors import Refusal

    with runtime.ready():
        from rochdale.cooperatives import queries as cooperatives
        from rochdale.ledger.queries.exports import export
        from rochdale.web.errors import words_of

        try:
            known = cooperatives.cooperative_by_slug(slug)
        except Refusal as refusal:
            click.echo(words_of(refusal).happened, err=True)
            sys.exit(1)
        start = first.date() if first else date.min
        end = last.date() if last else date.max
        for line in export(known.id, syntax, start, end):
            click.echo(line)
