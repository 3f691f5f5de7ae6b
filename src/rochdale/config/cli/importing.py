"""`rochdale import pkdd99 DIR`: make a cooperative out of another bank's files, all of them or nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from rochdale.config.cli.importing_members import members

if TYPE_CHECKING:
    from rochdale.banking.actions import importing
    from rochdale.kernel.errors import Fault, Refusal

_WORDS = {
    "read": "Reading the files",
    "replay": "Following the printed balances",
    "people": "Registering members",
    "accounts": "Opening accounts",
    "facts": "Writing down orders, loans and cards",
    "entries": "Posting entries",
    "days": "Closing days",
    "balances": "Comparing balances",
}


@click.group()
def command() -> None:
    """Bring in what another system kept."""


command.add_command(members)


@command.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--slug", default="berka", show_default=True, help="The cooperative's name in addresses.")
@click.option("--json", "as_json", is_flag=True, help="Print the report for a program to read.")
def pkdd99(folder: Path, slug: str, *, as_json: bool) -> None:
    """Make a cooperative out of the files of the PKDD'99 bank in DIR.

    Every balance is compared with the one that the bank printed. Twice is as good as once. Where anything is
    wrong with the files, every fault is named, nothing is imported, and the exit status is 1.
    """
    from rochdale.config import runtime

    with runtime.ready():
        from rochdale.kernel.errors import Refusal

        try:
            with _bar(shown=not as_json) as progress:
                imported = _import(folder, slug, progress)
        except Refusal as refusal:
            _tell_refusal(refusal, as_json=as_json)
            sys.exit(1)
        if as_json:
            click.echo(json.dumps(imported.to_json(), ensure_ascii=False, indent=2))
        else:
            _tell(imported)


def _import(folder: Path, slug: str, progress: importing.Progress) -> importing.Imported:
    from datetime import UTC, datetime

    from rochdale.banking.actions.importing import import_pkdd99
    from rochdale.kernel.acting import Acting
    from rochdale.tenancy.actions import new_id

    now = datetime.now(UTC)
    by = Acting(new_id(now), None, None, "system: import", now.date(), now)
    return import_pkdd99(by=by, folder=folder, slug=slug, progress=progress)


@contextmanager
def _bar(*, shown: bool) -> Iterator[importing.Progress]:
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not shown) as bar:
        task = bar.add_task("", total=None)

        def move(step: importing.Step, done: int, whole: int) -> None:
            # A step of one piece has nothing to count: the bar only shows that work goes on.
            bar.update(task, description=_WORDS[step], completed=done, total=whole if whole > 1 else None)

        yield move


def _tell(imported: importing.Imported) -> None:
    summary = imported.summary
    console = Console(soft_wrap=True, highlight=False)
    verb = "was already there; nothing changed" if imported.already_there else "was founded"
    console.print(f"[bold green]{imported.slug}[/] {verb}.")
    console.print(
        f"{imported.members:,} members, {imported.accounts:,} accounts, {imported.holders:,} holders; recorded: "
        f"{imported.standing_instructions:,} standing orders, {imported.loans:,} loans, {imported.cards:,} cards."
    )
    console.print(
        f"{summary.rows:,} transactions of {summary.accounts:,} accounts stand as {imported.entries:,} entries, "
        f"{summary.differences_posted:,} of them rounding differences of "
        f"{_czk(summary.differences_total_minor)} CZK in all "
        f"({_czk(summary.differences_absolute_minor)} without signs)."
    )
    console.print(
        f"{imported.closings_checked:,} of {summary.account_days:,} account-days close with the balance that the "
        f"bank printed."
    )
    for line in _left_over(imported):
        console.print(line)


def _left_over(imported: importing.Imported) -> Iterator[str]:
    """What was not booked, and what is dated later than what was."""
    aside, later = imported.summary.set_aside, imported.dated_later
    if aside.rows:
        cut = f"; line {aside.cut_final_line} was cut" if aside.cut_final_line else ""
        yield (
            f"Set aside: {aside.rows:,} transactions dated {aside.before} or later "
            f"(trans.asc, lines {aside.first_line} to {aside.last_line}{cut})."
        )
    if imported.unmoved_lines:
        lines = ", ".join(map(str, imported.unmoved_lines))
        yield f"Transactions of nothing, which are no entries: trans.asc, lines {lines}."
    if later.accounts or later.loans or later.cards:
        yield (
            f"Dated after {imported.closed_through or imported.open_day}, and recorded as they are: "
            f"{later.accounts:,} accounts, {later.loans:,} loans, {later.cards:,} cards."
        )
    closed = f"Days through {imported.closed_through} are closed; " if imported.closed_through else ""
    yield f"{closed}{imported.open_day} is open."


def _czk(minor: int) -> str:
    sign = "-" if minor < 0 else ""
    return f"{sign}{abs(minor) // 100:,}.{abs(minor) % 100:02}"


def _tell_refusal(refusal: Refusal, *, as_json: bool) -> None:
    from rochdale.banking.errors.faults import fault_sentence
    from rochdale.web.errors import words_of

    faults: tuple[Fault, ...] = getattr(refusal, "faults", ())
    if as_json:
        plain = [
            {"source": each.source, "line": each.line, "code": each.code, "facts": dict(each.facts)}
            for each in faults
        ]
        click.echo(json.dumps({"refused": refusal.code, "faults": plain}, ensure_ascii=False, indent=2))
        return
    words = words_of(refusal)
    click.echo(f"{words.happened} {words.unchanged} {words.next_step}", err=True)
    for each in faults:
        click.echo(f"  {fault_sentence(each)}", err=True)
