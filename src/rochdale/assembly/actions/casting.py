"""Voting: once each, over all ways. Who voted and, in a secret vote, what was voted go apart at once.

A vote writes no act of its own: the record has an order and a time, which a secret vote must not share with its
voters. What happened stands in the participations, and the closing of the vote is an act.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from uuid import UUID

from psycopg import Error as DriverError
from psycopg.errors import UniqueViolation

from rochdale.assembly import errors
from rochdale.assembly.actions.authority import authorise
from rochdale.assembly.models import (
    Channel,
    Choice,
    OpenChoice,
    VoteMethod,
    VoteWay,
)
from rochdale.assembly.queries.floor import VoteSeen, vote_of
from rochdale.assembly.queries.urn import seal_choice
from rochdale.assembly.queries.voters import VoterNow, voter_now
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside
from rochdale.tenancy.queries import one_trip, packed_send


@dataclass(frozen=True, slots=True)
class Cast:
    """What somebody votes. `mark` is drawn by chance for a secret vote: the voter finds the choice again by it."""

    choice: Choice
    mark: str = ""


def cast_vote(*, by: Acting, number: int, vote_number: int, cast: Cast) -> VoteSeen:
    """Vote for oneself, or for the organization that one represents, on a device; the vote in which it was.

    Raises MeetingNotFound, VoteNotFound, NotOnRoll, NotPresent, VoteNotOpen, OtherWay, AlreadyVoted.
    """
    assert by.person_id is not None
    with inside(by.cooperative_id):
        voter, seen = open_vote(by, number, vote_number, by.person_id)
        line_id, channel = line_of(voter), channel_of(voter, seen)
        if (
            seen.is_election
            or seen.method is VoteMethod.ROLL_CALL
            or (seen.method is VoteMethod.HANDS and channel is Channel.HALL)
        ):
            raise errors.OtherWay
        take_part(by, seen, line_id, VoteWay.DEVICE, channel)
        if seen.method is VoteMethod.SECRET:
            _seal(by, seen, cast)
        else:
            _write_choice(by, seen, line_id, cast.choice)
        return seen


def call_out(*, by: Acting, number: int, vote_number: int, voter_id: UUID, choice: Choice) -> None:
    """Write down what somebody says whose name is called out. Raises as cast_vote, and NotAllowed."""
    with inside(by.cooperative_id):
        authorise(by)
        voter, seen = open_vote(by, number, vote_number, voter_id)
        if seen.method is not VoteMethod.ROLL_CALL:
            raise errors.OtherWay
        line_id = line_of(voter)
        take_part(by, seen, line_id, VoteWay.ALOUD, channel_of(voter, seen))
        _write_choice(by, seen, line_id, choice)


def give_paper(
    *, by: Acting, number: int, vote_number: int, voter_id: UUID, is_assisted: bool = False
) -> None:
    """Give a paper to a voter, who then votes in no other way; the tellers count the papers.

    `is_assisted` says that somebody helps to fill it in. Raises as cast_vote, and NotAllowed.
    """
    with inside(by.cooperative_id):
        authorise(by)
        voter, seen = open_vote(by, number, vote_number, voter_id)
        if seen.method is not VoteMethod.SECRET:
            raise errors.OtherWay
        take_part(by, seen, line_of(voter), VoteWay.PAPER, Channel.HALL, is_assisted=is_assisted)


def open_vote(by: Acting, number: int, vote_number: int, person_id: UUID) -> tuple[VoterNow, VoteSeen]:
    """A vote that takes votes now, and somebody in its meeting. Raises MeetingNotFound, VoteNotFound, VoteNotOpen."""
    voter = voter_now(number=number, person_id=person_id)
    seen = vote_of(meeting_id=voter.meeting_id, number=vote_number, with_participants=False)
    if not seen.is_open(by.at):
        raise errors.VoteNotOpen(opens_at=seen.opens_at)
    return voter, seen


def line_of(voter: VoterNow) -> UUID:
    """The line of the roll for which somebody votes. Raises NotOnRoll."""
    if voter.line_id is None:
        raise errors.NotOnRoll
    return voter.line_id


def channel_of(voter: VoterNow, seen: VoteSeen) -> Channel:
    """By which way the voter takes part. A vote of the floor is for who is there; a window is open to all."""
    if voter.channel is not None:
        return voter.channel
    if seen.closes_at is None:
        raise errors.NotPresent
    return Channel.ONLINE


def take_part(  # the row's own columns
    by: Acting, seen: VoteSeen, line_id: UUID, way: VoteWay, channel: Channel, *, is_assisted: bool = False
) -> None:
    """Write down that a line has voted, once (INV-98). Raises AlreadyVoted."""
    row = {
        "cooperative_id": by.cooperative_id, "vote_id": seen.id, "line_id": line_id, "way": way.value,
        "channel": channel.value, "is_assisted": is_assisted,
    }  # fmt: skip
    try:
        with one_trip():
            # INV-98: told to the database and not written.
            packed_send("assembly", "cast_at.sql", {"at": by.at.isoformat()})
            packed_send("assembly", "take_part.sql", row)
    except DriverError as error:
        # The same line in this vote, or in a ballot on the same item (INV-103). What was begun is undone as this
        # leaves the wall.
        if isinstance(error, UniqueViolation) or "INV-103" in str(error):
            raise errors.AlreadyVoted from error
        raise


def _write_choice(by: Acting, seen: VoteSeen, line_id: UUID, choice: Choice) -> None:
    OpenChoice(cooperative_id=by.cooperative_id, vote_id=seen.id, line_id=line_id, choice=choice).save(
        force_insert=True
    )


def _seal(by: Acting, seen: VoteSeen, cast: Cast) -> None:
    assert cast.mark, "a secret vote has a mark"
    # By chance alone: an identifier of ours would tell the time.
    id_ = uuid.uuid4()
    sealed = seal_choice(by.cooperative_id, seen.id, id_, cast.choice.value, cast.mark)
    row = {"cooperative_id": by.cooperative_id, "vote_id": seen.id, "id": id_, "sealed": sealed}
    packed_send("assembly", "seal_choice.sql", row)
