"""Who has looked at a file: read by its person, and by those who watch."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import insiders_only, requires, visit_of
from rochdale.membership import queries
from rochdale.membership.views.paging import after_of, page_after
from rochdale.membership.views.persons import person_file
from rochdale.web.values import Deed, Fact, Link

DONE_SHOWN = 50


@insiders_only
@require_safe
def my_views(request: HttpRequest) -> HttpResponse:
    """Who has looked at the file of the person who reads."""
    visit = visit_of(request)
    assert visit.person_id is not None
    context = _context(request, visit.person_id, visit.href("membership:my-views"))
    context |= {"is_own": True, "back": Link(visit.href("membership:my-file"), _("To my file"))}
    return render(request, "membership/file_views.html", context)


@requires(Permission.VIEW_AUDIT)
@require_safe
def person_views(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Who has looked at a person's file, for those who watch."""
    visit = visit_of(request)
    file = person_file(person_id)
    context = _context(request, person_id, visit.href("membership:person-views", person_id=person_id))
    context |= {
        "person": file,
        "back": Link(visit.href("membership:person", person_id=person_id), file.name),
    }
    return render(request, "membership/file_views.html", context)


def _context(request: HttpRequest, person_id: UUID, here: str) -> dict[str, Any]:
    after = after_of(request)
    page = queries.file_views_of(person_id=person_id, after=after)
    return {
        "deeds": [
            Deed(
                who=line.viewer,
                what=capfirst(str(line.part.label)),
                at=line.at,
                authority=", ".join(str(office.label) for office in line.offices),
            )
            for line in page.lines
        ],
        "done": []
        if after
        else [
            Fact(capfirst(str(line.verb.label)), line.at, "", line.officer)
            for line in queries.assistance_of(person_id=person_id, limit=DONE_SHOWN)
        ],
        "page": page_after(here, after, page.next_after),
    }
