"""Whose particulars may go, and taking them away."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rochdale.cooperatives.queries import Permission, second_person_ground
from rochdale.cooperatives.views import Visit, freshly_signed_in, requires, visit_of
from rochdale.membership import actions, queries
from rochdale.membership.queries import FilePart, RetentionLine
from rochdale.membership.views.looking import by_person, shows_file
from rochdale.membership.views.persons import person_file
from rochdale.web.formatting import day_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Fact, Link, Page

_KEY_LENGTH_MAX = 64


@requires(Permission.MANAGE_REGISTER)
@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    """The former members whose time has run, who left first first."""
    visit = visit_of(request)
    after = _after(request)
    page = queries.time_has_run(on=visit.today, after=after)
    here = visit.href("membership:retention")
    following = ""
    if page.next_after is not None:
        left_on, person_id = page.next_after
        following = f"{here}?{urlencode({'after': f'{left_on.isoformat()}:{person_id}'})}"
    context = {
        "lines": [_line(visit, line) for line in page.lines],
        "years": queries.retention_years(on=visit.today),
        "page": Page(previous=here if after else "", next=following),
    }
    return render(request, "membership/retention.html", context)


def _after(request: HttpRequest) -> tuple[date, UUID] | None:
    day, _colon, id_ = request.GET.get("after", "").partition(":")
    try:
        return date.fromisoformat(day), UUID(id_)
    except ValueError:
        return None


def _line(visit: Visit, line: RetentionLine) -> Fact:
    locale = reader_locale()
    told = _("left on %(left)s, kept until %(kept)s") % {
        "left": day_text(line.left_on, locale),
        "kept": day_text(line.kept_until, locale),
    }
    href = visit.href("membership:blank-person", person_id=line.person_id)
    return Fact(line.name, str(line.number), href, told)


@freshly_signed_in
@requires(Permission.MANAGE_REGISTER)
@require_http_methods(["GET", "POST"])
@shows_file(FilePart.PERSON, by_person)
def blank(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What would go and what stays, or what holds the particulars here still; then taking them away."""
    visit = visit_of(request)
    file = person_file(person_id)
    if request.method == "POST":
        by = visit.acting(Permission.MANAGE_REGISTER, for_person_id=person_id)
        key = request.POST.get("key", "")[:_KEY_LENGTH_MAX] or uuid4().hex
        waiting = actions.ask_to_blank(by=by, person_id=person_id, key=key)
        told = _("The particulars are gone for good.")
        asked = _("It waits for a second officer, who sees the same effect.")
        messages.success(request, told if waiting is None else asked)
        return redirect(visit.href("membership:retention"))
    obstacles = queries.obstacles_to_blanking(person_id=person_id, on=visit.today)
    context = {
        "person": file,
        "obstacles": [each.words for each in obstacles],
        "effects": [] if obstacles else actions.effects_of_blanking(person_id=person_id),
        "takes_two": second_person_ground(act=actions.BLANK_PERSON, on=visit.today) is not None,
        "key": uuid4().hex,
        "back": Link(visit.href("membership:retention"), _("To the list")),
    }
    return render(request, "membership/blank.html", context)
