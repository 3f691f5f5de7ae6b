"""`rochdale election verify`: check the archive of a verifiable election, wherever it was made."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from rich.console import Console

from rochdale.config.cli.terminal import translation
from rochdale.kernel.errors import Fault
from rochdale.kernel.text import shown
from rochdale.voting.verifiable.reasons import Reason
from rochdale.voting.verifiable.verifier import sentences
from rochdale.voting.verifiable.verifier.report import Answered, Figures, Report
from rochdale.voting.words import N_

if TYPE_CHECKING:
    from rochdale.voting.verifiable.questions import Ranking as RankingQuestion

_SEVERAL_PROCESSES_FROM_BYTES: Final = 12_000_000  # about a thousand ballots
_LABELS: Final = {
    "uuid": N_("election"),
    "fingerprint": N_("fingerprint"),
    "head": N_("head"),
    "notice": N_("notice"),
    "motions": N_("motions"),
    "roll": N_("roll"),
    "opens_at": N_("opens"),
    "closes_at": N_("closes"),
    "entitled": N_("entitled"),
    "received": N_("ballots"),
    "voted": N_("voted"),
    "counted": N_("counted"),
}
Translate = Callable[[str], str]


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
@click.option("--language", type=click.Choice(["en", "fr"]),
              help="Of what is told; your terminal’s if not said.")  # fmt: skip
def verify(
    file: Path,
    *,
    unfinished: bool,
    old_trustees: bool,
    trackers: bool,
    head: str | None,
    as_json: bool,
    language: str | None,
) -> None:
    """Check everything that an archive can prove; exit 1 if anything is wrong."""
    report = _verified(file, unfinished=unfinished, accept_weak=old_trustees)
    translate = translation(language)
    if as_json:
        click.echo(json.dumps(_as_json(report), ensure_ascii=False, indent=2))
    else:
        for line in _lines(report, translate, trackers=trackers):
            # Names come with the archive, wherever it was made.
            Console(soft_wrap=True, highlight=False, markup=False).print(shown(line))
    known = head is None or head in report.heads
    if head is not None:
        click.echo(_told_of_head(report, head, translate), err=as_json)
    sys.exit(0 if report.is_sound and known else 1)


@command.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--question", type=click.IntRange(1), default=1, show_default=True,
              help="Of which question, counted from 1.")  # fmt: skip
@click.option("--seats", type=click.IntRange(1), default=1, show_default=True, help="How many are elected.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON (docs/reference/ballots-json.md), not BLT.")
@click.option("--language", type=click.Choice(["en", "fr"]),
              help="Of what is told; your terminal’s if not said.")  # fmt: skip
def ballots(file: Path, *, question: int, seats: int, as_json: bool, language: str | None) -> None:
    """Write the orders that were opened for a question, to be counted again: `rochdale count` reads them.

    Exit 1 where the archive is not sound, or the question asks for no order.
    """
    from rochdale.kernel.errors import Refusal
    from rochdale.voting.files import blt, json_ballots
    from rochdale.voting.opened import counting_of

    translate = translation(language)
    report = _verified(file, unfinished=False, accept_weak=False)
    if not report.is_sound or report.figures is None:
        raise click.ClickException(translate(N_("This archive is not sound: its ballots are not given.")))
    answered = report.figures.answered
    found = answered[question - 1] if question <= len(answered) else None
    if found is None or found.rankings is None:
        raise click.ClickException(
            translate(N_("This question asks for no order, or is not in the archive."))
        )
    try:
        counting = counting_of(_asked(file, question), found.rankings, seats)
        click.echo((json_ballots if as_json else blt).write(counting), nl=False)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal


def _asked(file: Path, question: int) -> RankingQuestion:
    """What a question of an archive that was verified asks."""
    from rochdale.voting.verifiable.archive.reading import read_archive
    from rochdale.voting.verifiable.election import read_election
    from rochdale.voting.verifiable.questions import Ranking

    asked = read_election(read_archive(file.read_bytes()).steps[0].parts[0]).questions[question - 1]
    assert isinstance(asked, Ranking)
    return asked


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


def _told_of_head(report: Report, head: str, translate: Translate) -> str:
    if head not in report.heads:
        return translate(N_("The head that you noted is of another past: something was changed."))
    return translate(N_("The head that you noted is after event %(height)s.")) % {
        "height": report.heads.index(head)
    }


def _as_json(report: Report) -> dict[str, object]:
    return {"sound": report.is_sound, **asdict(report)}


def _lines(report: Report, translate: Translate, *, trackers: bool) -> Iterator[str]:
    if report.is_sound:
        yield translate(N_("SOUND: everything that an archive can prove was checked."))
    else:
        yield translate(N_("NOT SOUND."))
    yield from (_fault(fault, translate) for fault in report.faults)
    if any(fault.code == Reason.RESULT_MISSING for fault in report.faults):
        yield "  " + translate(N_("With --unfinished the rest is checked."))
    if report.unchecked:
        stages = ", ".join(translate(sentences.STAGES[stage]) for stage in report.unchecked)
        yield translate(N_("Not reached because of this: %(stages)s.")) % {"stages": stages}
    if report.figures is not None:
        yield from _figures(report.figures, translate)
    for remark in report.remarks:
        yield translate(N_("To be known: %(remark)s")) % {"remark": translate(sentences.REMARKS[remark])}
    if trackers:
        yield from _trackers(report, translate)
    yield ""
    limits = "; ".join(translate(sentences.LIMITS[limit]) for limit in report.limits)
    yield translate(N_("What no archive can prove: %(limits)s.")) % {"limits": limits}


def _trackers(report: Report, translate: Translate) -> Iterator[str]:
    from rochdale.voting.verifiable.tracking import number_of

    yield ""
    for ballot in report.ballots:
        state = translate(N_("counted") if ballot.counted else N_("replaced by a later one"))
        yield f"  {number_of(ballot.tracker)}  {ballot.tracker}  {state}"


def _fault(fault: Fault, translate: Translate) -> str:
    place = "" if fault.line is None else translate(N_("event %(height)s: ")) % {"height": fault.line}
    facts = ", ".join(f"{name} {value}" for name, value in fault.facts.items())
    sentence = translate(sentences.REASONS[Reason(fault.code)])
    return f"  {place}{sentence} [{fault.code}{': ' if facts else ''}{facts}]"


def _figures(figures: Figures, translate: Translate) -> Iterator[str]:
    yield ""
    yield figures.name
    shown: dict[str, object] = {
        "uuid": figures.uuid,
        "fingerprint": figures.fingerprint,
        "head": figures.head,
    }
    if figures.binding is not None:
        shown |= asdict(figures.binding)
    shown |= {"entitled": figures.entitled, "received": figures.received, "voted": figures.voted}
    shown["counted"] = translate(N_("none yet")) if figures.counted is None else figures.counted
    for name, value in shown.items():
        yield f"  {translate(_LABELS[name]):<12} {value}"
    for answered in figures.answered:
        yield from _answered(answered, translate)


def _answered(answered: Answered, translate: Translate) -> Iterator[str]:
    yield ""
    yield answered.question
    if answered.blanks is not None:
        blank = translate(N_("blank"))
        yield f"  {answered.blanks:>6}  ({blank})"
    for answer, count in answered.answers:
        yield f"  {count:>6}  {answer}"
    for order, count in answered.orders():
        yield f"  {count:>6}  {order}"
