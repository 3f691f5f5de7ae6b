"""The lists that statutes ask for, handed out to programs as JSON, table or paper: never without a purpose said.

Nothing is kept of these answers, so they take no key: each time that a list leaves is on the record.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from pydantic import Field

from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import requires, visit_of
from rochdale.kernel.errors import Refusal
from rochdale.membership import queries
from rochdale.membership.errors import ListTooLong, PurposeMissing
from rochdale.membership.queries import Addressee, ListKind, Movement, Right
from rochdale.membership.views.extracts import Extract, require_paper
from rochdale.membership.views.lists import (
    HandedOut,
    hand_out,
    moved_extract,
    notice_extract,
    record_handing_out,
    register_extract,
)
from rochdale.web.api import CSV, JSON, PDF, Answer, Asked, Day, Name, Routes

ROUTES = Routes("lists")
_MEDIA = (JSON, CSV, PDF)
_REFUSES: tuple[type[Refusal], ...] = (NotAllowed, PurposeMissing, ListTooLong)


class HandOutAsked(Asked):
    """In which form, and what for: the record keeps it, with your name. JSON and paper have a limit, CSV has none."""

    form: Literal["json", "csv", "pdf"] = "json"
    purpose: Annotated[Name, Field(min_length=1)]


class OfDayAsked(HandOutAsked):
    """Of which day; the business day where none is said."""

    on: Day | None = None


class BetweenAsked(HandOutAsked):
    """From the first to the last day, both counted."""

    first: Day
    last: Day


class MemberHandedOut(Answer):
    """A member of a day; `missing` are the reasons for which there is no vote, none where there is one."""

    number: int
    person_id: UUID
    given_names: str
    family_name: str
    member_class: str
    joined_on: date
    language: str
    email: str
    street: str
    town: str
    postal_code: str
    missing: list[str]


class MembersHandedOut(Answer):
    """A list of members of a day, by name."""

    on: date
    lines: int
    items: list[MemberHandedOut]


class MovementHandedOut(Answer):
    """Somebody who joined or left: `on` is the first day of membership, or the first without it."""

    number: int
    given_names: str
    family_name: str
    on: date
    cause: str


class JoinedOrLeftHandedOut(Answer):
    """Who joined or left between two days."""

    first: date
    last: date
    lines: int
    items: list[MovementHandedOut]


@ROUTES.verb("lists/register", MembersHandedOut, refuses=_REFUSES, media=_MEDIA, is_kept=False)
@requires(Permission.VIEW_REGISTER)
def hand_out_register(request: HttpRequest, asked: OfDayAsked) -> MembersHandedOut | HttpResponse:
    """Hand out the register of members as of a day, with the addresses of that day (rule Q-47)."""
    visit = visit_of(request)
    on = asked.on or visit.today
    found = queries.members_listed(cooperative_id=visit.cooperative.id, on=on)
    return _members(request, ListKind.REGISTER, on, asked, found, register_extract(found, on))


@ROUTES.verb("lists/notice", MembersHandedOut, refuses=_REFUSES, media=_MEDIA, is_kept=False)
@requires(Permission.VIEW_REGISTER)
def hand_out_notice(request: HttpRequest, asked: OfDayAsked) -> MembersHandedOut | HttpResponse:
    """Hand out who is entitled to notice and to vote at a record date (rule Q-39)."""
    return _notice(request, ListKind.NOTICE, asked)


@ROUTES.verb("lists/excluded", MembersHandedOut, refuses=_REFUSES, media=_MEDIA, is_kept=False)
@requires(Permission.VIEW_REGISTER)
def hand_out_excluded(request: HttpRequest, asked: OfDayAsked) -> MembersHandedOut | HttpResponse:
    """Hand out who is a member at a record date and has no vote, each with every reason."""
    return _notice(request, ListKind.EXCLUDED, asked)


def _notice(request: HttpRequest, kind: ListKind, asked: OfDayAsked) -> MembersHandedOut | HttpResponse:
    visit = visit_of(request)
    on = asked.on or visit.today
    found = queries.notice_list(cooperative_id=visit.cooperative.id, on=on)
    return _members(request, kind, on, asked, found.listed(kind), notice_extract(found, kind))


@ROUTES.verb("lists/joined", JoinedOrLeftHandedOut, refuses=_REFUSES, media=_MEDIA, is_kept=False)
@requires(Permission.VIEW_REGISTER)
def hand_out_joined(request: HttpRequest, asked: BetweenAsked) -> JoinedOrLeftHandedOut | HttpResponse:
    """Hand out who joined between two days, by cause."""
    return _movements(request, ListKind.JOINED, asked, queries.joined_between)


@ROUTES.verb("lists/left", JoinedOrLeftHandedOut, refuses=_REFUSES, media=_MEDIA, is_kept=False)
@requires(Permission.VIEW_REGISTER)
def hand_out_left(request: HttpRequest, asked: BetweenAsked) -> JoinedOrLeftHandedOut | HttpResponse:
    """Hand out whose membership ended between two days, by cause."""
    return _movements(request, ListKind.LEFT, asked, queries.left_between)


def _members(
    request: HttpRequest,
    kind: ListKind,
    on: date,
    asked: HandOutAsked,
    found: Sequence[Addressee],
    extract: Extract,
) -> MembersHandedOut | HttpResponse:
    out = HandedOut(kind, on, on, asked.form, asked.purpose)
    if asked.form != "json":
        return hand_out(visit_of(request), out, extract)
    _record(request, out, found)
    return MembersHandedOut(on=on, lines=len(found), items=[_member(each) for each in found])


def _member(each: Addressee) -> MemberHandedOut:
    return MemberHandedOut(
        number=each.rights.number,
        person_id=each.rights.person_id,
        given_names=each.given_names,
        family_name=each.family_name,
        member_class=each.rights.member_class.value,
        joined_on=each.joined_on,
        language=each.language,
        email=each.email,
        street=each.street,
        town=each.town,
        postal_code=each.postal_code,
        missing=[why.value for why in each.rights.missing.get(Right.VOTE, ())],
    )


def _movements(
    request: HttpRequest, kind: ListKind, asked: BetweenAsked, between: Callable[..., Sequence[Movement]]
) -> JoinedOrLeftHandedOut | HttpResponse:
    visit, first, last = visit_of(request), asked.first, max(asked.first, asked.last)
    found = between(cooperative_id=visit.cooperative.id, first=first, last=last)
    out = HandedOut(kind, first, last, asked.form, asked.purpose)
    if asked.form != "json":
        return hand_out(visit, out, moved_extract(found, kind, first, last))
    _record(request, out, found)
    items = [
        MovementHandedOut(
            number=each.number,
            given_names=each.given_names,
            family_name=each.family_name,
            on=each.on,
            cause=each.cause,
        )
        for each in found
    ]
    return JoinedOrLeftHandedOut(first=first, last=last, lines=len(found), items=items)


def _record(request: HttpRequest, out: HandedOut, found: Sequence[object]) -> None:
    require_paper(found)
    record_handing_out(visit_of(request), out, lines=len(found))
