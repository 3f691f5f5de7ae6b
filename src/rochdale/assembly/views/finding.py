"""The meeting that an address names, for whom it is shown."""

from __future__ import annotations

from django.http import Http404

from rochdale.assembly import queries
from rochdale.assembly.errors import MeetingNotFound, VoteNotFound
from rochdale.assembly.queries import MeetingSeen, MeetingStepKind, VoteSeen


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


def vote_asked(seen: MeetingSeen, number: int) -> VoteSeen:
    """A vote of a meeting. Raises Http404."""
    try:
        return queries.vote_of(meeting_id=seen.id, number=number)
    except VoteNotFound as missing:
        raise Http404 from missing
