"""What the lists of members hold before one is handed out, and the delays that run: the beginnings that pages show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.http import HttpRequest
from ninja import Query

from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import requires, visit_of
from rochdale.membership import queries
from rochdale.membership.api.lists import ROUTES
from rochdale.membership.queries import Addressee, Movement, Right
from rochdale.membership.views.lists import SHOWN_LINES
from rochdale.web.api import Answer, Asked, Day


class RecordDate(Asked):
    """The record date; the business day where none is said."""

    on: Day | None = None


class Period(Asked):
    """From the first to the last day, both counted."""

    first: Day
    last: Day


class MemberShown(Answer):
    """A member of a day; `missing` are the reasons for which there is no vote, none where there is one."""

    number: int
    name: str
    missing: list[str]


class MembersShown(Answer):
    """How many a list of a day holds, and the first of them by name; all of them are handed out by a verb."""

    on: date
    lines: int
    items: list[MemberShown]


class MovementShown(Answer):
    """Somebody who joined or left: `on` is the first day of membership, or the first without it."""

    number: int
    name: str
    on: date
    cause: str


class MovementsShown(Answer):
    """How many joined or left between two days, and the first of them by day."""

    first: date
    last: date
    lines: int
    items: list[MovementShown]


class DelayTold(Answer):
    """A day that comes, or has passed: what is due (`kind`), of which departure, suspension or stand (`subject_id`)."""

    kind: str
    subject_id: UUID
    due_on: date
    days_left: int
    number: int
    name: str


class Delays(Answer):
    """The delays of the next sixty days and those that have passed, the soonest first, 200 at most."""

    items: list[DelayTold]


@ROUTES.question("lists/notice", MembersShown)
@requires(Permission.VIEW_REGISTER)
def notice_shown(request: HttpRequest, asked: Query[RecordDate]) -> MembersShown:
    """How many are entitled to notice and to vote at a record date, and the first of them (rule Q-39)."""
    return _shown(request, asked, are_entitled=True)


@ROUTES.question("lists/excluded", MembersShown)
@requires(Permission.VIEW_REGISTER)
def excluded_shown(request: HttpRequest, asked: Query[RecordDate]) -> MembersShown:
    """How many members of a record date have no vote, and the first of them with every reason."""
    return _shown(request, asked, are_entitled=False)


def _shown(request: HttpRequest, asked: RecordDate, *, are_entitled: bool) -> MembersShown:
    visit = visit_of(request)
    on = asked.on or visit.today
    listed = queries.notice_list(cooperative_id=visit.cooperative.id, on=on)
    found = listed.entitled if are_entitled else listed.excluded
    return MembersShown(on=on, lines=len(found), items=[_member(each) for each in found[:SHOWN_LINES]])


def _member(each: Addressee) -> MemberShown:
    return MemberShown(
        number=each.rights.number,
        name=f"{each.given_names} {each.family_name}".strip(),
        missing=[why.value for why in each.rights.missing.get(Right.VOTE, ())],
    )


@ROUTES.question("lists/joined", MovementsShown)
@requires(Permission.VIEW_REGISTER)
def joined_shown(request: HttpRequest, asked: Query[Period]) -> MovementsShown:
    """How many joined between two days, and the first of them, each with the cause."""
    own, last = visit_of(request).cooperative.id, max(asked.first, asked.last)
    return _moved(asked.first, last, queries.joined_between(cooperative_id=own, first=asked.first, last=last))


@ROUTES.question("lists/left", MovementsShown)
@requires(Permission.VIEW_REGISTER)
def left_shown(request: HttpRequest, asked: Query[Period]) -> MovementsShown:
    """How many memberships ended between two days, and the first of them, each with the cause."""
    own, last = visit_of(request).cooperative.id, max(asked.first, asked.last)
    return _moved(asked.first, last, queries.left_between(cooperative_id=own, first=asked.first, last=last))


def _moved(first: date, last: date, found: Sequence[Movement]) -> MovementsShown:
    items = [
        MovementShown(
            number=each.number,
            name=f"{each.given_names} {each.family_name}".strip(),
            on=each.on,
            cause=each.cause,
        )
        for each in found[:SHOWN_LINES]
    ]
    return MovementsShown(first=first, last=last, lines=len(found), items=items)


@ROUTES.question("delays", Delays)
@requires(Permission.MANAGE_REGISTER, Permission.DECIDE_DISCIPLINE)
def delays(request: HttpRequest) -> Delays:
    """What must be done by a day, or ends by itself on one: of departures, suspensions and who stands for a member."""
    visit = visit_of(request)
    return Delays(
        items=[
            DelayTold(
                kind=each.kind,
                subject_id=each.subject_id,
                due_on=each.due_on,
                days_left=each.days_left,
                number=each.member_number,
                name=each.name,
            )
            for each in queries.delays(cooperative_id=visit.cooperative.id, on=visit.today)
            if each.person_id != visit.person_id
        ]
    )
