"""The ways from an item of an agenda to its elections."""

from __future__ import annotations

from django.utils.translation import gettext as _

from rochdale.assembly import queries
from rochdale.assembly.queries import FilledBy, ItemKind, ItemSeen, MeetingSeen, MeetingStepKind
from rochdale.assembly.queries.nominations import calls_of
from rochdale.assembly.views.seen import language_now, runs_meetings
from rochdale.cooperatives.views import Visit
from rochdale.web.values import Link

_OVER = {MeetingStepKind.CLOSED, MeetingStepKind.CANCELLED}


def election_links(visit: Visit, seen: MeetingSeen, item: ItemSeen) -> list[Link]:
    """Candidates and seats of the bodies that are elected at an item; for who runs it also what can be put."""
    if item.kind is not ItemKind.ELECTION:
        return []
    named = item.effect_facts.get("body")
    called = [call.body for call in calls_of(seen.id) if named in {None, call.body.code}]
    links = [
        Link(
            visit.href("assembly-votes:contest", number=seen.number, code=body.code),
            _("Candidates: %(body)s") % {"body": body.name(language_now())},
        )
        for body in called
    ]
    if not runs_meetings(visit) or seen.stands in _OVER:
        return links
    known = {body.code for body in called}
    return links + [
        Link(
            visit.href("assembly-votes:call-nominations", number=seen.number, code=body.code),
            _("Put seats to the election: %(body)s") % {"body": body.name(language_now())},
        )
        for body in queries.bodies()
        if body.filled_by is FilledBy.GENERAL_MEETING
        and body.code not in known
        and named in {None, body.code}
    ]
