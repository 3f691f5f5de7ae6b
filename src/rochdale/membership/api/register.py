"""The register, persons and who holds which office, as programs ask for them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Query
from pydantic import Field

from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.errors import NotAllowed, OwnMatter
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import freshly_signed_in, insiders_only, requires, visit_of
from rochdale.membership import actions, queries
from rochdale.membership.errors import (
    EmailMalformed,
    NameMissing,
    PersonBlanked,
    PersonNotFound,
    TooFarAhead,
)
from rochdale.membership.queries import FilePart, MemberLine, Particulars
from rochdale.membership.views.looking import note_look
from rochdale.membership.views.member_files import member_file
from rochdale.membership.views.particulars import require_email
from rochdale.membership.views.persons import person_file
from rochdale.web.api import Answer, Asked, Cursors, Day, Name, OptionalWords, PageAsked, Routes

ROUTES = Routes("membership")
_REGISTER = Cursors("register")


class MemberListed(Answer):
    """A line of the register. `left_on` is the first day after the membership, None while it lasts."""

    number: int
    person_id: UUID
    name: str
    kind: str
    town: str
    member_class: str
    joined_on: date
    left_on: date | None


class RegisterPage(Answer):
    """Some lines of the register, by name. `next_cursor` is None on the last page."""

    items: list[MemberListed]
    next_cursor: str | None


class RegisterAsked(PageAsked):
    """Whose lines: a number, an e-mail address, or beginnings of names; everybody where nothing is said."""

    search: Annotated[str, Field(max_length=100, pattern=r"^[^\u0000-\u001f\u007f]*$")] = ""


class PersonTold(Answer):
    """What is known of a person."""

    person_id: UUID
    kind: str
    given_names: str
    family_name: str
    birth_date: date | None
    language: str
    email: str
    telephone: str
    street: str
    town: str
    postal_code: str
    member_number: int | None
    can_sign_in: bool


class MemberTold(Answer):
    """A member as the register knows them, also after leaving."""

    number: int
    member_class: str
    joined_on: date
    left_on: date | None
    departure_id: UUID | None
    person: PersonTold


class MyFile(Answer):
    """What the cooperative keeps about the person who asks; `membership` is None for whoever is no member."""

    person: PersonTold
    membership: MemberTold | None


class ParticularsAsked(Asked):
    """A person's particulars as they are to be: all of them, for what is left out becomes empty."""

    family_name: Annotated[Name, Field(min_length=1)]
    given_names: Name = ""
    birth_date: Day | None = None
    language: Literal["fr", "en"] = "fr"
    email: Annotated[Name, Field(max_length=254)] = ""
    telephone: Name = ""
    street: Name = ""
    town: Name = ""
    postal_code: Name = ""
    effective_on: Day | None = None
    reason: OptionalWords = ""


class Changed(Answer):
    """The names of what is different now; none where nothing was."""

    changed: list[str]


class OfficeTold(Answer):
    """One person's time in one office: from `since_on` up to, but not on, `until_on` if it has an end."""

    id: UUID
    office: str
    person_id: UUID
    name: str
    since_on: date
    until_on: date | None


class Offices(Answer):
    """Who holds an office on a day, the oldest appointment first."""

    on: date
    items: list[OfficeTold]


class OfficesAsked(Asked):
    """A day; the business day where none is said."""

    on: Day | None = None


@ROUTES.question("register", RegisterPage)
@requires(Permission.VIEW_REGISTER)
def register(request: HttpRequest, asked: Query[RegisterAsked]) -> RegisterPage:
    """The register by name, or what was searched for, page by page."""
    whose = visit_of(request).cooperative.id
    found = queries.register(
        cooperative_id=whose,
        search=asked.search,
        after_cursor=_REGISTER.text(whose, asked.after),
        limit=asked.limit,
    )
    following = _REGISTER.following(whose, found.next_cursor)
    return RegisterPage(items=[_line(each) for each in found.lines], next_cursor=following)


def _line(line: MemberLine) -> MemberListed:
    return MemberListed(
        number=line.number,
        person_id=line.person_id,
        name=line.name,
        kind=line.kind.value,
        town=line.town,
        member_class=line.member_class.value,
        joined_on=line.joined_on,
        left_on=line.left_on,
    )


@ROUTES.question("register/{int:number}", MemberTold)
@requires(Permission.VIEW_REGISTER)
def member(request: HttpRequest, number: int) -> MemberTold:
    """One member by number, present or former."""
    told = _member(number)
    note_look(visit_of(request), FilePart.MEMBER, told.person.person_id)
    return told


def _member(number: int) -> MemberTold:
    file = member_file(number)
    return MemberTold(
        number=file.number,
        member_class=file.member_class.value,
        joined_on=file.joined_on,
        left_on=file.left_on,
        departure_id=queries.departure_under_way(member_number=number),
        person=_person(
            file.person_id, file.particulars, None if file.left_on else number, can_sign_in=file.can_sign_in
        ),
    )


def _person(person_id: UUID, known: Particulars, number: int | None, *, can_sign_in: bool) -> PersonTold:
    return PersonTold(
        person_id=person_id,
        kind=known.kind,
        given_names=known.given_names,
        family_name=known.family_name,
        birth_date=known.birth_date,
        language=known.language,
        email=known.email,
        telephone=known.telephone,
        street=known.street,
        town=known.town,
        postal_code=known.postal_code,
        member_number=number,
        can_sign_in=can_sign_in,
    )


@ROUTES.question("persons/{uuid:person_id}", PersonTold)
@requires(Permission.VIEW_REGISTER)
def person(request: HttpRequest, person_id: UUID) -> PersonTold:
    """A person, whether a member or not."""
    file = person_file(person_id)
    note_look(visit_of(request), FilePart.PERSON, person_id)
    return _person(person_id, file.particulars, file.member_number, can_sign_in=file.can_sign_in)


@ROUTES.verb(
    "persons/{uuid:person_id}/particulars",
    Changed,
    refuses=(
        NotAllowed,
        OwnMatter,
        PersonNotFound,
        NameMissing,
        EmailMalformed,
        TooFarAhead,
        PersonBlanked,
    ),
)
@freshly_signed_in
@requires(Permission.MANAGE_REGISTER)
def change_particulars(request: HttpRequest, person_id: UUID, asked: ParticularsAsked) -> Changed:
    """Write what is known of a person anew, from a day on; what was known before stays on file."""
    known = person_file(person_id).particulars
    require_email(asked.email)
    by = visit_of(request).acting(Permission.MANAGE_REGISTER, for_person_id=person_id)
    sent = asked.model_dump(exclude={"effective_on", "reason"})
    wanted = Particulars(kind=known.kind, sex=known.sex, source_key=known.source_key, **sent)
    changed = actions.change_particulars(
        by=by,
        person_id=person_id,
        particulars=wanted,
        effective_on=asked.effective_on,
        reason=asked.reason,
    )
    return Changed(changed=list(changed))


@ROUTES.question("my-file", MyFile)
@insiders_only
def my_file(request: HttpRequest) -> MyFile:
    """What the cooperative keeps about you, and about nobody else."""
    visit = visit_of(request)
    own = visit.require_self()
    file = person_file(own)
    told = _person(own, file.particulars, file.member_number, can_sign_in=file.can_sign_in)
    return MyFile(person=told, membership=_member(visit.member_number) if visit.member_number else None)


@ROUTES.question("offices", Offices)
@insiders_only
def offices(request: HttpRequest, asked: Query[OfficesAsked]) -> Offices:
    """Who holds which office on a day."""
    on = asked.on or visit_of(request).today
    held = cooperatives.officers(on)
    names = queries.names_of(person_ids={each.person_id for each in held})
    told = [
        OfficeTold(
            id=each.id,
            office=each.office.value,
            person_id=each.person_id,
            name=names.get(each.person_id, ""),
            since_on=each.since_on,
            until_on=each.until_on,
        )
        for each in held
    ]
    return Offices(on=on, items=told)
