"""What this room adds to a whole file: lines on rolls, what was said against them, and the part in meetings."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rochdale.membership.queries import FileSection, Record
from rochdale.tenancy.queries import rows

_LINES_MAX: Final = 1000
_LINE: Final = {
    "meeting": _("Meeting"),
    "record_date": _("Record date"),
    "held_on": _("Day of the meeting"),
    "member_number": _("Member"),
    "votes": _("Votes"),
    "reasons": _("Reason"),
    "is_frozen": _("Roll frozen"),
}
_CHALLENGE: Final = {
    "meeting": _("Meeting"),
    "member_number": _("Member"),
    "on": _("Date"),
    "words": _("Words"),
    "is_upheld": _("Granted"),
    "answer": _("Answer"),
}


_PART: Final = {
    "what": _("What"),
    "meeting": _("Meeting"),
    "on": _("Date"),
    "words": _("Words"),
}


def _part(person_id: UUID, _on: date) -> list[Record]:
    found = rows("assembly", "part_taken.sql", {"person_id": person_id, "lines": _LINES_MAX})
    return [dict(zip(_PART, row, strict=True)) for row in found]


def _lines(person_id: UUID, _on: date) -> list[Record]:
    found = rows("assembly", "rolls_of.sql", {"person_id": person_id, "lines": _LINES_MAX})
    return [dict(zip(_LINE, row, strict=True)) for row in found]


def _challenges(person_id: UUID, _on: date) -> list[Record]:
    found = rows("assembly", "challenges_of.sql", {"person_id": person_id, "lines": _LINES_MAX})
    return [dict(zip(_CHALLENGE, row, strict=True)) for row in found]


ROLLS: Final = FileSection("rolls", _("Rolls of meetings"), _LINE, _lines)
CHALLENGES: Final = FileSection("roll_challenges", _("Rolls that I challenged"), _CHALLENGE, _challenges)
PART_TAKEN: Final = FileSection("meetings", _("My part in meetings"), _PART, _part)
