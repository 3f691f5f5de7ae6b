"""Members require a special meeting: they begin a requisition, sign it, and are told where nobody calls (rule Q-30)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db.models import Max

from rochdale.assembly import errors, queries
from rochdale.assembly.actions.answering import hold_requisition
from rochdale.assembly.actions.telling import MeetingLetter, overdue_facts
from rochdale.assembly.models import (
    Requisition,
    RequisitionOverdue,
    RequisitionReached,
    RequisitionSignature,
)
from rochdale.assembly.queries import RequisitionSeen, signatures_needed
from rochdale.audit import actions as audit
from rochdale.cooperatives import queries as cooperatives
from rochdale.kernel.acting import Acting
from rochdale.membership import actions as membership
from rochdale.membership import queries as members
from rochdale.membership.actions import PersonLetter
from rochdale.membership.queries import Right, WhyNot
from rochdale.tenancy.actions import inside, new_id
from rochdale.tenancy.actions import lock as take

MATTERS_MAX: Final = 10


def begin_requisition(
    *, by: Acting, member_id: UUID, language: str, matters: Sequence[str], reason: str = ""
) -> int:
    """Begin to ask for a special meeting on some matters, and sign it first; its number.

    Raises MattersMissing, SignerWithoutVoice, BylawNotInForce.
    """
    words = [matter.strip() for matter in matters if matter.strip()]
    if not 1 <= len(words) <= MATTERS_MAX or len(set(words)) < len(words):
        raise errors.MattersMissing
    with inside(by.cooperative_id):
        _require_voice(by, member_id)
        id_, number = new_id(by.at), _next_number(by)
        act_id = _record(by, "assembly.begin_requisition", id_, {"number": number, "matters": len(words)})
        Requisition(
            id=id_,
            cooperative_id=by.cooperative_id,
            number=number,
            member_id=member_id,
            language=language,
            matters=words,
            reason=reason.strip(),
            begun_on=by.on,
            act_id=act_id,
        ).save(force_insert=True)
        sign_requisition(by=by, number=number, member_id=member_id)
        return number


def sign_requisition(*, by: Acting, number: int, member_id: UUID) -> bool:
    """Sign a requisition, once for each member (INV-97); whether enough have signed now.

    Once the number of the by-laws is reached, the time begins in which the board calls the meeting. Raises
    RequisitionNotFound, SignedAlready, SignerWithoutVoice, RequisitionAnswered, BylawNotInForce.
    """
    with inside(by.cooperative_id):
        _require_voice(by, member_id)
        asked = hold_requisition(number=number)
        if asked.meeting_number is not None:
            raise errors.RequisitionAnswered(meeting=asked.meeting_number)
        if RequisitionSignature.objects.filter(requisition_id=asked.id, member_id=member_id).exists():
            raise errors.SignedAlready
        act_id = _record(by, "assembly.sign_requisition", asked.id, {"number": number})
        RequisitionSignature(
            id=new_id(by.at),
            cooperative_id=by.cooperative_id,
            requisition_id=asked.id,
            member_id=member_id,
            signed_on=by.on,
            act_id=act_id,
        ).save(force_insert=True)
        return asked.is_reached or _reach(by, asked, asked.signatures + 1)


def _reach(by: Acting, asked: RequisitionSeen, signatures: int) -> bool:
    """Write down that enough members signed, where they did."""
    stated = cooperatives.bylaws(by.on)
    counted = members.members_at(cooperative_id=by.cooperative_id, on=by.on)
    needed = signatures_needed(stated, members=counted, on=by.on)
    if signatures < needed:
        return False
    within = stated.get("requisition_call_within_days")
    facts = {"number": asked.number, "signatures": signatures, "needed": needed, "members": counted}
    RequisitionReached(
        cooperative_id=by.cooperative_id,
        requisition_id=asked.id,
        members=counted,
        needed=needed,
        signatures=signatures,
        reached_on=by.on,
        call_by=by.on + timedelta(days=within.number) if within else None,
        bylaw_version=cooperatives.bylaw_version(by.on) or 0,
        act_id=_record(by, "assembly.reach_requisition", asked.id, facts),
    ).save(force_insert=True)
    return True


def tell_overdue_requisitions(*, by: Acting) -> int:
    """Write to who signed what the board did not call in its time that they may call it; how many letters.

    At the end of a day: the program's own verb. Each requisition is told once.
    """
    with inside(by.cooperative_id):
        tomorrow = by.on + timedelta(days=1)
        late = [
            asked
            for asked in queries.requisitions()
            if asked.is_overdue(tomorrow) and asked.overdue_told_on is None
        ]
        return sum(_tell_overdue(by, asked) for asked in late)


def _tell_overdue(by: Acting, asked: RequisitionSeen) -> int:
    signed = set(
        RequisitionSignature.objects.filter(requisition_id=asked.id).values_list("member_id", flat=True)
    )
    today = members.rights_at(cooperative_id=by.cooperative_id, on=by.on)
    still = [
        each.person_id
        for each in today
        if each.member_id in signed and WhyNot.HAS_ENDED not in each.missing.get(Right.VOTE, ())
    ]
    act_id = _record(
        by, "assembly.tell_requisition_overdue", asked.id, {"number": asked.number, "letters": len(still)}
    )
    facts = overdue_facts(by=by, asked=asked)
    letters = [
        PersonLetter(person_id, MeetingLetter.REQUISITION_OVERDUE, facts, act_id) for person_id in still
    ]
    membership.write_letters_to(by=by, letters=letters)
    RequisitionOverdue(
        cooperative_id=by.cooperative_id,
        requisition_id=asked.id,
        told_on=by.on,
        letters=len(letters),
        act_id=act_id,
    ).save(force_insert=True)
    return len(letters)


def _require_voice(by: Acting, member_id: UUID) -> None:
    rights = members.rights_of(cooperative_id=by.cooperative_id, member_id=member_id, on=by.on)
    if rights is None or Right.VOTE not in rights.holds:
        raise errors.SignerWithoutVoice


def _next_number(by: Acting) -> int:
    take(by.cooperative_id, invariant=97)
    return int(Requisition.objects.aggregate(last=Max("number"))["last"] or 0) + 1


def _record(by: Acting, verb: str, subject_id: UUID, facts: Mapping[str, object]) -> UUID:
    version = cooperatives.bylaw_version(by.on)
    return audit.record(by=by, deed=audit.Deed(verb, "requisition", subject_id, version, facts))
