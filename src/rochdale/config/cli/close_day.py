"""`rochdale close-day`: close a cooperative's business day and open the next."""

from __future__ import annotations

import sys

import click


@click.command()
@click.argument("slug")
@click.option("--json", "as_json", is_flag=True, help="Print the result for a program to read.")
def command(slug: str, *, as_json: bool) -> None:
    """Close the business day of the cooperative SLUG for good, number its entries, and open the next one."""
    import json
    from datetime import UTC, datetime

    from rochdale.config import runtime
    from rochdale.kernel.acting import Acting
    from rochdale.kernel.errors import Refusal

    with runtime.ready():
        from rochdale.banking import actions as banking
        from rochdale.cooperatives import queries as cooperatives
        from rochdale.web.errors import words_of

        try:
            known = cooperatives.cooperative_by_slug(slug)
            by = Acting(known.id, None, None, "system: close-day", known.business_date, datetime.now(UTC))
            following = banking.close_day(by=by)
        except Refusal as refusal:
            click.echo(words_of(refusal).happened, err=True)
            sys.exit(1)
    if as_json:
        click.echo(json.dumps({"closed": str(known.business_date), "open": str(following)}))
    else:
        click.echo(f"{known.name}: {known.business_date} is closed, {following} is open.")
