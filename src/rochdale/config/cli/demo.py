"""`rochdale demo`: build the cooperatives of the demo, with a bar that tells how far it is."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

if TYPE_CHECKING:
    from datetime import date

    from rochdale.config import demo

SECOND_FACTOR = "  Officers are asked for a code as well: `make code` shows it, in a second window."


@click.group(invoke_without_command=True)
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Let the books end on the last business day before this date. By default, before today.",
)
@click.pass_context
def command(context: click.Context, today: datetime | None) -> None:
    """Build two cooperatives of invented people and their federation; nothing where they are there.

    Everybody knows their password: build them beside real members only where nobody else can sign in.
    """
    if context.invoked_subcommand is not None:
        return
    from rochdale.config import runtime
    from rochdale.kernel.errors import Refusal

    console = Console(highlight=False, soft_wrap=True)
    with runtime.ready():
        from rochdale.config import demo
        from rochdale.web.errors import words_of

        try:
            build_with_progress(console, today.date() if today else None)
        except Refusal as refusal:
            click.echo(words_of(refusal).happened, err=True)
            sys.exit(1)
        for role, email, password in demo.people():
            console.print(f"  {role:<16} {email:<34} {password}")
        console.print(SECOND_FACTOR)


@command.command()
def code() -> None:
    """Show the code that an officer of the demo is asked for beside the password. Each works once."""
    from rochdale.config.demo_code import code_at

    shown, seconds = code_at(datetime.now(UTC))
    click.echo(f"{shown}  (for {seconds} more seconds; each officer can use it once)")


def build_with_progress(console: Console, today: date | None = None) -> None:
    """Build what is missing of the demo, and say what was done."""
    from rochdale.config import demo

    began, built = time.monotonic(), []
    with _bar(console) as progress:
        for each in demo.build_all(today=today or datetime.now(UTC).astimezone().date(), progress=progress):
            built.append(each)
            if not each.again:
                _tell_planner()
    for each in built:
        console.print(_told(each))
    if not all(each.again for each in built):
        console.print(f"Built in {time.monotonic() - began:.0f} seconds.")


@contextmanager
def _bar(console: Console) -> Iterator[demo.Progress]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("days"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def progress(name: str, done: int, total: int) -> None:
            if name not in tasks:
                tasks[name] = bars.add_task(name, total=total)
            bars.update(tasks[name], completed=done)

        yield progress


def _told(built: demo.Built) -> str:
    if built.again:
        return f"{built.name} is there already, with its books open on {built.through}."
    return (
        f"{built.name}: {built.members} members, {built.accounts} accounts, {built.entries:,} entries; "
        f"its books are open on {built.through}."
    )


def _tell_planner() -> None:
    """A hundred thousand rows have come at once: the server plans better when it knows of them right away."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")
    connections["owner"].close()
