"""Leaving: asked for by the member, decided by the board, or come by itself; each step an act, none undone.

A withdrawal needs nobody's consent (exit is always open, ICA principle 1); an exclusion needs a ground of the
by-laws, notice, a hearing, a majority of the directors, reasons in writing, and leaves an appeal (rule Q-19).
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from rochdale.audit import actions as audit
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.queries import Permission, bylaw, bylaws
from rochdale.kernel.acting import Acting
from rochdale.membership import errors, queries
from rochdale.membership.actions import telling
from rochdale.membership.actions.assisting import require_own_or_assisted
from rochdale.membership.actions.register import end_membership
from rochdale.membership.actions.votes import BoardVote, require_possible, votes_needed_in
from rochdale.membership.models import (
    Departure,
    DepartureCause,
    DepartureStep,
    DepartureStepKind,
    Member,
    PersonKind,
)
from rochdale.membership.queries.departing import FIRST, days_after, may_follow
from rochdale.membership.queries.departures import DepartureFile, bylaw_days, next_by
from rochdale.tenancy.actions import inside, lock, new_id

_K = DepartureStepKind


def ask_to_leave(*, by: Acting, number: int, words: str = "", at_counter: bool = False) -> UUID:
    """A member gives notice of leaving (rule Q-22): by the own act, or an officer writes down what came in writing.

    With `at_counter` an officer acts for the member, who consented to it (INV-64). Raises NotAllowed,
    MemberNotFound, MembershipEnded, DepartureUnderWay, CounterConsentMissing.
    """
    if not at_counter:
        return _open(by, number, DepartureCause.WITHDRAWAL, words=words)
    with inside(by.cooperative_id):
        person_id = _present_member(number).person_id
        require_own_or_assisted(by=by, person_id=person_id, verb="ask_to_leave")
        return _open(by, number, DepartureCause.WITHDRAWAL, words=words, is_authorised=True)


def propose_exclusion(*, by: Acting, number: int, ground: str, words: str) -> UUID:
    """Begin an exclusion on a ground that the by-laws name (rules Q-19, Q-20).

    Raises NotAllowed, MemberNotFound, MembershipEnded, DepartureUnderWay, GroundNotInBylaws, WordsMissing,
    OwnDeparture.
    """
    _require_words(words)
    return _open(by, number, DepartureCause.EXCLUSION, ground=ground, words=words)


def report_end(*, by: Acting, number: int, cause: DepartureCause, on: date, words: str) -> UUID:
    """Write down that a member died, or that an organization ended, on a day (rule Q-23).

    Raises NotAllowed, MemberNotFound, MembershipEnded, DepartureUnderWay, WordsMissing, LeavesInFuture,
    LeavesBeforeJoining, CauseUnfit.
    """
    assert cause in {DepartureCause.DEATH, DepartureCause.END_OF_ORGANIZATION}
    _require_words(words)
    return _open(by, number, cause, named_date=on, words=words)


def _open(
    by: Acting,
    number: int,
    cause: DepartureCause,
    *,
    ground: str = "",
    words: str = "",
    named_date: date | None = None,
    is_authorised: bool = False,
) -> UUID:
    with inside(by.cooperative_id):
        line = _present_member(number)
        if not is_authorised:
            _authorise(by, cause, FIRST[cause], line.person_id)
        _refuse_unfit(cause, line.person_id)
        _refuse_ground(by, cause, ground)
        _refuse_named_date(by, line, named_date)
        lock(line.id, invariant=75)
        # INV-76: one at a time.
        under_way = queries.departure_under_way(member_number=number)
        if under_way is not None:
            raise errors.DepartureUnderWay(departure_id=under_way)
        act_id = _record(by, cause, FIRST[cause], line.person_id)
        row = Departure(
            id=new_id(by.at),
            cooperative_id=by.cooperative_id,
            member_id=line.id,
            person_id=line.person_id,
            cause=cause,
            ground=ground,
            bylaw_version=cooperatives.bylaw_version(by.on),
            opened_on=by.on,
            act_id=act_id,
        )
        row.save(force_insert=True)
        _write(by, row.id, 1, FIRST[cause], act_id, words=words, named_date=named_date)
        if cause is DepartureCause.WITHDRAWAL:
            telling.tell_notice_received(by=by, departure_id=row.id, act_id=act_id)
        return row.id


def _refuse_unfit(cause: DepartureCause, person_id: UUID) -> None:
    only = {DepartureCause.DEATH: True, DepartureCause.END_OF_ORGANIZATION: False}
    is_natural = queries.person(person_id=person_id).particulars.kind is PersonKind.NATURAL
    if only.get(cause, is_natural) is not is_natural:
        raise errors.CauseUnfit


def _present_member(number: int) -> Member:
    line = Member.objects.filter(number=number).first()
    if line is None:
        raise errors.MemberNotFound(number=number)
    if line.left_on is not None:
        raise errors.MembershipEnded(number=number, left_on=line.left_on)
    return line


def _require_words(words: str) -> None:
    if not words.strip():
        raise errors.WordsMissing


def _refuse_ground(by: Acting, cause: DepartureCause, ground: str) -> None:
    if cause is DepartureCause.EXCLUSION and ground not in bylaw("expulsion_grounds", by.on).words:
        raise errors.GroundNotInBylaws(ground=ground)


def _refuse_named_date(by: Acting, line: Member, named_date: date | None) -> None:
    if named_date is None:
        return
    if named_date > by.on:
        raise errors.LeavesInFuture(left_on=named_date, today=by.on)
    if named_date < line.joined_on:
        raise errors.LeavesBeforeJoining(joined_on=line.joined_on, left_on=named_date)


def _authorise(by: Acting, cause: DepartureCause, step: DepartureStepKind, person_id: UUID) -> None:
    """Who may take a step: the member in own matters, the board in an exclusion, the register's officers else."""
    if by.person_id is None:
        return
    is_own = by.person_id == person_id
    if is_own and step in {_K.ASKED, _K.APPEALED}:
        return
    if is_own and step is _K.TAKEN_BACK and cause is DepartureCause.WITHDRAWAL:
        return
    if is_own:
        raise errors.OwnDeparture
    of_the_board = cause is DepartureCause.EXCLUSION and step is not _K.APPEALED
    needed = Permission.DECIDE_DISCIPLINE if of_the_board else Permission.MANAGE_REGISTER
    cooperatives.require(by.person_id, needed, by.on)


def _record(by: Acting, cause: DepartureCause, step: DepartureStepKind, person_id: UUID) -> UUID:
    deed = audit.Deed(
        f"membership.departure_{step.value}",
        "person",
        person_id,
        cooperatives.bylaw_version(by.on),
        {"cause": cause.value},
    )
    return audit.record(by=by, deed=deed)


def _write(
    by: Acting,
    departure_id: UUID,
    place: int,
    kind: DepartureStepKind,
    act_id: UUID,
    *,
    words: str = "",
    named_date: date | None = None,
    vote: BoardVote | None = None,
) -> None:
    DepartureStep(
        id=new_id(by.at),
        cooperative_id=by.cooperative_id,
        departure_id=departure_id,
        place=place,
        kind=kind,
        on_date=by.on,
        at=by.at,
        named_date=named_date,
        next_by=next_by(kind, by.on, named_date),
        votes_for=vote.votes_for if vote else None,
        votes_against=vote.votes_against if vote else None,
        votes_abstained=vote.votes_abstained if vote else None,
        directors=vote.directors if vote else None,
        words=words.strip(),
        act_id=act_id,
    ).save(force_insert=True)


def _take(
    by: Acting,
    found: DepartureFile,
    kind: DepartureStepKind,
    *,
    words: str = "",
    named_date: date | None = None,
    vote: BoardVote | None = None,
) -> UUID:
    """Write a step under its own act, and answer with the act."""
    act_id = _record(by, found.cause, kind, found.person_id)
    place = len(found.steps) + 1
    _write(by, found.id, place, kind, act_id, words=words, named_date=named_date, vote=vote)
    return act_id


def _next(by: Acting, departure_id: UUID, kind: DepartureStepKind) -> DepartureFile:
    """The departure, taken for the transaction, if `kind` may follow (INV-75) and `by` may take that step."""
    lock(departure_id, invariant=75)
    found = queries.departure(departure_id=departure_id)
    if not may_follow(found.last.kind, kind):
        raise errors.StepOutOfOrder(last=found.last.kind.value, step=kind.value)
    _authorise(by, found.cause, kind, found.person_id)
    return found


def take_back(*, by: Acting, departure_id: UUID, words: str = "") -> None:
    """Stop a withdrawal, or an exclusion before it is heard; the membership goes on.

    Raises NotAllowed, DepartureNotFound, StepOutOfOrder, OwnDeparture.
    """
    with inside(by.cooperative_id):
        _take(by, _next(by, departure_id, _K.TAKEN_BACK), _K.TAKEN_BACK, words=words)


def notify_hearing(*, by: Acting, departure_id: UUID, hearing_on: date, words: str) -> None:
    """Give the member notice of the meeting that decides, with place and hour in `words` (rule Q-19.2).

    Raises NotAllowed, DepartureNotFound, StepOutOfOrder, OwnDeparture, WordsMissing, NoticeTooShort.
    """
    _require_words(words)
    with inside(by.cooperative_id):
        found = _next(by, departure_id, _K.NOTIFIED)
        least = bylaw_days("expulsion_notice_min_days", by.on) or 0
        earliest = days_after(by.on, max(least, 1))
        if hearing_on < earliest:
            raise errors.NoticeTooShort(earliest=earliest)
        act_id = _take(by, found, _K.NOTIFIED, words=words, named_date=hearing_on)
        telling.tell_hearing(by=by, departure_id=departure_id, act_id=act_id)


def hear(*, by: Acting, departure_id: UUID, words: str) -> None:
    """Write down what the member represented, in person or in writing, or that nobody came (rule Q-19.3).

    Raises NotAllowed, DepartureNotFound, StepOutOfOrder, OwnDeparture, WordsMissing, TooEarly.
    """
    _require_words(words)
    with inside(by.cooperative_id):
        found = _next(by, departure_id, _K.HEARD)
        _not_before(by, found.last.named_date)
        _take(by, found, _K.HEARD, words=words)


def decide_exclusion(*, by: Acting, departure_id: UUID, vote: BoardVote, words: str) -> bool:
    """Write down the directors' vote; whether it reached the by-law's majority, or the proposal is dismissed.

    Where the by-laws give it to the general meeting, only a resolution of one decides. Raises NotAllowed,
    DepartureNotFound, StepOutOfOrder, OwnDeparture, WordsMissing, VotesImpossible, MeetingDecides.
    """
    _require_words(words)
    require_possible(vote)
    with inside(by.cooperative_id):
        _refuse_body(by)
        found = _next(by, departure_id, _K.DECIDED)
        passed = vote.votes_for >= votes_needed_in(on=by.on, vote=vote)
        kind = _K.DECIDED if passed else _K.DISMISSED
        act_id = _take(by, found, kind, words=words, vote=vote)
        if not passed:
            telling.tell_dismissed(by=by, departure_id=departure_id, act_id=act_id)
        return passed


def _refuse_body(by: Acting) -> None:
    stated = bylaws(by.on).get("expulsion_body")
    if stated and stated.text == "general_meeting" and not by.authority.startswith("resolution "):
        raise errors.MeetingDecides


def tell_decision(*, by: Acting, departure_id: UUID, effective_on: date, words: str) -> None:
    """Tell the member the decision with its reasons and the day it takes effect (rule Q-19.5).

    Raises NotAllowed, DepartureNotFound, StepOutOfOrder, OwnDeparture, WordsMissing, TooEarly.
    """
    _require_words(words)
    with inside(by.cooperative_id):
        found = _next(by, departure_id, _K.TOLD)
        if effective_on < by.on:
            raise errors.TooEarly(earliest=by.on)
        act_id = _take(by, found, _K.TOLD, words=words, named_date=effective_on)
        telling.tell_decided(by=by, departure_id=departure_id, act_id=act_id)


def appeal_exclusion(*, by: Acting, departure_id: UUID, words: str) -> None:
    """The member appeals within the by-law's time, by the own act or through an officer.

    Raises NotAllowed, DepartureNotFound, StepOutOfOrder, WordsMissing, TooLate.
    """
    _require_words(words)
    with inside(by.cooperative_id):
        found = _next(by, departure_id, _K.APPEALED)
        latest = days_after(found.last.on, bylaw_days("expulsion_appeal_days", found.last.on) or 0)
        if by.on > latest:
            raise errors.TooLate(latest=latest)
        _take(by, found, _K.APPEALED, words=words)


def decide_appeal(*, by: Acting, departure_id: UUID, is_upheld: bool, words: str) -> None:
    """Write down what became of the appeal: the exclusion is upheld, or overturned and the membership goes on.

    Raises NotAllowed, DepartureNotFound, StepOutOfOrder, OwnDeparture, WordsMissing.
    """
    _require_words(words)
    kind = _K.UPHELD if is_upheld else _K.OVERTURNED
    with inside(by.cooperative_id):
        act_id = _take(by, _next(by, departure_id, kind), kind, words=words)
        telling.tell_appeal_decided(by=by, departure_id=departure_id, act_id=act_id)


def end_departure(*, by: Acting, departure_id: UUID) -> date:
    """End the membership, once its time has come; the first day on which it is none.

    A death ends it on its day, as does the end of an organization. Shares and accounts are dealt with in the
    rooms that hold them. Raises NotAllowed, DepartureNotFound, StepOutOfOrder, OwnDeparture, TooEarly.
    """
    with inside(by.cooperative_id):
        found = _next(by, departure_id, _K.ENDED)
        assert found.earliest_end is not None
        _not_before(by, found.earliest_end)
        happened = found.last.kind is _K.REPORTED
        left_on = found.earliest_end if happened else by.on
        end_membership(by=by, number=found.member_number, left_on=left_on)
        act_id = _take(by, found, _K.ENDED, named_date=left_on)
        telling.tell_ended(by=by, departure_id=departure_id, act_id=act_id)
        return left_on


def _not_before(by: Acting, earliest: date | None) -> None:
    if earliest is not None and by.on < earliest:
        raise errors.TooEarly(earliest=earliest)
