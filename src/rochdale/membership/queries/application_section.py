"""What a person's own file says of the applications by which the person asked to join (rule V-4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rochdale.membership.models import Application
from rochdale.membership.queries.admission_words import IDENTITY_WORDS
from rochdale.membership.queries.application_files import ApplicationFile, application
from rochdale.membership.queries.whole_file import FileSection, Record


def _told(person_id: UUID, _on: date) -> Iterator[Record]:
    for id_ in (
        Application.objects.filter(person_id=person_id).order_by("number").values_list("id", flat=True)
    ):
        found = application(application_id=id_)
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
