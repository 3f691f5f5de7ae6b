"""One's whole file to take along: JSON for programs, PDF for people (rule V-4)."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from babel import Locale
from django.conf import settings
from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, insiders_only, requires, visit_of
from rochdale.membership import queries
from rochdale.membership.queries import GROUND_WORDS, REFUSAL_WORDS, FilePart, Record, Told, ToldSection
from rochdale.membership.views.dated_words import FACT_WORDS, value_shown
from rochdale.membership.views.looking import by_person, shows_file
from rochdale.membership.views.papers import sheet
from rochdale.membership.views.persons import person_file
from rochdale.money.amount import Money
from rochdale.web import formatting

# What a program finds in the file; it changes with a number of its own when a key changes its meaning.
FORMAT: Final = "rochdale-person-file/1"
# So many lines of one kind are printed; the file for programs has the others.
PAPER_LINES_MAX: Final = 1_000


@insiders_only
@require_safe
def my_file_json(request: HttpRequest) -> HttpResponse:
    """The whole file of the person who reads, for a program."""
    visit = visit_of(request)
    assert visit.person_id is not None
    written = written_file(visit, visit.person_id, None)
    text = json.dumps(written, ensure_ascii=False, indent=2)
    return _file(text.encode(), "application/json; charset=utf-8", "my-file.json")


def written_file(visit: Visit, person_id: UUID, permissions: frozenset[Permission] | None) -> dict[str, Any]:
    """The whole file of a person as a program reads it, or what an officer's permissions let through."""
    told = queries.whole_file(person_id=person_id, on=visit.today, permissions=permissions)
    return {
        "format": FORMAT,
        "cooperative": {"name": visit.cooperative.name, "slug": visit.cooperative.slug},
        "made_at": visit.at.isoformat(),
        "business_date": visit.today.isoformat(),
        "person_id": str(person_id),
        "sections": {
            each.section.key: [
                {key: _plain(value) for key, value in record.items()} for record in each.records
            ]
            for each in told
        },
        "goes_on": [each.section.key for each in told if each.goes_on],
    }


@insiders_only
@require_safe
def my_file_pdf(request: HttpRequest) -> HttpResponse:
    """The whole file of the person who reads, as paper in the person's language."""
    visit = visit_of(request)
    assert visit.person_id is not None
    return whole_paper(visit, visit.person_id, None)


@requires(Permission.MANAGE_REGISTER)
@require_safe
@shows_file(FilePart.WHOLE, by_person)
def person_file_pdf(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The same for a person who asks at the counter, as far as the officer's offices let through."""
    visit = visit_of(request)
    return whole_paper(visit, person_id, visit.permissions)


def whole_paper(visit: Visit, person_id: UUID, permissions: frozenset[Permission] | None) -> HttpResponse:
    """The whole file as paper in the person's language, or what an officer's permissions let through."""
    file = person_file(person_id)
    language = file.particulars.language
    with translation.override(language):
        found = queries.whole_file(person_id=person_id, on=visit.today, permissions=permissions)
        locale = formatting.locale_of(language)
        made = formatting.moment_text(timezone.localtime(visit.at), locale)
        told = {
            "language": locale.language,
            "cooperative": visit.cooperative.name,
            "title": _("What is written about %(name)s") % {"name": file.name},
            "made": _("Made on %(moment)s.") % {"moment": made},
            "page": _("Page"),
            "nothing": _("Nothing."),
            "sections": [_section(each, locale) for each in found],
        }
    return _file(sheet("whole_file.typ", told, visit.at), "application/pdf", "my-file.pdf")


def _section(told: ToldSection, locale: Locale) -> dict[str, Any]:
    words = told.section.words
    kept = told.records[:PAPER_LINES_MAX]
    more = len(told.records) - len(kept)
    return {
        "label": str(told.section.label),
        "records": [
            [
                [str(words.get(key, key)), written]
                for key, value in record.items()
                if (written := _in_words(record, key, value, locale))
            ]
            for record in kept
        ],
        "more": _("The file for programs has %(count)s more.") % {"count": more} if more else "",
    }


def _in_words(record: Record, key: str, value: Told, locale: Locale) -> str:
    """One value on paper; what is a code in the file for programs stands here in words."""
    if key == "language":
        return _language(value)
    if key == "what":
        return str(FACT_WORDS.get(str(value), value))
    if key == "ground":
        return str({**GROUND_WORDS, **REFUSAL_WORDS}.get(str(value), value))
    if key in ("before", "after") and value not in (None, ""):
        return _written(value_shown(str(record["what"]), value), locale)
    return _written(value, locale)


def _language(code: Told) -> str:
    return str(dict(settings.LANGUAGES).get(str(code), code))


def _plain(value: Told) -> object:
    """As a program reads it: codes, ISO dates, and amounts as decimal text beside their currency."""
    match value:
        case TextChoices():
            return value.value
        case tuple():
            return [each.value for each in value]
        case date() | datetime():
            return value.isoformat()
        case Money():
            return {"amount": value.plain(), "currency": value.currency.code}
        case UUID():
            return str(value)
        case _:
            return value


def _written(value: Told, locale: Locale) -> str:
    """As a person reads it, in the language that is active."""
    match value:
        case None:
            text = ""
        case TextChoices():
            text = str(value.label)
        case tuple():
            text = ", ".join(str(each.label) for each in value)
        case bool():
            text = _("yes") if value else _("no")
        case datetime():
            text = formatting.moment_text(timezone.localtime(value), locale)
        case date():
            text = formatting.day_text(value, locale)
        case Money():
            text = formatting.money_text(value, locale)
        case _:
            text = str(value)
    return text


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
