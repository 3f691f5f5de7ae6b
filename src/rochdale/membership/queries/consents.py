"""Questions about consents: what each purpose means in words, and what a person has given and withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rochdale.membership.models import Consent, ConsentPurpose, ConsentWay


@dataclass(frozen=True, slots=True)
class Wording:
    """The words to which a person agrees. Who changes them raises `version`: what was given stays as it was."""

    version: int
    words: Promise


WORDINGS: Final[Mapping[ConsentPurpose, Wording]] = MappingProxyType(
    {
        ConsentPurpose.IDENTITY_CHECK: Wording(
            1,
            _(
                "The cooperative may check my name, date of birth and address with a third party whose work that "
                "is, when I become a member and when they change."
            ),
        ),
        ConsentPurpose.ELECTRONIC_LETTERS: Wording(
            1,
            _(
                "The cooperative may send its letters to my e-mail address instead of on paper. If I withdraw "
                "this, they come by post."
            ),
        ),
        ConsentPurpose.NEWS_AND_EDUCATION: Wording(
            1, _("The cooperative may write to me about its life, its courses and its invitations.")
        ),
        ConsentPurpose.CREDIT_REFERENCE: Wording(
            1,
            _(
                "The cooperative may ask a credit bureau about me when I ask for a loan, and tell it how I repay. "
                "For a loan that is not repaid yet this goes on until it is."
            ),
        ),
        ConsentPurpose.ACTS_AT_COUNTER: Wording(
            1,
            _(
                "An officer may do for me at the counter what I could do on the pages, when I ask for it there. "
                "Each time is written down with the officer’s name, and I can read it."
            ),
        ),
    }
)


@dataclass(frozen=True, slots=True)
class ConsentEvent:
    """One giving or withdrawal, and the act by which it was written."""

    is_given: bool
    wording: int
    language: str
    way: ConsentWay
    on: date
    at: datetime
    act_id: UUID


@dataclass(frozen=True, slots=True)
class ConsentState:
    """Where a person stands on one purpose, with all that happened, the oldest first."""

    purpose: ConsentPurpose
    events: tuple[ConsentEvent, ...]

    @property
    def is_given(self) -> bool:
        """Whether the consent is in force."""
        return bool(self.events) and self.events[-1].is_given

    @property
    def last(self) -> ConsentEvent | None:
        """What happened last; None where nothing has."""
        return self.events[-1] if self.events else None


def consents_of(*, person_id: UUID) -> list[ConsentState]:
    """Where a person stands on every purpose, in their order, in one statement."""
    found: dict[str, list[ConsentEvent]] = {purpose: [] for purpose in ConsentPurpose.values}
    for row in Consent.objects.filter(person_id=person_id).order_by("place"):
        found[row.purpose].append(
            ConsentEvent(
                is_given=row.is_given,
                wording=row.wording,
                language=row.language,
                way=ConsentWay(row.way),
                on=row.on_date,
                at=row.at,
                act_id=row.act_id,
            )
        )
    return [ConsentState(purpose, tuple(found[purpose])) for purpose in ConsentPurpose]


def consents_given(*, person_id: UUID) -> frozenset[ConsentPurpose]:
    """The purposes for which a person's consent is in force."""
    return frozenset(state.purpose for state in consents_of(person_id=person_id) if state.is_given)


def electronic_consents(*, person_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """The giving under which letters go by e-mail, of each person where one is in force. One statement.

    Without it letters are on paper: an address alone is no consent (rule V-9).
    """
    last = (
        Consent.objects.filter(person_id__in=set(person_ids), purpose=ConsentPurpose.ELECTRONIC_LETTERS)
        .order_by("person_id", "-place")
        .distinct("person_id")
        .values_list("person_id", "id", "is_given")
    )
    return {person_id: consent_id for person_id, consent_id, is_given in last if is_given}


def takes_electronic_letters(*, person_id: UUID) -> bool:
    """Whether letters to a person may go by e-mail: the consent was given, and is not withdrawn."""
    return person_id in electronic_consents(person_ids=[person_id])
