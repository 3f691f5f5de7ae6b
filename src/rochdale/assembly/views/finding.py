"""The meeting that an address names, for whom it is shown."""

from __future__ import annotations

from django.http import Http404

from rochdale.assembly import queries
from rochdale.assembly.errors import MeetingNotFound, VoteNotFound
from rochdale.assembly.queries import MeetingSeen, MeetingStepKind, VoteSeen
from rochdale.assembly.queries.voters import VoterNow, voter_now
from rochdale.cooperatives.views import Visit


def meeting_asked(number: int) -> MeetingSeen:
    """A meeting by its number. Raises Http404."""
    try:
        return queries.meeting(number)
    except MeetingNotFound as missing:
        raise Http404 from missing


def called_meeting(number: int) -> MeetingSeen:
    """A meeting that was called: before that, only those see it who prepare it. Raises Http404."""
    seen = meeting_asked(number)
    if all(step.kind is not MeetingStepKind.CALLED for step in seen.steps):
        raise Http404
    return seen


def voter_here(visit: Visit, number: int) -> VoterNow:
    """A meeting that was called, for the person who visits, in one statement. Raises Http404, NotLetIn."""
    try:
        found = voter_now(number=number, person_id=visit.require_self())
    except MeetingNotFound as missing:
        raise Http404 from missing
    if not found.was_called:
        raise Http404
    return found


def vote_asked(seen: MeetingSeen, number: int) -> VoteSeen:
    """A vote of a meeting. Raises Http404."""
    try:
        return queries.vote_of(meeting_id=seen.id, number=number)
    except VoteNotFound as missing:
        raise Http404 from missing
