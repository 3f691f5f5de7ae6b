"""Consents as programs ask for them: one's own, and what an officer writes down for a person at the counter."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import get_language

from rochdale.cooperatives.errors import NotAllowed, OwnMatter
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import insiders_only, requires, visit_of
from rochdale.kernel.errors import Refusal
from rochdale.membership import actions, errors, queries
from rochdale.membership.queries import WORDINGS, ConsentPurpose, ConsentState, ConsentWay, FilePart
from rochdale.membership.views.consents import acting_at_counter
from rochdale.membership.views.looking import note_look
from rochdale.membership.views.persons import person_file
from rochdale.web.api import Answer, Asked, Routes

ROUTES = Routes("consents")
Purpose = Literal[
    "identity_check", "electronic_letters", "news_and_education", "credit_reference", "acts_at_counter"
]
_COUNTER: tuple[type[Refusal], ...] = (NotAllowed, OwnMatter, errors.CounterConsentMissing)


class ConsentStep(Answer):
    """One giving or withdrawal: the version of the words, the language they were read in, and how it was said."""

    is_given: bool
    wording: int
    language: str
    way: str
    on: date
    at: datetime


class ConsentTold(Answer):
    """Where a person stands on a purpose: the words of today, with their version, and all that happened."""

    purpose: str
    words: str
    wording: int
    is_given: bool
    steps: list[ConsentStep]


class Consents(Answer):
    """Where a person stands on every purpose."""

    items: list[ConsentTold]


class ConsentAsked(Asked):
    """One purpose; never several at once."""

    purpose: Purpose


class CounterConsentAsked(ConsentAsked):
    """`how`: signed on paper, or asked of the officer, who then acts for the person with that consent."""

    how: Literal["signed", "asked"] = "signed"


@ROUTES.question("my-consents", Consents)
@insiders_only
def my_consents(request: HttpRequest) -> Consents:
    """Your consents, purpose by purpose."""
    return _consents(visit_of(request).require_self())


def _consents(person_id: UUID) -> Consents:
    return Consents(items=[_told(each) for each in queries.consents_of(person_id=person_id)])


def _told(state: ConsentState) -> ConsentTold:
    wording = WORDINGS[state.purpose]
    return ConsentTold(
        purpose=state.purpose.value,
        words=str(wording.words),
        wording=wording.version,
        is_given=state.is_given,
        steps=[
            ConsentStep(
                is_given=each.is_given,
                wording=each.wording,
                language=each.language,
                way=each.way.value,
                on=each.on,
                at=each.at,
            )
            for each in state.events
        ],
    )


@ROUTES.verb("my-consents/giving", Consents)
@insiders_only
def give_consent(request: HttpRequest, asked: ConsentAsked) -> Consents:
    """Consent to a purpose, in the language of the request; it can be withdrawn at any time."""
    visit = visit_of(request)
    person_id = visit.require_self()
    purposes, language = [ConsentPurpose(asked.purpose)], get_language() or ""
    by = visit.acting_for_oneself()
    actions.give_consents(by=by, person_id=person_id, purposes=purposes, language=language)
    return _consents(person_id)


@ROUTES.verb("my-consents/withdrawal", Consents, refuses=(errors.ConsentNotGiven,))
@insiders_only
def withdraw_consent(request: HttpRequest, asked: ConsentAsked) -> Consents:
    """Withdraw a consent from now on; what was done under it stays done."""
    visit = visit_of(request)
    person_id = visit.require_self()
    purpose = ConsentPurpose(asked.purpose)
    actions.withdraw_consent(by=visit.acting_for_oneself(), person_id=person_id, purpose=purpose)
    return _consents(person_id)


@ROUTES.question("persons/{uuid:person_id}/consents", Consents)
@requires(Permission.VIEW_REGISTER)
def person_consents(request: HttpRequest, person_id: UUID) -> Consents:
    """A person's consents, for officers."""
    person_file(person_id)
    note_look(visit_of(request), FilePart.CONSENTS, person_id)
    return _consents(person_id)


@ROUTES.verb("persons/{uuid:person_id}/consents/giving", Consents, refuses=_COUNTER)
@requires(Permission.VIEW_REGISTER)
def give_consent_for(request: HttpRequest, person_id: UUID, asked: CounterConsentAsked) -> Consents:
    """Write down that a person consents at your counter."""
    person_file(person_id)
    by = acting_at_counter(visit_of(request), person_id)
    purposes = [ConsentPurpose(asked.purpose)]
    actions.give_consents(by=by, person_id=person_id, purposes=purposes, way=_way(asked))
    return _consents(person_id)


@ROUTES.verb(
    "persons/{uuid:person_id}/consents/withdrawal", Consents, refuses=(*_COUNTER, errors.ConsentNotGiven)
)
@requires(Permission.VIEW_REGISTER)
def withdraw_consent_for(request: HttpRequest, person_id: UUID, asked: CounterConsentAsked) -> Consents:
    """Write down that a person withdraws a consent at your counter."""
    person_file(person_id)
    by = acting_at_counter(visit_of(request), person_id)
    purpose = ConsentPurpose(asked.purpose)
    actions.withdraw_consent(by=by, person_id=person_id, purpose=purpose, way=_way(asked))
    return _consents(person_id)


def _way(asked: CounterConsentAsked) -> ConsentWay | None:
    return ConsentWay.ASSISTED if asked.how == "asked" else None
