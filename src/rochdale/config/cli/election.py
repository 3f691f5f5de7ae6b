"""`rochdale election verify`: check the archive of a verifiable election, wherever it was made."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Final

import click
from rich.console import Console

from rochdale.kernel.errors import Fault
from rochdale.voting.verifiable.reasons import Reason
from rochdale.voting.verifiable.verifier.report import Answered, Figures, Report

_SEVERAL_PROCESSES_FROM_BYTES: Final = 12_000_000  # about a thousand ballots


@click.group()
def command() -> None:
    """Verifiable elections."""


@command.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--unfinished", is_flag=True, help="The election is under way: no result is expected.")
@click.option("--old-trustees", is_flag=True, help="Let keys pass that trustees made before Belenios 2.5.1.")
@click.option("--trackers", is_flag=True, help="Print the tracking number of every ballot as well.")
@click.option("--head", help="A head that you noted earlier: it must be among the events.")
@click.option("--json", "as_json", is_flag=True, help="Print the report for a program to read.")
def verify(
    file: Path, *, unfinished: bool, old_trustees: bool, trackers: bool, head: str | None, as_json: bool
) -> None:
    """Check everything that an archive can prove; exit 1 if anything is wrong."""
    report = _verified(file, unfinished=unfinished, accept_weak=old_trustees)
    if as_json:
        click.echo(json.dumps(_as_json(report), ensure_ascii=False, indent=2))
    else:
        for line in _lines(report, trackers=trackers):
            Console(soft_wrap=True, highlight=False, markup=False).print(line)
    known = head is None or head in report.heads
    if head is not None:
        place = (
            f"after event {report.heads.index(head)}" if known else "of another past: something was changed"
        )
        click.echo(f"The head that you noted is {place}.", err=as_json)
    sys.exit(0 if report.is_sound and known else 1)


def _verified(file: Path, *, unfinished: bool, accept_weak: bool) -> Report:
    from rochdale.voting.verifiable.verifier.verification import verify as judge

    content = file.read_bytes()
    with Console(stderr=True).status(f"checking {file.name}"):
        if len(content) < _SEVERAL_PROCESSES_FROM_BYTES:
            return judge(content, source=file.name, unfinished=unfinished, accept_weak=accept_weak)
        with ProcessPoolExecutor(len(os.sched_getaffinity(0))) as pool:
            return judge(
                content, source=file.name, unfinished=unfinished, accept_weak=accept_weak, run=pool.map
            )


def _as_json(report: Report) -> dict[str, object]:
    return {"sound": report.is_sound, **asdict(report)}


def _lines(report: Report, *, trackers: bool) -> Iterator[str]:
    from rochdale.config.cli.election_words import LIMITS, REMARKS

    yield "SOUND: everything that an archive can prove was checked." if report.is_sound else "NOT SOUND."
    yield from (_fault(fault) for fault in report.faults)
    if report.unchecked:
        yield f"Not reached because of this: {', '.join(report.unchecked)}."
    if report.figures is not None:
        yield from _figures(report.figures)
    for remark in report.remarks:
        yield f"To be known: {REMARKS[remark]}"
    if trackers:
        yield ""
        for ballot in report.ballots:
            yield f"  {ballot.tracker}  {'counted' if ballot.counted else 'replaced by a later one'}"
    yield ""
    yield f"What no archive can prove: {'; '.join(LIMITS[limit] for limit in report.limits)}."


def _fault(fault: Fault) -> str:
    from rochdale.config.cli.election_words import REASONS

    place = "" if fault.line is None else f"event {fault.line}: "
    facts = ", ".join(f"{name} {value}" for name, value in fault.facts.items())
    return f"  {place}{REASONS[Reason(fault.code)]} [{fault.code}{': ' if facts else ''}{facts}]"


def _figures(figures: Figures) -> Iterator[str]:
    yield ""
    yield figures.name
    shown: dict[str, object] = {
        "election": figures.uuid,
        "fingerprint": figures.fingerprint,
        "head": figures.head,
    }
    if figures.binding is not None:
        shown |= asdict(figures.binding)
    shown |= {"entitled": figures.entitled, "received": figures.received, "voted": figures.voted}
    shown["counted"] = "none yet" if figures.counted is None else figures.counted
    for name, value in shown.items():
        yield f"  {name:<12} {value}"
    for answered in figures.answered:
        yield from _answered(answered)


def _answered(answered: Answered) -> Iterator[str]:
    yield ""
    yield answered.question
    if answered.blanks is not None:
        yield f"  {answered.blanks:>6}  (blank)"
    for answer, count in answered.answers:
        yield f"  {count:>6}  {answer}"
    for ranks in sorted(answered.rankings or ()):
        yield f"  {' '.join(map(str, ranks))}"
