"""One's whole file: everything that the cooperative keeps about a person, section by section (rule V-4).

A room above offers its sections when it is made ready, so that this room need not know of accounts or shares.
Keys are stable words of the code: who reads the file by a program may rely on them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, TypeAlias
from uuid import UUID

from django.db.models import Q, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rochdale.cooperatives.queries import Permission
from rochdale.membership.models import (
    Application,
    ApplicationStep,
    ApplicationStepKind,
    Channel,
    DeliveryOutcome,
    Departure,
    Door,
    Letter,
    LetterDelivery,
    Member,
    MemberClass,
    SignIn,
)
from rochdale.membership.queries.consents import consents_of
from rochdale.membership.queries.departures import departure
from rochdale.membership.queries.file_views import file_views_of
from rochdale.membership.queries.letters import hidden_words
from rochdale.membership.queries.persons import person
from rochdale.membership.queries.requests import assistance_of
from rochdale.money.amount import Money

# Nobody's file has as many lines of one kind; it is a limit, not a page, and a section that reaches it says so.
SECTION_LINES_MAX: Final = 20_000
Told: TypeAlias = (
    str | int | bool | date | datetime | Money | TextChoices | tuple[TextChoices, ...] | UUID | None
)
Record: TypeAlias = Mapping[str, Told]
Words: TypeAlias = str | Promise


@dataclass(frozen=True, slots=True)
class FileSection:
    """A part of a person's file. `tell` answers for a person on a business day, in the current cooperative.

    `words` are what the keys of its records are called on paper, in their order; `permission` is what an officer
    needs to see it, beside the right to the file.
    """

    key: str
    label: Words
    words: Mapping[str, Words]
    tell: Callable[[UUID, date], list[Record]]
    permission: Permission | None = None


@dataclass(frozen=True, slots=True)
class ToldSection:
    """A section with what it says about one person; `goes_on` where there is more than a file takes along."""

    section: FileSection
    records: tuple[Record, ...]
    goes_on: bool = False


_SECTIONS: Final[dict[str, FileSection]] = {}


def offer_section(*, section: FileSection) -> None:
    """Let a section be part of everybody's file; in the order in which they are offered."""
    _SECTIONS[section.key] = section


def whole_file(
    *, person_id: UUID, on: date, permissions: frozenset[Permission] | None = None
) -> list[ToldSection]:
    """Everything about a person, or what an officer's `permissions` let through. Raises PersonNotFound."""
    return [
        _told(section, section.tell(person_id, on))
        for section in (*_OWN, *_SECTIONS.values())
        if permissions is None or section.permission is None or section.permission in permissions
    ]


def _told(section: FileSection, records: list[Record]) -> ToldSection:
    return ToldSection(section, tuple(records[:SECTION_LINES_MAX]), len(records) > SECTION_LINES_MAX)


def _particulars(person_id: UUID, _on: date) -> list[Record]:
    known = person(person_id=person_id).particulars
    return [
        {
            "kind": known.kind,
            "given_names": known.given_names,
            "family_name": known.family_name,
            "birth_date": known.birth_date,
            "sex": known.sex,
            "language": known.language,
            "email": known.email,
            "telephone": known.telephone,
            "street": known.street,
            "town": known.town,
            "postal_code": known.postal_code,
            "source_key": known.source_key,
        }
    ]


def _sign_ins(person_id: UUID, _on: date) -> list[Record]:
    ids = Door.objects.filter(person_id=person_id).values_list("sign_in_id", flat=True)
    found = SignIn.objects.filter(id__in=list(ids))
    return [{"email": row.email, "language": row.language} for row in found]


def _memberships(person_id: UUID, _on: date) -> list[Record]:
    found = Member.objects.filter(person_id=person_id).order_by("number")
    return [
        {
            "number": row.number,
            "class": MemberClass(row.member_class),
            "joined_on": row.joined_on,
            "left_on": row.left_on,
        }
        for row in found
    ]


def _consents(person_id: UUID, _on: date) -> Iterator[Record]:
    for state in consents_of(person_id=person_id):
        for event in state.events:
            yield {
                "purpose": state.purpose,
                "is_given": event.is_given,
                "at": event.at,
                "way": event.way,
                "wording": event.wording,
                "language": event.language,
            }


def _departures(person_id: UUID, _on: date) -> Iterator[Record]:
    for id_ in Departure.objects.filter(person_id=person_id).order_by("id").values_list("id", flat=True):
        found = departure(departure_id=id_)
        for step in found.steps:
            yield {
                "departure_id": found.id,
                "member_number": found.member_number,
                "cause": found.cause,
                "ground": found.ground,
                "step": step.kind,
                "on": step.on,
                "named_date": step.named_date,
                "words": step.words,
            }


def _letters(person_id: UUID, _on: date) -> list[Record]:
    # What an applicant was written is kept by the act alone: nobody of the register yet.
    came = Application.objects.filter(person_id=person_id, state=ApplicationStepKind.REGISTERED)
    acts = ApplicationStep.objects.filter(application_id__in=came.values("id")).values("act_id")
    known = Letter.objects.filter(Q(person_id=person_id) | Q(person_id=None, act_id__in=acts))
    found = list(known.order_by("id")[: SECTION_LINES_MAX + 1])
    happened = LetterDelivery.objects.filter(letter_id__in=[row.id for row in found]).order_by("place")
    last = {each.letter_id: each for each in happened}
    return [
        {
            "written_on": row.written_on,
            "channel": Channel(row.channel),
            "address": row.address,
            "subject": row.subject,
            "body": hidden_words(row.body),
            "outcome": DeliveryOutcome(last[row.id].outcome) if row.id in last else None,
            "outcome_at": last[row.id].at if row.id in last else None,
        }
        for row in found
    ]


def _looks(person_id: UUID, _on: date) -> list[Record]:
    page = file_views_of(person_id=person_id, limit=SECTION_LINES_MAX + 1)
    return [
        {
            "at": line.at,
            "who": line.viewer,
            "offices": line.offices,
            "part": line.part,
        }
        for line in page.lines
    ]


def _assistance(person_id: UUID, _on: date) -> list[Record]:
    found = assistance_of(person_id=person_id, limit=SECTION_LINES_MAX + 1)
    return [{"at": line.at, "who": line.officer, "verb": line.verb} for line in found]


_OWN: Final = (
    FileSection(
        "particulars",
        _("Particulars"),
        {
            "kind": _("Kind"),
            "given_names": _("Given names"),
            "family_name": _("Family name, or name of the organization"),
            "birth_date": _("Date of birth"),
            "sex": _("Sex"),
            "language": _("Language"),
            "email": _("E-mail address"),
            "telephone": _("Telephone"),
            "street": _("Street and number"),
            "town": _("Town"),
            "postal_code": _("Postal code"),
            "source_key": _("Key in the records from which it was imported"),
        },
        _particulars,
    ),
    FileSection(
        "sign_ins",
        _("Signing in"),
        {"email": _("E-mail address"), "language": _("Language")},
        _sign_ins,
    ),
    FileSection(
        "memberships",
        _("Memberships"),
        {
            "number": _("Number"),
            "class": _("Kind of membership"),
            "joined_on": _("Member since"),
            "left_on": _("Left on"),
        },
        _memberships,
    ),
    FileSection(
        "consents",
        _("Consents"),
        {
            "purpose": _("Purpose"),
            "is_given": _("Given"),
            "at": _("When"),
            "way": _("How"),
            "wording": _("Version of the words"),
            "language": _("Language"),
        },
        lambda person_id, on: list(_consents(person_id, on)),
    ),
    FileSection(
        "departures",
        _("Leaving"),
        {
            "departure_id": _("Reference"),
            "member_number": _("Member"),
            "cause": _("Cause"),
            "ground": _("Ground"),
            "step": _("Step"),
            "on": _("When"),
            "named_date": _("The day it names"),
            "words": _("Words"),
        },
        lambda person_id, on: list(_departures(person_id, on)),
    ),
    FileSection(
        "letters",
        _("Letters"),
        {
            "written_on": _("Written on"),
            "channel": _("It goes"),
            "address": _("To"),
            "subject": _("Subject"),
            "body": _("Text"),
            "outcome": _("What became of it"),
            "outcome_at": _("When"),
        },
        _letters,
    ),
    FileSection(
        "looks",
        _("Who has looked"),
        {"at": _("When"), "who": _("Who"), "offices": _("Office"), "part": _("What")},
        _looks,
    ),
    FileSection(
        "acts_at_counter",
        _("Done for me at the counter"),
        {"at": _("When"), "who": _("Who"), "verb": _("What")},
        _assistance,
    ),
)
