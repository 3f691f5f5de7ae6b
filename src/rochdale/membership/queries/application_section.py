"""What a person's own file says of the applications by which the person asked to join (rule V-4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rochdale.membership.models import Application, ApplicationStepKind, Door
from rochdale.membership.queries.admission_words import IDENTITY_WORDS
from rochdale.membership.queries.applicants import Companion
from rochdale.membership.queries.application_files import ApplicationFile, application_files
from rochdale.membership.queries.whole_file import FileSection, Record


def _told(person_id: UUID, _on: date) -> Iterator[Record]:
    for found in _own(person_id):
        for step in found.steps:
            yield {
                "number": found.number,
                "step": step.kind,
                "on": step.on,
                "ground": step.ground,
                "words": step.words,
                "identity": _identity(found),
                "papers": len(found.documents),
            }


def _own(person_id: UUID) -> list[ApplicationFile]:
    """The person's own applications: sent by the own sign-in, or led to a membership.

    An officer's word that an applicant is the person may be mistaken until then, and tells nobody another's.
    """
    doors = Door.objects.filter(person_id=person_id).values("sign_in_id")
    is_sure = Q(state=ApplicationStepKind.REGISTERED) | Q(sign_in_id__in=doors)
    found = Application.objects.filter(is_sure, person_id=person_id)
    return application_files(application_ids=list(found.values_list("id", flat=True)))


def _whole(person_id: UUID) -> Iterator[ApplicationFile]:
    """The applications by which the person became a member: another's is never told by a mistaken link."""
    came = Application.objects.filter(person_id=person_id, state=ApplicationStepKind.REGISTERED)
    yield from application_files(application_ids=list(came.values_list("id", flat=True)))


def _answers(person_id: UUID, _on: date) -> Iterator[Record]:
    for found in _whole(person_id):
        if found.applicant is None:
            continue
        known = found.applicant.particulars
        yield {
            "number": found.number,
            "applied_on": found.applied_on,
            "class": found.member_class,
            "bond": found.bond,
            "shares": found.shares,
            "instalments": found.instalments,
            "bylaw_version": found.bylaw_version,
            "given_names": known.given_names,
            "family_name": known.family_name,
            "birth_date": known.birth_date,
            "language": known.language,
            "email": known.email,
            "telephone": known.telephone,
            "street": known.street,
            "town": known.town,
            "postal_code": known.postal_code,
            "representative": _companion(found.applicant.representative),
            "guardian": _companion(found.applicant.guardian),
        }


def _companion(known: Companion | None) -> str:
    if known is None:
        return ""
    born = known.birth_date.isoformat() if known.birth_date else ""
    said = (known.name, known.function, born, known.email, known.telephone)
    return ", ".join(each for each in said if each)


def _papers(person_id: UUID, _on: date) -> Iterator[Record]:
    for found in _whole(person_id):
        for paper in found.documents:
            yield {
                "number": found.number,
                "document_id": paper.id,
                "kind": paper.kind,
                "media_type": paper.media_type,
                "bytes": paper.size,
                "added_at": paper.added_at,
            }


def _identity(found: ApplicationFile) -> str:
    shown = found.applicant.identity if found.applicant else None
    if shown is None:
        return ""
    return f"{IDENTITY_WORDS.get(shown.kind, shown.kind)} {shown.number}"


APPLICATION_SECTION: Final = FileSection(
    "applications",
    _("Applications"),
    {
        "number": _("Number"),
        "step": _("Step"),
        "on": _("When"),
        "ground": _("Ground"),
        "words": _("Words"),
        "identity": _("Identity"),
        "papers": _("Papers"),
    },
    lambda person_id, on: list(_told(person_id, on)),
)
ANSWERS_SECTION: Final = FileSection(
    "answers",
    _("What I wrote when I applied"),
    {
        "number": _("Number"),
        "applied_on": _("When"),
        "class": _("Kind of membership"),
        "bond": _("Common bond"),
        "shares": _("Shares"),
        "instalments": _("Parts in which they are paid"),
        "bylaw_version": _("Version of the by-laws"),
        "given_names": _("Given names"),
        "family_name": _("Family name, or name of the organization"),
        "birth_date": _("Date of birth"),
        "language": _("Language"),
        "email": _("E-mail address"),
        "telephone": _("Telephone"),
        "street": _("Street and number"),
        "town": _("Town"),
        "postal_code": _("Postal code"),
        "representative": _("Representative"),
        "guardian": _("Guardian"),
    },
    lambda person_id, on: list(_answers(person_id, on)),
)
PAPERS_SECTION: Final = FileSection(
    "papers",
    _("Papers that I brought"),
    {
        "number": _("Application"),
        "document_id": _("Reference"),
        "kind": _("What it shows"),
        "media_type": _("Format"),
        "bytes": _("Bytes"),
        "added_at": _("When"),
    },
    lambda person_id, on: list(_papers(person_id, on)),
)
