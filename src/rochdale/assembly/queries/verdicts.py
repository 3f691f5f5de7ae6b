"""Verdicts as they are kept beside a published vote: what the verifier said, and the events of the board.

A kept verdict is read back without the events: a page of the vote needs none, and a large vote has many.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from rochdale.kernel.errors import Fault
from rochdale.tenancy.queries import rows
from rochdale.voting.verifiable.election import Binding
from rochdale.voting.verifiable.tracking import number_of
from rochdale.voting.verifiable.translations import WordedQuestion, Wording
from rochdale.voting.verifiable.verifier.report import Answered, Figures, Limit, Remark, Report


def kept_report(report: Report) -> dict[str, Any]:
    """What a verification found, as it is kept, without the events."""
    return asdict(replace(report, heads=(), ballots=()))


def read_report(kept: Mapping[str, Any]) -> Report:
    """A report as it was kept; its heads and ballots stand on the board, and are not in it."""
    return Report(
        source=kept["source"],
        faults=tuple(Fault(**fault) for fault in kept["faults"]),
        figures=None if kept["figures"] is None else _figures(kept["figures"]),
        remarks=tuple(Remark(remark) for remark in kept["remarks"]),
        unchecked=tuple(kept["unchecked"]),
        limits=tuple(Limit(limit) for limit in kept["limits"]),
    )


def _figures(kept: Mapping[str, Any]) -> Figures:
    binding = None if kept["binding"] is None else Binding(**kept["binding"])
    answered, wordings = map(_answered, kept["answered"]), map(_wording, kept.get("wordings", ()))
    return Figures(**{**kept, "binding": binding, "answered": tuple(answered), "wordings": tuple(wordings)})


def _wording(kept: Mapping[str, Any]) -> Wording:
    asked = [WordedQuestion(each["question"], tuple(each["answers"])) for each in kept["questions"]]
    return Wording(kept["language"], kept["name"], kept["description"], tuple(asked))


def _answered(kept: Mapping[str, Any]) -> Answered:
    rankings = kept["rankings"]
    return Answered(
        question=kept["question"],
        answers=tuple((answer, votes) for answer, votes in kept["answers"]),
        blanks=kept["blanks"],
        rankings=None if rankings is None else tuple(tuple(ranks) for ranks in rankings),
        options=tuple(kept.get("options", ())),
    )


def board_of(report: Report) -> list[dict[str, Any]]:
    """The events of an archive by height: the hash of each; of a ballot how it is found, and whether it counts."""
    ballots = {ballot.height: ballot for ballot in report.ballots}
    board: list[dict[str, Any]] = []
    for height, head in enumerate(report.heads):
        event = {"height": height, "head": head, "tracker": None, "number": None, "counted": None}
        if height in ballots:
            ballot = ballots[height]
            number = number_of(ballot.tracker).replace(" ", "")
            event |= {"tracker": ballot.tracker, "number": number, "counted": ballot.counted}
        board.append(event)
    return board


def board_kept(*, uuid: str) -> list[dict[str, Any]]:
    """The events that are kept of a published vote of the current cooperative, as `board_of` writes them."""
    names = ("height", "head", "tracker", "number", "counted")
    return [dict(zip(names, event, strict=True)) for event in rows("assembly", "board.sql", {"uuid": uuid})]
