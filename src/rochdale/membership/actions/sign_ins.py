"""Doors: giving a person a way to come in, and taking it away again."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from rochdale.audit import actions as audit
from rochdale.kernel.acting import Acting
from rochdale.membership import errors
from rochdale.membership.actions.tokens import end_tokens
from rochdale.membership.models import AccessToken, Door, Person, SignIn
from rochdale.tenancy.actions import inside, new_id


@dataclass(frozen=True, slots=True)
class GivenSignIn:
    """A person's way in. `is_new` is false where the address signed in to another cooperative already."""

    sign_in_id: UUID
    door_id: UUID
    is_new: bool


def give_sign_in(*, by: Acting, person_id: UUID, email: str, password: str | None = None) -> GivenSignIn:
    """Let a person come in by `email`; without a password, by asking for one to be set over that address.

    Where the address signs in elsewhere already, that sign-in keeps its password and gets one more door: the
    cooperative that opens a door never learns or changes how its owner opens the others.
    Raises EmailMalformed, PersonNotFound, PersonBlanked, SignInGivenAlready, SignInOfAnother.
    """
    address = _address(email)
    with inside(by.cooperative_id):
        person = Person.objects.filter(id=person_id).first()
        if person is None:
            raise errors.PersonNotFound(person_id=person_id)
        if person.blanked_act_id is not None:
            raise errors.PersonBlanked(person_id=person_id)
        sign_in, is_new = _sign_in(address, password, person.language)
        act_id = audit.record(by=by, deed=audit.Deed("membership.give_sign_in", "person", person_id))
        door_id = _open(by, sign_in, person_id, act_id)
    return GivenSignIn(sign_in_id=sign_in.id, door_id=door_id, is_new=is_new)


def _address(email: str) -> str:
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as fault:
        raise errors.EmailMalformed(email=address) from fault
    return address


def _sign_in(address: str, password: str | None, language: str) -> tuple[SignIn, bool]:
    known = SignIn.objects.filter(email=address).first()
    if known is not None:
        return known, False
    return SignIn.objects.create_user(address, password, language=language), True


def _open(by: Acting, sign_in: SignIn, person_id: UUID, act_id: UUID) -> UUID:
    door = Door(
        id=new_id(by.at),
        cooperative_id=by.cooperative_id,
        sign_in_id=sign_in.id,
        person_id=person_id,
        act_id=act_id,
    )
    try:
        with transaction.atomic():
            Door.objects.bulk_create([door])
    except IntegrityError as error:
        if "membership_door_person" in str(error):
            raise errors.SignInGivenAlready(person_id=person_id) from error
        if "membership_door_sign_in" in str(error):
            raise errors.SignInOfAnother(email=sign_in.email) from error
        raise
    return door.id


def take_sign_in_away(*, by: Acting, person_id: UUID) -> None:
    """Close a person's door to this cooperative, for programs as well; doors to others stay open. Raises NoSignIn."""
    with inside(by.cooperative_id):
        closed, _kinds = Door.objects.filter(cooperative_id=by.cooperative_id, person_id=person_id).delete()
        if not closed:
            raise errors.NoSignIn(person_id=person_id)
        act_id = audit.record(by=by, deed=audit.Deed("membership.take_sign_in_away", "person", person_id))
        # INV-79: a door that is opened again later finds no program behind it.
        end_tokens(AccessToken.objects.filter(person_id=person_id), at=by.at, act_id=act_id)


def choose_language(*, sign_in_id: UUID, language: str) -> None:
    """Greet a sign-in in `language` from now on. A choice of one's own, and no act of a cooperative."""
    SignIn.objects.filter(id=sign_in_id).exclude(language=language).update(language=language)
