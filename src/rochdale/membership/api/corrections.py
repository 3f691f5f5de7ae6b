"""Correcting one's own file, deciding on a name, and doing it for who stands at the counter, as programs ask for it."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import Annotated, Literal
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Query
from pydantic import Field

from rochdale.cooperatives.errors import NotAllowed, OwnMatter
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import freshly_signed_in, insiders_only, requires, visit_of
from rochdale.kernel.acting import Acting
from rochdale.kernel.errors import Refusal
from rochdale.membership import actions, errors, queries
from rochdale.membership.actions import Contact
from rochdale.membership.api.departures import Begun, LeaveAsked
from rochdale.membership.api.register import Changed
from rochdale.membership.forms import ContactForm
from rochdale.membership.queries import FilePart, NameAsked
from rochdale.membership.views.consents import acting_at_counter
from rochdale.membership.views.looking import note_looks
from rochdale.membership.views.persons import person_file
from rochdale.web.api import (
    Answer,
    Asked,
    Cursors,
    Day,
    Done,
    Name,
    Nothing,
    OptionalWords,
    PageAsked,
    Routes,
    Words,
    require_valid,
    sent_as_form,
)

ROUTES = Routes("corrections")
_WAITING = Cursors("corrections")
_COUNTER = (Permission.MANAGE_REGISTER, Permission.PREPARE_APPLICATIONS)
_AT_COUNTER: tuple[type[Refusal], ...] = (NotAllowed, OwnMatter, errors.CounterConsentMissing)


class ContactAsked(Asked):
    """How somebody is reached, all of it: what is left out becomes empty."""

    language: Literal["fr", "en"]
    email: Name = ""
    telephone: Name = ""
    street: Name = ""
    town: Name = ""
    postal_code: Name = ""


class NameChangeAsked(Asked):
    """The name and birth date as they are to be, and which proof will be shown."""

    given_names: Name = ""
    family_name: Annotated[Name, Field(min_length=1)]
    birth_date: Day | None = None
    words: OptionalWords = ""


class NameWaiting(Answer):
    """Another name or birth date that was asked for and waits for an officer."""

    id: UUID
    person_id: UUID
    name_on_file: str
    given_names: str
    family_name: str
    birth_date: date | None
    words: str
    asked_on: date


class MyName(Answer):
    """What you asked for and what waits, if anything."""

    waiting: NameWaiting | None


class NameAskedId(Answer):
    """A change that waits."""

    id: UUID


class NamesWaiting(Answer):
    """Some of those that wait, the oldest first. `next_cursor` is None on the last page."""

    items: list[NameWaiting]
    next_cursor: str | None


class NameDecisionAsked(Asked):
    """Whether it is granted, and which proof was seen, or why not: the person reads it in a letter."""

    is_granted: Annotated[bool, Field(strict=True)]
    words: Words


@ROUTES.verb("my-file/contact", Changed, refuses=(errors.PersonBlanked,))
@freshly_signed_in
@insiders_only
def correct_own_contact(request: HttpRequest, asked: ContactAsked) -> Changed:
    """Correct how the cooperative reaches you; the address until then is told of a new one."""
    visit = visit_of(request)
    person_id = visit.require_self()
    return _correct(visit.acting_for_oneself(), person_id, asked)


@ROUTES.verb(
    "persons/{uuid:person_id}/contact",
    Changed,
    refuses=(*_AT_COUNTER, errors.PersonBlanked),
)
@requires(*_COUNTER)
def correct_contact(request: HttpRequest, person_id: UUID, asked: ContactAsked) -> Changed:
    """Correct it for a person at your counter who agreed to your acting."""
    person_file(person_id)
    return _correct(acting_at_counter(visit_of(request), person_id), person_id, asked)


def _correct(by: Acting, person_id: UUID, asked: ContactAsked) -> Changed:
    form = ContactForm(sent_as_form(asked))
    require_valid(form, sent=asked.model_fields_set)
    contact = Contact(**form.cleaned_data)
    return Changed(changed=list(actions.correct_contact(by=by, person_id=person_id, contact=contact)))


@ROUTES.verb(
    "persons/{uuid:person_id}/departure",
    Begun,
    refuses=(*_AT_COUNTER, errors.MembershipEnded, errors.DepartureUnderWay),
    status=HTTPStatus.CREATED,
)
@requires(*_COUNTER)
def leave_for(request: HttpRequest, person_id: UUID, asked: LeaveAsked) -> Begun:
    """Give notice of leaving for a member at your counter who agreed to your acting; not found for who is none."""
    number = person_file(person_id).member_number
    if number is None:
        raise Http404
    by = acting_at_counter(visit_of(request), person_id)
    return Begun(id=actions.ask_to_leave(by=by, number=number, words=asked.words, at_counter=True))


@ROUTES.question("my-file/name", MyName)
@insiders_only
def my_name(request: HttpRequest) -> MyName:
    """Another name or birth date that you asked for and that waits."""
    found = queries.name_asked(person_id=visit_of(request).require_self())
    return MyName(waiting=_waiting(found) if found else None)


def _waiting(known: NameAsked) -> NameWaiting:
    return NameWaiting(
        id=known.id,
        person_id=known.person_id,
        name_on_file=known.name,
        given_names=known.given_names,
        family_name=known.family_name,
        birth_date=known.birth_date,
        words=known.words,
        asked_on=known.asked_on,
    )


@ROUTES.verb(
    "my-file/name",
    NameAskedId,
    refuses=(errors.PersonBlanked, errors.NameMissing, errors.NothingAskedFor, errors.RequestWaiting),
    status=HTTPStatus.CREATED,
)
@freshly_signed_in
@insiders_only
def ask_for_name(request: HttpRequest, asked: NameChangeAsked) -> NameAskedId:
    """Ask for another name or birth date; an officer sees the proof, and a letter tells what became of it."""
    visit = visit_of(request)
    person_id = visit.require_self()
    by = visit.acting_for_oneself()
    return NameAskedId(id=actions.ask_for_name(by=by, person_id=person_id, **asked.model_dump()))


@ROUTES.verb(
    "my-file/name/withdrawal", Done, refuses=(NotAllowed, errors.RequestNotFound, errors.RequestDecided)
)
@freshly_signed_in
@insiders_only
def withdraw_name(request: HttpRequest, asked: Nothing) -> Done:
    """Take back what you asked for; not found where nothing waits."""
    visit = visit_of(request)
    found = queries.name_asked(person_id=visit.require_self())
    if found is None:
        raise Http404
    actions.withdraw_name(by=visit.acting_for_oneself(), request_id=found.id)
    return Done()


@ROUTES.question("corrections", NamesWaiting)
@freshly_signed_in
@requires(Permission.MANAGE_REGISTER)
def names_waiting(request: HttpRequest, asked: Query[PageAsked]) -> NamesWaiting:
    """The changes of name and birth date that wait for an officer, the oldest first, page by page."""
    visit = visit_of(request)
    after = _WAITING.id(visit.cooperative.id, asked.after)
    found = queries.names_asked(after=after, limit=asked.limit)
    note_looks(visit, FilePart.PARTICULARS, {line.person_id for line in found.lines})
    return NamesWaiting(
        items=[_waiting(each) for each in found.lines],
        next_cursor=_WAITING.following(visit.cooperative.id, found.next_after),
    )


@ROUTES.verb(
    "corrections/{uuid:request_id}/decision",
    Done,
    refuses=(
        NotAllowed,
        errors.RequestNotFound,
        errors.RequestDecided,
        errors.WordsMissing,
        errors.OwnRequest,
        errors.NameMissing,
        errors.PersonBlanked,
    ),
)
@freshly_signed_in
@requires(Permission.MANAGE_REGISTER)
def decide_name(request: HttpRequest, request_id: UUID, asked: NameDecisionAsked) -> Done:
    """Grant or refuse another name or birth date, on the proof that you saw."""
    by = visit_of(request).acting(Permission.MANAGE_REGISTER)
    actions.decide_name(by=by, request_id=request_id, is_granted=asked.is_granted, words=asked.words)
    return Done()
