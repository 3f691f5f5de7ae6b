"""Questions about changes of name that wait, and about what was done for a person at the counter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from rochdale.membership.models import Assistance, NameRequest
from rochdale.membership.queries.persons import names_of

REQUESTS_PAGE = 50


@dataclass(frozen=True, slots=True)
class NameAsked:
    """A change that waits: what is on file is the person's name now."""

    id: UUID
    person_id: UUID
    name: str
    given_names: str
    family_name: str
    birth_date: date | None
    words: str
    asked_on: date


@dataclass(frozen=True, slots=True)
class NamesAskedPage:
    """Some of them. `next_after` is the last where more follow."""

    lines: tuple[NameAsked, ...]
    next_after: UUID | None


class CounterDeed(TextChoices):
    """What an officer may do for a person at the counter: the verbs that the acts are recorded under."""

    CORRECT_CONTACT = "correct_contact", _("the address or telephone was corrected")
    ASK_FOR_NAME = "ask_for_name", _("another name or date of birth was asked for")
    WITHDRAW_NAME = "withdraw_name", _("that correction was taken back")
    GIVE_CONSENTS = "give_consents", _("a consent was given")
    WITHDRAW_CONSENT = "withdraw_consent", _("a consent was withdrawn")
    ASK_TO_LEAVE = "ask_to_leave", _("notice of leaving was given")
    ASK_REDEMPTION = "ask_redemption", _("the repayment of shares was asked for")
    WITHDRAW_REDEMPTION = "withdraw_redemption", _("a request for repayment was withdrawn")


@dataclass(frozen=True, slots=True)
class AssistanceLine:
    """What an officer did for a person at the counter, and when."""

    officer_id: UUID
    officer: str
    verb: CounterDeed
    at: datetime


def names_asked(*, after: UUID | None = None, limit: int = REQUESTS_PAGE) -> NamesAskedPage:
    """The changes of name that wait for an officer, the oldest first, in two statements."""
    asked = NameRequest.objects.filter(outcome="").order_by("id")
    if after is not None:
        asked = asked.filter(id__gt=after)
    found = list(asked[: limit + 1])
    lines = _lines(found[:limit])
    return NamesAskedPage(lines, lines[-1].id if len(found) > limit else None)


def name_asked(*, person_id: UUID) -> NameAsked | None:
    """What a person asked for and what waits, or None."""
    return next(iter(_lines(list(NameRequest.objects.filter(person_id=person_id, outcome="")))), None)


def _lines(found: list[NameRequest]) -> tuple[NameAsked, ...]:
    names = names_of(person_ids=[row.person_id for row in found])
    return tuple(
        NameAsked(
            id=row.id,
            person_id=row.person_id,
            name=names.get(row.person_id, ""),
            given_names=row.given_names,
            family_name=row.family_name,
            birth_date=row.birth_date,
            words=row.words,
            asked_on=row.asked_on,
        )
        for row in found
    )


def assistance_of(*, person_id: UUID, limit: int) -> list[AssistanceLine]:
    """What officers did for a person at the counter, the newest first, in two statements."""
    found = list(Assistance.objects.filter(person_id=person_id).order_by("-id")[:limit])
    names = names_of(person_ids=[row.officer_id for row in found])
    return [
        AssistanceLine(row.officer_id, names.get(row.officer_id, ""), CounterDeed(row.verb), row.at)
        for row in found
    ]
