"""The letters of a nomination: to who is proposed by another, and to who proposed, once there is an answer."""

from __future__ import annotations

from uuid import UUID

from rochdale.assembly.actions.telling import MeetingLetter, told_in_language
from rochdale.assembly.queries.meetings import MeetingSeen
from rochdale.assembly.queries.nominations import CallSeen, NominationSeen
from rochdale.cooperatives import queries as cooperatives
from rochdale.kernel.acting import Acting
from rochdale.membership import actions as membership
from rochdale.membership import queries as members
from rochdale.membership.actions import LetterFact


def tell_candidate(
    by: Acting,
    seen: MeetingSeen,
    call: CallSeen,
    proposed: tuple[int, UUID, UUID],
    act_id: UUID,
    *,
    is_from_floor: bool,
) -> None:
    """Tell somebody by a letter who proposes them, for what, and how and until when to answer.

    `proposed` is the number of the nomination, the candidate and who proposes; `is_from_floor` says that it was
    at the meeting itself, where the answer is given too. Raises PersonNotFound, PersonBlanked.
    """
    number, person_id, proposer_id = proposed
    proposer = members.person(person_id=proposer_id).name
    facts = _facts(by, seen, call, number) | {"proposer": proposer, "is_from_floor": int(is_from_floor)}
    membership.write_letter_to(
        by=by, person_id=person_id, kind=MeetingLetter.NOMINATION_PROPOSED, facts=facts, act_id=act_id
    )


def tell_proposer(
    by: Acting, seen: MeetingSeen, call: CallSeen, own: NominationSeen, *, accepts: bool, act_id: UUID
) -> None:
    """Tell who proposed somebody else whether the candidate stands; nobody whose particulars were taken away."""
    proposes_self = own.proposer_id == own.person_id
    if proposes_self or members.person(person_id=own.proposer_id).is_blanked:
        return
    facts = _facts(by, seen, call, own.number) | {"candidate": own.name, "accepts": int(accepts)}
    membership.write_letter_to(
        by=by, person_id=own.proposer_id, kind=MeetingLetter.NOMINATION_ANSWERED, facts=facts, act_id=act_id
    )


def _facts(by: Acting, seen: MeetingSeen, call: CallSeen, number: int) -> dict[str, LetterFact]:
    own = cooperatives.cooperative(by.cooperative_id)
    return {
        "title": told_in_language(seen.title),
        "body": told_in_language(call.body.name),
        "held_on": seen.held_on,
        "path": f"/{own.slug}/meetings/{seen.number}/elections/{call.body.code}/nominations/{number}/",
    }
