"""Casting in a verifiable ballot: checked on arrival, once over all ways, and no act of its own.

The board is the record of what was cast, event by event; who has voted is a participation beside it. An act would
add a time and a person to what everybody reads.
"""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from rochdale.assembly import errors
from rochdale.assembly.actions.authority import authorise, meeting_row
from rochdale.assembly.actions.board import append_event, take_ballot
from rochdale.assembly.models import (
    BallotCredential,
    BallotEvent,
    BallotParticipation,
    BallotStepKind,
    Participation,
    VoteStepKind,
    VoteWay,
)
from rochdale.assembly.queries.ballot_board import digest_of, election_read, setup_parts
from rochdale.assembly.queries.ballots import BallotSeen, ballot_named, ballot_of
from rochdale.assembly.queries.floor import votes_of, voting_line
from rochdale.assembly.queries.motions import vote_motions
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside
from rochdale.tenancy.actions import lock as take
from rochdale.voting.verifiable.archive.events import Kind
from rochdale.voting.verifiable.ballots import Ballot as BallotCast
from rochdale.voting.verifiable.casting import Box, admit
from rochdale.voting.verifiable.hashing import base64_of
from rochdale.voting.verifiable.refusals import Reason, Unsound

_PAPER_FROM = {BallotStepKind.CODES_MADE, BallotStepKind.OPENED}


def cast_ballot(*, by: Acting, uuid: str, content: bytes) -> str:
    """Put a ballot on the board, once every proof of it is checked; its tracker, by which its voter finds it.

    A later ballot under the same voting code takes the place of an earlier one. The same ballot sent again is
    answered as the first time, after the close as well. Raises BallotNotFound, VoteNotOpen, BallotRefused,
    AlreadyVoted (on paper, or on the floor).
    """
    with inside(by.cooperative_id):
        seen = ballot_named(uuid=uuid)
        tracker = base64_of(content)
        if _is_there(seen, tracker):
            return tracker
        if not seen.takes_votes(by.at):
            raise errors.VoteNotOpen(opens_at=seen.opens_at)
        # The proofs first: nobody waits for the ballot meanwhile.
        cast = _checked(seen, content)
        digest = digest_of(cast.credential)
        take_ballot(seen.id)
        if _is_there(seen, tracker):
            return tracker
        seen = ballot_named(uuid=uuid)
        if not seen.takes_votes(by.at):
            raise errors.VoteNotOpen(opens_at=seen.opens_at)
        line_id = BallotCredential.objects.get(ballot_id=seen.id, digest=digest).line_id
        _tell_time(by)
        _take_part(by, seen, line_id, VoteWay.DEVICE)
        append_event(by, seen.id, Kind.BALLOT, [content], tracker, digest)
        return tracker


def give_ballot_paper(
    *, by: Acting, number: int, ballot: int, voter_id: UUID, is_assisted: bool = False
) -> None:
    """Give a paper to a voter instead, who then votes in no other way; tellers count the papers after the close.

    Raises NotAllowed, MeetingNotFound, BallotNotFound, VoteNotOpen, NotOnRoll, AlreadyVoted.
    """
    with inside(by.cooperative_id):
        authorise(by)
        meeting = meeting_row(number)
        take_ballot(ballot_of(meeting_id=meeting.id, number=ballot).id)
        seen = ballot_of(meeting_id=meeting.id, number=ballot)
        if seen.stands not in _PAPER_FROM or by.at >= seen.closes_at:
            raise errors.VoteNotOpen(opens_at=seen.opens_at)
        line = voting_line(meeting_id=meeting.id, person_id=voter_id)
        if line is None:
            raise errors.NotOnRoll
        _tell_time(by)
        _take_part(by, seen, line.id, VoteWay.PAPER, is_assisted=is_assisted)


def _is_there(seen: BallotSeen, tracker: str) -> bool:
    """Whether the ballot is on the board, and counts. Raises BallotRefused for one that was replaced."""
    found = BallotEvent.objects.filter(ballot_id=seen.id, tracker=tracker).first()
    if found is None:
        return False
    latest = BallotEvent.objects.filter(ballot_id=seen.id, digest=found.digest).latest("height")
    if latest.tracker != tracker:
        raise errors.BallotRefused(reason=Reason.BALLOT_SUPERSEDED.value)
    return True


class _Listed:
    """The public list, asked one credential at a time."""

    def __init__(self, seen: BallotSeen) -> None:
        self.seen = seen

    def __contains__(self, credential: object) -> bool:
        digest = digest_of(credential)
        return BallotCredential.objects.filter(ballot_id=self.seen.id, digest=digest).exists()


def _checked(seen: BallotSeen, content: bytes) -> BallotCast:
    election = election_read(setup_parts(ballot_id=seen.id)[0])
    # What is on the board already was asked above.
    box = Box(_Listed(seen), lambda _tracker: None, lambda _credential: None)
    try:
        return admit(election, box, content)
    except Unsound as unsound:
        raise errors.BallotRefused(reason=unsound.reason.value) from unsound


def _tell_time(by: Acting) -> None:
    with connection.cursor() as cursor:
        # INV-101: told to the database, which refuses what is outside the window, and not written.
        cursor.execute("SELECT set_config('rochdale.vote_cast_at', %s, TRUE)", [by.at.isoformat()])


def _take_part(
    by: Acting, seen: BallotSeen, line_id: UUID, way: VoteWay, *, is_assisted: bool = False
) -> None:
    """Write that a line has voted, once over all ways (INV-103); again on a device is voting again."""
    take(f"{seen.item_id}{line_id}", invariant=103)
    taken = BallotParticipation.objects.filter(ballot_id=seen.id, line_id=line_id).first()
    if taken is not None:
        if way is VoteWay.DEVICE and taken.way == VoteWay.DEVICE:
            return
        raise errors.AlreadyVoted
    if _voted_on_the_floor(seen, line_id):
        raise errors.AlreadyVoted
    BallotParticipation(
        cooperative_id=by.cooperative_id,
        ballot_id=seen.id,
        line_id=line_id,
        way=way,
        is_assisted=is_assisted,
    ).save(force_insert=True)


def _voted_on_the_floor(seen: BallotSeen, line_id: UUID) -> bool:
    """Whether the line voted in a vote on the same item that was not withdrawn; one on an amendment is another."""
    named = vote_motions(meeting_id=seen.meeting_id)
    counting = [
        each.id
        for each in votes_of(meeting_id=seen.meeting_id)
        if each.item_id == seen.item_id and each.stands is not VoteStepKind.WITHDRAWN and each.id not in named
    ]
    return Participation.objects.filter(vote_id__in=counting, line_id=line_id).exists()
