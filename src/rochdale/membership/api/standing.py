"""The register of any day, and what changes it from a day on: class, bond, who stands for a member, rights."""

from __future__ import annotations

from datetime import date, datetime
from http import HTTPStatus
from typing import Annotated, Literal
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Query
from pydantic import Field

from rochdale.cooperatives.errors import BylawNotInForce, NotAllowed, OwnMatter
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import freshly_signed_in, requires, visit_of
from rochdale.kernel.acting import Acting
from rochdale.kernel.errors import Refusal
from rochdale.membership import actions, errors, queries
from rochdale.membership.actions import BoardVote, MemberClass, Right
from rochdale.membership.api.departures import VoteAsked
from rochdale.membership.queries import Change, FilePart
from rochdale.membership.views.looking import note_look
from rochdale.membership.views.member_files import member_file
from rochdale.web.api import (
    Answer,
    Asked,
    Cursors,
    Day,
    Done,
    Instant,
    OptionalWords,
    PageAsked,
    Routes,
    Words,
)

ROUTES = Routes("standing")
_AS_OF = Cursors("register as of")
_CHANGING: tuple[type[Refusal], ...] = (
    NotAllowed,
    OwnMatter,
    errors.MemberNotFound,
    errors.MembershipEnded,
    errors.TooFarAhead,
)
_STANDING: tuple[type[Refusal], ...] = (*_CHANGING, errors.PersonNotFound, errors.TooEarly)


class LineAsOf(Answer):
    """A line of the register of a day."""

    number: int
    person_id: UUID
    name: str
    kind: str
    town: str
    member_class: str
    joined_on: date
    left_on: date | None


class RegisterAsOf(Answer):
    """Some lines of the register of a day, by number. `next_cursor` is None on the last page."""

    on: date
    items: list[LineAsOf]
    next_cursor: str | None


class AsOfAsked(PageAsked):
    """The register of which day; and exactly as it was known at an instant, or at the end of a business day.

    `search` is a number, words that begin those of today's name, or the beginning of a name of any day.
    """

    on: Day
    known_at: Instant | None = None
    known_on: Day | None = None
    search: Annotated[str, Field(max_length=100, pattern=r"^[^\u0000-\u001f\u007f]*$")] = ""


class ChangeTold(Answer):
    """One change: what, from what to what, from which day on, and when it was recorded, why and by whom."""

    what: str
    before: str | None
    after: str | None
    effective_from: date | None
    recorded_on: date
    recorded_at: datetime
    reason: str
    authority: str
    person_id: UUID | None


class History(Answer):
    """Every change of a member's file, the last recorded first."""

    items: list[ChangeTold]


class ClassAsked(Asked):
    """Full or auxiliary, from a day on (today where none is said)."""

    member_class: Literal["full", "auxiliary"]
    effective_on: Day | None = None
    reason: OptionalWords = ""


class BondAsked(Asked):
    """The common bond by which a member belongs, in the by-laws' word, from a day on."""

    ground: Annotated[str, Field(max_length=100, pattern=r"^[a-z_]*$")]
    effective_on: Day | None = None
    reason: OptionalWords = ""


class OutOfBondAsked(Asked):
    """Since when a member no longer meets the bond, and why the board keeps the member."""

    since: Day
    reason: Words


class StandAsked(Asked):
    """Somebody known who stands for a member from a day on."""

    person_id: UUID
    from_on: Day
    until_on: Day | None = None
    mandate: Annotated[str, Field(max_length=200, pattern=r"^[^\u0000-\u001f\u007f]*$")] = ""


class EndAsked(Asked):
    """The first day on which it is no longer so."""

    on: Day


class SuspensionAsked(VoteAsked):
    """Which rights, from when until when, on which ground, the reasons that the member reads, and the board's vote."""

    rights: Annotated[list[Right], Field(min_length=1, max_length=10)]
    until_on: Day
    from_on: Day | None = None
    ground: Annotated[str, Field(max_length=100, pattern=r"^[a-z_]*$")]


class Lifting(Asked):
    """Why rights are given back."""

    words: Words


class Different(Answer):
    """Whether anything was different."""

    changed: bool


class SuspensionId(Answer):
    """A suspension."""

    id: UUID


class StandId(Answer):
    """The person who stands for the member now."""

    person_id: UUID


@ROUTES.question("register/as-of", RegisterAsOf)
@requires(Permission.VIEW_REGISTER)
def register_as_of(request: HttpRequest, asked: Query[AsOfAsked]) -> RegisterAsOf:
    """The members of a day, as it is known now or was known at an instant or on a day, by number, page by page."""
    whose = visit_of(request).cooperative.id
    place = _AS_OF.read(whose, asked.after)
    found = queries.register_as_of(
        cooperative_id=whose,
        on=asked.on,
        known_at=asked.known_at,
        known_on=asked.known_on,
        search=asked.search,
        after_number=place[0] if place else 0,
        limit=asked.limit,
    )
    items = [
        LineAsOf(
            number=each.number,
            person_id=each.person_id,
            name=f"{each.given_names} {each.family_name}".strip(),
            kind=each.kind.value,
            town=each.town,
            member_class=each.member_class.value,
            joined_on=each.joined_on,
            left_on=each.left_on,
        )
        for each in found.lines
    ]
    following = _AS_OF.written(whose, None if found.next_after is None else [found.next_after])
    return RegisterAsOf(on=asked.on, items=items, next_cursor=following)


@ROUTES.question("register/{int:number}/history", History)
@requires(Permission.VIEW_REGISTER)
def member_history(request: HttpRequest, number: int) -> History:
    """Every change of a member's file, each with its day, its reason and its act."""
    file = member_file(number)
    note_look(visit_of(request), FilePart.MEMBER, file.person_id)
    found = queries.history(person_id=file.person_id, member_id=file.member_id)
    return History(items=[_change(each) for each in found])


def _change(each: Change) -> ChangeTold:
    return ChangeTold(
        what=each.what,
        before=None if each.before is None else str(each.before),
        after=None if each.after is None else str(each.after),
        effective_from=each.effective_from,
        recorded_on=each.recorded_on,
        recorded_at=each.recorded_at,
        reason=each.reason,
        authority=each.authority,
        person_id=each.person_id,
    )


def _by(request: HttpRequest, number: int, permission: Permission) -> Acting:
    file = member_file(number)
    visit = visit_of(request)
    visit.require_other(file.person_id)
    # What the whole board decides is its own act, as on the pages; the rest is done for the member.
    of_the_board = permission is Permission.DECIDE_DISCIPLINE
    return visit.acting(permission, for_person_id=None if of_the_board else file.person_id)


@ROUTES.verb("register/{int:number}/class", Different, refuses=(*_CHANGING, errors.ChangesBeforeJoining))
@requires(Permission.MANAGE_REGISTER)
def change_class(request: HttpRequest, number: int, asked: ClassAsked) -> Different:
    """Make a member full or auxiliary from a day on."""
    changed = actions.change_class(
        by=_by(request, number, Permission.MANAGE_REGISTER),
        number=number,
        member_class=MemberClass(asked.member_class),
        effective_on=asked.effective_on,
        reason=asked.reason,
    )
    return Different(changed=changed)


@ROUTES.verb(
    "register/{int:number}/bond",
    Different,
    refuses=(*_CHANGING, errors.ChangesBeforeJoining, errors.BondNotInBylaws),
)
@requires(Permission.MANAGE_REGISTER)
def change_bond(request: HttpRequest, number: int, asked: BondAsked) -> Different:
    """Write by which common bond a member belongs from a day on."""
    changed = actions.change_bond(
        by=_by(request, number, Permission.MANAGE_REGISTER),
        number=number,
        ground=asked.ground,
        effective_on=asked.effective_on,
        reason=asked.reason,
    )
    return Different(changed=changed)


@ROUTES.verb(
    "register/{int:number}/out-of-bond",
    Different,
    refuses=(
        *_CHANGING,
        errors.ChangesBeforeJoining,
        errors.OutOfBondCapReached,
        errors.WordsMissing,
        BylawNotInForce,
    ),
)
@requires(Permission.DECIDE_ADMISSIONS)
def keep_out_of_bond(request: HttpRequest, number: int, asked: OutOfBondAsked) -> Different:
    """Keep a member who no longer meets the common bond, within what the by-laws allow."""
    by = _by(request, number, Permission.DECIDE_ADMISSIONS)
    changed = actions.keep_out_of_bond(by=by, number=number, since=asked.since, reason=asked.reason)
    return Different(changed=changed)


@ROUTES.verb(
    "register/{int:number}/representative",
    StandId,
    refuses=(*_STANDING, errors.NotAnOrganization, errors.NotAPerson, errors.RepresentsAnother),
)
@requires(Permission.MANAGE_REGISTER)
def name_representative(request: HttpRequest, number: int, asked: StandAsked) -> StandId:
    """Name the one person through whom an organization is a member, from a day on."""
    person_id = actions.name_representative(
        by=_by(request, number, Permission.MANAGE_REGISTER), member_number=number, **asked.model_dump()
    )
    return StandId(person_id=person_id)


@ROUTES.verb("register/{int:number}/representative/end", Done, refuses=(*_STANDING, errors.StandNotFound))
@requires(Permission.MANAGE_REGISTER)
def end_representation(request: HttpRequest, number: int, asked: EndAsked) -> Done:
    """End a representative's mandate before its time."""
    by = _by(request, number, Permission.MANAGE_REGISTER)
    actions.end_representation(by=by, member_number=number, on=asked.on)
    return Done()


@ROUTES.verb(
    "register/{int:number}/guardians",
    StandId,
    refuses=(*_STANDING, errors.NotAMinor, errors.NotAPerson, errors.GuardsAlready),
    status=HTTPStatus.CREATED,
)
@requires(Permission.MANAGE_REGISTER)
def name_guardian(request: HttpRequest, number: int, asked: StandAsked) -> StandId:
    """Name somebody who acts for a minor, from a day on; it ends by itself with the majority."""
    person_id = actions.name_guardian(
        by=_by(request, number, Permission.MANAGE_REGISTER), member_number=number, **asked.model_dump()
    )
    return StandId(person_id=person_id)


@ROUTES.verb(
    "register/{int:number}/guardians/{uuid:guardian_id}/end",
    Done,
    refuses=(*_STANDING, errors.StandNotFound),
)
@requires(Permission.MANAGE_REGISTER)
def end_guardianship(request: HttpRequest, number: int, guardian_id: UUID, asked: EndAsked) -> Done:
    """End before its time that somebody acts for a minor."""
    by = _by(request, number, Permission.MANAGE_REGISTER)
    actions.end_guardianship(by=by, member_number=number, guardian_id=guardian_id, on=asked.on)
    return Done()


@ROUTES.verb(
    "register/{int:number}/suspensions",
    SuspensionId,
    refuses=(
        *_CHANGING,
        BylawNotInForce,
        errors.GroundNotInBylaws,
        errors.RightsMissing,
        errors.RightNotSuspendable,
        errors.SuspendedAlready,
        errors.SuspensionTooLong,
        errors.SuspensionTooShort,
        errors.VotesImpossible,
        errors.MajorityNotReached,
        errors.WordsMissing,
    ),
    status=HTTPStatus.CREATED,
)
@freshly_signed_in
@requires(Permission.DECIDE_DISCIPLINE)
def suspend_rights(request: HttpRequest, number: int, asked: SuspensionAsked) -> SuspensionId:
    """Suspend rights of a member for a time, within the by-laws."""
    by = _by(request, number, Permission.DECIDE_DISCIPLINE)
    told, vote = asked.model_dump(exclude=set(BoardVote.__slots__)), BoardVote.of(asked.model_dump())
    return SuspensionId(id=actions.suspend_rights(by=by, number=number, vote=vote, **told))


@ROUTES.verb(
    "suspensions/{uuid:suspension_id}/lifting",
    Done,
    refuses=(
        NotAllowed,
        OwnMatter,
        errors.SuspensionNotFound,
        errors.SuspensionOver,
        errors.WordsMissing,
    ),
)
@freshly_signed_in
@requires(Permission.DECIDE_DISCIPLINE)
def lift_suspension(request: HttpRequest, suspension_id: UUID, asked: Lifting) -> Done:
    """Give suspended rights back before the end."""
    visit = visit_of(request)
    try:
        found = queries.suspension(suspension_id=suspension_id)
    except errors.SuspensionNotFound as missing:
        raise Http404 from missing
    visit.require_other(found.person_id)
    by = visit.acting(Permission.DECIDE_DISCIPLINE)
    actions.lift_suspension(by=by, suspension_id=suspension_id, words=asked.words)
    return Done()
