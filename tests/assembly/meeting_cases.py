"""Meetings for tests: a draft that may be called, and an item that may be decided."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime

from rochdale.assembly.actions import ItemDraft, MeetingDraft, SittingDraft, draft_meeting
from rochdale.assembly.actions.resolutions import Counted, write_resolution
from rochdale.assembly.models import (
    AgendaItem,
    ItemKind,
    Majority,
    Meeting,
    MeetingKind,
    MeetingMode,
    MeetingVersion,
    Resolution,
)
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
TITLES = {"fr": "Assemblée générale annuelle", "en": "Annual general meeting"}
SITTING = SittingDraft(datetime(2026, 12, 16, 23, 30, tzinfo=UTC), venue="Salle du Moulin")


def words(french: str, english: str) -> dict[str, str]:
    return {"fr": french, "en": english}


ITEMS = (
    ItemDraft(ItemKind.OPENING, words("Ouverture", "Opening")),
    ItemDraft(
        ItemKind.AUDITOR,
        words("Nomination de l’auditeur", "Appointment of the auditor"),
        words("Que Roy et associés soient nommés.", "That Roy and Associates be appointed."),
        Majority.ORDINARY,
    ),
    ItemDraft(ItemKind.REPORT, words("Rapport annuel", "Annual report")),
    ItemDraft(ItemKind.SURPLUS, words("Excédents", "Surplus"), majority=Majority.ORDINARY),
    ItemDraft(ItemKind.ELECTION, words("Élection", "Election"), majority=Majority.ELECTION),
    ItemDraft(ItemKind.QUESTIONS, words("Période de questions", "Question period")),
)


def draft() -> MeetingDraft:
    """An annual meeting in some weeks, in one hall, with an ordinary motion."""
    return MeetingDraft(
        kind=MeetingKind.ANNUAL,
        titles=TITLES,
        mode=MeetingMode.IN_PERSON,
        record_date=date(2026, 11, 20),
        sittings=(SITTING,),
        items=ITEMS,
    )


def drafted(by: Acting) -> int:
    """The number of a meeting that may be called."""
    return draft_meeting(by=by, draft=draft())


def motion(by: Acting) -> tuple[Meeting, AgendaItem]:
    """A meeting with an item to decide."""
    with inside(by.cooperative_id):
        meeting = Meeting.objects.get(number=drafted(by))
        version = MeetingVersion.objects.get(meeting_id=meeting.id)
        return meeting, AgendaItem.objects.get(version_id=version.id, place=2)


def resolved(
    by: Acting, counted: Counted, meeting: Meeting | None = None, item: AgendaItem | None = None
) -> Resolution:
    """The resolution on an item, of a meeting of its own unless told."""
    if meeting is None or item is None:
        meeting, item = motion(by)
    with inside(by.cooperative_id):
        return write_resolution(by=by, meeting=meeting, item=item, counted=counted)


def acting() -> Acting:
    """The program, in a cooperative that is not founded yet."""
    return Acting(uuid.uuid4(), None, None, "test", TODAY, NOW)
