"""Minutes as paper, set by Typst in a language of the cooperative."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import typst
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from rochdale.assembly.queries.minutes import MinutesSeen, how_spoken
from rochdale.assembly.views.minutes_finding import MinutesAsked
from rochdale.cooperatives.views import Visit
from rochdale.membership import queries as membership
from rochdale.web import formatting

_SHEET: Final = Path(__file__).resolve().parent.parent / "templates" / "assembly" / "minutes.typ"


def minutes_pdf(visit: Visit, asked: MinutesAsked, language: str) -> HttpResponse:
    """The version that is shown, on paper. Raises Http404 for a language in which it is not."""
    if language not in asked.shown.content.languages:
        raise Http404
    with override(language):
        told = _told(visit, asked, language)
    # At one instant for one version: the same minutes are the same file, as long as names stay.
    at = asked.shown.signatures[-1].at if asked.shown.signatures else asked.shown.at or visit.at
    content: bytes = typst.compile(
        _SHEET,
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"told": json.dumps(told)},
        timestamp=int(at.timestamp()),
    )
    response = HttpResponse(content, content_type="application/pdf")
    name = f"minutes-{asked.seen.number}-{asked.shown.version}-{language}"
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def _told(visit: Visit, asked: MinutesAsked, language: str) -> dict[str, Any]:
    shown, say = asked.shown, how_spoken(asked.shown.content)
    return {
        "language": formatting.locale_of(language).language,
        "cooperative": visit.cooperative.name,
        "title": asked.seen.title(language),
        "head": _("Minutes of the meeting"),
        "number": _("Meeting number %(number)s, version %(version)s")
        % {"number": asked.seen.number, "version": shown.version},
        "draft": "" if shown.is_signed else _("Draft, not signed"),
        "parts": [
            {
                "title": part.title,
                "paragraphs": [[each.kind.value, say(each)] for each in part.paragraphs],
            }
            for part in shown.content.parts(language)
        ],
        "signed": _signed(visit, shown, language),
        "approved": _approved(shown, language),
        "hash_label": _("SHA-256 of the text with its placeholders, in all languages"),
        "hash": shown.hash,
        "page": _("Page"),
    }


def _moment(visit: Visit, at: datetime, language: str) -> str:
    local = at.astimezone(ZoneInfo(visit.cooperative.time_zone))
    return formatting.moment_text(local, formatting.locale_of(language))


def _signed(visit: Visit, shown: MinutesSeen, language: str) -> list[dict[str, str]]:
    names = membership.names_of(person_ids=[each.person_id for each in shown.signatures])
    return [
        {
            "name": names[each.person_id],
            "role": str(each.role.label),
            "at": _("Signed on %(moment)s") % {"moment": _moment(visit, each.at, language)},
        }
        for each in shown.signatures
    ]


def _approved(shown: MinutesSeen, language: str) -> str:
    given = shown.approval
    if given is None:
        return ""
    return _("Approved by resolution %(resolution)s of meeting number %(meeting)s, on %(day)s.") % {
        "resolution": given.resolution,
        "meeting": given.meeting,
        "day": formatting.day_text(given.decided_on, formatting.locale_of(language)),
    }
