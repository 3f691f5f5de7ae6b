"""Whether a candidate may stand, as the register, the mandates and the papers say. Asked inside a cooperative."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from rochdale.assembly import models
from rochdale.assembly.queries.nominations import CallSeen, NominationSeen, is_said, number_said
from rochdale.cooperatives import queries as cooperatives
from rochdale.membership import queries as membership
from rochdale.membership.queries import Right
from rochdale.voting import candidacies
from rochdale.voting.candidacies import Candidacy, Laws, Reason

_AGE_YEARS: Final = 18


def laws_of(call: CallSeen, held_on: date, on: date) -> Laws:
    """What the by-laws of a day, and the call, ask of candidates."""
    said = cooperatives.bylaws(on)
    excluded = said.get("candidate_offices_excluded")
    return Laws(
        held_on=held_on,
        terms_begin_on=held_on,
        groups=frozenset(call.groups),
        closes_on=call.closes_on,
        is_open_to_floor=call.is_open_to_floor,
        membership_days=number_said(said, "candidate_membership_days", 0),
        age_years=number_said(said, "candidate_age_years", _AGE_YEARS),
        offices_excluded=frozenset(excluded.words if excluded else ()),
        seconders_needed=call.seconders_needed,
        needs_declaration=is_said(said, "candidate_declaration_required"),
        needs_training=is_said(said, "candidate_training_required"),
    )


def reasons_against(
    *, cooperative_id: UUID, call: CallSeen, held_on: date, nomination: NominationSeen, on: date
) -> tuple[Reason, ...]:
    """Every reason why a candidate may not stand, as the register, the mandates and the papers say today."""
    laws = laws_of(call, held_on, on)
    return candidacies.reasons_of(_candidacy(cooperative_id, call, held_on, nomination, on), laws)


def _candidacy(
    cooperative_id: UUID, call: CallSeen, held_on: date, nomination: NominationSeen, on: date
) -> Candidacy:
    joined_on, missing = _standing(cooperative_id, nomination.person_id, on)
    told = membership.person(person_id=nomination.person_id).particulars
    offices = cooperatives.offices_of(nomination.person_id, held_on)
    return Candidacy(
        joined_on=joined_on,
        missing=missing,
        born_on=told.birth_date,
        offices=frozenset(each.office.value for each in offices),
        holds_seat_until=_other_seat_until(call, nomination.person_id, held_on),
        electoral_group=nomination.electoral_group,
        is_of_group=True,
        nominated_on=nomination.on_date,
        is_from_floor=nomination.is_from_floor,
        seconders=nomination.seconders,
        has_consented=nomination.has_consented,
        has_declared=nomination.has_declared,
        is_trained=nomination.trained_on is not None,
    )


def _standing(cooperative_id: UUID, person_id: UUID, on: date) -> tuple[date | None, frozenset[Reason]]:
    """Since when somebody, or the organization that he or she stands for, is a member, and what speaks against."""
    stands_for = membership.represented_by(person_id=person_id, on=on) or person_id
    number = membership.member_of(person_id=stands_for)
    if number is None:
        return None, frozenset()
    line = membership.member(number=number)
    rights = membership.rights_of(cooperative_id=cooperative_id, member_id=line.member_id, on=on)
    whys = rights.missing.get(Right.ELIGIBILITY, ()) if rights else ()
    return line.joined_on, frozenset(Reason(why.value) for why in whys)


def _other_seat_until(call: CallSeen, person_id: UUID, held_on: date) -> date | None:
    """The end of a seat of the body that somebody holds and that is not put to this election."""
    held = models.Mandate.objects.filter(
        body_id=call.body.id, person_id=person_id, from_on__lte=held_on, until_on__gt=held_on
    )
    others = held.exclude(ended_on__lte=held_on).exclude(seat_id__in=[seat.seat_id for seat in call.seats])
    return max((min(row.until_on, row.ended_on or row.until_on) for row in others), default=None)
