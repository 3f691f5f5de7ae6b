"""The class of a membership and its common bond: each change dated, none overwritten (rules Q-14, Q-15).

The database brings the line of the register in step with its versions (INV-74).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from rochdale.audit import actions as audit
from rochdale.cooperatives.queries import Permission, bylaw_version, bylaws
from rochdale.kernel.acting import Acting
from rochdale.membership import errors
from rochdale.membership.actions.lines import authorise, locked_line
from rochdale.membership.actions.persons import require_near
from rochdale.membership.models import Member, MemberClass, MemberVersion
from rochdale.membership.queries.dating import holding, rewritten
from rochdale.membership.queries.register import members_at
from rochdale.membership.queries.versions import dated, versions_of_member
from rochdale.tenancy.actions import inside, lock, new_id


def change_class(
    *, by: Acting, number: int, member_class: MemberClass, effective_on: date | None = None, reason: str = ""
) -> bool:
    """Make a member full or auxiliary from a day on; whether anything was different.

    Raises NotAllowed, OwnMatter, MemberNotFound, MembershipEnded, TooFarAhead, ChangesBeforeJoining.
    """
    changes = {"member_class": member_class.value}
    with inside(by.cooperative_id):
        line = locked_line(number)
        authorise(by, Permission.MANAGE_REGISTER, line.person_id)
        return _change(by, line, changes, effective_on or by.on, reason)


def change_bond(
    *, by: Acting, number: int, ground: str, effective_on: date | None = None, reason: str = ""
) -> bool:
    """Write by which common bond a member belongs from a day on; it ends being kept without one.

    `ground` is one that the by-laws name. Whether anything was different. Raises NotAllowed, OwnMatter,
    MemberNotFound, MembershipEnded, BondNotInBylaws, TooFarAhead, ChangesBeforeJoining.
    """
    on = effective_on or by.on
    with inside(by.cooperative_id):
        line = locked_line(number)
        authorise(by, Permission.MANAGE_REGISTER, line.person_id)
        named = bylaws(by.on).get("common_bond")
        if named is not None and ground not in named.words:
            raise errors.BondNotInBylaws(ground=ground)
        return _change(by, line, {"bond_ground": ground, "out_of_bond_since": None}, on, reason)


def keep_out_of_bond(*, by: Acting, number: int, since: date, reason: str) -> bool:
    """The board keeps a member who no longer meets the common bond since a day (rule Q-15).

    No more than the by-laws allow of all members. Raises NotAllowed, OwnMatter, MemberNotFound, MembershipEnded,
    WordsMissing, OutOfBondCapReached, TooFarAhead, ChangesBeforeJoining.
    """
    if not reason.strip():
        raise errors.WordsMissing
    with inside(by.cooperative_id):
        line = locked_line(number)
        authorise(by, Permission.DECIDE_ADMISSIONS, line.person_id)
        if line.out_of_bond_since is None:
            _refuse_over_cap(by)
        return _change(by, line, {"out_of_bond_since": since}, since, reason)


def _refuse_over_cap(by: Acting) -> None:
    cap = bylaws(by.on).get("out_of_bond_cap_fraction")
    if cap is None:
        return
    # One decision after the other: two at once would each see the last place free.
    lock(by.cooperative_id, invariant=74)
    kept = Member.objects.filter(left_on=None, out_of_bond_since__isnull=False).count()
    members = members_at(cooperative_id=by.cooperative_id, on=by.on)
    allowed = int(cap.fraction * members)
    if kept >= allowed:
        raise errors.OutOfBondCapReached(kept=kept, allowed=allowed)


def _change(by: Acting, line: Member, changes: Mapping[str, Any], on: date, reason: str) -> bool:
    require_near(by, on)
    if on < line.joined_on:
        raise errors.ChangesBeforeJoining(joined_on=line.joined_on, effective_on=on)
    known = versions_of_member(line.id)
    versions = [dated(each) for each in known]
    before = holding(versions, on)
    assert before is not None
    different = {name: value for name, value in changes.items() if before.facts[name] != value}
    if not different:
        return False
    facts = {"number": line.number, "changed": sorted(different), "effective_on": on.isoformat()}
    deed = audit.Deed(
        "membership.change_membership", "person", line.person_id, bylaw_version(by.on), facts=facts
    )
    act_id = audit.record(by=by, deed=deed)
    MemberVersion.objects.bulk_create(
        MemberVersion(
            id=new_id(by.at),
            cooperative_id=by.cooperative_id,
            member_id=line.id,
            place=place,
            recorded_at=max(by.at, known[-1].recorded_at),
            recorded_on=by.on,
            effective_from=written.effective_from,
            changed=sorted(written.changed),
            is_carried=written.is_carried,
            reason=reason.strip(),
            act_id=act_id,
            **written.facts,
        )
        for place, written in enumerate(rewritten(versions, different, on), start=len(known) + 1)
    )
    return True
