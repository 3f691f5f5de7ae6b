"""`rochdale audit`: re-derive balances, registers and numbers from the rows, and print what differs."""

from __future__ import annotations

import json
import sys

import click
from rich.console import Console


@click.command()
@click.option("--cooperative", "slug", help="Only this cooperative, by the name in its address.")
@click.option("--json", "as_json", is_flag=True, help="Print counts and differences for a program to read.")
def command(slug: str | None, *, as_json: bool) -> None:
    """Put every check to every cooperative; exit 1 and print the first differences if anything does not agree."""
    from rochdale.config import runtime

    with runtime.ready():
        from rochdale.audit.checks import Difference, differences
        from rochdale.config.checks import ALL
        from rochdale.cooperatives import queries as cooperatives

        chosen = [cooperatives.cooperative_by_slug(slug)] if slug else cooperatives.directory()
        found: list[Difference] = []
        for cooperative in chosen:
            found += differences(cooperative.id, ALL)
        names = {cooperative.id: cooperative.name for cooperative in chosen}
        report = {
            "cooperatives": len(chosen),
            "checks": len(ALL),
            "differences": [
                {
                    "cooperative": names[each.cooperative_id],
                    "invariant": each.invariant,
                    "question": each.question,
                    "found": each.found,
                }
                for each in found
            ],
        }
    _tell(report, as_json=as_json)
    sys.exit(1 if found else 0)


def _tell(report: dict[str, object], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(report, ensure_ascii=False, indent=2))
        return
    console = Console(soft_wrap=True)
    differences = report["differences"]
    assert isinstance(differences, list)
    for each in differences:
        facts = ", ".join(f"{name} {value}" for name, value in each["found"].items())
        console.print(
            f"[bold red]{each['invariant']}[/] {each['cooperative']}: {each['question']} No: {facts}"
        )
    console.print(
        f"{report['checks']} checks put to {report['cooperatives']} cooperatives: "
        f"{len(differences) or 'no'} differences."
    )
