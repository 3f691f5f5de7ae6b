"""Voting: once each, over all ways. Who voted and, in a secret vote, what was voted go apart at once.

A vote writes no act of its own: the record has an order and a time, which a secret vote must not share with its
voters. What happened stands in the participations, and the closing of the vote is an act.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from uuid import UUID

from django.db import DatabaseError, connection, transaction

from rochdale.assembly import errors
from rochdale.assembly.actions.authority import authorise, meeting_row
from rochdale.assembly.models import (
    Channel,
    Choice,
    Meeting,
    OpenChoice,
    Participation,
    RollLine,
    SealedChoice,
    VoteMethod,
    VoteWay,
)
from rochdale.assembly.queries.floor import VoteSeen, present_as, vote_of, voting_line
from rochdale.assembly.queries.urn import seal_choice
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside


@dataclass(frozen=True, slots=True)
class Cast:
    """What somebody votes. `mark` is drawn by chance for a secret vote: the voter finds the choice again by it."""

    choice: Choice
    mark: str = ""


def cast_vote(*, by: Acting, number: int, vote_number: int, cast: Cast) -> None:
    """Vote for oneself, or for the organization that one represents, on a device.

    Raises MeetingNotFound, VoteNotFound, NotOnRoll, NotPresent, VoteNotOpen, OtherWay, AlreadyVoted.
    """
    assert by.person_id is not None
    with inside(by.cooperative_id):
        meeting, seen = open_vote(by, number, vote_number)
        line = line_of(meeting, by.person_id)
        channel = channel_of(meeting, seen, by.person_id)
        if (
            seen.is_election
            or seen.method is VoteMethod.ROLL_CALL
            or (seen.method is VoteMethod.HANDS and channel is Channel.HALL)
        ):
            raise errors.OtherWay
        take_part(by, seen, line, VoteWay.DEVICE, channel)
        if seen.method is VoteMethod.SECRET:
            _seal(by, seen, cast)
        else:
            _write_choice(by, seen, line, cast.choice)


def call_out(*, by: Acting, number: int, vote_number: int, voter_id: UUID, choice: Choice) -> None:
    """Write down what somebody says whose name is called out. Raises as cast_vote, and NotAllowed."""
    with inside(by.cooperative_id):
        authorise(by)
        meeting, seen = open_vote(by, number, vote_number)
        if seen.method is not VoteMethod.ROLL_CALL:
            raise errors.OtherWay
        line = line_of(meeting, voter_id)
        take_part(by, seen, line, VoteWay.ALOUD, channel_of(meeting, seen, voter_id))
        _write_choice(by, seen, line, choice)


def give_paper(
    *, by: Acting, number: int, vote_number: int, voter_id: UUID, is_assisted: bool = False
) -> None:
    """Give a paper to a voter, who then votes in no other way; the tellers count the papers.

    `is_assisted` says that somebody helps to fill it in. Raises as cast_vote, and NotAllowed.
    """
    with inside(by.cooperative_id):
        authorise(by)
        meeting, seen = open_vote(by, number, vote_number)
        if seen.method is not VoteMethod.SECRET:
            raise errors.OtherWay
        line = line_of(meeting, voter_id)
        take_part(by, seen, line, VoteWay.PAPER, Channel.HALL, is_assisted=is_assisted)


def open_vote(by: Acting, number: int, vote_number: int) -> tuple[Meeting, VoteSeen]:
    """A vote that takes votes now. Raises MeetingNotFound, VoteNotFound, VoteNotOpen."""
    meeting = meeting_row(number)
    seen = vote_of(meeting_id=meeting.id, number=vote_number)
    if not seen.is_open(by.at):
        raise errors.VoteNotOpen(opens_at=seen.opens_at)
    return meeting, seen


def line_of(meeting: Meeting, person_id: UUID) -> RollLine:
    """The line for which somebody votes. Raises NotOnRoll."""
    line = voting_line(meeting_id=meeting.id, person_id=person_id)
    if line is None:
        raise errors.NotOnRoll
    return line


def channel_of(meeting: Meeting, seen: VoteSeen, person_id: UUID) -> Channel:
    """By which way the voter takes part. A vote of the floor is for who is there; a window is open to all."""
    came = present_as(meeting_id=meeting.id, person_id=person_id)
    if came is not None:
        return Channel(came.channel)
    if seen.closes_at is None:
        raise errors.NotPresent
    return Channel.ONLINE


def take_part(  # the row's own columns
    by: Acting, seen: VoteSeen, line: RollLine, way: VoteWay, channel: Channel, *, is_assisted: bool = False
) -> None:
    """Write down that a line has voted, once (INV-98). Raises AlreadyVoted."""
    with connection.cursor() as cursor:
        # INV-98: told to the database and not written.
        cursor.execute("SELECT set_config('rochdale.vote_cast_at', %s, TRUE)", [by.at.isoformat()])
    try:
        with transaction.atomic():
            Participation(
                cooperative_id=by.cooperative_id,
                vote_id=seen.id,
                line_id=line.id,
                way=way,
                channel=channel,
                is_assisted=is_assisted,
            ).save(force_insert=True)
    except DatabaseError as error:
        # The same line in this vote, or in a ballot on the same item (INV-103).
        if "assembly_participation_pkey" in str(error) or "INV-103" in str(error):
            raise errors.AlreadyVoted from error
        raise


def _write_choice(by: Acting, seen: VoteSeen, line: RollLine, choice: Choice) -> None:
    OpenChoice(cooperative_id=by.cooperative_id, vote_id=seen.id, line_id=line.id, choice=choice).save(
        force_insert=True
    )


def _seal(by: Acting, seen: VoteSeen, cast: Cast) -> None:
    assert cast.mark, "a secret vote has a mark"
    # By chance alone: an identifier of ours would tell the time.
    id_ = uuid.uuid4()
    sealed = seal_choice(by.cooperative_id, seen.id, id_, cast.choice.value, cast.mark)
    SealedChoice(cooperative_id=by.cooperative_id, vote_id=seen.id, id=id_, sealed=sealed).save(
        force_insert=True
    )
