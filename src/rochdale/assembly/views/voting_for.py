"""For whom somebody votes, and with how many votes, in words: said on the own page and at the desk.

Who votes for oneself with one vote is told nothing: so votes every member of a primary cooperative.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rochdale.assembly.queries.delegates import groups_of
from rochdale.assembly.queries.floor import DeskLine
from rochdale.assembly.queries.voters import VoterNow
from rochdale.membership import queries as membership


def voting_for(voter: VoterNow) -> str:
    """For whom and with how many votes who reads votes; no more is asked of the database where it is for oneself."""
    if voter.mandate_id is not None:
        group = groups_of([voter.mandate_id])[voter.mandate_id]
        if group:
            return _("You vote as delegate of %(group)s.") % {"group": group}
        return _("You vote as delegate of the members.")
    told: dict[str, object] = {"votes": voter.votes}
    if voter.for_person_id is not None:
        told["name"] = membership.names_of(person_ids=[voter.for_person_id])[voter.for_person_id]
        return (
            ngettext(
                "You vote for %(name)s, with %(votes)s vote.",
                "You vote for %(name)s, with %(votes)s votes.",
                voter.votes,
            )
            % told
        )
    if voter.votes > 1:
        return ngettext("You have %(votes)s vote.", "You have %(votes)s votes.", voter.votes) % told
    return ""


def desk_words(lines: Collection[DeskLine]) -> dict[int, str]:
    """By member number who comes for whom, and with how many votes, of those who may vote."""
    entitled = [line for line in lines if line.may_vote]
    names = membership.names_of(
        person_ids={line.voter_id for line in entitled if line.voter_id and line.is_for_another}
    )
    groups = groups_of([line.mandate_id for line in entitled if line.mandate_id])
    told = {line.number: _of_line(line, names, groups) for line in entitled}
    return {number: words for number, words in told.items() if words}


def _of_line(line: DeskLine, names: Mapping[UUID, str], groups: Mapping[UUID, str]) -> str:
    if line.mandate_id is not None:
        group = groups[line.mandate_id]
        return _("delegate of %(group)s") % {"group": group} if group else _("delegate of the members")
    votes = ngettext("%(count)s vote", "%(count)s votes", line.votes) % {"count": line.votes}
    if line.is_for_another and line.voter_id is not None:
        return _("%(name)s votes for it: %(votes)s") % {"name": names[line.voter_id], "votes": votes}
    return votes if line.votes > 1 else ""
