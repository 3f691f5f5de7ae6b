"""`rochdale bench`: figures with their yardsticks, measured in one run, on a server of its own where one is needed."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from rochdale.config import embedded
from rochdale.config.bench.figures import Figure


@click.command()
@click.argument("name", type=click.Choice(["assembly", "ballots", "counting", "ledger", "register"]))
@click.option("--seconds", default=8.0, show_default=True, help="How long each timed run lasts.")
@click.option(
    "--members",
    type=click.IntRange(20, 50_000),
    help="How many members come to the meeting, or are brought into the register: 5,000 and 50,000.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures for a program to read.")
def command(name: str, seconds: float, members: int | None, *, as_json: bool) -> None:
    """Measure; books, register and meetings on an embedded server, in a folder that is removed afterwards."""
    machine, figures = (
        _without_a_server(name) if name in {"ballots", "counting"} else _on_a_server(name, seconds, members)
    )
    report = {"machine": machine, "results": [figure.as_json() for figure in figures]}
    if as_json:
        click.echo(json.dumps(report, indent=2))
    else:
        _tell(machine, figures)
    sys.exit(0 if all(figure.met for figure in figures) else 1)


def _without_a_server(name: str) -> tuple[dict[str, object], list[Figure]]:
    from rochdale.config import bench
    from rochdale.config.bench import ballots, counting

    with Console(stderr=True).status(f"measuring {name}"):
        return bench.machine(), list(ballots.run() if name == "ballots" else counting.run())


def _on_a_server(name: str, seconds: float, members: int | None) -> tuple[dict[str, object], list[Figure]]:
    from rochdale.config import runtime

    home = Path(tempfile.mkdtemp(prefix="rochdale-bench-"))
    home.chmod(0o755)
    try:
        with runtime.ready(at=home) as server, Console(stderr=True).status(f"measuring {name}"):
            assert server is not None
            from rochdale.config import bench

            figures = list(_figures(name, server, seconds, members))
            return bench.machine(server), figures
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _figures(name: str, server: embedded.Server, seconds: float, members: int | None) -> Iterator[Figure]:
    from rochdale.config.bench import assembly, ledger, register

    if name == "assembly":
        return assembly.run(server, members=members or assembly.MEMBERS)
    if name == "register":
        return register.run(server, seconds=seconds, members=members or register.MEMBERS)
    return ledger.run(server, seconds=seconds)


def _tell(machine: dict[str, object], figures: Sequence[Figure]) -> None:
    table = Table("figure", "value", "yardstick", "its value", "ratio", "goal", "met")
    for figure in figures:
        row = figure.as_json()
        table.add_row(
            str(row["name"]),
            f"{row['value']} {row['unit']}",
            str(row["yardstick"]),
            str(row["yardstick_value"]),
            str(row["ratio"]),
            str(row["goal"]),
            "yes" if row["met"] else "no",
        )
    console = Console()
    console.print(table)
    console.print(machine)
