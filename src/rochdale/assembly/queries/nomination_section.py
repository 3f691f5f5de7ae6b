"""What this room adds to a whole file: where one stood, what one said, whom one proposed or seconded, trainings."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rochdale.membership.queries import FileSection, Record
from rochdale.tenancy.queries import rows

_LINES_MAX: Final = 1000
_CANDIDACY: Final = {
    "what": _("What"),
    "meeting": _("Meeting"),
    "on": _("Date"),
    "words": _("Words"),
}


def _candidacies(person_id: UUID, _on: date) -> list[Record]:
    found = rows("assembly", "candidacies_of.sql", {"person_id": person_id, "lines": _LINES_MAX})
    return [dict(zip(_CANDIDACY, row, strict=True)) for row in found]


CANDIDACIES: Final = FileSection("candidacies", _("Elections and nominations"), _CANDIDACY, _candidacies)
