"""Elections on the floor: the paper, what was counted, and who has which seat by it. Asked inside a cooperative."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from rochdale.assembly import models
from rochdale.assembly.errors import ElectionNotFound
from rochdale.assembly.models import ElectedHow
from rochdale.assembly.queries.by_name import weighed_ballots
from rochdale.assembly.queries.nominations import (
    CallSeen,
    NominationSeen,
    SeatUp,
    admitted,
    told_apart,
)
from rochdale.membership import queries as membership
from rochdale.tenancy.queries import rows
from rochdale.voting import boards
from rochdale.voting.ballots import BallotKind
from rochdale.voting.boards import Group
from rochdale.voting.boards import Seat as BoardSeat
from rochdale.voting.elections import Method, Sheet, profile_of
from rochdale.voting.outcomes import Outcome
from rochdale.voting.transcripts import plain_of
from rochdale.voting.words import N_, Sentence, Words

NOT_COUNTED: Final = Sheet({}, 0)
ACCLAMATION: Final = "acclamation"
_OF_BALLOTS: Final = {
    "ballot.archive": N_("The count is that of the published vote %(uuid)s, whose archive proves it."),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A candidate on a paper: in which place from 1, and by the number of the nomination."""

    place: int
    nomination_id: UUID
    number: int
    person_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class PaperSeen:
    """What an election asks: so many seats of a group, by which method, and who stands."""

    vote_id: UUID
    call_id: UUID
    body: Mapping[str, str]
    electoral_group: str
    method: Method
    seats: int
    candidates: tuple[Listed, ...]

    @property
    def marks_max(self) -> int:
        """The most candidates that a ballot names."""
        return self.method.marks_max or len(self.candidates)


@dataclass(frozen=True, slots=True)
class TallySeen:
    """What was handed in when an election was closed."""

    valid: int
    blank: int
    spoilt: int
    participants: int
    quorum_present: int


@dataclass(frozen=True, slots=True)
class Seated:
    """A seat by a result: who has it until the day before `until_on`, or nobody."""

    seat_id: UUID
    place: int
    until_on: date
    nomination_id: UUID | None
    number: int | None
    person_id: UUID | None
    name: str
    is_given: bool


@dataclass(frozen=True, slots=True)
class ResultSeen:
    """Who is elected to the seats of a group, how it was decided, and the count as it was kept."""

    id: UUID
    item_id: UUID
    electoral_group: str
    place: int
    how: ElectedHow
    vote_id: UUID | None
    rule: str
    seed: str
    transcript: Mapping[str, Any]
    on_date: date
    seats: tuple[Seated, ...]

    @property
    def elected(self) -> tuple[Seated, ...]:
        """The seats that somebody has."""
        return tuple(seat for seat in self.seats if seat.nomination_id is not None)

    @property
    def waits(self) -> bool:
        """Whether somebody elected has no mandate yet."""
        return any(not seat.is_given for seat in self.elected)


def paper_of(vote_id: UUID) -> PaperSeen:
    """The paper of an election."""
    row = models.ElectionVote.objects.get(vote_id=vote_id)
    bodies = models.NominationCall.objects.filter(id=row.call_id).values("body_id")
    found = rows("assembly", "election_paper.sql", {"vote_id": vote_id})
    known = membership.names_of(person_ids=[person_id for *_rest, person_id in found])
    names = told_apart([(known[person_id], number) for _place, _id, number, person_id in found])
    return PaperSeen(
        vote_id=vote_id,
        call_id=row.call_id,
        body=models.Body.objects.get(id__in=bodies).names,
        electoral_group=row.electoral_group,
        method=Method(row.rule, BallotKind(row.ballot_kind), row.marks_max),
        seats=row.seats,
        candidates=tuple(
            Listed(place, nomination_id, number, person_id, name)
            for (place, nomination_id, number, person_id), name in zip(found, names, strict=True)
        ),
    )


def open_seats(meeting_id: UUID, call: CallSeen, electoral_group: str) -> tuple[SeatUp, ...]:
    """The seats of a group that no result has filled yet."""
    filled = _filled(meeting_id, call.body.id).exclude(nomination_id=None).values_list("seat_id", flat=True)
    done = set(filled)
    return tuple(seat for seat in call.seats_of(electoral_group) if seat.seat_id not in done)


def standing(
    meeting_id: UUID, call: CallSeen, found: Sequence[NominationSeen], electoral_group: str
) -> list[NominationSeen]:
    """Who stands for the seats of a group and is not elected yet, in the order of the paper."""
    elected = set(_filled(meeting_id, call.body.id).values_list("nomination_id", flat=True))
    return [each for each in admitted(meeting_id, call, found, electoral_group) if each.id not in elected]


def _filled(meeting_id: UUID, body_id: UUID) -> Any:
    results = models.ElectionResult.objects.filter(meeting_id=meeting_id, body_id=body_id).values("id")
    return models.ResultSeat.objects.filter(result_id__in=results)


def group_of(electoral_group: str, seats: Sequence[SeatUp], numbers: Sequence[int]) -> Group:
    """A group as it is counted: seats by their numbers, and candidates by the numbers of their nominations.

    Names are not counted with: two may be alike, and one may be taken away later, when the count must still come out.
    """
    return Group(
        name=electoral_group,
        seats=tuple(BoardSeat(str(seat.place), seat.months, seat.is_vacated) for seat in seats),
        candidates=tuple(str(number) for number in numbers),
    )


def tellers_agreed(vote_id: UUID) -> Sheet | None:
    """What two tellers wrote alike; None while no two did."""
    latest: dict[UUID, tuple[str, int, int, int]] = {}
    for row in models.TellersSheet.objects.filter(vote_id=vote_id).order_by("place"):
        latest[row.teller_id] = (row.content, row.valid, row.blank, row.spoilt)
    told = list(latest.values())
    alike = max(told, key=told.count, default=None)
    return Sheet.of(*alike) if alike is not None and told.count(alike) > 1 else None


def sheets_of(vote_id: UUID) -> int:
    """How many tellers have counted the papers of an election."""
    return models.TellersSheet.objects.filter(vote_id=vote_id).values("teller_id").distinct().count()


def counted_ballots(vote_id: UUID, method: Method) -> Any:
    """The profile of an election that is closed: its box and what tellers agreed on, or the ballots by name."""
    ballots = weighed_ballots(vote_id)
    ballots.update(models.BoxBallot.objects.filter(vote_id=vote_id).values_list("ballot", flat=True))
    return profile_of(ballots, tellers_agreed(vote_id) or NOT_COUNTED, method)


def ballots_of(vote_id: UUID) -> list[tuple[str, str]]:
    """The ballots of an election that is closed, in the order of their marks."""
    found = models.BoxBallot.objects.filter(vote_id=vote_id).order_by("mark")
    return [(row.mark, row.ballot) for row in found]


def tally_of(vote_id: UUID) -> TallySeen | None:
    """What was handed in; None while an election is open."""
    row = models.ElectionTally.objects.filter(vote_id=vote_id).first()
    return TallySeen(row.valid, row.blank, row.spoilt, row.participants, row.quorum_present) if row else None


def results_of(meeting_id: UUID, body_id: UUID) -> list[ResultSeen]:
    """The results of the elections of a body at a meeting, in the order in which they came."""
    found = list(
        models.ElectionResult.objects.filter(meeting_id=meeting_id, body_id=body_id).order_by("at", "id")
    )
    seats = _seats_by_result([row.id for row in found])
    return [
        ResultSeen(
            id=row.id,
            item_id=row.item_id,
            electoral_group=row.electoral_group,
            place=row.place,
            how=ElectedHow(row.how),
            vote_id=row.vote_id,
            rule=row.rule,
            seed=row.seed,
            transcript=row.transcript,
            on_date=row.on_date,
            seats=tuple(seats.get(row.id, [])),
        )
        for row in found
    ]


def result_of_vote(vote_id: UUID) -> ResultSeen | None:
    """The result that a vote gave."""
    row = models.ElectionResult.objects.filter(vote_id=vote_id).first()
    if row is None:
        return None
    return next(each for each in results_of(row.meeting_id, row.body_id) if each.id == row.id)


def _seats_by_result(ids: Sequence[UUID]) -> dict[UUID, list[Seated]]:
    found = rows("assembly", "result_seats.sql", {"ids": [str(each) for each in ids]})
    names = membership.names_of(person_ids=[row[6] for row in found if row[6] is not None])
    seats: dict[UUID, list[Seated]] = {}
    for result_id, seat_id, place, until_on, nomination_id, number, person_id, is_given in found:
        seats.setdefault(result_id, []).append(
            Seated(
                seat_id, place, until_on, nomination_id, number, person_id, names.get(person_id, ""), is_given
            )
        )
    return seats


def published_id(uuid: str) -> UUID:
    """The row of a published vote. Raises ElectionNotFound."""
    found = models.Election.objects.filter(uuid=uuid).values_list("id", flat=True).first()
    if found is None:
        raise ElectionNotFound
    return found


def sentences_for(rule: str) -> Mapping[str, Sentence]:
    """The sentences in which a count by a rule is told."""
    own = boards.SENTENCES if rule == ACCLAMATION else boards.sentences_of(rule)
    return {**own, **_OF_BALLOTS}


def transcript_of(outcome: Outcome, rule: str) -> dict[str, Any]:
    """A count as it is kept: in values of JSON, with candidates by their numbers."""
    words = Words(sentences_for(rule), str, lambda figure, _decimals: str(figure))
    return {**plain_of(outcome, words), "decimals": outcome.decimals}
