"""Taking a person's particulars away once their time has run: the register, the books and the acts stay whole.

What is known of the person goes from this room at once; rooms that keep more of it take part (`offer_blanking`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Case, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rochdale.audit import actions as audit
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives import queries as cooperatives_queries
from rochdale.cooperatives.queries import Permission
from rochdale.kernel.acting import Acting
from rochdale.membership import errors, queries
from rochdale.membership.actions.applications.ending import blank_applications_of
from rochdale.membership.actions.letters import blank_letters
from rochdale.membership.actions.persons import blank_versions
from rochdale.membership.actions.sessions import end_sessions
from rochdale.membership.models import (
    BLANKED_NAME,
    AccessToken,
    Departure,
    DepartureStep,
    Door,
    Letter,
    NameRequest,
    Person,
    RequestOutcome,
    SignIn,
    Suspension,
)
from rochdale.tenancy.actions import inside
from rochdale.web.values import Effect

BLANK_PERSON: Final = "blank_person"
Blank: TypeAlias = Callable[[Acting, UUID, UUID], None]
_ALSO: Final[dict[str, Blank]] = {}


def offer_blanking(*, name: str, blank: Blank) -> None:
    """Let a room, or a part of one, take away what it keeps of a person, in the same transaction.

    `blank` gets who acts, the person, whose particulars are gone by then, and the act. Called when a room is
    made ready.
    """
    _ALSO[name] = blank


def ask_to_blank(*, by: Acting, person_id: UUID, key: str) -> UUID | None:
    """Take a person's particulars away at once (None), or propose it where the by-laws ask for a second person.

    Raises NotAllowed, OwnMatter, PersonNotFound, PersonNotBlankable, and what proposing refuses.
    """
    with inside(by.cooperative_id):
        _require_blankable(by, person_id)
        facts = {"person": str(person_id)}
        asked = cooperatives.ActAsked(BLANK_PERSON, key, facts, subject_id=person_id)
        return cooperatives.carry_out(by=by, asked=asked)


def _perform(by: Acting, facts: Mapping[str, object], _key: str) -> None:
    blank_person(by=by, person_id=UUID(str(facts["person"])))


def _effects(facts: Mapping[str, object]) -> list[Effect]:
    return effects_of_blanking(person_id=UUID(str(facts["person"])))


def effects_of_blanking(*, person_id: UUID) -> list[Effect]:
    """What is there before, and after, as both officers see it. Raises PersonNotFound."""
    known = queries.person(person_id=person_id).particulars
    letters = Letter.objects.filter(person_id=person_id, blanked_act_id=None).count()
    doors = Door.objects.filter(person_id=person_id).count()
    return [
        Effect(_("Name"), known.name, _("former member")),
        Effect(_("Ways to sign in"), doors, 0),
        Effect(_("Letters with their words"), letters, 0),
    ]


def blank_person(*, by: Acting, person_id: UUID) -> None:
    """Take a person's particulars away for good (INV-63); lines of the register, books and acts stay.

    Raises NotAllowed, PersonNotFound, PersonNotBlankable.
    """
    with inside(by.cooperative_id):
        if by.person_id is not None:
            cooperatives_queries.require(by.person_id, Permission.MANAGE_REGISTER, by.on)
        Person.objects.select_for_update().filter(id=person_id).first()
        _require_blankable(by, person_id)
        deed = audit.Deed(
            "membership.blank_person", "person", person_id, cooperatives_queries.bylaw_version(by.on)
        )
        act_id = audit.record(by=by, deed=deed)
        _close_door(person_id)
        _blank_words(by, person_id, act_id)
        blank_versions(person_id=person_id, act_id=act_id)
        blank_applications_of(by=by, person_id=person_id, act_id=act_id)
        # These follow: the database lets their words go once the person's have.
        departures = Departure.objects.filter(person_id=person_id).values_list("id", flat=True)
        DepartureStep.objects.filter(departure_id__in=list(departures)).exclude(words="").update(words="")
        AccessToken.objects.filter(person_id=person_id).update(name=BLANKED_NAME)
        audit.blank_reasons(person_id=person_id)
        cooperatives.blank_proposals(person_id=person_id)
        told = Case(When(lifted_words="", then=Value("")), default=Value(BLANKED_NAME))
        Suspension.objects.filter(person_id=person_id).update(words=BLANKED_NAME, lifted_words=told)
        for blank in _ALSO.values():
            blank(by, person_id, act_id)


def _require_blankable(by: Acting, person_id: UUID) -> None:
    found = queries.obstacles_to_blanking(person_id=person_id, on=by.on)
    if found:
        raise errors.PersonNotBlankable(
            obstacles=tuple(each.code for each in found), words=tuple(str(each.words) for each in found)
        )


def _blank_words(by: Acting, person_id: UUID, act_id: UUID) -> None:
    blank_letters(Letter.objects.filter(person_id=person_id), act_id)
    NameRequest.objects.filter(person_id=person_id, outcome="").update(
        outcome=RequestOutcome.WITHDRAWN,
        decided_at=by.at,
        decided_act_id=act_id,
        given_names="",
        family_name="",
        birth_date=None,
        words="",
    )


def _close_door(person_id: UUID) -> None:
    """Shut the person's door; a sign-in that opens no other one keeps neither address nor factors."""
    found = list(Door.objects.filter(person_id=person_id).values_list("sign_in_id", flat=True))
    Door.objects.filter(person_id=person_id).delete()
    for sign_in_id in found:
        end_sessions(sign_in_id=sign_in_id)
        if queries.doors_of(sign_in_id=sign_in_id):
            continue
        EmailAddress.objects.filter(user_id=sign_in_id).delete()
        Authenticator.objects.filter(user_id=sign_in_id).delete()
        nobody = SignIn.objects.get(id=sign_in_id)
        nobody.email, nobody.is_active = f"{sign_in_id}@blanked.invalid", False
        nobody.set_unusable_password()
        nobody.save(update_fields=["email", "is_active", "password"])


# The act as the by-law `second_person_acts` knows it.
BLANKING: Final = cooperatives.ActKind(
    BLANK_PERSON,
    gettext_lazy("Take a person’s particulars away"),
    Permission.MANAGE_REGISTER,
    _perform,
    _effects,
)
