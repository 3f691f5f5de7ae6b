"""A person who need not be a member, and correcting what is known of anybody."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import freshly_signed_in, requires, visit_of
from rochdale.membership import actions, queries
from rochdale.membership.errors import PersonNotFound
from rochdale.membership.forms import ParticularsForm
from rochdale.membership.queries import FilePart, Particulars, PersonFile
from rochdale.membership.views.dates import day_asked
from rochdale.membership.views.looking import by_number, by_person, shows_file
from rochdale.membership.views.member import counter_hrefs, views_href
from rochdale.membership.views.member_files import member_file
from rochdale.membership.views.particulars import particulars_shown
from rochdale.web.values import Link


@requires(Permission.VIEW_REGISTER)
@require_safe
@shows_file(FilePart.PERSON, by_person)
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """A person who need not be a member; a member's page is found by the number."""
    visit = visit_of(request)
    file = person_file(person_id)
    if file.member_number is not None:
        return redirect(visit.href("membership:member", number=file.member_number))
    may_change = Permission.MANAGE_REGISTER in visit.permissions and file.person_id != visit.person_id
    context = {
        "person": file,
        "particulars": particulars_shown(file.particulars),
        "can_sign_in": file.can_sign_in,
        "change_href": visit.href("membership:person-particulars", person_id=person_id) if may_change else "",
        "consents_href": visit.href("membership:person-consents", person_id=person_id),
        "views_href": views_href(visit, person_id),
        **counter_hrefs(visit, person_id),
        "back": Link(visit.href("membership:register"), _("The register")),
    }
    return render(request, "membership/person.html", context)


def person_file(person_id: UUID) -> PersonFile:
    try:
        return queries.person(person_id=person_id)
    except PersonNotFound as missing:
        raise Http404 from missing


@freshly_signed_in
@requires(Permission.MANAGE_REGISTER)
@require_http_methods(["GET", "POST"])
@shows_file(FilePart.PARTICULARS, by_number)
def member_particulars(request: HttpRequest, number: int) -> HttpResponse:
    """Correct what is known of a member."""
    back = visit_of(request).href("membership:member", number=number)
    return _change(request, person_file(member_file(number).person_id), back)


@freshly_signed_in
@requires(Permission.MANAGE_REGISTER)
@require_http_methods(["GET", "POST"])
@shows_file(FilePart.PARTICULARS, by_person)
def person_particulars(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Correct what is known of a person who is no member."""
    back = visit_of(request).href("membership:person", person_id=person_id)
    return _change(request, person_file(person_id), back)


def _change(request: HttpRequest, file: PersonFile, back: str) -> HttpResponse:
    visit = visit_of(request)
    by = visit.acting(Permission.MANAGE_REGISTER, for_person_id=file.person_id)
    shown_on = day_asked(request, "on") or visit.today
    form = (
        ParticularsForm(request.POST)
        if request.method == "POST"
        else ParticularsForm.of(_held(file, shown_on), shown_on)
    )
    if form.is_bound and form.is_valid():
        seen = _held(file, form.cleaned_data["shown_on"] or visit.today)
        changed = actions.change_particulars(
            by=by,
            person_id=file.person_id,
            particulars=form.particulars(seen),
            effective_on=form.cleaned_data["effective_on"],
            seen=seen,
            reason=form.cleaned_data["reason"],
        )
        said = _("It is written down. What stood there before stays in the history.")
        messages.success(request, said if changed else _("Nothing was different."))
        return redirect(back)
    context = {"form": form, "person": file, "back": Link(back, file.name), "shown_on": shown_on}
    return render(request, "membership/particulars_form.html", context, status=400 if form.is_bound else 200)


def _held(file: PersonFile, on: date) -> Particulars:
    """What held on a day. Everybody has a first version, which holds from the beginning."""
    found = queries.person_as_of(person_id=file.person_id, on=on)
    return found.particulars if found else file.particulars
