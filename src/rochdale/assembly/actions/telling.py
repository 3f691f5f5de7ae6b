"""The letters of meetings: a notice, a cancellation, and that members may call the meeting that they required."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import cast
from zoneinfo import ZoneInfo

from django.utils.functional import Promise, lazy
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from rochdale.assembly.models import ItemKind, MeetingMode
from rochdale.assembly.queries import MeetingSeen, RequisitionSeen, SittingSeen
from rochdale.assembly.queries.entry_codes import entry_code
from rochdale.cooperatives import queries as cooperatives
from rochdale.kernel.acting import Acting
from rochdale.membership import actions as membership
from rochdale.membership.actions import LetterFact
from rochdale.web.formatting import appointment_text
from rochdale.web.templatetags.rochdale_format import reader_locale


class MeetingLetter(StrEnum):
    """The letters of meetings."""

    CALLED = "meeting_called"
    CANCELLED = "meeting_cancelled"
    REQUISITION_OVERDUE = "requisition_overdue"
    BALLOT_TRUSTEE = "ballot_trustee"
    BALLOT_CODE = "ballot_code"
    BALLOT_PART = "ballot_part"
    BALLOT_LINK = "ballot_link"
    NOMINATION_PROPOSED = "nomination_proposed"
    NOMINATION_ANSWERED = "nomination_answered"


def offer_letters() -> None:
    """Let the letters of meetings be written."""
    labels = {
        MeetingLetter.CALLED: gettext_lazy("notice of a meeting"),
        MeetingLetter.CANCELLED: gettext_lazy("meeting cancelled"),
        MeetingLetter.REQUISITION_OVERDUE: gettext_lazy("required meeting not called"),
        MeetingLetter.BALLOT_TRUSTEE: gettext_lazy("asked to keep a key to a ballot"),
        MeetingLetter.BALLOT_CODE: gettext_lazy("voting code"),
        MeetingLetter.BALLOT_PART: gettext_lazy("asked to help opening a ballot"),
        MeetingLetter.BALLOT_LINK: gettext_lazy("new address as a trustee"),
        MeetingLetter.NOMINATION_PROPOSED: gettext_lazy("proposed as a candidate"),
        MeetingLetter.NOMINATION_ANSWERED: gettext_lazy("answer of a candidate"),
    }
    for kind, label in labels.items():
        membership.offer_letter(kind=kind, template=f"assembly/letters/{kind.value}.txt", label=label)


def notice_facts(*, by: Acting, meeting: MeetingSeen, is_again: bool) -> dict[str, LetterFact]:
    """What the notice of a meeting says: when and where, the agenda, the drafts of by-laws, how to take part."""
    own = cooperatives.cooperative(by.cooperative_id)
    zone = ZoneInfo(own.time_zone)
    return {
        "title": told_in_language(meeting.title),
        "places": told_in_language(lambda _language: sittings_text(meeting, zone)),
        "agenda": told_in_language(lambda language: agenda_text(meeting, language)),
        "drafts": told_in_language(lambda language: _drafts_text(meeting, language)),
        "record_date": meeting.record_date,
        "is_online": int(meeting.mode is not MeetingMode.IN_PERSON),
        "is_again": int(is_again),
        "path": f"/{own.slug}/meetings/{meeting.number}/",
    }


def entry_facts(*, meeting: MeetingSeen, member_number: int, path: str) -> dict[str, LetterFact]:
    """The code by which the desk knows a member's notice, and its page; nothing where there is no door."""
    if meeting.mode is MeetingMode.VIRTUAL:
        return {"entry_code": "", "entry_path": ""}
    code = entry_code(meeting_id=meeting.id, member_number=member_number)
    return {"entry_code": code, "entry_path": f"{path}entry/{code}/"}


def cancelled_facts(*, by: Acting, meeting: MeetingSeen, words: str) -> dict[str, LetterFact]:
    """What is said of a meeting that is given up."""
    own = cooperatives.cooperative(by.cooperative_id)
    return {
        "title": told_in_language(meeting.title),
        "held_on": meeting.held_on,
        "words": words,
        "path": f"/{own.slug}/meetings/{meeting.number}/",
    }


def overdue_facts(*, by: Acting, asked: RequisitionSeen) -> dict[str, LetterFact]:
    """What is said to those who signed, once the time of the board has passed (rule Q-30)."""
    own = cooperatives.cooperative(by.cooperative_id)
    assert asked.reached_on is not None
    assert asked.call_by is not None
    return {
        "matters": "\n".join(f"- {matter}" for matter in asked.matters),
        "reached_on": asked.reached_on,
        "call_by": asked.call_by,
        "path": f"/{own.slug}/meetings/requisitions/{asked.number}/",
    }


def sittings_text(meeting: MeetingSeen, zone: ZoneInfo) -> str:
    """When and where a meeting sits, a line for each sitting, in the reader's language."""
    return "\n".join(_sitting_text(sitting, zone) for sitting in meeting.sittings)


def _sitting_text(sitting: SittingSeen, zone: ZoneInfo) -> str:
    when = capfirst(appointment_text(sitting.starts_at.astimezone(zone), reader_locale()))
    return "\n".join(line for line in (when, sitting.venue, sitting.online_url) if line)


def agenda_text(meeting: MeetingSeen, language: str) -> str:
    """The agenda, a numbered line for each item."""
    return "\n".join(f"{item.place}. {item.title(language)}" for item in meeting.items)


def _drafts_text(meeting: MeetingSeen, language: str) -> str:
    """The wording of what amends the by-laws, which the notice brings (rule Q-26)."""
    drafts = [item for item in meeting.items if item.kind is ItemKind.BYLAW and any(item.texts.values())]
    return "\n\n".join(
        _("Item %(place)s: %(text)s") % {"place": item.place, "text": item.text(language)} for item in drafts
    )


def told_in_language(words: Callable[[str], str]) -> Promise:
    """What is said in the language of the letter, once it is known which."""
    return cast("Promise", lazy(lambda: words(get_language() or ""), str)())  # what it is until it is told
