"""Suspending rights of a member: which, for how long, why; by the board, within the by-laws (rule Q-21)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from rochdale.audit import actions as audit
from rochdale.cooperatives.queries import Permission, bylaw, bylaw_version
from rochdale.kernel.acting import Acting
from rochdale.kernel.calendar import months_after
from rochdale.membership import errors
from rochdale.membership.actions.lines import authorise, locked_line
from rochdale.membership.actions.votes import BoardVote, require_possible, votes_to_suspend
from rochdale.membership.models import Right, Suspension
from rochdale.membership.queries.standing import suspension_during
from rochdale.tenancy.actions import inside, new_id


def suspend_rights(
    *,
    by: Acting,
    number: int,
    rights: Collection[Right],
    until_on: date,
    ground: str,
    words: str,
    vote: BoardVote,
    from_on: date | None = None,
) -> UUID:
    """Suspend rights of a member from a day (the business date) up to, but not on, `until_on`.

    The rights are some of those that the by-law `suspension_removes` names, the time no longer than
    `suspension_max_months`, the ground one of those for excluding a member, and the words the reasons, which
    the member reads. `vote` is the board's, of the majority that the by-laws ask for suspending and excluding
    (rule Q-19). It ends by itself (INV-72). Raises NotAllowed, OwnMatter, MemberNotFound, MembershipEnded,
    WordsMissing, RightsMissing, RightNotSuspendable, GroundNotInBylaws, SuspensionTooShort, SuspensionTooLong,
    SuspendedAlready, VotesImpossible, MajorityNotReached.
    """
    if not words.strip():
        raise errors.WordsMissing
    require_possible(vote)
    begins = from_on or by.on
    with inside(by.cooperative_id):
        line = locked_line(number)
        authorise(by, Permission.DECIDE_DISCIPLINE, line.person_id)
        _require_rights(by, rights, ground)
        months_max = _require_days(by, begins, until_on)
        _require_majority(by, vote)
        under_way = suspension_during(member_id=line.id, first=begins, until=until_on)
        if under_way is not None:
            raise errors.SuspendedAlready(until=under_way.ends_on)
        facts = {"number": line.number, "rights": sorted(rights), "until_on": until_on.isoformat()}
        version = bylaw_version(by.on)
        deed = audit.Deed("membership.suspend_rights", "person", line.person_id, version, facts=facts)
        row = Suspension(
            id=new_id(by.at),
            cooperative_id=by.cooperative_id,
            member_id=line.id,
            person_id=line.person_id,
            rights=sorted(rights),
            ground=ground,
            words=words.strip(),
            from_on=begins,
            until_on=until_on,
            months_max=months_max,
            bylaw_version=version,
            act_id=audit.record(by=by, deed=deed),
            votes_for=vote.votes_for,
            votes_against=vote.votes_against,
            votes_abstained=vote.votes_abstained,
            directors=vote.directors,
        )
        row.save(force_insert=True)
        return row.id


def _require_rights(by: Acting, rights: Collection[Right], ground: str) -> None:
    if not rights:
        raise errors.RightsMissing
    suspendable = bylaw("suspension_removes", by.on).words
    for right in sorted(rights):
        if right not in suspendable:
            raise errors.RightNotSuspendable(right=right)
    if ground not in bylaw("expulsion_grounds", by.on).words:
        raise errors.GroundNotInBylaws(ground=ground)


def _require_days(by: Acting, begins: date, until_on: date) -> int:
    """How many months the by-laws allow."""
    if begins < by.on or until_on <= begins:
        raise errors.SuspensionTooShort(earliest=by.on)
    months_max = bylaw("suspension_max_months", by.on).number
    latest = months_after(begins, months_max)
    if until_on > latest:
        raise errors.SuspensionTooLong(latest=latest)
    return months_max


def _require_majority(by: Acting, vote: BoardVote) -> None:
    needed = votes_to_suspend(on=by.on, vote=vote)
    if vote.votes_for < needed:
        raise errors.MajorityNotReached(votes_for=vote.votes_for, needed=needed)


def lift_suspension(*, by: Acting, suspension_id: UUID, words: str) -> None:
    """Give suspended rights back before the end, from the business date on, once.

    One that has not begun never does. Raises NotAllowed, OwnMatter, SuspensionNotFound, SuspensionOver,
    WordsMissing.
    """
    if not words.strip():
        raise errors.WordsMissing
    with inside(by.cooperative_id):
        row = Suspension.objects.select_for_update().filter(id=suspension_id).first()
        if row is None:
            raise errors.SuspensionNotFound(suspension_id=suspension_id)
        authorise(by, Permission.DECIDE_DISCIPLINE, row.person_id)
        if row.lifted_on is not None or by.on >= row.until_on:
            raise errors.SuspensionOver(ended_on=row.lifted_on or row.until_on)
        deed = audit.Deed(
            "membership.lift_suspension", "person", row.person_id, facts={"suspension": str(suspension_id)}
        )
        Suspension.objects.filter(id=suspension_id).update(
            lifted_on=max(by.on, row.from_on),
            lifted_words=words.strip(),
            lifted_act_id=audit.record(by=by, deed=deed),
        )
