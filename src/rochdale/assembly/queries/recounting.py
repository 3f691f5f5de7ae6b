"""Counting again: whether the ballots that are kept still give the results that were written. For the audit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from rochdale.assembly import models
from rochdale.assembly.queries.contests import counted_ballots, group_of, paper_of, transcript_of
from rochdale.assembly.queries.nominations import CallSeen, SeatUp, calls_of
from rochdale.voting.ballots import faults_of
from rochdale.voting.boards import Election, Terms, elect_group
from rochdale.voting.elections import paper_for
from rochdale.voting.errors import LotNeeded


def counted_differently() -> Iterator[dict[str, str]]:
    """Results of votes whose ballots give another count, other seats, or none."""
    for row in models.ElectionResult.objects.filter(how=models.ElectedHow.VOTE).order_by("id"):
        call = next(each for each in calls_of(row.meeting_id) if each.id == row.call_id)
        if _has_unfit(row):
            yield {"result": str(row.id), "fault": "ballots"}
            continue
        try:
            found = _counted_again(row, call)
        except LotNeeded:
            yield {"result": str(row.id), "fault": "lot"}
            continue
        if _bare(transcript_of(found.outcome, row.rule)) != _bare(row.transcript) or _seated(row) != _given(
            row, found
        ):
            yield {"result": str(row.id), "fault": "count"}


def _has_unfit(row: models.ElectionResult) -> bool:
    """Whether a ballot that is kept could not have been cast: no rule would count it."""
    assert row.vote_id is not None
    paper = paper_of(row.vote_id)
    asked = paper_for(paper.method, len(paper.candidates))
    profile = counted_ballots(row.vote_id, paper.method)
    return any(faults_of(ballot, asked) for ballot, _times in profile.ballots)


def _bare(transcript: Mapping[str, Any]) -> dict[str, Any]:
    """A count without its sentences: how something is said may have changed since."""
    stages = [
        {**stage, "reason": _unsaid(stage["reason"]), "notes": [_unsaid(note) for note in stage["notes"]]}
        for stage in transcript["stages"]
    ]
    return {**transcript, "stages": stages}


def _unsaid(note: Mapping[str, Any]) -> dict[str, Any]:
    return {name: told for name, told in note.items() if name != "sentence"}


def _counted_again(row: models.ElectionResult, call: CallSeen) -> Election:
    assert row.vote_id is not None
    paper = paper_of(row.vote_id)
    group = replace(
        group_of(row.electoral_group, _seats(row, call), [each.number for each in paper.candidates]),
        profile=counted_ballots(row.vote_id, paper.method),
        kind=paper.method.kind,
    )
    return elect_group(
        group, row.rule, seed=row.seed or None, terms=Terms(call.longest_term_to), acclaims=False
    )


def _seats(row: models.ElectionResult, call: CallSeen) -> list[SeatUp]:
    own = set(models.ResultSeat.objects.filter(result_id=row.id).values_list("seat_id", flat=True))
    return [seat for seat in call.seats if seat.seat_id in own]


def _seated(row: models.ElectionResult) -> dict[int, int | None]:
    """The number of the nomination by the place of the seat, as it was written."""
    seats = {seat.id: seat.place for seat in models.Seat.objects.all()}
    numbers = dict(
        models.Nomination.objects.filter(meeting_id=row.meeting_id, body_id=row.body_id).values_list(
            "id", "number"
        )
    )
    return {
        seats[each.seat_id]: numbers[each.nomination_id] if each.nomination_id else None
        for each in models.ResultSeat.objects.filter(result_id=row.id)
    }


def _given(row: models.ElectionResult, found: Election) -> dict[int, int | None]:
    assert row.seats_stated == len(found.filled)
    return {
        int(each.seat.name): int(each.candidate) if each.candidate is not None else None
        for each in found.filled
    }
